// galois_addition
//
// Latency: combinational.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

(* keep_hierarchy = "yes" *)
module galois_addition (
  input  wire [127:0] key,        // secret
  input  wire         takes_key,  // secret
  input  wire  [31:0] word,       // secret
  input  wire   [3:0] takes_word, // as word 0 to 3; else all 0
  output wire [127:0] sum         // secret
);

  wire [127:0] sum_t1 = {128{takes_key}};
  wire [31:0] sum_t2 = {32{takes_word[3]}};
  wire [31:0] sum_t3 = {32{takes_word[2]}};
  wire [31:0] sum_t4 = {32{takes_word[1]}};
  wire [31:0] sum_t5 = {32{takes_word[0]}};
  assign sum = (key & sum_t1) | {word & sum_t2, word & sum_t3, word & sum_t4, word & sum_t5};

endmodule

`default_nettype wire
