// pipelined_encryption
//
// AES-128 encryption of one block per cycle, S-boxes in block memory.
//
// Latency: 21 cycles from block to result.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module pipelined_encryption (
  input  wire         clock,
  input  wire         reset,            // synchronous, active high
  input  wire         expand,           // expand `key`; only while no block is in work
  input  wire [127:0] key,              // secret: byte 0 in bits 7:0; constant until `ready_for_blocks`
  input  wire         wipe,             // overwrite every key and block with zeros; only while no block is in work
  output wire         ready_for_blocks, // the key is expanded
  input  wire         block_valid,
  output wire         block_ready,
  input  wire [127:0] block_block,      // secret
  output wire         result_valid,
  input  wire         result_ready,
  output wire [127:0] result_block      // secret
);

  reg          expanded;
  reg          expanding;
  reg  [127:0] state_0;
  reg  [127:0] state_1;
  reg  [127:0] state_2;
  reg  [127:0] state_3;
  reg  [127:0] state_4;
  reg  [127:0] state_5;
  reg  [127:0] state_6;
  reg  [127:0] state_7;
  reg  [127:0] state_8;
  reg  [127:0] state_9;
  reg  [127:0] state_10;
  reg          occupied_0;               // a block stands before the S-boxes
  reg          occupied_1;               // a block stands before the S-boxes
  reg          occupied_2;               // a block stands before the S-boxes
  reg          occupied_3;               // a block stands before the S-boxes
  reg          occupied_4;               // a block stands before the S-boxes
  reg          occupied_5;               // a block stands before the S-boxes
  reg          occupied_6;               // a block stands before the S-boxes
  reg          occupied_7;               // a block stands before the S-boxes
  reg          occupied_8;               // a block stands before the S-boxes
  reg          occupied_9;               // a block stands before the S-boxes
  reg          occupied_10;              // a block stands before the S-boxes
  reg          inside_0;                 // a block stands behind the S-boxes
  reg          inside_1;                 // a block stands behind the S-boxes
  reg          inside_2;                 // a block stands behind the S-boxes
  reg          inside_3;                 // a block stands behind the S-boxes
  reg          inside_4;                 // a block stands behind the S-boxes
  reg          inside_5;                 // a block stands behind the S-boxes
  reg          inside_6;                 // a block stands behind the S-boxes
  reg          inside_7;                 // a block stands behind the S-boxes
  reg          inside_8;                 // a block stands behind the S-boxes
  reg          inside_9;                 // a block stands behind the S-boxes
  wire         round_keys_busy;
  wire [127:0] round_keys_round_keys_0;
  wire [127:0] round_keys_round_keys_1;
  wire [127:0] round_keys_round_keys_2;
  wire [127:0] round_keys_round_keys_3;
  wire [127:0] round_keys_round_keys_4;
  wire [127:0] round_keys_round_keys_5;
  wire [127:0] round_keys_round_keys_6;
  wire [127:0] round_keys_round_keys_7;
  wire [127:0] round_keys_round_keys_8;
  wire [127:0] round_keys_round_keys_9;
  wire [127:0] round_keys_round_keys_10;
  wire  [15:0] substitution_0_0_results;
  wire  [15:0] substitution_0_1_results;
  wire  [15:0] substitution_0_2_results;
  wire  [15:0] substitution_0_3_results;
  wire  [15:0] substitution_0_4_results;
  wire  [15:0] substitution_0_5_results;
  wire  [15:0] substitution_0_6_results;
  wire  [15:0] substitution_0_7_results;
  wire  [15:0] substitution_1_0_results;
  wire  [15:0] substitution_1_1_results;
  wire  [15:0] substitution_1_2_results;
  wire  [15:0] substitution_1_3_results;
  wire  [15:0] substitution_1_4_results;
  wire  [15:0] substitution_1_5_results;
  wire  [15:0] substitution_1_6_results;
  wire  [15:0] substitution_1_7_results;
  wire  [15:0] substitution_2_0_results;
  wire  [15:0] substitution_2_1_results;
  wire  [15:0] substitution_2_2_results;
  wire  [15:0] substitution_2_3_results;
  wire  [15:0] substitution_2_4_results;
  wire  [15:0] substitution_2_5_results;
  wire  [15:0] substitution_2_6_results;
  wire  [15:0] substitution_2_7_results;
  wire  [15:0] substitution_3_0_results;
  wire  [15:0] substitution_3_1_results;
  wire  [15:0] substitution_3_2_results;
  wire  [15:0] substitution_3_3_results;
  wire  [15:0] substitution_3_4_results;
  wire  [15:0] substitution_3_5_results;
  wire  [15:0] substitution_3_6_results;
  wire  [15:0] substitution_3_7_results;
  wire  [15:0] substitution_4_0_results;
  wire  [15:0] substitution_4_1_results;
  wire  [15:0] substitution_4_2_results;
  wire  [15:0] substitution_4_3_results;
  wire  [15:0] substitution_4_4_results;
  wire  [15:0] substitution_4_5_results;
  wire  [15:0] substitution_4_6_results;
  wire  [15:0] substitution_4_7_results;
  wire  [15:0] substitution_5_0_results;
  wire  [15:0] substitution_5_1_results;
  wire  [15:0] substitution_5_2_results;
  wire  [15:0] substitution_5_3_results;
  wire  [15:0] substitution_5_4_results;
  wire  [15:0] substitution_5_5_results;
  wire  [15:0] substitution_5_6_results;
  wire  [15:0] substitution_5_7_results;
  wire  [15:0] substitution_6_0_results;
  wire  [15:0] substitution_6_1_results;
  wire  [15:0] substitution_6_2_results;
  wire  [15:0] substitution_6_3_results;
  wire  [15:0] substitution_6_4_results;
  wire  [15:0] substitution_6_5_results;
  wire  [15:0] substitution_6_6_results;
  wire  [15:0] substitution_6_7_results;
  wire  [15:0] substitution_7_0_results;
  wire  [15:0] substitution_7_1_results;
  wire  [15:0] substitution_7_2_results;
  wire  [15:0] substitution_7_3_results;
  wire  [15:0] substitution_7_4_results;
  wire  [15:0] substitution_7_5_results;
  wire  [15:0] substitution_7_6_results;
  wire  [15:0] substitution_7_7_results;
  wire  [15:0] substitution_8_0_results;
  wire  [15:0] substitution_8_1_results;
  wire  [15:0] substitution_8_2_results;
  wire  [15:0] substitution_8_3_results;
  wire  [15:0] substitution_8_4_results;
  wire  [15:0] substitution_8_5_results;
  wire  [15:0] substitution_8_6_results;
  wire  [15:0] substitution_8_7_results;
  wire  [15:0] substitution_9_0_results;
  wire  [15:0] substitution_9_1_results;
  wire  [15:0] substitution_9_2_results;
  wire  [15:0] substitution_9_3_results;
  wire  [15:0] substitution_9_4_results;
  wire  [15:0] substitution_9_5_results;
  wire  [15:0] substitution_9_6_results;
  wire  [15:0] substitution_9_7_results;
  wire [127:0] diffusion_0_next;
  wire [127:0] diffusion_1_next;
  wire [127:0] diffusion_2_next;
  wire [127:0] diffusion_3_next;
  wire [127:0] diffusion_4_next;
  wire [127:0] diffusion_5_next;
  wire [127:0] diffusion_6_next;
  wire [127:0] diffusion_7_next;
  wire [127:0] diffusion_8_next;
  wire [127:0] diffusion_9_next;

  round_key_registers round_keys (
    .clock(clock),
    .reset(reset),
    .take(expand),
    .first(1'b1),
    .aes256(1'b0),
    .word(key),
    .wipe(wipe),
    .busy(round_keys_busy),
    .round_keys_0(round_keys_round_keys_0),
    .round_keys_1(round_keys_round_keys_1),
    .round_keys_2(round_keys_round_keys_2),
    .round_keys_3(round_keys_round_keys_3),
    .round_keys_4(round_keys_round_keys_4),
    .round_keys_5(round_keys_round_keys_5),
    .round_keys_6(round_keys_round_keys_6),
    .round_keys_7(round_keys_round_keys_7),
    .round_keys_8(round_keys_round_keys_8),
    .round_keys_9(round_keys_round_keys_9),
    .round_keys_10(round_keys_round_keys_10)
  );

  assign ready_for_blocks = expanded;
  wire advances = result_ready | !occupied_10;
  assign block_ready = expanded & advances;
  assign result_valid = occupied_10;
  assign result_block = state_10;

  encryption_substitution_memory substitution_0_0 (
    .clock(clock),
    .values(state_0[15:0]),
    .enable(advances),
    .results(substitution_0_0_results)
  );

  encryption_substitution_memory substitution_0_1 (
    .clock(clock),
    .values(state_0[31:16]),
    .enable(advances),
    .results(substitution_0_1_results)
  );

  encryption_substitution_memory substitution_0_2 (
    .clock(clock),
    .values(state_0[47:32]),
    .enable(advances),
    .results(substitution_0_2_results)
  );

  encryption_substitution_memory substitution_0_3 (
    .clock(clock),
    .values(state_0[63:48]),
    .enable(advances),
    .results(substitution_0_3_results)
  );

  encryption_substitution_memory substitution_0_4 (
    .clock(clock),
    .values(state_0[79:64]),
    .enable(advances),
    .results(substitution_0_4_results)
  );

  encryption_substitution_memory substitution_0_5 (
    .clock(clock),
    .values(state_0[95:80]),
    .enable(advances),
    .results(substitution_0_5_results)
  );

  encryption_substitution_memory substitution_0_6 (
    .clock(clock),
    .values(state_0[111:96]),
    .enable(advances),
    .results(substitution_0_6_results)
  );

  encryption_substitution_memory substitution_0_7 (
    .clock(clock),
    .values(state_0[127:112]),
    .enable(advances),
    .results(substitution_0_7_results)
  );

  aes_encryption_diffusion diffusion_0 (
    .substituted({substitution_0_7_results, substitution_0_6_results, substitution_0_5_results,
        substitution_0_4_results, substitution_0_3_results, substitution_0_2_results, substitution_0_1_results,
        substitution_0_0_results}),
    .key(round_keys_round_keys_1),
    .last(1'b0),
    .next(diffusion_0_next)
  );

  encryption_substitution_memory substitution_1_0 (
    .clock(clock),
    .values(state_1[15:0]),
    .enable(advances),
    .results(substitution_1_0_results)
  );

  encryption_substitution_memory substitution_1_1 (
    .clock(clock),
    .values(state_1[31:16]),
    .enable(advances),
    .results(substitution_1_1_results)
  );

  encryption_substitution_memory substitution_1_2 (
    .clock(clock),
    .values(state_1[47:32]),
    .enable(advances),
    .results(substitution_1_2_results)
  );

  encryption_substitution_memory substitution_1_3 (
    .clock(clock),
    .values(state_1[63:48]),
    .enable(advances),
    .results(substitution_1_3_results)
  );

  encryption_substitution_memory substitution_1_4 (
    .clock(clock),
    .values(state_1[79:64]),
    .enable(advances),
    .results(substitution_1_4_results)
  );

  encryption_substitution_memory substitution_1_5 (
    .clock(clock),
    .values(state_1[95:80]),
    .enable(advances),
    .results(substitution_1_5_results)
  );

  encryption_substitution_memory substitution_1_6 (
    .clock(clock),
    .values(state_1[111:96]),
    .enable(advances),
    .results(substitution_1_6_results)
  );

  encryption_substitution_memory substitution_1_7 (
    .clock(clock),
    .values(state_1[127:112]),
    .enable(advances),
    .results(substitution_1_7_results)
  );

  aes_encryption_diffusion diffusion_1 (
    .substituted({substitution_1_7_results, substitution_1_6_results, substitution_1_5_results,
        substitution_1_4_results, substitution_1_3_results, substitution_1_2_results, substitution_1_1_results,
        substitution_1_0_results}),
    .key(round_keys_round_keys_2),
    .last(1'b0),
    .next(diffusion_1_next)
  );

  encryption_substitution_memory substitution_2_0 (
    .clock(clock),
    .values(state_2[15:0]),
    .enable(advances),
    .results(substitution_2_0_results)
  );

  encryption_substitution_memory substitution_2_1 (
    .clock(clock),
    .values(state_2[31:16]),
    .enable(advances),
    .results(substitution_2_1_results)
  );

  encryption_substitution_memory substitution_2_2 (
    .clock(clock),
    .values(state_2[47:32]),
    .enable(advances),
    .results(substitution_2_2_results)
  );

  encryption_substitution_memory substitution_2_3 (
    .clock(clock),
    .values(state_2[63:48]),
    .enable(advances),
    .results(substitution_2_3_results)
  );

  encryption_substitution_memory substitution_2_4 (
    .clock(clock),
    .values(state_2[79:64]),
    .enable(advances),
    .results(substitution_2_4_results)
  );

  encryption_substitution_memory substitution_2_5 (
    .clock(clock),
    .values(state_2[95:80]),
    .enable(advances),
    .results(substitution_2_5_results)
  );

  encryption_substitution_memory substitution_2_6 (
    .clock(clock),
    .values(state_2[111:96]),
    .enable(advances),
    .results(substitution_2_6_results)
  );

  encryption_substitution_memory substitution_2_7 (
    .clock(clock),
    .values(state_2[127:112]),
    .enable(advances),
    .results(substitution_2_7_results)
  );

  aes_encryption_diffusion diffusion_2 (
    .substituted({substitution_2_7_results, substitution_2_6_results, substitution_2_5_results,
        substitution_2_4_results, substitution_2_3_results, substitution_2_2_results, substitution_2_1_results,
        substitution_2_0_results}),
    .key(round_keys_round_keys_3),
    .last(1'b0),
    .next(diffusion_2_next)
  );

  encryption_substitution_memory substitution_3_0 (
    .clock(clock),
    .values(state_3[15:0]),
    .enable(advances),
    .results(substitution_3_0_results)
  );

  encryption_substitution_memory substitution_3_1 (
    .clock(clock),
    .values(state_3[31:16]),
    .enable(advances),
    .results(substitution_3_1_results)
  );

  encryption_substitution_memory substitution_3_2 (
    .clock(clock),
    .values(state_3[47:32]),
    .enable(advances),
    .results(substitution_3_2_results)
  );

  encryption_substitution_memory substitution_3_3 (
    .clock(clock),
    .values(state_3[63:48]),
    .enable(advances),
    .results(substitution_3_3_results)
  );

  encryption_substitution_memory substitution_3_4 (
    .clock(clock),
    .values(state_3[79:64]),
    .enable(advances),
    .results(substitution_3_4_results)
  );

  encryption_substitution_memory substitution_3_5 (
    .clock(clock),
    .values(state_3[95:80]),
    .enable(advances),
    .results(substitution_3_5_results)
  );

  encryption_substitution_memory substitution_3_6 (
    .clock(clock),
    .values(state_3[111:96]),
    .enable(advances),
    .results(substitution_3_6_results)
  );

  encryption_substitution_memory substitution_3_7 (
    .clock(clock),
    .values(state_3[127:112]),
    .enable(advances),
    .results(substitution_3_7_results)
  );

  aes_encryption_diffusion diffusion_3 (
    .substituted({substitution_3_7_results, substitution_3_6_results, substitution_3_5_results,
        substitution_3_4_results, substitution_3_3_results, substitution_3_2_results, substitution_3_1_results,
        substitution_3_0_results}),
    .key(round_keys_round_keys_4),
    .last(1'b0),
    .next(diffusion_3_next)
  );

  encryption_substitution_memory substitution_4_0 (
    .clock(clock),
    .values(state_4[15:0]),
    .enable(advances),
    .results(substitution_4_0_results)
  );

  encryption_substitution_memory substitution_4_1 (
    .clock(clock),
    .values(state_4[31:16]),
    .enable(advances),
    .results(substitution_4_1_results)
  );

  encryption_substitution_memory substitution_4_2 (
    .clock(clock),
    .values(state_4[47:32]),
    .enable(advances),
    .results(substitution_4_2_results)
  );

  encryption_substitution_memory substitution_4_3 (
    .clock(clock),
    .values(state_4[63:48]),
    .enable(advances),
    .results(substitution_4_3_results)
  );

  encryption_substitution_memory substitution_4_4 (
    .clock(clock),
    .values(state_4[79:64]),
    .enable(advances),
    .results(substitution_4_4_results)
  );

  encryption_substitution_memory substitution_4_5 (
    .clock(clock),
    .values(state_4[95:80]),
    .enable(advances),
    .results(substitution_4_5_results)
  );

  encryption_substitution_memory substitution_4_6 (
    .clock(clock),
    .values(state_4[111:96]),
    .enable(advances),
    .results(substitution_4_6_results)
  );

  encryption_substitution_memory substitution_4_7 (
    .clock(clock),
    .values(state_4[127:112]),
    .enable(advances),
    .results(substitution_4_7_results)
  );

  aes_encryption_diffusion diffusion_4 (
    .substituted({substitution_4_7_results, substitution_4_6_results, substitution_4_5_results,
        substitution_4_4_results, substitution_4_3_results, substitution_4_2_results, substitution_4_1_results,
        substitution_4_0_results}),
    .key(round_keys_round_keys_5),
    .last(1'b0),
    .next(diffusion_4_next)
  );

  encryption_substitution_memory substitution_5_0 (
    .clock(clock),
    .values(state_5[15:0]),
    .enable(advances),
    .results(substitution_5_0_results)
  );

  encryption_substitution_memory substitution_5_1 (
    .clock(clock),
    .values(state_5[31:16]),
    .enable(advances),
    .results(substitution_5_1_results)
  );

  encryption_substitution_memory substitution_5_2 (
    .clock(clock),
    .values(state_5[47:32]),
    .enable(advances),
    .results(substitution_5_2_results)
  );

  encryption_substitution_memory substitution_5_3 (
    .clock(clock),
    .values(state_5[63:48]),
    .enable(advances),
    .results(substitution_5_3_results)
  );

  encryption_substitution_memory substitution_5_4 (
    .clock(clock),
    .values(state_5[79:64]),
    .enable(advances),
    .results(substitution_5_4_results)
  );

  encryption_substitution_memory substitution_5_5 (
    .clock(clock),
    .values(state_5[95:80]),
    .enable(advances),
    .results(substitution_5_5_results)
  );

  encryption_substitution_memory substitution_5_6 (
    .clock(clock),
    .values(state_5[111:96]),
    .enable(advances),
    .results(substitution_5_6_results)
  );

  encryption_substitution_memory substitution_5_7 (
    .clock(clock),
    .values(state_5[127:112]),
    .enable(advances),
    .results(substitution_5_7_results)
  );

  aes_encryption_diffusion diffusion_5 (
    .substituted({substitution_5_7_results, substitution_5_6_results, substitution_5_5_results,
        substitution_5_4_results, substitution_5_3_results, substitution_5_2_results, substitution_5_1_results,
        substitution_5_0_results}),
    .key(round_keys_round_keys_6),
    .last(1'b0),
    .next(diffusion_5_next)
  );

  encryption_substitution_memory substitution_6_0 (
    .clock(clock),
    .values(state_6[15:0]),
    .enable(advances),
    .results(substitution_6_0_results)
  );

  encryption_substitution_memory substitution_6_1 (
    .clock(clock),
    .values(state_6[31:16]),
    .enable(advances),
    .results(substitution_6_1_results)
  );

  encryption_substitution_memory substitution_6_2 (
    .clock(clock),
    .values(state_6[47:32]),
    .enable(advances),
    .results(substitution_6_2_results)
  );

  encryption_substitution_memory substitution_6_3 (
    .clock(clock),
    .values(state_6[63:48]),
    .enable(advances),
    .results(substitution_6_3_results)
  );

  encryption_substitution_memory substitution_6_4 (
    .clock(clock),
    .values(state_6[79:64]),
    .enable(advances),
    .results(substitution_6_4_results)
  );

  encryption_substitution_memory substitution_6_5 (
    .clock(clock),
    .values(state_6[95:80]),
    .enable(advances),
    .results(substitution_6_5_results)
  );

  encryption_substitution_memory substitution_6_6 (
    .clock(clock),
    .values(state_6[111:96]),
    .enable(advances),
    .results(substitution_6_6_results)
  );

  encryption_substitution_memory substitution_6_7 (
    .clock(clock),
    .values(state_6[127:112]),
    .enable(advances),
    .results(substitution_6_7_results)
  );

  aes_encryption_diffusion diffusion_6 (
    .substituted({substitution_6_7_results, substitution_6_6_results, substitution_6_5_results,
        substitution_6_4_results, substitution_6_3_results, substitution_6_2_results, substitution_6_1_results,
        substitution_6_0_results}),
    .key(round_keys_round_keys_7),
    .last(1'b0),
    .next(diffusion_6_next)
  );

  encryption_substitution_memory substitution_7_0 (
    .clock(clock),
    .values(state_7[15:0]),
    .enable(advances),
    .results(substitution_7_0_results)
  );

  encryption_substitution_memory substitution_7_1 (
    .clock(clock),
    .values(state_7[31:16]),
    .enable(advances),
    .results(substitution_7_1_results)
  );

  encryption_substitution_memory substitution_7_2 (
    .clock(clock),
    .values(state_7[47:32]),
    .enable(advances),
    .results(substitution_7_2_results)
  );

  encryption_substitution_memory substitution_7_3 (
    .clock(clock),
    .values(state_7[63:48]),
    .enable(advances),
    .results(substitution_7_3_results)
  );

  encryption_substitution_memory substitution_7_4 (
    .clock(clock),
    .values(state_7[79:64]),
    .enable(advances),
    .results(substitution_7_4_results)
  );

  encryption_substitution_memory substitution_7_5 (
    .clock(clock),
    .values(state_7[95:80]),
    .enable(advances),
    .results(substitution_7_5_results)
  );

  encryption_substitution_memory substitution_7_6 (
    .clock(clock),
    .values(state_7[111:96]),
    .enable(advances),
    .results(substitution_7_6_results)
  );

  encryption_substitution_memory substitution_7_7 (
    .clock(clock),
    .values(state_7[127:112]),
    .enable(advances),
    .results(substitution_7_7_results)
  );

  aes_encryption_diffusion diffusion_7 (
    .substituted({substitution_7_7_results, substitution_7_6_results, substitution_7_5_results,
        substitution_7_4_results, substitution_7_3_results, substitution_7_2_results, substitution_7_1_results,
        substitution_7_0_results}),
    .key(round_keys_round_keys_8),
    .last(1'b0),
    .next(diffusion_7_next)
  );

  encryption_substitution_memory substitution_8_0 (
    .clock(clock),
    .values(state_8[15:0]),
    .enable(advances),
    .results(substitution_8_0_results)
  );

  encryption_substitution_memory substitution_8_1 (
    .clock(clock),
    .values(state_8[31:16]),
    .enable(advances),
    .results(substitution_8_1_results)
  );

  encryption_substitution_memory substitution_8_2 (
    .clock(clock),
    .values(state_8[47:32]),
    .enable(advances),
    .results(substitution_8_2_results)
  );

  encryption_substitution_memory substitution_8_3 (
    .clock(clock),
    .values(state_8[63:48]),
    .enable(advances),
    .results(substitution_8_3_results)
  );

  encryption_substitution_memory substitution_8_4 (
    .clock(clock),
    .values(state_8[79:64]),
    .enable(advances),
    .results(substitution_8_4_results)
  );

  encryption_substitution_memory substitution_8_5 (
    .clock(clock),
    .values(state_8[95:80]),
    .enable(advances),
    .results(substitution_8_5_results)
  );

  encryption_substitution_memory substitution_8_6 (
    .clock(clock),
    .values(state_8[111:96]),
    .enable(advances),
    .results(substitution_8_6_results)
  );

  encryption_substitution_memory substitution_8_7 (
    .clock(clock),
    .values(state_8[127:112]),
    .enable(advances),
    .results(substitution_8_7_results)
  );

  aes_encryption_diffusion diffusion_8 (
    .substituted({substitution_8_7_results, substitution_8_6_results, substitution_8_5_results,
        substitution_8_4_results, substitution_8_3_results, substitution_8_2_results, substitution_8_1_results,
        substitution_8_0_results}),
    .key(round_keys_round_keys_9),
    .last(1'b0),
    .next(diffusion_8_next)
  );

  encryption_substitution_memory substitution_9_0 (
    .clock(clock),
    .values(state_9[15:0]),
    .enable(advances),
    .results(substitution_9_0_results)
  );

  encryption_substitution_memory substitution_9_1 (
    .clock(clock),
    .values(state_9[31:16]),
    .enable(advances),
    .results(substitution_9_1_results)
  );

  encryption_substitution_memory substitution_9_2 (
    .clock(clock),
    .values(state_9[47:32]),
    .enable(advances),
    .results(substitution_9_2_results)
  );

  encryption_substitution_memory substitution_9_3 (
    .clock(clock),
    .values(state_9[63:48]),
    .enable(advances),
    .results(substitution_9_3_results)
  );

  encryption_substitution_memory substitution_9_4 (
    .clock(clock),
    .values(state_9[79:64]),
    .enable(advances),
    .results(substitution_9_4_results)
  );

  encryption_substitution_memory substitution_9_5 (
    .clock(clock),
    .values(state_9[95:80]),
    .enable(advances),
    .results(substitution_9_5_results)
  );

  encryption_substitution_memory substitution_9_6 (
    .clock(clock),
    .values(state_9[111:96]),
    .enable(advances),
    .results(substitution_9_6_results)
  );

  encryption_substitution_memory substitution_9_7 (
    .clock(clock),
    .values(state_9[127:112]),
    .enable(advances),
    .results(substitution_9_7_results)
  );

  aes_encryption_diffusion diffusion_9 (
    .substituted({substitution_9_7_results, substitution_9_6_results, substitution_9_5_results,
        substitution_9_4_results, substitution_9_3_results, substitution_9_2_results, substitution_9_1_results,
        substitution_9_0_results}),
    .key(round_keys_round_keys_10),
    .last(1'b1),
    .next(diffusion_9_next)
  );

  wire block_fire = block_valid & block_ready;

  always @(posedge clock) begin
    if (reset) begin
      expanded <= 1'b0;
      expanding <= 1'b0;
      state_0 <= 128'h0;
      state_1 <= 128'h0;
      state_2 <= 128'h0;
      state_3 <= 128'h0;
      state_4 <= 128'h0;
      state_5 <= 128'h0;
      state_6 <= 128'h0;
      state_7 <= 128'h0;
      state_8 <= 128'h0;
      state_9 <= 128'h0;
      state_10 <= 128'h0;
      occupied_0 <= 1'b0;
      occupied_1 <= 1'b0;
      occupied_2 <= 1'b0;
      occupied_3 <= 1'b0;
      occupied_4 <= 1'b0;
      occupied_5 <= 1'b0;
      occupied_6 <= 1'b0;
      occupied_7 <= 1'b0;
      occupied_8 <= 1'b0;
      occupied_9 <= 1'b0;
      occupied_10 <= 1'b0;
      inside_0 <= 1'b0;
      inside_1 <= 1'b0;
      inside_2 <= 1'b0;
      inside_3 <= 1'b0;
      inside_4 <= 1'b0;
      inside_5 <= 1'b0;
      inside_6 <= 1'b0;
      inside_7 <= 1'b0;
      inside_8 <= 1'b0;
      inside_9 <= 1'b0;
    end else begin
      expanding <= expand | (expanding & round_keys_busy);
      expanded <= !(expand | wipe) & (expanded | (expanding & !round_keys_busy));
      if (advances) begin
        occupied_0 <= block_fire;
        inside_0 <= occupied_0;
        occupied_1 <= inside_0;
        inside_1 <= occupied_1;
        occupied_2 <= inside_1;
        inside_2 <= occupied_2;
        occupied_3 <= inside_2;
        inside_3 <= occupied_3;
        occupied_4 <= inside_3;
        inside_4 <= occupied_4;
        occupied_5 <= inside_4;
        inside_5 <= occupied_5;
        occupied_6 <= inside_5;
        inside_6 <= occupied_6;
        occupied_7 <= inside_6;
        inside_7 <= occupied_7;
        occupied_8 <= inside_7;
        inside_8 <= occupied_8;
        occupied_9 <= inside_8;
        inside_9 <= occupied_9;
        occupied_10 <= inside_9;
      end
      if (wipe) begin
        state_0 <= 128'h0;
        state_1 <= 128'h0;
        state_2 <= 128'h0;
        state_3 <= 128'h0;
        state_4 <= 128'h0;
        state_5 <= 128'h0;
        state_6 <= 128'h0;
        state_7 <= 128'h0;
        state_8 <= 128'h0;
        state_9 <= 128'h0;
        state_10 <= 128'h0;
      end else if (advances) begin
        state_0 <= block_fire ? (block_block ^ round_keys_round_keys_0) : 128'h0;
        state_1 <= inside_0 ? diffusion_0_next : 128'h0;
        state_2 <= inside_1 ? diffusion_1_next : 128'h0;
        state_3 <= inside_2 ? diffusion_2_next : 128'h0;
        state_4 <= inside_3 ? diffusion_3_next : 128'h0;
        state_5 <= inside_4 ? diffusion_4_next : 128'h0;
        state_6 <= inside_5 ? diffusion_5_next : 128'h0;
        state_7 <= inside_6 ? diffusion_6_next : 128'h0;
        state_8 <= inside_7 ? diffusion_7_next : 128'h0;
        state_9 <= inside_8 ? diffusion_8_next : 128'h0;
        state_10 <= inside_9 ? diffusion_9_next : 128'h0;
      end
    end
  end

`ifdef VERILATOR
  wire expands_only_when_empty_t1 = 1'b0 | occupied_0 | occupied_1 | occupied_2 | occupied_3 | occupied_4 | occupied_5
      | occupied_6 | occupied_7 | occupied_8;
  wire expands_only_when_empty_t2 = expands_only_when_empty_t1 | occupied_9 | occupied_10 | inside_0 | inside_1
      | inside_2 | inside_3 | inside_4 | inside_5 | inside_6;
  wire expands_only_when_empty_t3 = !(expands_only_when_empty_t2 | inside_7 | inside_8 | inside_9);

  always @(posedge clock) begin
    if (!reset) begin
      assert_expands_only_when_empty: assert (!expand | expands_only_when_empty_t3)
        else $error("%m: property expands_only_when_empty does not hold");
      assert_wipes_only_when_empty: assert (!wipe | expands_only_when_empty_t3)
        else $error("%m: property wipes_only_when_empty does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
