import Reference
import Testing

/// Section 2 of docs/encrypted-execution.md: the mode in which instructions are executed.
@Suite struct DomainModeTests {
  private static let text = ProtectedHart.text
  private static let base = ProtectedHart.text.base
  private static let stub = ProtectedHart.stub

  /// A program whose text and stub are these; the stub, at 0x80004000, executes `cryptomode` to x30.
  private func program(_ text: [UInt32], stub: [UInt32]) throws -> ProtectedHart {
    let bench = try ProtectedHart()
    try bench.install(Self.text, domain: 0)
    try bench.install(ProtectedHart.data, domain: 1)
    try bench.put(text, at: Self.base, in: Self.text)
    bench.put(stub, at: Self.stub)
    bench.enter(1, at: Self.stub)
    bench[30] = Self.base
    return bench
  }

  @Test("cryptomode and retmode with a target, without, and refused")
  func explicit() throws {
    let bench = try program(
      [Instruction.retmode(5, to: 6), Instruction.cryptomode(7), Instruction.retmode(8, to: 6)],
      stub: [
        Instruction.retmode(1), Instruction.cryptomode(2), Instruction.cryptomode(3, to: 30), Instruction.addi(4, 0, 4),
      ])
    bench[6] = Self.stub + 12 | 3
    bench.step(isEncrypted: false)
    #expect(bench[1] == UInt32(ModeStatus.notEncrypted.rawValue))
    bench.step(isEncrypted: false)
    #expect(bench[2] == UInt32(ModeStatus.noRegion.rawValue) && bench.hart.pc == Self.stub + 8)
    bench[30] = Self.base + 4 | 2
    #expect(bench.step(isEncrypted: false).nextPC == Self.base + 4 && bench[3] == 0)
    bench[7] = 9
    bench.step()
    #expect(bench[7] == 0)
    #expect(bench.step().nextPC == Self.stub + 12)
    bench.step(isEncrypted: false)
    #expect(bench[4] == 4)
  }

  @Test("in domain 0 both are refused, in every mode")
  func domainZero() throws {
    let bench = try ProtectedHart()
    for (word, status) in [(Instruction.cryptomode(1), 7), (Instruction.retmode(1, to: 2, link: true), 7)]
      as [(UInt32, UInt32)]
    {
      #expect(bench.machine(word).trap == nil && bench[1] == status)
      bench.put([word], at: Self.stub)
      bench.enter(0, at: Self.stub)
      bench[1] = 99
      bench.step(isEncrypted: false)
      #expect(bench[1] == status && bench.hart.pc == Self.stub + 4)
      bench.hart.take(.machineSoftware)
    }
  }

  @Test("a call of plaintext code comes back by its link, though nothing there says so")
  func backLink() throws {
    let bench = try program(
      [
        Instruction.addi(20, 0, 1), Instruction.retmode(5, to: 6, link: true), Instruction.addi(20, 20, 1),
        Instruction.retmode(5, to: 7),
      ],
      stub: [
        Instruction.cryptomode(3, to: 30), Instruction.nop, Instruction.addi(21, 0, 1), Instruction.jalr(0, 22),
        Instruction.nop,
      ])
    (bench[6], bench[7], bench[22]) = (Self.stub + 8, Self.stub + 4, Self.base + 8)
    bench.step(isEncrypted: false)
    bench.step(2)
    #expect(bench.hart.pc == Self.stub + 8)
    bench.step(2, isEncrypted: false)
    bench.step(2)
    #expect(bench[20] == 2 && bench.hart.pc == Self.stub + 4)
    bench.step(isEncrypted: false)
  }

  @Test("a call of encrypted code comes back by its link to plaintext mode")
  func linkedEntry() throws {
    let bench = try program(
      [Instruction.addi(20, 0, 1), Instruction.jalr(0, 22)],
      stub: [Instruction.cryptomode(3, to: 30, link: true), Instruction.addi(21, 0, 1)])
    bench[22] = Self.stub + 4
    bench.step(isEncrypted: false)
    bench.step(2)
    bench.step(isEncrypted: false)
    #expect(bench[21] == 1 && bench.hart.encryptionUnit.modeStates[1].backLinks.isEmpty)
  }

