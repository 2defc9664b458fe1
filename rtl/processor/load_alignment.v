// load_alignment
//
// Moves a loaded value to bit 0 and extends it.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module load_alignment (
  input  wire [31:0] word,
  input  wire  [1:0] offset, // low bits of the address
  input  wire  [2:0] kind,   // bits 1 and 0: 0 byte, 1 half, 2 word; bit 2: zeros above, not the sign
  output wire [31:0] value
);

  reg [7:0] low;
  always @* begin
    case (offset)
      2'd0: low = word[7:0];
      2'd1: low = word[15:8];
      2'd2: low = word[23:16];
      default: low = word[31:24];
    endcase
  end

  wire [7:0] high = offset[1] ? word[31:24] : word[15:8];
  wire fill = !kind[2] & ((!kind[0] & !kind[1]) ? low[7] : high[7]);
  wire [15:0] value_t1 = kind[1] ? word[31:16] : {16{fill}};
  assign value = {value_t1, (!kind[0] & !kind[1]) ? {8{fill}} : high, low};

endmodule

`default_nettype wire
