import Testing
import Vectors

@testable import Hardware

/// How long the private operation takes with the keys that are built.
@Suite struct ExponentiatorTimingTests {
  /// In parts, which run side by side: a thousand keys of 3072 bits are five billion cycles.
  @Test("the private operation takes as long as the length of the key says", arguments: [2048, 3072], 0..<4)
  func privateOperations(bits: Int, part: Int) throws {
    let trials = ExponentiatorFaultTests.isLong ? 250 : 1
    let seed = UInt64(bits + part)
    var generator = SeededGenerator(seed: seed)
    let parameters = ExponentiationParameters()
    let unit = try CompiledExponentiator(parameters)
    var cycles: [Int] = []
    var statuses: [ExponentiationStatus: Int] = [:]
    for trial in 0..<trials {
      let key = RSAKeyNumbers(bits: bits, using: &generator)
      unit.fuses = key.fuses
      // About one in four is not below the modulus.
      let ciphertext = generator.words(bits / 64)
      let outcome = try unit.decrypt(ciphertext)
      try #require(outcome.agrees(with: key.golden.decrypt(ciphertext)), "trial \(trial), seed \(seed)")
      cycles.append(outcome.cycles)
      statuses[try #require(outcome.status), default: 0] += 1
    }
    let least = try #require(cycles.min())
    let greatest = try #require(cycles.max())
    print(
      """
      private operation, \(bits) bits, seed \(seed): \(trials) keys, \(statuses[.done] ?? 0) done, \
      \(statuses[.outOfRange] ?? 0) out of range; \(least) to \(greatest) cycles
      """)
    let expected = parameters.privateOperationCycles(bits: bits)
    #expect(least == expected && greatest == expected, "seed \(seed)")
    #expect(expected <= (bits == 2048 ? 2_000_000 : 6_000_000))
  }
}
