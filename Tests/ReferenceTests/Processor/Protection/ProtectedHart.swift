import Reference
import Testing

/// A golden hart with a device's fuses, and what it takes to bring programs into encrypted mode. Code in machine mode
/// lies at the start of main memory, the address of its handler is `handler`.
final class ProtectedHart {
  let machine: Machine
  var hart: Hart { machine.hart }
  private let device: Device

  static let handler: UInt32 = 0x8000_0800
  static let supervisorHandler: UInt32 = 0x8000_0c00
  private static let descriptor: UInt32 = 0x8000_1000
  private static let entry: UInt32 = 0x8000_1100
  private static let scratch: UInt32 = 0x8000_0000

  /// A region of a program, and what its key entry says.
  struct Region {
    var segment: UInt8 = 0
    var base: UInt32
    var lines: UInt32 = 64
    var rights: Rights
    var flags: RegionFlags = []
    var algorithm = Algorithm.aes128XTS
    var nonce: UInt64 = 0x1122_3344_5566_7788
    var keyNumber: UInt8 = 1
    var entryPoints: [UInt32] = []
    var owner: UInt8 = 1

    var key: [UInt8] { sampleKey(keyNumber, count: algorithm.keyLength) }

    func cipher() throws -> LineCipher { try LineCipher(algorithm, key: key) }

    func tweak(_ address: UInt32) -> Tweak { Tweak(lineIndex: UInt64((address - base) / 64), nonce: nonce) }
  }

  /// One page of code, one of data behind it.
  static let text = Region(segment: 0, base: 0x8001_0000, rights: .execute, keyNumber: 1)
  static let data = Region(segment: 1, base: 0x8002_0000, rights: [.read, .write], keyNumber: 2)

  init(fuses: Bool = true, unit: UnitParameters = .standard, compressed: Bool = false) throws {
    device = try Device.shared()
    machine = Machine(memory: 1 << 20, fuses: fuses ? device.fuses : [], unit: unit, compressed: compressed) { _ in }
    set(csr: 0x305, Self.handler)
    set(csr: 0x105, Self.supervisorHandler)
  }

  subscript(_ register: Int) -> UInt32 {
    get { hart[register: register] }
    set { hart[register: register] = newValue }
  }

  // Memory.

  func put(_ words: [UInt32], at address: UInt32) { put(words.flatMap(bytes), at: address) }

  /// As a debugger does it: instructions that were executed there are forgotten.
  func put(_ bytes: [UInt8], at address: UInt32) {
    for (offset, byte) in bytes.enumerated() { #expect(hart.poke(address + UInt32(offset), byte)) }
  }

  /// Puts words into memory as ciphertext of a region.
  ///
  /// - Parameter address: virtual; of a line.
  func put(_ words: [UInt32], at address: UInt32, in region: Region, physical: UInt32? = nil) throws {
    var bytes = words.flatMap(bytes)
    bytes += [UInt8](repeating: 0, count: (64 - bytes.count % 64) % 64)
    let cipher = try region.cipher()
    for offset in stride(from: 0, to: bytes.count, by: 64) {
      let line = try #require(Line(bytes: bytes[offset..<offset + 64]))
      let encrypted = try cipher.encrypt(line, tweak: region.tweak(address + UInt32(offset)))
      put(encrypted.bytes, at: (physical ?? address) + UInt32(offset))
    }
  }

  /// A word of memory as it is on the bus.
  func word(_ address: UInt32) -> UInt32 { number(hart.memory.bytes(at: address, count: 4) ?? []) }

  /// A word of a region as memory has it, decrypted by this test.
  func word(_ address: UInt32, in region: Region, physical: UInt32? = nil) throws -> UInt32 {
    let line = (physical ?? address) & ~63
    let stored = try #require(Line(bytes: hart.memory.bytes(at: line, count: 64) ?? []))
    let plain = try region.cipher().decrypt(stored, tweak: region.tweak(address & ~63)).bytes
    return number(Array(plain[Int(address & 63)..<Int(address & 63) + 4]))
  }

  private func bytes(_ word: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
  private func number(_ bytes: [UInt8]) -> UInt32 { bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) } }

  // Instructions in machine mode.

