import Foundation
import HDL
import Simulation
import Synchronization

import struct Reference.DeviceIdentity
import struct Reference.KeyEntry
import enum Reference.OAEPEncoding
import class Reference.RSAKey

@testable import Hardware

/// A key entry is opened again and again by an unwrap unit with a device key of 2048 bits, each time with one bit of one
/// register flipped. What reaches the key store is seen where the unit hands it over, and the table of domains in it.
struct UpsetCampaign: Sendable {
  /// Where in the opening of the entry a bit flips.
  enum Window: String, Sendable {
    /// From the command to the exponentiator until that is idle again.
    case privateOperation = "during the private operation"
    /// From the command to the answer, but for that.
    case rest = "before and after it"
  }

  struct Trial: Sendable {
    /// Cycles after the key command.
    let moment: Int
    /// The register, as the wrap numbers it.
    let register: Int
    let bit: Int
  }

  /// What the opening of an entry with a flipped bit ended with.
  enum Outcome: Hashable, Sendable, CustomStringConvertible {
    /// As without the flip: the same answer, the same region handed over, the same domains.
    case right
    /// The status `fault`, nothing handed over, no domain more.
    case fault
    /// The same with another status but `ok`.
    case refused(UInt64)
    /// No answer in twice the time.
    case silent
    /// Anything else: what is handed over or kept is neither as it should be nor as it was.
    case wrong(status: UInt64, differs: String)

    var description: String {
      switch self {
      case .right: "the right key"
      case .fault: "fault"
      case .refused(let status): "status \(status)"
      case .silent: "no answer"
      case .wrong(let status, let differs): "status \(status) with another \(differs)"
      }
    }
  }

  let wrap: UpsetWrap
  private let model: SimulationModel
  private let fuses: [UInt64]
  private let entry: [UInt64]
  /// The undisturbed opening.
  private let expected: EntryOpening.Ending
  /// The domains before it.
  private let domains: [[UInt64]]
  /// Cycles after the command in which the private operation runs.
  let privateOperation: Range<Int>
  /// Cycles from the command to the answer.
  let length: Int

  init(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    wrap = UpsetWrap(
      try Design(UnwrapUnit(DesignPoint.minimal.parameters, ExponentiationParameters())), flips: { _ in true },
      shows: { $0.name.hasPrefix("domain_owners.owners") || $0.name.hasPrefix("domain_owners.valid") })
    model = try wrap.model()

    let identity = try DeviceIdentity.repeatable(bits: 2048, using: &generator)
    fuses = try identity.fuses()
    let plain = try KeyEntry(
      algorithm: 1, rights: [.read, .execute], flags: [], lines: 2, nonce: generator.next(),
      owner: generator.bytes(32), key: generator.bytes(32), entryPoints: [0, 64]
    ).encoded()
    let encoded = try OAEPEncoding.encoded(
      OAEPEncoding.dataBlock(plain, count: 256), seed: generator.bytes(32))
    let encrypted = try RSAKey(identity).encryptUnpadded(encoded)
    entry = stride(from: 0, to: encrypted.count, by: 8).map { start in
      (0..<8).reduce(UInt64(0)) { $0 | UInt64(encrypted[start + $1]) << UInt64(8 * $1) }
    }

    let simulator = try Self.start(model)
    domains = try Self.domains(wrap, simulator)
    let opening = try EntryOpening(entry, fuses: fuses, on: simulator)
    while !opening.isAnswered, opening.cycle < 4_000_000 { try opening.tick() }
    expected = try opening.ending(domains: Self.domains(wrap, simulator))
    length = opening.cycle
    let start = opening.lastWordTaken + 1
    privateOperation = start..<start + ExponentiationParameters().privateOperationCycles(bits: 2048)
  }

  /// What the undisturbed unit answers: status, domain, attribute register; and how many regions it hands over.
  var answer: [UInt64] { expected.answer + [UInt64(expected.installed.count)] }

