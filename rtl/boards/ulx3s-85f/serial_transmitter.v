// serial_transmitter
//
// Sends bytes over a serial line, 217 cycles for each bit: start, eight data bits, stop.
//
// Latency: 2170 cycles from one byte to the next.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module serial_transmitter (
  input  wire       clock,
  input  wire       reset,       // synchronous, active high
  input  wire       input_valid,
  output wire       input_ready,
  input  wire [7:0] input_value,
  output wire       line         // high while nothing is sent
);

  reg [9:0] frame;     // what is left to send, the present bit lowest
  reg [3:0] bits_left;
  reg [7:0] count;     // cycles of the present bit

  wire idle = bits_left == 4'd0;
  assign input_ready = idle;
  assign line = frame[0];
  wire bit_ends = count == 8'hd8;
  wire input_fire = input_valid & input_ready;

  always @(posedge clock) begin
    if (reset) begin
      frame <= 10'h3ff;
      bits_left <= 4'd0;
      count <= 8'h00;
    end else begin
      count <= (idle | bit_ends) ? 8'h00 : (count + 8'h01);
      if (input_fire) begin
        frame <= {1'b1, input_value, 1'b0};
        bits_left <= 4'd10;
      end else if (!idle & bit_ends) begin
        frame <= {1'b1, frame[9:1]};
        bits_left <= bits_left - 4'd1;
      end
    end
  end

endmodule

`default_nettype wire
