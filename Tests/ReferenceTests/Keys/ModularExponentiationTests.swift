import Testing
import Vectors

@testable import Reference

/// The long numbers of the golden model: GMP beside OpenSSL.
@Suite struct ModularExponentiationTests {
  /// Most significant first, as OpenSSL's numbers are made.
  static func bytes(_ words: [UInt64]) -> [UInt8] {
    words.reversed().flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) } }
  }
  static func words(_ bytes: [UInt8]) -> [UInt64] {
    stride(from: bytes.count - 8, through: 0, by: -8).map { bytes[$0..<($0 + 8)].reduce(0) { $0 << 8 | UInt64($1) } }
  }

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
        let expected = try BigNumber.power(
          BigNumber(Self.bytes(base)), BigNumber(Self.bytes(exponent)), modulo: BigNumber(Self.bytes(modulus)))
        let words = Self.words(try expected.bytes(8 * count))
        try #require(result.words == words, "\(count) words, seed \(seed)")
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
    let device = try Device.shared(bits: bits)
    let (identity, modulus) = (device.identity, Self.words(device.identity.modulus))
    let key = try #require(
      RSAPrivateKey(
        modulus: modulus, p: Self.words(identity.p), q: Self.words(identity.q), dP: Self.words(identity.dP),
        dQ: Self.words(identity.dQ), qInv: Self.words(identity.qInv)))
    let seed: UInt64 = 0xb2
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<4 {
      var ciphertext = modulus.map { _ in generator.next() }
      ciphertext[ciphertext.count - 1] >>= 2
      let message = key.decrypt(ciphertext)
      #expect(message.status == .done)
      let expected = try identity.privateOperation(Self.bytes(ciphertext)).get()
      #expect(Self.bytes(message.words) == expected, "seed \(seed)")
      #expect(ModularExponentiation.encrypt(message.words, modulus: modulus).words == ciphertext)
    }
    #expect(key.decrypt(modulus) == ExponentiationResult(.outOfRange))
    let damaged = try #require(
      RSAPrivateKey(modulus: modulus, p: key.p, q: key.q, dP: key.dQ, dQ: key.dP, qInv: key.qInv))
    #expect(damaged.decrypt([2] + modulus.dropFirst().map { _ in 0 }) == ExponentiationResult(.fault))
    #expect(RSAPrivateKey(modulus: modulus, p: [1], q: key.q, dP: key.dP, dQ: key.dQ, qInv: key.qInv) == nil)
  }

  @Test(
    "the groups of RFC 7919 are safe primes, and both sides of an exchange agree", arguments: FiniteFieldGroup.allCases)
  func groups(group: FiniteFieldGroup) {
    let modulus = group.modulus
    #expect(group.isSafePrime)
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
