import Testing

@testable import HDL

/// The Swift types of ports and signals in a simulation.
@Suite struct TypedTests {
  enum Kind: HardwareEnum { case load, store, flush }

  struct Header: Layout {
    let kind = field(Kind.self)
    let offset = field(signed: 5)
  }

  struct Packet: Layout {
    let header = field(Header())
    let last = flag()
    let lanes = field(2, of: 8)
  }

  final class Forwarder: Module {
    let kind = In(Kind.self)
    let number = In(signed: 6)
    let bits = In(3, of: 4)
    let wide = In(70)
    let packet = In(Packet())
    let kindOut = Out(Kind.self)
    let negative = Out(signed: 6)
    let sum = Out(4)
    let wideOut = Out(70)
    let packetOut = Out(Packet())
    let input = Sink(Packet())
    let output = Source(Packet())
    let store = Memory(depth: 4, width: 8)
    let held = Reg(8)
    let counter = (0..<2).map { _ in Instance(Counter()) }

    override func build() {
      kindOut <== kind
      negative <== -number
      sum <== bits[0] + bits[1] + bits[2]
      wideOut <== ~wide
      packetOut <== packet
      output <== input
      held <== store[bits[0][0...1]]
      when(input.fire) { store.write(bits[1][0...1], input.payload.lanes[1]) }
      for counter in counter {
        counter.limit <== held
        counter.enable <== true
        ignore(counter.value, counter.wrapped)
      }
    }
  }

  @Test func everyTypeOfPort() throws {
    let simulator = try CycleSimulator(Forwarder())
    simulator.kind = .flush
    #expect(simulator.kindOut == .flush)
    simulator.number = -7
    #expect(simulator.negative == 7)
    simulator.number = -32
    #expect(simulator.negative == -32)
    simulator.bits = [1, 2, 3]
    #expect(simulator.sum == 6)
    simulator.bits[2] = 9
    #expect(simulator.sum == 12)
    try simulator.poke(\.wide, 0x3f_0123_4567_89ab_cdef)
    #expect(try simulator.peek(\.wideOut) == 0x00_fedc_ba98_7654_3210)
    simulator.packet.header.kind = .store
    simulator.packet.header.offset = -3
    simulator.packet.last = true
    simulator.packet.lanes = [0x12, 0x34]
    #expect(simulator.packetOut.header.kind == .store)
    #expect(simulator.packetOut.header.offset == -3)
    #expect(simulator.packetOut.last)
    #expect(simulator.packetOut.lanes == [0x12, 0x34])
    #expect(try simulator.peek(\.packetOut) == 0b01_11101_1_00010010_00110100)
  }

  @Test func streamsMemoriesAndInstances() throws {
    let simulator = try CycleSimulator(Forwarder())
    try simulator.reset()
    simulator.input.valid = true
    simulator.input.payload.lanes = [5, 0x77]
    #expect(!simulator.input.ready)
    #expect(simulator.output.payload.lanes[1] == 0x77)
    simulator.output.ready = true
    #expect(simulator.input.fire && simulator.output.fire)
    simulator.bits = [2, 2, 0]
    try simulator.tick()
    #expect(simulator.store[2] == 0x77)
    simulator.store[2] = 3
    simulator.input.valid = false
    try simulator.tick(3)
    #expect(simulator.held == 3)
    #expect(simulator.counter[1].limit == 3)
    #expect(simulator.counter[0].count == 2)
    try simulator.counter[1].poke(\.count, 1)
    try simulator.tick()
    #expect(simulator.counter.map(\.count) == [3, 2])
  }

  @Test func whatIsRefused() throws {
    let simulator = try CycleSimulator(Forwarder())
    simulator.bits[0] = 16
    #expect(throws: CycleSimulationError.value(name: "bits_0", value: "0x10", width: 4)) { try simulator.tick() }
    simulator.number = 32
    #expect(throws: CycleSimulationError.value(name: "number", value: "32", width: 6)) { try simulator.tick() }
    simulator.kind = nil
    #expect(throws: CycleSimulationError.value(name: "kind", value: "nil", width: 2)) { try simulator.tick() }
    #expect(throws: CycleSimulationError.driven(name: "sum", design: "forwarder")) { try simulator.poke(\.sum, 1) }
    #expect(throws: CycleSimulationError.value(name: "wide", value: "0x400000000000000000", width: 70)) {
      try simulator.poke(\.wide, 0x40_0000_0000_0000_0000)
    }
    #expect(throws: CycleSimulationError.driven(name: "counter_0.limit", design: "forwarder")) {
      try simulator.counter[0].poke(\.limit, 1)
    }
    simulator.store[4] = 1
    #expect(throws: CycleSimulationError.address(memory: "store", address: 4, depth: 4)) { try simulator.tick() }
    try simulator.tick()
  }

  @Test func codesWithoutCase() throws {
    final class Keeper: Module {
      let kind = Out(Kind.self)
      let state = Reg(Kind.self)
      override func build() {
        kind <== state
        state <== state
      }
    }
    let simulator = try CycleSimulator(Keeper())
    try simulator.poke(\.state, 2)
    #expect(simulator.kind == .flush)
    try simulator.poke(\.state, 3)
    #expect(simulator.kind == nil)
  }
}
