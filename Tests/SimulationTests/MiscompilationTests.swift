import HDL
import Simulation
import Testing

/// Legal Verilog that a simulator is known to have got wrong: the options of a build must avoid it.
@Suite struct MiscompilationTests {
  @Test("a chain of exclusive or over single bits, which Verilator 5.006 folds wrongly by default")
  func exclusiveOrChain() throws {
    let text = """
      module chain (input wire a, input wire b, input wire c, input wire [17:0] d, output wire y);
        assign y = a ^ b ^ (!a) ^ (c ? a : d[17]);
      endmodule
      """
    let ports: [PortDescription] = [
      PortDescription(name: "a", width: 1, direction: .input), PortDescription(name: "b", width: 1, direction: .input),
      PortDescription(name: "c", width: 1, direction: .input), PortDescription(name: "d", width: 18, direction: .input),
      PortDescription(name: "y", width: 1, direction: .output),
    ]
    var options = SimulationOptions()
    options.verilatorFlags = ["-Wno-UNUSED"]
    let simulator = try Simulator(
      SimulationModel(
        VerilogDesign(
          top: "chain", clock: nil, reset: nil, ports: ports, files: [VerilogFile(name: "chain.v", text: text)]),
        options: options))
    for value in UInt64(0)..<16 {
      let (a, b, c, d) = (value & 1, value >> 1 & 1, value >> 2 & 1, value >> 3)
      try simulator.drive("a", a)
      try simulator.drive("b", b)
      try simulator.drive("c", c)
      try simulator.drive("d", d << 17)
      try simulator.evaluate()
      #expect(
        try simulator.value(of: "y") == [a ^ b ^ (a ^ 1) ^ (c == 1 ? a : d)], "a \(a), b \(b), c \(c), d[17] \(d)")
    }
  }
}
