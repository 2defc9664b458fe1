import Testing

import struct Reference.EncryptionUnit
import struct Reference.KeyCommand
import struct Reference.KeyEntry
import struct Reference.ModeCommand
import class Reference.RSAKey
import struct Reference.RegionFlags
import struct Reference.SetupCommand
import struct Reference.UnitParameters
import struct Reference.UnwrapUnit
import func Reference.sha256

@testable import Hardware

/// The keyed unit and the golden model get the same key commands and must answer the same; the key goes nowhere but into the
/// key store. The private operation takes 1.7 million cycles, so every entry is chosen to show something.
@Suite struct UnwrapUnitTests {
  /// A processor and a maker of entries for it.
  final class Pair {
    let key: RSAKey
    let bench: KeyedUnitBench
    var golden: Reference.UnwrapUnit
    var unit: Reference.EncryptionUnit
    let point: DesignPoint

    init(_ point: DesignPoint, bits: Int = 2048, breakFuses: (inout [UInt64]) -> Void = { _ in }) throws {
      self.point = point
      key = try RSAKey.generate(bits: bits)
      var fuses = try key.identity().fuses()
      breakFuses(&fuses)
      bench = try KeyedUnitBench(point.parameters, fuses: fuses)
      golden = try Reference.UnwrapUnit(fuses: fuses)
      let sizes = point.parameters
      unit = Reference.EncryptionUnit(
        Reference.UnitParameters(
          attributes: sizes.attributes, keySlots: sizes.keySlots, domains: sizes.domains, backLinks: sizes.backLinks,
          aes256: sizes.aes256))
    }

    func wrap(_ entry: KeyEntry) throws -> [UInt8] { try key.encrypt(entry.encoded()) }

    /// Executes on both, and compares.
    func execute(
      _ command: KeyCommand, _ what: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> KeyedUnitBench.Answer {
      let expected = try golden.execute(command, on: &unit)
      let answer = try bench.execute(command)
      #expect(answer.status == UInt64(expected.status.code), "\(what)", sourceLocation: sourceLocation)
      #expect(answer.domain == UInt64(expected.domain), "\(what)", sourceLocation: sourceLocation)
      #expect(answer.attribute == UInt64(expected.attribute), "\(what)", sourceLocation: sourceLocation)
      return answer
    }

    /// The status of a mode command, the same on both.
    func execute(_ command: ModeCommand, sourceLocation: SourceLocation = #_sourceLocation) throws -> UInt64 {
      let expected = golden(command)
      let answer = try bench.mode(command)
      #expect(answer == expected, "\(command)", sourceLocation: sourceLocation)
      return answer.status
    }

    private func golden(_ command: ModeCommand) -> KeyedUnitBench.ModeAnswer {
      let response = unit.mode(command)
      return KeyedUnitBench.ModeAnswer(
        status: UInt64(response.status.rawValue), encrypted: response.encrypted ? 1 : 0,
        attribute: UInt64(response.attribute), pc: UInt64(response.pc))
    }

    /// The addresses of the two lines from 0x1000 on at which encrypted mode may begin.
    func open() throws -> [UInt32] {
      _ = try execute(ModeCommand(.select, domain: 1))
      return try (UInt32(0x1000)..<0x1080).filter { address in
        let isOpen = try execute(ModeCommand(.cryptomode, hasTarget: true, target: address, next: 0x40)) == 0
        if isOpen { _ = try execute(ModeCommand(.retmode, next: 0x44)) }
        return isOpen
      }
    }
  }

  static func entry(
    owner: UInt8 = 1, key: UInt8 = 7, lines: UInt32 = 2, flags: Reference.RegionFlags = [], nonce: UInt64 = 0x1234
  ) -> KeyEntry {
    KeyEntry(
      algorithm: 1, rights: [.read, .execute], flags: flags, lines: lines, nonce: nonce,
      owner: (0..<32).map { owner &+ UInt8($0) }, key: (0..<32).map { key &+ UInt8($0) }, entryPoints: [0, 64])
  }

