// memory_stage
//
// Requests at the data port, and their answers.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module memory_stage (
  input  wire        clock,
  input  wire        reset,                     // synchronous, active high
  input  wire [31:0] executed_pc,
  input  wire [31:0] executed_next,             // the address behind it
  input  wire [31:0] executed_instruction,
  input  wire [31:0] executed_value,            // result, or address of its access, or what mtval will say
  input  wire [31:0] executed_store,            // value to store
  input  wire  [4:0] executed_destination,
  input  wire        executed_writes,
  input  wire        executed_memory,           // makes a request at the data port
  input  wire  [3:0] executed_memory_operation,
  input  wire  [2:0] executed_kind,             // bits 14 to 12
  input  wire        executed_multiply,         // the result is the product
  input  wire        executed_divide,           // the result is that of the divider
  input  wire        executed_system,           // the system unit has to do with it
  input  wire        executed_trap_valid,
  input  wire        executed_trap_interrupt,
  input  wire        executed_trap_transfer,    // it may not be executed before the mode port has judged; no exception yet
  input  wire  [4:0] executed_trap_cause,
  input  wire        executed_valid,
  input  wire [31:0] address,                   // of its access: the same as its value, and earlier
  input  wire        advance,                   // the stages move on
  input  wire        kill,                      // the instruction here, and the request of the cycle before, have no effect
  output wire        data_valid,
  input  wire        data_ready,
  output wire  [3:0] data_operation,
  output wire [31:0] data_address,
  output wire  [1:0] data_size,
  output wire        data_is_signed,
  output wire [31:0] data_store,                // of the request accepted in the cycle before
  output wire        data_cancel,
  input  wire        result_valid,
  input  wire        access_valid,              // make it; one at a time. The others stay until the answer, and are 0 while no order is carried out
  input  wire  [3:0] access_operation,          // as in a request to the memory unit
  input  wire [31:0] access_address,            // virtual, of a word
  output wire        is_unissued,               // the request here has not been accepted
  output wire        is_unanswered,             // the request here has no answer yet
  output wire        pending_writes,
  output wire  [4:0] pending_destination,
  output wire        pending_is_late,           // the value is not there before write-back
  output wire [31:0] leaving_pc,
  output wire [31:0] leaving_next,              // the address behind it
  output wire [31:0] leaving_instruction,
  output wire [31:0] leaving_value,             // result, or address of its access, or what mtval will say
  output wire [31:0] leaving_store,             // value to store
  output wire  [4:0] leaving_destination,
  output wire        leaving_writes,
  output wire        leaving_memory,            // makes a request at the data port
  output wire  [3:0] leaving_memory_operation,
  output wire  [2:0] leaving_kind,              // bits 14 to 12
  output wire        leaving_multiply,          // the result is the product
  output wire        leaving_divide,            // the result is that of the divider
  output wire        leaving_system,            // the system unit has to do with it
  output wire        leaving_trap_valid,
  output wire        leaving_trap_interrupt,
  output wire        leaving_trap_transfer,     // it may not be executed before the mode port has judged; no exception yet
  output wire  [4:0] leaving_trap_cause,
  output wire        leaving_valid
);

  reg         valid;
  reg         unissued;
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
  reg         current_divide;           // the result is that of the divider
  reg         current_system;           // the system unit has to do with it
  reg         current_trap_valid;
  reg         current_trap_interrupt;
  reg         current_trap_transfer;    // it may not be executed before the mode port has judged; no exception yet
  reg   [4:0] current_trap_cause;
  reg  [31:0] waiting_address;
  reg   [3:0] waiting_operation;
  reg   [2:0] waiting_kind;             // bits 14 to 12 of its instruction: size, unsigned
  wire        unissued_choice_chosen;

  wire request = executed_valid & executed_memory;
  assign data_valid = !kill & (unissued | (request & advance));
  assign data_operation = unissued ? (waiting_operation | access_operation) : executed_memory_operation;
  assign data_address = unissued ? (waiting_address | access_address) : address;
  wire [2:0] data_size_t1 = unissued ? waiting_kind : executed_kind;
  assign data_size = data_size_t1[1:0];
  assign data_is_signed = !data_size_t1[2];
  assign data_store = current_store;
  assign data_cancel = kill;

  bit_choice unissued_choice (
    .first(!kill & (advance ? request : (access_valid | unissued))),
    .second(!kill & !advance & access_valid),
    .is_second(data_ready),
    .chosen(unissued_choice_chosen)
  );

  assign is_unissued = unissued;
  assign is_unanswered = valid & current_memory & !result_valid;
  assign pending_writes = valid & current_writes;
  assign pending_destination = current_destination;
  assign pending_is_late = 1'b1;
  assign leaving_valid = valid;
  assign leaving_pc = current_pc;
  assign leaving_next = current_next;
  assign leaving_instruction = current_instruction;
  assign leaving_value = current_value;
  assign leaving_store = current_store;
  assign leaving_destination = current_destination;
  assign leaving_writes = current_writes;
  assign leaving_memory = current_memory;
  assign leaving_memory_operation = current_memory_operation;
  assign leaving_kind = current_kind;
  assign leaving_multiply = current_multiply;
  assign leaving_divide = current_divide;
  assign leaving_system = current_system;
  assign leaving_trap_valid = current_trap_valid;
  assign leaving_trap_interrupt = current_trap_interrupt;
  assign leaving_trap_transfer = current_trap_transfer;
  assign leaving_trap_cause = current_trap_cause;

  always @(posedge clock) begin
    if (reset) begin
      valid <= 1'b0;
      unissued <= 1'b0;
    end else begin
      if (kill) begin
        valid <= 1'b0;
      end else if (advance) begin
        valid <= executed_valid;
      end
      unissued <= unissued_choice_chosen;
    end
  end

  always @(posedge clock) begin
    if (advance) begin
      current_pc <= executed_pc;
      current_next <= executed_next;
      current_instruction <= executed_instruction;
      current_value <= executed_value;
      current_store <= executed_store;
      current_destination <= executed_destination;
      current_writes <= executed_writes;
      current_memory <= executed_memory;
      current_memory_operation <= executed_memory_operation;
      current_kind <= executed_kind;
      current_multiply <= executed_multiply;
      current_divide <= executed_divide;
      current_system <= executed_system;
      current_trap_valid <= executed_trap_valid;
      current_trap_interrupt <= executed_trap_interrupt;
      current_trap_transfer <= executed_trap_transfer;
      current_trap_cause <= executed_trap_cause;
      waiting_address <= address;
      waiting_operation <= executed_memory_operation;
      waiting_kind <= executed_kind;
    end else if (kill) begin
      current_store <= 32'h00000000;
      waiting_address <= 32'h00000000;
      waiting_operation <= 4'd0;
      waiting_kind <= 3'd2;
    end
  end

endmodule

`default_nettype wire
