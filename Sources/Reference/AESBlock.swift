import COpenSSL

/// The AES block cipher alone (FIPS 197), with a key of 16, 24 or 32 bytes: the reference for AES hardware.
///
/// An instance keeps its expanded key; use it on one thread at a time.
public final class AESBlock {
  private let encryptor: CipherContext
  private let decryptor: CipherContext

  public init(key: [UInt8]) throws(CipherError) {
    let cipher =
      switch key.count {
      case 16: EVP_aes_128_ecb()
      case 24: EVP_aes_192_ecb()
      case 32: EVP_aes_256_ecb()
      default: throw CipherError.keyLength(cipher: "AES", expected: [16, 24, 32], actual: key.count)
      }
    encryptor = try CipherContext(cipher, key: key, direction: .encrypt)
    decryptor = try CipherContext(cipher, key: key, direction: .decrypt)
  }

  /// Encrypts each 16-byte block of `blocks` (the mode ECB of NIST SP 800-38A).
  public func encrypt(_ blocks: [UInt8]) throws(CipherError) -> [UInt8] {
    var output = try AESBlock.output(for: blocks)
    try encryptor.process(blocks, into: &output, count: blocks.count)
    return output
  }

  /// Decrypts each 16-byte block of `blocks` (the mode ECB of NIST SP 800-38A).
  public func decrypt(_ blocks: [UInt8]) throws(CipherError) -> [UInt8] {
    var output = try AESBlock.output(for: blocks)
    try decryptor.process(blocks, into: &output, count: blocks.count)
    return output
  }

  private static func output(for blocks: [UInt8]) throws(CipherError) -> [UInt8] {
    guard !blocks.isEmpty, blocks.count % 16 == 0 else {
      throw .dataLength(cipher: "AES", requirement: "a multiple of 16, and some", actual: blocks.count)
    }
    return [UInt8](repeating: 0, count: blocks.count)
  }
}
