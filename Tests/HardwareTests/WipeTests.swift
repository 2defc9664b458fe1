import HDL
import Simulation
import Testing

@testable import Hardware

/// That keys, tweaks and data do not stay in registers.
@Suite struct WipeTests {
  /// Registers of the line engine that count or sequence: their contents are the same for every key and line.
  static func isControl(_ register: String) -> Bool {
    let name = register.split(separator: ".").last ?? ""
    return ["phase", "words_in", "words_out", "round", "key_index", "index", "constant", "running", "wiped"].contains(
      name)
  }

  @Test("a wipe leaves nothing of key, tweak and line in the line engine", arguments: DesignPoint.allCases)
  func wipe(point: DesignPoint) throws {
    let design = try Design(LineEngine(point.parameters))
    var generator = SeededGenerator(seed: 0x31)
    let engine = try LineEngineBench(point, seed: 9)
    func contents() throws -> RegisterContents { try RegisterContents(of: engine.simulator, design: design) }

    let longest = point.parameters.keyBits / 8
    for keyBytes in [32, 64] where keyBytes <= longest {
      for decrypt in [false, true] {
        _ = try engine.process(
          generator.bytes(64), key: generator.bytes(keyBytes), tweak: generator.bytes(16), decrypt: decrypt)
        let before = try contents()
        let secret = Set(before.bits.keys.filter { !Self.isControl($0) })
        // Data registers are wide; a narrow one is likely a forgotten counter.
        #expect(secret.allSatisfy { (before.bits[$0]?.count ?? 0) >= 64 }, "\(secret)")
        #expect(
          secret.count == 2 + point.parameters.roundKeys + (point.parameters.aes256 ? 2 : 1) + 2
            * point.parameters.lanes)
        if keyBytes == longest {
          // The check could not fail if the registers were empty anyway.
          #expect(secret.subtracting(before.nonZero) == [])
        }
        try engine.wipeRegisters()
        let left = try contents().nonZero.filter { !Self.isControl($0) }
        #expect(left == [])
      }
    }
  }

  @Test("so does a reset, in the middle of a line", arguments: DesignPoint.allCases)
  func reset(point: DesignPoint) throws {
    let design = try Design(LineEngine(point.parameters))
    var generator = SeededGenerator(seed: 0x32)
    let engine = try LineEngineBench(point)
    let simulator = engine.simulator
    _ = try engine.process(generator.bytes(64), key: generator.bytes(32), tweak: generator.bytes(16), decrypt: false)
    try simulator.drive("start", 1)
    try simulator.tick()
    try simulator.drive("start", 0)
    try simulator.drive("input_valid", 1)
    try simulator.tick(count: 30)
    #expect(try RegisterContents(of: simulator, design: design).nonZero.contains("block_tweak"))
    try simulator.drive("input_valid", 0)
    try simulator.reset()
    let left = try RegisterContents(of: simulator, design: design).nonZero.filter { !Self.isControl($0) }
    #expect(left == [])
    #expect(try simulator.value(of: "idle") == [1])
  }
}
