import Simulation
import Testing

@testable import Hardware

/// What the data pins show between transfers. `docs/encryption-unit.md`, section 7.
@Suite struct UnitPinTests {
  @Test("the data pins are zero in every cycle without a word", arguments: [DesignPoint.minimal, .fast])
  func quietPins(point: DesignPoint) throws {
    let seed: UInt64 = 0x91
    var generator = SeededGenerator(seed: seed)
    let unit = try UnitBench(point)
    let simulator = unit.simulator
    let pins = try ["axi_w", "response"].map {
      (
        name: $0, valid: try simulator.port("\($0)_valid", as: Bool.self),
        data: try simulator.port("\($0)_data", as: UInt64.self)
      )
    }
    var loud: Set<String> = []
    unit.watch = { for pin in pins where !pin.valid.value && pin.data.value != 0 { loud.insert(pin.name) } }
    let key = generator.bytes(32)
    try unit.install(key: key)
    // A word that waits on the core's side before its request.
    try simulator.drive("store_data", 0x0123_4567_89ab_cdef)
    try simulator.drive("store_valid", 1)
    try simulator.evaluate()
    unit.watch()
    try simulator.drive("store_valid", 0)
    let words = (0..<8).map { _ in UInt64.random(in: 1 ... .max, using: &generator) }
    let written = try unit.writeBack(words)
    #expect(try unit.load(written.output).output == words)
    try simulator.evaluate()
    unit.watch()
    #expect(loud == [], "seed \(seed)")
  }
}
