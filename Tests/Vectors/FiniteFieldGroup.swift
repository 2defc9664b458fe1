import CGMP

/// A group for Diffie-Hellman of RFC 7919, appendix A, from the formula there: p = 2^b - 2^(b - 64) + (floor(2^(b - 130) * e) + X) *
/// 2^64 - 1, with e the base of the natural logarithm. The generator is 2.
public enum FiniteFieldGroup: Int, CaseIterable, Sendable {
  case ffdhe2048 = 2048
  case ffdhe3072 = 3072
  case ffdhe4096 = 4096

  /// X of the formula.
  private var offset: UInt {
    switch self {
    case .ffdhe2048: 560_316
    case .ffdhe3072: 2_625_351
    case .ffdhe4096: 5_736_041
    }
  }

  /// Words of 64 bits, the least significant first.
  public var modulus: [UInt64] {
    withModulus { number in
      var words = [UInt64](repeating: 0, count: rawValue / 64)
      __gmpz_export(&words, nil, -1, 8, 0, 0, &number)
      return words
    }
  }

  /// Whether the modulus p and (p - 1) / 2 are primes, as far as 25 rounds of Miller and Rabin's test tell.
  public var isSafePrime: Bool {
    withModulus { number in
      guard __gmpz_probab_prime_p(&number, 25) > 0 else { return false }
      var half = __mpz_struct()
      __gmpz_init(&half)
      defer { __gmpz_clear(&half) }
      __gmpz_fdiv_q_2exp(&half, &number, 1)
      return __gmpz_probab_prime_p(&half, 25) > 0
    }
  }

  private func withModulus<Result>(_ body: (inout __mpz_struct) -> Result) -> Result {
    let guardBits = 64
    var (sum, term, power, next) = (__mpz_struct(), __mpz_struct(), __mpz_struct(), __mpz_struct())
    __gmpz_init(&sum)
    __gmpz_init(&term)
    __gmpz_init(&power)
    __gmpz_init(&next)
    defer {
      __gmpz_clear(&sum)
      __gmpz_clear(&term)
      __gmpz_clear(&power)
      __gmpz_clear(&next)
    }
    // e is the sum of 1/k!; what is cut off each time stays below the guard bits.
    __gmpz_ui_pow_ui(&term, 2, UInt(rawValue - 130 + guardBits))
    var divisor: UInt = 1
    while __gmpz_cmp_ui(&term, 0) != 0 {
      __gmpz_swap(&power, &term)
      __gmpz_add(&next, &sum, &power)
      __gmpz_swap(&next, &sum)
      __gmpz_fdiv_q_ui(&term, &power, divisor)
      divisor += 1
    }
    __gmpz_fdiv_q_2exp(&power, &sum, UInt(guardBits))
    __gmpz_add_ui(&sum, &power, offset)
    __gmpz_mul_2exp(&term, &sum, 64)
    __gmpz_ui_pow_ui(&power, 2, UInt(rawValue))
    __gmpz_add(&sum, &power, &term)
    __gmpz_ui_pow_ui(&power, 2, UInt(rawValue - 64))
    __gmpz_sub(&term, &sum, &power)
    __gmpz_sub_ui(&sum, &term, 1)
    return body(&sum)
  }
}
