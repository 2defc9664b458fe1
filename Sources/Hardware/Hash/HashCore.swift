import HDL

/// A hash core that stands alone: emitted under `rtl/` and measured by itself.
public enum HashCore: String, CaseIterable, Codable, EmittedCore {
  /// SHA-256 of messages, padding included.
  case sha256
  /// The same with HMAC under keys of 32 bytes.
  case hmacSHA256 = "hmac_sha256"

  /// The elaborated core.
  public func elaborate() throws(ElaborationError) -> Design {
    switch self {
    case .sha256: try Design(MessageDigest())
    case .hmacSHA256: try Design(KeyedDigest())
    }
  }
}
