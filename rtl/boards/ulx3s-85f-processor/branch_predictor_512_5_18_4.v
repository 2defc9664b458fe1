// branch_predictor_512_5_18_4
//
// Branch target buffer of 512 entries with two-bit counters.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module branch_predictor_512_5_18_4 (
  input  wire        clock,
  input  wire [31:0] next,               // `pc` of the next cycle
  input  wire        read,               // it is another one
  input  wire [31:0] pc,
  output wire        prediction_known,   // the branch target buffer has an entry for it
  output wire  [1:0] prediction_counter, // of that entry: 2 and 3 say taken
  output wire [31:0] sequential,         // address behind that of `pc`
  output wire [31:0] following,          // address to be fetched after `pc`
  input  wire        update_valid,
  input  wire [31:0] update_pc,
  input  wire [31:0] update_target,
  input  wire  [1:0] update_counter
);

  (* ram_style = "block", no_rw_check *) reg [24:0] entries [0:511];
  reg [24:0] entries_word;

  wire known = entries_word[24:20] == pc[15:11];
  assign prediction_known = known;
  assign prediction_counter = entries_word[1:0];
  assign sequential = pc + 32'h00000004;
  assign following = (known & entries_word[1]) ? {pc[31:20], {entries_word[19:2], 2'd0}} : sequential;

  always @(posedge clock) begin
    if (read) begin
      entries_word <= entries[next[10:2]];
    end
    if (update_valid) begin
      entries[update_pc[10:2]] <= {update_pc[15:11], update_target[19:2], update_counter};
    end
  end

  wire unused = &{1'b0, update_target, update_pc, next};

endmodule

`default_nettype wire
