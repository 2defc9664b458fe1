// atomic_arithmetic
//
// Latency: combinational.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module atomic_arithmetic (
  input  wire  [3:0] operation,
  input  wire [31:0] memory,    // secret: the word in memory
  input  wire [31:0] operand,   // secret
  output reg  [31:0] result     // secret
);

  localparam [3:0] DATA_OPERATION_LOAD              = 4'd0;
  localparam [3:0] DATA_OPERATION_STORE             = 4'd1;
  localparam [3:0] DATA_OPERATION_LOAD_RESERVED     = 4'd2;
  localparam [3:0] DATA_OPERATION_STORE_CONDITIONAL = 4'd3;
  localparam [3:0] DATA_OPERATION_SWAP              = 4'd4;
  localparam [3:0] DATA_OPERATION_ADD               = 4'd5;
  localparam [3:0] DATA_OPERATION_XOR               = 4'd6;
  localparam [3:0] DATA_OPERATION_AND               = 4'd7;
  localparam [3:0] DATA_OPERATION_OR                = 4'd8;
  localparam [3:0] DATA_OPERATION_MINIMUM           = 4'd9;
  localparam [3:0] DATA_OPERATION_MAXIMUM           = 4'd10;
  localparam [3:0] DATA_OPERATION_MINIMUM_UNSIGNED  = 4'd11;
  localparam [3:0] DATA_OPERATION_MAXIMUM_UNSIGNED  = 4'd12;

  wire is_less_t1 = (operation == DATA_OPERATION_MINIMUM) | (operation == DATA_OPERATION_MAXIMUM);
  wire is_less = {memory[31] ^ is_less_t1, memory[30:0]} < {operand[31] ^ is_less_t1, operand[30:0]};

  always @* begin
    case (operation)
      DATA_OPERATION_LOAD: result = operand;
      DATA_OPERATION_STORE: result = operand;
      DATA_OPERATION_LOAD_RESERVED: result = operand;
      DATA_OPERATION_STORE_CONDITIONAL: result = operand;
      DATA_OPERATION_SWAP: result = operand;
      DATA_OPERATION_ADD: result = memory + operand;
      DATA_OPERATION_XOR: result = memory ^ operand;
      DATA_OPERATION_AND: result = memory & operand;
      DATA_OPERATION_OR: result = memory | operand;
      DATA_OPERATION_MINIMUM: result = is_less ? memory : operand;
      DATA_OPERATION_MAXIMUM: result = is_less ? operand : memory;
      DATA_OPERATION_MINIMUM_UNSIGNED: result = is_less ? memory : operand;
      DATA_OPERATION_MAXIMUM_UNSIGNED: result = is_less ? operand : memory;
      default: result = 32'h00000000;
    endcase
  end

endmodule

`default_nettype wire
