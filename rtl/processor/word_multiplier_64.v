// word_multiplier_64
//
// Pipelined product of two words of 64 bits, made of products of 16 by 16.
//
// Latency: 4 cycles from factors to product.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module word_multiplier_64 (
  input  wire         clock,
  input  wire         reset,   // synchronous, active high
  input  wire  [63:0] a,       // secret
  input  wire  [63:0] b,       // secret
  output wire [127:0] product  // secret: 4 cycles later
);

  reg  [31:0] partial_0_0;
  reg  [31:0] partial_0_1;
  reg  [31:0] partial_0_2;
  reg  [31:0] partial_0_3;
  reg  [31:0] partial_1_0;
  reg  [31:0] partial_1_1;
  reg  [31:0] partial_1_2;
  reg  [31:0] partial_1_3;
  reg  [31:0] partial_2_0;
  reg  [31:0] partial_2_1;
  reg  [31:0] partial_2_2;
  reg  [31:0] partial_2_3;
  reg  [31:0] partial_3_0;
  reg  [31:0] partial_3_1;
  reg  [31:0] partial_3_2;
  reg  [31:0] partial_3_3;
  reg  [79:0] row_0;
  reg  [79:0] row_1;
  reg  [79:0] row_2;
  reg  [79:0] row_3;
  reg  [95:0] sum_0_0;
  reg  [95:0] sum_0_1;
  reg [127:0] sum_1_0;

  assign product = sum_1_0;
  wire [31:0] partial_0_0_t1 = {16'h0000, a[15:0]};
  wire [31:0] partial_0_0_t2 = {16'h0000, b[15:0]};
  wire [31:0] partial_0_1_t1 = {16'h0000, b[31:16]};
  wire [31:0] partial_0_2_t1 = {16'h0000, b[47:32]};
  wire [31:0] partial_0_3_t1 = {16'h0000, b[63:48]};
  wire [31:0] partial_1_0_t1 = {16'h0000, a[31:16]};
  wire [31:0] partial_2_0_t1 = {16'h0000, a[47:32]};
  wire [31:0] partial_3_0_t1 = {16'h0000, a[63:48]};

  always @(posedge clock) begin
    if (reset) begin
      partial_0_0 <= 32'h00000000;
      partial_0_1 <= 32'h00000000;
      partial_0_2 <= 32'h00000000;
      partial_0_3 <= 32'h00000000;
      partial_1_0 <= 32'h00000000;
      partial_1_1 <= 32'h00000000;
      partial_1_2 <= 32'h00000000;
      partial_1_3 <= 32'h00000000;
      partial_2_0 <= 32'h00000000;
      partial_2_1 <= 32'h00000000;
      partial_2_2 <= 32'h00000000;
      partial_2_3 <= 32'h00000000;
      partial_3_0 <= 32'h00000000;
      partial_3_1 <= 32'h00000000;
      partial_3_2 <= 32'h00000000;
      partial_3_3 <= 32'h00000000;
      row_0 <= 80'h0;
      row_1 <= 80'h0;
      row_2 <= 80'h0;
      row_3 <= 80'h0;
      sum_0_0 <= 96'h0;
      sum_0_1 <= 96'h0;
      sum_1_0 <= 128'h0;
    end else begin
      partial_0_0 <= partial_0_0_t1 * partial_0_0_t2;
      partial_0_1 <= partial_0_0_t1 * partial_0_1_t1;
      partial_0_2 <= partial_0_0_t1 * partial_0_2_t1;
      partial_0_3 <= partial_0_0_t1 * partial_0_3_t1;
      partial_1_0 <= partial_1_0_t1 * partial_0_0_t2;
      partial_1_1 <= partial_1_0_t1 * partial_0_1_t1;
      partial_1_2 <= partial_1_0_t1 * partial_0_2_t1;
      partial_1_3 <= partial_1_0_t1 * partial_0_3_t1;
      partial_2_0 <= partial_2_0_t1 * partial_0_0_t2;
      partial_2_1 <= partial_2_0_t1 * partial_0_1_t1;
      partial_2_2 <= partial_2_0_t1 * partial_0_2_t1;
      partial_2_3 <= partial_2_0_t1 * partial_0_3_t1;
      partial_3_0 <= partial_3_0_t1 * partial_0_0_t2;
      partial_3_1 <= partial_3_0_t1 * partial_0_1_t1;
      partial_3_2 <= partial_3_0_t1 * partial_0_2_t1;
      partial_3_3 <= partial_3_0_t1 * partial_0_3_t1;
      row_0 <= {16'h0000, {partial_0_2, partial_0_0}} + {{partial_0_3, partial_0_1}, 16'h0000};
      row_1 <= {16'h0000, {partial_1_2, partial_1_0}} + {{partial_1_3, partial_1_1}, 16'h0000};
      row_2 <= {16'h0000, {partial_2_2, partial_2_0}} + {{partial_2_3, partial_2_1}, 16'h0000};
      row_3 <= {16'h0000, {partial_3_2, partial_3_0}} + {{partial_3_3, partial_3_1}, 16'h0000};
      sum_0_0 <= {16'h0000, row_0} + {row_1, 16'h0000};
      sum_0_1 <= {16'h0000, row_2} + {row_3, 16'h0000};
      sum_1_0 <= {32'h00000000, sum_0_0} + {sum_0_1, 32'h00000000};
    end
  end

endmodule

`default_nettype wire
