// load_extension
//
// Extends loaded bytes and half words.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module load_extension (
  input  wire        loads,              // there is a loaded value
  input  wire [31:0] loaded,             // the value from bit 0 on; above it anything
  input  wire  [2:0] kind,               // bits 1 and 0: 0 byte, 1 half, 2 word; bit 2: zeros above, not the sign
  output wire        parts_low,          // bits 7 to 0 are those of the loaded value
  output wire        parts_middle,       // bits 15 to 8 are
  output wire        parts_high,         // bits 31 to 16 are
  output wire        parts_fills_middle, // bits 15 to 8 are ones
  output wire        parts_fills_high    // bits 31 to 16 are ones
);

  assign parts_low = loads;
  wire is_byte = loads & !kind[0] & !kind[1];
  assign parts_middle = loads & !is_byte;
  assign parts_high = loads & kind[1];
  assign parts_fills_middle = is_byte & !kind[2] & loaded[7];
  wire is_half = loads & kind[0];
  assign parts_fills_high = (is_byte & !kind[2] & loaded[7]) | (is_half & !kind[2] & loaded[15]);

  wire unused = &{1'b0, loaded};

endmodule

`default_nettype wire
