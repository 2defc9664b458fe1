import Reference
import Testing

/// Section 4 of docs/encrypted-execution.md: the instructions that bring and end keys, and their refusals.
@Suite struct KeyInstructionTests {
  private typealias Region = ProtectedHart.Region
  private static let descriptor: UInt32 = 0x8000_1000
  private static let text = ProtectedHart.text
  private static let data = ProtectedHart.data

  @Test("setk creates a domain, and says its number and the register; then the domain takes more regions")
  func install() throws {
    let bench = try ProtectedHart()
    #expect(try bench.install(Self.text, domain: 0) == 0x0000_0100)
    #expect(try bench.install(Self.data, domain: 1) == 0x0001_0100)
    var other = Self.data
    other.owner = 2
    #expect(try bench.install(other, domain: 0) == 0x0002_0200)
    #expect(bench.hart.encryptionUnit.view(1)?.rights == [.read, .write])
    #expect(bench.hart.encryptionUnit.view(0)?.baseLine == Self.text.base / 64)
  }

  @Test("setck takes entries with the default-key flag, and setk those without")
  func defaultKey() throws {
    let bench = try ProtectedHart()
    var whole = Self.text
    (whole.flags, whole.segment) = (.defaultKey, 9)
    #expect(try bench.install(whole, domain: 0) == 1 << 8)
    let words = ProtectedHart.descriptor(whole, domain: 0)
    bench.put(words, at: Self.descriptor)
    bench.put(try bench.wrap(whole), at: Self.descriptor + 0x100)
    (bench[10], bench[11]) = (Self.descriptor, Self.descriptor + 0x100)
    bench.machine(Instruction.setk(12, 10, 11))
    #expect(bench[12] == UInt32(UnwrapStatus.wrongKind.rawValue))
  }

