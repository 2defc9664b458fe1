// round_key_memory
//
// The round keys of both keys of XTS, with 2 clocked read ports.
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
  input  wire [127:0] write_key,      // secret: zero while not `ready`: what a sweep writes
  input  wire         read_0,         // else the last word stays
  input  wire         read_1,         // else the last word stays
  input  wire         needed_0,       // what is read matters: nothing may write that word at the same time
  input  wire         needed_1,       // what is read matters: nothing may write that word at the same time
  input  wire   [4:0] read_address_0,
  input  wire   [4:0] read_address_1,
  output wire [127:0] read_key_0,     // secret: one cycle later
  output wire [127:0] read_key_1,     // secret: one cycle later
  input  wire         wipe,           // start the sweep
  output wire         ready           // the sweep is over
);

  (* no_rw_check *) reg [127:0] keys [0:31];
  reg         sweeping;
  reg   [4:0] sweep_address;
  reg [127:0] keys_word;
  reg [127:0] keys_word_2;

  assign read_key_0 = keys_word;
  assign read_key_1 = keys_word_2;
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

  wire writes = write | sweeping;
  wire [4:0] keys_t1 = sweeping ? sweep_address : write_address;

  always @(posedge clock) begin
    if (read_0 & (needed_0 | !writes)) begin
      keys_word <= keys[read_address_0];
    end
    if (read_1 & (needed_1 | !writes)) begin
      keys_word_2 <= keys[read_address_1];
    end
    if (writes) begin
      keys[keys_t1] <= write_key;
    end
  end

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assert_written_only_when_ready: assert (!(write & sweeping))
        else $error("%m: property written_only_when_ready does not hold");
      assume_sweeps_with_zeros: assert (!sweeping | !(|write_key))
        else $error("%m: assumption sweeps_with_zeros does not hold");
      assert_keys_word_meets_no_write: assert (!(read_0 & (needed_0 | !writes) & writes & (keys_t1 == read_address_0)))
        else $error("%m: property keys_word_meets_no_write does not hold");
      assert_keys_word_2_meets_no_write: assert (!(read_1 & (needed_1 | !writes) & writes
          & (keys_t1 == read_address_1)))
        else $error("%m: property keys_word_2_meets_no_write does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
