// round_key_registers
//
// The round keys of one key (FIPS 197, 5.2), 11 of them, in registers.
//
// Latency: 12 cycles from first word until `busy` falls, when words come in every cycle.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module round_key_registers (
  input  wire         clock,
  input  wire         reset,         // synchronous, active high
  input  wire         take,          // `word` is the next of the key
  input  wire         first,         // with `take`: it is the first
  input  wire         aes256,        // 32-byte key, else 16 bytes
  input  wire [127:0] word,          // secret
  input  wire         wipe,          // overwrite every register with zeros
  output wire         busy,          // round keys are still to come
  output wire [127:0] round_keys_0,  // secret
  output wire [127:0] round_keys_1,  // secret
  output wire [127:0] round_keys_2,  // secret
  output wire [127:0] round_keys_3,  // secret
  output wire [127:0] round_keys_4,  // secret
  output wire [127:0] round_keys_5,  // secret
  output wire [127:0] round_keys_6,  // secret
  output wire [127:0] round_keys_7,  // secret
  output wire [127:0] round_keys_8,  // secret
  output wire [127:0] round_keys_9,  // secret
  output wire [127:0] round_keys_10  // secret
);

  reg  [127:0] keys_0;
  reg  [127:0] keys_1;
  reg  [127:0] keys_2;
  reg  [127:0] keys_3;
  reg  [127:0] keys_4;
  reg  [127:0] keys_5;
  reg  [127:0] keys_6;
  reg  [127:0] keys_7;
  reg  [127:0] keys_8;
  reg  [127:0] keys_9;
  reg  [127:0] keys_10;
  reg          wiped;              // wiped in the cycle before
  wire         schedule_busy;
  wire         schedule_valid;
  wire   [3:0] schedule_number;
  wire [127:0] schedule_round_key;

  key_schedule schedule (
    .clock(clock),
    .reset(reset),
    .take(take),
    .first(first),
    .aes256(aes256),
    .word(word),
    .wipe(wipe),
    .busy(schedule_busy),
    .valid(schedule_valid),
    .number(schedule_number),
    .round_key(schedule_round_key)
  );

  assign busy = schedule_busy;
  assign round_keys_0 = keys_0;
  assign round_keys_1 = keys_1;
  assign round_keys_2 = keys_2;
  assign round_keys_3 = keys_3;
  assign round_keys_4 = keys_4;
  assign round_keys_5 = keys_5;
  assign round_keys_6 = keys_6;
  assign round_keys_7 = keys_7;
  assign round_keys_8 = keys_8;
  assign round_keys_9 = keys_9;
  assign round_keys_10 = keys_10;

  always @(posedge clock) begin
    if (reset) begin
      keys_0 <= 128'h0;
      keys_1 <= 128'h0;
      keys_2 <= 128'h0;
      keys_3 <= 128'h0;
      keys_4 <= 128'h0;
      keys_5 <= 128'h0;
      keys_6 <= 128'h0;
      keys_7 <= 128'h0;
      keys_8 <= 128'h0;
      keys_9 <= 128'h0;
      keys_10 <= 128'h0;
      wiped <= 1'b0;
    end else begin
      if (wipe) begin
        keys_0 <= 128'h0;
      end else if (schedule_valid & (schedule_number == 4'd0)) begin
        keys_0 <= schedule_round_key;
      end
      if (wipe) begin
        keys_1 <= 128'h0;
      end else if (schedule_valid & (schedule_number == 4'd1)) begin
        keys_1 <= schedule_round_key;
      end
      if (wipe) begin
        keys_2 <= 128'h0;
      end else if (schedule_valid & (schedule_number == 4'd2)) begin
        keys_2 <= schedule_round_key;
      end
      if (wipe) begin
        keys_3 <= 128'h0;
      end else if (schedule_valid & (schedule_number == 4'd3)) begin
        keys_3 <= schedule_round_key;
      end
      if (wipe) begin
        keys_4 <= 128'h0;
      end else if (schedule_valid & (schedule_number == 4'd4)) begin
        keys_4 <= schedule_round_key;
      end
      if (wipe) begin
        keys_5 <= 128'h0;
      end else if (schedule_valid & (schedule_number == 4'd5)) begin
        keys_5 <= schedule_round_key;
      end
      if (wipe) begin
        keys_6 <= 128'h0;
      end else if (schedule_valid & (schedule_number == 4'd6)) begin
        keys_6 <= schedule_round_key;
      end
      if (wipe) begin
        keys_7 <= 128'h0;
      end else if (schedule_valid & (schedule_number == 4'd7)) begin
        keys_7 <= schedule_round_key;
      end
      if (wipe) begin
        keys_8 <= 128'h0;
      end else if (schedule_valid & (schedule_number == 4'd8)) begin
        keys_8 <= schedule_round_key;
      end
      if (wipe) begin
        keys_9 <= 128'h0;
      end else if (schedule_valid & (schedule_number == 4'd9)) begin
        keys_9 <= schedule_round_key;
      end
      if (wipe) begin
        keys_10 <= 128'h0;
      end else if (schedule_valid & (schedule_number == 4'd10)) begin
        keys_10 <= schedule_round_key;
      end
      wiped <= wipe;
    end
  end

`ifdef VERILATOR
  wire [127:0] wipe_leaves_nothing_t1 = keys_0 | keys_1 | keys_2 | keys_3 | keys_4 | keys_5 | keys_6 | keys_7 | keys_8
      | keys_9;

  always @(posedge clock) begin
    if (!reset) begin
      assert_wipe_leaves_nothing: assert (!wiped | !(|(wipe_leaves_nothing_t1 | keys_10)))
        else $error("%m: property wipe_leaves_nothing does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
