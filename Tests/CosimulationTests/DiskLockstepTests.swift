import Cosimulation
import Foundation
import Hardware
import Reference
import Simulation
import Testing
import Toolchain

/// The block device of the processor, with a file as its medium and the golden hart beside it.
@Suite struct DiskLockstepTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../sim/bare")
    .standardizedFileURL.path
  private static let model = Result { try SimulationModel(ProcessorRegression.design(.small)) }
  private static let device = Result { try DeviceIdentity.ofTests() }

  /// - Parameter rom: contents of the boot ROM; without them it jumps to the program.
  private func run(
    _ elf: ELFFile?, rom: [UInt8]? = nil, disk bytes: [UInt8], fuses: [UInt64] = [], plaintextWords: Set<UInt64> = [],
    output: @escaping (UInt8) -> Void = { _ in }
  ) throws -> (outcome: ProcessorRun.Outcome, disk: [UInt8]) {
    let disk = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data(bytes).write(to: disk)
    defer { try? FileManager.default.removeItem(at: disk) }
    let run = try ProcessorRun(
      Self.model.get(), memory: 4 << 20, latency: 3, fuses: fuses, unit: DesignPoint.small.reference,
      medium: DiskFile(path: disk.path), output: output)
    run.plaintextWords = plaintextWords
    if let elf {
      for segment in elf.segments { #expect(run.load(elf.contents(of: segment), at: segment.address)) }
      #expect(run.load(ProcessorRun.boot(to: elf.entry), at: 0x1000))
    }
    if let rom { #expect(run.load(rom, at: 0x1000)) }
    let outcome = try run.run(limit: 20_000_000)
    return (outcome, try [UInt8](Data(contentsOf: disk)))
  }

  @Test("a program reads and writes sectors, and those that it writes are in the file")
  func sectors() throws {
    let before = (0..<8).flatMap { [UInt8](repeating: $0, count: 512) }
    let elf = try BareProgram(tools: Tools(), folder: Self.folder).build("\(Self.folder)/disk/sectors.S")
    let (outcome, disk) = try run(elf, disk: before)
    guard case .finished(0) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    var expected = before
    expected.replaceSubrange(512 * 5..<512 * 6, with: (0..<128).flatMap { [$0, 0, 0x0c, 0xb1] })
    expected.replaceSubrange(512 * 6..<512 * 7, with: [UInt8](repeating: 2, count: 512))
    #expect(disk == expected)
  }

  @Test("a page of a domain comes back from the medium, to any frame, and is ciphertext there (SF-31)")
  func swap() throws {
    let plan = try ImagePlan(path: "\(Self.folder)/secure/plan.json")
    var keyGenerator = SeededGenerator(seed: 7)
    let program = try ProtectedProgram(
      BareProgram(tools: Tools(), folder: Self.folder, layout: "secure/secure.ld").build("\(Self.folder)/disk/swap.S"),
      plan: plan, keys: KeyFile(name: "keys.json", for: plan, using: &keyGenerator), nonces: .seed(1),
      processor: PublicKey(name: "the device", pem: RSAKey(Self.device.get()).publicPEM()))
    let (outcome, disk) = try run(
      program.program, disk: [UInt8](repeating: 0, count: 4096), fuses: Self.device.get().fuses(),
      plaintextWords: program.plaintextWords)
    guard case .finished(0) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    let words = stride(from: 0, to: disk.count, by: 8).map { Array(disk[$0..<$0 + 8]) }
    #expect(Set(words).count == 512)
  }

  @Test("the boot ROM starts what is on the medium, and nothing that is wrong")
  func boot() throws {
    let program = try BareProgram(tools: Tools(), folder: Self.folder).build("\(Self.folder)/programs/recursion.c")
    let rom = try BootROM(tools: Tools(), folder: Self.folder)
      .contents(.blockDevice, deviceTree: .processor(memory: 4 << 20))
    var damaged = try BootMedium(program).bytes
    damaged[700] ^= 0x10
    for (bytes, code, ending) in try [
      (BootMedium(program).bytes, 0, "92 ways for eight queens\n"), (damaged, 7, "boot: the checksum is wrong\n"),
      ([UInt8](repeating: 0, count: 512), 3, "boot: sector 0 is no boot header\n"),
      ([], 1, "boot: there is no medium\n"),
    ] {
      var text: [UInt8] = []
      let (outcome, _) = try run(nil, rom: rom, disk: bytes) { text.append($0) }
      guard case .finished(code) = outcome else {
        Issue.record("\(outcome)")
        return
      }
      #expect(String(decoding: text, as: UTF8.self) == ending)
    }
  }

  /// An encrypted program may write what it likes to a device; that it does is what the scan is to find.
  @Test("plaintext on its way to the medium is found out, and does not get there")
  func leak() throws {
    let source = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).c")
    let text = """
      char secret[] __attribute__((aligned(8))) = "a canary that nobody may see";
      int main(void) {
        volatile unsigned *block = (volatile unsigned *)0x10001000;
        unsigned *in = (unsigned *)secret;
        for (int i = 0; i < 7; i++) block[128 + 6 + i] = in[i];
        block[0] = 1;
        block[2] = 2;
        while (block[3] & 1) {
        }
        return 0;
      }

      """
    try text.write(to: source, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: source) }
    let processor = try PublicKey(name: "the processor", pem: RSAKey(Self.device.get()).publicPEM())
    let program = try WholeProgramProtection(algorithm: .aes128XTS, processor: processor)
      .build(source.path, tools: Tools(), folder: Self.folder)
    let before = [UInt8](repeating: 0, count: 1024)
    let (outcome, disk) = try run(
      program.program, disk: before, fuses: Self.device.get().fuses(), plaintextWords: program.plaintextWords)
    guard case .leak(let what) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(
      what.hasPrefix("plaintext of a region was to be written to the medium, sector 1, byte 24, in cycle "), "\(what)")
    #expect(disk == before)
  }
}
