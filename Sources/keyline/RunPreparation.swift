import Cosimulation
import Foundation
import Reference
import Toolchain

// What is run, and on which processor.
extension RunCommand {
  /// A program, and the processor for it.
  struct Prepared {
    /// None when the program is on the disk.
    var elf: ELFFile?
    var fuses: [UInt64] = []
    /// What must not be seen on the bus and on the disk.
    var plaintextWords: Set<UInt64> = []
    /// None when the program is the boot ROM itself.
    var rom: [UInt8]?
    var medium: any Medium = NoMedium()
  }

  /// What messages call the program.
  var name: String { program ?? disk ?? "" }

  func prepared() throws -> Prepared {
    do {
      var prepared =
        try system ? ofProcesses() : protectMarked ? partlyProtected() : protect ? protected() : unprotected()
      if let disk { prepared.medium = try DiskFile(path: disk) }
      prepared.rom = try rom(for: prepared.elf)
      return prepared
    } catch let failure as Console.Failure { throw failure } catch { throw Console.Failure("\(error)") }
  }

  /// A program as it is, compiled if it is a source.
  static func elf(_ program: String, compressed: Bool = false) throws -> ELFFile {
    guard isSource(program) else { return try ELFFile(path: program) }
    return try BareProgram(tools: Tools(), folder: folderOfCheckout("sim/bare"), compressed: compressed).build(program)
  }

  static func isSource(_ program: String) -> Bool {
    BareProgram.endings.contains(URL(fileURLWithPath: program).pathExtension)
  }

  private func unprotected() throws -> Prepared {
    Prepared(
      elf: try program.map { try Self.elf($0, compressed: compressed) },
      fuses: try device.map { try DeviceFolder($0).fuses() } ?? [])
  }

  private func ofProcesses() throws -> Prepared {
    let (fuses, processor) = try identity()
    let algorithm = try Algorithm(named: (algorithm ?? .aes128XTS).rawValue)
    var generator = SystemRandomNumberGenerator()
    let sources = programs.map { SystemBuilder.Source($0, marked: protectMarked ? method ?? .explicit : nil) }
    let system = try SystemBuilder(tools: Tools(), folder: folderOfCheckout("sim/system")).build(
      sources, algorithm: algorithm, processor: processor, using: &generator)
    if protectMarked {
      for (name, part) in system.parts { report(part, of: name, algorithm, processor) }
    } else {
      let processes = "\(programs.count) process\(programs.count == 1 ? "" : "es")"
      Console().step("\(processes) encrypted with \(algorithm) for \(processor.name)")
    }
    if let save { try File.write([File.Output(path: save, bytes: system.program.bytes, mode: 0o755)]) }
    // What processes print is public by their own will; the golden model knows soon what that is, for a while.
    let printed = model == .rtl ? SystemRun.reference(system, fuses: fuses, limit: 100_000_000).output : ""
    return Prepared(
      elf: system.program, fuses: fuses,
      plaintextWords: system.plaintextWords.subtracting(SystemRun.words(in: Array(printed.utf8))))
  }

  /// The processor's: that of the folder that was named, or of tests.
  private func identity() throws -> (fuses: [UInt64], publicKey: PublicKey) {
    try device.map { try Self.identity(DeviceFolder($0)) } ?? Self.testIdentity()
  }

  private func protected() throws -> Prepared {
    let console = Console()
    let (fuses, processor) = try identity()
    let algorithm = try Algorithm(named: (algorithm ?? .aes128XTS).rawValue)
    let protection = WholeProgramProtection(algorithm: algorithm, processor: processor, compressed: compressed)
    let program = try protection.build(name, tools: Tools(), folder: folderOfCheckout("sim/bare"))
    console.step("\(name): encrypted with \(algorithm) for \(processor.name)")
    if let save { try File.write([File.Output(path: save, bytes: program.program.bytes, mode: 0o755)]) }
    return Prepared(elf: program.program, fuses: fuses, plaintextWords: program.plaintextWords)
  }

  private func partlyProtected() throws -> Prepared {
    let (fuses, processor) = try identity()
    let protection = MarkedPartProtection(
      algorithm: try Algorithm(named: (algorithm ?? .aes128XTS).rawValue), processor: processor,
      method: method ?? .explicit, compressed: compressed)
    let (program, part) = try protection.build(name, tools: Tools(), folder: folderOfCheckout("sim/bare"))
    report(part, of: name, protection.algorithm, processor)
    if let save { try File.write([File.Output(path: save, bytes: program.program.bytes, mode: 0o755)]) }
    return Prepared(elf: program.program, fuses: fuses, plaintextWords: program.plaintextWords)
  }

  private func report(_ part: MarkedPart, of name: String, _ algorithm: Algorithm, _ processor: PublicKey) {
    let console = Console()
    console.step(
      "\(name): encrypted with \(algorithm) for \(processor.name): "
        + (part.functions + part.variables).joined(separator: ", "))
    console.step("from plaintext it is entered at \(part.entered.joined(separator: ", "))")
    if !part.left.isEmpty { console.step("it calls in plaintext \(part.left.joined(separator: ", "))") }
  }

  private static func identity(_ folder: DeviceFolder) throws -> ([UInt64], PublicKey) {
    (try folder.fuses(), try folder.publicKey())
  }

  private static func testIdentity() throws -> ([UInt64], PublicKey) {
    let identity = try DeviceIdentity.ofTests()
    let name = "the processor of tests, whose key everybody knows (--device takes another)"
    return (try identity.fuses(), try PublicKey(name: name, pem: RSAKey(identity).publicPEM()))
  }

  /// The boot ROM that starts the program; none when the program has contents there.
  private func rom(for elf: ELFFile?) throws -> [UInt8]? {
    let place = UInt64(AddressMap.bootROM.base)..<UInt64(AddressMap.bootROM.base + AddressMap.bootROM.bytes)
    if let elf, elf.segments.contains(where: { $0.memorySize > 0 && $0.addresses.overlaps(place) }) {
      guard elf.entry == AddressMap.bootROM.base else {
        throw Console.Failure(
          """
          \(name): it has contents in the boot ROM, where the processor begins, and its entry is 0x\(String(elf.entry, radix: 16)): \
          make it 0x\(String(AddressMap.bootROM.base, radix: 16)), or leave the boot ROM alone
          """)
      }
      return nil
    }
    return try BootROM(tools: Tools(), folder: folderOfCheckout("sim/bare"))
      .contents(
        elf.map { .program(at: $0.entry) } ?? .blockDevice,
        deviceTree: .processor(memory: memory << 20, compressed: compressed))
  }

  /// Puts the boot ROM and the program's segments into a memory.
  func load(_ prepared: Prepared, _ put: ([UInt8], UInt32) -> Bool) throws {
    if let rom = prepared.rom { _ = put(rom, AddressMap.bootROM.base) }
    guard let elf = prepared.elf else { return }
    let size = memory << 20
    for segment in elf.segments where segment.memorySize > 0 {
      // Looked at first: a size that is wrong may be anything.
      guard Int(segment.memorySize) <= size, put(elf.contents(of: segment), segment.address) else {
        throw Console.Failure(
          """
          \(name): \(segment.memorySize) bytes at 0x\(String(segment.address, radix: 16)) are not in memory; main memory is \
          0x80000000 to 0x\(String(0x8000_0000 + size - 1, radix: 16)) (--memory), the boot ROM 0x1000 to 0x1fff
          """)
      }
    }
  }
}
