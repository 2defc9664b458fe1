// entry_fields
//
// The words of an opened key entry, its fields, and whether they are well formed.
//
// Latency: `malformed` covers a word one cycle after it; the sweep takes 32 cycles.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module entry_fields (
  input  wire         clock,
  input  wire         reset,           // synchronous, active high
  input  wire         start,           // a new entry: nothing is wrong yet
  input  wire         write,           // `word` is word `index`; in order from 0 to 22
  input  wire   [4:0] index,
  input  wire  [63:0] word,            // secret
  input  wire   [4:0] read_index,
  output wire  [63:0] read_word,       // secret: one cycle later
  input  wire         wipe,            // overwrite everything with zeros
  output wire         ready,           // nothing is being overwritten
  output wire         unknown_version, // secret
  output wire         malformed,       // secret
  output wire   [7:0] algorithm,       // secret
  output wire   [6:0] key_bytes,       // secret
  output wire   [2:0] rights,          // secret: read, write, execute
  output wire   [4:0] flags,           // secret: default key, plain access, shared, stack, closed
  output wire   [3:0] point_count,     // secret: entry points, 0 to 8
  output wire  [31:0] lines,           // secret
  output wire  [31:0] base,            // secret: of a region that is closed; else 0
  output wire  [63:0] nonce,           // secret
  output wire [255:0] owner,           // secret
  output wire [511:0] key              // secret
);

  reg [47:0] head;          // bytes 0 to 5
  reg [31:0] size;
  reg [31:0] place;
  reg [63:0] nonce_word;
  reg [63:0] owner_words_0;
  reg [63:0] owner_words_1;
  reg [63:0] owner_words_2;
  reg [63:0] owner_words_3;
  reg [63:0] key_words_0;
  reg [63:0] key_words_1;
  reg [63:0] key_words_2;
  reg [63:0] key_words_3;
  reg [63:0] key_words_4;
  reg [63:0] key_words_5;
  reg [63:0] key_words_6;
  reg [63:0] key_words_7;
  reg        wrong;
  reg        sweeping;
  reg  [4:0] sweep_index;
  reg [63:0] entry_word;
  reg [63:0] entry [0:31];

  assign read_word = entry_word;
  assign ready = !sweeping;
  assign unknown_version = head[7:0] != 8'h01;
  assign algorithm = head[15:8];
  assign key_bytes = head[22:16];
  assign rights = head[26:24];
  assign flags = head[36:32];
  assign point_count = head[43:40];
  assign lines = size;
  assign base = place;
  assign nonce = nonce_word;
  assign owner = {owner_words_3, owner_words_2, owner_words_1, owner_words_0};
  assign key = {key_words_7, key_words_6, key_words_5, key_words_4, key_words_3, key_words_2, key_words_1, key_words_0};
  assign malformed = wrong;
  wire word_is_wrong_t1 = !(((word[15:8] == 8'h00) & (word[23:16] == 8'h00))
      | ((word[15:8] == 8'h01) & (word[23:16] == 8'h20)) | ((word[15:8] == 8'h02) & (word[23:16] == 8'h40)))
      | (|word[31:27]) | (|word[39:37]) | (word[47:40] > 8'h08);
  wire word_is_wrong_t2 = ((index == 5'd0) & (word_is_wrong_t1 | (|word[63:48])))
      | ((index == 5'd1) & ((!head[36] & (|word[63:32])) | (head[32] & (|word[31:0]))))
      | ((((index >= 5'd7) & (index < 5'd11) & (head[23:16] == 8'h00))
      | ((index >= 5'd11) & (index <= 5'd14) & (head[23:16] != 8'h40))) & (|word));
  wire [4:0] is_used_0_t1 = index - 5'd15;
  wire is_used_0 = {5'd0, is_used_0_t1[1:0], 1'b0} < head[47:40];
  wire is_used_1 = {5'd0, is_used_0_t1[1:0], 1'b1} < head[47:40];
  wire word_is_wrong_t3 = (index >= 5'd15) & (index < 5'd19) & ((is_used_0
      ? (word[0] | (!head[32] & ({size, 6'd0} <= {6'd0, word[31:0]}))) : (|word[31:0]))
      | (is_used_1 ? (word[32] | (!head[32] & ({size, 6'd0} <= {6'd0, word[63:32]}))) : (|word[63:32])));
  wire word_is_wrong = word_is_wrong_t2 | word_is_wrong_t3;

  always @(posedge clock) begin
    if (reset) begin
      head <= 48'h000000000000;
      size <= 32'h00000000;
      place <= 32'h00000000;
      nonce_word <= 64'h0000000000000000;
      owner_words_0 <= 64'h0000000000000000;
      owner_words_1 <= 64'h0000000000000000;
      owner_words_2 <= 64'h0000000000000000;
      owner_words_3 <= 64'h0000000000000000;
      key_words_0 <= 64'h0000000000000000;
      key_words_1 <= 64'h0000000000000000;
      key_words_2 <= 64'h0000000000000000;
      key_words_3 <= 64'h0000000000000000;
      key_words_4 <= 64'h0000000000000000;
      key_words_5 <= 64'h0000000000000000;
      key_words_6 <= 64'h0000000000000000;
      key_words_7 <= 64'h0000000000000000;
      wrong <= 1'b0;
      sweeping <= 1'b1;
      sweep_index <= 5'd0;
    end else begin
      sweeping <= wipe | (sweeping & !(&sweep_index));
      sweep_index <= (wipe | !sweeping) ? 5'd0 : (sweep_index + 5'd1);
      if (wipe) begin
        head <= 48'h000000000000;
        size <= 32'h00000000;
        place <= 32'h00000000;
        nonce_word <= 64'h0000000000000000;
        owner_words_0 <= 64'h0000000000000000;
        owner_words_1 <= 64'h0000000000000000;
        owner_words_2 <= 64'h0000000000000000;
        owner_words_3 <= 64'h0000000000000000;
        key_words_0 <= 64'h0000000000000000;
        key_words_1 <= 64'h0000000000000000;
        key_words_2 <= 64'h0000000000000000;
        key_words_3 <= 64'h0000000000000000;
        key_words_4 <= 64'h0000000000000000;
        key_words_5 <= 64'h0000000000000000;
        key_words_6 <= 64'h0000000000000000;
        key_words_7 <= 64'h0000000000000000;
        wrong <= 1'b0;
      end else if (start) begin
        wrong <= 1'b0;
      end else if (write) begin
        if (index == 5'd0) begin
          head <= word[47:0];
        end
        if (index == 5'd1) begin
          size <= word[31:0];
          place <= word[63:32];
        end
        if (index == 5'd2) begin
          nonce_word <= word;
        end
        if (index == 5'd3) begin
          owner_words_0 <= word;
        end
        if (index == 5'd4) begin
          owner_words_1 <= word;
        end
        if (index == 5'd5) begin
          owner_words_2 <= word;
        end
        if (index == 5'd6) begin
          owner_words_3 <= word;
        end
        if (index == 5'd7) begin
          key_words_0 <= word;
        end
        if (index == 5'd8) begin
          key_words_1 <= word;
        end
        if (index == 5'd9) begin
          key_words_2 <= word;
        end
        if (index == 5'd10) begin
          key_words_3 <= word;
        end
        if (index == 5'd11) begin
          key_words_4 <= word;
        end
        if (index == 5'd12) begin
          key_words_5 <= word;
        end
        if (index == 5'd13) begin
          key_words_6 <= word;
        end
        if (index == 5'd14) begin
          key_words_7 <= word;
        end
        wrong <= wrong | word_is_wrong;
      end
    end
  end

  always @(posedge clock) begin
    entry_word <= entry[read_index];
    if (sweeping) begin
      entry[sweep_index] <= 64'h0000000000000000;
    end else if (write) begin
      entry[index] <= word;
    end
  end

  wire unused = &{1'b0, head[23], head[31:27], head[39:36], head[47:44], is_used_0_t1[4:2]};

endmodule

`default_nettype wire
