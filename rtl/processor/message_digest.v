// message_digest
//
// SHA-256 (FIPS 180-4) of a message that comes in words of eight bytes, padding included. How long it takes
// depends on
// the length and on when the words come, not on what they say.
//
// Latency: the digest is valid 69 cycles after the first word of the last block, while words wait; a message of
// n bytes has (n + 72) / 64 blocks, rounded down.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module message_digest (
  input  wire         clock,
  input  wire         reset,      // synchronous, active high
  input  wire         start,      // begin a message; one that is in work is dropped
  input  wire         wipe,       // overwrite every register that depends on the message with zeros, and wait for `start`
  input  wire         word_valid, // stays, once offered, until it is taken or `start`
  output wire         word_ready,
  input  wire  [63:0] word_data,  // secret: the first byte in bits 7:0
  input  wire         word_last,  // nothing follows
  input  wire   [3:0] word_bytes, // in the last word: how many of its bytes belong to the message, 0 to 8
  output wire         valid,      // `digest` is that of the whole message, until `start` or `wipe`
  output wire [255:0] digest      // secret: byte 0 in bits 7:0; only while `valid`
);

  localparam [2:0] PHASE_IDLE    = 3'd0;
  localparam [2:0] PHASE_MESSAGE = 3'd1;
  localparam [2:0] PHASE_MARK    = 3'd2;
  localparam [2:0] PHASE_FILL    = 3'd3;
  localparam [2:0] PHASE_FINISH  = 3'd4;

  reg    [2:0] phase;
  reg   [31:0] length;                  // of the message, in bytes
  reg    [2:0] position;                // of the next word in its block
  wire         compression_input_valid;
  wire         compression_input_ready;
  wire         compression_resting;
  wire [255:0] compression_digest;

  wire is_message = phase == PHASE_MESSAGE;
  wire is_padding = (phase == PHASE_MARK) | (phase == PHASE_FILL);
  assign compression_input_valid = (is_message & word_valid) | is_padding;
  assign word_ready = is_message & compression_input_ready;
  wire marked_t1 = !word_last | (word_bytes > 4'd7);
  wire marked_t2 = !word_last | (word_bytes > 4'd6);
  wire marked_t3 = !word_last | (word_bytes > 4'd5);
  wire marked_t4 = !word_last | (word_bytes > 4'd4);
  wire marked_t5 = !word_last | (word_bytes > 4'd3);
  wire marked_t6 = !word_last | (word_bytes > 4'd2);
  wire marked_t7 = !word_last | (word_bytes > 4'd1);
  wire marked_t8 = !word_last | (word_bytes > 4'd0);
  wire [63:0] marked = {(word_data[63:56] & {8{marked_t1}}) | {word_last & (word_bytes == 4'd7), 7'h00},
      (word_data[55:48] & {8{marked_t2}}) | {word_last & (word_bytes == 4'd6), 7'h00},
      (word_data[47:40] & {8{marked_t3}}) | {word_last & (word_bytes == 4'd5), 7'h00},
      (word_data[39:32] & {8{marked_t4}}) | {word_last & (word_bytes == 4'd4), 7'h00},
      (word_data[31:24] & {8{marked_t5}}) | {word_last & (word_bytes == 4'd3), 7'h00},
      (word_data[23:16] & {8{marked_t6}}) | {word_last & (word_bytes == 4'd2), 7'h00},
      (word_data[15:8] & {8{marked_t7}}) | {word_last & (word_bytes == 4'd1), 7'h00}, (word_data[7:0] & {8{marked_t8}})
      | {word_last & (word_bytes == 4'd0), 7'h00}};
  wire is_length_place = position == 3'd7;
  wire is_length = (phase == PHASE_FILL) & is_length_place;
  wire [63:0] padding_t1 = {29'h00000000, length, 3'd0};
  wire [63:0] padding = is_length ? {padding_t1[7:0], length[12:5], length[20:13], length[28:21], padding_t1[39:32],
      {3{8'h00}}} : (phase == PHASE_MARK) ? 64'h0000000000000080 : 64'h0000000000000000;

  sha256_compression compression (
    .clock(clock),
    .reset(reset),
    .start(start),
    .wipe(wipe),
    .input_valid(compression_input_valid),
    .input_ready(compression_input_ready),
    .input_data(is_message ? marked : padding),
    .resting(compression_resting),
    .digest(compression_digest)
  );

  assign valid = (phase == PHASE_FINISH) & compression_resting;
  assign digest = compression_digest;
  wire entered = compression_input_valid & compression_input_ready;
  wire is_whole = word_bytes == 4'd8;

  always @(posedge clock) begin
    if (reset) begin
      phase <= PHASE_IDLE;
      length <= 32'h00000000;
      position <= 3'd0;
    end else if (start | wipe) begin
      phase <= wipe ? PHASE_IDLE : PHASE_MESSAGE;
      length <= 32'h00000000;
      position <= 3'd0;
    end else if (entered) begin
      position <= position + 3'd1;
      if (is_message) begin
        length <= length + {28'h0000000, word_last ? word_bytes : 4'd8};
        if (word_last) begin
          phase <= is_whole ? PHASE_MARK : PHASE_FILL;
        end
      end else begin
        phase <= is_length ? PHASE_FINISH : PHASE_FILL;
      end
    end
  end

  wire unused = &{1'b0, padding_t1[31:8], padding_t1[63:40]};

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assume_at_most_eight_bytes: assert (!(word_valid & word_last) | (word_bytes <= 4'd8))
        else $error("%m: assumption at_most_eight_bytes does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
