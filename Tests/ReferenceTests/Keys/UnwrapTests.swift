import Reference
import Testing

/// Section 4 of docs/key-entries.md: what becomes of a command, and every refusal.
@Suite struct UnwrapTests {
  let device: Device
  var unit = EncryptionUnit(.compact)
  var unwrap: UnwrapUnit

  init() throws {
    device = try Device.shared()
    unwrap = try UnwrapUnit(fuses: device.fuses)
  }

  private func entry(_ entry: KeyEntry = .sample()) throws -> [UInt8] { try device.wrap(entry.encoded()) }

  @Test("codes have the values of the specification")
  func codes() {
    #expect(UnwrapStatus.allCases.map(\.rawValue) == Array(17...29))
    #expect(KeyStatus.unwrap(.wrongOwner).code == 26 && KeyStatus.setup(.overlaps).code == 8)
    #expect("\(KeyStatus.unwrap(.badEntry)) \(KeyStatus.setup(.ok))" == "badEntry ok")
  }

  @Test("an entry becomes a region with its key, and nobody needs the key for it", arguments: DeviceIdentity.sizes)
  func install(bits: Int) throws {
    let device = try Device.shared(bits: bits)
    var unwrap = try UnwrapUnit(fuses: device.fuses)
    var unit = EncryptionUnit()
    let entry = KeyEntry.sample(flags: .stack, entryPoints: [0, 2, 126])
    #expect(try unwrap.open(device.wrap(entry.encoded())) == .success(entry))
    let response = try unwrap.execute(.setk(device.wrap(entry.encoded()), segment: 9), on: &unit)
    #expect(response == KeyResponse(.setup(.ok), domain: 1, attribute: 0))
    #expect(
      unit.view(0)
        == AttributeView(
          domain: 1, segment: 9, baseLine: 0x40, limitLine: 0x42, algorithm: .aes128XTS, rights: [.read, .execute],
          flags: .stack))
    #expect(unit.keySlots[0] == KeySlot(domain: 1, algorithm: .aes128XTS, key: entry.key))

