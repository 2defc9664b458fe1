/// The operation of a set-up command (section 3). Raw value 3 is a valid field value without an operation.
public struct SetupOperation: RawRepresentable, Hashable, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let install = SetupOperation(rawValue: 0)
  public static let clear = SetupOperation(rawValue: 1)
  public static let clearDomain = SetupOperation(rawValue: 2)
}

/// A set-up command, field by field as on the port (section 3).
public struct SetupCommand: Hashable, Sendable {
  public var operation: SetupOperation
  /// The owner; less than `UnitParameters.domains`.
  public var domain: Int
  /// The name of the region, unique within its domain.
  public var segment: UInt8
  /// First byte of the region.
  public var base: UInt32
  /// Size in bytes, or the limit; 33 bits.
  public var bound: UInt64
  /// How to read `bound` (SF-16).
  public var boundIsLimit: Bool
  /// Id of the algorithm (SF-17); any value.
  public var algorithm: UInt8
  public var nonce: UInt64
  public var rights: Rights
  public var flags: RegionFlags
  /// The key comes in plaintext from the program itself, `setik` (SF-46).
  public var immediate: Bool
  /// Use the key of `keySegment` instead of `key` (SF-18).
  public var shareKey: Bool
  /// Segment of the same domain whose key is shared.
  public var keySegment: UInt8
  /// Length of the key in bytes; 7 bits.
  public var keyBytes: Int
  /// Byte 0 first, up to 64; bytes at and beyond `keyBytes` are ignored, missing ones are zero.
  public var key: [UInt8]

  /// Every field; `keyBytes` is the length of `key` unless given.
  public init(
    _ operation: SetupOperation, domain: Int, segment: UInt8 = 0, base: UInt32 = 0, bound: UInt64 = 0,
    boundIsLimit: Bool = false, algorithm: UInt8 = 0, nonce: UInt64 = 0, rights: Rights = [], flags: RegionFlags = [],
    immediate: Bool = false, shareKey: Bool = false, keySegment: UInt8 = 0, keyBytes: Int? = nil, key: [UInt8] = []
  ) {
    self.operation = operation
    self.domain = domain
    self.segment = segment
    self.base = base
    self.bound = bound
    self.boundIsLimit = boundIsLimit
    self.algorithm = algorithm
    self.nonce = nonce
    self.rights = rights
    self.flags = flags
    self.immediate = immediate
    self.shareKey = shareKey
    self.keySegment = keySegment
    self.keyBytes = keyBytes ?? key.count
    self.key = key
  }
}

/// The status codes of the set-up port, with their raw values.
public enum SetupStatus: UInt8, CaseIterable, Sendable {
  case ok = 0
  case noDomain = 1
  case plainMode = 2
  case unknownAlgorithm = 3
  case wrongKeySize = 4
  case unaligned = 5
  case empty = 6
  case wraps = 7
  case overlaps = 8
  case duplicateSegment = 9
  case attributesFull = 10
  case keyStoreFull = 11
  case noSuchKey = 12
  case nonceReused = 13
  case unknownSegment = 14
  case equalKeyHalves = 15
  case unknownOperation = 16
}

/// The answer to a set-up command.
public struct SetupResponse: Hashable, Sendable {
  public var status: SetupStatus
  /// The register that an accepted install filled; 0 otherwise.
  public var attribute: Int

  public init(_ status: SetupStatus, attribute: Int = 0) {
    self.status = status
    self.attribute = attribute
  }
}

extension EncryptionUnit {
  /// Executes a set-up command (section 3). A refused one changes nothing. Throws only when OpenSSL itself fails,
  /// and then changes nothing either.
  ///
  /// - Parameter entryPoints: for an install by a key entry: the offsets from the region's base at which encrypted mode may
  ///   begin (docs/key-entries.md, section 5); none leaves every address open.
  public mutating func setup(
    _ command: SetupCommand, entryPoints: [UInt32] = []
  ) throws(CipherError) -> SetupResponse {
    switch command.operation {
    case .install: try install(command, entryPoints)
    case .clear: clear(command.domain, segment: command.segment)
    case .clearDomain: clearDomain(command.domain)
    default: SetupResponse(.unknownOperation)
    }
  }

