/// The secret half of a processor's RSA key, as the fuses hold it (RFC 8017, 3.2, with the exponent 65537). Words are 64
/// bits, the least significant first. `docs/key-entries.md`, section 3.
public struct RSAPrivateKey: Equatable, Sendable {
  public let modulus: [UInt64]
  public let p: [UInt64]
  public let q: [UInt64]
  public let dP: [UInt64]
  public let dQ: [UInt64]
  public let qInv: [UInt64]

  /// - Returns: nil unless each number but the modulus has half as many words as it.
  public init?(modulus: [UInt64], p: [UInt64], q: [UInt64], dP: [UInt64], dQ: [UInt64], qInv: [UInt64]) {
    guard [p, q, dP, dQ, qInv].allSatisfy({ 2 * $0.count == modulus.count }) else { return nil }
    self.modulus = modulus
    self.p = p
    self.q = q
    self.dP = dP
    self.dQ = dQ
    self.qInv = qInv
  }

  /// The private operation by the Chinese remainder theorem (RFC 8017, 5.1.2), and the check of its result: its power with the
  /// public exponent must be the operand again.
  public func decrypt(_ ciphertext: [UInt64]) -> ExponentiationResult {
    let (n, p, q) = (LongNumber(modulus), LongNumber(p), LongNumber(q))
    let operand = LongNumber(ciphertext)
    guard operand < n else { return ExponentiationResult(.outOfRange) }
    // Damaged fuses: nothing that follows is defined for an even modulus.
    guard n.isOdd, p.isOdd, q.isOdd else { return ExponentiationResult(.fault) }
    let first = LongNumber.power(operand, LongNumber(dP), modulo: p)
    let second = LongNumber.power(operand, LongNumber(dQ), modulo: q)
    let factor = LongNumber.difference(first, second, modulo: p) * LongNumber(qInv) % p
    let message = second + q * factor
    guard message < n, LongNumber.power(message, LongNumber([65537]), modulo: n) == operand else {
      return ExponentiationResult(.fault)
    }
    return ExponentiationResult(.done, message.words(modulus.count))
  }
}
