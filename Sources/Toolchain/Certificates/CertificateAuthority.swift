import COpenSSL
import Foundation

/// Who says whose a public key is (SF-113): it signs certificates, and lists of those that it has revoked.
public struct CertificateAuthority {
  public let certificate: Certificate
  let key: SigningKey

  /// A new authority with a certificate of its own.
  ///
  /// - Parameter salt: 32 bytes in place of random ones in an RSA signature, for builds that must repeat.
  /// - Throws: `CertificateError`.
  public init(
    name: String, key: SigningKey, serial: SerialNumber, validity: ClosedRange<Date>, salt: [UInt8]? = nil
  ) throws {
    self.key = key
    certificate = try Self.certificate(
      of: key, name: name, issuer: name, serial: serial, validity: validity, isAuthority: true, signedBy: key,
      salt: salt)
  }

  /// The authority of a certificate and its private key.
  init(certificate: Certificate, key: SigningKey) {
    self.certificate = certificate
    self.key = key
  }

  /// A certificate for a process.
  ///
  /// - Parameters:
  ///   - name: of the process, or of whoever else signs.
  ///   - key: its key, of which only the public half is used.
  ///   - salt: as in `init`.
  /// - Throws: `CertificateError`.
  public func issue(
    name: String, key subject: SigningKey, serial: SerialNumber, validity: ClosedRange<Date>, salt: [UInt8]? = nil
  ) throws -> Certificate {
    try Self.certificate(
      of: subject, name: name, issuer: certificate.name, serial: serial, validity: validity, isAuthority: false,
      signedBy: key, salt: salt)
  }

  private static func certificate(
    of subject: SigningKey, name: String, issuer: String, serial: SerialNumber, validity: ClosedRange<Date>,
    isAuthority: Bool, signedBy key: SigningKey, salt: [UInt8]?
  ) throws -> Certificate {
    guard let made = X509_new() else { throw CertificateError.last(of: "X509_new") }
    defer { X509_free(made) }
    let issuerKey = try identifier(of: key)
    // Version 3 is 2.
    guard X509_set_version(made, 2) == 1, set(serial, X509_get_serialNumber(made)),
      try set(issuer, X509_get_issuer_name(made)), try set(name, X509_get_subject_name(made)),
      set(validity.lowerBound, X509_getm_notBefore(made)), set(validity.upperBound, X509_getm_notAfter(made)),
      X509_set_pubkey(made, subject.key) == 1
    else { throw CertificateError.last(of: "X509_set") }
    let extensions: [CertificateExtension] =
      isAuthority
      ? [.authority, .authorityUse, .subjectKey(try identifier(of: subject))]
      : [.signatureUse, .subjectKey(try identifier(of: subject)), .authorityKey(issuerKey)]
    for item in extensions {
      let added = try item.withOpenSSL { X509_add_ext(made, $0, -1) }
      guard added == 1 else { throw CertificateError.last(of: "X509_add_ext") }
    }
    let context = try key.signingContext()
    defer { EVP_MD_CTX_free(context) }
    guard X509_sign_ctx(made, context) > 0 else { throw CertificateError.last(of: "X509_sign_ctx") }
    let signed = try Certificate(made, file: name)
    guard let salt, key.algorithm == .rsa else { return signed }
    var contents: UnsafeMutablePointer<UInt8>?
    let count = i2d_re_X509_tbs(made, &contents)
    return try Certificate(
      RepeatableSignature(key: key, salt: salt).replaced(in: signed.bytes, over: contents, count), file: name)
  }

