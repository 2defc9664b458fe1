// block_cipher
//
// AES for XTS: 2 lanes that work on two blocks each, S-boxes in block memory.
//
// Latency: 21 to 29 cycles from operation to result: 21 with AES-128, 29 with AES-256.
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

  localparam [1:0] EXPANSION_NONE      = 2'd0;
  localparam [1:0] EXPANSION_TWEAK_KEY = 2'd1;
  localparam [1:0] EXPANSION_DATA_KEY  = 2'd2;

  reg    [1:0] expansion;
  reg          loading;                // a word of a key arrives
  reg          tweak_key_taken;        // the last word of the tweak key arrived in the cycle before
  reg          tweak_key_begun;        // a tweak that enters now does not overtake its round keys
  reg          data_key_ready;         // the data key is expanded
  reg  [127:0] first_tweak_key;        // round key 0 of the tweak key
  reg  [127:0] first_data_key;         // round key 0 of the data key
  reg          wiped;                  // wiped in the cycle before
  reg          entry_turn;             // the lane that takes the next operation
  reg          exit_turn;              // the lane that gives the next result
  wire   [1:0] reader_index;
  wire         reader_is_tweak_unused;
  wire         reader_first;
  wire         reader_last;
  wire         schedule_busy;
  wire         schedule_valid;
  wire   [3:0] schedule_number;
  wire [127:0] schedule_round_key;
  wire [127:0] round_keys_read_key_0;
  wire [127:0] round_keys_read_key_1;
  wire         round_keys_ready;
  wire         lane_0_operation_ready;
  wire         lane_0_result_valid;
  wire [127:0] lane_0_result_block;
  wire         lane_0_result_is_tweak;
  wire         lane_0_advances;
  wire         lane_0_needs_key;
  wire   [4:0] lane_0_key_address;
  wire         lane_0_idle;
  wire         lane_1_operation_ready;
  wire         lane_1_result_valid;
  wire [127:0] lane_1_result_block;
  wire         lane_1_result_is_tweak;
  wire         lane_1_advances;
  wire         lane_1_needs_key;
  wire   [4:0] lane_1_key_address;
  wire         lane_1_idle;

  wire tweak_key_done_t1 = expansion == EXPANSION_TWEAK_KEY;
  wire tweak_key_done = tweak_key_done_t1 & !loading & !schedule_busy;
  wire takes = loading | tweak_key_done;

  key_reader reader (
    .clock(clock),
    .reset(reset),
    .take(takes),
    .aes256(aes256),
    .index(reader_index),
    .is_tweak(reader_is_tweak_unused),
    .first(reader_first),
    .last(reader_last)
  );

  assign key_word_index = reader_index;

  key_schedule schedule (
    .clock(clock),
    .reset(reset),
    .take(takes),
    .first(reader_first),
    .aes256(aes256),
    .word(key_word),
    .wipe(wipe),
    .busy(schedule_busy),
    .valid(schedule_valid),
    .number(schedule_number),
    .round_key(schedule_round_key)
  );

  wire none_in_work = lane_0_idle & lane_1_idle;
  assign idle = none_in_work & (expansion == EXPANSION_NONE) & round_keys_ready;

  round_key_memory round_keys (
    .clock(clock),
    .reset(reset),
    .write(schedule_valid),
    .write_address({tweak_key_done_t1, schedule_number}),
    .write_key(schedule_round_key),
    .read_0(lane_0_advances),
    .read_1(lane_1_advances),
    .needed_0(lane_0_needs_key),
    .needed_1(lane_1_needs_key),
    .read_address_0(lane_0_key_address),
    .read_address_1(lane_1_key_address),
    .read_key_0(round_keys_read_key_0),
    .read_key_1(round_keys_read_key_1),
    .wipe(wipe),
    .ready(round_keys_ready)
  );

  reg lane_ready;
  always @* begin
    case (entry_turn)
      1'b0: lane_ready = lane_0_operation_ready;
      default: lane_ready = lane_1_operation_ready;
    endcase
  end

  assign tweak_operation_ready = lane_ready & tweak_key_begun;
  wire takes_tweak = tweak_operation_valid & tweak_key_begun;
  assign block_operation_ready = lane_ready & data_key_ready & !takes_tweak;

  reg result_valid;
  always @* begin
    case (exit_turn)
      1'b0: result_valid = lane_0_result_valid;
      default: result_valid = lane_1_result_valid;
    endcase
  end

  reg is_tweak;
  always @* begin
    case (exit_turn)
      1'b0: is_tweak = lane_0_result_is_tweak;
      default: is_tweak = lane_1_result_is_tweak;
    endcase
  end

  assign tweak_result_valid = result_valid & is_tweak;

  reg [127:0] result;
  always @* begin
    case (exit_turn)
      1'b0: result = lane_0_result_block;
      default: result = lane_1_result_block;
    endcase
  end

  assign tweak_result_value = result;
  assign block_result_valid = result_valid & !is_tweak;
  assign block_result_block = result;
  wire takes_block = block_operation_valid & data_key_ready & !takes_tweak;
  wire [127:0] first_key = takes_tweak ? first_tweak_key : block_operation_decrypt ? schedule_round_key
      : first_data_key;
  wire [127:0] entering = (takes_tweak ? tweak_operation_value : (block_operation_block ^ block_operation_mask))
      ^ first_key;

  interleaved_lane lane_0 (
    .clock(clock),
    .reset(reset),
    .operation_valid((takes_tweak | takes_block) & (entry_turn == 1'b0)),
    .operation_ready(lane_0_operation_ready),
    .operation_entering(entering),
    .operation_mask(takes_tweak ? 128'h0 : block_operation_mask),
    .operation_is_tweak(takes_tweak),
    .operation_decrypt(block_operation_decrypt & !takes_tweak),
    .result_valid(lane_0_result_valid),
    .result_ready((is_tweak ? tweak_result_ready : block_result_ready) & (exit_turn == 1'b0)),
    .result_block(lane_0_result_block),
    .result_is_tweak(lane_0_result_is_tweak),
    .aes256(aes256),
    .advances(lane_0_advances),
    .needs_key(lane_0_needs_key),
    .key_address(lane_0_key_address),
    .round_key(round_keys_read_key_0),
    .wipe(wipe),
    .idle(lane_0_idle)
  );

  interleaved_lane lane_1 (
    .clock(clock),
    .reset(reset),
    .operation_valid((takes_tweak | takes_block) & (entry_turn == 1'b1)),
    .operation_ready(lane_1_operation_ready),
    .operation_entering(entering),
    .operation_mask(takes_tweak ? 128'h0 : block_operation_mask),
    .operation_is_tweak(takes_tweak),
    .operation_decrypt(block_operation_decrypt & !takes_tweak),
    .result_valid(lane_1_result_valid),
    .result_ready((is_tweak ? tweak_result_ready : block_result_ready) & (exit_turn == 1'b1)),
    .result_block(lane_1_result_block),
    .result_is_tweak(lane_1_result_is_tweak),
    .aes256(aes256),
    .advances(lane_1_advances),
    .needs_key(lane_1_needs_key),
    .key_address(lane_1_key_address),
    .round_key(round_keys_read_key_1),
    .wipe(wipe),
    .idle(lane_1_idle)
  );

  wire is_first = schedule_valid & !(|schedule_number);
  wire tweak_operation_fire = tweak_operation_valid & tweak_operation_ready;
  wire block_operation_fire = block_operation_valid & block_operation_ready;
  wire tweak_result_fire = tweak_result_valid & tweak_result_ready;
  wire block_result_fire = block_result_valid & block_result_ready;

  always @(posedge clock) begin
    if (reset) begin
      expansion <= EXPANSION_NONE;
      loading <= 1'b0;
      tweak_key_taken <= 1'b0;
      tweak_key_begun <= 1'b0;
      data_key_ready <= 1'b0;
      first_tweak_key <= 128'h0;
      first_data_key <= 128'h0;
      wiped <= 1'b0;
      entry_turn <= 1'b0;
      exit_turn <= 1'b0;
    end else begin
      loading <= expand | (takes & !reader_last);
      tweak_key_taken <= loading & tweak_key_done_t1 & reader_last;
      tweak_key_begun <= !(expand | wipe) & (tweak_key_begun | tweak_key_taken);
      if (wipe) begin
        first_tweak_key <= 128'h0;
        first_data_key <= 128'h0;
      end else begin
        if (is_first & tweak_key_done_t1) begin
          first_tweak_key <= schedule_round_key;
        end
        if (is_first & (expansion == EXPANSION_DATA_KEY)) begin
          first_data_key <= schedule_round_key;
        end
      end
      case (expansion)
        EXPANSION_NONE: begin
          if (expand | wipe) begin
            data_key_ready <= 1'b0;
          end
          if (expand) begin
            expansion <= EXPANSION_TWEAK_KEY;
          end
        end
        EXPANSION_TWEAK_KEY: begin
          if (!loading & !schedule_busy) begin
            expansion <= EXPANSION_DATA_KEY;
          end
        end
        EXPANSION_DATA_KEY: begin
          if (!loading & !schedule_busy) begin
            data_key_ready <= 1'b1;
            expansion <= EXPANSION_NONE;
          end
        end
        default: ;
      endcase
      wiped <= wipe;
      if (tweak_operation_fire | block_operation_fire) begin
        entry_turn <= entry_turn + 1'b1;
      end
      if (tweak_result_fire | block_result_fire) begin
        exit_turn <= exit_turn + 1'b1;
      end
    end
  end

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assert_wipe_leaves_nothing: assert (!wiped | !(|(first_tweak_key | first_data_key)))
        else $error("%m: property wipe_leaves_nothing does not hold");
      assert_never_wiped_during_expansion: assert (!wipe | (expansion == EXPANSION_NONE))
        else $error("%m: property never_wiped_during_expansion does not hold");
      assert_expands_only_when_idle: assert (!expand | idle)
        else $error("%m: property expands_only_when_idle does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
