// key_reader
//
// Says which word of the two keys of XTS is read next, the tweak key first.
//
// Latency: combinational: the word that follows the one that is taken.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module key_reader (
  input  wire       clock,
  input  wire       reset,    // synchronous, active high
  input  wire       take,     // the word that was read is taken
  input  wire       aes256,   // 32-byte keys, else 16 bytes; constant from the first word to the last
  output wire [1:0] index,    // the word to read in this cycle
  output wire       is_tweak, // the word that was read belongs to the tweak key
  output wire       first,    // it is the first of its key
  output wire       last      // it is the last of its key
);

  reg is_data; // the word that was read belongs to the data key
  reg number;  // its number in its key

  wire is_tweak_key = !is_data;
  assign is_tweak = is_tweak_key;
  assign first = !(|number);
  wire ends = (&number) | (!aes256 & (number == 1'b0));
  assign last = ends;
  wire next_is_tweak = is_tweak_key ^ (take & ends);
  wire next_number = take ? (ends ? 1'b0 : (number + 1'b1)) : number;
  assign index = aes256 ? {next_is_tweak, next_number} : {1'b0, next_is_tweak};

  always @(posedge clock) begin
    if (reset) begin
      is_data <= 1'b0;
      number <= 1'b0;
    end else begin
      number <= next_number;
      is_data <= !next_is_tweak;
    end
  end

endmodule

`default_nettype wire
