// instruction_decoder
//
// Decodes RV32IMA, Zicsr, Zifencei, the privileged instructions, and those of custom-0.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module instruction_decoder (
  input  wire [31:0] instruction,
  output wire        decoded_gives_sum,        // the result is the sum, as of everything that makes an access
  output wire        decoded_gives_bitwise,    // the result is that of bitwise logic
  output wire        decoded_gives_right,      // the result is shifted right
  output wire        decoded_gives_left,       // the result is shifted left
  output wire        decoded_gives_less,       // the result is that of the comparison
  output wire        decoded_gives_link,       // the result is the link
  output wire        decoded_subtract,         // second operand inverted, carry in
  output wire  [1:0] decoded_bitwise,          // 0 xor, 1 second operand, 2 or, 3 and
  output wire        decoded_arithmetic,       // right shift copies the sign
  output wire  [2:0] decoded_kind,             // bits 14 to 12: condition of a branch, size of an access, kind of a product or quotient
  output wire        decoded_uses_first,       // reads the register of bits 19 to 15
  output wire        decoded_uses_second,      // reads the register of bits 24 to 20
  output wire        decoded_uses_immediate,   // second operand is the immediate
  output wire        decoded_writes,           // writes a register other than x0
  output wire        decoded_branch,           // conditional branch
  output wire        decoded_jump,             // jal or jalr
  output wire        decoded_indirect,         // jalr
  output wire        decoded_memory,           // makes a request at the data port
  output wire  [3:0] decoded_memory_operation, // of the data port
  output wire        decoded_multiply,
  output wire        decoded_divide,
  output wire        decoded_system,           // executed by the system unit: CSR instructions, returns, wfi, fence.i, sfence.vma, custom-0
  output wire        decoded_environment_call,
  output wire        decoded_breakpoint,
  output wire        decoded_illegal,          // no instruction of the core
  output wire [31:0] immediate_operand,        // of arithmetic, loads and stores (I, S and U); 0 for atomics and CSR instructions
  output wire [31:0] immediate_target          // distance of a jump or branch target, or of auipc (J, B and U)
);

  wire is_jump = instruction[6:2] == 5'd27;
  wire is_jump_register = instruction[6:2] == 5'd25;
  wire is_add_upper = instruction[6:2] == 5'd5;
  wire is_branch = instruction[6:2] == 5'd24;
  wire gives_link = is_jump | is_jump_register | is_add_upper | is_branch;
  wire is_load_upper = instruction[6:2] == 5'd13;
  wire is_immediate = instruction[6:2] == 5'd4;
  wire is_operation = instruction[6:2] == 5'd12;
  wire is_computation = is_immediate | is_operation;
  wire [2:0] kind = instruction[14:12];
  assign decoded_gives_sum = !gives_link & !is_load_upper & (!is_computation | !(|kind));
  wire [6:0] upper = instruction[31:25];
  wire is_multiply_or_divide = is_operation & (upper == 7'h01);
  wire is_arithmetic = is_computation & !is_multiply_or_divide;
  assign decoded_gives_bitwise = is_load_upper | (is_arithmetic & instruction[14] & (kind != 3'd5));
  assign decoded_gives_right = is_arithmetic & (kind == 3'd5);
  assign decoded_gives_left = is_arithmetic & (kind == 3'd1);
  wire gives_less = is_arithmetic & (instruction[14:13] == 2'd1);
  assign decoded_gives_less = gives_less;
  assign decoded_gives_link = gives_link;
  wire upper_is_alternative = upper == 7'h20;
  assign decoded_subtract = is_branch | gives_less | (is_operation & upper_is_alternative & !(|kind));
  assign decoded_bitwise = is_load_upper ? 2'd1 : instruction[13:12];
  assign decoded_arithmetic = instruction[30];
  assign decoded_kind = kind;
  wire is_load = instruction[6:2] == 5'd0;
  wire is_store = instruction[6:2] == 5'd8;
  wire is_atomic = instruction[6:2] == 5'd11;
  wire is_memory = is_load | is_store | is_atomic;
  wire is_system = instruction[6:2] == 5'd28;
  wire is_register_access = is_system & (|instruction[13:12]);
  wire is_protection = instruction[6:2] == 5'd2;
  assign decoded_uses_first = is_memory | is_branch | is_jump_register | is_computation
      | (is_register_access & !instruction[14]) | is_protection;
  assign decoded_uses_second = is_store | is_atomic | is_branch | is_operation | is_protection;
  assign decoded_uses_immediate = !(is_branch | is_operation);
  wire is_fence = instruction[6:2] == 5'd3;
  assign decoded_writes = !(is_store | is_branch | is_fence | (is_system & !(|instruction[13:12])))
      & (|instruction[11:7]);
  assign decoded_branch = is_branch;
  assign decoded_jump = is_jump | is_jump_register;
  assign decoded_indirect = is_jump_register;
  assign decoded_memory = is_memory;
  wire [4:0] code = instruction[31:27];
  wire is_reserved = code == 5'd2;
  wire is_conditional = code == 5'd3;
  wire is_swap = code == 5'd1;

  reg [3:0] decoded_memory_operation_t1;
  /* verilator coverage_off */
  always @* begin
    case (instruction[31:29])
      3'd0: decoded_memory_operation_t1 = 4'd5;
      3'd1: decoded_memory_operation_t1 = 4'd6;
      3'd2: decoded_memory_operation_t1 = 4'd8;
      3'd3: decoded_memory_operation_t1 = 4'd7;
      3'd4: decoded_memory_operation_t1 = 4'd9;
      3'd5: decoded_memory_operation_t1 = 4'd10;
      3'd6: decoded_memory_operation_t1 = 4'd11;
      default: decoded_memory_operation_t1 = 4'd12;
    endcase
  end
  /* verilator coverage_on */

  assign decoded_memory_operation = is_atomic ? (is_reserved ? 4'd2 : is_conditional ? 4'd3 : is_swap ? 4'd4
      : decoded_memory_operation_t1) : {3'd0, is_store};
  assign decoded_multiply = is_multiply_or_divide & !instruction[14];
  assign decoded_divide = is_multiply_or_divide & instruction[14];
  wire is_environment = is_system & !(|instruction[13:12]) & !instruction[28];
  assign decoded_system = (is_system & !is_environment) | (is_fence & instruction[12]) | is_protection;
  assign decoded_environment_call = is_environment & !instruction[20];
  assign decoded_breakpoint = is_environment & instruction[20];
  wire is_shift = instruction[13:12] == 2'd1;
  wire upper_is_zero = !(|upper);
  wire is_legal_t1 = (is_immediate & (!is_shift | upper_is_zero | (upper_is_alternative & instruction[14])))
      | (is_operation & (upper_is_zero | (upper == 7'h01) | (upper_is_alternative & (!(|kind) | (kind == 3'd5)))))
      | (is_branch & (instruction[14:13] != 2'd1)) | (is_load & (kind != 3'd3) & (instruction[14:13] != 2'd3))
      | (is_store & !instruction[14] & !(&instruction[13:12]));
  wire is_legal_t2 = is_atomic & (kind == 3'd2) & ((is_reserved & !(|instruction[24:20])) | is_conditional | is_swap |
      !(|instruction[28:27]));
  wire is_legal_t3 = !instruction[14] & !(|instruction[11:7]) & ((upper == 7'h09)
      | (!(|instruction[19:15]) & ((upper_is_zero & !(|instruction[24:21]))
      | (({instruction[31:30], instruction[28:25]} == 6'd8) & (instruction[24:20] == 5'd2))
      | ((upper == 7'h08) & (instruction[24:20] == 5'd5)))));
  wire is_legal_t4 = is_legal_t1 | is_jump | (is_jump_register & !(|kind)) | (is_fence & !(|instruction[14:13]))
      | is_legal_t2 | is_load_upper | is_add_upper | (is_system & ((|instruction[13:12]) | is_legal_t3));
  wire is_legal_t5 = instruction[12] ? (!(|instruction[24:20]) & (instruction[25] | !(|instruction[19:15])))
      : ((instruction[27:25] == 3'd0) | (instruction[27:25] == 3'd1) | (instruction[27:25] == 3'd3)
      | (instruction[27:25] == 3'd5) | (instruction[27:25] == 3'd6)
      | (((instruction[27:25] == 3'd2) | (instruction[27:25] == 3'd4)) & !(|instruction[24:20])));
  wire is_legal = (&instruction[1:0]) & (is_legal_t4 | (is_protection & !(|instruction[31:28]) & !instruction[14]
      & (instruction[13] ? (!instruction[12] & !(|instruction[27:26])) : is_legal_t5)));
  assign decoded_illegal = !is_legal;
  wire [11:0] immediate_operand_t1 = is_store ? {upper, instruction[11:7]} : instruction[31:20];
  wire [31:0] immediate_operand_t2 = {{20{immediate_operand_t1[11]}}, immediate_operand_t1};
  assign immediate_operand = is_load_upper ? {instruction[31:12], 12'h000} : (is_atomic | is_system | is_protection)
      ? 32'h00000000 : immediate_operand_t2;
  wire [19:0] immediate_target_t1 = {20{instruction[31]}};
  wire [31:0] immediate_target_t2 = instruction[3] ? {{12{instruction[31]}}, instruction[19:12], instruction[20],
      instruction[30:21], 1'b0} : {immediate_target_t1, instruction[7], instruction[30:25], instruction[11:8], 1'b0};
  assign immediate_target = instruction[4] ? {instruction[31:12], 12'h000} : immediate_target_t2;

endmodule

`default_nettype wire
