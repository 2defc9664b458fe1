// fetch_stage_64_8_18_4_retire
//
// Program counter, branch prediction, and requests for instructions.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module fetch_stage_64_8_18_4_retire (
  input  wire        clock,
  input  wire        reset,                      // synchronous, active high
  output wire        fetch_valid,
  input  wire        fetch_ready,
  output wire [31:0] fetch_address,
  output wire        fetch_cancel,
  input  wire        instruction_valid,
  output wire        instruction_ready,
  input  wire [31:0] instruction,
  input  wire  [4:0] instruction_cause,
  input  wire        hold,                       // nothing is to be fetched, and what was asked for is given up
  input  wire        redirect,                   // go on at `target`
  input  wire [31:0] target,
  input  wire        take,                       // decode takes `fetched`
  output wire        valid,                      // `fetched` is there
  output wire [31:0] fetched_pc,
  output wire [31:0] fetched_instruction,
  output wire  [4:0] fetched_cause,              // 0, or 16 + the cause why there is none
  output wire        fetched_prediction_known,   // the branch target buffer has an entry for it
  output wire  [1:0] fetched_prediction_counter, // of that entry: 2 and 3 say taken
  output wire [31:0] fetched_following,          // address that is fetched next
  input  wire        update_valid,
  input  wire [31:0] update_pc,
  input  wire [31:0] update_target,
  input  wire  [1:0] update_counter
);

  reg  [31:0] pc;
  reg         redirected;                   // requests of the cycles before are given up
  reg         waiting;                      // a request waits for its answer
  reg  [31:0] waiting_pc;
  reg  [31:0] waiting_following;
  reg         waiting_prediction_known;     // the branch target buffer has an entry for it
  reg   [1:0] waiting_prediction_counter;   // of that entry: 2 and 3 say taken
  wire        predictor_prediction_known;
  wire  [1:0] predictor_prediction_counter;
  wire [31:0] predictor_following;

  branch_predictor_64_8_18_4_retire predictor (
    .clock(clock),
    .pc(pc),
    .prediction_known(predictor_prediction_known),
    .prediction_counter(predictor_prediction_counter),
    .following(predictor_following),
    .update_valid(update_valid),
    .update_pc(update_pc),
    .update_target(update_target),
    .update_counter(update_counter)
  );

  wire cancel = redirected | hold;
  wire is_free = !waiting | cancel | (instruction_valid & take);
  assign fetch_valid = is_free & !hold;
  assign fetch_address = pc;
  assign fetch_cancel = cancel;
  assign instruction_ready = take;
  wire answered = waiting & instruction_valid & !cancel;
  assign valid = answered;
  assign fetched_pc = waiting_pc;
  assign fetched_instruction = instruction;
  assign fetched_cause = instruction_cause;
  assign fetched_prediction_known = waiting_prediction_known;
  assign fetched_prediction_counter = waiting_prediction_counter;
  assign fetched_following = waiting_following;
  wire fire = fetch_valid & fetch_ready;

  always @(posedge clock) begin
    if (reset) begin
      pc <= 32'h00001000;
      redirected <= 1'b0;
      waiting <= 1'b0;
    end else begin
      redirected <= redirect;
      if (redirect) begin
        pc <= {target[31:2], 2'd0};
      end else if (fire) begin
        pc <= predictor_following;
      end
      if (fire) begin
        waiting <= 1'b1;
      end else if (is_free) begin
        waiting <= 1'b0;
      end
    end
  end

  always @(posedge clock) begin
    if (fire) begin
      waiting_pc <= pc;
      waiting_following <= predictor_following;
      waiting_prediction_known <= predictor_prediction_known;
      waiting_prediction_counter <= predictor_prediction_counter;
    end
  end

  wire unused = &{1'b0, target};

endmodule

`default_nettype wire
