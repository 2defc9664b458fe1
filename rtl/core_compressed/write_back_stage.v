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
  input  wire        arriving_divide,              // the result is that of the divider
  input  wire        arriving_system,              // the system unit has to do with it
  input  wire        arriving_trap_valid,
  input  wire        arriving_trap_interrupt,
  input  wire        arriving_trap_transfer,       // it may not be executed before the mode port has judged; no exception yet
  input  wire  [4:0] arriving_trap_cause,
  input  wire        arriving_valid,
  input  wire        arriving_unanswered,          // the answer for `arriving` has not come yet
  input  wire [31:0] product,                      // result of `arriving`, if it multiplies
  input  wire [31:0] quotient,                     // result of `arriving`, if it divides
  input  wire        advance,                      // the stages move on
  input  wire        result_valid,
  input  wire [31:0] answer_word,                  // the value, extended
  input  wire  [4:0] answer_cause,                 // 0, or 16 + the cause of its exception
  input  wire [31:0] answer_physical,
  input  wire        system_active,                // the system unit is at work on the instruction
  input  wire [31:0] system_result,                // its result; 0 while there is none
  input  wire        system_result_valid,          // `system_result` is the instruction's result
  input  wire        system_write,                 // it writes its result to the register `system_index`
  input  wire  [4:0] system_index,
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
  output wire        instruction_divide,           // the result is that of the divider
  output wire        instruction_system,           // the system unit has to do with it
  output wire        instruction_trap_valid,
  output wire        instruction_trap_interrupt,
  output wire        instruction_trap_transfer,    // it may not be executed before the mode port has judged; no exception yet
  output wire  [4:0] instruction_trap_cause,
  output wire  [4:0] failure,                      // 0, or 16 + the cause why its access failed
  output wire        pending_writes,
  output wire  [4:0] pending_destination,
  output wire        pending_is_late,              // the value is not there before write-back
  output wire [31:0] computed,                     // the result; 0 if it is loaded
  output wire [31:0] loaded,                       // the result; 0 if it is computed
  output wire [31:0] value,                        // the result
  output wire        write,                        // the register is written
  output wire        commit                        // the instruction here retires, without a trap
);

  reg        valid;
  reg        waiting;                  // the answer has not come yet
  reg [31:0] current_pc;
  reg [31:0] current_next;             // the address behind it
  reg [31:0] current_instruction;
  reg [31:0] current_value;            // result, or address of its access, or what mtval will say
  reg [31:0] current_store;            // value to store
  reg  [4:0] current_destination;
  reg        current_writes;
  reg        current_memory;           // makes a request at the data port
  reg  [3:0] current_memory_operation;
  reg  [2:0] current_kind;             // bits 14 to 12
  reg        current_multiply;         // the result is the product
  reg        current_divide;           // the result is that of the divider
  reg        current_system;           // the system unit has to do with it
  reg        current_trap_valid;
  reg        current_trap_interrupt;
  reg        current_trap_transfer;    // it may not be executed before the mode port has judged; no exception yet
  reg  [4:0] current_trap_cause;
  reg  [4:0] cause;
  reg        is_system_write;          // `computed` goes to the register of `current`, whatever that is
  reg [31:0] own_computed;
  reg [31:0] own_loaded;

  assign computed = own_computed;
  assign loaded = own_loaded;
  assign value = own_computed | own_loaded;
  assign is_waiting = waiting;
  assign special = valid & !waiting & !system_active & (current_system | current_trap_valid | cause[4]);
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
  assign instruction_divide = current_divide;
  assign instruction_system = current_system;
  assign instruction_trap_valid = current_trap_valid;
  assign instruction_trap_interrupt = current_trap_interrupt;
  assign instruction_trap_transfer = current_trap_transfer;
  assign instruction_trap_cause = current_trap_cause;
  assign failure = cause;
  assign pending_writes = valid & current_writes;
  assign pending_destination = current_destination;
  assign pending_is_late = 1'b0;
  assign commit = (valid & advance) | system_commit;
  assign write = (commit & current_writes) | is_system_write;
  wire cause_t1 = advance | waiting | system_result_valid | system_write;
  wire is_memory = (waiting | arriving_memory) & !system_active;

  always @(posedge clock) begin
    if (reset) begin
      valid <= 1'b0;
      waiting <= 1'b0;
      cause <= 5'd0;
      is_system_write <= 1'b0;
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
      is_system_write <= system_write;
      if (cause_t1) begin
        cause <= is_memory ? answer_cause : 5'd0;
      end
    end
  end

  wire own_computed_t1 = !is_memory & !arriving_multiply & !arriving_divide & !system_active;
  wire [31:0] own_computed_t2 = {32{own_computed_t1}};
  wire own_computed_t3 = arriving_multiply & !waiting & !system_active;
  wire [31:0] own_computed_t4 = {32{own_computed_t3}};
  wire own_computed_t5 = arriving_divide & !waiting & !system_active;
  wire [31:0] own_computed_t6 = {32{own_computed_t5}};

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
      current_divide <= arriving_divide;
      current_system <= arriving_system;
      current_trap_valid <= arriving_trap_valid;
      current_trap_interrupt <= arriving_trap_interrupt;
      current_trap_transfer <= arriving_trap_transfer;
      current_trap_cause <= arriving_trap_cause;
    end else if (system_write) begin
      current_destination <= system_index;
    end
    if (cause_t1) begin
      own_computed <= (own_computed_t2 & arriving_value) | (own_computed_t4 & product) | (own_computed_t6 & quotient)
          | system_result;
      if (is_memory) begin
        own_loaded <= answer_word;
      end else begin
        own_loaded <= 32'h00000000;
      end
    end
  end

  wire unused = &{1'b0, answer_physical};

endmodule

`default_nettype wire
