// load_sign
//
// The sign of a loaded byte or half word.
//
// Latency: combinational.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

(* keep_hierarchy = "yes" *)
module load_sign (
  input  wire [31:0] even,      // secret
  input  wire [31:0] odd,       // secret
  input  wire        is_odd,    // word of the two
  input  wire  [1:0] place,     // byte whose top bit is the sign
  input  wire        is_wanted, // else 0
  output wire        sign       // secret
);

  assign sign = is_wanted & (is_odd ? (place[1] ? (place[0] ? odd[31] : odd[23]) : place[0] ? odd[15] : odd[7])
      : place[1] ? (place[0] ? even[31] : even[23]) : place[0] ? even[15] : even[7]);

  wire unused = &{1'b0, even, odd};

endmodule

`default_nettype wire
