// retire_port
//
// Shows every instruction that retires or traps.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module retire_port (
  input  wire        clock,
  input  wire        reset,                        // synchronous, active high
  input  wire        advance,                      // the stages move on
  input  wire [31:0] following,                    // of the instruction in execute: address of the next one
  input  wire [31:0] instruction_pc,
  input  wire [31:0] instruction_next,             // the address behind it
  input  wire [31:0] instruction_instruction,
  input  wire [31:0] instruction_value,            // result, or address of its access, or what mtval will say
  input  wire [31:0] instruction_store,            // value to store
  input  wire  [4:0] instruction_destination,
  input  wire        instruction_writes,
  input  wire        instruction_memory,           // makes a request at the data port
  input  wire  [3:0] instruction_memory_operation,
  input  wire  [2:0] instruction_kind,             // bits 14 to 12
  input  wire        instruction_multiply,         // the result is the product
  input  wire        instruction_divide,           // the result is that of the divider
  input  wire        instruction_system,           // the system unit has to do with it
  input  wire        instruction_trap_valid,
  input  wire        instruction_trap_interrupt,
  input  wire        instruction_trap_transfer,    // it may not be executed before the mode port has judged; no exception yet
  input  wire  [4:0] instruction_trap_cause,
  input  wire        commit,                       // `instruction` retires
  input  wire        result_writes,
  input  wire  [4:0] result_destination,
  input  wire        result_is_late,               // the value is not there before write-back
  input  wire [31:0] value,                        // its result
  input  wire [31:0] answer_word,                  // what memory gave
  input  wire        trapped,                      // it traps, or an interrupt is taken in its place
  input  wire        is_interrupt,
  input  wire  [4:0] cause,
  input  wire        is_system,                    // the system unit executed it: the next address is `target`
  input  wire [31:0] target,
  input  wire  [1:0] privilege,
  input  wire  [7:0] domain,
  input  wire        encrypted,
  input  wire        system_active,                // the system unit is at work: domain and mode may be the next ones already
  output wire        rvfi_valid,                   // an instruction retires or traps
  output wire [63:0] rvfi_order,                   // its number
  output wire [31:0] rvfi_insn,                    // encoding, 0 when the fetch failed
  output wire        rvfi_trap,                    // it trapped: no register or memory was written
  output wire        rvfi_intr,                    // first instruction of a handler after an interrupt or trap
  output wire  [1:0] rvfi_mode,                    // privilege before it
  output wire  [4:0] rvfi_cause,                   // of the trap
  output wire  [7:0] rvfi_domain,                  // that ran before it
  output wire        rvfi_encrypted,               // its mode before it
  output wire [31:0] rvfi_pc_rdata,                // its address
  output wire [31:0] rvfi_pc_wdata,                // address of the next instruction; the handler's on a trap
  output wire  [4:0] rvfi_rd_addr,                 // register written, 0 for none
  output wire [31:0] rvfi_rd_wdata,
  output wire [31:0] rvfi_mem_addr,                // virtual address of its access
  output wire  [3:0] rvfi_mem_rmask,               // bytes read, from the address on
  output wire  [3:0] rvfi_mem_wmask,               // bytes written
  output wire [31:0] rvfi_mem_rdata,               // from bit 0
  output wire [31:0] rvfi_mem_wdata,               // from bit 0
  output wire        interrupt_valid,
  output wire  [4:0] interrupt_cause
);

  reg [31:0] following_in_memory;
  reg [31:0] following_in_write_back;
  reg [63:0] order;
  reg        is_handler;
  reg  [7:0] domain_before;
  reg        encrypted_before;

  assign interrupt_valid = trapped & is_interrupt;
  assign interrupt_cause = (trapped & is_interrupt) ? cause : 5'd0;
  assign rvfi_domain = system_active ? domain_before : domain;
  assign rvfi_encrypted = system_active ? encrypted_before : encrypted;
  wire takes_trap = trapped & !is_interrupt;
  wire valid = commit | takes_trap;
  assign rvfi_valid = valid;
  assign rvfi_order = order;
  wire rvfi_insn_t1 = !(takes_trap & ((cause == 5'd1) | (cause == 5'd12)));
  wire [31:0] rvfi_insn_t2 = {32{rvfi_insn_t1}};
  assign rvfi_insn = instruction_instruction & rvfi_insn_t2;
  assign rvfi_trap = takes_trap;
  assign rvfi_intr = is_handler;
  assign rvfi_mode = privilege;
  assign rvfi_cause = cause & {5{takes_trap}};
  assign rvfi_pc_rdata = instruction_pc;
  assign rvfi_pc_wdata = is_system ? target : following_in_write_back;
  wire writes = commit & result_writes;
  assign rvfi_rd_addr = result_destination & {5{writes}};
  wire [31:0] rvfi_rd_wdata_t1 = {32{writes}};
  assign rvfi_rd_wdata = value & rvfi_rd_wdata_t1;
  wire accesses = instruction_memory & commit;
  wire [31:0] rvfi_mem_addr_t1 = {32{accesses}};
  assign rvfi_mem_addr = instruction_value & rvfi_mem_addr_t1;
  wire mask_t1 = |instruction_kind[1:0];
  wire [3:0] mask = {{2{instruction_kind[1]}}, mask_t1, 1'b1};
  wire rvfi_mem_rmask_t1 = accesses & ((instruction_memory_operation == 4'd0) | (instruction_memory_operation == 4'd2)
      | instruction_memory_operation[2] | instruction_memory_operation[3]);
  assign rvfi_mem_rmask = mask & {4{rvfi_mem_rmask_t1}};
  wire rvfi_mem_wmask_t1 = accesses & ((instruction_memory_operation == 4'd1) | instruction_memory_operation[2]
      | instruction_memory_operation[3] | ((instruction_memory_operation == 4'd3) & !answer_word[0]));
  assign rvfi_mem_wmask = mask & {4{rvfi_mem_wmask_t1}};
  wire [15:0] rvfi_mem_rdata_t1 = {16{instruction_kind[1]}};
  wire [31:0] rvfi_mem_rdata_t2 = {32{rvfi_mem_rmask_t1}};
  assign rvfi_mem_rdata = {value[31:16] & rvfi_mem_rdata_t1, value[15:8] & {8{mask_t1}}, value[7:0]}
      & rvfi_mem_rdata_t2;
  wire rvfi_mem_wdata_t1 = (instruction_memory_operation >= 4'd11) ? (answer_word < instruction_store)
      : ($signed(answer_word) < $signed(instruction_store));
  wire [31:0] rvfi_mem_wdata_t2 = (instruction_memory_operation == 4'd8) ? (answer_word | instruction_store)
      : (instruction_memory_operation == 4'd7) ? (answer_word & instruction_store)
      : (instruction_memory_operation == 4'd6) ? (answer_word ^ instruction_store)
      : (instruction_memory_operation == 4'd5) ? (answer_word + instruction_store) : instruction_store;
  wire [31:0] rvfi_mem_wdata_t3 = (instruction_memory_operation == 4'd12)
      ? (rvfi_mem_wdata_t1 ? instruction_store : answer_word) : (instruction_memory_operation == 4'd10)
      ? (rvfi_mem_wdata_t1 ? instruction_store : answer_word) : (instruction_memory_operation == 4'd11)
      ? (rvfi_mem_wdata_t1 ? answer_word : instruction_store) : (instruction_memory_operation == 4'd9)
      ? (rvfi_mem_wdata_t1 ? answer_word : instruction_store) : rvfi_mem_wdata_t2;
  wire [31:0] rvfi_mem_wdata_t4 = {32{rvfi_mem_wmask_t1}};
  assign rvfi_mem_wdata = {rvfi_mem_wdata_t3[31:16] & rvfi_mem_rdata_t1, rvfi_mem_wdata_t3[15:8] & {8{mask_t1}},
      rvfi_mem_wdata_t3[7:0]} & rvfi_mem_wdata_t4;

  always @(posedge clock) begin
    if (reset) begin
      order <= 64'h0000000000000000;
      is_handler <= 1'b0;
      domain_before <= 8'h00;
      encrypted_before <= 1'b0;
    end else begin
      if (valid) begin
        order <= order + 64'h0000000000000001;
      end
      if (trapped) begin
        is_handler <= 1'b1;
      end else if (valid) begin
        is_handler <= 1'b0;
      end
      if (!system_active) begin
        domain_before <= domain;
        encrypted_before <= encrypted;
      end
    end
  end

  always @(posedge clock) begin
    if (advance) begin
      following_in_memory <= following;
      following_in_write_back <= following_in_memory;
    end
  end

  wire unused = &{1'b0, instruction_pc, instruction_next, instruction_instruction, instruction_value,
      instruction_store, instruction_destination, instruction_writes, instruction_memory, instruction_memory_operation,
      instruction_kind, instruction_multiply, instruction_divide, instruction_system, instruction_trap_valid,
      instruction_trap_interrupt, instruction_trap_transfer, instruction_trap_cause, result_writes, result_destination,
      result_is_late};

endmodule

`default_nettype wire
