// power_on_reset
//
// Reset for the first 511 cycles after configuration.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module power_on_reset (
  input  wire clock,
  output wire active  // resets the rest of the board
);

  reg [8:0] count [0:0];

  initial begin
    count[0] = 9'h000;
  end

  wire [8:0] now = count[1'b0];
  assign active = !(&now);

  always @(posedge clock) begin
    if (active) begin
      count[1'b0] <= now + 9'h001;
    end
  end

endmodule

`default_nettype wire
