// decode_stage_compressed
//
// Decodes an instruction and reads its operands.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module decode_stage_compressed (
  input  wire        clock,
  input  wire        reset,                           // synchronous, active high
  input  wire        arriving_valid,
  input  wire [31:0] arriving_pc,
  input  wire [31:0] arriving_next,                   // the address behind it
  input  wire        arriving_prediction_known,       // the branch target buffer has an entry for it
  input  wire  [1:0] arriving_prediction_counter,     // of that entry: 2 and 3 say taken
  input  wire [31:0] arriving_following,              // address that is fetched next
  input  wire        arriving_is_return,              // a back-link leads to it
  output wire        take,                            // there is room for `arriving`
  input  wire        fetched_valid,
  input  wire [31:0] fetched_instruction,
  input  wire  [4:0] fetched_cause,                   // 0, or 16 + the cause why there is none
  input  wire        fetched_protected,               // it comes from a region
  input  wire  [7:0] fetched_attribute,               // of that region
  output wire        takes_instruction,               // `fetched` is taken
  input  wire        arriving_is_void,                // `arriving` is no instruction, but asks for one to be fetched again
  input  wire        advance,                         // the stages behind move on
  input  wire        kill,                            // the instructions here and at `arriving` are not to be executed
  input  wire        interrupt,                       // an interrupt is to be taken before the instruction
  input  wire  [4:0] interrupt_cause,
  input  wire  [1:0] privilege,
  input  wire        checks_identity,                 // the instruction has to come from the region `attribute`
  input  wire        checks_fault,                    // what cannot be fetched may be a change of mode
  input  wire        checks_return,                   // a back-link may lead to the instruction
  input  wire  [7:0] attribute,
  input  wire        judge,                           // the transfer to the next instruction has been judged
  input  wire        shows_context,                   // there is no instruction here, and `context_value` is wanted
  input  wire  [4:0] context_index,
  output wire [31:0] context_value,                   // of that register
  input  wire        executing_writes,
  input  wire  [4:0] executing_destination,
  input  wire        executing_is_late,               // the value is not there before write-back
  input  wire [31:0] executing_result,
  input  wire        executing_long,                  // execute holds an access to memory or a division
  input  wire        in_memory_writes,
  input  wire  [4:0] in_memory_destination,
  input  wire        in_memory_is_late,               // the value is not there before write-back
  input  wire        in_write_back_writes,
  input  wire  [4:0] in_write_back_destination,
  input  wire        in_write_back_is_late,           // the value is not there before write-back
  input  wire [31:0] written,                         // the value of the instruction in write-back
  input  wire        register_write,                  // the instruction in write-back writes its register
  output wire        issue,                           // `issued` goes to execute, if it moves on
  output wire [31:0] issued_pc,
  output wire [31:0] issued_next,                     // the address behind it
  output wire [31:0] issued_target,                   // of a branch or jal; of jalr the predicted one
  output wire [31:0] issued_link,                     // result of jumps and auipc; target of what may trap as a jump
  output wire [31:0] issued_instruction,
  output wire [31:0] issued_first,                    // first operand; 0 if it is late
  output wire [31:0] issued_second,                   // second operand, inverted for a difference; if it is late, 0 inverted
  output wire [31:0] issued_store,                    // value to store
  output wire        issued_first_is_late,            // the first operand is the result of the instruction in write-back
  output wire        issued_second_is_late,           // the second operand is
  output wire        issued_store_is_late,            // the value to store is
  output wire  [4:0] issued_destination,
  output wire        issued_control_gives_sum,        // the result is the sum, as of everything that makes an access
  output wire        issued_control_gives_bitwise,    // the result is that of bitwise logic
  output wire        issued_control_gives_right,      // the result is shifted right
  output wire        issued_control_gives_left,       // the result is shifted left
  output wire        issued_control_gives_less,       // the result is that of the comparison
  output wire        issued_control_gives_link,       // the result is the link
  output wire        issued_control_subtract,         // second operand inverted, carry in
  output wire  [1:0] issued_control_bitwise,          // 0 xor, 1 second operand, 2 or, 3 and
  output wire        issued_control_arithmetic,       // right shift copies the sign
  output wire  [2:0] issued_control_kind,             // bits 14 to 12: condition of a branch, size of an access, kind of a product or quotient
  output wire        issued_control_uses_first,       // reads the register of bits 19 to 15
  output wire        issued_control_uses_second,      // reads the register of bits 24 to 20
  output wire        issued_control_uses_immediate,   // second operand is the immediate
  output wire        issued_control_writes,           // writes a register other than x0
  output wire        issued_control_branch,           // conditional branch
  output wire        issued_control_jump,             // jal or jalr
  output wire        issued_control_indirect,         // jalr
  output wire        issued_control_memory,           // makes a request at the data port
  output wire  [3:0] issued_control_memory_operation, // of the data port
  output wire        issued_control_multiply,
  output wire        issued_control_divide,
  output wire        issued_control_system,           // executed by the system unit: CSR instructions, returns, wfi, fence.i, sfence.vma, custom-0
  output wire        issued_control_environment_call,
  output wire        issued_control_breakpoint,
  output wire        issued_control_illegal,          // no instruction of the core
  output wire        issued_trap_valid,
  output wire        issued_trap_interrupt,
  output wire        issued_trap_transfer,            // it may not be executed before the mode port has judged; no exception yet
  output wire  [4:0] issued_trap_cause,
  output wire        issued_prediction_known,         // the branch target buffer has an entry for it
  output wire  [1:0] issued_prediction_counter,       // of that entry: 2 and 3 say taken
  output wire        issued_wrong_target,             // predicted taken, to another address than `target`
  output wire        issued_is_void                   // the same of `issued`
);

  reg         valid;
  reg         waiting;                          // the instruction at `place` has not come yet
  reg  [31:0] place_pc;
  reg  [31:0] place_next;                       // the address behind it
  reg         place_prediction_known;           // the branch target buffer has an entry for it
  reg   [1:0] place_prediction_counter;         // of that entry: 2 and 3 say taken
  reg  [31:0] place_following;                  // address that is fetched next
  reg         place_is_return;                  // a back-link leads to it
  reg  [31:0] current_instruction;
  reg   [4:0] current_cause;                    // 0, or 16 + the cause why there is none
  reg         current_protected;                // it comes from a region
  reg   [7:0] current_attribute;                // of that region
  reg         is_void;
  reg         is_judged;                        // the mode port has allowed the instruction that comes next: neither it nor an interrupt stops it
  wire        decoder_decoded_gives_sum;
  wire        decoder_decoded_gives_bitwise;
  wire        decoder_decoded_gives_right;
  wire        decoder_decoded_gives_left;
  wire        decoder_decoded_gives_less;
  wire        decoder_decoded_gives_link;
  wire        decoder_decoded_subtract;
  wire  [1:0] decoder_decoded_bitwise;
  wire        decoder_decoded_arithmetic;
  wire  [2:0] decoder_decoded_kind;
  wire        decoder_decoded_uses_first;
  wire        decoder_decoded_uses_second;
  wire        decoder_decoded_uses_immediate;
  wire        decoder_decoded_writes;
  wire        decoder_decoded_branch;
  wire        decoder_decoded_jump;
  wire        decoder_decoded_indirect;
  wire        decoder_decoded_memory;
  wire  [3:0] decoder_decoded_memory_operation;
  wire        decoder_decoded_multiply;
  wire        decoder_decoded_divide;
  wire        decoder_decoded_system;
  wire        decoder_decoded_environment_call;
  wire        decoder_decoded_breakpoint;
  wire        decoder_decoded_illegal;
  wire [31:0] decoder_immediate_operand;
  wire [31:0] decoder_immediate_target;
  wire [31:0] registers_first_value;
  wire [31:0] registers_second_value;
  wire [31:0] first_bypass_settled;
  wire        first_bypass_from_execute;
  wire        first_bypass_from_memory;
  wire        first_bypass_must_wait;
  wire [31:0] second_bypass_settled;
  wire        second_bypass_from_execute;
  wire        second_bypass_from_memory;
  wire        second_bypass_must_wait;

  instruction_decoder decoder (
    .instruction(current_instruction),
    .decoded_gives_sum(decoder_decoded_gives_sum),
    .decoded_gives_bitwise(decoder_decoded_gives_bitwise),
    .decoded_gives_right(decoder_decoded_gives_right),
    .decoded_gives_left(decoder_decoded_gives_left),
    .decoded_gives_less(decoder_decoded_gives_less),
    .decoded_gives_link(decoder_decoded_gives_link),
    .decoded_subtract(decoder_decoded_subtract),
    .decoded_bitwise(decoder_decoded_bitwise),
    .decoded_arithmetic(decoder_decoded_arithmetic),
    .decoded_kind(decoder_decoded_kind),
    .decoded_uses_first(decoder_decoded_uses_first),
    .decoded_uses_second(decoder_decoded_uses_second),
    .decoded_uses_immediate(decoder_decoded_uses_immediate),
    .decoded_writes(decoder_decoded_writes),
    .decoded_branch(decoder_decoded_branch),
    .decoded_jump(decoder_decoded_jump),
    .decoded_indirect(decoder_decoded_indirect),
    .decoded_memory(decoder_decoded_memory),
    .decoded_memory_operation(decoder_decoded_memory_operation),
    .decoded_multiply(decoder_decoded_multiply),
    .decoded_divide(decoder_decoded_divide),
    .decoded_system(decoder_decoded_system),
    .decoded_environment_call(decoder_decoded_environment_call),
    .decoded_breakpoint(decoder_decoded_breakpoint),
    .decoded_illegal(decoder_decoded_illegal),
    .immediate_operand(decoder_immediate_operand),
    .immediate_target(decoder_immediate_target)
  );

  assign context_value = registers_second_value;

  register_file registers (
    .clock(clock),
    .first(current_instruction[19:15]),
    .second(shows_context ? context_index : current_instruction[24:20]),
    .first_value(registers_first_value),
    .second_value(registers_second_value),
    .write(register_write),
    .destination(in_write_back_destination),
    .value(written)
  );

  operand_bypass first_bypass (
    .source(current_instruction[19:15]),
    .stored(registers_first_value),
    .executing_writes(executing_writes),
    .executing_destination(executing_destination),
    .executing_is_late(executing_is_late),
    .in_memory_writes(in_memory_writes),
    .in_memory_destination(in_memory_destination),
    .in_memory_is_late(in_memory_is_late),
    .in_write_back_writes(in_write_back_writes),
    .in_write_back_destination(in_write_back_destination),
    .in_write_back_is_late(in_write_back_is_late),
    .written(written),
    .settled(first_bypass_settled),
    .from_execute(first_bypass_from_execute),
    .from_memory(first_bypass_from_memory),
    .must_wait(first_bypass_must_wait)
  );

  operand_bypass second_bypass (
    .source(current_instruction[24:20]),
    .stored(registers_second_value),
    .executing_writes(executing_writes),
    .executing_destination(executing_destination),
    .executing_is_late(executing_is_late),
    .in_memory_writes(in_memory_writes),
    .in_memory_destination(in_memory_destination),
    .in_memory_is_late(in_memory_is_late),
    .in_write_back_writes(in_write_back_writes),
    .in_write_back_destination(in_write_back_destination),
    .in_write_back_is_late(in_write_back_is_late),
    .written(written),
    .settled(second_bypass_settled),
    .from_execute(second_bypass_from_execute),
    .from_memory(second_bypass_from_memory),
    .must_wait(second_bypass_must_wait)
  );

  wire must_wait = (decoder_decoded_uses_first & first_bypass_must_wait)
      | (decoder_decoded_uses_second & second_bypass_must_wait) | (decoder_decoded_divide & executing_long);
  assign take = !waiting & (!valid | (advance & !must_wait));
  assign takes_instruction = take | waiting;
  assign issue = valid & !must_wait;
  assign issued_is_void = is_void;
  wire interrupted = interrupt & !is_judged;
  wire transfers = !is_judged & ((checks_fault & current_cause[4])
      | (checks_identity & !current_cause[4] & (!current_protected | (current_attribute != attribute)))
      | (checks_return & place_is_return));
  wire trapped = interrupted | transfers | current_cause[4] | decoder_decoded_illegal
      | decoder_decoded_environment_call | decoder_decoded_breakpoint;
  assign issued_trap_valid = trapped;
  assign issued_trap_interrupt = interrupted;
  assign issued_trap_transfer = transfers & !interrupted;
  assign issued_trap_cause = interrupted ? interrupt_cause : current_cause[4] ? {1'b0, current_cause[3:0]}
      : decoder_decoded_illegal ? 5'd2 : decoder_decoded_breakpoint ? 5'd3 : {3'd2, privilege};
  assign issued_pc = place_pc;
  assign issued_next = place_next;
  wire [31:0] target = place_pc + decoder_immediate_target;
  assign issued_link = !decoder_decoded_jump ? target : place_next;
  assign issued_target = decoder_decoded_indirect ? place_following : target;
  assign issued_wrong_target = !decoder_decoded_indirect & (target[31:1] != place_following[31:1]);
  assign issued_instruction = current_instruction;
  assign issued_first = first_bypass_from_execute ? executing_result : first_bypass_settled;
  wire [31:0] issued_second_t1 = {32{decoder_decoded_subtract}};
  assign issued_second = (second_bypass_from_execute & !decoder_decoded_uses_immediate)
      ? (executing_result ^ issued_second_t1) : ((decoder_decoded_uses_immediate ? decoder_immediate_operand
      : second_bypass_settled) ^ issued_second_t1);
  assign issued_store = second_bypass_from_execute ? executing_result : second_bypass_settled;
  assign issued_first_is_late = first_bypass_from_memory;
  assign issued_second_is_late = second_bypass_from_memory & !decoder_decoded_uses_immediate;
  assign issued_store_is_late = second_bypass_from_memory;
  assign issued_destination = current_instruction[11:7];
  assign issued_prediction_known = place_prediction_known;
  assign issued_prediction_counter = place_prediction_counter;
  assign issued_control_gives_sum = decoder_decoded_gives_sum;
  assign issued_control_gives_bitwise = decoder_decoded_gives_bitwise;
  assign issued_control_gives_right = decoder_decoded_gives_right;
  assign issued_control_gives_left = decoder_decoded_gives_left;
  assign issued_control_gives_less = decoder_decoded_gives_less;
  assign issued_control_gives_link = decoder_decoded_gives_link;
  assign issued_control_subtract = decoder_decoded_subtract;
  assign issued_control_bitwise = decoder_decoded_bitwise;
  assign issued_control_arithmetic = decoder_decoded_arithmetic;
  assign issued_control_kind = decoder_decoded_kind;
  assign issued_control_uses_first = decoder_decoded_uses_first;
  assign issued_control_uses_second = decoder_decoded_uses_second;
  assign issued_control_uses_immediate = decoder_decoded_uses_immediate;
  assign issued_control_writes = decoder_decoded_writes;
  assign issued_control_branch = decoder_decoded_branch & !trapped;
  assign issued_control_jump = decoder_decoded_jump & !trapped;
  assign issued_control_indirect = decoder_decoded_indirect;
  assign issued_control_memory = decoder_decoded_memory & !trapped;
  assign issued_control_memory_operation = decoder_decoded_memory_operation;
  assign issued_control_multiply = decoder_decoded_multiply;
  assign issued_control_divide = decoder_decoded_divide;
  assign issued_control_system = decoder_decoded_system & !trapped;
  assign issued_control_environment_call = decoder_decoded_environment_call;
  assign issued_control_breakpoint = decoder_decoded_breakpoint;
  assign issued_control_illegal = decoder_decoded_illegal;

  always @(posedge clock) begin
    if (reset) begin
      valid <= 1'b0;
      waiting <= 1'b0;
      is_judged <= 1'b0;
    end else begin
      if (kill) begin
        valid <= 1'b0;
        waiting <= 1'b0;
      end else if (takes_instruction) begin
        valid <= (waiting | arriving_valid) & fetched_valid;
        waiting <= (waiting | arriving_valid) & !fetched_valid;
      end
      if (judge) begin
        is_judged <= 1'b1;
      end else if (issue & advance & !is_void) begin
        is_judged <= 1'b0;
      end
    end
  end

  always @(posedge clock) begin
    if (take) begin
      place_pc <= arriving_pc;
      place_next <= arriving_next;
      place_prediction_known <= arriving_prediction_known;
      place_prediction_counter <= arriving_prediction_counter;
      place_following <= arriving_following;
      place_is_return <= arriving_is_return;
      is_void <= arriving_is_void;
    end
    if (takes_instruction) begin
      current_instruction <= fetched_instruction;
      current_cause <= fetched_cause;
      current_protected <= fetched_protected;
      current_attribute <= fetched_attribute;
    end
  end

endmodule

`default_nettype wire
