// keyed_digest
//
// SHA-256 (FIPS 180-4) and HMAC-SHA-256 (FIPS 198-1) with a key of 32 bytes. How long it takes depends on the
// length
// and on when the words come, not on what they or the key say.
//
// Latency: HMAC takes a block before the message and two behind it, of 68 cycles each, and three cycles.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module keyed_digest (
  input  wire         clock,
  input  wire         reset,      // synchronous, active high
  input  wire         start,      // begin a message; one that is in work is dropped
  input  wire         keyed,      // with `start`: HMAC, else the digest alone
  input  wire [255:0] key,        // secret: byte 0 in bits 7:0; constant from `start` until `valid`
  input  wire         wipe,       // overwrite every register that depends on message or key with zeros, and wait for `start`
  input  wire         word_valid, // stays, once offered, until it is taken or `start`
  output wire         word_ready,
  input  wire  [63:0] word_data,  // secret: the first byte in bits 7:0
  input  wire         word_last,  // nothing follows
  input  wire   [3:0] word_bytes, // in the last word: how many of its bytes belong to the message, 0 to 8
  output wire         valid,      // `digest` is that of the whole message, until `start` or `wipe`
  output wire [255:0] digest      // secret: byte 0 in bits 7:0; only while `valid`
);

  localparam [2:0] PHASE_IDLE          = 3'd0;
  localparam [2:0] PHASE_INNER_KEY     = 3'd1;
  localparam [2:0] PHASE_MESSAGE       = 3'd2;
  localparam [2:0] PHASE_OUTER_KEY     = 3'd3;
  localparam [2:0] PHASE_OUTER_MESSAGE = 3'd4;

  reg    [2:0] phase;
  reg          is_keyed;
  reg    [2:0] position;           // of the next word of key or inner digest
  reg   [63:0] inner_0;            // inner digest, the next word first
  reg   [63:0] inner_1;            // inner digest, the next word first
  reg   [63:0] inner_2;            // inner digest, the next word first
  reg   [63:0] inner_3;            // inner digest, the next word first
  reg          wiped;              // wiped in the cycle before
  wire         message_word_valid;
  wire         message_word_ready;
  wire         message_valid;
  wire [255:0] message_digest;

  wire is_inner_key = phase == PHASE_INNER_KEY;
  wire is_key = is_inner_key | (phase == PHASE_OUTER_KEY);
  wire is_message = phase == PHASE_MESSAGE;
  wire is_outer_message = phase == PHASE_OUTER_MESSAGE;
  assign message_word_valid = is_key | (is_message & word_valid) | is_outer_message;
  assign word_ready = is_message & message_word_ready;
  wire turns = is_keyed & is_message & message_valid;

  reg [63:0] padded_key_t1;
  always @* begin
    case (position)
      3'd0: padded_key_t1 = key[63:0];
      3'd1: padded_key_t1 = key[127:64];
      3'd2: padded_key_t1 = key[191:128];
      3'd3: padded_key_t1 = key[255:192];
      default: padded_key_t1 = 64'h0000000000000000;
    endcase
  end

  wire [63:0] padded_key = padded_key_t1 ^ (is_inner_key ? 64'h3636363636363636 : 64'h5c5c5c5c5c5c5c5c);

  message_digest message (
    .clock(clock),
    .reset(reset),
    .start(start | turns),
    .wipe(wipe),
    .word_valid(message_word_valid),
    .word_ready(message_word_ready),
    .word_data(is_message ? word_data : is_key ? padded_key : inner_0),
    .word_last(is_message ? word_last : (is_outer_message & (position == 3'd3))),
    .word_bytes(is_message ? word_bytes : 4'd8),
    .valid(message_valid),
    .digest(message_digest)
  );

  assign valid = message_valid & (is_outer_message | (is_message & !is_keyed));
  assign digest = message_digest;
  wire taken = message_word_valid & message_word_ready & !is_message;
  wire is_last_of_key = position == 3'd7;

  always @(posedge clock) begin
    if (reset) begin
      phase <= PHASE_IDLE;
      is_keyed <= 1'b0;
      position <= 3'd0;
      inner_0 <= 64'h0000000000000000;
      inner_1 <= 64'h0000000000000000;
      inner_2 <= 64'h0000000000000000;
      inner_3 <= 64'h0000000000000000;
      wiped <= 1'b0;
    end else begin
      wiped <= wipe;
      if (start | wipe) begin
        phase <= wipe ? PHASE_IDLE : keyed ? PHASE_INNER_KEY : PHASE_MESSAGE;
        is_keyed <= keyed & !wipe;
        position <= 3'd0;
      end else if (turns) begin
        phase <= PHASE_OUTER_KEY;
      end else if (taken) begin
        position <= position + 3'd1;
        if (is_key & is_last_of_key) begin
          phase <= is_inner_key ? PHASE_MESSAGE : PHASE_OUTER_MESSAGE;
        end
      end
      if (wipe) begin
        inner_0 <= 64'h0000000000000000;
        inner_1 <= 64'h0000000000000000;
        inner_2 <= 64'h0000000000000000;
        inner_3 <= 64'h0000000000000000;
      end else if (turns) begin
        inner_0 <= message_digest[63:0];
        inner_1 <= message_digest[127:64];
        inner_2 <= message_digest[191:128];
        inner_3 <= message_digest[255:192];
      end else if (taken & is_outer_message) begin
        inner_0 <= inner_1;
        inner_1 <= inner_2;
        inner_2 <= inner_3;
        inner_3 <= 64'h0000000000000000;
      end
    end
  end

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assert_wipe_leaves_nothing: assert (!wiped | !((|inner_0) | (|inner_1) | (|inner_2) | (|inner_3)))
        else $error("%m: property wipe_leaves_nothing does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
