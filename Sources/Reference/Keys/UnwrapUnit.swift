/// An instruction that brings a key entry, field by field (docs/key-entries.md, section 4).
public struct KeyCommand: Hashable, Sendable {
  public enum Instruction: Hashable, Sendable {
    /// The entry brings the key of the whole process.
    case setck
    /// The entry brings the key of one region.
    case setk
  }

  public var instruction: Instruction
  /// The owner; 0 creates a domain. Less than `UnitParameters.domains`.
  public var domain: Int
  /// The name of the region, unique within its domain.
  public var segment: UInt8
  /// First byte of the region.
  public var base: UInt32
  /// Size in bytes, or the limit; 33 bits.
  public var bound: UInt64
  /// How to read `bound` (SF-45).
  public var boundIsLimit: Bool
  /// The encrypted key entry.
  public var entry: [UInt8]

  public init(
    _ instruction: Instruction, domain: Int, segment: UInt8, base: UInt32, bound: UInt64, boundIsLimit: Bool = false,
    entry: [UInt8]
  ) {
    self.instruction = instruction
    self.domain = domain
    self.segment = segment
    self.base = base
    self.bound = bound
    self.boundIsLimit = boundIsLimit
    self.entry = entry
  }
}

/// The answer to a key command.
public struct KeyResponse: Hashable, Sendable {
  public var status: KeyStatus
  /// The owner of the region, with the number of a domain that was created; 0 when the command was refused.
  public var domain: Int
  /// The attribute register that was filled; 0 when the command was refused.
  public var attribute: Int

  public init(_ status: KeyStatus, domain: Int = 0, attribute: Int = 0) {
    self.status = status
    self.domain = domain
    self.attribute = attribute
  }

  public init(_ status: UnwrapStatus) { self.init(.unwrap(status)) }
}

/// What an opened entry asks of the set-up port.
public struct KeyInstallation: Sendable {
  public let setup: SetupCommand
  /// For `EncryptionUnit.setup(_:entryPoints:)`.
  public let entryPoints: [UInt32]
  let owner: [UInt8]
}

/// The golden model of the unwrap unit: it opens key entries with the processor's secret key and installs their regions in the
/// encryption unit.
public struct UnwrapUnit: Sendable {
  /// Nil when the fuses hold none.
  private let identity: DeviceIdentity?
  /// The owner secret of each domain that was created.
  private var owners: [Int: [UInt8]] = [:]

  /// A unit without an identity.
  init() { identity = nil }

  /// A unit after reset, with these fuses.
  public init(fuses: [UInt64]) throws(CipherError) {
    identity = try DeviceIdentity(fuses: fuses)
  }

  /// The domains that were created and not cleared.
  public var domains: [Int] { owners.keys.sorted() }

  /// The owner secret of a domain that was created.
  public func owner(of domain: Int) -> [UInt8]? { owners[domain] }

  /// Synchronous reset: no domain exists.
  public mutating func reset() { owners = [:] }

  /// Every value that opening `entry` has on the way, most significant byte first: results of the private operation modulo each
  /// prime and as a whole, masks, seed, and the data block behind the digest of the label, which everyone knows. None when the
  /// private operation gives no result.
  public func intermediates(of entry: [UInt8]) throws(CipherError) -> [[UInt8]] {
    guard let identity, entry.count == identity.modulus.count,
      case .success(let encoded) = identity.privateOperation(entry)
    else { return [] }
    let decoding = try OAEPDecoding(encoded)
    return try [identity.p, identity.q].map { prime throws(CipherError) in
      try (BigNumber(encoded) % BigNumber(prime)).bytes(prime.count)
    } + [encoded, decoding.seedMask, decoding.seed, decoding.dataBlockMask, Array(decoding.dataBlock.dropFirst(32))]
  }

  /// Opens `entry`: everything that depends on nothing but the fuses and the entry.
  public func open(_ entry: [UInt8]) throws(CipherError) -> Result<KeyEntry, UnwrapStatus> {
    guard let identity else { return .failure(.noDeviceKey) }
    guard entry.count == identity.modulus.count else { return .failure(.wrongEntrySize) }
    switch identity.privateOperation(entry) {
    case .failure(let status):
      return .failure(status)
    case .success(let encoded):
      guard let bytes = try OAEPDecoding(encoded).message else { return .failure(.badEntry) }
      return try KeyEntry.open(bytes)
    }
  }

  /// Executes `setck` or `setk`. A refused command changes nothing. Throws only when OpenSSL itself fails, and then changes
  /// nothing either.
  public mutating func execute(
    _ command: KeyCommand, on unit: inout EncryptionUnit
  ) throws(CipherError) -> KeyResponse {
    switch try unwrap(command, domains: unit.parameters.domains) {
    case .failure(let status): KeyResponse(status)
    case .success(let installation):
      finish(installation, try unit.setup(installation.setup, entryPoints: installation.entryPoints))
    }
  }

  /// The first half of `execute`, for a set-up port elsewhere: everything up to the command for it.
  ///
  /// - Parameter domains: how many there are, counting domain 0.
  public func unwrap(
    _ command: KeyCommand, domains: Int
  ) throws(CipherError) -> Result<KeyInstallation, UnwrapStatus> {
    let entry: KeyEntry
    switch try open(command.entry) {
    case .failure(let status): return .failure(status)
    case .success(let opened): entry = opened
    }
    let isDefault = entry.flags.contains(.defaultKey)
    guard isDefault == (command.instruction == .setck) else { return .failure(.wrongKind) }

    var domain = command.domain
    if domain == 0 {
      guard let free = (1..<domains).first(where: { owners[$0] == nil }) else { return .failure(.domainsFull) }
      domain = free
    } else {
      guard let owner = owners[domain] else { return .failure(.unknownDomain) }
      guard owner == entry.owner else { return .failure(.wrongOwner) }
    }
    let size = Int64(command.bound) - (command.boundIsLimit ? Int64(command.base) : 0)
    guard isDefault || size == 64 * Int64(entry.lines) else { return .failure(.wrongRegionSize) }
    guard !entry.flags.contains(.closed) || command.base == entry.base else { return .failure(.wrongBase) }
    let setup = SetupCommand(
      .install, domain: domain, segment: command.segment, base: command.base, bound: command.bound,
      boundIsLimit: command.boundIsLimit, algorithm: entry.algorithm, nonce: entry.nonce, rights: entry.rights,
      flags: entry.flags, key: entry.key)
    return .success(KeyInstallation(setup: setup, entryPoints: entry.entryPoints, owner: entry.owner))
  }

  /// The second half: what becomes of `response`, the answer of the set-up port to the command of `installation`.
  public mutating func finish(_ installation: KeyInstallation, _ response: SetupResponse) -> KeyResponse {
    guard response.status == .ok else { return KeyResponse(.setup(response.status)) }
    owners[installation.setup.domain] = installation.owner
    return KeyResponse(.setup(.ok), domain: installation.setup.domain, attribute: response.attribute)
  }

  /// Executes any other set-up command. Every install is taken as immediate: a key in plaintext comes from the program itself.
  /// `clearDomain` ends the domain: its number is free again.
  public mutating func execute(
    _ command: SetupCommand, on unit: inout EncryptionUnit
  ) throws(CipherError) -> SetupResponse {
    var command = command
    command.immediate = true
    let response = try unit.setup(command)
    if command.operation == .clearDomain, response.status == .ok { owners[command.domain] = nil }
    return response
  }
}
