import HDL
import Simulation
import Testing

@Suite struct PortTests {
  static let widths = [
    1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 95, 96, 97, 100, 127, 128, 129, 256, 511, 512,
  ]

  @Test("every width from 1 to 512 reaches the model and comes back", arguments: [UInt64(0x5eed), 1, 0xffff_ffff])
  func widths(seed: UInt64) throws {
    let simulator = try Simulator(SimulationModel(Designs.inverter(widths: PortTests.widths)))
    var generator = SeededGenerator(seed: seed)
    for width in PortTests.widths {
      let top = width % 64 == 0 ? UInt64.max : (1 << UInt64(width % 64)) - 1
      var words = (0..<(width + 63) / 64).map { _ in generator.next() }
      words[words.count - 1] &= top
      let expected = words.enumerated().map { ~$1 & ($0 == words.count - 1 ? top : .max) }
      func check<Value: PortValue>(_ type: Value.Type) throws where Value.Storage == Value {
        let port = try simulator.port("in\(width)", as: type)
        port.value = Value(words[0])
        #expect(port.value == Value(words[0]))
        try simulator.evaluate()
        #expect(try simulator.port("out\(width)", as: type).value == Value(expected[0]), "seed \(seed)")
      }
      switch width {
      case ...8: try check(UInt8.self)
      case ...16: try check(UInt16.self)
      case ...32: try check(UInt32.self)
      case ...64: try check(UInt64.self)
      default:
        let port = try simulator.widePort("in\(width)")
        port.words = words
        #expect(port.words == words)
        try simulator.evaluate()
        #expect(try simulator.widePort("out\(width)").words == expected, "seed \(seed), width \(width)")
      }
      #expect(try simulator.value(of: "out\(width)") == expected, "seed \(seed), width \(width)")
    }
  }

  @Test func bytesAreLittleEndian() throws {
    let simulator = try Simulator(SimulationModel(Designs.inverter(widths: PortTests.widths)))
    let port = try simulator.widePort("in100")
    #expect(port.byteCount == 13 && port.wordCount == 4)
    port.bytes = Array(1...13).map { $0 == 13 ? 0x0d : UInt8($0) }
    #expect(port[0] == 0x0403_0201 && port[3] == 0x0d)
    try simulator.evaluate()
    #expect(try simulator.widePort("out100").bytes == (1...12).map { ~UInt8($0) } + [0x02])
    #expect(try simulator.hexadecimal("in100") == "d0c0b0a090807060504030201")
    port[3] = 0
    #expect(port.bytes.last == 0)
  }

  @Test func boolIsOneBit() throws {
    let simulator = try Simulator(SimulationModel(Designs.accumulator))
    let odd = try simulator.port("odd", as: Bool.self)
    try simulator.port("step", as: UInt8.self).value = 3
    try simulator.tick()
    #expect(odd.value)
    try simulator.tick()
    #expect(!odd.value)
  }

  @Test func byName() throws {
    let simulator = try Simulator(SimulationModel(Designs.accumulator))
    try simulator.drive("step", 31)
    try simulator.tick(count: 10)
    #expect(try simulator.value(of: "sum") == [310])
    #expect(try simulator.hexadecimal("sum") == "00000136")
    #expect(error { try simulator.drive("sum", 1) } == .drive(port: "sum", reason: "it is an output"))
    #expect(error { try simulator.drive("step", 32) } == .drive(port: "step", reason: "0x20 has bits beyond its 5"))
    #expect(
      error { try simulator.drive("step", 1, 2) } == .drive(port: "step", reason: "it takes 1 64-bit words, not 2"))
  }

  @Test func wrongTypesAndNames() throws {
    let simulator = try Simulator(SimulationModel(Designs.accumulator))
    #expect(
      error { try simulator.port("sum", as: UInt16.self) }?.description
        == "Port 'sum' is 32 bits wide and does not fit UInt16. Use port(_:as: UInt32.self).")
    #expect(
      error { try simulator.port("step", as: Bool.self) }?.description
        == "Port 'step' is 5 bits wide and does not fit Bool. Use port(_:as: UInt8.self).")
    #expect(
      error { try simulator.widePort("sum") }?.description
        == "Port 'sum' is 32 bits wide and does not fit WidePort. Use port(_:as: UInt32.self).")
    #expect(
      error { try simulator.port("summ", as: UInt32.self) }?.description
        == "'accumulator' has no port 'summ'. Its ports: clock, reset, step, sum, odd.")
  }

  @Test("a value that does not fit is not written; the next evaluation says so, once")
  func refusedDrives() throws {
    let simulator = try Simulator(SimulationModel(Designs.accumulator))
    let step = try simulator.port("step", as: UInt8.self)
    let sum = try simulator.port("sum", as: UInt32.self)
    step.value = 1
    step.value = 32
    #expect(step.value == 1)
    #expect(error { try simulator.tick() } == .drive(port: "step", reason: "0x20 has more than its 5 bits"))
    #expect(simulator.cycle == 0)
    try simulator.tick()
    #expect(sum.value == 1)
    sum.value = 9
    #expect(sum.value == 1)
    #expect(error { try simulator.evaluate() } == .drive(port: "sum", reason: "it is an output"))
  }

  @Test func refusedWideDrives() throws {
    let simulator = try Simulator(SimulationModel(Designs.inverter(widths: PortTests.widths)))
    let port = try simulator.widePort("in65")
    let refusals: [(SimulationError, () -> Void)] = [
      (.drive(port: "in65", reason: "0x2 has more than its 65 bits"), { port[2] = 2 }),
      (.drive(port: "in65", reason: "0x2 has more than its 65 bits"), { port.words = [0, 2] }),
      (.drive(port: "in65", reason: "0x2 has more than its 65 bits"), { port.bytes = [0, 0, 0, 0, 0, 0, 0, 0, 2] }),
      (.drive(port: "in65", reason: "it takes 9 bytes, not 8"), { port.bytes = [0, 0, 0, 0, 0, 0, 0, 0] }),
      (.drive(port: "in65", reason: "it takes 2 64-bit words, not 1"), { port.words = [0] }),
    ]
    for (expected, drive) in refusals {
      drive()
      #expect(error { try simulator.evaluate() } == expected)
    }
    let output = try simulator.widePort("out512")
    output[0] = 1
    #expect(error { try simulator.evaluate() } == .drive(port: "out512", reason: "it is an output"))
    try simulator.evaluate()
  }

  @Test func portsKeepTheirInstanceAlive() throws {
    func makePort() throws -> Port<UInt8> {
      try Simulator(SimulationModel(Designs.accumulator)).port("step", as: UInt8.self)
    }
    let port = try makePort()
    port.value = 7
    #expect(port.value == 7)
  }

  @Test("double underscores, which Verilator rewrites, are found")
  func underscores() throws {
    let design = VerilogDesign(
      top: "under__score", clock: nil, reset: nil,
      ports: [Designs.input("a__b", 3), Designs.output("c___d", 3)],
      files: [
        VerilogFile(
          name: "under__score.v",
          text: "module under__score(input wire [2:0] a__b, output wire [2:0] c___d); assign c___d = a__b; endmodule\n")
      ])
    let simulator = try Simulator(SimulationModel(design))
    try simulator.drive("a__b", 5)
    try simulator.evaluate()
    #expect(try simulator.value(of: "c___d") == [5])
  }
}

/// SplitMix64: reproducible from its seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
