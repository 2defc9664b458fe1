import Reference

/// Key commands for one simulated processor: entries that are accepted, and entries that are wrong in every way that the
/// golden model tells apart. An entry costs the hardware millions of cycles, so each command of a run shows something else.
struct EntryStimulus {
  /// What the fuses hold: mostly an identity, sometimes none or a damaged one.
  let fuses: [UInt64]
  /// The state after the commands so far.
  var golden: UnwrapUnit
  /// Key commands in the run.
  let count: Int
  /// Whether the run begins with as many domains as there are, and one more.
  let createsAll: Bool

  private let identity: DeviceIdentity
  /// Secrets of the programs of the run.
  private let owners: [[UInt8]]
  private let domains: Int
  /// What is still to be shown, next last.
  private var plan: [Kind]
  private var made: [(command: KeyCommand, entryPoints: [UInt32])] = []
  /// Where the regions that were installed may be entered, by domain.
  private var entryAddresses: [Int: [UInt32]] = [:]

  private enum Kind: CaseIterable {
    case create, join, wholeProcess, replay
    case flippedBit, otherProcessor, wrongPadding, notBelowModulus, wrongLength
    case otherVersion, malformed, forged, wrongKind, unknownDomain, wrongOwner, wrongSize, wrongBase
  }

  /// Neighbouring seeds differ in what they show, so that a few of them show everything.
  init(_ parameters: UnitParameters, seed: UInt64, using random: inout SeededGenerator) throws(CipherError) {
    domains = parameters.domains
    identity = try DeviceIdentity.repeatable(bits: seed % 24 == 11 ? 3072 : 2048, using: &random)
    var fuses = try identity.fuses()
    switch seed % 12 {
    case 3: fuses[random.below(fuses.count)] ^= 1 << UInt64(random.below(64))
    case 7: fuses = try identity.withWrongPrime.fuses()
    default: break
    }
    self.fuses = fuses
    golden = try UnwrapUnit(fuses: fuses)
    owners = (0..<2 + random.below(2)).map { _ in random.bytes(32) }
    // To create all domains is for units with few of them: each takes an entry.
    createsAll = parameters.domains <= 4 ? seed % 12 == 9 : seed % 240 == 9
    if createsAll {
      count = parameters.domains + 1
      plan = Array(repeating: .create, count: count)
    } else {
      count = seed % 12 == 7 ? 2 : 5 + random.below(2)
      let all = Kind.allCases + [.join, .wrongSize]
      let start = Int(seed % UInt64(all.count)) * 5 % all.count
      plan = (all[start...] + all[..<start]).reversed()
    }
  }

  /// Nothing can be wrong with a domain when there is none.
  private var needsDomain: Bool { golden.domains.isEmpty }

  /// Whether the next command should bring a region that the set-up port takes.
  var needsSoundRegion: Bool { needsDomain || createsAll }

  /// The next command; what its region is like comes from `region`, a set-up command that the port might get.
  mutating func command(
    for region: SetupCommand, using random: inout SeededGenerator
  ) throws(CipherError) -> KeyCommand? {
    let kind = needsDomain ? .create : plan.popLast() ?? random.pick(Kind.allCases)
    if kind == .replay, !made.isEmpty {
      var again = random.pick(made).command
      if random.chance(50) { again.segment = region.segment }
      if random.chance(50) { again.domain = random.chance(50) ? 0 : 1 + random.below(domains - 1) }
      return again
    }
    var region = region
    if createsAll {
      // There may be fewer keys than domains.
      region.algorithm = 0
      region.keyBytes = 0
    }
    if needsDomain { region.rights.insert(.execute) }
    var entry = entry(of: region, kind, using: &random)
    let (domain, owner) = domain(for: kind, using: &random)
    entry.owner = owner
    var command = KeyCommand(
      entry.flags.contains(.defaultKey) != (kind == .wrongKind) ? .setck : .setk, domain: domain,
      segment: region.segment, base: region.base, bound: region.bound, boundIsLimit: region.boundIsLimit, entry: [])
    if kind == .wrongSize { command.bound = (command.bound + 64 * UInt64(1 + random.below(3))) & (1 << 33 - 1) }
    command.entry = try wrapped(entry, kind, using: &random)
    made.append((command, entry.entryPoints))
    return command
  }

  /// Executes a command in the golden model.
  mutating func note(_ command: KeyCommand, on unit: inout EncryptionUnit) throws(CipherError) {
    let response = try golden.execute(command, on: &unit)
    guard response.status == .setup(.ok), let points = made.first(where: { $0.command.entry == command.entry }) else {
      return
    }
    entryAddresses[response.domain, default: []] += points.entryPoints.map { command.base &+ $0 }
  }

  /// An entry point of one of a domain's regions, now or earlier.
  func entryAddress(of domain: Int, using random: inout SeededGenerator) -> UInt32? {
    entryAddresses[domain].flatMap { $0.isEmpty ? nil : random.pick($0) }
  }

