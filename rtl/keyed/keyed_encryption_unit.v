// keyed_encryption_unit
//
// The encryption unit, whose keys come as entries that the unwrap unit opens with the secret key in the fuses.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module keyed_encryption_unit (
  input  wire         clock,
  input  wire         reset,                        // synchronous, active high
  input  wire         key_command_valid,            // setck and setk; stays until it is accepted
  output wire         key_command_ready,
  input  wire         key_command_whole,            // setck: the key of the whole process; else setk
  input  wire   [3:0] key_command_domain,           // owner; 0 creates one
  input  wire   [7:0] key_command_segment,
  input  wire  [31:0] key_command_base,             // first byte
  input  wire  [32:0] key_command_bound,            // size in bytes, or limit
  input  wire         key_command_bound_is_limit,
  input  wire         key_entry_valid,              // the words of the entry, after `key_command` was offered
  output wire         key_entry_ready,
  input  wire  [63:0] key_entry_data,               // the first byte in bits 7:0
  input  wire         key_entry_last,               // nothing follows
  output wire         key_response_valid,
  input  wire         key_response_ready,
  output wire   [4:0] key_response_status,
  output wire   [3:0] key_response_domain,          // owner of the region; 0 when refused
  output wire   [3:0] key_response_attribute,       // register that was filled; 0 when refused
  input  wire         setup_valid,                  // setik, keyclr and the end of a domain; stays until it is accepted
  output wire         setup_ready,
  input  wire   [1:0] setup_operation,              // 0 install, 1 clear, 2 clearDomain
  input  wire   [3:0] setup_domain,
  input  wire   [7:0] setup_segment,
  input  wire  [31:0] setup_base,                   // first byte
  input  wire  [32:0] setup_bound,                  // size in bytes, or limit
  input  wire         setup_bound_is_limit,
  input  wire   [7:0] setup_algorithm,
  input  wire  [63:0] setup_nonce,                  // secret
  input  wire         setup_read,
  input  wire         setup_write,
  input  wire         setup_execute,
  input  wire         setup_default_key,
  input  wire         setup_plain_access,
  input  wire         setup_shared,
  input  wire         setup_stack,
  input  wire         setup_closed,
  input  wire         setup_immediate,              // plaintext key from the program itself: encrypted mode only
  input  wire         setup_share_key,              // use the key of keySegment
  input  wire   [7:0] setup_key_segment,
  input  wire   [6:0] setup_key_bytes,
  input  wire [511:0] setup_key,                    // secret: byte 0 in bits 7:0
  output wire         setup_response_valid,
  input  wire         setup_response_ready,
  output wire   [4:0] setup_response_status,
  output wire   [3:0] setup_response_attribute,     // register that an install filled
  input  wire         mode_valid,                   // mode commands; stay until they are accepted
  output wire         mode_ready,
  input  wire   [2:0] mode_operation,               // 0 select, 1 configure, 2 cryptomode, 3 retmode, 4 transfer, 5 save, 6 load
  input  wire   [3:0] mode_domain,
  input  wire         mode_automatic,               // configure: mode follows the regions
  input  wire         mode_link,                    // cryptomode, retmode: a call that will return
  input  wire         mode_has_target,
  input  wire  [31:0] mode_target,
  input  wire  [31:0] mode_next,                    // address of the instruction that would follow
  output wire         mode_response_valid,
  input  wire         mode_response_ready,
  output wire   [4:0] mode_response_status,
  output wire         mode_response_encrypted,      // mode of the running domain from now on
  output wire   [3:0] mode_response_attribute,
  output wire  [31:0] mode_response_pc,             // where execution goes on
  input  wire         request_valid,                // line requests
  output wire         request_ready,
  input  wire   [1:0] request_kind,                 // 0 fetch, 1 load, 2 storeFill, 3 writeBack
  input  wire         request_encrypted,            // mode of the instruction that caused a fill
  input  wire   [3:0] request_domain,
  input  wire  [25:0] request_virtual_line,         // virtual address / 64
  input  wire  [25:0] request_physical_line,        // physical address / 64
  input  wire         request_protected,            // writeBack: the line was filled under an attribute
  input  wire   [3:0] request_attribute,            // writeBack: which one
  input  wire         store_valid,
  output wire         store_ready,
  input  wire  [63:0] store_data,                   // secret
  output wire         response_valid,               // answers to line requests
  input  wire         response_ready,
  output wire  [63:0] response_data,                // secret
  output wire         response_last,                // final word of the answer
  output wire   [4:0] response_status,              // meaningful with last
  output wire         response_protected,           // identity to keep with the line
  output wire   [3:0] response_attribute,
  input  wire         power_command_valid,          // exponentiation by a program in encrypted mode
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
  output wire   [2:0] power_status,                 // of the last exponentiation, while `power_idle`
  output wire         power_idle,                   // the running program may use the exponentiator, and it does nothing
  output wire   [3:0] running_domain,               // the domain that runs
  output wire         running_encrypted,            // mode of the running domain
  output wire         running_automatic,            // its method: the mode follows the regions
  output wire         running_closed,               // a region closes the running domain; a cycle late
  output wire   [3:0] running_attribute,            // under which it executes in encrypted mode
  output wire         return_expected,              // it has a back-link
  output wire  [31:0] return_address,               // where execution has to come for that link to be taken
  input  wire   [3:0] view_index,                   // public view: attribute register to show
  output wire         view_valid,
  output wire   [3:0] view_domain,
  output wire   [7:0] view_segment,
  output wire  [25:0] view_base_line,
  output wire  [26:0] view_limit_line,
  output wire   [7:0] view_algorithm,
  output wire         view_read,
  output wire         view_write,
  output wire         view_execute,
  output wire         view_default_key,
  output wire         view_plain_access,
  output wire         view_shared,
  output wire         view_stack,
  output wire         view_closed,
  output wire   [7:0] fuse_address,
  input  wire  [63:0] fuse,                         // secret: the fuses at `fuse_address` one cycle before
  output wire         axi_ar_valid,                 // read address
  input  wire         axi_ar_ready,
  output wire  [31:0] axi_ar_addr,
  output wire   [7:0] axi_ar_len,                   // beats - 1
  output wire   [2:0] axi_ar_size,                  // log2 of the bytes in a beat
  output wire   [1:0] axi_ar_burst,
  input  wire         axi_r_valid,                  // read data
  output wire         axi_r_ready,
  input  wire  [63:0] axi_r_data,
  input  wire   [1:0] axi_r_resp,
  input  wire         axi_r_last,
  output wire         axi_aw_valid,                 // write address
  input  wire         axi_aw_ready,
  output wire  [31:0] axi_aw_addr,
  output wire   [7:0] axi_aw_len,                   // beats - 1
  output wire   [2:0] axi_aw_size,                  // log2 of the bytes in a beat
  output wire   [1:0] axi_aw_burst,
  output wire         axi_w_valid,                  // write data
  input  wire         axi_w_ready,
  output wire  [63:0] axi_w_data,
  output wire   [7:0] axi_w_strb,
  output wire         axi_w_last,
  input  wire         axi_b_valid,                  // write response
  output wire         axi_b_ready,
  input  wire   [1:0] axi_b_resp
);

  wire         unwrap_unit_command_ready;
  wire         unwrap_unit_entry_ready;
  wire         unwrap_unit_response_valid;
  wire   [4:0] unwrap_unit_response_status;
  wire   [3:0] unwrap_unit_response_domain;
  wire   [3:0] unwrap_unit_response_attribute;
  wire         unwrap_unit_other_ready;
  wire         unwrap_unit_other_response_valid;
  wire   [4:0] unwrap_unit_other_response_status;
  wire   [3:0] unwrap_unit_other_response_attribute;
  wire         unwrap_unit_setup_valid;
  wire   [1:0] unwrap_unit_setup_operation;
  wire   [3:0] unwrap_unit_setup_domain;
  wire   [7:0] unwrap_unit_setup_segment;
  wire  [31:0] unwrap_unit_setup_base;
  wire  [32:0] unwrap_unit_setup_bound;
  wire         unwrap_unit_setup_bound_is_limit;
  wire   [7:0] unwrap_unit_setup_algorithm;
  wire  [63:0] unwrap_unit_setup_nonce;
  wire         unwrap_unit_setup_read;
  wire         unwrap_unit_setup_write;
  wire         unwrap_unit_setup_execute;
  wire         unwrap_unit_setup_default_key;
  wire         unwrap_unit_setup_plain_access;
  wire         unwrap_unit_setup_shared;
  wire         unwrap_unit_setup_stack;
  wire         unwrap_unit_setup_closed;
  wire         unwrap_unit_setup_immediate;
  wire         unwrap_unit_setup_share_key;
  wire   [7:0] unwrap_unit_setup_key_segment;
  wire   [6:0] unwrap_unit_setup_key_bytes;
  wire [511:0] unwrap_unit_setup_key;
  wire         unwrap_unit_setup_response_ready;
  wire         unwrap_unit_power_command_ready;
  wire         unwrap_unit_power_operand_ready;
  wire         unwrap_unit_power_request_ready;
  wire         unwrap_unit_power_result_valid;
  wire  [63:0] unwrap_unit_power_result_word;
  wire         unwrap_unit_power_result_damaged;
  wire   [2:0] unwrap_unit_power_status;
  wire         unwrap_unit_power_idle;
  wire         unwrap_unit_restricts;
  wire         unwrap_unit_hands_over;
  wire         unwrap_unit_point_write;
  wire   [2:0] unwrap_unit_point_index;
  wire         unwrap_unit_point_is_used;
  wire  [31:0] unwrap_unit_point_offset;
  wire   [7:0] unwrap_unit_fuse_address;
  wire         entry_points_mode_ready;
  wire         entry_points_mode_response_valid;
  wire   [4:0] entry_points_mode_response_status;
  wire         entry_points_mode_response_encrypted;
  wire   [3:0] entry_points_mode_response_attribute;
  wire  [31:0] entry_points_mode_response_pc;
  wire         entry_points_unit_mode_valid;
  wire   [2:0] entry_points_unit_mode_operation;
  wire   [3:0] entry_points_unit_mode_domain;
  wire         entry_points_unit_mode_automatic;
  wire         entry_points_unit_mode_link;
  wire         entry_points_unit_mode_has_target;
  wire  [31:0] entry_points_unit_mode_target;
  wire  [31:0] entry_points_unit_mode_next;
  wire         entry_points_unit_mode_response_ready;
  wire         entry_points_setup_ready;
  wire         entry_points_setup_response_valid;
  wire   [4:0] entry_points_setup_response_status;
  wire   [3:0] entry_points_setup_response_attribute;
  wire         entry_points_unit_setup_valid;
  wire   [1:0] entry_points_unit_setup_operation;
  wire   [3:0] entry_points_unit_setup_domain;
  wire   [7:0] entry_points_unit_setup_segment;
  wire  [31:0] entry_points_unit_setup_base;
  wire  [32:0] entry_points_unit_setup_bound;
  wire         entry_points_unit_setup_bound_is_limit;
  wire   [7:0] entry_points_unit_setup_algorithm;
  wire  [63:0] entry_points_unit_setup_nonce;
  wire         entry_points_unit_setup_read;
  wire         entry_points_unit_setup_write;
  wire         entry_points_unit_setup_execute;
  wire         entry_points_unit_setup_default_key;
  wire         entry_points_unit_setup_plain_access;
  wire         entry_points_unit_setup_shared;
  wire         entry_points_unit_setup_stack;
  wire         entry_points_unit_setup_closed;
  wire         entry_points_unit_setup_immediate;
  wire         entry_points_unit_setup_share_key;
  wire   [7:0] entry_points_unit_setup_key_segment;
  wire   [6:0] entry_points_unit_setup_key_bytes;
  wire [511:0] entry_points_unit_setup_key;
  wire         entry_points_unit_setup_response_ready;
  wire         encryption_unit_setup_ready;
  wire         encryption_unit_setup_response_valid;
  wire   [4:0] encryption_unit_setup_response_status;
  wire   [3:0] encryption_unit_setup_response_attribute;
  wire         encryption_unit_mode_ready;
  wire         encryption_unit_mode_response_valid;
  wire   [4:0] encryption_unit_mode_response_status;
  wire         encryption_unit_mode_response_encrypted;
  wire   [3:0] encryption_unit_mode_response_attribute;
  wire  [31:0] encryption_unit_mode_response_pc;
  wire         encryption_unit_request_ready;
  wire         encryption_unit_store_ready;
  wire         encryption_unit_response_valid;
  wire  [63:0] encryption_unit_response_data;
  wire         encryption_unit_response_last;
  wire   [4:0] encryption_unit_response_status;
  wire         encryption_unit_response_protected;
  wire   [3:0] encryption_unit_response_attribute;
  wire   [3:0] encryption_unit_running_domain;
  wire         encryption_unit_running_encrypted;
  wire         encryption_unit_running_automatic;
  wire         encryption_unit_running_closed;
  wire   [3:0] encryption_unit_running_attribute;
  wire         encryption_unit_return_expected;
  wire  [31:0] encryption_unit_return_address;
  wire         encryption_unit_view_valid;
  wire   [3:0] encryption_unit_view_domain;
  wire   [7:0] encryption_unit_view_segment;
  wire  [25:0] encryption_unit_view_base_line;
  wire  [26:0] encryption_unit_view_limit_line;
  wire   [7:0] encryption_unit_view_algorithm;
  wire         encryption_unit_view_read;
  wire         encryption_unit_view_write;
  wire         encryption_unit_view_execute;
  wire         encryption_unit_view_default_key;
  wire         encryption_unit_view_plain_access;
  wire         encryption_unit_view_shared;
  wire         encryption_unit_view_stack;
  wire         encryption_unit_view_closed;
  wire         encryption_unit_axi_ar_valid;
  wire  [31:0] encryption_unit_axi_ar_addr;
  wire   [7:0] encryption_unit_axi_ar_len;
  wire   [2:0] encryption_unit_axi_ar_size;
  wire   [1:0] encryption_unit_axi_ar_burst;
  wire         encryption_unit_axi_r_ready;
  wire         encryption_unit_axi_aw_valid;
  wire  [31:0] encryption_unit_axi_aw_addr;
  wire   [7:0] encryption_unit_axi_aw_len;
  wire   [2:0] encryption_unit_axi_aw_size;
  wire   [1:0] encryption_unit_axi_aw_burst;
  wire         encryption_unit_axi_w_valid;
  wire  [63:0] encryption_unit_axi_w_data;
  wire   [7:0] encryption_unit_axi_w_strb;
  wire         encryption_unit_axi_w_last;
  wire         encryption_unit_axi_b_ready;

  assign key_command_ready = unwrap_unit_command_ready;
  assign key_entry_ready = unwrap_unit_entry_ready;
  assign key_response_valid = unwrap_unit_response_valid;
  assign key_response_status = unwrap_unit_response_status;
  assign key_response_domain = unwrap_unit_response_domain;
  assign key_response_attribute = unwrap_unit_response_attribute;
  assign setup_ready = unwrap_unit_other_ready;
  assign setup_response_valid = unwrap_unit_other_response_valid;
  assign setup_response_status = unwrap_unit_other_response_status;
  assign setup_response_attribute = unwrap_unit_other_response_attribute;
  assign power_command_ready = unwrap_unit_power_command_ready;
  assign power_operand_ready = unwrap_unit_power_operand_ready;
  assign power_request_ready = unwrap_unit_power_request_ready;
  assign power_result_valid = unwrap_unit_power_result_valid;
  assign power_result_word = unwrap_unit_power_result_word;
  assign power_result_damaged = unwrap_unit_power_result_damaged;
  assign power_status = unwrap_unit_power_status;
  assign power_idle = unwrap_unit_power_idle;
  assign fuse_address = unwrap_unit_fuse_address;

  unwrap_unit unwrap_unit (
    .clock(clock),
    .reset(reset),
    .command_valid(key_command_valid),
    .command_ready(unwrap_unit_command_ready),
    .command_whole(key_command_whole),
    .command_domain(key_command_domain),
    .command_segment(key_command_segment),
    .command_base(key_command_base),
    .command_bound(key_command_bound),
    .command_bound_is_limit(key_command_bound_is_limit),
    .entry_valid(key_entry_valid),
    .entry_ready(unwrap_unit_entry_ready),
    .entry_data(key_entry_data),
    .entry_last(key_entry_last),
    .response_valid(unwrap_unit_response_valid),
    .response_ready(key_response_ready),
    .response_status(unwrap_unit_response_status),
    .response_domain(unwrap_unit_response_domain),
    .response_attribute(unwrap_unit_response_attribute),
    .other_valid(setup_valid),
    .other_ready(unwrap_unit_other_ready),
    .other_operation(setup_operation),
    .other_domain(setup_domain),
    .other_segment(setup_segment),
    .other_base(setup_base),
    .other_bound(setup_bound),
    .other_bound_is_limit(setup_bound_is_limit),
    .other_algorithm(setup_algorithm),
    .other_nonce(setup_nonce),
    .other_read(setup_read),
    .other_write(setup_write),
    .other_execute(setup_execute),
    .other_default_key(setup_default_key),
    .other_plain_access(setup_plain_access),
    .other_shared(setup_shared),
    .other_stack(setup_stack),
    .other_closed(setup_closed),
    .other_immediate(setup_immediate),
    .other_share_key(setup_share_key),
    .other_key_segment(setup_key_segment),
    .other_key_bytes(setup_key_bytes),
    .other_key(setup_key),
    .other_response_valid(unwrap_unit_other_response_valid),
    .other_response_ready(setup_response_ready),
    .other_response_status(unwrap_unit_other_response_status),
    .other_response_attribute(unwrap_unit_other_response_attribute),
    .setup_valid(unwrap_unit_setup_valid),
    .setup_ready(entry_points_setup_ready),
    .setup_operation(unwrap_unit_setup_operation),
    .setup_domain(unwrap_unit_setup_domain),
    .setup_segment(unwrap_unit_setup_segment),
    .setup_base(unwrap_unit_setup_base),
    .setup_bound(unwrap_unit_setup_bound),
    .setup_bound_is_limit(unwrap_unit_setup_bound_is_limit),
    .setup_algorithm(unwrap_unit_setup_algorithm),
    .setup_nonce(unwrap_unit_setup_nonce),
    .setup_read(unwrap_unit_setup_read),
    .setup_write(unwrap_unit_setup_write),
    .setup_execute(unwrap_unit_setup_execute),
    .setup_default_key(unwrap_unit_setup_default_key),
    .setup_plain_access(unwrap_unit_setup_plain_access),
    .setup_shared(unwrap_unit_setup_shared),
    .setup_stack(unwrap_unit_setup_stack),
    .setup_closed(unwrap_unit_setup_closed),
    .setup_immediate(unwrap_unit_setup_immediate),
    .setup_share_key(unwrap_unit_setup_share_key),
    .setup_key_segment(unwrap_unit_setup_key_segment),
    .setup_key_bytes(unwrap_unit_setup_key_bytes),
    .setup_key(unwrap_unit_setup_key),
    .setup_response_valid(entry_points_setup_response_valid),
    .setup_response_ready(unwrap_unit_setup_response_ready),
    .setup_response_status(entry_points_setup_response_status),
    .setup_response_attribute(entry_points_setup_response_attribute),
    .running_domain(encryption_unit_running_domain),
    .running_encrypted(encryption_unit_running_encrypted),
    .power_command_valid(power_command_valid),
    .power_command_ready(unwrap_unit_power_command_ready),
    .power_command_operation(power_command_operation),
    .power_command_words(power_command_words),
    .power_command_exponent_words(power_command_exponent_words),
    .power_operand_valid(power_operand_valid),
    .power_operand_ready(unwrap_unit_power_operand_ready),
    .power_operand_operand(power_operand_operand),
    .power_operand_index(power_operand_index),
    .power_operand_word(power_operand_word),
    .power_request_valid(power_request_valid),
    .power_request_ready(unwrap_unit_power_request_ready),
    .power_request_index(power_request_index),
    .power_result_valid(unwrap_unit_power_result_valid),
    .power_result_ready(power_result_ready),
    .power_result_word(unwrap_unit_power_result_word),
    .power_result_damaged(unwrap_unit_power_result_damaged),
    .power_status(unwrap_unit_power_status),
    .power_idle(unwrap_unit_power_idle),
    .restricts(unwrap_unit_restricts),
    .hands_over(unwrap_unit_hands_over),
    .point_write(unwrap_unit_point_write),
    .point_index(unwrap_unit_point_index),
    .point_is_used(unwrap_unit_point_is_used),
    .point_offset(unwrap_unit_point_offset),
    .fuse_address(unwrap_unit_fuse_address),
    .fuse(fuse)
  );

  assign mode_ready = entry_points_mode_ready;
  assign mode_response_valid = entry_points_mode_response_valid;
  assign mode_response_status = entry_points_mode_response_status;
  assign mode_response_encrypted = entry_points_mode_response_encrypted;
  assign mode_response_attribute = entry_points_mode_response_attribute;
  assign mode_response_pc = entry_points_mode_response_pc;

  entry_points entry_points (
    .clock(clock),
    .reset(reset),
    .mode_valid(mode_valid),
    .mode_ready(entry_points_mode_ready),
    .mode_operation(mode_operation),
    .mode_domain(mode_domain),
    .mode_automatic(mode_automatic),
    .mode_link(mode_link),
    .mode_has_target(mode_has_target),
    .mode_target(mode_target),
    .mode_next(mode_next),
    .mode_response_valid(entry_points_mode_response_valid),
    .mode_response_ready(mode_response_ready),
    .mode_response_status(entry_points_mode_response_status),
    .mode_response_encrypted(entry_points_mode_response_encrypted),
    .mode_response_attribute(entry_points_mode_response_attribute),
    .mode_response_pc(entry_points_mode_response_pc),
    .unit_mode_valid(entry_points_unit_mode_valid),
    .unit_mode_ready(encryption_unit_mode_ready),
    .unit_mode_operation(entry_points_unit_mode_operation),
    .unit_mode_domain(entry_points_unit_mode_domain),
    .unit_mode_automatic(entry_points_unit_mode_automatic),
    .unit_mode_link(entry_points_unit_mode_link),
    .unit_mode_has_target(entry_points_unit_mode_has_target),
    .unit_mode_target(entry_points_unit_mode_target),
    .unit_mode_next(entry_points_unit_mode_next),
    .unit_mode_response_valid(encryption_unit_mode_response_valid),
    .unit_mode_response_ready(entry_points_unit_mode_response_ready),
    .unit_mode_response_status(encryption_unit_mode_response_status),
    .unit_mode_response_encrypted(encryption_unit_mode_response_encrypted),
    .unit_mode_response_attribute(encryption_unit_mode_response_attribute),
    .unit_mode_response_pc(encryption_unit_mode_response_pc),
    .running_domain(encryption_unit_running_domain),
    .running_encrypted(encryption_unit_running_encrypted),
    .setup_valid(unwrap_unit_setup_valid),
    .setup_ready(entry_points_setup_ready),
    .setup_operation(unwrap_unit_setup_operation),
    .setup_domain(unwrap_unit_setup_domain),
    .setup_segment(unwrap_unit_setup_segment),
    .setup_base(unwrap_unit_setup_base),
    .setup_bound(unwrap_unit_setup_bound),
    .setup_bound_is_limit(unwrap_unit_setup_bound_is_limit),
    .setup_algorithm(unwrap_unit_setup_algorithm),
    .setup_nonce(unwrap_unit_setup_nonce),
    .setup_read(unwrap_unit_setup_read),
    .setup_write(unwrap_unit_setup_write),
    .setup_execute(unwrap_unit_setup_execute),
    .setup_default_key(unwrap_unit_setup_default_key),
    .setup_plain_access(unwrap_unit_setup_plain_access),
    .setup_shared(unwrap_unit_setup_shared),
    .setup_stack(unwrap_unit_setup_stack),
    .setup_closed(unwrap_unit_setup_closed),
    .setup_immediate(unwrap_unit_setup_immediate),
    .setup_share_key(unwrap_unit_setup_share_key),
    .setup_key_segment(unwrap_unit_setup_key_segment),
    .setup_key_bytes(unwrap_unit_setup_key_bytes),
    .setup_key(unwrap_unit_setup_key),
    .setup_response_valid(entry_points_setup_response_valid),
    .setup_response_ready(unwrap_unit_setup_response_ready),
    .setup_response_status(entry_points_setup_response_status),
    .setup_response_attribute(entry_points_setup_response_attribute),
    .unit_setup_valid(entry_points_unit_setup_valid),
    .unit_setup_ready(encryption_unit_setup_ready),
    .unit_setup_operation(entry_points_unit_setup_operation),
    .unit_setup_domain(entry_points_unit_setup_domain),
    .unit_setup_segment(entry_points_unit_setup_segment),
    .unit_setup_base(entry_points_unit_setup_base),
    .unit_setup_bound(entry_points_unit_setup_bound),
    .unit_setup_bound_is_limit(entry_points_unit_setup_bound_is_limit),
    .unit_setup_algorithm(entry_points_unit_setup_algorithm),
    .unit_setup_nonce(entry_points_unit_setup_nonce),
    .unit_setup_read(entry_points_unit_setup_read),
    .unit_setup_write(entry_points_unit_setup_write),
    .unit_setup_execute(entry_points_unit_setup_execute),
    .unit_setup_default_key(entry_points_unit_setup_default_key),
    .unit_setup_plain_access(entry_points_unit_setup_plain_access),
    .unit_setup_shared(entry_points_unit_setup_shared),
    .unit_setup_stack(entry_points_unit_setup_stack),
    .unit_setup_closed(entry_points_unit_setup_closed),
    .unit_setup_immediate(entry_points_unit_setup_immediate),
    .unit_setup_share_key(entry_points_unit_setup_share_key),
    .unit_setup_key_segment(entry_points_unit_setup_key_segment),
    .unit_setup_key_bytes(entry_points_unit_setup_key_bytes),
    .unit_setup_key(entry_points_unit_setup_key),
    .unit_setup_response_valid(encryption_unit_setup_response_valid),
    .unit_setup_response_ready(entry_points_unit_setup_response_ready),
    .unit_setup_response_status(encryption_unit_setup_response_status),
    .unit_setup_response_attribute(encryption_unit_setup_response_attribute),
    .restricts(unwrap_unit_restricts),
    .hands_over(unwrap_unit_hands_over),
    .point_write(unwrap_unit_point_write),
    .point_index(unwrap_unit_point_index),
    .point_is_used(unwrap_unit_point_is_used),
    .point_offset(unwrap_unit_point_offset)
  );

  assign request_ready = encryption_unit_request_ready;
  assign store_ready = encryption_unit_store_ready;
  assign response_valid = encryption_unit_response_valid;
  assign response_data = encryption_unit_response_data;
  assign response_last = encryption_unit_response_last;
  assign response_status = encryption_unit_response_status;
  assign response_protected = encryption_unit_response_protected;
  assign response_attribute = encryption_unit_response_attribute;
  assign running_domain = encryption_unit_running_domain;
  assign running_encrypted = encryption_unit_running_encrypted;
  assign running_automatic = encryption_unit_running_automatic;
  assign running_closed = encryption_unit_running_closed;
  assign running_attribute = encryption_unit_running_attribute;
  assign return_expected = encryption_unit_return_expected;
  assign return_address = encryption_unit_return_address;
  assign axi_ar_valid = encryption_unit_axi_ar_valid;
  assign axi_ar_addr = encryption_unit_axi_ar_addr;
  assign axi_ar_len = encryption_unit_axi_ar_len;
  assign axi_ar_size = encryption_unit_axi_ar_size;
  assign axi_ar_burst = encryption_unit_axi_ar_burst;
  assign axi_r_ready = encryption_unit_axi_r_ready;
  assign axi_aw_valid = encryption_unit_axi_aw_valid;
  assign axi_aw_addr = encryption_unit_axi_aw_addr;
  assign axi_aw_len = encryption_unit_axi_aw_len;
  assign axi_aw_size = encryption_unit_axi_aw_size;
  assign axi_aw_burst = encryption_unit_axi_aw_burst;
  assign axi_w_valid = encryption_unit_axi_w_valid;
  assign axi_w_data = encryption_unit_axi_w_data;
  assign axi_w_strb = encryption_unit_axi_w_strb;
  assign axi_w_last = encryption_unit_axi_w_last;
  assign axi_b_ready = encryption_unit_axi_b_ready;

  encryption_unit encryption_unit (
    .clock(clock),
    .reset(reset),
    .setup_valid(entry_points_unit_setup_valid),
    .setup_ready(encryption_unit_setup_ready),
    .setup_operation(entry_points_unit_setup_operation),
    .setup_domain(entry_points_unit_setup_domain),
    .setup_segment(entry_points_unit_setup_segment),
    .setup_base(entry_points_unit_setup_base),
    .setup_bound(entry_points_unit_setup_bound),
    .setup_bound_is_limit(entry_points_unit_setup_bound_is_limit),
    .setup_algorithm(entry_points_unit_setup_algorithm),
    .setup_nonce(entry_points_unit_setup_nonce),
    .setup_read(entry_points_unit_setup_read),
    .setup_write(entry_points_unit_setup_write),
    .setup_execute(entry_points_unit_setup_execute),
    .setup_default_key(entry_points_unit_setup_default_key),
    .setup_plain_access(entry_points_unit_setup_plain_access),
    .setup_shared(entry_points_unit_setup_shared),
    .setup_stack(entry_points_unit_setup_stack),
    .setup_closed(entry_points_unit_setup_closed),
    .setup_immediate(entry_points_unit_setup_immediate),
    .setup_share_key(entry_points_unit_setup_share_key),
    .setup_key_segment(entry_points_unit_setup_key_segment),
    .setup_key_bytes(entry_points_unit_setup_key_bytes),
    .setup_key(entry_points_unit_setup_key),
    .setup_response_valid(encryption_unit_setup_response_valid),
    .setup_response_ready(entry_points_unit_setup_response_ready),
    .setup_response_status(encryption_unit_setup_response_status),
    .setup_response_attribute(encryption_unit_setup_response_attribute),
    .mode_valid(entry_points_unit_mode_valid),
    .mode_ready(encryption_unit_mode_ready),
    .mode_operation(entry_points_unit_mode_operation),
    .mode_domain(entry_points_unit_mode_domain),
    .mode_automatic(entry_points_unit_mode_automatic),
    .mode_link(entry_points_unit_mode_link),
    .mode_has_target(entry_points_unit_mode_has_target),
    .mode_target(entry_points_unit_mode_target),
    .mode_next(entry_points_unit_mode_next),
    .mode_response_valid(encryption_unit_mode_response_valid),
    .mode_response_ready(entry_points_unit_mode_response_ready),
    .mode_response_status(encryption_unit_mode_response_status),
    .mode_response_encrypted(encryption_unit_mode_response_encrypted),
    .mode_response_attribute(encryption_unit_mode_response_attribute),
    .mode_response_pc(encryption_unit_mode_response_pc),
    .request_valid(request_valid),
    .request_ready(encryption_unit_request_ready),
    .request_kind(request_kind),
    .request_encrypted(request_encrypted),
    .request_domain(request_domain),
    .request_virtual_line(request_virtual_line),
    .request_physical_line(request_physical_line),
    .request_protected(request_protected),
    .request_attribute(request_attribute),
    .store_valid(store_valid),
    .store_ready(encryption_unit_store_ready),
    .store_data(store_data),
    .response_valid(encryption_unit_response_valid),
    .response_ready(response_ready),
    .response_data(encryption_unit_response_data),
    .response_last(encryption_unit_response_last),
    .response_status(encryption_unit_response_status),
    .response_protected(encryption_unit_response_protected),
    .response_attribute(encryption_unit_response_attribute),
    .running_domain(encryption_unit_running_domain),
    .running_encrypted(encryption_unit_running_encrypted),
    .running_automatic(encryption_unit_running_automatic),
    .running_closed(encryption_unit_running_closed),
    .running_attribute(encryption_unit_running_attribute),
    .return_expected(encryption_unit_return_expected),
    .return_address(encryption_unit_return_address),
    .view_index(view_index),
    .view_valid(encryption_unit_view_valid),
    .view_domain(encryption_unit_view_domain),
    .view_segment(encryption_unit_view_segment),
    .view_base_line(encryption_unit_view_base_line),
    .view_limit_line(encryption_unit_view_limit_line),
    .view_algorithm(encryption_unit_view_algorithm),
    .view_read(encryption_unit_view_read),
    .view_write(encryption_unit_view_write),
    .view_execute(encryption_unit_view_execute),
    .view_default_key(encryption_unit_view_default_key),
    .view_plain_access(encryption_unit_view_plain_access),
    .view_shared(encryption_unit_view_shared),
    .view_stack(encryption_unit_view_stack),
    .view_closed(encryption_unit_view_closed),
    .axi_ar_valid(encryption_unit_axi_ar_valid),
    .axi_ar_ready(axi_ar_ready),
    .axi_ar_addr(encryption_unit_axi_ar_addr),
    .axi_ar_len(encryption_unit_axi_ar_len),
    .axi_ar_size(encryption_unit_axi_ar_size),
    .axi_ar_burst(encryption_unit_axi_ar_burst),
    .axi_r_valid(axi_r_valid),
    .axi_r_ready(encryption_unit_axi_r_ready),
    .axi_r_data(axi_r_data),
    .axi_r_resp(axi_r_resp),
    .axi_r_last(axi_r_last),
    .axi_aw_valid(encryption_unit_axi_aw_valid),
    .axi_aw_ready(axi_aw_ready),
    .axi_aw_addr(encryption_unit_axi_aw_addr),
    .axi_aw_len(encryption_unit_axi_aw_len),
    .axi_aw_size(encryption_unit_axi_aw_size),
    .axi_aw_burst(encryption_unit_axi_aw_burst),
    .axi_w_valid(encryption_unit_axi_w_valid),
    .axi_w_ready(axi_w_ready),
    .axi_w_data(encryption_unit_axi_w_data),
    .axi_w_strb(encryption_unit_axi_w_strb),
    .axi_w_last(encryption_unit_axi_w_last),
    .axi_b_valid(axi_b_valid),
    .axi_b_ready(encryption_unit_axi_b_ready),
    .axi_b_resp(axi_b_resp)
  );

  assign view_valid = encryption_unit_view_valid;
  assign view_domain = encryption_unit_view_domain;
  assign view_segment = encryption_unit_view_segment;
  assign view_base_line = encryption_unit_view_base_line;
  assign view_limit_line = encryption_unit_view_limit_line;
  assign view_algorithm = encryption_unit_view_algorithm;
  assign view_read = encryption_unit_view_read;
  assign view_write = encryption_unit_view_write;
  assign view_execute = encryption_unit_view_execute;
  assign view_default_key = encryption_unit_view_default_key;
  assign view_plain_access = encryption_unit_view_plain_access;
  assign view_shared = encryption_unit_view_shared;
  assign view_stack = encryption_unit_view_stack;
  assign view_closed = encryption_unit_view_closed;

endmodule

`default_nettype wire