  @Test("the fields of the descriptor: limit, bit 32 of the bound, size, length of the entry")
  func descriptor() throws {
    let bench = try ProtectedHart()
    #expect(
      try bench.install(Self.text, domain: 0) { words in
        words[0] |= 1 << 8
        words[2] += words[1]
      } == 1 << 8)
    // The last page: its limit is 2^32.
    var last = Self.data
    last.base = 0xffff_f000
    #expect(
      try bench.install(last, domain: 1) { words in
        words[0] |= 3 << 8
        words[2] = 0
      } == 0x0001_0100)
    #expect(bench.hart.encryptionUnit.view(1)?.limitLine == 1 << 26)
    var next = Self.data
    next.segment = 7
    // Other bits of byte 1 say nothing.
    #expect(try bench.install(next, domain: 1) { $0[0] |= 0xfc << 8 } == 0x0002_0100)
    for units in [0, 1, 31, 33] as [UInt32] {
      #expect(
        try bench.install(next, domain: 1) { $0[0] = $0[0] & 0xff_ffff | units << 24 }
          == UInt32(UnwrapStatus.wrongEntrySize.rawValue), "\(units)")
    }
  }

  @Test("refusals have their statuses, and change nothing")
  func refusals() throws {
    let bench = try ProtectedHart(unit: .compact)
    #expect(try bench.install(Self.text, domain: 0) == 1 << 8)
    func status(_ region: Region, domain: UInt32 = 1, change: (inout [UInt32]) -> Void = { _ in }) throws -> UInt32 {
      try bench.install(region, domain: domain, change: change)
    }
    #expect(try status(Self.text) == UInt32(SetupStatus.duplicateSegment.rawValue))
    #expect(try status(Self.data, domain: 2) == UInt32(UnwrapStatus.unknownDomain.rawValue))
    // There are four domains; whatever the entry is.
    for domain in [4, 5, 255] as [UInt32] {
      #expect(try status(Self.data, domain: domain) == 25)
      #expect(try status(Self.data, domain: domain) { $0[0] |= 1 << 24 } == 25)
    }
    var other = Self.data
    other.owner = 3
    #expect(try status(other) == UInt32(UnwrapStatus.wrongOwner.rawValue))
    other.algorithm = .aes256XTS
    other.owner = 1
    #expect(try status(other) == UInt32(SetupStatus.unknownAlgorithm.rawValue))
    #expect(try status(Self.data) { $0[2] -= 64 } == UInt32(UnwrapStatus.wrongRegionSize.rawValue))
    #expect(try status(Self.data) { $0[1] += 4 } == UInt32(SetupStatus.unaligned.rawValue))
    #expect((1..<4).allSatisfy { bench.hart.encryptionUnit.view($0) == nil })
  }

  @Test("without fuses there is no key")
  func noDevice() throws {
    #expect(try ProtectedHart(fuses: false).install(Self.text, domain: 0) == UInt32(UnwrapStatus.noDeviceKey.rawValue))
  }

  @Test("a descriptor or entry that is misaligned or missing is an exception, rs1 before rs2")
  func addresses() throws {
    let bench = try ProtectedHart()
    let nowhere: UInt32 = 0x4000_0000
    // The end of main memory: the second word of the descriptor, and a word within the entry, are not there.
    let end: UInt32 = 0x8010_0000
    let cases: [(UInt32, UInt32, ExceptionCause, UInt32)] = [
      (Self.descriptor + 1, nowhere + 2, .misalignedLoad, Self.descriptor + 1),
      (nowhere, Self.descriptor + 2, .misalignedLoad, Self.descriptor + 2),
      (nowhere, nowhere + 4, .loadAccessFault, nowhere),
      (end - 4, nowhere, .loadAccessFault, end),
      (Self.descriptor, nowhere, .loadAccessFault, nowhere),
      (Self.descriptor, end - 100, .loadAccessFault, end),
    ]
    bench.put(ProtectedHart.descriptor(Self.text, domain: 0), at: Self.descriptor)
    for (first, second, cause, value) in cases {
      (bench[10], bench[11], bench[12]) = (first, second, 7)
      #expect(bench.machine(Instruction.setk(12, 10, 11)).trap == cause)
      #expect(bench.csr(0x343) == value && bench[12] == 7)
    }
    #expect(bench.hart.encryptionUnit.view(0) == nil)
  }

  @Test("encodings: what is not used is x0, and nothing else is there")
  func encodings() {
    for funct3 in 0..<8 as Range<UInt32> {
      for funct7 in 0..<128 as Range<UInt32> {
        for (rs1, rs2) in [(0, 0), (3, 0), (0, 3), (3, 3)] as [(UInt32, UInt32)] {
          let isLegal =
            switch (funct3, funct7) {
            case (0, 0), (0, 1), (0, 3), (0, 5), (0, 6): true
            case (0, 2), (0, 4): rs2 == 0
            case (2, 0), (2, 1): true
            case (1, 0...7): rs2 == 0 && (rs1 == 0 || funct7 % 2 == 1)
            default: false
            }
          let decoded = DecodedInstruction(Instruction.custom(funct3, funct7, 5, rs1, rs2))
          #expect((decoded.operation != .illegal) == isLegal, "\(funct3) \(funct7) \(rs1) \(rs2)")
        }
      }
    }
  }

  @Test("each instruction is legal exactly where the list says")
  func modes() throws {
    let everywhere = [Instruction.cryptomode(1), Instruction.retmode(1)]
    let withDomain = [
      Instruction.setck(1, 0, 0), Instruction.setk(1, 0, 0), Instruction.keyclr(1, 2, 3),
    ]
    let system = [
      Instruction.kill(1, 0), Instruction.method(1, 0, 0), Instruction.spill(1, 0, 0), Instruction.fill(1, 0, 0),
    ]
    let encrypted = [Instruction.setik(1, 0), Instruction.modexp(1, 0, 0)]
    func legal(_ words: [UInt32], _ trap: (UInt32) throws -> ExceptionCause?) rethrows -> [Bool] {
      try words.map { try trap($0) != .illegalInstruction }
    }
    func expectLegal(_ legals: [[UInt32]], trap: (UInt32) throws -> ExceptionCause?) rethrows {
      for words in [everywhere, withDomain, system, encrypted] {
        #expect(try legal(words, trap) == words.map { _ in legals.contains(words) })
      }
    }
    let bench = try ProtectedHart()
    expectLegal([everywhere, withDomain, system]) { bench.machine($0).trap }
    try expectLegal([everywhere, withDomain, system]) { word in
      let bench = try ProtectedHart()
      bench.put([word], at: 0x8000_2000)
      bench.set(csr: 0x300, 1 << 11)
      bench.set(csr: 0x341, 0x8000_2000)
      bench.machine(Instruction.mret)
      return bench.hart.step().trap
    }
    try expectLegal([everywhere]) { word in
      let bench = try ProtectedHart()
      bench.put([word], at: 0x8000_2000)
      bench.enter(0, at: 0x8000_2000)
      return bench.hart.step().trap
    }
    try expectLegal([everywhere, withDomain]) { word in
      let bench = try ProtectedHart()
      bench.put([word], at: 0x8000_2000)
      bench.enter(1, at: 0x8000_2000)
      return bench.hart.step().trap
    }
    try expectLegal([everywhere, withDomain, encrypted]) { try ProtectedHart.running([$0]).hart.step().trap }
  }

  @Test("keyclr: the domain before the segment, and in user mode the own domain")
  func keyclr() throws {
    let bench = try ProtectedHart(unit: .compact)
    try bench.install(Self.text, domain: 0)
    try bench.install(Self.data, domain: 1)
    func status(_ segment: UInt32, _ domain: UInt32) -> UInt32 {
      (bench[10], bench[11]) = (segment, domain)
      bench.machine(Instruction.keyclr(12, 10, 11))
      return bench[12]
    }
    #expect(status(0, 0) == 1 && status(256, 4) == 1 && status(0, .max) == 1)
    #expect(status(256, 0) == 14 && status(256, 1) == 14 && status(2, 1) == 14 && status(0, 2) == 14)
    #expect(status(1, 1) == 0 && bench.hart.encryptionUnit.view(1) == nil)
    bench.put([Instruction.keyclr(12, 10, 11)], at: ProtectedHart.stub)
    bench.enter(1, at: ProtectedHart.stub)
    (bench[10], bench[11]) = (0, 3)
    bench.step(isEncrypted: false)
    #expect(bench[12] == 0 && bench.hart.encryptionUnit.view(0) == nil)
  }

  @Test("kill ends a domain, whose number is free again; method chooses, but not while the domain is encrypted")
  func killAndMethod() throws {
    let bench = try ProtectedHart.running([Instruction.ebreak], unit: .compact)
    #expect(bench.hart.step().trap == .breakpoint)
    func status(_ domain: UInt32, _ value: UInt32 = 1) -> UInt32 {
      (bench[10], bench[11]) = (domain, value)
      bench.machine(Instruction.method(12, 10, 11))
      return bench[12]
    }
    func kill(_ domain: UInt32) -> UInt32 {
      bench[10] = domain
      bench.machine(Instruction.kill(12, 10))
      return bench[12]
    }
    #expect(status(0) == 7 && status(4) == 7 && status(.max) == 7 && status(1) == 8)
    #expect(status(2) == 0 && bench.hart.encryptionUnit.modeStates[2].automatic)
    #expect(status(2, 2) == 0 && !bench.hart.encryptionUnit.modeStates[2].automatic)
    #expect(kill(0) == 1 && kill(4) == 1 && kill(3) == 0 && kill(1) == 0)
    #expect((0..<4).allSatisfy { bench.hart.encryptionUnit.view($0) == nil })
    #expect(status(1) == 0)
    // Nothing of it is left: it runs in plaintext mode, at mepc.
    bench.put([Instruction.nop], at: 0x8000_2000)
    bench[9] = 0x55
    bench.enter(1, at: 0x8000_2000)
    #expect(bench[9] == 0x55)
    bench.step(isEncrypted: false)
  }

  @Test("setik: a program makes a region for itself, and shares its key with another")
  func setik() throws {
    let bench = try ProtectedHart.running([
      Instruction.setik(12, 10), Instruction.sw(13, 14), Instruction.setik(12, 11), Instruction.setik(12, 10),
      Instruction.setik(12, 15),
    ])
    var own = Self.data
    (own.segment, own.base, own.lines, own.keyNumber, own.nonce) = (5, 0x8003_0000, 64, 9, 77)
    func descriptor(_ region: Region, share: UInt8? = nil) -> [UInt8] {
      var bytes = [UInt8](repeating: 0xee, count: 88)
      bytes[0] = region.segment
      bytes[1] = share == nil ? 0xf8 : 0xfc
      bytes[2] = region.algorithm.rawValue
      bytes[3] = share ?? 0
      for index in 0..<4 {
        bytes[4 + index] = UInt8(truncatingIfNeeded: region.base >> (8 * UInt32(index)))
        bytes[8 + index] = UInt8(truncatingIfNeeded: (region.lines * 64) >> (8 * UInt32(index)))
      }
      bytes[12] = 0xf8 | region.rights.rawValue
      bytes[13] = 0xf0
      bytes[14] = 0x80 | UInt8(region.key.count)
      for index in 0..<8 { bytes[16 + index] = UInt8(truncatingIfNeeded: region.nonce >> (8 * UInt64(index))) }
      bytes.replaceSubrange(24..<24 + region.key.count, with: region.key)
      return bytes
    }
    bench.put(descriptor(own), at: 0x8003_8000)
    var shared = own
    (shared.segment, shared.base, shared.nonce) = (6, 0x8003_2000, 78)
    bench.put(descriptor(shared, share: 5), at: 0x8003_9000)
    (bench[10], bench[11], bench[13], bench[14], bench[15]) = (
      0x8003_8000, 0x8003_9000, 0x1234_5678, 0x8003_0040, 0x8003_8002
    )
    bench.step()
    #expect(bench[12] == 0x0002_0000)
    bench.step()
    #expect(bench.word(0x8003_0040) != 0x1234_5678)
    #expect(try bench.word(0x8003_0040, in: own) == 0x1234_5678)
    bench.step()
    #expect(bench[12] == 0x0003_0000)
    bench.step()
    #expect(bench[12] == UInt32(SetupStatus.duplicateSegment.rawValue))
    #expect(bench.hart.step().trap == .misalignedLoad)
  }

  @Test("disassembly") func disassembly() {
    func text(_ word: UInt32) -> String { DecodedInstruction(word).assembly(at: 0) }
    #expect(text(Instruction.setk(10, 11, 12)) == "setk a0, a1, a2")
    #expect(text(Instruction.setik(10, 11)) == "setik a0, a1" && text(Instruction.kill(10, 11)) == "kill a0, a1")
    #expect(text(Instruction.modexp(10, 11, 12)) == "modexp a0, a1, a2")
    #expect(text(Instruction.cryptomode(10)) == "cryptomode a0")
    #expect(text(Instruction.cryptomode(10, to: 11, link: true)) == "cryptomode.link a0, a1")
    #expect(text(Instruction.retmode(0, link: true)) == "retmode.link zero")
  }
}
