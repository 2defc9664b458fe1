// shifter
//
// One shifter to the right; for shifts to the left, bits go in and out in reverse.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module shifter (
  input  wire [31:0] value,
  input  wire  [4:0] amount,
  input  wire        is_left,    // `left` is wanted, not `right`
  input  wire        arithmetic, // `right` copies the sign
  output wire [31:0] right,
  output wire [31:0] left
);

  wire fill = arithmetic & !is_left & value[31];
  wire [31:0] shifted_t1 = {value[0], value[1], value[2], value[3], value[4], value[5], value[6], value[7], value[8],
      value[9], value[10], value[11], value[12], value[13], value[14], value[15], value[16], value[17], value[18],
      value[19], value[20], value[21], value[22], value[23], value[24], value[25], value[26], value[27], value[28],
      value[29], value[30], value[31]};
  wire [31:0] shifted_t2 = is_left ? shifted_t1 : value;
  wire [31:0] shifted_t3 = {{16{fill}}, shifted_t2[31:16]};
  wire [31:0] shifted_t4 = amount[4] ? shifted_t3 : shifted_t2;
  wire [31:0] shifted_t5 = amount[3] ? {{8{fill}}, shifted_t4[31:8]} : shifted_t4;
  wire [31:0] shifted_t6 = amount[2] ? {{4{fill}}, shifted_t5[31:4]} : shifted_t5;
  wire [31:0] shifted_t7 = amount[1] ? {{2{fill}}, shifted_t6[31:2]} : shifted_t6;
  wire [31:0] shifted = amount[0] ? {fill, shifted_t7[31:1]} : shifted_t7;
  assign right = shifted;
  assign left = {shifted[0], shifted[1], shifted[2], shifted[3], shifted[4], shifted[5], shifted[6], shifted[7],
      shifted[8], shifted[9], shifted[10], shifted[11], shifted[12], shifted[13], shifted[14], shifted[15],
      shifted[16], shifted[17], shifted[18], shifted[19], shifted[20], shifted[21], shifted[22], shifted[23],
      shifted[24], shifted[25], shifted[26], shifted[27], shifted[28], shifted[29], shifted[30], shifted[31]};

endmodule

`default_nettype wire
