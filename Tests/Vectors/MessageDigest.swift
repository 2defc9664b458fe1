import COpenSSL

/// A digest function that published vectors of RSA use.
public enum MessageDigest: String, Sendable {
  case sha1 = "SHA1"
  case sha224 = "SHA224"
  case sha256 = "SHA256"
  case sha384 = "SHA384"
  case sha512 = "SHA512"

  /// By OpenSSL.
  func digest(_ message: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var count = 0
    guard EVP_Q_digest(nil, rawValue, nil, message, message.count, &digest, &count) == 1 else {
      preconditionFailure("OpenSSL has no \(rawValue)")
    }
    return Array(digest.prefix(count))
  }

  /// MGF1 (RFC 8017, B.2.1).
  func mask(from seed: [UInt8], count: Int) -> [UInt8] {
    var mask: [UInt8] = []
    var counter: UInt32 = 0
    while mask.count < count {
      mask += digest(seed + (0..<4).map { UInt8(truncatingIfNeeded: counter >> (24 - 8 * UInt32($0))) })
      counter += 1
    }
    return Array(mask.prefix(count))
  }

  /// What stands before the digest in a signature: DigestInfo in DER up to the digest (RFC 8017, 9.2, note 1).
  var informationPrefix: [UInt8] {
    let identifier: [UInt8] =
      switch self {
      case .sha1: [0x2b, 0x0e, 0x03, 0x02, 0x1a]
      case .sha224: [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x04]
      case .sha256: [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01]
      case .sha384: [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02]
      case .sha512: [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03]
      }
    let algorithm = [0x06, UInt8(identifier.count)] + identifier + [0x05, 0x00]
    let length = UInt8(digest([]).count)
    return [0x30, UInt8(algorithm.count) + 4 + length, 0x30, UInt8(algorithm.count)] + algorithm + [0x04, length]
  }

  /// The number of the digest function in a signature of ANSI X9.31 (ISO/IEC 10118-3).
  var hashIdentifier: UInt8 {
    switch self {
    case .sha1: 0x33
    case .sha224: 0x38
    case .sha256: 0x34
    case .sha384: 0x36
    case .sha512: 0x35
    }
  }
}
