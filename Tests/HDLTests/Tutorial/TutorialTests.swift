import Foundation
import HDL
import Simulation
import Testing

@testable import TutorialSamples

/// What docs/hdl/tutorial.md does and shows.
@Suite struct TutorialTests {
  @Test func blinks() throws {
    let simulator = try CycleSimulator(Blinker(period: 3))
    try simulator.reset()
    simulator.enable = true
    try simulator.tick(2)
    #expect(simulator.count == 2 && !simulator.lamp)
    try simulator.tick()
    #expect(simulator.count == 0 && simulator.lamp)
    simulator.enable = false
    try simulator.tick(10)
    #expect(simulator.lamp)
  }

  @Test func sends() throws {
    let simulator = try CycleSimulator(SerialSender(divisor: 2))
    try simulator.reset()
    simulator.input.payload.value = 0b0110_1001
    simulator.input.valid = true
    try simulator.tick()
    simulator.input.valid = false
    var bits = ""
    while simulator.phase != .idle {
      bits += simulator.line ? "1" : "0"
      try simulator.tick(2)
    }
    #expect(bits == "0" + "10010110" + "1")
    #expect(simulator.cycle == 1 + 1 + 10 * 2)
  }

  @Test func sendsWithVerilator() throws {
    let design = try Design(SerialPort(divisor: 10)).verilog()
    let simulator = try Simulator(SimulationModel(design))
    let ready = try simulator.port("input_ready", as: Bool.self)
    let valid = try simulator.port("input_valid", as: Bool.self)
    let value = try simulator.port("input_value", as: UInt8.self)
    let line = try simulator.port("line", as: Bool.self)
    try simulator.reset()

    let sent = Array("Keyline".utf8)
    var next = 0
    var received: [UInt8] = []
    while received.count < sent.count {
      // The test's own receiver: after a falling edge it looks at the middle of each bit.
      if !line.value, let byte = try receive() { received.append(byte) } else { try step() }
    }
    #expect(received == sent)

    func step() throws {
      valid.value = next < sent.count
      value.value = next < sent.count ? sent[next] : 0
      try simulator.evaluate()
      if valid.value && ready.value { next += 1 }
      try simulator.tick()
    }
    func receive() throws -> UInt8? {
      for _ in 0..<5 { try step() }
      var byte: UInt8 = 0
      for bit in 0..<8 {
        for _ in 0..<10 { try step() }
        if line.value { byte |= 1 << UInt8(bit) }
      }
      for _ in 0..<10 { try step() }
      return line.value ? byte : nil
    }
  }

  /// The lines of the page's block that shows a blinker's signals.
  static func table() throws -> String {
    let simulator = try CycleSimulator(Blinker(period: 3))
    try simulator.reset()
    simulator.enable = true
    var lines = ["cycle  count  lamp"]
    for cycle in 0..<7 {
      lines.append("\(cycle)      \(simulator.count)      \(simulator.lamp ? "on" : "off")")
      try simulator.tick()
    }
    return lines.joined(separator: "\n")
  }

  /// The page's block with the beginning of a waveform.
  static func waveform() throws -> String {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("blinker-\(UUID().uuidString).vcd").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let simulator = try CycleSimulator(Blinker(period: 3))
    try simulator.simulation.startWaveform(path)
    try simulator.reset()
    simulator.enable = true
    try simulator.tick(3)
    try simulator.simulation.finishWaveform()
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return text.components(separatedBy: "\n$enddefinitions").first ?? ""
  }

  /// What is said about the wrong blinker, with the names of files only.
  static func complaint() -> String {
    do {
      _ = try Design(WrongBlinker())
      return "nothing"
    } catch { return "\(error)" }
  }
}
