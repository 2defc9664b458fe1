/// The steps of an AES round as FIPS 197 defines them, for comparison with the hardware's parts. Fields are computed by
/// another method than in the hardware: with logarithms to the base {03}.
enum TextbookAES {
  /// Powers of the generator {03}, and the exponent of each value but 0.
  private static let (powers, logarithms): ([UInt8], [Int]) = {
    var powers: [UInt8] = []
    var logarithms = [Int](repeating: 0, count: 256)
    var value = 1
    for exponent in 0..<255 {
      powers.append(UInt8(value))
      logarithms[value] = exponent
      value ^= value << 1
      if value > 0xff { value ^= 0x11b }
    }
    return (powers, logarithms)
  }()

  static func product(_ a: UInt8, _ b: UInt8) -> UInt8 {
    a == 0 || b == 0 ? 0 : powers[(logarithms[Int(a)] + logarithms[Int(b)]) % 255]
  }

  /// 5.1.1: the multiplicative inverse, then the affine transformation (5.1).
  static let substitution: [UInt8] = (0...255).map { value in
    let inverse = value == 0 ? 0 : powers[(255 - logarithms[value]) % 255]
    func bit(_ index: Int) -> UInt8 { inverse >> UInt8(index % 8) & 1 }
    return (0..<8).reduce(0x63) { result, i in
      result ^ (bit(i) ^ bit(i + 4) ^ bit(i + 5) ^ bit(i + 6) ^ bit(i + 7)) << UInt8(i)
    }
  }

  /// 5.3.2.
  static let inverseSubstitution: [UInt8] = {
    var inverse = [UInt8](repeating: 0, count: 256)
    for (value, substituted) in substitution.enumerated() { inverse[Int(substituted)] = UInt8(value) }
    return inverse
  }()

  /// 5.1.3 and 5.3.3: one column of MixColumns or InvMixColumns.
  static func mixColumn(_ column: [UInt8], inverse: Bool) -> [UInt8] {
    let factors: [UInt8] = inverse ? [0x0e, 0x0b, 0x0d, 0x09] : [0x02, 0x03, 0x01, 0x01]
    return (0..<4).map { row in
      (0..<4).reduce(0) { $0 ^ product(factors[($1 - row + 4) % 4], column[$1]) }
    }
  }

  /// 5.1: SubBytes, ShiftRows, MixColumns unless it is the last round, AddRoundKey.
  static func round(_ state: [UInt8], key: [UInt8], last: Bool) -> [UInt8] {
    let shifted = (0..<16).map { substitution[Int(state[($0 + 4 * ($0 % 4)) % 16])] }
    return zip(last ? shifted : mixColumns(shifted, inverse: false), key).map { $0 ^ $1 }
  }

  /// 5.3: InvShiftRows, InvSubBytes, AddRoundKey, InvMixColumns unless it is the last round.
  static func inverseRound(_ state: [UInt8], key: [UInt8], last: Bool) -> [UInt8] {
    let shifted = (0..<16).map { inverseSubstitution[Int(state[($0 + 12 * ($0 % 4)) % 16])] }
    let keyed = zip(shifted, key).map { $0 ^ $1 }
    return last ? keyed : mixColumns(keyed, inverse: true)
  }

  private static func mixColumns(_ state: [UInt8], inverse: Bool) -> [UInt8] {
    (0..<4).flatMap { mixColumn(Array(state[(4 * $0)..<(4 * $0 + 4)]), inverse: inverse) }
  }
}
