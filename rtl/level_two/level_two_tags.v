// level_two_tags
//
// Tags of 256 sets of 4 lines.
//
// Latency: 1 cycle from set to tags; comparison within the next cycle.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module level_two_tags (
  input  wire        clock,
  input  wire        reset,         // synchronous, active high
  input  wire        look,          // else the last tags stay
  input  wire  [7:0] set,
  input  wire [17:0] frame,         // physical address above the set
  output wire        found,         // a way holds the line
  output wire  [1:0] way,           // which one; else that which is to be filled: an invalid one, or each in turn
  output wire        evicts,        // the line of `way` is another one, and dirty
  output wire [17:0] old_frame,     // of the line in `way`
  input  wire        clears,        // the tags of `write_set` become invalid in all ways
  input  wire        write,         // the tag of `write_way` becomes `new_tag`
  input  wire  [7:0] write_set,
  input  wire  [1:0] write_way,
  input  wire        new_tag_valid,
  input  wire        new_tag_dirty, // memory has older words
  input  wire [17:0] new_tag_frame  // physical address above the set
);

  (* ram_style = "block", no_rw_check *) reg [19:0] tags_0 [0:255];
  (* ram_style = "block", no_rw_check *) reg [19:0] tags_1 [0:255];
  (* ram_style = "block", no_rw_check *) reg [19:0] tags_2 [0:255];
  (* ram_style = "block", no_rw_check *) reg [19:0] tags_3 [0:255];
  reg  [1:0] turn;
  reg [19:0] tags_0_word;
  reg [19:0] tags_1_word;
  reg [19:0] tags_2_word;
  reg [19:0] tags_3_word;

  wire found_t1 = tags_3_word[19] & (tags_3_word[17:0] == frame);
  assign found = |{found_t1, tags_2_word[19] & (tags_2_word[17:0] == frame), tags_1_word[19]
      & (tags_1_word[17:0] == frame), tags_0_word[19] & (tags_0_word[17:0] == frame)};
  wire [1:0] chosen = found ? {|{tags_2_word[19] & (tags_2_word[17:0] == frame), found_t1, 1'b0},
      |{tags_1_word[19] & (tags_1_word[17:0] == frame), found_t1, 1'b0}} : tags_0_word[19]
      ? (tags_1_word[19] ? (tags_2_word[19] ? (tags_3_word[19] ? turn : 2'd3) : 2'd2) : 2'd1) : 2'd0;
  assign way = chosen;
  assign evicts = !found & ((chosen == 2'd3) ? (tags_3_word[19] & tags_3_word[18]) : (chosen == 2'd2)
      ? (tags_2_word[19] & tags_2_word[18]) : (chosen == 2'd1) ? (tags_1_word[19] & tags_1_word[18])
      : (tags_0_word[19] & tags_0_word[18]));
  assign old_frame = (chosen == 2'd3) ? tags_3_word[17:0] : (chosen == 2'd2) ? tags_2_word[17:0] : (chosen == 2'd1)
      ? tags_1_word[17:0] : tags_0_word[17:0];

  always @(posedge clock) begin
    if (reset) begin
      turn <= 2'd0;
    end else if (write & new_tag_valid) begin
      turn <= turn + 2'd1;
    end
  end

  wire tags_0_t1 = clears | (write & (write_way == 2'd0));
  wire [19:0] tags_0_t2 = clears ? 20'h00000 : {new_tag_valid, new_tag_dirty, new_tag_frame};
  wire tags_1_t1 = clears | (write & (write_way == 2'd1));
  wire tags_2_t1 = clears | (write & (write_way == 2'd2));
  wire tags_3_t1 = clears | (write & (write_way == 2'd3));

  always @(posedge clock) begin
    if (look) begin
      tags_0_word <= tags_0[set];
    end
    if (look) begin
      tags_1_word <= tags_1[set];
    end
    if (look) begin
      tags_2_word <= tags_2[set];
    end
    if (look) begin
      tags_3_word <= tags_3[set];
    end
    if (tags_0_t1) begin
      tags_0[write_set] <= tags_0_t2;
    end
    if (tags_1_t1) begin
      tags_1[write_set] <= tags_0_t2;
    end
    if (tags_2_t1) begin
      tags_2[write_set] <= tags_0_t2;
    end
    if (tags_3_t1) begin
      tags_3[write_set] <= tags_0_t2;
    end
  end

`ifdef VERILATOR
  wire tags_0_word_meets_no_write_t1 = write_set == set;

  always @(posedge clock) begin
    if (!reset) begin
      assert_tags_0_word_meets_no_write: assert (!(look & tags_0_t1 & tags_0_word_meets_no_write_t1))
        else $error("%m: property tags_0_word_meets_no_write does not hold");
      assert_tags_1_word_meets_no_write: assert (!(look & tags_1_t1 & tags_0_word_meets_no_write_t1))
        else $error("%m: property tags_1_word_meets_no_write does not hold");
      assert_tags_2_word_meets_no_write: assert (!(look & tags_2_t1 & tags_0_word_meets_no_write_t1))
        else $error("%m: property tags_2_word_meets_no_write does not hold");
      assert_tags_3_word_meets_no_write: assert (!(look & tags_3_t1 & tags_0_word_meets_no_write_t1))
        else $error("%m: property tags_3_word_meets_no_write does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
