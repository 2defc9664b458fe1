import Testing
import Vectors

@testable import Reference

/// The golden model of the random source, against the outside.
@Suite struct RandomTests {
  @Test("HMAC_DRBG gives the outputs of NIST's vectors")
  func publishedVectors() throws {
    for vector in GeneratorVector.hmacSHA256 {
      var generator = try HMACGenerator(entropy: vector.entropy, nonce: vector.nonce)
      if let entropy = vector.reseedEntropy { try generator.reseed(entropy: entropy) }
      _ = try generator.generate(vector.output.count)
      #expect(try generator.generate(vector.output.count) == vector.output, "\(vector.source)")
    }
  }

  @Test("HMAC_DRBG does what OpenSSL's does, with any sequence of requests and seeds")
  func againstOpenSSL() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("RandomTests.againstOpenSSL: seed \(seed)")
    var random = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let (entropy, nonce) = (random.bytes(32), random.bytes(16))
      var generator = try HMACGenerator(entropy: entropy, nonce: nonce)
      let other = try OpenSSLGenerator(entropy: entropy, nonce: nonce)
      for step in 0..<10 {
        if Bool.random(using: &random) {
          let entropy = random.bytes(32)
          try generator.reseed(entropy: entropy)
          try other.reseed(entropy: entropy)
        }
        let count = Int.random(in: 1...200, using: &random)
        #expect(try generator.generate(count) == other.generate(count), "request \(step), seed \(seed)")
      }
    }
  }

  @Test(
    "cutoffs of the proportion test, as exact arithmetic gives them",
    arguments: [
      (0.2, 20, 941), (0.4, 20, 840), (0.6, 20, 748), (0.8, 20, 664), (1, 20, 589), (0.5, 30, 810), (1, 40, 625),
    ] as [(Double, Int, Int)])
  func cutoffs(minEntropy: Double, exponent: Int, expected: Int) {
    var falseAlarm = 1.0
    for _ in 0..<exponent { falseAlarm /= 2 }
    #expect(HealthTest(minEntropy: minEntropy, falseAlarm: falseAlarm).proportionCutoff == expected)
  }

  @Test("a repetition and a surplus are found at the sample that completes them, and stay")
  func alarms() {
    func samples(until test: inout HealthTest, _ sample: (Int) -> Bool) -> Int {
      var count = 0
      while !test.failed && count < 5000 {
        test.take(sample(count))
        count += 1
      }
      return count
    }
    let falseAlarm = 0x1p-30
    var stuck = HealthTest(minEntropy: 0.5, falseAlarm: falseAlarm)
    #expect(stuck.repetitionCutoff == 61)
    #expect(samples(until: &stuck) { _ in true } == 61)
    #expect(stuck.isStarting)
    stuck.take(false)
    #expect(stuck.failed && stuck.count == 61)
    // Stuck later: at the 61st equal sample, the last of the changing ones included.
    var late = HealthTest(minEntropy: 0.5, falseAlarm: falseAlarm)
    #expect(samples(until: &late) { $0 < 2001 ? $0 % 2 == 0 : true } == 2001 + 60)
    // Seven of eight samples equal: no run is long, but the proportion is.
    var biased = HealthTest(minEntropy: 0.5, falseAlarm: falseAlarm)
    let found = samples(until: &biased) { $0 % 8 != 7 }
    #expect(found == biased.proportionCutoff + (biased.proportionCutoff - 1) / 7)
    // A window with one sample fewer passes.
    var sound = HealthTest(minEntropy: 0.5, falseAlarm: falseAlarm)
    #expect(samples(until: &sound) { $0 % 2 == 0 } == 5000)
    #expect(!sound.failed && !sound.isStarting)
  }
}

extension SeededGenerator {
  fileprivate mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
  }
}
