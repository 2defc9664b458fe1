import CGMP

/// A natural number of any size, kept by GMP. Words are 64 bits, the least significant first.
final class LongNumber {
  private var value = mpz_t()

  init(_ words: [UInt64] = []) {
    __gmpz_init(&value)
    __gmpz_import(&value, words.count, -1, 8, 0, 0, words)
  }

  deinit { __gmpz_clear(&value) }

  /// The lowest `count` words.
  func words(_ count: Int) -> [UInt64] {
    let used = (bitCount + 63) / 64
    var words = [UInt64](repeating: 0, count: max(used, count))
    __gmpz_export(&words, nil, -1, 8, 0, 0, &value)
    return Array(words.prefix(count))
  }

  /// Bits up to the highest that is set; 0 has none.
  var bitCount: Int { isZero ? 0 : __gmpz_sizeinbase(&value, 2) }
  var isZero: Bool { __gmpz_cmp_ui(&value, 0) == 0 }
  var isOdd: Bool { __gmpz_tstbit(&value, 0) == 1 }

  static func < (a: LongNumber, b: LongNumber) -> Bool { __gmpz_cmp(&a.value, &b.value) < 0 }
  static func == (a: LongNumber, b: LongNumber) -> Bool { __gmpz_cmp(&a.value, &b.value) == 0 }

  static func + (a: LongNumber, b: LongNumber) -> LongNumber { made { __gmpz_add(&$0, &a.value, &b.value) } }
  static func * (a: LongNumber, b: LongNumber) -> LongNumber { made { __gmpz_mul(&$0, &a.value, &b.value) } }
  /// The least natural number that is congruent to the difference.
  static func difference(_ a: LongNumber, _ b: LongNumber, modulo modulus: LongNumber) -> LongNumber {
    let difference = made { __gmpz_sub(&$0, &a.value, &b.value) }
    return made { __gmpz_mod(&$0, &difference.value, &modulus.value) }
  }
  /// The remainder of a division by a number that is not zero.
  static func % (a: LongNumber, modulus: LongNumber) -> LongNumber {
    made { __gmpz_mod(&$0, &a.value, &modulus.value) }
  }

  /// base^exponent mod modulus, by `mpz_powm_sec`: the time depends on sizes only. The modulus is odd.
  static func power(_ base: LongNumber, _ exponent: LongNumber, modulo modulus: LongNumber) -> LongNumber {
    // GMP does not take the exponent 0.
    if exponent.isZero { return LongNumber([1]) % modulus }
    return made { __gmpz_powm_sec(&$0, &base.value, &exponent.value, &modulus.value) }
  }

  private static func made(_ body: (inout __mpz_struct) -> Void) -> LongNumber {
    let result = LongNumber()
    body(&result.value)
    return result
  }
}
