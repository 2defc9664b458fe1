// multiplier
//
// Pipelined 32 by 32 bit multiplier.
//
// Latency: 1 cycle from factors to product.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module multiplier (
  input  wire        clock,
  input  wire [31:0] first,
  input  wire [31:0] second,
  input  wire  [1:0] kind,    // 0 low half, 1 high half of signed, 2 of signed and unsigned, 3 of unsigned factors
  input  wire        enable,  // factors are taken
  output wire [31:0] product  // half of the product of the last factors taken
);

  reg [33:0] low;
  reg [33:0] inner;
  reg [33:0] outer;
  reg [33:0] high;
  reg        wants_high;

  wire [34:0] middle = {inner[33], inner} + {outer[33], outer};
  wire [47:0] upper = {high[31:0], low[31:16]} + {{13{middle[34]}}, middle};
  assign product = wants_high ? upper[47:16] : {upper[15:0], low[15:0]};
  wire [33:0] low_t1 = {{17{1'b0}}, {1'b0, first[15:0]}};
  wire [33:0] low_t2 = {{17{1'b0}}, {1'b0, second[15:0]}};
  wire inner_t1 = second[31] & !kind[1];
  wire [33:0] inner_t2 = {{17{inner_t1}}, {inner_t1, second[31:16]}};
  wire outer_t1 = first[31] & (kind != 2'd3);
  wire [33:0] outer_t2 = {{17{outer_t1}}, {outer_t1, first[31:16]}};

  always @(posedge clock) begin
    if (enable) begin
      low <= low_t1 * low_t2;
      inner <= low_t1 * inner_t2;
      outer <= outer_t2 * low_t2;
      high <= outer_t2 * inner_t2;
      wants_high <= |kind;
    end
  end

  wire unused = &{1'b0, low[33:32], high[33:32]};

endmodule

`default_nettype wire