    // The same as an install in plaintext: lines decrypt alike.
    var plain = EncryptionUnit()
    _ = try plain.setup(
      .region(segment: 9, nonce: entry.nonce, rights: entry.rights, flags: entry.flags, key: entry.key))
    let line = try #require(Line(bytes: Array(0..<64)))
    let request = LineRequest(.fetch, encrypted: true, domain: 1, virtualLine: 0x41)
    _ = unit.mode(ModeCommand(.select, domain: 1))
    _ = plain.mode(ModeCommand(.select, domain: 1))
    #expect(try unit.decide(request).decrypt(line) == plain.decide(request).decrypt(line))
  }

  @Test("a domain that is created gets the lowest free number, until it is cleared")
  mutating func domains() throws {
    for number in 1...3 {
      let wrapped = try entry(.sample(owner: UInt8(number), key: sampleKey(UInt8(number))))
      #expect(try unwrap.execute(.setk(wrapped), on: &unit).domain == number)
    }
    let fourth = try entry(.sample(owner: 4))
    #expect(try unwrap.execute(.setk(fourth), on: &unit) == KeyResponse(.domainsFull))
    #expect(try unwrap.execute(SetupCommand(.clear, domain: 2), on: &unit).status == .ok)
    #expect(unwrap.domains == [1, 2, 3], "a domain without regions is still there")
    #expect(try unwrap.execute(.setk(fourth), on: &unit) == KeyResponse(.domainsFull))
    #expect(try unwrap.execute(SetupCommand(.clearDomain, domain: 2), on: &unit).status == .ok)
    #expect(unwrap.domains == [1, 3])
    #expect(try unwrap.execute(.setk(fourth, domain: 2), on: &unit) == KeyResponse(.unknownDomain))
    #expect(try unwrap.execute(.setk(fourth), on: &unit).domain == 2)
    #expect(try unwrap.execute(SetupCommand(.clearDomain, domain: 0), on: &unit).status == .noDomain)
  }

  @Test("a key in plaintext is taken from its own domain in encrypted mode only, whatever the command says")
  mutating func plaintextKeys() throws {
    let owner = try unwrap.execute(.setk(entry()), on: &unit)
    var command = SetupCommand.region(segment: 1)
    command.base = 0x8000
    command.domain = owner.domain
    _ = unit.mode(ModeCommand(.select, domain: owner.domain))
    #expect(try unwrap.execute(command, on: &unit).status == .plainMode)
    _ = unit.mode(ModeCommand(.cryptomode, hasTarget: true, target: 0x1000))
    #expect(try unwrap.execute(command, on: &unit).status == .ok)
  }

  @Test("what comes up on the way is known: the encoding, and its residues")
  func intermediates() throws {
    let entry = try entry()
    let values = try unwrap.intermediates(of: entry)
    let encoded = try #require(values.first { $0.count == entry.count })
    #expect(try device.key.encryptUnpadded(encoded) == entry)
    #expect(values.contains { $0.suffix(184).elementsEqual((try? KeyEntry.sample().encoded()) ?? []) })
    #expect(try unwrap.intermediates(of: Array(entry.dropLast())).isEmpty)
  }

  @Test("an identity for simulations is the same for the same seed, and opens entries")
  func repeatable() throws {
    func identity() throws -> DeviceIdentity {
      var generator = SeededGenerator(seed: 5)
      return try DeviceIdentity.repeatable(bits: 2048, using: &generator)
    }
    let made = try identity()
    #expect(try identity() == made)
    let opened = try UnwrapUnit(fuses: made.fuses()).open(RSAKey(made).encrypt(KeyEntry.sample().encoded()))
    #expect(opened == .success(.sample()))
    #expect(made.p[0] >= 0xc0 && made.q[0] >= 0xc0)
  }

  @Test("setck and setk of one owner share a domain")
  mutating func together() throws {
    let ordinary = try unwrap.execute(.setk(entry()), on: &unit)
    var command = KeyCommand(
      .setck, domain: ordinary.domain, segment: 1, base: 0, bound: 1 << 32, boundIsLimit: true,
      entry: try entry(.sample(flags: .defaultKey, key: sampleKey(50), entryPoints: [0x1234])))
    #expect(try unwrap.execute(command, on: &unit) == KeyResponse(.setup(.ok), domain: 1, attribute: 1))
    #expect(unit.view(1)?.limitLine == 1 << 26)
    command.domain = 0
    #expect(try unwrap.execute(command, on: &unit).domain == 2, "the same owner may have several domains")
  }

  @Test("fuses without an identity: noDeviceKey")
  mutating func fuses() throws {
    let wrapped = try entry()
    let good = device.fuses
    for index in [0, 1, 2, 3, good.count - 1] {
      for bit in [0, 63] {
        var fuses = good
        fuses[index] ^= 1 << bit
        unwrap = try UnwrapUnit(fuses: fuses)
        #expect(try unwrap.execute(.setk(wrapped), on: &unit) == KeyResponse(.noDeviceKey), "word \(index) bit \(bit)")
      }
    }
    let short: [[UInt64]] = [[], [0, 0, 0], good.dropLast(), [good[0], 1 << 63, 0, 0], [good[0], 3072] + good[2...]]
    for fuses in short {
      #expect(try UnwrapUnit(fuses: fuses).open([]) == .failure(.noDeviceKey))
    }
  }

  @Test("fuses whose numbers do not belong together: fault")
  func damage() throws {
    let good = device.identity
    func flipped(_ bytes: [UInt8], _ index: Int) -> [UInt8] {
      var bytes = bytes
      bytes[index] ^= 4
      return bytes
    }
    let wrapped = try entry()
    for (name, damaged) in [
      ("p", try identity(p: flipped(good.p, 20))), ("q", try identity(q: flipped(good.q, 127))),
      ("even p", try identity(p: flipped(good.p, 127).dropLast() + [0])),
      ("no p", try identity(p: [UInt8](repeating: 0, count: 128))),
      ("dP", try identity(dP: flipped(good.dP, 0))), ("dQ", try identity(dQ: flipped(good.dQ, 127))),
      ("qInv", try identity(qInv: flipped(good.qInv, 64))),
    ] {
      #expect(try UnwrapUnit(fuses: damaged.fuses()).open(wrapped) == .failure(.fault), "\(name)")
    }
  }

  private func identity(
    p: [UInt8]? = nil, q: [UInt8]? = nil, dP: [UInt8]? = nil, dQ: [UInt8]? = nil, qInv: [UInt8]? = nil
  ) throws -> DeviceIdentity {
    let good = device.identity
    return try DeviceIdentity(
      modulus: good.modulus, p: p ?? good.p, q: q ?? good.q, dP: dP ?? good.dP, dQ: dQ ?? good.dQ,
      qInv: qInv ?? good.qInv)
  }

  @Test("wrongEntrySize and badEntry")
  mutating func size() throws {
    let wrapped = try entry()
    for wrong in [[], Array(wrapped.dropLast()), wrapped + [0], try Device.shared(bits: 3072).wrap([1])] {
      #expect(try unwrap.execute(.setk(wrong), on: &unit) == KeyResponse(.wrongEntrySize))
    }
    // SF-10: an entry for another processor.
    let other = try Device(bits: 2048)
    #expect(try unwrap.execute(.setk(other.wrap(KeyEntry.sample().encoded())), on: &unit).status.code == 20)
    // One bit of the ciphertext.
    for index in stride(from: 1, to: 256, by: 51) {
      var changed = wrapped
      changed[index] ^= 0x10
      #expect(try unwrap.execute(.setk(changed), on: &unit) == KeyResponse(.badEntry))
    }
  }

  /// What the unit says to an entry with some bytes changed, under a right or an old authenticator.
  private func open(
    _ sample: KeyEntry = .sample(), authenticate: Bool = true, _ change: (inout [UInt8]) -> Void
  ) throws -> Result<KeyEntry, UnwrapStatus> {
    var bytes = try sample.encoded()
    change(&bytes)
    return try unwrap.open(device.wrap(authenticate ? KeyEntry.authenticated(bytes) : bytes))
  }

  @Test("unknownVersion comes before everything else in the entry", arguments: [0, 2, 255])
  func version(version: UInt8) throws {
    #expect(
      try open(authenticate: false) {
        $0[0] = version
        $0[1] = 9
      } == .failure(.unknownVersion))
  }

  @Test("malformedEntry: everything that must be zero, and every field that contradicts another")
  func malformed() throws {
    for index in Array(6..<8) + Array(12..<16) {
      #expect(try open { $0[index] = 1 } == .failure(.malformedEntry), "byte \(index)")
    }
    for index in [56 + 32, 119] { #expect(try open { $0[index] = 0x80 } == .failure(.malformedEntry), "byte \(index)") }
    for bit in 3..<8 { #expect(try open { $0[3] |= 1 << bit } == .failure(.malformedEntry), "rights, bit \(bit)") }
    for bit in 5..<8 { #expect(try open { $0[4] |= 1 << bit } == .failure(.malformedEntry), "flags, bit \(bit)") }
    for (algorithm, keyBytes) in [(0, 32), (1, 0), (1, 31), (1, 33), (1, 64), (2, 32), (3, 32), (255, 0), (1, 255)] {
      let result = try open {
        $0[1] = UInt8(algorithm)
        $0[2] = UInt8(keyBytes)
      }
      #expect(result == .failure(.malformedEntry), "algorithm \(algorithm) with \(keyBytes) bytes")
    }
    // Entry points: too many, odd, at the end, beyond it; one that is not counted.
    let none = KeyEntry.sample(algorithm: .none, entryPoints: [UInt32](0..<8).map { $0 * 16 })
    #expect(try open(none) { _ in } == .success(none))
    #expect(try open { $0[5] = 9 } == .failure(.malformedEntry))
    #expect(try open { $0[5] = 255 } == .failure(.malformedEntry))
    for points in [[1], [0, 127], [128], [0xffff_fffe]] as [[UInt32]] {
      #expect(try open(.sample(entryPoints: points)) { _ in } == .failure(.malformedEntry), "\(points)")
    }
    #expect(try open(.sample(entryPoints: [2, 4])) { $0[5] = 1 } == .failure(.malformedEntry))
    // A default-key entry fits every region, and says so.
    let byDefault = KeyEntry.sample(flags: .defaultKey, entryPoints: [0xffff_fffe])
    #expect(try open(byDefault) { _ in } == .success(byDefault))
    #expect(try open(byDefault) { $0[8] = 2 } == .failure(.malformedEntry))
    #expect(try open(.sample(flags: .defaultKey, entryPoints: [3])) { _ in } == .failure(.malformedEntry))
    // The largest size: 2^32 - 1 lines must not wrap around.
    let large = KeyEntry.sample(lines: .max, entryPoints: [0xffff_fffe])
    #expect(try open(large) { _ in } == .success(large))
    // Before the authenticator.
    #expect(try open(authenticate: false) { $0[6] = 1 } == .failure(.malformedEntry))
  }

  @Test("badAuthenticator: every field is authenticated, and the authenticator itself")
  func authenticator() throws {
    let changes = [(3, 2), (4, 2), (8, 1), (16, 1), (24, 1), (55, 128), (56, 1), (87, 1), (152, 1), (183, 128)]
    for (index, change) in changes {
      #expect(
        try open(authenticate: false) { $0[index] ^= UInt8(change) } == .failure(.badAuthenticator), "byte \(index)")
    }
  }

  @Test("wrongKind comes before the domain is looked at")
  mutating func kind() throws {
    let (ordinary, byDefault) = (try entry(), try entry(.sample(flags: .defaultKey)))
    var command = KeyCommand.setk(byDefault, domain: 3)
    #expect(try unwrap.execute(command, on: &unit) == KeyResponse(.wrongKind))
    command.instruction = .setck
    command.entry = ordinary
    #expect(try unwrap.execute(command, on: &unit) == KeyResponse(.wrongKind))
  }

  @Test("unknownDomain, wrongOwner, wrongRegionSize, and the set-up port's statuses, in this order")
  mutating func order() throws {
    let (first, foreign) = (try entry(), try entry(.sample(owner: 2)))
    #expect(try unwrap.execute(.setk(first, domain: 1, lines: 3), on: &unit) == KeyResponse(.unknownDomain))
    #expect(try unwrap.execute(.setk(first), on: &unit).domain == 1)
    #expect(try unwrap.execute(.setk(foreign, domain: 1, lines: 3), on: &unit) == KeyResponse(.wrongOwner))
    for lines: UInt64 in [0, 1, 3, 1 << 26] {
      #expect(try unwrap.execute(.setk(first, domain: 1, lines: lines), on: &unit) == KeyResponse(.wrongRegionSize))
    }
    var limit = KeyCommand.setk(first, domain: 1, segment: 1, base: 0x2000)
    limit.boundIsLimit = true
    for bound: UInt64 in [0, 0x80, 0x1f80, 0x2000, 0x2040, 0x20c0] {
      limit.bound = bound
      #expect(try unwrap.execute(limit, on: &unit) == KeyResponse(.wrongRegionSize), "limit \(bound)")
    }
    // Of the right size, but not whole lines.
    limit.base = 0x2001
    limit.bound = 0x2081
    #expect(try unwrap.execute(limit, on: &unit) == KeyResponse(.setup(.unaligned)))
    #expect(try unwrap.execute(.setk(first, domain: 1, base: 0xffff_ffc0), on: &unit) == KeyResponse(.setup(.wraps)))
    #expect(try unwrap.execute(.setk(first, domain: 1), on: &unit) == KeyResponse(.setup(.duplicateSegment)))
    #expect(try unwrap.execute(.setk(first, domain: 1, segment: 1), on: &unit) == KeyResponse(.setup(.overlaps)))
    limit.base = 0x2000
    limit.bound = 0x2080
    #expect(try unwrap.execute(limit, on: &unit) == KeyResponse(.setup(.ok), domain: 1, attribute: 1))
  }

  @Test("a closed region is where its entry says, or wrongBase")
  mutating func closed() throws {
    var sample = KeyEntry.sample(flags: .closed)
    sample.base = 0x3000
    let closed = try entry(sample)
    for base: UInt32 in [0, 0x1000, 0x2fc0, 0x3040, 0x8000_3000] {
      #expect(try unwrap.execute(.setk(closed, base: base), on: &unit) == KeyResponse(.wrongBase), "\(base)")
    }
    #expect(try unwrap.execute(.setk(closed, base: 0x3000, lines: 3), on: &unit) == KeyResponse(.wrongRegionSize))
    #expect(try unwrap.execute(.setk(closed, base: 0x3000), on: &unit).status == .setup(.ok))
    #expect(unit.view(0)?.flags == .closed)
    var open = try KeyEntry.sample().encoded()
    open[12] = 64
    let malformed = try device.wrap(KeyEntry.authenticated(open))
    #expect(try unwrap.execute(.setk(malformed), on: &unit) == KeyResponse(.malformedEntry))
  }

  @Test("an entry that the set-up port refuses creates no domain")
  mutating func nothingHappens() throws {
    for (sample, status) in [
      (KeyEntry.sample(key: [UInt8](repeating: 5, count: 32)), SetupStatus.equalKeyHalves),
      (.sample(algorithm: .aes256XTS), .unknownAlgorithm), (.sample(lines: 0), .empty),
    ] {
      let command = KeyCommand.setk(try entry(sample), lines: UInt64(sample.lines))
      #expect(try unwrap.execute(command, on: &unit) == KeyResponse(.setup(status)))
    }
    #expect(unwrap.domains == [])
    #expect(unit.keySlots.allSatisfy { $0 == nil } && unit.view(0) == nil)
  }
}
