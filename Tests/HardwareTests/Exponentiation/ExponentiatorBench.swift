import HDL
import Vectors

import struct Reference.RSAPrivateKey

@testable import Hardware

/// Drives an `Exponentiator` in this process and plays the fuses.
final class ExponentiatorBench: ExponentiationDriver {
  let simulator: CycleSimulator<Exponentiator>
  let parameters: ExponentiationParameters
  var fuses: [UInt64] = []
  let injection: FaultInjection

  init(_ parameters: ExponentiationParameters, seed: UInt64 = 1) throws {
    self.parameters = parameters
    injection = FaultInjection(try Design(Exponentiator(parameters)))
    simulator = try simulateHere(Exponentiator(parameters), seed: seed)
    try simulator.reset()
    try waitUntilIdle()
  }

  func tick() throws {
    let address = Int(simulator.fuseAddress)
    try simulator.tick()
    simulator.fuseWord = address < fuses.count ? fuses[address] : 0
  }

  func waitUntilIdle(limit: Int = 100_000_000) throws {
    for _ in 0..<limit {
      if simulator.idle { return }
      try tick()
    }
    throw CycleSimulationTimeout()
  }

  func write(_ words: [UInt64], as operand: ExponentiationOperand) throws {
    for (index, word) in words.enumerated() {
      try waitUntilIdle(limit: 1000)
      simulator.operandWord.valid = true
      simulator.operandWord.payload.operand = UInt64(operand.rawValue)
      simulator.operandWord.payload.index = UInt64(index)
      simulator.operandWord.payload.word = word
      try tick()
      simulator.operandWord.valid = false
    }
    try waitUntilIdle(limit: 1000)
  }

  func begin(_ operation: ExponentiationOperation, words: Int, exponentWords: Int = 0) throws {
    try waitUntilIdle(limit: 1000)
    simulator.command.valid = true
    simulator.command.payload.operation = UInt64(operation.rawValue)
    simulator.command.payload.words = UInt64(words)
    simulator.command.payload.exponentWords = UInt64(exponentWords)
    try tick()
    simulator.command.valid = false
  }

  func run(_ operation: ExponentiationOperation, words: Int, exponentWords: Int = 0) throws -> ExponentiationOutcome {
    try begin(operation, words: words, exponentWords: exponentWords)
    let start = simulator.cycle - 1
    try waitUntilIdle()
    let cycles = simulator.cycle - start
    let read = try result(words)
    return ExponentiationOutcome(status: simulator.status, words: read.words, cycles: cycles, isDamaged: read.isDamaged)
  }

  /// The words of the result; none unless the status is `done`.
  func result(_ count: Int) throws -> (words: [UInt64], isDamaged: Bool) {
    guard simulator.status == .done else { return ([], false) }
    var words: [UInt64] = []
    var isDamaged = false
    for index in 0..<count {
      let answer = try word(index)
      words.append(answer.word)
      isDamaged = isDamaged || answer.damaged
    }
    return (words, isDamaged)
  }

  func word(_ index: Int) throws -> (word: UInt64, damaged: Bool) {
    simulator.resultRequest.valid = true
    simulator.resultRequest.payload.index = UInt64(index)
    try tick()
    simulator.resultRequest.valid = false
    for _ in 0..<100 where !simulator.result.valid { try tick() }
    let answer = (simulator.result.payload.word, simulator.result.payload.damaged)
    simulator.result.ready = true
    try tick()
    simulator.result.ready = false
    return answer
  }

  func wipe() throws {
    simulator.wipe = true
    try tick()
    simulator.wipe = false
    try waitUntilIdle(limit: parameters.depth + 1)
  }

  /// The registers and words of the memory that hold anything but what they hold when nothing has been done; words as
  /// `memory.words[slot.index]`.
  func leftovers() throws -> [String] {
    // Without work the memory reads its first word, and words take some cycles through the multiplier.
    for _ in 0..<10 { try tick() }
    let control = [
      "phase_", "outcome_", "sweep_address_", "operation_", "words_", "half_", "position_", "back_", "count_",
      "exponent_words",
      "cycles_left", "started", "captures_", "flag_number", "late", "unreduced", "leading_zero", "transfer_slot",
      "transfer_index", "transfer_lane",
    ]
    var found: [String] = []
    for register in injection.registers where !control.contains(where: { register.name.hasPrefix($0) }) {
      let value = try simulator.simulation.peek(register.name)
      if value.words.contains(where: { $0 != 0 }), !Self.isCounter(register.name) { found.append(register.name) }
    }
    for word in injection.memoryWords {
      guard let address = word.address else { continue }
      let value = try simulator.simulation.peek(memory: word.name, at: address)
      if value.words.contains(where: { $0 != 0 }) {
        found.append("\(word.name)[\(address / parameters.slotWords).\(address % parameters.slotWords)]")
      }
    }
    return found
  }

  /// Registers below the top that count or sequence: they depend on operation and size alone.
  static func isCounter(_ register: String) -> Bool {
    ["scan.", "loader."].contains { register.hasPrefix($0) || register.contains(".\($0)") }
      || [
        "waiting", "one_a", "one_b", "index", "result_index", "first_at_words", "first_at_factors", "index_at_words",
        "index_at_factors",
      ]
      .contains { register == "arithmetic.\($0)" }
  }
}

extension RSAKeyNumbers {
  /// The same for the golden model.
  var golden: RSAPrivateKey {
    guard let key = RSAPrivateKey(modulus: modulus, p: p, q: q, dP: dP, dQ: dQ, qInv: qInv) else {
      preconditionFailure("numbers of a sample key fit each other")
    }
    return key
  }
}
