import Foundation
import HDL
import Reference
import Testing
import Vectors

@testable import Hardware

/// SHA-256 and HMAC-SHA-256 in hardware.
@Suite struct DigestTests {
  /// `make test-long` asks for what takes minutes.
  static let isLong = ProcessInfo.processInfo.environment["KEYLINE_LONG_TESTS"] == "1"

  /// Blocks of a message with its padding.
  static func blocks(_ bytes: Int) -> Int { (bytes + 9 + 63) / 64 }

  @Test("every NIST vector with whole bytes, without and with the module for keys around it")
  func publishedVectors() throws {
    let vectors = try PublishedVectors.load().sha256
    #expect(vectors.count == 129)
    let (plain, keyed) = try (DigestBench(MessageDigest()), DigestBench(KeyedDigest()))
    for vector in vectors {
      let (first, second) = try (plain.digest(vector.message).bytes, keyed.digest(vector.message).bytes)
      try #require(first == vector.digest && second == vector.digest, "\(vector)")
    }
  }

  @Test("the NIST Monte Carlo test: its beginning, in long tests all of it")
  func monteCarlo() throws {
    let vector = try PublishedVectors.load().sha256MonteCarlo
    let count = Self.isLong ? vector.digests.count : 1
    let bench = try DigestBench(MessageDigest())
    let digests = try MonteCarloVector.digests(count, from: vector.seed) { try bench.digest($0).bytes }
    #expect(digests == Array(vector.digests.prefix(count)))
  }

  @Test("the vectors of RFC 4231 with keys of up to 32 bytes")
  func publishedCodes() throws {
    let vectors = try PublishedVectors.load().hmacSHA256.filter { ($0.key?.count ?? 0) <= 32 }
    #expect(vectors.count == 4)
    let bench = try DigestBench(KeyedDigest())
    for vector in vectors {
      #expect(try bench.code(key: #require(vector.key), vector.message).bytes == vector.digest, "\(vector)")
    }
  }

  @Test("random messages with pauses, and bytes behind their ends, against OpenSSL")
  func againstOpenSSL() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("DigestTests.againstOpenSSL: seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let bench = try DigestBench(KeyedDigest(), seed: seed)
    // All lengths at which the padding differs, then longer ones.
    let lengths = Array(0...130) + (0..<30).map { _ in Int.random(in: 131...1000, using: &generator) }
    for length in lengths {
      let (message, key, surplus) = (generator.bytes(length), generator.bytes(32), generator.next())
      let often = Int.random(in: 1...8, using: &generator)
      func pauses() -> Bool { Int.random(in: 0..<often, using: &generator) == 0 }
      let digest = try bench.digest(message, surplus: surplus, pauses: { often > 1 && pauses() }).bytes
      let expected = try (sha256(message), hmacSHA256(key: key, message))
      try #require(digest == expected.0, "\(length) bytes, seed \(seed)")
      let code = try bench.code(key: key, message, surplus: surplus, pauses: { often > 1 && pauses() }).bytes
      try #require(code == expected.1, "\(length) bytes with a key, seed \(seed)")
    }
  }

  @Test("a block takes 68 cycles, and a message a number of cycles that depends on its length only")
  func cycles() throws {
    let seed: UInt64 = 0x5a
    var generator = SeededGenerator(seed: seed)
    let bench = try DigestBench(MessageDigest())
    let keyedBench = try DigestBench(KeyedDigest())
    #expect(SHA256Compression().latency?.cycles == 68...68)
    for length in [0, 1, 7, 8, 55, 56, 63, 64, 65, 119, 120, 128, 152, 1000] {
      let blocks = Self.blocks(length)
      var messages = [[UInt8](repeating: 0, count: length), [UInt8](repeating: 0xff, count: length)]
      messages += (0..<20).map { _ in generator.bytes(length) }
      for message in messages {
        let taken = try bench.digest(message).cycles
        #expect(taken == 68 * blocks, "\(length) bytes, seed \(seed)")
        let key = message == messages[0] ? [UInt8](repeating: 0, count: 32) : generator.bytes(32)
        let takenWithKey = try keyedBench.code(key: key, message).cycles
        #expect(takenWithKey == 68 * (1 + blocks + 1 + 1) + 1, "\(length) bytes with a key, seed \(seed)")
      }
    }
  }

