/// A region's algorithm and key, ready to encrypt and decrypt lines (docs/line-cipher.md).
///
/// Copies share the expanded key; use a cipher and its copies on one thread at a time.
public struct LineCipher {
  public let algorithm: Algorithm
  private let xts: XTSCipher?

  /// The cipher that passes lines unchanged.
  public static var none: LineCipher { LineCipher() }

  private init() {
    algorithm = .none
    xts = nil
  }

  /// `key` has `algorithm.keyLength` bytes, the data key first; its halves must differ.
  public init(_ algorithm: Algorithm, key: [UInt8]) throws(CipherError) {
    guard key.count == algorithm.keyLength else {
      throw .keyLength(cipher: algorithm.name, expected: [algorithm.keyLength], actual: key.count)
    }
    self.algorithm = algorithm
    xts = algorithm == .none ? nil : try XTSCipher(key: key)
  }

  /// Plaintext to ciphertext.
  public func encrypt(_ line: Line, tweak: Tweak) throws(CipherError) -> Line {
    guard let xts else { return line }
    return try xts.encrypt(line, tweak: tweak)
  }

  /// Ciphertext to plaintext.
  public func decrypt(_ line: Line, tweak: Tweak) throws(CipherError) -> Line {
    guard let xts else { return line }
    return try xts.decrypt(line, tweak: tweak)
  }
}
