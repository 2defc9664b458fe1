// fetch_stage_512_5_18_4_compressed
//
// Program counter, branch prediction, and requests for instructions.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module fetch_stage_512_5_18_4_compressed (
  input  wire        clock,
  input  wire        reset,                    // synchronous, active high
  output wire        fetch_valid,
  input  wire        fetch_ready,
  output wire [31:0] fetch_address,
  output wire        fetch_cancel,
  input  wire        return_expected,          // there is a back-link
  input  wire [31:0] return_address,
  input  wire        hold,                     // nothing is to be fetched, and what was asked for is given up
  input  wire        redirect,                 // go on at `target`
  input  wire [31:0] target,
  input  wire        take,                     // decode takes `place`
  output wire        valid,                    // `place` is there, and its request has been accepted
  output wire [31:0] place_pc,
  output wire [31:0] place_next,               // the address behind it
  output wire        place_prediction_known,   // the branch target buffer has an entry for it
  output wire  [1:0] place_prediction_counter, // of that entry: 2 and 3 say taken
  output wire [31:0] place_following,          // address that is fetched next
  output wire        place_is_return,          // a back-link leads to it
  output wire        prediction_ends_word,     // what is predicted ends in the upper half of the word
  input  wire        update_valid,
  input  wire [31:0] update_pc,
  input  wire [31:0] update_target,
  input  wire  [1:0] update_counter
);

  reg  [31:0] pc;
  reg         redirected;                   // requests of the cycles before are given up
  reg         waiting;                      // an address is here
  reg         unissued;                     // its request has not been accepted
  reg  [31:0] waiting_pc;
  reg  [31:0] waiting_next;
  reg         waiting_prediction_known;     // the branch target buffer has an entry for it
  reg   [1:0] waiting_prediction_counter;   // of that entry: 2 and 3 say taken
  reg         waiting_is_return;
  reg         waiting_ends_word;
  wire        predictor_prediction_known;
  wire  [1:0] predictor_prediction_counter;
  wire        predictor_ends_word;
  wire [31:0] predictor_sequential;
  wire [31:0] predictor_following;
  wire [31:0] choice_word;
  wire        unissued_choice_chosen;

  wire moves = (!waiting | (take & !unissued)) & !hold;
  assign fetch_valid = moves | (unissued & !hold);
  wire [31:0] fetch_address_t1 = unissued ? waiting_pc : pc;
  assign fetch_address = {fetch_address_t1[31:2], 2'd0};
  assign fetch_cancel = redirected | hold;

  word_choice choice (
    .first(predictor_following),
    .second({target[31:1], 1'b0}),
    .is_second(redirect),
    .stays_first(1'b0),
    .word(choice_word)
  );

  wire is_new = redirect | moves;

  branch_predictor_512_5_18_4_compressed predictor (
    .clock(clock),
    .next(choice_word),
    .read(is_new),
    .pc(pc),
    .prediction_known(predictor_prediction_known),
    .prediction_counter(predictor_prediction_counter),
    .ends_word(predictor_ends_word),
    .sequential(predictor_sequential),
    .following(predictor_following),
    .update_valid(update_valid),
    .update_pc(update_pc),
    .update_target(update_target),
    .update_counter(update_counter)
  );

  wire stays = !redirect & !hold;

  bit_choice unissued_choice (
    .first((moves | unissued) & stays),
    .second(1'b0),
    .is_second(fetch_ready),
    .chosen(unissued_choice_chosen)
  );

  assign prediction_ends_word = waiting_ends_word;
  assign valid = waiting & !unissued;
  assign place_pc = waiting_pc;
  assign place_next = waiting_next;
  assign place_prediction_known = waiting_prediction_known;
  assign place_prediction_counter = waiting_prediction_counter;
  assign place_is_return = waiting_is_return;
  assign place_following = pc;

  always @(posedge clock) begin
    if (reset) begin
      pc <= 32'h00001000;
      redirected <= 1'b0;
      waiting <= 1'b0;
      unissued <= 1'b0;
      waiting_is_return <= 1'b0;
    end else begin
      redirected <= redirect;
      if (is_new) begin
        pc <= choice_word;
      end
      waiting <= (moves | waiting) & stays;
      unissued <= unissued_choice_chosen;
      if (moves) begin
        waiting_is_return <= return_expected & (pc[31:2] == return_address[31:2]);
      end
    end
  end

  always @(posedge clock) begin
    if (moves) begin
      waiting_pc <= pc;
      waiting_next <= predictor_sequential;
      waiting_prediction_known <= predictor_prediction_known;
      waiting_prediction_counter <= predictor_prediction_counter;
      waiting_ends_word <= predictor_ends_word;
    end
  end

  wire unused = &{1'b0, target, return_address, fetch_address_t1[1:0]};

endmodule

`default_nettype wire
