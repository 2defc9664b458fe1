// line_engine
//
// XTS line engine (IEEE 1619): one 64-byte line in, one out, as eight 64-bit words each. 1 lane, 1 round per
// cycle.
// After start the first lane encrypts the tweak while the schedule expands the tweak key one step ahead; then
// the schedule expands the data key; then blocks stream through the lanes in turn.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module line_engine (
  input  wire         clock,
  input  wire         reset,        // synchronous, active high
  input  wire         start,        // begin a line; only while idle. Everything down to `tweak` stays constant until idle again
  input  wire         decrypt,
  input  wire         aes256,
  input  wire [255:0] data_key,     // secret: Key1 of IEEE 1619
  input  wire [255:0] tweak_key,    // secret: Key2
  input  wire [127:0] tweak,        // secret: line index in bits 63:0, nonce above
  input  wire         wipe,         // overwrite every key, tweak and data register with zeros; only while idle
  output wire         idle,
  input  wire         input_valid,
  output wire         input_ready,
  input  wire  [63:0] input_data,   // secret
  output wire         output_valid,
  input  wire         output_ready,
  output wire  [63:0] output_data   // secret
);

  localparam [2:0] PHASE_IDLE   = 3'd0;
  localparam [2:0] PHASE_LOAD   = 3'd1;
  localparam [2:0] PHASE_TWEAK  = 3'd2;
  localparam [2:0] PHASE_EXPAND = 3'd3;
  localparam [2:0] PHASE_STREAM = 3'd4;

  reg    [2:0] phase;
  reg  [127:0] block_tweak;            // tweak of the next block
  reg   [63:0] low_word;               // first word of the block being gathered
  reg    [3:0] words_in;
  reg    [3:0] words_out;
  reg          wiped;                  // wiped in the cycle before
  wire         schedule_busy;
  wire [127:0] schedule_round_keys_0;
  wire [127:0] schedule_round_keys_1;
  wire [127:0] schedule_round_keys_2;
  wire [127:0] schedule_round_keys_3;
  wire [127:0] schedule_round_keys_4;
  wire [127:0] schedule_round_keys_5;
  wire [127:0] schedule_round_keys_6;
  wire [127:0] schedule_round_keys_7;
  wire [127:0] schedule_round_keys_8;
  wire [127:0] schedule_round_keys_9;
  wire [127:0] schedule_round_keys_10;
  wire [127:0] schedule_round_keys_11;
  wire [127:0] schedule_round_keys_12;
  wire [127:0] schedule_round_keys_13;
  wire [127:0] schedule_round_keys_14;
  wire         lane_0_idle;
  wire         lane_0_done;
  wire [127:0] lane_0_result;

  wire idle_t1 = phase == PHASE_IDLE;
  assign idle = idle_t1;
  wire tweak_done = (phase == PHASE_TWEAK) & lane_0_done;

  key_schedule schedule (
    .clock(clock),
    .reset(reset),
    .start((idle_t1 & start) | tweak_done),
    .aes256(aes256),
    .key(tweak_done ? data_key : tweak_key),
    .wipe(wipe),
    .busy(schedule_busy),
    .round_keys_0(schedule_round_keys_0),
    .round_keys_1(schedule_round_keys_1),
    .round_keys_2(schedule_round_keys_2),
    .round_keys_3(schedule_round_keys_3),
    .round_keys_4(schedule_round_keys_4),
    .round_keys_5(schedule_round_keys_5),
    .round_keys_6(schedule_round_keys_6),
    .round_keys_7(schedule_round_keys_7),
    .round_keys_8(schedule_round_keys_8),
    .round_keys_9(schedule_round_keys_9),
    .round_keys_10(schedule_round_keys_10),
    .round_keys_11(schedule_round_keys_11),
    .round_keys_12(schedule_round_keys_12),
    .round_keys_13(schedule_round_keys_13),
    .round_keys_14(schedule_round_keys_14)
  );

  wire streaming = phase == PHASE_STREAM;
  assign input_ready = streaming & !words_in[3] & (!words_in[0] | lane_0_idle);
  assign output_valid = streaming & lane_0_done;
  assign output_data = words_out[0] ? lane_0_result[127:64] : lane_0_result[63:0];
  wire input_fire = input_valid & input_ready;
  wire block_enters = input_fire & words_in[0];
  wire [127:0] block = {input_data, low_word};
  wire output_fire = output_valid & output_ready;
  wire block_leaves = output_fire & words_out[0];

  lane lane_0 (
    .clock(clock),
    .reset(reset),
    .start((phase == PHASE_LOAD) | (block_enters & 1'b1)),
    .block(streaming ? block : tweak),
    .tweak(streaming ? block_tweak : 128'h0),
    .decrypt(decrypt & streaming),
    .aes256(aes256),
    .round_keys_0(schedule_round_keys_0),
    .round_keys_1(schedule_round_keys_1),
    .round_keys_2(schedule_round_keys_2),
    .round_keys_3(schedule_round_keys_3),
    .round_keys_4(schedule_round_keys_4),
    .round_keys_5(schedule_round_keys_5),
    .round_keys_6(schedule_round_keys_6),
    .round_keys_7(schedule_round_keys_7),
    .round_keys_8(schedule_round_keys_8),
    .round_keys_9(schedule_round_keys_9),
    .round_keys_10(schedule_round_keys_10),
    .round_keys_11(schedule_round_keys_11),
    .round_keys_12(schedule_round_keys_12),
    .round_keys_13(schedule_round_keys_13),
    .round_keys_14(schedule_round_keys_14),
    .taken(tweak_done | (block_leaves & 1'b1)),
    .wipe(wipe),
    .idle(lane_0_idle),
    .done(lane_0_done),
    .result(lane_0_result)
  );

  always @(posedge clock) begin
    if (reset) begin
      phase <= PHASE_IDLE;
      block_tweak <= 128'h0;
      low_word <= 64'h0000000000000000;
      words_in <= 4'd0;
      words_out <= 4'd0;
      wiped <= 1'b0;
    end else begin
      case (phase)
        PHASE_IDLE: begin
          if (wipe) begin
            block_tweak <= 128'h0;
            low_word <= 64'h0000000000000000;
          end
          if (start) begin
            words_in <= 4'd0;
            words_out <= 4'd0;
            phase <= PHASE_LOAD;
          end
        end
        PHASE_LOAD: phase <= PHASE_TWEAK;
        PHASE_TWEAK: begin
          if (lane_0_done) begin
            block_tweak <= lane_0_result;
            phase <= PHASE_EXPAND;
          end
        end
        PHASE_EXPAND: begin
          if (!schedule_busy) begin
            phase <= PHASE_STREAM;
          end
        end
        PHASE_STREAM: begin
          if (input_fire) begin
            words_in <= words_in + 4'd1;
            if (words_in[0]) begin
              block_tweak <= {block_tweak[126:0], 1'b0} ^ (block_tweak[127] ? 128'h87 : 128'h0);
            end else begin
              low_word <= input_data;
            end
          end
          if (output_fire) begin
            words_out <= words_out + 4'd1;
            if (words_out == 4'd7) begin
              phase <= PHASE_IDLE;
            end
          end
        end
        default: ;
      endcase
      wiped <= wipe;
    end
  end

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assert_wipe_leaves_nothing: assert (!wiped | !((|block_tweak) | (|low_word)))
        else $error("%m: property wipe_leaves_nothing does not hold");
      assert_starts_only_when_idle: assert (!start | idle_t1)
        else $error("%m: property starts_only_when_idle does not hold");
      assert_wipes_only_when_idle: assert (!wipe | idle_t1)
        else $error("%m: property wipes_only_when_idle does not hold");
      assert_never_more_out_than_in: assert (words_out <= words_in)
        else $error("%m: property never_more_out_than_in does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
