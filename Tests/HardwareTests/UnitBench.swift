import Simulation

@testable import Hardware

/// Drives a whole encryption unit whose cache and bus never make it wait.
final class UnitBench {
  /// The cycles, counted from the one in which the request was taken, in which words of a line entered and left.
  struct Passage: Equatable {
    var entered: [Int] = []
    var left: [Int] = []
    var output: [UInt64] = []

    /// The cycles from the last word that enters to the last word that leaves.
    var latency: Int { (left.last ?? 0) - (entered.last ?? 0) }
    /// The cycles from the request to the last word that leaves.
    var total: Int { left.last ?? 0 }
  }

  let simulator: Simulator
  /// Called in every cycle in which a line may pass, after the outputs have settled.
  var watch: () -> Void = {}

  init(_ point: DesignPoint, waveform: SimulationOptions.Waveform = .none) throws {
    simulator = try simulate(EncryptionUnit(point.parameters), waveform: waveform)
    try simulator.reset()
    for ready in [
      "axi_ar_ready", "axi_aw_ready", "axi_w_ready", "axi_b_valid", "response_ready", "setup_response_ready",
    ] {
      try simulator.drive(ready, 1)
    }
  }

  /// Installs the region of one line at 0x1000 in domain 1, readable and writable, and selects the domain. Register 0 and
  /// key slot 0 must be free; no trace of the key stays on the port.
  func install(key: [UInt8], nonce: UInt64 = 0) throws {
    try simulator.drive("setup_operation", 0)
    try simulator.drive("setup_domain", 1)
    try simulator.drive("setup_base", 0x1000)
    try simulator.drive("setup_bound", 0x40)
    try simulator.drive("setup_algorithm", key.count == 32 ? 1 : 2)
    try simulator.drive("setup_nonce", nonce)
    try simulator.drive("setup_read", 1)
    try simulator.drive("setup_write", 1)
    try simulator.drive("setup_plain_access", 1)
    try simulator.drive("setup_key_bytes", UInt64(key.count))
    try simulator.widePort("setup_key").bytes = key + [UInt8](repeating: 0, count: 64 - key.count)
    try setup()
    try simulator.widePort("setup_key").bytes = [UInt8](repeating: 0, count: 64)
    try simulator.drive("mode_domain", 1)
    try hand("mode")
    try simulator.drive("mode_response_ready", 1)
    try simulator.tick()
  }

  /// Clears the region (operation 1) or its domain (2).
  func clear(operation: UInt64 = 1) throws {
    try simulator.drive("setup_operation", operation)
    try setup()
  }

  private func setup() throws {
    try hand("setup")
    // After a clear the line engine is overwritten first.
    let answers = try simulator.port("setup_response_valid", as: Bool.self)
    try simulator.evaluate()
    if !answers.value { try simulator.run(until: answers, equals: true, limit: 300) }
    let status = try simulator.value(of: "setup_response_status")
    guard status == [0] else { throw Refused(port: "setup", status: status[0]) }
    try simulator.tick()
  }

  /// A command or request that was not answered with `ok`.
  struct Refused: Error {
    let port: String
    let status: UInt64
  }

  /// Loads the region's line: the words come over the bus and leave to the cache.
  func load(_ words: [UInt64]) throws -> Passage {
    try simulator.drive("request_kind", 1)
    return try pass(words, from: ("axi_r_valid", "axi_r_ready", "axi_r_data"), to: "response")
  }

  /// Writes the region's line back: the words come from the cache and leave over the bus.
  func writeBack(_ words: [UInt64]) throws -> Passage {
    try simulator.drive("request_kind", 3)
    try simulator.drive("request_protected", 1)
    let passage = try pass(words, from: ("store_valid", "store_ready", "store_data"), to: "axi_w")
    try simulator.run(until: simulator.port("response_valid", as: Bool.self), equals: true, limit: 10)
    try check()
    try simulator.tick()
    return passage
  }

  private func pass(
    _ words: [UInt64], from source: (valid: String, ready: String, data: String), to sink: String
  ) throws -> Passage {
    try simulator.drive("request_domain", 1)
    try simulator.drive("request_virtual_line", 0x40)
    let request = try hand("request")
    let valid = try simulator.port(source.valid, as: Bool.self)
    let ready = try simulator.port(source.ready, as: Bool.self)
    let data = try simulator.port(source.data, as: UInt64.self)
    let leaves = try simulator.port("\(sink)_valid", as: Bool.self)
    let output = try simulator.port("\(sink)_data", as: UInt64.self)
    var passage = Passage()
    while passage.left.count < 8 {
      let entered = passage.entered.count
      valid.value = entered < 8
      data.value = entered < 8 ? words[entered] : 0
      try simulator.drive("axi_r_last", entered == 7 ? 1 : 0)
      try simulator.evaluate()
      watch()
      if valid.value && ready.value { passage.entered.append(simulator.cycle - request) }
      if leaves.value {
        passage.left.append(simulator.cycle - request)
        passage.output.append(output.value)
        if sink == "response" && passage.left.count == 8 { try check() }
      }
      try simulator.tick()
      guard simulator.cycle - request < 500 else { throw SimulationError.limitReached(port: sink, cycles: 500) }
    }
    valid.value = false
    data.value = 0
    return passage
  }

  private func check() throws {
    let status = try simulator.value(of: "response_status")
    guard status == [0] else { throw Refused(port: "request", status: status[0]) }
  }

  /// Offers what lies on the payload ports of a stream until it is taken, and returns the cycle in which it was.
  @discardableResult
  private func hand(_ stream: String) throws -> Int {
    try simulator.drive("\(stream)_valid", 1)
    try simulator.evaluate()
    let ready = try simulator.port("\(stream)_ready", as: Bool.self)
    if !ready.value { try simulator.run(until: ready, equals: true, limit: 300) }
    let taken = simulator.cycle
    try simulator.tick()
    try simulator.drive("\(stream)_valid", 0)
    return taken
  }
}
