import HDL
import Simulation

@testable import Hardware

/// Drives an `Exponentiator` of moduli up to 4096 bits, emitted and compiled, and plays the fuses: for operations of
/// millions of cycles.
final class CompiledExponentiator: ExponentiationDriver {
  var fuses: [UInt64] = []

  private let simulator: Simulator
  private let idle: Port<Bool>
  private let status: Port<UInt8>
  private let fuseAddress: Port<UInt8>
  private let fuseWord: Port<UInt64>
  private let result: (valid: Port<Bool>, word: Port<UInt64>, damaged: Port<Bool>)

  init(_ parameters: ExponentiationParameters = ExponentiationParameters(), seed: UInt64 = 1) throws {
    simulator = try simulate(Exponentiator(parameters), seed: seed)
    idle = try simulator.port("idle")
    status = try simulator.port("status")
    fuseAddress = try simulator.port("fuse_address")
    fuseWord = try simulator.port("fuse_word")
    result = (
      try simulator.port("result_valid"), try simulator.port("result_word"), try simulator.port("result_damaged")
    )
    try simulator.reset()
    try waitUntilIdle()
  }

  private func tick() throws {
    let address = Int(fuseAddress.value)
    try simulator.tick()
    fuseWord.value = address < fuses.count ? fuses[address] : 0
  }

  private func waitUntilIdle() throws {
    let limit = 200_000_000
    for _ in 0..<limit {
      if idle.value { return }
      try tick()
    }
    throw SimulationError.limitReached(port: "idle", cycles: limit)
  }

  func write(_ words: [UInt64], as operand: ExponentiationOperand) throws {
    for (index, word) in words.enumerated() {
      try simulator.drive("operand_word_valid", 1)
      try simulator.drive("operand_word_operand", UInt64(operand.rawValue))
      try simulator.drive("operand_word_index", UInt64(index))
      try simulator.drive("operand_word_word", word)
      try tick()
      try simulator.drive("operand_word_valid", 0)
      try waitUntilIdle()
    }
  }

  func run(_ operation: ExponentiationOperation, words: Int, exponentWords: Int) throws -> ExponentiationOutcome {
    try simulator.drive("command_valid", 1)
    try simulator.drive("command_operation", UInt64(operation.rawValue))
    try simulator.drive("command_words", UInt64(words))
    try simulator.drive("command_exponent_words", UInt64(exponentWords))
    let start = simulator.cycle
    try tick()
    try simulator.drive("command_valid", 0)
    try waitUntilIdle()
    let cycles = simulator.cycle - start
    let ended = ExponentiationStatus.allCases.first { $0.code == Int(status.value) }
    let answers = ended == .done ? try (0..<words).map { try word($0) } : []
    return ExponentiationOutcome(
      status: ended, words: answers.map(\.word), cycles: cycles, isDamaged: answers.contains(where: \.damaged))
  }

  private func word(_ index: Int) throws -> (word: UInt64, damaged: Bool) {
    try simulator.drive("result_request_valid", 1)
    try simulator.drive("result_request_index", UInt64(index))
    try tick()
    try simulator.drive("result_request_valid", 0)
    while !result.valid.value { try tick() }
    let answer = (result.word.value, result.damaged.value)
    try simulator.drive("result_ready", 1)
    try tick()
    try simulator.drive("result_ready", 0)
    return answer
  }
}
