// encryption_lane_2
//
// AES encryption with 2 rounds in a cycle: result = AES(block ^ mask) ^ mask.
//
// Latency: 6 to 8 cycles from operation to result: 6 with AES-128, 8 with AES-256.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module encryption_lane_2 (
  input  wire         clock,
  input  wire         reset,             // synchronous, active high
  input  wire         operation_valid,
  output wire         operation_ready,
  input  wire [127:0] operation_block,   // secret
  input  wire [127:0] operation_mask,    // secret: tweak of the block
  input  wire         operation_decrypt,
  output wire         result_valid,
  input  wire         result_ready,
  output wire [127:0] result_block,      // secret
  input  wire         aes256,            // 14 rounds, else 10; constant while a block is in work
  input  wire [127:0] round_keys_0,      // secret
  input  wire [127:0] round_keys_1,      // secret
  input  wire [127:0] round_keys_2,      // secret
  input  wire [127:0] round_keys_3,      // secret
  input  wire [127:0] round_keys_4,      // secret
  input  wire [127:0] round_keys_5,      // secret
  input  wire [127:0] round_keys_6,      // secret
  input  wire [127:0] round_keys_7,      // secret
  input  wire [127:0] round_keys_8,      // secret
  input  wire [127:0] round_keys_9,      // secret
  input  wire [127:0] round_keys_10,     // secret
  input  wire [127:0] round_keys_11,     // secret
  input  wire [127:0] round_keys_12,     // secret
  input  wire [127:0] round_keys_13,     // secret
  input  wire [127:0] round_keys_14,     // secret
  input  wire         wipe,              // overwrite every register with zeros; only while `idle`
  output wire         idle               // no block is in work
);

  reg          running;       // `state` holds a block in work
  reg    [2:0] pass;          // passes made
  reg  [127:0] state;
  reg  [127:0] mask;
  reg          full;          // `finished` holds a result
  reg  [127:0] finished;
  reg          wiped;         // wiped in the cycle before
  wire [127:0] rounds_0_next;
  wire [127:0] rounds_1_next;

  reg [127:0] key_0_t1;
  always @* begin
    case (pass)
      3'd0: key_0_t1 = round_keys_1;
      3'd1: key_0_t1 = round_keys_3;
      3'd2: key_0_t1 = round_keys_5;
      3'd3: key_0_t1 = round_keys_7;
      3'd4: key_0_t1 = round_keys_9;
      3'd5: key_0_t1 = round_keys_11;
      default: key_0_t1 = round_keys_13;
    endcase
  end

  reg [127:0] key_0_t2;
  always @* begin
    case (pass)
      3'd0: key_0_t2 = round_keys_1;
      3'd1: key_0_t2 = round_keys_3;
      3'd2: key_0_t2 = round_keys_5;
      3'd3: key_0_t2 = round_keys_7;
      default: key_0_t2 = round_keys_9;
    endcase
  end

  wire [127:0] key_0 = aes256 ? key_0_t1 : key_0_t2;

  aes_encryption_round rounds_0 (
    .state(state),
    .key(key_0),
    .last(1'b0),
    .next(rounds_0_next)
  );

  reg [127:0] key_1_t1;
  always @* begin
    case (pass)
      3'd0: key_1_t1 = round_keys_2;
      3'd1: key_1_t1 = round_keys_4;
      3'd2: key_1_t1 = round_keys_6;
      3'd3: key_1_t1 = round_keys_8;
      3'd4: key_1_t1 = round_keys_10;
      3'd5: key_1_t1 = round_keys_12;
      default: key_1_t1 = round_keys_14;
    endcase
  end

  reg [127:0] key_1_t2;
  always @* begin
    case (pass)
      3'd0: key_1_t2 = round_keys_2;
      3'd1: key_1_t2 = round_keys_4;
      3'd2: key_1_t2 = round_keys_6;
      3'd3: key_1_t2 = round_keys_8;
      default: key_1_t2 = round_keys_10;
    endcase
  end

  wire [127:0] key_1 = aes256 ? key_1_t1 : key_1_t2;
  wire is_last_pass = (!aes256 & (pass == 3'd4)) | (aes256 & (pass == 3'd6));

  aes_encryption_round rounds_1 (
    .state(rounds_0_next),
    .key(key_1),
    .last(is_last_pass),
    .next(rounds_1_next)
  );

  wire ends = running & is_last_pass & (!full | result_ready);
  assign operation_ready = !running | ends;
  assign result_valid = full;
  assign result_block = finished;
  assign idle = !running & !full;
  wire operation_fire = operation_valid & operation_ready;

  always @(posedge clock) begin
    if (reset) begin
      running <= 1'b0;
      pass <= 3'd0;
      state <= 128'h0;
      mask <= 128'h0;
      full <= 1'b0;
      finished <= 128'h0;
      wiped <= 1'b0;
    end else begin
      running <= operation_fire | (running & !ends);
      full <= ends | (full & !result_ready);
      if (wipe) begin
        state <= 128'h0;
        mask <= 128'h0;
        finished <= 128'h0;
      end else begin
        if (operation_fire) begin
          pass <= 3'd0;
          state <= operation_block ^ operation_mask ^ round_keys_0;
          mask <= operation_mask;
        end else if (running & !is_last_pass) begin
          pass <= pass + 3'd1;
          state <= rounds_1_next;
        end
        if (ends) begin
          finished <= (aes256 ? rounds_1_next : rounds_1_next) ^ mask;
        end
      end
      wiped <= wipe;
    end
  end

  wire unused = &{1'b0, operation_decrypt};

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assert_wipe_leaves_nothing: assert (!wiped | !(|(state | mask | finished)))
        else $error("%m: property wipe_leaves_nothing does not hold");
      assert_wipes_only_when_idle: assert (!wipe | idle)
        else $error("%m: property wipes_only_when_idle does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
