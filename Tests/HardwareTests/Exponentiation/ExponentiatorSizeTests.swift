import Foundation
import Testing
import Vectors

import enum Reference.ModularExponentiation
import struct Reference.OAEPDecoding

@testable import Hardware

/// The exponentiation unit with the sizes that are built. `make test-long` has all of them, `make test` a sample.
@Suite struct ExponentiatorSizeTests {
  static let isLong = ExponentiatorFaultTests.isLong

  @Test("published vectors of RSA-OAEP with 2048 bits, and the number of cycles", arguments: [isLong ? 60 : 1])
  func publishedVectors(count: Int) throws {
    let parameters = ExponentiationParameters()
    let bench = try ExponentiatorBench(parameters)
    let vectors = try PublishedVectors.load().oaep
    #expect(vectors.count == 60)
    for vector in vectors.prefix(count) {
      let numbers = [vector.modulus, vector.p, vector.q, vector.dP, vector.dQ, vector.qInv].map(Self.words)
      bench.fuses = [0, 2048, 0] + numbers.joined()
      let outcome = try bench.decrypt(Self.words(vector.ciphertext))
      #expect(outcome.status == .done && !outcome.isDamaged, "\(vector)")
      #expect(try OAEPDecoding(Self.bytes(outcome.words)).message == vector.message, "\(vector)")
      #expect(outcome.cycles <= 2_000_000)
      #expect(
        outcome.cycles == MicroprogramCycles(parameters: parameters).cycles(.decrypt, words: 32) + parameters.depth + 2)
      let encrypted = try bench.encrypt(outcome.words, numbers[0])
      #expect(encrypted.words == Self.words(vector.ciphertext), "\(vector)")
      #expect(encrypted.cycles <= 60_000)
    }
  }

  @Test(
    "random keys of both sizes, with every word width", .enabled(if: isLong), arguments: [32, 64, 128], [2048, 3072])
  func privateOperations(wordBits: Int, bits: Int) throws {
    let seed = UInt64(wordBits * bits)
    var generator = SeededGenerator(seed: seed)
    let parameters = ExponentiationParameters(wordBits: wordBits)
    let bench = try ExponentiatorBench(parameters)
    var cycles: Set<Int> = []
    for number in 0..<3 {
      let key = SampleRSAKey(bits: bits, using: &generator)
      bench.fuses = key.fuses
      let ciphertext = generator.words(bits / 64)
      let outcome = try bench.decrypt(ciphertext)
      #expect(outcome.agrees(with: key.golden.decrypt(ciphertext)), "number \(number), seed \(seed)")
      cycles.insert(outcome.cycles)
    }
    #expect(cycles.count == 1)
    if wordBits == 64 { #expect(cycles.allSatisfy { $0 <= (bits == 2048 ? 2_000_000 : 6_000_000) }) }
  }

  @Test(
    "Diffie-Hellman in the groups of RFC 7919",
    arguments: isLong ? [FiniteFieldGroup.ffdhe2048, .ffdhe3072, .ffdhe4096] : [.ffdhe2048])
  func groups(group: FiniteFieldGroup) throws {
    let seed = UInt64(group.rawValue)
    var generator = SeededGenerator(seed: seed)
    let bench = try ExponentiatorBench(ExponentiationParameters())
    let modulus = group.modulus
    // As long as the group's strength asks for (RFC 7919, 5.2), and once as long as the modulus.
    for count in Self.isLong ? [4, 8, modulus.count] : [4] {
      let exponent = generator.words(count)
      let base = count == 4 ? [2] + [UInt64](repeating: 0, count: modulus.count - 1) : generator.words(modulus.count)
      let expected = ModularExponentiation.power(base: base, exponent: exponent, modulus: modulus)
      #expect(try bench.power(base, exponent, modulus).agrees(with: expected), "\(count) words, seed \(seed)")
    }
  }

  /// Words of 64 bits, the least significant first, of bytes that begin with the most significant.
  private static func words(_ bytes: [UInt8]) -> [UInt64] {
    stride(from: bytes.count - 8, through: 0, by: -8).map { bytes[$0..<($0 + 8)].reduce(0) { $0 << 8 | UInt64($1) } }
  }
  private static func bytes(_ words: [UInt64]) -> [UInt8] {
    words.reversed().flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) } }
  }
}
