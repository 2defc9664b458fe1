// key_schedule
//
// AES key expansion (FIPS 197, 5.2): one round key per cycle, the first in the cycle after its last word.
// The S-boxes have a register, so they are given the last word of the key that `previous` holds in the next
// cycle.
//
// Latency: 12 to 16 cycles from first word until `busy` falls, when words come in every cycle: the lower with
// AES-128, the higher with AES-256.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module key_schedule (
  input  wire         clock,
  input  wire         reset,     // synchronous, active high
  input  wire         take,      // `word` is the next of the key
  input  wire         first,     // with `take`: it is the first
  input  wire         aes256,    // with the first word: 32-byte key, else 16 bytes
  input  wire [127:0] word,      // secret: byte 0 in bits 7:0
  input  wire         wipe,      // overwrite every register with zeros
  output wire         busy,      // round keys are still to come
  output wire         valid,     // `round_key` is number `number`
  output wire   [3:0] number,
  output wire [127:0] round_key  // secret: the last one stays until the next key
);

  reg  [127:0] previous;               // the round key before the one being made; at first words of the key
  reg  [127:0] before_previous;        // the round key before `previous`
  reg    [3:0] index;                  // number of the round key in `previous`
  reg    [7:0] constant;               // round constant
  reg          running;
  reg          is_long;                // 32-byte key
  reg          is_first_half;          // a 32-byte key comes in, and `previous` holds its first half, or will
  reg          is_simple;              // the round key being made needs no rotation and no constant, as every second of a 32-byte key
  reg          wiped;                  // wiped in the cycle before
  wire  [15:0] substitution_0_results;
  wire  [15:0] substitution_1_results;

  wire [127:0] base = is_long ? before_previous : previous;
  wire [31:0] substituted = {substitution_1_results, substitution_0_results};
  wire [31:0] mask = is_simple ? substituted : ({substitution_0_results[7:0], substituted[31:8]}
      ^ {24'h000000, constant});
  wire [31:0] word_0 = base[31:0] ^ mask;
  wire [31:0] word_1 = base[63:32] ^ word_0;
  wire [31:0] word_2 = base[95:64] ^ word_1;
  wire [31:0] word_3 = base[127:96] ^ word_2;
  wire [127:0] made = {word_3, word_2, word_1, word_0};
  wire [127:0] following = take ? word : made;
  wire works = take | running;

  encryption_substitution_memory substitution_0 (
    .clock(clock),
    .values(following[111:96] & (works ? 16'hffff : 16'h0000)),
    .enable(1'b1),
    .results(substitution_0_results)
  );

  encryption_substitution_memory substitution_1 (
    .clock(clock),
    .values(following[127:112] & (works ? 16'hffff : 16'h0000)),
    .enable(1'b1),
    .results(substitution_1_results)
  );

  assign busy = running;
  assign valid = running;
  assign number = index;
  assign round_key = previous;
  wire starts = take & first;
  wire is_last = index == (is_long ? 4'd14 : 4'd10);

  always @(posedge clock) begin
    if (reset) begin
      previous <= 128'h0;
      before_previous <= 128'h0;
      index <= 4'd0;
      constant <= 8'h00;
      running <= 1'b0;
      is_long <= 1'b0;
      is_first_half <= 1'b0;
      is_simple <= 1'b0;
      wiped <= 1'b0;
    end else begin
      is_long <= starts ? aes256 : is_long;
      is_first_half <= starts ? aes256 : (is_first_half & !running);
      is_simple <= starts ? aes256 : running ? (is_long & index[0]) : is_simple;
      wiped <= wipe;
      if (wipe) begin
        previous <= 128'h0;
        before_previous <= 128'h0;
        running <= 1'b0;
      end else begin
        if (take | (running & !is_last)) begin
          previous <= following;
        end
        if (running) begin
          before_previous <= previous;
        end
        running <= take | (running & !is_last & !is_first_half);
      end
      if (starts) begin
        index <= 4'd0;
        constant <= 8'h01;
      end else if (running) begin
        index <= index + 4'd1;
        if (!is_simple) begin
          constant <= {constant[6:0], 1'b0} ^ (constant[7] ? 8'h1b : 8'h00);
        end
      end
    end
  end

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assert_wipe_leaves_nothing: assert (!wiped | !(running | (|previous) | (|before_previous)))
        else $error("%m: property wipe_leaves_nothing does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
