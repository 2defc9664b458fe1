import HDL
import Testing

import struct Reference.KeyEntry
import struct Reference.ModeCommand
import struct Reference.ModeOperation
import struct Reference.ModeResponse
import enum Reference.ModeStatus
import struct Reference.SetupCommand

@testable import Hardware

/// Encrypted mode begins at the entry points of a region's key entry. Whatever the tests below expect is what the golden model
/// says; the bench compares the hardware with it.
@Suite struct EntryPointsTests {
  static func entry(_ points: [UInt32], owner: UInt8 = 1) -> KeyEntry {
    var entry = UnwrapUnitTests.entry(owner: owner)
    entry.entryPoints = points
    return entry
  }

  /// A unit in which domain 1 runs; its text at 0x1000 has these entry points.
  private func bench(_ points: [UInt32], _ point: DesignPoint = .minimal) throws -> OpenedEntryBench {
    let bench = try OpenedEntryBench(point)
    #expect(try bench.execute(Self.entry(points)).status == .ok)
    #expect(try bench.execute(ModeCommand(.select, domain: 1)).status == .ok)
    return bench
  }

  /// Where in the region encrypted mode begins when it is in plaintext mode before.
  private func open(_ bench: OpenedEntryBench) throws -> [UInt32] {
    try (UInt32(0x1000)..<0x1080).filter { address in
      let response = try bench.execute(ModeCommand(.cryptomode, next: address))
      if response.status == .ok { _ = try bench.execute(ModeCommand(.retmode, next: 0)) }
      return response.status == .ok
    }
  }

  @Test(
    "the entry points and nothing else; without any, every address",
    arguments: [
      [0x7e, 0, 0x10], [2, 4, 6, 8, 10, 12, 14, 16], [0x40], [],
    ] as [[UInt32]])
  func every(points: [UInt32]) throws {
    let expected = points.isEmpty ? Array(0x1000..<0x1080) : points.sorted().map { 0x1000 + $0 }
    #expect(try open(bench(points)) == expected)
  }

  @Test("what is found out takes the same number of cycles whatever it is", arguments: [DesignPoint.minimal, .small])
  func cycles(point: DesignPoint) throws {
    let bench = try bench([0x40], point)
    var statuses: [ModeStatus] = []
    for next: UInt32 in [0x1002, 0x1040, 0x5000, 0x1040] {
      statuses.append(try bench.execute(ModeCommand(.cryptomode, link: true, next: next)).status)
      let stated = try #require(EntryPoints(point.parameters).latency?.cycles?.lowerBound)
      #expect(bench.modeCycles - 1 == stated)
    }
    #expect(statuses == [.notEntryPoint, .ok, .noRegion, .ok])
    // What is not examined passes.
    _ = try bench.execute(ModeCommand(.retmode, next: 0x90))
    #expect(bench.modeCycles == 1)
  }

  @Test("a refusal changes nothing and comes after every other but backLinksFull")
  func refusals() throws {
    let bench = try bench([0x40])
    let enter = ModeCommand(.cryptomode, link: true, hasTarget: true, target: 0x1040, next: 0x80)
    var wrong = enter
    wrong.target = 0x1042
    #expect(try bench.execute(wrong) == ModeResponse(.notEntryPoint, encrypted: false, attribute: 0, pc: 0x80))
    #expect(try bench.execute(enter).status == .ok)
    var again = enter
    again.next = 0x1046
    #expect(try bench.execute(again).status == .ok)
    #expect(try bench.execute(wrong) == ModeResponse(.notEntryPoint, encrypted: true, attribute: 0, pc: 0x80))
    #expect(try bench.execute(enter).status == .backLinksFull)
    // Both links are there: two returns.
    #expect(try bench.execute(ModeCommand(.transfer, next: 0x1046)).encrypted)
    #expect(try !bench.execute(ModeCommand(.transfer, next: 0x80)).encrypted)

    var data = Self.entry([0])
    data.rights = .read
    #expect(try bench.execute(data, domain: 1, segment: 1, base: 0x2000).status == .ok)
    #expect(try bench.execute(ModeCommand(.cryptomode, next: 0x2004)).status == .accessDenied)
    #expect(try bench.execute(ModeCommand(.cryptomode, next: 0x3000)).status == .noRegion)
    _ = try bench.execute(ModeCommand(.configure, domain: 1, automatic: true))
    #expect(try bench.execute(ModeCommand(.cryptomode, next: 0x1042)).status == .wrongMethod)
    _ = try bench.execute(ModeCommand(.select, domain: 0))
    #expect(try bench.execute(ModeCommand(.cryptomode, next: 0x1042)).status == .noDomain)
  }

