// unwrap_unit
//
// Opens key entries (RSAES-OAEP, RFC 8017) with the secret key in the fuses and installs their regions.
// What leaves it before that is a status, after a number of cycles that no secret decides about.
//
// Latency: what the private operation takes, and some thousands of cycles.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module unwrap_unit (
  input  wire         clock,
  input  wire         reset,                        // synchronous, active high
  input  wire         command_valid,                // setck and setk; stays until it is accepted, when all is decided
  output wire         command_ready,
  input  wire         command_whole,                // setck: the key of the whole process; else setk
  input  wire   [3:0] command_domain,               // owner; 0 creates one
  input  wire   [7:0] command_segment,
  input  wire  [31:0] command_base,                 // first byte
  input  wire  [32:0] command_bound,                // size in bytes, or limit
  input  wire         command_bound_is_limit,
  input  wire         entry_valid,                  // the key entry, after its command was offered
  output wire         entry_ready,
  input  wire  [63:0] entry_data,                   // the first byte in bits 7:0
  input  wire         entry_last,                   // nothing follows
  output wire         response_valid,
  input  wire         response_ready,
  output wire   [4:0] response_status,
  output wire   [3:0] response_domain,              // owner of the region; 0 when refused
  output wire   [3:0] response_attribute,           // register that was filled; 0 when refused
  input  wire         other_valid,                  // setik, keyclr and the end of a domain: every install is taken as immediate
  output wire         other_ready,
  input  wire   [1:0] other_operation,              // 0 install, 1 clear, 2 clearDomain
  input  wire   [3:0] other_domain,
  input  wire   [7:0] other_segment,
  input  wire  [31:0] other_base,                   // first byte
  input  wire  [32:0] other_bound,                  // size in bytes, or limit
  input  wire         other_bound_is_limit,
  input  wire   [7:0] other_algorithm,
  input  wire  [63:0] other_nonce,                  // secret
  input  wire         other_read,
  input  wire         other_write,
  input  wire         other_execute,
  input  wire         other_default_key,
  input  wire         other_plain_access,
  input  wire         other_shared,
  input  wire         other_stack,
  input  wire         other_closed,
  input  wire         other_immediate,              // plaintext key from the program itself: encrypted mode only
  input  wire         other_share_key,              // use the key of keySegment
  input  wire   [7:0] other_key_segment,
  input  wire   [6:0] other_key_bytes,
  input  wire [511:0] other_key,                    // secret: byte 0 in bits 7:0
  output wire         other_response_valid,
  input  wire         other_response_ready,
  output wire   [4:0] other_response_status,
  output wire   [3:0] other_response_attribute,     // register that an install filled
  output wire         setup_valid,                  // to the encryption unit
  input  wire         setup_ready,
  output wire   [1:0] setup_operation,              // 0 install, 1 clear, 2 clearDomain
  output wire   [3:0] setup_domain,
  output wire   [7:0] setup_segment,
  output wire  [31:0] setup_base,                   // first byte
  output wire  [32:0] setup_bound,                  // size in bytes, or limit
  output wire         setup_bound_is_limit,
  output wire   [7:0] setup_algorithm,
  output wire  [63:0] setup_nonce,                  // secret
  output wire         setup_read,
  output wire         setup_write,
  output wire         setup_execute,
  output wire         setup_default_key,
  output wire         setup_plain_access,
  output wire         setup_shared,
  output wire         setup_stack,
  output wire         setup_closed,
  output wire         setup_immediate,              // plaintext key from the program itself: encrypted mode only
  output wire         setup_share_key,              // use the key of keySegment
  output wire   [7:0] setup_key_segment,
  output wire   [6:0] setup_key_bytes,
  output wire [511:0] setup_key,                    // secret: byte 0 in bits 7:0
  input  wire         setup_response_valid,
  output wire         setup_response_ready,
  input  wire   [4:0] setup_response_status,
  input  wire   [3:0] setup_response_attribute,     // register that an install filled
  input  wire   [3:0] running_domain,
  input  wire         running_encrypted,
  input  wire         power_command_valid,          // a program's exponentiation; refused outside encrypted mode
  output wire         power_command_ready,
  input  wire   [1:0] power_command_operation,      // 0 power, 1 encrypt, 2 decrypt
  input  wire   [6:0] power_command_words,          // words of 64 bits in the modulus
  input  wire   [6:0] power_command_exponent_words, // the same of the exponent; for `power` only
  input  wire         power_operand_valid,
  output wire         power_operand_ready,
  input  wire   [1:0] power_operand_operand,        // 0 base or operand, 1 exponent, 2 modulus
  input  wire   [5:0] power_operand_index,          // 0 for the least significant word
  input  wire  [63:0] power_operand_word,           // secret
  input  wire         power_request_valid,
  output wire         power_request_ready,
  input  wire   [5:0] power_request_index,          // 0 for the least significant word
  output wire         power_result_valid,
  input  wire         power_result_ready,
  output wire  [63:0] power_result_word,            // secret: zero unless the status is `done` and both copies agree
  output wire         power_result_damaged,         // the two copies of the result do not agree: the result is lost
  output wire   [2:0] power_status,                 // of the program's last operation, while `power_idle`
  output wire         power_idle,                   // the running program may use the exponentiator, and it does nothing
  output wire         restricts,                    // secret: the region that set-up has just installed has entry points
  output wire         hands_over,                   // the entry points of that region are on their way
  output wire         point_write,                  // `point` is number `point_index`
  output wire   [2:0] point_index,
  output wire         point_is_used,                // secret
  output wire  [31:0] point_offset,                 // secret: from the base of the region
  output wire   [7:0] fuse_address,
  input  wire  [63:0] fuse                          // secret: the fuses at `fuse_address` one cycle before
);

  localparam [4:0] PHASE_IDLE          = 5'd0;
  localparam [4:0] PHASE_CHECK_FUSES   = 5'd1;
  localparam [4:0] PHASE_RECEIVE       = 5'd2;
  localparam [4:0] PHASE_DROP          = 5'd3;
  localparam [4:0] PHASE_DECRYPT       = 5'd4;
  localparam [4:0] PHASE_AWAIT         = 5'd5;
  localparam [4:0] PHASE_CLEAR         = 5'd6;
  localparam [4:0] PHASE_CLEARED       = 5'd7;
  localparam [4:0] PHASE_DECODE        = 5'd8;
  localparam [4:0] PHASE_BEGIN_CODE    = 5'd9;
  localparam [4:0] PHASE_READ_FIELD    = 5'd10;
  localparam [4:0] PHASE_FEED_FIELD    = 5'd11;
  localparam [4:0] PHASE_AWAIT_CODE    = 5'd12;
  localparam [4:0] PHASE_READ_CODE     = 5'd13;
  localparam [4:0] PHASE_COMPARE_CODE  = 5'd14;
  localparam [4:0] PHASE_COMPARE_OWNER = 5'd15;
  localparam [4:0] PHASE_JUDGE         = 5'd16;
  localparam [4:0] PHASE_INSTALL       = 5'd17;
  localparam [4:0] PHASE_ANSWER        = 5'd18;
  localparam [4:0] PHASE_RECORD        = 5'd19;
  localparam [4:0] PHASE_RECORDED      = 5'd20;
  localparam [4:0] PHASE_WIPE          = 5'd21;
  localparam [4:0] PHASE_WIPED         = 5'd22;
  localparam [4:0] PHASE_RESPOND       = 5'd23;
  localparam [4:0] PHASE_PASS          = 5'd24;
  localparam [4:0] PHASE_PASS_ANSWER   = 5'd25;
  localparam [4:0] PHASE_FORGET        = 5'd26;
  localparam [4:0] PHASE_TAKEN         = 5'd27;

  localparam [2:0] EXPONENTIATION_STATUS_EMPTY        = 3'd0;
  localparam [2:0] EXPONENTIATION_STATUS_DONE         = 3'd1;
  localparam [2:0] EXPONENTIATION_STATUS_OUT_OF_RANGE = 3'd3;

  reg    [4:0] phase;
  reg          awaits;
  reg          awaits_not;
  reg    [5:0] words_value;
  reg    [5:0] words_inverse;
  reg    [5:0] position;                           // word of the entry, or of its fields
  reg          code_wrong;
  reg          code_right;
  reg    [4:0] status;
  reg    [3:0] answer_domain;
  reg    [3:0] answer_attribute;
  reg          is_used;                            // the exponentiator holds something of domain `user`
  reg          gives;                              // it changes its user: what it holds is overwritten in this cycle
  reg    [3:0] user;
  wire         exponentiator_command_ready;
  wire         exponentiator_operand_word_ready;
  wire         exponentiator_result_request_ready;
  wire         exponentiator_result_valid;
  wire  [63:0] exponentiator_result_word;
  wire         exponentiator_result_damaged;
  wire   [2:0] exponentiator_status;
  wire         exponentiator_idle;
  wire   [7:0] exponentiator_fuse_address;
  wire         fuse_check_done;
  wire         fuse_check_valid;
  wire   [5:0] fuse_check_words;
  wire   [7:0] fuse_check_address;
  wire         fuse_check_digest_start;
  wire         fuse_check_digest_word_valid;
  wire  [63:0] fuse_check_digest_word_data;
  wire         fuse_check_digest_word_last;
  wire   [3:0] fuse_check_digest_word_bytes;
  wire         decoder_start;
  wire         decoder_idle;
  wire         decoder_bad;
  wire         decoder_damaged;
  wire         decoder_result_request_valid;
  wire   [5:0] decoder_result_request_index;
  wire         decoder_result_ready;
  wire         decoder_digest_start;
  wire         decoder_digest_word_valid;
  wire  [63:0] decoder_digest_word_data;
  wire         decoder_digest_word_last;
  wire   [3:0] decoder_digest_word_bytes;
  wire         decoder_message_valid;
  wire   [4:0] decoder_message_index;
  wire  [63:0] decoder_message_word;
  wire  [63:0] fields_read_word;
  wire         fields_ready;
  wire         fields_unknown_version;
  wire         fields_malformed;
  wire   [7:0] fields_algorithm;
  wire   [6:0] fields_key_bytes;
  wire   [2:0] fields_rights;
  wire   [4:0] fields_flags;
  wire   [3:0] fields_point_count;
  wire  [31:0] fields_lines;
  wire  [31:0] fields_base;
  wire  [63:0] fields_nonce;
  wire [255:0] fields_owner;
  wire [511:0] fields_key;
  wire   [3:0] domain_owners_domain;
  wire         domain_owners_idle;
  wire         domain_owners_exists;
  wire         domain_owners_damaged;
  wire         domain_owners_differs;
  wire         domain_owners_full;
  wire   [3:0] domain_owners_free;
  wire         hash_word_ready;
  wire         hash_valid;
  wire [255:0] hash_digest;

  wire checks = phase == PHASE_CHECK_FUSES;
  assign fuse_address = checks ? fuse_check_address : exponentiator_fuse_address;
  wire receives = phase == PHASE_RECEIVE;
  wire is_expected = position < words_value;
  assign entry_ready = (receives & (!is_expected | exponentiator_operand_word_ready)) | (phase == PHASE_DROP);
  assign power_operand_ready = exponentiator_operand_word_ready & power_idle;
  wire is_idle = phase == PHASE_IDLE;
  wire user_changes = is_used & (user != running_domain);
  wire grants = is_idle & !command_valid & running_encrypted & !user_changes & !gives;
  assign power_idle = grants & exponentiator_idle;
  assign power_status = ((grants ? exponentiator_status : 3'd0) <= 3'd5) ? (grants ? exponentiator_status : 3'd0)
      : EXPONENTIATION_STATUS_EMPTY;
  assign power_command_ready = grants & exponentiator_command_ready;
  assign power_request_ready = grants & exponentiator_result_request_ready;
  assign power_result_valid = grants & exponentiator_result_valid;
  wire [63:0] power_result_word_t1 = {64{grants}};
  assign power_result_word = exponentiator_result_word & power_result_word_t1;
  assign power_result_damaged = exponentiator_result_damaged & grants;
  wire decrypts = phase == PHASE_DECRYPT;
  wire decodes = phase == PHASE_DECODE;
  wire wipes = phase == PHASE_WIPE;

  exponentiator exponentiator (
    .clock(clock),
    .reset(reset),
    .command_valid(decrypts | (grants & power_command_valid)),
    .command_ready(exponentiator_command_ready),
    .command_operation(decrypts ? 2'd2 : (power_command_operation >= 2'd2) ? 2'd3 : power_command_operation),
    .command_words(decrypts ? {1'b0, words_value} : power_command_words),
    .command_exponent_words(decrypts ? 7'h00 : power_command_exponent_words),
    .operand_word_valid(receives ? (entry_valid & is_expected) : (power_operand_valid & power_idle)),
    .operand_word_ready(exponentiator_operand_word_ready),
    .operand_word_operand(receives ? 2'd0 : power_operand_operand),
    .operand_word_index(receives ? ((words_value - 6'd1) - position) : power_operand_index),
    .operand_word_word(receives ? {entry_data[7:0], entry_data[15:8], entry_data[23:16], entry_data[31:24],
        entry_data[39:32], entry_data[47:40], entry_data[55:48], entry_data[63:56]} : power_operand_word),
    .result_request_valid(decodes ? decoder_result_request_valid : (grants & power_request_valid)),
    .result_request_ready(exponentiator_result_request_ready),
    .result_request_index(decodes ? decoder_result_request_index : power_request_index),
    .result_valid(exponentiator_result_valid),
    .result_ready(decodes ? decoder_result_ready : (!grants | power_result_ready)),
    .result_word(exponentiator_result_word),
    .result_damaged(exponentiator_result_damaged),
    .status(exponentiator_status),
    .idle(exponentiator_idle),
    .wipe(gives | wipes),
    .fuse_address(exponentiator_fuse_address),
    .fuse_word(fuse)
  );

  assign decoder_start = (phase == PHASE_CLEARED) & decoder_idle & fields_ready;
  wire [5:0] next_point_t1 = position + 6'd1;
  wire [5:0] next_point = (phase == PHASE_RECORD) ? position : next_point_t1;
  wire clears = wipes | (phase == PHASE_CLEAR);

  entry_fields fields (
    .clock(clock),
    .reset(reset),
    .start(decoder_start),
    .write(decoder_message_valid),
    .index(decoder_message_index),
    .word(decoder_message_word),
    .read_index(hands_over ? ({2'd0, next_point[3:1]} + 5'd15) : position[4:0]),
    .read_word(fields_read_word),
    .wipe(clears),
    .ready(fields_ready),
    .unknown_version(fields_unknown_version),
    .malformed(fields_malformed),
    .algorithm(fields_algorithm),
    .key_bytes(fields_key_bytes),
    .rights(fields_rights),
    .flags(fields_flags),
    .point_count(fields_point_count),
    .lines(fields_lines),
    .base(fields_base),
    .nonce(fields_nonce),
    .owner(fields_owner),
    .key(fields_key)
  );

  wire feeds = phase == PHASE_FEED_FIELD;
  wire is_last_field = position == 6'd18;

  keyed_digest hash (
    .clock(clock),
    .reset(reset),
    .start(checks ? fuse_check_digest_start : ((decodes & decoder_digest_start) | (phase == PHASE_BEGIN_CODE))),
    .keyed(phase == PHASE_BEGIN_CODE),
    .key(fields_owner),
    .wipe(clears),
    .word_valid(checks ? fuse_check_digest_word_valid : ((decodes & decoder_digest_word_valid) | feeds)),
    .word_ready(hash_word_ready),
    .word_data(checks ? fuse_check_digest_word_data : feeds ? fields_read_word : decoder_digest_word_data),
    .word_last(checks ? fuse_check_digest_word_last : feeds ? is_last_field : decoder_digest_word_last),
    .word_bytes(decodes ? decoder_digest_word_bytes : 4'd8),
    .valid(hash_valid),
    .digest(hash_digest)
  );

  wire begins = is_idle & command_valid;
  wire [63:0] fuse_check_fuse_t1 = {64{checks}};

  fuse_check fuse_check (
    .clock(clock),
    .reset(reset),
    .start(begins),
    .wipe(wipes),
    .done(fuse_check_done),
    .valid(fuse_check_valid),
    .words(fuse_check_words),
    .address(fuse_check_address),
    .fuse(fuse & fuse_check_fuse_t1),
    .digest_start(fuse_check_digest_start),
    .digest_word_valid(fuse_check_digest_word_valid),
    .digest_word_ready(checks & hash_word_ready),
    .digest_word_data(fuse_check_digest_word_data),
    .digest_word_last(fuse_check_digest_word_last),
    .digest_word_bytes(fuse_check_digest_word_bytes),
    .digest_valid(hash_valid),
    .digest(hash_digest[63:0])
  );

  oaep_decoder decoder (
    .clock(clock),
    .reset(reset),
    .start(decoder_start),
    .words(words_value),
    .wipe(clears),
    .idle(decoder_idle),
    .bad(decoder_bad),
    .damaged(decoder_damaged),
    .result_request_valid(decoder_result_request_valid),
    .result_request_ready(decodes & exponentiator_result_request_ready),
    .result_request_index(decoder_result_request_index),
    .result_valid(decodes & exponentiator_result_valid),
    .result_ready(decoder_result_ready),
    .result_word(exponentiator_result_word),
    .result_damaged(exponentiator_result_damaged),
    .digest_start(decoder_digest_start),
    .digest_word_valid(decoder_digest_word_valid),
    .digest_word_ready(decodes & hash_word_ready),
    .digest_word_data(decoder_digest_word_data),
    .digest_word_last(decoder_digest_word_last),
    .digest_word_bytes(decoder_digest_word_bytes),
    .digest_valid(hash_valid),
    .digest(hash_digest),
    .message_valid(decoder_message_valid),
    .message_index(decoder_message_index),
    .message_word(decoder_message_word)
  );

  wire forgets = (phase == PHASE_FORGET) | (phase == PHASE_TAKEN);
  wire creates = command_domain == 4'd0;
  wire [3:0] named_domain = creates ? domain_owners_free : command_domain;
  assign domain_owners_domain = forgets ? other_domain : hands_over ? answer_domain : named_domain;

  domain_owners domain_owners (
    .clock(clock),
    .reset(reset),
    .domain(domain_owners_domain),
    .owner(fields_owner),
    .compare(phase == PHASE_COMPARE_OWNER),
    .store((phase == PHASE_RECORD) & creates),
    .erase(phase == PHASE_FORGET),
    .idle(domain_owners_idle),
    .exists(domain_owners_exists),
    .damaged(domain_owners_damaged),
    .differs(domain_owners_differs),
    .full(domain_owners_full),
    .free(domain_owners_free)
  );

  wire installs = phase == PHASE_INSTALL;
  wire passes = phase == PHASE_PASS;
  assign setup_valid = installs | (passes & other_valid);
  assign setup_operation = installs ? 2'd0 : other_operation;
  assign setup_domain = installs ? domain_owners_domain : other_domain;
  assign setup_segment = installs ? command_segment : other_segment;
  assign setup_base = installs ? command_base : other_base;
  assign setup_bound = installs ? command_bound : other_bound;
  assign setup_bound_is_limit = installs ? command_bound_is_limit : other_bound_is_limit;
  assign setup_algorithm = installs ? (installs ? fields_algorithm : 8'h00) : other_algorithm;
  assign setup_nonce = installs ? fields_nonce : other_nonce;
  wire [2:0] setup_read_t1 = installs ? fields_rights : 3'd0;
  assign setup_read = installs ? setup_read_t1[0] : other_read;
  assign setup_write = installs ? setup_read_t1[1] : other_write;
  assign setup_execute = installs ? setup_read_t1[2] : other_execute;
  wire [4:0] setup_default_key_t1 = installs ? fields_flags : 5'd0;
  assign setup_default_key = installs ? setup_default_key_t1[0] : other_default_key;
  assign setup_plain_access = installs ? setup_default_key_t1[1] : other_plain_access;
  assign setup_shared = installs ? setup_default_key_t1[2] : other_shared;
  assign setup_stack = installs ? setup_default_key_t1[3] : other_stack;
  assign setup_closed = installs ? setup_default_key_t1[4] : other_closed;
  assign setup_immediate = !installs;
  assign setup_share_key = !installs & other_share_key;
  assign setup_key_segment = other_key_segment;
  assign setup_key_bytes = installs ? (installs ? fields_key_bytes : 7'h00) : other_key_bytes;
  assign setup_key = installs ? fields_key : other_key;
  wire passes_answer = phase == PHASE_PASS_ANSWER;
  assign setup_response_ready = (phase == PHASE_ANSWER) | (passes_answer & other_response_ready);
  assign other_response_valid = passes_answer & setup_response_valid;
  assign other_response_status = setup_response_status;
  assign other_response_attribute = setup_response_attribute;
  assign other_ready = (phase == PHASE_TAKEN) & domain_owners_idle;
  assign restricts = (phase == PHASE_ANSWER) & (|fields_point_count);
  assign hands_over = (phase == PHASE_RECORD) | (phase == PHASE_RECORDED);
  assign point_write = (phase == PHASE_RECORDED) & !position[3];
  assign point_index = position[2:0];
  assign point_is_used = position[3:0] < fields_point_count;
  assign point_offset = position[0] ? fields_read_word[63:32] : fields_read_word[31:0];
  assign command_ready = (phase == PHASE_RESPOND) & response_ready;
  assign response_valid = phase == PHASE_RESPOND;
  assign response_status = status;
  assign response_domain = answer_domain;
  assign response_attribute = answer_attribute;
  wire power_operand_fire = power_operand_valid & power_operand_ready;
  wire power_command_fire = power_command_valid & power_command_ready;
  wire [5:0] words_value_t1 = (checks & fuse_check_done) ? fuse_check_words : words_value;
  wire is_awaiting = phase == PHASE_AWAIT;
  wire damaged = (awaits != is_awaiting) | (awaits_not == is_awaiting) | !(&(words_value ^ words_inverse));
  wire goes_to_await = decrypts & exponentiator_command_ready;
  wire stays_awaiting = is_awaiting & !exponentiator_idle;
  wire entry_fire = entry_valid & entry_ready;
  wire is_whole = next_point_t1 == words_value;
  wire [5:0] code_t1 = position - 6'd19;

  reg [63:0] code;
  always @* begin
    case (code_t1[1:0])
      2'd0: code = hash_digest[63:0];
      2'd1: code = hash_digest[127:64];
      2'd2: code = hash_digest[191:128];
      default: code = hash_digest[255:192];
    endcase
  end

  wire code_differs = fields_read_word != code;
  wire is_last_code = position == 6'd22;
  wire [38:0] region_size = {6'd0, command_bound} - (command_bound_is_limit ? {7'h00, command_base} : 39'h0000000000);
  wire [4:0] verdict_t1 = (!creates & !domain_owners_exists) ? 5'd25 : (!creates & domain_owners_differs) ? 5'd26
      : (!fields_flags[0] & ({1'b0, fields_lines, 6'd0} != region_size)) ? 5'd28
      : (fields_flags[4] & (fields_base != command_base)) ? 5'd29 : 5'd0;
  wire [4:0] verdict_t2 = ((exponentiator_status == EXPONENTIATION_STATUS_OUT_OF_RANGE) | decoder_bad) ? 5'd20
      : fields_unknown_version ? 5'd21 : fields_malformed ? 5'd22 : code_wrong ? 5'd23
      : (command_whole != fields_flags[0]) ? 5'd24 : (creates & domain_owners_full) ? 5'd27 : verdict_t1;
  wire [4:0] verdict = (!((exponentiator_status == EXPONENTIATION_STATUS_OUT_OF_RANGE)
      | (exponentiator_status == EXPONENTIATION_STATUS_DONE)) | decoder_damaged | domain_owners_damaged |
      !(code_wrong ^ code_right)) ? 5'd19 : verdict_t2;
  wire [4:0] status_t1 = (phase == PHASE_JUDGE) ? verdict : 5'd0;
  wire accepted = setup_response_status == 5'd0;
  wire setup_response_fire = setup_response_valid & setup_response_ready;

  always @(posedge clock) begin
    if (reset) begin
      phase <= PHASE_IDLE;
      awaits <= 1'b0;
      awaits_not <= 1'b1;
      words_value <= 6'd0;
      words_inverse <= 6'd63;
      position <= 6'd0;
      code_wrong <= 1'b0;
      code_right <= 1'b1;
      status <= 5'd0;
      answer_domain <= 4'd0;
      answer_attribute <= 4'd0;
      is_used <= 1'b0;
      gives <= 1'b0;
      user <= 4'd0;
    end else begin
      gives <= begins | user_changes;
      is_used <= !(begins | user_changes) & (is_used | (grants & (power_operand_fire | power_command_fire)));
      if (grants) begin
        user <= running_domain;
      end
      words_value <= words_value_t1;
      words_inverse <= ~words_value_t1;
      awaits <= !damaged & (goes_to_await | stays_awaiting);
      awaits_not <= damaged | !(goes_to_await | stays_awaiting);
      if (damaged) begin
        phase <= PHASE_WIPE;
        status <= 5'd19;
      end else begin
        case (phase)
          PHASE_IDLE: begin
            position <= 6'd0;
            code_wrong <= 1'b0;
            code_right <= 1'b1;
            answer_domain <= 4'd0;
            answer_attribute <= 4'd0;
            if (begins) begin
              phase <= PHASE_CHECK_FUSES;
            end else if (other_valid & domain_owners_idle) begin
              phase <= PHASE_PASS;
            end
          end
          PHASE_CHECK_FUSES: begin
            if (fuse_check_done) begin
              phase <= PHASE_RECEIVE;
            end
          end
          PHASE_RECEIVE: begin
            if (!fuse_check_valid) begin
              status <= 5'd17;
              phase <= PHASE_DROP;
            end else if (entry_fire) begin
              if (entry_last) begin
                status <= is_whole ? 5'd0 : 5'd18;
                phase <= is_whole ? PHASE_DECRYPT : PHASE_WIPE;
              end else if (position == words_value) begin
                status <= 5'd18;
                phase <= PHASE_DROP;
              end else begin
                position <= next_point_t1;
              end
            end
          end
          PHASE_DROP: begin
            if (entry_fire & entry_last) begin
              phase <= PHASE_WIPE;
            end
          end
          PHASE_DECRYPT: begin
            if (exponentiator_command_ready) begin
              phase <= PHASE_AWAIT;
            end
          end
          PHASE_AWAIT: begin
            if (exponentiator_idle) begin
              phase <= PHASE_CLEAR;
            end
          end
          PHASE_CLEAR: phase <= PHASE_CLEARED;
          PHASE_CLEARED: begin
            if (decoder_start) begin
              phase <= PHASE_DECODE;
            end
          end
          PHASE_DECODE: begin
            position <= 6'd0;
            if (decoder_idle & !decoder_start) begin
              phase <= PHASE_BEGIN_CODE;
            end
          end
          PHASE_BEGIN_CODE: phase <= PHASE_READ_FIELD;
          PHASE_READ_FIELD: phase <= PHASE_FEED_FIELD;
          PHASE_FEED_FIELD: begin
            if (hash_word_ready) begin
              position <= next_point_t1;
              if (is_last_field) begin
                phase <= PHASE_AWAIT_CODE;
              end else begin
                phase <= PHASE_READ_FIELD;
              end
            end
          end
          PHASE_AWAIT_CODE: begin
            if (hash_valid) begin
              phase <= PHASE_READ_CODE;
            end
          end
          PHASE_READ_CODE: phase <= PHASE_COMPARE_CODE;
          PHASE_COMPARE_CODE: begin
            code_wrong <= code_wrong | code_differs;
            code_right <= code_right & !code_differs;
            position <= next_point_t1;
            if (is_last_code) begin
              phase <= PHASE_COMPARE_OWNER;
            end else begin
              phase <= PHASE_READ_CODE;
            end
          end
          PHASE_COMPARE_OWNER: begin
            if (domain_owners_idle) begin
              phase <= PHASE_JUDGE;
            end
          end
          PHASE_JUDGE: begin
            if (domain_owners_idle) begin
              status <= status_t1;
              phase <= (status_t1 == 5'd0) ? PHASE_INSTALL : PHASE_WIPE;
            end
          end
          PHASE_INSTALL: begin
            if (setup_ready) begin
              phase <= PHASE_ANSWER;
            end
          end
          PHASE_ANSWER: begin
            if (setup_response_valid) begin
              status <= setup_response_status;
              answer_domain <= accepted ? domain_owners_domain : 4'd0;
              answer_attribute <= setup_response_attribute;
              position <= 6'd0;
              phase <= accepted ? PHASE_RECORD : PHASE_WIPE;
            end
          end
          PHASE_RECORD: phase <= PHASE_RECORDED;
          PHASE_RECORDED: begin
            if (!position[3]) begin
              position <= next_point_t1;
            end else if (domain_owners_idle) begin
              phase <= PHASE_WIPE;
            end
          end
          PHASE_WIPE: phase <= PHASE_WIPED;
          PHASE_WIPED: begin
            if (exponentiator_idle & decoder_idle & fields_ready & domain_owners_idle) begin
              phase <= PHASE_RESPOND;
            end
          end
          PHASE_RESPOND: begin
            if (response_ready) begin
              phase <= PHASE_IDLE;
            end
          end
          PHASE_PASS: begin
            if (setup_ready) begin
              phase <= PHASE_PASS_ANSWER;
            end
          end
          PHASE_PASS_ANSWER: begin
            if (setup_response_fire) begin
              phase <= ((other_operation == 2'd2) & accepted) ? PHASE_FORGET : PHASE_TAKEN;
            end
          end
          PHASE_FORGET: begin
            if (domain_owners_idle) begin
              phase <= PHASE_TAKEN;
            end
          end
          PHASE_TAKEN: begin
            if (domain_owners_idle) begin
              phase <= PHASE_IDLE;
            end
          end
          default: ;
        endcase
      end
    end
  end

  wire unused = &{1'b0, fuse_check_digest_word_bytes, other_immediate, next_point[0], next_point[5:4], code_t1[5:2]};

endmodule

`default_nettype wire
