// block_cipher
//
// AES for XTS: 1 lane that works on two blocks each, S-boxes in logic.
//
// Latency: 21 to 29 cycles from operation to result: 21 with AES-128, 29 with AES-256.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module block_cipher (
  input  wire         clock,
  input  wire         reset,                   // synchronous, active high
  input  wire         expand,                  // expand both keys; only while `idle`
  input  wire         aes256,                  // 32-byte keys, else 16 bytes; constant, like the keys, from the cycle after `expand` to the last result
  input  wire [255:0] data_key,                // secret: Key1 of IEEE 1619
  input  wire [255:0] tweak_key,               // secret: Key2
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
  localparam [1:0] EXPANSION_BEGIN     = 2'd1;
  localparam [1:0] EXPANSION_TWEAK_KEY = 2'd2;
  localparam [1:0] EXPANSION_DATA_KEY  = 2'd3;

  reg    [1:0] expansion;
  reg          began;                  // the schedule began in the cycle before: a tweak would overtake its round keys
  reg          gives_tweak_key;        // the schedule reads the tweak key, which takes two cycles; else the data key
  reg          data_key_ready;         // the data key is expanded
  wire         schedule_busy;
  wire         schedule_valid;
  wire   [3:0] schedule_number;
  wire [127:0] schedule_round_key;
  wire [127:0] round_keys_read_key_0;
  wire         round_keys_ready;
  wire         lane_0_operation_ready;
  wire         lane_0_result_valid;
  wire [127:0] lane_0_result_block;
  wire         lane_0_result_is_tweak;
  wire         lane_0_advances;
  wire   [4:0] lane_0_key_address;
  wire         lane_0_idle;

  wire begins = expansion == EXPANSION_BEGIN;
  wire tweak_key_done = (expansion == EXPANSION_TWEAK_KEY) & !schedule_busy;

  key_schedule schedule (
    .clock(clock),
    .reset(reset),
    .start(begins | tweak_key_done),
    .aes256(aes256),
    .key(gives_tweak_key ? tweak_key : data_key),
    .wipe(wipe),
    .busy(schedule_busy),
    .valid(schedule_valid),
    .number(schedule_number),
    .round_key(schedule_round_key)
  );

  assign idle = lane_0_idle & (expansion == EXPANSION_NONE) & round_keys_ready;

  round_key_memory round_keys (
    .clock(clock),
    .reset(reset),
    .write(schedule_valid),
    .write_address({expansion == EXPANSION_TWEAK_KEY, schedule_number}),
    .write_key(schedule_round_key),
    .read_0(lane_0_advances),
    .read_address_0(lane_0_key_address),
    .read_key_0(round_keys_read_key_0),
    .wipe(wipe),
    .ready(round_keys_ready)
  );

  wire overtakes = begins | began;
  assign tweak_operation_ready = lane_0_operation_ready & !overtakes;
  wire takes_tweak = tweak_operation_valid & !overtakes;
  assign block_operation_ready = lane_0_operation_ready & data_key_ready & !takes_tweak;
  assign tweak_result_valid = lane_0_result_valid & lane_0_result_is_tweak;
  assign tweak_result_value = lane_0_result_block;
  assign block_result_valid = lane_0_result_valid & !lane_0_result_is_tweak;
  assign block_result_block = lane_0_result_block;
  wire takes_block = block_operation_valid & data_key_ready & !takes_tweak;
  wire [127:0] first_key = takes_tweak ? tweak_key[127:0] : block_operation_decrypt ? schedule_round_key
      : data_key[127:0];
  wire [127:0] entering = (takes_tweak ? tweak_operation_value : (block_operation_block ^ block_operation_mask))
      ^ first_key;

  interleaved_lane lane_0 (
    .clock(clock),
    .reset(reset),
    .operation_valid((takes_tweak | takes_block) & 1'b1),
    .operation_ready(lane_0_operation_ready),
    .operation_entering(entering),
    .operation_mask(takes_tweak ? 128'h0 : block_operation_mask),
    .operation_is_tweak(takes_tweak),
    .operation_decrypt(block_operation_decrypt & !takes_tweak),
    .result_valid(lane_0_result_valid),
    .result_ready((lane_0_result_is_tweak ? tweak_result_ready : block_result_ready) & 1'b1),
    .result_block(lane_0_result_block),
    .result_is_tweak(lane_0_result_is_tweak),
    .aes256(aes256),
    .advances(lane_0_advances),
    .key_address(lane_0_key_address),
    .round_key(round_keys_read_key_0),
    .wipe(wipe),
    .idle(lane_0_idle)
  );

  always @(posedge clock) begin
    if (reset) begin
      expansion <= EXPANSION_NONE;
      began <= 1'b0;
      gives_tweak_key <= 1'b0;
      data_key_ready <= 1'b0;
    end else begin
      gives_tweak_key <= expand | begins;
      case (expansion)
        EXPANSION_NONE: begin
          if (expand | wipe) begin
            data_key_ready <= 1'b0;
          end
          if (expand) begin
            expansion <= EXPANSION_BEGIN;
          end
        end
        EXPANSION_BEGIN: expansion <= EXPANSION_TWEAK_KEY;
        EXPANSION_TWEAK_KEY: begin
          if (!schedule_busy) begin
            expansion <= EXPANSION_DATA_KEY;
          end
        end
        EXPANSION_DATA_KEY: begin
          if (!schedule_busy) begin
            data_key_ready <= 1'b1;
            expansion <= EXPANSION_NONE;
          end
        end
      endcase
      began <= begins;
    end
  end

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assert_never_wiped_during_expansion: assert (!wipe | (expansion == EXPANSION_NONE))
        else $error("%m: property never_wiped_during_expansion does not hold");
      assert_expands_only_when_idle: assert (!expand | idle)
        else $error("%m: property expands_only_when_idle does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
