// load_alignment
//
// Moves a loaded value to bit 0.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module load_alignment (
  input  wire [31:0] word,   // secret
  input  wire  [1:0] offset, // low bits of the address
  output wire [31:0] moved   // secret: the value from bit 0 on; above it anything
);

  reg [7:0] moved_t1;
  always @* begin
    case (offset)
      2'd0: moved_t1 = word[7:0];
      2'd1: moved_t1 = word[15:8];
      2'd2: moved_t1 = word[23:16];
      default: moved_t1 = word[31:24];
    endcase
  end

  assign moved = {word[31:16], offset[1] ? word[31:24] : word[15:8], moved_t1};

endmodule

`default_nettype wire
