// aes_encryption_mix_column
//
// One column of MixColumns (FIPS 197, 5.1.3).
//
// Latency: combinational.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module aes_encryption_mix_column (
  input  wire [31:0] column, // secret: byte 0 in bits 7:0
  output wire [31:0] mixed   // secret
);

  wire [7:0] pair_3 = column[31:24] ^ column[7:0];
  wire [7:0] pair_1 = column[15:8] ^ column[23:16];
  wire [7:0] pair_2 = column[23:16] ^ column[31:24];
  wire [7:0] pair_0 = column[7:0] ^ column[15:8];
  assign mixed = {{pair_3[6:0], 1'b0} ^ (pair_3[7] ? 8'h1b : 8'h00) ^ column[7:0] ^ pair_1, {pair_2[6:0], 1'b0}
      ^ (pair_2[7] ? 8'h1b : 8'h00) ^ column[31:24] ^ pair_0, {pair_1[6:0], 1'b0} ^ (pair_1[7] ? 8'h1b : 8'h00)
      ^ column[23:16] ^ pair_3, {pair_0[6:0], 1'b0} ^ (pair_0[7] ? 8'h1b : 8'h00) ^ column[15:8] ^ pair_2};

endmodule

`default_nettype wire
