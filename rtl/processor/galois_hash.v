// galois_hash
//
// GHASH (SP 800-38D, 6.4) of 208 bytes, a bit in a cycle.
//
// Latency: 128 cycles from the cycle after `multiply` until `busy` falls.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module galois_hash (
  input  wire         clock,
  input  wire         reset,      // synchronous, active high
  input  wire         clear,      // the sum becomes zero
  input  wire         set_key,    // `key` is the hash key from now on
  input  wire [127:0] key,        // secret: byte 0 in bits 7:0
  input  wire         absorb,     // add `word` to the sum
  input  wire   [1:0] place,      // number of that word in its block
  input  wire  [31:0] word,       // secret: byte 0 in bits 7:0
  input  wire         add_length, // add the block of lengths to the sum
  input  wire         multiply,   // multiply the sum by the key
  input  wire         wipe,       // overwrite every register with zeros
  output wire         busy,       // from the cycle after `multiply`
  output wire [127:0] sum         // secret: byte 0 in bits 7:0; while not `busy`
);

  reg  [127:0] hash_key;
  reg  [127:0] total;        // the sum, or the product so far
  reg  [127:0] factor;       // the sum that is multiplied, its next coefficient on top
  reg          running;
  reg    [6:0] step;
  reg          wiped;        // wiped in the cycle before
  wire [127:0] addition_sum;

  galois_addition addition (
    .key(hash_key),
    .takes_key(running & factor[127]),
    .word({word[24], word[25], word[26], word[27], word[28], word[29], word[30], word[31], word[16], word[17],
        word[18], word[19], word[20], word[21], word[22], word[23], word[8], word[9], word[10], word[11], word[12],
        word[13], word[14], word[15], word[0], word[1], word[2], word[3], word[4], word[5], word[6], word[7]}),
    .takes_word({absorb & (place == 2'd3), absorb & (place == 2'd2), absorb & (place == 2'd1), absorb
        & (place == 2'd0)}),
    .sum(addition_sum)
  );

  assign busy = running;
  assign sum = {total[120], total[121], total[122], total[123], total[124], total[125], total[126], total[127],
      total[112], total[113], total[114], total[115], total[116], total[117], total[118], total[119], total[104],
      total[105], total[106], total[107], total[108], total[109], total[110], total[111], total[96], total[97],
      total[98], total[99], total[100], total[101], total[102], total[103], total[88], total[89], total[90], total[91],
      total[92], total[93], total[94], total[95], total[80], total[81], total[82], total[83], total[84], total[85],
      total[86], total[87], total[72], total[73], total[74], total[75], total[76], total[77], total[78], total[79],
      total[64], total[65], total[66], total[67], total[68], total[69], total[70], total[71], total[56], total[57],
      total[58], total[59], total[60], total[61], total[62], total[63], total[48], total[49], total[50], total[51],
      total[52], total[53], total[54], total[55], total[40], total[41], total[42], total[43], total[44], total[45],
      total[46], total[47], total[32], total[33], total[34], total[35], total[36], total[37], total[38], total[39],
      total[24], total[25], total[26], total[27], total[28], total[29], total[30], total[31], total[16], total[17],
      total[18], total[19], total[20], total[21], total[22], total[23], total[8], total[9], total[10], total[11],
      total[12], total[13], total[14], total[15], total[0], total[1], total[2], total[3], total[4], total[5], total[6],
      total[7]};
  wire next_t1 = total[127] & running;
  wire [127:0] next_t2 = {128{next_t1}};
  wire [127:0] length_now_t1 = {128{add_length}};
  wire [127:0] length_now = 128'h80060000000000000000000000000000 & length_now_t1;
  wire [127:0] next_t3 = {length_now[120], length_now[121], length_now[122], length_now[123], length_now[124],
      length_now[125], length_now[126], length_now[127], length_now[112], length_now[113], length_now[114],
      length_now[115], length_now[116], length_now[117], length_now[118], length_now[119], length_now[104],
      length_now[105], length_now[106], length_now[107], length_now[108], length_now[109], length_now[110],
      length_now[111], length_now[96], length_now[97], length_now[98], length_now[99], length_now[100],
      length_now[101], length_now[102], length_now[103], length_now[88], length_now[89], length_now[90],
      length_now[91], length_now[92], length_now[93], length_now[94], length_now[95], length_now[80], length_now[81],
      length_now[82], length_now[83], length_now[84], length_now[85], length_now[86], length_now[87], length_now[72],
      length_now[73], length_now[74], length_now[75], length_now[76], length_now[77], length_now[78], length_now[79],
      length_now[64], length_now[65], length_now[66], length_now[67], length_now[68], length_now[69], length_now[70],
      length_now[71], length_now[56], length_now[57], length_now[58], length_now[59], length_now[60], length_now[61],
      length_now[62], length_now[63], length_now[48], length_now[49], length_now[50], length_now[51], length_now[52],
      length_now[53], length_now[54], length_now[55], length_now[40], length_now[41], length_now[42], length_now[43],
      length_now[44], length_now[45], length_now[46], length_now[47], length_now[32], length_now[33], length_now[34],
      length_now[35], length_now[36], length_now[37], length_now[38], length_now[39], length_now[24], length_now[25],
      length_now[26], length_now[27], length_now[28], length_now[29], length_now[30], length_now[31], length_now[16],
      length_now[17], length_now[18], length_now[19], length_now[20], length_now[21], length_now[22], length_now[23],
      length_now[8], length_now[9], length_now[10], length_now[11], length_now[12], length_now[13], length_now[14],
      length_now[15], length_now[0], length_now[1], length_now[2], length_now[3], length_now[4], length_now[5],
      length_now[6], length_now[7]};
  wire [127:0] next = (running ? {total[126:0], 1'b0} : total) ^ (128'h87 & next_t2) ^ addition_sum ^ next_t3;

  always @(posedge clock) begin
    if (reset) begin
      hash_key <= 128'h0;
      total <= 128'h0;
      factor <= 128'h0;
      running <= 1'b0;
      step <= 7'h00;
      wiped <= 1'b0;
    end else begin
      wiped <= wipe;
      if (wipe) begin
        running <= 1'b0;
        hash_key <= 128'h0;
        total <= 128'h0;
        factor <= 128'h0;
      end else begin
        if (set_key) begin
          hash_key <= {key[120], key[121], key[122], key[123], key[124], key[125], key[126], key[127], key[112],
              key[113], key[114], key[115], key[116], key[117], key[118], key[119], key[104], key[105], key[106],
              key[107], key[108], key[109], key[110], key[111], key[96], key[97], key[98], key[99], key[100], key[101],
              key[102], key[103], key[88], key[89], key[90], key[91], key[92], key[93], key[94], key[95], key[80],
              key[81], key[82], key[83], key[84], key[85], key[86], key[87], key[72], key[73], key[74], key[75],
              key[76], key[77], key[78], key[79], key[64], key[65], key[66], key[67], key[68], key[69], key[70],
              key[71], key[56], key[57], key[58], key[59], key[60], key[61], key[62], key[63], key[48], key[49],
              key[50], key[51], key[52], key[53], key[54], key[55], key[40], key[41], key[42], key[43], key[44],
              key[45], key[46], key[47], key[32], key[33], key[34], key[35], key[36], key[37], key[38], key[39],
              key[24], key[25], key[26], key[27], key[28], key[29], key[30], key[31], key[16], key[17], key[18],
              key[19], key[20], key[21], key[22], key[23], key[8], key[9], key[10], key[11], key[12], key[13], key[14],
              key[15], key[0], key[1], key[2], key[3], key[4], key[5], key[6], key[7]};
        end
        if (clear | multiply) begin
          total <= 128'h0;
        end else if (running | absorb | add_length) begin
          total <= next;
        end
        if (multiply) begin
          running <= 1'b1;
          step <= 7'h00;
          factor <= total;
        end else if (running) begin
          step <= step + 7'h01;
          factor <= {factor[126:0], 1'b0};
          running <= !(&step);
        end
      end
    end
  end

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assert_wipe_leaves_nothing: assert (!wiped | !((|hash_key) | (|total) | (|factor) | running))
        else $error("%m: property wipe_leaves_nothing does not hold");
      assert_nothing_changes_the_sum_in_work: assert (!running | !(clear | absorb | add_length | multiply | set_key))
        else $error("%m: property nothing_changes_the_sum_in_work does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
