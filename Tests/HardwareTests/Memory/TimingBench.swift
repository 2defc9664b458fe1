import HDL
import Testing

@testable import Hardware

/// A memory unit over memory whose words are their addresses, until they are stored to. Its line port never makes the unit
/// wait, unless it is told to. Of a protected line memory has another value than the unit, one for each attribute.
final class TimingBench {
  /// A request for a line.
  struct Line: Equatable {
    var kind: LineKind
    var physical: UInt64
    var domain: UInt64 = 0
    /// The identity of a line that is written back.
    var attribute: UInt64? = nil
  }

  let unit: CycleSimulator<MemoryUnit>
  /// Cycles between a request and its answer.
  var wait = 0
  /// Requests that are accepted in all.
  var limit = Int.max
  /// Words that are taken of a write-back that is offered while a line is read.
  var takesAhead = 0
  /// Cycles after which there is no limit any more.
  var limitEnds: Int?
  /// Lines whose fill or write-back ends with a bus error.
  var failing: Set<UInt64> = []
  /// Lines whose fill is refused: answered with one word.
  var refused: Set<UInt64> = []
  /// The attribute under which a domain other than 0 has the lines that it fills.
  var attribute: UInt64?
  var memory: [UInt64: UInt64] = [:]
  private(set) var requests: [Line] = []
  private(set) var written: [UInt64] = []
  /// Words of the write-back that is offered.
  private(set) var ahead: [UInt64] = []

  private var line: Line?
  private var identity: UInt64?
  private var index: UInt64 = 0
  private var waited = 0

  init(_ parameters: MemoryParameters = MemoryParameters()) throws {
    unit = try simulateHere(MemoryUnit(parameters))
    try unit.reset()
    unit.dataPrivilege = 3
    unit.fetchPrivilege = 3
    while !unit.data.ready { try unit.tick() }
  }

  var kinds: [LineKind] { requests.map(\.kind) }

  /// Whether nothing waits to be written back, and nothing is asked for.
  var isQuiet: Bool { unit.dataCache.isIdle && line == nil }

  /// What memory has for a word that is stored under an attribute.
  static func protected(_ word: UInt64, _ attribute: UInt64?) -> UInt64 {
    attribute.map { word ^ (0x1111_1111_1111_1111 &* ($0 + 1)) } ?? word
  }

  /// A clock cycle.
  func tick() throws {
    if let cycles = limitEnds {
      if cycles == 0 { limit = .max }
      limitEnds = cycles == 0 ? nil : cycles - 1
    }
    let isWriteBack = line?.kind == .writeBack
    let goes = waited >= wait
    unit.request.ready = line == nil && requests.count < limit
    let looksAhead =
      line != nil && !isWriteBack && ahead.count < takesAhead && unit.request.valid
      && unit.request.payload.kind == .writeBack
    unit.store.ready = isWriteBack && index < 8 || looksAhead
    unit.response.valid = line != nil && goes && (!isWriteBack || index == 8)
    let isRefused = !isWriteBack && refused.contains(line?.physical ?? 0)
    let isLast = index == 7 || isWriteBack || isRefused
    unit.response.payload.last = isLast
    unit.response.payload.status = isRefused ? 2 : isLast && failing.contains(line?.physical ?? 0) ? 7 : 0
    unit.response.payload.protected = identity != nil && !isWriteBack
    unit.response.payload.attribute = isWriteBack ? 0 : identity ?? 0
    let address = (line?.physical ?? 0) << 6 | index << 3
    unit.response.payload.data = Self.protected(memory[address] ?? (address | 4) << 32 | address, identity)
    if looksAhead, unit.store.fire { ahead.append(unit.store.payload.data) }
    if unit.request.fire {
      let asked = unit.request.payload
      let kind = try #require(asked.kind)
      let held = kind == .writeBack && asked.protected ? asked.attribute : nil
      line = Line(kind: kind, physical: asked.physicalLine, domain: asked.domain, attribute: held)
      requests.append(try #require(line))
      identity = kind == .writeBack ? held : asked.domain == 0 ? nil : attribute
      index = 0
      waited = 0
      if kind == .writeBack {
        for word in ahead { store(word) }
        ahead = []
      }
    } else if isWriteBack, unit.store.fire {
      store(unit.store.payload.data)
    } else if unit.response.fire {
      index += 1
      if unit.response.payload.last { line = nil }
    } else if line != nil {
      waited += 1
    }
    try unit.tick()
  }

  private func store(_ word: UInt64) {
    written.append(word)
    memory[(line?.physical ?? 0) << 6 | index << 3] = Self.protected(word, identity)
    index += 1
  }

  /// Offers an access until it is accepted.
  func offer(_ operation: DataOperation, _ address: UInt64, _ value: UInt64 = 0, size: UInt64 = 2) throws {
    unit.data.payload.operation = operation
    unit.data.payload.address = address
    unit.data.payload.size = size
    unit.data.valid = true
    while !unit.data.ready { try tick() }
    try tick()
    unit.data.valid = false
    unit.dataStore = value
  }

  /// Cycles from the one in which an access was accepted to its answer, and the answer.
  func access(
    _ operation: DataOperation, _ address: UInt64, _ value: UInt64 = 0, size: UInt64 = 2, cause: UInt64 = 0
  ) throws -> (cycles: Int, value: UInt64) {
    try offer(operation, address, value, size: size)
    var cycles = 1
    while !unit.resultValid {
      try tick()
      cycles += 1
      try #require(cycles < 1000, "no answer")
    }
    #expect(unit.resultCause == cause)
    let result = unit.result
    // A store is done in the cycle after its answer.
    try tick()
    try tick()
    return (cycles, result)
  }

  /// Fetches an instruction.
  func fetch(_ address: UInt64) throws -> UInt64 {
    unit.instructionReady = true
    unit.fetch.payload.address = address
    unit.fetch.valid = true
    while !unit.fetch.ready { try tick() }
    try tick()
    unit.fetch.valid = false
    var cycles = 1
    while !unit.instructionValid {
      try tick()
      cycles += 1
      try #require(cycles < 1000, "no instruction")
    }
    let result = unit.instruction
    try tick()
    return result
  }

  /// Has a command carried out. Gives the cycles that it took.
  @discardableResult
  func command(_ isTranslations: Bool) throws -> Int {
    unit.command = isTranslations
    unit.commandValid = true
    var cycles = 0
    while !unit.commandReady {
      try tick()
      cycles += 1
      try #require(cycles < 10_000, "the command is not done")
    }
    try tick()
    unit.commandValid = false
    return cycles
  }
}
