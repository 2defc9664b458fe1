// word_inverse_64
//
// -1/word modulo 2^64, one bit per cycle (Dusse and Kaliski).
//
// Latency: 65 cycles from start until the result is there.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module word_inverse_64 (
  input  wire        clock,
  input  wire        reset,  // synchronous, active high
  input  wire        start,  // take `word` and begin
  input  wire [63:0] word,   // secret: odd
  input  wire        wipe,   // overwrite every register with zeros
  output wire        done,   // the last bit is being made
  output wire [63:0] result  // secret: stays until the next start or a wipe
);

  reg [63:0] factor;
  reg [63:0] rest;      // 1 + factor * made, without the bits that are zero already
  reg [63:0] made;      // the result's bits so far, the latest in the highest place
  reg  [6:0] bits_left;

  assign result = made;
  assign done = bits_left == 7'h01;
  wire is_set = rest[0];
  wire [63:0] next_t1 = {64{is_set}};
  wire [63:0] next = rest + (factor & next_t1);

  always @(posedge clock) begin
    if (reset) begin
      factor <= 64'h0000000000000000;
      rest <= 64'h0000000000000000;
      made <= 64'h0000000000000000;
      bits_left <= 7'h00;
    end else if (wipe) begin
      factor <= 64'h0000000000000000;
      rest <= 64'h0000000000000000;
      made <= 64'h0000000000000000;
      bits_left <= 7'h00;
    end else if (start) begin
      factor <= word;
      rest <= 64'h0000000000000001;
      bits_left <= 7'h40;
    end else if (bits_left != 7'h00) begin
      rest <= {1'b0, next[63:1]};
      made <= {is_set, made[63:1]};
      bits_left <= bits_left - 7'h01;
    end
  end

  wire unused = &{1'b0, next[0]};

endmodule

`default_nettype wire
