// word_choice
//
// Latency: combinational.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

(* keep_hierarchy = "yes" *)
module word_choice (
  input  wire [31:0] first,
  input  wire [31:0] second,
  input  wire        is_second,
  input  wire        stays_first, // whatever `is_second` says
  output wire [31:0] word
);

  assign word = (is_second & !stays_first) ? second : first;

endmodule

`default_nettype wire
