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
  input  wire         absorb,     // add `word` to the next word of the sum; four make a block
  input  wire  [31:0] word,       // secret: byte 0 in bits 7:0
  input  wire         add_length, // add the block of lengths to the sum
  input  wire         multiply,   // multiply the sum by the key
  input  wire         wipe,       // overwrite every register with zeros
  output wire         busy,       // from the cycle after `multiply`
  output wire [127:0] sum         // secret: byte 0 in bits 7:0; while not `busy`
);

  reg [127:0] hash_key;
  reg [127:0] total;    // the sum; four turns bring every word back to its place
  reg [127:0] product;  // coefficient of x^i in bit i
  reg         running;
  reg   [6:0] step;
  reg         wiped;    // wiped in the cycle before

  assign busy = running;
  assign sum = total;
  wire [127:0] multiplied_t1 = {128{product[127]}};
  wire [127:0] multiplied = {product[126:0], 1'b0} ^ (128'h87 & multiplied_t1);
  wire [127:0] next_t1 = {hash_key[120], hash_key[121], hash_key[122], hash_key[123], hash_key[124], hash_key[125],
      hash_key[126], hash_key[127], hash_key[112], hash_key[113], hash_key[114], hash_key[115], hash_key[116],
      hash_key[117], hash_key[118], hash_key[119], hash_key[104], hash_key[105], hash_key[106], hash_key[107],
      hash_key[108], hash_key[109], hash_key[110], hash_key[111], hash_key[96], hash_key[97], hash_key[98],
      hash_key[99], hash_key[100], hash_key[101], hash_key[102], hash_key[103], hash_key[88], hash_key[89],
      hash_key[90], hash_key[91], hash_key[92], hash_key[93], hash_key[94], hash_key[95], hash_key[80], hash_key[81],
      hash_key[82], hash_key[83], hash_key[84], hash_key[85], hash_key[86], hash_key[87], hash_key[72], hash_key[73],
      hash_key[74], hash_key[75], hash_key[76], hash_key[77], hash_key[78], hash_key[79], hash_key[64], hash_key[65],
      hash_key[66], hash_key[67], hash_key[68], hash_key[69], hash_key[70], hash_key[71], hash_key[56], hash_key[57],
      hash_key[58], hash_key[59], hash_key[60], hash_key[61], hash_key[62], hash_key[63], hash_key[48], hash_key[49],
      hash_key[50], hash_key[51], hash_key[52], hash_key[53], hash_key[54], hash_key[55], hash_key[40], hash_key[41],
      hash_key[42], hash_key[43], hash_key[44], hash_key[45], hash_key[46], hash_key[47], hash_key[32], hash_key[33],
      hash_key[34], hash_key[35], hash_key[36], hash_key[37], hash_key[38], hash_key[39], hash_key[24], hash_key[25],
      hash_key[26], hash_key[27], hash_key[28], hash_key[29], hash_key[30], hash_key[31], hash_key[16], hash_key[17],
      hash_key[18], hash_key[19], hash_key[20], hash_key[21], hash_key[22], hash_key[23], hash_key[8], hash_key[9],
      hash_key[10], hash_key[11], hash_key[12], hash_key[13], hash_key[14], hash_key[15], hash_key[0], hash_key[1],
      hash_key[2], hash_key[3], hash_key[4], hash_key[5], hash_key[6], hash_key[7]};

  reg factor;
  always @* begin
    case (step)
      7'h00: factor = total[120];
      7'h01: factor = total[121];
      7'h02: factor = total[122];
      7'h03: factor = total[123];
      7'h04: factor = total[124];
      7'h05: factor = total[125];
      7'h06: factor = total[126];
      7'h07: factor = total[127];
      7'h08: factor = total[112];
      7'h09: factor = total[113];
      7'h0a: factor = total[114];
      7'h0b: factor = total[115];
      7'h0c: factor = total[116];
      7'h0d: factor = total[117];
      7'h0e: factor = total[118];
      7'h0f: factor = total[119];
      7'h10: factor = total[104];
      7'h11: factor = total[105];
      7'h12: factor = total[106];
      7'h13: factor = total[107];
      7'h14: factor = total[108];
      7'h15: factor = total[109];
      7'h16: factor = total[110];
      7'h17: factor = total[111];
      7'h18: factor = total[96];
      7'h19: factor = total[97];
      7'h1a: factor = total[98];
      7'h1b: factor = total[99];
      7'h1c: factor = total[100];
      7'h1d: factor = total[101];
      7'h1e: factor = total[102];
      7'h1f: factor = total[103];
      7'h20: factor = total[88];
      7'h21: factor = total[89];
      7'h22: factor = total[90];
      7'h23: factor = total[91];
      7'h24: factor = total[92];
      7'h25: factor = total[93];
      7'h26: factor = total[94];
      7'h27: factor = total[95];
      7'h28: factor = total[80];
      7'h29: factor = total[81];
      7'h2a: factor = total[82];
      7'h2b: factor = total[83];
      7'h2c: factor = total[84];
      7'h2d: factor = total[85];
      7'h2e: factor = total[86];
      7'h2f: factor = total[87];
      7'h30: factor = total[72];
      7'h31: factor = total[73];
      7'h32: factor = total[74];
      7'h33: factor = total[75];
      7'h34: factor = total[76];
      7'h35: factor = total[77];
      7'h36: factor = total[78];
      7'h37: factor = total[79];
      7'h38: factor = total[64];
      7'h39: factor = total[65];
      7'h3a: factor = total[66];
      7'h3b: factor = total[67];
      7'h3c: factor = total[68];
      7'h3d: factor = total[69];
      7'h3e: factor = total[70];
      7'h3f: factor = total[71];
      7'h40: factor = total[56];
      7'h41: factor = total[57];
      7'h42: factor = total[58];
      7'h43: factor = total[59];
      7'h44: factor = total[60];
      7'h45: factor = total[61];
      7'h46: factor = total[62];
      7'h47: factor = total[63];
      7'h48: factor = total[48];
      7'h49: factor = total[49];
      7'h4a: factor = total[50];
      7'h4b: factor = total[51];
      7'h4c: factor = total[52];
      7'h4d: factor = total[53];
      7'h4e: factor = total[54];
      7'h4f: factor = total[55];
      7'h50: factor = total[40];
      7'h51: factor = total[41];
      7'h52: factor = total[42];
      7'h53: factor = total[43];
      7'h54: factor = total[44];
      7'h55: factor = total[45];
      7'h56: factor = total[46];
      7'h57: factor = total[47];
      7'h58: factor = total[32];
      7'h59: factor = total[33];
      7'h5a: factor = total[34];
      7'h5b: factor = total[35];
      7'h5c: factor = total[36];
      7'h5d: factor = total[37];
      7'h5e: factor = total[38];
      7'h5f: factor = total[39];
      7'h60: factor = total[24];
      7'h61: factor = total[25];
      7'h62: factor = total[26];
      7'h63: factor = total[27];
      7'h64: factor = total[28];
      7'h65: factor = total[29];
      7'h66: factor = total[30];
      7'h67: factor = total[31];
      7'h68: factor = total[16];
      7'h69: factor = total[17];
      7'h6a: factor = total[18];
      7'h6b: factor = total[19];
      7'h6c: factor = total[20];
      7'h6d: factor = total[21];
      7'h6e: factor = total[22];
      7'h6f: factor = total[23];
      7'h70: factor = total[8];
      7'h71: factor = total[9];
      7'h72: factor = total[10];
      7'h73: factor = total[11];
      7'h74: factor = total[12];
      7'h75: factor = total[13];
      7'h76: factor = total[14];
      7'h77: factor = total[15];
      7'h78: factor = total[0];
      7'h79: factor = total[1];
      7'h7a: factor = total[2];
      7'h7b: factor = total[3];
      7'h7c: factor = total[4];
      7'h7d: factor = total[5];
      7'h7e: factor = total[6];
      default: factor = total[7];
    endcase
  end

  wire [127:0] next_t2 = {128{factor}};
  wire [127:0] next = multiplied ^ (next_t1 & next_t2);

  always @(posedge clock) begin
    if (reset) begin
      hash_key <= 128'h0;
      total <= 128'h0;
      product <= 128'h0;
      running <= 1'b0;
      step <= 7'h00;
      wiped <= 1'b0;
    end else begin
      wiped <= wipe;
      if (wipe) begin
        running <= 1'b0;
        hash_key <= 128'h0;
        total <= 128'h0;
        product <= 128'h0;
      end else if (running) begin
        step <= step + 7'h01;
        product <= next;
        running <= !(&step);
        if (&step) begin
          total <= {next[120], next[121], next[122], next[123], next[124], next[125], next[126], next[127], next[112],
              next[113], next[114], next[115], next[116], next[117], next[118], next[119], next[104], next[105],
              next[106], next[107], next[108], next[109], next[110], next[111], next[96], next[97], next[98], next[99],
              next[100], next[101], next[102], next[103], next[88], next[89], next[90], next[91], next[92], next[93],
              next[94], next[95], next[80], next[81], next[82], next[83], next[84], next[85], next[86], next[87],
              next[72], next[73], next[74], next[75], next[76], next[77], next[78], next[79], next[64], next[65],
              next[66], next[67], next[68], next[69], next[70], next[71], next[56], next[57], next[58], next[59],
              next[60], next[61], next[62], next[63], next[48], next[49], next[50], next[51], next[52], next[53],
              next[54], next[55], next[40], next[41], next[42], next[43], next[44], next[45], next[46], next[47],
              next[32], next[33], next[34], next[35], next[36], next[37], next[38], next[39], next[24], next[25],
              next[26], next[27], next[28], next[29], next[30], next[31], next[16], next[17], next[18], next[19],
              next[20], next[21], next[22], next[23], next[8], next[9], next[10], next[11], next[12], next[13],
              next[14], next[15], next[0], next[1], next[2], next[3], next[4], next[5], next[6], next[7]};
        end
      end else begin
        if (set_key) begin
          hash_key <= key;
        end
        if (clear) begin
          total <= 128'h0;
        end else if (absorb) begin
          total <= {total[31:0] ^ word, total[127:32]};
        end else if (add_length) begin
          total <= {total[127:64] ^ 64'h8006000000000000, total[63:0]};
        end
        if (multiply) begin
          running <= 1'b1;
          step <= 7'h00;
          product <= 128'h0;
        end
      end
    end
  end

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assert_wipe_leaves_nothing: assert (!wiped | !((|hash_key) | (|total) | (|product) | running))
        else $error("%m: property wipe_leaves_nothing does not hold");
      assert_nothing_changes_the_sum_in_work: assert (!running | !(clear | absorb | add_length | multiply | set_key))
        else $error("%m: property nothing_changes_the_sum_in_work does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
