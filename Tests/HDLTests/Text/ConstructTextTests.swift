import HDL
import Simulation
import Testing

/// The exact Verilog of single constructs, its behaviour, and that all tools read it.
@Suite struct ConstructTextTests {
  @Test func samplesPassAllTools() throws {
    for module in [Counter(), Handshake(), TwoQueues(), Arms(), Constants(), Wide(), Nested()] {
      let design = try Design(module)
      try SimulationModel.lint(design.verilog())
      try expectOtherToolsAccept(design.verilog())
    }
  }

  /// Enums that fill their codes and enums that do not; a default; state that only some cases change.
  final class Arms: Module {
    enum Side: HardwareEnum { case left, right }
    let color = In(Color.self)
    let side = In(Side.self)
    let value = Out(4, "of the color")
    let code = Out(4, default: 9)
    let other = Out(Side.self)
    let last = Reg(Color.self)
    let isBlue = Out()
    override func build() {
      match(color) {
        switch $0 {
        case .red: value <== 1
        case .green: value <== 2
        case .blue:
          when(side == .left) {
            value <== 3
          } otherwise: {
            value <== 4
          }
        }
      }
      match(color) { if $0 == .green { code <== 1 } }
      match(side) { other <== ($0 == .left ? .right : .left) }
      match(side) { if $0 == .right { last <== color } }
      isBlue <== (last == .blue)
    }
  }

  @Test func cases() throws {
    #expect(
      try text(of: Arms(), from: "always @*") == """
          always @* begin
            case (color)
              COLOR_RED: value = 4'd1;
              COLOR_GREEN: value = 4'd2;
              COLOR_BLUE: begin
                if (side == SIDE_LEFT) begin
                  value = 4'd3;
                end else begin
                  value = 4'd4;
                end
              end
              default: value = 4'd0;
            endcase
          end

          always @* begin
            code = 4'd9;
            case (color)
              COLOR_GREEN: code = 4'd1;
              default: ;
            endcase
          end

          always @* begin
            case (side)
              SIDE_LEFT: other = SIDE_RIGHT;
              SIDE_RIGHT: other = SIDE_LEFT;
            endcase
          end

          assign is_blue = last == COLOR_BLUE;

          always @(posedge clock) begin
            case (side)
              SIDE_RIGHT: last <= color;
              default: ;
            endcase
          end
        """)
    try compare(Design(Arms()), cycles: 200, seed: 3)
  }

  /// Processes that would read nothing but constants never start in some simulators.
  final class Constants: Module {
    let value = In(8)
    let folded = Out(8)
    let chosen = Out(8)
    let never = Out()
    let entry = Out(4)
    override func build() {
      let five: Bits = Bits(5, width: 8)
      folded <== five + 3
      when(five == 5) {
        chosen <== value
      } otherwise: {
        chosen <== 0
      }
      never <== (value < 0)
      entry <== select(five[0...2], from: [Bits(1, width: 4), 2, 3])
    }
  }

  @Test func constantsAreFolded() throws {
    #expect(
      try text(of: Constants(), from: "assign") == """
          assign folded = 8'h08;
          assign chosen = value;
          assign never = 1'b0;
          assign entry = 4'd3;
        """)
  }

  /// 300 bits, carries and comparisons inside concatenations, prefix operators side by side, slices of expressions.
  final class Wide: Module {
    let a = In(300)
    let b = In(300)
    let n = In(4)
    let sum = Out(301)
    let mixed = Out(5)
    let parity = Out(3)
    let table = (0..<8).map { In(300, "word \($0)") }
    let word = Out(300)
    override func build() {
      sum <== a.extended(to: 301) + b.extended(to: 301)
      mixed <== cat((n + 9), n + 9 < n)
      parity <== cat((~n).parity, !(n.any), (~(a & b))[299])
      word <== select(n, from: table)
    }
  }

  @Test func wideValues() throws {
    #expect(
      try text(of: Wide(), from: "assign") == """
          assign sum = {1'b0, a} + {1'b0, b};
          assign mixed = {n + 4'd9, (n + 4'd9) < n};
          wire [299:0] parity_t1 = ~(a & b);
          assign parity = {^(~n), !(|n), parity_t1[299]};

          always @* begin
            case (n)
              4'd0: word = table_0;
              4'd1: word = table_1;
              4'd2: word = table_2;
              4'd3: word = table_3;
              4'd4: word = table_4;
              4'd5: word = table_5;
              4'd6: word = table_6;
              default: word = table_7;
            endcase
          end

          wire unused = &{1'b0, parity_t1[298:0]};
        """)
    try compare(Design(Wide()), cycles: 300, seed: 4)
  }

  /// Bundles in ports, a module without state that asserts, arrays of instances, reads of memories in branches.
  final class Nested: Module {
    let requests = (0..<2).map { _ in In(MemoryRequest()) }
    let pick = In()
    let address = Out(32)
    let inverters = (0..<3).map { _ in Instance(Inverter()) }
    let inverted = Out(3)
    let store = Memory(depth: 3, width: 4)
    let read = Out(4, default: 7)
    override func build() {
      when(pick) {
        address <== requests[1].address
      } otherwise: {
        address <== requests[0].address
      }
      for (index, inverter) in inverters.enumerated() { inverter.source <== requests[0].data[index] }
      inverted <== cat(inverters.map { $0.result })
      when(pick & requests[0].write) { read <== store[address[0...1]] }
      when(requests[1].write) { store.write(requests[1].address[0...1], requests[1].data[0...3]) }
      ignore(requests[0].data, requests[1].data)
      always("both", !(requests[0].write & requests[1].write & pick))
    }
  }

  @Test func instancesAndBundles() throws {
    #expect(
      try text(of: Nested(), from: "inverter inverters_0") == """
          inverter inverters_0 (
            .source(requests_0_data[0]),
            .result(inverters_0_result)
          );

          inverter inverters_1 (
            .source(requests_0_data[1]),
            .result(inverters_1_result)
          );

          inverter inverters_2 (
            .source(requests_0_data[2]),
            .result(inverters_2_result)
          );

          assign inverted = {inverters_0_result, inverters_1_result, inverters_2_result};
          wire [3:0] read_t1 = store[address[1:0]];

          always @* begin
            read = 4'd7;
            if (pick & requests_0_write) begin
              read = read_t1;
            end
          end

          always @(posedge clock) begin
            if (requests_1_write) begin
              store[requests_1_address[1:0]] <= requests_1_data[3:0];
            end
          end

          wire unused = &{1'b0, requests_0_data, requests_1_data};

        `ifdef VERILATOR
          always @(posedge clock) begin
            if (!reset) begin
              assert_both: assert (!(requests_0_write & requests_1_write & pick))
                else $error("%m: property both does not hold");
            end
          end
        `endif
        """)
  }
}
