// instruction_aligner
//
// Finds instructions in fetched words, and makes those of 16 bits ones of 32 bits.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module instruction_aligner (
  input  wire        clock,
  input  wire        reset,                       // synchronous, active high
  input  wire        arriving_valid,
  input  wire [31:0] arriving_pc,
  input  wire [31:0] arriving_next,               // the address behind it
  input  wire        arriving_prediction_known,   // the branch target buffer has an entry for it
  input  wire  [1:0] arriving_prediction_counter, // of that entry: 2 and 3 say taken
  input  wire [31:0] arriving_following,          // address that is fetched next
  input  wire        arriving_is_return,          // a back-link leads to it
  input  wire        arriving_ends_word,          // what is predicted ends in the upper half of the word
  output wire        take,                        // there is room for `arriving`
  input  wire        fetched_valid,
  input  wire [31:0] fetched_instruction,
  input  wire  [4:0] fetched_cause,               // 0, or 16 + the cause why there is none
  input  wire        fetched_protected,           // it comes from a region
  input  wire  [7:0] fetched_attribute,           // of that region
  output wire        takes_word,                  // `fetched` is taken
  input  wire        returns_to_upper,            // the top back-link leads to the upper half of a word
  input  wire        kill,                        // nothing here and at `arriving` is to be executed
  input  wire        taken,                       // decode takes what is there
  output wire        valid,                       // the rest is there
  output wire [31:0] place_pc,
  output wire [31:0] place_next,                  // the address behind it
  output wire        place_prediction_known,      // the branch target buffer has an entry for it
  output wire  [1:0] place_prediction_counter,    // of that entry: 2 and 3 say taken
  output wire [31:0] place_following,             // address that is fetched next
  output wire        place_is_return,             // a back-link leads to it
  output wire [31:0] instruction_instruction,
  output wire  [4:0] instruction_cause,           // 0, or 16 + the cause why there is none
  output wire        instruction_protected,       // it comes from a region
  output wire  [7:0] instruction_attribute,       // of that region
  output wire [31:0] encoding,                    // as it was fetched
  output wire        is_void                      // there is no instruction: `place` is to be fetched again
);

  reg         is_here;                 // a word is here
  reg         waiting;                 // the word at `word` has not come yet
  reg  [31:0] word_pc;
  reg  [31:0] word_next;               // the address behind it
  reg         word_prediction_known;   // the branch target buffer has an entry for it
  reg   [1:0] word_prediction_counter; // of that entry: 2 and 3 say taken
  reg  [31:0] word_following;          // address that is fetched next
  reg         word_is_return;          // a back-link leads to it
  reg         word_ends_word;
  reg  [31:0] current_instruction;
  reg   [4:0] current_cause;           // 0, or 16 + the cause why there is none
  reg         current_protected;       // it comes from a region
  reg   [7:0] current_attribute;       // of that region
  reg         is_saved;                // the instruction that ends in the lower half of the word begins with `saved`
  reg  [15:0] saved_half;
  reg  [29:0] saved_word;              // address of the word in whose upper half it was, divided by 4
  reg         saved_is_return;         // a back-link leads into that word
  reg         saved_protected;         // it comes from a region
  reg   [7:0] saved_attribute;         // of that region
  wire [31:0] decoder_instruction;

  wire is_cut = !is_saved & word_pc[1] & (&current_instruction[17:16]);
  wire predicted = word_prediction_known & word_prediction_counter[1];
  wire emits = current_cause[4] | !is_cut | predicted;
  wire moves = is_here & (taken | !emits);
  wire [15:0] half = word_pc[1] ? current_instruction[31:16] : current_instruction[15:0];
  wire is_short = !is_saved & !(&half[1:0]);
  wire ends_lower = is_saved | (is_short & !word_pc[1]);
  wire is_whole = !is_saved & !word_pc[1] & (&current_instruction[1:0]);
  wire is_ours = is_whole | is_cut | (ends_lower ^ word_ends_word);
  wire is_taken = is_ours & predicted;
  wire has_rest = ends_lower & !is_taken & !current_cause[4];
  wire saves = !current_cause[4] & !predicted & (&current_instruction[17:16]) & (is_cut | has_rest);
  wire stays = has_rest & !saves;
  assign take = !waiting & (!is_here | (moves & !stays));
  assign takes_word = take | waiting;

  compressed_decoder decoder (
    .half(half),
    .instruction(decoder_instruction)
  );

  assign encoding = is_saved ? {current_instruction[15:0], saved_half} : is_short ? {16'h0000, half}
      : current_instruction;
  assign instruction_instruction = is_short ? decoder_instruction : is_saved ? {current_instruction[15:0], saved_half}
      : current_instruction;
  wire is_mixed = is_saved & ((current_protected != saved_protected)
      | (current_protected & (current_attribute != saved_attribute)));
  wire is_missing = current_cause[4] | is_mixed | is_cut;
  assign instruction_cause = current_cause[4] ? current_cause : {is_missing, 3'd0, is_missing};
  assign instruction_protected = is_saved ? saved_protected : current_protected;
  assign instruction_attribute = is_saved ? saved_attribute : current_attribute;
  assign valid = is_here & emits;
  assign place_pc = {is_saved ? saved_word : word_pc[31:2], is_saved | word_pc[1], 1'b0};
  assign place_next = (is_missing | ends_lower) ? {word_pc[31:2], is_missing ? word_pc[1] : 1'b1, 1'b0} : word_next;
  assign place_prediction_known = word_prediction_known & is_ours;
  assign place_prediction_counter = word_prediction_counter;
  assign place_following = word_following;
  assign place_is_return = (is_saved ? saved_is_return : word_is_return)
      & (returns_to_upper == (is_saved | word_pc[1]));
  assign is_void = is_cut & !current_cause[4];

  always @(posedge clock) begin
    if (reset) begin
      is_here <= 1'b0;
      waiting <= 1'b0;
      is_saved <= 1'b0;
    end else if (kill) begin
      is_here <= 1'b0;
      waiting <= 1'b0;
      is_saved <= 1'b0;
    end else begin
      if (takes_word) begin
        is_here <= (waiting | arriving_valid) & fetched_valid;
        waiting <= (waiting | arriving_valid) & !fetched_valid;
      end
      if (moves) begin
        is_saved <= saves;
      end
    end
  end

  always @(posedge clock) begin
    if (take) begin
      word_pc <= arriving_pc;
      word_next <= arriving_next;
      word_prediction_known <= arriving_prediction_known;
      word_prediction_counter <= arriving_prediction_counter;
      word_following <= arriving_following;
      word_is_return <= arriving_is_return;
      word_ends_word <= arriving_ends_word;
    end else if (moves) begin
      word_pc <= {word_pc[31:2], 2'd2};
    end
    if (takes_word) begin
      current_instruction <= fetched_instruction;
      current_cause <= fetched_cause;
      current_protected <= fetched_protected;
      current_attribute <= fetched_attribute;
    end
    if (moves) begin
      saved_half <= current_instruction[31:16];
      saved_word <= word_pc[31:2];
      saved_is_return <= word_is_return;
      saved_protected <= current_protected;
      saved_attribute <= current_attribute;
    end
  end

  wire unused = &{1'b0, word_pc[0]};

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assert_halves_are_neighbours: assert (!is_here | !is_saved
          | (!word_pc[1] & (word_pc[31:2] == (saved_word + 30'h00000001))))
        else $error("%m: property halves_are_neighbours does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
