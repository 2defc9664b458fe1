// result_choice
//
// Latency: combinational.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

(* keep_hierarchy = "yes" *)
module result_choice (
  input  wire [31:0] sum,
  input  wire        is_sum,
  input  wire [31:0] shifted,
  input  wire [31:0] others,
  output wire [31:0] result
);

  assign result = is_sum ? sum : (shifted | others);

endmodule

`default_nettype wire
