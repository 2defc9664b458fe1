import Testing
import Vectors

import struct Reference.Tweak
import class Reference.XTSCipher

@testable import Hardware

/// The line engine of every design point.
@Suite struct LineEngineTests {
  @Test("every byte-aligned vector of NIST and IEEE 1619, both ways", arguments: DesignPoint.allCases)
  func publishedVectors(point: DesignPoint) throws {
    let longest = point.parameters.keyBits / 8
    let vectors = try (PublishedVectors.load().xts + IEEE1619.vectors).filter { $0.key.count <= longest }
    #expect(vectors.count == (point.parameters.aes256 ? 2816 : 1614))
    let engine = try LineEngineBench(point)
    for vector in vectors {
      let output = try vector.throughLines {
        try engine.process($0, key: vector.key, tweak: vector.tweak, decrypt: vector.direction == .decrypt).output
      }
      try #require(output == vector.expected, "\(vector)")
    }
  }

  @Test("random lines against OpenSSL, with words that come and go irregularly", arguments: DesignPoint.allCases)
  func stalls(point: DesignPoint) throws {
    let seed: UInt64 = 0x1619
    var generator = SeededGenerator(seed: seed)
    let engine = try LineEngineBench(point)
    for number in 0..<200 {
      let key = generator.bytes(point.parameters.aes256 && number % 2 == 1 ? 64 : 32)
      // A carry out of the tweak's highest bit is rare unless it is set.
      let tweak = generator.bytes(16)
      let line = generator.bytes(64)
      let reference = try XTSCipher(key: key)
      let value = try #require(Tweak(bytes: tweak))
      let busy = (input: Int.random(in: 0...3, using: &generator), output: Int.random(in: 0...3, using: &generator))
      for decrypt in [false, true] {
        let passage = try engine.process(line, key: key, tweak: tweak, decrypt: decrypt) {
          (
            Int.random(in: 0..<4, using: &generator) < busy.input,
            Int.random(in: 0..<4, using: &generator) < busy.output
          )
        }
        let expected =
          try decrypt
          ? reference.decrypt(dataUnit: line, tweak: value) : reference.encrypt(dataUnit: line, tweak: value)
        try #require(passage.output == expected, "number \(number), decrypt \(decrypt), seed \(seed)")
      }
    }
  }

  /// Cycles of a line when its words come and go without a pause: from `start` to the first word that is taken, between
  /// the first and the last of them, from there to the last word given out, and all until the engine is idle again.
  struct Timing: Equatable {
    let preparation, input, latency, total: Int
  }

  static let timings: [(point: DesignPoint, keyBytes: Int, timing: Timing)] = [
    (.minimal, 32, Timing(preparation: 29, input: 26, latency: 22, total: 78)),
    (.small, 32, Timing(preparation: 26, input: 24, latency: 22, total: 73)),
    (.small, 64, Timing(preparation: 35, input: 32, latency: 30, total: 98)),
    (.balanced, 32, Timing(preparation: 26, input: 8, latency: 22, total: 57)),
    (.balanced, 64, Timing(preparation: 35, input: 8, latency: 30, total: 74)),
    (.compact, 32, Timing(preparation: 26, input: 8, latency: 22, total: 57)),
    (.compact, 64, Timing(preparation: 35, input: 8, latency: 30, total: 74)),
    (.fast, 32, Timing(preparation: 23, input: 7, latency: 4, total: 35)),
    (.fast, 64, Timing(preparation: 30, input: 10, latency: 5, total: 46)),
  ]

