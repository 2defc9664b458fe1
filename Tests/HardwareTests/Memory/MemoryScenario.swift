@testable import Hardware

/// What random tests of the memory unit access: few pages and lines, so that they meet in the caches, under page tables with
/// every kind of entry, in and out of regions.
struct MemoryScenario {
  /// The next access to data, if it is given.
  var forced: ModelAccess?
  /// Where the last LR went, for an SC.
  var reserved: UInt64 = 0
  /// Where the last access was accepted, for the next ones.
  var recent: UInt64 = 0

  private static let tablePages: [UInt64] = [24, 25, 26]
  private static let ram = ModelMemory.ramBase >> 12
  /// Virtual pages with an entry in a table of the second level: of pages that meet in the translation buffers, too.
  private static let mapped: [UInt64] = [
    0x00010, 0x00011, 0x00020, 0x00030, 0x00031, 0x000f0, 0x40000, 0x40010, 0x40011, 0x40020, 0x403ff,
  ]
  /// A page of virtual addresses in a region, the frame in which it lies and which is also a page table: the walker must see it
  /// as it is in memory.
  private static let tableInRegion: UInt64 = 0x00050
  private static let tableInRegionFrame = ram + 22
  private let domains: UInt64
  private let lines: [UInt64]
  private let dataPages: [UInt64]

  init(_ parameters: MemoryParameters, _ memory: inout ModelMemory, _ generator: inout SeededGenerator) {
    domains = UInt64(parameters.domains)
    // Lines of few sets, in the first and the second half of a page.
    let some = UInt64.random(in: 0..<30, using: &generator)
    lines = [some, some + 1, some + 32, UInt64.random(in: 0..<64, using: &generator)]
    dataPages = (0..<6).map { _ in UInt64.random(in: 0..<20, using: &generator) }

    // The tables are in plain memory; regions are not where they lie.
    for page in Self.tablePages {
      for index in 0..<512 { memory[(Self.ram + page) << 12 | UInt64(8 * index)] = 0 }
    }
    let root = (Self.ram + Self.tablePages[0]) << 12
    func set(_ address: UInt64, _ entry: UInt32) {
      let pair = memory[address & ~7] ?? 0
      memory[address & ~7] =
        address & 4 == 0 ? (pair >> 32) << 32 | UInt64(entry) : pair & 0xffff_ffff | UInt64(entry) << 32
    }
    set(root, UInt32((Self.ram + Self.tablePages[1]) << 10 | 1))
    set(root + 0x100 * 4, UInt32((Self.ram + Self.tablePages[2]) << 10 | 1))
    for slot in Self.superpageSlots { set(root + slot * 4, Self.superpage(slot, &generator)) }
    for page in Self.mapped { set(Self.slot(of: page), leaf(&generator)) }
    set(Self.slot(of: Self.tableInRegion), UInt32(Self.tableInRegionFrame << 10 | 0xc3))
    for index in 0..<32 as Range<UInt64> { set(Self.tableInRegionFrame << 12 | index * 4, leaf(&generator)) }
    memory.regions = [
      ModelRegion(
        domain: 1, lines: Self.tableInRegion << 6..<(Self.tableInRegion + 1) << 6, mayRead: true, mayWrite: false,
        mayExecute: false, allowsPlain: true, isDefault: false)
    ]

    for index in 1..<parameters.attributes {
      let first = Self.mapped.randomElement(using: &generator)! * 64
      let bare = (Self.ram + UInt64.random(in: 0..<20, using: &generator)) * 64
      let isDefault = index % 4 == 3
      let base = (index % 3 == 2 ? bare : first) + UInt64.random(in: 0..<64, using: &generator)
      let count = UInt64.random(in: 1...64, using: &generator)
      let region = ModelRegion(
        domain: UInt64.random(in: 1..<min(domains, 4), using: &generator), lines: base..<base + count, mayRead: true,
        mayWrite: isDefault || generator.next() % 4 != 0, mayExecute: generator.next() % 4 != 0,
        allowsPlain: generator.next() % 2 == 0, isDefault: isDefault)
      // Regions of one kind and domain do not overlap.
      let overlaps = memory.regions.contains {
        $0.domain == region.domain && $0.isDefault == isDefault && $0.lines.overlaps(region.lines)
      }
      if !overlaps { memory.regions.append(region) }
    }
  }

  /// Where the root has entries without a table, or none that leads anywhere.
  private static let superpageSlots: [UInt64] = [0x200, 0x201, 0x3ff]

  private static func slot(of page: UInt64) -> UInt64 {
    (ram + tablePages[page >> 10 == 0 ? 1 : 2]) << 12 | (page & 0x3ff) * 4
  }

