// write_back_stage
//
// Waits for memory, writes registers, finds what the system unit has to do.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module write_back_stage (
  input  wire        clock,
  input  wire        reset,                        // synchronous, active high
  input  wire [31:0] arriving_pc,
  input  wire [31:0] arriving_next,                // the address behind it
  input  wire [31:0] arriving_instruction,
  input  wire [31:0] arriving_value,               // result, or address of its access, or what mtval will say
  input  wire [31:0] arriving_store,               // value to store
  input  wire  [4:0] arriving_destination,
  input  wire        arriving_writes,
  input  wire        arriving_memory,              // makes a request at the data port
  input  wire  [3:0] arriving_memory_operation,
  input  wire  [2:0] arriving_kind,                // bits 14 to 12
  input  wire        arriving_multiply,            // the result is the product
  input  wire        arriving_system,              // the system unit has to do with it
  input  wire        arriving_trap_valid,
  input  wire        arriving_trap_interrupt,
  input  wire  [4:0] arriving_trap_cause,
  input  wire        arriving_valid,
  input  wire        arriving_unanswered,          // the answer for `arriving` has not come yet
  input  wire        advance,                      // the stages move on
  input  wire        result_valid,
  input  wire [31:0] answer_word,
  input  wire  [4:0] answer_cause,                 // 0, or 16 + the cause of its exception
  input  wire [31:0] answer_physical,
  input  wire        system_active,                // the system unit is at work on the instruction
  input  wire [31:0] system_result,
  input  wire        system_result_valid,          // `system_result` is the instruction's result
  input  wire        system_finish,                // the system unit has finished with it
  input  wire        system_commit,                // and it has its effect
  output wire        is_waiting,
  output wire        special,                      // what is here is for the system unit
  output wire [31:0] instruction_pc,
  output wire [31:0] instruction_next,             // the address behind it
  output wire [31:0] instruction_instruction,
  output wire [31:0] instruction_value,            // result, or address of its access, or what mtval will say
  output wire [31:0] instruction_store,            // value to store
  output wire  [4:0] instruction_destination,
  output wire        instruction_writes,
  output wire        instruction_memory,           // makes a request at the data port
  output wire  [3:0] instruction_memory_operation,
  output wire  [2:0] instruction_kind,             // bits 14 to 12
  output wire        instruction_multiply,         // the result is the product
  output wire        instruction_system,           // the system unit has to do with it
  output wire        instruction_trap_valid,
  output wire        instruction_trap_interrupt,
  output wire  [4:0] instruction_trap_cause,
  output wire [31:0] memory_word,
  output wire  [4:0] memory_cause,                 // 0, or 16 + the cause of its exception
  output wire [31:0] memory_physical,
  output wire [31:0] loaded,                       // the loaded value
  output wire        pending_writes,
  output wire  [4:0] pending_destination,
  output wire        pending_is_late,              // `value` is not there yet
  output wire [31:0] pending_value,
  output wire        write,                        // the register is written
  output wire        commit                        // the instruction here retires, without a trap
);

  reg         valid;
  reg         waiting;                  // the answer has not come yet
  reg  [31:0] current_pc;
  reg  [31:0] current_next;             // the address behind it
  reg  [31:0] current_instruction;
  reg  [31:0] current_value;            // result, or address of its access, or what mtval will say
  reg  [31:0] current_store;            // value to store
  reg   [4:0] current_destination;
  reg         current_writes;
  reg         current_memory;           // makes a request at the data port
  reg   [3:0] current_memory_operation;
  reg   [2:0] current_kind;             // bits 14 to 12
  reg         current_multiply;         // the result is the product
  reg         current_system;           // the system unit has to do with it
  reg         current_trap_valid;
  reg         current_trap_interrupt;
  reg   [4:0] current_trap_cause;
  reg  [31:0] answered_word;
  reg   [4:0] answered_cause;           // 0, or 16 + the cause of its exception
  reg  [31:0] answered_physical;
  wire [31:0] alignment_value;

  load_alignment alignment (
    .word(answered_word),
    .offset(current_value[1:0]),
    .kind(current_kind),
    .value(alignment_value)
  );

  assign loaded = alignment_value;
  assign is_waiting = waiting;
  assign special = valid & !waiting & !system_active & (current_system | current_trap_valid
      | (current_memory & answered_cause[4]));
  assign instruction_pc = current_pc;
  assign instruction_next = current_next;
  assign instruction_instruction = current_instruction;
  assign instruction_value = current_value;
  assign instruction_store = current_store;
  assign instruction_destination = current_destination;
  assign instruction_writes = current_writes;
  assign instruction_memory = current_memory;
  assign instruction_memory_operation = current_memory_operation;
  assign instruction_kind = current_kind;
  assign instruction_multiply = current_multiply;
  assign instruction_system = current_system;
  assign instruction_trap_valid = current_trap_valid;
  assign instruction_trap_interrupt = current_trap_interrupt;
  assign instruction_trap_cause = current_trap_cause;
  assign memory_word = answered_word;
  assign memory_cause = current_memory ? answered_cause : 5'd0;
  assign memory_physical = answered_physical;
  assign pending_writes = valid & current_writes;
  assign pending_destination = current_destination;
  assign pending_is_late = 1'b0;
  assign pending_value = current_memory ? alignment_value : current_value;
  assign commit = (valid & advance) | system_commit;
  assign write = commit & current_writes;

  always @(posedge clock) begin
    if (reset) begin
      valid <= 1'b0;
      waiting <= 1'b0;
    end else begin
      if (system_finish) begin
        valid <= 1'b0;
      end else if (advance) begin
        valid <= arriving_valid;
      end
      if (advance) begin
        waiting <= arriving_unanswered;
      end else if (result_valid) begin
        waiting <= 1'b0;
      end
    end
  end

  always @(posedge clock) begin
    if (advance) begin
      current_pc <= arriving_pc;
      current_next <= arriving_next;
      current_instruction <= arriving_instruction;
      current_value <= arriving_value;
      current_store <= arriving_store;
      current_destination <= arriving_destination;
      current_writes <= arriving_writes;
      current_memory <= arriving_memory;
      current_memory_operation <= arriving_memory_operation;
      current_kind <= arriving_kind;
      current_multiply <= arriving_multiply;
      current_system <= arriving_system;
      current_trap_valid <= arriving_trap_valid;
      current_trap_interrupt <= arriving_trap_interrupt;
      current_trap_cause <= arriving_trap_cause;
    end else if (system_result_valid) begin
      current_value <= system_result;
    end
    if (advance | waiting) begin
      answered_word <= answer_word;
      answered_cause <= answer_cause;
      answered_physical <= answer_physical;
    end
  end

endmodule

`default_nettype wire
