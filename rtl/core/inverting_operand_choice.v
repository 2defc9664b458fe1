// inverting_operand_choice
//
// Latency: combinational.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

(* keep_hierarchy = "yes" *)
module inverting_operand_choice (
  input  wire [31:0] early,
  input  wire [31:0] computed,
  input  wire [31:0] loaded,
  input  wire        is_late,
  input  wire        inverts,  // what has come late is inverted
  output wire [31:0] operand
);

  wire [31:0] operand_t1 = {32{inverts}};
  assign operand = is_late ? ((computed | loaded) ^ operand_t1) : early;

endmodule

`default_nettype wire
