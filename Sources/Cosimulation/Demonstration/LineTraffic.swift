import Hardware
import Reference
import Simulation

/// One line request with all that was seen of it.
struct Crossing {
  let operation: LineOperation
  let answer: LineResponse
  let timing: LineTiming
  /// The handshakes in order, with their clock cycles.
  let transfers: [(LineTransfer, Int)]
  /// The line as an observer of the bus saw it; nil when the request was refused.
  let busLine: Line?

  init(_ operation: LineOperation, _ answer: LineResponse, _ timing: LineTiming, _ transfers: [(LineTransfer, Int)]) {
    self.operation = operation
    self.answer = answer
    self.timing = timing
    self.transfers = transfers
    var line = Line.zero
    var beats = 0
    for case (.readBeat(let index, let data), _) in transfers {
      line[index] = data
      beats += 1
    }
    for case (.writeBeat(let index, let data), _) in transfers {
      line[index] = data
      beats += 1
    }
    busLine = beats == Line.wordCount ? line : nil
  }
}

/// The core's side of the demonstration: drives one simulated unit, in lockstep with the golden model, and writes down
/// everything that crosses the bus.
final class LineTraffic {
  private let lockstep: Lockstep
  private var transfers: [(LineTransfer, Int)] = []
  private var crossings: [Crossing] = []
  private var keyAnswer: (response: KeyResponse, cycles: Int)?
  private var modeAnswer: ModeResponse?

  /// Every word that was on the bus.
  private(set) var busWords = Set<UInt64>()
  private(set) var cycles = CycleRecord()
  /// Lines of encrypted regions that crossed the bus, and all that were asked for.
  private(set) var linesOnBus = 0
  private(set) var requests = 0

  /// - Parameters:
  ///   - model: a keyed unit.
  ///   - fuses: what its fuses hold.
  init(
    _ model: SimulationModel, point: DesignPoint, fuses: [UInt64], memory: ExternalMemory, seed: UInt64
  ) throws {
    lockstep = try Lockstep(model, parameters: point.reference, fuses: fuses, seed: seed, memory: memory)
    lockstep.onTransfer = { [unowned self] in transfers.append(($0, $1)) }
    lockstep.onLine = { [unowned self] operation, answer, timing in
      crossings.append(Crossing(operation, answer, timing, transfers))
      transfers.removeAll(keepingCapacity: true)
    }
    lockstep.onKey = { [unowned self] in keyAnswer = ($0, $1) }
    lockstep.onMode = { [unowned self] in modeAnswer = $0 }
  }

  /// Clock cycles so far.
  var cycle: Int { lockstep.cycle }
  var coverage: Coverage { lockstep.coverage }
  /// The memory behind the bus.
  var memory: ExternalMemory { lockstep.memory }

  // MARK: Lines

  /// Performs `operations` one after another.
  /// - Parameters:
  ///   - algorithm: for which their timing counts, if for any.
  ///   - areOpen: the lines are plaintext for everybody and do not count as encrypted ones on the bus.
  func perform(
    _ operations: [LineOperation], timedAs algorithm: Algorithm? = nil, areOpen: Bool = false
  ) throws(Mismatch) -> [Crossing] {
    crossings.removeAll(keepingCapacity: true)
    try lockstep.run(operations.map { Step(.line($0)) })
    requests += crossings.count
    for crossing in crossings {
      guard let line = crossing.busLine else { continue }
      if !areOpen { linesOnBus += 1 }
      for index in 0..<Line.wordCount { busWords.insert(line[index]) }
      if let algorithm { cycles.add(crossing, algorithm) }
    }
    return crossings
  }

  // MARK: Set-up and mode

  /// Brings a key entry; returns the answer, and the cycles from the last word of the entry to it.
  func bring(_ command: KeyCommand) throws -> (response: KeyResponse, cycles: Int) {
    keyAnswer = nil
    try lockstep.run([Step(.key(command))])
    guard let answer = keyAnswer else {
      throw DemonstrationError.program("key entry", reason: "the unit answers nothing")
    }
    return answer
  }

  /// What was looked for on pins and in registers, and where.
  var secretSearch: SecretSearchResult {
    SecretSearchResult(
      words: lockstep.secrets?.words.count ?? 0, ports: lockstep.secrets?.names.sorted() ?? [], cycles: cycle,
      registerWords: lockstep.wordsSearched)
  }

  /// Lets `domain` run.
  func select(_ domain: Int) throws { try mode(ModeCommand(.select, domain: domain), encrypted: nil) }

  /// Calls encrypted code at `target`; it will return to `next` (SF-59, SF-66).
  func enter(_ target: UInt32, returningTo next: UInt32) throws {
    try mode(ModeCommand(.cryptomode, link: true, hasTarget: true, target: target, next: next), encrypted: true)
  }

  /// Returns from encrypted code to `address`, in the mode and under the key of the caller (SF-66).
  func leave(to address: UInt32, encrypted: Bool) throws {
    try mode(ModeCommand(.transfer, next: address), encrypted: encrypted)
  }

  private func mode(_ command: ModeCommand, encrypted: Bool?) throws {
    try lockstep.run([Step(.mode(command))])
    guard let answer = modeAnswer, answer.status == .ok, encrypted == nil || answer.encrypted == encrypted else {
      throw DemonstrationError.program(
        "mode \(command.operation.rawValue)", reason: "the unit answers \(refusal(modeAnswer?.status))")
    }
  }

  private func refusal(_ status: (some Any)?) -> String { status.map { "\($0)" } ?? "nothing" }
}
