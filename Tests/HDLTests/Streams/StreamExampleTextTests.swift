import Foundation
import HDL
import Testing

/// The emitted text of the top module up to its properties.
func hardware(of module: Module) throws -> String {
  let all = try text(of: module)
  let end = all.range(of: "`ifdef VERILATOR")?.lowerBound ?? all.endIndex
  return all[..<end].trimmingCharacters(in: .newlines)
}

/// The exact Verilog of the units that change streams, and of the guide's examples.
@Suite struct StreamExampleTextTests {
  @Test func join() throws {
    #expect(
      try hardware(of: Join(Word(), Sum())) == """
        module join_word_and_sum (
          input  wire        clock,
          input  wire        reset,               // synchronous, active high
          input  wire        first_valid,
          output wire        first_ready,
          input  wire [15:0] first_data,
          input  wire        first_last,
          input  wire        second_valid,
          output wire        second_ready,
          input  wire  [8:0] second_total,
          output wire        output_valid,
          input  wire        output_ready,
          output wire [15:0] output_first_data,
          output wire        output_first_last,
          output wire  [8:0] output_second_total
        );

          assign output_valid = first_valid & second_valid;
          assign output_first_data = first_data;
          assign output_first_last = first_last;
          assign output_second_total = second_total;
          assign first_ready = second_valid & output_ready;
          assign second_ready = first_valid & output_ready;
        """)
  }

  @Test func demultiplexer() throws {
    #expect(
      try hardware(of: Demultiplexer(Message(), outputs: 3, by: \.port)) == """
        module demultiplexer_message_3_by_port (
          input  wire       clock,
          input  wire       reset,           // synchronous, active high
          input  wire       input_valid,
          output reg        input_ready,
          input  wire [1:0] input_port,      // who shall have it
          input  wire [7:0] input_data,
          output wire       outputs_0_valid,
          input  wire       outputs_0_ready,
          output wire [1:0] outputs_0_port,  // who shall have it
          output wire [7:0] outputs_0_data,
          output wire       outputs_1_valid,
          input  wire       outputs_1_ready,
          output wire [1:0] outputs_1_port,  // who shall have it
          output wire [7:0] outputs_1_data,
          output wire       outputs_2_valid,
          input  wire       outputs_2_ready,
          output wire [1:0] outputs_2_port,  // who shall have it
          output wire [7:0] outputs_2_data
        );

          assign outputs_0_valid = input_valid & (input_port == 2'd0);
          assign outputs_0_port = input_port;
          assign outputs_0_data = input_data;
          assign outputs_1_valid = input_valid & (input_port == 2'd1);
          assign outputs_1_port = input_port;
          assign outputs_1_data = input_data;
          assign outputs_2_valid = input_valid & !((input_port == 2'd0) | (input_port == 2'd1));
          assign outputs_2_port = input_port;
          assign outputs_2_data = input_data;

          always @* begin
            case (input_port)
              2'd0: input_ready = outputs_0_ready;
              2'd1: input_ready = outputs_1_ready;
              default: input_ready = outputs_2_ready;
            endcase
          end
        """)
  }

  @Test func doubler() throws {
    #expect(
      try text(of: Doubler()) == """
        module doubler (
          input  wire       input_valid,
          output wire       input_ready,
          input  wire [1:0] input_port,   // who shall have it
          input  wire [7:0] input_data,
          output wire       output_valid,
          input  wire       output_ready,
          output wire [8:0] output_total
        );

          wire       input_kept_ready;
          wire [8:0] input_kept_mapped_total;
          wire       input_kept_mapped_ready;

          assign input_ready = input_kept_ready | !(input_port == 2'd3);
          assign input_kept_mapped_total = {input_data, 1'b0};
          assign input_kept_ready = input_kept_mapped_ready;
          wire input_kept_valid = input_valid & (input_port == 2'd3);
          assign output_valid = input_kept_valid;
          assign input_kept_mapped_ready = output_ready;
          assign output_total = input_kept_mapped_total;

        endmodule
        """)
  }

  @Test func numbers() throws {
    #expect(
      try text(of: Numbers()) == """
        module numbers (
          input  wire       clock,
          input  wire       reset,        // synchronous, active high
          output wire       output_valid,
          input  wire       output_ready,
          output wire [1:0] output_port,  // who shall have it
          output wire [7:0] output_data
        );

          reg [7:0] next;

          assign output_valid = 1'b1;
          assign output_port = 2'd0;
          assign output_data = next;

          always @(posedge clock) begin
            if (reset) begin
              next <= 8'h00;
            end else if (output_ready) begin
              next <= next + 8'h01;
            end
          end

        `ifdef VERILATOR
          reg       output_waited;
          reg [9:0] output_last_offer;

          always @(posedge clock) begin
            if (reset) begin
              output_waited <= 1'b0;
            end else begin
              output_waited <= output_valid & !output_ready;
            end
          end

          always @(posedge clock) begin
            output_last_offer <= {output_port, output_data};
          end

          always @(posedge clock) begin
            if (!reset) begin
              assert_output_keeps_offers: assert (!output_waited | (output_valid
                  & ({output_port, output_data} == output_last_offer)))
                else $error("%m: property output_keeps_offers does not hold");
            end
          end
        `endif

        endmodule
        """)
  }

  @Test func asynchronousQueue() throws {
    #expect(
      try hardware(of: AsynchronousQueue(Message(), depth: 4, from: .bus, to: .main)) == """
        module queue_message_depth_4_from_bus_to_main (
          input  wire       clock,
          input  wire       reset,        // synchronous, active high
          input  wire       bus_clock,
          input  wire       bus_reset,    // asynchronous, active high
          input  wire       input_valid,
          output wire       input_ready,
          input  wire [1:0] input_port,   // who shall have it
          input  wire [7:0] input_data,
          output wire       output_valid,
          input  wire       output_ready,
          output wire [1:0] output_port,  // who shall have it
          output wire [7:0] output_data
        );

          (* ASYNC_REG = "TRUE" *) reg [2:0] tail_gray_in_main_1;
          (* ASYNC_REG = "TRUE" *) reg [2:0] head_gray_in_bus_1;
          reg [2:0] tail_gray;
          reg [2:0] tail_gray_in_main;
          reg [2:0] head_gray;
          reg [2:0] head_gray_in_bus;
          reg [2:0] tail;
          reg [2:0] head;
          reg [9:0] store [0:3];

          assign input_ready = tail_gray != {~head_gray_in_bus[2:1], head_gray_in_bus[0]};
          assign output_valid = head_gray != tail_gray_in_main;
          wire [9:0] word = store[head[1:0]];
          wire [9:0] oldest = word;
          assign output_port = oldest[9:8];
          assign output_data = oldest[7:0];
          wire output_fire = output_valid & output_ready;
          wire [2:0] next_head = head + 3'd1;

          always @(posedge clock) begin
            if (reset) begin
              tail_gray_in_main_1 <= 3'd0;
              tail_gray_in_main <= 3'd0;
              head_gray <= 3'd0;
              head <= 3'd0;
            end else begin
              tail_gray_in_main_1 <= tail_gray;
              tail_gray_in_main <= tail_gray_in_main_1;
              if (output_fire) begin
                head <= next_head;
                head_gray <= next_head ^ {1'b0, next_head[2:1]};
              end
            end
          end

          wire input_fire = input_valid & input_ready;
          wire [2:0] next_tail = tail + 3'd1;

          always @(posedge bus_clock or posedge bus_reset) begin
            if (bus_reset) begin
              tail_gray <= 3'd0;
              head_gray_in_bus_1 <= 3'd0;
              head_gray_in_bus <= 3'd0;
              tail <= 3'd0;
            end else begin
              head_gray_in_bus_1 <= head_gray;
              head_gray_in_bus <= head_gray_in_bus_1;
              if (input_fire) begin
                tail <= next_tail;
                tail_gray <= next_tail ^ {1'b0, next_tail[2:1]};
              end
            end
          end

          always @(posedge bus_clock) begin
            if (input_fire) begin
              store[tail[1:0]] <= {input_port, input_data};
            end
          end
        """)
  }
}
