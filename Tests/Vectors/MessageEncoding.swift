/// Encoded messages: the numbers that RSA works on, `length` bytes, the most significant first.
enum MessageEncoding {
  /// EMSA-PKCS1-v1_5 (RFC 8017, 9.2).
  static func signature(_ message: [UInt8], _ digest: MessageDigest, length: Int) -> [UInt8] {
    let information = digest.informationPrefix + digest.digest(message)
    return [0, 1] + [UInt8](repeating: 0xff, count: length - information.count - 3) + [0] + information
  }

  /// EMSA-PSS (RFC 8017, 9.1.1) with MGF1 of the same digest function, for a modulus of 8 `length` bits.
  static func probabilistic(_ message: [UInt8], salt: [UInt8], _ digest: MessageDigest, length: Int) -> [UInt8] {
    let hash = digest.digest([UInt8](repeating: 0, count: 8) + digest.digest(message) + salt)
    let fill = [UInt8](repeating: 0, count: length - hash.count - salt.count - 2)
    var block = exclusiveOr(fill + [1] + salt, digest.mask(from: hash, count: length - hash.count - 1))
    block[0] &= 0x7f
    return block + hash + [0xbc]
  }

  /// The encoding of ANSI X9.31 signatures.
  static func bracketed(_ message: [UInt8], _ digest: MessageDigest, length: Int) -> [UInt8] {
    let hash = digest.digest(message)
    return [0x6b] + [UInt8](repeating: 0xbb, count: length - hash.count - 4) + [0xba] + hash
      + [digest.hashIdentifier, 0xcc]
  }

  /// EME-PKCS1-v1_5 (RFC 8017, 7.2.1) with a given filling.
  static func encryption(_ message: [UInt8], filling: [UInt8]) -> [UInt8] { [0, 2] + filling + [0] + message }

  /// EME-OAEP (RFC 8017, 7.1.1) with an empty label and a given seed, as long as the digest.
  static func optimal(
    _ message: [UInt8], seed: [UInt8], _ digest: MessageDigest, length: Int
  ) -> [UInt8] {
    let fill = [UInt8](repeating: 0, count: length - message.count - 2 * seed.count - 2)
    let block = digest.digest([]) + fill + [1] + message
    let masked = exclusiveOr(block, digest.mask(from: seed, count: block.count))
    return [0] + exclusiveOr(seed, digest.mask(from: masked, count: seed.count)) + masked
  }

  private static func exclusiveOr(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] { zip(a, b).map { $0 ^ $1 } }
}
