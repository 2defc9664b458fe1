// chosen_sum
//
// Latency: combinational.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

(* keep_hierarchy = "yes" *)
module chosen_sum (
  input  wire [31:0] word,      // secret
  input  wire [31:0] first,     // secret
  input  wire [31:0] second,    // secret
  input  wire        is_second,
  output wire [31:0] sum        // secret
);

  assign sum = word ^ (is_second ? second : first);

endmodule

`default_nettype wire
