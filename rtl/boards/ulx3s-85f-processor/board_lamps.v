// board_lamps
//
// What the lamps of a board show of the processor on it.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module board_lamps (
  input  wire       clock,
  input  wire       reset,     // synchronous, active high
  input  wire       encrypted, // the processor is in encrypted mode
  input  wire       moves,     // a line begins to cross the bus
  input  wire       finished,  // a program has ended
  input  wire       failed,    // with an exit code that is not 0; meaningful with finished
  output wire [4:0] lamps      // 0 changes once a second, 1 encrypted mode, 2 bus, 3 program ended, 4 with a failure
);

  reg [24:0] cycle;     // of the present second
  reg        heartbeat;
  reg [20:0] afterglow; // cycles that lamp 2 stays on

  assign lamps = {finished & failed, finished, |afterglow, encrypted, heartbeat};
  wire second_ends = cycle == 25'h17d783f;

  always @(posedge clock) begin
    if (reset) begin
      cycle <= 25'h0000000;
      heartbeat <= 1'b0;
      afterglow <= 21'h000000;
    end else begin
      cycle <= second_ends ? 25'h0000000 : (cycle + 25'h0000001);
      heartbeat <= heartbeat ^ second_ends;
      if (moves) begin
        afterglow <= 21'h17d783;
      end else if (|afterglow) begin
        afterglow <= afterglow - 21'h000001;
      end
    end
  end

endmodule

`default_nettype wire
