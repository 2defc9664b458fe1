import Reference
import Vectors

/// Processors for tests: their keys are made once in a process.
struct Device {
  let key: RSAKey
  let identity: DeviceIdentity
  let fuses: [UInt64]

  init(bits: Int) throws {
    key = try RSAKey.generate(bits: bits)
    identity = try key.identity()
    fuses = try identity.fuses()
  }

  /// The fuses and the pair's PEM text.
  private static let made = Result {
    let devices = try DeviceIdentity.sizes.map { try Device(bits: $0) }
    return try devices.map { ($0.fuses, try $0.key.privatePEM()) }
  }

  /// The processor with a key of this size.
  static func shared(bits: Int = 2048) throws -> Device {
    let (fuses, text) = try made.get()[bits == 2048 ? 0 : 1]
    return try Device(fuses: fuses, key: RSAKey(privatePEM: text))
  }

  private init(fuses: [UInt64], key: RSAKey) throws {
    self.key = key
    self.fuses = fuses
    identity = try key.identity()
  }

  /// The entry of these 184 or other bytes.
  func wrap(_ plaintext: [UInt8]) throws -> [UInt8] { try key.encrypt(plaintext) }
}

extension KeyEntry {
  /// An acceptable entry: aes128-xts for two lines.
  static func sample(
    algorithm: Algorithm = .aes128XTS, flags: RegionFlags = [], lines: UInt32 = 2, owner: UInt8 = 1,
    key: [UInt8]? = nil, entryPoints: [UInt32] = []
  ) -> KeyEntry {
    KeyEntry(
      algorithm: algorithm.rawValue, rights: [.read, .execute], flags: flags,
      lines: flags.contains(.defaultKey) ? 0 : lines, nonce: 0x0123_4567_89ab_cdef,
      owner: [UInt8](repeating: owner, count: 32), key: key ?? sampleKey(7, count: algorithm.keyLength),
      entryPoints: entryPoints)
  }
}

extension KeyCommand {
  /// `setk` for two lines from 0x1000 on.
  static func setk(_ entry: [UInt8], domain: Int = 0, segment: UInt8 = 0, base: UInt32 = 0x1000, lines: UInt64 = 2)
    -> KeyCommand
  {
    KeyCommand(.setk, domain: domain, segment: segment, base: base, bound: 64 * lines, entry: entry)
  }
}

extension RSAKeyNumbers {
  /// A processor with this key, whose modulus has one of `DeviceIdentity.sizes`.
  func identity() throws -> DeviceIdentity {
    try DeviceIdentity(
      modulus: modulus.numberBytes, p: p.numberBytes, q: q.numberBytes, dP: dP.numberBytes, dQ: dQ.numberBytes,
      qInv: qInv.numberBytes)
  }

  /// The same for the private operation alone, of any size.
  var golden: RSAPrivateKey? { RSAPrivateKey(modulus: modulus, p: p, q: q, dP: dP, dQ: dQ, qInv: qInv) }
}
