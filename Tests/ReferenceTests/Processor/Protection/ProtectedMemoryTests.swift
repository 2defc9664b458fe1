import Reference
import Testing

/// What a domain's loads and stores do to memory, which holds what is on the bus. Section 2 of
/// docs/encrypted-execution.md.
@Suite struct ProtectedMemoryTests {
  private static let data = ProtectedHart.data
  private static let base = ProtectedHart.data.base

  @Test(
    "a store leaves in memory what the cipher makes of the line, and a load finds it",
    arguments: [Algorithm.none, .aes128XTS, .aes256XTS])
  func ciphertext(algorithm: Algorithm) throws {
    var data = Self.data
    data.algorithm = algorithm
    let bench = try ProtectedHart.running(
      [Instruction.sw(5, 6), Instruction.lw(7, 6), Instruction.lw(8, 6, 4)], data: [data])
    bench.hart.take(.machineSoftware)
    try bench.put([UInt32](1...16), at: Self.base + 0x80, in: data)
    bench.set(csr: 0x300, 0)
    bench.machine(Instruction.mret)
    (bench[5], bench[6]) = (0xfeed_beef, Self.base + 0x80)
    bench.step(3)
    #expect(bench[7] == 0xfeed_beef && bench[8] == 2)
    let expected = Line(bytes: [0xef, 0xbe, 0xed, 0xfe] + (2...16).flatMap { [$0, 0, 0, 0] as [UInt8] })
    let line = try #require(expected)
    let encrypted = try data.cipher().encrypt(line, tweak: data.tweak(Self.base + 0x80))
    #expect(bench.hart.memory.bytes(at: Self.base + 0x80, count: 64) == encrypted.bytes)
  }

  @Test("atomic operations work on plaintext, and sc.w asks for the line whether it succeeds or not")
  func atomics() throws {
    var readable = Self.data
    (readable.segment, readable.base, readable.rights) = (4, 0x8004_0000, .read)
    var writable = Self.data
    (writable.segment, writable.base, writable.rights) = (5, 0x8005_0000, .write)
    let bench = try ProtectedHart.running(
      [
        Instruction.sw(5, 6), Instruction.atomic(0, 7, 6, 5), Instruction.atomic(2, 8, 6, 0),
        Instruction.atomic(3, 9, 6, 7),
        Instruction.atomic(0, 7, 11, 5), Instruction.lw(12, 11), Instruction.atomic(3, 9, 10, 5),
      ], data: [Self.data, readable, writable])
    (bench[5], bench[6], bench[10], bench[11]) = (100, Self.base + 0x44, readable.base, writable.base + 4)
    bench.step()
    let retirement = bench.step()
    #expect(bench[7] == 100 && retirement.written == 200 && retirement.address == Self.base + 0x44)
    bench.step(2)
    #expect(bench[8] == 200 && bench[9] == 0)
    #expect(try bench.word(Self.base + 0x44, in: Self.data) == 100)
    // Who may write may read.
    bench.step(2)
    #expect(try bench[12] == bench.word(writable.base + 4, in: writable))
    #expect(bench.hart.step().trap == .storeAccessFault)
  }

