/// HMAC_DRBG with SHA-256, without additional input. NIST SP 800-90A, 10.1.2.
public struct HMACGenerator: Sendable {
  private var key = [UInt8](repeating: 0, count: 32)
  private var value = [UInt8](repeating: 1, count: 32)

  /// - Parameters:
  ///   - entropy: with at least 256 bits of entropy.
  ///   - nonce: with at least 128 bits of entropy, or such that it never comes again.
  public init(entropy: [UInt8], nonce: [UInt8], personalization: [UInt8] = []) throws(CipherError) {
    try update(entropy + nonce + personalization)
  }

  /// Mixes fresh entropy into the state.
  public mutating func reseed(entropy: [UInt8]) throws(CipherError) { try update(entropy) }

  /// One request for `count` bytes.
  public mutating func generate(_ count: Int) throws(CipherError) -> [UInt8] {
    var output: [UInt8] = []
    while output.count < count {
      value = try hmacSHA256(key: key, value)
      output += value
    }
    try update([])
    return Array(output.prefix(count))
  }

  /// HMAC_DRBG_Update, 10.1.2.2.
  private mutating func update(_ data: [UInt8]) throws(CipherError) {
    for separator: UInt8 in data.isEmpty ? [0] : [0, 1] {
      key = try hmacSHA256(key: key, value + [separator] + data)
      value = try hmacSHA256(key: key, value)
    }
  }
}
