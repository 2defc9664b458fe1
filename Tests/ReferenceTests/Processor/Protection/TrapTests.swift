import Reference
import Testing

/// Section 3 of docs/encrypted-execution.md: traps from encrypted mode.
@Suite struct EncryptedTrapTests {
  private static let data: UInt32 = ProtectedHart.data.base

  /// A trap of the instruction that is next, from encrypted mode of domain 1: everything is in the context store.
  private func expectTrap(
    _ bench: ProtectedHart, _ cause: ExceptionCause, value: UInt32 = 0, arguments: Bool = false,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let before = (0..<32).map { bench[$0] }
    let retirement = bench.hart.step()
    #expect(retirement.trap == cause && retirement.isEncrypted, sourceLocation: sourceLocation)
    #expect(retirement.nextPC == ProtectedHart.handler, sourceLocation: sourceLocation)
    #expect(bench.csr(0x342) == cause.rawValue, sourceLocation: sourceLocation)
    #expect(bench.csr(0x341) == 0 && bench.csr(0x343) == value, sourceLocation: sourceLocation)
    #expect(bench.csr(0x7c0) == 1 << 31 | 1, sourceLocation: sourceLocation)
    for register in 0..<32 {
      let expected = arguments && (10...17).contains(register) ? before[register] : 0
      #expect(bench[register] == expected, "x\(register)", sourceLocation: sourceLocation)
    }
    #expect(bench.hart.encryptionUnit.runningDomain == 0, sourceLocation: sourceLocation)
  }

  private func fill(_ bench: ProtectedHart) { for register in 1..<32 { bench[register] = 0x1000 + UInt32(register) } }

  /// `mret`: the domain goes on where it was.
  private func resume(_ bench: ProtectedHart) {
    bench.set(csr: 0x300, 0)
    #expect(bench.machine(Instruction.mret).trap == nil)
  }

  @Test("every exception of an instruction hides address and value, and the registers come back")
  func exceptions() throws {
    let cases: [(UInt32, ExceptionCause)] = [
      (Instruction.ebreak, .breakpoint), (0xffff_ffff, .illegalInstruction), (Instruction.lw(1, 2, 1), .misalignedLoad),
      (Instruction.sw(1, 2, 1), .misalignedStore), (Instruction.jalr(1, 2), .misalignedFetch),
      (Instruction.lw(1, 3), .loadAccessFault), (Instruction.sw(1, 3), .storeAccessFault),
      (Instruction.mret, .illegalInstruction), (Instruction.csrrs(1, 0x7c0, 0), .illegalInstruction),
    ]
    for (instruction, cause) in cases {
      let bench = try ProtectedHart.running([Instruction.nop, instruction, Instruction.nop])
      bench.step()
      fill(bench)
      bench[2] = Self.data | 2
      bench[3] = 0x4000_0000
      let before = (0..<32).map { bench[$0] }
      expectTrap(bench, cause)
      for register in [5, 10, 11] { bench[register] = 0xbad }
      resume(bench)
      #expect(bench.hart.pc == ProtectedHart.text.base + 4)
      #expect((0..<32).map { bench[$0] } == before)
      expectTrap(bench, cause)
    }
  }

  @Test("a call shows its arguments, and takes its results")
  func call() throws {
    let bench = try ProtectedHart.running([Instruction.ecall, Instruction.nop, Instruction.ebreak])
    fill(bench)
    let before = (0..<32).map { bench[$0] }
    expectTrap(bench, .callFromUser, arguments: true)
    for register in 1..<32 { bench[register] = 0x77 + UInt32(register) }
    bench.set(csr: 0x341, 0x1234)
    bench[10] = 0xaaaa
    bench[11] = 0xbbbb
    resume(bench)
    #expect(bench.hart.pc == ProtectedHart.text.base + 4)
    for register in 1..<32 {
      let expected: UInt32 = register == 10 ? 0xaaaa : register == 11 ? 0xbbbb : before[register]
      #expect(bench[register] == expected, "x\(register)")
    }
    bench.step()
    // Another trap: nothing is taken from the handler any more.
    expectTrap(bench, .breakpoint)
    bench[10] = 1
    resume(bench)
    #expect(bench[10] == 0xaaaa)
  }

  @Test("an interrupt between two instructions", arguments: [false, true])
  func interrupt(isDelegated: Bool) throws {
    let bench = try ProtectedHart.running([Instruction.nop, Instruction.nop])
    bench.step()
    fill(bench)
    bench.hart.take(isDelegated ? .supervisorTimer : .machineTimer)
    #expect(bench.hart.privilege == .machine && bench.csr(0x7c0) == 1 << 31 | 1)
    #expect(bench.csr(0x341) == 0 && bench.csr(0x343) == 0 && (1..<32).allSatisfy { bench[$0] == 0 })
    resume(bench)
    #expect(bench.hart.pc == ProtectedHart.text.base + 4 && bench[31] == 0x101f)
    bench.step()
  }

