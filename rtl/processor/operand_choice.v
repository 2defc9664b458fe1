// operand_choice
//
// Latency: combinational.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

(* keep_hierarchy = "yes" *)
module operand_choice (
  input  wire [31:0] early,
  input  wire [31:0] computed,
  input  wire [31:0] loaded,
  input  wire        is_late,
  output wire [31:0] operand
);

  assign operand = is_late ? (computed | loaded) : early;

endmodule

`default_nettype wire
