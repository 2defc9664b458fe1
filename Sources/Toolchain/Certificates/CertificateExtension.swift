import COpenSSL

/// Extensions of certificates and revocation lists (RFC 5280, 4.2 and 5.2), with their values in DER.
enum CertificateExtension {
  /// 4.2.1.9: an authority. Critical.
  case authority
  /// 4.2.1.3: for certificates and revocation lists. Critical.
  case authorityUse
  /// 4.2.1.3: for signatures. Critical.
  case signatureUse
  /// 4.2.1.2, of 20 bytes.
  case subjectKey([UInt8])
  /// 4.2.1.1, of 20 bytes.
  case authorityKey([UInt8])
  /// 5.2.3.
  case listNumber(UInt32)

  private var identifier: Int32 {
    switch self {
    case .authority: NID_basic_constraints
    case .authorityUse, .signatureUse: NID_key_usage
    case .subjectKey: NID_subject_key_identifier
    case .authorityKey: NID_authority_key_identifier
    case .listNumber: NID_crl_number
    }
  }

  private var isCritical: Bool {
    switch self {
    case .authority, .authorityUse, .signatureUse: true
    case .subjectKey, .authorityKey, .listNumber: false
    }
  }

  private var value: [UInt8] {
    switch self {
    case .authority: [0x30, 3, 0x01, 1, 0xff]
    case .authorityUse: [0x03, 2, 1, 0x06]
    case .signatureUse: [0x03, 2, 7, 0x80]
    case .subjectKey(let identifier): [0x04, 20] + identifier
    case .authorityKey(let identifier): [0x30, 22, 0x80, 20] + identifier
    case .listNumber(let number): integer((0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) })
    }
  }

  private func integer(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array(bytes.drop { $0 == 0 })
    let padded = digits.first.map { $0 >= 0x80 } ?? true ? [0] + digits : digits
    return [0x02, UInt8(padded.count)] + padded
  }

  /// With OpenSSL's own form, for as long as `body` runs.
  func withOpenSSL<Result>(_ body: (OpaquePointer) -> Result) throws(CertificateError) -> Result {
    guard let string = ASN1_OCTET_STRING_new() else { throw .last(of: "ASN1_OCTET_STRING_new") }
    defer { ASN1_OCTET_STRING_free(string) }
    guard ASN1_OCTET_STRING_set(string, value, Int32(value.count)) == 1,
      let made = X509_EXTENSION_create_by_NID(nil, identifier, isCritical ? 1 : 0, string)
    else { throw .last(of: "X509_EXTENSION_create_by_NID") }
    defer { X509_EXTENSION_free(made) }
    return body(made)
  }
}
