import HDL
import Simulation
import Testing

@testable import Hardware

/// The level-2 cache: what it gives is what was written last, and memory sees no more of it than it must.
@Suite struct LevelTwoTests {
  private static let words: [UInt64] = (0..<8).map { 0x1111_1111_1111_1111 &* ($0 + 1) }
  /// Two ways of four sets: lines 0, 4, 8 and so on share a set.
  private static let tiny = LevelTwoParameters(bytes: 512, ways: 2)

  @Test("a line comes from memory once, and then in four cycles") func hit() throws {
    let bench = try LevelTwoBench(Self.tiny)
    #expect(try bench.read(5).words == LevelTwoBench.original(5))
    let again = try bench.read(5)
    #expect(again.words == LevelTwoBench.original(5) && again.cycles == 4)
    #expect(bench.fetched == [5] && bench.taken.isEmpty)
  }

  @Test("a line that is written is not fetched, and stays") func write() throws {
    let bench = try LevelTwoBench(Self.tiny)
    try bench.write(5, Self.words)
    try bench.check(5)
    #expect(bench.fetched.isEmpty && bench.taken.isEmpty && bench.memory.isEmpty)
  }

  @Test("a dirty line goes to memory when it gives way, a clean one does not") func eviction() throws {
    let bench = try LevelTwoBench(Self.tiny)
    try bench.write(0, Self.words)
    for line: UInt64 in [4, 8, 12, 16] { try bench.check(line) }
    #expect(bench.taken == [0] && bench.memory == [0: Self.words])
    try bench.check(0)
    #expect(bench.fetched == [4, 8, 12, 16, 0])
  }

  @Test("a line on its way to memory is not read from there, and hits go on meanwhile") func lineOnItsWay() throws {
    let bench = try LevelTwoBench(Self.tiny)
    try bench.write(0, Self.words)
    try bench.check(4)
    bench.takesLines = false
    try bench.check(8)
    #expect(bench.taken.isEmpty)
    #expect(try bench.read(8).cycles == 4)
    // A line that makes a clean one give way does not wait.
    try bench.check(1)
    bench.cache.upperAr.payload.addr = 0
    bench.cache.upperAr.valid = true
    for _ in 0..<30 { try bench.tick() }
    #expect(bench.fetched == [4, 8, 1] && bench.taken.isEmpty)
    bench.cache.upperAr.valid = false
    bench.takesLines = true
    bench.cache.upperR.ready = true
    for _ in 0..<60 { try bench.tick() }
    #expect(bench.fetched == [4, 8, 1, 0] && bench.taken == [0])
  }

  @Test("what memory refuses is refused, and not kept") func refused() throws {
    let bench = try LevelTwoBench(Self.tiny)
    try bench.write(0, Self.words)
    for _ in 0..<2 { #expect(try bench.read(LevelTwoBench.absent).isRefused) }
    #expect(bench.fetched == [LevelTwoBench.absent, LevelTwoBench.absent])
    try bench.check(0)
  }

  @Test("reset empties it") func reset() throws {
    let bench = try LevelTwoBench(Self.tiny)
    for line: UInt64 in 0..<8 { try bench.write(line, Self.words) }
    try bench.cache.reset()
    for line: UInt64 in 0..<8 { #expect(try bench.read(line).words == LevelTwoBench.original(line)) }
    #expect(bench.fetched == Array(0..<8))
  }

  @Test(
    "random reads and writes give what was written last, at every size and pace", arguments: [1, 2, 4, 8],
    [UInt64](1...4))
  func random(ways: Int, seed: UInt64) throws {
    let parameters = LevelTwoParameters(bytes: 256 * ways, ways: ways)
    let bench = try LevelTwoBench(parameters)
    var generator = SeededGenerator(seed: seed)
    if seed > 1 { bench.generator = SeededGenerator(seed: seed &+ 100) }
    bench.latency = [0, 0, 5, 20][Int(seed) - 1]
    // Three lines for every place, and a few that are not there.
    let count = UInt64(3 * parameters.sets * ways)
    for _ in 0..<400 {
      let line = generator.next() % 16 == 0 ? LevelTwoBench.absent + generator.next() % 4 : generator.next() % count
      if line < LevelTwoBench.absent, generator.next().isMultiple(of: 3) {
        try bench.write(line, (0..<8).map { _ in generator.next() })
      } else {
        try bench.check(line)
      }
    }
    for line in 0..<count { try bench.check(line) }
    #expect(bench.taken.count > 20 && bench.fetched.count < 400, "seed \(seed)")
  }

  @Test("sizes that cannot be are refused") func sizes() {
    #expect(LevelTwoParameters(bytes: 1000).problem?.contains("power of two") == true)
    #expect(LevelTwoParameters(bytes: 256, ways: 4).problem != nil)
    #expect(LevelTwoParameters(ways: 3).problem?.contains("1, 2, 4 or 8") == true)
    #expect(LevelTwoParameters().problem == nil)
  }
}
