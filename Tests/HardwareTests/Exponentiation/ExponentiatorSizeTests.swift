import Foundation
import Testing
import Vectors

import enum Reference.ModularExponentiation

@testable import Hardware

/// The exponentiation unit with the sizes that are built.
@Suite struct ExponentiatorSizeTests {
  @Test(
    "random keys of both sizes, with every word width", .enabled(if: ExponentiatorFaultTests.isLong),
    arguments: [32, 64, 128], [2048, 3072])
  func privateOperations(wordBits: Int, bits: Int) throws {
    let seed = UInt64(wordBits * bits)
    var generator = SeededGenerator(seed: seed)
    let unit = try CompiledExponentiator(ExponentiationParameters(wordBits: wordBits))
    var cycles: Set<Int> = []
    for number in 0..<10 {
      let key = RSAKeyNumbers(bits: bits, using: &generator)
      unit.fuses = key.fuses
      let ciphertext = generator.words(bits / 64)
      let outcome = try unit.decrypt(ciphertext)
      #expect(outcome.agrees(with: key.golden.decrypt(ciphertext)), "number \(number), seed \(seed)")
      cycles.insert(outcome.cycles)
    }
    #expect(cycles.count == 1)
  }

  @Test("Diffie-Hellman in the groups of RFC 7919", arguments: FiniteFieldGroup.allCases)
  func groups(group: FiniteFieldGroup) throws {
    try exchange(group.modulus, seed: UInt64(group.rawValue))
  }

  @Test("Diffie-Hellman in the groups of RFC 3526", arguments: 0..<(ExponentiatorFaultTests.isLong ? 4 : 1))
  func olderGroups(number: Int) throws {
    let moduli = try PublishedVectors.load().groupModuli
    #expect(moduli.map { 64 * $0.count } == [1536, 2048, 3072, 4096])
    try exchange(moduli[number], seed: UInt64(number))
  }

  /// Two sides draw exponents and arrive at the same secret, that of the golden model.
  private func exchange(_ modulus: [UInt64], seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let unit = try CompiledExponentiator()
    func power(_ base: [UInt64], _ exponent: [UInt64]) throws -> [UInt64] {
      let outcome = try unit.power(base, exponent, modulus)
      let expected = ModularExponentiation.power(base: base, exponent: exponent, modulus: modulus)
      #expect(outcome.agrees(with: expected), "\(64 * modulus.count) bits, \(exponent.count) words, seed \(seed)")
      return outcome.words
    }
    // As long as the group's strength asks for (RFC 7919, 5.2), and in the long run as long as the modulus.
    for count in ExponentiatorFaultTests.isLong ? [4, 8, modulus.count] : [4] {
      let generatorOfGroup = [2] + [UInt64](repeating: 0, count: modulus.count - 1)
      let (first, second) = (generator.words(count), generator.words(count))
      let one = try power(power(generatorOfGroup, first), second)
      let other = try power(power(generatorOfGroup, second), first)
      #expect(one == other, "\(64 * modulus.count) bits, \(count) words, seed \(seed)")
    }
  }
}
