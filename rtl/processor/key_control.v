// key_control
//
// Executes the instructions for keys: descriptors, key entries, the ports that take them.
//
// Latency: 3 cycles and a load for each word, what the caches take to be emptied, and the port's.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module key_control (
  input  wire         clock,
  input  wire         reset,                    // synchronous, active high
  input  wire         order_transfer,           // judge the transfer to `pc`
  input  wire         order_execute,            // execute `instruction`, which is one of custom-0 and may be executed
  input  wire         order_suspend,            // a trap is taken: keep the context of an encrypted domain; domain 0 runs
  input  wire         order_restore,            // `domain` runs from now on, with its context if it is encrypted
  input  wire   [3:0] order_domain,             // restore: the domain; else of no meaning
  input  wire  [31:0] order_instruction,
  input  wire  [31:0] order_first,              // operand rs1
  input  wire  [31:0] order_second,             // operand rs2
  input  wire  [31:0] order_pc,
  input  wire  [31:0] order_next,               // the address behind it
  input  wire         order_is_call,            // suspend: the trap is a system call
  input  wire         order_is_user,            // execute: in user mode
  input  wire   [3:0] running_domain,
  output wire         load,                     // load the word at `load_address`; one at a time
  output wire  [31:0] load_address,             // virtual
  input  wire         load_done,                // its answer
  input  wire   [4:0] load_cause,               // 0, or 16 + the cause why it failed
  input  wire  [31:0] load_word,
  output wire         flush,                    // write back and drop the lines of the caches, until `flushed`
  input  wire         flushed,
  output wire         erase,                    // overwrite the context of `erase_domain`, until `erased`
  output wire   [3:0] erase_domain,
  input  wire         erased,
  output wire         key_valid,
  input  wire         key_ready,
  output wire         key_whole,                // setck: the key of the whole process; else setk
  output wire   [3:0] key_domain,               // owner; 0 creates one
  output wire   [7:0] key_segment,
  output wire  [31:0] key_base,                 // first byte
  output wire  [32:0] key_bound,                // size in bytes, or limit
  output wire         key_bound_is_limit,
  output wire         key_entry_valid,
  input  wire         key_entry_ready,
  output wire  [63:0] key_entry_data,           // the first byte in bits 7:0
  output wire         key_entry_last,           // nothing follows
  input  wire         key_response_valid,
  output wire         key_response_ready,
  input  wire   [4:0] key_response_status,
  input  wire   [3:0] key_response_domain,      // owner of the region; 0 when refused
  input  wire   [3:0] key_response_attribute,   // register that was filled; 0 when refused
  output wire         setup_valid,
  input  wire         setup_ready,
  output wire   [1:0] setup_operation,          // 0 install, 1 clear, 2 clearDomain
  output wire   [3:0] setup_domain,
  output wire   [7:0] setup_segment,
  output wire  [31:0] setup_base,               // first byte
  output wire  [32:0] setup_bound,              // size in bytes, or limit
  output wire         setup_bound_is_limit,
  output wire   [7:0] setup_algorithm,
  output wire  [63:0] setup_nonce,              // secret
  output wire         setup_read,
  output wire         setup_write,
  output wire         setup_execute,
  output wire         setup_default_key,
  output wire         setup_plain_access,
  output wire         setup_shared,
  output wire         setup_stack,
  output wire         setup_closed,
  output wire         setup_immediate,          // plaintext key from the program itself: encrypted mode only
  output wire         setup_share_key,          // use the key of keySegment
  output wire   [7:0] setup_key_segment,
  output wire   [6:0] setup_key_bytes,
  output wire [511:0] setup_key,                // secret: byte 0 in bits 7:0
  input  wire         setup_response_valid,
  output wire         setup_response_ready,
  input  wire   [4:0] setup_response_status,
  input  wire   [3:0] setup_response_attribute, // register that an install filled
  output wire         done,                     // the instruction is executed; the rest is meaningful in this cycle
  output wire   [4:0] cause,                    // 0, or 16 + the cause of its exception
  output wire  [31:0] value                     // its result, or the address that the exception is about
);

  localparam [3:0] PHASE_IDLE       = 4'd0;
  localparam [3:0] PHASE_LOAD       = 4'd1;
  localparam [3:0] PHASE_LOADED     = 4'd2;
  localparam [3:0] PHASE_ENTRY      = 4'd3;
  localparam [3:0] PHASE_FLUSH      = 4'd4;
  localparam [3:0] PHASE_OFFER      = 4'd5;
  localparam [3:0] PHASE_KEY_ANSWER = 4'd6;
  localparam [3:0] PHASE_ERASE      = 4'd7;
  localparam [3:0] PHASE_SETUP      = 4'd8;
  localparam [3:0] PHASE_SETUP_END  = 4'd9;
  localparam [3:0] PHASE_DONE       = 4'd10;

  localparam [1:0] STAGE_DESCRIPTOR = 2'd0;
  localparam [1:0] STAGE_CHECK      = 2'd1;
  localparam [1:0] STAGE_STREAM     = 2'd2;

  reg  [3:0] phase;
  reg  [1:0] stage;
  reg [31:0] address;
  reg  [9:0] left;      // words that follow the one that is read
  reg        has_fault;
  reg  [3:0] fault;     // cause of the exception
  reg [31:0] result;
  reg [31:0] word_0;
  reg [31:0] word_1;
  reg [31:0] word_2;
  reg [31:0] word_3;
  reg [31:0] word_4;
  reg [31:0] word_5;
  reg [31:0] word_6;
  reg [31:0] word_7;
  reg [31:0] word_8;
  reg [31:0] word_9;
  reg [31:0] word_10;
  reg [31:0] word_11;
  reg [31:0] word_12;
  reg [31:0] word_13;
  reg [31:0] word_14;
  reg [31:0] word_15;
  reg [31:0] word_16;
  reg [31:0] word_17;
  reg [31:0] word_18;
  reg [31:0] word_19;
  reg [31:0] word_20;
  reg [31:0] word_21;
  reg [31:0] low;       // first half of a word of the entry
  reg [31:0] high;

  assign load = phase == PHASE_LOAD;
  assign load_address = address;
  assign flush = phase == PHASE_FLUSH;
  assign erase = phase == PHASE_ERASE;
  wire brings_entry_t1 = !order_instruction[12] & !order_instruction[13];
  wire brings_entry = (brings_entry_t1 & (order_instruction[27:25] == 3'd0))
      | (brings_entry_t1 & (order_instruction[27:25] == 3'd1));
  wire is_kill = brings_entry_t1 & (order_instruction[27:25] == 3'd4);
  wire [31:0] named = brings_entry ? {24'h000000, word_19[23:16]} : is_kill ? order_first : order_second;
  wire [3:0] domain = order_is_user ? running_domain : named[3:0];
  assign erase_domain = domain;
  wire is_stream = stage == STAGE_STREAM;
  assign key_valid = is_stream & ((phase == PHASE_LOAD) | (phase == PHASE_LOADED) | (phase == PHASE_OFFER)
      | (phase == PHASE_KEY_ANSWER));
  assign key_whole = !order_instruction[25];
  assign key_domain = domain;
  assign key_segment = word_19[7:0];
  assign key_base = word_20;
  assign key_bound = {word_19[9], word_21};
  assign key_bound_is_limit = word_19[8];
  assign key_entry_valid = phase == PHASE_OFFER;
  assign key_entry_data = {high, low};
  wire is_last = !(|left);
  assign key_entry_last = is_last;
  assign key_response_ready = phase == PHASE_KEY_ANSWER;
  assign setup_valid = (phase == PHASE_SETUP) | (phase == PHASE_SETUP_END);
  wire is_immediate = brings_entry_t1 & (order_instruction[27:25] == 3'd2);
  wire is_clear = brings_entry_t1 & (order_instruction[27:25] == 3'd3);
  assign setup_operation = is_immediate ? 2'd0 : is_clear ? 2'd1 : 2'd2;
  assign setup_domain = domain;
  assign setup_segment = is_immediate ? word_0[7:0] : order_first[7:0];
  assign setup_base = word_1;
  assign setup_bound = {word_0[9], word_2};
  assign setup_bound_is_limit = word_0[8];
  assign setup_share_key = word_0[10];
  assign setup_algorithm = word_0[23:16];
  assign setup_key_segment = word_0[31:24];
  assign setup_read = word_3[0];
  assign setup_write = word_3[1];
  assign setup_execute = word_3[2];
  assign setup_default_key = word_3[8];
  assign setup_plain_access = word_3[9];
  assign setup_shared = word_3[10];
  assign setup_stack = word_3[11];
  assign setup_closed = word_3[12];
  assign setup_immediate = is_immediate;
  assign setup_key_bytes = word_3[22:16];
  assign setup_nonce = {word_5, word_4};
  assign setup_key = {word_21, word_20, word_19, word_18, word_17, word_16, word_15, word_14, word_13, word_12,
      word_11, word_10, word_9, word_8, word_7, word_6};
  assign setup_response_ready = phase == PHASE_SETUP;
  assign done = phase == PHASE_DONE;
  assign cause = {has_fault, fault} & {5{has_fault}};
  assign value = result;
  wire is_own = brings_entry | is_immediate | is_clear | is_kill;
  wire is_first_misaligned = (brings_entry | is_immediate) & (|order_first[1:0]);
  wire is_second_misaligned = brings_entry & (|order_second[1:0]);
  wire is_high = is_stream & !left[0];
  wire high_t1 = !load_cause[4];
  wire [31:0] high_t2 = {32{high_t1}};
  wire is_descriptor = stage == STAGE_DESCRIPTOR;
  wire [9:0] entry_words = {!(|word_19[31:24]), word_19[31:24], 1'b0};
  wire is_beyond = !order_is_user & (|named[31:4]);
  wire is_unknown_segment = is_clear & (|order_first[31:8]);

  always @(posedge clock) begin
    if (reset) begin
      phase <= PHASE_IDLE;
      stage <= STAGE_DESCRIPTOR;
      left <= 10'h000;
      has_fault <= 1'b0;
      fault <= 4'd0;
      word_0 <= 32'h00000000;
      word_1 <= 32'h00000000;
      word_2 <= 32'h00000000;
      word_3 <= 32'h00000000;
      word_4 <= 32'h00000000;
      word_5 <= 32'h00000000;
      word_6 <= 32'h00000000;
      word_7 <= 32'h00000000;
      word_8 <= 32'h00000000;
      word_9 <= 32'h00000000;
      word_10 <= 32'h00000000;
      word_11 <= 32'h00000000;
      word_12 <= 32'h00000000;
      word_13 <= 32'h00000000;
      word_14 <= 32'h00000000;
      word_15 <= 32'h00000000;
      word_16 <= 32'h00000000;
      word_17 <= 32'h00000000;
      word_18 <= 32'h00000000;
      word_19 <= 32'h00000000;
      word_20 <= 32'h00000000;
      word_21 <= 32'h00000000;
      low <= 32'h00000000;
      high <= 32'h00000000;
    end else begin
      case (phase)
        PHASE_IDLE: begin
          stage <= STAGE_DESCRIPTOR;
          left <= is_immediate ? 10'h015 : 10'h002;
          if (order_execute & is_own) begin
            if (is_first_misaligned) begin
              has_fault <= 1'b1;
              fault <= 4'd4;
              phase <= PHASE_DONE;
            end else if (is_second_misaligned) begin
              has_fault <= 1'b1;
              fault <= 4'd4;
              phase <= PHASE_DONE;
            end else begin
              phase <= (brings_entry | is_immediate) ? PHASE_LOAD : PHASE_FLUSH;
            end
          end
        end
        PHASE_LOAD: phase <= PHASE_LOADED;
        PHASE_LOADED: begin
          if (load_done) begin
            if (is_high) begin
              high <= load_word & high_t2;
            end else begin
              left <= left - 10'h001;
              low <= load_word & high_t2;
            end
            if (is_descriptor) begin
              word_0 <= word_1;
              word_1 <= word_2;
              word_2 <= word_3;
              word_3 <= word_4;
              word_4 <= word_5;
              word_5 <= word_6;
              word_6 <= word_7;
              word_7 <= word_8;
              word_8 <= word_9;
              word_9 <= word_10;
              word_10 <= word_11;
              word_11 <= word_12;
              word_12 <= word_13;
              word_13 <= word_14;
              word_14 <= word_15;
              word_15 <= word_16;
              word_16 <= word_17;
              word_17 <= word_18;
              word_18 <= word_19;
              word_19 <= word_20;
              word_20 <= word_21;
              word_21 <= load_word;
            end
            if (load_cause[4] & !is_stream) begin
              has_fault <= 1'b1;
              fault <= load_cause[3:0];
              phase <= PHASE_DONE;
            end else if (is_high) begin
              phase <= PHASE_OFFER;
            end else begin
              phase <= is_last ? ((is_descriptor & brings_entry) ? PHASE_ENTRY : PHASE_FLUSH) : PHASE_LOAD;
            end
            if (is_descriptor & is_last) begin
              stage <= STAGE_CHECK;
            end
          end
        end
        PHASE_ENTRY: begin
          left <= entry_words - 10'h001;
          phase <= PHASE_LOAD;
        end
        PHASE_FLUSH: begin
          stage <= STAGE_STREAM;
          if (flushed) begin
            if (is_beyond) begin
              phase <= PHASE_DONE;
            end else if (is_unknown_segment) begin
              phase <= PHASE_DONE;
            end else begin
              phase <= brings_entry ? PHASE_ENTRY : (is_kill & (|domain)) ? PHASE_ERASE : PHASE_SETUP;
            end
          end
        end
        PHASE_OFFER: begin
          if (key_entry_ready) begin
            left <= left - 10'h001;
            phase <= is_last ? PHASE_KEY_ANSWER : PHASE_LOAD;
          end
        end
        PHASE_KEY_ANSWER: begin
          if (key_response_valid) begin
            phase <= PHASE_DONE;
          end
        end
        PHASE_ERASE: begin
          if (erased) begin
            phase <= PHASE_SETUP;
          end
        end
        PHASE_SETUP: begin
          if (setup_response_valid) begin
            phase <= PHASE_SETUP_END;
          end
        end
        PHASE_SETUP_END: begin
          if (setup_ready) begin
            phase <= PHASE_DONE;
          end
        end
        PHASE_DONE: begin
          word_0 <= 32'h00000000;
          word_1 <= 32'h00000000;
          word_2 <= 32'h00000000;
          word_3 <= 32'h00000000;
          word_4 <= 32'h00000000;
          word_5 <= 32'h00000000;
          word_6 <= 32'h00000000;
          word_7 <= 32'h00000000;
          word_8 <= 32'h00000000;
          word_9 <= 32'h00000000;
          word_10 <= 32'h00000000;
          word_11 <= 32'h00000000;
          word_12 <= 32'h00000000;
          word_13 <= 32'h00000000;
          word_14 <= 32'h00000000;
          word_15 <= 32'h00000000;
          word_16 <= 32'h00000000;
          word_17 <= 32'h00000000;
          word_18 <= 32'h00000000;
          word_19 <= 32'h00000000;
          word_20 <= 32'h00000000;
          word_21 <= 32'h00000000;
          low <= 32'h00000000;
          high <= 32'h00000000;
          has_fault <= 1'b0;
          phase <= PHASE_IDLE;
        end
        default: ;
      endcase
    end
  end

  always @(posedge clock) begin
    case (phase)
      PHASE_IDLE: begin
        address <= order_first;
        if (order_execute & is_own) begin
          if (is_first_misaligned) begin
            result <= order_first;
          end else if (is_second_misaligned) begin
            result <= order_second;
          end
        end
      end
      PHASE_LOADED: begin
        if (load_done) begin
          address <= address + 32'h00000004;
          if (load_cause[4] & !is_stream) begin
            result <= address;
          end
        end
      end
      PHASE_ENTRY: address <= order_second;
      PHASE_FLUSH: begin
        if (flushed) begin
          if (is_beyond) begin
            result <= {27'h0000000, brings_entry ? 5'd25 : 5'd1};
          end else if (is_unknown_segment) begin
            result <= 32'h0000000e;
          end
        end
      end
      PHASE_KEY_ANSWER: begin
        if (key_response_valid) begin
          result <= {8'h00, {4'd0, key_response_attribute}, {4'd0, key_response_domain}, {3'd0, key_response_status}};
        end
      end
      PHASE_SETUP: begin
        if (setup_response_valid) begin
          result <= {8'h00, {4'd0, setup_response_attribute}, 8'h00, {3'd0, setup_response_status}};
        end
      end
      default: ;
    endcase
  end

  wire unused = &{1'b0, order_transfer, order_suspend, order_restore, order_domain, order_instruction, order_is_call,
      order_pc, order_next, key_ready, word_0, word_3};

endmodule

`default_nettype wire
