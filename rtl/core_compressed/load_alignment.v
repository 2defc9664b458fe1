// load_alignment
//
// Moves a loaded value to bit 0 and extends it.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module load_alignment (
  input  wire [31:0] word,   // secret
  input  wire  [1:0] offset, // low bits of the address
  input  wire  [1:0] size,   // 0 byte, 1 half, 2 word
  input  wire        fill,   // secret: what a byte or half word is extended with
  output wire [31:0] value   // secret
);

  wire [15:0] value_t1 = size[1] ? word[31:16] : {16{fill}};
  wire [15:0] half = offset[1] ? word[31:16] : word[15:0];
  wire [7:0] lowest = offset[0] ? half[15:8] : half[7:0];
  assign value = {value_t1, (|size) ? half[15:8] : {8{fill}}, lowest};

endmodule

`default_nettype wire
