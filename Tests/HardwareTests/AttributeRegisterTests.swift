import HDL
import Testing

@testable import Hardware

@Suite struct AttributeRegisterTests {
  /// A region as the registers hold it. Lines are numbers of 64-byte lines.
  struct Region: Equatable {
    var domain: UInt64
    var baseLine: UInt64
    var limitLine: UInt64
    var defaultKey: Bool
    var read: Bool
    var write: Bool
    var execute: Bool
    var plainAccess: Bool
    /// The fields that do not take part in the match.
    var segment: UInt64
    var algorithm: UInt64
    var keySlot: UInt64
    var nonce: UInt64
    var shared: Bool
    var stack: Bool

    /// The value of every field by its name in the layout.
    var fields: [(name: String, value: UInt64)] {
      func bit(_ value: Bool) -> UInt64 { value ? 1 : 0 }
      return [
        ("domain", domain), ("segment", segment), ("base_line", baseLine), ("limit_line", limitLine),
        ("algorithm", algorithm), ("key_slot", keySlot), ("nonce", nonce), ("read", bit(read)), ("write", bit(write)),
        ("execute", bit(execute)), ("default_key", bit(defaultKey)), ("plain_access", bit(plainAccess)),
        ("shared", bit(shared)), ("stack", bit(stack)),
      ]
    }

    func contains(_ line: UInt64, of domain: UInt64) -> Bool {
      self.domain == domain && baseLine <= line && line < limitLine
    }

    func collides(with other: Region) -> Bool {
      domain == other.domain && defaultKey == other.defaultKey && baseLine < other.limitLine
        && other.baseLine < limitLine
    }
  }

  /// The hardware beside a plain array that should hold the same.
  struct Bench {
    let simulator: CycleSimulation
    let parameters: UnitParameters
    var regions: [Region?]

    init(_ point: DesignPoint) throws {
      parameters = point.parameters
      simulator = try simulateHere(AttributeRegisters(parameters)).simulation
      regions = [Region?](repeating: nil, count: parameters.attributes)
      try simulator.reset()
    }

    mutating func store(_ region: Region?, at index: Int) throws {
      try simulator.poke("write_index", UInt64(index))
      try simulator.poke("write_valid", region == nil ? 0 : 1)
      for (name, value) in region?.fields ?? [] { try simulator.poke("entry_\(name)", value) }
      try simulator.poke("write", 1)
      try simulator.tick()
      try simulator.poke("write", 0)
      regions[index] = region
    }

    /// Asks the match port and compares with the array.
    func checkMatch(domain: UInt64, line: UInt64) throws {
      try simulator.poke("match_domain", domain)
      try simulator.poke("match_line", line)
      let hits = regions.indices.filter { regions[$0]?.contains(line, of: domain) == true }
      let ordinary = hits.first { regions[$0]?.defaultKey == false }
      let fallback = hits.first { regions[$0]?.defaultKey == true }
      func right(_ index: Int?, _ right: KeyPath<Region, Bool>) -> UInt64 {
        index.flatMap { regions[$0]?[keyPath: right] } == true ? 1 : 0
      }
      func ciphered(_ index: Int?) -> UInt64 { index.flatMap { regions[$0] }.map { $0.algorithm == 0 ? 0 : 1 } ?? 0 }
      let expected: [(name: String, value: UInt64)] = [
        ("ordinary", ordinary == nil ? 0 : 1), ("ordinary_index", UInt64(ordinary ?? 0)),
        ("read", right(ordinary, \.read)), ("write", right(ordinary, \.write)),
        ("execute", right(ordinary, \.execute)), ("plain_access", right(ordinary, \.plainAccess)),
        ("ciphered", ciphered(ordinary)), ("fallback_index", UInt64(fallback ?? 0)),
        ("fallback_read", right(fallback, \.read)), ("fallback_write", right(fallback, \.write)),
        ("fallback_execute", right(fallback, \.execute)), ("fallback_ciphered", ciphered(fallback)),
      ]
      for (name, value) in expected {
        try #require(
          simulator.peek("match_\(name)").words == [value],
          "\(name) of line \(line) in domain \(domain), registers \(regions)")
      }
    }

