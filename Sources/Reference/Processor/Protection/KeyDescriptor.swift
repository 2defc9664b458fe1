/// The descriptor of `setck` and `setk` in memory. `docs/encrypted-execution.md`, section 4.
struct RegionDescriptor {
  static let words = 3

  let segment: UInt8
  let boundIsLimit: Bool
  let domain: UInt32
  /// Length of the key entry in units of 8 bytes.
  let entryUnits: Int
  let base: UInt32
  let bound: UInt64

  init(_ bytes: [UInt8]) {
    segment = bytes[0]
    boundIsLimit = bytes[1] & 1 != 0
    domain = UInt32(bytes[2])
    entryUnits = bytes[3] == 0 ? 256 : Int(bytes[3])
    base = UInt32(truncatingIfNeeded: littleEndian(bytes[4..<8]))
    bound = littleEndian(bytes[8..<12]) | UInt64(bytes[1] >> 1 & 1) << 32
  }
}

/// The descriptor of `setik` in memory, with the key.
struct KeyDescriptor {
  static let words = 22

  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The set-up command that the running domain gives for itself.
  func command(domain: Int) -> SetupCommand {
    SetupCommand(
      .install, domain: domain, segment: bytes[0], base: UInt32(truncatingIfNeeded: littleEndian(bytes[4..<8])),
      bound: littleEndian(bytes[8..<12]) | UInt64(bytes[1] >> 1 & 1) << 32, boundIsLimit: bytes[1] & 1 != 0,
      algorithm: bytes[2], nonce: littleEndian(bytes[16..<24]), rights: Rights(rawValue: bytes[12] & 7),
      flags: RegionFlags(rawValue: bytes[13]).intersection(.known), immediate: true, shareKey: bytes[1] & 4 != 0,
      keySegment: bytes[3], keyBytes: Int(bytes[14] & 127), key: Array(bytes[24..<88]))
  }
}
