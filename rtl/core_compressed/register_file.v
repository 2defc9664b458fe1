// register_file
//
// The integer registers. Reset writes 0 to all of them, x0 included.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module register_file (
  input  wire        clock,
  input  wire  [4:0] first,
  input  wire  [4:0] second,
  output wire [31:0] first_value,
  output wire [31:0] second_value,
  input  wire        write,        // of x0: 0 only
  input  wire  [4:0] destination,
  input  wire [31:0] value
);

  (* ram_style = "distributed" *) reg [31:0] words [0:31];

  assign first_value = words[first];
  assign second_value = words[second];

  always @(posedge clock) begin
    if (write) begin
      words[destination] <= value;
    end
  end

endmodule

`default_nettype wire