  /// Executes an instruction in machine mode; registers are as they are.
  @discardableResult
  func machine(_ instruction: UInt32) -> Retirement {
    #expect(hart.privilege == .machine)
    put([instruction], at: Self.scratch)
    hart.jump(to: Self.scratch)
    return hart.step()
  }

  func set(csr: UInt32, _ value: UInt32) {
    let kept = self[5]
    self[5] = value
    #expect(machine(Instruction.csrrw(0, csr, 5)).trap == nil)
    self[5] = kept
  }

  func csr(_ number: UInt32) -> UInt32 { hart.controlRegister(number) ?? 0xdead_dead }

  /// A descriptor of `setck` and `setk` for a region; the length of the entry is that of the device's.
  static func descriptor(_ region: Region, domain: UInt32) -> [UInt32] {
    [
      UInt32(region.segment) | domain << 16 | 32 << 24, region.base, region.lines * 64,
    ]
  }

  func wrap(_ region: Region) throws -> [UInt8] {
    try device.wrap(
      KeyEntry(
        algorithm: region.algorithm.rawValue, rights: region.rights, flags: region.flags,
        lines: region.flags.contains(.defaultKey) ? 0 : region.lines, nonce: region.nonce,
        owner: [UInt8](repeating: region.owner, count: 32), key: region.key, entryPoints: region.entryPoints
      ).encoded())
  }

  /// `setk`, or `setck` for a default-key entry, in machine mode; the result register.
  @discardableResult
  func install(_ region: Region, domain: UInt32, change: (inout [UInt32]) -> Void = { _ in }) throws -> UInt32 {
    var descriptor = Self.descriptor(region, domain: domain)
    change(&descriptor)
    put(descriptor, at: Self.descriptor)
    put(try wrap(region), at: Self.entry)
    (self[10], self[11]) = (Self.descriptor, Self.entry)
    let instruction = region.flags.contains(.defaultKey) ? Instruction.setck(12, 10, 11) : Instruction.setk(12, 10, 11)
    let retirement = machine(instruction)
    #expect(retirement.trap == nil && retirement.destination == 12)
    return self[12]
  }

  // Domains.

  /// `mret` to user mode of a domain.
  func enter(_ domain: UInt32, at address: UInt32) {
    set(csr: 0x7c0, domain)
    set(csr: 0x341, address)
    set(csr: 0x300, 0)
    let retirement = machine(Instruction.mret)
    #expect(retirement.trap == nil && hart.privilege == .user)
  }

  /// A domain with text and data, in encrypted mode at the start of its text, which has these instructions.
  ///
  /// - Returns: a hart at the first of them.
  static func running(
    _ instructions: [UInt32], text: Region = ProtectedHart.text, data: [Region] = [ProtectedHart.data],
    unit: UnitParameters = .standard
  ) throws -> ProtectedHart {
    let bench = try ProtectedHart(unit: unit)
    try #require(bench.install(text, domain: 0) == 1 << 8)
    for region in data { try #require(bench.install(region, domain: 1) & 31 == 0) }
    try bench.put(instructions, at: text.base, in: text)
    for register in 1..<32 { bench[register] = 0 }
    bench.stub(to: text.base)
    return bench
  }

  static let stub: UInt32 = 0x8000_4000

  /// Plaintext code of domain 1 executes `cryptomode` to an address; its result register is x31, the address in x30.
  func stub(to address: UInt32) {
    put([Instruction.cryptomode(31, to: 30)], at: Self.stub)
    enter(1, at: Self.stub)
    self[30] = address
    let retirement = hart.step()
    #expect(
      retirement.trap == nil && retirement.nextPC == address && self[31] == 0 && !retirement.isEncrypted
        && retirement.domain == 1)
  }

  /// Steps, and expects no trap.
  @discardableResult
  func step(_ count: Int = 1, isEncrypted: Bool = true) -> Retirement {
    var last = hart.step()
    for _ in 1..<count {
      #expect(last.trap == nil && last.isEncrypted == isEncrypted, "\(last)")
      last = hart.step()
    }
    #expect(last.trap == nil && last.isEncrypted == isEncrypted, "\(last)")
    return last
  }
}
