// finisher
//
// Ends a simulation when a program writes to it.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module finisher (
  input  wire        clock,
  input  wire        reset,         // synchronous, active high
  input  wire        access_valid,
  input  wire        access_write,
  input  wire [21:0] access_offset, // of the device's addresses, in bytes; aligned
  input  wire  [1:0] access_size,   // 0 byte, 1 half, 2 word
  input  wire [31:0] access_store,  // value in every place of its size
  output wire        finished,      // a program has ended; until reset
  output wire [15:0] code           // its exit code; 0 for success
);

  reg        is_finished;
  reg [15:0] exit_code;

  assign finished = is_finished;
  assign code = exit_code;
  wire writes = access_valid & access_write & (access_offset == 22'h000000);

  always @(posedge clock) begin
    if (reset) begin
      is_finished <= 1'b0;
      exit_code <= 16'h0000;
    end else if (writes & ((access_store[15:0] == 16'h5555) | (access_store[15:0] == 16'h3333))) begin
      is_finished <= 1'b1;
      exit_code <= (access_store[15:0] == 16'h3333) ? access_store[31:16] : 16'h0000;
    end
  end

  wire unused = &{1'b0, access_size};

endmodule

`default_nettype wire
