// oaep_decoder
//
// RSAES-OAEP decoding (RFC 8017, 7.1.2) with SHA-256, an empty label and messages of 184 bytes.
// One flag for every failure, after the same number of cycles.
//
// Latency: depends on the length of the modulus alone.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module oaep_decoder (
  input  wire         clock,
  input  wire         reset,                // synchronous, active high
  input  wire         start,                // begin; only while `idle`
  input  wire   [5:0] words,                // words in the modulus; constant until `idle`
  input  wire         wipe,                 // stop, and overwrite everything with zeros
  output wire         idle,                 // nothing is in work and nothing is being overwritten
  output wire         bad,                  // secret: the padding is not right; while `idle`
  output wire         damaged,              // a word of the result was damaged; while `idle`
  output wire         result_request_valid,
  input  wire         result_request_ready,
  output wire   [5:0] result_request_index, // 0 for the least significant word
  input  wire         result_valid,
  output wire         result_ready,
  input  wire  [63:0] result_word,          // secret: zero unless the status is `done` and both copies agree
  input  wire         result_damaged,       // the two copies of the result do not agree: the result is lost
  output wire         digest_start,
  output wire         digest_word_valid,
  input  wire         digest_word_ready,
  output wire  [63:0] digest_word_data,     // secret: the first byte in bits 7:0
  output wire         digest_word_last,     // nothing follows
  output wire   [3:0] digest_word_bytes,    // in the last word: how many of its bytes belong to the message, 0 to 8
  input  wire         digest_valid,
  input  wire [255:0] digest,               // secret
  output wire         message_valid,        // `message_word` is word `message_index` of the message
  output wire   [4:0] message_index,
  output wire  [63:0] message_word          // secret
);

  localparam [4:0] STEP_IDLE            = 5'd0;
  localparam [4:0] STEP_ASK             = 5'd1;
  localparam [4:0] STEP_TAKE            = 5'd2;
  localparam [4:0] STEP_STORE           = 5'd3;
  localparam [4:0] STEP_READ_BLOCK      = 5'd4;
  localparam [4:0] STEP_GIVE_BLOCK      = 5'd5;
  localparam [4:0] STEP_END_BLOCK       = 5'd6;
  localparam [4:0] STEP_AWAIT_SEED_MASK = 5'd7;
  localparam [4:0] STEP_READ_SEED       = 5'd8;
  localparam [4:0] STEP_UNMASK_SEED     = 5'd9;
  localparam [4:0] STEP_BEGIN_MASK      = 5'd10;
  localparam [4:0] STEP_GIVE_SEED       = 5'd11;
  localparam [4:0] STEP_GIVE_COUNTER    = 5'd12;
  localparam [4:0] STEP_AWAIT_MASK      = 5'd13;
  localparam [4:0] STEP_READ_MASKED     = 5'd14;
  localparam [4:0] STEP_UNMASK          = 5'd15;
  localparam [4:0] STEP_SWEEP           = 5'd16;

  reg  [4:0] step;
  reg  [5:0] position;      // word in work
  reg  [3:0] counter;       // of MGF1
  reg  [1:0] part;          // word of seed or digest
  reg [55:0] held;          // the last seven bytes of the result's word before
  reg [63:0] seed_0;
  reg [63:0] seed_1;
  reg [63:0] seed_2;
  reg [63:0] seed_3;
  reg  [7:0] carried;       // first byte of the message's next word
  reg        is_bad;
  reg        is_damaged;
  reg [63:0] read;
  reg [63:0] masked [0:63];

  assign result_request_valid = step == STEP_ASK;
  assign result_request_index = (words - 6'd1) - position;
  assign result_ready = step == STEP_TAKE;
  wire digest_word_valid_t1 = step == STEP_GIVE_COUNTER;
  assign digest_word_valid = (step == STEP_GIVE_BLOCK) | (step == STEP_END_BLOCK) | (step == STEP_GIVE_SEED)
      | digest_word_valid_t1;

  reg [63:0] seed_part;
  always @* begin
    case (part)
      2'd0: seed_part = seed_0;
      2'd1: seed_part = seed_1;
      2'd2: seed_part = seed_2;
      default: seed_part = seed_3;
    endcase
  end

  wire [63:0] counter_word = {36'h000000000, counter, 24'h000000};
  assign digest_word_data = (step == STEP_GIVE_BLOCK) ? read : (step == STEP_GIVE_SEED) ? seed_part
      : digest_word_valid_t1 ? counter_word : 64'h0000000000000000;
  assign digest_word_last = (step == STEP_END_BLOCK) | digest_word_valid_t1;
  assign digest_word_bytes = (step == STEP_END_BLOCK) ? 4'd3 : digest_word_valid_t1 ? 4'd4 : 4'd8;
  wire stores_end = step == STEP_STORE;
  assign digest_start = stores_end | (step == STEP_BEGIN_MASK);
  wire judges = step == STEP_UNMASK;
  wire [5:0] beginning = words - 6'd28;
  wire [5:0] place = position - 6'd4;
  wire is_message = beginning < place;
  assign message_valid = judges & is_message;
  wire [5:0] message_index_t1 = (place - beginning) - 6'd1;
  assign message_index = message_index_t1[4:0];

  reg [63:0] digest_part;
  always @* begin
    case (part)
      2'd0: digest_part = digest[63:0];
      2'd1: digest_part = digest[127:64];
      2'd2: digest_part = digest[191:128];
      default: digest_part = digest[255:192];
    endcase
  end

  wire [63:0] block = read ^ digest_part;
  wire [63:0] message_word_t1 = {64{judges}};
  assign message_word = {block[55:0], carried} & message_word_t1;
  assign idle = step == STEP_IDLE;
  assign bad = is_bad;
  assign damaged = is_damaged;
  wire [63:0] encoded = {result_word[7:0], result_word[15:8], result_word[23:16], result_word[31:24],
      result_word[39:32], result_word[47:40], result_word[55:48], result_word[63:56]};
  wire [5:0] is_last_word_t1 = position + 6'd1;
  wire is_last_word = is_last_word_t1 == words;
  wire given = digest_word_valid & digest_word_ready;
  wire is_last_part = part == 2'd3;

  reg [63:0] label;
  /* verilator coverage_off */
  always @* begin
    case (part)
      2'd0: label = 64'h141cfc9842c4b0e3;
      2'd1: label = 64'h24b96f99c8f4fb9a;
      2'd2: label = 64'h4c939b64e441ae27;
      default: label = 64'h55b852781b9995a4;
    endcase
  end
  /* verilator coverage_on */

  wire is_beginning = place == beginning;
  wire [55:0] expected = is_beginning ? 56'h01000000000000 : 56'h00000000000000;
  wire is_wrong = (place < 6'd4) ? (block != label) : (!is_message
      & ((block[55:0] != expected) | (!is_beginning & (|block[63:56]))));

  always @(posedge clock) begin
    if (reset) begin
      step <= STEP_SWEEP;
      position <= 6'd0;
      counter <= 4'd0;
      part <= 2'd0;
      held <= 56'h00000000000000;
      seed_0 <= 64'h0000000000000000;
      seed_1 <= 64'h0000000000000000;
      seed_2 <= 64'h0000000000000000;
      seed_3 <= 64'h0000000000000000;
      carried <= 8'h00;
      is_bad <= 1'b0;
      is_damaged <= 1'b0;
    end else if (wipe) begin
      step <= STEP_SWEEP;
      position <= 6'd0;
      held <= 56'h00000000000000;
      seed_0 <= 64'h0000000000000000;
      seed_1 <= 64'h0000000000000000;
      seed_2 <= 64'h0000000000000000;
      seed_3 <= 64'h0000000000000000;
      carried <= 8'h00;
      is_bad <= 1'b0;
      is_damaged <= 1'b0;
    end else begin
      case (step)
        STEP_IDLE: begin
          position <= 6'd0;
          if (start) begin
            step <= STEP_ASK;
            is_bad <= 1'b0;
            is_damaged <= 1'b0;
          end
        end
        STEP_ASK: begin
          if (result_request_ready) begin
            step <= STEP_TAKE;
          end
        end
        STEP_TAKE: begin
          if (result_valid) begin
            held <= encoded[63:8];
            is_damaged <= is_damaged | result_damaged;
            is_bad <= is_bad | ((position == 6'd0) & (|result_word[63:56]));
            if (is_last_word) begin
              step <= STEP_STORE;
            end else begin
              position <= is_last_word_t1;
              step <= STEP_ASK;
            end
          end
        end
        STEP_STORE: begin
          position <= 6'd4;
          step <= STEP_READ_BLOCK;
        end
        STEP_READ_BLOCK: step <= STEP_GIVE_BLOCK;
        STEP_GIVE_BLOCK: begin
          if (given) begin
            position <= is_last_word_t1;
            if (is_last_word) begin
              step <= STEP_END_BLOCK;
            end else begin
              step <= STEP_READ_BLOCK;
            end
          end
        end
        STEP_END_BLOCK: begin
          if (given) begin
            step <= STEP_AWAIT_SEED_MASK;
          end
        end
        STEP_AWAIT_SEED_MASK: begin
          position <= 6'd0;
          part <= 2'd0;
          if (digest_valid) begin
            step <= STEP_READ_SEED;
          end
        end
        STEP_READ_SEED: step <= STEP_UNMASK_SEED;
        STEP_UNMASK_SEED: begin
          if (part == 2'd0) begin
            seed_0 <= block;
          end
          if (part == 2'd1) begin
            seed_1 <= block;
          end
          if (part == 2'd2) begin
            seed_2 <= block;
          end
          if (is_last_part) begin
            seed_3 <= block;
          end
          part <= part + 2'd1;
          position <= is_last_word_t1;
          counter <= 4'd0;
          if (is_last_part) begin
            step <= STEP_BEGIN_MASK;
          end else begin
            step <= STEP_READ_SEED;
          end
        end
        STEP_BEGIN_MASK: step <= STEP_GIVE_SEED;
        STEP_GIVE_SEED: begin
          if (given) begin
            part <= part + 2'd1;
            if (is_last_part) begin
              step <= STEP_GIVE_COUNTER;
            end
          end
        end
        STEP_GIVE_COUNTER: begin
          if (given) begin
            step <= STEP_AWAIT_MASK;
          end
        end
        STEP_AWAIT_MASK: begin
          if (digest_valid) begin
            step <= STEP_READ_MASKED;
          end
        end
        STEP_READ_MASKED: step <= STEP_UNMASK;
        STEP_UNMASK: begin
          is_bad <= is_bad | is_wrong;
          carried <= block[63:56];
          part <= part + 2'd1;
          position <= is_last_word_t1;
          if (is_last_part) begin
            counter <= counter + 4'd1;
            if (is_last_word) begin
              step <= STEP_IDLE;
            end else begin
              step <= STEP_BEGIN_MASK;
            end
          end else begin
            step <= STEP_READ_MASKED;
          end
        end
        STEP_SWEEP: begin
          position <= is_last_word_t1;
          if (&position) begin
            step <= STEP_IDLE;
          end
        end
        default: ;
      endcase
    end
  end

  wire sweeps = step == STEP_SWEEP;
  wire result_fire = result_valid & result_ready;
  wire takes = (step == STEP_TAKE) & result_fire;
  wire stores_part = takes & (position != 6'd0);
  wire [5:0] masked_t1 = position - (stores_part ? 6'd1 : 6'd0);

  always @(posedge clock) begin
    read <= masked[position];
    if (sweeps) begin
      masked[position] <= 64'h0000000000000000;
    end else if (stores_part | stores_end) begin
      masked[masked_t1] <= {stores_part ? result_word[63:56] : 8'h00, held};
    end
  end

  wire unused = &{1'b0, message_index_t1[5], encoded[7:0]};

endmodule

`default_nettype wire
