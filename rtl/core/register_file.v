// register_file
//
// The integer registers, 0 from power-up on. Reset writes x0 only.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module register_file (
  input  wire        clock,
  input  wire  [4:0] first,
  input  wire  [4:0] second,
  output wire [31:0] first_value,
  output wire [31:0] second_value,
  input  wire  [4:0] third,        // for contexts
  output wire [31:0] third_value,
  input  wire        write,        // of x0: 0 only
  input  wire  [4:0] destination,
  input  wire [31:0] value
);

  (* ram_style = "distributed" *) reg [31:0] words [0:31];

  initial begin
    words[0] = 32'h00000000;
    words[1] = 32'h00000000;
    words[2] = 32'h00000000;
    words[3] = 32'h00000000;
    words[4] = 32'h00000000;
    words[5] = 32'h00000000;
    words[6] = 32'h00000000;
    words[7] = 32'h00000000;
    words[8] = 32'h00000000;
    words[9] = 32'h00000000;
    words[10] = 32'h00000000;
    words[11] = 32'h00000000;
    words[12] = 32'h00000000;
    words[13] = 32'h00000000;
    words[14] = 32'h00000000;
    words[15] = 32'h00000000;
    words[16] = 32'h00000000;
    words[17] = 32'h00000000;
    words[18] = 32'h00000000;
    words[19] = 32'h00000000;
    words[20] = 32'h00000000;
    words[21] = 32'h00000000;
    words[22] = 32'h00000000;
    words[23] = 32'h00000000;
    words[24] = 32'h00000000;
    words[25] = 32'h00000000;
    words[26] = 32'h00000000;
    words[27] = 32'h00000000;
    words[28] = 32'h00000000;
    words[29] = 32'h00000000;
    words[30] = 32'h00000000;
    words[31] = 32'h00000000;
  end

  assign first_value = words[first];
  assign second_value = words[second];
  assign third_value = words[third];

  always @(posedge clock) begin
    if (write) begin
      words[destination] <= value;
    end
  end

endmodule

`default_nettype wire