  /// The guards stand in the order of the specification's list.
  private mutating func install(
    _ command: SetupCommand, _ entryPoints: [UInt32]
  ) throws(CipherError) -> SetupResponse {
    let domain = command.domain
    guard domain != 0 else { return SetupResponse(.noDomain) }
    guard !command.immediate || (domain == runningDomain && runningMode.isEncrypted) else {
      return SetupResponse(.plainMode)
    }
    guard let algorithm = Algorithm(rawValue: command.algorithm), parameters.aes256 || algorithm != .aes256XTS else {
      return SetupResponse(.unknownAlgorithm)
    }
    guard command.hasRightKeySize(for: algorithm) else { return SetupResponse(.wrongKeySize) }

    let base = UInt64(command.base)
    guard base % 64 == 0, command.bound % 64 == 0 else { return SetupResponse(.unaligned) }
    let limit = command.boundIsLimit ? command.bound : base + command.bound
    guard limit <= 1 << 32 else { return SetupResponse(.wraps) }
    guard limit > base else { return SetupResponse(.empty) }
    let lines = UInt32(base / 64)..<UInt32(limit / 64)

    let needsKey = algorithm != .none && !command.shareKey
    let key = command.keyField(length: algorithm.keyLength)
    guard !needsKey || key.prefix(key.count / 2) != key.suffix(key.count / 2) else {
      return SetupResponse(.equalKeyHalves)
    }

    guard attribute(of: domain, segment: command.segment) == nil else { return SetupResponse(.duplicateSegment) }
    let overlaps = regions.contains { region in
      guard let region, region.domain == domain else { return false }
      return region.isDefaultKey == command.flags.contains(.defaultKey) && region.lines.overlaps(lines)
    }
    guard !overlaps else { return SetupResponse(.overlaps) }

    var owner: Region?
    if command.shareKey {
      owner = attribute(of: domain, segment: command.keySegment).flatMap { regions[$0] }
      guard let owner, owner.cipher.algorithm == algorithm else { return SetupResponse(.noSuchKey) }
      let nonceReused = regions.contains { $0?.keySlot == owner.keySlot && $0?.nonce == command.nonce }
      guard !nonceReused else { return SetupResponse(.nonceReused) }
    }
    guard let attribute = regions.firstIndex(where: { $0 == nil }) else { return SetupResponse(.attributesFull) }
    let freeSlot = keySlots.firstIndex { $0 == nil }
    guard !needsKey || freeSlot != nil else { return SetupResponse(.keyStoreFull) }

    let keySlot = needsKey ? freeSlot : owner?.keySlot
    let cipher: LineCipher = if let owner { owner.cipher } else { try LineCipher(algorithm, key: key) }
    if needsKey, let keySlot {
      keySlots[keySlot] = KeySlot(domain: domain, algorithm: algorithm, key: key)
    }
    regions[attribute] = Region(
      domain: domain, segment: command.segment, lines: lines, cipher: cipher, nonce: command.nonce,
      rights: command.rights, flags: command.flags, keySlot: keySlot, entryPoints: entryPoints)
    return SetupResponse(.ok, attribute: attribute)
  }

  private mutating func clear(_ domain: Int, segment: UInt8) -> SetupResponse {
    guard domain != 0 else { return SetupResponse(.noDomain) }
    guard let attribute = attribute(of: domain, segment: segment) else { return SetupResponse(.unknownSegment) }
    free(attribute)
    return SetupResponse(.ok)
  }

  private mutating func clearDomain(_ domain: Int) -> SetupResponse {
    guard domain != 0 else { return SetupResponse(.noDomain) }
    for attribute in regions.indices where regions[attribute]?.domain == domain {
      free(attribute)
    }
    modeStates[domain] = ModeState()
    if runningDomain == domain { runningDomain = 0 }
    return SetupResponse(.ok)
  }

  /// Frees a register, and its key slot when no other region uses it.
  private mutating func free(_ attribute: Int) {
    let keySlot = regions[attribute]?.keySlot
    regions[attribute] = nil
    if let keySlot, !regions.contains(where: { $0?.keySlot == keySlot }) {
      keySlots[keySlot] = nil
    }
  }
}

extension SetupCommand {
  fileprivate func hasRightKeySize(for algorithm: Algorithm) -> Bool {
    if algorithm == .none { return !shareKey && keyBytes == 0 }
    return shareKey || keyBytes == algorithm.keyLength
  }

  /// The first `length` bytes of the 64-byte field that carries the key.
  fileprivate func keyField(length: Int) -> [UInt8] {
    Array(key.prefix(length)) + Array(repeating: 0, count: max(0, length - key.count))
  }
}
