import Foundation
import HDL
import Simulation
import Testing

@Suite struct SimulatorTests {
  @Test func ticksAndReset() throws {
    let simulator = try Simulator(SimulationModel(Designs.accumulator))
    let step = try simulator.port("step", as: UInt8.self)
    let sum = try simulator.port("sum", as: UInt32.self)
    step.value = 5
    #expect(simulator.cycle == 0)
    try simulator.tick()
    #expect(sum.value == 5)
    try simulator.tick(count: 9)
    #expect(sum.value == 50 && simulator.cycle == 10)
    try simulator.reset(cycles: 2)
    #expect(sum.value == 0 && simulator.cycle == 12)
    try simulator.tick()
    #expect(sum.value == 5)
    try simulator.tick(count: 0)
    try simulator.tick(count: -1)
    #expect(simulator.cycle == 13)
  }

  /// Verilator reads its arguments with `strtoull` and would take an old `ERANGE` for a number too large.
  @Test func earlierErrorsOfTheProcessDoNotMatter() throws {
    let model = try SimulationModel(Designs.accumulator)
    _ = strtoull("99999999999999999999999", nil, 10)
    #expect(errno == ERANGE)
    _ = try Simulator(model, initialState: .random(seed: 1))
  }

  /// A combinational output of input and register, so that it tells the halves of a cycle apart.
  private static let sampler = VerilogDesign(
    top: "sampler", clock: "clock", reset: nil,
    ports: [
      Designs.input("clock", 1), Designs.input("step", 8), Designs.output("total", 8), Designs.output("next", 8),
    ],
    files: [
      VerilogFile(
        name: "sampler.v",
        text: """
          module sampler(input wire clock, input wire [7:0] step, output reg [7:0] total, output wire [7:0] next);
            assign next = total + step;
            always @(posedge clock) total <= next;
          endmodule

          """)
    ])

  @Test("settling shows the outputs before the edge, and the tick after it is that edge")
  func settling() throws {
    let simulator = try Simulator(SimulationModel(SimulatorTests.sampler))
    let twin = try Simulator(simulator.model)
    let step = try simulator.port("step", as: UInt8.self)
    let total = try simulator.port("total", as: UInt8.self)
    let next = try simulator.port("next", as: UInt8.self)
    var expected: UInt8 = 0
    for value in [5, 9, 0, 200, 255] as [UInt8] {
      step.value = value
      try simulator.settle()
      #expect(next.value == expected &+ value && total.value == expected)
      #expect(simulator.cycle == Int(twin.cycle))
      try simulator.tick()
      expected &+= value
      #expect(total.value == expected)
      // A cycle without settling first is the same cycle.
      try twin.drive("step", UInt64(value))
      try twin.tick()
      #expect(try twin.value(of: "total") == [UInt64(expected)])
      #expect(simulator.cycle == twin.cycle)
    }
    // Settling again sees new inputs; an input that changes after it counts at the edge all the same.
    step.value = 1
    try simulator.settle()
    step.value = 2
    try simulator.settle()
    #expect(next.value == expected &+ 2)
    step.value = 3
    try simulator.tick()
    #expect(total.value == expected &+ 3)
    // Only the first of several cycles is half done.
    try simulator.settle()
    try simulator.tick(count: 3)
    #expect(total.value == expected &+ 12 && simulator.cycle == 9)
  }

