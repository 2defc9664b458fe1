import Testing

import struct Reference.Tweak
import class Reference.XTSCipher

@testable import Hardware

/// What a line costs in the whole unit when neither cache nor bus makes it wait.
@Suite struct UnitTimingTests {
  /// Cycles from the last word that enters to the last word that leaves, and from the request to the latter for the first
  /// line of a region and for the next.
  struct Cost: Equatable {
    let latency, first, next: Int
  }

  static let costs: [(point: DesignPoint, keyBytes: Int, cost: Cost)] = [
    (.minimal, 32, Cost(latency: 22, first: 80, next: 73)),
    (.small, 32, Cost(latency: 22, first: 75, next: 73)),
    (.small, 64, Cost(latency: 30, first: 100, next: 97)),
    (.balanced, 32, Cost(latency: 22, first: 59, next: 57)),
    (.balanced, 64, Cost(latency: 30, first: 76, next: 73)),
    (.compact, 32, Cost(latency: 22, first: 59, next: 57)),
    (.compact, 64, Cost(latency: 30, first: 76, next: 73)),
    (.fast, 32, Cost(latency: 4, first: 37, next: 23)),
    (.fast, 64, Cost(latency: 5, first: 48, next: 29)),
  ]

  @Test("loads and write-backs cost the same known cycles for every key, nonce and line", arguments: costs)
  func cost(point: DesignPoint, keyBytes: Int, cost: Cost) throws {
    let seed: UInt64 = 0x77
    var generator = SeededGenerator(seed: seed)
    let unit = try UnitBench(point)
    for number in 0..<20 {
      let key = generator.bytes(keyBytes)
      let nonce = UInt64.random(in: .min ... .max, using: &generator)
      let words = (0..<8).map { _ in UInt64.random(in: .min ... .max, using: &generator) }
      try unit.install(key: key, nonce: nonce)
      let written = try unit.writeBack(words)
      let loaded = try unit.load(written.output)
      try unit.clear()

      try #require(loaded.output == words, "number \(number), seed \(seed)")
      let tweak = Tweak(lineIndex: 0, nonce: nonce)
      let expected = try XTSCipher(key: key).encrypt(dataUnit: Self.bytes(words), tweak: tweak)
      try #require(Self.bytes(written.output) == expected, "number \(number), seed \(seed)")
      // The load finds its keys expanded.
      try #require(written.latency == cost.latency && loaded.latency == cost.latency, "number \(number), seed \(seed)")
      try #require(
        Cost(latency: cost.latency, first: written.total, next: loaded.total) == cost, "number \(number), seed \(seed)")
    }
  }

  @Test("fast: at most 6 cycles from the last beat of an AES-128 line to the last word of its plaintext")
  func required() throws {
    let unit = try UnitBench(.fast)
    try unit.install(key: [UInt8](0..<32))
    #expect(try unit.load([UInt64](0..<8)).latency <= 6)
  }

  private static func bytes(_ words: [UInt64]) -> [UInt8] {
    words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
  }
}
