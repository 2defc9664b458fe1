import Testing

import struct Reference.KeyEntry
import struct Reference.ModeCommand
import struct Reference.ModeOperation
import enum Reference.ModeStatus
import struct Reference.RegionFlags
import struct Reference.SetupCommand

@testable import Hardware

/// Random key, set-up and mode commands, offered whenever, and held against the golden model in the order of their effects.
@Suite struct EntryPointsRandomTests {
  private static let bases: [UInt32] = [0x1000, 0x1080, 0x2000]
  private static let offsets: [UInt32] = [0, 2, 4, 0x3e, 0x40, 0x42, 0x7e, 0x80]

  private static func entry(using generator: inout SeededGenerator) -> (entry: KeyEntry, base: UInt32, lines: UInt64) {
    let isDefault = Int.random(in: 0..<5, using: &generator) == 0
    let lines = isDefault ? 0x100 : UInt64.random(in: 1...3, using: &generator)
    var entry = UnwrapUnitTests.entry(
      owner: UInt8.random(in: 1...2, using: &generator), key: UInt8.random(in: 0...200, using: &generator),
      lines: isDefault ? 0 : UInt32(lines), flags: isDefault ? .defaultKey : [])
    if Bool.random(using: &generator) {
      entry.algorithm = 0
      entry.key = []
    }
    if Int.random(in: 0..<6, using: &generator) == 0 { entry.rights = .read }
    let base = isDefault ? 0 : bases.randomElement(using: &generator) ?? 0
    let possible = isDefault ? bases.flatMap { base in offsets.map { base + $0 } } : offsets.filter { $0 < 64 * lines }
    let count = Int.random(in: 0...8, using: &generator)
    entry.entryPoints = (0..<count).compactMap { _ in possible.randomElement(using: &generator) }
    return (entry, base, lines)
  }

  private static func mode(using generator: inout SeededGenerator) -> ModeCommand {
    func address() -> UInt32 {
      if Int.random(in: 0..<8, using: &generator) == 0 { return 0x5000 }
      let offset = offsets.randomElement(using: &generator) ?? 0
      return (bases.randomElement(using: &generator) ?? 0) + offset
        + (Int.random(in: 0..<9, using: &generator) == 0 ? 1 : 0)
    }
    let operations: [ModeOperation] = [
      .cryptomode, .cryptomode, .cryptomode, .transfer, .transfer, .transfer, .transfer, .retmode, .retmode, .select,
      .select, .configure, .configure, ModeOperation(rawValue: 7),
    ]
    let operation = operations.randomElement(using: &generator) ?? .cryptomode
    return ModeCommand(
      operation, domain: Int.random(in: 0..<4, using: &generator), automatic: Bool.random(using: &generator),
      link: Int.random(in: 0..<3, using: &generator) == 0, hasTarget: Bool.random(using: &generator), target: address(),
      next: address())
  }

  private static func setup(_ running: Int, using generator: inout SeededGenerator) -> SetupCommand {
    let domain = Bool.random(using: &generator) ? running : Int.random(in: 0..<4, using: &generator)
    let segment = UInt8.random(in: 0..<4, using: &generator)
    switch Int.random(in: 0..<9, using: &generator) {
    case 0, 8: return SetupCommand(.clearDomain, domain: domain)
    case 1...4: return SetupCommand(.clear, domain: domain, segment: segment)
    default:
      let base = bases.randomElement(using: &generator) ?? 0
      let isLimit = Bool.random(using: &generator)
      return SetupCommand(
        .install, domain: domain, segment: segment, base: base, bound: isLimit ? UInt64(base) + 0x80 : 0x80,
        boundIsLimit: isLimit, rights: [.read, .execute])
    }
  }

  /// What a run met: a mode command's operation, whether the domain follows its regions, and the status.
  private struct Met: Hashable {
    let operation: UInt8
    let automatic: Bool
    let status: ModeStatus
  }

  @Test func random() throws {
    var met: [Met: Int] = [:]
    for seed: UInt64 in 1...4 { try run(seed: seed, cycles: 50_000, &met) }
    func count(_ operation: ModeOperation, _ automatic: Bool, _ status: ModeStatus) -> Int {
      met[Met(operation: operation.rawValue, automatic: automatic, status: status)] ?? 0
    }
    for status in [ModeStatus.ok, .notEntryPoint, .noRegion, .accessDenied, .backLinksFull] {
      #expect(count(.cryptomode, false, status) >= 20, "\(status)")
    }
    for status in [ModeStatus.ok, .notEntryPoint, .accessDenied] {
      #expect(count(.transfer, true, status) >= 10, "\(status)")
    }
  }

  private func run(seed: UInt64, cycles: Int, _ met: inout [Met: Int]) throws {
    var generator = SeededGenerator(seed: seed)
    let bench = try OpenedEntryBench(seed: seed)
    bench.context = "seed \(seed); replay: swift test --filter EntryPointsRandomTests"
    for _ in 0..<cycles {
      if bench.pendingMode == nil, Int.random(in: 0..<6, using: &generator) == 0 {
        bench.offer(Self.mode(using: &generator))
      }
      let isIdle = bench.pendingSetup == nil && bench.unit.unwrapUnit.phase == .idle
      if isIdle, Int.random(in: 0..<60, using: &generator) == 0 { try offerSetup(bench, using: &generator) }
      bench.unit.modeResponse.ready = Int.random(in: 0..<3, using: &generator) > 0
      bench.unit.setupResponse.ready = Bool.random(using: &generator)
      let automatic = bench.golden.modeStates[bench.golden.runningDomain].automatic
      let answers = bench.answers.count
      try bench.tick()
      if bench.answers.count > answers, let last = bench.answers.last {
        let key = Met(operation: last.command.operation.rawValue, automatic: automatic, status: last.response.status)
        met[key, default: 0] += 1
      }
    }
  }

  private func offerSetup(_ bench: OpenedEntryBench, using generator: inout SeededGenerator) throws {
    if Bool.random(using: &generator) {
      return try bench.offer(Self.setup(bench.golden.runningDomain, using: &generator))
    }
    let domain = ([0] + bench.owners.keys.sorted()).randomElement(using: &generator) ?? 0
    guard domain != 0 || bench.owners.count < 3 else { return }
    var (entry, base, lines) = Self.entry(using: &generator)
    // Who owns a domain is checked elsewhere: here the owner is always right.
    if let owner = bench.owners[domain] { entry.owner = owner }
    let segment = UInt8.random(in: 0..<4, using: &generator)
    try bench.offer(
      entry, domain: domain, segment: segment, base: base, lines: lines, byLimit: Bool.random(using: &generator))
  }
}