  @Test func settlingNeedsAClock() throws {
    let simulator = try Simulator(SimulationModel(Designs.inverter(widths: [8])))
    #expect(
      error { try simulator.settle() }
        == .unavailable(design: "inverter", reason: "it has no clock; use evaluate()"))
  }

  @Test func runUntil() throws {
    let simulator = try Simulator(SimulationModel(Designs.accumulator))
    try simulator.drive("step", 3)
    let sum = try simulator.port("sum", as: UInt32.self)
    #expect(try simulator.run(until: sum, equals: 30, limit: 100) == 10)
    #expect(try simulator.run(until: sum, equals: 0x20, mask: 0xf0, limit: 100) == 1)
    #expect(try simulator.run(until: simulator.port("odd", as: Bool.self), equals: false, limit: 100) == 1)
    let error = error { try simulator.run(until: sum, equals: 1, limit: 5) }
    #expect(error == .limitReached(port: "sum", cycles: 5))
    #expect(simulator.cycle == 17)
  }

  @Test func modelsInterleave() throws {
    let accumulator = try Simulator(SimulationModel(Designs.accumulator))
    let stopping = try Simulator(
      SimulationModel(Designs.actor("if (count == 8'd50) $display(\"fifty\");", top: "other")))
    let twin = try Simulator(accumulator.model)
    try accumulator.drive("step", 1)
    try twin.drive("step", 2)
    for _ in 0..<100 {
      try accumulator.tick()
      try stopping.tick()
      try twin.tick()
    }
    #expect(try accumulator.value(of: "sum") == [100])
    #expect(try twin.value(of: "sum") == [200])
    #expect(stopping.log == "fifty\n")
    #expect(accumulator.log.isEmpty)
  }

  @Test("instances of one model run on many tasks, and each stops for itself")
  func tasks() async throws {
    let design = Designs.actor("limit: assert (count < 8'd200 || !go) else $error(\"at %0d\", count);")
    let model = try SimulationModel(design)
    let results = try await withThrowingTaskGroup(of: (Int, Int, Bool).self) { group in
      for task in 0..<16 {
        group.addTask {
          let simulator = try Simulator(model)
          try simulator.drive("go", task % 2 == 0 ? 1 : 0)
          let failure = error { try simulator.tick(count: 250) }
          // Another instance on this thread must not disturb the first one's messages.
          _ = try Simulator(model).evaluate()
          let again = error { try simulator.tick() }
          return (task, simulator.cycle, failure != nil && again != nil && simulator.log.contains("at 200"))
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results.count == 16)
    for (task, cycle, failed) in results {
      #expect(failed == (task % 2 == 0), "task \(task)")
      #expect(cycle == (task % 2 == 0 ? 202 : 251), "task \(task)")
    }
  }

  @Test func initialStates() async throws {
    let model = try SimulationModel(Designs.accumulator)
    func sum(_ state: Simulator.InitialState) throws -> UInt64 {
      let simulator = try Simulator(model, initialState: state)
      try simulator.evaluate()
      return try simulator.value(of: "sum")[0]
    }
    #expect(try sum(.zeros) == 0)
    let alone = try (0..<32).map { try sum(.random(seed: $0)) }
    #expect(Set(alone).count == 32)
    // Every bit is sometimes 0 and sometimes 1, for small seeds too.
    #expect(alone.reduce(0, |) == 0xffff_ffff && alone.reduce(0xffff_ffff, &) == 0)
    // Equal seeds give equal states, also while other threads construct instances.
    let together = try await withThrowingTaskGroup(of: (Int, UInt64).self) { group in
      for seed in 0..<32 { group.addTask { (seed, try sum(.random(seed: UInt64(seed)))) } }
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    for (seed, value) in alone.enumerated() { #expect(together[seed] == value, "seed \(seed)") }
  }

  @Test("waveforms appear whole, in both formats", arguments: [SimulationOptions.Waveform.fst, .vcd])
  func waveforms(format: SimulationOptions.Waveform) throws {
    var options = SimulationOptions()
    options.waveform = format
    let model = try SimulationModel(Designs.accumulator, options: options)
    try withTemporaryFolder { folder in
      func file(_ name: String) -> URL { folder.appendingPathComponent(name) }
      func size(_ name: String) throws -> Int { try Data(contentsOf: file(name)).count }
      do {
        let simulator = try Simulator(model)
        try simulator.drive("step", 1)
        try simulator.startWaveform(at: file("first").path)
        try simulator.tick(count: 100)
        #expect(!FileManager.default.fileExists(atPath: file("first").path))
        try simulator.stopWaveform()
        #expect(try size("first") > 100)
        // A second waveform of the same instance, ended by the instance.
        try simulator.startWaveform(at: file("second").path)
        try simulator.tick(count: 100)
      }
      #expect(try size("second") > 100)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["first", "second"])
      if format == .vcd {
        let text = try String(contentsOf: file("second"), encoding: .utf8)
        #expect(text.contains("sum [31:0]") && text.contains("b00000000000000000000000001100101 "))
      }
      let simulator = try Simulator(model)
      #expect(
        error { try simulator.startWaveform(at: folder.path + "/missing/wave") }
          == .fileFailed(path: folder.path + "/missing/wave", reason: "No such file or directory"))
    }
  }

  @Test func featuresThatWereNotBuilt() throws {
    try withTemporaryFolder { folder in
      let simulator = try Simulator(SimulationModel(Designs.accumulator))
      let path = folder.appendingPathComponent("file").path
      #expect(
        error { try simulator.startWaveform(at: path) }?.description
          == "Not possible with 'accumulator': it was built without waveforms; set SimulationOptions.waveform to .fst or "
          + ".vcd.")
      #expect(
        error { try simulator.writeCoverage(to: path) }?.description
          == "Not possible with 'accumulator': it was built without coverage; set SimulationOptions.coverage.")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
  }

  @Test func coverage() throws {
    var options = SimulationOptions()
    options.coverage = .lines
    let simulator = try Simulator(SimulationModel(Designs.actor("if (go) $display(\"gone\");"), options: options))
    try simulator.tick(count: 3)
    try withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("coverage.dat")
      try simulator.writeCoverage(to: file.path)
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.contains("actor.v"))
    }
  }
}
