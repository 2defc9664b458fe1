import CGMP

/// An RSA key pair of any size from a seeded generator, for tests. Words are 64 bits, the least significant first.
public struct SampleRSAKey: Sendable {
  public let modulus: [UInt64]
  public let p: [UInt64]
  public let q: [UInt64]
  public let dP: [UInt64]
  public let dQ: [UInt64]
  public let qInv: [UInt64]

  /// - Parameter bits: a multiple of 128.
  public init(bits: Int, using generator: inout some RandomNumberGenerator) {
    let words = bits / 128
    let p = Number.prime(words, using: &generator)
    var q = Number.prime(words, using: &generator)
    while q.words(words) == p.words(words) { q = Number.prime(words, using: &generator) }
    modulus = Number.of { __gmpz_mul(&$0, &p.value, &q.value) }.words(2 * words)
    self.p = p.words(words)
    self.q = q.words(words)
    dP = p.inversePublicExponent().words(words)
    dQ = q.inversePublicExponent().words(words)
    qInv = Number.of { __gmpz_invert(&$0, &q.value, &p.value) }.words(words)
  }

  /// The fuses that hold the key. `docs/key-entries.md`, section 3. The digest is left out.
  public var fuses: [UInt64] {
    let name = "KEYLINE1".utf8.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return [name, UInt64(64 * modulus.count), 0] + modulus + p + q + dP + dQ + qInv
  }

  private final class Number {
    var value = __mpz_struct()
    init() { __gmpz_init(&value) }
    deinit { __gmpz_clear(&value) }

    static func of(_ body: (inout __mpz_struct) -> Void) -> Number {
      let number = Number()
      body(&number.value)
      return number
    }

    /// A prime with both upper bits set for which 65537 has an inverse.
    static func prime(_ words: Int, using generator: inout some RandomNumberGenerator) -> Number {
      while true {
        var start = (0..<words).map { _ in generator.next() as UInt64 }
        start[words - 1] |= 3 << 62
        let prime = of {
          __gmpz_import(&$0, words, -1, 8, 0, 0, start)
          var next = __mpz_struct()
          __gmpz_init(&next)
          __gmpz_nextprime(&next, &$0)
          __gmpz_swap(&next, &$0)
          __gmpz_clear(&next)
        }
        if __gmpz_sizeinbase(&prime.value, 2) == 64 * words, __gmpz_fdiv_ui(&prime.value, 65537) != 1 { return prime }
      }
    }

    /// 65537^-1 modulo this prime less 1.
    func inversePublicExponent() -> Number {
      let order = Number.of { __gmpz_sub_ui(&$0, &value, 1) }
      let exponent = Number.of { __gmpz_set_ui(&$0, 65537) }
      return Number.of { __gmpz_invert(&$0, &exponent.value, &order.value) }
    }

    func words(_ count: Int) -> [UInt64] {
      var words = [UInt64](repeating: 0, count: max(count, (__gmpz_sizeinbase(&value, 2) + 63) / 64))
      __gmpz_export(&words, nil, -1, 8, 0, 0, &value)
      return Array(words.prefix(count))
    }
  }
}
