import HDL
import Simulation
import Testing

@testable import Hardware

/// That a cleared region leaves no trace of its key and its lines in the whole unit. `docs/encryption-unit.md`, section 3.
@Suite struct UnitErasureTests {
  enum Operation: UInt64, CaseIterable {
    case clear = 1
    case clearDomain
  }

  @Test("a cleared region leaves nothing of its key and its line in any register", arguments: Operation.allCases)
  func clearing(operation: Operation) throws {
    let seed: UInt64 = 0x5e
    var generator = SeededGenerator(seed: seed)
    let unit = EncryptionUnit(DesignPoint.minimal.parameters)
    let simulator = try simulate(unit, waveform: .vcd)
    let design = try DesignPoint.minimal.elaborate()
    try simulator.reset()
    // A bus and a cache that never make the unit wait.
    for ready in ["axi_aw_ready", "axi_w_ready", "axi_b_valid", "response_ready", "setup_response_ready"] {
      try simulator.drive(ready, 1)
    }

    let key = generator.bytes(32)
    let word = UInt64.random(in: .min ... .max, using: &generator)
    /// The registers that hold 64 bits of the key or of the line.
    func traces() throws -> Set<String> {
      let contents = try RegisterContents(of: simulator, design: design)
      let secrets = (stride(from: 0, to: 32, by: 8).map { Self.bits(key[$0..<($0 + 8)]) }) + [Self.bits(word)]
      return Set(contents.bits.filter { register in secrets.contains { register.value.contains($0) } }.keys)
    }

    try simulator.drive("setup_domain", 1)
    try simulator.drive("setup_base", 0x1000)
    try simulator.drive("setup_bound", 0x40)
    try simulator.drive("setup_algorithm", 1)
    try simulator.drive("setup_key_bytes", 32)
    try simulator.widePort("setup_key").bytes = key + [UInt8](repeating: 0, count: 32)
    try hand("setup", in: simulator)
    try simulator.widePort("setup_key").bytes = [UInt8](repeating: 0, count: 64)

    try simulator.drive("request_kind", 3)
    try simulator.drive("request_domain", 1)
    try simulator.drive("request_virtual_line", 0x40)
    try simulator.drive("request_protected", 1)
    try hand("request", in: simulator)
    try simulator.drive("store_data", word)
    try simulator.drive("store_valid", 1)
    try simulator.run(until: simulator.port("response_valid", as: Bool.self), equals: true, limit: 300)
    #expect(try simulator.value(of: "response_status") == [0])
    try simulator.tick()
    try simulator.drive("store_valid", 0)
    try simulator.drive("store_data", 0)

    // While the region is there, its key is in the key store and in the key schedule, and the line's last word in the
    // engine.
    let before = try traces()
    #expect(
      before.isSuperset(of: ["key_store.keys[0]", "line_engine.schedule.keys_0", "line_engine.low_word"]), "\(before)")

    try simulator.drive("setup_operation", operation.rawValue)
    try hand("setup", in: simulator)
    #expect(try simulator.value(of: "setup_response_status") == [0])
    try simulator.tick()
    #expect(try traces() == [])
    let left = try RegisterContents(of: simulator, design: design).nonZero
    #expect(left.filter { $0.hasPrefix("key_store.keys") } == [])
    #expect(left.filter { $0.hasPrefix("line_engine") && !WipeTests.isControl($0) } == [])
  }

  /// Offers what lies on the payload ports of a stream until it is taken.
  private func hand(_ stream: String, in simulator: Simulator) throws {
    try simulator.drive("\(stream)_valid", 1)
    try simulator.evaluate()
    let ready = try simulator.port("\(stream)_ready", as: Bool.self)
    if !ready.value { try simulator.run(until: ready, equals: true, limit: 100) }
    try simulator.tick()
    try simulator.drive("\(stream)_valid", 0)
  }

  private static func bits(_ bytes: some Sequence<UInt8>) -> String {
    bits(bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }

  private static func bits(_ word: UInt64) -> String {
    let digits = String(word, radix: 2)
    return String(repeating: "0", count: 64 - digits.count) + digits
  }
}