  @Test("a link to the next instruction without a target is a return at once")
  func linkWithoutTarget() throws {
    let bench = try program(
      [Instruction.nop, Instruction.retmode(5, link: true), Instruction.nop], stub: [Instruction.cryptomode(3, to: 30)])
    bench.step(isEncrypted: false)
    bench.step(3)
    #expect(bench[5] == 0 && bench.hart.encryptionUnit.modeStates[1].backLinks.isEmpty)
  }

  @Test("code of the region jumps within it, and nowhere else")
  func crossing() throws {
    var other = ProtectedHart.text
    (other.segment, other.base, other.keyNumber) = (2, 0x8001_1000, 5)
    for (target, isRefused) in [
      (Self.base + 0xffc, false), (other.base, true), (Self.stub, true), (Self.base, false),
      (ProtectedHart.data.base, true), (0x4000_0000, true),
    ] as [(UInt32, Bool)] {
      let bench = try ProtectedHart.running([Instruction.jalr(0, 6)], data: [ProtectedHart.data, other])
      try bench.put([Instruction.nop], at: Self.base + 0xfc0, in: Self.text)
      bench[6] = target
      #expect(bench.step().nextPC == target)
      let retirement = bench.hart.step()
      #expect(
        (retirement.trap == .fetchAccessFault) == isRefused && retirement.isEncrypted, "\(String(target, radix: 16))")
      if isRefused { #expect(retirement.encoding == 0 && retirement.pc == target && bench.csr(0x341) == 0) }
      // It is where it was when it runs again, and refused again.
      guard isRefused else { continue }
      bench.set(csr: 0x300, 0)
      bench.machine(Instruction.mret)
      #expect(bench.hart.pc == target && bench.hart.step().trap == .fetchAccessFault)
    }
  }

  @Test("the end of the region ends it for code that falls over it")
  func fallsOver() throws {
    let bench = try ProtectedHart.running([Instruction.jal(0, 0xffc)])
    try bench.put([UInt32](repeating: Instruction.nop, count: 16), at: Self.base + 0xfc0, in: Self.text)
    bench.step(2)
    #expect(bench.hart.pc == Self.base + 0x1000 && bench.hart.step().trap == .fetchAccessFault)
    #expect(bench.csr(0x7c0) == 1 << 31 | 1)
  }

  @Test("plaintext mode does not execute a region, nor read it, but by plain access")
  func plaintext() throws {
    var open = ProtectedHart.data
    (open.segment, open.base, open.flags, open.keyNumber) = (3, 0x8003_0000, .plainAccess, 3)
    for (code, data) in [(false, 0), (true, 1), (true, 2)] {
      let bench = try ProtectedHart()
      try bench.install(Self.text, domain: 0)
      try bench.install(ProtectedHart.data, domain: 1)
      try bench.install(open, domain: 1)
      try bench.put([0xabcd], at: open.base, in: open)
      bench.put(
        [Instruction.lw(1, 10), Instruction.lw(2, 11), Instruction.sw(11, 11, 4), Instruction.sw(1, 10)], at: Self.stub)
      bench.enter(1, at: code ? Self.stub + (data == 2 ? 12 : 0) : Self.base)
      (bench[10], bench[11]) = (ProtectedHart.data.base, open.base)
      if !code || data == 2 {
        #expect(bench.hart.step().trap == (code ? .storeAccessFault : .fetchAccessFault))
        #expect(bench.csr(0x341) == (code ? Self.stub + 12 : Self.base) && bench.csr(0x7c0) == 1)
      } else {
        #expect(bench.hart.step().trap == .loadAccessFault)
        bench.enter(1, at: Self.stub + 4)
        (bench[10], bench[11]) = (ProtectedHart.data.base, open.base)
        bench.step(2, isEncrypted: false)
        #expect(bench[2] == 0xabcd)
        #expect(try bench.word(open.base + 4, in: open) == open.base)
      }
    }
  }

