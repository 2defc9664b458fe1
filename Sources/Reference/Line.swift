#if _endian(big)
  #error("The golden model hands the memory of a Line to OpenSSL and needs a little-endian host.")
#endif

/// One level-1 cache line: 64 bytes, as eight 64-bit words, lowest address first (docs/line-cipher.md, "Bytes, words
/// and bits"). Byte `i` of the line is bits `8(i % 8) + 7 : 8(i % 8)` of word `i / 8`.
public struct Line: Hashable, Sendable {
  /// Bytes in a line.
  public static let byteCount = 64
  /// 64-bit words in a line: the beats of its burst.
  public static let wordCount = 8

  /// The words, lowest address first.
  public var words: SIMD8<UInt64>

  public static let zero = Line(words: .zero)

  public init(words: SIMD8<UInt64>) {
    self.words = words
  }

  /// The line that holds `bytes`, lowest address first; nil unless there are exactly 64.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == Line.byteCount else { return nil }
    words = .zero
    withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
  }

  /// A uniformly random line.
  public static func random(using generator: inout some RandomNumberGenerator) -> Line {
    Line(words: .random(in: .min ... .max, using: &generator))
  }

  /// The 64 bytes, lowest address first.
  public var bytes: [UInt8] {
    withUnsafeBytes(of: words) { [UInt8]($0) }
  }

  /// Word `index` (0...7).
  public subscript(index: Int) -> UInt64 {
    get { words[index] }
    set { words[index] = newValue }
  }
}

extension Line: CustomStringConvertible {
  /// The bytes in hexadecimal, lowest address first.
  public var description: String {
    bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }
}

/// The 128-bit tweak of a data unit, little-endian (docs/line-cipher.md, "Tweak").
public struct Tweak: Hashable, Sendable {
  /// Bits 63:0: region-relative line index, (virtual address - base) / 64 (SF-31, SF-82).
  public var lineIndex: UInt64
  /// Bits 127:64: the region's nonce.
  public var nonce: UInt64

  public init(lineIndex: UInt64, nonce: UInt64) {
    self.lineIndex = lineIndex
    self.nonce = nonce
  }

  /// The tweak that holds `bytes`, byte 0 in bits 7:0; nil unless there are exactly 16.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 16 else { return nil }
    self.init(lineIndex: 0, nonce: 0)
    withUnsafeMutableBytes(of: &self) { $0.copyBytes(from: bytes) }
  }

  /// The 16 bytes, byte 0 in bits 7:0.
  public var bytes: [UInt8] {
    withUnsafeBytes(of: self) { [UInt8]($0) }
  }
}