  @Test("traps that supervisor mode takes go to its registers, and sret goes back")
  func supervisor() throws {
    let bench = try ProtectedHart(unit: .standard)
    try bench.install(ProtectedHart.text, domain: 0)
    try bench.put([Instruction.ecall, Instruction.nop], at: ProtectedHart.text.base, in: ProtectedHart.text)
    bench.set(csr: 0x302, 1 << 8)
    bench.put(
      [Instruction.csrrw(6, 0x5c0, 7), Instruction.csrrw(7, 0x5c0, 6), Instruction.sret],
      at: ProtectedHart.supervisorHandler)
    bench.stub(to: ProtectedHart.text.base)
    bench[10] = 5
    bench[20] = 6
    #expect(bench.hart.step().trap == .callFromUser)
    #expect(bench.hart.privilege == .supervisor && bench.csr(0x5c0) == 1 << 31 | 1 && bench.csr(0x7c0) == 1)
    #expect(bench.csr(0x141) == 0 && bench.csr(0x143) == 0 && bench.csr(0x142) == 8 && bench[10] == 5 && bench[20] == 0)
    for _ in 0..<3 { #expect(bench.hart.step().trap == nil) }
    #expect(bench.hart.privilege == .user && bench.hart.pc == ProtectedHart.text.base + 4 && bench[20] == 6)
    bench.step()
  }

  @Test("page faults tell the page, and nothing within it")
  func pageFaults() throws {
    let bench = try ProtectedHart.running([
      Instruction.lw(1, 2), Instruction.sw(1, 2), Instruction.jalr(0, 3),
    ])
    let tables: UInt32 = 0x8008_0000
    // Superpages with everything for main memory but its page 0x80020, which nobody has.
    bench.hart.take(.machineSoftware)
    bench.put([(tables >> 12 + 1) << 10 | 1], at: tables + 0x200 * 4)
    let entries = (0..<1024).map { 0x8000_0000 >> 2 | UInt32($0) << 10 | ($0 == 0x20 ? 0 : 0xdf) }
    bench.put(entries, at: tables + 0x1000)
    bench.set(csr: 0x180, 1 << 31 | tables >> 12)
    // Exceptions at an address that matters.
    resume(bench)
    bench[2] = Self.data + 0x124
    bench[3] = Self.data + 0x10
    expectTrap(bench, .loadPageFault, value: Self.data)
    resume(bench)
    bench.hart.jump(to: ProtectedHart.text.base + 4)
    expectTrap(bench, .storePageFault, value: Self.data)
    resume(bench)
    bench.hart.jump(to: ProtectedHart.text.base + 8)
    bench.step()
    // No region has execute rights there: the transfer is judged before the page table is asked.
    expectTrap(bench, .fetchAccessFault)
    resume(bench)
    #expect(bench.hart.pc == Self.data + 0x10)
  }

  @Test("a fetch from a page that is missing")
  func fetchPageFault() throws {
    var text = ProtectedHart.text
    text.lines = 128
    let bench = try ProtectedHart.running([Instruction.jal(0, 0x1000 + 0x20)], text: text)
    bench.hart.take(.machineSoftware)
    let tables: UInt32 = 0x8008_0000
    bench.put([(tables >> 12 + 1) << 10 | 1], at: tables + 0x200 * 4)
    bench.put((0..<1024).map { 0x8000_0000 >> 2 | UInt32($0) << 10 | ($0 == 0x11 ? 0 : 0xdf) }, at: tables + 0x1000)
    bench.set(csr: 0x180, 1 << 31 | tables >> 12)
    resume(bench)
    bench.step()
    expectTrap(bench, .fetchPageFault, value: text.base + 0x1000)
    resume(bench)
    #expect(bench.hart.pc == text.base + 0x1020)
  }

  @Test("traps from plaintext mode of a domain show everything, and the register names the domain")
  func plaintext() throws {
    let bench = try ProtectedHart()
    try bench.install(ProtectedHart.text, domain: 0)
    bench.put([Instruction.lw(1, 2), Instruction.ecall], at: ProtectedHart.stub)
    bench.enter(1, at: ProtectedHart.stub)
    fill(bench)
    bench[2] = 0x4000_0004
    let before = (0..<32).map { bench[$0] }
    #expect(bench.hart.step().trap == .loadAccessFault)
    #expect(bench.csr(0x7c0) == 1 && bench.csr(0x341) == ProtectedHart.stub && bench.csr(0x343) == 0x4000_0004)
    #expect((0..<32).map { bench[$0] } == before)
    // A trap of machine mode itself names none.
    #expect(bench.machine(Instruction.ebreak).trap == .breakpoint)
    #expect(bench.csr(0x7c0) == 0)
  }

  @Test("mdomain and sdomain keep their two fields, and mret to another mode leaves them alone")
  func registers() throws {
    for (unit, mask) in [(UnitParameters.standard, 0x8000_000f), (.compact, 0x8000_0003)] as [(UnitParameters, UInt32)]
    {
      let bench = try ProtectedHart(unit: unit)
      for register in [0x7c0, 0x5c0] as [UInt32] {
        #expect(bench.csr(register) == 0)
        bench.set(csr: register, .max)
        #expect(bench.csr(register) == mask)
      }
      bench.set(csr: 0x300, 1 << 11)
      bench.set(csr: 0x341, 0x8000_2000)
      #expect(bench.machine(Instruction.mret).trap == nil && bench.hart.privilege == .supervisor)
      #expect(bench.hart.encryptionUnit.runningDomain == 0)
      bench.put([Instruction.csrrs(1, 0x5c0, 0), Instruction.csrrs(1, 0x7c0, 0)], at: 0x8000_2000)
      #expect(bench.hart.step().trap == nil && bench[1] == mask)
      #expect(bench.hart.step().trap == .illegalInstruction && bench.csr(0x7c0) == 0)
    }
  }
}
