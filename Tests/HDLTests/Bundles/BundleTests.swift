import HDL
import Simulation
import Testing

@Suite struct BundleTests {
  @Test func filter() throws {
    #expect(
      try text(of: RequestFilter()) == """
        module request_filter (
          input  wire        clock,
          input  wire        reset,                 // synchronous, active high
          input  wire  [3:0] request_header_tag,    // who asked
          input  wire  [1:0] request_header_access,
          input  wire [15:0] request_address,       // byte address
          input  wire  [4:0] request_offset,        // added to the address
          input  wire  [7:0] request_lanes_0,
          input  wire  [7:0] request_lanes_1,
          input  wire        enable,
          output wire  [3:0] last_header_tag,       // who asked
          output wire  [1:0] last_header_access,
          output wire [15:0] last_address,          // byte address
          output wire  [4:0] last_offset,           // added to the address
          output wire  [7:0] last_lanes_0,
          output wire  [7:0] last_lanes_1,
          output wire        is_repeated
        );

          localparam [1:0] ACCESS_FENCE = 2'd2;

          reg  [3:0] kept_header_tag;    // who asked
          reg  [1:0] kept_header_access;
          reg [15:0] kept_address;       // byte address
          reg  [4:0] kept_offset;        // added to the address
          reg  [7:0] kept_lanes_0;
          reg  [7:0] kept_lanes_1;

          assign is_repeated = (request_header_tag == kept_header_tag) & (request_header_access == kept_header_access)
              & (request_address == kept_address) & (request_offset == kept_offset) & (request_lanes_0 == kept_lanes_0)
              & (request_lanes_1 == kept_lanes_1);
          assign last_header_tag = kept_header_tag;
          assign last_header_access = kept_header_access;
          assign last_address = kept_address + {{11{kept_offset[4]}}, kept_offset};
          assign last_offset = 5'd0;
          assign last_lanes_0 = kept_lanes_1;
          assign last_lanes_1 = kept_lanes_0;

          always @(posedge clock) begin
            if (reset) begin
              kept_header_tag <= 4'd0;
              kept_header_access <= ACCESS_FENCE;
              kept_address <= 16'h0000;
              kept_offset <= 5'd0;
              kept_lanes_0 <= 8'h01;
              kept_lanes_1 <= 8'h02;
            end else if (enable) begin
              kept_header_tag <= request_header_tag;
              kept_header_access <= request_header_access;
              kept_address <= request_address;
              kept_offset <= request_offset;
              kept_lanes_0 <= request_lanes_0;
              kept_lanes_1 <= request_lanes_1;
            end
          end

        endmodule
        """)
  }

  @Test func table() throws {
    #expect(
      try text(of: SmallTable(), from: "always @(posedge") == """
          always @(posedge clock) begin
            if (reset) begin
              entries_0_is_used <= 1'b0;
              entries_0_data <= 8'h00;
              entries_1_is_used <= 1'b0;
              entries_1_data <= 8'h00;
              entries_2_is_used <= 1'b0;
              entries_2_data <= 8'h00;
              entries_3_is_used <= 1'b0;
              entries_3_data <= 8'h00;
            end else if (write) begin
              case (index)
                2'd0: begin
                  entries_0_is_used <= 1'b1;
                  entries_0_data <= data;
                end
                2'd1: begin
                  entries_1_is_used <= 1'b1;
                  entries_1_data <= data;
                end
                2'd2: begin
                  entries_2_is_used <= 1'b1;
                  entries_2_data <= data;
                end
                2'd3: begin
                  entries_3_is_used <= 1'b1;
                  entries_3_data <= data;
                end
              endcase
            end else if (drop) begin
              case (index)
                2'd0: entries_0_is_used <= 1'b0;
                2'd1: entries_1_is_used <= 1'b0;
                2'd2: entries_2_is_used <= 1'b0;
                2'd3: entries_3_is_used <= 1'b0;
              endcase
            end
          end
        """)
  }

  @Test func reader() throws {
    #expect(
      try text(of: WordReader(), from: "assign") == """
          assign request_header_tag = word[43] ? word[42:39] : 4'd0;
          assign request_header_access = word[43] ? word[38:37] : 2'd0;
          assign request_address = word[43] ? word[36:21] : 16'h0000;
          assign request_offset = word[43] ? word[20:16] : 5'd0;
          assign request_lanes_0 = word[43] ? word[15:8] : 8'h00;
          assign request_lanes_1 = word[43] ? word[7:0] : 8'h00;
          assign again = {word[42:39], word[38:37], word[36:21], word[20:16], word[15:8], word[7:0]};
        """)
  }

  @Test func otherToolsAccept() throws {
    for module in [RequestFilter(), SmallTable(), WordReader()] as [Module] {
      let design = try Design(module).verilog()
      try SimulationModel.lint(design)
      try expectOtherToolsAccept(design)
    }
  }

  @Test(arguments: Engine.allCases) func tableInSimulation(engine: Engine) throws {
    let simulator = try engine.start(SmallTable())
    var random = SeededGenerator(seed: 21)
    var entries = [(isUsed: Bool, data: UInt64)](repeating: (false, 0), count: 4)
    try simulator.reset()
    for cycle in 0..<500 {
      let index = Int.random(in: 0..<4, using: &random)
      let data = UInt64.random(in: 0..<256, using: &random)
      let write = Bool.random(using: &random)
      let drop = Bool.random(using: &random)
      try simulator.drive("index", UInt64(index))
      try simulator.drive("data", data)
      try simulator.drive("write", write ? 1 : 0)
      try simulator.drive("drop", drop ? 1 : 0)
      #expect(
        try simulator.value(of: "found_is_used") == (entries[index].isUsed ? 1 : 0), "cycle \(cycle), seed 21")
      #expect(try simulator.value(of: "found_data") == entries[index].data, "cycle \(cycle), seed 21")
      try simulator.tick()
      if write { entries[index] = (true, data) } else if drop { entries[index].isUsed = false }
    }
  }

  @Test(arguments: Engine.allCases) func filterInSimulation(engine: Engine) throws {
    let simulator = try engine.start(RequestFilter())
    try simulator.reset()
    try simulator.drive("request_header_access", UInt64(Access.fence.code))
    try simulator.drive("request_lanes_0", 1)
    try simulator.drive("request_lanes_1", 2)
    #expect(try simulator.value(of: "is_repeated") == 1)
    try simulator.drive("request_address", 0x100)
    try simulator.drive("request_offset", 0x1f)
    try simulator.drive("enable", 1)
    #expect(try simulator.value(of: "is_repeated") == 0)
    try simulator.tick()
    #expect(try simulator.value(of: "is_repeated") == 1)
    #expect(try simulator.value(of: "last_address") == 0xff)
    #expect(try simulator.value(of: "last_lanes_0") == 2)
  }

  /// Instances, arrays of records as ports, and choices between records.
  @Test(arguments: Engine.allCases) func records(engine: Engine) throws {
    final class Swap: Module {
      let inputs = In(2, of: TableEntry())
      let outputs = Out(2, of: TableEntry())
      let swap = In()
      override func build() {
        outputs[0] <== mux(swap, inputs[1], inputs[0])
        outputs[1] <== inputs[swap.bits ^ 1]
      }
    }
    final class Outer: Module {
      let inputs = In(2, of: TableEntry())
      let swap = In()
      let output = Out(TableEntry())
      let isDifferent = Out()
      let swapper = Instance(Swap())
      override func build() {
        for (to, from) in zip(swapper.inputs, inputs) { to <== from }
        swapper.swap <== swap
        output <== swapper.outputs[1]
        isDifferent <== (swapper.outputs[0] != swapper.outputs[1])
      }
    }
    let simulator = try engine.start(Outer())
    try simulator.drive("inputs_0_data", 17)
    try simulator.drive("inputs_1_data", 34)
    for swap in [0, 1] as [UInt64] {
      try simulator.drive("swap", swap)
      #expect(try simulator.value(of: "output_data") == (swap == 0 ? 34 : 17))
      #expect(try simulator.value(of: "is_different") == 1)
    }
  }
}

