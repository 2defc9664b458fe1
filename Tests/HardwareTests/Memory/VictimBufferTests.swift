import HDL
import Testing

@testable import Hardware

/// A dirty line that waits to be written back while the line in its place has come: who reads memory then, under which identity the
/// line goes, and that nothing of it stays.
@Suite struct VictimBufferTests {
  /// Lines of one set of two ways.
  static let (first, second, third): (UInt64, UInt64, UInt64) = (0x8000_0040, 0x8000_1040, 0x8000_2040)
  static let stored: UInt64 = 0x2222_2222
  /// What memory has for it under attribute 5.
  static let ciphertext = UInt32(truncatingIfNeeded: TimingBench.protected(stored, 5))

  /// A bench in which `first`, with `stored` in its first word, has given way to `third` and waits: the line port takes nothing.
  static func waiting(attribute: UInt64? = nil, domain: UInt64 = 0, word: UInt64 = stored) throws -> TimingBench {
    let bench = try TimingBench()
    bench.attribute = attribute
    bench.unit.domain = domain
    bench.unit.encrypted = domain != 0
    _ = try bench.access(.store, first, word)
    _ = try bench.access(.load, second)
    bench.limit = 3
    _ = try bench.access(.load, third)
    #expect(bench.kinds == [.storeFill, .load, .load])
    #expect(bench.unit.request.valid && bench.unit.request.payload.kind == .writeBack)
    return bench
  }

  /// What an access gives during which the line port goes on, after a while; and that the line was written before anything else.
  private func release(_ bench: TimingBench, during request: () throws -> UInt64) throws -> UInt64 {
    bench.limitEnds = 40
    let value = try request()
    #expect(bench.kinds.dropFirst(3).first == .writeBack)
    return value
  }

  @Test func hitsGoOn() throws {
    let bench = try Self.waiting()
    #expect(try bench.access(.load, Self.third + 4) == (1, Self.third + 4))
    #expect(try bench.access(.store, Self.second, 7).cycles == 1)
    #expect(try bench.access(.load, Self.second) == (1, 7))
    #expect(bench.requests.count == 3)
  }

  @Test("whoever reads the line sees what was stored", arguments: [DataOperation.load, .store, .loadReserved, .add])
  func accesses(operation: DataOperation) throws {
    let bench = try Self.waiting()
    _ = try release(bench) { try bench.access(operation, Self.first + 4, 1).value }
    #expect(bench.requests[3...].map(\.physical) == [Self.first >> 6, Self.first >> 6])
    #expect(try bench.access(.load, Self.first) == (1, Self.stored))
  }

  @Test func fetches() throws {
    let bench = try Self.waiting()
    #expect(try release(bench) { try bench.fetch(Self.first) } == Self.stored)
    #expect(bench.kinds[3...] == [.writeBack, .fetch])
  }

  @Test func aFetchThatWaitsBehindTheFill() throws {
    let bench = try TimingBench()
    bench.wait = 30
    _ = try bench.access(.store, Self.first, Self.stored)
    _ = try bench.access(.load, Self.second)
    // The fetch is offered to the line port while the fill is in work.
    try bench.offer(.load, Self.third)
    for _ in 0..<10 { try bench.tick() }
    #expect(bench.kinds == [.storeFill, .load, .load])
    #expect(try bench.fetch(Self.first) == Self.stored)
    #expect(bench.kinds[3...] == [.writeBack, .fetch])
  }

  @Test func thePageTableWalker() throws {
    // A page table entry for 4 MiB: valid, all rights, accessed and dirty.
    let bench = try Self.waiting(word: 0x8000_0000 >> 2 | 0xcf)
    bench.unit.satpMode = true
    bench.unit.satpPpn = Self.first >> 12
    bench.unit.dataPrivilege = 1
    // Entry 16 of the table is that of the first word of the line.
    let virtual: UInt64 = 16 << 22
    let value = try release(bench) { try bench.access(.load, virtual | 0x3000).value }
    #expect(value == 0x8000_3000)
    #expect(bench.requests[4] == .init(kind: .load, physical: Self.first >> 6))
  }

  @Test func anotherDirtyLine() throws {
    let bench = try Self.waiting()
    // Whichever way of the set is filled next, its line is dirty.
    for line in [Self.second, Self.third] { _ = try bench.access(.store, line, 3) }
    _ = try release(bench) { try bench.access(.load, 0x8000_3040).value }
    while !bench.isQuiet { try bench.tick() }
    #expect(bench.kinds[3...] == [.writeBack, .load, .writeBack])
    #expect(bench.memory[Self.first] == 0x8000_0044_2222_2222)
    try bench.command(false)
    #expect(bench.memory[Self.second] == 0x8000_1044_0000_0003)
    #expect(bench.memory[Self.third] == 0x8000_2044_0000_0003)
  }

  @Test func devicesDoNotWait() throws {
    let bench = try Self.waiting()
    try bench.offer(.load, 0x1000_0000)
    for _ in 0..<10 where !bench.unit.device.valid { try bench.tick() }
    #expect(bench.unit.device.valid)
    #expect(bench.requests.count == 3)
  }

