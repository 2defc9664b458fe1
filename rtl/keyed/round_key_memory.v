// round_key_memory
//
// The round keys of both keys of XTS, with 1 clocked read port.
//
// Latency: reads take 1 cycle, the sweep after reset or wipe 32.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module round_key_memory (
  input  wire         clock,
  input  wire         reset,          // synchronous, active high
  input  wire         write,          // only while `ready`
  input  wire   [4:0] write_address,
  input  wire [127:0] write_key,      // secret
  input  wire         read_0,         // else the last word stays
  input  wire   [4:0] read_address_0,
  output wire [127:0] read_key_0,     // secret: one cycle later
  input  wire         wipe,           // start the sweep
  output wire         ready           // the sweep is over
);

  reg         sweeping;
  reg   [4:0] sweep_address;
  reg [127:0] keys_word;
  reg [127:0] keys [0:31];

  assign read_key_0 = keys_word;
  assign ready = !sweeping;

  always @(posedge clock) begin
    if (reset) begin
      sweeping <= 1'b1;
      sweep_address <= 5'd0;
    end else begin
      sweeping <= wipe | (sweeping & !(&sweep_address));
      sweep_address <= (wipe | !sweeping) ? 5'd0 : (sweep_address + 5'd1);
    end
  end

  always @(posedge clock) begin
    if (read_0) begin
      keys_word <= keys[read_address_0];
    end
    if (sweeping) begin
      keys[sweep_address] <= 128'h0;
    end else if (write) begin
      keys[write_address] <= write_key;
    end
  end

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assert_written_only_when_ready: assert (!(write & sweeping))
        else $error("%m: property written_only_when_ready does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
