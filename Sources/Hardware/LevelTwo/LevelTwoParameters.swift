import HDL

/// The sizes of the level-2 cache. Its lines have 64 bytes.
public struct LevelTwoParameters: Hashable, Codable, Sendable {
  /// Bytes of data. A power of two.
  public var bytes: Int
  /// Lines that share an index: 1, 2, 4 or 8.
  public var ways: Int

  public init(bytes: Int = 65_536, ways: Int = 4) {
    self.bytes = bytes
    self.ways = ways
  }

  /// Lines of a way.
  public var sets: Int { bytes / 64 / ways }
  /// Width of a set's index in bits.
  var setBits: Int { bitsToCount(sets) }
  /// Width of a way's number in bits.
  var wayBits: Int { ways == 1 ? 0 : bitsToCount(ways) }
  /// Width in bits of what a physical address has above the index.
  var frameBits: Int { 26 - setBits }

  /// What is wrong with the parameters, or nil.
  public var problem: String? {
    guard [1, 2, 4, 8].contains(ways) else { return "ways is \(ways); it must be 1, 2, 4 or 8" }
    guard bytes >= 128 * ways, bytes & (bytes - 1) == 0, bytes <= 4 << 20 else {
      return "bytes is \(bytes); it must be a power of two, at least \(128 * ways) and at most \(4 << 20)"
    }
    return nil
  }
}
