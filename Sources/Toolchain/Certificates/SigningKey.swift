import COpenSSL
import Reference

/// The algorithms by which processes and authorities sign.
public enum SigningAlgorithm: String, CaseIterable, Sendable {
  /// RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes (RFC 8017, 8.1), 2048 bits.
  case rsa
  /// RFC 8032, 5.1.
  case ed25519
}

/// A key for signatures: a pair, or the public half alone. Use it on one thread at a time.
public final class SigningKey {
  public let algorithm: SigningAlgorithm
  /// OpenSSL's `EVP_PKEY`.
  let key: OpaquePointer

  static let bits = 2048

  /// Takes over a key that OpenSSL has made.
  ///
  /// - Parameter name: of its file, for messages.
  init(adopting key: OpaquePointer, name: String) throws(CertificateError) {
    self.key = key
    if EVP_PKEY_is_a(key, "ED25519") == 1 {
      algorithm = .ed25519
    } else if EVP_PKEY_is_a(key, "RSA") == 1 {
      algorithm = .rsa
      guard EVP_PKEY_get_bits(key) == Int32(Self.bits) else {
        throw .notAKey(name, reason: "it is one of RSA with \(EVP_PKEY_get_bits(key)) bits")
      }
      guard (try? number("e", 3)) == [1, 0, 1] else { throw .notAKey(name, reason: "its public exponent is not 65537") }
    } else {
      algorithm = .ed25519
      throw .notAKey(name, reason: "it is for another algorithm")
    }
  }

  deinit { EVP_PKEY_free(key) }

  /// A new pair from OpenSSL's generator.
  public static func generate(_ algorithm: SigningAlgorithm) throws(CertificateError) -> SigningKey {
    let name = algorithm == .rsa ? "RSA" : "ED25519"
    guard let context = EVP_PKEY_CTX_new_from_name(nil, name, nil) else {
      throw .last(of: "EVP_PKEY_CTX_new_from_name")
    }
    defer { EVP_PKEY_CTX_free(context) }
    var key: OpaquePointer?
    guard EVP_PKEY_keygen_init(context) == 1,
      algorithm != .rsa || EVP_PKEY_CTX_set_rsa_keygen_bits(context, Int32(bits)) == 1,
      EVP_PKEY_generate(context, &key) == 1, let key
    else { throw .last(of: "EVP_PKEY_generate") }
    return try SigningKey(adopting: key, name: "a new key")
  }

  /// A pair that follows from `generator` alone: for simulations that must repeat. It protects nothing from whoever
  /// knows the seed.
  static func repeatable(
    _ algorithm: SigningAlgorithm, using generator: inout some RandomNumberGenerator
  ) throws -> SigningKey {
    if algorithm == .rsa {
      let identity = try DeviceIdentity.repeatable(bits: bits, using: &generator)
      return try SigningKey(privatePEM: try RSAKey(identity).privatePEM(), name: "a repeatable key")
    }
    let seed = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
    guard let key = EVP_PKEY_new_raw_private_key_ex(nil, "ED25519", nil, seed, seed.count) else {
      throw CertificateError.last(of: "EVP_PKEY_new_raw_private_key_ex")
    }
    return try SigningKey(adopting: key, name: "a repeatable key")
  }

  /// The public half of a PEM text (SubjectPublicKeyInfo), which messages call `name`.
  public convenience init(publicPEM text: [UInt8], name: String) throws(CertificateError) {
    guard let key = readByOpenSSL(text, { PEM_read_bio_PUBKEY($0, nil, nil, nil) }) else {
      throw .notAKey(name, reason: CertificateError.lastReason())
    }
    try self.init(adopting: key, name: name)
  }

  /// The pair of an unencrypted PEM text (PKCS #8), which messages call `name`.
  public convenience init(privatePEM text: [UInt8], name: String) throws(CertificateError) {
    // Without a password of its own OpenSSL would ask at the terminal for one.
    guard let key = readByOpenSSL(text, { PEM_read_bio_PrivateKey($0, nil, { _, _, _, _ in -1 }, nil) }) else {
      throw .notAKey(name, reason: CertificateError.lastReason())
    }
    try self.init(adopting: key, name: name)
  }

  /// The public half, PEM.
  public func publicPEM() throws(CertificateError) -> [UInt8] {
    try writtenByOpenSSL("PEM_write_bio_PUBKEY") { PEM_write_bio_PUBKEY($0, key) }
  }

  /// The pair, PEM, PKCS #8, unencrypted.
  public func privatePEM() throws(CertificateError) -> [UInt8] {
    try writtenByOpenSSL("PEM_write_bio_PKCS8PrivateKey") {
      PEM_write_bio_PKCS8PrivateKey($0, key, nil, nil, 0, nil, nil)
    }
  }

  /// The modulus, most significant byte first, or the 32 bytes of RFC 8032.
  func publicBytes() throws(CertificateError) -> [UInt8] {
    if algorithm == .rsa { return try number("n", Self.bits / 8) }
    var (bytes, count) = ([UInt8](repeating: 0, count: 32), 32)
    guard EVP_PKEY_get_raw_public_key(key, &bytes, &count) == 1 else { throw .last(of: "EVP_PKEY_get_raw_public_key") }
    return bytes
  }

  /// The private exponent, most significant byte first, or the seed of RFC 8032.
  func secretBytes() throws(CertificateError) -> [UInt8] {
    if algorithm == .rsa { return try number("d", Self.bits / 8) }
    var (bytes, count) = ([UInt8](repeating: 0, count: 32), 32)
    guard EVP_PKEY_get_raw_private_key(key, &bytes, &count) == 1 else {
      throw .last(of: "EVP_PKEY_get_raw_private_key")
    }
    return bytes
  }

  private func number(_ name: String, _ count: Int) throws(CertificateError) -> [UInt8] {
    var value: OpaquePointer?
    guard EVP_PKEY_get_bn_param(key, name, &value) == 1, let value else { throw .last(of: "EVP_PKEY_get_bn_param") }
    defer { BN_clear_free(value) }
    var bytes = [UInt8](repeating: 0, count: count)
    guard BN_bn2binpad(value, &bytes, Int32(count)) == Int32(count) else { throw .last(of: "BN_bn2binpad") }
    return bytes
  }

  /// A context that signs as the algorithm says, for `X509_sign_ctx` and its like; the caller frees it.
  func signingContext() throws(CertificateError) -> OpaquePointer {
    guard let context = EVP_MD_CTX_new() else { throw .last(of: "EVP_MD_CTX_new") }
    var parameters: OpaquePointer?
    let isReady =
      switch algorithm {
      case .ed25519: EVP_DigestSignInit(context, nil, nil, nil, key) == 1
      case .rsa:
        EVP_DigestSignInit(context, &parameters, EVP_sha256(), nil, key) == 1
          && EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) == 1
          && EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, 32) == 1
          && EVP_PKEY_CTX_set_rsa_mgf1_md(parameters, EVP_sha256()) == 1
      }
    guard isReady else {
      EVP_MD_CTX_free(context)
      throw .last(of: "EVP_DigestSignInit")
    }
    return context
  }
}
