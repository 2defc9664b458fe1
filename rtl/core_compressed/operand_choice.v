// operand_choice
//
// Latency: combinational.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

(* keep_hierarchy = "yes" *)
module operand_choice (
  input  wire [31:0] early,    // with `is_late` 0, or all ones for what comes late to be inverted
  input  wire [31:0] computed,
  input  wire [31:0] loaded,
  input  wire        is_late,
  output wire [31:0] operand
);

  wire [31:0] operand_t1 = {32{is_late}};
  assign operand = early ^ (operand_t1 & (computed | loaded));

endmodule

`default_nettype wire
