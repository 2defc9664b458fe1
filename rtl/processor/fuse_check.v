// fuse_check
//
// Decides whether the fuses hold an identity: name, size and SHA-256 digest.
//
// Latency: three cycles for every word of the fuses, and what the digest takes.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module fuse_check (
  input  wire        clock,
  input  wire        reset,             // synchronous, active high
  input  wire        start,             // begin
  input  wire        wipe,              // stop, and forget what was read
  output wire        done,              // in the last cycle; then `valid` and `words` hold until the next start
  output wire        valid,             // the fuses hold an identity
  output wire  [5:0] words,             // words of 64 bits in its modulus
  output wire  [7:0] address,
  input  wire [63:0] fuse,              // secret: the word at `address` one cycle before
  output wire        digest_start,
  output wire        digest_word_valid,
  input  wire        digest_word_ready,
  output wire [63:0] digest_word_data,  // secret: the first byte in bits 7:0
  output wire        digest_word_last,  // nothing follows
  output wire  [3:0] digest_word_bytes, // in the last word: how many of its bytes belong to the message, 0 to 8
  input  wire        digest_valid,
  input  wire [63:0] digest             // secret: first 8 bytes of the digest
);

  localparam [2:0] STEP_IDLE   = 3'd0;
  localparam [2:0] STEP_NAME   = 3'd1;
  localparam [2:0] STEP_SIZE   = 3'd2;
  localparam [2:0] STEP_DIGEST = 3'd3;
  localparam [2:0] STEP_FETCH  = 3'd4;
  localparam [2:0] STEP_FEED   = 3'd5;
  localparam [2:0] STEP_FINISH = 3'd6;

  reg  [2:0] step;
  reg  [7:0] position;      // of the word that is being read
  reg  [5:0] modulus_words;
  reg [63:0] expected;
  reg        is_identity;

  assign address = position;
  assign digest_start = step == STEP_DIGEST;
  assign digest_word_valid = step == STEP_FEED;
  assign digest_word_data = fuse;
  wire [7:0] last_address = ({modulus_words[5:1], 3'd0} - {3'd0, modulus_words[5:1]}) + 8'h02;
  wire is_last = position == last_address;
  assign digest_word_last = is_last;
  assign digest_word_bytes = 4'd8;
  assign done = (step == STEP_FINISH) & digest_valid;
  assign valid = is_identity;
  assign words = modulus_words;
  wire is_name = fuse == 64'h31454e494c59454b;
  wire [5:0] size = (fuse == 64'h0000000000000c00) ? 6'd48 : 6'd32;
  wire is_size = (fuse == 64'h0000000000000800) | (fuse == 64'h0000000000000c00);
  wire agrees = digest == expected;

  always @(posedge clock) begin
    if (reset) begin
      step <= STEP_IDLE;
      position <= 8'h00;
      modulus_words <= 6'd0;
      expected <= 64'h0000000000000000;
      is_identity <= 1'b0;
    end else if (wipe) begin
      step <= STEP_IDLE;
      expected <= 64'h0000000000000000;
    end else if (start) begin
      step <= STEP_NAME;
      position <= 8'h01;
      is_identity <= 1'b1;
    end else begin
      case (step)
        STEP_IDLE: position <= 8'h00;
        STEP_NAME: begin
          position <= 8'h02;
          is_identity <= is_identity & is_name;
          step <= STEP_SIZE;
        end
        STEP_SIZE: begin
          position <= 8'h03;
          modulus_words <= size;
          is_identity <= is_identity & is_size;
          step <= STEP_DIGEST;
        end
        STEP_DIGEST: begin
          expected <= fuse;
          step <= STEP_FEED;
        end
        STEP_FETCH: step <= STEP_FEED;
        STEP_FEED: begin
          if (digest_word_ready) begin
            position <= position + 8'h01;
            if (is_last) begin
              step <= STEP_FINISH;
            end else begin
              step <= STEP_FETCH;
            end
          end
        end
        STEP_FINISH: begin
          if (digest_valid) begin
            is_identity <= is_identity & agrees;
            expected <= 64'h0000000000000000;
            step <= STEP_IDLE;
          end
        end
        default: ;
      endcase
    end
  end

endmodule

`default_nettype wire