  @Test("commands wait until it is written, and nothing of it stays", arguments: [false, true])
  func commands(isTranslations: Bool) throws {
    let bench = try Self.waiting(attribute: 5, domain: 3)
    // As at keyclr and kill: the supervisor runs, and has the caches emptied.
    bench.unit.domain = 0
    bench.unit.encrypted = false
    bench.unit.command = isTranslations
    bench.unit.commandValid = true
    for _ in 0..<200 {
      #expect(!bench.unit.commandReady)
      try bench.tick()
    }
    bench.limit = .max
    try bench.command(isTranslations)
    #expect(bench.requests[3] == .init(kind: .writeBack, physical: Self.first >> 6, domain: 3, attribute: 5))
    #expect(bench.memory[Self.first].map { UInt32(truncatingIfNeeded: $0) } == Self.ciphertext)
    let words = bench.unit.dataCache.leaving.words
    for place in 0..<8 { #expect(words[place] == 0) }
  }

  @Test func itGoesUnderItsOwnIdentity() throws {
    // Another domain, whose lines have another identity, runs and fills a line before.
    let bench = try Self.waiting(attribute: 5, domain: 3)
    bench.attribute = 9
    bench.unit.domain = 4
    _ = try release(bench) { try bench.access(.store, 0x8000_0080, 1).value }
    #expect(bench.requests[3] == .init(kind: .writeBack, physical: Self.first >> 6, domain: 3, attribute: 5))
    #expect(bench.requests[4] == .init(kind: .storeFill, physical: 0x8000_0080 >> 6, domain: 4))
    #expect(bench.memory[Self.first].map { UInt32(truncatingIfNeeded: $0) } == Self.ciphertext)
  }

  @Test func aLineForAnotherDomainIsWrittenBackBeforeItIsRead() throws {
    let bench = try TimingBench()
    bench.attribute = 5
    bench.unit.domain = 3
    bench.unit.encrypted = true
    _ = try bench.access(.store, Self.first, Self.stored)
    bench.unit.domain = 0
    bench.unit.encrypted = false
    let seen = try bench.access(.load, Self.first).value
    #expect(bench.kinds == [.storeFill, .writeBack, .load])
    #expect(seen == TimingBench.protected(0x8000_0044_2222_2222, 5) & 0xffff_ffff)
  }

  @Test func aBusErrorOfTheFillLeavesIt() throws {
    let bench = try TimingBench()
    _ = try bench.access(.store, Self.first, Self.stored)
    _ = try bench.access(.load, Self.second)
    bench.failing = [Self.third >> 6]
    _ = try bench.access(.load, Self.third, cause: 16 + 5)
    while !bench.isQuiet { try bench.tick() }
    #expect(bench.kinds == [.storeFill, .load, .load, .writeBack])
    #expect(bench.memory[Self.first] == 0x8000_0044_2222_2222)
    #expect(try bench.access(.load, Self.first).value == Self.stored)
  }

  @Test func aRefusedFillLeavesIt() throws {
    let bench = try TimingBench()
    _ = try bench.access(.store, Self.first, Self.stored)
    _ = try bench.access(.load, Self.second)
    bench.refused = [Self.third >> 6]
    _ = try bench.access(.load, Self.third, cause: 16 + 5)
    // The answer to the fill is shorter than the line that leaves.
    #expect(try bench.access(.load, Self.second + 8) == (1, Self.second + 8))
    while !bench.isQuiet { try bench.tick() }
    #expect(bench.kinds == [.storeFill, .load, .load, .writeBack])
    let words = (0..<8 as Range<UInt64>).map { (Self.first + 8 * $0 | 4) << 32 | Self.first + 8 * $0 }
    #expect(bench.written == [0x8000_0044_2222_2222] + words.dropFirst())
  }

  @Test func aBusErrorOfTheWriteBackIsOfNoAccess() throws {
    let bench = try Self.waiting()
    bench.failing = [Self.first >> 6]
    bench.limit = .max
    #expect(try bench.access(.load, 0x8000_0080).value == 0x8000_0080)
    #expect(bench.kinds[3...] == [.writeBack, .load])
    // The place is free again.
    for line in [Self.second, Self.third] { _ = try bench.access(.store, line, 3) }
    _ = try bench.access(.load, 0x8000_3040)
    while !bench.isQuiet { try bench.tick() }
    #expect(bench.kinds[5...] == [.load, .writeBack])
  }

  @Test("words that are taken before the request arrive once", arguments: [0, 1, 4, 7, 8])
  func wordsAhead(count: Int) throws {
    let bench = try TimingBench()
    bench.takesAhead = count
    _ = try bench.access(.store, Self.first, Self.stored)
    _ = try bench.access(.load, Self.second)
    try bench.offer(.load, Self.third)
    var mostAhead = 0
    while !bench.unit.resultValid {
      try bench.tick()
      mostAhead = max(mostAhead, bench.ahead.count)
    }
    #expect(bench.unit.result == Self.third)
    while !bench.isQuiet { try bench.tick() }
    #expect(mostAhead == count)
    #expect(bench.kinds == [.storeFill, .load, .load, .writeBack])
    let words = (0..<8 as Range<UInt64>).map { (Self.first + 8 * $0 | 4) << 32 | Self.first + 8 * $0 }
    #expect(bench.written == [0x8000_0044_2222_2222] + words.dropFirst())
    for place in 0..<8 { #expect(bench.unit.dataCache.leaving.words[place] == 0) }
  }
}
