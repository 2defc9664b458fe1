// Constants from literals of any size: `Constant(width: 128, 0x0011_2233_4455_6677_8899_aabb_ccdd_eeff)`.
extension Constant {
  /// A constant from a literal of any size. Negative numbers are taken in two's complement, and surplus bits are dropped.
  public init(width: Int, _ literal: StaticBigInt) {
    let count = max(1, (width + 63) / 64)
    self.init(width: width, words: (0..<count).map { literal.word($0) })
  }

  /// Whether the constant is a number.
  public static func == (constant: Constant, number: StaticBigInt) -> Bool {
    number.words(width: constant.width) == constant.words
  }
  /// Whether the constant is not a number.
  public static func != (constant: Constant, number: StaticBigInt) -> Bool { !(constant == number) }

  /// Several constants side by side, the first one most significant.
  public init(sideBySide parts: [Constant]) {
    self.init(width: parts.reduce(0) { $0 + $1.width }, words: [])
    var position = 0
    var all = words
    for part in parts.reversed() {
      for bit in 0..<part.width where part[bit: bit] {
        all[(position + bit) / 64] |= 1 << UInt64((position + bit) % 64)
      }
      position += part.width
    }
    self = Constant(width: width, words: all)
  }

  /// `width` bits from `low` on; zeros beyond the last.
  public func bits(from low: Int, width: Int) -> Constant { slice(low: low, width: width) }

  /// The value in hexadecimal digits, as many as it needs.
  public var hexadecimal: String {
    let digits = words.reversed().map { word in
      let text = String(word, radix: 16)
      return String(repeating: "0", count: 16 - text.count) + text
    }
    let significant = digits.joined().drop { $0 == "0" }
    return "0x" + (significant.isEmpty ? "0" : significant)
  }
}

extension StaticBigInt {
  fileprivate func word(_ index: Int) -> UInt64 {
    #if _pointerBitWidth(_64)
      UInt64(truncatingIfNeeded: self[index])
    #else
      UInt64(truncatingIfNeeded: self[2 * index]) | UInt64(truncatingIfNeeded: self[2 * index + 1]) << 32
    #endif
  }

  /// The words of a number that is not negative and fits `width` bits, the lowest first; else nil.
  func words(width: Int) -> [UInt64]? {
    // The bit width counts the sign.
    guard signum() >= 0, bitWidth - 1 <= width else { return nil }
    return (0..<max(1, (width + 63) / 64)).map { word($0) }
  }
}
