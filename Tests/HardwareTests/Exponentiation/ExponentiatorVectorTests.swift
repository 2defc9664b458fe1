import Testing
import Vectors

import struct Reference.OAEPDecoding

@testable import Hardware

/// The exponentiation unit on published vectors: docs/verification.md. `make test-long` has all of them, `make test` a sample.
@Suite struct ExponentiatorVectorTests {
  /// `count` vectors from all parts of the list, or all of them in the long run.
  private func sample<Vector>(_ vectors: [Vector], _ count: Int) -> [Vector] {
    if ExponentiatorFaultTests.isLong || vectors.count <= count { return vectors }
    return (0..<count).map { vectors[$0 * vectors.count / count] }
  }

  /// The unit that is built, or one that takes keys of this size.
  private func unit(bits: Int) throws -> (unit: CompiledExponentiator, parameters: ExponentiationParameters) {
    let built = ExponentiationParameters()
    let others = ExponentiationParameters(wordBits: 64, keyBits: [1024, 1536, 4096])
    let parameters = built.keyBits.contains(bits) ? built : others
    return (try CompiledExponentiator(parameters), parameters)
  }

  @Test(
    "published results of the private operation, and their way back",
    arguments: [1024: 20, 1536: 8, 2048: 6, 3072: 2, 4096: 1].sorted { $0.key < $1.key })
  func privateOperations(bits: Int, count: Int) throws {
    let vectors = sample(try PublishedVectors.load().privateOperations.filter { $0.bits == bits }, count)
    let (unit, parameters) = try unit(bits: bits)
    let cycles = parameters.privateOperationCycles(bits: bits)
    for vector in vectors {
      unit.fuses = vector.key.fuses
      let outcome = try unit.decrypt(vector.operand)
      #expect(outcome.status == .done && !outcome.isDamaged && outcome.words == vector.result, "\(vector)")
      #expect(outcome.cycles == cycles, "\(vector)")
      let back = try unit.encrypt(vector.result, vector.key.modulus)
      #expect(back.status == .done && back.words == vector.operand, "\(vector)")
    }
    print("private operation, \(bits) bits: \(vectors.count) published results, \(cycles) cycles each")
  }

  @Test("published messages of RSA-OAEP with SHA-256") func optimalPadding() throws {
    let (unit, _) = try unit(bits: 2048)
    for vector in sample(try PublishedVectors.load().oaep, 3) {
      unit.fuses = vector.key.fuses
      let outcome = try unit.decrypt(vector.ciphertext.numberWords)
      #expect(outcome.status == .done && !outcome.isDamaged, "\(vector)")
      #expect(try OAEPDecoding(outcome.words.numberBytes).message == vector.message, "\(vector)")
      let back = try unit.encrypt(outcome.words, vector.key.modulus)
      #expect(back.words == vector.ciphertext.numberWords, "\(vector)")
      #expect(back.cycles <= 60_000)
    }
  }

  @Test("published powers of Diffie-Hellman exchanges") func powers() throws {
    let (unit, _) = try unit(bits: 2048)
    let vectors = sample(try PublishedVectors.load().diffieHellman, 12)
    for vector in vectors {
      let outcome = try unit.power(vector.base, vector.exponent, vector.modulus)
      #expect(outcome.status == .done && !outcome.isDamaged && outcome.words == vector.result, "\(vector)")
    }
    print("Diffie-Hellman: \(vectors.count) published powers")
  }
}
