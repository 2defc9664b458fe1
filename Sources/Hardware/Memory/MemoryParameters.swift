import HDL

/// The sizes of a level-1 cache. Its lines have 64 bytes.
public struct CacheParameters: Hashable, Codable, Sendable {
  /// Bytes of data. A power of two.
  public var bytes: Int
  /// Lines that share an index: 1 or 2.
  public var ways: Int

  public init(bytes: Int = 8192, ways: Int = 2) {
    self.bytes = bytes
    self.ways = ways
  }

  /// Lines of a way.
  public var sets: Int { bytes / 64 / ways }
  /// Width of a set's index in bits.
  public var setBits: Int { bitsToCount(sets) }
  /// Width in bits of what a physical address has above the index.
  public var frameBits: Int { 26 - setBits }

  /// What is wrong with the parameters, or nil.
  public var problem: String? {
    guard ways == 1 || ways == 2 else { return "ways is \(ways); it must be 1 or 2" }
    guard bytes >= 128 * ways, bytes & (bytes - 1) == 0 else {
      return "bytes is \(bytes); it must be a power of two, at least \(128 * ways)"
    }
    // A page's offset is the same in virtual and physical addresses: only an index within it finds a line before it is
    // translated.
    guard bytes / ways <= 4096 else { return "a way has \(bytes / ways) bytes; it may have 4096 at most" }
    return nil
  }
}

/// The sizes of the memory unit.
public struct MemoryParameters: Hashable, Codable, Sendable {
  public var instructionCache = CacheParameters()
  public var dataCache = CacheParameters()
  /// Entries of each of the two translation buffers. A power of two.
  public var translations = 16
  /// Domains of the encryption unit, counting domain 0. A power of two.
  public var domains = UnitParameters().domains
  /// Attribute registers of the encryption unit. A power of two.
  public var attributes = UnitParameters().attributes

  public init() {}

  /// The smallest memory unit that is tested: direct-mapped caches of 2 KiB, and tables of the minimal encryption unit.
  public static var minimal: MemoryParameters {
    var parameters = MemoryParameters()
    parameters.instructionCache = CacheParameters(bytes: 2048, ways: 1)
    parameters.dataCache = CacheParameters(bytes: 2048, ways: 1)
    parameters.translations = 4
    parameters.domains = DesignPoint.minimal.parameters.domains
    parameters.attributes = DesignPoint.minimal.parameters.attributes
    return parameters
  }

  /// Width of a domain number in bits.
  public var domainBits: Int { bitsToCount(domains) }
  /// Width of the index of a translation buffer's entry in bits.
  public var translationBits: Int { bitsToCount(translations) }
  /// The encryption unit below, as far as its line port depends on it.
  var unit: UnitParameters {
    var unit = UnitParameters()
    unit.domains = domains
    unit.attributes = attributes
    return unit
  }

  /// What is wrong with the parameters, or nil.
  public var problem: String? {
    if let problem = instructionCache.problem { return "instructionCache: \(problem)" }
    if let problem = dataCache.problem { return "dataCache: \(problem)" }
    if translations < 2 || translations & (translations - 1) != 0 {
      return "translations is \(translations); it must be a power of two, at least 2"
    }
    return unit.problem
  }
}
