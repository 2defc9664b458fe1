import HDL
import Simulation
import Testing

@testable import Prototype

@Suite("Wrap of shift registers")
struct ShiftRegisterWrapTests {
  /// A core whose outputs depend on every input in a way of its own.
  private static let core = """
    module mdut(input clock, input [7:0] a, input [2:0] b, input c, output [8:0] sum, output [2:0] other);
      assign sum = a + b;
      assign other = c ? b : ~b;
    endmodule

    """
  private static let ports = [
    CorePort(name: "clock", isInput: true, width: 1), CorePort(name: "a", isInput: true, width: 8),
    CorePort(name: "b", isInput: true, width: 3), CorePort(name: "c", isInput: true, width: 1),
    CorePort(name: "sum", isInput: false, width: 9), CorePort(name: "other", isInput: false, width: 3),
  ]

  private func simulator(_ wrap: ShiftRegisterWrap) throws -> Simulator {
    let pins = ["clk", "din"].map { PortDescription(name: $0, width: 1, direction: .input) }
    let design = VerilogDesign(
      top: "mwrap", clock: "clk", reset: nil,
      ports: pins + [PortDescription(name: "dout", width: 1, direction: .output)],
      files: [
        VerilogFile(name: "mdut.v", text: Self.core), VerilogFile(name: "mcore.v", text: wrap.core),
        VerilogFile(name: "mwrap.v", text: wrap.wrap),
      ])
    var options = SimulationOptions()
    options.verilatorFlags = ["-Wno-WIDTH", "-Wno-UNUSED"]
    return try Simulator(SimulationModel(design, options: options))
  }

  @Test("every port of the core is connected to bits of its own", arguments: [1, 2, 3] as [UInt64])
  func connections(seed: UInt64) throws {
    let wrap = try ShiftRegisterWrap(ports: Self.ports, instance: "mdut")
    let simulator = try simulator(wrap)
    let input = try simulator.port("din", as: Bool.self)
    let output = try simulator.port("dout", as: Bool.self)
    // The phase comes round after 65,536 cycles and lets out what was captured one cycle before, of inputs complete then.
    let period = 65_536
    var state = seed
    var bits: [Bool] = []
    for _ in 0...period {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      bits.append(state >> 63 == 1)
      input.value = bits[bits.count - 1]
      try simulator.tick()
    }
    // The first port is in the lowest bits, and the newest bit is the lowest.
    let register = (0..<12).map { bits[period - 2 - $0] }
    func number(_ range: Range<Int>) -> Int { range.reversed().reduce(0) { 2 * $0 + (register[$1] ? 1 : 0) } }
    let (a, b, c) = (number(0..<8), number(8..<11), register[11])
    let expected: Int = a + b + 512 * (c ? b : 7 - b)
    var observed = 0
    for _ in 0..<12 {
      try simulator.evaluate()
      observed = 2 * observed + (output.value ? 1 : 0)
      try simulator.tick()
    }
    #expect(observed == expected)
  }

  @Test("constants and chosen clocks are connected, and the rest is not")
  func constants() throws {
    let wrap = try ShiftRegisterWrap(ports: Self.ports, instance: "mdut", clocks: ["clock"], ties: ["c": "1'b1"])
    #expect(wrap.core.contains(".\\c (1'b1)"))
    #expect(!wrap.wrap.contains("\\c "))
    #expect(wrap.wrap.contains("reg [10:0] shift_in;"))
    #expect(wrap.wrap.contains(".\\clock (clk)"))
    #expect(wrap.stub.hasPrefix("(* blackbox *) module mcore(input \\clock , "))
  }

  @Test("a core that it cannot connect is refused with the reason")
  func refusals() {
    #expect {
      try ShiftRegisterWrap(ports: Self.ports, instance: "mdut", clocks: ["clk"])
    } throws: {
      "\($0)".contains("no input 'clk'; its inputs are a, b, c, clock")
    }
    #expect {
      try ShiftRegisterWrap(ports: Self.ports, instance: "mdut", ties: ["sum": "0"])
    } throws: {
      "\($0)".contains("no input 'sum'")
    }
    #expect(throws: PrototypeError.unsuitableCore(reason: "it has no outputs")) {
      try ShiftRegisterWrap(ports: Array(Self.ports.prefix(3)), instance: "mdut")
    }
    #expect(throws: PrototypeError.unsuitableCore(reason: "it has no inputs beside its clock")) {
      try ShiftRegisterWrap(ports: [Self.ports[0], Self.ports[4]], instance: "mdut")
    }
  }
}
