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
}
