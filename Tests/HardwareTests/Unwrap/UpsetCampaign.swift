import Foundation
import HDL
import Simulation
import Synchronization
import Vectors

import struct Reference.DeviceIdentity
import struct Reference.KeyEntry
import enum Reference.ModularExponentiation

@testable import Hardware

/// A key entry is opened again and again by a whole keyed unit with a device key of 2048 bits, each time with one bit of one
/// register flipped.
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
    /// As without the flip: the same answer, and the same in key store, attribute registers and table of domains.
    case right
    /// The status `fault`, and nothing has changed.
    case fault
    /// Another status but `ok`, and nothing has changed.
    case refused(UInt64)
    /// No answer in twice the time.
    case silent
    /// Anything else: what is stored is neither as it should be nor as it was.
    case wrong(status: UInt64, differs: [String])

    var description: String {
      switch self {
      case .right: "the right key"
      case .fault: "fault"
      case .refused(let status): "status \(status)"
      case .silent: "no answer"
      case .wrong(let status, let differs): "status \(status) with other contents of \(differs.joined(separator: ", "))"
      }
    }
  }

  let wrap: UpsetWrap
  private let model: SimulationModel
  private let fuses: [UInt64]
  private let entry: [UInt64]
  /// The undisturbed opening.
  private let expected: Ending
  private let untouched: [[UInt64]]
  /// Cycles after the command in which the private operation runs.
  let privateOperation: Range<Int>
  /// Cycles from the command to the answer.
  let length: Int

  /// An answer, and what is stored afterwards.
  private struct Ending: Equatable, Sendable {
    let answer: [UInt64]
    let contents: [[UInt64]]
  }

  init(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let parameters = DesignPoint.minimal.parameters
    let stores = ["encryption_unit.key_store.", "encryption_unit.attribute_registers."]
    let owners = ["unwrap_unit.domain_owners.owners", "unwrap_unit.domain_owners.valid"]
    wrap = UpsetWrap(
      try Design(KeyedEncryptionUnit(parameters)), flips: { $0.name.hasPrefix("unwrap_unit.") },
      shows: { target in (stores + owners).contains { target.name.hasPrefix($0) } })
    model = try wrap.model()

    let key = RSAKeyNumbers(bits: 2048, using: &generator)
    let identity = try DeviceIdentity(
      modulus: key.modulus.numberBytes, p: key.p.numberBytes, q: key.q.numberBytes, dP: key.dP.numberBytes,
      dQ: key.dQ.numberBytes, qInv: key.qInv.numberBytes)
    fuses = try identity.fuses()
    let plain = try KeyEntry(
      algorithm: 1, rights: [.read, .execute], flags: [], lines: 2, nonce: generator.next(),
      owner: generator.bytes(32), key: generator.bytes(32), entryPoints: [0, 64]
    ).encoded()
    let encoded = MessageEncoding.optimal(plain, seed: generator.bytes(32), .sha256, length: 256)
    let encrypted = ModularExponentiation.encrypt(encoded.numberWords, modulus: key.modulus)
    // As the words lie in memory: the first byte of the ciphertext in bits 7:0.
    entry = encrypted.words.reversed().map(\.byteSwapped)

    let simulator = try Self.start(model)
    untouched = try wrap.contents(of: simulator)
    let opening = try EntryOpening(entry, fuses: fuses, on: simulator)
    while !opening.isAnswered, opening.cycle < 4_000_000 { try opening.tick() }
    expected = Ending(answer: try Self.answer(simulator), contents: try wrap.contents(of: simulator))
    length = opening.cycle
    let start = opening.lastWordTaken + 1
    privateOperation = start..<start + ExponentiationParameters().privateOperationCycles(bits: 2048)
  }

  /// What the undisturbed unit answers: status, domain, attribute register.
  var answer: [UInt64] { expected.answer }

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
  /// - Parameter progress: hears how many are done, on any thread.
  func outcomes(_ trials: [Trial], progress: @Sendable (Int) -> Void) throws -> [Outcome] {
    let parts = max(1, ProcessInfo.processInfo.activeProcessorCount)
    let results = Mutex<[Int: Result<Outcome, any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      for number in stride(from: part, to: trials.count, by: parts) {
        let result = Result { try outcome(trials[number]) }
        progress(
          results.withLock {
            $0[number] = result
            return $0.count
          })
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
    let ending = Ending(answer: try Self.answer(simulator), contents: try wrap.contents(of: simulator))
    if ending == expected { return .right }
    let status = ending.answer[0]
    if status != 0, ending.answer.dropFirst().allSatisfy({ $0 == 0 }), ending.contents == untouched {
      return status == 19 ? .fault : .refused(status)
    }
    let reference = status == 0 ? expected.contents : untouched
    let differs = zip(wrap.shown, zip(ending.contents, reference)).filter { $1.0 != $1.1 }.map(\.0.name)
    return .wrong(status: status, differs: Array(Set(differs)).sorted() + (differs.isEmpty ? ["answer"] : []))
  }

  private static func answer(_ simulator: Simulator) throws -> [UInt64] {
    try ["status", "domain", "attribute"].map { try simulator.value(of: "key_response_\($0)")[0] }
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
    try simulator.drive("key_command_base", 0x1000)
    try simulator.drive("key_command_bound", 128)
    return simulator
  }
}