    /// Reads every register through the port with a register and through the view, each another one.
    func checkReads() throws {
      for index in regions.indices {
        let viewed = (index + 1) % regions.count
        try simulator.poke("read_index", UInt64(index))
        try simulator.poke("view_index", UInt64(viewed))
        try check("view", viewed)
        try simulator.tick()
        try check("read", index)
      }
    }

    private func check(_ port: String, _ index: Int) throws {
      #expect(try simulator.peek("\(port)_valid").words == [regions[index] == nil ? 0 : 1])
      for (name, value) in regions[index]?.fields ?? [] {
        try #require(simulator.peek("\(port)_entry_\(name)").words == [value], "\(name) of register \(index)")
      }
    }
  }

  /// The lines of a 32-bit address space.
  static let lines: UInt64 = 1 << 26

  @Test("matches and reads, at and around every boundary, for every domain", arguments: [DesignPoint.minimal, .small])
  func boundaries(point: DesignPoint) throws {
    let seed: UInt64 = 0xa7
    var generator = SeededGenerator(seed: seed)
    var bench = try Bench(point)
    try bench.checkReads()
    for _ in 0..<(6 * bench.regions.count) {
      let index = Int.random(in: bench.regions.indices, using: &generator)
      let region = Self.region(bench.parameters, using: &generator)
      let others = bench.regions.indices.filter { $0 != index }.compactMap { bench.regions[$0] }
      try bench.store(others.contains { $0.collides(with: region) } ? nil : region, at: index)

      try bench.checkReads()
      let stored = bench.regions.compactMap { $0 }
      var ends: [UInt64] = [0, Self.lines]
      for region in stored { ends += [region.baseLine, region.limitLine] }
      var lines: Set<UInt64> = []
      for end in ends { lines.formUnion([end &- 1, end, end + 1].filter { $0 < Self.lines }) }
      for line in lines.sorted() {
        for domain in Set(stored.map(\.domain) + [0]).sorted() {
          try bench.checkMatch(domain: domain, line: line)
        }
      }
    }
  }

  /// Few domains, so that they have several regions each; among them the first and the last.
  private static func domains(_ parameters: UnitParameters) -> [UInt64] { [0, 1, 2, UInt64(parameters.domains - 1)] }

  /// A region near the ends of the address space or near the others, so that neighbours touch often.
  private static func region(_ parameters: UnitParameters, using generator: inout SeededGenerator) -> Region {
    let bases: [UInt64] = [0, 1, 0x3fff, 0x1ff_ffff, 0x200_0000, lines - 2, lines - 1]
    let base = bases.randomElement(using: &generator) ?? 0
    let longest = lines - base
    let lengths: [UInt64] = [1, 2, 0x4000, longest]
    let length = min(lengths.randomElement(using: &generator) ?? 1, longest)
    let domain = domains(parameters).randomElement(using: &generator) ?? 0
    func bits(_ count: Int) -> UInt64 { UInt64.random(in: 0..<(1 << UInt64(count)), using: &generator) }
    func flag() -> Bool { Bool.random(using: &generator) }
    return Region(
      domain: domain, baseLine: base, limitLine: base + length,
      defaultKey: flag(), read: flag(), write: flag(), execute: flag(), plainAccess: flag(), segment: bits(8),
      algorithm: UInt64.random(in: 0...2, using: &generator), keySlot: bits(parameters.slotBits),
      nonce: UInt64.random(in: .min ... .max, using: &generator), shared: flag(), stack: flag())
  }

  @Test("two regions that answer for one line are reported")
  func ambiguity() throws {
    var generator = SeededGenerator(seed: 1)
    for (defaultKey, name) in [(false, "at_most_one_ordinary_region"), (true, "at_most_one_default_entry")] {
      var bench = try Bench(.minimal)
      var region = Self.region(bench.parameters, using: &generator)
      region.defaultKey = defaultKey
      try bench.simulator.poke("match_domain", region.domain)
      try bench.simulator.poke("match_line", region.baseLine)
      try bench.store(region, at: 0)
      #expect(
        violates(name) {
          try bench.store(region, at: 1)
          try bench.simulator.tick()
        })
    }
  }
}
