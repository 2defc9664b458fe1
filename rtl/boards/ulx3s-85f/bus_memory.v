// bus_memory
//
// 4 lines of memory on the chip behind AXI4, in bursts of a line.
//
// Latency: 2 cycles from address to first beat, and a beat in every second cycle.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module bus_memory (
  input  wire        clock,
  input  wire        reset,        // synchronous, active high
  input  wire        axi_ar_valid, // read address
  output wire        axi_ar_ready,
  input  wire [31:0] axi_ar_addr,
  input  wire  [7:0] axi_ar_len,   // beats - 1
  input  wire  [2:0] axi_ar_size,  // log2 of the bytes in a beat
  input  wire  [1:0] axi_ar_burst,
  output wire        axi_r_valid,  // read data
  input  wire        axi_r_ready,
  output wire [63:0] axi_r_data,
  output wire  [1:0] axi_r_resp,
  output wire        axi_r_last,
  input  wire        axi_aw_valid, // write address
  output wire        axi_aw_ready,
  input  wire [31:0] axi_aw_addr,
  input  wire  [7:0] axi_aw_len,   // beats - 1
  input  wire  [2:0] axi_aw_size,  // log2 of the bytes in a beat
  input  wire  [1:0] axi_aw_burst,
  input  wire        axi_w_valid,  // write data
  output wire        axi_w_ready,
  input  wire [63:0] axi_w_data,
  input  wire  [7:0] axi_w_strb,
  input  wire        axi_w_last,
  output wire        axi_b_valid,  // write response
  input  wire        axi_b_ready,
  output wire  [1:0] axi_b_resp
);

  localparam [1:0] PHASE_IDLE   = 2'd0;
  localparam [1:0] PHASE_READ   = 2'd1;
  localparam [1:0] PHASE_WRITE  = 2'd2;
  localparam [1:0] PHASE_ANSWER = 2'd3;

  reg  [1:0] phase;
  reg  [1:0] line;
  reg  [2:0] beat;
  reg        is_upper;     // the upper half of the beat is in work
  reg [31:0] lower;        // its lower half, when reading
  reg        failed;       // the burst gets an error
  reg [31:0] words_word;
  reg [31:0] words [0:63];

  assign axi_ar_ready = phase == PHASE_IDLE;
  assign axi_aw_ready = (phase == PHASE_IDLE) & !axi_ar_valid;
  wire reading = phase == PHASE_READ;
  assign axi_r_valid = reading & is_upper;
  assign axi_r_data = {words_word, lower};
  assign axi_r_resp = failed ? 2'd2 : 2'd0;
  wire last_beat = beat == 3'd7;
  assign axi_r_last = last_beat;
  wire writing = phase == PHASE_WRITE;
  assign axi_w_ready = writing & is_upper;
  assign axi_b_valid = phase == PHASE_ANSWER;
  assign axi_b_resp = failed ? 2'd2 : 2'd0;
  wire axi_ar_fire = axi_ar_valid & axi_ar_ready;
  wire axi_aw_fire = axi_aw_valid & axi_aw_ready;
  wire axi_r_fire = axi_r_valid & axi_r_ready;
  wire axi_w_fire = axi_w_valid & axi_w_ready;
  wire axi_b_fire = axi_b_valid & axi_b_ready;

  always @(posedge clock) begin
    if (reset) begin
      phase <= PHASE_IDLE;
      line <= 2'd0;
      beat <= 3'd0;
      is_upper <= 1'b0;
      lower <= 32'h00000000;
      failed <= 1'b0;
    end else begin
      case (phase)
        PHASE_IDLE: begin
          beat <= 3'd0;
          is_upper <= 1'b0;
          if (axi_ar_fire) begin
            line <= axi_ar_addr[7:6];
            failed <= !((axi_ar_len == 8'h07) & (axi_ar_size == 3'd3) & (axi_ar_burst == 2'd1) & !(|axi_ar_addr[5:0])
                & (axi_ar_addr[31:8] == 24'h800000));
            phase <= PHASE_READ;
          end else if (axi_aw_fire) begin
            line <= axi_aw_addr[7:6];
            failed <= !((axi_aw_len == 8'h07) & (axi_aw_size == 3'd3) & (axi_aw_burst == 2'd1) & !(|axi_aw_addr[5:0])
                & (axi_aw_addr[31:8] == 24'h800000));
            phase <= PHASE_WRITE;
          end
        end
        PHASE_READ: begin
          is_upper <= !axi_r_fire;
          if (!is_upper) begin
            lower <= words_word;
          end
          if (axi_r_fire) begin
            beat <= beat + 3'd1;
            if (last_beat) begin
              phase <= PHASE_IDLE;
            end
          end
        end
        PHASE_WRITE: begin
          is_upper <= axi_w_valid & !is_upper;
          if (axi_w_fire) begin
            beat <= beat + 3'd1;
            if (!(&axi_w_strb) | (axi_w_last != last_beat)) begin
              failed <= 1'b1;
            end
            if (last_beat) begin
              phase <= PHASE_ANSWER;
            end
          end
        end
        PHASE_ANSWER: begin
          if (axi_b_fire) begin
            phase <= PHASE_IDLE;
          end
        end
      endcase
    end
  end

  always @(posedge clock) begin
    if (!writing) begin
      words_word <= words[{reading ? line : axi_ar_addr[7:6], reading ? (axi_r_fire ? (beat + 3'd1) : beat) : 3'd0,
          reading & !axi_r_fire}];
    end
    if (writing & axi_w_valid & !failed) begin
      words[{line, beat, is_upper}] <= is_upper ? axi_w_data[63:32] : axi_w_data[31:0];
    end
  end

endmodule

`default_nettype wire
