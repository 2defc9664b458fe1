/// The golden model of the encryption unit (docs/encryption-unit.md, sections 1 to 6), transaction by transaction.
///
/// Call `setup(_:)`, `mode(_:)` and `decide(_:)` in the order of the handshakes (section 6); each takes effect at
/// once. The model is a value: a copy keeps the tables as they stood. Copies share expanded keys, so use a unit and
/// its copies on one thread at a time.
public struct EncryptionUnit {
  public let parameters: UnitParameters

  /// The domain that runs; 0 is "no domain".
  public internal(set) var runningDomain = 0

  /// The mode state of each domain.
  public internal(set) var modeStates: [ModeState]

  /// The key store. A free slot is nil; in hardware it holds zeros.
  public internal(set) var keySlots: [KeySlot?]

  /// The attribute registers. A free one is nil.
  var regions: [Region?]

  /// A unit after reset.
  public init(_ parameters: UnitParameters = .standard) {
    self.parameters = parameters
    modeStates = Array(repeating: ModeState(), count: parameters.domains)
    keySlots = Array(repeating: nil, count: parameters.keySlots)
    regions = Array(repeating: nil, count: parameters.attributes)
  }

  /// Synchronous reset: no regions, no keys, every mode state as after power-on, domain 0 runs.
  public mutating func reset() {
    self = EncryptionUnit(parameters)
  }

  /// The mode of the running domain.
  public var runningMode: Mode { modeStates[runningDomain].mode }

  /// What the outputs `view_*` show of attribute register `attribute`; nil while the register is free.
  public func view(_ attribute: Int) -> AttributeView? {
    guard let region = regions[attribute] else { return nil }
    return AttributeView(
      domain: region.domain, segment: region.segment, baseLine: region.lines.lowerBound,
      limitLine: region.lines.upperBound, algorithm: region.cipher.algorithm, rights: region.rights,
      flags: region.flags)
  }

  /// The key slot that attribute register `attribute` uses; nil for a free register and for algorithm `none`.
  public func keySlot(ofAttribute attribute: Int) -> Int? {
    regions[attribute]?.keySlot
  }
}

/// The sizes of the unit's tables (section 1). `attributes` and `domains` are powers of two.
public struct UnitParameters: Hashable, Sendable {
  /// Attribute registers, one for each region.
  public var attributes: Int
  /// Keys in the key store.
  public var keySlots: Int
  /// Domains, counting domain 0.
  public var domains: Int
  /// Depth of the back-link stack of each domain.
  public var backLinks: Int
  /// Whether algorithm 2 exists.
  public var aes256: Bool
  /// Sealed contexts that may be in memory at once; 0 for a processor that has none.
  public var images: Int

  public init(attributes: Int, keySlots: Int, domains: Int, backLinks: Int, aes256: Bool, images: Int = 0) {
    self.attributes = attributes
    self.keySlots = keySlots
    self.domains = domains
    self.backLinks = backLinks
    self.aes256 = aes256
    self.images = images
  }

  /// The tables of the design points small, balanced and fast.
  public static let standard = UnitParameters(
    attributes: 16, keySlots: 16, domains: 16, backLinks: 8, aes256: true, images: 16)
  /// The smallest tables that are built and tested.
  public static let minimal = UnitParameters(attributes: 4, keySlots: 2, domains: 4, backLinks: 2, aes256: false)
}

/// What a domain may do with the lines of a region (SF-20).
public struct Rights: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let read = Rights(rawValue: 1)
  public static let write = Rights(rawValue: 2)
  public static let execute = Rights(rawValue: 4)
}

/// The flags of a region (section 3).
public struct RegionFlags: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Applies only where no ordinary region does, and only in encrypted mode (SF-43, SF-70).
  public static let defaultKey = RegionFlags(rawValue: 1)
  /// Loads, stores and write-backs from plaintext mode are allowed (SF-27).
  public static let plainAccess = RegionFlags(rawValue: 2)
  /// Descriptive.
  public static let shared = RegionFlags(rawValue: 4)
  /// Descriptive.
  public static let stack = RegionFlags(rawValue: 8)
  /// The domain of the region is closed.
  public static let closed = RegionFlags(rawValue: 16)

  /// All that there are.
  public static let known: RegionFlags = [.defaultKey, .plainAccess, .shared, .stack, .closed]
}

/// The public view of a valid attribute register (section 3): everything but nonce and key.
public struct AttributeView: Hashable, Sendable {
  public let domain: Int
  public let segment: UInt8
  /// Number of the first line.
  public let baseLine: UInt32
  /// Number of the first line after the region; up to 2^26.
  public let limitLine: UInt32
  public let algorithm: Algorithm
  public let rights: Rights
  public let flags: RegionFlags

  public init(
    domain: Int, segment: UInt8, baseLine: UInt32, limitLine: UInt32, algorithm: Algorithm, rights: Rights,
    flags: RegionFlags
  ) {
    self.domain = domain
    self.segment = segment
    self.baseLine = baseLine
    self.limitLine = limitLine
    self.algorithm = algorithm
    self.rights = rights
    self.flags = flags
  }
}

/// An occupied slot of the key store.
public struct KeySlot: Hashable, Sendable {
  /// The domain whose regions use the key.
  public let domain: Int
  public let algorithm: Algorithm
  /// The key, data key first; `algorithm.keyLength` bytes.
  public let key: [UInt8]

  public init(domain: Int, algorithm: Algorithm, key: [UInt8]) {
    self.domain = domain
    self.algorithm = algorithm
    self.key = key
  }
}

/// A valid attribute register.
struct Region {
  let domain: Int
  let segment: UInt8
  /// Line numbers, base to limit.
  let lines: Range<UInt32>
  let cipher: LineCipher
  let nonce: UInt64
  let rights: Rights
  let flags: RegionFlags
  let keySlot: Int?
  /// Offsets at which encrypted mode may begin; none leaves every address open.
  let entryPoints: [UInt32]
  /// The domain has entered it since it was installed.
  var isEntered = false

  var isDefaultKey: Bool { flags.contains(.defaultKey) }

  /// The tweak of a line of the region.
  func tweak(ofLine line: UInt32) -> Tweak {
    Tweak(lineIndex: UInt64(line - lines.lowerBound), nonce: nonce)
  }
}

extension EncryptionUnit {
  /// The register of `domain` whose range contains `line`: the ordinary one, or the default-key entry.
  func attribute(of domain: Int, containing line: UInt32, defaultKey: Bool) -> Int? {
    regions.indices.first { index in
      guard let region = regions[index] else { return false }
      return region.domain == domain && region.isDefaultKey == defaultKey && region.lines.contains(line)
    }
  }

  /// Whether in encrypted mode the domain finds nothing at `line` where it has no region: some region closes it, and the line is in
  /// the lower half of the address space.
  func isShut(_ domain: Int, _ line: UInt32) -> Bool {
    line < 1 << 25 && regions.contains { $0?.domain == domain && $0?.flags.contains(.closed) == true }
  }

  /// The register of `domain` that has `segment`.
  func attribute(of domain: Int, segment: UInt8) -> Int? {
    regions.firstIndex { region in region?.domain == domain && region?.segment == segment }
  }
}
