import struct Reference.ExponentiationResult

@testable import Hardware

/// An exponentiation unit that is being simulated, in whatever way.
protocol ExponentiationDriver {
  /// Writes an operand, the least significant word first.
  func write(_ words: [UInt64], as operand: ExponentiationOperand) throws
  /// Gives a command, and waits until the unit is idle again.
  func run(_ operation: ExponentiationOperation, words: Int, exponentWords: Int) throws -> ExponentiationOutcome
}

/// Which operand a word belongs to, as the port numbers them.
enum ExponentiationOperand: UInt8 { case operand, exponent, modulus }

/// What an operation ended with.
struct ExponentiationOutcome {
  let status: ExponentiationStatus?
  let words: [UInt64]
  /// Cycles from the command until the unit is idle again.
  let cycles: Int
  /// Some word of the result was found damaged.
  let isDamaged: Bool

  /// As the golden model says it; a damaged result is a fault.
  func agrees(with golden: ExponentiationResult) -> Bool {
    !isDamaged && status.map { UInt64($0.code) } == golden.status.rawValue && words == golden.words
  }
}

extension ExponentiationDriver {
  func power(_ base: [UInt64], _ exponent: [UInt64], _ modulus: [UInt64]) throws -> ExponentiationOutcome {
    try write(base, as: .operand)
    try write(exponent, as: .exponent)
    try write(modulus, as: .modulus)
    return try run(.power, words: modulus.count, exponentWords: exponent.count)
  }

  func encrypt(_ message: [UInt64], _ modulus: [UInt64]) throws -> ExponentiationOutcome {
    try write(message, as: .operand)
    try write(modulus, as: .modulus)
    return try run(.encrypt, words: modulus.count, exponentWords: 0)
  }

  func decrypt(_ ciphertext: [UInt64]) throws -> ExponentiationOutcome {
    try write(ciphertext, as: .operand)
    return try run(.decrypt, words: ciphertext.count, exponentWords: 0)
  }
}
