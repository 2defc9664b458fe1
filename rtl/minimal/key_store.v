// key_store
//
// 2 keys of 256 bits, in words of 32 bits. A sweep overwrites every free slot, a word in each cycle.
//
// Latency: a word is there one cycle after its address; a key is stored in 8 cycles; a sweep, also that after
// reset, takes 16.
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
  input  wire         write_slot,
  input  wire [255:0] write_key,  // secret: byte 0 in bits 7:0; constant while it is stored
  input  wire         read_slot,
  input  wire   [2:0] read_word,  // which word of the key, the first 0
  output wire  [31:0] word,       // secret: one cycle later
  output wire         ready,      // no sweep is under way
  output wire         full,       // no slot is free
  output wire         free_slot   // free slot with the lowest index
);

  (* no_rw_check *) reg [31:0] keys [0:15];
  reg        used_0;
  reg        used_1;
  reg  [2:0] write_word;    // which word is stored next
  reg        sweeping;
  reg  [3:0] sweep_address;
  reg [31:0] keys_word;

  assign word = keys_word;
  assign ready = !sweeping;
  assign full = used_0 & used_1;
  assign free_slot = used_0 ? 1'b1 : 1'b0;
  assign written = write & (&write_word);

  always @(posedge clock) begin
    if (reset) begin
      used_0 <= 1'b0;
      used_1 <= 1'b0;
      write_word <= 3'd0;
      sweeping <= 1'b1;
      sweep_address <= 4'd0;
    end else begin
      if (write) begin
        write_word <= write_word + 3'd1;
      end
      if ((write_slot == 1'b0) & (written | erase)) begin
        used_0 <= written;
      end
      if ((write_slot == 1'b1) & (written | erase)) begin
        used_1 <= written;
      end
      sweeping <= sweep | (sweeping & !(&sweep_address));
      sweep_address <= (sweep | !sweeping) ? 4'd0 : (sweep_address + 4'd1);
    end
  end

  reg keys_t1;
  always @* begin
    case (sweep_address[3])
      1'b0: keys_t1 = used_0;
      default: keys_t1 = used_1;
    endcase
  end

  reg [31:0] keys_t2;
  always @* begin
    case (write_word)
      3'd0: keys_t2 = write_key[31:0];
      3'd1: keys_t2 = write_key[63:32];
      3'd2: keys_t2 = write_key[95:64];
      3'd3: keys_t2 = write_key[127:96];
      3'd4: keys_t2 = write_key[159:128];
      3'd5: keys_t2 = write_key[191:160];
      3'd6: keys_t2 = write_key[223:192];
      default: keys_t2 = write_key[255:224];
    endcase
  end

  always @(posedge clock) begin
    if (!(write | sweeping)) begin
      keys_word <= keys[{read_slot, read_word}];
    end
    if (sweeping) begin
      if (!keys_t1) begin
        keys[sweep_address] <= 32'h00000000;
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
