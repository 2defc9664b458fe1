// branch_predictor_512_5_18_4_compressed
//
// Branch target buffer of 512 entries with two-bit counters.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module branch_predictor_512_5_18_4_compressed (
  input  wire        clock,
  input  wire [31:0] next,               // `pc` of the next cycle
  input  wire        read,               // it is another one
  input  wire [31:0] pc,
  output wire        prediction_known,   // the branch target buffer has an entry for it
  output wire  [1:0] prediction_counter, // of that entry: 2 and 3 say taken
  output wire        ends_word,          // the branch ends in the upper half of the word
  output wire [31:0] sequential,         // address behind that of `pc`
  output wire [31:0] following,          // address to be fetched after `pc`
  input  wire        update_valid,
  input  wire [31:0] update_pc,
  input  wire [31:0] update_target,
  input  wire  [1:0] update_counter
);

  (* ram_style = "block", no_rw_check *) reg [26:0] entries [0:511];
  reg [26:0] entries_word;

  wire known = (entries_word[25:21] == pc[15:11]) & (entries_word[26] | !pc[1]);
  assign prediction_known = known;
  assign prediction_counter = entries_word[1:0];
  assign sequential = {pc[31:2] + 30'h00000001, 2'd0};
  assign following = (known & entries_word[1]) ? {pc[31:20], {entries_word[20:2], 1'b0}} : sequential;
  assign ends_word = entries_word[26];

  always @(posedge clock) begin
    if (read) begin
      entries_word <= entries[next[10:2]];
    end
    if (update_valid) begin
      entries[update_pc[10:2]] <= {update_pc[1], {update_pc[15:11], update_target[19:1], update_counter}};
    end
  end

  wire unused = &{1'b0, pc, update_target, update_pc, next};

endmodule

`default_nettype wire
