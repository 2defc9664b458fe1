// seal_control
//
// Executes spill and fill: contexts to memory and back, under AES-128-GCM.
//
// Latency: some 200 cycles for each of 13 blocks, and an access for each word.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module seal_control (
  input  wire        clock,
  input  wire        reset,                   // synchronous, active high
  input  wire        order_transfer,          // judge the transfer to `pc`
  input  wire        order_execute,           // execute `instruction`, which is one of custom-0 and may be executed
  input  wire        order_suspend,           // a trap is taken: keep the context of an encrypted domain; domain 0 runs
  input  wire        order_restore,           // `domain` runs from now on, with its context if it is encrypted
  input  wire  [3:0] order_domain,            // restore: the domain; else of no meaning
  input  wire [31:0] order_instruction,
  input  wire [31:0] order_first,             // operand rs1
  input  wire [31:0] order_second,            // operand rs2
  input  wire [31:0] order_pc,
  input  wire [31:0] order_next,              // the address behind it
  input  wire        order_is_call,           // suspend: the trap is a system call
  input  wire        order_is_user,           // execute: in user mode
  output wire        access_valid,            // make it; one at a time. The others stay until the answer, and are 0 while no order is carried out
  output wire  [3:0] access_operation,        // as in a request to the memory unit
  output wire [31:0] access_address,          // virtual, of a word
  output wire [31:0] access_store,            // secret: value of a store
  input  wire        access_done,             // the answer
  input  wire  [4:0] access_cause,            // 0, or 16 + the cause why it failed
  input  wire [31:0] access_word,
  output wire        mode_valid,
  input  wire        mode_ready,
  output wire  [2:0] mode_operation,          // 0 select, 1 configure, 2 cryptomode, 3 retmode, 4 transfer, 5 save, 6 load
  output wire  [3:0] mode_domain,
  output wire        mode_automatic,          // configure: mode follows the regions
  output wire        mode_link,               // cryptomode, retmode: a call that will return
  output wire        mode_has_target,
  output wire [31:0] mode_target,
  output wire [31:0] mode_next,               // address of the instruction that would follow
  input  wire        mode_response_valid,
  output wire        mode_response_ready,
  input  wire  [4:0] mode_response_status,
  input  wire        mode_response_encrypted, // mode of the running domain from now on
  input  wire  [3:0] mode_response_attribute,
  input  wire [31:0] mode_response_pc,        // where execution goes on
  output wire        context_read,            // the word is there in the next cycle
  output wire        context_write,
  output wire  [3:0] context_domain,
  output wire  [4:0] context_index,           // 0 for pc, with bit 0 set after a system call; else the register
  output wire [31:0] context_value,
  input  wire [31:0] context_word,
  output wire        erase,                   // overwrite the context of the domain, until `erased`
  input  wire        erased,
  input  wire        ended,                   // the domain `ended_domain` ends
  input  wire  [3:0] ended_domain,
  input  wire [15:0] random,                  // secret: random bits, while `random_valid`
  input  wire        random_valid,
  output wire        draws,                   // they are taken in every cycle in which there are some
  output wire        busy,                    // an instruction is in work
  output wire        done,                    // it is executed; the rest is meaningful in this cycle
  output wire  [4:0] cause,                   // 0, or 16 + the cause of its exception
  output wire [31:0] value                    // its result, or the address that the exception is about
);

  localparam [3:0] PHASE_IDLE        = 4'd0;
  localparam [3:0] PHASE_MODE        = 4'd1;
  localparam [3:0] PHASE_MODE_ANSWER = 4'd2;
  localparam [3:0] PHASE_PROBE       = 4'd3;
  localparam [3:0] PHASE_PROBED      = 4'd4;
  localparam [3:0] PHASE_BEGIN       = 4'd5;
  localparam [3:0] PHASE_NEXT        = 4'd6;
  localparam [3:0] PHASE_FETCHED     = 4'd7;
  localparam [3:0] PHASE_ACCESS      = 4'd8;
  localparam [3:0] PHASE_ACCESSED    = 4'd9;
  localparam [3:0] PHASE_PUT         = 4'd10;
  localparam [3:0] PHASE_JUDGE       = 4'd11;
  localparam [3:0] PHASE_ERASE       = 4'd12;
  localparam [3:0] PHASE_DONE        = 4'd13;

  localparam [3:0] DATA_OPERATION_LOAD  = 4'd0;
  localparam [3:0] DATA_OPERATION_STORE = 4'd1;
  localparam [3:0] DATA_OPERATION_OR    = 4'd8;

  localparam [1:0] STAGE_CHECK  = 2'd0;
  localparam [1:0] STAGE_WORDS  = 2'd1;
  localparam [1:0] STAGE_COMMIT = 2'd2;

  localparam [3:0] CONTEXT_STATUS_OK          = 4'd0;
  localparam [3:0] CONTEXT_STATUS_NO_CONTEXT  = 4'd3;
  localparam [3:0] CONTEXT_STATUS_IN_USE      = 4'd4;
  localparam [3:0] CONTEXT_STATUS_NO_KEY      = 4'd5;
  localparam [3:0] CONTEXT_STATUS_IMAGES_FULL = 4'd6;

  reg    [3:0] phase;
  reg    [1:0] stage;
  reg    [5:0] position;       // word of the image
  reg   [31:0] word;           // the word in work
  reg   [31:0] low;            // the first word of a pair of the mode state
  reg   [23:0] state;          // what the mode state will be, but for links
  reg          is_automatic;   // the method of the domain
  reg          is_finished;    // the tag is there
  reg          is_named;       // the header is that of the slot
  reg          is_right;       // so is the tag
  reg          has_fault;
  reg    [3:0] fault;          // cause of the exception
  reg    [3:0] answer;
  reg  [127:0] key;            // under which contexts are sealed until reset
  reg    [3:0] drawn;          // random words of the key
  wire         cipher_idle;
  wire  [31:0] cipher_leaving;
  wire  [31:0] cipher_tag;
  wire         slots_full;
  wire   [3:0] slots_slot;
  wire         slots_live;
  wire  [63:0] slots_version;

  assign draws = !drawn[3];
  wire [31:0] name = {16'h0000, {4'd0, slots_slot}, {4'd0, order_first[3:0]}};
  wire is_put = phase == PHASE_PUT;
  wire is_header = !(|position[5:2]);
  wire is_tag = position >= 6'd56;
  wire is_done = phase == PHASE_DONE;

  galois_counter cipher (
    .clock(clock),
    .reset(reset),
    .key(key),
    .nonce({slots_version, name}),
    .start(phase == PHASE_BEGIN),
    .decrypt(order_instruction[25]),
    .take(is_put & !is_header & !is_tag),
    .place(position[1:0]),
    .entering(word),
    .finish((phase == PHASE_NEXT) & cipher_idle & is_tag & !is_finished),
    .wipe(is_done),
    .idle(cipher_idle),
    .leaving(cipher_leaving),
    .tag(cipher_tag)
  );

  wire is_whole = (phase == PHASE_JUDGE) ? is_right : 1'b0;
  wire is_taken = is_whole & (state[1] == is_automatic);

  image_slots slots (
    .clock(clock),
    .reset(reset),
    .open((phase == PHASE_PROBED) & access_done & !access_cause[4]),
    .keep((phase == PHASE_JUDGE) & !order_instruction[25]),
    .choose(is_put & order_instruction[25] & !(|position)),
    .chosen(word[11:8]),
    .domain(order_first[3:0]),
    .past(order_instruction[25]),
    .take((phase == PHASE_JUDGE) & order_instruction[25] & is_taken),
    .ended(ended),
    .ended_domain(ended_domain),
    .full(slots_full),
    .slot(slots_slot),
    .live(slots_live),
    .version(slots_version)
  );

  assign access_valid = (phase == PHASE_PROBE) | (phase == PHASE_ACCESS);
  wire is_probe = (phase == PHASE_PROBE) | (phase == PHASE_PROBED);
  assign access_operation = is_probe ? DATA_OPERATION_OR : order_instruction[25] ? DATA_OPERATION_LOAD
      : DATA_OPERATION_STORE;
  assign access_address = {order_second[31:8], position, 2'd0};

  reg [31:0] header;
  always @* begin
    case (position[1:0])
      2'd0: header = name;
      2'd1: header = slots_version[31:0];
      2'd2: header = slots_version[63:32];
      default: header = 32'h00000000;
    endcase
  end

  wire access_store_t1 = !order_instruction[25] & ((phase == PHASE_ACCESS) | (phase == PHASE_ACCESSED));
  wire [31:0] access_store_t2 = {32{access_store_t1}};
  assign access_store = (is_tag ? cipher_tag : is_header ? header : cipher_leaving) & access_store_t2;
  assign context_domain = order_first[3:0];
  wire [5:0] context_index_t1 = position - 6'd4;
  assign context_index = context_index_t1[4:0];
  assign context_read = (phase == PHASE_NEXT) & !order_instruction[25];
  wire is_context = !is_header & (position < 6'd36);
  assign context_write = is_put & order_instruction[25] & is_context;
  wire [31:0] opened = (order_instruction[25] & is_put & !is_header & !is_tag) ? cipher_leaving : 32'h00000000;
  assign context_value = opened;
  assign erase = phase == PHASE_ERASE;
  assign mode_valid = phase == PHASE_MODE;
  wire is_word = stage == STAGE_WORDS;
  wire saves = is_word ? !order_instruction[25] : (stage == STAGE_CHECK);
  assign mode_operation = saves ? 3'd5 : 3'd6;
  assign mode_domain = order_first[3:0];
  assign mode_automatic = 1'b0;
  wire is_second = position[0];
  assign mode_link = is_word & is_second;
  assign mode_has_target = 1'b0;
  wire [5:0] pair_t1 = position - 6'd36;
  wire [3:0] pair = pair_t1[4:1];
  assign mode_target = {{4'd0, pair} & {8{is_word}}, is_word ? word[23:0] : state};
  assign mode_next = low;
  assign mode_response_ready = phase == PHASE_MODE_ANSWER;
  assign busy = phase != PHASE_IDLE;
  assign done = is_done;
  assign cause = {has_fault, fault} & {5{has_fault}};
  wire is_misaligned = |order_second[7:0];
  assign value = has_fault ? (is_misaligned ? order_second : access_address) : {28'h0000000, answer};
  wire is_own = order_execute & order_instruction[13];
  wire is_domain = (|order_first[3:0]) & !(|order_first[31:4]);
  wire is_in_use = mode_response_pc[0] | (|mode_response_pc[23:16]);
  wire [3:0] verdict = order_instruction[25] ? (is_in_use ? CONTEXT_STATUS_IN_USE : CONTEXT_STATUS_OK) : !is_in_use
      ? CONTEXT_STATUS_NO_CONTEXT : !drawn[3] ? CONTEXT_STATUS_NO_KEY : slots_full ? CONTEXT_STATUS_IMAGES_FULL
      : CONTEXT_STATUS_OK;
  wire is_pair = !is_header & !is_context & (position < 6'd54);
  wire ends_header = order_instruction[25] & (position == 6'd3);
  wire names = (|position[1:0]) ? (word == header) : ((word[7:0] == {4'd0, order_first[3:0]}) & !(|word[31:12]));
  wire is_stale = ends_header & !(is_named & names & slots_live);
  wire loads_pair = order_instruction[25] & is_pair & is_second & (|pair);

  always @(posedge clock) begin
    if (reset) begin
      phase <= PHASE_IDLE;
      stage <= STAGE_CHECK;
      position <= 6'd0;
      word <= 32'h00000000;
      low <= 32'h00000000;
      state <= 24'h000000;
      is_automatic <= 1'b0;
      is_finished <= 1'b0;
      is_named <= 1'b1;
      is_right <= 1'b1;
      has_fault <= 1'b0;
      fault <= 4'd0;
      answer <= 4'd0;
      key <= 128'h0;
      drawn <= 4'd0;
    end else begin
      if (!drawn[3] & random_valid) begin
        key <= {random, key[127:16]};
        drawn <= drawn + 4'd1;
      end
      case (phase)
        PHASE_IDLE: begin
          if (is_own) begin
            has_fault <= is_misaligned;
            fault <= order_instruction[25] ? 4'd4 : 4'd6;
            answer <= 4'd2;
            phase <= (is_misaligned | !is_domain) ? PHASE_DONE : PHASE_MODE;
          end
        end
        PHASE_MODE: begin
          if (mode_ready) begin
            phase <= PHASE_MODE_ANSWER;
          end
        end
        PHASE_MODE_ANSWER: begin
          if (mode_response_valid) begin
            case (stage)
              STAGE_CHECK: begin
                is_automatic <= mode_response_pc[1];
                answer <= verdict;
                phase <= (verdict != CONTEXT_STATUS_OK) ? PHASE_DONE : order_instruction[25] ? PHASE_NEXT : PHASE_PROBE;
              end
              STAGE_WORDS: begin
                if (order_instruction[25]) begin
                  position <= position + 6'd1;
                  phase <= PHASE_NEXT;
                end else begin
                  word <= mode_response_pc;
                  phase <= PHASE_ACCESS;
                end
              end
              STAGE_COMMIT: phase <= order_instruction[25] ? PHASE_DONE : PHASE_ERASE;
              default: ;
            endcase
          end
        end
        PHASE_PROBE: phase <= PHASE_PROBED;
        PHASE_PROBED: begin
          if (access_done) begin
            if (access_cause[4]) begin
              has_fault <= 1'b1;
              fault <= access_cause[3:0];
              phase <= PHASE_DONE;
            end else begin
              phase <= PHASE_BEGIN;
            end
          end
        end
        PHASE_BEGIN: phase <= PHASE_NEXT;
        PHASE_NEXT: begin
          if (cipher_idle) begin
            if (is_tag & !is_finished) begin
              is_finished <= 1'b1;
            end else begin
              word <= 32'h00000000;
              stage <= STAGE_WORDS;
              phase <= order_instruction[25] ? PHASE_ACCESS : is_pair ? PHASE_MODE : is_context ? PHASE_FETCHED
                  : PHASE_ACCESS;
            end
          end
        end
        PHASE_FETCHED: begin
          word <= context_word;
          phase <= PHASE_ACCESS;
        end
        PHASE_ACCESS: phase <= PHASE_ACCESSED;
        PHASE_ACCESSED: begin
          if (access_done) begin
            if (access_cause[4]) begin
              has_fault <= 1'b1;
              fault <= access_cause[3:0];
              phase <= (order_instruction[25] & !is_header) ? PHASE_ERASE : PHASE_DONE;
            end else begin
              if (order_instruction[25]) begin
                word <= access_word;
              end
              phase <= PHASE_PUT;
            end
          end
        end
        PHASE_PUT: begin
          if (is_stale) begin
            answer <= 4'd7;
            phase <= PHASE_DONE;
          end else begin
            phase <= loads_pair ? PHASE_MODE : ends_header ? PHASE_BEGIN : (position == 6'd59) ? PHASE_JUDGE
                : PHASE_NEXT;
          end
          if (!loads_pair) begin
            position <= position + 6'd1;
          end
          if (order_instruction[25] & is_header) begin
            is_named <= is_named & names;
          end
          if (order_instruction[25] & is_tag) begin
            is_right <= is_right & (word == cipher_tag);
          end
          if (order_instruction[25] & is_pair) begin
            if (is_second) begin
              word <= opened;
            end else begin
              low <= opened;
              if (!(|pair)) begin
                state <= opened[23:0];
              end
            end
          end
        end
        PHASE_JUDGE: begin
          stage <= STAGE_COMMIT;
          if (order_instruction[25] & !is_taken) begin
            answer <= is_whole ? 4'd9 : 4'd8;
            phase <= PHASE_ERASE;
          end else begin
            phase <= PHASE_MODE;
          end
        end
        PHASE_ERASE: begin
          if (erased) begin
            phase <= PHASE_DONE;
          end
        end
        PHASE_DONE: begin
          stage <= STAGE_CHECK;
          position <= 6'd0;
          word <= 32'h00000000;
          low <= 32'h00000000;
          state <= 24'h000000;
          is_named <= 1'b1;
          is_right <= 1'b1;
          is_finished <= 1'b0;
          has_fault <= 1'b0;
          phase <= PHASE_IDLE;
        end
        default: ;
      endcase
    end
  end

  wire unused = &{1'b0, mode_response_status, mode_response_encrypted, mode_response_attribute, order_transfer,
      order_suspend, order_restore, order_domain, order_instruction, order_is_call, order_first, order_pc, order_next,
      order_is_user, context_index_t1[5], pair_t1[0], pair_t1[5]};

endmodule

`default_nettype wire
