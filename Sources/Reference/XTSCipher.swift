import COpenSSL

/// XTS-AES (IEEE Std 1619, NIST SP 800-38E) under one key, by OpenSSL.
///
/// An instance keeps the expanded key in one context for each direction; a call only sets the tweak. Use it on one
/// thread at a time.
public final class XTSCipher {
  private let encryptor: CipherContext
  private let decryptor: CipherContext

  /// `key` is the data key (Key1 of IEEE 1619), then the tweak key (Key2): 32 bytes for AES-128, 64 for AES-256.
  public init(key: [UInt8]) throws(CipherError) {
    let cipher =
      switch key.count {
      case 32: EVP_aes_128_xts()
      case 64: EVP_aes_256_xts()
      default: throw CipherError.keyLength(cipher: "XTS-AES", expected: [32, 64], actual: key.count)
      }
    // OpenSSL refuses equal halves for encryption only; a key that cannot encrypt is of no use here.
    guard !key.prefix(key.count / 2).elementsEqual(key.suffix(key.count / 2)) else { throw .equalKeyHalves }
    encryptor = try CipherContext(cipher, key: key, direction: .encrypt)
    decryptor = try CipherContext(cipher, key: key, direction: .decrypt)
  }

  /// Encrypts one line as one data unit.
  @inline(__always)
  public func encrypt(_ line: Line, tweak: Tweak) throws(CipherError) -> Line {
    try XTSCipher.run(encryptor, line, tweak)
  }

  /// Decrypts one line as one data unit.
  @inline(__always)
  public func decrypt(_ line: Line, tweak: Tweak) throws(CipherError) -> Line {
    try XTSCipher.run(decryptor, line, tweak)
  }

  /// Encrypts one data unit of at least 16 bytes. A last block that is not whole is handled by ciphertext stealing
  /// (IEEE 1619, 5.3).
  public func encrypt(dataUnit: [UInt8], tweak: Tweak) throws(CipherError) -> [UInt8] {
    try XTSCipher.run(encryptor, dataUnit, tweak)
  }

  /// Decrypts one data unit of at least 16 bytes (IEEE 1619, 5.4).
  public func decrypt(dataUnit: [UInt8], tweak: Tweak) throws(CipherError) -> [UInt8] {
    try XTSCipher.run(decryptor, dataUnit, tweak)
  }

  @inline(__always)
  private static func run(
    _ context: borrowing CipherContext, _ line: Line, _ tweak: Tweak
  ) throws(CipherError) -> Line {
    try withUnsafePointer(to: tweak) { pointer throws(CipherError) in
      try context.restart(initialVector: UnsafeRawPointer(pointer).assumingMemoryBound(to: UInt8.self))
    }
    var result = line
    try withUnsafeMutablePointer(to: &result) { pointer throws(CipherError) in
      let bytes = UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: UInt8.self)
      try context.process(bytes, into: bytes, count: Line.byteCount)
    }
    return result
  }

  private static func run(
    _ context: borrowing CipherContext, _ dataUnit: [UInt8], _ tweak: Tweak
  ) throws(CipherError) -> [UInt8] {
    guard dataUnit.count >= 16 else {
      throw .dataLength(cipher: "XTS-AES", requirement: "at least 16", actual: dataUnit.count)
    }
    try context.restart(initialVector: tweak.bytes)
    var output = [UInt8](repeating: 0, count: dataUnit.count)
    try context.process(dataUnit, into: &output, count: dataUnit.count)
    return output
  }
}
