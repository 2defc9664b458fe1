import Simulation
import Testing

@testable import HDL

/// Modules that are not written in this language.
@Suite struct BlackBoxTests {
  final class Multiplier: BlackBox {
    let a = In(18).pin("A")
    let b = In(18).pin("B")
    let p = Out(36).pin("P")
    init() { super.init("MULT18X18D", parameters: ["REG_INPUTA_CLK": "NONE", "STAGES": 1]) }
    override var clocks: KeyValuePairs<String, ClockDomain> { ["CLK0": .main] }
    override var source: String? {
      """
      module MULT18X18D #(parameter REG_INPUTA_CLK = "NONE", parameter STAGES = 1)
        (input wire [17:0] A, input wire [17:0] B, output reg [35:0] P, input wire CLK0);
        always @(posedge CLK0) P <= {18'd0, A} * {18'd0, B};
      endmodule

      """
    }
    override func model() -> Module? { Model() }

    final class Model: Module {
      let a = In(18).pin("A")
      let b = In(18).pin("B")
      let p = Out(36).pin("P")
      let product = Reg(36)
      override func build() {
        product <== a * b
        p <== product
      }
    }
  }

  final class Squarer: Module {
    let value = In(18)
    let square = Out(36)
    let multiplier = Instance(Multiplier())
    override func build() {
      multiplier.a <== value
      multiplier.b <== value
      square <== multiplier.p
    }
  }

  @Test func text() throws {
    let found = try HDLTests.text(of: Squarer())
    #expect(
      found == """
        module squarer (
          input  wire        clock,
          input  wire [17:0] value,
          output wire [35:0] square
        );

          wire [35:0] multiplier_P;

          MULT18X18D #(.REG_INPUTA_CLK("NONE"), .STAGES(1)) multiplier (
            .CLK0(clock),
            .A(value),
            .B(value),
            .P(multiplier_P)
          );

          assign square = multiplier_P;

        endmodule
        """, "\(found)")
    let simulator = try Simulator(
      SimulationModel(Design(Squarer()).verilog(), options: relaxed))
    try simulator.set("value", [1234])
    try simulator.tick()
    #expect(try simulator.value(of: "square") == [1234 * 1234])
  }

  private var relaxed: SimulationOptions {
    var options = SimulationOptions()
    options.verilatorFlags = ["-Wno-UNUSED", "-Wno-DECLFILENAME"]
    return options
  }
}
