// evicted_line
//
// A dirty line between the level-2 cache and memory.
//
// Latency: a word leaves in the cycle after it came, if the bus takes it.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module evicted_line (
  input  wire        clock,
  input  wire        reset,        // synchronous, active high
  input  wire        take,         // `new_line` is given, only while empty; its eight words follow, at most one in a cycle
  input  wire [25:0] new_line,     // physical address / 64
  input  wire        word_valid,
  input  wire [63:0] word,
  output wire        is_empty,
  output wire [25:0] line,         // physical address / 64 of the line that is held
  output wire        axi_aw_valid, // write address
  input  wire        axi_aw_ready,
  output wire [31:0] axi_aw_addr,
  output wire  [7:0] axi_aw_len,   // beats - 1
  output wire  [2:0] axi_aw_size,  // log2 of the bytes in a beat
  output wire  [1:0] axi_aw_burst,
  output wire        axi_w_valid,  // write data
  input  wire        axi_w_ready,
  output wire [63:0] axi_w_data,
  output wire  [7:0] axi_w_strb,
  output wire        axi_w_last,
  input  wire        axi_b_valid,  // write response
  output wire        axi_b_ready,
  input  wire  [1:0] axi_b_resp
);

  localparam [1:0] PHASE_EMPTY   = 2'd0;
  localparam [1:0] PHASE_SENDING = 2'd1;
  localparam [1:0] PHASE_ANSWER  = 2'd2;

  reg   [1:0] phase;
  reg         address_pending;    // the bus has not taken the address yet
  reg   [2:0] count;              // words sent
  reg  [25:0] held;
  wire        words_input_ready;
  wire        words_output_valid;
  wire [63:0] words_output_data;
  wire  [3:0] words_occupancy;

  assign is_empty = phase == PHASE_EMPTY;
  assign line = held;
  assign axi_aw_valid = address_pending;
  assign axi_aw_addr = {held, 6'd0};
  assign axi_aw_len = 8'h07;
  assign axi_aw_size = 3'd3;
  assign axi_aw_burst = 2'd1;
  assign axi_w_valid = words_output_valid;
  assign axi_w_data = words_output_data;
  assign axi_w_strb = 8'hff;
  assign axi_w_last = &count;

  queue_memory_word_depth_8 words (
    .clock(clock),
    .reset(reset),
    .input_valid(word_valid),
    .input_ready(words_input_ready),
    .input_data(word),
    .output_valid(words_output_valid),
    .output_ready(axi_w_ready),
    .output_data(words_output_data),
    .occupancy(words_occupancy)
  );

  assign axi_b_ready = (phase == PHASE_ANSWER) & !address_pending;
  wire axi_aw_fire = axi_aw_valid & axi_aw_ready;
  wire axi_w_fire = axi_w_valid & axi_w_ready;
  wire axi_b_fire = axi_b_valid & axi_b_ready;

  always @(posedge clock) begin
    if (reset) begin
      phase <= PHASE_EMPTY;
      address_pending <= 1'b0;
      count <= 3'd0;
    end else begin
      if (take) begin
        address_pending <= 1'b1;
      end else if (axi_aw_fire) begin
        address_pending <= 1'b0;
      end
      if (axi_w_fire) begin
        count <= count + 3'd1;
      end
      case (phase)
        PHASE_EMPTY: begin
          if (take) begin
            phase <= PHASE_SENDING;
          end
        end
        PHASE_SENDING: begin
          if (axi_w_fire & (&count)) begin
            phase <= PHASE_ANSWER;
          end
        end
        PHASE_ANSWER: begin
          if (axi_b_fire) begin
            phase <= PHASE_EMPTY;
          end
        end
        default: ;
      endcase
    end
  end

  always @(posedge clock) begin
    if (take) begin
      held <= new_line;
    end
  end

  wire unused = &{1'b0, words_occupancy, axi_b_resp};

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assert_one_line_at_a_time: assert (!take | (phase == PHASE_EMPTY))
        else $error("%m: property one_line_at_a_time does not hold");
      assert_a_place_for_every_word: assert (!word_valid | (words_input_ready & (phase == PHASE_SENDING)))
        else $error("%m: property a_place_for_every_word does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