  /// The list of all revoked serial numbers (RFC 5280, section 5).
  ///
  /// - Parameters:
  ///   - number: larger than that of every list before.
  ///   - validity: when it was made, and when there will be a newer one.
  ///   - salt: as in `init`.
  public func revocationList(
    _ revoked: [RevocationList.Entry], number: UInt32, validity: ClosedRange<Date>, salt: [UInt8]? = nil
  ) throws -> RevocationList {
    guard let made = X509_CRL_new(), let start = ASN1_TIME_new(), let end = ASN1_TIME_new() else {
      throw CertificateError.last(of: "X509_CRL_new")
    }
    defer {
      X509_CRL_free(made)
      ASN1_TIME_free(start)
      ASN1_TIME_free(end)
    }
    // Version 2 is 1.
    guard Self.set(validity.lowerBound, start), Self.set(validity.upperBound, end), X509_CRL_set_version(made, 1) == 1,
      try certificate.withOpenSSL({ X509_CRL_set_issuer_name(made, X509_get_subject_name($0)) }) == 1,
      X509_CRL_set1_lastUpdate(made, start) == 1, X509_CRL_set1_nextUpdate(made, end) == 1
    else { throw CertificateError.last(of: "X509_CRL_set") }
    for entry in revoked {
      guard let item = X509_REVOKED_new(), let serial = ASN1_INTEGER_new(), let since = ASN1_TIME_new() else {
        throw CertificateError.last(of: "X509_REVOKED_new")
      }
      defer {
        ASN1_INTEGER_free(serial)
        ASN1_TIME_free(since)
      }
      guard Self.set(entry.serial, serial), Self.set(entry.since, since),
        X509_REVOKED_set_serialNumber(item, serial) == 1,
        X509_REVOKED_set_revocationDate(item, since) == 1, X509_CRL_add0_revoked(made, item) == 1
      else { throw CertificateError.last(of: "X509_CRL_add0_revoked") }
    }
    for item in [.authorityKey(try Self.identifier(of: key)), .listNumber(number)] as [CertificateExtension] {
      let added = try item.withOpenSSL { X509_CRL_add_ext(made, $0, -1) }
      guard added == 1 else { throw CertificateError.last(of: "X509_CRL_add_ext") }
    }
    let context = try key.signingContext()
    defer { EVP_MD_CTX_free(context) }
    guard X509_CRL_sort(made) == 1, X509_CRL_sign_ctx(made, context) > 0 else {
      throw CertificateError.last(of: "X509_CRL_sign_ctx")
    }
    let bytes = try writtenByOpenSSL("i2d_X509_CRL_bio") { i2d_X509_CRL_bio($0, made) }
    guard let salt, key.algorithm == .rsa else { return try RevocationList(bytes, file: certificate.name) }
    var contents: UnsafeMutablePointer<UInt8>?
    let count = i2d_re_X509_CRL_tbs(made, &contents)
    return try RevocationList(
      RepeatableSignature(key: key, salt: salt).replaced(in: bytes, over: contents, count), file: certificate.name)
  }

  // MARK: Fields in OpenSSL's form

  private static func set(_ serial: SerialNumber, _ field: UnsafeMutablePointer<ASN1_INTEGER>?) -> Bool {
    guard let number = BN_bin2bn(serial.bytes, Int32(serial.bytes.count), nil) else { return false }
    defer { BN_free(number) }
    return BN_to_ASN1_INTEGER(number, field) != nil
  }

  private static func set(_ date: Date, _ field: UnsafeMutablePointer<ASN1_TIME>?) -> Bool {
    ASN1_TIME_set(field, time_t(date.timeIntervalSince1970)) != nil
  }

  private static func set(_ name: String, _ field: OpaquePointer?) throws(CertificateError) -> Bool {
    guard (1...64).contains(name.utf8.count) else { throw .badName(name, reason: "has to have 1 to 64 bytes") }
    return X509_NAME_add_entry_by_NID(
      field, NID_commonName, MBSTRING_UTF8, Array(name.utf8), Int32(name.utf8.count), -1, 0) == 1
  }

  /// What tells this key from others of the same name (RFC 5280, 4.2.1.2): 20 bytes of a digest.
  private static func identifier(of key: SigningKey) throws(CertificateError) -> [UInt8] {
    let bytes = try key.publicBytes()
    return Array(sha256(bytes).prefix(20))
  }
}
