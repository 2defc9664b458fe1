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
  output wire [31:0] result,    // secret
  output wire        keeps      // secret: the word in memory stays, whatever `result` is
);

  localparam [3:0] DATA_OPERATION_ADD              = 4'd5;
  localparam [3:0] DATA_OPERATION_XOR              = 4'd6;
  localparam [3:0] DATA_OPERATION_AND              = 4'd7;
  localparam [3:0] DATA_OPERATION_OR               = 4'd8;
  localparam [3:0] DATA_OPERATION_MINIMUM          = 4'd9;
  localparam [3:0] DATA_OPERATION_MAXIMUM          = 4'd10;
  localparam [3:0] DATA_OPERATION_MINIMUM_UNSIGNED = 4'd11;
  localparam [3:0] DATA_OPERATION_MAXIMUM_UNSIGNED = 4'd12;

  reg [31:0] result_t1;
  always @* begin
    case ({1'b0 | (operation == DATA_OPERATION_AND) | (operation == DATA_OPERATION_OR), 1'b0
        | (operation == DATA_OPERATION_XOR) | (operation == DATA_OPERATION_OR)})
      2'd0: result_t1 = operand;
      2'd1: result_t1 = memory ^ operand;
      2'd2: result_t1 = memory & operand;
      default: result_t1 = memory | operand;
    endcase
  end

  assign result = (operation == DATA_OPERATION_ADD) ? (memory + operand) : result_t1;
  wire is_less_t1 = 1'b0 | (operation == DATA_OPERATION_MINIMUM) | (operation == DATA_OPERATION_MAXIMUM);
  wire is_less = {memory[31] ^ is_less_t1, memory[30:0]} < {operand[31] ^ is_less_t1, operand[30:0]};
  assign keeps = ((1'b0 | (operation == DATA_OPERATION_MINIMUM) | (operation == DATA_OPERATION_MINIMUM_UNSIGNED))
      & is_less) | ((1'b0 | (operation == DATA_OPERATION_MAXIMUM) | (operation == DATA_OPERATION_MAXIMUM_UNSIGNED)) &
      !is_less);

endmodule

`default_nettype wire