  @Test("rights: what the region does not allow is an access fault, and nothing is written")
  func rights() throws {
    for (rights, load, store) in [
      ([.read], true, false), ([.write], true, true), ([.execute], false, false), ([.read, .write], true, true),
      ([], false, false),
    ] as [(Rights, Bool, Bool)] {
      var data = Self.data
      data.rights = rights
      for (instruction, isAllowed) in [
        (Instruction.lw(5, 6), load), (Instruction.sw(6, 6), store), (Instruction.atomic(2, 5, 6, 0), load),
        (Instruction.atomic(1, 5, 6, 6), store),
      ] {
        let bench = try ProtectedHart.running([instruction], data: [data])
        let before = bench.word(Self.base)
        bench[6] = Self.base
        let trap = bench.hart.step().trap
        #expect((trap == nil) == isAllowed, "\(rights) \(String(instruction, radix: 16))")
        if !isAllowed { #expect(bench.word(Self.base) == before) }
      }
    }
  }

  @Test("domain 0 sees ciphertext and may change it; the domain sees what that decrypts to")
  func coherence() throws {
    let bench = try ProtectedHart.running([
      Instruction.sw(5, 6), Instruction.ecall, Instruction.lw(7, 6), Instruction.lw(8, 6, 60),
    ])
    (bench[5], bench[6]) = (0x1111_2222, Self.base)
    bench.step()
    #expect(bench.hart.step().trap == .callFromUser)
    bench[6] = Self.base
    bench.machine(Instruction.lw(9, 6))
    #expect(bench[9] == bench.word(Self.base) && bench[9] != 0x1111_2222)
    #expect(try bench.word(Self.base, in: Self.data) == 0x1111_2222)
    // One bit: the whole block of the cipher is noise, the others stay.
    bench[9] ^= 1
    let kept = try bench.word(Self.base + 60, in: Self.data)
    bench.machine(Instruction.sw(9, 6))
    let expected = try bench.word(Self.base, in: Self.data)
    bench.set(csr: 0x300, 0)
    bench.machine(Instruction.mret)
    bench.step(2)
    #expect(bench[7] == expected && expected != 0x1111_2222 && bench[8] == kept)
  }

  @Test("instructions that the loader or the program writes are executed")
  func code() throws {
    var text = ProtectedHart.text
    text.rights = [.read, .write, .execute]
    let bench = try ProtectedHart.running(
      [
        Instruction.addi(5, 0, 1), Instruction.sw(6, 7), Instruction.fenceInstructions, Instruction.addi(5, 5, 1),
        Instruction.ecall, Instruction.addi(5, 5, 1),
      ],
      text: text)
    (bench[6], bench[7]) = (Instruction.addi(5, 5, 100), text.base + 12)
    bench.step(4)
    #expect(bench[5] == 101)
    #expect(bench.hart.step().trap == .callFromUser)
    try bench.put(
      [Instruction.addi(5, 0, 55)] + [UInt32](repeating: Instruction.addi(5, 5, 2), count: 15), at: text.base, in: text)
    bench.set(csr: 0x300, 0)
    bench.machine(Instruction.mret)
    bench.step(2)
    #expect(bench[5] == 105)
  }

  /// Regions that begin and end within pages: each line is on its own.
  @Test("pages that regions cut", arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func mixedPages(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var text = ProtectedHart.text
    (text.base, text.lines) = (0x8001_0fc0, 2)
    var regions: [ProtectedHart.Region] = []
    var next: UInt32 = 0x8002_0000
    for segment in 1..<8 as Range<UInt8> {
      next += 64 * UInt32.random(in: 0...20, using: &random)
      let lines = UInt32.random(in: 1...40, using: &random)
      let rights: Rights = [[.read], [.write], [.read, .write], [.execute]][Int.random(in: 0..<4, using: &random)]
      regions.append(
        ProtectedHart.Region(
          segment: segment, base: next, lines: lines, rights: rights,
          algorithm: Bool.random(using: &random)
            ? .aes128XTS : [.none, .aes256XTS][Int.random(in: 0..<2, using: &random)],
          nonce: random.next(), keyNumber: segment))
      next += 64 * lines
    }
    let bench = try ProtectedHart.running(
      [UInt32](repeating: Instruction.nop, count: 31) + [Instruction.jal(0, -124)], text: text, data: regions)
    // Load or store of a word, again and again, over a line's border into the next page of text.
    bench.hart.take(.machineSoftware)
    try bench.put(
      [Instruction.lw(5, 6), Instruction.jal(0, -4), Instruction.sw(5, 6), Instruction.jal(0, -4)]
        + [UInt32](repeating: 0, count: 12),
      at: text.base + 64, in: text)
    bench.set(csr: 0x300, 0)
    bench.machine(Instruction.mret)
    for _ in 0..<400 {
      let address = UInt32.random(in: 0x8002_0000..<next + 0x200, using: &random) & ~3
      let region = regions.first { ($0.base..<$0.base + 64 * $0.lines).contains(address) }
      let isStore = Bool.random(using: &random)
      let value = UInt32(truncatingIfNeeded: random.next())
      let isAllowed =
        region.map { isStore ? $0.rights.contains(.write) : !$0.rights.isDisjoint(with: [.read, .write]) } ?? true
      // The trap handler would come back to the same instruction: a refusal is looked at from outside.
      let before = try region.map { try bench.word(address, in: $0) } ?? bench.word(address)
      (bench[5], bench[6]) = (value, address)
      bench.hart.jump(to: text.base + (isStore ? 72 : 64))
      let trap = bench.hart.step().trap
      #expect((trap == nil) == isAllowed, "seed \(seed): \(String(address, radix: 16))")
      if trap == nil, !isStore { #expect(bench[5] == before, "seed \(seed): \(String(address, radix: 16))") }
      let after = try region.map { try bench.word(address, in: $0) } ?? bench.word(address)
      #expect(after == (isStore && isAllowed ? value : before), "seed \(seed): \(String(address, radix: 16))")
      if trap != nil {
        bench.set(csr: 0x300, 0)
        bench.machine(Instruction.mret)
      }
    }
  }

  @Test("one frame under two addresses: each decrypts by its own place, and sees what the other wrote as such")
  func aliases() throws {
    var twice = Self.data
    twice.lines = 128
    // 0x80020000 and 0x80021000 are the frame 0x80040000, and 0x80030000, where no region is, too.
    let tables: UInt32 = 0x8008_0000
    let frames: [Int: Int] = [0x20: 0x40, 0x21: 0x40, 0x30: 0x40]
    let bench = try ProtectedHart.running(
      [
        Instruction.sw(5, 6), Instruction.lw(8, 7), Instruction.sw(5, 7), Instruction.lw(9, 6), Instruction.lw(10, 16),
        Instruction.sw(17, 16), Instruction.lw(11, 6),
      ], data: [twice])
    bench.hart.take(.machineSoftware)
    bench.put([(tables >> 12 + 1) << 10 | 1], at: tables + 0x200 * 4)
    bench.put((0..<1024).map { 0x8000_0000 >> 2 | UInt32(frames[$0] ?? $0) << 10 | 0xdf }, at: tables + 0x1000)
    bench.set(csr: 0x180, 1 << 31 | tables >> 12)
    bench.set(csr: 0x300, 0)
    bench.machine(Instruction.mret)
    (bench[5], bench[6], bench[7], bench[16], bench[17]) = (0x600d, Self.base, Self.base + 0x1000, 0x8003_0000, 0xbad)
    bench.step()
    #expect(try bench.word(Self.base, in: twice, physical: 0x8004_0000) == 0x600d)
    let seen = try bench.word(Self.base + 0x1000, in: twice, physical: 0x8004_0000)
    bench.step()
    #expect(bench[8] == seen && seen != 0x600d)
    bench.step()
    let other = try bench.word(Self.base, in: twice, physical: 0x8004_0000)
    bench.step(2)
    #expect(bench[9] == other && other != 0x600d)
    #expect(bench[10] == bench.word(0x8004_0000))
    bench.step()
    #expect(bench.word(0x8004_0000) == 0xbad)
    let last = try bench.word(Self.base, in: twice, physical: 0x8004_0000)
    bench.step()
    #expect(bench[11] == last)
  }

  @Test("page tables in a page that a domain works on are read as they are in memory")
  func tablesInRegion() throws {
    let tables: UInt32 = Self.base
    var data = Self.data
    data.lines = 192
    let bench = try ProtectedHart.running(
      [Instruction.sw(5, 6), Instruction.lw(7, 6), Instruction.lw(8, 9)], data: [data])
    bench.hart.take(.machineSoftware)
    bench.put([(tables >> 12 + 1) << 10 | 1], at: tables + 0x200 * 4)
    bench.put((0..<1024).map { 0x8000_0000 >> 2 | UInt32($0) << 10 | 0xdf }, at: tables + 0x1000)
    bench.set(csr: 0x180, 1 << 31 | tables >> 12)
    bench.set(csr: 0x300, 0)
    bench.machine(Instruction.mret)
    // A line of the first table that no translation needs.
    (bench[5], bench[6], bench[9]) = (0x1234, tables, 0x8006_0000)
    bench.step(3)
    #expect(bench[7] == 0x1234)
    #expect(try bench.word(tables, in: data) == 0x1234)
  }

  @Test("another domain at the same address has keys of its own")
  func domains() throws {
    let bench = try ProtectedHart.running([Instruction.sw(5, 6), Instruction.lw(7, 6)])
    (bench[5], bench[6]) = (0x4711, Self.base)
    bench.step()
    bench.hart.take(.machineSoftware)
    var (text, data) = (ProtectedHart.text, Self.data)
    (text.owner, data.owner, text.base, data.keyNumber) = (2, 2, 0x8001_1000, 0x33)
    #expect(try bench.install(text, domain: 0) == 0x0002_0200)
    #expect(try bench.install(data, domain: 2) == 0x0003_0200)
    try bench.put([Instruction.lw(7, 6), Instruction.sw(5, 6)], at: text.base, in: text)
    bench.put([Instruction.cryptomode(31, to: 30)], at: ProtectedHart.stub)
    bench.enter(2, at: ProtectedHart.stub)
    bench[30] = text.base
    _ = bench.hart.step()
    bench[6] = Self.base
    let seen = try bench.word(Self.base, in: data)
    #expect(bench.step().domain == 2 && bench[7] == seen && seen != 0x4711)
    bench.hart.take(.machineSoftware)
    bench.set(csr: 0x7c0, 1)
    bench.set(csr: 0x300, 0)
    bench.machine(Instruction.mret)
    #expect(bench.step().domain == 1 && bench[7] == 0x4711)
  }

  @Test("keyclr and kill leave ciphertext behind")
  func clearing() throws {
    let bench = try ProtectedHart.running([Instruction.sw(5, 6), Instruction.keyclr(10, 11, 0), Instruction.lw(7, 6)])
    (bench[5], bench[6], bench[11]) = (0x4711, Self.base, 1)
    bench.step(3)
    #expect(bench[10] == 0 && bench[7] == bench.word(Self.base) && bench[7] != 0x4711)
    #expect(try bench.word(Self.base, in: Self.data) == 0x4711)
  }

  @Test("devices are not protected")
  func devices() throws {
    let bench = try ProtectedHart.running([Instruction.sw(5, 6), Instruction.lw(7, 6)])
    (bench[5], bench[6]) = (1, 0x200_0000)
    bench.step(2)
    #expect(bench.machine.localInterruptor.softwareInterrupt && bench[7] == 1)
  }
}
