// execute_stage_4_compressed
//
// Computes results and addresses, resolves branches.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module execute_stage_4_compressed (
  input  wire        clock,
  input  wire        reset,                           // synchronous, active high
  input  wire        issue,
  input  wire [31:0] issued_pc,
  input  wire [31:0] issued_next,                     // the address behind it
  input  wire [31:0] issued_target,                   // of a branch or jal; of jalr the predicted one
  input  wire [31:0] issued_link,                     // result of jumps and auipc; target of what may trap as a jump
  input  wire [31:0] issued_instruction,
  input  wire [31:0] issued_first,                    // first operand; 0 if it is late
  input  wire [31:0] issued_second,                   // second operand, inverted for a difference; if it is late, 0 inverted
  input  wire [31:0] issued_store,                    // value to store
  input  wire        issued_first_is_late,            // the first operand is the result of the instruction in write-back
  input  wire        issued_second_is_late,           // the second operand is
  input  wire        issued_store_is_late,            // the value to store is
  input  wire  [4:0] issued_destination,
  input  wire        issued_control_gives_sum,        // the result is the sum, as of everything that makes an access
  input  wire        issued_control_gives_bitwise,    // the result is that of bitwise logic
  input  wire        issued_control_gives_right,      // the result is shifted right
  input  wire        issued_control_gives_left,       // the result is shifted left
  input  wire        issued_control_gives_less,       // the result is that of the comparison
  input  wire        issued_control_gives_link,       // the result is the link
  input  wire        issued_control_subtract,         // second operand inverted, carry in
  input  wire  [1:0] issued_control_bitwise,          // 0 xor, 1 second operand, 2 or, 3 and
  input  wire        issued_control_arithmetic,       // right shift copies the sign
  input  wire  [2:0] issued_control_kind,             // bits 14 to 12: condition of a branch, size of an access, kind of a product or quotient
  input  wire        issued_control_uses_first,       // reads the register of bits 19 to 15
  input  wire        issued_control_uses_second,      // reads the register of bits 24 to 20
  input  wire        issued_control_uses_immediate,   // second operand is the immediate
  input  wire        issued_control_writes,           // writes a register other than x0
  input  wire        issued_control_branch,           // conditional branch
  input  wire        issued_control_jump,             // jal or jalr
  input  wire        issued_control_indirect,         // jalr
  input  wire        issued_control_memory,           // makes a request at the data port
  input  wire  [3:0] issued_control_memory_operation, // of the data port
  input  wire        issued_control_multiply,
  input  wire        issued_control_divide,
  input  wire        issued_control_system,           // executed by the system unit: CSR instructions, returns, wfi, fence.i, sfence.vma, custom-0
  input  wire        issued_control_environment_call,
  input  wire        issued_control_breakpoint,
  input  wire        issued_control_illegal,          // no instruction of the core
  input  wire        issued_trap_valid,
  input  wire        issued_trap_interrupt,
  input  wire        issued_trap_transfer,            // it may not be executed before the mode port has judged; no exception yet
  input  wire  [4:0] issued_trap_cause,
  input  wire        issued_prediction_known,         // the branch target buffer has an entry for it
  input  wire  [1:0] issued_prediction_counter,       // of that entry: 2 and 3 say taken
  input  wire        issued_wrong_target,             // predicted taken, to another address than `target`
  input  wire        issued_is_void,                  // `issued` is no instruction, but asks for one to be fetched again
  input  wire        advance,                         // the stages move on
  input  wire        kill,                            // the instruction here is not to be executed
  input  wire        operands_valid,                  // `computed` and `loaded` are right
  input  wire [31:0] computed,
  input  wire [31:0] loaded,
  output wire [31:0] executed_pc,
  output wire [31:0] executed_next,                   // the address behind it
  output wire [31:0] executed_instruction,
  output wire [31:0] executed_value,                  // result, or address of its access, or what mtval will say
  output wire [31:0] executed_store,                  // value to store
  output wire  [4:0] executed_destination,
  output wire        executed_writes,
  output wire        executed_memory,                 // makes a request at the data port
  output wire  [3:0] executed_memory_operation,
  output wire  [2:0] executed_kind,                   // bits 14 to 12
  output wire        executed_multiply,               // the result is the product
  output wire        executed_divide,                 // the result is that of the divider
  output wire        executed_system,                 // the system unit has to do with it
  output wire        executed_trap_valid,
  output wire        executed_trap_interrupt,
  output wire        executed_trap_transfer,          // it may not be executed before the mode port has judged; no exception yet
  output wire  [4:0] executed_trap_cause,
  output wire        executed_valid,
  output wire [31:0] address,                         // of an access to memory
  output wire        pending_writes,
  output wire  [4:0] pending_destination,
  output wire        pending_is_late,                 // the value is not there before write-back
  output wire [31:0] result,
  output wire [31:0] product,                         // of the instruction that is in the memory stage
  output wire [31:0] quotient,                        // the same of a division
  output wire        is_long,                         // an access to memory or a division is here
  output wire        busy,                            // the divider is at work
  input  wire        system_finish,                   // there is nothing here, and `following` is `system_target`
  input  wire [31:0] system_target,
  output wire        redirect,                        // fetch has to go on at `following`
  output wire [31:0] following,
  output wire        update_valid,
  output wire [31:0] update_pc,
  output wire [31:0] update_target,
  output wire  [1:0] update_counter
);

  reg         valid;
  reg  [31:0] current_pc;
  reg  [31:0] current_next;                     // the address behind it
  reg  [31:0] current_target;                   // of a branch or jal; of jalr the predicted one
  reg  [31:0] current_link;                     // result of jumps and auipc; target of what may trap as a jump
  reg  [31:0] current_instruction;
  reg  [31:0] current_first;                    // first operand; 0 if it is late
  reg  [31:0] current_second;                   // second operand, inverted for a difference; if it is late, 0 inverted
  reg  [31:0] current_store;                    // value to store
  reg         current_first_is_late;            // the first operand is the result of the instruction in write-back
  reg         current_second_is_late;           // the second operand is
  reg         current_store_is_late;            // the value to store is
  reg   [4:0] current_destination;
  reg         current_control_gives_sum;        // the result is the sum, as of everything that makes an access
  reg         current_control_gives_bitwise;    // the result is that of bitwise logic
  reg         current_control_gives_right;      // the result is shifted right
  reg         current_control_gives_left;       // the result is shifted left
  reg         current_control_gives_less;       // the result is that of the comparison
  reg         current_control_gives_link;       // the result is the link
  reg         current_control_subtract;         // second operand inverted, carry in
  reg   [1:0] current_control_bitwise;          // 0 xor, 1 second operand, 2 or, 3 and
  reg         current_control_arithmetic;       // right shift copies the sign
  reg   [2:0] current_control_kind;             // bits 14 to 12: condition of a branch, size of an access, kind of a product or quotient
  reg         current_control_uses_first;       // reads the register of bits 19 to 15
  reg         current_control_uses_second;      // reads the register of bits 24 to 20
  reg         current_control_uses_immediate;   // second operand is the immediate
  reg         current_control_writes;           // writes a register other than x0
  reg         current_control_branch;           // conditional branch
  reg         current_control_jump;             // jal or jalr
  reg         current_control_indirect;         // jalr
  reg         current_control_memory;           // makes a request at the data port
  reg   [3:0] current_control_memory_operation; // of the data port
  reg         current_control_multiply;
  reg         current_control_divide;
  reg         current_control_system;           // executed by the system unit: CSR instructions, returns, wfi, fence.i, sfence.vma, custom-0
  reg         current_control_environment_call;
  reg         current_control_breakpoint;
  reg         current_control_illegal;          // no instruction of the core
  reg         current_trap_valid;
  reg         current_trap_interrupt;
  reg         current_trap_transfer;            // it may not be executed before the mode port has judged; no exception yet
  reg   [4:0] current_trap_cause;
  reg         current_prediction_known;         // the branch target buffer has an entry for it
  reg   [1:0] current_prediction_counter;       // of that entry: 2 and 3 say taken
  reg         current_wrong_target;             // predicted taken, to another address than `target`
  reg         is_void;
  reg         learned_valid;
  reg  [31:0] learned_pc;
  reg  [31:0] learned_target;
  reg   [1:0] learned_counter;
  wire [31:0] arithmetic_sum;
  wire [31:0] arithmetic_bitwise;
  wire        arithmetic_less;
  wire        arithmetic_carry;
  wire        arithmetic_equal;
  wire [31:0] shifter_right;
  wire [31:0] shifter_left;
  wire [31:0] branch_unit_following;
  wire        branch_unit_redirect;
  wire        branch_unit_misaligned;
  wire        branch_unit_jump_misaligned;
  wire        branch_unit_update_valid;
  wire [31:0] branch_unit_update_pc;
  wire [31:0] branch_unit_update_target;
  wire  [1:0] branch_unit_update_counter;
  wire [31:0] multiplier_product;
  wire        divider_done;
  wire [31:0] divider_result;
  wire [31:0] first_choice_operand;
  wire [31:0] second_choice_operand;
  wire [31:0] result_choice_result;

  operand_choice first_choice (
    .early(current_first),
    .computed(computed),
    .loaded(loaded),
    .is_late(current_first_is_late),
    .operand(first_choice_operand)
  );

  operand_choice second_choice (
    .early(current_second),
    .computed(computed),
    .loaded(loaded),
    .is_late(current_second_is_late),
    .operand(second_choice_operand)
  );

  arithmetic_unit arithmetic (
    .first(first_choice_operand),
    .second(second_choice_operand),
    .subtract(current_control_subtract),
    .operation(current_control_bitwise),
    .is_unsigned(current_control_branch ? current_control_kind[1] : current_control_kind[0]),
    .sum(arithmetic_sum),
    .bitwise(arithmetic_bitwise),
    .less(arithmetic_less),
    .carry(arithmetic_carry),
    .equal(arithmetic_equal)
  );

  shifter shifter (
    .value(first_choice_operand),
    .amount(second_choice_operand[4:0]),
    .is_left(current_control_gives_left),
    .arithmetic(current_control_arithmetic),
    .right(shifter_right),
    .left(shifter_left)
  );

  multiplier multiplier (
    .clock(clock),
    .first(first_choice_operand),
    .second(second_choice_operand),
    .kind(current_control_kind[1:0]),
    .enable(advance),
    .product(multiplier_product)
  );

  assign product = multiplier_product;
  assign quotient = divider_result;

  divider_4 divider (
    .clock(clock),
    .reset(reset),
    .start(valid & current_control_divide & operands_valid),
    .take(advance | kill),
    .dividend(first_choice_operand),
    .divisor(second_choice_operand),
    .kind(current_control_kind[1:0]),
    .done(divider_done),
    .result(divider_result)
  );

  assign busy = valid & current_control_divide & !divider_done;
  assign following = branch_unit_following;

  branch_unit_compressed branch_unit (
    .pc(current_pc),
    .next(system_finish ? system_target : current_next),
    .target(current_target),
    .first(first_choice_operand),
    .second(second_choice_operand),
    .sum(arithmetic_sum),
    .carry(arithmetic_carry),
    .equal(arithmetic_equal),
    .is_signed(!current_control_kind[1]),
    .kind(current_control_kind),
    .branch(valid & current_control_branch),
    .jump(valid & current_control_jump),
    .indirect(current_control_indirect),
    .prediction_known(current_prediction_known),
    .prediction_counter(current_prediction_counter),
    .counts(valid & advance),
    .in_any_case(system_finish),
    .wrong_target(current_wrong_target),
    .following(branch_unit_following),
    .redirect(branch_unit_redirect),
    .misaligned(branch_unit_misaligned),
    .jump_misaligned(branch_unit_jump_misaligned),
    .update_valid(branch_unit_update_valid),
    .update_pc(branch_unit_update_pc),
    .update_target(branch_unit_update_target),
    .update_counter(branch_unit_update_counter)
  );

  assign redirect = branch_unit_redirect;
  assign update_valid = learned_valid;
  assign update_pc = learned_pc;
  assign update_target = learned_target;
  assign update_counter = learned_counter;
  wire [31:0] result_choice_shifted_t1 = {32{current_control_gives_right}};
  wire [31:0] result_choice_shifted_t2 = {32{current_control_gives_left}};
  wire [31:0] result_choice_others_t1 = {32{current_control_gives_bitwise}};
  wire [31:0] result_choice_others_t2 = {32{current_control_gives_link}};

  result_choice result_choice (
    .sum({arithmetic_sum[31:1], arithmetic_sum[0] & !(current_control_jump & current_control_indirect
        & branch_unit_jump_misaligned)}),
    .is_sum(current_control_gives_sum | (current_control_jump & current_control_indirect
        & branch_unit_jump_misaligned)),
    .shifted((result_choice_shifted_t1 & shifter_right) | (result_choice_shifted_t2 & shifter_left)),
    .others((result_choice_others_t1 & arithmetic_bitwise) | (result_choice_others_t2 & current_link)
        | {31'h00000000, current_control_gives_less & arithmetic_less}),
    .result(result_choice_result)
  );

  assign result = result_choice_result;
  assign address = arithmetic_sum;
  assign executed_valid = valid & !is_void;
  assign executed_pc = current_pc;
  assign executed_next = current_next;
  assign executed_instruction = current_instruction;
  assign executed_value = result;
  assign executed_store = current_store_is_late ? (computed | loaded) : current_store;
  assign executed_destination = current_destination;
  assign executed_writes = current_control_writes;
  wire misaligned = current_control_memory & ((current_control_kind[0] & arithmetic_sum[0])
      | (current_control_kind[1] & (|arithmetic_sum[1:0])));
  assign executed_memory = current_control_memory & !misaligned;
  assign executed_memory_operation = current_control_memory_operation;
  assign executed_kind = current_control_kind;
  assign executed_multiply = current_control_multiply;
  assign executed_divide = current_control_divide;
  assign executed_system = current_control_system;
  assign executed_trap_valid = current_trap_valid | branch_unit_misaligned | misaligned;
  assign executed_trap_interrupt = current_trap_interrupt;
  assign executed_trap_transfer = current_trap_transfer;
  assign executed_trap_cause = misaligned ? {3'd1, !(!current_control_memory_operation[0] &
      !current_control_memory_operation[2] & !current_control_memory_operation[3]), 1'b0} : branch_unit_misaligned
      ? 5'd0 : current_trap_cause;
  assign is_long = valid & (current_control_memory | current_control_divide);
  assign pending_writes = valid & current_control_writes;
  assign pending_destination = current_destination;
  assign pending_is_late = current_control_memory | current_control_multiply | current_control_divide;

  always @(posedge clock) begin
    if (reset) begin
      valid <= 1'b0;
      learned_valid <= 1'b0;
      learned_pc <= 32'h00000000;
      learned_target <= 32'h00000000;
      learned_counter <= 2'd0;
    end else begin
      learned_valid <= valid & advance & branch_unit_update_valid;
      learned_pc <= branch_unit_update_pc;
      learned_target <= branch_unit_update_target;
      learned_counter <= branch_unit_update_counter;
      if (kill) begin
        valid <= 1'b0;
      end else if (advance) begin
        valid <= issue & !redirect;
      end
    end
  end

  always @(posedge clock) begin
    if (advance) begin
      current_pc <= issued_pc;
      current_next <= issued_next;
      current_target <= issued_target;
      current_link <= issued_link;
      current_instruction <= issued_instruction;
      current_first <= issued_first;
      current_second <= issued_second;
      current_store <= issued_store;
      current_first_is_late <= issued_first_is_late;
      current_second_is_late <= issued_second_is_late;
      current_store_is_late <= issued_store_is_late;
      current_destination <= issued_destination;
      current_control_gives_sum <= issued_control_gives_sum;
      current_control_gives_bitwise <= issued_control_gives_bitwise;
      current_control_gives_right <= issued_control_gives_right;
      current_control_gives_left <= issued_control_gives_left;
      current_control_gives_less <= issued_control_gives_less;
      current_control_gives_link <= issued_control_gives_link;
      current_control_subtract <= issued_control_subtract;
      current_control_bitwise <= issued_control_bitwise;
      current_control_arithmetic <= issued_control_arithmetic;
      current_control_kind <= issued_control_kind;
      current_control_uses_first <= issued_control_uses_first;
      current_control_uses_second <= issued_control_uses_second;
      current_control_uses_immediate <= issued_control_uses_immediate;
      current_control_writes <= issued_control_writes;
      current_control_branch <= issued_control_branch;
      current_control_jump <= issued_control_jump;
      current_control_indirect <= issued_control_indirect;
      current_control_memory <= issued_control_memory;
      current_control_memory_operation <= issued_control_memory_operation;
      current_control_multiply <= issued_control_multiply;
      current_control_divide <= issued_control_divide;
      current_control_system <= issued_control_system;
      current_control_environment_call <= issued_control_environment_call;
      current_control_breakpoint <= issued_control_breakpoint;
      current_control_illegal <= issued_control_illegal;
      current_trap_valid <= issued_trap_valid;
      current_trap_interrupt <= issued_trap_interrupt;
      current_trap_transfer <= issued_trap_transfer;
      current_trap_cause <= issued_trap_cause;
      current_prediction_known <= issued_prediction_known;
      current_prediction_counter <= issued_prediction_counter;
      current_wrong_target <= issued_wrong_target;
      is_void <= issued_is_void;
    end
  end

  wire unused = &{1'b0, current_control_uses_first, current_control_uses_second, current_control_uses_immediate,
      current_control_environment_call, current_control_breakpoint, current_control_illegal};

endmodule

`default_nettype wire