  @Test("a region that is installed again has the entry points of its own entry", arguments: [1, 2])
  func stale(operation: UInt8) throws {
    for points in [[0x10], [], [2, 4, 6]] as [[UInt32]] {
      let bench = try bench([0x40, 0x42, 0x44, 0x46, 0x48, 0x4a, 0x4c, 0x4e])
      #expect(try bench.execute(SetupCommand(.init(rawValue: operation), domain: 1)).status == .ok)
      for _ in 0..<40 { try bench.tick() }
      for address in 0..<32 { #expect(bench.unit.entryPoints.points[address] == 0) }
      #expect(try bench.execute(Self.entry(points), domain: operation == 1 ? 1 : 0).status == .ok)
      _ = try bench.execute(ModeCommand(.select, domain: 1))
      let expected = points.isEmpty ? Array(0x1000..<0x1080) : points.map { 0x1000 + $0 }
      #expect(try open(bench) == expected)
    }
  }

  @Test("another domain in the same register gets nothing of the one before, and a region of a program's own is open")
  func otherOwners() throws {
    let bench = try bench([0x40])
    #expect(try bench.execute(Self.entry([2], owner: 9), base: 0x1000).status == .ok)
    _ = try bench.execute(SetupCommand(.clearDomain, domain: 1))
    #expect(try bench.execute(Self.entry([4], owner: 5)) == .init(.ok, attribute: 0))
    for (domain, address) in [(1, UInt32(0x1004)), (2, 0x1002)] {
      _ = try bench.execute(ModeCommand(.select, domain: domain))
      #expect(try open(bench) == [address])
    }
    _ = try bench.execute(ModeCommand(.cryptomode, next: 0x1002))
    let own = SetupCommand(
      .install, domain: 2, segment: 7, base: 0x2000, bound: 0x40, rights: [.read, .execute], immediate: true)
    #expect(try bench.execute(own) == .init(.ok, attribute: 2))
    #expect(try bench.execute(ModeCommand(.cryptomode, next: 0x2006)).status == .ok)
  }

  @Test("an entry that set-up refuses leaves the entry points of the region that is there")
  func refusedEntry() throws {
    let bench = try bench([0x40])
    #expect(try bench.execute(Self.entry([2]), domain: 1).status == .duplicateSegment)
    #expect(try bench.execute(Self.entry([4]), domain: 1, segment: 1).status == .overlaps)
    #expect(try bench.execute(SetupCommand(.clear, domain: 1, segment: 3)).status == .unknownSegment)
    #expect(try bench.execute(SetupCommand(.install, domain: 1, segment: 4, bound: 0x40)).status == .plainMode)
    #expect(try open(bench) == [0x1040])
  }

  @Test("the automatic method enters at entry points, and again when the region was replaced meanwhile")
  func automatic() throws {
    let bench = try bench([0x40])
    _ = try bench.execute(ModeCommand(.configure, domain: 1, automatic: true))
    func transfer(_ next: UInt32) throws -> ModeStatus { try bench.execute(ModeCommand(.transfer, next: next)).status }
    #expect(try transfer(0x1000) == .notEntryPoint)
    #expect(try transfer(0x1040) == .ok)
    #expect(try transfer(0x1000) == .ok)
    #expect(try transfer(0x3000) == .ok)
    #expect(try transfer(0x1000) == .notEntryPoint)
    #expect(try transfer(0x1040) == .ok)
    _ = try bench.execute(ModeCommand(.select, domain: 2))
    _ = try bench.execute(ModeCommand(.select, domain: 1))
    #expect(try transfer(0x1000) == .ok)
    #expect(try bench.execute(SetupCommand(.clear, domain: 1)).status == .ok)
    #expect(try bench.execute(Self.entry([0x10]), domain: 1).status == .ok)
    for _ in 0..<2 { #expect(try transfer(0x1000) == .notEntryPoint) }
    #expect(try transfer(0x1010) == .ok)
    #expect(try transfer(0x1000) == .ok)
  }

  @Test("a domain that is created anew has the explicit method again, and its entry points count")
  func methodEnds() throws {
    let bench = try bench([0x40])
    _ = try bench.execute(ModeCommand(.configure, domain: 1, automatic: true))
    _ = try bench.execute(SetupCommand(.clearDomain, domain: 1))
    #expect(try bench.execute(Self.entry([0x10])).status == .ok)
    _ = try bench.execute(ModeCommand(.select, domain: 1))
    #expect(try bench.execute(ModeCommand(.cryptomode, next: 0x1000)).status == .notEntryPoint)
    #expect(try bench.execute(ModeCommand(.transfer, next: 0x1000)).status == .ok)
    #expect(try bench.execute(ModeCommand(.cryptomode, next: 0x1010)).status == .ok)
  }

  @Test("a region counts from its own base, before a default-key entry, whichever register is found first")
  func priority() throws {
    for ordinaryFirst in [false, true] {
      let bench = try OpenedEntryBench()
      var whole = Self.entry([UInt32](repeating: 0x42, count: 8))
      whole.flags = .defaultKey
      whole.lines = 0
      var domain = 0
      if ordinaryFirst { domain = try bench.install(Self.entry([0x40]), domain: domain, base: 0x1000, lines: 2) }
      domain = try bench.install(whole, domain: domain, segment: 1, base: 0x1000, lines: 0x100)
      var filler = Self.entry([])
      filler.algorithm = 0
      filler.key = []
      for segment: UInt8 in 2...3 {
        _ = try bench.install(
          filler, domain: domain, segment: segment, base: 0x2000 * UInt32(segment), lines: 2)
      }
      if !ordinaryFirst { _ = try bench.install(Self.entry([0x40]), domain: domain, base: 0x1000, lines: 2) }
      _ = try bench.execute(ModeCommand(.select, domain: domain))
      #expect(try open(bench) == [0x1040])
      #expect(try bench.execute(ModeCommand(.cryptomode, next: 0x1082)).status == .notEntryPoint)
    }
  }

  @Test(
    "while tables change nobody enters by what they were: both at once, at every distance", arguments: [false, true])
  func atOnce(modeFirst: Bool) throws {
    let bench = try bench([0x40])
    var statuses: Set<ModeStatus> = []
    for distance in 0..<80 {
      // Alternately a region with other entry points goes and comes.
      for isClear in [true, false] {
        let enter = ModeCommand(.cryptomode, next: distance.isMultiple(of: 2) ? 0x1040 : 0x1002)
        func change() throws {
          if isClear {
            try bench.offer(SetupCommand(.clear, domain: 1))
          } else {
            try bench.offer(
              Self.entry([distance.isMultiple(of: 4) ? 2 : 0x40]), domain: 1, segment: 0, base: 0x1000, lines: 2)
          }
        }
        if modeFirst { bench.offer(enter) } else { try change() }
        for _ in 0..<distance { try bench.tick() }
        if modeFirst { try change() } else { bench.offer(enter) }
        try bench.finish()
        try statuses.insert(#require(bench.answers.last).response.status)
        _ = try bench.execute(ModeCommand(.retmode, next: 0))
      }
    }
    #expect(statuses == [.ok, .noRegion, .notEntryPoint])
  }

  @Test("nothing of a set-up command stays in its register")
  func register() throws {
    let bench = try bench([0x40])
    #expect(try bench.unit.entryPoints.setupRegister.peek(\.held).words.allSatisfy { $0 == 0 })
  }

  @Test("after reset nothing is there")
  func reset() throws {
    let bench = try bench([0x40])
    #expect(bench.unit.entryPoints.points[0] != 0)
    try bench.unit.reset()
    for _ in 0..<40 { try bench.unit.tick() }
    for address in 0..<32 { #expect(bench.unit.entryPoints.points[address] == 0) }
  }
}
