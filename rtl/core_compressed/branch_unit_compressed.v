// branch_unit_compressed
//
// Resolves branches and jumps.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module branch_unit_compressed (
  input  wire [31:0] pc,
  input  wire [31:0] next,
  input  wire [31:0] target,             // of a branch or jal; of jalr the predicted one
  input  wire [31:0] first,
  input  wire [31:0] second,
  input  wire [31:0] sum,                // first + second: the target of jalr
  input  wire        carry,              // of first - second
  input  wire        equal,              // first = second
  input  wire        is_signed,          // the comparison is
  input  wire  [2:0] kind,
  input  wire        branch,
  input  wire        jump,
  input  wire        indirect,
  input  wire        prediction_known,   // the branch target buffer has an entry for it
  input  wire  [1:0] prediction_counter, // of that entry: 2 and 3 say taken
  input  wire        counts,             // the instruction is there, and moves on
  input  wire        in_any_case,        // there is no instruction, and fetch is to go on at `next`
  input  wire        wrong_target,       // if predicted taken, the prediction named another target
  output wire [31:0] following,          // address of the next instruction
  output wire        redirect,           // fetch has to go on at `following`
  output wire        misaligned,         // the instruction jumps to an address that is no multiple of 4
  output wire        jump_misaligned,    // the same of jumps alone, known earlier
  output wire        update_valid,
  output wire [31:0] update_pc,
  output wire [31:0] update_target,
  output wire  [1:0] update_counter
);

  wire        taken_choice_chosen;
  wire        redirect_choice_chosen;
  wire [31:0] following_choice_word;

  wire uses_carry = branch & kind[2] & !(is_signed & (first[31] == second[31]));
  wire others = jump | (branch & ((kind[2] ? first[31] : equal) ^ kind[0]) & !uses_carry);

  bit_choice taken_choice (
    .first(others | (uses_carry & !kind[0])),
    .second(others | (uses_carry & kind[0])),
    .is_second(carry),
    .chosen(taken_choice_chosen)
  );

  wire [31:0] destination = indirect ? {sum[31:1], 1'b0} : target;

  word_choice following_choice (
    .first(next),
    .second(destination),
    .is_second(taken_choice_chosen),
    .stays_first(1'b0),
    .word(following_choice_word)
  );

  assign following = following_choice_word;
  wire predicted = prediction_known & prediction_counter[1];
  wire [31:0] is_elsewhere_t1 = first ^ second ^ target;
  wire [31:0] is_elsewhere_t2 = (first & second) | ((first ^ second) & ~target);
  wire [1:0] low = {1'b0, first[0]} + {1'b0, second[0]};
  wire is_elsewhere = is_elsewhere_t1[31:1] != {is_elsewhere_t2[30:1], low[1]};
  wire is_wrong = !predicted | (indirect ? is_elsewhere : wrong_target);

  bit_choice redirect_choice (
    .first((counts & predicted) | in_any_case),
    .second(counts & is_wrong),
    .is_second(taken_choice_chosen),
    .chosen(redirect_choice_chosen)
  );

  assign redirect = redirect_choice_chosen;
  assign jump_misaligned = 1'b0;
  assign misaligned = 1'b0;
  assign update_valid = ((branch | jump) & (taken_choice_chosen | prediction_known)) | (predicted & !(branch | jump));
  wire [31:0] update_pc_t1 = next[1] ? next : pc;
  assign update_pc = {update_pc_t1[31:2], !next[1], 1'b0};
  assign update_target = destination;
  assign update_counter = !(branch | jump) ? 2'd0 : !prediction_known ? 2'd2 : taken_choice_chosen
      ? ((&prediction_counter) ? prediction_counter : (prediction_counter + 2'd1)) : (|prediction_counter)
      ? (prediction_counter - 2'd1) : prediction_counter;

  wire unused = &{1'b0, sum[0], kind, is_elsewhere_t1[0], is_elsewhere_t2[0], is_elsewhere_t2[31], low[0],
      update_pc_t1[1:0]};

endmodule

`default_nettype wire
