// arithmetic_unit
//
// Sum, difference, comparison and bitwise logic.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module arithmetic_unit (
  input  wire [31:0] first,
  input  wire [31:0] second,      // inverted for a difference
  input  wire        subtract,    // second operand comes inverted
  input  wire  [1:0] operation,   // 0 xor, 1 second operand, 2 or, 3 and
  input  wire        is_unsigned, // comparison is unsigned
  output wire [31:0] sum,
  output reg  [31:0] bitwise,
  output wire        less,        // with `subtract`: first < second
  output wire        carry,       // of the sum
  output wire        equal        // with `subtract`: first = second
);

  wire [33:0] wide = {1'b0, first, 1'b1} + {1'b0, second, subtract};
  assign sum = wide[32:1];
  assign carry = wide[33];
  assign less = (!is_unsigned & (first[31] == second[31])) ? first[31] : !carry;
  assign equal = &(first ^ second);

  always @* begin
    case (operation)
      2'd0: bitwise = first ^ second;
      2'd1: bitwise = second;
      2'd2: bitwise = first | second;
      default: bitwise = first & second;
    endcase
  end

  wire unused = &{1'b0, wide[0]};

endmodule

`default_nettype wire
