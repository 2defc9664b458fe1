// branch_predictor_64_8_18_4_retire
//
// Branch target buffer of 64 entries with two-bit counters.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module branch_predictor_64_8_18_4_retire (
  input  wire        clock,
  input  wire [31:0] pc,
  output wire        prediction_known,   // the branch target buffer has an entry for it
  output wire  [1:0] prediction_counter, // of that entry: 2 and 3 say taken
  output wire [31:0] following,          // address to be fetched after `pc`
  input  wire        update_valid,
  input  wire [31:0] update_pc,
  input  wire [31:0] update_target,
  input  wire  [1:0] update_counter
);

  (* ram_style = "distributed" *) reg [27:0] entries [0:63];

  wire [27:0] entry = entries[pc[7:2]];
  wire known = entry[27:20] == pc[15:8];
  assign prediction_known = known;
  assign prediction_counter = entry[1:0];
  assign following = (known & entry[1]) ? {pc[31:20], {entry[19:2], 2'd0}} : (pc + 32'h00000004);

  always @(posedge clock) begin
    if (update_valid) begin
      entries[update_pc[7:2]] <= {update_pc[15:8], update_target[19:2], update_counter};
    end
  end

  wire unused = &{1'b0, update_target, update_pc};

endmodule

`default_nettype wire
