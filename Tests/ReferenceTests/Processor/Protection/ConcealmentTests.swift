import Reference
import Testing

/// A debugger and a trace learn nothing of encrypted mode (SF-28).
@Suite struct ConcealmentTests {
  private static let stub = ProtectedHart.stub
  private static let base = ProtectedHart.text.base

  /// At the stub of a domain whose program calls plaintext code, and goes on in its loop when that returns.
  private func bench() throws -> (ProtectedHart, RemoteDebugger) {
    let bench = try ProtectedHart()
    try bench.install(ProtectedHart.text, domain: 0)
    try bench.install(ProtectedHart.data, domain: 1)
    try bench.put(
      [
        Instruction.addi(20, 20, 1), Instruction.sw(20, 9), Instruction.retmode(5, to: 6, link: true),
        Instruction.jal(0, -12),
      ], at: Self.base, in: ProtectedHart.text)
    bench.put(
      [Instruction.nop, Instruction.cryptomode(3, to: 30), Instruction.addi(22, 22, 1), Instruction.jalr(0, 23)],
      at: Self.stub)
    bench.enter(1, at: Self.stub)
    (bench[30], bench[6], bench[9], bench[23]) = (Self.base, Self.stub + 8, ProtectedHart.data.base, Self.base + 12)
    return (bench, RemoteDebugger(bench.machine))
  }

  private func answer(_ debugger: RemoteDebugger, _ packet: String) -> String? {
    if case .answer(let text) = debugger.react(to: packet) { text } else { nil }
  }

  @Test("a step into encrypted mode ends behind it, at the first instruction in plaintext mode")
  func steps() throws {
    let (bench, debugger) = try bench()
    #expect(answer(debugger, "s") == "S05" && bench.hart.pc == Self.stub + 4)
    #expect(debugger.react(to: "s") == .resume && bench.hart.isConcealed)
    #expect(debugger.run(instructions: 2) == nil)
    #expect(debugger.run(instructions: 100) == "S05")
    #expect(
      bench.hart.pc == Self.stub + 8 && answer(debugger, "p16") == "00000000" && answer(debugger, "p14") == "01000000")
    #expect(answer(debugger, "s") == "S05" && answer(debugger, "p16") == "01000000")
    // A step that reaches the link, and the next one, which is in encrypted mode.
    #expect(answer(debugger, "s") == "S05" && bench.hart.pc == Self.base + 12 && !bench.hart.isConcealed)
    #expect(debugger.react(to: "s") == .resume && debugger.run(instructions: 100) == "S05")
    #expect(bench.hart.pc == Self.stub + 8 && answer(debugger, "p14") == "02000000")
  }

  @Test("while a program is in encrypted mode there are no registers, and memory is ciphertext")
  func nothingToSee() throws {
    let (bench, debugger) = try bench()
    bench.step(isEncrypted: false)
    bench.step(isEncrypted: false)
    bench.step(2)
    #expect(bench.hart.isConcealed)
    #expect(answer(debugger, "g") == String(repeating: "0", count: 33 * 8))
    #expect(answer(debugger, "p14") == "00000000" && answer(debugger, "p20") == "00000000")
    for packet in ["P14=78563412", "G" + String(repeating: "01000000", count: 33), "c80000000", "s80000000"] {
      #expect(answer(debugger, packet) == "E03", "\(packet)")
    }
    let memory = try #require(answer(debugger, "m80020000,4"))
    let bus = try #require(bench.hart.memory.bytes(at: ProtectedHart.data.base, count: 4))
    #expect(memory == bus.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() && memory != "01000000")
    #expect(try bench.word(ProtectedHart.data.base, in: ProtectedHart.data) == 1)
    // The program has not noticed.
    bench.step()
    #expect(bench.hart.pc == Self.stub + 8)
    bench.step(isEncrypted: false)
    #expect(bench[20] == 1 && bench[22] == 1)
  }

  @Test("breakpoints stop in plaintext mode alone")
  func breakpoints() throws {
    let (bench, debugger) = try bench()
    #expect(answer(debugger, "Z0,80010004,4") == "OK" && answer(debugger, "Z0,80004008,4") == "OK")
    #expect(debugger.react(to: "c") == .resume)
    #expect(debugger.run(instructions: 100) == "S05" && bench.hart.pc == Self.stub + 8)
    #expect(debugger.react(to: "c") == .resume)
    #expect(debugger.run(instructions: 100) == "S05" && bench.hart.pc == Self.stub + 8 && bench[20] == 2)
  }

  @Test("a trace says that time passes in encrypted mode, unless it is asked for more")
  func trace() throws {
    let (first, second) = (try bench().0, try bench().0)
    var (trace, whole) = (InstructionTrace(showsEncrypted: false), InstructionTrace(showsEncrypted: true))
    let start = first.hart.executed
    let lines = (0..<9).compactMap { _ in trace.line(first.hart.step()) }
    #expect(lines.count == 6)
    #expect(
      lines[2] == "\(start + 2) (domain 1 in encrypted mode: not shown)" && lines[3].hasPrefix("\(start + 5) U1 "))
    let all = (0..<9).compactMap { _ in whole.line(second.hart.step()) }
    #expect(all.count == 9 && all[2].hasPrefix("\(start + 2) U1e 80010000 "))
  }
}
