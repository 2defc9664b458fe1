// data_arrays
//
// Words and tags of 128 lines in 2 ways.
//
// Latency: 1 cycle from place to tags and words; comparison and choice within the next cycle.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module data_arrays (
  input  wire        clock,
  input  wire        reset,             // synchronous, active high
  input  wire        read_tags,         // else the last tags stay
  input  wire  [1:0] read_words,        // even word, odd word of the pair; else the last ones stay
  input  wire  [8:0] read_place,        // set and pair of words
  input  wire [19:0] frame,             // physical address above the set
  input  wire [19:0] page,              // virtual address / 4096
  input  wire  [3:0] domain,
  input  wire        encrypted,
  input  wire        needs_writable,
  input  wire        as_walker,         // take any line that no region protects
  input  wire        is_odd,            // word of the pair
  input  wire  [1:0] offset,            // byte of the word that comes to bit 0
  input  wire  [1:0] size,              // 0 byte, 1 half, 2 word
  input  wire        is_signed,         // a byte or half word is extended with its sign
  input  wire [31:0] other,             // secret: taken for the word that is found
  input  wire        takes_other,
  output wire  [1:0] found,             // ways in which the line is
  output wire  [1:0] holds,             // ways that hold the line, for whomever
  output wire        victim,            // way to be filled: that of the same frame, else an invalid one, else each in turn
  output wire [31:0] word,              // secret: of the line that is found: the value of that size at `offset`, extended
  output wire        word_protected,    // identity of that line
  output wire  [3:0] word_attribute,
  input  wire        way,               // which of the two `pair` and `tag` show
  output wire [63:0] pair,              // secret
  output wire        tag_valid,
  output wire        tag_writable,      // the encryption unit allows stores
  output wire        tag_encrypted,     // mode for which it was filled
  output wire  [3:0] tag_domain,
  output wire        tag_protected,     // identity, for the write-back
  output wire  [3:0] tag_attribute,
  output wire [19:0] tag_page,          // virtual address / 4096 for which it was filled
  output wire [19:0] tag_frame,         // physical address above the set
  input  wire  [1:0] write_tag,         // ways whose tag becomes `new_tag`
  input  wire  [5:0] write_set,
  input  wire        new_tag_valid,
  input  wire        new_tag_writable,  // the encryption unit allows stores
  input  wire        new_tag_encrypted, // mode for which it was filled
  input  wire  [3:0] new_tag_domain,
  input  wire        new_tag_protected, // identity, for the write-back
  input  wire  [3:0] new_tag_attribute,
  input  wire [19:0] new_tag_page,      // virtual address / 4096 for which it was filled
  input  wire [19:0] new_tag_frame,     // physical address above the set
  input  wire  [1:0] write_line,        // ways in which words are written
  input  wire  [1:0] write_half,        // even word, odd word
  input  wire  [8:0] write_place,
  input  wire  [3:0] write_bytes,       // of each word
  input  wire [63:0] new_words          // secret
);

  (* ram_style = "block", no_rw_check *) reg [51:0] tags_0 [0:63];
  (* ram_style = "block", no_rw_check *) reg [51:0] tags_1 [0:63];
  (* ram_style = "block", no_rw_check *) reg [31:0] words_0 [0:511];
  (* ram_style = "block", no_rw_check *) reg [31:0] words_1 [0:511];
  (* ram_style = "block", no_rw_check *) reg [31:0] words_2 [0:511];
  (* ram_style = "block", no_rw_check *) reg [31:0] words_3 [0:511];
  reg         turn;
  reg  [51:0] tags_0_word;
  reg  [51:0] tags_1_word;
  reg  [31:0] words_0_word;
  reg  [31:0] words_2_word;
  reg  [31:0] words_1_word;
  reg  [31:0] words_3_word;
  wire        matches_0_holds;
  wire        matches_0_found;
  wire        matches_1_holds;
  wire        matches_1_found;
  wire [31:0] alignments_0_value;
  wire [31:0] alignments_1_value;
  wire        signs_0_sign;
  wire        signs_1_sign;
  wire [31:0] choice_word;

  line_match_20_4 matches_0 (
    .tag_valid(tags_0_word[51]),
    .tag_writable(tags_0_word[50]),
    .tag_encrypted(tags_0_word[49]),
    .tag_domain(tags_0_word[48:45]),
    .tag_protected(tags_0_word[44]),
    .tag_attribute(tags_0_word[43:40]),
    .tag_page(tags_0_word[39:20]),
    .tag_frame(tags_0_word[19:0]),
    .frame(frame),
    .page(page),
    .domain(domain),
    .encrypted(encrypted),
    .needs_writable(needs_writable),
    .as_walker(as_walker),
    .holds(matches_0_holds),
    .found(matches_0_found)
  );

  line_match_20_4 matches_1 (
    .tag_valid(tags_1_word[51]),
    .tag_writable(tags_1_word[50]),
    .tag_encrypted(tags_1_word[49]),
    .tag_domain(tags_1_word[48:45]),
    .tag_protected(tags_1_word[44]),
    .tag_attribute(tags_1_word[43:40]),
    .tag_page(tags_1_word[39:20]),
    .tag_frame(tags_1_word[19:0]),
    .frame(frame),
    .page(page),
    .domain(domain),
    .encrypted(encrypted),
    .needs_writable(needs_writable),
    .as_walker(as_walker),
    .holds(matches_1_holds),
    .found(matches_1_found)
  );

  assign found = {matches_1_found, matches_0_found};
  assign holds = {matches_1_holds, matches_0_holds};
  wire [1:0] sign_byte = {offset[1], offset[0] | size[0]};

  load_sign signs_0 (
    .even(words_0_word),
    .odd(words_1_word),
    .is_odd(is_odd),
    .place(sign_byte),
    .is_wanted(is_signed & !takes_other),
    .sign(signs_0_sign)
  );

  load_sign signs_1 (
    .even(words_2_word),
    .odd(words_3_word),
    .is_odd(is_odd),
    .place(sign_byte),
    .is_wanted(is_signed),
    .sign(signs_1_sign)
  );

  wire sign_of_other = is_signed & takes_other & (offset[1] ? ((offset[0] | size[0]) ? other[31] : other[23])
      : (offset[0] | size[0]) ? other[15] : other[7]);

  load_alignment alignments_0 (
    .word(takes_other ? other : is_odd ? words_1_word : words_0_word),
    .offset(offset),
    .size(size),
    .fill(signs_0_sign | sign_of_other),
    .value(alignments_0_value)
  );

  load_alignment alignments_1 (
    .word(is_odd ? words_3_word : words_2_word),
    .offset(offset),
    .size(size),
    .fill(signs_1_sign),
    .value(alignments_1_value)
  );

  secret_word_choice choice (
    .first(alignments_0_value),
    .second(alignments_1_value),
    .is_second(matches_1_found),
    .stays_first(takes_other),
    .word(choice_word)
  );

  assign word = choice_word;
  assign word_protected = matches_1_found ? tags_1_word[44] : tags_0_word[44];
  assign word_attribute = matches_1_found ? tags_1_word[43:40] : tags_0_word[43:40];
  assign pair = way ? {words_3_word, words_2_word} : {words_1_word, words_0_word};
  assign tag_valid = way ? tags_1_word[51] : tags_0_word[51];
  assign tag_writable = way ? tags_1_word[50] : tags_0_word[50];
  assign tag_encrypted = way ? tags_1_word[49] : tags_0_word[49];
  assign tag_domain = way ? tags_1_word[48:45] : tags_0_word[48:45];
  assign tag_protected = way ? tags_1_word[44] : tags_0_word[44];
  assign tag_attribute = way ? tags_1_word[43:40] : tags_0_word[43:40];
  assign tag_page = way ? tags_1_word[39:20] : tags_0_word[39:20];
  assign tag_frame = way ? tags_1_word[19:0] : tags_0_word[19:0];
  assign victim = (matches_0_holds | matches_1_holds) ? matches_1_holds : (tags_0_word[51] & tags_1_word[51]) ? turn
      : tags_0_word[51];

  always @(posedge clock) begin
    if (reset) begin
      turn <= 1'b0;
    end else if ((write_tag[0] ^ write_tag[1]) & new_tag_valid) begin
      turn <= !turn;
    end
  end

  wire [31:0] words_0_t1 = new_words[31:0];
  wire [31:0] words_1_t1 = new_words[63:32];

  always @(posedge clock) begin
    if (read_tags) begin
      tags_0_word <= tags_0[read_place[8:3]];
    end
    if (read_tags) begin
      tags_1_word <= tags_1[read_place[8:3]];
    end
    if (read_words[0]) begin
      words_0_word <= words_0[read_place];
    end
    if (read_words[0]) begin
      words_2_word <= words_2[read_place];
    end
    if (read_words[1]) begin
      words_1_word <= words_1[read_place];
    end
    if (read_words[1]) begin
      words_3_word <= words_3[read_place];
    end
    if (write_tag[0]) begin
      tags_0[write_set] <= {new_tag_valid, new_tag_writable, new_tag_encrypted, new_tag_domain, new_tag_protected,
          new_tag_attribute, new_tag_page, new_tag_frame};
    end
    if (write_line[0] & write_half[0]) begin
      if (write_bytes[0]) begin
        words_0[write_place][7:0] <= words_0_t1[7:0];
      end
      if (write_bytes[1]) begin
        words_0[write_place][15:8] <= words_0_t1[15:8];
      end
      if (write_bytes[2]) begin
        words_0[write_place][23:16] <= words_0_t1[23:16];
      end
      if (write_bytes[3]) begin
        words_0[write_place][31:24] <= words_0_t1[31:24];
      end
    end
    if (write_line[0] & write_half[1]) begin
      if (write_bytes[0]) begin
        words_1[write_place][7:0] <= words_1_t1[7:0];
      end
      if (write_bytes[1]) begin
        words_1[write_place][15:8] <= words_1_t1[15:8];
      end
      if (write_bytes[2]) begin
        words_1[write_place][23:16] <= words_1_t1[23:16];
      end
      if (write_bytes[3]) begin
        words_1[write_place][31:24] <= words_1_t1[31:24];
      end
    end
    if (write_tag[1]) begin
      tags_1[write_set] <= {new_tag_valid, new_tag_writable, new_tag_encrypted, new_tag_domain, new_tag_protected,
          new_tag_attribute, new_tag_page, new_tag_frame};
    end
    if (write_line[1] & write_half[0]) begin
      if (write_bytes[0]) begin
        words_2[write_place][7:0] <= words_0_t1[7:0];
      end
      if (write_bytes[1]) begin
        words_2[write_place][15:8] <= words_0_t1[15:8];
      end
      if (write_bytes[2]) begin
        words_2[write_place][23:16] <= words_0_t1[23:16];
      end
      if (write_bytes[3]) begin
        words_2[write_place][31:24] <= words_0_t1[31:24];
      end
    end
    if (write_line[1] & write_half[1]) begin
      if (write_bytes[0]) begin
        words_3[write_place][7:0] <= words_1_t1[7:0];
      end
      if (write_bytes[1]) begin
        words_3[write_place][15:8] <= words_1_t1[15:8];
      end
      if (write_bytes[2]) begin
        words_3[write_place][23:16] <= words_1_t1[23:16];
      end
      if (write_bytes[3]) begin
        words_3[write_place][31:24] <= words_1_t1[31:24];
      end
    end
  end

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assert_tags_0_word_meets_no_write: assert (!(read_tags & write_tag[0] & (write_set == read_place[8:3])))
        else $error("%m: property tags_0_word_meets_no_write does not hold");
      assert_tags_1_word_meets_no_write: assert (!(read_tags & write_tag[1] & (write_set == read_place[8:3])))
        else $error("%m: property tags_1_word_meets_no_write does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
