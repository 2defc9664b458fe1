import COpenSSL

/// An RSA key of OpenSSL: a pair, or the public half alone.
///
/// Use it on one thread at a time.
public final class RSAKey {
  /// OpenSSL's `EVP_PKEY`.
  let key: OpaquePointer

  /// Takes over a key that OpenSSL has made.
  init(adopting key: OpaquePointer) { self.key = key }
  deinit { EVP_PKEY_free(key) }

  /// A new pair from OpenSSL's generator, with the public exponent 65537, in which both upper bits of both primes are set.
  public static func generate(bits: Int) throws(CipherError) -> RSAKey {
    guard let context = EVP_PKEY_CTX_new_from_name(nil, "RSA", nil) else {
      throw .lastOpenSSLError(of: "EVP_PKEY_CTX_new_from_name")
    }
    defer { EVP_PKEY_CTX_free(context) }
    guard EVP_PKEY_keygen_init(context) == 1, EVP_PKEY_CTX_set_rsa_keygen_bits(context, Int32(bits)) == 1 else {
      throw .lastOpenSSLError(of: "EVP_PKEY_keygen_init")
    }
    // OpenSSL makes primes of at least √2 · 2^(bits/2 - 1), three of four times with both bits.
    while true {
      var key: OpaquePointer?
      guard EVP_PKEY_generate(context, &key) == 1, let key else { throw .lastOpenSSLError(of: "EVP_PKEY_generate") }
      let pair = RSAKey(adopting: key)
      let primes = [try pair.number("rsa-factor1", bits / 16), try pair.number("rsa-factor2", bits / 16)]
      if primes.allSatisfy({ $0[0] >> 6 == 3 }) { return pair }
    }
  }

  /// The pair of an identity. Throws when its numbers do not belong together in such a way that there is no secret exponent.
  public convenience init(_ identity: DeviceIdentity) throws(CipherError) {
    let exponent = try BigNumber([1, 0, 1])
    let (p, q) = (try BigNumber(identity.p), try BigNumber(identity.q))
    let order = try p.predecessor() * q.predecessor()
    let numbers: [(StaticString, BigNumber)] = [
      ("n", try BigNumber(identity.modulus)), ("e", exponent), ("d", try exponent.inverse(modulo: order)),
      ("rsa-factor1", p), ("rsa-factor2", q), ("rsa-exponent1", try BigNumber(identity.dP)),
      ("rsa-exponent2", try BigNumber(identity.dQ)), ("rsa-coefficient1", try BigNumber(identity.qInv)),
    ]
    guard let context = EVP_PKEY_CTX_new_from_name(nil, "RSA", nil) else {
      throw .lastOpenSSLError(of: "EVP_PKEY_CTX_new_from_name")
    }
    defer { EVP_PKEY_CTX_free(context) }
    let key = try BigNumber.withParameters(numbers) { parameters throws(CipherError) in
      let selection = OSSL_KEYMGMT_SELECT_PUBLIC_KEY | OSSL_KEYMGMT_SELECT_PRIVATE_KEY
      var key: OpaquePointer?
      guard EVP_PKEY_fromdata_init(context) == 1, EVP_PKEY_fromdata(context, &key, selection, parameters) == 1,
        let key
      else { throw .lastOpenSSLError(of: "EVP_PKEY_fromdata") }
      return key
    }
    self.init(adopting: key)
  }

  /// Bits of the modulus.
  public var bits: Int { Int(EVP_PKEY_get_bits(key)) }

  var isRSA: Bool { EVP_PKEY_is_a(key, "RSA") == 1 }

  /// The pair as fuses hold it. Throws when this is the public half, or its size is none of `DeviceIdentity.sizes`.
  public func identity() throws(CipherError) -> DeviceIdentity {
    let length = bits / 8
    return try DeviceIdentity(
      modulus: number("n", length), p: number("rsa-factor1", length / 2), q: number("rsa-factor2", length / 2),
      dP: number("rsa-exponent1", length / 2), dQ: number("rsa-exponent2", length / 2),
      qInv: number("rsa-coefficient1", length / 2))
  }

  /// Whether the public exponent is the one that the hardware has.
  public var hasUsualExponent: Bool { (try? number("e", 3)) == [1, 0, 1] }

  private func number(_ name: String, _ count: Int) throws(CipherError) -> [UInt8] {
    var value: OpaquePointer?
    guard EVP_PKEY_get_bn_param(key, name, &value) == 1, let value else {
      throw .lastOpenSSLError(of: "EVP_PKEY_get_bn_param")
    }
    return try BigNumber(adopting: value).bytes(count)
  }
}

// MARK: RSAES-OAEP with SHA-256 and an empty label

extension RSAKey {
  private typealias Operation = (
    OpaquePointer?, UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<Int>?, UnsafePointer<UInt8>?, Int
  ) -> Int32

  /// Encrypts `message` (RFC 8017, 7.1.1); another ciphertext every time.
  public func encrypt(_ message: [UInt8]) throws(CipherError) -> [UInt8] {
    try run("EVP_PKEY_encrypt", start: EVP_PKEY_encrypt_init, EVP_PKEY_encrypt, on: message)
  }

  /// The public operation alone (RFC 8017, 5.1.1): for encodings that no encoder would make.
  ///
  /// - Parameter encoded: a number below the modulus, as long as it.
  public func encryptUnpadded(_ encoded: [UInt8]) throws(CipherError) -> [UInt8] {
    try run("EVP_PKEY_encrypt", start: EVP_PKEY_encrypt_init, EVP_PKEY_encrypt, on: encoded, padded: false)
  }

  /// The private operation alone (RFC 8017, 5.1.2), by OpenSSL.
  ///
  /// - Parameter ciphertext: a number below the modulus, as long as it.
  public func decryptUnpadded(_ ciphertext: [UInt8]) throws(CipherError) -> [UInt8] {
    try run("EVP_PKEY_decrypt", start: EVP_PKEY_decrypt_init, EVP_PKEY_decrypt, on: ciphertext, padded: false)
  }

  /// Decrypts with OpenSSL's own decoding.
  public func decrypt(_ ciphertext: [UInt8]) throws(CipherError) -> [UInt8] {
    try run("EVP_PKEY_decrypt", start: EVP_PKEY_decrypt_init, EVP_PKEY_decrypt, on: ciphertext)
  }

  private func run(
    _ name: String, start: (OpaquePointer?) -> Int32, _ operation: Operation, on input: [UInt8],
    padded: Bool = true
  ) throws(CipherError) -> [UInt8] {
    guard let context = EVP_PKEY_CTX_new_from_pkey(nil, key, nil) else { throw .lastOpenSSLError(of: name) }
    defer { EVP_PKEY_CTX_free(context) }
    var count = bits / 8
    var output = [UInt8](repeating: 0, count: count)
    guard start(context) == 1,
      EVP_PKEY_CTX_set_rsa_padding(context, padded ? RSA_PKCS1_OAEP_PADDING : RSA_NO_PADDING) == 1,
      !padded || EVP_PKEY_CTX_set_rsa_oaep_md(context, EVP_sha256()) == 1,
      !padded || EVP_PKEY_CTX_set_rsa_mgf1_md(context, EVP_sha256()) == 1,
      operation(context, &output, &count, input, input.count) == 1
    else { throw .lastOpenSSLError(of: name) }
    return Array(output.prefix(count))
  }
}
