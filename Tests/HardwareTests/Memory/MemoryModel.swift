/// A region of the encryption unit, as far as a line request meets it.
struct ModelRegion {
  var domain: UInt64
  var lines: Range<UInt64>
  var mayRead: Bool
  var mayWrite: Bool
  var mayExecute: Bool
  var allowsPlain: Bool
  var isDefault: Bool
}

/// What lies behind the line port: main memory and boot ROM, in the form in which they are encrypted. Words of 64 bits.
struct ModelMemory {
  static let ramBase: UInt64 = 0x8000_0000
  static let ramPages: UInt64 = 32
  static let romBase: UInt64 = 0x1000

  var regions: [ModelRegion] = []
  var ram: [UInt64]
  var rom: [UInt64]

  init(_ generator: inout SeededGenerator) {
    ram = (0..<Int(Self.ramPages) * 512).map { _ in generator.next() }
    rom = (0..<512).map { _ in generator.next() }
  }

  static func isRAM(_ address: UInt64) -> Bool {
    (ramBase..<ramBase + ramPages * 4096).contains(address)
  }
  static func isROM(_ address: UInt64) -> Bool { address >> 12 == romBase >> 12 }

  /// The word as it is in memory; nil where nothing is.
  subscript(address: UInt64) -> UInt64? {
    get {
      Self.isRAM(address)
        ? ram[Int(address - Self.ramBase) >> 3] : Self.isROM(address) ? rom[Int(address - Self.romBase) >> 3] : nil
    }
    set { if Self.isRAM(address), let newValue { ram[Int(address - Self.ramBase) >> 3] = newValue } }
  }

  enum Kind: UInt64 { case fetch, load, storeFill, writeBack }

  /// `docs/encryption-unit.md`, section 4: the status of a fill, and the region under which the line is decrypted.
  func judge(_ kind: Kind, encrypted: Bool, domain: UInt64, line: UInt64) -> (status: UInt64, region: Int?) {
    func find(isDefault: Bool) -> Int? {
      regions.firstIndex { $0.domain == domain && $0.isDefault == isDefault && $0.lines.contains(line) }
    }
    func has(_ region: Int) -> Bool {
      switch kind {
      case .fetch: regions[region].mayExecute
      case .load: regions[region].mayRead
      case .storeFill, .writeBack: regions[region].mayWrite
      }
    }
    if let region = find(isDefault: false) {
      if !encrypted && (kind == .fetch || !regions[region].allowsPlain) { return (3, nil) }
      return has(region) ? (0, region) : (2, nil)
    }
    if let region = find(isDefault: true), encrypted, has(region) { return (0, region) }
    return (kind == .fetch && encrypted ? 1 : 0, nil)
  }