  @Test("the cycles of a line are known, and the same for every key, tweak and line", arguments: timings)
  func timing(point: DesignPoint, keyBytes: Int, timing: Timing) throws {
    let seed: UInt64 = 0x71
    var generator = SeededGenerator(seed: seed)
    let engine = try LineEngineBench(point)
    let plain: [UInt8] = [0, 0xff]
    var pattern: [Int]?
    for number in 0..<204 {
      // All zeros and all ones before random values: where an implementation that takes short cuts would differ.
      func value(_ count: Int, _ choice: Int) -> [UInt8] {
        number < 4 ? [UInt8](repeating: plain[number >> choice & 1], count: count) : generator.bytes(count)
      }
      let (key, tweak, line) = (value(keyBytes, 0), value(16, 1), value(64, 1))
      for decrypt in [false, true] {
        let passage = try engine.process(line, key: key, tweak: tweak, decrypt: decrypt)
        let (first, last) = try (#require(passage.taken.first), #require(passage.taken.last))
        try #require(
          Timing(preparation: first, input: last - first, latency: passage.latency, total: passage.idle) == timing,
          "number \(number), decrypt \(decrypt), seed \(seed)")
        // Not only the totals: the cycle of every single word.
        try #require(passage.cycles == pattern ?? passage.cycles, "number \(number), decrypt \(decrypt), seed \(seed)")
        pattern = passage.cycles
      }
    }
  }

  @Test("lines follow one another under the keys of the first, in both directions", arguments: DesignPoint.allCases)
  func sequences(point: DesignPoint) throws {
    let seed: UInt64 = 0x5e9
    var generator = SeededGenerator(seed: seed)
    let engine = try LineEngineBench(point)
    for number in 0..<30 {
      let key = generator.bytes(point.parameters.aes256 && number % 2 == 1 ? 64 : 32)
      let reference = try XTSCipher(key: key)
      let busy = (input: Int.random(in: 0...3, using: &generator), output: Int.random(in: 0...3, using: &generator))
      // The second sequence uses the keys of the first.
      for keys in [key, nil] {
        let lines = (0..<6).map { _ in
          LineEngineBench.Line(
            words: generator.bytes(64), tweak: generator.bytes(16), decrypt: Bool.random(using: &generator))
        }
        let passage = try engine.process(lines, key: keys) {
          (
            Int.random(in: 0..<4, using: &generator) < busy.input,
            Int.random(in: 0..<4, using: &generator) < busy.output
          )
        }
        let expected = try lines.flatMap { line in
          let tweak = try #require(Tweak(bytes: line.tweak))
          return try line.decrypt
            ? reference.decrypt(dataUnit: line.words, tweak: tweak)
            : reference.encrypt(dataUnit: line.words, tweak: tweak)
        }
        try #require(passage.output == expected, "number \(number), seed \(seed)")
      }
    }
  }

  /// Cycles for eight lines when lines under the same keys follow one another without a pause.
  static let sustainedCycles: [(point: DesignPoint, keyBytes: Int, cycles: Int)] = [
    (.minimal, 32, 400), (.small, 32, 436), (.small, 64, 596), (.balanced, 32, 200), (.balanced, 64, 280),
    (.compact, 32, 200), (.compact, 64, 280), (.fast, 32, 64), (.fast, 64, 96),
  ]

  @Test("the cycles of a line among others are known", arguments: sustainedCycles)
  func sustained(point: DesignPoint, keyBytes: Int, cycles: Int) throws {
    let engine = try LineEngineBench(point)
    for decrypt in [false, true] {
      let line = LineEngineBench.Line(
        words: [UInt8](repeating: 0, count: 64), tweak: [UInt8](repeating: 0, count: 16), decrypt: decrypt)
      let passage = try engine.process(
        [LineEngineBench.Line](repeating: line, count: 20), key: [UInt8](0..<UInt8(keyBytes)))
      let ends = stride(from: 7, to: 160, by: 8).map { passage.given[$0] }
      #expect(ends[18] - ends[10] == cycles)
    }
  }

  @Test("fast: first word 3 cycles after the words it needs, last word 4 after the last, with AES-128")
  func required() throws {
    let passage = try LineEngineBench(.fast).process(
      [UInt8](0..<64), key: [UInt8](0..<32), tweak: [UInt8](repeating: 0, count: 16), decrypt: true)
    #expect(passage.given[0] - passage.taken[1] == 3)
    #expect(passage.latency == 4)
  }
}
