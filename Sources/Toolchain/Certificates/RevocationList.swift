import COpenSSL
import Foundation

/// What an authority has revoked: X.509 version 2 (RFC 5280, section 5).
public struct RevocationList: Sendable {
  public struct Entry: Hashable, Sendable {
    public let serial: SerialNumber
    public let since: Date

    public init(serial: SerialNumber, since: Date) {
      self.serial = serial
      self.since = since
    }
  }

  /// In DER.
  public let bytes: [UInt8]
  public let entries: [Entry]
  /// When it was made, and when there will be a newer one.
  public let validity: ClosedRange<Date>
  /// Larger than that of every list before.
  public let number: UInt32

  /// Reads PEM or DER, which messages call `file`.
  public init(_ text: [UInt8], file: String) throws(CertificateError) {
    let isText = String(decoding: text.prefix(2048), as: UTF8.self).contains("-----BEGIN")
    let read = readByOpenSSL(text) { isText ? PEM_read_bio_X509_CRL($0, nil, nil, nil) : d2i_X509_CRL_bio($0, nil) }
    guard let list = read else { throw .notAnAuthority(file, reason: CertificateError.lastReason()) }
    defer { X509_CRL_free(list) }
    guard let start = Certificate.date(X509_CRL_get0_lastUpdate(list)),
      let end = Certificate.date(X509_CRL_get0_nextUpdate(list)), start <= end
    else { throw .notAnAuthority(file, reason: "the list of revoked certificates has no validity") }
    var entries: [Entry] = []
    let revoked = X509_CRL_get_REVOKED(list)
    for index in 0..<max(0, OPENSSL_sk_num(revoked)) {
      let item = OpaquePointer(OPENSSL_sk_value(revoked, index))
      guard let serial = Certificate.serial(X509_REVOKED_get0_serialNumber(item)),
        let since = Certificate.date(X509_REVOKED_get0_revocationDate(item))
      else { throw .notAnAuthority(file, reason: "an entry of the list of revoked certificates is none") }
      entries.append(Entry(serial: serial, since: since))
    }
    validity = start...end
    self.entries = entries
    number = Self.number(list)
    bytes = try writtenByOpenSSL("i2d_X509_CRL_bio") { i2d_X509_CRL_bio($0, list) }
  }

  private static func number(_ list: OpaquePointer) -> UInt32 {
    let value = OpaquePointer(X509_CRL_get_ext_d2i(list, NID_crl_number, nil, nil))
    guard let value else { return 0 }
    let number = UnsafeMutablePointer<ASN1_INTEGER>(value)
    defer { ASN1_INTEGER_free(number) }
    return UInt32(clamping: ASN1_INTEGER_get(number))
  }

  /// In PEM.
  public func pem() throws(CertificateError) -> [UInt8] {
    try withOpenSSL { list throws(CertificateError) in
      try writtenByOpenSSL("PEM_write_bio_X509_CRL") { PEM_write_bio_X509_CRL($0, list) }
    }
  }

  /// Whether a key has signed it.
  public func isSigned(by key: SigningKey) throws(CertificateError) -> Bool {
    try withOpenSSL { list throws(CertificateError) in
      let isSigned = X509_CRL_verify(list, key.key) == 1
      ERR_clear_error()
      return isSigned
    }
  }

  private func withOpenSSL<Result>(
    _ body: (OpaquePointer) throws(CertificateError) -> Result
  ) throws(CertificateError) -> Result {
    guard let list = readByOpenSSL(bytes, { d2i_X509_CRL_bio($0, nil) }) else { throw .last(of: "d2i_X509_CRL_bio") }
    defer { X509_CRL_free(list) }
    return try body(list)
  }
}