  /// What a word is combined with when it is encrypted under a region, at a virtual address.
  static func pad(_ region: Int?, _ address: UInt64) -> UInt64 {
    guard let region else { return 0 }
    var mixed = (UInt64(region) << 32 | address & ~7) &+ 0x9e37_79b9_7f4a_7c15
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

/// Devices: words, of which one counts how often it was read.
struct ModelDevices: Equatable {
  static let base: UInt64 = 0x1000_0000
  static let size: UInt64 = 0x100
  static let counter: UInt64 = 0x1000_0040

  var words = [UInt32](repeating: 0x1234_5678, count: Int(size) / 4)
  var reads: UInt32 = 0
  var accesses = 0

  /// The word of the aligned address; nil where nothing is.
  mutating func access(_ address: UInt64, write: Bool, size: UInt64, value: UInt32) -> UInt32? {
    accesses += 1
    guard (Self.base..<Self.base + Self.size).contains(address) else { return nil }
    let index = Int(address - Self.base) / 4
    if write {
      words[index] = merge(words[index], value, address: address, size: size)
      return 0
    }
    guard address & ~3 == Self.counter else { return words[index] }
    reads += 1
    return reads
  }
}

/// A word with `value`, from its low bits, at a place in it.
func merge(_ word: UInt32, _ value: UInt32, address: UInt64, size: UInt64) -> UInt32 {
  let shift = UInt32(address & 3) * 8
  let mask: UInt32 = size == 0 ? 0xff : size == 1 ? 0xffff : .max
  return word & ~(mask << shift) | (value & mask) << shift
}

/// An access to data.
struct ModelAccess {
  var operation: UInt64
  var address: UInt64
  var size: UInt64
  var isSigned: Bool
  var value: UInt32

  var changes: Bool { operation == 1 || operation >= 3 }
}

/// State of the pipeline that decides about accesses.
struct ModelState {
  var satpMode = false
  var satpPage: UInt64 = 0
  var fetchPrivilege: UInt64 = 3
  var dataPrivilege: UInt64 = 3
  var sum = false
  var mxr = false
  var domain: UInt64 = 0
  var encrypted = false
}

/// The memory unit without caches and buffers: every access goes to memory, through the page tables and the cipher.
struct MemoryModel {
  enum Outcome: Equatable {
    case value(UInt32)
    /// 16 + cause.
    case fault(UInt64)
  }
  enum Need { case read, write, execute }
  enum Translated: Equatable {
    case to(UInt64)
    case pageFault, accessFault
  }

  var memory: ModelMemory
  var devices = ModelDevices()
  var state = ModelState()
  var reservation: UInt64?
  /// What words of memory were since the last fence.i, beside what they are.
  var history: [UInt64: Set<UInt64>] = [:]

  func translate(_ address: UInt64, _ need: Need) -> Translated {
    let privilege = need == .execute ? state.fetchPrivilege : state.dataPrivilege
    guard state.satpMode, privilege != 3 else { return .to(address) }
    var table = state.satpPage << 12
    for level in [1, 0] {
      let slot = table + (level == 1 ? address >> 22 : address >> 12 & 0x3ff) * 4
      guard let pair = memory[slot & ~7] else { return .accessFault }
      let entry = slot & 4 == 0 ? pair & 0xffff_ffff : pair >> 32
      let (v, r, w, x, u, a, d) = (
        entry & 1 != 0, entry & 2 != 0, entry & 4 != 0, entry & 8 != 0, entry & 16 != 0, entry & 64 != 0,
        entry & 128 != 0
      )
      let page = entry >> 10
      if !v || !r && w { return .pageFault }
      guard r || x else {
        if level == 0 || u || a || d { return .pageFault }
        if page >> 20 != 0 { return .accessFault }
        table = page << 12
        continue
      }
      let allowed =
        switch need {
        case .read: r || state.mxr && x
        case .write: w && d
        case .execute: x
        }
      let fitting = privilege == 0 ? u : !u || state.sum && need != .execute
      if !allowed || !fitting || !a || level == 1 && page & 0x3ff != 0 { return .pageFault }
      if page >> 20 != 0 { return .accessFault }
      return .to((level == 1 ? page | address >> 12 & 0x3ff : page) << 12 | address & 0xfff)
    }
    return .pageFault
  }

  private func isCached(_ address: UInt64) -> Bool { address >> 31 == 1 || ModelMemory.isROM(address) }

  private static func half(_ pair: UInt64, _ address: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: address & 4 == 0 ? pair : pair >> 32)
  }

  /// Does what the access does, and gives its answer with the physical address.
  mutating func execute(_ access: ModelAccess) -> (Outcome, physical: UInt64?) {
    let base: UInt64 = access.changes ? 2 : 0
    let physical: UInt64
    switch translate(access.address, access.changes ? .write : .read) {
    case .pageFault: return (.fault(16 + 13 + base), nil)
    case .accessFault: return (.fault(16 + 5 + base), nil)
    case .to(let address): physical = address
    }
    let denied = (Outcome.fault(16 + 5 + base), physical as UInt64?)
    guard isCached(physical) else {
      guard access.operation < 2 else { return denied }
      let word = devices.access(physical, write: access.operation == 1, size: access.size, value: access.value)
      return word.map { (.value(Self.loaded($0, access)), physical) } ?? denied
    }
    if ModelMemory.isROM(physical) && access.changes { return denied }
    let (status, region) = memory.judge(
      access.changes ? .storeFill : .load, encrypted: state.encrypted, domain: state.domain, line: access.address >> 6)
    guard status == 0, let stored = memory[physical & ~7] else { return denied }
    let pad = ModelMemory.pad(region, access.address)
    let word = Self.half(stored ^ pad, access.address)
    var result = word
    if access.operation == 2 { reservation = physical >> 6 }
    if access.operation == 3 {
      result = reservation == physical >> 6 ? 0 : 1
      reservation = nil
    }
    if access.changes && !(access.operation == 3 && result == 1) {
      let new =
        access.operation >= 4
        ? Self.atomic(access.operation, word, access.value)
        : merge(word, access.value, address: access.address, size: access.size)
      let shift = access.address & 4 == 0 ? 0 : 32 as UInt64
      let pair = (stored ^ pad) & ~(0xffff_ffff << shift) | UInt64(new) << shift
      history[physical & ~7, default: []].insert(stored)
      memory[physical & ~7] = pair ^ pad
    }
    return (.value(access.operation == 3 ? result : Self.loaded(result, access)), physical)
  }

  /// What an access loads of a word.
  private static func loaded(_ word: UInt32, _ access: ModelAccess) -> UInt32 {
    let above = UInt32(32 - (8 << access.size))
    let left = (word >> UInt32(8 * (access.address & 3))) << above
    return access.isSigned ? UInt32(bitPattern: Int32(bitPattern: left) >> Int32(above)) : left >> above
  }

  static func atomic(_ operation: UInt64, _ memory: UInt32, _ operand: UInt32) -> UInt32 {
    let (signedMemory, signedOperand) = (Int32(bitPattern: memory), Int32(bitPattern: operand))
    return switch operation {
    case 5: memory &+ operand
    case 6: memory ^ operand
    case 7: memory & operand
    case 8: memory | operand
    case 9: UInt32(bitPattern: min(signedMemory, signedOperand))
    case 10: UInt32(bitPattern: max(signedMemory, signedOperand))
    case 11: min(memory, operand)
    case 12: max(memory, operand)
    default: operand
    }
  }

  /// What a fetch may give: any of the contents since the last fence.i, or one fault.
  func fetch(_ address: UInt64) -> Set<Outcome> {
    let physical: UInt64
    switch translate(address, .execute) {
    case .pageFault: return [.fault(16 + 12)]
    case .accessFault: return [.fault(16 + 1)]
    case .to(let found): physical = found
    }
    let (status, region) = memory.judge(
      .fetch, encrypted: state.encrypted, domain: state.domain, line: address >> 6)
    guard isCached(physical), status == 0, let stored = memory[physical & ~7] else { return [.fault(16 + 1)] }
    let pad = ModelMemory.pad(region, address)
    return Set(history[physical & ~7, default: []].union([stored]).map { .value(Self.half($0 ^ pad, address)) })
  }
}

extension MemoryModel.Outcome: Hashable {}
