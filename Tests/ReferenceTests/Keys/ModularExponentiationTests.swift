import Testing
import Vectors

@testable import Reference

/// The long numbers of the golden model: GMP beside OpenSSL.
@Suite struct ModularExponentiationTests {
  @Test("powers are those of OpenSSL, for moduli of every number of words")
  func powers() throws {
    let seed: UInt64 = 0xb1
    var generator = SeededGenerator(seed: seed)
    for count in 1...64 {
      for leadingZeros: UInt64 in [0, 0, 1, 63] {
        func number(_ count: Int) -> [UInt64] { (0..<count).map { _ in generator.next() } }
        let (base, exponent) = (number(count), number(1 + count % 5))
        var modulus = number(count)
        modulus[count - 1] >>= leadingZeros
        modulus[0] |= 1
        let result = ModularExponentiation.power(base: base, exponent: exponent, modulus: modulus)
        let expected = try #require(opensslPower(base, exponent, modulus))
        try #require(result.words == expected, "\(count) words, seed \(seed)")
        #expect(result.status == .done)
      }
    }
  }

  @Test("the exponent 0, the modulus 1, and moduli that are refused") func extremes() {
    func power(_ base: UInt64, _ exponent: UInt64, _ modulus: UInt64) -> ExponentiationResult {
      ModularExponentiation.power(base: [base], exponent: [exponent], modulus: [modulus])
    }
    #expect(power(5, 0, 7).words == [1])
    #expect(power(0, 0, 7).words == [1])
    #expect(power(5, 0, 1).words == [0])
    #expect(power(0, 3, 7).words == [0])
    #expect(power(9, 3, 7).words == [1])
    #expect(power(5, 3, 8) == ExponentiationResult(.badModulus))
    #expect(power(5, 3, 0) == ExponentiationResult(.badModulus))
    #expect(ModularExponentiation.encrypt([2], modulus: [.max >> 1]).status == .badModulus)
    #expect(ModularExponentiation.encrypt([2], modulus: [.max - 1]).status == .badModulus)
    #expect(ModularExponentiation.encrypt([.max], modulus: [.max]).status == .outOfRange)
    #expect(ModularExponentiation.encrypt([.max - 1], modulus: [.max]).words == [.max - 1])
  }

  @Test("the private operation is OpenSSL's and undoes the public one", arguments: DeviceIdentity.sizes)
  func privateOperation(bits: Int) throws {
    let seed: UInt64 = 0xb2
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<4 {
      let numbers = RSAKeyNumbers(bits: bits, using: &generator)
      let key = try #require(numbers.golden)
      let openssl = try RSAKey(numbers.identity())
      for _ in 0..<5 {
        var ciphertext = numbers.modulus.map { _ in generator.next() as UInt64 }
        ciphertext[ciphertext.count - 1] >>= 2
        let message = key.decrypt(ciphertext)
        #expect(message.status == .done)
        #expect(try openssl.decryptUnpadded(ciphertext.numberBytes) == message.words.numberBytes, "seed \(seed)")
        #expect(try openssl.encryptUnpadded(message.words.numberBytes) == ciphertext.numberBytes, "seed \(seed)")
        #expect(ModularExponentiation.encrypt(message.words, modulus: numbers.modulus).words == ciphertext)
      }
      #expect(key.decrypt(numbers.modulus) == ExponentiationResult(.outOfRange))
      let damaged = try #require(
        RSAPrivateKey(modulus: key.modulus, p: key.p, q: key.q, dP: key.dQ, dQ: key.dP, qInv: key.qInv))
      #expect(damaged.decrypt([2] + numbers.modulus.dropFirst().map { _ in 0 }) == ExponentiationResult(.fault))
      #expect(RSAPrivateKey(modulus: key.modulus, p: [1], q: key.q, dP: key.dP, dQ: key.dQ, qInv: key.qInv) == nil)
    }
  }

  @Test("every published result of the private operation") func publishedPrivateOperations() throws {
    let vectors = try PublishedVectors.load().privateOperations
    var counts: [Int: Int] = [:]
    for vector in vectors {
      counts[vector.bits, default: 0] += 1
      let key = try #require(vector.key.golden, "\(vector)")
      #expect(key.decrypt(vector.operand) == ExponentiationResult(.done, vector.result), "\(vector)")
      let encrypted = ModularExponentiation.encrypt(vector.result, modulus: key.modulus)
      #expect(encrypted == ExponentiationResult(.done, vector.operand), "\(vector)")
    }
    #expect(counts == [1024: 444, 1536: 244, 2048: 244, 3072: 192, 4096: 192])
  }

  @Test("every published power of a Diffie-Hellman exchange") func publishedPowers() throws {
    let vectors = try PublishedVectors.load().diffieHellman
    for vector in vectors {
      let power = ModularExponentiation.power(base: vector.base, exponent: vector.exponent, modulus: vector.modulus)
      #expect(power == ExponentiationResult(.done, vector.result), "\(vector)")
    }
    #expect(vectors.count == 403)
  }

  @Test(
    "the groups of RFC 7919 are safe primes and those of OpenSSL, and both sides of an exchange agree",
    arguments: FiniteFieldGroup.allCases)
  func groups(group: FiniteFieldGroup) throws {
    let modulus = group.modulus
    #expect(group.isSafePrime)
    #expect(try #require(opensslModulus(group: "\(group)")) == modulus)
    let seed: UInt64 = 0xb3
    var generator = SeededGenerator(seed: seed)
    let (first, second) = (
      (0..<4).map { _ in generator.next() as UInt64 }, (0..<4).map { _ in generator.next() as UInt64 }
    )
    func power(_ base: [UInt64], _ exponent: [UInt64]) -> [UInt64] {
      ModularExponentiation.power(base: base, exponent: exponent, modulus: modulus).words
    }
    #expect(power(power([2], first), second) == power(power([2], second), first), "seed \(seed)")
  }
}
