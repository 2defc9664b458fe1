import HDL

/// The AES S-box in gates: inversion in GF(2^8) seen as GF(2^4)[y] / (y^2 + y + λ), then the affine map. FIPS 197, 5.1.1.
enum SBox {
  static func multiply16(_ a: Int, _ b: Int) -> Int {
    var product = (0..<4).reduce(0) { b >> $1 & 1 == 1 ? $0 ^ a << $1 : $0 }
    for degree in [6, 5, 4] where product >> degree & 1 == 1 { product ^= 0b10011 << (degree - 4) }
    return product
  }
  static let lambda = (1..<16).first { l in (0..<16).allSatisfy { multiply16($0, $0) ^ $0 ^ l != 0 } } ?? 0

  static func multiplyTower(_ a: Int, _ b: Int) -> Int {
    let (ah, al, bh, bl) = (a >> 4, a & 15, b >> 4, b & 15)
    let high = multiply16(ah, bh)
    return (multiply16(ah, bl) ^ multiply16(al, bh) ^ high) << 4 | (multiply16(al, bl) ^ multiply16(high, lambda))
  }

  /// Column i is the image of x^i in the tower field: powers of a root of the AES polynomial.
  static let toTower: [Int] =
    (2..<256).lazy.map { root in
      (0..<9).reduce(into: [1]) { powers, _ in powers.append(multiplyTower(powers[powers.count - 1], root)) }
    }
    .first { $0[8] ^ $0[4] ^ $0[3] ^ $0[1] ^ $0[0] == 0 }.map { Array($0.prefix(8)) } ?? []

  static func apply(_ columns: [Int], _ value: Int) -> Int {
    columns.enumerated().reduce(0) { value >> $1.offset & 1 == 1 ? $0 ^ $1.element : $0 }
  }
  static let fromTower = (0..<8).map { bit in (0..<256).first { apply(toTower, $0) == 1 << bit } ?? 0 }
  static let output = fromTower.map { apply([0x1f, 0x3e, 0x7c, 0xf8, 0xf1, 0xe3, 0xc7, 0x8f], $0) }
  static let inverse16 = (0..<16).map { a in (0..<16).first { multiply16(a, $0) == 1 } ?? 0 }
  /// For each output bit of the inversion in GF(2^4), the products of input bits whose sum it is.
  static let inversionTerms: [[Int]] = (0..<4).map { bit in
    var form = (0..<16).map { inverse16[$0] >> bit & 1 }
    for i in 0..<4 { for v in 0..<16 where v >> i & 1 == 1 { form[v] ^= form[v ^ (1 << i)] } }
    return (1..<16).filter { form[$0] == 1 }
  }

  static func sum(_ bits: [Bit]) -> Bit { bits.dropFirst().reduce(bits[0]) { $0 ^ $1 } }
  static func linear(_ columns: [Int], _ bits: [Bit], count: Int) -> [Bit] {
    (0..<count).map { output in sum(bits.indices.filter { columns[$0] >> output & 1 == 1 }.map { bits[$0] }) }
  }
  static func multiply(_ a: [Bit], _ b: [Bit]) -> [Bit] {
    let products = a.map { x in b.map { x & $0 } }
    let d = (0..<7).map { degree in sum((0..<4).filter { 0...3 ~= degree - $0 }.map { products[$0][degree - $0] }) }
    return [d[0] ^ d[4], sum([d[1], d[4], d[5]]), sum([d[2], d[5], d[6]]), d[3] ^ d[6]]
  }
  static func invert(_ a: [Bit]) -> [Bit] {
    var products = Dictionary(uniqueKeysWithValues: a.enumerated().map { (1 << $0, $1) })
    for set in (1..<15).sorted(by: { ($0.nonzeroBitCount, $0) < ($1.nonzeroBitCount, $1) }) where products[set] == nil {
      let low = set & -set
      if let first = products[low], let rest = products[set ^ low] { products[set] = first & rest }
    }
    return inversionTerms.map { sum($0.compactMap { products[$0] }) }
  }

  /// The substitution of eight bits, least significant first.
  static func substitute(_ bits: [Bit]) -> [Bit] {
    let tower = linear(toTower, bits, count: 8)
    let (low, high) = (Array(tower[..<4]), Array(tower[4...]))
    let both = zip(low, high).map { $0 ^ $1 }
    let square = linear((0..<4).map { multiply16(lambda, multiply16(1 << $0, 1 << $0)) }, high, count: 4)
    let inverse = invert(zip(square, multiply(low, both)).map { $0 ^ $1 })
    let result = linear(output, multiply(both, inverse) + multiply(high, inverse), count: 8)
    return result.enumerated().map { 0x63 >> $0 & 1 == 1 ? !$1 : $1 }
  }
}

/// One S-box as a module.
final class SubstitutionBox: Module {
  let value = In(8)
  let result = Out(8)
  override func build() { result <== cat(SBox.substitute((0..<8).map { value[$0] }).reversed()) }
}
