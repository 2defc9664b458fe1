// key_schedule
//
// AES key expansion (FIPS 197, 5.2): 2 round keys per cycle after `start`, kept until the next start.
//
// Latency: 6 to 8 cycles from start until `busy` falls: 6 with AES-128, 8 with AES-256.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module key_schedule (
  input  wire         clock,
  input  wire         reset,         // synchronous, active high
  input  wire         start,         // load `key` and begin
  input  wire         aes256,        // 32-byte key, else 16 bytes
  input  wire [255:0] key,           // secret: byte 0 in bits 7:0
  input  wire         wipe,          // overwrite every register with zeros
  output wire         busy,
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
  output wire [127:0] round_keys_10, // secret
  output wire [127:0] round_keys_11, // secret
  output wire [127:0] round_keys_12, // secret
  output wire [127:0] round_keys_13, // secret
  output wire [127:0] round_keys_14  // secret
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
  reg  [127:0] keys_11;
  reg  [127:0] keys_12;
  reg  [127:0] keys_13;
  reg  [127:0] keys_14;
  reg  [127:0] previous;                // newest round key
  reg  [127:0] before_previous;         // the round key before `previous`
  reg    [4:0] index;                   // number of the next round key
  reg    [7:0] constant;                // round constant
  reg          running;
  reg          wiped;                   // wiped in the cycle before
  wire   [7:0] substitution_0_0_result;
  wire   [7:0] substitution_0_1_result;
  wire   [7:0] substitution_0_2_result;
  wire   [7:0] substitution_0_3_result;
  wire   [7:0] substitution_1_0_result;
  wire   [7:0] substitution_1_1_result;
  wire   [7:0] substitution_1_2_result;
  wire   [7:0] substitution_1_3_result;

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
  assign round_keys_11 = keys_11;
  assign round_keys_12 = keys_12;
  assign round_keys_13 = keys_13;
  assign round_keys_14 = keys_14;
  assign busy = running;
  wire simple_0 = aes256 & index[0];
  wire [31:0] word_0 = simple_0 ? previous[127:96] : {previous[103:96], previous[127:104]};

  aes_substitution substitution_0_0 (
    .value(word_0[7:0]),
    .decrypt(1'b0),
    .result(substitution_0_0_result)
  );

  aes_substitution substitution_0_1 (
    .value(word_0[15:8]),
    .decrypt(1'b0),
    .result(substitution_0_1_result)
  );

  aes_substitution substitution_0_2 (
    .value(word_0[23:16]),
    .decrypt(1'b0),
    .result(substitution_0_2_result)
  );

  aes_substitution substitution_0_3 (
    .value(word_0[31:24]),
    .decrypt(1'b0),
    .result(substitution_0_3_result)
  );

  wire [4:0] index_0 = index + 5'd1;
  wire simple_1 = aes256 & index_0[0];
  wire [127:0] base_0 = aes256 ? before_previous : previous;
  wire [31:0] word_0_0 = base_0[31:0] ^ {substitution_0_3_result, substitution_0_2_result, substitution_0_1_result,
      substitution_0_0_result} ^ (simple_0 ? 32'h00000000 : {24'h000000, constant});
  wire [31:0] word_0_1 = base_0[63:32] ^ word_0_0;
  wire [31:0] word_0_2 = base_0[95:64] ^ word_0_1;
  wire [31:0] word_0_3 = base_0[127:96] ^ word_0_2;
  wire [31:0] word_1 = simple_1 ? word_0_3 : {word_0_3[7:0], word_0_3[31:8]};

  aes_substitution substitution_1_0 (
    .value(word_1[7:0]),
    .decrypt(1'b0),
    .result(substitution_1_0_result)
  );

  aes_substitution substitution_1_1 (
    .value(word_1[15:8]),
    .decrypt(1'b0),
    .result(substitution_1_1_result)
  );

  aes_substitution substitution_1_2 (
    .value(word_1[23:16]),
    .decrypt(1'b0),
    .result(substitution_1_2_result)
  );

  aes_substitution substitution_1_3 (
    .value(word_1[31:24]),
    .decrypt(1'b0),
    .result(substitution_1_3_result)
  );

  wire [127:0] made_0 = {word_0_3, word_0_2, word_0_1, word_0_0};
  wire [127:0] base_1 = aes256 ? previous : made_0;
  wire [7:0] constant_0 = simple_0 ? constant : ({constant[6:0], 1'b0} ^ (constant[7] ? 8'h1b : 8'h00));
  wire [31:0] word_1_0 = base_1[31:0] ^ {substitution_1_3_result, substitution_1_2_result, substitution_1_1_result,
      substitution_1_0_result} ^ (simple_1 ? 32'h00000000 : {24'h000000, constant_0});
  wire [31:0] word_1_1 = base_1[63:32] ^ word_1_0;
  wire [31:0] word_1_2 = base_1[95:64] ^ word_1_1;
  wire [31:0] word_1_3 = base_1[127:96] ^ word_1_2;
  wire [127:0] made_1 = {word_1_3, word_1_2, word_1_1, word_1_0};
  wire [4:0] index_1 = index_0 + 5'd1;
  wire [7:0] constant_1 = simple_1 ? constant_0 : ({constant_0[6:0], 1'b0} ^ (constant_0[7] ? 8'h1b : 8'h00));

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
      keys_11 <= 128'h0;
      keys_12 <= 128'h0;
      keys_13 <= 128'h0;
      keys_14 <= 128'h0;
      previous <= 128'h0;
      before_previous <= 128'h0;
      index <= 5'd0;
      constant <= 8'h00;
      running <= 1'b0;
      wiped <= 1'b0;
    end else begin
      wiped <= wipe;
      if (wipe) begin
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
        keys_11 <= 128'h0;
        keys_12 <= 128'h0;
        keys_13 <= 128'h0;
        keys_14 <= 128'h0;
        previous <= 128'h0;
        before_previous <= 128'h0;
        running <= 1'b0;
      end else if (start) begin
        before_previous <= key[127:0];
        previous <= aes256 ? key[255:128] : key[127:0];
        index <= aes256 ? 5'd2 : 5'd1;
        keys_1 <= key[255:128];
        keys_0 <= key[127:0];
        constant <= 8'h01;
        running <= 1'b1;
      end else if (running) begin
        previous <= made_1;
        before_previous <= made_0;
        index <= index_1;
        constant <= constant_1;
        running <= !((index == (aes256 ? 5'd14 : 5'd10)) | (index_0 == (aes256 ? 5'd14 : 5'd10)));
        if ((index == 5'd1) | (index_0 == 5'd1)) begin
          keys_1 <= (index_0 == 5'd1) ? made_1 : made_0;
        end
        if ((index == 5'd2) | (index_0 == 5'd2)) begin
          keys_2 <= (index_0 == 5'd2) ? made_1 : made_0;
        end
        if ((index == 5'd3) | (index_0 == 5'd3)) begin
          keys_3 <= (index_0 == 5'd3) ? made_1 : made_0;
        end
        if ((index == 5'd4) | (index_0 == 5'd4)) begin
          keys_4 <= (index_0 == 5'd4) ? made_1 : made_0;
        end
        if ((index == 5'd5) | (index_0 == 5'd5)) begin
          keys_5 <= (index_0 == 5'd5) ? made_1 : made_0;
        end
        if ((index == 5'd6) | (index_0 == 5'd6)) begin
          keys_6 <= (index_0 == 5'd6) ? made_1 : made_0;
        end
        if ((index == 5'd7) | (index_0 == 5'd7)) begin
          keys_7 <= (index_0 == 5'd7) ? made_1 : made_0;
        end
        if ((index == 5'd8) | (index_0 == 5'd8)) begin
          keys_8 <= (index_0 == 5'd8) ? made_1 : made_0;
        end
        if ((index == 5'd9) | (index_0 == 5'd9)) begin
          keys_9 <= (index_0 == 5'd9) ? made_1 : made_0;
        end
        if ((index == 5'd10) | (index_0 == 5'd10)) begin
          keys_10 <= (index_0 == 5'd10) ? made_1 : made_0;
        end
        if ((index == 5'd11) | (index_0 == 5'd11)) begin
          keys_11 <= (index_0 == 5'd11) ? made_1 : made_0;
        end
        if ((index == 5'd12) | (index_0 == 5'd12)) begin
          keys_12 <= (index_0 == 5'd12) ? made_1 : made_0;
        end
        if ((index == 5'd13) | (index_0 == 5'd13)) begin
          keys_13 <= (index_0 == 5'd13) ? made_1 : made_0;
        end
        if ((index == 5'd14) | (index_0 == 5'd14)) begin
          keys_14 <= (index_0 == 5'd14) ? made_1 : made_0;
        end
      end
    end
  end

`ifdef VERILATOR
  wire wipe_leaves_nothing_t1 = running | (|keys_0) | (|keys_1) | (|keys_2) | (|keys_3) | (|keys_4) | (|keys_5)
      | (|keys_6) | (|keys_7);
  wire wipe_leaves_nothing_t2 = wipe_leaves_nothing_t1 | (|keys_8) | (|keys_9) | (|keys_10) | (|keys_11) | (|keys_12)
      | (|keys_13) | (|keys_14) | (|previous);

  always @(posedge clock) begin
    if (!reset) begin
      assert_wipe_leaves_nothing: assert (!wiped | !(wipe_leaves_nothing_t2 | (|before_previous)))
        else $error("%m: property wipe_leaves_nothing does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
