import CSharing

/// Why a side of an authenticated exchange refuses (SF-126): docs/authenticated-exchange.md, section 5.
public struct Refusal: Equatable, Sendable {
  private let result: UInt8
  private let certificate: UInt8

  /// Another step would be next, or there was a refusal.
  public static var wrongStep: Refusal { Refusal(AUTHENTICATED_WRONG_STEP) }
  /// Not a message of this step.
  public static var malformed: Refusal { Refusal(AUTHENTICATED_MALFORMED) }
  /// The other side, or whoever speaks for it, has refused.
  public static var peerRefused: Refusal { Refusal(AUTHENTICATED_PEER_REFUSED) }
  public static var noCommonSuite: Refusal { Refusal(AUTHENTICATED_NO_COMMON_SUITE) }
  /// The suites that the owner has seen are not those that the client offers.
  public static var downgraded: Refusal { Refusal(AUTHENTICATED_DOWNGRADED) }
  /// A message for another challenge than that of this run.
  public static var replayed: Refusal { Refusal(AUTHENTICATED_REPLAYED) }
  /// The own challenge comes back as the other side's.
  public static var reflected: Refusal { Refusal(AUTHENTICATED_REFLECTED) }
  /// The other side's certificate does not hold.
  public static func badCertificate(_ why: CertificateRefusal) -> Refusal {
    Refusal(AUTHENTICATED_BAD_CERTIFICATE, why.result)
  }
  /// Not by the key of the certificate, or of other messages.
  public static var badSignature: Refusal { Refusal(AUTHENTICATED_BAD_SIGNATURE) }
  /// A public value that gives no secret.
  public static var badValue: Refusal { Refusal(AUTHENTICATED_BAD_VALUE) }
  /// The other side has another key.
  public static var badConfirmation: Refusal { Refusal(AUTHENTICATED_BAD_CONFIRMATION) }
  /// No random numbers, or the hardware has computed something wrong.
  public static var fault: Refusal { Refusal(AUTHENTICATED_FAULT) }

  /// - Parameter certificate: the result of its check, which counts when it is why.
  init(_ result: authenticated_result, _ certificate: certificate_result = CERTIFICATE_HOLDS) {
    self.result = result.rawValue
    self.certificate = result == AUTHENTICATED_BAD_CERTIFICATE ? certificate.rawValue : CERTIFICATE_HOLDS.rawValue
  }

  /// The reason in words.
  public var text: String {
    let reason = String(cString: reasonText)
    return certificateText.map { "\(reason) (\(String(cString: $0)))" } ?? reason
  }

  var reasonText: UnsafePointer<CChar> { authenticated_result_text(authenticated_result(rawValue: result)) }

  var certificateText: UnsafePointer<CChar>? {
    let certificate = certificate_result(rawValue: certificate)
    return certificate == CERTIFICATE_HOLDS ? nil : certificate_result_text(certificate)
  }
}

/// Why a certificate does not hold: docs/authenticated-exchange.md, section 6.
public enum CertificateRefusal: Equatable, Sendable {
  /// No certificate as that page has it, or something critical in it that is not known.
  case malformed
  /// Its issuer has another name, or signs by another algorithm.
  case otherAuthority
  /// The authority has not signed it.
  case forged
  case notYetValid, expired
  /// Another process's.
  case wrongName
  /// Not for signatures, or an authority's.
  case wrongUse
  case revoked
  /// The authority's list itself is malformed, or forged.
  case listRefused
  /// A newer list is needed.
  case listOutdated

  var result: certificate_result {
    switch self {
    case .malformed: CERTIFICATE_MALFORMED
    case .otherAuthority: CERTIFICATE_OTHER_AUTHORITY
    case .forged: CERTIFICATE_FORGED
    case .notYetValid: CERTIFICATE_NOT_YET_VALID
    case .expired: CERTIFICATE_EXPIRED
    case .wrongName: CERTIFICATE_WRONG_NAME
    case .wrongUse: CERTIFICATE_WRONG_USE
    case .revoked: CERTIFICATE_REVOKED
    case .listRefused: CERTIFICATE_LIST_REFUSED
    case .listOutdated: CERTIFICATE_LIST_OUTDATED
    }
  }
}
