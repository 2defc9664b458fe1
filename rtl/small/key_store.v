// key_store
//
// 16 keys of 512 bits. Reset starts a sweep that overwrites every slot, one per cycle.
//
// Latency: a key is there one cycle after its slot; after reset the store is ready after 16 cycles.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module key_store (
  input  wire         clock,
  input  wire         reset,       // synchronous, active high
  input  wire         write,       // store `writeKey` in `writeSlot` and mark the slot used
  input  wire         erase,       // overwrite `writeSlot` with zeros and mark it free
  input  wire   [3:0] write_slot,
  input  wire [511:0] write_key,   // secret: byte 0 in bits 7:0
  input  wire   [3:0] read_slot,
  input  wire         read_aes256, // the key there has twice 32 bytes, else twice 16
  output wire [255:0] data_key,    // secret: Key1 of IEEE 1619 in `readSlot` one cycle before
  output wire [255:0] tweak_key,   // secret: Key2
  output wire         ready,       // the sweep after reset is over
  output wire         full,        // no slot is free
  output wire   [3:0] free_slot    // free slot with the lowest index
);

  reg         used_0;
  reg         used_1;
  reg         used_2;
  reg         used_3;
  reg         used_4;
  reg         used_5;
  reg         used_6;
  reg         used_7;
  reg         used_8;
  reg         used_9;
  reg         used_10;
  reg         used_11;
  reg         used_12;
  reg         used_13;
  reg         used_14;
  reg         used_15;
  reg         sweeping;
  reg   [3:0] sweep_slot;
  reg [255:0] read_data;
  reg [255:0] read_tweak;
  reg [511:0] keys [0:15];

  assign data_key = read_data;
  assign tweak_key = read_tweak;
  assign ready = !sweeping;
  wire full_t1 = used_0 & used_1 & used_2 & used_3 & used_4 & used_5 & used_6 & used_7 & used_8 & used_9;
  assign full = full_t1 & used_10 & used_11 & used_12 & used_13 & used_14 & used_15;
  wire [3:0] free_slot_t1 = used_7 ? (used_8 ? (used_9 ? (used_10
      ? (used_11 ? (used_12 ? (used_13 ? (used_14 ? 4'd15 : 4'd14) : 4'd13) : 4'd12) : 4'd11) : 4'd10) : 4'd9) : 4'd8)
      : 4'd7;
  assign free_slot = used_0 ? (used_1 ? (used_2 ? (used_3 ? (used_4 ? (used_5 ? (used_6 ? free_slot_t1 : 4'd6) : 4'd5)
      : 4'd4) : 4'd3) : 4'd2) : 4'd1) : 4'd0;
  wire [511:0] key = keys[read_slot];
  wire changes = write | erase;

  always @(posedge clock) begin
    if (reset) begin
      used_0 <= 1'b0;
      used_1 <= 1'b0;
      used_2 <= 1'b0;
      used_3 <= 1'b0;
      used_4 <= 1'b0;
      used_5 <= 1'b0;
      used_6 <= 1'b0;
      used_7 <= 1'b0;
      used_8 <= 1'b0;
      used_9 <= 1'b0;
      used_10 <= 1'b0;
      used_11 <= 1'b0;
      used_12 <= 1'b0;
      used_13 <= 1'b0;
      used_14 <= 1'b0;
      used_15 <= 1'b0;
      sweeping <= 1'b1;
      sweep_slot <= 4'd0;
      read_data <= 256'h0;
      read_tweak <= 256'h0;
    end else begin
      read_data <= read_aes256 ? key[255:0] : {128'h0, key[127:0]};
      read_tweak <= read_aes256 ? key[511:256] : {128'h0, key[255:128]};
      if (sweeping) begin
        sweep_slot <= sweep_slot + 4'd1;
        if (sweep_slot == 4'd15) begin
          sweeping <= 1'b0;
        end
      end
      if (changes & (write_slot == 4'd0)) begin
        used_0 <= write;
      end
      if (changes & (write_slot == 4'd1)) begin
        used_1 <= write;
      end
      if (changes & (write_slot == 4'd2)) begin
        used_2 <= write;
      end
      if (changes & (write_slot == 4'd3)) begin
        used_3 <= write;
      end
      if (changes & (write_slot == 4'd4)) begin
        used_4 <= write;
      end
      if (changes & (write_slot == 4'd5)) begin
        used_5 <= write;
      end
      if (changes & (write_slot == 4'd6)) begin
        used_6 <= write;
      end
      if (changes & (write_slot == 4'd7)) begin
        used_7 <= write;
      end
      if (changes & (write_slot == 4'd8)) begin
        used_8 <= write;
      end
      if (changes & (write_slot == 4'd9)) begin
        used_9 <= write;
      end
      if (changes & (write_slot == 4'd10)) begin
        used_10 <= write;
      end
      if (changes & (write_slot == 4'd11)) begin
        used_11 <= write;
      end
      if (changes & (write_slot == 4'd12)) begin
        used_12 <= write;
      end
      if (changes & (write_slot == 4'd13)) begin
        used_13 <= write;
      end
      if (changes & (write_slot == 4'd14)) begin
        used_14 <= write;
      end
      if (changes & (write_slot == 4'd15)) begin
        used_15 <= write;
      end
    end
  end

  always @(posedge clock) begin
    if (sweeping) begin
      keys[sweep_slot] <= 512'h0;
    end else if (changes) begin
      keys[write_slot] <= erase ? 512'h0 : write_key;
    end
  end

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