@Suite struct BundleChecks {
  struct Sized: Layout {
    let lanes: Field<[Bits]>
    init(_ count: Int) { lanes = field(count, of: 8) }
  }

  @Test func widthOfBits() {
    report { m in
      let read = View(TableEntry(), from: m.a)
      ignore(read)
    }.expect("+1:18 `a` has 8 bits and is read as `TableEntry`, which has 9")
  }

  @Test func layoutsOfDifferentSize() {
    report { m in
      let two = Wire(Sized(2)).named("two")
      let three = Wire(Sized(3)).named("three")
      for lane in three.lanes { lane <== m.a }
      two <== three
      ignore(two, three)
    }.expect("+4:11 two records of `Sized` have 2 and 3 signals: give both the same parameters")
  }

  @Test func resetThatDoesNotFit() {
    report { m in
      let entry = Reg(TableEntry(), reset: .init { $0.data = 256 }).named("entry")
      entry <== View(TableEntry(), from: cat(m.p, m.a))
      ignore(entry)
    }.expect("+1:19 reset value 256 of `entry_data` does not fit its 8 bits")
  }

  @Test func computedField() {
    let line = #line
    struct Careless: Layout {
      let valid = flag()
      var data: Field<Bits> { field(8) }
    }
    final class User: Module {
      let input = In(Careless())
      let result = Out()
      override func build() { result <== input.valid & input.data.any }
    }
    report(User(), line: line).expect(
      "+3:31 a field must be a stored property of its layout (`let`): this one is made anew whenever it is asked for")
  }

  @Test func elementDrivenTwice() {
    report { m in
      let lanes = Reg(4, of: 8)
      for (number, lane) in lanes.enumerated() { lane.named("lane_\(number)") }
      lanes[m.a[0...1]] <== m.b
      lanes[1] <== m.a
      ignore(cat(lanes))
    }.expect(
      "+4:16 `scratch.lane_1` is driven twice on the same path: use an `otherwise` or a default",
      "+3:25 note: it is driven here first")
  }

  @Test func indexTooNarrow() {
    report { m in
      let lanes = Reg(3, of: 8)
      lanes[m.a[0...0]] <== m.b
      ignore(cat(lanes))
    }.expect("+2:12 `select` has 3 values, but the 1 bit of `a[0]` reach only 2")
  }
}
