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
    let unit = try UnitBench(.minimal, waveform: .vcd)
    let design = try DesignPoint.minimal.elaborate()
    let key = generator.bytes(32)
    let word = UInt64.random(in: .min ... .max, using: &generator)
    /// The registers that hold 32 bits of the key or of the line: as much as a word of the key store.
    func traces() throws -> Set<String> {
      let contents = try RegisterContents(of: unit.simulator, design: design)
      let secrets =
        stride(from: 0, to: 32, by: 4).map { Self.bits(key[$0..<($0 + 4)]) }
        + [Self.bits(word & 0xffff_ffff), Self.bits(word >> 32)]
      return Set(contents.bits.filter { register in secrets.contains { register.value.contains($0) } }.keys)
    }

    try unit.install(key: key)
    _ = try unit.writeBack([UInt64](repeating: word, count: 8))
    // While the region is there, its key is in the key store and in the key schedule, and the line's last word in the
    // engine.
    let before = try traces()
    #expect(
      before.isSuperset(of: ["key_store.keys[0]", "line_engine.cipher.round_keys.keys[0]", "line_engine.low_word"]),
      "\(before)")

    try unit.clear(operation: operation.rawValue)
    let after = try traces()
    #expect(after == [])
    let contents = try RegisterContents(of: unit.simulator, design: design)
    #expect(contents.nonZero.filter { $0.hasPrefix("key_store.keys") } == [])
    #expect(WipeTests.leftovers(contents).filter { $0.hasPrefix("line_engine") } == [])
  }

  private static func bits(_ bytes: some Sequence<UInt8>) -> String {
    bits(bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }

  private static func bits(_ word: UInt64) -> String {
    let digits = String(word, radix: 2)
    return String(repeating: "0", count: 32 - digits.count) + digits
  }
}
