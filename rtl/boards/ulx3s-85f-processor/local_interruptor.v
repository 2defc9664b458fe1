// local_interruptor
//
// Software and timer interrupt of a hart; the counter advances every 25 cycles.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module local_interruptor (
  input  wire        clock,
  input  wire        reset,              // synchronous, active high
  input  wire        access_valid,
  input  wire        access_write,
  input  wire [21:0] access_offset,      // of the device's addresses, in bytes; aligned
  input  wire  [1:0] access_size,        // 0 byte, 1 half, 2 word
  input  wire [31:0] access_store,       // value in every place of its size
  output wire [31:0] data,
  output wire [63:0] current_time,       // mtime
  output wire        software_interrupt,
  output wire        timer_interrupt     // mtime has reached mtimecmp; a cycle later
);

  reg [63:0] counter;
  reg [63:0] compare;
  reg        is_requested; // msip
  reg        is_reached;
  reg  [4:0] fraction;     // cycles since the counter advanced

  assign current_time = counter;
  assign software_interrupt = is_requested;
  assign timer_interrupt = is_reached;
  wire [13:0] word = access_offset[15:2];
  wire [31:0] data_t1 = ((word == 14'h0000) ? {31'h00000000, is_requested} : 32'h00000000)
      | ((word == 14'h1000) ? compare[31:0] : 32'h00000000) | ((word == 14'h1001) ? compare[63:32] : 32'h00000000)
      | ((word == 14'h2ffe) ? counter[31:0] : 32'h00000000);
  assign data = data_t1 | ((word == 14'h2fff) ? counter[63:32] : 32'h00000000);
  wire ticks = fraction == 5'd24;
  wire writes = access_valid & access_write & (access_size == 2'd2);
  wire [63:0] counter_t1 = ticks ? (counter + 64'h0000000000000001) : counter;

  always @(posedge clock) begin
    if (reset) begin
      counter <= 64'h0000000000000000;
      compare <= 64'hffffffffffffffff;
      is_requested <= 1'b0;
      is_reached <= 1'b0;
      fraction <= 5'd0;
    end else begin
      is_reached <= compare <= counter;
      fraction <= ticks ? 5'd0 : (fraction + 5'd1);
      counter <= {(writes & (word == 14'h2fff)) ? access_store : counter_t1[63:32], (writes & (word == 14'h2ffe))
          ? access_store : counter_t1[31:0]};
      if (writes & (word == 14'h0000)) begin
        is_requested <= access_store[0];
      end
      compare <= {(writes & (word == 14'h1001)) ? access_store : compare[63:32], (writes & (word == 14'h1000))
          ? access_store : compare[31:0]};
    end
  end

  wire unused = &{1'b0, access_offset[1:0], access_offset[21:16]};

endmodule

`default_nettype wire
