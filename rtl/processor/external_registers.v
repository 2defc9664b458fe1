// external_registers
//
// time, seed, and the view of a region, as control and status registers.
//
// Latency: seed within the cycle, the others 1 cycle.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module external_registers (
  input  wire        clock,
  input  wire        reset,        // synchronous, active high
  input  wire [11:0] address,      // of a register; there since the cycle before
  output wire [31:0] value,        // of the register; 0 if it is none of these
  input  wire [63:0] current_time, // the real-time counter
  input  wire [31:0] seed,         // secret: what the register seed gives
  input  wire        region_valid,
  input  wire [31:0] region_base,  // first byte
  input  wire [31:0] region_limit, // first byte behind it, 0 for 2^32
  input  wire [30:0] region_info   // algorithm, domain, segment: 7, 8 and 8 bits; then stack, shared, plain access, default key, closed, x, w, r
);

  reg [31:0] held;

  wire value_t1 = address == 12'h015;
  wire [31:0] value_t2 = {32{value_t1}};
  assign value = held | (value_t2 & seed);
  wire held_t1 = address == 12'hc01;
  wire [31:0] held_t2 = {32{held_t1}};
  wire held_t3 = address == 12'hc81;
  wire [31:0] held_t4 = {32{held_t3}};
  wire [31:0] held_t5 = {32{region_valid}};
  wire held_t6 = address == 12'hdc0;
  wire [31:0] held_t7 = {32{held_t6}};
  wire held_t8 = address == 12'hdc1;
  wire [31:0] held_t9 = {32{held_t8}};
  wire held_t10 = address == 12'hdc2;
  wire [31:0] held_t11 = {32{held_t10}};

  always @(posedge clock) begin
    if (reset) begin
      held <= 32'h00000000;
    end else begin
      held <= (held_t2 & current_time[31:0]) | (held_t4 & current_time[63:32])
          | (held_t5 & ((held_t7 & region_base) | (held_t9 & region_limit) | (held_t11 & {1'b1, region_info})));
    end
  end

endmodule

`default_nettype wire
