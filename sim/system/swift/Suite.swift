import CSharing

/// The algorithms of an authenticated exchange (SF-124).
public enum Suite: Equatable, Sendable {
  /// Diffie-Hellman in ffdhe2048 and RSASSA-PSS: the algorithms of the source document.
  case ffdhe2048WithRSAPSS
  case x25519WithEd25519

  init?(_ suite: suite) {
    switch suite {
    case SUITE_FFDHE2048_RSA_PSS: self = .ffdhe2048WithRSAPSS
    case SUITE_X25519_ED25519: self = .x25519WithEd25519
    default: return nil
    }
  }

  var set: suite_set {
    switch self {
    case .ffdhe2048WithRSAPSS: 1 << SUITE_FFDHE2048_RSA_PSS.rawValue
    case .x25519WithEd25519: 1 << SUITE_X25519_ED25519.rawValue
    }
  }
}
