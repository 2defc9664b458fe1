import HDL
import Simulation
import Testing

@testable import Hardware

/// That keys, tweaks and data do not stay in registers.
@Suite struct WipeTests {
  /// Registers of the line engine that count or sequence: their contents are the same for every key and line.
  static func isControl(_ register: String) -> Bool {
    let name = register.split(separator: ".").last ?? ""
    return ["_running", "_round", "_decrypt", "_is_tweak", "_is_last"].contains { name.hasSuffix($0) }
      || [
        "phase", "preparation", "expansion", "streaming", "decrypt", "words_in", "high_word_leaves",
        "full", "entry_turn", "exit_turn", "sweeping", "sweep_address", "loading", "data_key_ready",
        "expanded", "expanding", "pass", "index", "constant", "running", "wiped", "is_long", "is_first_half",
        "tweak_key_taken", "tweak_key_begun", "is_data", "number", "gathered", "is_simple",
      ].contains(name)
  }

  /// Registers of S-boxes. When nothing is in work they hold the substitutes of zeros.
  static func isSubstitute(_ register: String) -> Bool { register.contains(".substitution_") }

  /// What is left in registers that must be empty, or hold substitutes of zeros.
  static func leftovers(_ contents: RegisterContents) -> Set<String> {
    let substitutes: Set = [0, 0x63, 0x52]
    return contents.nonZero.filter { register in
      if isControl(register) { return false }
      guard isSubstitute(register), let bits = contents.bits[register] else { return true }
      return Int(bits, radix: 2).map { !substitutes.contains($0) } ?? true
    }
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
        let secret = Set(before.bits.keys.filter { !Self.isControl($0) && !Self.isSubstitute($0) })
        // Data registers are wide; a narrow one is likely a forgotten counter.
        #expect(secret.allSatisfy { (before.bits[$0]?.count ?? 0) >= 64 }, "\(secret)")
        // The check could not fail if the registers were empty anyway.
        let full = secret.intersection(before.nonZero)
        #expect(full.isSuperset(of: ["next_tweak", "block_tweak", "low_word"]) && full.count > 20, "\(full)")
        try engine.wipeRegisters()
        #expect(try Self.leftovers(contents()) == [])
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
    try simulator.drive("command_valid", 1)
    try simulator.tick()
    try simulator.drive("command_valid", 0)
    try simulator.drive("input_valid", 1)
    try simulator.tick(count: 40)
    #expect(try RegisterContents(of: simulator, design: design).nonZero.contains("block_tweak"))
    try simulator.drive("input_valid", 0)
    try simulator.reset()
    for _ in 0..<100 where try simulator.value(of: "idle") == [0] { try simulator.tick() }
    #expect(try simulator.value(of: "idle") == [1])
    #expect(try Self.leftovers(RegisterContents(of: simulator, design: design)) == [])
  }
}
