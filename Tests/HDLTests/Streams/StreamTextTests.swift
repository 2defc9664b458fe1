import HDL
import Simulation
import Testing

/// The exact Verilog of the stream units, and their messages.
@Suite struct StreamTextTests {
  @Test func queue() throws {
    #expect(
      try text(of: Queue(MemoryRequest(), depth: 6)) == """
        module queue_memory_request_depth_6 (
          input  wire        clock,
          input  wire        reset,          // synchronous, active high
          input  wire        input_valid,
          output wire        input_ready,
          input  wire [31:0] input_address,  // byte address
          input  wire [31:0] input_data,     // store data
          input  wire        input_write,    // store, not load
          output wire        output_valid,
          input  wire        output_ready,
          output wire [31:0] output_address, // byte address
          output wire [31:0] output_data,    // store data
          output wire        output_write,   // store, not load
          output wire  [2:0] occupancy       // items held
        );

          reg  [2:0] count;
          reg  [2:0] tail;
          reg  [2:0] head;
          reg [64:0] store [0:5];

          wire full = count == 3'd6;
          assign input_ready = !full;
          wire empty = count == 3'd0;
          assign output_valid = !empty;
          assign occupancy = count;
          wire [64:0] oldest = store[head];
          assign output_address = oldest[64:33];
          assign output_data = oldest[32:1];
          assign output_write = oldest[0];
          wire input_fire = input_valid & input_ready;
          wire output_fire = output_valid & output_ready;

          always @(posedge clock) begin
            if (reset) begin
              count <= 3'd0;
              tail <= 3'd0;
              head <= 3'd0;
            end else begin
              if (input_fire ^ output_fire) begin
                count <= input_fire ? (count + 3'd1) : (count - 3'd1);
              end
              if (input_fire) begin
                tail <= (tail == 3'd5) ? 3'd0 : (tail + 3'd1);
              end
              if (output_fire) begin
                head <= (head == 3'd5) ? 3'd0 : (head + 3'd1);
              end
            end
          end

          always @(posedge clock) begin
            if (input_fire) begin
              store[tail] <= {input_address, input_data, input_write};
            end
          end

        `ifdef VERILATOR
          reg        input_waited;
          reg [64:0] input_last_offer;
          reg        output_waited;
          reg [64:0] output_last_offer;

          always @(posedge clock) begin
            if (reset) begin
              input_waited <= 1'b0;
              output_waited <= 1'b0;
            end else begin
              input_waited <= input_valid & !input_ready;
              output_waited <= output_valid & !output_ready;
            end
          end

          always @(posedge clock) begin
            input_last_offer <= {input_address, input_data, input_write};
            output_last_offer <= {output_address, output_data, output_write};
          end

          wire [3:0] behind = {1'b0, head} + {1'b0, count};

          always @(posedge clock) begin
            if (!reset) begin
              assert_pointers_agree: assert (((behind >= 4'd6) ? (behind - 4'd6) : behind) == {1'b0, tail})
                else $error("%m: property pointers_agree does not hold");
              assert_head_inside: assert (head < 3'd6)
                else $error("%m: property head_inside does not hold");
              assume_input_keeps_offers: assert (!input_waited | (input_valid
                  & ({input_address, input_data, input_write} == input_last_offer)))
                else $error("%m: assumption input_keeps_offers does not hold");
              assert_output_keeps_offers: assert (!output_waited | (output_valid
                  & ({output_address, output_data, output_write} == output_last_offer)))
                else $error("%m: property output_keeps_offers does not hold");
              assert_never_too_many: assert (count <= 3'd6)
                else $error("%m: property never_too_many does not hold");
            end
          end
        `endif

        endmodule
        """)
  }

  @Test func flowingQueueOfOne() throws {
    #expect(
      try hardware(of: Queue(MemoryRequest(), depth: 1, pipe: true, flow: true)) == """
        module queue_memory_request_depth_1_pipe_flow (
          input  wire        clock,
          input  wire        reset,          // synchronous, active high
          input  wire        input_valid,
          output wire        input_ready,
          input  wire [31:0] input_address,  // byte address
          input  wire [31:0] input_data,     // store data
          input  wire        input_write,    // store, not load
          output wire        output_valid,
          input  wire        output_ready,
          output wire [31:0] output_address, // byte address
          output wire [31:0] output_data,    // store data
          output wire        output_write,   // store, not load
          output wire        occupancy       // items held
        );

          reg        count;
          reg [31:0] item_address; // byte address
          reg [31:0] item_data;    // store data
          reg        item_write;   // store, not load

          wire full = count == 1'b1;
          assign input_ready = !full | output_ready;
          wire empty = count == 1'b0;
          assign output_valid = !empty | input_valid;
          assign occupancy = count;
          assign output_address = empty ? input_address : item_address;
          assign output_data = empty ? input_data : item_data;
          assign output_write = empty ? input_write : item_write;
          wire input_fire = input_valid & input_ready;
          wire push = input_fire & !(empty & output_ready);
          wire output_fire = output_valid & output_ready;
          wire pop = output_fire & !empty;

          always @(posedge clock) begin
            if (reset) begin
              count <= 1'b0;
            end else if (push ^ pop) begin
              count <= push ? (count + 1'b1) : (count - 1'b1);
            end
          end

          always @(posedge clock) begin
            if (push) begin
              item_address <= input_address;
              item_data <= input_data;
              item_write <= input_write;
            end
          end
        """)
  }

  @Test func registerSlice() throws {
    #expect(
      try hardware(of: RegisterSlice(Word(), .full)) == """
        module register_slice_word_full (
          input  wire        clock,
          input  wire        reset,        // synchronous, active high
          input  wire        input_valid,
          output wire        input_ready,
          input  wire [15:0] input_data,
          input  wire        input_last,
          output wire        output_valid,
          input  wire        output_ready,
          output wire [15:0] output_data,
          output wire        output_last
        );

          reg        spare_full;
          reg        full;
          reg [15:0] item_data;
          reg        item_last;
          reg [15:0] spare_data;
          reg        spare_last;

          assign input_ready = !spare_full;
          assign output_valid = full;
          assign output_data = item_data;
          assign output_last = item_last;

          always @(posedge clock) begin
            if (reset) begin
              spare_full <= 1'b0;
              full <= 1'b0;
            end else if (output_ready | !full) begin
              full <= spare_full | input_valid;
              spare_full <= 1'b0;
            end else if (!spare_full) begin
              spare_full <= input_valid;
            end
          end

          always @(posedge clock) begin
            if (output_ready | !full) begin
              item_data <= spare_full ? spare_data : input_data;
              item_last <= spare_full ? spare_last : input_last;
            end
            if (!spare_full) begin
              spare_data <= input_data;
              spare_last <= input_last;
            end
          end
        """)
  }

  @Test func arbiter() throws {
    #expect(
      try hardware(of: Arbiter(Word(), inputs: 3, .roundRobin, until: \.last)) == """
        module arbiter_word_round_robin_3_until_last (
          input  wire        clock,
          input  wire        reset,          // synchronous, active high
          input  wire        inputs_0_valid,
          output wire        inputs_0_ready,
          input  wire [15:0] inputs_0_data,
          input  wire        inputs_0_last,
          input  wire        inputs_1_valid,
          output wire        inputs_1_ready,
          input  wire [15:0] inputs_1_data,
          input  wire        inputs_1_last,
          input  wire        inputs_2_valid,
          output wire        inputs_2_ready,
          input  wire [15:0] inputs_2_data,
          input  wire        inputs_2_last,
          output reg         output_valid,
          input  wire        output_ready,
          output reg  [15:0] output_data,
          output reg         output_last,
          output wire  [1:0] chosen          // number of the input that is offered
        );

          reg [1:0] owner;
          reg       locked;

          wire [1:0] candidate = (inputs_1_valid & (owner < 2'd1)) ? 2'd1 : (inputs_2_valid & (owner < 2'd2)) ? 2'd2
              : inputs_0_valid ? 2'd0 : inputs_1_valid ? 2'd1 : 2'd2;
          assign chosen = locked ? owner : candidate;

          always @* begin
            case (chosen)
              2'd0: output_valid = inputs_0_valid;
              2'd1: output_valid = inputs_1_valid;
              default: output_valid = inputs_2_valid;
            endcase
          end

          always @* begin
            case (chosen)
              2'd0: output_data = inputs_0_data;
              2'd1: output_data = inputs_1_data;
              default: output_data = inputs_2_data;
            endcase
          end

          always @* begin
            case (chosen)
              2'd0: output_last = inputs_0_last;
              2'd1: output_last = inputs_1_last;
              default: output_last = inputs_2_last;
            endcase
          end

          assign inputs_0_ready = output_ready & (chosen == 2'd0);
          assign inputs_1_ready = output_ready & (chosen == 2'd1);
          assign inputs_2_ready = output_ready & (chosen == 2'd2);

          always @(posedge clock) begin
            if (reset) begin
              owner <= 2'd2;
              locked <= 1'b0;
            end else if (output_valid) begin
              owner <= chosen;
              locked <= !(output_ready & output_last);
            end
          end
        """)
  }

  @Test func fork() throws {
    #expect(
      try hardware(of: Fork(Word(), outputs: 2)) == """
        module fork_word_2 (
          input  wire        clock,
          input  wire        reset,           // synchronous, active high
          input  wire        input_valid,
          output wire        input_ready,
          input  wire [15:0] input_data,
          input  wire        input_last,
          output wire        outputs_0_valid,
          input  wire        outputs_0_ready,
          output wire [15:0] outputs_0_data,
          output wire        outputs_0_last,
          output wire        outputs_1_valid,
          input  wire        outputs_1_ready,
          output wire [15:0] outputs_1_data,
          output wire        outputs_1_last
        );

          reg taken_0;
          reg taken_1;

          assign input_ready = (outputs_0_ready | taken_0) & (outputs_1_ready | taken_1);
          assign outputs_0_valid = input_valid & !taken_0;
          assign outputs_0_data = input_data;
          assign outputs_0_last = input_last;
          assign outputs_1_valid = input_valid & !taken_1;
          assign outputs_1_data = input_data;
          assign outputs_1_last = input_last;

          always @(posedge clock) begin
            if (reset) begin
              taken_0 <= 1'b0;
              taken_1 <= 1'b0;
            end else begin
              taken_0 <= input_valid & !input_ready & (taken_0 | outputs_0_ready);
              taken_1 <= input_valid & !input_ready & (taken_1 | outputs_1_ready);
            end
          end
        """)
  }

  @Test func otherToolsAccept() throws {
    for module in [
      Queue(MemoryRequest(), depth: 6), Queue(Word(), depth: 4, pipe: true), Queue(Empty(), depth: 3),
      Queue(Word(), depth: 1, flow: true), RegisterSlice(Word(), .forward), RegisterSlice(Word(), .backward),
      RegisterSlice(Word(), .full), Arbiter(Word(), inputs: 1, .roundRobin), Arbiter(Word(), inputs: 4, .fixedPriority),
      Fork(Word(), outputs: 1), Join(Word(), Empty()), Demultiplexer(Message(), outputs: 1, by: \.port), SharedWay(),
      Doubler(), Numbers(), ClockBridge(), AsynchronousQueue(Empty(), depth: 2, to: .bus),
    ] as [Module] {
      let design = try Design(module).verilog()
      try SimulationModel.lint(design)
      try expectOtherToolsAccept(design)
    }
  }

  @Test func messages() {
    report(Queue(Word(), depth: 0)).expect("+0:12 a queue needs a depth of at least 1, not 0")
    report(Arbiter(Word(), inputs: 0, .roundRobin)).expect("+0:12 an arbiter needs at least one input, not 0")
    report(Fork(Word(), outputs: -1)).expect("+0:12 a fork needs at least one output, not -1")
    report(Demultiplexer(Message(), outputs: 5, by: \.port)).expect(
      "+0:12 a demultiplexer has 5 outputs, but the 2 bits of `port` reach only 4")
    report(AsynchronousQueue(Word(), depth: 6, to: .bus)).expect(
      "+0:12 a queue between two clocks needs a depth that is a power of two, at least 2, not 6")
  }

  /// Two layouts of one type are told apart by their fields.
  @Test func parametrisedLayout() {
    struct Sized: Layout {
      let data: Field<Bits>
      init(_ width: Int) { data = field(width) }
    }
    struct Named: Layout {
      let data: Field<Bits>
      var layoutName: String { "named_\(data.width)" }
      init(_ width: Int) { data = field(width) }
    }
    final class Both<L: Layout>: Module {
      let inputs: [Sink<L>]
      let outputs: [Source<L>]
      let queues: [Instance<Queue<L>>]
      init(_ layouts: [L]) {
        inputs = layouts.map { Sink($0) }
        outputs = layouts.map { Source($0) }
        queues = layouts.map { Instance(Queue($0, depth: 2)) }
      }
      override func build() {
        for (index, queue) in queues.enumerated() {
          queue.input <== inputs[index]
          outputs[index] <== queue.output
        }
      }
    }
    report(Both([Named(8), Named(9), Named(8)])).expect()
    let problems = report(Both([Sized(8), Sized(9)])).problems
    #expect(
      problems.first?.hasSuffix(
        "two different modules are named `queue_sized_depth_2` (depth = 2, pipe = false, flow = false,"
          + " layout = Sized(data: 8 bits); depth = 2, pipe = false, flow = false, layout = Sized(data: 9 bits)):"
          + " put the parameters into the name") == true)
  }
}
