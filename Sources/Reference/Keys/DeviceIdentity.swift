import COpenSSL

/// The identity of a processor: the RSA key in its fuses (docs/key-entries.md, section 3). The public exponent is 65537.
///
/// Numbers are bytes, most significant first: as many as the modulus has, or half as many.
public struct DeviceIdentity: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
  public let modulus: [UInt8]
  public let p: [UInt8]
  public let q: [UInt8]
  /// d mod (p - 1).
  public let dP: [UInt8]
  /// d mod (q - 1).
  public let dQ: [UInt8]
  /// The inverse of q modulo p.
  public let qInv: [UInt8]

  /// Bits of the modulus: 2048 or 3072.
  public var bits: Int { 8 * modulus.count }
  /// The sizes that there are.
  public static let sizes = [2048, 3072]

  /// A key pair made elsewhere, such as by RSAKey. Throws when a number does not have the length that goes with the modulus,
  /// or the modulus none of `sizes`. Nothing else is checked: with wrong numbers every entry ends with `fault`.
  public init(
    modulus: [UInt8], p: [UInt8], q: [UInt8], dP: [UInt8], dQ: [UInt8], qInv: [UInt8]
  ) throws(CipherError) {
    let lengths = DeviceIdentity.sizes.map { $0 / 8 }
    guard lengths.contains(modulus.count) else {
      throw .keyLength(cipher: "RSA modulus", expected: lengths, actual: modulus.count)
    }
    for number in [p, q, dP, dQ, qInv] where 2 * number.count != modulus.count {
      throw .keyLength(cipher: "RSA prime", expected: [modulus.count / 2], actual: number.count)
    }
    self.modulus = modulus
    self.p = p
    self.q = q
    self.dP = dP
    self.dQ = dQ
    self.qInv = qInv
  }

  /// Reads fuses. Nil when they hold no identity: name, size or digest are wrong. Words beyond the identity are ignored.
  public init?(fuses: [UInt64]) throws(CipherError) {
    guard fuses.count > 3, fuses[0] == DeviceIdentity.name, let bits = Int(exactly: fuses[1]),
      DeviceIdentity.sizes.contains(bits)
    else { return nil }
    let whole = bits / 64
    let numbers = fuses.dropFirst(3).prefix(whole + 5 * (whole / 2))
    guard numbers.count == whole + 5 * (whole / 2), try fuses[2] == DeviceIdentity.digest(of: Array(numbers)) else {
      return nil
    }
    func number(_ start: Int, _ count: Int) -> [UInt8] {
      numbers.dropFirst(start).prefix(count).flatMap(littleEndian).reversed()
    }
    let halves = (0..<5).map { number(whole + $0 * (whole / 2), whole / 2) }
    try self.init(
      modulus: number(0, whole), p: halves[0], q: halves[1], dP: halves[2], dQ: halves[3], qInv: halves[4])
  }

  /// The words of the fuses: 115 or 171.
  public func fuses() throws(CipherError) -> [UInt64] {
    let numbers = [modulus, p, q, dP, dQ, qInv].flatMap { number in
      let bytes = Array(number.reversed())
      return stride(from: 0, to: bytes.count, by: 8).map { littleEndian(bytes[$0..<$0 + 8]) }
    }
    return [DeviceIdentity.name, UInt64(bits), try DeviceIdentity.digest(of: numbers)] + numbers
  }

  /// `KEYLINE1`, the first letter in the lowest byte.
  private static let name = littleEndian("KEYLINE1".utf8)

  private static func digest(of words: [UInt64]) throws(CipherError) -> UInt64 {
    littleEndian(try sha256(words.flatMap(littleEndian)).prefix(8))
  }

  /// Secret numbers never get into a message or a log.
  public var description: String { "processor identity of \(bits) bits" }
  public var customMirror: Mirror { Mirror(self, children: ["bits": bits]) }
}

extension DeviceIdentity {
  /// An identity for a simulation that must repeat: it follows from `generator` alone, and protects nothing.
  ///
  /// - Parameter bits: one of `sizes`.
  public static func repeatable(
    bits: Int, using generator: inout some RandomNumberGenerator
  ) throws(CipherError) -> DeviceIdentity {
    let count = bits / 16
    let (p, q) = (try prime(count, using: &generator), try prime(count, using: &generator))
    let exponent = try BigNumber([1, 0, 1])
    return try DeviceIdentity(
      modulus: (p * q).bytes(2 * count), p: p.bytes(count), q: q.bytes(count),
      dP: exponent.inverse(modulo: p.predecessor()).bytes(count),
      dQ: exponent.inverse(modulo: q.predecessor()).bytes(count), qInv: q.inverse(modulo: p).bytes(count))
  }

  /// A prime of `count` bytes with both upper bits set, for which there is a secret exponent.
  private static func prime(
    _ count: Int, using generator: inout some RandomNumberGenerator
  ) throws(CipherError) -> BigNumber {
    while true {
      var bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      bytes[0] |= 0xc0
      bytes[count - 1] |= 1
      let candidate = try BigNumber(bytes)
      let hasExponent = try !(candidate.predecessor() % BigNumber([1, 0, 1])).isZero
      if hasExponent, try candidate.isPrime { return candidate }
    }
  }
}