  @Test("a message that begins drops the one in work, at any moment")
  func restart() throws {
    let seed: UInt64 = 0x77
    var generator = SeededGenerator(seed: seed)
    let bench = try DigestBench(KeyedDigest())
    let (message, key) = (generator.bytes(100), generator.bytes(32))
    let expected = try (sha256(message), hmacSHA256(key: key, message))
    for cycles in 0..<300 {
      bench.simulator.keyed = cycles % 3 == 0
      try bench.start()
      bench.simulator.keyed = false
      bench.simulator.word.payload.data = generator.next()
      bench.simulator.word.payload.last = cycles % 5 == 0
      bench.simulator.word.payload.bytes = UInt64(cycles % 9)
      bench.simulator.word.valid = true
      try bench.simulator.tick(cycles)
      bench.simulator.word.valid = false
      if cycles % 2 == 0 {
        #expect(try bench.digest(message).bytes == expected.0, "after \(cycles) cycles, seed \(seed)")
      } else {
        #expect(try bench.code(key: key, message).bytes == expected.1, "after \(cycles) cycles, seed \(seed)")
      }
    }
  }

  /// What holds no part of a message or key.
  static let control: Set<String> = [
    "phase", "position", "length", "is_keyed", "wiped", "step", "constant", "takes_words", "rests", "lower_loads",
    "upper_loads", "lower_turns", "upper_turns", "lower_adds", "upper_adds",
  ]

  @Test("a wipe, and a reset, at any moment leave nothing in any register")
  func wipe() throws {
    let seed: UInt64 = 0x9d
    var generator = SeededGenerator(seed: seed)
    let design = try Design(KeyedDigest())
    let bench = try DigestBench(KeyedDigest())
    func full() throws -> Set<String> {
      try RegisterContents(of: bench.simulator.simulation, design: design).nonZero.filter {
        !Self.control.contains($0.split(separator: ".").last.map(String.init) ?? $0)
      }
    }
    var seen: Set<String> = []
    for cycles in stride(from: 0, to: 320, by: 3) {
      try bench.simulator.poke(\.key, Constant(bytes: generator.bytes(32)))
      bench.simulator.keyed = true
      try bench.start()
      bench.simulator.keyed = false
      bench.simulator.word.payload.data = generator.next()
      bench.simulator.word.payload.last = true
      bench.simulator.word.payload.bytes = 8
      bench.simulator.word.valid = true
      try bench.simulator.tick(cycles)
      bench.simulator.word.valid = false
      seen.formUnion(try full())
      if cycles % 2 == 0 {
        bench.simulator.wipe = true
        try bench.simulator.tick()
        bench.simulator.wipe = false
      } else {
        try bench.simulator.reset()
      }
      #expect(try full() == [], "after \(cycles) cycles")
      #expect(!bench.simulator.valid && !bench.simulator.word.ready)
      // The next message is not disturbed.
      let message = generator.bytes(20)
      #expect(try bench.digest(message).bytes == sha256(message))
    }
    // The check could not fail if nothing had been there.
    #expect(seen.count == 15 + 4 + 6 + 8 + 4, "\(seen.sorted())")
  }

  @Test("a last word of more than eight bytes is reported")
  func misuse() throws {
    let bench = try DigestBench(MessageDigest())
    try bench.start()
    bench.simulator.word.valid = true
    bench.simulator.word.payload.last = true
    bench.simulator.word.payload.bytes = 9
    #expect(violates("at_most_eight_bytes") { try bench.simulator.tick() })
  }
}
