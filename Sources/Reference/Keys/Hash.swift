import COpenSSL

/// The SHA-256 digest of `message`, 32 bytes. FIPS 180-4.
public func sha256(_ message: [UInt8]) throws(CipherError) -> [UInt8] {
  var digest = [UInt8](repeating: 0, count: 32)
  guard EVP_Digest(message, message.count, &digest, nil, EVP_sha256(), nil) == 1 else {
    throw .lastOpenSSLError(of: "EVP_Digest")
  }
  return digest
}

/// HMAC-SHA-256 of `message` under `key`, which has any length: 32 bytes. FIPS 198-1.
public func hmacSHA256(key: [UInt8], _ message: [UInt8]) throws(CipherError) -> [UInt8] {
  var code = [UInt8](repeating: 0, count: 32)
  // OpenSSL takes no key at all for "keep the one there was"; keys are padded with zeros, so a zero is the empty key.
  let key = key.isEmpty ? [0] : key
  guard EVP_Q_mac(nil, "HMAC", nil, "SHA256", nil, key, key.count, message, message.count, &code, 32, nil) != nil else {
    throw .lastOpenSSLError(of: "EVP_Q_mac")
  }
  return code
}
