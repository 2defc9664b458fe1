import HDL
import Testing

@testable import Hardware

/// The latencies that the modules state, measured.
@Suite struct LatencyTests {
  static let points = DesignPoint.allCases

  /// Clock edges until a condition holds.
  private func edges<Top: Module>(
    _ simulator: CycleSimulator<Top>, _ holds: (CycleSimulator<Top>) -> Bool
  ) throws -> Int {
    for count in 0..<200 {
      if holds(simulator) { return count }
      try simulator.tick()
    }
    Issue.record("no end after 200 cycles")
    return -1
  }

  /// The short latency with AES-128, the long one with AES-256.
  private func stated(_ module: Module, aes256: Bool) throws -> Int {
    let cycles = try #require(module.latency?.cycles)
    return aes256 ? cycles.upperBound : cycles.lowerBound
  }

  @Test(arguments: points, [false, true]) func keySchedule(point: DesignPoint, aes256: Bool) throws {
    guard point.parameters.aes256 || !aes256 else { return }
    let simulator = try CycleSimulator(KeySchedule(point.parameters))
    try simulator.reset()
    simulator.aes256 = aes256
    let words = (aes256 ? 256 : 128) / point.parameters.keyWordBits
    for number in 0..<words {
      simulator.take = true
      simulator.first = number == 0
      try simulator.tick()
    }
    simulator.take = false
    #expect(simulator.busy)
    let count = try words + edges(simulator) { !$0.busy }
    #expect(try count == stated(KeySchedule(point.parameters), aes256: aes256))
  }

  @Test(arguments: points) func keyStore(point: DesignPoint) throws {
    let module = KeyStore(point.parameters)
    let count = point.parameters.keySlots * point.parameters.keyWords
    #expect(module.latency?.description.hasSuffix("takes \(count)") == true)
    let simulator = try CycleSimulator(module)
    try simulator.reset()
    #expect(try edges(simulator) { $0.ready } == count)
  }

  @Test(arguments: points) func modeControl(point: DesignPoint) throws {
    let simulator = try CycleSimulator(ModeControl(point.parameters))
    try simulator.reset()
    // The match port may be taken for one cycle: the longer latency.
    for isTaken in [false, true] {
      simulator.response.ready = false
      simulator.command.valid = true
      #expect(simulator.command.ready)
      try simulator.tick()
      simulator.command.valid = false
      simulator.matchTaken = isTaken
      try simulator.tick()
      simulator.matchTaken = false
      let count = try 2 + edges(simulator) { $0.response.valid }
      #expect(try count == stated(ModeControl(point.parameters), aes256: isTaken))
      simulator.response.ready = true
      try simulator.tick()
    }
  }

  @Test(arguments: points) func setupControl(point: DesignPoint) throws {
    let simulator = try CycleSimulator(SetupControl(point.parameters))
    try simulator.reset()
    simulator.allowed = true
    simulator.wiped = true
    simulator.command.valid = true
    let count = try edges(simulator) { $0.command.ready }
    #expect(try count == stated(SetupControl(point.parameters), aes256: false))
    try simulator.tick()
    #expect(simulator.response.valid)
    simulator.response.ready = true
    try simulator.tick()
    // A new key is stored first.
    simulator.command.payload.domain = 1
    simulator.command.payload.algorithm = 1
    simulator.command.payload.keyBytes = 32
    simulator.command.payload.bound = 64
    try simulator.simulation.poke("command_key", Constant(width: 512, 1))
    var stored = 0
    let withKey = try edges(simulator) {
      stored += $0.keyWrite ? 1 : 0
      $0.keyWritten = stored == point.parameters.keyWords
      return $0.command.ready
    }
    #expect(try withKey == stated(SetupControl(point.parameters), aes256: true))
  }
}
