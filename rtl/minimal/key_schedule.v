// key_schedule
//
// AES key expansion (FIPS 197, 5.2): one round key per cycle, the first in the cycle after its last word.
// The S-boxes have a register, so they are given the last word of the key that `previous` holds in the next
// cycle.
//
// Latency: 15 cycles from first word until `busy` falls, when words come in every cycle.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module key_schedule (
  input  wire         clock,
  input  wire         reset,     // synchronous, active high
  input  wire         take,      // `word` is the next of the key
  input  wire         first,     // with `take`: it is the first
  input  wire         aes256,    // with the first word: 32-byte key, else 16 bytes
  input  wire  [31:0] word,      // secret: byte 0 in bits 7:0
  input  wire         wipe,      // overwrite every register with zeros
  output wire         busy,      // round keys are still to come
  output wire         valid,     // `round_key` is number `number`
  output wire   [3:0] number,
  output wire [127:0] round_key  // secret: the last one stays until the next key
);

  reg  [127:0] previous;               // the round key before the one being made; at first words of the key
  reg    [3:0] index;                  // number of the round key in `previous`
  reg    [7:0] constant;               // round constant
  reg          running;
  reg    [1:0] gathered;               // words of the half that is coming in
  reg          wiped;                  // wiped in the cycle before
  wire  [15:0] substitution_0_results;
  wire  [15:0] substitution_1_results;

  wire [31:0] substituted = {substitution_1_results, substitution_0_results};
  wire [31:0] mask = {substitution_0_results[7:0], substituted[31:8]} ^ {24'h000000, constant};
  wire [31:0] word_0 = previous[31:0] ^ mask;
  wire [31:0] word_1 = previous[63:32] ^ word_0;
  wire [31:0] word_2 = previous[95:64] ^ word_1;
  wire [31:0] word_3 = previous[127:96] ^ word_2;
  wire [127:0] made = {word_3, word_2, word_1, word_0};
  wire [127:0] following = take ? {word, previous[127:32]} : made;
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
  wire is_last = index == 4'd10;
  wire half_ends = take & (&gathered);
  wire starts = take & first;

  always @(posedge clock) begin
    if (reset) begin
      previous <= 128'h0;
      index <= 4'd0;
      constant <= 8'h00;
      running <= 1'b0;
      gathered <= 2'd0;
      wiped <= 1'b0;
    end else begin
      wiped <= wipe;
      if (wipe) begin
        previous <= 128'h0;
        gathered <= 2'd0;
        running <= 1'b0;
      end else begin
        if (take | (running & !is_last)) begin
          previous <= following;
        end
        if (take) begin
          gathered <= gathered + 2'd1;
        end
        running <= half_ends | (running & !is_last & 1'b1);
      end
      if (starts) begin
        index <= 4'd0;
        constant <= 8'h01;
      end else if (running) begin
        index <= index + 4'd1;
        constant <= {constant[6:0], 1'b0} ^ (constant[7] ? 8'h1b : 8'h00);
      end
    end
  end

  wire unused = &{1'b0, aes256, substituted[7:0]};

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assert_wipe_leaves_nothing: assert (!wiped | !(running | (|previous)))
        else $error("%m: property wipe_leaves_nothing does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
