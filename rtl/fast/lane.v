// lane
//
// One AES data path with XTS whitening: result = AES(block ^ tweak) ^ tweak (IEEE 1619, 5.3.2 and 5.4.2).
//
// Latency: 6 to 8 cycles from start to done: 6 with AES-128, 8 with AES-256.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module lane (
  input  wire         clock,
  input  wire         reset,         // synchronous, active high
  input  wire         start,         // take `block` and `tweak`; only while idle
  input  wire [127:0] block,         // secret
  input  wire [127:0] tweak,         // secret
  input  wire         decrypt,       // constant from start to taken
  input  wire         aes256,        // 14 rounds, else 10; constant from start to taken
  input  wire [127:0] round_keys_0,  // secret
  input  wire [127:0] round_keys_1,  // secret
  input  wire [127:0] round_keys_2,  // secret
  input  wire [127:0] round_keys_3,  // secret
  input  wire [127:0] round_keys_4,  // secret
  input  wire [127:0] round_keys_5,  // secret
  input  wire [127:0] round_keys_6,  // secret
  input  wire [127:0] round_keys_7,  // secret
  input  wire [127:0] round_keys_8,  // secret
  input  wire [127:0] round_keys_9,  // secret
  input  wire [127:0] round_keys_10, // secret
  input  wire [127:0] round_keys_11, // secret
  input  wire [127:0] round_keys_12, // secret
  input  wire [127:0] round_keys_13, // secret
  input  wire [127:0] round_keys_14, // secret
  input  wire         taken,         // the result has been taken
  input  wire         wipe,          // overwrite every register with zeros
  output wire         idle,
  output wire         done,          // `result` is valid
  output wire [127:0] result         // secret
);

  localparam [1:0] PHASE_IDLE    = 2'd0;
  localparam [1:0] PHASE_RUNNING = 2'd1;
  localparam [1:0] PHASE_DONE    = 2'd2;

  reg    [1:0] phase;
  reg  [127:0] state;
  reg  [127:0] mask;          // tweak of the block in work
  reg    [3:0] round;         // number of the next round
  reg    [3:0] key_index;     // its round key
  reg          wiped;         // wiped in the cycle before
  wire [127:0] rounds_0_key;
  wire [127:0] rounds_0_next;
  wire [127:0] rounds_1_key;
  wire [127:0] rounds_1_next;

  assign idle = phase == PHASE_IDLE;
  assign done = phase == PHASE_DONE;
  assign result = state ^ mask;

  reg [127:0] key_0;
  always @* begin
    case (key_index)
      4'd0: key_0 = round_keys_0;
      4'd1: key_0 = round_keys_1;
      4'd2: key_0 = round_keys_2;
      4'd3: key_0 = round_keys_3;
      4'd4: key_0 = round_keys_4;
      4'd5: key_0 = round_keys_5;
      4'd6: key_0 = round_keys_6;
      4'd7: key_0 = round_keys_7;
      4'd8: key_0 = round_keys_8;
      4'd9: key_0 = round_keys_9;
      4'd10: key_0 = round_keys_10;
      4'd11: key_0 = round_keys_11;
      4'd12: key_0 = round_keys_12;
      4'd13: key_0 = round_keys_13;
      default: key_0 = round_keys_14;
    endcase
  end

  assign rounds_0_key = key_0;
  wire [3:0] last_round = aes256 ? 4'd14 : 4'd10;

  aes_round rounds_0 (
    .state(state),
    .key(rounds_0_key),
    .decrypt(decrypt),
    .last(round == last_round),
    .next(rounds_0_next)
  );

  wire [3:0] key_index_after_0 = decrypt ? (key_index - 4'd1) : (key_index + 4'd1);

  reg [127:0] key_1;
  always @* begin
    case (key_index_after_0)
      4'd0: key_1 = round_keys_0;
      4'd1: key_1 = round_keys_1;
      4'd2: key_1 = round_keys_2;
      4'd3: key_1 = round_keys_3;
      4'd4: key_1 = round_keys_4;
      4'd5: key_1 = round_keys_5;
      4'd6: key_1 = round_keys_6;
      4'd7: key_1 = round_keys_7;
      4'd8: key_1 = round_keys_8;
      4'd9: key_1 = round_keys_9;
      4'd10: key_1 = round_keys_10;
      4'd11: key_1 = round_keys_11;
      4'd12: key_1 = round_keys_12;
      4'd13: key_1 = round_keys_13;
      default: key_1 = round_keys_14;
    endcase
  end

  assign rounds_1_key = key_1;
  wire [3:0] round_after_0 = round + 4'd1;

  aes_round rounds_1 (
    .state(rounds_0_next),
    .key(rounds_1_key),
    .decrypt(decrypt),
    .last(round_after_0 == last_round),
    .next(rounds_1_next)
  );

  wire [3:0] round_after_1 = round_after_0 + 4'd1;
  wire [3:0] key_index_after_1 = decrypt ? (key_index_after_0 - 4'd1) : (key_index_after_0 + 4'd1);

  always @(posedge clock) begin
    if (reset) begin
      phase <= PHASE_IDLE;
      state <= 128'h0;
      mask <= 128'h0;
      round <= 4'd0;
      key_index <= 4'd0;
      wiped <= 1'b0;
    end else begin
      if (wipe) begin
        phase <= PHASE_IDLE;
        state <= 128'h0;
        mask <= 128'h0;
      end else begin
        case (phase)
          PHASE_IDLE: begin
            if (start) begin
              state <= block ^ tweak ^ (decrypt ? (aes256 ? round_keys_14 : round_keys_10) : round_keys_0);
              mask <= tweak;
              round <= 4'd1;
              key_index <= decrypt ? ((decrypt ? last_round : 4'd0) - 4'd1) : ((decrypt ? last_round : 4'd0) + 4'd1);
              phase <= PHASE_RUNNING;
            end
          end
          PHASE_RUNNING: begin
            state <= rounds_1_next;
            round <= round_after_1;
            key_index <= key_index_after_1;
            if (last_round < round_after_1) begin
              phase <= PHASE_DONE;
            end
          end
          PHASE_DONE: begin
            if (taken) begin
              phase <= PHASE_IDLE;
            end
          end
          default: ;
        endcase
      end
      wiped <= wipe;
    end
  end

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assert_wipe_leaves_nothing: assert (!wiped | ((phase == PHASE_IDLE) & !(|(state | mask))))
        else $error("%m: property wipe_leaves_nothing does not hold");
      assert_starts_only_when_idle: assert (!start | (phase == PHASE_IDLE))
        else $error("%m: property starts_only_when_idle does not hold");
      assert_taken_only_when_done: assert (!taken | (phase == PHASE_DONE))
        else $error("%m: property taken_only_when_done does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
