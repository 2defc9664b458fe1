// aes_mix_column
//
// One column of MixColumns (FIPS 197, 5.1.3) or InvMixColumns (5.3.3).
//
// Latency: combinational.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module aes_mix_column (
  input  wire [31:0] column,  // secret: byte 0 in bits 7:0
  input  wire        decrypt, // direction
  output wire [31:0] mixed    // secret
);

  wire [7:0] odd_sum = column[15:8] ^ column[31:24];
  wire [7:0] odd_twice = {odd_sum[6:0], 1'b0} ^ (odd_sum[7] ? 8'h1b : 8'h00);
  wire [7:0] odd = {odd_twice[6:0], 1'b0} ^ (odd_twice[7] ? 8'h1b : 8'h00);
  wire [7:0] prepared_3 = decrypt ? (column[31:24] ^ odd) : column[31:24];
  wire [7:0] even_sum = column[7:0] ^ column[23:16];
  wire [7:0] even_twice = {even_sum[6:0], 1'b0} ^ (even_sum[7] ? 8'h1b : 8'h00);
  wire [7:0] even = {even_twice[6:0], 1'b0} ^ (even_twice[7] ? 8'h1b : 8'h00);
  wire [7:0] prepared_0 = decrypt ? (column[7:0] ^ even) : column[7:0];
  wire [7:0] pair_3 = prepared_3 ^ prepared_0;
  wire [7:0] prepared_1 = decrypt ? (column[15:8] ^ odd) : column[15:8];
  wire [7:0] prepared_2 = decrypt ? (column[23:16] ^ even) : column[23:16];
  wire [7:0] pair_1 = prepared_1 ^ prepared_2;
  wire [7:0] pair_2 = prepared_2 ^ prepared_3;
  wire [7:0] pair_0 = prepared_0 ^ prepared_1;
  assign mixed = {{pair_3[6:0], 1'b0} ^ (pair_3[7] ? 8'h1b : 8'h00) ^ prepared_0 ^ pair_1, {pair_2[6:0], 1'b0}
      ^ (pair_2[7] ? 8'h1b : 8'h00) ^ prepared_3 ^ pair_0, {pair_1[6:0], 1'b0} ^ (pair_1[7] ? 8'h1b : 8'h00)
      ^ prepared_2 ^ pair_3, {pair_0[6:0], 1'b0} ^ (pair_0[7] ? 8'h1b : 8'h00) ^ prepared_1 ^ pair_2};

endmodule

`default_nettype wire
