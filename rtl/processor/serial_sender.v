// serial_sender
//
// Sends bytes over a serial line with sixteen samples for each bit.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module serial_sender (
  input  wire       clock,
  input  wire       reset,       // synchronous, active high
  input  wire       input_valid,
  output wire       input_ready,
  input  wire [7:0] input_value,
  input  wire       sample,      // a sixteenth of a bit has passed
  output wire       line,        // high while nothing is sent
  output wire       idle         // nothing is being sent
);

  reg [9:0] frame;     // what is left to send, the present bit lowest
  reg [3:0] bits_left;
  reg [3:0] samples;

  wire is_idle = bits_left == 4'd0;
  assign idle = is_idle;
  assign input_ready = is_idle;
  assign line = frame[0];
  wire input_fire = input_valid & input_ready;

  always @(posedge clock) begin
    if (reset) begin
      frame <= 10'h3ff;
      bits_left <= 4'd0;
      samples <= 4'd0;
    end else if (input_fire) begin
      frame <= {1'b1, input_value, 1'b0};
      bits_left <= 4'd10;
      samples <= 4'd0;
    end else if (!is_idle & sample) begin
      samples <= samples + 4'd1;
      if (samples == 4'd15) begin
        frame <= {1'b1, frame[9:1]};
        bits_left <= bits_left - 4'd1;
      end
    end
  end

endmodule

`default_nettype wire
