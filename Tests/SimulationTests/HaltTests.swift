import Foundation
import HDL
import Simulation
import Testing

@Suite struct HaltTests {
  /// Ticks twice, the second time with `go`, and returns the error.
  func act(_ statement: String, flags: [String] = []) throws -> (Simulator, SimulationError?) {
    var options = SimulationOptions()
    options.verilatorFlags = flags
    let simulator = try Simulator(SimulationModel(Designs.actor(statement), options: options))
    try simulator.tick()
    try simulator.drive("go", 1)
    return (simulator, error { try simulator.tick() })
  }

  @Test func finish() throws {
    let (simulator, error) = try act("if (go) $finish;")
    #expect(error == .finish(Halt(design: "actor", message: "", file: "actor.v", line: 3, cycle: 2)))
    // A second $finish would end the process under Verilator's own rule.
    #expect(throws: SimulationError.self) { try simulator.tick() }
    try simulator.drive("go", 0)
    try simulator.tick()
    #expect(try simulator.value(of: "count") == [4])
  }

  @Test func stop() throws {
    let (simulator, error) = try act("if (go) $stop;")
    #expect(error == .stop(Halt(design: "actor", message: "", file: "actor.v", line: 3, cycle: 2)))
    #expect(error?.description == "actor.v:3: $stop in 'actor' at cycle 2")
    try simulator.drive("go", 0)
    try simulator.tick()
  }

  @Test func assertion() throws {
    let (simulator, error) = try act("never_go: assert (!go) else $error(\"count is %0d\", count);")
    guard case .assertion(let halt) = error else {
      Issue.record("not an assertion: \(String(describing: error))")
      return
    }
    #expect(halt.file == "actor.v" && halt.line == 3 && halt.cycle == 2)
    #expect(halt.message == "Assertion failed in actor.never_go: count is 1")
    #expect(simulator.log.contains("actor.v:3: Assertion failed in actor.never_go: count is 1"))
    // The same assertion fails again, with its own message.
    guard case .assertion(let again) = Self.failure(simulator) else {
      Issue.record("the second failure was not reported")
      return
    }
    #expect(again.message == "Assertion failed in actor.never_go: count is 2")
    simulator.clearLog()
    #expect(simulator.log.isEmpty)
  }

  static func failure(_ simulator: Simulator) -> SimulationError? { error { try simulator.tick() } }

  @Test func assertionsOff() throws {
    var options = SimulationOptions()
    options.assertions = false
    let design = Designs.actor("never_go: assert (!go) else $error(\"seen\");")
    let simulator = try Simulator(SimulationModel(design, options: options))
    try simulator.drive("go", 1)
    try simulator.tick()
    #expect(simulator.log.isEmpty)
  }

  @Test func runsStopAtTheFailingCycle() throws {
    let design = Designs.actor("bounded: assert (count < 8'd100) else $error(\"too far\");")
    let simulator = try Simulator(SimulationModel(design))
    guard case .assertion(let halt) = error(of: { try simulator.tick(count: 1000) }) else {
      Issue.record("not stopped")
      return
    }
    #expect(halt.cycle == 101 && simulator.cycle == 101)
  }

  @Test func fatal() throws {
    let (_, error) = try act("if (go) $fatal(1, \"beyond repair\");")
    switch error {
    case .assertion(let halt), .fatal(let halt):
      #expect(halt.message.hasSuffix("beyond repair") && halt.file == "actor.v" && halt.line == 3)
    default: Issue.record("not fatal: \(String(describing: error))")
    }
  }

  @Test("the run time's own errors do not end the process, only the instance")
  func runTimeError() throws {
    let (simulator, error) = try act("memory[0] <= count; if (go) $readmemh(\"/etc/passwd\", memory);")
    guard case .fatal(let halt) = error else {
      Issue.record("not fatal: \(String(describing: error))")
      return
    }
    #expect(halt.message.contains("$readmem file syntax error"))
    #expect(Self.failure(simulator) == .dead(design: "actor"))
  }

  @Test func display() throws {
    let (simulator, error) = try act("if (go) $display(\"%0d %%s of %s\", count, \"it\");")
    #expect(error == nil)
    #expect(simulator.log == "1 %s of it\n")
  }

  @Test func nonConvergence() throws {
    let design = VerilogDesign(
      top: "ring", clock: nil, reset: nil, ports: [Designs.input("enable", 1), Designs.output("q", 1)],
      files: [
        VerilogFile(
          name: "ring.v",
          text: "module ring(input wire enable, output wire q); assign q = enable & ~q; endmodule\n")
      ])
    var options = SimulationOptions()
    options.verilatorFlags = ["-Wno-UNOPTFLAT"]
    let simulator = try Simulator(SimulationModel(design, options: options))
    try simulator.evaluate()
    try simulator.drive("enable", 1)
    guard case .notConverged(let halt) = error(of: { try simulator.evaluate() }) else {
      Issue.record("the loop was not noticed")
      return
    }
    #expect(halt.message.contains("did not converge"))
    #expect(error { try simulator.evaluate() } == .dead(design: "ring"))
  }

  @Test func clocklessDesignsDoNotTick() throws {
    let simulator = try Simulator(SimulationModel(Designs.inverter(widths: PortTests.widths)))
    let expected = SimulationError.unavailable(design: "inverter", reason: "it has no clock; use evaluate()")
    #expect(error { try simulator.tick() } == expected)
    #expect(error { try simulator.tick(count: 2) } == expected)
    let port = try simulator.port("in8", as: UInt8.self)
    #expect(error { try simulator.run(until: port, equals: 1, limit: 1) } == expected)
    #expect(
      error { try simulator.reset() } == .unavailable(design: "inverter", reason: "it has no reset"))
  }
}
