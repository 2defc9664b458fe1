// block_cipher
//
// AES for XTS with five rounds in a cycle for blocks, one data path for each direction, and two in a cycle for
// tweaks.
//
// Latency: 3 to 4 cycles from operation to result: 3 with AES-128, 4 with AES-256.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module block_cipher (
  input  wire         clock,
  input  wire         reset,                   // synchronous, active high
  input  wire         expand,                  // expand both keys; only while `idle`
  input  wire         aes256,                  // 32-byte keys, else 16 bytes; constant from the cycle of `expand` to the last result
  output wire   [1:0] key_word_index,          // word of the keys to read: of Key1 of IEEE 1619, then of Key2
  input  wire [127:0] key_word,                // secret: the word, one cycle later
  input  wire         wipe,                    // overwrite every key and block with zeros; only while no operation is in work
  output wire         idle,                    // no operation is in work and no key is being expanded or overwritten
  input  wire         tweak_operation_valid,
  output wire         tweak_operation_ready,
  input  wire [127:0] tweak_operation_value,   // secret
  output wire         tweak_result_valid,
  input  wire         tweak_result_ready,
  output wire [127:0] tweak_result_value,      // secret
  input  wire         block_operation_valid,
  output wire         block_operation_ready,
  input  wire [127:0] block_operation_block,   // secret
  input  wire [127:0] block_operation_mask,    // secret: tweak of the block
  input  wire         block_operation_decrypt,
  output wire         block_result_valid,
  input  wire         block_result_ready,
  output wire [127:0] block_result_block       // secret
);

  reg          expanded;                        // both keys are expanded
  reg          loading;                         // a word of a key arrives
  reg          expanding;
  wire   [1:0] reader_index;
  wire         reader_is_tweak;
  wire         reader_first;
  wire         reader_last;
  wire         data_keys_busy;
  wire [127:0] data_keys_round_keys_0;
  wire [127:0] data_keys_round_keys_1;
  wire [127:0] data_keys_round_keys_2;
  wire [127:0] data_keys_round_keys_3;
  wire [127:0] data_keys_round_keys_4;
  wire [127:0] data_keys_round_keys_5;
  wire [127:0] data_keys_round_keys_6;
  wire [127:0] data_keys_round_keys_7;
  wire [127:0] data_keys_round_keys_8;
  wire [127:0] data_keys_round_keys_9;
  wire [127:0] data_keys_round_keys_10;
  wire [127:0] data_keys_round_keys_11;
  wire [127:0] data_keys_round_keys_12;
  wire [127:0] data_keys_round_keys_13;
  wire [127:0] data_keys_round_keys_14;
  wire         tweak_keys_busy;
  wire [127:0] tweak_keys_round_keys_0;
  wire [127:0] tweak_keys_round_keys_1;
  wire [127:0] tweak_keys_round_keys_2;
  wire [127:0] tweak_keys_round_keys_3;
  wire [127:0] tweak_keys_round_keys_4;
  wire [127:0] tweak_keys_round_keys_5;
  wire [127:0] tweak_keys_round_keys_6;
  wire [127:0] tweak_keys_round_keys_7;
  wire [127:0] tweak_keys_round_keys_8;
  wire [127:0] tweak_keys_round_keys_9;
  wire [127:0] tweak_keys_round_keys_10;
  wire [127:0] tweak_keys_round_keys_11;
  wire [127:0] tweak_keys_round_keys_12;
  wire [127:0] tweak_keys_round_keys_13;
  wire [127:0] tweak_keys_round_keys_14;
  wire         tweak_lane_operation_ready;
  wire         tweak_lane_result_valid;
  wire [127:0] tweak_lane_result_block;
  wire         tweak_lane_idle;
  wire         encryption_lane_operation_ready;
  wire         encryption_lane_result_valid;
  wire [127:0] encryption_lane_result_block;
  wire         encryption_lane_idle;
  wire         decryption_lane_operation_ready;
  wire         decryption_lane_result_valid;
  wire [127:0] decryption_lane_result_block;
  wire         decryption_lane_idle;

  key_reader reader (
    .clock(clock),
    .reset(reset),
    .take(loading),
    .aes256(aes256),
    .index(reader_index),
    .is_tweak(reader_is_tweak),
    .first(reader_first),
    .last(reader_last)
  );

  assign key_word_index = reader_index;

  round_key_registers data_keys (
    .clock(clock),
    .reset(reset),
    .take(loading & !reader_is_tweak),
    .first(reader_first),
    .aes256(aes256),
    .word(key_word),
    .wipe(wipe),
    .busy(data_keys_busy),
    .round_keys_0(data_keys_round_keys_0),
    .round_keys_1(data_keys_round_keys_1),
    .round_keys_2(data_keys_round_keys_2),
    .round_keys_3(data_keys_round_keys_3),
    .round_keys_4(data_keys_round_keys_4),
    .round_keys_5(data_keys_round_keys_5),
    .round_keys_6(data_keys_round_keys_6),
    .round_keys_7(data_keys_round_keys_7),
    .round_keys_8(data_keys_round_keys_8),
    .round_keys_9(data_keys_round_keys_9),
    .round_keys_10(data_keys_round_keys_10),
    .round_keys_11(data_keys_round_keys_11),
    .round_keys_12(data_keys_round_keys_12),
    .round_keys_13(data_keys_round_keys_13),
    .round_keys_14(data_keys_round_keys_14)
  );

  round_key_registers tweak_keys (
    .clock(clock),
    .reset(reset),
    .take(loading & reader_is_tweak),
    .first(reader_first),
    .aes256(aes256),
    .word(key_word),
    .wipe(wipe),
    .busy(tweak_keys_busy),
    .round_keys_0(tweak_keys_round_keys_0),
    .round_keys_1(tweak_keys_round_keys_1),
    .round_keys_2(tweak_keys_round_keys_2),
    .round_keys_3(tweak_keys_round_keys_3),
    .round_keys_4(tweak_keys_round_keys_4),
    .round_keys_5(tweak_keys_round_keys_5),
    .round_keys_6(tweak_keys_round_keys_6),
    .round_keys_7(tweak_keys_round_keys_7),
    .round_keys_8(tweak_keys_round_keys_8),
    .round_keys_9(tweak_keys_round_keys_9),
    .round_keys_10(tweak_keys_round_keys_10),
    .round_keys_11(tweak_keys_round_keys_11),
    .round_keys_12(tweak_keys_round_keys_12),
    .round_keys_13(tweak_keys_round_keys_13),
    .round_keys_14(tweak_keys_round_keys_14)
  );

  assign idle = tweak_lane_idle & encryption_lane_idle & decryption_lane_idle & !expanding;
  assign tweak_operation_ready = tweak_lane_operation_ready & expanded;
  assign tweak_result_valid = tweak_lane_result_valid;
  assign tweak_result_value = tweak_lane_result_block;

  encryption_lane_2 tweak_lane (
    .clock(clock),
    .reset(reset),
    .operation_valid(tweak_operation_valid & expanded),
    .operation_ready(tweak_lane_operation_ready),
    .operation_block(tweak_operation_value),
    .operation_mask(128'h0),
    .operation_decrypt(1'b0),
    .result_valid(tweak_lane_result_valid),
    .result_ready(tweak_result_ready),
    .result_block(tweak_lane_result_block),
    .aes256(aes256),
    .round_keys_0(tweak_keys_round_keys_0),
    .round_keys_1(tweak_keys_round_keys_1),
    .round_keys_2(tweak_keys_round_keys_2),
    .round_keys_3(tweak_keys_round_keys_3),
    .round_keys_4(tweak_keys_round_keys_4),
    .round_keys_5(tweak_keys_round_keys_5),
    .round_keys_6(tweak_keys_round_keys_6),
    .round_keys_7(tweak_keys_round_keys_7),
    .round_keys_8(tweak_keys_round_keys_8),
    .round_keys_9(tweak_keys_round_keys_9),
    .round_keys_10(tweak_keys_round_keys_10),
    .round_keys_11(tweak_keys_round_keys_11),
    .round_keys_12(tweak_keys_round_keys_12),
    .round_keys_13(tweak_keys_round_keys_13),
    .round_keys_14(tweak_keys_round_keys_14),
    .wipe(wipe),
    .idle(tweak_lane_idle)
  );

  wire may_encrypt = expanded & !block_operation_decrypt & decryption_lane_idle;

  encryption_lane_5 encryption_lane (
    .clock(clock),
    .reset(reset),
    .operation_valid(block_operation_valid & may_encrypt),
    .operation_ready(encryption_lane_operation_ready),
    .operation_block(block_operation_block),
    .operation_mask(block_operation_mask),
    .operation_decrypt(block_operation_decrypt),
    .result_valid(encryption_lane_result_valid),
    .result_ready(block_result_ready),
    .result_block(encryption_lane_result_block),
    .aes256(aes256),
    .round_keys_0(data_keys_round_keys_0),
    .round_keys_1(data_keys_round_keys_1),
    .round_keys_2(data_keys_round_keys_2),
    .round_keys_3(data_keys_round_keys_3),
    .round_keys_4(data_keys_round_keys_4),
    .round_keys_5(data_keys_round_keys_5),
    .round_keys_6(data_keys_round_keys_6),
    .round_keys_7(data_keys_round_keys_7),
    .round_keys_8(data_keys_round_keys_8),
    .round_keys_9(data_keys_round_keys_9),
    .round_keys_10(data_keys_round_keys_10),
    .round_keys_11(data_keys_round_keys_11),
    .round_keys_12(data_keys_round_keys_12),
    .round_keys_13(data_keys_round_keys_13),
    .round_keys_14(data_keys_round_keys_14),
    .wipe(wipe),
    .idle(encryption_lane_idle)
  );

  wire may_decrypt = expanded & block_operation_decrypt & encryption_lane_idle;

  decryption_lane_5 decryption_lane (
    .clock(clock),
    .reset(reset),
    .operation_valid(block_operation_valid & may_decrypt),
    .operation_ready(decryption_lane_operation_ready),
    .operation_block(block_operation_block),
    .operation_mask(block_operation_mask),
    .operation_decrypt(block_operation_decrypt),
    .result_valid(decryption_lane_result_valid),
    .result_ready(block_result_ready),
    .result_block(decryption_lane_result_block),
    .aes256(aes256),
    .round_keys_0(data_keys_round_keys_0),
    .round_keys_1(data_keys_round_keys_1),
    .round_keys_2(data_keys_round_keys_2),
    .round_keys_3(data_keys_round_keys_3),
    .round_keys_4(data_keys_round_keys_4),
    .round_keys_5(data_keys_round_keys_5),
    .round_keys_6(data_keys_round_keys_6),
    .round_keys_7(data_keys_round_keys_7),
    .round_keys_8(data_keys_round_keys_8),
    .round_keys_9(data_keys_round_keys_9),
    .round_keys_10(data_keys_round_keys_10),
    .round_keys_11(data_keys_round_keys_11),
    .round_keys_12(data_keys_round_keys_12),
    .round_keys_13(data_keys_round_keys_13),
    .round_keys_14(data_keys_round_keys_14),
    .wipe(wipe),
    .idle(decryption_lane_idle)
  );

  assign block_operation_ready = (may_encrypt & encryption_lane_operation_ready)
      | (may_decrypt & decryption_lane_operation_ready);
  assign block_result_valid = encryption_lane_result_valid | decryption_lane_result_valid;
  assign block_result_block = decryption_lane_result_valid ? decryption_lane_result_block
      : encryption_lane_result_block;
  wire rests = !loading & !data_keys_busy;

  always @(posedge clock) begin
    if (reset) begin
      expanded <= 1'b0;
      loading <= 1'b0;
      expanding <= 1'b0;
    end else begin
      loading <= expand | (loading & !(reader_last & !reader_is_tweak));
      expanding <= expand | (expanding & !rests);
      expanded <= !(expand | wipe) & (expanded | (expanding & rests));
    end
  end

  wire unused = &{1'b0, tweak_keys_busy};

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assert_one_direction_at_a_time: assert (encryption_lane_idle | decryption_lane_idle)
        else $error("%m: property one_direction_at_a_time does not hold");
      assert_expands_only_when_idle: assert (!expand | idle)
        else $error("%m: property expands_only_when_idle does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
