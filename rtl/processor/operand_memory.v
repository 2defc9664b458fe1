// operand_memory
//
// 1536 words of 64 bits in block memory, kept twice for two read ports.
//
// Latency: 1 cycle from address to word.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module operand_memory (
  input  wire        clock,
  input  wire [10:0] address_a,     // secret
  input  wire [10:0] address_b,     // secret
  output wire [63:0] word_a,        // secret: one cycle later; a write in the same cycle does not show
  output wire [63:0] word_b,        // secret
  input  wire        write,
  input  wire [10:0] write_address,
  input  wire [63:0] write_word     // secret
);

  (* ram_style = "block" *) reg [63:0] words [0:1535];
  reg [63:0] words_word;
  reg [63:0] words_word_2;

  assign word_a = words_word;
  assign word_b = words_word_2;

  always @(posedge clock) begin
    words_word <= words[address_a];
    words_word_2 <= words[address_b];
    if (write) begin
      words[write_address] <= write_word;
    end
  end

endmodule

`default_nettype wire