  /// The owner of the region and the secret of the entry.
  private func domain(for kind: Kind, using random: inout SeededGenerator) -> (Int, [UInt8]) {
    let known = golden.domains
    guard kind != .create, !known.isEmpty else { return (0, random.pick(owners)) }
    let domain = random.pick(known)
    let owner = golden.owner(of: domain) ?? random.pick(owners)
    switch kind {
    case .unknownDomain:
      return ((1..<domains).first { !known.contains($0) } ?? domain, owner)
    case .wrongOwner:
      var almost = owner
      almost[random.below(32)] ^= 1 << UInt8(random.below(8))
      return (domain, random.chance(50) ? almost : owners.first { $0 != owner } ?? almost)
    default: return (domain, owner)
    }
  }

  private func entry(of region: SetupCommand, _ kind: Kind, using random: inout SeededGenerator) -> KeyEntry {
    var flags = region.flags
    if kind == .wholeProcess { flags.insert(.defaultKey) }
    if kind == .wrongSize { flags.remove(.defaultKey) }
    if kind == .wrongBase { flags.insert(.closed) }
    let isDefault = flags.contains(.defaultKey)
    let size = region.boundIsLimit ? Int(region.bound) - Int(region.base) : Int(region.bound)
    let lines = isDefault ? 0 : UInt32(max(0, size) / 64)
    var entry = KeyEntry(
      algorithm: region.algorithm, rights: region.rights, flags: flags, lines: lines, nonce: region.nonce, owner: [],
      key: Array(region.key.prefix(min(64, region.keyBytes))))
    if flags.contains(.closed) { entry.base = kind == .wrongBase ? region.base ^ 64 : region.base }
    if lines > 0, random.chance(40) {
      entry.entryPoints = (0..<1 + random.below(8)).map { _ in
        UInt32(64 * random.below(min(Int(lines), 1 << 20)) + 4 * random.below(16))
      }
    }
    return entry
  }

  // MARK: Bytes

  private func wrapped(
    _ entry: KeyEntry, _ kind: Kind, using random: inout SeededGenerator
  ) throws(CipherError) -> [UInt8] {
    let length = identity.modulus.count
    var bytes = try entry.encoded()
    switch kind {
    case .otherVersion: bytes[0] = random.pick([0, 2, 0x81])
    case .malformed: spoil(&bytes, using: &random)
    default: break
    }
    bytes = try KeyEntry.authenticated(bytes)
    if kind == .forged {
      // Any byte, or one of the authenticator's.
      let place = random.chance(50) ? random.below(bytes.count) : bytes.count - 1 - random.below(32)
      bytes[place] ^= 1 << UInt8(random.below(8))
    }
    let seed = random.bytes(32)
    let key: RSAKey
    var block = try OAEPEncoding.dataBlock(bytes, count: length)
    var leadingByte: UInt8 = 0
    switch kind {
    case .wrongPadding where random.chance(20): leadingByte = 1
    case .wrongPadding where random.chance(20):
      block = try OAEPEncoding.dataBlock(Array(bytes.dropLast()), count: length)
    case .wrongPadding: block[random.below(block.count - bytes.count)] ^= 1 << UInt8(random.below(8))
    default: break
    }
    if kind == .otherProcessor {
      key = try RSAKey(DeviceIdentity.repeatable(bits: 8 * length, using: &random))
    } else {
      key = try RSAKey(identity)
    }
    var wrapped = try key.encryptUnpadded(OAEPEncoding.encoded(block, seed: seed, leadingByte: leadingByte))
    switch kind {
    case .flippedBit: wrapped[random.below(length)] ^= 1 << UInt8(random.below(8))
    case .notBelowModulus: wrapped = random.chance(50) ? identity.modulus : [UInt8](repeating: 0xff, count: length)
    case .wrongLength where random.chance(50): wrapped = Array(wrapped.prefix(8 * (1 + random.below(length / 8 - 1))))
    case .wrongLength: wrapped += random.bytes(8 * (1 + random.below(8)))
    default: break
    }
    return wrapped
  }

  /// Something that must be zero is not, or does not fit the rest.
  private func spoil(_ bytes: inout [UInt8], using random: inout SeededGenerator) {
    switch random.below(7) {
    case 0: bytes[random.pick([6, 7, 12, 13, 14, 15])] = UInt8(1 + random.below(255))
    case 1: bytes[1] = UInt8(3 + random.below(253))
    case 2: bytes[2] ^= UInt8(1 << random.below(8))
    case 3: bytes[3] |= UInt8(8 << random.below(5))
    case 4: bytes[4] |= UInt8(16 << random.below(4))
    case 5: bytes[5] = UInt8(9 + random.below(247))
    // An entry point behind the last one that counts, or an odd one.
    default: bytes[120 + 4 * random.below(8)] |= 1
    }
  }
}

extension DeviceIdentity {
  /// The same with one bit of a prime flipped, as damaged fuses would hold it if their digest were right.
  fileprivate var withWrongPrime: DeviceIdentity {
    get throws(CipherError) {
      var p = p
      p[p.count / 2] ^= 4
      return try DeviceIdentity(modulus: modulus, p: p, q: q, dP: dP, dQ: dQ, qInv: qInv)
    }
  }
}

extension SeededGenerator {
  mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: next() >> 32) } }
}
