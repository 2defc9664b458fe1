import COpenSSL

/// The textual and binary forms in which other tools take keys.
extension RSAKey {
  /// The public half of a PEM text (SubjectPublicKeyInfo).
  public convenience init(publicPEM text: [UInt8]) throws(CipherError) {
    try self.init(text, "PEM_read_bio_PUBKEY") { PEM_read_bio_PUBKEY($0, nil, nil, nil) }
  }

  /// The pair of an unencrypted PEM text (PKCS #8 or PKCS #1).
  public convenience init(privatePEM text: [UInt8]) throws(CipherError) {
    // Without a password of its own OpenSSL would ask at the terminal for one.
    try self.init(text, "PEM_read_bio_PrivateKey") { PEM_read_bio_PrivateKey($0, nil, { _, _, _, _ in -1 }, nil) }
  }

  /// The public half, PEM.
  public func publicPEM() throws(CipherError) -> [UInt8] {
    try written("PEM_write_bio_PUBKEY") { PEM_write_bio_PUBKEY($0, $1) }
  }

  /// The pair, PEM, PKCS #8, unencrypted.
  public func privatePEM() throws(CipherError) -> [UInt8] {
    try written("PEM_write_bio_PKCS8PrivateKey") { PEM_write_bio_PKCS8PrivateKey($0, $1, nil, nil, 0, nil, nil) }
  }

  /// SHA-256 of the public half (SubjectPublicKeyInfo in DER).
  public func fingerprint() throws(CipherError) -> [UInt8] {
    try sha256(written("i2d_PUBKEY_bio") { i2d_PUBKEY_bio($0, $1) })
  }
}

extension RSAKey {
  private convenience init(
    _ text: [UInt8], _ call: String, _ read: (OpaquePointer) -> OpaquePointer?
  ) throws(CipherError) {
    // OpenSSL reads the text where it lies.
    let key = text.withUnsafeBytes { text -> OpaquePointer? in
      guard let input = BIO_new_mem_buf(text.baseAddress, Int32(text.count)) else { return nil }
      defer { BIO_free(input) }
      return read(input)
    }
    guard let key else { throw .lastOpenSSLError(of: call) }
    self.init(adopting: key)
    guard isRSA else { throw .openSSL(call: call, reason: "the key is not an RSA key") }
  }

  private func written(
    _ call: String, _ write: (OpaquePointer, OpaquePointer) -> Int32
  ) throws(CipherError) -> [UInt8] {
    guard let output = BIO_new(BIO_s_secmem()) else { throw .lastOpenSSLError(of: "BIO_new") }
    defer { BIO_free(output) }
    guard write(output, key) == 1 else { throw .lastOpenSSLError(of: call) }
    var bytes = [UInt8](repeating: 0, count: BIO_ctrl_pending(output))
    guard BIO_read(output, &bytes, Int32(bytes.count)) == Int32(bytes.count) else {
      throw .lastOpenSSLError(of: "BIO_read")
    }
    return bytes
  }
}
