import Testing

@testable import HDL

extension ClockDomain {
  fileprivate static let video = ClockDomain("video", reset: .asynchronous)
  fileprivate static let sampling = ClockDomain("sampling", edge: .falling)
}

/// Registers, memories, clocks and resets in a simulation.
@Suite struct StateTests {
  final class Store: Module {
    let address = In(3)
    let word = In(100)
    let mask = In(4)
    let all = In()
    let some = In()
    let read = Out(100)
    let later = Out(100)
    let memory = Memory(
      depth: 6, width: 100, initial: [Constant(width: 100, 0x1_0000_0000_0000_0000_0000), Constant(width: 100, 7)])

    override func build() {
      read <== memory[address]
      later <== memory.read(address)
      when(all) { memory.write(address, word) }
      when(some) { memory.write(address, ~word, mask: mask) }
    }
  }

  @Test func memories() throws {
    let simulator = try CycleSimulator(Store())
    #expect(try simulator.peek(\.read) == 0x1_0000_0000_0000_0000_0000)
    simulator.address = 1
    #expect(try simulator.peek(\.read) == 7)
    let word: StaticBigInt = 0xf_aaaa_bbbb_cccc_dddd_eeee_ffff
    simulator.address = 5
    try simulator.poke(\.word, word)
    simulator.all = true
    try simulator.tick()
    #expect(try simulator.peek(\.later) == 0, "a clocked read gives the word before the write")
    #expect(try simulator.peek(\.read) == word)
    // The first write takes the whole word, the second one two of its four lanes.
    simulator.some = true
    simulator.mask = 0b0101
    try simulator.tick()
    #expect(try simulator.peek(\.later) == word)
    #expect(try simulator.peek(\.read) == 0xf_aaaa_bc44_3330_dddd_ef11_0000)
    // Beyond the depth a write is lost and a read gives zero.
    simulator.address = 7
    try simulator.tick()
    #expect(try simulator.peek(\.read) == 0)
    #expect(try simulator.memory.peek(at: 1) == 7)
    try simulator.memory.poke(at: 1, Constant(width: 100, 9))
    simulator.address = 1
    #expect(try simulator.peek(\.read) == 9)
    #expect(throws: CycleSimulationError.address(memory: "memory", address: 6, depth: 6)) {
      try simulator.memory.peek(at: 6)
    }
  }

  /// Two counters that see each other's register: all registers of an edge change together.
  final class Swap: Module {
    let first = Reg(8, reset: 1)
    let second = Reg(8, reset: 2)
    let firstOut = Out(8)
    let secondOut = Out(8)

    override func build() {
      first <== second
      second <== first
      firstOut <== first
      secondOut <== second
    }
  }

  @Test func registersChangeTogether() throws {
    let simulator = try CycleSimulator(Swap())
    #expect(simulator.first == 0)
    try simulator.reset()
    #expect([simulator.first, simulator.second] == [1, 2])
    try simulator.tick()
    #expect([simulator.firstOut, simulator.secondOut] == [2, 1])
    try simulator.poke(\.first, 0x55)
    try simulator.tick(2)
    #expect([simulator.first, simulator.second] == [0x55, 1])
  }

  final class Clocks: Module {
    let enable = In()
    let mainCount = Out(8)
    let videoCount = Out(8, on: .video)
    let seen = Out(on: .video)
    let sample = Out(8, on: .sampling)
    let count = Reg(8, reset: 3)
    let video = Reg(8, reset: 9, on: .video)
    let held = Reg(8, on: .sampling)

    override func build() {
      when(enable) { count <== count + 1 }
      video <== video + 1
      held <== crossing(count, to: .sampling, "the test holds it")
      mainCount <== count
      videoCount <== video
      seen <== synchronized(enable, to: .video)
      sample <== held
      always("never_too_high", video < 14, on: .video)
      cover("at_twelve", video == 12, on: .video)
    }
  }

  @Test func clockDomains() throws {
    let simulator = try CycleSimulator(Clocks())
    try simulator.reset()
    #expect([simulator.mainCount, simulator.videoCount] == [3, 9])
    simulator.enable = true
    try simulator.tick(.main)
    #expect([simulator.mainCount, simulator.videoCount, simulator.sample] == [4, 9, 0])
    try simulator.tick(.video)
    #expect(!simulator.seen)
    try simulator.tick(.video)
    #expect([simulator.mainCount, simulator.videoCount] == [4, 11])
    #expect(simulator.seen)
    try simulator.tick(.sampling)
    #expect(simulator.sample == 4)
    #expect(try simulator.simulation.cycles(of: .video) == 3)
    #expect(simulator.cycle == 5)
    // An asynchronous reset needs no edge, and what it resets stays reset afterwards.
    try simulator.simulation.setReset(true, of: .video)
    #expect(simulator.videoCount == 9)
    try simulator.simulation.setReset(false, of: .video)
    #expect(simulator.videoCount == 9)
    // A synchronous one takes effect with the edge.
    try simulator.simulation.poke("reset", 1)
    #expect(simulator.mainCount == 4)
    try simulator.simulation.tick(.main, .video)
    #expect([simulator.mainCount, simulator.videoCount] == [3, 10])
    try simulator.simulation.poke("reset", 0)
    try simulator.tick(4)
    #expect(throws: CycleSimulationError.assertion(name: "never_too_high", module: "clocks", instance: "", cycle: 9)) {
      try simulator.tick(.video)
    }
    #expect(simulator.simulation.coverage.map(\.count) == [1])
  }

  final class Inner: Module {
    let out = Out(4)
    let state = Reg(4, reset: 5)
    override func build() {
      state <== state + 1
      out <== state
      cover("runs", true)
      always("below_eight", state < 8)
    }
  }

  /// Resets an instance with a signal of its own, and another one with the reset of another clock domain.
  final class Outer: Module {
    let restart = In()
    let first = Out(4)
    let second = Out(4, on: .sampling)
    let inner = Instance(Inner())
    let other = Instance(Inner(), clocks: [.main: .plain])
    override func build() {
      inner.reset() <== isResetting() | restart
      first <== inner.out
      second <== crossing(other.out, to: .sampling, "only looked at")
    }
  }

  @Test func resetsOfInstances() throws {
    let simulator = try CycleSimulator(Outer())
    try simulator.reset()
    try simulator.tick(2)
    #expect([simulator.first, simulator.second] == [7, 7])
    simulator.restart = true
    try simulator.tick(.main)
    #expect([simulator.first, simulator.second] == [5, 7])
    #expect(simulator.simulation.coverage.map(\.count) == [2, 2], "a reset that is driven counts as one")
    simulator.restart = false
    #expect(simulator.other.state == 7)
    try simulator.tick(.plain)
    #expect(
      throws: CycleSimulationError.assertion(name: "below_eight", module: "inner", instance: "other", cycle: 5)
    ) { try simulator.tick(.plain) }
  }

  @Test func randomStart() throws {
    func start(_ seed: UInt64) throws -> [UInt64] {
      let simulator = try CycleSimulator(Store(), start: .random(seed: seed))
      simulator.address = 1
      return try simulator.peek(\.later).words + simulator.peek(\.read).words
    }
    #expect(try start(1) == start(1))
    #expect(try start(1) != start(2))
    #expect(try start(1).suffix(2) == [7, 0], "initial contents stay")
    #expect(try start(1)[1] < 1 << 36, "a random word has no bits beyond its width")
  }
}

extension ClockDomain {
  fileprivate static let plain = ClockDomain("plain")
}
