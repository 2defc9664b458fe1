// system_unit_4_4
//
// Traps, interrupts, returns, CSR instructions, fences and instructions for domains.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module system_unit_4_4 (
  input  wire        clock,
  input  wire        reset,                             // synchronous, active high
  input  wire        start,                             // `instruction` is for this unit
  input  wire [31:0] instruction_pc,
  input  wire [31:0] instruction_next,                  // the address behind it
  input  wire [31:0] instruction_instruction,
  input  wire [31:0] instruction_value,                 // result, or address of its access, or what mtval will say
  input  wire [31:0] instruction_store,                 // value to store
  input  wire  [4:0] instruction_destination,
  input  wire        instruction_writes,
  input  wire        instruction_memory,                // makes a request at the data port
  input  wire  [3:0] instruction_memory_operation,
  input  wire  [2:0] instruction_kind,                  // bits 14 to 12
  input  wire        instruction_multiply,              // the result is the product
  input  wire        instruction_divide,                // the result is that of the divider
  input  wire        instruction_system,                // the system unit has to do with it
  input  wire        instruction_trap_valid,
  input  wire        instruction_trap_interrupt,
  input  wire        instruction_trap_transfer,         // it may not be executed before the mode port has judged; no exception yet
  input  wire  [4:0] instruction_trap_cause,
  input  wire  [4:0] answer_cause,                      // 0, or 16 + the cause why its access failed
  input  wire        retired,                           // another instruction retires
  input  wire        software,
  input  wire        timer,
  input  wire        external,
  input  wire        supervisor_external,
  output wire [11:0] outside_address,                   // of a register: which one, if it lies outside the core
  input  wire [31:0] outside,                           // that register; 0 if it is none
  output wire        seed_access,                       // seed is read and written in this cycle
  output wire  [7:0] region_index,
  input  wire  [3:0] running_domain,
  input  wire        running_encrypted,                 // its mode
  input  wire        running_automatic,                 // its mode follows the regions
  input  wire        running_closed,                    // in encrypted mode the lower half of its addresses has nothing but regions
  input  wire  [3:0] running_attribute,                 // under which it executes in encrypted mode
  input  wire        running_return_expected,           // it has a back-link
  input  wire [31:0] running_return_address,            // of that link
  output wire        order_transfer,                    // judge the transfer to `pc`
  output wire        order_execute,                     // execute `instruction`, which is one of custom-0 and may be executed
  output wire        order_suspend,                     // a trap is taken: keep the context of an encrypted domain; domain 0 runs
  output wire        order_restore,                     // `domain` runs from now on, with its context if it is encrypted
  output wire  [3:0] order_domain,                      // restore: the domain; else of no meaning
  output wire [31:0] order_instruction,
  output wire [31:0] order_first,                       // operand rs1
  output wire [31:0] order_second,                      // operand rs2
  output wire [31:0] order_pc,
  output wire [31:0] order_next,                        // the address behind it
  output wire        order_is_call,                     // suspend: the trap is a system call
  output wire        order_is_user,                     // execute: in user mode
  input  wire        protection_done,
  input  wire        protection_refused,                // transfer: refused
  input  wire  [4:0] protection_cause,                  // execute: 0, or 16 + the cause of an exception
  input  wire [31:0] protection_value,                  // execute: the result; before `done` what is written to a register; else 0
  input  wire        protection_has_target,             // execution goes on at `target`
  input  wire [31:0] protection_target,                 // that address, or with a cause the one that the exception is about
  output wire        active,                            // the unit is at work
  output wire        clear,                             // after reset: register `clear_index` becomes 0
  output wire  [4:0] clear_index,
  output wire        finish,                            // last cycle of its work: fetch goes on at `target`
  output wire        commit,                            // the instruction retires without a trap
  output wire        judged,                            // the instruction is fetched once more, and may be executed
  output wire        trapped,                           // it ends in a trap, or an interrupt is taken in its place
  output wire        is_interrupt,                      // of the two, an interrupt
  output wire  [4:0] cause,
  output wire        end_reservation,                   // a trap or a return: the next SC fails
  output wire [31:0] target,
  output wire [31:0] result,                            // of an instruction of the unit; 0 while there is none
  output wire        result_valid,
  output wire        command_valid,
  input  wire        command_ready,
  output wire        command,                           // 0 fence.i, 1 sfence.vma
  output wire        interrupt,                         // an interrupt is to be taken
  output wire  [4:0] interrupt_cause,
  output wire  [1:0] privilege,
  output wire  [1:0] data_privilege,
  output wire        status_supervisor_enable,          // SIE
  output wire        status_machine_enable,             // MIE
  output wire        status_supervisor_previous_enable, // SPIE
  output wire        status_machine_previous_enable,    // MPIE
  output wire        status_supervisor_previous,        // SPP
  output wire  [1:0] status_machine_previous,           // MPP
  output wire        status_modify_privilege,           // MPRV
  output wire        status_supervisor_user,            // SUM
  output wire        status_executable_readable,        // MXR
  output wire        status_trap_translation,           // TVM
  output wire        status_timeout_wait,               // TW
  output wire        status_trap_return,                // TSR
  output wire        satp_mode,
  output wire [19:0] satp_page
);

  localparam [3:0] PHASE_CLEAR      = 4'd0;
  localparam [3:0] PHASE_RUN        = 4'd1;
  localparam [3:0] PHASE_COUNT      = 4'd2;
  localparam [3:0] PHASE_EXECUTE    = 4'd3;
  localparam [3:0] PHASE_PROTECT    = 4'd4;
  localparam [3:0] PHASE_TRANSFER   = 4'd5;
  localparam [3:0] PHASE_SUSPEND    = 4'd6;
  localparam [3:0] PHASE_DELEGATE   = 4'd7;
  localparam [3:0] PHASE_SAVE_PC    = 4'd8;
  localparam [3:0] PHASE_SAVE_CAUSE = 4'd9;
  localparam [3:0] PHASE_SAVE_VALUE = 4'd10;
  localparam [3:0] PHASE_VECTOR     = 4'd11;
  localparam [3:0] PHASE_COMMAND    = 4'd12;
  localparam [3:0] PHASE_RESTORE    = 4'd13;
  localparam [3:0] PHASE_RESUME     = 4'd14;

  localparam [2:0] OUTCOME_NEXT              = 3'd0;
  localparam [2:0] OUTCOME_AGAIN             = 3'd1;
  localparam [2:0] OUTCOME_TRAP              = 3'd2;
  localparam [2:0] OUTCOME_MACHINE_RETURN    = 3'd3;
  localparam [2:0] OUTCOME_SUPERVISOR_RETURN = 3'd4;

  (* ram_style = "distributed" *) reg [31:0] trap_memory [0:15];
  reg   [3:0] phase;
  reg   [2:0] outcome;
  reg   [4:0] cause_number;
  reg         cause_is_interrupt;
  reg         supervises;                               // the trap goes to the supervisor
  reg  [31:0] destination;                              // where execution goes on; before that, what mtval says if `is_elsewhere`
  reg         is_elsewhere;                             // the exception is about another address than the instruction's value
  reg   [3:0] interrupted;                              // the domain that runs when the instruction comes
  reg         held;                                     // the instruction came in encrypted mode
  reg   [4:0] clearing;
  wire        registers_is_legal;
  wire [31:0] registers_value;
  wire        registers_is_stored;
  wire        registers_is_counter;
  wire  [3:0] registers_stored_address;
  wire [31:0] registers_changed;
  wire        registers_seed_access;
  wire  [7:0] registers_region_index;
  wire        registers_counts_cycles;
  wire        registers_counts_instructions;
  wire        registers_writes_instructions;
  wire        registers_interrupt;
  wire  [4:0] registers_interrupt_cause;
  wire [31:0] registers_delegation;
  wire  [1:0] registers_privilege;
  wire  [1:0] registers_data_privilege;
  wire        registers_status_supervisor_enable;
  wire        registers_status_machine_enable;
  wire        registers_status_supervisor_previous_enable;
  wire        registers_status_machine_previous_enable;
  wire        registers_status_supervisor_previous;
  wire  [1:0] registers_status_machine_previous;
  wire        registers_status_modify_privilege;
  wire        registers_status_supervisor_user;
  wire        registers_status_executable_readable;
  wire        registers_status_trap_translation;
  wire        registers_status_timeout_wait;
  wire        registers_status_trap_return;
  wire        registers_satp_mode;
  wire [19:0] registers_satp_page;
  wire  [3:0] registers_return_domain;
  wire        counters_busy;
  wire        counters_done;
  wire  [3:0] counters_address;
  wire [31:0] counters_sum;
  wire  [3:0] signal;

  wire is_execute = phase == PHASE_EXECUTE;
  wire is_access = instruction_instruction[6] & (|instruction_instruction[13:12]);
  wire signal_t1 = phase == PHASE_CLEAR;
  wire signal_t2 = phase == PHASE_SAVE_PC;
  wire signal_t3 = phase == PHASE_SAVE_VALUE;
  wire [3:0] signal_t4 = signal_t1 ? clearing[3:0] : (phase == PHASE_DELEGATE) ? 4'd10 : signal_t2
      ? {!supervises, 3'd5} : (phase == PHASE_SAVE_CAUSE) ? {!supervises, 3'd6} : signal_t3 ? {!supervises, 3'd7}
      : {!supervises, 3'd1};
  assign signal = counters_busy ? counters_address : is_execute
      ? (is_access ? registers_stored_address : {instruction_instruction[29], 3'd5}) : signal_t4;
  assign outside_address = instruction_instruction[31:20];
  wire is_resume = phase == PHASE_RESUME;
  assign end_reservation = is_resume & (outcome != OUTCOME_NEXT) & (outcome != OUTCOME_AGAIN);
  wire shows_immediate = is_execute ? instruction_instruction[14] : (phase == PHASE_SAVE_CAUSE);
  wire [31:0] operand_t1 = {32{shows_immediate}};
  wire operand_t2 = signal_t3 & (1'b0 | (cause_number == 5'd2)) & !cause_is_interrupt;
  wire [31:0] operand_t3 = {32{operand_t2}};
  wire operand_t4 = signal_t2 | (signal_t3 & (1'b0 | (cause_number == 5'd1) | (cause_number == 5'd3)
      | (cause_number == 5'd12)) & !cause_is_interrupt);
  wire [31:0] operand_t5 = {32{operand_t4}};
  wire operand_t6 = !shows_immediate & !(signal_t1 | (signal_t3
      & (cause_is_interrupt | 1'b0 | (cause_number == 5'd8) | (cause_number == 5'd9) | (cause_number == 5'd11))));
  wire operand_t7 = operand_t6 & !operand_t2 & !operand_t4;
  wire [31:0] operand_t8 = {32{operand_t7}};
  wire hides_place = held & (signal_t2 | signal_t3);
  wire hides_all = hides_place & !(signal_t3 & (1'b0 | (cause_number == 5'd12) | (cause_number == 5'd13)
      | (cause_number == 5'd15)) & !cause_is_interrupt);
  wire [19:0] operand_t9 = {20{!hides_all}};
  wire [31:0] operand = ((operand_t1 & {!is_execute & cause_is_interrupt, 26'h0000000, is_execute
      ? instruction_instruction[19:15] : cause_number}) | (operand_t3 & instruction_instruction)
      | (operand_t5 & instruction_pc) | (operand_t8 & ((is_elsewhere & signal_t3) ? destination : instruction_value)))
      & {operand_t9, {12{!hides_place}}};
  wire begins = (phase == PHASE_RUN) & start & !counters_busy;
  wire is_ordinary = begins & !answer_cause[4] & !instruction_trap_valid;
  wire counts = is_access & registers_is_counter;
  wire [31:0] stored = trap_memory[signal];
  wire ends_in_trap = outcome == OUTCOME_TRAP;

  control_status_registers_4_4 registers (
    .clock(clock),
    .reset(reset),
    .address(instruction_instruction[31:20]),
    .operation(is_execute ? instruction_instruction[13:12] : 2'd1),
    .operand(operand),
    .writes(!instruction_instruction[13] | (|instruction_instruction[19:15])),
    .is_next(is_access & ((is_ordinary & !counts) | ((phase == PHASE_COUNT) & counters_done))),
    .is_legal(registers_is_legal),
    .value(registers_value),
    .stored(stored),
    .is_stored(registers_is_stored),
    .is_counter(registers_is_counter),
    .stored_address(registers_stored_address),
    .changed(registers_changed),
    .trap(is_resume & ends_in_trap),
    .to_supervisor(supervises),
    .return_from(is_resume & ((outcome == OUTCOME_MACHINE_RETURN) | (outcome == OUTCOME_SUPERVISOR_RETURN))),
    .from_machine(instruction_instruction[29]),
    .interrupted_domain(interrupted),
    .interrupted_held(held),
    .software(software),
    .timer(timer),
    .external(external),
    .supervisor_external(supervisor_external),
    .outside(outside),
    .seed_access(registers_seed_access),
    .region_index(registers_region_index),
    .counts_cycles(registers_counts_cycles),
    .counts_instructions(registers_counts_instructions),
    .writes_instructions(registers_writes_instructions),
    .interrupt(registers_interrupt),
    .interrupt_cause(registers_interrupt_cause),
    .delegation(registers_delegation),
    .privilege(registers_privilege),
    .data_privilege(registers_data_privilege),
    .status_supervisor_enable(registers_status_supervisor_enable),
    .status_machine_enable(registers_status_machine_enable),
    .status_supervisor_previous_enable(registers_status_supervisor_previous_enable),
    .status_machine_previous_enable(registers_status_machine_previous_enable),
    .status_supervisor_previous(registers_status_supervisor_previous),
    .status_machine_previous(registers_status_machine_previous),
    .status_modify_privilege(registers_status_modify_privilege),
    .status_supervisor_user(registers_status_supervisor_user),
    .status_executable_readable(registers_status_executable_readable),
    .status_trap_translation(registers_status_trap_translation),
    .status_timeout_wait(registers_status_timeout_wait),
    .status_trap_return(registers_status_trap_return),
    .satp_mode(registers_satp_mode),
    .satp_page(registers_satp_page),
    .return_domain(registers_return_domain)
  );

  assign region_index = registers_region_index;
  assign seed_access = registers_seed_access;
  assign active = phase != PHASE_RUN;
  assign clear = signal_t1;
  assign clear_index = clearing;
  assign finish = is_resume;
  assign commit = is_resume & !ends_in_trap & (outcome != OUTCOME_AGAIN);
  assign judged = is_resume & (outcome == OUTCOME_AGAIN);
  assign trapped = is_resume & ends_in_trap;
  assign is_interrupt = cause_is_interrupt;
  assign cause = cause_number;
  assign target = destination;
  assign result = registers_value | protection_value;
  wire is_protected = (phase == PHASE_PROTECT) & protection_done;
  assign result_valid = (is_execute & is_access) | is_protected;
  assign command_valid = phase == PHASE_COMMAND;
  wire is_translation_fence = instruction_instruction[6] & instruction_instruction[25] & !is_access;
  assign command = is_translation_fence;
  assign interrupt = registers_interrupt;
  assign interrupt_cause = registers_interrupt_cause;
  assign privilege = registers_privilege;
  assign data_privilege = registers_data_privilege;
  assign status_supervisor_enable = registers_status_supervisor_enable;
  assign status_machine_enable = registers_status_machine_enable;
  assign status_supervisor_previous_enable = registers_status_supervisor_previous_enable;
  assign status_machine_previous_enable = registers_status_machine_previous_enable;
  assign status_supervisor_previous = registers_status_supervisor_previous;
  assign status_machine_previous = registers_status_machine_previous;
  assign status_modify_privilege = registers_status_modify_privilege;
  assign status_supervisor_user = registers_status_supervisor_user;
  assign status_executable_readable = registers_status_executable_readable;
  assign status_trap_translation = registers_status_trap_translation;
  assign status_timeout_wait = registers_status_timeout_wait;
  assign status_trap_return = registers_status_trap_return;
  assign satp_mode = registers_satp_mode;
  assign satp_page = registers_satp_page;
  wire is_protection = !instruction_instruction[6] & !instruction_instruction[2];
  wire is_legal_t1 = !instruction_instruction[12] & !instruction_instruction[13];
  wire is_legal_t2 = ((is_legal_t1 & (instruction_instruction[27:25] == 3'd2))
      | (is_legal_t1 & (instruction_instruction[27:25] == 3'd6))) ? (!(|registers_privilege) & held)
      : (registers_privilege[0] | ((|interrupted) & !(is_legal_t1 & (instruction_instruction[27:25] == 3'd4)) &
      !(is_legal_t1 & (instruction_instruction[27:25] == 3'd5)) & !instruction_instruction[13]));
  wire is_wait = instruction_instruction[20] & !is_access & !is_translation_fence & instruction_instruction[6];
  wire is_return = instruction_instruction[21] & !instruction_instruction[20] & !is_access & !is_translation_fence
      & instruction_instruction[6];
  wire is_legal = (!instruction_instruction[6] & instruction_instruction[2])
      | (is_protection & (instruction_instruction[12] | is_legal_t2)) | registers_is_legal
      | (is_translation_fence & ((&registers_privilege) | ((registers_privilege == 2'd1) &
      !registers_status_trap_translation))) | (is_wait & ((&registers_privilege)
      | ((registers_privilege == 2'd1) & !registers_status_timeout_wait)))
      | (is_return & (instruction_instruction[29] ? (&registers_privilege)
      : ((&registers_privilege) | ((registers_privilege == 2'd1) & !registers_status_trap_return))));
  wire counters_offset_t1 = stored[0] & cause_is_interrupt;

  performance_counters counters (
    .clock(clock),
    .reset(reset),
    .cycle(registers_counts_cycles & !running_encrypted),
    .retired((retired | (is_execute & is_legal & !is_protection & !registers_writes_instructions)
        | (is_protected & !protection_cause[4])) & registers_counts_instructions &
        !((phase == PHASE_RUN) ? running_encrypted : held)),
    .may_start(((phase == PHASE_RUN) & !start) | (phase == PHASE_COUNT) | (phase == PHASE_PROTECT)
        | (phase == PHASE_TRANSFER) | (phase == PHASE_SUSPEND) | (phase == PHASE_RESTORE) | (phase == PHASE_COMMAND)),
    .wanted(phase == PHASE_COUNT),
    .busy(counters_busy),
    .done(counters_done),
    .address(counters_address),
    .word(stored),
    .offset({cause_number & {5{counters_offset_t1}}, 2'd0}),
    .sum(counters_sum)
  );

  assign order_transfer = phase == PHASE_TRANSFER;
  assign order_execute = phase == PHASE_PROTECT;
  assign order_suspend = phase == PHASE_SUSPEND;
  assign order_restore = phase == PHASE_RESTORE;
  assign order_domain = registers_return_domain;
  assign order_instruction = instruction_instruction;
  assign order_first = instruction_value;
  assign order_second = instruction_store;
  assign order_pc = instruction_pc;
  assign order_next = instruction_next;
  assign order_is_call = (1'b0 | (cause_number == 5'd8)) & !cause_is_interrupt;
  assign order_is_user = !(|registers_privilege);
  wire [31:0] supervises_t1 = cause_is_interrupt ? registers_delegation : stored;
  wire [15:0] supervises_t2 = supervises_t1[15:0] >> cause_number[3:0];

  always @(posedge clock) begin
    if (reset) begin
      phase <= PHASE_CLEAR;
      outcome <= OUTCOME_NEXT;
      cause_number <= 5'd0;
      cause_is_interrupt <= 1'b0;
      supervises <= 1'b0;
      is_elsewhere <= 1'b0;
      interrupted <= 4'd0;
      held <= 1'b0;
      clearing <= 5'd0;
    end else begin
      case (phase)
        PHASE_CLEAR: begin
          clearing <= clearing + 5'd1;
          if (&clearing) begin
            phase <= PHASE_RUN;
          end
        end
        PHASE_RUN: begin
          if (begins) begin
            cause_number <= answer_cause[4] ? {1'b0, answer_cause[3:0]} : instruction_trap_cause;
            cause_is_interrupt <= instruction_trap_interrupt;
            interrupted <= running_domain;
            held <= running_encrypted;
            is_elsewhere <= 1'b0;
            if (instruction_trap_transfer) begin
              phase <= PHASE_TRANSFER;
            end else if (answer_cause[4] | instruction_trap_valid) begin
              phase <= (|running_domain) ? PHASE_SUSPEND : PHASE_DELEGATE;
            end else begin
              phase <= counts ? PHASE_COUNT : PHASE_EXECUTE;
            end
          end
        end
        PHASE_COUNT: begin
          if (counters_done) begin
            phase <= PHASE_EXECUTE;
          end
        end
        PHASE_EXECUTE: begin
          if (is_legal) begin
            outcome <= is_return ? (instruction_instruction[29] ? OUTCOME_MACHINE_RETURN : OUTCOME_SUPERVISOR_RETURN)
                : OUTCOME_NEXT;
            phase <= ((!instruction_instruction[6] & instruction_instruction[2]) | is_translation_fence)
                ? PHASE_COMMAND : is_protection ? PHASE_PROTECT : (is_return & (|registers_return_domain))
                ? PHASE_RESTORE : PHASE_RESUME;
          end else begin
            cause_number <= 5'd2;
            cause_is_interrupt <= 1'b0;
            phase <= (|interrupted) ? PHASE_SUSPEND : PHASE_DELEGATE;
          end
        end
        PHASE_PROTECT: begin
          if (protection_done) begin
            if (protection_cause[4]) begin
              cause_number <= {1'b0, protection_cause[3:0]};
              is_elsewhere <= 1'b1;
              phase <= (|interrupted) ? PHASE_SUSPEND : PHASE_DELEGATE;
            end else begin
              phase <= PHASE_RESUME;
            end
          end
        end
        PHASE_TRANSFER: begin
          outcome <= OUTCOME_AGAIN;
          if (protection_done) begin
            cause_number <= 5'd1;
            phase <= protection_refused ? PHASE_SUSPEND : PHASE_RESUME;
          end
        end
        PHASE_SUSPEND: begin
          if (protection_done) begin
            phase <= PHASE_DELEGATE;
          end
        end
        PHASE_DELEGATE: begin
          supervises <= !(&registers_privilege) & supervises_t2[0];
          if (!counters_busy) begin
            phase <= PHASE_SAVE_PC;
          end
        end
        PHASE_SAVE_PC: phase <= PHASE_SAVE_CAUSE;
        PHASE_SAVE_CAUSE: phase <= PHASE_SAVE_VALUE;
        PHASE_SAVE_VALUE: phase <= PHASE_VECTOR;
        PHASE_VECTOR: begin
          outcome <= OUTCOME_TRAP;
          phase <= PHASE_RESUME;
        end
        PHASE_COMMAND: begin
          if (command_ready) begin
            phase <= PHASE_RESUME;
          end
        end
        PHASE_RESTORE: begin
          if (protection_done) begin
            phase <= PHASE_RESUME;
          end
        end
        PHASE_RESUME: phase <= PHASE_RUN;
        default: ;
      endcase
    end
  end

  wire is_saving = signal_t2 | (phase == PHASE_SAVE_CAUSE) | signal_t3;

  reg [31:0] kept;
  /* verilator coverage_off */
  always @* begin
    case (signal[2:0])
      3'd0: kept = 32'hffffffff;
      3'd1: kept = 32'hfffffffd;
      3'd2: kept = 32'h0000b3ff;
      3'd3: kept = 32'hffffffff;
      3'd4: kept = 32'hffffffff;
      3'd5: kept = 32'hfffffffc;
      3'd6: kept = 32'h8000001f;
      default: kept = 32'hffffffff;
    endcase
  end
  /* verilator coverage_on */

  always @(posedge clock) begin
    if ((registers_is_legal & registers_is_stored & (!instruction_instruction[13] | (|instruction_instruction[19:15])))
        | is_saving | signal_t1 | counters_busy) begin
      trap_memory[signal] <= counters_busy ? counters_sum : (registers_changed & kept);
    end
    case (phase)
      PHASE_EXECUTE: destination <= is_return ? stored : instruction_next;
      PHASE_PROTECT: begin
        if (protection_done) begin
          if (protection_cause[4]) begin
            destination <= protection_target;
          end else if (protection_has_target) begin
            destination <= protection_target;
          end
        end
      end
      PHASE_TRANSFER: destination <= instruction_pc;
      PHASE_VECTOR: destination <= {counters_sum[31:2], 2'd0};
      PHASE_RESTORE: begin
        if (protection_done) begin
          if (protection_has_target) begin
            destination <= protection_target;
          end
        end
      end
      default: ;
    endcase
  end

  wire unused = &{1'b0, instruction_pc, instruction_next, instruction_instruction, instruction_value,
      instruction_store, instruction_destination, instruction_writes, instruction_memory, instruction_memory_operation,
      instruction_kind, instruction_multiply, instruction_divide, instruction_system, instruction_trap_valid,
      instruction_trap_interrupt, instruction_trap_transfer, instruction_trap_cause, running_automatic, running_closed,
      running_attribute, running_return_expected, running_return_address, supervises_t1[31:16], supervises_t2[15:1]};

endmodule

`default_nettype wire
