// load_extension
//
// Extends the sign of loaded bytes and half words.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

(* keep_hierarchy = "yes" *)
module load_extension (
  input  wire        is_byte,      // a byte with its sign is loaded
  input  wire        is_half,      // a half word with its sign is loaded
  input  wire [31:0] loaded,       // the value from bit 0 on; above it anything
  output wire        fills_middle, // bits 15 to 8 are ones
  output wire        fills_high    // bits 31 to 16 are ones
);

  assign fills_middle = is_byte & loaded[7];
  assign fills_high = (is_byte & loaded[7]) | (is_half & loaded[15]);

  wire unused = &{1'b0, loaded};

endmodule

`default_nettype wire
