// bit_choice
//
// Latency: combinational.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

(* keep_hierarchy = "yes" *)
module bit_choice (
  input  wire first,
  input  wire second,
  input  wire is_second,
  output wire chosen
);

  assign chosen = is_second ? second : first;

endmodule

`default_nettype wire
