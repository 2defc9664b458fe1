extension DeviceIdentity {
  /// The RSA private operation: `entry`, as long as the modulus and most significant byte first, to the power of the secret
  /// exponent, and the check of the result.
  ///
  /// - Returns: as many bytes; `badEntry` for an entry that is not below the modulus; `fault` when the result to the power
  ///   of 65537 is not the entry again.
  func privateOperation(_ entry: [UInt8]) -> Result<[UInt8], UnwrapStatus> {
    let result = RSAPrivateKey(self).decrypt(entry.words)
    return switch result.status {
    case .done: .success(result.words.flatMap(littleEndian).reversed())
    case .outOfRange: .failure(.badEntry)
    default: .failure(.fault)
    }
  }
}

extension RSAPrivateKey {
  /// The key in the fuses of a processor.
  init(_ identity: DeviceIdentity) {
    modulus = identity.modulus.words
    p = identity.p.words
    q = identity.q.words
    dP = identity.dP.words
    dQ = identity.dQ.words
    qInv = identity.qInv.words
  }
}

extension [UInt8] {
  /// A number whose most significant byte is the first, in words of 64 bits, the least significant first. It has whole words.
  fileprivate var words: [UInt64] {
    stride(from: count, to: 0, by: -8).map { littleEndian(self[$0 - 8..<$0].reversed()) }
  }
}
