// column_encryption
//
// AES-128 encryption (FIPS 197), a column in a cycle.
//
// Latency: 60 cycles from the cycle after `start` until `busy` falls.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module column_encryption (
  input  wire         clock,
  input  wire         reset,  // synchronous, active high
  input  wire         start,  // encrypt `block` under `key`; what is in work is dropped
  input  wire [127:0] block,  // secret: byte 0 in bits 7:0
  input  wire [127:0] key,    // secret: byte 0 in bits 7:0
  input  wire         wipe,   // overwrite every register with zeros
  output wire         busy,   // from the cycle after `start`
  output wire [127:0] result  // secret: of the last block, while not `busy`, until `start` or `wipe`
);

  reg          running;
  reg    [2:0] step;                   // of the round, 0 to 5
  reg    [3:0] round;                  // 1 to 10
  reg    [7:0] constant;               // round constant
  reg  [127:0] state;                  // the block before the round
  reg   [95:0] columns;                // columns behind the round so far, the newest on top
  reg  [127:0] round_key;
  reg          wiped;                  // wiped in the cycle before
  wire  [15:0] substitution_0_results;
  wire  [15:0] substitution_1_results;
  wire  [31:0] mix_column_mixed;
  wire  [31:0] key_sum_sum;
  wire  [31:0] column_sum_sum;

  wire is_key_step = step == 3'd0;

  reg [31:0] entering;
  always @* begin
    case (step[1:0])
      2'd0: entering = {state[95:88], state[55:48], state[15:8], state[103:96]};
      2'd1: entering = {state[127:120], state[87:80], state[47:40], state[7:0]};
      2'd2: entering = {state[31:24], state[119:112], state[79:72], state[39:32]};
      default: entering = {state[63:56], state[23:16], state[111:104], state[71:64]};
    endcase
  end

  wire [31:0] substituting_t1 = {32{running}};
  wire [31:0] substituting = (is_key_step ? round_key[127:96] : entering) & substituting_t1;

  encryption_substitution_memory substitution_0 (
    .clock(clock),
    .values(substituting[15:0]),
    .enable(1'b1),
    .results(substitution_0_results)
  );

  encryption_substitution_memory substitution_1 (
    .clock(clock),
    .values(substituting[31:16]),
    .enable(1'b1),
    .results(substitution_1_results)
  );

  wire [31:0] substituted = {substitution_1_results, substitution_0_results};
  wire is_first_word = step == 3'd1;

  chosen_sum key_sum (
    .word(round_key[31:0]),
    .first(round_key[127:96]),
    .second({substitution_0_results[7:0], substituted[31:8]} ^ {24'h000000, constant}),
    .is_second(is_first_word),
    .sum(key_sum_sum)
  );

  aes_encryption_mix_column mix_column (
    .column(substituted),
    .mixed(mix_column_mixed)
  );

  wire is_last_round = round == 4'd10;

  chosen_sum column_sum (
    .word(round_key[127:96]),
    .first(mix_column_mixed),
    .second(substituted),
    .is_second(is_last_round),
    .sum(column_sum_sum)
  );

  assign busy = running;
  assign result = state;
  wire is_last_step = step == 3'd5;

  always @(posedge clock) begin
    if (reset) begin
      running <= 1'b0;
      step <= 3'd0;
      round <= 4'd0;
      constant <= 8'h00;
      state <= 128'h0;
      columns <= 96'h0;
      round_key <= 128'h0;
      wiped <= 1'b0;
    end else begin
      wiped <= wipe;
      if (wipe) begin
        running <= 1'b0;
        state <= 128'h0;
        columns <= 96'h0;
        round_key <= 128'h0;
      end else if (start) begin
        running <= 1'b1;
        state <= block ^ key;
        round_key <= key;
        step <= 3'd0;
        round <= 4'd1;
        constant <= 8'h01;
      end else if (running) begin
        step <= is_last_step ? 3'd0 : (step + 3'd1);
        columns <= {column_sum_sum, columns[95:32]};
        if (!is_key_step & !is_last_step) begin
          round_key <= {key_sum_sum, round_key[127:32]};
        end
        if (is_first_word) begin
          constant <= {constant[6:0], 1'b0} ^ (constant[7] ? 8'h1b : 8'h00);
        end
        if (is_last_step) begin
          state <= {column_sum_sum, columns};
          round <= round + 4'd1;
          running <= !is_last_round;
        end
      end
    end
  end

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assert_wipe_leaves_nothing: assert (!wiped | !((|state) | (|columns) | (|round_key) | running))
        else $error("%m: property wipe_leaves_nothing does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
