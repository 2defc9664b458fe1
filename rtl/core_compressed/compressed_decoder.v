// compressed_decoder
//
// Instructions of 16 bits as those of 32 bits that do the same.
//
// Latency: combinational.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module compressed_decoder (
  input  wire [15:0] half,
  output reg  [31:0] instruction  // `half`, which is illegal, for what is reserved or belongs to floating point
);

  wire [11:0] above_stack = {2'd0, half[10:7], half[12:11], half[5], half[6], 2'd0};
  wire [4:0] instruction_t1 = {2'd1, half[4:2]};
  wire [11:0] word_offset = {5'd0, half[5], half[12:10], half[6], 2'd0};
  wire [4:0] instruction_t2 = {2'd1, half[9:7]};

  reg [31:0] instruction_t3;
  always @* begin
    case (half[15:13])
      3'd0: instruction_t3 = !(|above_stack) ? {16'h0000, half} : {above_stack, 5'd2, 3'd0, instruction_t1, 7'h13};
      3'd1: instruction_t3 = {16'h0000, half};
      3'd2: instruction_t3 = {word_offset, instruction_t2, 3'd2, instruction_t1, 7'h03};
      3'd3: instruction_t3 = {16'h0000, half};
      3'd4: instruction_t3 = {16'h0000, half};
      3'd5: instruction_t3 = {16'h0000, half};
      3'd6: instruction_t3 = {word_offset[11:5], instruction_t1, instruction_t2, 3'd2, word_offset[4:0], 7'h23};
      default: instruction_t3 = {16'h0000, half};
    endcase
  end

  wire [11:0] value = {{7{half[12]}}, half[6:2]};
  wire [10:0] instruction_t4 = {half[12], half[8], half[10:9], half[6], half[7], half[2], half[11], half[5:3]};
  wire [7:0] instruction_t5 = {8{half[12]}};
  wire [11:0] frame_size = {{3{half[12]}}, half[4:3], half[5], half[2], half[6], 4'd0};
  wire [31:0] instruction_t6 = {{15{half[12]}}, half[6:2], half[11:7], 7'h37};
  wire [31:0] instruction_t7 = half[12] ? {16'h0000, half} : {{1'b0, half[10], 5'd0, half[6:2]}, instruction_t2, 3'd5,
      instruction_t2, 7'h13};

  reg [2:0] instruction_t8;
  /* verilator coverage_off */
  always @* begin
    case (half[6:5])
      2'd0: instruction_t8 = 3'd0;
      2'd1: instruction_t8 = 3'd4;
      2'd2: instruction_t8 = 3'd6;
      default: instruction_t8 = 3'd7;
    endcase
  end
  /* verilator coverage_on */

  reg [31:0] instruction_t9;
  always @* begin
    case (half[11:10])
      2'd0: instruction_t9 = instruction_t7;
      2'd1: instruction_t9 = instruction_t7;
      2'd2: instruction_t9 = {value, instruction_t2, 3'd7, instruction_t2, 7'h13};
      default: instruction_t9 = half[12] ? {16'h0000, half} : {{1'b0, !half[5] & !half[6], 5'd0}, instruction_t1,
          instruction_t2, instruction_t8, instruction_t2, 7'h33};
    endcase
  end

  wire [6:0] instruction_t10 = {{4{half[12]}}, half[6:5], half[2]};

  reg [31:0] instruction_t11;
  always @* begin
    case (half[15:13])
      3'd0: instruction_t11 = {value, half[11:7], 3'd0, half[11:7], 7'h13};
      3'd1: instruction_t11 = {instruction_t4, half[12], instruction_t5, 5'd1, 7'h6f};
      3'd2: instruction_t11 = {value, 5'd0, 3'd0, half[11:7], 7'h13};
      3'd3: instruction_t11 = !(|value) ? {16'h0000, half} : (half[11:7] == 5'd2)
          ? {frame_size, 5'd2, 3'd0, 5'd2, 7'h13} : instruction_t6;
      3'd4: instruction_t11 = instruction_t9;
      3'd5: instruction_t11 = {instruction_t4, half[12], instruction_t5, 5'd0, 7'h6f};
      3'd6: instruction_t11 = {instruction_t10, 5'd0, instruction_t2, 3'd0, {half[11:10], half[4:3], half[12]}, 7'h63};
      default: instruction_t11 = {instruction_t10, 5'd0, instruction_t2, 3'd1, {half[11:10], half[4:3], half[12]},
          7'h63};
    endcase
  end

  wire [11:0] load_offset = {4'd0, half[3:2], half[12], half[6:4], 2'd0};
  wire [31:0] instruction_t12 = (|half[6:2]) ? {7'h00, half[6:2], half[11:7] & {5{half[12]}}, 3'd0, half[11:7], 7'h33}
      : (|half[11:7]) ? {12'h000, half[11:7], 3'd0, {4'd0, half[12]}, 7'h67} : half[12] ? 32'h00100073
      : {16'h0000, half};
  wire [11:0] store_offset = {4'd0, half[8:7], half[12:9], 2'd0};

  reg [31:0] instruction_t13;
  always @* begin
    case (half[15:13])
      3'd0: instruction_t13 = half[12] ? {16'h0000, half} : {{7'h00, half[6:2]}, half[11:7], 3'd1, half[11:7], 7'h13};
      3'd1: instruction_t13 = {16'h0000, half};
      3'd2: instruction_t13 = !(|half[11:7]) ? {16'h0000, half} : {load_offset, 5'd2, 3'd2, half[11:7], 7'h03};
      3'd3: instruction_t13 = {16'h0000, half};
      3'd4: instruction_t13 = instruction_t12;
      3'd5: instruction_t13 = {16'h0000, half};
      3'd6: instruction_t13 = {store_offset[11:5], half[6:2], 5'd2, 3'd2, store_offset[4:0], 7'h23};
      default: instruction_t13 = {16'h0000, half};
    endcase
  end

  always @* begin
    case (half[1:0])
      2'd0: instruction = instruction_t3;
      2'd1: instruction = instruction_t11;
      2'd2: instruction = instruction_t13;
      default: instruction = {16'h0000, half};
    endcase
  end

endmodule

`default_nettype wire
