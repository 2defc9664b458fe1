/// The contents of a key entry: a key, and what it may be used for (docs/key-entries.md, section 1).
///
/// Every value can be encoded, also those that the processor refuses when it opens the entry.
public struct KeyEntry: Equatable, Sendable {
  /// 1 in every entry that this page describes.
  public var version: UInt8 = 1
  /// Id of the algorithm; any value.
  public var algorithm: UInt8
  public var rights: Rights
  public var flags: RegionFlags
  /// Size of the region in lines of 64 bytes; 0 with the default-key flag.
  public var lines: UInt32
  /// First byte of the region, with the closed flag; else 0.
  public var base: UInt32
  public var nonce: UInt64
  /// The secret of the program that owns the region; 32 bytes.
  public var owner: [UInt8]
  /// Up to 64 bytes.
  public var key: [UInt8]
  /// Offsets from the base of the region at which encrypted mode may be entered; none leaves every address open. At most 8.
  public var entryPoints: [UInt32]

  public init(
    algorithm: UInt8, rights: Rights, flags: RegionFlags = [], lines: UInt32, base: UInt32 = 0, nonce: UInt64,
    owner: [UInt8], key: [UInt8], entryPoints: [UInt32] = []
  ) {
    self.algorithm = algorithm
    self.rights = rights
    self.flags = flags
    self.lines = lines
    self.base = base
    self.nonce = nonce
    self.owner = owner
    self.key = key
    self.entryPoints = entryPoints
  }

  /// Length of an encoded entry in bytes.
  public static let byteCount = 184

  /// Where the fields lie.
  enum Field {
    static let padding = 6..<8
    static let lines = 8..<12
    static let base = 12..<16
    static let nonce = 16..<24
    static let owner = 24..<56
    static let key = 56..<120
    static let entryPoints = 120..<152
    static let authenticated = 0..<152
    static let authenticator = 152..<184
  }

  /// The 184 bytes that are encrypted for a processor. Throws when a field is longer than its place, and when OpenSSL fails.
  public func encoded() throws(CipherError) -> [UInt8] {
    for (name, actual, limit) in [
      ("key", key.count, Field.key.count), ("entry points", entryPoints.count, Field.entryPoints.count / 4),
    ] where actual > limit {
      throw .dataLength(cipher: "key entry, \(name)", requirement: "at most \(limit)", actual: actual)
    }
    guard owner.count == Field.owner.count else {
      throw .dataLength(cipher: "key entry, owner secret", requirement: "\(Field.owner.count)", actual: owner.count)
    }
    var bytes = [UInt8](repeating: 0, count: KeyEntry.byteCount)
    bytes[0] = version
    bytes[1] = algorithm
    bytes[2] = UInt8(key.count)
    bytes[3] = rights.rawValue
    bytes[4] = flags.rawValue
    bytes[5] = UInt8(entryPoints.count)
    bytes.replaceSubrange(Field.lines, with: littleEndian(lines))
    bytes.replaceSubrange(Field.base, with: littleEndian(base))
    bytes.replaceSubrange(Field.nonce, with: littleEndian(nonce))
    bytes.replaceSubrange(Field.owner, with: owner)
    bytes.replaceSubrange(Field.key.prefix(key.count), with: key)
    let offsets = entryPoints.flatMap(littleEndian)
    bytes.replaceSubrange(Field.entryPoints.prefix(offsets.count), with: offsets)
    return try KeyEntry.authenticated(bytes)
  }

  /// The same bytes with the authenticator that belongs to them: for entries whose other bytes were changed.
  ///
  /// - Parameter bytes: an encoded entry.
  public static func authenticated(_ bytes: [UInt8]) throws(CipherError) -> [UInt8] {
    guard bytes.count == byteCount else {
      throw .dataLength(cipher: "key entry", requirement: "\(byteCount)", actual: bytes.count)
    }
    var bytes = bytes
    let code = try hmacSHA256(key: Array(bytes[Field.owner]), Array(bytes[Field.authenticated]))
    bytes.replaceSubrange(Field.authenticator, with: code)
    return bytes
  }
}

extension Range<Int> {
  fileprivate func prefix(_ count: Int) -> Range<Int> { lowerBound..<lowerBound + count }
}
