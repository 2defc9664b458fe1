// aes_diffusion
//
// What follows the S-boxes in an AES round.
// Encryption: ShiftRows, MixColumns, AddRoundKey (FIPS 197, 5.1). Decryption: InvShiftRows, AddRoundKey,
// InvMixColumns (FIPS 197, 5.3).
//
// Latency: combinational.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module aes_diffusion (
  input  wire [127:0] substituted, // secret: byte i in bits 8i+7:8i
  input  wire [127:0] key,         // secret: round key
  input  wire         decrypt,     // direction
  input  wire         last,        // final round: without MixColumns
  output wire [127:0] next         // secret: state after the round
);

  wire [31:0] mix_column_0_mixed;
  wire [31:0] mix_column_1_mixed;
  wire [31:0] mix_column_2_mixed;
  wire [31:0] mix_column_3_mixed;

  wire [127:0] shifted = decrypt ? {substituted[31:24], substituted[55:48], substituted[79:72], substituted[103:96],
      substituted[127:120], substituted[23:16], substituted[47:40], substituted[71:64], substituted[95:88],
      substituted[119:112], substituted[15:8], substituted[39:32], substituted[63:56], substituted[87:80],
      substituted[111:104], substituted[7:0]} : {substituted[95:88], substituted[55:48], substituted[15:8],
      substituted[103:96], substituted[63:56], substituted[23:16], substituted[111:104], substituted[71:64],
      substituted[31:24], substituted[119:112], substituted[79:72], substituted[39:32], substituted[127:120],
      substituted[87:80], substituted[47:40], substituted[7:0]};
  wire [127:0] to_mix = shifted ^ (decrypt ? key : 128'h0);

  aes_mix_column mix_column_0 (
    .column(to_mix[31:0]),
    .decrypt(decrypt),
    .mixed(mix_column_0_mixed)
  );

  aes_mix_column mix_column_1 (
    .column(to_mix[63:32]),
    .decrypt(decrypt),
    .mixed(mix_column_1_mixed)
  );

  aes_mix_column mix_column_2 (
    .column(to_mix[95:64]),
    .decrypt(decrypt),
    .mixed(mix_column_2_mixed)
  );

  aes_mix_column mix_column_3 (
    .column(to_mix[127:96]),
    .decrypt(decrypt),
    .mixed(mix_column_3_mixed)
  );

  wire [127:0] mixed = {mix_column_3_mixed, mix_column_2_mixed, mix_column_1_mixed, mix_column_0_mixed};
  assign next = (last ? to_mix : mixed) ^ (decrypt ? 128'h0 : key);

endmodule

`default_nettype wire
