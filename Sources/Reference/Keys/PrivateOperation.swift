extension DeviceIdentity {
  /// The RSA private operation: `entry`, as long as the modulus and most significant byte first, to the power of the secret
  /// exponent, by the Chinese remainder theorem (RFC 8017, 5.1.2), and the check of the result.
  ///
  /// - Returns: as many bytes; `badEntry` for an entry that is not below the modulus; `fault` when the result to the power
  ///   of 65537 is not the entry again.
  func privateOperation(_ entry: [UInt8]) throws(CipherError) -> Result<[UInt8], UnwrapStatus> {
    let (operand, n) = (try BigNumber(entry), try BigNumber(modulus))
    guard operand < n else { return .failure(.badEntry) }
    let (p, q, qInv) = (try BigNumber(p), try BigNumber(q), try BigNumber(qInv))
    // Damaged fuses: for an even modulus nothing that follows is defined.
    guard n.isOdd, p.isOdd, q.isOdd else { return .failure(.fault) }
    let first = try BigNumber.power(operand, BigNumber(dP), modulo: p)
    let second = try BigNumber.power(operand, BigNumber(dQ), modulo: q)
    let factor = try BigNumber.difference(first, second, modulo: p) * qInv % p
    let message = try second + q * factor
    guard message < n, try BigNumber.power(message, BigNumber([1, 0, 1]), modulo: n) == operand else {
      return .failure(.fault)
    }
    return .success(try message.bytes(entry.count))
  }
}
