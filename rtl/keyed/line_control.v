// line_control
//
// Executes line requests one at a time: judges the request against the attribute registers (2 cycles), opens the
// bus burst, and passes the line through the engine or past it. A write-back that is offered while a line is
// read is judged, and goes into the engine, meanwhile.
//
// Latency: 2 cycles from request to judgement, none for a write-back judged ahead; bus and engine decide about
// the rest.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module line_control (
  input  wire         clock,
  input  wire         reset,                   // synchronous, active high
  input  wire         request_valid,
  output wire         request_ready,
  input  wire   [1:0] request_kind,            // 0 fetch, 1 load, 2 storeFill, 3 writeBack
  input  wire         request_encrypted,       // mode of the instruction that caused a fill
  input  wire   [3:0] request_domain,
  input  wire  [25:0] request_virtual_line,    // virtual address / 64
  input  wire  [25:0] request_physical_line,   // physical address / 64
  input  wire         request_protected,       // writeBack: the line was filled under an attribute
  input  wire   [3:0] request_attribute,       // writeBack: which one
  input  wire         store_valid,
  output wire         store_ready,
  input  wire  [63:0] store_data,              // secret
  output wire         response_valid,
  input  wire         response_ready,
  output wire  [63:0] response_data,           // secret
  output wire         response_last,           // final word of the answer
  output wire   [4:0] response_status,         // meaningful with last
  output wire         response_protected,      // identity to keep with the line
  output wire   [3:0] response_attribute,
  input  wire         hold,                    // accept no request: set-up is at work
  output wire         busy,
  input  wire   [3:0] running_domain,
  output wire         judging,                 // `match` is used in this cycle
  output wire   [3:0] match_domain,
  output wire  [25:0] match_line,
  input  wire         match_ordinary,          // an ordinary region contains the line
  input  wire   [3:0] match_ordinary_index,
  input  wire         match_read,              // rights of the ordinary region
  input  wire         match_write,
  input  wire         match_execute,
  input  wire         match_plain_access,
  input  wire         match_ciphered,          // the ordinary region has a cipher
  input  wire         match_fallback,          // a default-key entry contains the line
  input  wire   [3:0] match_fallback_index,
  input  wire         match_fallback_read,     // a default-key entry contains the line and has the right
  input  wire         match_fallback_write,
  input  wire         match_fallback_execute,
  input  wire         match_fallback_ciphered, // the default-key entry has a cipher
  input  wire         match_closed,            // the domain is closed: some region of it says so
  output wire   [3:0] entry_index,
  input  wire         region_valid,            // `region` is in use
  input  wire   [3:0] region_domain,           // owner
  input  wire   [7:0] region_segment,          // name of the region within its domain
  input  wire  [25:0] region_base_line,        // first line
  input  wire  [26:0] region_limit_line,       // line after the last
  input  wire   [1:0] region_algorithm,
  input  wire   [3:0] region_key_slot,
  input  wire  [63:0] region_nonce,            // secret
  input  wire         region_read,
  input  wire         region_write,
  input  wire         region_execute,
  input  wire         region_default_key,      // applies where no ordinary region does, in encrypted mode only
  input  wire         region_plain_access,     // loads and stores from plaintext mode are allowed
  input  wire         region_shared,           // descriptive
  input  wire         region_stack,            // descriptive
  input  wire         region_closed,           // its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions
  output wire         engine_command_valid,    // the line in work, for the engine
  input  wire         engine_command_ready,
  output wire         engine_command_decrypt,
  output wire         engine_command_new_keys, // the keys are not those of the line before: expand them
  output wire [127:0] engine_command_tweak,    // secret: line index in bits 63:0, nonce above
  output wire         engine_aes256,
  input  wire         forget_keys,             // the keys in the engine are not to be used again
  output wire   [3:0] key_slot,
  output wire         to_engine_valid,
  input  wire         to_engine_ready,
  output wire  [63:0] to_engine_data,          // secret
  input  wire         from_engine_valid,
  output wire         from_engine_ready,
  input  wire  [63:0] from_engine_data,        // secret
  output wire         axi_ar_valid,            // read address
  input  wire         axi_ar_ready,
  output wire  [31:0] axi_ar_addr,
  output wire   [7:0] axi_ar_len,              // beats - 1
  output wire   [2:0] axi_ar_size,             // log2 of the bytes in a beat
  output wire   [1:0] axi_ar_burst,
  input  wire         axi_r_valid,             // read data
  output wire         axi_r_ready,
  input  wire  [63:0] axi_r_data,
  input  wire   [1:0] axi_r_resp,
  input  wire         axi_r_last,
  output wire         axi_aw_valid,            // write address
  input  wire         axi_aw_ready,
  output wire  [31:0] axi_aw_addr,
  output wire   [7:0] axi_aw_len,              // beats - 1
  output wire   [2:0] axi_aw_size,             // log2 of the bytes in a beat
  output wire   [1:0] axi_aw_burst,
  output wire         axi_w_valid,             // write data
  input  wire         axi_w_ready,
  output wire  [63:0] axi_w_data,
  output wire   [7:0] axi_w_strb,
  output wire         axi_w_last,
  input  wire         axi_b_valid,             // write response
  output wire         axi_b_ready,
  input  wire   [1:0] axi_b_resp
);

  localparam [2:0] PHASE_IDLE    = 3'd0;
  localparam [2:0] PHASE_MATCH   = 3'd1;
  localparam [2:0] PHASE_DECIDE  = 3'd2;
  localparam [2:0] PHASE_READ    = 3'd3;
  localparam [2:0] PHASE_WRITE   = 3'd4;
  localparam [2:0] PHASE_DRAIN   = 3'd5;
  localparam [2:0] PHASE_RESPOND = 3'd6;

  localparam [1:0] LINE_KIND_FETCH      = 2'd0;
  localparam [1:0] LINE_KIND_LOAD       = 2'd1;
  localparam [1:0] LINE_KIND_WRITE_BACK = 2'd3;

  localparam [1:0] ALGORITHM_NONE       = 2'd0;
  localparam [1:0] ALGORITHM_AES256_XTS = 2'd2;

  localparam [2:0] LINE_STATUS_OK                 = 3'd0;
  localparam [2:0] LINE_STATUS_NO_REGION          = 3'd1;
  localparam [2:0] LINE_STATUS_ACCESS_DENIED      = 3'd2;
  localparam [2:0] LINE_STATUS_PLAIN_MODE_DENIED  = 3'd3;
  localparam [2:0] LINE_STATUS_DOMAIN_NOT_RUNNING = 3'd4;
  localparam [2:0] LINE_STATUS_OUTSIDE_REGION     = 3'd5;
  localparam [2:0] LINE_STATUS_WRONG_DOMAIN       = 3'd6;
  localparam [2:0] LINE_STATUS_BUS_ERROR          = 3'd7;

  localparam [1:0] AHEAD_NOTHING = 2'd0;
  localparam [1:0] AHEAD_MATCH   = 2'd1;
  localparam [1:0] AHEAD_DECIDE  = 2'd2;
  localparam [1:0] AHEAD_JUDGED  = 2'd3;

  reg  [2:0] phase;
  reg  [1:0] ahead;                     // how far the write-back is that is offered next
  reg  [1:0] current_kind;              // 0 fetch, 1 load, 2 storeFill, 3 writeBack
  reg        current_encrypted;         // mode of the instruction that caused a fill
  reg  [3:0] current_domain;
  reg [25:0] current_virtual_line;      // virtual address / 64
  reg [25:0] current_physical_line;     // physical address / 64
  reg        current_protected;         // writeBack: the line was filled under an attribute
  reg  [3:0] current_attribute;         // writeBack: which one
  reg        matched_ordinary;          // an ordinary region contains the line
  reg  [3:0] matched_ordinary_index;
  reg        matched_read;              // rights of the ordinary region
  reg        matched_write;
  reg        matched_execute;
  reg        matched_plain_access;
  reg        matched_ciphered;          // the ordinary region has a cipher
  reg        matched_fallback;          // a default-key entry contains the line
  reg  [3:0] matched_fallback_index;
  reg        matched_fallback_read;     // a default-key entry contains the line and has the right
  reg        matched_fallback_write;
  reg        matched_fallback_execute;
  reg        matched_fallback_ciphered; // the default-key entry has a cipher
  reg        matched_closed;            // the domain is closed: some region of it says so
  reg  [3:0] index;                     // attribute register of the line in work
  reg  [2:0] status;
  reg        is_protected;              // identity of the line in work
  reg  [3:0] attribute;
  reg        enciphered;                // the line goes through the engine
  reg        starting;                  // the engine has not taken the line yet
  reg        kept_keys;                 // the engine holds the keys of `kept_slot`, expanded
  reg  [3:0] kept_slot;
  reg        kept_aes256;               // they are 32 bytes
  reg        commanded;                 // the engine has taken the write-back that is offered next
  reg  [3:0] words_ahead;               // words of it that the engine has
  reg        address_pending;           // the bus has not taken the address yet
  reg  [3:0] beats;                     // bus beats so far
  reg  [3:0] words;                     // core words so far
  reg        failed;                    // a bus error was seen

  assign judging = phase == PHASE_MATCH;
  assign match_domain = current_domain;
  assign match_line = current_virtual_line;
  assign entry_index = index;
  assign engine_command_valid = starting;
  wire is_write_back = current_kind == LINE_KIND_WRITE_BACK;
  assign engine_command_decrypt = !is_write_back;
  assign engine_command_new_keys = !(kept_keys & (kept_slot == region_key_slot));
  assign engine_aes256 = starting ? (region_algorithm == ALGORITHM_AES256_XTS) : kept_aes256;
  assign key_slot = starting ? region_key_slot : kept_slot;
  wire [25:0] line_index = current_virtual_line - region_base_line;
  assign engine_command_tweak = {region_nonce, {38'h0000000000, line_index}};
  wire reading = phase == PHASE_READ;
  assign axi_ar_valid = reading & address_pending;
  assign axi_ar_addr = {current_physical_line, 6'd0};
  assign axi_ar_len = 8'h07;
  assign axi_ar_size = 3'd3;
  assign axi_ar_burst = 2'd1;
  wire writing = phase == PHASE_WRITE;
  assign axi_aw_valid = writing & address_pending;
  assign axi_aw_addr = {current_physical_line, 6'd0};
  assign axi_aw_len = 8'h07;
  assign axi_aw_size = 3'd3;
  assign axi_aw_burst = 2'd1;
  wire incoming = reading ? (axi_r_valid & !beats[3]) : (writing & store_valid & !words[3]);
  wire feeds_ahead = reading & enciphered & !(!beats[3]) & commanded & !words_ahead[3];
  assign to_engine_valid = (enciphered & incoming) | (feeds_ahead & store_valid);
  assign to_engine_data = (reading & !beats[3]) ? axi_r_data : store_data;
  wire taken = reading ? response_ready : (axi_w_ready & !beats[3]);
  assign from_engine_ready = enciphered & taken & (reading | writing);
  wire input_ready = enciphered ? to_engine_ready : taken;
  assign axi_r_ready = reading & !beats[3] & input_ready;
  assign store_ready = (writing & !words[3] & input_ready) | (phase == PHASE_DRAIN) | (feeds_ahead & to_engine_ready);
  wire outgoing = enciphered ? from_engine_valid : incoming;
  wire sending = writing & outgoing & !beats[3];
  assign axi_w_valid = sending;
  wire [63:0] out_data = enciphered ? from_engine_data : to_engine_data;
  assign axi_w_data = sending ? out_data : 64'h0000000000000000;
  assign axi_w_strb = 8'hff;
  wire last_beat = beats == 4'd7;
  assign axi_w_last = last_beat;
  assign axi_b_ready = writing & !(!beats[3]) & !address_pending;
  wire answering = phase == PHASE_RESPOND;
  wire delivering = reading & outgoing;
  assign response_valid = answering | delivering;
  assign response_data = delivering ? out_data : 64'h0000000000000000;
  wire last_word = words == 4'd7;
  assign response_last = answering | last_word;
  wire beat_failed = (|axi_r_resp) | (axi_r_last != last_beat);
  assign response_status = (answering | last_word) ? {2'd0, (reading & (failed | (!enciphered & beat_failed)))
      ? LINE_STATUS_BUS_ERROR : status} : 5'd0;
  assign response_protected = reading & is_protected;
  assign response_attribute = reading ? attribute : 4'd0;
  wire is_judged = ahead == AHEAD_JUDGED;
  wire request_ready_t1 = ahead == AHEAD_NOTHING;
  assign request_ready = (phase == PHASE_IDLE) & !hold & (is_judged | request_ready_t1);
  assign busy = (phase != PHASE_IDLE) | (ahead != AHEAD_NOTHING);
  wire engine_command_fire = engine_command_valid & engine_command_ready;
  wire looks_ahead = reading & !starting & !address_pending & request_ready_t1 & request_valid
      & (request_kind == LINE_KIND_WRITE_BACK);
  wire request_fire = request_valid & request_ready;
  wire begins = (phase == PHASE_DECIDE) | (request_fire & is_judged);
  wire [2:0] write_back_status = !current_protected ? LINE_STATUS_OK : !region_valid ? LINE_STATUS_NO_REGION
      : (region_domain != current_domain) ? LINE_STATUS_WRONG_DOMAIN :
      !((region_base_line <= current_virtual_line) & ({1'b0, current_virtual_line} < region_limit_line))
      ? LINE_STATUS_OUTSIDE_REGION : LINE_STATUS_OK;
  wire domain_runs = current_domain == running_domain;
  wire is_fetch = current_kind == LINE_KIND_FETCH;
  wire is_load = current_kind == LINE_KIND_LOAD;
  wire by_default = !matched_ordinary & matched_fallback & current_encrypted;
  wire is_shut = matched_closed & !current_virtual_line[25];
  wire [2:0] fill_status_t1 = ((matched_ordinary & !(is_fetch ? matched_execute
      : (matched_write | (is_load & matched_read)))) | (by_default &
      !(is_fetch ? matched_fallback_execute : (matched_fallback_write | (is_load & matched_fallback_read)))))
      ? LINE_STATUS_ACCESS_DENIED : (!(matched_ordinary | by_default) & current_encrypted & (is_fetch | is_shut))
      ? LINE_STATUS_NO_REGION : LINE_STATUS_OK;
  wire [2:0] fill_status = !domain_runs ? LINE_STATUS_DOMAIN_NOT_RUNNING
      : (matched_ordinary & !current_encrypted & !(!is_fetch & matched_plain_access)) ? LINE_STATUS_PLAIN_MODE_DENIED
      : fill_status_t1;
  wire [2:0] verdict = is_write_back ? write_back_status : fill_status;
  wire accepted = verdict == LINE_STATUS_OK;
  wire under_attribute = accepted & (is_write_back ? current_protected : (matched_ordinary | by_default));
  wire is_ciphered = is_write_back ? (region_algorithm != ALGORITHM_NONE) : matched_ordinary ? matched_ciphered
      : matched_fallback_ciphered;
  wire needs_engine = under_attribute & is_ciphered;
  wire axi_ar_fire = axi_ar_valid & axi_ar_ready;
  wire axi_aw_fire = axi_aw_valid & axi_aw_ready;
  wire axi_r_fire = axi_r_valid & axi_r_ready;
  wire axi_w_fire = axi_w_valid & axi_w_ready;
  wire response_fire = response_valid & response_ready;
  wire store_fire = store_valid & store_ready;
  wire axi_b_fire = axi_b_valid & axi_b_ready;

  always @(posedge clock) begin
    if (reset) begin
      phase <= PHASE_IDLE;
      ahead <= AHEAD_NOTHING;
      index <= 4'd0;
      is_protected <= 1'b0;
      attribute <= 4'd0;
      enciphered <= 1'b0;
      starting <= 1'b0;
      kept_keys <= 1'b0;
      kept_slot <= 4'd0;
      kept_aes256 <= 1'b0;
      commanded <= 1'b0;
      words_ahead <= 4'd0;
      address_pending <= 1'b0;
      beats <= 4'd0;
      words <= 4'd0;
      failed <= 1'b0;
    end else begin
      if (engine_command_fire) begin
        kept_slot <= region_key_slot;
        kept_aes256 <= region_algorithm == ALGORITHM_AES256_XTS;
      end
      kept_keys <= !forget_keys & (kept_keys | engine_command_fire);
      if (looks_ahead | (request_fire & !is_judged)) begin
        index <= request_attribute;
      end else if ((phase == PHASE_MATCH) & !is_write_back) begin
        index <= match_ordinary ? match_ordinary_index : match_fallback_index;
      end
      case (ahead)
        AHEAD_NOTHING: begin
          if (looks_ahead) begin
            ahead <= AHEAD_MATCH;
          end
        end
        AHEAD_MATCH: ahead <= AHEAD_DECIDE;
        AHEAD_DECIDE: ahead <= AHEAD_JUDGED;
        AHEAD_JUDGED: begin
          if (request_fire) begin
            ahead <= AHEAD_NOTHING;
          end
        end
      endcase
      commanded <= is_judged & !request_fire & (commanded | engine_command_fire);
      if (begins) begin
        is_protected <= under_attribute;
        attribute <= under_attribute ? index : 4'd0;
        enciphered <= needs_engine;
        address_pending <= accepted;
        failed <= 1'b0;
        beats <= 4'd0;
        words <= words_ahead;
        words_ahead <= 4'd0;
        starting <= needs_engine & !commanded & !engine_command_fire;
      end else begin
        if (axi_ar_fire | axi_aw_fire) begin
          address_pending <= 1'b0;
        end
        if (axi_r_fire & beat_failed) begin
          failed <= 1'b1;
        end
        if (axi_r_fire | axi_w_fire) begin
          beats <= beats + 4'd1;
        end
        if (response_fire | (store_fire & !reading)) begin
          words <= words + 4'd1;
        end
        if (store_fire & reading) begin
          words_ahead <= words_ahead + 4'd1;
        end
        if (ahead == AHEAD_DECIDE) begin
          starting <= needs_engine & !(!(kept_keys & (kept_slot == region_key_slot)));
        end else if (engine_command_fire) begin
          starting <= 1'b0;
        end
      end
      case (phase)
        PHASE_IDLE: begin
          if (request_fire) begin
            if (is_judged) begin
              if (is_write_back) begin
                if (accepted) begin
                  phase <= PHASE_WRITE;
                end else begin
                  phase <= PHASE_DRAIN;
                end
              end else if (accepted) begin
                phase <= PHASE_READ;
              end else begin
                phase <= PHASE_RESPOND;
              end
            end else begin
              phase <= PHASE_MATCH;
            end
          end
        end
        PHASE_MATCH: phase <= PHASE_DECIDE;
        PHASE_DECIDE: begin
          if (is_write_back) begin
            if (accepted) begin
              phase <= PHASE_WRITE;
            end else begin
              phase <= PHASE_DRAIN;
            end
          end else if (accepted) begin
            phase <= PHASE_READ;
          end else begin
            phase <= PHASE_RESPOND;
          end
        end
        PHASE_READ: begin
          if (response_fire & last_word) begin
            phase <= PHASE_IDLE;
          end
        end
        PHASE_WRITE: begin
          if (axi_b_fire) begin
            phase <= PHASE_RESPOND;
          end
        end
        PHASE_DRAIN: begin
          if (store_fire & last_word) begin
            phase <= PHASE_RESPOND;
          end
        end
        PHASE_RESPOND: begin
          if (response_fire) begin
            phase <= PHASE_IDLE;
          end
        end
        default: ;
      endcase
    end
  end

  always @(posedge clock) begin
    if (looks_ahead | (request_fire & !is_judged)) begin
      current_kind <= request_kind;
      current_encrypted <= request_encrypted;
      current_domain <= request_domain;
      current_virtual_line <= request_virtual_line;
      current_physical_line <= request_physical_line;
      current_protected <= request_protected;
      current_attribute <= request_attribute;
    end
    if (phase == PHASE_MATCH) begin
      matched_ordinary <= match_ordinary;
      matched_ordinary_index <= match_ordinary_index;
      matched_read <= match_read;
      matched_write <= match_write;
      matched_execute <= match_execute;
      matched_plain_access <= match_plain_access;
      matched_ciphered <= match_ciphered;
      matched_fallback <= match_fallback;
      matched_fallback_index <= match_fallback_index;
      matched_fallback_read <= match_fallback_read;
      matched_fallback_write <= match_fallback_write;
      matched_fallback_execute <= match_fallback_execute;
      matched_fallback_ciphered <= match_fallback_ciphered;
      matched_closed <= match_closed;
    end
    if (begins) begin
      status <= verdict;
    end else if (axi_b_fire & (|axi_b_resp)) begin
      status <= LINE_STATUS_BUS_ERROR;
    end
  end

  wire unused = &{1'b0, current_attribute, matched_ordinary_index, matched_fallback_index, region_segment, region_read,
      region_write, region_execute, region_default_key, region_plain_access, region_shared, region_stack,
      region_closed};

`ifdef VERILATOR
  reg        request_waited;
  reg [63:0] request_last_offer;

  always @(posedge clock) begin
    if (reset) begin
      request_waited <= 1'b0;
    end else begin
      request_waited <= request_valid & !request_ready;
    end
  end

  always @(posedge clock) begin
    request_last_offer <= {request_kind, request_encrypted, request_domain, request_virtual_line,
        request_physical_line, request_protected, request_attribute};
  end

  always @(posedge clock) begin
    if (!reset) begin
      assert_no_word_past_the_line: assert (!(writing & !words[3] & beats[3]))
        else $error("%m: property no_word_past_the_line does not hold");
      assume_request_keeps_offers: assert (!request_waited | (request_valid
          & ({request_kind, request_encrypted, request_domain, request_virtual_line, request_physical_line,
          request_protected, request_attribute} == request_last_offer)))
        else $error("%m: assumption request_keeps_offers does not hold");
      assert_ahead_only_write_backs: assert (request_ready_t1 | is_write_back)
        else $error("%m: property ahead_only_write_backs does not hold");
      assert_ahead_of_the_next_request: assert (request_ready_t1 | reading | (phase == PHASE_IDLE))
        else $error("%m: property ahead_of_the_next_request does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