  static func setk(_ entry: [UInt8], domain: Int = 0, segment: UInt8 = 0, base: UInt32 = 0x1000, lines: UInt64 = 2)
    -> KeyCommand
  {
    KeyCommand(.setk, domain: domain, segment: segment, base: base, bound: 64 * lines, entry: entry)
  }

  @Test("entries become regions, and every refusal is the golden model's")
  func statuses() throws {
    let pair = try Pair(.minimal)
    let good = try pair.wrap(Self.entry())
    let first = try pair.execute(Self.setk(good), "install")
    #expect(first.status == 0 && first.domain == 1)
    #expect(try pair.bench.simulator.value(of: "view_valid") == [1])
    #expect(try pair.bench.value("view_base_line") == 0x40 && pair.bench.value("view_execute") == 1)

    // Refusals after the whole way: all take the same number of cycles.
    var malformed = Self.entry()
    malformed.flags = .init(rawValue: 0x40)
    var unknown = Self.entry()
    unknown.version = 2
    var elsewhere = Self.entry(flags: .closed)
    elsewhere.base = 0x2040
    var forged = try Self.entry().encoded()
    forged[183] ^= 1
    var flipped = good
    flipped[100] ^= 4
    let cases: [(String, KeyCommand, status: UInt64)] = [
      ("a flipped bit", Self.setk(flipped, domain: 1), 20),
      ("another version", Self.setk(try pair.wrap(unknown), domain: 1), 21),
      ("an unknown flag", Self.setk(try pair.wrap(malformed), domain: 1), 22),
      ("a forged field", Self.setk(try pair.key.encrypt(forged), domain: 1), 23),
      ("a foreign owner", Self.setk(try pair.wrap(Self.entry(owner: 9)), domain: 1), 26),
      ("a domain nobody created", Self.setk(good, domain: 2), 25),
      ("another size", Self.setk(good, domain: 1, segment: 1, base: 0x2000, lines: 3), 28),
      ("another base", Self.setk(try pair.wrap(elsewhere), domain: 1, segment: 1, base: 0x2000), 29),
    ]
    var cycles: Set<Int> = []
    for (what, command, status) in cases {
      let answer = try pair.execute(command, what)
      #expect(answer.status == status, "\(what)")
      cycles.insert(answer.cycles)
    }
    #expect(cycles.count == 1, "\(cycles)")

    // Set-up's own refusals come last; setck wants a default key.
    #expect(try pair.execute(Self.setk(good, domain: 1), "the segment again").status == 9)
    var whole = Self.setk(good, domain: 1)
    whole.instruction = .setck
    #expect(try pair.execute(whole, "setck without the flag").status == 24)

    // A domain that ends is free, and forgets its owner.
    #expect(try pair.bench.clearDomain(1) == 0)
    _ = try pair.golden.execute(SetupCommand(.clearDomain, domain: 1), on: &pair.unit)
    #expect(try pair.execute(Self.setk(good, domain: 1), "after the end").status == 25)
    #expect(try pair.execute(Self.setk(try pair.wrap(Self.entry(owner: 9))), "anew").domain == 1)
  }

  @Test("encrypted mode begins at the entry points of an encrypted entry, also when another one replaces it")
  func entryPoints() throws {
    let pair = try Pair(.minimal)
    var entry = Self.entry()
    func install(_ points: [UInt32], domain: Int) throws {
      entry.entryPoints = points
      #expect(try pair.execute(Self.setk(pair.wrap(entry), domain: domain), "\(points)").status == 0)
    }
    try install([0, 0x40, 0x7e], domain: 0)
    #expect(try pair.open() == [0x1000, 0x1040, 0x107e])
    #expect(try pair.bench.clear(1, segment: 0) == 0)
    _ = try pair.golden.execute(SetupCommand(.clear, domain: 1, segment: 0), on: &pair.unit)
    #expect(try pair.open() == [])
    try install([2, 4, 6, 8, 10, 12, 14, 16], domain: 1)
    #expect(try pair.open() == (1...8).map { 0x1000 + 2 * $0 })
    #expect(try pair.bench.clearDomain(1) == 0)
    _ = try pair.golden.execute(SetupCommand(.clearDomain, domain: 1), on: &pair.unit)
    try install([], domain: 0)
    #expect(try pair.open() == Array(0x1000..<0x1080))
  }

