// galois_counter
//
// AES-128-GCM (SP 800-38D) of 52 words, one by one.
//
// Latency: 125 cycles before the first word; 130 behind each fourth word and behind `finish`.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module galois_counter (
  input  wire         clock,
  input  wire         reset,    // synchronous, active high
  input  wire [127:0] key,      // secret: byte 0 in bits 7:0; constant from `start` on
  input  wire  [95:0] nonce,    // byte 0 in bits 7:0; constant from `start` on
  input  wire         start,    // a message begins
  input  wire         decrypt,  // constant from `start` on
  input  wire         take,     // `entering` is the next word of the message; only while `idle`
  input  wire   [1:0] place,    // number of that word in its block, or of the word of the tag
  input  wire  [31:0] entering, // secret: byte 0 in bits 7:0
  input  wire         finish,   // the message is over: the tag is made; only while `idle`
  input  wire         wipe,     // overwrite every register with zeros
  output wire         idle,     // a word can be taken, or the tag is there
  output wire  [31:0] leaving,  // secret: `entering` encrypted or decrypted
  output wire  [31:0] tag       // secret: word `place` of the tag, while `idle` after `finish`
);

  localparam [1:0] PHASE_REST     = 2'd0;
  localparam [1:0] PHASE_HASH_KEY = 2'd1;
  localparam [1:0] PHASE_BLOCK    = 2'd2;

  reg    [1:0] phase;
  reg          starts;        // the cipher begins with a block
  reg          multiplies;    // the hash takes a block
  reg    [7:0] counter;       // of blocks
  wire         cipher_busy;
  wire [127:0] cipher_result;
  wire         hash_busy;
  wire [127:0] hash_sum;

  wire is_hash_key = phase == PHASE_HASH_KEY;
  wire [127:0] cipher_block_t1 = {128{!is_hash_key}};

  column_encryption cipher (
    .clock(clock),
    .reset(reset),
    .start(starts),
    .block({counter, 24'h000000, nonce} & cipher_block_t1),
    .key(key),
    .wipe(wipe),
    .busy(cipher_busy),
    .result(cipher_result)
  );

  reg [31:0] stream;
  always @* begin
    case (place)
      2'd0: stream = cipher_result[31:0];
      2'd1: stream = cipher_result[63:32];
      2'd2: stream = cipher_result[95:64];
      default: stream = cipher_result[127:96];
    endcase
  end

  assign leaving = entering ^ stream;

  reg [31:0] tag_t1;
  always @* begin
    case (place)
      2'd0: tag_t1 = hash_sum[31:0];
      2'd1: tag_t1 = hash_sum[63:32];
      2'd2: tag_t1 = hash_sum[95:64];
      default: tag_t1 = hash_sum[127:96];
    endcase
  end

  assign tag = stream ^ tag_t1;
  wire ends = (phase != PHASE_REST) & !starts & !multiplies & !cipher_busy & !hash_busy;

  galois_hash hash (
    .clock(clock),
    .reset(reset),
    .clear(start),
    .set_key(is_hash_key & ends),
    .key(cipher_result),
    .absorb(take),
    .place(place),
    .word(decrypt ? entering : leaving),
    .add_length(finish),
    .multiply(multiplies),
    .wipe(wipe),
    .busy(hash_busy),
    .sum(hash_sum)
  );

  assign idle = phase == PHASE_REST;
  wire completes = take & (&place);

  always @(posedge clock) begin
    if (reset) begin
      phase <= PHASE_REST;
      starts <= 1'b0;
      multiplies <= 1'b0;
      counter <= 8'h00;
    end else begin
      starts <= !wipe & (start | (is_hash_key & ends) | completes | finish);
      multiplies <= !wipe & (completes | finish);
      if (wipe) begin
        phase <= PHASE_REST;
      end else if (start) begin
        phase <= PHASE_HASH_KEY;
        counter <= 8'h01;
      end else if (completes | finish) begin
        phase <= PHASE_BLOCK;
        counter <= finish ? 8'h01 : (counter + 8'h01);
      end else if (ends) begin
        phase <= is_hash_key ? PHASE_BLOCK : PHASE_REST;
        if (is_hash_key) begin
          counter <= 8'h02;
        end
      end
    end
  end

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assert_words_come_while_idle: assert (!(take | finish) | (phase == PHASE_REST))
        else $error("%m: property words_come_while_idle does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
