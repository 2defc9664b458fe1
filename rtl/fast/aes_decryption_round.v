// aes_decryption_round
//
// One round of the inverse AES cipher (FIPS 197, 5.3).
//
// Latency: combinational.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module aes_decryption_round (
  input  wire [127:0] state, // secret: byte i in bits 8i+7:8i
  input  wire [127:0] key,   // secret: round key
  input  wire         last,  // final round: without MixColumns
  output wire [127:0] next   // secret
);

  wire   [7:0] substitution_0_result;
  wire   [7:0] substitution_1_result;
  wire   [7:0] substitution_2_result;
  wire   [7:0] substitution_3_result;
  wire   [7:0] substitution_4_result;
  wire   [7:0] substitution_5_result;
  wire   [7:0] substitution_6_result;
  wire   [7:0] substitution_7_result;
  wire   [7:0] substitution_8_result;
  wire   [7:0] substitution_9_result;
  wire   [7:0] substitution_10_result;
  wire   [7:0] substitution_11_result;
  wire   [7:0] substitution_12_result;
  wire   [7:0] substitution_13_result;
  wire   [7:0] substitution_14_result;
  wire   [7:0] substitution_15_result;
  wire [127:0] diffusion_next;

  aes_decryption_substitution substitution_0 (
    .value(state[7:0]),
    .result(substitution_0_result)
  );

  aes_decryption_substitution substitution_1 (
    .value(state[15:8]),
    .result(substitution_1_result)
  );

  aes_decryption_substitution substitution_2 (
    .value(state[23:16]),
    .result(substitution_2_result)
  );

  aes_decryption_substitution substitution_3 (
    .value(state[31:24]),
    .result(substitution_3_result)
  );

  aes_decryption_substitution substitution_4 (
    .value(state[39:32]),
    .result(substitution_4_result)
  );

  aes_decryption_substitution substitution_5 (
    .value(state[47:40]),
    .result(substitution_5_result)
  );

  aes_decryption_substitution substitution_6 (
    .value(state[55:48]),
    .result(substitution_6_result)
  );

  aes_decryption_substitution substitution_7 (
    .value(state[63:56]),
    .result(substitution_7_result)
  );

  aes_decryption_substitution substitution_8 (
    .value(state[71:64]),
    .result(substitution_8_result)
  );

  aes_decryption_substitution substitution_9 (
    .value(state[79:72]),
    .result(substitution_9_result)
  );

  aes_decryption_substitution substitution_10 (
    .value(state[87:80]),
    .result(substitution_10_result)
  );

  aes_decryption_substitution substitution_11 (
    .value(state[95:88]),
    .result(substitution_11_result)
  );

  aes_decryption_substitution substitution_12 (
    .value(state[103:96]),
    .result(substitution_12_result)
  );

  aes_decryption_substitution substitution_13 (
    .value(state[111:104]),
    .result(substitution_13_result)
  );

  aes_decryption_substitution substitution_14 (
    .value(state[119:112]),
    .result(substitution_14_result)
  );

  aes_decryption_substitution substitution_15 (
    .value(state[127:120]),
    .result(substitution_15_result)
  );

  aes_decryption_diffusion diffusion (
    .substituted({substitution_15_result, substitution_14_result, substitution_13_result, substitution_12_result,
        substitution_11_result, substitution_10_result, substitution_9_result, substitution_8_result,
        substitution_7_result, substitution_6_result, substitution_5_result, substitution_4_result,
        substitution_3_result, substitution_2_result, substitution_1_result, substitution_0_result}),
    .key(key),
    .last(last),
    .next(diffusion_next)
  );

  assign next = diffusion_next;

endmodule

`default_nettype wire
