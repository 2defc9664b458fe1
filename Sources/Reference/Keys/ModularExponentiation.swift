/// What the exponentiation unit answers. `docs/exponentiation.md`.
public enum ExponentiationStatus: UInt64, Sendable {
  /// Nothing was computed since reset or a wipe.
  case empty
  case done
  /// The result does not agree with its check.
  case fault
  /// The operand of an RSA operation is not below the modulus.
  case outOfRange
  /// The modulus is even, or has a leading zero where it must not.
  case badModulus
  /// The size is not one of those that the operation can have.
  case badSize
}

/// A status and, if that is `done`, a number: words of 64 bits, the least significant first, as many as the modulus has.
public struct ExponentiationResult: Equatable, Sendable {
  public let status: ExponentiationStatus
  public let words: [UInt64]

  init(_ status: ExponentiationStatus, _ words: [UInt64] = []) {
    self.status = status
    self.words = words
  }
}

/// Modular exponentiation as the hardware offers it, computed by GMP.
public enum ModularExponentiation {
  /// base^exponent mod modulus.
  public static func power(base: [UInt64], exponent: [UInt64], modulus: [UInt64]) -> ExponentiationResult {
    let number = LongNumber(modulus)
    guard number.isOdd else { return ExponentiationResult(.badModulus) }
    let result = LongNumber.power(LongNumber(base), LongNumber(exponent), modulo: number)
    return ExponentiationResult(.done, result.words(modulus.count))
  }

  /// The public operation of RSA with the exponent 65537 (RFC 8017, 5.1.1). The highest bit of the modulus is set.
  public static func encrypt(_ message: [UInt64], modulus: [UInt64]) -> ExponentiationResult {
    let number = LongNumber(modulus)
    guard number.isOdd, number.bitCount == 64 * modulus.count else { return ExponentiationResult(.badModulus) }
    let operand = LongNumber(message)
    guard operand < number else { return ExponentiationResult(.outOfRange) }
    let result = LongNumber.power(operand, LongNumber([65537]), modulo: number)
    return ExponentiationResult(.done, result.words(modulus.count))
  }
}
