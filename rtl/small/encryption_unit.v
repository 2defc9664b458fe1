// encryption_unit
//
// The code and data encryption/decryption unit between level-1 caches and bus.
// 16 attribute registers, 16 key slots, 16 domains, AES-128 and AES-256-XTS. 1 lane of two blocks each, S-boxes
// in logic.
// Streams: a transfer happens in a cycle in which valid and ready are both high.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module encryption_unit (
  input  wire         clock,
  input  wire         reset,                    // synchronous, active high
  input  wire         setup_valid,              // set-up commands
  output wire         setup_ready,
  input  wire   [1:0] setup_operation,          // 0 install, 1 clear, 2 clearDomain
  input  wire   [3:0] setup_domain,
  input  wire   [7:0] setup_segment,
  input  wire  [31:0] setup_base,               // first byte
  input  wire  [32:0] setup_bound,              // size in bytes, or limit
  input  wire         setup_bound_is_limit,
  input  wire   [7:0] setup_algorithm,
  input  wire  [63:0] setup_nonce,              // secret
  input  wire         setup_read,
  input  wire         setup_write,
  input  wire         setup_execute,
  input  wire         setup_default_key,
  input  wire         setup_plain_access,
  input  wire         setup_shared,
  input  wire         setup_stack,
  input  wire         setup_closed,
  input  wire         setup_immediate,          // plaintext key from the program itself: encrypted mode only
  input  wire         setup_share_key,          // use the key of keySegment
  input  wire   [7:0] setup_key_segment,
  input  wire   [6:0] setup_key_bytes,
  input  wire [511:0] setup_key,                // secret: byte 0 in bits 7:0
  output wire         setup_response_valid,
  input  wire         setup_response_ready,
  output wire   [4:0] setup_response_status,
  output wire   [3:0] setup_response_attribute, // register that an install filled
  input  wire         mode_valid,               // mode commands
  output wire         mode_ready,
  input  wire   [2:0] mode_operation,           // 0 select, 1 configure, 2 cryptomode, 3 retmode, 4 transfer, 5 save, 6 load
  input  wire   [3:0] mode_domain,
  input  wire         mode_automatic,           // configure: mode follows the regions
  input  wire         mode_link,                // cryptomode, retmode: a call that will return
  input  wire         mode_has_target,
  input  wire  [31:0] mode_target,
  input  wire  [31:0] mode_next,                // address of the instruction that would follow
  output wire         mode_response_valid,
  input  wire         mode_response_ready,
  output wire   [4:0] mode_response_status,
  output wire         mode_response_encrypted,  // mode of the running domain from now on
  output wire   [3:0] mode_response_attribute,
  output wire  [31:0] mode_response_pc,         // where execution goes on
  input  wire         request_valid,            // line requests
  output wire         request_ready,
  input  wire   [1:0] request_kind,             // 0 fetch, 1 load, 2 storeFill, 3 writeBack
  input  wire         request_encrypted,        // mode of the instruction that caused a fill
  input  wire   [3:0] request_domain,
  input  wire  [25:0] request_virtual_line,     // virtual address / 64
  input  wire  [25:0] request_physical_line,    // physical address / 64
  input  wire         request_protected,        // writeBack: the line was filled under an attribute
  input  wire   [3:0] request_attribute,        // writeBack: which one
  input  wire         store_valid,
  output wire         store_ready,
  input  wire  [63:0] store_data,               // secret
  output wire         response_valid,           // answers to line requests
  input  wire         response_ready,
  output wire  [63:0] response_data,            // secret
  output wire         response_last,            // final word of the answer
  output wire   [4:0] response_status,          // meaningful with last
  output wire         response_protected,       // identity to keep with the line
  output wire   [3:0] response_attribute,
  output wire   [3:0] running_domain,           // the domain that runs
  output wire         running_encrypted,        // mode of the running domain
  output wire         running_automatic,        // its method: the mode follows the regions
  output wire         running_closed,           // a region closes the running domain; a cycle late
  output wire   [3:0] running_attribute,        // under which it executes in encrypted mode
  output wire         return_expected,          // it has a back-link
  output wire  [31:0] return_address,           // where execution has to come for that link to be taken
  input  wire   [3:0] view_index,               // public view: attribute register to show
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
  output wire         axi_ar_valid,             // read address
  input  wire         axi_ar_ready,
  output wire  [31:0] axi_ar_addr,
  output wire   [7:0] axi_ar_len,               // beats - 1
  output wire   [2:0] axi_ar_size,              // log2 of the bytes in a beat
  output wire   [1:0] axi_ar_burst,
  input  wire         axi_r_valid,              // read data
  output wire         axi_r_ready,
  input  wire  [63:0] axi_r_data,
  input  wire   [1:0] axi_r_resp,
  input  wire         axi_r_last,
  output wire         axi_aw_valid,             // write address
  input  wire         axi_aw_ready,
  output wire  [31:0] axi_aw_addr,
  output wire   [7:0] axi_aw_len,               // beats - 1
  output wire   [2:0] axi_aw_size,              // log2 of the bytes in a beat
  output wire   [1:0] axi_aw_burst,
  output wire         axi_w_valid,              // write data
  input  wire         axi_w_ready,
  output wire  [63:0] axi_w_data,
  output wire   [7:0] axi_w_strb,
  output wire         axi_w_last,
  input  wire         axi_b_valid,              // write response
  output wire         axi_b_ready,
  input  wire   [1:0] axi_b_resp
);

  wire         setup_control_command_ready;
  wire         setup_control_response_valid;
  wire   [4:0] setup_control_response_status;
  wire   [3:0] setup_control_response_attribute;
  wire         setup_control_busy;
  wire   [3:0] setup_control_scan_index;
  wire         setup_control_attribute_write;
  wire   [3:0] setup_control_attribute_index;
  wire         setup_control_attribute_valid;
  wire   [3:0] setup_control_attribute_entry_domain;
  wire   [7:0] setup_control_attribute_entry_segment;
  wire  [25:0] setup_control_attribute_entry_base_line;
  wire  [26:0] setup_control_attribute_entry_limit_line;
  wire   [1:0] setup_control_attribute_entry_algorithm;
  wire   [3:0] setup_control_attribute_entry_key_slot;
  wire  [63:0] setup_control_attribute_entry_nonce;
  wire         setup_control_attribute_entry_read;
  wire         setup_control_attribute_entry_write;
  wire         setup_control_attribute_entry_execute;
  wire         setup_control_attribute_entry_default_key;
  wire         setup_control_attribute_entry_plain_access;
  wire         setup_control_attribute_entry_shared;
  wire         setup_control_attribute_entry_stack;
  wire         setup_control_attribute_entry_closed;
  wire         setup_control_key_write;
  wire         setup_control_key_erase;
  wire   [3:0] setup_control_key_slot;
  wire [511:0] setup_control_key;
  wire         setup_control_clear_mode;
  wire   [3:0] setup_control_clear_mode_domain;
  wire         setup_control_wipe;
  wire         mode_control_command_ready;
  wire         mode_control_response_valid;
  wire   [4:0] mode_control_response_status;
  wire         mode_control_response_encrypted;
  wire   [3:0] mode_control_response_attribute;
  wire  [31:0] mode_control_response_pc;
  wire         mode_control_busy;
  wire   [3:0] mode_control_match_domain;
  wire  [25:0] mode_control_match_line;
  wire   [3:0] mode_control_running_domain;
  wire         mode_control_running_encrypted;
  wire         mode_control_running_automatic;
  wire   [3:0] mode_control_running_attribute;
  wire         mode_control_return_expected;
  wire  [31:0] mode_control_return_address;
  wire         line_control_request_ready;
  wire         line_control_store_ready;
  wire         line_control_response_valid;
  wire  [63:0] line_control_response_data;
  wire         line_control_response_last;
  wire   [4:0] line_control_response_status;
  wire         line_control_response_protected;
  wire   [3:0] line_control_response_attribute;
  wire         line_control_busy;
  wire         line_control_judging;
  wire   [3:0] line_control_match_domain;
  wire  [25:0] line_control_match_line;
  wire   [3:0] line_control_entry_index;
  wire         line_control_engine_command_valid;
  wire         line_control_engine_command_decrypt;
  wire         line_control_engine_command_new_keys;
  wire [127:0] line_control_engine_command_tweak;
  wire         line_control_engine_aes256;
  wire   [3:0] line_control_key_slot;
  wire         line_control_to_engine_valid;
  wire  [63:0] line_control_to_engine_data;
  wire         line_control_from_engine_ready;
  wire         line_control_axi_ar_valid;
  wire  [31:0] line_control_axi_ar_addr;
  wire   [7:0] line_control_axi_ar_len;
  wire   [2:0] line_control_axi_ar_size;
  wire   [1:0] line_control_axi_ar_burst;
  wire         line_control_axi_r_ready;
  wire         line_control_axi_aw_valid;
  wire  [31:0] line_control_axi_aw_addr;
  wire   [7:0] line_control_axi_aw_len;
  wire   [2:0] line_control_axi_aw_size;
  wire   [1:0] line_control_axi_aw_burst;
  wire         line_control_axi_w_valid;
  wire  [63:0] line_control_axi_w_data;
  wire   [7:0] line_control_axi_w_strb;
  wire         line_control_axi_w_last;
  wire         line_control_axi_b_ready;
  wire         attribute_registers_read_valid;
  wire   [3:0] attribute_registers_read_entry_domain;
  wire   [7:0] attribute_registers_read_entry_segment;
  wire  [25:0] attribute_registers_read_entry_base_line;
  wire  [26:0] attribute_registers_read_entry_limit_line;
  wire   [1:0] attribute_registers_read_entry_algorithm;
  wire   [3:0] attribute_registers_read_entry_key_slot;
  wire  [63:0] attribute_registers_read_entry_nonce;
  wire         attribute_registers_read_entry_read;
  wire         attribute_registers_read_entry_write;
  wire         attribute_registers_read_entry_execute;
  wire         attribute_registers_read_entry_default_key;
  wire         attribute_registers_read_entry_plain_access;
  wire         attribute_registers_read_entry_shared;
  wire         attribute_registers_read_entry_stack;
  wire         attribute_registers_read_entry_closed;
  wire         attribute_registers_view_valid;
  wire   [3:0] attribute_registers_view_entry_domain;
  wire   [7:0] attribute_registers_view_entry_segment;
  wire  [25:0] attribute_registers_view_entry_base_line;
  wire  [26:0] attribute_registers_view_entry_limit_line;
  wire   [1:0] attribute_registers_view_entry_algorithm;
  wire   [3:0] attribute_registers_view_entry_key_slot_unused;
  wire  [63:0] attribute_registers_view_entry_nonce_unused;
  wire         attribute_registers_view_entry_read;
  wire         attribute_registers_view_entry_write;
  wire         attribute_registers_view_entry_execute;
  wire         attribute_registers_view_entry_default_key;
  wire         attribute_registers_view_entry_plain_access;
  wire         attribute_registers_view_entry_shared;
  wire         attribute_registers_view_entry_stack;
  wire         attribute_registers_view_entry_closed;
  wire         attribute_registers_match_ordinary;
  wire   [3:0] attribute_registers_match_ordinary_index;
  wire         attribute_registers_match_read;
  wire         attribute_registers_match_write;
  wire         attribute_registers_match_execute;
  wire         attribute_registers_match_plain_access;
  wire         attribute_registers_match_ciphered;
  wire         attribute_registers_match_fallback;
  wire   [3:0] attribute_registers_match_fallback_index;
  wire         attribute_registers_match_fallback_read;
  wire         attribute_registers_match_fallback_write;
  wire         attribute_registers_match_fallback_execute;
  wire         attribute_registers_match_fallback_ciphered;
  wire         attribute_registers_match_closed;
  wire         attribute_registers_running_closed;
  wire         key_store_written;
  wire [127:0] key_store_word;
  wire         key_store_ready;
  wire         key_store_full;
  wire   [3:0] key_store_free_slot;
  wire         line_engine_command_ready;
  wire   [1:0] line_engine_key_word_index;
  wire         line_engine_idle;
  wire         line_engine_input_ready;
  wire         line_engine_output_valid;
  wire  [63:0] line_engine_output_data;

  assign setup_ready = setup_control_command_ready;
  assign setup_response_valid = setup_control_response_valid;
  assign setup_response_status = setup_control_response_status;
  assign setup_response_attribute = setup_control_response_attribute;
  assign mode_ready = mode_control_command_ready;
  assign mode_response_valid = mode_control_response_valid;
  assign mode_response_status = mode_control_response_status;
  assign mode_response_encrypted = mode_control_response_encrypted;
  assign mode_response_attribute = mode_control_response_attribute;
  assign mode_response_pc = mode_control_response_pc;
  assign request_ready = line_control_request_ready;
  assign store_ready = line_control_store_ready;
  assign response_valid = line_control_response_valid;
  assign response_data = line_control_response_data;
  assign response_last = line_control_response_last;
  assign response_status = line_control_response_status;
  assign response_protected = line_control_response_protected;
  assign response_attribute = line_control_response_attribute;
  assign running_domain = mode_control_running_domain;
  assign running_encrypted = mode_control_running_encrypted;
  assign running_automatic = mode_control_running_automatic;
  assign running_closed = attribute_registers_running_closed;
  assign running_attribute = mode_control_running_attribute;
  assign return_expected = mode_control_return_expected;
  assign return_address = mode_control_return_address;
  wire hold = setup_control_busy | !key_store_ready;

  mode_control mode_control (
    .clock(clock),
    .reset(reset),
    .command_valid(mode_valid),
    .command_ready(mode_control_command_ready),
    .command_operation(mode_operation),
    .command_domain(mode_domain),
    .command_automatic(mode_automatic),
    .command_link(mode_link),
    .command_has_target(mode_has_target),
    .command_target(mode_target),
    .command_next(mode_next),
    .response_valid(mode_control_response_valid),
    .response_ready(mode_response_ready),
    .response_status(mode_control_response_status),
    .response_encrypted(mode_control_response_encrypted),
    .response_attribute(mode_control_response_attribute),
    .response_pc(mode_control_response_pc),
    .hold(hold),
    .busy(mode_control_busy),
    .match_domain(mode_control_match_domain),
    .match_line(mode_control_match_line),
    .match_ordinary(attribute_registers_match_ordinary),
    .match_ordinary_index(attribute_registers_match_ordinary_index),
    .match_read(attribute_registers_match_read),
    .match_write(attribute_registers_match_write),
    .match_execute(attribute_registers_match_execute),
    .match_plain_access(attribute_registers_match_plain_access),
    .match_ciphered(attribute_registers_match_ciphered),
    .match_fallback(attribute_registers_match_fallback),
    .match_fallback_index(attribute_registers_match_fallback_index),
    .match_fallback_read(attribute_registers_match_fallback_read),
    .match_fallback_write(attribute_registers_match_fallback_write),
    .match_fallback_execute(attribute_registers_match_fallback_execute),
    .match_fallback_ciphered(attribute_registers_match_fallback_ciphered),
    .match_closed(attribute_registers_match_closed),
    .match_taken(line_control_judging),
    .clear(setup_control_clear_mode),
    .clear_domain(setup_control_clear_mode_domain),
    .running_domain(mode_control_running_domain),
    .running_encrypted(mode_control_running_encrypted),
    .running_automatic(mode_control_running_automatic),
    .running_attribute(mode_control_running_attribute),
    .return_expected(mode_control_return_expected),
    .return_address(mode_control_return_address)
  );

  attribute_registers attribute_registers (
    .clock(clock),
    .reset(reset),
    .write(setup_control_attribute_write),
    .write_index(setup_control_attribute_index),
    .write_valid(setup_control_attribute_valid),
    .entry_domain(setup_control_attribute_entry_domain),
    .entry_segment(setup_control_attribute_entry_segment),
    .entry_base_line(setup_control_attribute_entry_base_line),
    .entry_limit_line(setup_control_attribute_entry_limit_line),
    .entry_algorithm(setup_control_attribute_entry_algorithm),
    .entry_key_slot(setup_control_attribute_entry_key_slot),
    .entry_nonce(setup_control_attribute_entry_nonce),
    .entry_read(setup_control_attribute_entry_read),
    .entry_write(setup_control_attribute_entry_write),
    .entry_execute(setup_control_attribute_entry_execute),
    .entry_default_key(setup_control_attribute_entry_default_key),
    .entry_plain_access(setup_control_attribute_entry_plain_access),
    .entry_shared(setup_control_attribute_entry_shared),
    .entry_stack(setup_control_attribute_entry_stack),
    .entry_closed(setup_control_attribute_entry_closed),
    .read_index(setup_control_busy ? setup_control_scan_index : line_control_entry_index),
    .read_valid(attribute_registers_read_valid),
    .read_entry_domain(attribute_registers_read_entry_domain),
    .read_entry_segment(attribute_registers_read_entry_segment),
    .read_entry_base_line(attribute_registers_read_entry_base_line),
    .read_entry_limit_line(attribute_registers_read_entry_limit_line),
    .read_entry_algorithm(attribute_registers_read_entry_algorithm),
    .read_entry_key_slot(attribute_registers_read_entry_key_slot),
    .read_entry_nonce(attribute_registers_read_entry_nonce),
    .read_entry_read(attribute_registers_read_entry_read),
    .read_entry_write(attribute_registers_read_entry_write),
    .read_entry_execute(attribute_registers_read_entry_execute),
    .read_entry_default_key(attribute_registers_read_entry_default_key),
    .read_entry_plain_access(attribute_registers_read_entry_plain_access),
    .read_entry_shared(attribute_registers_read_entry_shared),
    .read_entry_stack(attribute_registers_read_entry_stack),
    .read_entry_closed(attribute_registers_read_entry_closed),
    .view_index(view_index),
    .view_valid(attribute_registers_view_valid),
    .view_entry_domain(attribute_registers_view_entry_domain),
    .view_entry_segment(attribute_registers_view_entry_segment),
    .view_entry_base_line(attribute_registers_view_entry_base_line),
    .view_entry_limit_line(attribute_registers_view_entry_limit_line),
    .view_entry_algorithm(attribute_registers_view_entry_algorithm),
    .view_entry_key_slot(attribute_registers_view_entry_key_slot_unused),
    .view_entry_nonce(attribute_registers_view_entry_nonce_unused),
    .view_entry_read(attribute_registers_view_entry_read),
    .view_entry_write(attribute_registers_view_entry_write),
    .view_entry_execute(attribute_registers_view_entry_execute),
    .view_entry_default_key(attribute_registers_view_entry_default_key),
    .view_entry_plain_access(attribute_registers_view_entry_plain_access),
    .view_entry_shared(attribute_registers_view_entry_shared),
    .view_entry_stack(attribute_registers_view_entry_stack),
    .view_entry_closed(attribute_registers_view_entry_closed),
    .match_domain(line_control_judging ? line_control_match_domain : mode_control_match_domain),
    .match_line(line_control_judging ? line_control_match_line : mode_control_match_line),
    .match_ordinary(attribute_registers_match_ordinary),
    .match_ordinary_index(attribute_registers_match_ordinary_index),
    .match_read(attribute_registers_match_read),
    .match_write(attribute_registers_match_write),
    .match_execute(attribute_registers_match_execute),
    .match_plain_access(attribute_registers_match_plain_access),
    .match_ciphered(attribute_registers_match_ciphered),
    .match_fallback(attribute_registers_match_fallback),
    .match_fallback_index(attribute_registers_match_fallback_index),
    .match_fallback_read(attribute_registers_match_fallback_read),
    .match_fallback_write(attribute_registers_match_fallback_write),
    .match_fallback_execute(attribute_registers_match_fallback_execute),
    .match_fallback_ciphered(attribute_registers_match_fallback_ciphered),
    .match_closed(attribute_registers_match_closed),
    .running_domain(mode_control_running_domain),
    .running_closed(attribute_registers_running_closed)
  );

  assign view_valid = attribute_registers_view_valid;
  assign view_domain = attribute_registers_view_entry_domain;
  assign view_segment = attribute_registers_view_entry_segment;
  assign view_base_line = attribute_registers_view_entry_base_line;
  assign view_limit_line = attribute_registers_view_entry_limit_line;
  assign view_algorithm = {6'd0, attribute_registers_view_entry_algorithm};
  assign view_read = attribute_registers_view_entry_read;
  assign view_write = attribute_registers_view_entry_write;
  assign view_execute = attribute_registers_view_entry_execute;
  assign view_default_key = attribute_registers_view_entry_default_key;
  assign view_plain_access = attribute_registers_view_entry_plain_access;
  assign view_shared = attribute_registers_view_entry_shared;
  assign view_stack = attribute_registers_view_entry_stack;
  assign view_closed = attribute_registers_view_entry_closed;

  key_store key_store (
    .clock(clock),
    .reset(reset),
    .write(setup_control_key_write),
    .written(key_store_written),
    .erase(setup_control_key_erase),
    .sweep(setup_control_wipe),
    .write_slot(setup_control_key_slot),
    .write_key(setup_control_key),
    .read_slot(line_control_key_slot),
    .read_word(line_engine_key_word_index),
    .word(key_store_word),
    .ready(key_store_ready),
    .full(key_store_full),
    .free_slot(key_store_free_slot)
  );

  setup_control setup_control (
    .clock(clock),
    .reset(reset),
    .command_valid(setup_valid),
    .command_ready(setup_control_command_ready),
    .command_operation(setup_operation),
    .command_domain(setup_domain),
    .command_segment(setup_segment),
    .command_base(setup_base),
    .command_bound(setup_bound),
    .command_bound_is_limit(setup_bound_is_limit),
    .command_algorithm(setup_algorithm),
    .command_nonce(setup_nonce),
    .command_read(setup_read),
    .command_write(setup_write),
    .command_execute(setup_execute),
    .command_default_key(setup_default_key),
    .command_plain_access(setup_plain_access),
    .command_shared(setup_shared),
    .command_stack(setup_stack),
    .command_closed(setup_closed),
    .command_immediate(setup_immediate),
    .command_share_key(setup_share_key),
    .command_key_segment(setup_key_segment),
    .command_key_bytes(setup_key_bytes),
    .command_key(setup_key),
    .response_valid(setup_control_response_valid),
    .response_ready(setup_response_ready),
    .response_status(setup_control_response_status),
    .response_attribute(setup_control_response_attribute),
    .allowed(!(mode_valid | request_valid | mode_control_busy | line_control_busy | !key_store_ready)),
    .busy(setup_control_busy),
    .running_domain(mode_control_running_domain),
    .running_encrypted(mode_control_running_encrypted),
    .scan_index(setup_control_scan_index),
    .register_valid(attribute_registers_read_valid),
    .register_domain(attribute_registers_read_entry_domain),
    .register_segment(attribute_registers_read_entry_segment),
    .register_base_line(attribute_registers_read_entry_base_line),
    .register_limit_line(attribute_registers_read_entry_limit_line),
    .register_algorithm(attribute_registers_read_entry_algorithm),
    .register_key_slot(attribute_registers_read_entry_key_slot),
    .register_nonce(attribute_registers_read_entry_nonce),
    .register_read(attribute_registers_read_entry_read),
    .register_write(attribute_registers_read_entry_write),
    .register_execute(attribute_registers_read_entry_execute),
    .register_default_key(attribute_registers_read_entry_default_key),
    .register_plain_access(attribute_registers_read_entry_plain_access),
    .register_shared(attribute_registers_read_entry_shared),
    .register_stack(attribute_registers_read_entry_stack),
    .register_closed(attribute_registers_read_entry_closed),
    .attribute_write(setup_control_attribute_write),
    .attribute_index(setup_control_attribute_index),
    .attribute_valid(setup_control_attribute_valid),
    .attribute_entry_domain(setup_control_attribute_entry_domain),
    .attribute_entry_segment(setup_control_attribute_entry_segment),
    .attribute_entry_base_line(setup_control_attribute_entry_base_line),
    .attribute_entry_limit_line(setup_control_attribute_entry_limit_line),
    .attribute_entry_algorithm(setup_control_attribute_entry_algorithm),
    .attribute_entry_key_slot(setup_control_attribute_entry_key_slot),
    .attribute_entry_nonce(setup_control_attribute_entry_nonce),
    .attribute_entry_read(setup_control_attribute_entry_read),
    .attribute_entry_write(setup_control_attribute_entry_write),
    .attribute_entry_execute(setup_control_attribute_entry_execute),
    .attribute_entry_default_key(setup_control_attribute_entry_default_key),
    .attribute_entry_plain_access(setup_control_attribute_entry_plain_access),
    .attribute_entry_shared(setup_control_attribute_entry_shared),
    .attribute_entry_stack(setup_control_attribute_entry_stack),
    .attribute_entry_closed(setup_control_attribute_entry_closed),
    .key_write(setup_control_key_write),
    .key_written(key_store_written),
    .key_erase(setup_control_key_erase),
    .key_slot(setup_control_key_slot),
    .key(setup_control_key),
    .key_store_full(key_store_full),
    .free_key_slot(key_store_free_slot),
    .clear_mode(setup_control_clear_mode),
    .clear_mode_domain(setup_control_clear_mode_domain),
    .wipe(setup_control_wipe),
    .wiped(line_engine_idle & key_store_ready)
  );

  line_engine line_engine (
    .clock(clock),
    .reset(reset),
    .command_valid(line_control_engine_command_valid),
    .command_ready(line_engine_command_ready),
    .command_decrypt(line_control_engine_command_decrypt),
    .command_new_keys(line_control_engine_command_new_keys),
    .command_tweak(line_control_engine_command_tweak),
    .aes256(line_control_engine_aes256),
    .key_word_index(line_engine_key_word_index),
    .key_word(key_store_word),
    .wipe(setup_control_wipe),
    .idle(line_engine_idle),
    .input_valid(line_control_to_engine_valid),
    .input_ready(line_engine_input_ready),
    .input_data(line_control_to_engine_data),
    .output_valid(line_engine_output_valid),
    .output_ready(line_control_from_engine_ready),
    .output_data(line_engine_output_data)
  );

  assign axi_ar_valid = line_control_axi_ar_valid;
  assign axi_ar_addr = line_control_axi_ar_addr;
  assign axi_ar_len = line_control_axi_ar_len;
  assign axi_ar_size = line_control_axi_ar_size;
  assign axi_ar_burst = line_control_axi_ar_burst;
  assign axi_r_ready = line_control_axi_r_ready;
  assign axi_aw_valid = line_control_axi_aw_valid;
  assign axi_aw_addr = line_control_axi_aw_addr;
  assign axi_aw_len = line_control_axi_aw_len;
  assign axi_aw_size = line_control_axi_aw_size;
  assign axi_aw_burst = line_control_axi_aw_burst;
  assign axi_w_valid = line_control_axi_w_valid;
  assign axi_w_data = line_control_axi_w_data;
  assign axi_w_strb = line_control_axi_w_strb;
  assign axi_w_last = line_control_axi_w_last;
  assign axi_b_ready = line_control_axi_b_ready;

  line_control line_control (
    .clock(clock),
    .reset(reset),
    .request_valid(request_valid),
    .request_ready(line_control_request_ready),
    .request_kind(request_kind),
    .request_encrypted(request_encrypted),
    .request_domain(request_domain),
    .request_virtual_line(request_virtual_line),
    .request_physical_line(request_physical_line),
    .request_protected(request_protected),
    .request_attribute(request_attribute),
    .store_valid(store_valid),
    .store_ready(line_control_store_ready),
    .store_data(store_data),
    .response_valid(line_control_response_valid),
    .response_ready(response_ready),
    .response_data(line_control_response_data),
    .response_last(line_control_response_last),
    .response_status(line_control_response_status),
    .response_protected(line_control_response_protected),
    .response_attribute(line_control_response_attribute),
    .hold(hold),
    .busy(line_control_busy),
    .running_domain(mode_control_running_domain),
    .judging(line_control_judging),
    .match_domain(line_control_match_domain),
    .match_line(line_control_match_line),
    .match_ordinary(attribute_registers_match_ordinary),
    .match_ordinary_index(attribute_registers_match_ordinary_index),
    .match_read(attribute_registers_match_read),
    .match_write(attribute_registers_match_write),
    .match_execute(attribute_registers_match_execute),
    .match_plain_access(attribute_registers_match_plain_access),
    .match_ciphered(attribute_registers_match_ciphered),
    .match_fallback(attribute_registers_match_fallback),
    .match_fallback_index(attribute_registers_match_fallback_index),
    .match_fallback_read(attribute_registers_match_fallback_read),
    .match_fallback_write(attribute_registers_match_fallback_write),
    .match_fallback_execute(attribute_registers_match_fallback_execute),
    .match_fallback_ciphered(attribute_registers_match_fallback_ciphered),
    .match_closed(attribute_registers_match_closed),
    .entry_index(line_control_entry_index),
    .region_valid(attribute_registers_read_valid),
    .region_domain(attribute_registers_read_entry_domain),
    .region_segment(attribute_registers_read_entry_segment),
    .region_base_line(attribute_registers_read_entry_base_line),
    .region_limit_line(attribute_registers_read_entry_limit_line),
    .region_algorithm(attribute_registers_read_entry_algorithm),
    .region_key_slot(attribute_registers_read_entry_key_slot),
    .region_nonce(attribute_registers_read_entry_nonce),
    .region_read(attribute_registers_read_entry_read),
    .region_write(attribute_registers_read_entry_write),
    .region_execute(attribute_registers_read_entry_execute),
    .region_default_key(attribute_registers_read_entry_default_key),
    .region_plain_access(attribute_registers_read_entry_plain_access),
    .region_shared(attribute_registers_read_entry_shared),
    .region_stack(attribute_registers_read_entry_stack),
    .region_closed(attribute_registers_read_entry_closed),
    .engine_command_valid(line_control_engine_command_valid),
    .engine_command_ready(line_engine_command_ready),
    .engine_command_decrypt(line_control_engine_command_decrypt),
    .engine_command_new_keys(line_control_engine_command_new_keys),
    .engine_command_tweak(line_control_engine_command_tweak),
    .engine_aes256(line_control_engine_aes256),
    .forget_keys(setup_control_wipe | setup_control_key_write | setup_control_key_erase),
    .key_slot(line_control_key_slot),
    .to_engine_valid(line_control_to_engine_valid),
    .to_engine_ready(line_engine_input_ready),
    .to_engine_data(line_control_to_engine_data),
    .from_engine_valid(line_engine_output_valid),
    .from_engine_ready(line_control_from_engine_ready),
    .from_engine_data(line_engine_output_data),
    .axi_ar_valid(line_control_axi_ar_valid),
    .axi_ar_ready(axi_ar_ready),
    .axi_ar_addr(line_control_axi_ar_addr),
    .axi_ar_len(line_control_axi_ar_len),
    .axi_ar_size(line_control_axi_ar_size),
    .axi_ar_burst(line_control_axi_ar_burst),
    .axi_r_valid(axi_r_valid),
    .axi_r_ready(line_control_axi_r_ready),
    .axi_r_data(axi_r_data),
    .axi_r_resp(axi_r_resp),
    .axi_r_last(axi_r_last),
    .axi_aw_valid(line_control_axi_aw_valid),
    .axi_aw_ready(axi_aw_ready),
    .axi_aw_addr(line_control_axi_aw_addr),
    .axi_aw_len(line_control_axi_aw_len),
    .axi_aw_size(line_control_axi_aw_size),
    .axi_aw_burst(line_control_axi_aw_burst),
    .axi_w_valid(line_control_axi_w_valid),
    .axi_w_ready(axi_w_ready),
    .axi_w_data(line_control_axi_w_data),
    .axi_w_strb(line_control_axi_w_strb),
    .axi_w_last(line_control_axi_w_last),
    .axi_b_valid(axi_b_valid),
    .axi_b_ready(line_control_axi_b_ready),
    .axi_b_resp(axi_b_resp)
  );

endmodule

`default_nettype wire