  @Test("method automatic: the mode follows the regions, and begins at entry points")
  func automatic() throws {
    var text = Self.text
    text.entryPoints = [8]
    let bench = try ProtectedHart()
    try bench.install(text, domain: 0)
    (bench[10], bench[11]) = (1, 1)
    bench.machine(Instruction.method(12, 10, 11))
    try bench.put(
      [
        Instruction.nop, Instruction.nop, Instruction.addi(20, 20, 1), Instruction.cryptomode(21),
        Instruction.jalr(0, 6),
      ], at: Self.base, in: text)
    bench.put([Instruction.jalr(0, 30), Instruction.nop], at: Self.stub)
    bench.enter(1, at: Self.stub)
    (bench[30], bench[6]) = (text.base + 8, Self.stub + 4)
    bench.step(isEncrypted: false)
    bench.step(3)
    #expect(bench[20] == 1 && bench[21] == UInt32(ModeStatus.wrongMethod.rawValue))
    // An interrupt before the transfer finds the domain in encrypted mode, after it in plaintext mode.
    bench.hart.take(.machineSoftware)
    #expect(bench.csr(0x7c0) == 1 << 31 | 1 && bench[20] == 0)
    bench.set(csr: 0x300, 0)
    bench.machine(Instruction.mret)
    #expect(bench.hart.pc == Self.stub + 4 && bench[20] == 1)
    bench.step(isEncrypted: false)
    bench.hart.take(.machineSoftware)
    #expect(bench.csr(0x7c0) == 1 && bench.csr(0x341) == Self.stub + 8)
    // Elsewhere it does not begin.
    bench.enter(1, at: text.base)
    let retirement = bench.hart.step()
    #expect(retirement.trap == .fetchAccessFault && !retirement.isEncrypted && bench.csr(0x341) == text.base)
  }

  @Test("a default key covers what no region does, in encrypted mode alone")
  func defaultKey() throws {
    var whole = Self.text
    (whole.segment, whole.base, whole.lines, whole.flags, whole.rights, whole.keyNumber) = (
      9, 0x8001_0000, 0x1000, .defaultKey, [.read, .write, .execute], 8
    )
    let bench = try ProtectedHart()
    try bench.install(whole, domain: 0)
    try bench.put(
      [Instruction.sw(5, 6), Instruction.lw(7, 6), Instruction.retmode(0, to: 30)], at: whole.base + 0x4000, in: whole)
    bench.stub(to: whole.base + 0x4000)
    (bench[5], bench[6], bench[30]) = (0x1357, whole.base + 0x8004, Self.stub + 0x100)
    bench.put([Instruction.lw(8, 6)], at: Self.stub + 0x100)
    bench.step(3)
    bench.step(isEncrypted: false)
    #expect(bench[7] == 0x1357 && bench[8] == bench.word(whole.base + 0x8004) && bench[8] != 0x1357)
    #expect(try bench.word(whole.base + 0x8004, in: whole) == 0x1357)
  }

  @Test("mcycle and minstret stand still in encrypted mode")
  func counters() throws {
    let bench = try program(
      [Instruction.nop, Instruction.nop, Instruction.ecall], stub: [Instruction.nop, Instruction.cryptomode(3, to: 30)])
    let start = (bench.csr(0xb00), bench.csr(0xb02))
    let time = bench.hart.time
    bench.step(2, isEncrypted: false)
    bench.step(2)
    #expect(bench.hart.step().trap == .callFromUser)
    #expect((bench.csr(0xb00), bench.csr(0xb02)) == (start.0 + 2, start.1 + 2))
    #expect(bench.hart.time == time + 5)
  }

  @Test("many instructions at once do what they do one by one")
  func runs() throws {
    let code = [
      Instruction.addi(20, 20, 1), Instruction.retmode(5, to: 6, link: true), Instruction.addi(20, 20, 1),
      Instruction.sw(20, 9), Instruction.lw(21, 9), Instruction.jal(0, -20),
    ]
    func machine() throws -> ProtectedHart {
      let bench = try program(
        code, stub: [Instruction.cryptomode(3, to: 30), Instruction.addi(22, 22, 1), Instruction.jalr(0, 23)])
      (bench[6], bench[23], bench[9]) = (Self.stub + 4, Self.base + 8, ProtectedHart.data.base + 0x40)
      return bench
    }
    let (whole, stepped) = (try machine(), try machine())
    whole.hart.execute(1000)
    for _ in 0..<1000 { #expect(stepped.hart.step().trap == nil) }
    #expect((0..<32).map { whole[$0] } == (0..<32).map { stepped[$0] } && whole.hart.pc == stepped.hart.pc)
    #expect(whole[22] > 100 && whole[21] > 200)
    for register in [0xb00, 0xb02] as [UInt32] { #expect(whole.csr(register) == stepped.csr(register)) }
    #expect(whole.word(ProtectedHart.data.base + 0x40) == stepped.word(ProtectedHart.data.base + 0x40))
  }
}
