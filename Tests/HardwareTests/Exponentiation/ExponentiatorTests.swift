import HDL
import Testing
import Vectors

import enum Reference.ModularExponentiation

@testable import Hardware

/// The exponentiation unit beside GMP, on numbers that are small enough for many of them.
@Suite struct ExponentiatorTests {
  static let small = [
    ExponentiationParameters(wordBits: 16, maximumBits: 256, keyBits: [128, 256]),
    ExponentiationParameters(wordBits: 32, maximumBits: 256, keyBits: [128, 256]),
    ExponentiationParameters(wordBits: 64, maximumBits: 256, keyBits: [128, 256]),
    ExponentiationParameters(wordBits: 128, maximumBits: 512, keyBits: [256, 512]),
  ]

  /// Numbers of 64-bit words that a modulus may have.
  static func sizes(_ parameters: ExponentiationParameters) -> [Int] {
    let step = max(1, parameters.wordBits / 64)
    return Array(stride(from: step, through: parameters.longWords, by: step))
  }

  @Test("powers of random numbers modulo random odd ones", arguments: small)
  func powers(parameters: ExponentiationParameters) throws {
    let seed: UInt64 = 0xe1
    var generator = SeededGenerator(seed: seed)
    let bench = try ExponentiatorBench(parameters)
    for number in 0..<6 {
      for words in Self.sizes(parameters) {
        let (base, exponent) = (generator.words(words), generator.words(1 + number % words))
        var modulus = generator.words(words)
        modulus[0] |= 1
        // Every other one has leading zeros.
        if number % 2 == 1 { modulus[words - 1] >>= UInt64.random(in: 0...64, using: &generator) }
        if words == 1, number % 2 == 1 { modulus[0] |= 1 }
        let expected = ModularExponentiation.power(base: base, exponent: exponent, modulus: modulus)
        let outcome = try bench.power(base, exponent, modulus)
        try #require(
          outcome.agrees(with: expected),
          "\(outcome) instead of \(expected): number \(number), \(words) words, seed \(seed)")
      }
    }
  }

  @Test("powers of numbers at the ends of their ranges", arguments: small)
  func extremes(parameters: ExponentiationParameters) throws {
    let bench = try ExponentiatorBench(parameters)
    let words = Self.sizes(parameters)[0]
    func number(_ low: UInt64, _ rest: UInt64 = 0) -> [UInt64] {
      [low] + [UInt64](repeating: rest, count: words - 1)
    }
    let numbers = [number(0), number(1), number(2), number(.max, .max), number(.max - 1, .max)]
    for modulus in [number(1), number(3), number(.max, .max)] {
      for base in numbers {
        for exponent in numbers {
          let expected = ModularExponentiation.power(base: base, exponent: exponent, modulus: modulus)
          let outcome = try bench.power(base, exponent, modulus)
          try #require(outcome.agrees(with: expected), "\(base) ^ \(exponent) mod \(modulus): \(outcome)")
        }
      }
    }
  }

  @Test("public operations of random moduli, and operands that are too large", arguments: small)
  func encryptions(parameters: ExponentiationParameters) throws {
    let seed: UInt64 = 0xe3
    var generator = SeededGenerator(seed: seed)
    let bench = try ExponentiatorBench(parameters)
    for number in 0..<6 {
      for words in Self.sizes(parameters) {
        var modulus = generator.words(words)
        modulus[0] |= 1
        modulus[words - 1] |= 1 << 63
        var above = modulus
        above[0] += 1
        var below = modulus
        below[0] -= 1
        for message in [generator.words(words), modulus, above, below] {
          let expected = ModularExponentiation.encrypt(message, modulus: modulus)
          let outcome = try bench.encrypt(message, modulus)
          try #require(outcome.agrees(with: expected), "\(outcome): number \(number), \(words) words, seed \(seed)")
        }
      }
    }
  }

  @Test("private operations of random keys, and operands that are too large", arguments: small)
  func decryptions(parameters: ExponentiationParameters) throws {
    let seed: UInt64 = 0xe2
    var generator = SeededGenerator(seed: seed)
    let bench = try ExponentiatorBench(parameters)
    for number in 0..<3 {
      for bits in parameters.keyBits {
        let key = RSAKeyNumbers(bits: bits, using: &generator)
        bench.fuses = key.fuses
        let zero = [UInt64](repeating: 0, count: bits / 64)
        var below = key.modulus
        below[0] -= 1
        for ciphertext in [
          generator.words(bits / 64), generator.words(bits / 64), zero, key.modulus, below,
          key.p + zero.dropLast(bits / 128),
        ] {
          let expected = key.golden.decrypt(ciphertext)
          let outcome = try bench.decrypt(ciphertext)
          try #require(
            outcome.agrees(with: expected),
            "\(outcome) instead of \(expected): number \(number), \(bits) bits, seed \(seed)")
        }
      }
    }
  }

  @Test("damaged fuses give a fault", arguments: small) func damagedFuses(parameters: ExponentiationParameters) throws {
    let seed: UInt64 = 0xe4
    var generator = SeededGenerator(seed: seed)
    let bench = try ExponentiatorBench(parameters)
    let bits = parameters.keyBits[0]
    let key = RSAKeyNumbers(bits: bits, using: &generator)
    var ciphertext = generator.words(bits / 64)
    ciphertext[bits / 64 - 1] >>= 1
    for word in 3..<key.fuses.count {
      bench.fuses = key.fuses
      bench.fuses[word] ^= 1 << UInt64.random(in: 0..<64, using: &generator)
      #expect(try bench.decrypt(ciphertext).status == .fault, "fuse word \(word), seed \(seed)")
    }
  }

  @Test("sizes and moduli that do not fit are refused, and leave nothing", arguments: small)
  func refusals(parameters: ExponentiationParameters) throws {
    let bench = try ExponentiatorBench(parameters)
    let words = Self.sizes(parameters)[0]
    let full = [UInt64](repeating: .max, count: words)
    let even = [.max - 1] + full.dropFirst()
    let short = full.dropLast() + [.max >> 1]
    func refusal(_ operation: ExponentiationOperation, _ modulus: [UInt64], _ count: Int, exponentWords: Int = 1) throws
      -> ExponentiationStatus?
    {
      try bench.write([1], as: .operand)
      try bench.write([1], as: .exponent)
      try bench.write(modulus, as: .modulus)
      #expect(bench.simulator.status == .empty)
      return try bench.run(operation, words: count, exponentWords: exponentWords).status
    }
    #expect(try refusal(.power, even, words) == .badModulus)
    #expect(try refusal(.encrypt, even, words) == .badModulus)
    #expect(try refusal(.encrypt, Array(short), words) == .badModulus)
    #expect(try refusal(.power, Array(short), words) == .done)
    let most = parameters.longWords
    for (count, exponentWords) in [(0, 1), (most + 1, 1), (words, 0), (words, most + 1)] {
      #expect(try refusal(.power, full, count, exponentWords: exponentWords) == .badSize)
    }
    #expect(try refusal(.encrypt, full, 0) == .badSize)
    #expect(try refusal(.decrypt, full, parameters.keyBits[0] / 64 + 1) == .badSize)
    if parameters.wordBits > 64 { #expect(try refusal(.encrypt, full, 1) == .badSize) }
    #expect(try bench.leftovers() == [])
    #expect(try bench.word(0).word == 0)
  }
}

extension SeededGenerator {
  mutating func words(_ count: Int) -> [UInt64] { (0..<count).map { _ in next() } }
}

extension ExponentiationParameters: CustomTestStringConvertible {
  public var testDescription: String { "words of \(wordBits) bits" }
}
