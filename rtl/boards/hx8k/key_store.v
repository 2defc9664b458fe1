// key_store
//
// 4 keys of 256 bits. Reset starts a sweep that overwrites every slot, one per cycle.
//
// Latency: a key is there one cycle after its slot; after reset the store is ready after 4 cycles.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module key_store (
  input  wire         clock,
  input  wire         reset,       // synchronous, active high
  input  wire         write,       // store `writeKey` in `writeSlot` and mark the slot used
  input  wire         erase,       // overwrite `writeSlot` with zeros and mark it free
  input  wire   [1:0] write_slot,
  input  wire [255:0] write_key,   // secret: byte 0 in bits 7:0
  input  wire   [1:0] read_slot,
  input  wire         read_aes256, // the key there has twice 32 bytes, else twice 16
  output wire [127:0] data_key,    // secret: Key1 of IEEE 1619 in `readSlot` one cycle before
  output wire [127:0] tweak_key,   // secret: Key2
  output wire         ready,       // the sweep after reset is over
  output wire         full,        // no slot is free
  output wire   [1:0] free_slot    // free slot with the lowest index
);

  reg         used_0;
  reg         used_1;
  reg         used_2;
  reg         used_3;
  reg         sweeping;
  reg   [1:0] sweep_slot;
  reg [127:0] read_data;
  reg [127:0] read_tweak;
  reg [255:0] keys [0:3];

  assign data_key = read_data;
  assign tweak_key = read_tweak;
  assign ready = !sweeping;
  assign full = used_0 & used_1 & used_2 & used_3;
  assign free_slot = used_0 ? (used_1 ? (used_2 ? 2'd3 : 2'd2) : 2'd1) : 2'd0;
  wire [255:0] key = keys[read_slot];
  wire changes = write | erase;

  always @(posedge clock) begin
    if (reset) begin
      used_0 <= 1'b0;
      used_1 <= 1'b0;
      used_2 <= 1'b0;
      used_3 <= 1'b0;
      sweeping <= 1'b1;
      sweep_slot <= 2'd0;
      read_data <= 128'h0;
      read_tweak <= 128'h0;
    end else begin
      read_data <= key[127:0];
      read_tweak <= key[255:128];
      if (sweeping) begin
        sweep_slot <= sweep_slot + 2'd1;
        if (sweep_slot == 2'd3) begin
          sweeping <= 1'b0;
        end
      end
      if (changes & (write_slot == 2'd0)) begin
        used_0 <= write;
      end
      if (changes & (write_slot == 2'd1)) begin
        used_1 <= write;
      end
      if (changes & (write_slot == 2'd2)) begin
        used_2 <= write;
      end
      if (changes & (write_slot == 2'd3)) begin
        used_3 <= write;
      end
    end
  end

  always @(posedge clock) begin
    if (sweeping) begin
      keys[sweep_slot] <= 256'h0;
    end else if (changes) begin
      keys[write_slot] <= erase ? 256'h0 : write_key;
    end
  end

  wire unused = &{1'b0, read_aes256};

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assume_one_operation_at_a_time: assert (!(write & erase))
        else $error("%m: assumption one_operation_at_a_time does not hold");
      assume_no_operation_during_the_sweep: assert (!(sweeping & changes))
        else $error("%m: assumption no_operation_during_the_sweep does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