  /// Random registers, bits and moments.
  func trials(_ count: Int, _ window: Window, seed: UInt64) -> [Trial] {
    var generator = SeededGenerator(seed: seed)
    let bits = wrap.flipped.enumerated().flatMap { number, target in (0..<target.width).map { (number, $0) } }
    return (0..<count).map { _ in
      let (register, bit) = bits[Int.random(in: 0..<bits.count, using: &generator)]
      var moment: Int
      switch window {
      case .privateOperation: moment = Int.random(in: privateOperation, using: &generator)
      case .rest:
        moment = Int.random(in: 0..<length - privateOperation.count, using: &generator)
        if moment >= privateOperation.lowerBound { moment += privateOperation.count }
      }
      return Trial(moment: moment, register: register, bit: bit)
    }
  }

  /// Carries out all trials, on every processor.
  /// - Parameter progress: hears the number of a trial, its outcome, and how many are done, on any thread.
  func outcomes(_ trials: [Trial], progress: @Sendable (Int, Outcome, Int) -> Void) throws -> [Outcome] {
    let parts = max(1, ProcessInfo.processInfo.activeProcessorCount)
    let results = Mutex<[Int: Result<Outcome, any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      for number in stride(from: part, to: trials.count, by: parts) {
        let result = Result { try outcome(trials[number]) }
        let done = results.withLock {
          $0[number] = result
          return $0.count
        }
        if case .success(let outcome) = result { progress(number, outcome, done) }
      }
    }
    return try results.withLock { all in try trials.indices.compactMap { try all[$0]?.get() } }
  }

  private func outcome(_ trial: Trial) throws -> Outcome {
    let simulator = try Self.start(model)
    let opening = try EntryOpening(entry, fuses: fuses, on: simulator)
    while opening.cycle < trial.moment, !opening.isAnswered { try opening.tick() }
    try wrap.flip(trial.register, bit: trial.bit, in: simulator)
    while !opening.isAnswered {
      if opening.cycle > 2 * length { return .silent }
      try opening.tick()
    }
    let ending = try opening.ending(domains: Self.domains(wrap, simulator))
    if ending == expected { return .right }
    let status = ending.answer[0]
    if status != 0, ending.answer.dropFirst().allSatisfy({ $0 == 0 }), ending.installed.isEmpty,
      ending.points.isEmpty, ending.domains == domains
    {
      return status == 19 ? .fault : .refused(status)
    }
    let isAccepted = status == 0
    var differs = "answer"
    if ending.domains != (isAccepted ? expected.domains : domains) { differs = "domain" }
    if ending.points != (isAccepted ? expected.points : []) { differs = "entry point" }
    if ending.installed != (isAccepted ? expected.installed : []) { differs = "region" }
    return .wrong(status: status, differs: differs)
  }

  /// The table of domains: the owner secrets, and which domains exist, for which both copies must say so.
  private static func domains(_ wrap: UpsetWrap, _ simulator: Simulator) throws -> [[UInt64]] {
    let contents = try zip(wrap.shown.map(\.name), wrap.contents(of: simulator)).map { ($0, $1) }
    let values = Dictionary(uniqueKeysWithValues: contents.filter { $0.0.contains(".valid") }.map { ($0.0, $0.1[0]) })
    let exist = values.filter { $0.key.hasSuffix("_value") }.sorted { $0.key < $1.key }.map { name, value in
      [value & ~values[name.dropLast("value".count) + "inverse", default: 1]]
    }
    return contents.filter { !$0.0.contains(".valid") }.map(\.1) + exist
  }

  /// A unit after reset, with all inputs zero, the command at its port, and its own overwriting done.
  private static func start(_ model: SimulationModel) throws -> Simulator {
    let simulator = try Simulator(model, initialState: .random(seed: 1))
    for port in model.design.ports where port.direction == .input {
      try simulator.drive(port.name, words: [UInt64](repeating: 0, count: (port.width + 63) / 64))
    }
    try simulator.reset()
    try simulator.tick(count: 2000)
    // setk, for a new domain and two lines.
    try simulator.drive("command_base", 0x1000)
    try simulator.drive("command_bound", 128)
    return simulator
  }
}
