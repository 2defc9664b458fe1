import Foundation
import HDL
import Reference
import Simulation
import Testing

@testable import Hardware

/// The noise source for FPGAs. That it is noise, no test here can show.
@Suite struct RingOscillatorTests {
  @Test("a sample every interval, and its stand-in for simulation passes the health tests until the rings stop")
  func samples() throws {
    let simulator = try simulateHere(RingOscillatorNoise(.ecp5, rings: 3, interval: 4))
    try simulator.reset()
    simulator.enable = true
    var test = HealthTest(minEntropy: 0.5, falseAlarm: 0x1p-30)
    var count = 0
    for _ in 0..<20_000 {
      try simulator.tick()
      if simulator.valid {
        test.take(simulator.noise)
        count += 1
      }
    }
    #expect(count == 5000 && !test.failed)
    simulator.enable = false
    for _ in 0..<4 * 62 {
      try simulator.tick()
      if simulator.valid { test.take(simulator.noise) }
    }
    #expect(test.failed)
  }

  @Test("numbers out of range are refused") func parameterRange() {
    for rings in [0, 65] {
      #expect(throws: NoiseParameterError.self) { try RingOscillatorNoise(.ecp5, rings: rings) }
    }
    for interval in [1, 65537] {
      #expect(throws: NoiseParameterError.self) { try RingOscillatorNoise(.ecp5, interval: interval) }
    }
  }

  @Test("Verilator's model of the Verilog gives the same samples")
  func verilog() throws {
    let here = try simulateHere(RingOscillatorNoise(.ice40, rings: 2, interval: 3))
    let there = try simulate(RingOscillatorNoise(.ice40, rings: 2, interval: 3))
    try here.reset()
    try there.reset()
    here.enable = true
    try there.drive("enable", 1)
    for cycle in 0..<300 {
      try here.tick()
      try there.tick()
      #expect(try there.value(of: "noise") == [here.noise ? 1 : 0], "cycle \(cycle)")
    }
  }

  @Test("synthesis keeps every stage of every ring", arguments: RingFamily.allCases)
  func synthesis(family: RingFamily) throws {
    let design = try Design(RingOscillatorNoise(family, rings: 3, interval: 16)).verilog()
    let folder = FileManager.default.temporaryDirectory.appending(path: "rings-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in design.files {
      try file.text.write(to: folder.appending(path: file.name), atomically: true, encoding: .utf8)
    }
    let names = design.files.map(\.name).joined(separator: " ")
    let cell = family == .ecp5 ? "t:LUT4" : "t:SB_LUT4"
    let script = """
      read_verilog \(names); synth_\(family.rawValue) -top \(design.top); flatten; \
      select -assert-count \(5 + 7 + 9) \(cell) a:keep %i
      """
    let result = try Tool.find("yosys").run(["-q", "-p", script], in: folder)
    #expect(result.status == 0, "\(result.output)")
  }
}
