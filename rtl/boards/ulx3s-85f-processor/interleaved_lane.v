// interleaved_lane
//
// One AES data path that works on two blocks in turn: result = AES(block ^ mask) ^ mask.
// A round takes two cycles: the S-boxes with their register, then ShiftRows, MixColumns and AddRoundKey.
//
// Latency: 21 to 29 cycles from operation to result: 21 with AES-128, 29 with AES-256.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module interleaved_lane (
  input  wire         clock,
  input  wire         reset,              // synchronous, active high
  input  wire         operation_valid,
  output wire         operation_ready,
  input  wire [127:0] operation_entering, // secret: block ^ mask ^ first round key
  input  wire [127:0] operation_mask,     // secret
  input  wire         operation_is_tweak, // under the tweak key
  input  wire         operation_decrypt,
  output wire         result_valid,
  input  wire         result_ready,
  output wire [127:0] result_block,       // secret
  output wire         result_is_tweak,
  input  wire         aes256,             // 14 rounds, else 10; constant while a block is in work
  output wire         advances,           // else everything stays as it is
  output wire         needs_key,          // a block will use it
  output wire   [4:0] key_address,        // round key that is needed after the next advance
  input  wire [127:0] round_key,          // secret: the word at `key_address` before the last advance
  input  wire         wipe,               // overwrite every register with zeros; only while `idle`
  output wire         idle                // no block is in work
);

  reg  [127:0] state;                  // the block at the S-boxes; their registers hold the one behind them
  reg          boxes_running;          // a block in work is at the S-boxes
  reg    [3:0] boxes_round;            // number of its round
  reg          boxes_decrypt;
  reg          boxes_is_tweak;
  reg  [127:0] boxes_mask;
  reg          behind_running;         // a block in work is behind the S-boxes
  reg    [3:0] behind_round;           // number of its round
  reg          behind_is_last;         // that is its last one
  reg          behind_decrypt;
  reg          behind_is_tweak;
  reg  [127:0] behind_mask;
  reg          full;                   // a result waits
  reg  [127:0] finished;               // the result
  reg          finished_is_tweak;
  reg          wiped;                  // wiped in the cycle before
  wire  [15:0] substitution_0_results;
  wire  [15:0] substitution_1_results;
  wire  [15:0] substitution_2_results;
  wire  [15:0] substitution_3_results;
  wire  [15:0] substitution_4_results;
  wire  [15:0] substitution_5_results;
  wire  [15:0] substitution_6_results;
  wire  [15:0] substitution_7_results;
  wire [127:0] diffusion_next;

  wire [3:0] last_round = aes256 ? 4'd14 : 4'd10;
  assign key_address = {boxes_is_tweak, boxes_decrypt ? (last_round - boxes_round) : boxes_round};
  assign needs_key = boxes_running;

  substitution_memory substitution_0 (
    .clock(clock),
    .values(state[15:0]),
    .decrypt(boxes_decrypt),
    .enable(advances),
    .results(substitution_0_results)
  );

  substitution_memory substitution_1 (
    .clock(clock),
    .values(state[31:16]),
    .decrypt(boxes_decrypt),
    .enable(advances),
    .results(substitution_1_results)
  );

  substitution_memory substitution_2 (
    .clock(clock),
    .values(state[47:32]),
    .decrypt(boxes_decrypt),
    .enable(advances),
    .results(substitution_2_results)
  );

  substitution_memory substitution_3 (
    .clock(clock),
    .values(state[63:48]),
    .decrypt(boxes_decrypt),
    .enable(advances),
    .results(substitution_3_results)
  );

  substitution_memory substitution_4 (
    .clock(clock),
    .values(state[79:64]),
    .decrypt(boxes_decrypt),
    .enable(advances),
    .results(substitution_4_results)
  );

  substitution_memory substitution_5 (
    .clock(clock),
    .values(state[95:80]),
    .decrypt(boxes_decrypt),
    .enable(advances),
    .results(substitution_5_results)
  );

  substitution_memory substitution_6 (
    .clock(clock),
    .values(state[111:96]),
    .decrypt(boxes_decrypt),
    .enable(advances),
    .results(substitution_6_results)
  );

  substitution_memory substitution_7 (
    .clock(clock),
    .values(state[127:112]),
    .decrypt(boxes_decrypt),
    .enable(advances),
    .results(substitution_7_results)
  );

  aes_diffusion diffusion (
    .substituted({substitution_7_results, substitution_6_results, substitution_5_results, substitution_4_results,
        substitution_3_results, substitution_2_results, substitution_1_results, substitution_0_results}),
    .key(round_key),
    .decrypt(behind_decrypt),
    .last(behind_is_last),
    .next(diffusion_next)
  );

  wire ends = behind_running & behind_is_last;
  assign advances = !(ends & full);
  assign operation_ready = !behind_running | (behind_is_last & !full);
  assign result_valid = full;
  assign result_block = finished;
  assign result_is_tweak = finished_is_tweak;
  assign idle = !(boxes_running | behind_running | full);
  wire operation_fire = operation_valid & operation_ready;
  wire goes_on = behind_running & !behind_is_last;

  always @(posedge clock) begin
    if (reset) begin
      state <= 128'h0;
      boxes_running <= 1'b0;
      boxes_round <= 4'd0;
      boxes_decrypt <= 1'b0;
      boxes_is_tweak <= 1'b0;
      boxes_mask <= 128'h0;
      behind_running <= 1'b0;
      behind_round <= 4'd0;
      behind_is_last <= 1'b0;
      behind_decrypt <= 1'b0;
      behind_is_tweak <= 1'b0;
      behind_mask <= 128'h0;
      full <= 1'b0;
      finished <= 128'h0;
      finished_is_tweak <= 1'b0;
      wiped <= 1'b0;
    end else begin
      if (advances) begin
        state <= operation_fire ? operation_entering : goes_on ? diffusion_next : 128'h0;
        boxes_running <= operation_fire | goes_on;
        boxes_round <= operation_fire ? 4'd1 : (behind_round + 4'd1);
        boxes_decrypt <= operation_fire ? operation_decrypt : behind_decrypt;
        boxes_is_tweak <= operation_fire ? operation_is_tweak : behind_is_tweak;
        behind_running <= boxes_running;
        behind_round <= boxes_round;
        behind_is_last <= boxes_round == last_round;
        behind_decrypt <= boxes_decrypt;
        behind_is_tweak <= boxes_is_tweak;
      end
      if (wipe) begin
        boxes_mask <= 128'h0;
        behind_mask <= 128'h0;
      end else if (advances) begin
        boxes_mask <= operation_fire ? operation_mask : behind_mask;
        behind_mask <= boxes_mask;
      end
      full <= (ends & advances) | (full & !result_ready);
      if (wipe) begin
        finished <= 128'h0;
      end else if (ends & advances) begin
        finished <= diffusion_next ^ behind_mask;
        finished_is_tweak <= behind_is_tweak;
      end
      wiped <= wipe;
    end
  end

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assert_wipe_leaves_nothing: assert (!wiped | !(|(state | boxes_mask | behind_mask | finished)))
        else $error("%m: property wipe_leaves_nothing does not hold");
      assert_wipes_only_when_idle: assert (!wipe | idle)
        else $error("%m: property wipes_only_when_idle does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