  private static func superpage(_ slot: UInt64, _ generator: inout SeededGenerator) -> UInt32 {
    let rights = UInt32(truncatingIfNeeded: generator.next()) & 0x1e | 0xc1
    let frame = UInt32(ram) << 10
    if slot == 0x200 { return frame | rights | 2 }
    return switch generator.next() % 9 {
    case 0: 0
    // Misaligned, beyond 32 bits.
    case 1: frame | 1 << 12 | rights | 2
    case 2: frame | 1 << 30 | rights | 2
    // Pointers: beyond 32 bits, to a device, to nothing, with bits that a pointer has not.
    case 3: frame | 1 << 30 | 1
    case 4: 0x10000 << 10 | 1
    case 5: 0x90000 << 10 | 1
    case 6: frame | 0x11
    case 7: UInt32(tableInRegionFrame << 10) | 1
    default: frame | rights | 2
    }
  }

  private func leaf(_ generator: inout SeededGenerator) -> UInt32 {
    var page = Self.ram + dataPages.randomElement(using: &generator)!
    let rights = UInt32(truncatingIfNeeded: generator.next())
    var entry = [0x0e, 0x0e, 0x06, 0x0a, 0x02, 0x08].randomElement(using: &generator)! as UInt32 | 0xc1 | rights & 0x30
    switch generator.next() % 24 {
    case 0: entry &= ~0x40
    case 1, 2: entry &= ~0x80
    case 3: entry &= ~1
    case 4: entry = entry & ~2 | 4
    case 5: entry &= ~0xe
    case 6: page |= 1 << 20
    case 7: page = 0x10000
    case 8: page = Self.ram + ModelMemory.ramPages + 3
    case 9: page = 1
    case 10:
      page = Self.ram + Self.tablePages[1]
      entry &= ~4
    default: break
    }
    return UInt32(truncatingIfNeeded: page << 10) | entry
  }

  func pageTableChange(_ generator: inout SeededGenerator) -> (address: UInt64, entry: UInt32) {
    if generator.next() % 5 == 0 {
      let slot = Self.superpageSlots.randomElement(using: &generator)!
      return ((Self.ram + Self.tablePages[0]) << 12 | slot * 4, Self.superpage(slot, &generator))
    }
    return (Self.slot(of: Self.mapped.randomElement(using: &generator)!), leaf(&generator))
  }

  func change(_ state: inout ModelState, _ generator: inout SeededGenerator) {
    state.satpMode = generator.next() % 4 != 0
    state.satpPage = Self.ram + Self.tablePages[0]
    state.fetchPrivilege = [0, 1, 1, 3].randomElement(using: &generator)!
    state.dataPrivilege = [0, 1, 1, 3].randomElement(using: &generator)!
    state.sum = generator.next() % 2 == 0
    state.mxr = generator.next() % 2 == 0
    state.domain = UInt64.random(in: 0..<min(domains, 4), using: &generator)
    state.encrypted = state.domain != 0 && generator.next() % 2 == 0
  }

  private func page(_ generator: inout SeededGenerator, isFetch: Bool) -> UInt64 {
    switch generator.next() % 32 {
    case 0: return 1
    case 1: return isFetch ? 0x10000 : 0x2000
    case 2: return Self.ram + ModelMemory.ramPages
    case 3: return 0xffc00 + UInt64.random(in: 0..<32, using: &generator)
    case 4: return 0x80400 + dataPages[0]
    case 5: return 0x12345
    case 6...15: return Self.ram + dataPages.randomElement(using: &generator)!
    default: return Self.mapped.randomElement(using: &generator)!
    }
  }

  func fetchAddress(_ generator: inout SeededGenerator) -> UInt64 {
    if generator.next() % 4 == 0 { return recent & ~0x3f | generator.next() % 16 << 2 }
    return page(&generator, isFetch: true) << 12 | line(&generator) << 6 | generator.next() % 16 << 2
  }

  private func line(_ generator: inout SeededGenerator) -> UInt64 { lines.randomElement(using: &generator)! }

  /// Half of the time near the access before.
  private func dataAddress(_ generator: inout SeededGenerator) -> UInt64 {
    switch generator.next() % 16 {
    case 0...3: return recent & ~3 | generator.next() % 4
    case 4...7: return recent & ~0x3f | generator.next() % 64
    case 8: return ModelDevices.base | generator.next() % 0x140
    case 9: return Self.tableInRegion << 12 | generator.next() % 128
    default: return page(&generator, isFetch: false) << 12 | line(&generator) << 6 | generator.next() % 64
    }
  }

  func access(_ generator: inout SeededGenerator) -> ModelAccess {
    if let forced { return forced }
    let value = UInt32(truncatingIfNeeded: generator.next())
    let operation: UInt64 =
      switch generator.next() % 16 {
      case 0...6: 0
      case 7...11: 1
      case 12: 2
      case 13: 3
      default: 4 + generator.next() % 9
      }
    let size = operation < 2 ? generator.next() % 3 : 2
    var address = dataAddress(&generator)
    if operation == 3, generator.next() % 4 != 0 { address = reserved }
    return ModelAccess(
      operation: operation, address: address & ~((1 << size) - 1), size: size, isSigned: generator.next() % 2 == 0,
      value: value)
  }
}
