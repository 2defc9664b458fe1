// performance_counters
//
// Counts cycles and retired instructions.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module performance_counters (
  input  wire        clock,
  input  wire        reset,              // synchronous, active high
  input  wire        retired,            // an instruction retires; a counter that it writes, in the same cycle, does not count it
  input  wire [31:0] data,
  input  wire  [1:0] write_cycle,        // halves of mcycle that take `data`
  input  wire  [1:0] write_instructions, // halves of minstret that take `data`
  input  wire        write_inhibit,      // mcountinhibit takes `data`
  output wire [63:0] cycle,
  output wire [63:0] instructions,
  output wire [31:0] inhibit
);

  reg [63:0] cycles;
  reg [63:0] retirements;
  reg        inhibits_cycles;
  reg        inhibits_instructions;

  assign cycle = cycles;
  assign instructions = retirements;
  assign inhibit = {29'h00000000, inhibits_instructions, 1'b0, inhibits_cycles};
  wire [63:0] cycles_t1 = (!inhibits_cycles & !(|write_cycle)) ? (cycles + 64'h0000000000000001) : cycles;
  wire [63:0] retirements_t1 = (retired & !inhibits_instructions & !(|write_instructions))
      ? (retirements + 64'h0000000000000001) : retirements;

  always @(posedge clock) begin
    if (reset) begin
      cycles <= 64'h0000000000000000;
      retirements <= 64'h0000000000000000;
      inhibits_cycles <= 1'b0;
      inhibits_instructions <= 1'b0;
    end else begin
      cycles <= {write_cycle[1] ? data : cycles_t1[63:32], write_cycle[0] ? data : cycles_t1[31:0]};
      retirements <= {write_instructions[1] ? data : retirements_t1[63:32], write_instructions[0] ? data
          : retirements_t1[31:0]};
      if (write_inhibit) begin
        inhibits_cycles <= data[0];
        inhibits_instructions <= data[2];
      end
    end
  end

endmodule

`default_nettype wire
