// serial_receiver
//
// Receives bytes over a serial line with sixteen samples for each bit.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module serial_receiver (
  input  wire       clock,
  input  wire       reset,    // synchronous, active high
  input  wire       line,     // high while nothing is sent; not synchronous
  input  wire       sample,   // a sixteenth of a bit has passed
  output wire       complete, // a byte has come in; one cycle
  output wire [7:0] value
);

  localparam [1:0] PHASE_IDLE  = 2'd0;
  localparam [1:0] PHASE_START = 2'd1;
  localparam [1:0] PHASE_DATA  = 2'd2;
  localparam [1:0] PHASE_STOP  = 2'd3;

  reg       first;
  reg       level;       // the line, synchronous
  reg [1:0] phase;
  reg [3:0] samples;
  reg [2:0] bit_number;
  reg [7:0] shifted;
  reg       is_complete;

  assign complete = is_complete;
  assign value = shifted;
  wire middle = sample & (samples == 4'd7);
  wire ends = sample & (samples == 4'd15);

  always @(posedge clock) begin
    if (reset) begin
      first <= 1'b1;
      level <= 1'b1;
      phase <= PHASE_IDLE;
      samples <= 4'd0;
      bit_number <= 3'd0;
      shifted <= 8'h00;
      is_complete <= 1'b0;
    end else begin
      first <= line;
      level <= first;
      is_complete <= (phase == PHASE_STOP) & middle & level;
      if (phase == PHASE_IDLE) begin
        samples <= 4'd0;
      end else if (sample) begin
        samples <= samples + 4'd1;
      end
      case (phase)
        PHASE_IDLE: begin
          bit_number <= 3'd0;
          if (!level) begin
            phase <= PHASE_START;
          end
        end
        PHASE_START: begin
          if (middle & level) begin
            phase <= PHASE_IDLE;
          end else if (ends) begin
            phase <= PHASE_DATA;
          end
        end
        PHASE_DATA: begin
          if (middle) begin
            shifted <= {level, shifted[7:1]};
          end
          if (ends) begin
            bit_number <= bit_number + 3'd1;
            if (bit_number == 3'd7) begin
              phase <= PHASE_STOP;
            end
          end
        end
        PHASE_STOP: begin
          if (middle) begin
            phase <= PHASE_IDLE;
          end
        end
      endcase
    end
  end

endmodule

`default_nettype wire
