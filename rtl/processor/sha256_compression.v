// sha256_compression
//
// SHA-256 of blocks of 64 bytes (FIPS 180-4, 6.2): a round per cycle. A block begins with its first word; blocks
// follow
// each other without a pause. How long it takes depends on nothing but when the words come.
//
// Latency: 68 cycles from the first word of a block to its digest, while words wait.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module sha256_compression (
  input  wire         clock,
  input  wire         reset,       // synchronous, active high
  input  wire         start,       // the digest becomes the initial hash value; what is in work is dropped
  input  wire         wipe,        // overwrite every register with zeros; then nothing is to enter before `start`
  input  wire         input_valid, // eight for a block; stays, once offered, until it is taken or `start`
  output wire         input_ready,
  input  wire  [63:0] input_data,  // secret: the first byte of the message in bits 7:0
  output wire         resting,     // between blocks: `digest` covers all words that have entered
  output wire [255:0] digest       // secret: byte 0 in bits 7:0; only while `resting`
);

  reg  [6:0] step;            // 0 to 67
  reg [31:0] constant;        // K of the round before the next
  reg [31:0] window_0;        // words of the message schedule, the newest first
  reg [31:0] window_1;        // words of the message schedule, the newest first
  reg [31:0] window_2;        // words of the message schedule, the newest first
  reg [31:0] window_3;        // words of the message schedule, the newest first
  reg [31:0] window_4;        // words of the message schedule, the newest first
  reg [31:0] window_5;        // words of the message schedule, the newest first
  reg [31:0] window_6;        // words of the message schedule, the newest first
  reg [31:0] window_7;        // words of the message schedule, the newest first
  reg [31:0] window_8;        // words of the message schedule, the newest first
  reg [31:0] window_9;        // words of the message schedule, the newest first
  reg [31:0] window_10;       // words of the message schedule, the newest first
  reg [31:0] window_11;       // words of the message schedule, the newest first
  reg [31:0] window_12;       // words of the message schedule, the newest first
  reg [31:0] window_13;       // words of the message schedule, the newest first
  reg [31:0] window_14;       // words of the message schedule, the newest first
  reg [31:0] scheduled;       // next word of the schedule but for its newest summand
  reg [31:0] prepared;        // h + K + W of the next round
  reg [31:0] prepared_with_d; // the same with d
  reg [31:0] upper_0;         // working variables a, b, c, a cycle late
  reg [31:0] upper_1;         // working variables a, b, c, a cycle late
  reg [31:0] upper_2;         // working variables a, b, c, a cycle late
  reg [31:0] lower_0;         // working variables e, f, g
  reg [31:0] lower_1;         // working variables e, f, g
  reg [31:0] lower_2;         // working variables e, f, g
  reg [31:0] first;           // T1 of the round before
  reg [31:0] upper_digest_0;  // between blocks H3, H2, H1, H0
  reg [31:0] upper_digest_1;  // between blocks H3, H2, H1, H0
  reg [31:0] upper_digest_2;  // between blocks H3, H2, H1, H0
  reg [31:0] upper_digest_3;  // between blocks H3, H2, H1, H0
  reg [31:0] lower_digest_0;  // between blocks H6, H5, H4, H7
  reg [31:0] lower_digest_1;  // between blocks H6, H5, H4, H7
  reg [31:0] lower_digest_2;  // between blocks H6, H5, H4, H7
  reg [31:0] lower_digest_3;  // between blocks H6, H5, H4, H7
  reg        takes_words;     // steps 0 to 15
  reg        rests;           // step 0
  reg        lower_loads;     // steps 66 to 1: e is taken from the digest
  reg        upper_loads;     // one step later: a is
  reg        lower_turns;     // steps 63 to 2
  reg        upper_turns;     // one step later
  reg        lower_adds;      // steps 63 to 66: the digest is increased by e
  reg        upper_adds;      // one step later: by a
  reg        wiped;           // wiped in the cycle before

  assign input_ready = takes_words & step[0];
  assign resting = rests;
  assign digest = {{lower_digest_3[7:0], lower_digest_3[15:8], lower_digest_3[23:16], lower_digest_3[31:24]},
      {lower_digest_0[7:0], lower_digest_0[15:8], lower_digest_0[23:16], lower_digest_0[31:24]},
      {lower_digest_1[7:0], lower_digest_1[15:8], lower_digest_1[23:16], lower_digest_1[31:24]},
      {lower_digest_2[7:0], lower_digest_2[15:8], lower_digest_2[23:16], lower_digest_2[31:24]},
      {upper_digest_0[7:0], upper_digest_0[15:8], upper_digest_0[23:16], upper_digest_0[31:24]},
      {upper_digest_1[7:0], upper_digest_1[15:8], upper_digest_1[23:16], upper_digest_1[31:24]},
      {upper_digest_2[7:0], upper_digest_2[15:8], upper_digest_2[23:16], upper_digest_2[31:24]},
      {upper_digest_3[7:0], upper_digest_3[15:8], upper_digest_3[23:16], upper_digest_3[31:24]}};
  wire advances = !takes_words | input_valid;
  wire [31:0] window_0_t1 = step[0] ? input_data[63:32] : input_data[31:0];

  reg [31:0] constant_t1;
  /* verilator coverage_off */
  always @* begin
    case (step[5:0])
      6'd0: constant_t1 = 32'h428a2f98;
      6'd1: constant_t1 = 32'h71374491;
      6'd2: constant_t1 = 32'hb5c0fbcf;
      6'd3: constant_t1 = 32'he9b5dba5;
      6'd4: constant_t1 = 32'h3956c25b;
      6'd5: constant_t1 = 32'h59f111f1;
      6'd6: constant_t1 = 32'h923f82a4;
      6'd7: constant_t1 = 32'hab1c5ed5;
      6'd8: constant_t1 = 32'hd807aa98;
      6'd9: constant_t1 = 32'h12835b01;
      6'd10: constant_t1 = 32'h243185be;
      6'd11: constant_t1 = 32'h550c7dc3;
      6'd12: constant_t1 = 32'h72be5d74;
      6'd13: constant_t1 = 32'h80deb1fe;
      6'd14: constant_t1 = 32'h9bdc06a7;
      6'd15: constant_t1 = 32'hc19bf174;
      6'd16: constant_t1 = 32'he49b69c1;
      6'd17: constant_t1 = 32'hefbe4786;
      6'd18: constant_t1 = 32'h0fc19dc6;
      6'd19: constant_t1 = 32'h240ca1cc;
      6'd20: constant_t1 = 32'h2de92c6f;
      6'd21: constant_t1 = 32'h4a7484aa;
      6'd22: constant_t1 = 32'h5cb0a9dc;
      6'd23: constant_t1 = 32'h76f988da;
      6'd24: constant_t1 = 32'h983e5152;
      6'd25: constant_t1 = 32'ha831c66d;
      6'd26: constant_t1 = 32'hb00327c8;
      6'd27: constant_t1 = 32'hbf597fc7;
      6'd28: constant_t1 = 32'hc6e00bf3;
      6'd29: constant_t1 = 32'hd5a79147;
      6'd30: constant_t1 = 32'h06ca6351;
      6'd31: constant_t1 = 32'h14292967;
      6'd32: constant_t1 = 32'h27b70a85;
      6'd33: constant_t1 = 32'h2e1b2138;
      6'd34: constant_t1 = 32'h4d2c6dfc;
      6'd35: constant_t1 = 32'h53380d13;
      6'd36: constant_t1 = 32'h650a7354;
      6'd37: constant_t1 = 32'h766a0abb;
      6'd38: constant_t1 = 32'h81c2c92e;
      6'd39: constant_t1 = 32'h92722c85;
      6'd40: constant_t1 = 32'ha2bfe8a1;
      6'd41: constant_t1 = 32'ha81a664b;
      6'd42: constant_t1 = 32'hc24b8b70;
      6'd43: constant_t1 = 32'hc76c51a3;
      6'd44: constant_t1 = 32'hd192e819;
      6'd45: constant_t1 = 32'hd6990624;
      6'd46: constant_t1 = 32'hf40e3585;
      6'd47: constant_t1 = 32'h106aa070;
      6'd48: constant_t1 = 32'h19a4c116;
      6'd49: constant_t1 = 32'h1e376c08;
      6'd50: constant_t1 = 32'h2748774c;
      6'd51: constant_t1 = 32'h34b0bcb5;
      6'd52: constant_t1 = 32'h391c0cb3;
      6'd53: constant_t1 = 32'h4ed8aa4a;
      6'd54: constant_t1 = 32'h5b9cca4f;
      6'd55: constant_t1 = 32'h682e6ff3;
      6'd56: constant_t1 = 32'h748f82ee;
      6'd57: constant_t1 = 32'h78a5636f;
      6'd58: constant_t1 = 32'h84c87814;
      6'd59: constant_t1 = 32'h8cc70208;
      6'd60: constant_t1 = 32'h90befffa;
      6'd61: constant_t1 = 32'ha4506ceb;
      6'd62: constant_t1 = 32'hbef9a3f7;
      default: constant_t1 = 32'hc67178f2;
    endcase
  end
  /* verilator coverage_on */

  wire [31:0] mixed_e = {lower_0[5:0], lower_0[31:6]} ^ {lower_0[10:0], lower_0[31:11]}
      ^ {lower_0[24:0], lower_0[31:25]};
  wire [31:0] chosen = (lower_0 & lower_1) | (~lower_0 & lower_2);
  wire [31:0] mixed_a = {upper_0[1:0], upper_0[31:2]} ^ {upper_0[12:0], upper_0[31:13]}
      ^ {upper_0[21:0], upper_0[31:22]};
  wire [31:0] common = (upper_0 & upper_1) | (upper_2 & (upper_0 | upper_1));
  wire is_last = step == 7'h43;

  always @(posedge clock) begin
    if (reset) begin
      step <= 7'h00;
      constant <= 32'h00000000;
      window_0 <= 32'h00000000;
      window_1 <= 32'h00000000;
      window_2 <= 32'h00000000;
      window_3 <= 32'h00000000;
      window_4 <= 32'h00000000;
      window_5 <= 32'h00000000;
      window_6 <= 32'h00000000;
      window_7 <= 32'h00000000;
      window_8 <= 32'h00000000;
      window_9 <= 32'h00000000;
      window_10 <= 32'h00000000;
      window_11 <= 32'h00000000;
      window_12 <= 32'h00000000;
      window_13 <= 32'h00000000;
      window_14 <= 32'h00000000;
      scheduled <= 32'h00000000;
      prepared <= 32'h00000000;
      prepared_with_d <= 32'h00000000;
      upper_0 <= 32'h00000000;
      upper_1 <= 32'h00000000;
      upper_2 <= 32'h00000000;
      lower_0 <= 32'h00000000;
      lower_1 <= 32'h00000000;
      lower_2 <= 32'h00000000;
      first <= 32'h00000000;
      upper_digest_0 <= 32'h00000000;
      upper_digest_1 <= 32'h00000000;
      upper_digest_2 <= 32'h00000000;
      upper_digest_3 <= 32'h00000000;
      lower_digest_0 <= 32'h00000000;
      lower_digest_1 <= 32'h00000000;
      lower_digest_2 <= 32'h00000000;
      lower_digest_3 <= 32'h00000000;
      takes_words <= 1'b1;
      rests <= 1'b1;
      lower_loads <= 1'b1;
      upper_loads <= 1'b1;
      lower_turns <= 1'b1;
      upper_turns <= 1'b1;
      lower_adds <= 1'b0;
      upper_adds <= 1'b0;
      wiped <= 1'b0;
    end else begin
      wiped <= wipe;
      if (wipe) begin
        window_0 <= 32'h00000000;
        window_1 <= 32'h00000000;
        window_2 <= 32'h00000000;
        window_3 <= 32'h00000000;
        window_4 <= 32'h00000000;
        window_5 <= 32'h00000000;
        window_6 <= 32'h00000000;
        window_7 <= 32'h00000000;
        window_8 <= 32'h00000000;
        window_9 <= 32'h00000000;
        window_10 <= 32'h00000000;
        window_11 <= 32'h00000000;
        window_12 <= 32'h00000000;
        window_13 <= 32'h00000000;
        window_14 <= 32'h00000000;
        scheduled <= 32'h00000000;
        prepared <= 32'h00000000;
        prepared_with_d <= 32'h00000000;
        first <= 32'h00000000;
        upper_0 <= 32'h00000000;
        upper_1 <= 32'h00000000;
        upper_2 <= 32'h00000000;
        lower_0 <= 32'h00000000;
        lower_1 <= 32'h00000000;
        lower_2 <= 32'h00000000;
        upper_digest_0 <= 32'h00000000;
        upper_digest_1 <= 32'h00000000;
        upper_digest_2 <= 32'h00000000;
        upper_digest_3 <= 32'h00000000;
        lower_digest_0 <= 32'h00000000;
        lower_digest_1 <= 32'h00000000;
        lower_digest_2 <= 32'h00000000;
        lower_digest_3 <= 32'h00000000;
        step <= 7'h00;
        takes_words <= 1'b1;
        rests <= 1'b1;
        lower_loads <= 1'b1;
        upper_loads <= 1'b1;
        lower_turns <= 1'b1;
        upper_turns <= 1'b1;
        lower_adds <= 1'b0;
        upper_adds <= 1'b0;
      end else if (start) begin
        upper_digest_0 <= 32'ha54ff53a;
        upper_digest_1 <= 32'h3c6ef372;
        upper_digest_2 <= 32'hbb67ae85;
        upper_digest_3 <= 32'h6a09e667;
        lower_digest_0 <= 32'h1f83d9ab;
        lower_digest_1 <= 32'h9b05688c;
        lower_digest_2 <= 32'h510e527f;
        lower_digest_3 <= 32'h5be0cd19;
        lower_1 <= 32'h5be0cd19;
        lower_0 <= 32'h1f83d9ab;
        upper_0 <= 32'ha54ff53a;
        step <= 7'h00;
        takes_words <= 1'b1;
        rests <= 1'b1;
        lower_loads <= 1'b1;
        upper_loads <= 1'b1;
        lower_turns <= 1'b1;
        upper_turns <= 1'b1;
        lower_adds <= 1'b0;
        upper_adds <= 1'b0;
      end else if (advances) begin
        scheduled <= window_5 + ({window_13[6:0], window_13[31:7]} ^ {window_13[17:0], window_13[31:18]}
            ^ {3'd0, window_13[31:3]}) + window_14;
        window_0 <= takes_words ? {window_0_t1[7:0], window_0_t1[15:8], window_0_t1[23:16], window_0_t1[31:24]}
            : (scheduled + ({window_1[16:0], window_1[31:17]} ^ {window_1[18:0], window_1[31:19]}
            ^ {10'h000, window_1[31:10]}));
        window_1 <= window_0;
        window_2 <= window_1;
        window_3 <= window_2;
        window_4 <= window_3;
        window_5 <= window_4;
        window_6 <= window_5;
        window_7 <= window_6;
        window_8 <= window_7;
        window_9 <= window_8;
        window_10 <= window_9;
        window_11 <= window_10;
        window_12 <= window_11;
        window_13 <= window_12;
        window_14 <= window_13;
        constant <= constant_t1;
        prepared <= lower_2 + constant + window_0;
        prepared_with_d <= upper_1 + lower_2 + constant + window_0;
        first <= prepared + mixed_e + chosen;
        lower_0 <= lower_loads ? lower_digest_1 : (prepared_with_d + mixed_e + chosen);
        upper_0 <= upper_loads ? upper_digest_1 : (first + mixed_a + common);
        lower_1 <= lower_0;
        lower_2 <= lower_1;
        upper_1 <= upper_0;
        upper_2 <= upper_1;
        if (lower_turns) begin
          lower_digest_0 <= lower_digest_1;
          lower_digest_1 <= lower_digest_2;
          lower_digest_2 <= lower_digest_3;
          lower_digest_3 <= lower_digest_0 + (lower_adds ? lower_0 : 32'h00000000);
        end
        if (upper_turns) begin
          upper_digest_0 <= upper_digest_1;
          upper_digest_1 <= upper_digest_2;
          upper_digest_2 <= upper_digest_3;
          upper_digest_3 <= upper_digest_0 + (upper_adds ? upper_0 : 32'h00000000);
        end
        step <= is_last ? 7'h00 : (step + 7'h01);
        rests <= is_last;
        takes_words <= is_last | (takes_words & (step != 7'h0f));
        lower_loads <= (step == 7'h41) | (lower_loads & (step != 7'h01));
        lower_turns <= (step == 7'h3e) | (lower_turns & (step != 7'h02));
        lower_adds <= (step == 7'h3e) | (lower_adds & (step != 7'h42));
        upper_loads <= lower_loads;
        upper_turns <= lower_turns;
        upper_adds <= lower_adds;
      end
    end
  end

`ifdef VERILATOR
  wire wipe_leaves_nothing_t1 = (|window_0) | (|window_1) | (|window_2) | (|window_3) | (|window_4) | (|window_5)
      | (|window_6) | (|window_7) | (|window_8);
  wire wipe_leaves_nothing_t2 = wipe_leaves_nothing_t1 | (|window_9) | (|window_10) | (|window_11) | (|window_12)
      | (|window_13) | (|window_14) | (|scheduled) | (|prepared);
  wire wipe_leaves_nothing_t3 = wipe_leaves_nothing_t2 | (|prepared_with_d) | (|first) | (|upper_0) | (|upper_1)
      | (|upper_2) | (|lower_0) | (|lower_1) | (|lower_2);
  wire wipe_leaves_nothing_t4 = wipe_leaves_nothing_t3 | (|upper_digest_0) | (|upper_digest_1) | (|upper_digest_2)
      | (|upper_digest_3) | (|lower_digest_0) | (|lower_digest_1) | (|lower_digest_2) | (|lower_digest_3);

  always @(posedge clock) begin
    if (!reset) begin
      assert_wipe_leaves_nothing: assert (!wiped | !wipe_leaves_nothing_t4)
        else $error("%m: property wipe_leaves_nothing does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
