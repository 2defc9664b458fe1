/// A line that a self-test writes and loads, with the ciphertext that it must be on the bus.
public struct SelfTestLine: Hashable, Sendable {
  /// Position in the region, counted in lines.
  public let index: Int
  /// Eight words, lowest address first.
  public let plaintext: [UInt64]
  /// What the golden model makes of them. Hardware and golden model share nothing, so whoever builds the board computes it.
  public let ciphertext: [UInt64]

  public init(index: Int, plaintext: [UInt64], ciphertext: [UInt64]) {
    self.index = index
    self.plaintext = plaintext
    self.ciphertext = ciphertext
  }
}

/// A region that a self-test sets up.
public struct SelfTestRegion: Hashable, Sendable {
  /// The algorithm's number. `docs/line-cipher.md`.
  public let algorithm: Int
  /// 32 or 64 bytes, the data key first.
  public let key: [UInt8]
  public let nonce: UInt64
  public let lines: [SelfTestLine]

  public init(algorithm: Int, key: [UInt8], nonce: UInt64, lines: [SelfTestLine]) {
    self.algorithm = algorithm
    self.key = key
    self.nonce = nonce
    self.lines = lines
  }
}
