// load_alignment
//
// Moves a loaded value to bit 0.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module load_alignment (
  input  wire [31:0] word,
  input  wire  [1:0] offset, // low bits of the address
  input  wire  [2:0] kind,   // bits 1 and 0: 0 byte, 1 half, 2 word; bit 2: zeros above, not the sign
  output wire [31:0] moved,  // the value from bit 0 on; above it anything
  output wire        fill    // what all bits above it are
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

  reg fill_t1;
  always @* begin
    case ({offset[1], offset[0] | kind[0]})
      2'd0: fill_t1 = word[7];
      2'd1: fill_t1 = word[15];
      2'd2: fill_t1 = word[23];
      default: fill_t1 = word[31];
    endcase
  end

  assign fill = !kind[2] & fill_t1;

  wire unused = &{1'b0, kind};

endmodule

`default_nettype wire
