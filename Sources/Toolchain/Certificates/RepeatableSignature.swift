import COpenSSL
import Reference

/// RSASSA-PSS (RFC 8017, 8.1.1) with a salt of one's own, for builds that can be repeated byte for byte; OpenSSL takes
/// a random one.
struct RepeatableSignature {
  let key: SigningKey
  /// 32 bytes.
  let salt: [UInt8]

  /// A signed object in DER with this signature in place of its own, which are its last bytes.
  ///
  /// - Parameter contents: what is signed, made by OpenSSL, which this frees.
  func replaced(in object: [UInt8], over contents: UnsafeMutablePointer<UInt8>?, _ count: Int32) throws -> [UInt8] {
    guard count > 0, let contents else { throw CertificateError.last(of: "i2d_re_tbs") }
    defer { CRYPTO_free(contents, nil, 0) }
    let signature = try sign(Array(UnsafeBufferPointer(start: contents, count: Int(count))))
    return object.dropLast(signature.count) + signature
  }

  /// EMSA-PSS (9.1.1) and the private operation.
  private func sign(_ message: [UInt8]) throws -> [UInt8] {
    let digest = Toolchain.sha256([UInt8](repeating: 0, count: 8) + Toolchain.sha256(message) + salt)
    let size = SigningKey.bits / 8
    let block = [UInt8](repeating: 0, count: size - 66) + [1] + salt
    var masked = zip(block, mask(from: digest, count: block.count)).map(^)
    masked[0] &= 0x7f
    let encoded: [UInt8] = masked + digest + [0xbc]
    return try RSAKey(privatePEM: try key.privatePEM()).decryptUnpadded(encoded)
  }

  /// MGF1 (B.2.1).
  private func mask(from seed: [UInt8], count: Int) -> [UInt8] {
    let blocks = (0..<(count + 31) / 32).flatMap { Toolchain.sha256(seed + [0, 0, 0, UInt8($0)]) }
    return Array(blocks.prefix(count))
  }
}
