import COpenSSL
import Foundation

/// A certificate of X.509 version 3 (RFC 5280): a name, and the public key that belongs to it.
public struct Certificate: Sendable {
  /// In DER.
  public let bytes: [UInt8]
  /// The common names of subject and issuer.
  public let name: String
  public let issuer: String
  public let serial: SerialNumber
  public let validity: ClosedRange<Date>
  /// Of its public key.
  public let algorithm: SigningAlgorithm

  /// Reads PEM or DER, which messages call `file`.
  public init(_ text: [UInt8], file: String) throws(CertificateError) {
    let isText = String(decoding: text.prefix(2048), as: UTF8.self).contains("-----BEGIN")
    let read = readByOpenSSL(text) { isText ? PEM_read_bio_X509($0, nil, nil, nil) : d2i_X509_bio($0, nil) }
    guard let certificate = read else { throw .notACertificate(file, reason: CertificateError.lastReason()) }
    defer { X509_free(certificate) }
    try self.init(certificate, file: file)
  }

  /// Reads a file.
  public init(path: String) throws { try self.init(File.read(path), file: path) }

  /// Takes what it needs out of OpenSSL's own form.
  init(_ certificate: OpaquePointer, file: String) throws(CertificateError) {
    guard let subject = Certificate.commonName(X509_get_subject_name(certificate)),
      let issuer = Certificate.commonName(X509_get_issuer_name(certificate))
    else { throw .notACertificate(file, reason: "its names are not one common name each") }
    guard let serial = Certificate.serial(X509_get0_serialNumber(certificate)) else {
      throw .notACertificate(file, reason: "its serial number is none")
    }
    guard let start = Certificate.date(X509_get0_notBefore(certificate)),
      let end = Certificate.date(X509_get0_notAfter(certificate)), start <= end
    else { throw .notACertificate(file, reason: "its validity is none") }
    guard let key = X509_get_pubkey(certificate) else {
      throw .notACertificate(file, reason: CertificateError.lastReason())
    }
    (name, self.issuer, self.serial, validity) = (subject, issuer, serial, start...end)
    algorithm = try SigningKey(adopting: key, name: file).algorithm
    bytes = try writtenByOpenSSL("i2d_X509_bio") { i2d_X509_bio($0, certificate) }
  }

  /// In PEM.
  public func pem() throws(CertificateError) -> [UInt8] {
    try withOpenSSL { certificate throws(CertificateError) in
      try writtenByOpenSSL("PEM_write_bio_X509") { PEM_write_bio_X509($0, certificate) }
    }
  }

  /// Its public key.
  public func key() throws(CertificateError) -> SigningKey {
    try withOpenSSL { certificate throws(CertificateError) in
      guard let key = X509_get_pubkey(certificate) else { throw .last(of: "X509_get_pubkey") }
      return try SigningKey(adopting: key, name: name)
    }
  }

  /// Whether a key has signed it.
  public func isSigned(by key: SigningKey) throws(CertificateError) -> Bool {
    try withOpenSSL { certificate throws(CertificateError) in
      let isSigned = X509_verify(certificate, key.key) == 1
      ERR_clear_error()
      return isSigned
    }
  }

  /// With OpenSSL's own form, for as long as `body` runs.
  func withOpenSSL<Result>(
    _ body: (OpaquePointer) throws(CertificateError) -> Result
  ) throws(CertificateError) -> Result {
    guard let certificate = readByOpenSSL(bytes, { d2i_X509_bio($0, nil) }) else { throw .last(of: "d2i_X509_bio") }
    defer { X509_free(certificate) }
    return try body(certificate)
  }

  /// The text of a name that is one common name; else nil.
  static func commonName(_ name: OpaquePointer?) -> String? {
    guard X509_NAME_entry_count(name) == 1, let entry = X509_NAME_get_entry(name, 0),
      OBJ_obj2nid(X509_NAME_ENTRY_get_object(entry)) == NID_commonName
    else { return nil }
    var text: UnsafeMutablePointer<UInt8>?
    let count = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(entry))
    guard count > 0, let text else { return nil }
    defer { CRYPTO_free(text, nil, 0) }
    return String(decoding: UnsafeBufferPointer(start: text, count: Int(count)), as: UTF8.self)
  }

  static func serial(_ number: UnsafePointer<ASN1_INTEGER>?) -> SerialNumber? {
    guard let value = ASN1_INTEGER_to_BN(number, nil) else { return nil }
    defer { BN_free(value) }
    guard BN_is_negative(value) == 0, BN_num_bits(value) <= 160 else { return nil }
    var bytes = [UInt8](repeating: 0, count: 20)
    guard BN_bn2binpad(value, &bytes, 20) == 20 else { return nil }
    return try? SerialNumber(bytes)
  }

  static func date(_ time: UnsafePointer<ASN1_TIME>?) -> Date? {
    var parts = tm()
    guard let time, ASN1_TIME_to_tm(time, &parts) == 1 else { return nil }
    return Date(timeIntervalSince1970: TimeInterval(timegm(&parts)))
  }
}
