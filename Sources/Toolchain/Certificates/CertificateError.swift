import COpenSSL

/// Why a certificate, a key for signatures or an authority cannot be made or used.
public enum CertificateError: Error, Equatable, CustomStringConvertible {
  /// An authority would be lost, with all that it has issued.
  case exists(String)
  case notAnAuthority(String, reason: String)
  case notACertificate(String, reason: String)
  case notAKey(String, reason: String)
  /// A private key of another certificate.
  case otherKey(String)
  case notIssuedHere(String)
  case alreadyIssued(String, serial: String)
  case alreadyRevoked(String, serial: String)
  case badName(String, reason: String)
  case badSerial(String)
  case badValidity(Int)
  /// libcrypto refused; `reason` is its own message.
  case openSSL(call: String, reason: String)

  public var description: String {
    switch self {
    case .exists(let folder):
      "\(folder): holds an authority already; choose another folder, or say --force to lose it and all that it has issued"
    case .notAnAuthority(let file, let reason):
      "\(file): is not an authority's (\(reason)); make one with keyline certify authority"
    case .notACertificate(let file, let reason):
      "\(file): is not a certificate in PEM or DER (\(reason)); make one with keyline certify issue"
    case .notAKey(let file, let reason):
      "\(file): is not a key for signatures in PEM (\(reason)); give one of Ed25519, or of RSA with 2048 bits and the exponent 65537"
    case .otherKey(let file):
      "\(file): is not the private key of its certificate; give files that belong together"
    case .notIssuedHere(let file):
      "\(file): this authority has not issued it; give the folder of the one that has"
    case .alreadyIssued(let folder, let serial):
      "\(folder): has issued a certificate with the serial number \(serial) already; choose another one, or leave --serial out"
    case .alreadyRevoked(let file, let serial):
      "\(file): the serial number \(serial) is revoked already"
    case .badName(let name, let reason): "the name \"\(name)\" \(reason)"
    case .badSerial(let serial):
      "the serial number \(serial) is none: give 1 to 40 hexadecimal digits that are not all zero, at most 7f… with 40"
    case .badValidity(let days): "a certificate cannot be valid for \(days) days; give 1 to 36500"
    case .openSSL(let call, let reason): "OpenSSL \(call) failed: \(reason)"
    }
  }

  /// What libcrypto says about a call that has just failed.
  static func last(of call: String) -> CertificateError { .openSSL(call: call, reason: lastReason()) }

  /// libcrypto's own message, after which its queue is empty: a later failure must not report what is left there.
  static func lastReason() -> String {
    var text = [CChar](repeating: 0, count: 256)
    ERR_error_string_n(ERR_get_error(), &text, text.count)
    ERR_clear_error()
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

/// The bytes that a function of libcrypto writes to a memory that is erased afterwards.
func writtenByOpenSSL(_ call: String, _ write: (OpaquePointer) -> Int32) throws(CertificateError) -> [UInt8] {
  guard let output = BIO_new(BIO_s_secmem()) else { throw .last(of: "BIO_new") }
  defer { BIO_free(output) }
  guard write(output) == 1 else { throw .last(of: call) }
  var bytes = [UInt8](repeating: 0, count: BIO_ctrl_pending(output))
  guard BIO_read(output, &bytes, Int32(bytes.count)) == Int32(bytes.count) else { throw .last(of: "BIO_read") }
  return bytes
}

/// What a function of libcrypto reads from bytes where they lie.
func readByOpenSSL<Result>(_ bytes: [UInt8], _ read: (OpaquePointer) -> Result?) -> Result? {
  bytes.withUnsafeBytes { bytes in
    guard let input = BIO_new_mem_buf(bytes.baseAddress, Int32(bytes.count)) else { return nil }
    defer { BIO_free(input) }
    return read(input)
  }
}
