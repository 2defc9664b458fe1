import COpenSSL

/// SHA-256 (FIPS 180-4), by OpenSSL.
func sha256(_ bytes: [UInt8]) -> [UInt8] {
  var digest = [UInt8](repeating: 0, count: 32)
  // With a valid digest and a buffer of its size this call cannot fail.
  EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sha256(), nil)
  return digest
}

/// Where the nonces of regions come from.
public enum NonceSource: Equatable, Sendable {
  /// The operating system's generator: the same program encrypts to another ciphertext every time.
  case random
  /// Derived from a number and the segment: builds that can be repeated byte for byte.
  case seed(UInt64)

  /// The nonce of the region with number `segment`.
  func nonce(segment: UInt8) -> UInt64 {
    switch self {
    case .random:
      return UInt64.random(in: .min ... .max)
    case .seed(let seed):
      let text = Array("Keyline region nonce \(seed) \(segment)".utf8)
      return sha256(text).prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
  }
}
