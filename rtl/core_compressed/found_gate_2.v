// found_gate_2
//
// Latency: combinational.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

(* keep_hierarchy = "yes" *)
module found_gate_2 (
  input  wire [1:0] found,    // ways in which the line is
  input  wire       if_found,
  input  wire       anyway,
  output wire       result
);

  assign result = anyway | (if_found & (|found));

endmodule

`default_nettype wire
