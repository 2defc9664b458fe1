import CGMP

extension RSAKeyNumbers {
  /// A key pair of any size from a seeded generator, for tests.
  /// - Parameter bits: a multiple of 128.
  public init(bits: Int, using generator: inout some RandomNumberGenerator) {
    let words = bits / 128
    let p = Number.prime(words, using: &generator)
    var q = Number.prime(words, using: &generator)
    while q == p { q = Number.prime(words, using: &generator) }
    self.init(p: p, q: q)
  }
}

extension Number {
  /// A prime with both upper bits set for which 65537 has an inverse.
  fileprivate static func prime(_ words: Int, using generator: inout some RandomNumberGenerator) -> Number {
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
      if prime.bitCount == 64 * words, __gmpz_fdiv_ui(&prime.value, RSAKeyNumbers.publicExponent) != 1 { return prime }
    }
  }
}
