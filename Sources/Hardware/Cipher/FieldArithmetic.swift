/// Arithmetic in GF(2^8) modulo x^8 + x^4 + x^3 + x + 1, for tables computed at elaboration. FIPS 197, section 4.
enum FieldArithmetic {
  static func multiply(_ a: UInt8, _ b: UInt8) -> UInt8 {
    var result: UInt8 = 0
    var factor = a
    for bit in 0..<8 {
      if b >> bit & 1 == 1 { result ^= factor }
      factor = factor << 1 ^ (factor >> 7 == 1 ? 0x1b : 0)
    }
    return result
  }

  /// The multiplicative inverse, with 0 for 0.
  static func inverse(_ value: UInt8) -> UInt8 {
    // value^254
    var result: UInt8 = 1
    for _ in 0..<254 { result = multiply(result, value) }
    return result
  }

  /// The S-box. 5.1.1.
  static func substitute(_ value: UInt8) -> UInt8 {
    let inverse = inverse(value)
    return (1...4).reduce(inverse ^ 0x63) { $0 ^ rotateLeft(inverse, by: $1) }
  }

  /// The inverse S-box. 5.3.2.
  static func substituteBack(_ value: UInt8) -> UInt8 {
    inverse(rotateLeft(value, by: 1) ^ rotateLeft(value, by: 3) ^ rotateLeft(value, by: 6) ^ 0x05)
  }

  private static func rotateLeft(_ value: UInt8, by count: Int) -> UInt8 { value << count | value >> (8 - count) }
}