  @Test("when every domain is taken, an entry that creates one is refused, one for a domain that exists is not")
  func domainsFull() throws {
    let pair = try Pair(.minimal)
    let last = pair.point.parameters.domains - 1
    for domain in 1...last {
      // Without a key: there are fewer key slots than domains.
      let entry = try pair.wrap(Self.plain(owner: UInt8(domain)))
      #expect(try pair.execute(Self.setk(entry), "domain \(domain)").domain == UInt64(domain))
    }
    let more = Self.setk(try pair.wrap(Self.entry(owner: 77)))
    #expect(try pair.execute(more, "one too many").status == 27)
    let second = Self.setk(try pair.wrap(Self.plain(owner: 2)), domain: 2, segment: 1, base: 0x8000)
    #expect(try pair.execute(second, "another region of a domain that exists").status == 0)
    // Any domain that ends makes room, and its number is taken again.
    #expect(try pair.bench.clearDomain(2) == 0)
    _ = try pair.golden.execute(SetupCommand(.clearDomain, domain: 2), on: &pair.unit)
    #expect(try pair.execute(more, "after an end").domain == 2)
  }

  /// An entry of a region that is not encrypted.
  private static func plain(owner: UInt8) -> KeyEntry {
    var entry = entry(owner: owner)
    entry.algorithm = 0
    entry.key = []
    return entry
  }

  @Test("3072 bits")
  func longer() throws {
    let pair = try Pair(.small, bits: 3072)
    #expect(try pair.execute(Self.setk(pair.wrap(Self.entry())), "install").status == 0)
    #expect(try pair.execute(Self.setk(pair.wrap(Self.entry(key: 90, nonce: 5))), "a second domain").domain == 2)
  }

  @Test("entries of a wrong length, and fuses without an identity, are refused before any private operation")
  func early() throws {
    let pair = try Pair(.minimal)
    let good = try pair.wrap(Self.entry())
    for length in [8, 248, 264, 400] {
      let entry = Array((good + good).prefix(length))
      let answer = try pair.execute(Self.setk(entry), "\(length) bytes")
      #expect(answer.status == 18 && answer.cycles < 20_000)
    }
    for (what, change) in [
      ("no name", { $0[0] ^= 1 }), ("an unknown size", { $0[1] = 1024 }), ("a damaged prime", { $0[40] ^= 1 << 63 }),
    ] as [(String, (inout [UInt64]) -> Void)] {
      let broken = try Pair(.minimal, breakFuses: change)
      let answer = try broken.execute(Self.setk(good), what)
      #expect(answer.status == 17 && answer.cycles < 20_000, "\(what)")
    }
  }

  @Test("fuses with a digest that is right and a prime that is wrong end with fault")
  func wrongPrime() throws {
    let pair = try Pair(.minimal) { fuses in
      fuses[3 + 32] ^= 2
      fuses[2] = (try? Self.digest(fuses)) ?? 0
    }
    #expect(try pair.execute(Self.setk(pair.wrap(Self.entry())), "a wrong prime").status == 19)
  }

  private static func digest(_ fuses: [UInt64]) throws -> UInt64 {
    let bytes = fuses.dropFirst(3).flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) } }
    return try sha256(bytes).prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  @Test("a key in plaintext is taken from its own domain in encrypted mode only, whatever the port says")
  func noPlaintextKeys() throws {
    let pair = try Pair(.minimal)
    let simulator = pair.bench.simulator
    try simulator.drive("setup_operation", 0)
    try simulator.drive("setup_domain", 1)
    try simulator.drive("setup_base", 0x1000)
    try simulator.drive("setup_bound", 0x40)
    for immediate: UInt64 in [0, 1] {
      try simulator.drive("setup_immediate", immediate)
      #expect(try pair.bench.setup() == 2)
    }
  }
}
