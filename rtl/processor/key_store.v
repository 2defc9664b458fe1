// key_store
//
// 16 keys of 512 bits, in words of 128 bits. A sweep overwrites every free slot, a word in each cycle.
//
// Latency: a word is there one cycle after its address; a key is stored in 4 cycles; a sweep, also that after
// reset, takes 64.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module key_store (
  input  wire         clock,
  input  wire         reset,      // synchronous, active high
  input  wire         write,      // store `writeKey` in `writeSlot`, from the cycle in which this rises until `written`
  output wire         written,    // the last word is being stored: the slot is used from the next cycle on
  input  wire         erase,      // `writeSlot` is free from the next cycle on
  input  wire         sweep,      // overwrite every free slot
  input  wire   [3:0] write_slot,
  input  wire [511:0] write_key,  // secret: byte 0 in bits 7:0; constant while it is stored
  input  wire   [3:0] read_slot,
  input  wire   [1:0] read_word,  // which word of the key, the first 0
  output wire [127:0] word,       // secret: one cycle later
  output wire         ready,      // no sweep is under way
  output wire         full,       // no slot is free
  output wire   [3:0] free_slot   // free slot with the lowest index
);

  (* no_rw_check *) reg [127:0] keys [0:63];
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
  reg   [1:0] write_word;    // which word is stored next
  reg         sweeping;
  reg   [5:0] sweep_address;
  reg [127:0] keys_word;

  assign word = keys_word;
  assign ready = !sweeping;
  wire full_t1 = used_0 & used_1 & used_2 & used_3 & used_4 & used_5 & used_6 & used_7 & used_8 & used_9;
  assign full = full_t1 & used_10 & used_11 & used_12 & used_13 & used_14 & used_15;
  wire [3:0] free_slot_t1 = used_7 ? (used_8 ? (used_9 ? (used_10
      ? (used_11 ? (used_12 ? (used_13 ? (used_14 ? 4'd15 : 4'd14) : 4'd13) : 4'd12) : 4'd11) : 4'd10) : 4'd9) : 4'd8)
      : 4'd7;
  assign free_slot = used_0 ? (used_1 ? (used_2 ? (used_3 ? (used_4 ? (used_5 ? (used_6 ? free_slot_t1 : 4'd6) : 4'd5)
      : 4'd4) : 4'd3) : 4'd2) : 4'd1) : 4'd0;
  assign written = write & (&write_word);
  wire used_0_t1 = written | erase;

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
      write_word <= 2'd0;
      sweeping <= 1'b1;
      sweep_address <= 6'd0;
    end else begin
      if (write) begin
        write_word <= write_word + 2'd1;
      end
      if ((write_slot == 4'd0) & used_0_t1) begin
        used_0 <= written;
      end
      if ((write_slot == 4'd1) & used_0_t1) begin
        used_1 <= written;
      end
      if ((write_slot == 4'd2) & used_0_t1) begin
        used_2 <= written;
      end
      if ((write_slot == 4'd3) & used_0_t1) begin
        used_3 <= written;
      end
      if ((write_slot == 4'd4) & used_0_t1) begin
        used_4 <= written;
      end
      if ((write_slot == 4'd5) & used_0_t1) begin
        used_5 <= written;
      end
      if ((write_slot == 4'd6) & used_0_t1) begin
        used_6 <= written;
      end
      if ((write_slot == 4'd7) & used_0_t1) begin
        used_7 <= written;
      end
      if ((write_slot == 4'd8) & used_0_t1) begin
        used_8 <= written;
      end
      if ((write_slot == 4'd9) & used_0_t1) begin
        used_9 <= written;
      end
      if ((write_slot == 4'd10) & used_0_t1) begin
        used_10 <= written;
      end
      if ((write_slot == 4'd11) & used_0_t1) begin
        used_11 <= written;
      end
      if ((write_slot == 4'd12) & used_0_t1) begin
        used_12 <= written;
      end
      if ((write_slot == 4'd13) & used_0_t1) begin
        used_13 <= written;
      end
      if ((write_slot == 4'd14) & used_0_t1) begin
        used_14 <= written;
      end
      if ((write_slot == 4'd15) & used_0_t1) begin
        used_15 <= written;
      end
      sweeping <= sweep | (sweeping & !(&sweep_address));
      sweep_address <= (sweep | !sweeping) ? 6'd0 : (sweep_address + 6'd1);
    end
  end

  reg keys_t1;
  always @* begin
    case (sweep_address[5:2])
      4'd0: keys_t1 = used_0;
      4'd1: keys_t1 = used_1;
      4'd2: keys_t1 = used_2;
      4'd3: keys_t1 = used_3;
      4'd4: keys_t1 = used_4;
      4'd5: keys_t1 = used_5;
      4'd6: keys_t1 = used_6;
      4'd7: keys_t1 = used_7;
      4'd8: keys_t1 = used_8;
      4'd9: keys_t1 = used_9;
      4'd10: keys_t1 = used_10;
      4'd11: keys_t1 = used_11;
      4'd12: keys_t1 = used_12;
      4'd13: keys_t1 = used_13;
      4'd14: keys_t1 = used_14;
      default: keys_t1 = used_15;
    endcase
  end

  reg [127:0] keys_t2;
  always @* begin
    case (write_word)
      2'd0: keys_t2 = write_key[127:0];
      2'd1: keys_t2 = write_key[255:128];
      2'd2: keys_t2 = write_key[383:256];
      default: keys_t2 = write_key[511:384];
    endcase
  end

  always @(posedge clock) begin
    if (!(write | sweeping)) begin
      keys_word <= keys[{read_slot, read_word}];
    end
    if (sweeping) begin
      if (!keys_t1) begin
        keys[sweep_address] <= 128'h0;
      end
    end else if (write) begin
      keys[{write_slot, write_word}] <= keys_t2;
    end
  end

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assume_one_operation_at_a_time: assert (!(write & erase) & !(write & sweep))
        else $error("%m: assumption one_operation_at_a_time does not hold");
      assume_no_operation_during_the_sweep: assert (!(sweeping & (write | erase)))
        else $error("%m: assumption no_operation_during_the_sweep does not hold");
      assert_keys_word_meets_no_write: assert (!(!(write | sweeping) & sweeping & !keys_t1
          & (sweep_address == {read_slot, read_word})))
        else $error("%m: property keys_word_meets_no_write does not hold");
      assert_keys_word_meets_no_write_1: assert (!(!(write | sweeping) & !sweeping & write
          & ({write_slot, write_word} == {read_slot, read_word})))
        else $error("%m: property keys_word_meets_no_write_1 does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
