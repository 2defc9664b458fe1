import Simulation

import struct Reference.KeyCommand
import struct Reference.KeyResponse
import struct Reference.ModeCommand

@testable import Hardware

/// Drives a keyed encryption unit, emitted and compiled, through its key and set-up ports, and plays the fuses.
final class KeyedUnitBench {
  let simulator: Simulator
  /// What the fuses hold; words beyond are zero.
  var fuses: [UInt64]
  /// Called in every cycle after the outputs have settled.
  var watch: () throws -> Void = {}

  private let fuseAddress: Port<UInt8>
  private let fuse: Port<UInt64>
  private(set) var cycle = 0

  /// What a key command ended with.
  struct Answer: Equatable {
    let status, domain, attribute: UInt64
    /// From the last word of the entry to the answer.
    let cycles: Int
  }

  init(_ parameters: UnitParameters, fuses: [UInt64], seed: UInt64 = 1) throws {
    self.fuses = fuses
    simulator = try simulate(KeyedEncryptionUnit(parameters), seed: seed)
    fuseAddress = try simulator.port("fuse_address", as: UInt8.self)
    fuse = try simulator.port("fuse", as: UInt64.self)
    try simulator.reset()
    for ready in ["setup_response_ready", "key_response_ready", "mode_response_ready", "power_result_ready"] {
      try simulator.drive(ready, 1)
    }
  }

  func tick() throws {
    try simulator.evaluate()
    try watch()
    let address = Int(fuseAddress.value)
    try simulator.tick()
    fuse.value = address < fuses.count ? fuses[address] : 0
    cycle += 1
  }

  func value(_ port: String) throws -> UInt64 {
    try simulator.evaluate()
    return try simulator.value(of: port)[0]
  }

  func wait(for port: String, limit: Int) throws {
    let bit = try simulator.port(port, as: Bool.self)
    for _ in 0..<limit {
      try simulator.evaluate()
      if bit.value { return }
      try tick()
    }
    throw SimulationError.limitReached(port: port, cycles: limit)
  }

  /// Offers a command with its entry, and waits for the answer.
  func execute(_ command: KeyCommand, limit: Int = 10_000_000) throws -> Answer {
    try begin(command)
    let start = cycle
    try wait(for: "key_response_valid", limit: limit)
    let answer = Answer(
      status: try value("key_response_status"), domain: try value("key_response_domain"),
      attribute: try value("key_response_attribute"), cycles: cycle - start)
    try tick()
    try simulator.drive("key_command_valid", 0)
    return answer
  }

  /// Offers a command, and hands over the whole entry.
  func begin(_ command: KeyCommand) throws {
    try simulator.drive("key_command_valid", 1)
    try simulator.drive("key_command_whole", command.instruction == .setck ? 1 : 0)
    try simulator.drive("key_command_domain", UInt64(command.domain))
    try simulator.drive("key_command_segment", UInt64(command.segment))
    try simulator.drive("key_command_base", UInt64(command.base))
    try simulator.drive("key_command_bound", command.bound)
    try simulator.drive("key_command_bound_is_limit", command.boundIsLimit ? 1 : 0)
    let words = stride(from: 0, to: command.entry.count, by: 8).map { start in
      (0..<8).reduce(UInt64(0)) { $0 | UInt64(command.entry[start + $1]) << UInt64(8 * $1) }
    }
    try simulator.drive("key_entry_valid", 1)
    for (number, word) in words.enumerated() {
      try simulator.drive("key_entry_data", word)
      try simulator.drive("key_entry_last", number == words.count - 1 ? 1 : 0)
      try wait(for: "key_entry_ready", limit: 20_000)
      try tick()
    }
    try simulator.drive("key_entry_valid", 0)
  }

  /// A set-up command; its fields must be driven already.
  func setup() throws -> UInt64 {
    try simulator.drive("setup_valid", 1)
    try wait(for: "setup_response_valid", limit: 2000)
    let status = try value("setup_response_status")
    try wait(for: "setup_ready", limit: 100)
    try tick()
    try simulator.drive("setup_valid", 0)
    return status
  }

  /// What a mode command ended with.
  struct ModeAnswer: Equatable {
    let status, encrypted, attribute, pc: UInt64
  }

  func mode(_ command: ModeCommand) throws -> ModeAnswer {
    try simulator.drive("mode_valid", 1)
    try simulator.drive("mode_operation", UInt64(command.operation.rawValue))
    try simulator.drive("mode_domain", UInt64(command.domain))
    try simulator.drive("mode_automatic", command.automatic ? 1 : 0)
    try simulator.drive("mode_link", command.link ? 1 : 0)
    try simulator.drive("mode_has_target", command.hasTarget ? 1 : 0)
    try simulator.drive("mode_target", UInt64(command.target))
    try simulator.drive("mode_next", UInt64(command.next))
    try wait(for: "mode_ready", limit: 1000)
    try tick()
    try simulator.drive("mode_valid", 0)
    try wait(for: "mode_response_valid", limit: 10)
    let answer = ModeAnswer(
      status: try value("mode_response_status"), encrypted: try value("mode_response_encrypted"),
      attribute: try value("mode_response_attribute"), pc: try value("mode_response_pc"))
    try tick()
    return answer
  }

  /// Ends a region.
  func clear(_ domain: Int, segment: UInt8) throws -> UInt64 {
    try simulator.drive("setup_operation", 1)
    try simulator.drive("setup_domain", UInt64(domain))
    try simulator.drive("setup_segment", UInt64(segment))
    return try setup()
  }

  /// Ends a domain.
  func clearDomain(_ domain: Int) throws -> UInt64 {
    try simulator.drive("setup_operation", 2)
    try simulator.drive("setup_domain", UInt64(domain))
    return try setup()
  }
}
