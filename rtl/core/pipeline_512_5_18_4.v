// pipeline_512_5_18_4
//
// RV32IMA pipeline of five stages with machine, supervisor and user mode.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module pipeline_512_5_18_4 (
  input  wire        clock,
  input  wire        reset,                         // synchronous, active high
  output wire        fetch_valid,
  input  wire        fetch_ready,
  output wire [31:0] fetch_address,                 // virtual, a multiple of 4
  output wire        fetch_cancel,                  // requests accepted in earlier cycles get no answer any more
  input  wire        instruction_valid,
  output wire        instruction_ready,
  input  wire [31:0] instruction,
  input  wire  [4:0] instruction_cause,             // 0, or 16 + the cause of the exception
  input  wire        instruction_protected,         // it comes from a region
  input  wire  [7:0] instruction_attribute,         // of that region
  output wire        data_valid,
  input  wire        data_ready,
  output wire  [3:0] data_operation,
  output wire [31:0] data_address,                  // virtual, aligned
  output wire  [1:0] data_size,                     // 0 byte, 1 half, 2 word
  output wire        data_is_signed,                // a loaded byte or half word is extended with its sign; else with zeros
  output wire [31:0] data_store,                    // of the access accepted in the cycle before: value to be stored, in the low bits
  output wire        data_cancel,                   // the request accepted in the cycle before has no effect
  input  wire        result_valid,
  input  wire [31:0] result,                        // the value, extended
  input  wire  [4:0] result_cause,                  // 0, or 16 + the cause of the exception
  input  wire [31:0] result_physical,
  output wire        end_reservation,               // a trap is taken or returned from: the next SC fails
  output wire        satp_mode,
  output wire [19:0] satp_ppn,
  output wire  [1:0] fetch_privilege,
  output wire  [1:0] data_privilege,
  output wire        sum,
  output wire        mxr,
  output wire  [3:0] domain,
  output wire        encrypted,
  output wire        closed,
  input  wire  [3:0] running_domain,
  input  wire        running_encrypted,             // its mode
  input  wire        running_automatic,             // its mode follows the regions
  input  wire        running_closed,                // in encrypted mode the lower half of its addresses has nothing but regions
  input  wire  [3:0] running_attribute,             // under which it executes in encrypted mode
  input  wire        running_return_expected,       // it has a back-link
  input  wire [31:0] running_return_address,        // of that link
  output wire        order_transfer,                // judge the transfer to `pc`
  output wire        order_execute,                 // execute `instruction`, which is one of custom-0 and may be executed
  output wire        order_suspend,                 // a trap is taken: keep the context of an encrypted domain; domain 0 runs
  output wire        order_restore,                 // `domain` runs from now on, with its context if it is encrypted
  output wire  [3:0] order_domain,                  // restore: the domain; else of no meaning
  output wire [31:0] order_instruction,
  output wire [31:0] order_first,                   // operand rs1
  output wire [31:0] order_second,                  // operand rs2
  output wire [31:0] order_pc,
  output wire [31:0] order_next,                    // the address behind it
  output wire        order_is_call,                 // suspend: the trap is a system call
  output wire        order_is_user,                 // execute: in user mode
  input  wire        protection_done,
  input  wire        protection_refused,            // transfer: refused
  input  wire  [4:0] protection_cause,              // execute: 0, or 16 + the cause of an exception
  input  wire [31:0] protection_value,              // execute: the result; before `done` what is written to a register; else 0
  input  wire        protection_has_target,         // execution goes on at `target`
  input  wire [31:0] protection_target,             // that address, or with a cause the one that the exception is about
  input  wire  [4:0] context_index,                 // register to be shown
  output wire [31:0] context_value,
  input  wire        register_write_valid,
  input  wire  [4:0] register_write_index,
  input  wire        access_valid,                  // make it; one at a time. The others stay until the answer, and are 0 while no order is carried out
  input  wire  [3:0] access_operation,              // as in a request to the memory unit
  input  wire [31:0] access_address,                // virtual, of a word
  output wire        access_done,
  input  wire        empty_caches,                  // write back and drop all lines of the caches
  output wire        caches_emptied,
  output wire        command_valid,
  input  wire        command_ready,
  output wire        command,                       // 0 fence.i, 1 sfence.vma
  input  wire        software_interrupt,
  input  wire        timer_interrupt,
  input  wire        external_interrupt,
  input  wire        supervisor_external_interrupt,
  output wire [11:0] outside_address,               // which control and status register, if it lies outside the core
  input  wire [31:0] outside,                       // that register, a cycle after its address at the latest; 0 if it is none
  output wire  [7:0] region_index,                  // the region that sregion names
  output wire        seed_access                    // seed is read and written in this cycle
);

  wire        fetch_stage_fetch_valid;
  wire [31:0] fetch_stage_fetch_address;
  wire        fetch_stage_fetch_cancel;
  wire        fetch_stage_valid;
  wire [31:0] fetch_stage_place_pc;
  wire [31:0] fetch_stage_place_next;
  wire        fetch_stage_place_prediction_known;
  wire  [1:0] fetch_stage_place_prediction_counter;
  wire [31:0] fetch_stage_place_following;
  wire        fetch_stage_place_is_return;
  wire        decode_stage_take;
  wire        decode_stage_takes_instruction;
  wire [31:0] decode_stage_context_value;
  wire        decode_stage_issue;
  wire [31:0] decode_stage_issued_pc;
  wire [31:0] decode_stage_issued_next;
  wire [31:0] decode_stage_issued_target;
  wire [31:0] decode_stage_issued_link;
  wire [31:0] decode_stage_issued_instruction;
  wire [31:0] decode_stage_issued_first;
  wire [31:0] decode_stage_issued_second;
  wire [31:0] decode_stage_issued_store;
  wire        decode_stage_issued_first_is_late;
  wire        decode_stage_issued_second_is_late;
  wire        decode_stage_issued_store_is_late;
  wire  [4:0] decode_stage_issued_destination;
  wire        decode_stage_issued_control_gives_sum;
  wire        decode_stage_issued_control_gives_bitwise;
  wire        decode_stage_issued_control_gives_right;
  wire        decode_stage_issued_control_gives_left;
  wire        decode_stage_issued_control_gives_less;
  wire        decode_stage_issued_control_gives_link;
  wire        decode_stage_issued_control_subtract;
  wire  [1:0] decode_stage_issued_control_bitwise;
  wire        decode_stage_issued_control_arithmetic;
  wire  [2:0] decode_stage_issued_control_kind;
  wire        decode_stage_issued_control_uses_first;
  wire        decode_stage_issued_control_uses_second;
  wire        decode_stage_issued_control_uses_immediate;
  wire        decode_stage_issued_control_writes;
  wire        decode_stage_issued_control_branch;
  wire        decode_stage_issued_control_jump;
  wire        decode_stage_issued_control_indirect;
  wire        decode_stage_issued_control_memory;
  wire  [3:0] decode_stage_issued_control_memory_operation;
  wire        decode_stage_issued_control_multiply;
  wire        decode_stage_issued_control_divide;
  wire        decode_stage_issued_control_system;
  wire        decode_stage_issued_control_environment_call;
  wire        decode_stage_issued_control_breakpoint;
  wire        decode_stage_issued_control_illegal;
  wire        decode_stage_issued_trap_valid;
  wire        decode_stage_issued_trap_interrupt;
  wire        decode_stage_issued_trap_transfer;
  wire  [4:0] decode_stage_issued_trap_cause;
  wire        decode_stage_issued_prediction_known;
  wire  [1:0] decode_stage_issued_prediction_counter;
  wire        decode_stage_issued_wrong_target;
  wire [31:0] execute_stage_executed_pc;
  wire [31:0] execute_stage_executed_next;
  wire [31:0] execute_stage_executed_instruction;
  wire [31:0] execute_stage_executed_value;
  wire [31:0] execute_stage_executed_store;
  wire  [4:0] execute_stage_executed_destination;
  wire        execute_stage_executed_writes;
  wire        execute_stage_executed_memory;
  wire  [3:0] execute_stage_executed_memory_operation;
  wire  [2:0] execute_stage_executed_kind;
  wire        execute_stage_executed_multiply;
  wire        execute_stage_executed_divide;
  wire        execute_stage_executed_system;
  wire        execute_stage_executed_trap_valid;
  wire        execute_stage_executed_trap_interrupt;
  wire        execute_stage_executed_trap_transfer;
  wire  [4:0] execute_stage_executed_trap_cause;
  wire        execute_stage_executed_valid;
  wire [31:0] execute_stage_address;
  wire        execute_stage_pending_writes;
  wire  [4:0] execute_stage_pending_destination;
  wire        execute_stage_pending_is_late;
  wire [31:0] execute_stage_result;
  wire [31:0] execute_stage_product;
  wire [31:0] execute_stage_quotient;
  wire        execute_stage_is_long;
  wire        execute_stage_busy;
  wire        execute_stage_redirect;
  wire [31:0] execute_stage_following;
  wire        execute_stage_update_valid;
  wire [31:0] execute_stage_update_pc;
  wire [31:0] execute_stage_update_target;
  wire  [1:0] execute_stage_update_counter;
  wire        memory_stage_data_valid;
  wire  [3:0] memory_stage_data_operation;
  wire [31:0] memory_stage_data_address;
  wire  [1:0] memory_stage_data_size;
  wire        memory_stage_data_is_signed;
  wire [31:0] memory_stage_data_store;
  wire        memory_stage_data_cancel;
  wire        memory_stage_is_unissued;
  wire        memory_stage_is_unanswered;
  wire        memory_stage_pending_writes;
  wire  [4:0] memory_stage_pending_destination;
  wire        memory_stage_pending_is_late;
  wire [31:0] memory_stage_leaving_pc;
  wire [31:0] memory_stage_leaving_next;
  wire [31:0] memory_stage_leaving_instruction;
  wire [31:0] memory_stage_leaving_value;
  wire [31:0] memory_stage_leaving_store;
  wire  [4:0] memory_stage_leaving_destination;
  wire        memory_stage_leaving_writes;
  wire        memory_stage_leaving_memory;
  wire  [3:0] memory_stage_leaving_memory_operation;
  wire  [2:0] memory_stage_leaving_kind;
  wire        memory_stage_leaving_multiply;
  wire        memory_stage_leaving_divide;
  wire        memory_stage_leaving_system;
  wire        memory_stage_leaving_trap_valid;
  wire        memory_stage_leaving_trap_interrupt;
  wire        memory_stage_leaving_trap_transfer;
  wire  [4:0] memory_stage_leaving_trap_cause;
  wire        memory_stage_leaving_valid;
  wire        write_back_stage_is_waiting;
  wire        write_back_stage_special;
  wire [31:0] write_back_stage_instruction_pc;
  wire [31:0] write_back_stage_instruction_next;
  wire [31:0] write_back_stage_instruction_instruction;
  wire [31:0] write_back_stage_instruction_value;
  wire [31:0] write_back_stage_instruction_store;
  wire  [4:0] write_back_stage_instruction_destination;
  wire        write_back_stage_instruction_writes;
  wire        write_back_stage_instruction_memory;
  wire  [3:0] write_back_stage_instruction_memory_operation;
  wire  [2:0] write_back_stage_instruction_kind;
  wire        write_back_stage_instruction_multiply;
  wire        write_back_stage_instruction_divide;
  wire        write_back_stage_instruction_system;
  wire        write_back_stage_instruction_trap_valid;
  wire        write_back_stage_instruction_trap_interrupt;
  wire        write_back_stage_instruction_trap_transfer;
  wire  [4:0] write_back_stage_instruction_trap_cause;
  wire  [4:0] write_back_stage_failure;
  wire        write_back_stage_pending_writes;
  wire  [4:0] write_back_stage_pending_destination;
  wire        write_back_stage_pending_is_late;
  wire [31:0] write_back_stage_computed;
  wire [31:0] write_back_stage_loaded;
  wire [31:0] write_back_stage_value;
  wire        write_back_stage_write;
  wire        write_back_stage_commit;
  wire [11:0] system_unit_outside_address;
  wire        system_unit_seed_access;
  wire  [7:0] system_unit_region_index;
  wire        system_unit_order_transfer;
  wire        system_unit_order_execute;
  wire        system_unit_order_suspend;
  wire        system_unit_order_restore;
  wire  [3:0] system_unit_order_domain;
  wire [31:0] system_unit_order_instruction;
  wire [31:0] system_unit_order_first;
  wire [31:0] system_unit_order_second;
  wire [31:0] system_unit_order_pc;
  wire [31:0] system_unit_order_next;
  wire        system_unit_order_is_call;
  wire        system_unit_order_is_user;
  wire        system_unit_active;
  wire        system_unit_clear;
  wire  [4:0] system_unit_clear_index;
  wire        system_unit_finish;
  wire        system_unit_commit;
  wire        system_unit_judged;
  wire        system_unit_trapped;
  wire        system_unit_is_interrupt;
  wire  [4:0] system_unit_cause;
  wire        system_unit_end_reservation;
  wire [31:0] system_unit_target;
  wire [31:0] system_unit_result;
  wire        system_unit_result_valid;
  wire        system_unit_command_valid;
  wire        system_unit_command;
  wire        system_unit_interrupt;
  wire  [4:0] system_unit_interrupt_cause;
  wire  [1:0] system_unit_privilege;
  wire  [1:0] system_unit_data_privilege;
  wire        system_unit_status_supervisor_enable;
  wire        system_unit_status_machine_enable;
  wire        system_unit_status_supervisor_previous_enable;
  wire        system_unit_status_machine_previous_enable;
  wire        system_unit_status_supervisor_previous;
  wire  [1:0] system_unit_status_machine_previous;
  wire        system_unit_status_modify_privilege;
  wire        system_unit_status_supervisor_user;
  wire        system_unit_status_executable_readable;
  wire        system_unit_status_trap_translation;
  wire        system_unit_status_timeout_wait;
  wire        system_unit_status_trap_return;
  wire        system_unit_satp_mode;
  wire [19:0] system_unit_satp_page;

  assign fetch_valid = fetch_stage_fetch_valid;
  assign fetch_address = fetch_stage_fetch_address;
  assign fetch_cancel = fetch_stage_fetch_cancel;

  fetch_stage_512_5_18_4 fetch_stage (
    .clock(clock),
    .reset(reset),
    .fetch_valid(fetch_stage_fetch_valid),
    .fetch_ready(fetch_ready),
    .fetch_address(fetch_stage_fetch_address),
    .fetch_cancel(fetch_stage_fetch_cancel),
    .return_expected(running_return_expected),
    .return_address(running_return_address),
    .hold(write_back_stage_special | system_unit_active),
    .redirect(execute_stage_redirect),
    .target(execute_stage_following),
    .take(decode_stage_take),
    .valid(fetch_stage_valid),
    .place_pc(fetch_stage_place_pc),
    .place_next(fetch_stage_place_next),
    .place_prediction_known(fetch_stage_place_prediction_known),
    .place_prediction_counter(fetch_stage_place_prediction_counter),
    .place_following(fetch_stage_place_following),
    .place_is_return(fetch_stage_place_is_return),
    .update_valid(execute_stage_update_valid),
    .update_pc(execute_stage_update_pc),
    .update_target(execute_stage_update_target),
    .update_counter(execute_stage_update_counter)
  );

  assign instruction_ready = decode_stage_takes_instruction;
  assign context_value = decode_stage_context_value;
  wire advance = !(memory_stage_is_unissued | write_back_stage_is_waiting | execute_stage_busy | system_unit_active) &
      !write_back_stage_special;

  decode_stage decode_stage (
    .clock(clock),
    .reset(reset),
    .arriving_valid(fetch_stage_valid),
    .arriving_pc(fetch_stage_place_pc),
    .arriving_next(fetch_stage_place_next),
    .arriving_prediction_known(fetch_stage_place_prediction_known),
    .arriving_prediction_counter(fetch_stage_place_prediction_counter),
    .arriving_following(fetch_stage_place_following),
    .arriving_is_return(fetch_stage_place_is_return),
    .take(decode_stage_take),
    .fetched_valid(instruction_valid),
    .fetched_instruction(instruction),
    .fetched_cause(instruction_cause),
    .fetched_protected(instruction_protected),
    .fetched_attribute(instruction_attribute),
    .takes_instruction(decode_stage_takes_instruction),
    .advance(advance),
    .kill(write_back_stage_special | execute_stage_redirect),
    .interrupt(system_unit_interrupt),
    .interrupt_cause(system_unit_interrupt_cause),
    .privilege(system_unit_privilege),
    .checks_identity(running_encrypted),
    .checks_fault(running_encrypted | running_automatic),
    .checks_return(running_return_expected & !running_automatic),
    .attribute({4'd0, running_attribute}),
    .judge(system_unit_judged),
    .shows_context(system_unit_active),
    .context_index(context_index),
    .context_value(decode_stage_context_value),
    .executing_writes(execute_stage_pending_writes),
    .executing_destination(execute_stage_pending_destination),
    .executing_is_late(execute_stage_pending_is_late),
    .executing_result(execute_stage_result),
    .executing_long(execute_stage_is_long),
    .in_memory_writes(memory_stage_pending_writes),
    .in_memory_destination(memory_stage_pending_destination),
    .in_memory_is_late(memory_stage_pending_is_late),
    .in_write_back_writes(write_back_stage_pending_writes),
    .in_write_back_destination(write_back_stage_pending_destination),
    .in_write_back_is_late(write_back_stage_pending_is_late),
    .written(write_back_stage_value),
    .register_write(write_back_stage_write),
    .issue(decode_stage_issue),
    .issued_pc(decode_stage_issued_pc),
    .issued_next(decode_stage_issued_next),
    .issued_target(decode_stage_issued_target),
    .issued_link(decode_stage_issued_link),
    .issued_instruction(decode_stage_issued_instruction),
    .issued_first(decode_stage_issued_first),
    .issued_second(decode_stage_issued_second),
    .issued_store(decode_stage_issued_store),
    .issued_first_is_late(decode_stage_issued_first_is_late),
    .issued_second_is_late(decode_stage_issued_second_is_late),
    .issued_store_is_late(decode_stage_issued_store_is_late),
    .issued_destination(decode_stage_issued_destination),
    .issued_control_gives_sum(decode_stage_issued_control_gives_sum),
    .issued_control_gives_bitwise(decode_stage_issued_control_gives_bitwise),
    .issued_control_gives_right(decode_stage_issued_control_gives_right),
    .issued_control_gives_left(decode_stage_issued_control_gives_left),
    .issued_control_gives_less(decode_stage_issued_control_gives_less),
    .issued_control_gives_link(decode_stage_issued_control_gives_link),
    .issued_control_subtract(decode_stage_issued_control_subtract),
    .issued_control_bitwise(decode_stage_issued_control_bitwise),
    .issued_control_arithmetic(decode_stage_issued_control_arithmetic),
    .issued_control_kind(decode_stage_issued_control_kind),
    .issued_control_uses_first(decode_stage_issued_control_uses_first),
    .issued_control_uses_second(decode_stage_issued_control_uses_second),
    .issued_control_uses_immediate(decode_stage_issued_control_uses_immediate),
    .issued_control_writes(decode_stage_issued_control_writes),
    .issued_control_branch(decode_stage_issued_control_branch),
    .issued_control_jump(decode_stage_issued_control_jump),
    .issued_control_indirect(decode_stage_issued_control_indirect),
    .issued_control_memory(decode_stage_issued_control_memory),
    .issued_control_memory_operation(decode_stage_issued_control_memory_operation),
    .issued_control_multiply(decode_stage_issued_control_multiply),
    .issued_control_divide(decode_stage_issued_control_divide),
    .issued_control_system(decode_stage_issued_control_system),
    .issued_control_environment_call(decode_stage_issued_control_environment_call),
    .issued_control_breakpoint(decode_stage_issued_control_breakpoint),
    .issued_control_illegal(decode_stage_issued_control_illegal),
    .issued_trap_valid(decode_stage_issued_trap_valid),
    .issued_trap_interrupt(decode_stage_issued_trap_interrupt),
    .issued_trap_transfer(decode_stage_issued_trap_transfer),
    .issued_trap_cause(decode_stage_issued_trap_cause),
    .issued_prediction_known(decode_stage_issued_prediction_known),
    .issued_prediction_counter(decode_stage_issued_prediction_counter),
    .issued_wrong_target(decode_stage_issued_wrong_target)
  );

  execute_stage_4 execute_stage (
    .clock(clock),
    .reset(reset),
    .issue(decode_stage_issue),
    .issued_pc(decode_stage_issued_pc),
    .issued_next(decode_stage_issued_next),
    .issued_target(decode_stage_issued_target),
    .issued_link(decode_stage_issued_link),
    .issued_instruction(decode_stage_issued_instruction),
    .issued_first(decode_stage_issued_first),
    .issued_second(decode_stage_issued_second),
    .issued_store(decode_stage_issued_store),
    .issued_first_is_late(decode_stage_issued_first_is_late),
    .issued_second_is_late(decode_stage_issued_second_is_late),
    .issued_store_is_late(decode_stage_issued_store_is_late),
    .issued_destination(decode_stage_issued_destination),
    .issued_control_gives_sum(decode_stage_issued_control_gives_sum),
    .issued_control_gives_bitwise(decode_stage_issued_control_gives_bitwise),
    .issued_control_gives_right(decode_stage_issued_control_gives_right),
    .issued_control_gives_left(decode_stage_issued_control_gives_left),
    .issued_control_gives_less(decode_stage_issued_control_gives_less),
    .issued_control_gives_link(decode_stage_issued_control_gives_link),
    .issued_control_subtract(decode_stage_issued_control_subtract),
    .issued_control_bitwise(decode_stage_issued_control_bitwise),
    .issued_control_arithmetic(decode_stage_issued_control_arithmetic),
    .issued_control_kind(decode_stage_issued_control_kind),
    .issued_control_uses_first(decode_stage_issued_control_uses_first),
    .issued_control_uses_second(decode_stage_issued_control_uses_second),
    .issued_control_uses_immediate(decode_stage_issued_control_uses_immediate),
    .issued_control_writes(decode_stage_issued_control_writes),
    .issued_control_branch(decode_stage_issued_control_branch),
    .issued_control_jump(decode_stage_issued_control_jump),
    .issued_control_indirect(decode_stage_issued_control_indirect),
    .issued_control_memory(decode_stage_issued_control_memory),
    .issued_control_memory_operation(decode_stage_issued_control_memory_operation),
    .issued_control_multiply(decode_stage_issued_control_multiply),
    .issued_control_divide(decode_stage_issued_control_divide),
    .issued_control_system(decode_stage_issued_control_system),
    .issued_control_environment_call(decode_stage_issued_control_environment_call),
    .issued_control_breakpoint(decode_stage_issued_control_breakpoint),
    .issued_control_illegal(decode_stage_issued_control_illegal),
    .issued_trap_valid(decode_stage_issued_trap_valid),
    .issued_trap_interrupt(decode_stage_issued_trap_interrupt),
    .issued_trap_transfer(decode_stage_issued_trap_transfer),
    .issued_trap_cause(decode_stage_issued_trap_cause),
    .issued_prediction_known(decode_stage_issued_prediction_known),
    .issued_prediction_counter(decode_stage_issued_prediction_counter),
    .issued_wrong_target(decode_stage_issued_wrong_target),
    .advance(advance),
    .kill(write_back_stage_special),
    .operands_valid(!write_back_stage_is_waiting),
    .computed(write_back_stage_computed),
    .loaded(write_back_stage_loaded),
    .executed_pc(execute_stage_executed_pc),
    .executed_next(execute_stage_executed_next),
    .executed_instruction(execute_stage_executed_instruction),
    .executed_value(execute_stage_executed_value),
    .executed_store(execute_stage_executed_store),
    .executed_destination(execute_stage_executed_destination),
    .executed_writes(execute_stage_executed_writes),
    .executed_memory(execute_stage_executed_memory),
    .executed_memory_operation(execute_stage_executed_memory_operation),
    .executed_kind(execute_stage_executed_kind),
    .executed_multiply(execute_stage_executed_multiply),
    .executed_divide(execute_stage_executed_divide),
    .executed_system(execute_stage_executed_system),
    .executed_trap_valid(execute_stage_executed_trap_valid),
    .executed_trap_interrupt(execute_stage_executed_trap_interrupt),
    .executed_trap_transfer(execute_stage_executed_trap_transfer),
    .executed_trap_cause(execute_stage_executed_trap_cause),
    .executed_valid(execute_stage_executed_valid),
    .address(execute_stage_address),
    .pending_writes(execute_stage_pending_writes),
    .pending_destination(execute_stage_pending_destination),
    .pending_is_late(execute_stage_pending_is_late),
    .result(execute_stage_result),
    .product(execute_stage_product),
    .quotient(execute_stage_quotient),
    .is_long(execute_stage_is_long),
    .busy(execute_stage_busy),
    .system_finish(system_unit_finish),
    .system_target(system_unit_target),
    .redirect(execute_stage_redirect),
    .following(execute_stage_following),
    .update_valid(execute_stage_update_valid),
    .update_pc(execute_stage_update_pc),
    .update_target(execute_stage_update_target),
    .update_counter(execute_stage_update_counter)
  );

  assign data_valid = memory_stage_data_valid;
  assign data_operation = memory_stage_data_operation;
  assign data_address = memory_stage_data_address;
  assign data_size = memory_stage_data_size;
  assign data_is_signed = memory_stage_data_is_signed;
  assign data_store = memory_stage_data_store;
  assign data_cancel = memory_stage_data_cancel;

  memory_stage memory_stage (
    .clock(clock),
    .reset(reset),
    .executed_pc(execute_stage_executed_pc),
    .executed_next(execute_stage_executed_next),
    .executed_instruction(execute_stage_executed_instruction),
    .executed_value(execute_stage_executed_value),
    .executed_store(execute_stage_executed_store),
    .executed_destination(execute_stage_executed_destination),
    .executed_writes(execute_stage_executed_writes),
    .executed_memory(execute_stage_executed_memory),
    .executed_memory_operation(execute_stage_executed_memory_operation),
    .executed_kind(execute_stage_executed_kind),
    .executed_multiply(execute_stage_executed_multiply),
    .executed_divide(execute_stage_executed_divide),
    .executed_system(execute_stage_executed_system),
    .executed_trap_valid(execute_stage_executed_trap_valid),
    .executed_trap_interrupt(execute_stage_executed_trap_interrupt),
    .executed_trap_transfer(execute_stage_executed_trap_transfer),
    .executed_trap_cause(execute_stage_executed_trap_cause),
    .executed_valid(execute_stage_executed_valid),
    .address(execute_stage_address),
    .advance(advance),
    .kill(write_back_stage_special),
    .data_valid(memory_stage_data_valid),
    .data_ready(data_ready),
    .data_operation(memory_stage_data_operation),
    .data_address(memory_stage_data_address),
    .data_size(memory_stage_data_size),
    .data_is_signed(memory_stage_data_is_signed),
    .data_store(memory_stage_data_store),
    .data_cancel(memory_stage_data_cancel),
    .result_valid(result_valid),
    .access_valid(access_valid),
    .access_operation(access_operation),
    .access_address(access_address),
    .is_unissued(memory_stage_is_unissued),
    .is_unanswered(memory_stage_is_unanswered),
    .pending_writes(memory_stage_pending_writes),
    .pending_destination(memory_stage_pending_destination),
    .pending_is_late(memory_stage_pending_is_late),
    .leaving_pc(memory_stage_leaving_pc),
    .leaving_next(memory_stage_leaving_next),
    .leaving_instruction(memory_stage_leaving_instruction),
    .leaving_value(memory_stage_leaving_value),
    .leaving_store(memory_stage_leaving_store),
    .leaving_destination(memory_stage_leaving_destination),
    .leaving_writes(memory_stage_leaving_writes),
    .leaving_memory(memory_stage_leaving_memory),
    .leaving_memory_operation(memory_stage_leaving_memory_operation),
    .leaving_kind(memory_stage_leaving_kind),
    .leaving_multiply(memory_stage_leaving_multiply),
    .leaving_divide(memory_stage_leaving_divide),
    .leaving_system(memory_stage_leaving_system),
    .leaving_trap_valid(memory_stage_leaving_trap_valid),
    .leaving_trap_interrupt(memory_stage_leaving_trap_interrupt),
    .leaving_trap_transfer(memory_stage_leaving_trap_transfer),
    .leaving_trap_cause(memory_stage_leaving_trap_cause),
    .leaving_valid(memory_stage_leaving_valid)
  );

  assign access_done = result_valid & system_unit_active;

  write_back_stage write_back_stage (
    .clock(clock),
    .reset(reset),
    .arriving_pc(memory_stage_leaving_pc),
    .arriving_next(memory_stage_leaving_next),
    .arriving_instruction(memory_stage_leaving_instruction),
    .arriving_value(memory_stage_leaving_value),
    .arriving_store(memory_stage_leaving_store),
    .arriving_destination(memory_stage_leaving_destination),
    .arriving_writes(memory_stage_leaving_writes),
    .arriving_memory(memory_stage_leaving_memory),
    .arriving_memory_operation(memory_stage_leaving_memory_operation),
    .arriving_kind(memory_stage_leaving_kind),
    .arriving_multiply(memory_stage_leaving_multiply),
    .arriving_divide(memory_stage_leaving_divide),
    .arriving_system(memory_stage_leaving_system),
    .arriving_trap_valid(memory_stage_leaving_trap_valid),
    .arriving_trap_interrupt(memory_stage_leaving_trap_interrupt),
    .arriving_trap_transfer(memory_stage_leaving_trap_transfer),
    .arriving_trap_cause(memory_stage_leaving_trap_cause),
    .arriving_valid(memory_stage_leaving_valid),
    .arriving_unanswered(memory_stage_is_unanswered),
    .product(execute_stage_product),
    .quotient(execute_stage_quotient),
    .advance(advance),
    .result_valid(result_valid),
    .answer_word(result),
    .answer_cause(result_cause),
    .answer_physical(result_physical),
    .system_active(system_unit_active),
    .system_result(system_unit_result),
    .system_result_valid(system_unit_result_valid),
    .system_write(system_unit_clear | register_write_valid),
    .system_index(system_unit_clear ? system_unit_clear_index : register_write_index),
    .system_finish(system_unit_finish),
    .system_commit(system_unit_commit),
    .is_waiting(write_back_stage_is_waiting),
    .special(write_back_stage_special),
    .instruction_pc(write_back_stage_instruction_pc),
    .instruction_next(write_back_stage_instruction_next),
    .instruction_instruction(write_back_stage_instruction_instruction),
    .instruction_value(write_back_stage_instruction_value),
    .instruction_store(write_back_stage_instruction_store),
    .instruction_destination(write_back_stage_instruction_destination),
    .instruction_writes(write_back_stage_instruction_writes),
    .instruction_memory(write_back_stage_instruction_memory),
    .instruction_memory_operation(write_back_stage_instruction_memory_operation),
    .instruction_kind(write_back_stage_instruction_kind),
    .instruction_multiply(write_back_stage_instruction_multiply),
    .instruction_divide(write_back_stage_instruction_divide),
    .instruction_system(write_back_stage_instruction_system),
    .instruction_trap_valid(write_back_stage_instruction_trap_valid),
    .instruction_trap_interrupt(write_back_stage_instruction_trap_interrupt),
    .instruction_trap_transfer(write_back_stage_instruction_trap_transfer),
    .instruction_trap_cause(write_back_stage_instruction_trap_cause),
    .failure(write_back_stage_failure),
    .pending_writes(write_back_stage_pending_writes),
    .pending_destination(write_back_stage_pending_destination),
    .pending_is_late(write_back_stage_pending_is_late),
    .computed(write_back_stage_computed),
    .loaded(write_back_stage_loaded),
    .value(write_back_stage_value),
    .write(write_back_stage_write),
    .commit(write_back_stage_commit)
  );

  assign end_reservation = system_unit_end_reservation;
  assign outside_address = system_unit_outside_address;
  assign region_index = system_unit_region_index;
  assign seed_access = system_unit_seed_access;
  assign order_transfer = system_unit_order_transfer;
  assign order_execute = system_unit_order_execute;
  assign order_suspend = system_unit_order_suspend;
  assign order_restore = system_unit_order_restore;
  assign order_domain = system_unit_order_domain;
  assign order_instruction = system_unit_order_instruction;
  assign order_first = system_unit_order_first;
  assign order_second = system_unit_order_second;
  assign order_pc = system_unit_order_pc;
  assign order_next = system_unit_order_next;
  assign order_is_call = system_unit_order_is_call;
  assign order_is_user = system_unit_order_is_user;
  assign caches_emptied = command_ready;
  assign command_valid = system_unit_command_valid | empty_caches;

  system_unit_4_4 system_unit (
    .clock(clock),
    .reset(reset),
    .start(write_back_stage_special),
    .instruction_pc(write_back_stage_instruction_pc),
    .instruction_next(write_back_stage_instruction_next),
    .instruction_instruction(write_back_stage_instruction_instruction),
    .instruction_value(write_back_stage_instruction_value),
    .instruction_store(write_back_stage_instruction_store),
    .instruction_destination(write_back_stage_instruction_destination),
    .instruction_writes(write_back_stage_instruction_writes),
    .instruction_memory(write_back_stage_instruction_memory),
    .instruction_memory_operation(write_back_stage_instruction_memory_operation),
    .instruction_kind(write_back_stage_instruction_kind),
    .instruction_multiply(write_back_stage_instruction_multiply),
    .instruction_divide(write_back_stage_instruction_divide),
    .instruction_system(write_back_stage_instruction_system),
    .instruction_trap_valid(write_back_stage_instruction_trap_valid),
    .instruction_trap_interrupt(write_back_stage_instruction_trap_interrupt),
    .instruction_trap_transfer(write_back_stage_instruction_trap_transfer),
    .instruction_trap_cause(write_back_stage_instruction_trap_cause),
    .answer_cause(write_back_stage_failure),
    .retired(write_back_stage_commit & !system_unit_commit),
    .software(software_interrupt),
    .timer(timer_interrupt),
    .external(external_interrupt),
    .supervisor_external(supervisor_external_interrupt),
    .outside_address(system_unit_outside_address),
    .outside(outside),
    .seed_access(system_unit_seed_access),
    .region_index(system_unit_region_index),
    .running_domain(running_domain),
    .running_encrypted(running_encrypted),
    .running_automatic(running_automatic),
    .running_closed(running_closed),
    .running_attribute(running_attribute),
    .running_return_expected(running_return_expected),
    .running_return_address(running_return_address),
    .order_transfer(system_unit_order_transfer),
    .order_execute(system_unit_order_execute),
    .order_suspend(system_unit_order_suspend),
    .order_restore(system_unit_order_restore),
    .order_domain(system_unit_order_domain),
    .order_instruction(system_unit_order_instruction),
    .order_first(system_unit_order_first),
    .order_second(system_unit_order_second),
    .order_pc(system_unit_order_pc),
    .order_next(system_unit_order_next),
    .order_is_call(system_unit_order_is_call),
    .order_is_user(system_unit_order_is_user),
    .protection_done(protection_done),
    .protection_refused(protection_refused),
    .protection_cause(protection_cause),
    .protection_value(protection_value),
    .protection_has_target(protection_has_target),
    .protection_target(protection_target),
    .active(system_unit_active),
    .clear(system_unit_clear),
    .clear_index(system_unit_clear_index),
    .finish(system_unit_finish),
    .commit(system_unit_commit),
    .judged(system_unit_judged),
    .trapped(system_unit_trapped),
    .is_interrupt(system_unit_is_interrupt),
    .cause(system_unit_cause),
    .end_reservation(system_unit_end_reservation),
    .target(system_unit_target),
    .result(system_unit_result),
    .result_valid(system_unit_result_valid),
    .command_valid(system_unit_command_valid),
    .command_ready(command_ready),
    .command(system_unit_command),
    .interrupt(system_unit_interrupt),
    .interrupt_cause(system_unit_interrupt_cause),
    .privilege(system_unit_privilege),
    .data_privilege(system_unit_data_privilege),
    .status_supervisor_enable(system_unit_status_supervisor_enable),
    .status_machine_enable(system_unit_status_machine_enable),
    .status_supervisor_previous_enable(system_unit_status_supervisor_previous_enable),
    .status_machine_previous_enable(system_unit_status_machine_previous_enable),
    .status_supervisor_previous(system_unit_status_supervisor_previous),
    .status_machine_previous(system_unit_status_machine_previous),
    .status_modify_privilege(system_unit_status_modify_privilege),
    .status_supervisor_user(system_unit_status_supervisor_user),
    .status_executable_readable(system_unit_status_executable_readable),
    .status_trap_translation(system_unit_status_trap_translation),
    .status_timeout_wait(system_unit_status_timeout_wait),
    .status_trap_return(system_unit_status_trap_return),
    .satp_mode(system_unit_satp_mode),
    .satp_page(system_unit_satp_page)
  );

  assign command = system_unit_command;
  assign satp_mode = system_unit_satp_mode;
  assign satp_ppn = system_unit_satp_page;
  assign fetch_privilege = system_unit_privilege;
  assign data_privilege = system_unit_data_privilege;
  assign sum = system_unit_status_supervisor_user;
  assign mxr = system_unit_status_executable_readable;
  assign domain = running_domain;
  assign encrypted = running_encrypted;
  assign closed = running_closed;

  wire unused = &{1'b0, system_unit_is_interrupt, system_unit_cause, system_unit_trapped,
      system_unit_status_supervisor_enable, system_unit_status_machine_enable,
      system_unit_status_supervisor_previous_enable, system_unit_status_machine_previous_enable,
      system_unit_status_supervisor_previous, system_unit_status_machine_previous, system_unit_status_modify_privilege,
      system_unit_status_supervisor_user, system_unit_status_executable_readable, system_unit_status_trap_translation,
      system_unit_status_timeout_wait, system_unit_status_trap_return};

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assert_answers_find_their_instruction: assert (!result_valid | advance | write_back_stage_is_waiting
          | write_back_stage_special | system_unit_active)
        else $error("%m: property answers_find_their_instruction does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
