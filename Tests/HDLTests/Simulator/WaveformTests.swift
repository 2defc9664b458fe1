import Foundation
import Testing

@testable import HDL

/// The value change dumps of simulations.
@Suite struct WaveformTests {
  private func dump(_ run: (String) throws -> Void) throws -> String {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("waveform-\(UUID().uuidString).vcd").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try run(path)
    return try String(contentsOfFile: path, encoding: .utf8)
  }

  final class Top: Module {
    let start = In()
    let busy = Out()
    let inner = Instance(Handshake())
    override func build() {
      inner.start <== start
      inner.ack <== true
      ignore(inner.req)
      busy <== inner.busy
    }
  }

  @Test func text() throws {
    let text = try dump { path in
      let simulator = try CycleSimulator(Top())
      try simulator.simulation.startWaveform(path)
      try simulator.reset()
      simulator.start = true
      try simulator.tick(2)
      try simulator.simulation.finishWaveform()
    }
    #expect(
      text == """
        $timescale 1ns $end
        $scope module top $end
        $var wire 1 ! clock $end
        $var wire 1 " reset $end
        $var wire 1 # start $end
        $var wire 1 $ busy $end
        $scope module inner $end
        $var wire 1 % start $end
        $var wire 1 & ack $end
        $var wire 1 ' req $end
        $var wire 1 ( busy $end
        $var reg 2 ) state [1:0] $end
        $var string 1 * state_case $end
        $var reg 4 + tries [3:0] $end
        $upscope $end
        $upscope $end
        $enddefinitions $end
        #0
        0!
        1"
        0#
        0$
        0%
        1&
        0'
        0(
        b0 )
        sidle *
        b0 +
        #10
        1!
        0"
        1#
        1%
        #15
        0!
        #20
        1!
        1$
        1'
        1(
        b1 )
        srequest *
        #25
        0!
        #30
        1!
        0'
        b10 )
        swait *
        #35
        0!
        #40

        """)
  }

  @Test func refusal() throws {
    let simulator = try CycleSimulator(Top())
    #expect(throws: CycleSimulationError.file(path: "/nowhere/at/all.vcd", reason: "it cannot be written here")) {
      try simulator.simulation.startWaveform("/nowhere/at/all.vcd")
    }
  }
}
