import CGMP

/// An RSA key pair with the public exponent 65537. Words are 64 bits, the least significant first; every number but the
/// modulus has half as many as it.
public struct RSAKeyNumbers: Hashable, Sendable {
  public let modulus: [UInt64]
  public let p: [UInt64]
  public let q: [UInt64]
  public let dP: [UInt64]
  public let dQ: [UInt64]
  public let qInv: [UInt64]

  public static let publicExponent: UInt = 65537

  /// Bits of the modulus.
  public var bits: Int { 64 * modulus.count }

  /// The fuses that hold the key. `docs/key-entries.md`, section 3. The digest is left out.
  public var fuses: [UInt64] {
    let name = "KEYLINE1".utf8.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return [name, UInt64(bits), 0] + modulus + p + q + dP + dQ + qInv
  }

  /// The pair of two primes. Their product has twice as many bits as each of them.
  init(p: Number, q: Number) {
    let exponent = Number.of { __gmpz_set_ui(&$0, Self.publicExponent) }
    let words = (p.bitCount + 63) / 64
    modulus = p.times(q).words(2 * words)
    self.p = p.words(words)
    self.q = q.words(words)
    dP = exponent.inverse(modulo: p.predecessor).words(words)
    dQ = exponent.inverse(modulo: q.predecessor).words(words)
    qInv = q.inverse(modulo: p).words(words)
  }

  /// The pair with these numbers, which a file has.
  init(modulus: Number, p: Number, q: Number, dP: Number, dQ: Number, qInv: Number) {
    let words = (modulus.bitCount + 127) / 128
    self.modulus = modulus.words(2 * words)
    self.p = p.words(words)
    self.q = q.words(words)
    self.dP = dP.words(words)
    self.dQ = dQ.words(words)
    self.qInv = qInv.words(words)
  }

  /// The primes of a modulus whose secret exponent is known (NIST SP 800-56B, appendix C.1); nil when it is not its exponent.
  static func primes(modulus: Number, secretExponent: Number) -> (p: Number, q: Number)? {
    let exponent = Number.of { __gmpz_set_ui(&$0, publicExponent) }
    let one = Number.of { __gmpz_set_ui(&$0, 1) }
    // A multiple of the order of every number: its odd part, and how often it can be halved.
    let multiple = secretExponent.times(exponent).predecessor
    let halvings = __gmpz_scan1(&multiple.value, 0)
    let odd = Number.of { __gmpz_fdiv_q_2exp(&$0, &multiple.value, halvings) }
    for base in 2..<100 as Range<UInt> {
      var root = Number.of { __gmpz_set_ui(&$0, base) }.power(odd, modulo: modulus)
      for _ in 0..<halvings {
        let square = root.times(root).remainder(modulus)
        if square == one, !(root == one), !(root == modulus.predecessor) {
          let p = root.predecessor.greatestCommonDivisor(modulus)
          return (p, modulus.quotient(p))
        }
        root = square
      }
    }
    return nil
  }
}
