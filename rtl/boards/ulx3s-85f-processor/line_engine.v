// line_engine
//
// XTS line engine (IEEE 1619): 64-byte lines as eight 64-bit words in, eight out. 2 lanes of two blocks each,
// S-boxes in block memory.
// A command may bring new keys; the tweak of a line is encrypted while the line before it passes.
//
// Latency: 21 to 29 cycles from the second word of a block to its first word out, when tweak and keys are ready:
// the lower with AES-128, the higher with AES-256.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module line_engine (
  input  wire         clock,
  input  wire         reset,            // synchronous, active high
  input  wire         command_valid,
  output wire         command_ready,
  input  wire         command_decrypt,
  input  wire         command_new_keys, // the keys are not those of the line before: expand them
  input  wire [127:0] command_tweak,    // secret: line index in bits 63:0, nonce above
  input  wire         aes256,           // 32-byte keys, else 16 bytes; constant, like the keys, from a command with new keys until `idle`
  output wire   [1:0] key_word_index,   // word of the keys to read: of Key1 of IEEE 1619, then of Key2
  input  wire [127:0] key_word,         // secret: the word, one cycle later
  input  wire         wipe,             // overwrite every key, tweak and data register with zeros; only while no line is in work
  output wire         idle,             // no line is in work and nothing is being overwritten
  input  wire         input_valid,
  output wire         input_ready,
  input  wire  [63:0] input_data,       // secret
  output wire         output_valid,
  input  wire         output_ready,
  output wire  [63:0] output_data       // secret
);

  localparam [1:0] PREPARATION_NONE            = 2'd0;
  localparam [1:0] PREPARATION_TWEAK           = 2'd1;
  localparam [1:0] PREPARATION_ENCRYPTED_TWEAK = 2'd2;
  localparam [1:0] PREPARATION_DONE            = 2'd3;

  reg    [1:0] preparation;
  reg          next_decrypt;                 // direction of the next line
  reg  [127:0] plain_tweak;                  // its tweak, before it is encrypted
  reg  [127:0] next_tweak;                   // its tweak, encrypted
  reg          streaming;                    // words of a line are expected
  reg          decrypt;                      // its direction
  reg  [127:0] block_tweak;                  // tweak of its next block
  reg   [63:0] low_word;                     // first word of the block being gathered
  reg    [2:0] words_in;
  reg          high_word_leaves;             // the first word of the block has left
  reg          wiped;                        // wiped in the cycle before
  wire   [1:0] cipher_key_word_index;
  wire         cipher_idle;
  wire         cipher_tweak_operation_ready;
  wire         cipher_tweak_result_valid;
  wire         cipher_tweak_result_ready;
  wire [127:0] cipher_tweak_result_value;
  wire         cipher_block_operation_ready;
  wire         cipher_block_result_valid;
  wire [127:0] cipher_block_result_block;

  assign key_word_index = cipher_key_word_index;
  wire quiet_t1 = (preparation == PREPARATION_NONE) & !streaming & !high_word_leaves;
  wire quiet = quiet_t1 & cipher_idle;
  assign idle = quiet;
  assign input_ready = streaming & (!words_in[0] | cipher_block_operation_ready);
  assign output_valid = cipher_block_result_valid;
  assign output_data = high_word_leaves ? cipher_block_result_block[127:64] : cipher_block_result_block[63:0];
  wire input_fire = input_valid & input_ready;
  wire last_enters = input_fire & (&words_in);
  wire begins = (preparation == PREPARATION_DONE) & (!streaming | last_enters);
  wire free = (preparation == PREPARATION_NONE) | begins;
  assign command_ready = command_new_keys ? quiet : free;
  assign cipher_tweak_result_ready = preparation == PREPARATION_ENCRYPTED_TWEAK;
  wire command_fire = command_valid & command_ready;

  block_cipher cipher (
    .clock(clock),
    .reset(reset),
    .expand(command_fire & command_new_keys),
    .aes256(aes256),
    .key_word_index(cipher_key_word_index),
    .key_word(key_word),
    .wipe(wipe),
    .idle(cipher_idle),
    .tweak_operation_valid(preparation == PREPARATION_TWEAK),
    .tweak_operation_ready(cipher_tweak_operation_ready),
    .tweak_operation_value(plain_tweak),
    .tweak_result_valid(cipher_tweak_result_valid),
    .tweak_result_ready(cipher_tweak_result_ready),
    .tweak_result_value(cipher_tweak_result_value),
    .block_operation_valid(streaming & input_valid & words_in[0]),
    .block_operation_ready(cipher_block_operation_ready),
    .block_operation_block({input_data, low_word}),
    .block_operation_mask(block_tweak),
    .block_operation_decrypt(decrypt),
    .block_result_valid(cipher_block_result_valid),
    .block_result_ready(output_ready & high_word_leaves),
    .block_result_block(cipher_block_result_block)
  );

  wire output_fire = output_valid & output_ready;
  wire may_take = (preparation == PREPARATION_NONE) | (preparation == PREPARATION_DONE);
  wire cipher_tweak_result_fire = cipher_tweak_result_valid & cipher_tweak_result_ready;

  always @(posedge clock) begin
    if (reset) begin
      preparation <= PREPARATION_NONE;
      next_decrypt <= 1'b0;
      plain_tweak <= 128'h0;
      next_tweak <= 128'h0;
      streaming <= 1'b0;
      decrypt <= 1'b0;
      block_tweak <= 128'h0;
      low_word <= 64'h0000000000000000;
      words_in <= 3'd0;
      high_word_leaves <= 1'b0;
      wiped <= 1'b0;
    end else begin
      if (output_fire) begin
        high_word_leaves <= !high_word_leaves;
      end
      if (command_fire) begin
        next_decrypt <= command_decrypt;
        preparation <= PREPARATION_TWEAK;
      end else begin
        case (preparation)
          PREPARATION_TWEAK: begin
            if (cipher_tweak_operation_ready) begin
              preparation <= PREPARATION_ENCRYPTED_TWEAK;
            end
          end
          PREPARATION_ENCRYPTED_TWEAK: begin
            if (cipher_tweak_result_valid) begin
              preparation <= PREPARATION_DONE;
            end
          end
          PREPARATION_DONE: begin
            if (begins) begin
              preparation <= PREPARATION_NONE;
            end
          end
          default: ;
        endcase
      end
      if (wipe) begin
        plain_tweak <= 128'h0;
        next_tweak <= 128'h0;
      end else begin
        if (command_valid & may_take) begin
          plain_tweak <= command_tweak;
        end
        if (cipher_tweak_result_fire) begin
          next_tweak <= cipher_tweak_result_value;
        end
      end
      streaming <= begins | (streaming & !last_enters);
      if (input_fire) begin
        words_in <= words_in + 3'd1;
      end
      if (begins) begin
        decrypt <= next_decrypt;
      end
      if (wipe) begin
        block_tweak <= 128'h0;
        low_word <= 64'h0000000000000000;
      end else begin
        if (begins) begin
          block_tweak <= next_tweak;
        end else if (input_fire & words_in[0]) begin
          block_tweak <= {block_tweak[126:0], 1'b0} ^ (block_tweak[127] ? 128'h87 : 128'h0);
        end
        if (input_fire & !words_in[0]) begin
          low_word <= input_data;
        end
      end
      wiped <= wipe;
    end
  end

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assert_wipe_leaves_nothing: assert (!wiped | (!(|(plain_tweak | next_tweak | block_tweak)) & !(|low_word)))
        else $error("%m: property wipe_leaves_nothing does not hold");
      assert_wipes_no_line_in_work: assert (!wipe | quiet_t1)
        else $error("%m: property wipes_no_line_in_work does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
