import Foundation
import HDL
import Simulation
import Testing

@Suite struct ReplayTests {
  /// Registers of every storage size, mixed so that each output depends on every input's history.
  static let mixer: VerilogDesign = {
    let widths = [5, 12, 32, 48, 64, 100, 256]
    let ports =
      [Designs.input("clock", 1), Designs.input("reset", 1)] + widths.map { Designs.input("in\($0)", $0) }
      + widths.map { Designs.output("out\($0)", $0) }
    let declarations = ports.map { port in
      port.direction == .input
        ? "input wire [\(port.width - 1):0] \(port.name)" : "output reg [\(port.width - 1):0] \(port.name)"
    }
    let steps = zip(widths, widths.dropFirst() + [widths[0]]).map { width, next in
      "    out\(width) <= reset ? 0 : {out\(width)[0], out\(width)[\(width - 1):1]} ^ in\(width) ^ {\(width){out\(next)[0]}};"
    }
    return VerilogDesign(
      top: "mixer", clock: "clock", reset: "reset", ports: ports,
      files: [
        VerilogFile(
          name: "mixer.v",
          text: """
            module mixer(
              \(declarations.joined(separator: ",\n  ")));
              always @(posedge clock) begin
            \(steps.joined(separator: "\n"))
              end
            endmodule

            """)
      ])
  }()

  @Test("the bare loop sees the same outputs, and a changed stimulus changes them")
  func agreement() throws {
    let model = try SimulationModel(ReplayTests.mixer)
    let bare = try BareLoop(model)
    var checksums: Set<UInt64> = []
    for seed in [UInt64(1), 0xfeed] {
      var generator = SeededGenerator(seed: seed)
      let recording = StimulusRecording.random(model.design, cycles: 500, using: &generator)
      let comparison = try bare.compare(recording, repetitions: 3, rounds: 2)
      #expect(comparison.agrees, "seed \(seed)")
      #expect(comparison.swift.map(\.cycles) == [1500, 1500] && comparison.bare.map(\.cycles) == [1500, 1500])
      #expect(comparison.swiftSpeed > 0 && comparison.bareSpeed > 0 && comparison.ratio > 0)
      checksums.insert(comparison.swift[0].checksum)
    }
    #expect(checksums.count == 2)
  }

  @Test("what is recorded from a simulation replays it")
  func recording() throws {
    let model = try SimulationModel(ReplayTests.mixer)
    var generator = SeededGenerator(seed: 7)
    let stimulus = StimulusRecording.random(model.design, cycles: 50, using: &generator)
    let simulator = try Simulator(model)
    var recording = StimulusRecording(model.design)
    for cycle in 0..<50 {
      try simulator.drive("reset", cycle == 0 ? 1 : 0)
      try simulator.drive("in5", UInt64(cycle % 32))
      try simulator.widePort("in100").words = [generator.next(), generator.next() & 0xf_ffff_ffff]
      recording.append(simulator)
      try simulator.tick()
    }
    #expect(recording.cycles == 50 && recording.bytesPerCycle == stimulus.bytesPerCycle)
    let again = try Simulator(model)
    let measurement = try recording.replay(on: again)
    #expect(measurement.cycles == 50)
    for output in model.design.ports where output.direction == .output {
      #expect(try again.value(of: output.name) == simulator.value(of: output.name))
    }
  }

  @Test("a recording appended to another replays after it")
  func appending() throws {
    let model = try SimulationModel(ReplayTests.mixer)
    var generator = SeededGenerator(seed: 21)
    let first = StimulusRecording.random(model.design, cycles: 20, using: &generator)
    let second = StimulusRecording.random(model.design, cycles: 30, using: &generator)
    var both = first
    both.append(second)
    #expect(both.cycles == 50 && both.bytes == first.bytes + second.bytes)
  }

  @Test func clocklessDesignsHaveNoLoop() throws {
    let model = try SimulationModel(Designs.inverter(widths: PortTests.widths))
    let expected = SimulationError.unavailable(design: "inverter", reason: "it has no clock")
    #expect(error { try BareLoop(model) } == expected)
    #expect(error { try StimulusRecording(model.design).replay(on: Simulator(model)) } == expected)
  }
}
