import CGMP

/// A natural number of any size, for what vectors and sample keys are computed from.
final class Number {
  var value = __mpz_struct()

  init() { __gmpz_init(&value) }
  deinit { __gmpz_clear(&value) }

  /// The number that `text` writes; nil when it does not.
  convenience init?(_ text: String, radix: Int32 = 16) {
    self.init()
    guard !text.isEmpty, __gmpz_set_str(&value, text, radix) == 0 else { return nil }
  }

  /// The number that `bytes` spell, most significant first.
  convenience init(_ bytes: [UInt8]) {
    self.init()
    __gmpz_import(&value, bytes.count, 1, 1, 0, 0, bytes)
  }

  /// The number that a computation leaves.
  static func of(_ body: (inout __mpz_struct) -> Void) -> Number {
    let number = Number()
    body(&number.value)
    return number
  }

  var bitCount: Int { __gmpz_cmp_ui(&value, 0) == 0 ? 0 : __gmpz_sizeinbase(&value, 2) }

  /// The lowest `count` words of 64 bits, the least significant first.
  func words(_ count: Int) -> [UInt64] {
    var words = [UInt64](repeating: 0, count: max(count, (bitCount + 63) / 64))
    __gmpz_export(&words, nil, -1, 8, 0, 0, &value)
    return Array(words.prefix(count))
  }

  static func == (a: Number, b: Number) -> Bool { __gmpz_cmp(&a.value, &b.value) == 0 }

  var predecessor: Number { .of { __gmpz_sub_ui(&$0, &value, 1) } }
  func times(_ other: Number) -> Number { .of { __gmpz_mul(&$0, &value, &other.value) } }
  func minus(_ other: Number) -> Number { .of { __gmpz_sub(&$0, &value, &other.value) } }
  func quotient(_ divisor: Number) -> Number { .of { __gmpz_fdiv_q(&$0, &value, &divisor.value) } }
  func remainder(_ divisor: Number) -> Number { .of { __gmpz_mod(&$0, &value, &divisor.value) } }
  func inverse(modulo modulus: Number) -> Number { .of { __gmpz_invert(&$0, &value, &modulus.value) } }
  func greatestCommonDivisor(_ other: Number) -> Number { .of { __gmpz_gcd(&$0, &value, &other.value) } }
  func power(_ exponent: Number, modulo modulus: Number) -> Number {
    .of { __gmpz_powm(&$0, &value, &exponent.value, &modulus.value) }
  }
}
