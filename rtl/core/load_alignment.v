// load_alignment
//
// Moves a loaded value to bit 0.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module load_alignment (
  input  wire [31:0] word,   // secret
  input  wire  [1:0] offset, // low bits of the address
  output wire [31:0] moved   // secret: the value from bit 0 on; above it anything
);

  wire [15:0] half = offset[1] ? word[31:16] : word[15:0];
  assign moved = {word[31:16], half[15:8], offset[0] ? half[15:8] : half[7:0]};

endmodule

`default_nettype wire
