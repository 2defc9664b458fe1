// processor_system
//
// RV32IMA processor with encryption unit and peripherals; memory behind AXI4.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module processor_system (
  input  wire        clock,
  input  wire        reset,                 // synchronous, active high
  output wire        axi_ar_valid,          // read address
  input  wire        axi_ar_ready,
  output wire [31:0] axi_ar_addr,
  output wire  [7:0] axi_ar_len,            // beats - 1
  output wire  [2:0] axi_ar_size,           // log2 of the bytes in a beat
  output wire  [1:0] axi_ar_burst,
  input  wire        axi_r_valid,           // read data
  output wire        axi_r_ready,
  input  wire [63:0] axi_r_data,
  input  wire  [1:0] axi_r_resp,
  input  wire        axi_r_last,
  output wire        axi_aw_valid,          // write address
  input  wire        axi_aw_ready,
  output wire [31:0] axi_aw_addr,
  output wire  [7:0] axi_aw_len,            // beats - 1
  output wire  [2:0] axi_aw_size,           // log2 of the bytes in a beat
  output wire  [1:0] axi_aw_burst,
  output wire        axi_w_valid,           // write data
  input  wire        axi_w_ready,
  output wire [63:0] axi_w_data,
  output wire  [7:0] axi_w_strb,
  output wire        axi_w_last,
  input  wire        axi_b_valid,           // write response
  output wire        axi_b_ready,
  input  wire  [1:0] axi_b_resp,
  output wire  [7:0] fuse_address,
  input  wire [63:0] fuse,                  // secret: the fuses at `fuse_address` one cycle before
  input  wire        noise,                 // secret: a sample of the noise source
  input  wire        noise_valid,           // `noise` is a new sample
  input  wire        receive_line,          // of the serial port; high while nothing is sent
  output wire        send_line,
  input  wire [31:0] medium_sectors,        // sectors of the block device's medium; 0 without one
  output wire        medium_request_valid,  // a sector is to be read or written
  input  wire        medium_request_ready,
  output wire        medium_request_write,  // words go to the medium
  output wire [31:0] medium_request_sector, // of 512 bytes; below the number of sectors
  output wire        medium_write_valid,    // a word to be written
  input  wire        medium_write_ready,
  output wire [31:0] medium_write_data,
  input  wire        medium_read_valid,     // a word that was read
  output wire        medium_read_ready,
  input  wire [31:0] medium_read_data,
  input  wire        medium_answer_valid,   // the end of a transfer
  output wire        medium_answer_ready,
  input  wire        medium_answer_error,   // the sector could not be read or written
  output wire        finished,              // a program has ended the simulation
  output wire [15:0] exit_code,
  output wire        encrypted_mode,        // a domain runs in encrypted mode
  output wire [63:0] current_time,          // the real-time counter
  output wire  [3:0] interrupts             // inputs of mip: SEIP, MEIP, MTIP, MSIP
);

  localparam [1:0] STATUS_ES16 = 2'd2;

  wire         core_request_valid;
  wire   [1:0] core_request_kind;
  wire         core_request_encrypted;
  wire   [3:0] core_request_domain;
  wire  [25:0] core_request_virtual_line;
  wire  [25:0] core_request_physical_line;
  wire         core_request_protected;
  wire   [3:0] core_request_attribute;
  wire         core_store_valid;
  wire  [63:0] core_store_data;
  wire         core_response_ready;
  wire         core_device_valid;
  wire         core_device_write;
  wire  [31:0] core_device_address;
  wire   [1:0] core_device_size;
  wire  [31:0] core_device_store;
  wire         core_order_transfer;
  wire         core_order_execute;
  wire         core_order_suspend;
  wire         core_order_restore;
  wire   [3:0] core_order_domain;
  wire  [31:0] core_order_instruction;
  wire  [31:0] core_order_first;
  wire  [31:0] core_order_second;
  wire  [31:0] core_order_pc;
  wire  [31:0] core_order_next;
  wire         core_order_is_call;
  wire         core_order_is_user;
  wire  [31:0] core_context_value;
  wire         core_access_done;
  wire   [4:0] core_access_cause;
  wire  [31:0] core_access_word;
  wire         core_caches_emptied;
  wire  [11:0] core_outside_address;
  wire   [7:0] core_region_index;
  wire         core_seed_access;
  wire         protection_answer_done;
  wire         protection_answer_refused;
  wire   [4:0] protection_answer_cause;
  wire  [31:0] protection_answer_value;
  wire         protection_answer_has_target;
  wire  [31:0] protection_answer_target;
  wire   [3:0] protection_running_domain;
  wire         protection_running_encrypted;
  wire         protection_running_automatic;
  wire         protection_running_closed;
  wire   [3:0] protection_running_attribute;
  wire         protection_running_return_expected;
  wire  [31:0] protection_running_return_address;
  wire   [4:0] protection_context_index;
  wire         protection_register_write_valid;
  wire   [4:0] protection_register_write_index;
  wire         protection_access_valid;
  wire   [3:0] protection_access_operation;
  wire  [31:0] protection_access_address;
  wire  [31:0] protection_access_store;
  wire         protection_flush;
  wire         protection_key_valid;
  wire         protection_key_whole;
  wire   [3:0] protection_key_domain;
  wire   [7:0] protection_key_segment;
  wire  [31:0] protection_key_base;
  wire  [32:0] protection_key_bound;
  wire         protection_key_bound_is_limit;
  wire         protection_key_entry_valid;
  wire  [63:0] protection_key_entry_data;
  wire         protection_key_entry_last;
  wire         protection_key_response_ready;
  wire         protection_setup_valid;
  wire   [1:0] protection_setup_operation;
  wire   [3:0] protection_setup_domain;
  wire   [7:0] protection_setup_segment;
  wire  [31:0] protection_setup_base;
  wire  [32:0] protection_setup_bound;
  wire         protection_setup_bound_is_limit;
  wire   [7:0] protection_setup_algorithm;
  wire  [63:0] protection_setup_nonce;
  wire         protection_setup_read;
  wire         protection_setup_write;
  wire         protection_setup_execute;
  wire         protection_setup_default_key;
  wire         protection_setup_plain_access;
  wire         protection_setup_shared;
  wire         protection_setup_stack;
  wire         protection_setup_closed;
  wire         protection_setup_immediate;
  wire         protection_setup_share_key;
  wire   [7:0] protection_setup_key_segment;
  wire   [6:0] protection_setup_key_bytes;
  wire [511:0] protection_setup_key;
  wire         protection_setup_response_ready;
  wire         protection_mode_valid;
  wire   [2:0] protection_mode_operation;
  wire   [3:0] protection_mode_domain;
  wire         protection_mode_automatic;
  wire         protection_mode_link;
  wire         protection_mode_has_target;
  wire  [31:0] protection_mode_target;
  wire  [31:0] protection_mode_next;
  wire         protection_mode_response_ready;
  wire         protection_power_command_valid;
  wire   [1:0] protection_power_command_operation;
  wire   [6:0] protection_power_command_words;
  wire   [6:0] protection_power_command_exponent_words;
  wire         protection_power_operand_valid;
  wire   [1:0] protection_power_operand_operand;
  wire   [5:0] protection_power_operand_index;
  wire  [63:0] protection_power_operand_word;
  wire         protection_power_request_valid;
  wire   [5:0] protection_power_request_index;
  wire         protection_power_result_ready;
  wire         protection_draws_random;
  wire         encryption_key_command_ready;
  wire         encryption_key_entry_ready;
  wire         encryption_key_response_valid;
  wire   [4:0] encryption_key_response_status;
  wire   [3:0] encryption_key_response_domain;
  wire   [3:0] encryption_key_response_attribute;
  wire         encryption_setup_ready;
  wire         encryption_setup_response_valid;
  wire   [4:0] encryption_setup_response_status;
  wire   [3:0] encryption_setup_response_attribute;
  wire         encryption_mode_ready;
  wire         encryption_mode_response_valid;
  wire   [4:0] encryption_mode_response_status;
  wire         encryption_mode_response_encrypted;
  wire   [3:0] encryption_mode_response_attribute;
  wire  [31:0] encryption_mode_response_pc;
  wire         encryption_request_ready;
  wire         encryption_store_ready;
  wire         encryption_response_valid;
  wire  [63:0] encryption_response_data;
  wire         encryption_response_last;
  wire   [4:0] encryption_response_status;
  wire         encryption_response_protected;
  wire   [3:0] encryption_response_attribute;
  wire         encryption_power_command_ready;
  wire         encryption_power_operand_ready;
  wire         encryption_power_request_ready;
  wire         encryption_power_result_valid;
  wire  [63:0] encryption_power_result_word;
  wire         encryption_power_result_damaged;
  wire   [2:0] encryption_power_status;
  wire         encryption_power_idle;
  wire   [3:0] encryption_running_domain;
  wire         encryption_running_encrypted;
  wire         encryption_running_automatic;
  wire         encryption_running_closed;
  wire   [3:0] encryption_running_attribute;
  wire         encryption_return_expected;
  wire  [31:0] encryption_return_address;
  wire         encryption_view_valid;
  wire   [3:0] encryption_view_domain;
  wire   [7:0] encryption_view_segment;
  wire  [25:0] encryption_view_base_line;
  wire  [26:0] encryption_view_limit_line;
  wire   [7:0] encryption_view_algorithm;
  wire         encryption_view_read;
  wire         encryption_view_write;
  wire         encryption_view_execute;
  wire         encryption_view_default_key;
  wire         encryption_view_plain_access;
  wire         encryption_view_shared;
  wire         encryption_view_stack;
  wire         encryption_view_closed;
  wire   [7:0] encryption_fuse_address;
  wire         encryption_axi_ar_valid;
  wire  [31:0] encryption_axi_ar_addr;
  wire   [7:0] encryption_axi_ar_len;
  wire   [2:0] encryption_axi_ar_size;
  wire   [1:0] encryption_axi_ar_burst;
  wire         encryption_axi_r_ready;
  wire         encryption_axi_aw_valid;
  wire  [31:0] encryption_axi_aw_addr;
  wire   [7:0] encryption_axi_aw_len;
  wire   [2:0] encryption_axi_aw_size;
  wire   [1:0] encryption_axi_aw_burst;
  wire         encryption_axi_w_valid;
  wire  [63:0] encryption_axi_w_data;
  wire   [7:0] encryption_axi_w_strb;
  wire         encryption_axi_w_last;
  wire         encryption_axi_b_ready;
  wire         peripherals_request_ready;
  wire         peripherals_response_valid;
  wire  [31:0] peripherals_response_data;
  wire         peripherals_response_error;
  wire  [63:0] peripherals_current_time;
  wire         peripherals_machine_software_interrupt;
  wire         peripherals_machine_timer_interrupt;
  wire         peripherals_machine_external_interrupt;
  wire         peripherals_supervisor_external_interrupt;
  wire         peripherals_send_line;
  wire         peripherals_medium_request_valid;
  wire         peripherals_medium_request_write;
  wire  [31:0] peripherals_medium_request_sector;
  wire         peripherals_medium_write_valid;
  wire  [31:0] peripherals_medium_write_data;
  wire         peripherals_medium_read_ready;
  wire         peripherals_medium_answer_ready;
  wire         peripherals_finished;
  wire  [15:0] peripherals_exit_code;
  wire  [31:0] seed_register_value;
  wire   [1:0] seed_register_status;
  wire         seed_register_gathering;
  wire  [31:0] external_registers_value;

  assign axi_ar_valid = encryption_axi_ar_valid;
  assign axi_ar_addr = encryption_axi_ar_addr;
  assign axi_ar_len = encryption_axi_ar_len;
  assign axi_ar_size = encryption_axi_ar_size;
  assign axi_ar_burst = encryption_axi_ar_burst;
  assign axi_r_ready = encryption_axi_r_ready;
  assign axi_aw_valid = encryption_axi_aw_valid;
  assign axi_aw_addr = encryption_axi_aw_addr;
  assign axi_aw_len = encryption_axi_aw_len;
  assign axi_aw_size = encryption_axi_aw_size;
  assign axi_aw_burst = encryption_axi_aw_burst;
  assign axi_w_valid = encryption_axi_w_valid;
  assign axi_w_data = encryption_axi_w_data;
  assign axi_w_strb = encryption_axi_w_strb;
  assign axi_w_last = encryption_axi_w_last;
  assign axi_b_ready = encryption_axi_b_ready;
  assign encrypted_mode = encryption_running_encrypted;
  assign fuse_address = encryption_fuse_address;

  keyed_encryption_unit encryption (
    .clock(clock),
    .reset(reset),
    .key_command_valid(protection_key_valid),
    .key_command_ready(encryption_key_command_ready),
    .key_command_whole(protection_key_whole),
    .key_command_domain(protection_key_domain),
    .key_command_segment(protection_key_segment),
    .key_command_base(protection_key_base),
    .key_command_bound(protection_key_bound),
    .key_command_bound_is_limit(protection_key_bound_is_limit),
    .key_entry_valid(protection_key_entry_valid),
    .key_entry_ready(encryption_key_entry_ready),
    .key_entry_data(protection_key_entry_data),
    .key_entry_last(protection_key_entry_last),
    .key_response_valid(encryption_key_response_valid),
    .key_response_ready(protection_key_response_ready),
    .key_response_status(encryption_key_response_status),
    .key_response_domain(encryption_key_response_domain),
    .key_response_attribute(encryption_key_response_attribute),
    .setup_valid(protection_setup_valid),
    .setup_ready(encryption_setup_ready),
    .setup_operation(protection_setup_operation),
    .setup_domain(protection_setup_domain),
    .setup_segment(protection_setup_segment),
    .setup_base(protection_setup_base),
    .setup_bound(protection_setup_bound),
    .setup_bound_is_limit(protection_setup_bound_is_limit),
    .setup_algorithm(protection_setup_algorithm),
    .setup_nonce(protection_setup_nonce),
    .setup_read(protection_setup_read),
    .setup_write(protection_setup_write),
    .setup_execute(protection_setup_execute),
    .setup_default_key(protection_setup_default_key),
    .setup_plain_access(protection_setup_plain_access),
    .setup_shared(protection_setup_shared),
    .setup_stack(protection_setup_stack),
    .setup_closed(protection_setup_closed),
    .setup_immediate(protection_setup_immediate),
    .setup_share_key(protection_setup_share_key),
    .setup_key_segment(protection_setup_key_segment),
    .setup_key_bytes(protection_setup_key_bytes),
    .setup_key(protection_setup_key),
    .setup_response_valid(encryption_setup_response_valid),
    .setup_response_ready(protection_setup_response_ready),
    .setup_response_status(encryption_setup_response_status),
    .setup_response_attribute(encryption_setup_response_attribute),
    .mode_valid(protection_mode_valid),
    .mode_ready(encryption_mode_ready),
    .mode_operation(protection_mode_operation),
    .mode_domain(protection_mode_domain),
    .mode_automatic(protection_mode_automatic),
    .mode_link(protection_mode_link),
    .mode_has_target(protection_mode_has_target),
    .mode_target(protection_mode_target),
    .mode_next(protection_mode_next),
    .mode_response_valid(encryption_mode_response_valid),
    .mode_response_ready(protection_mode_response_ready),
    .mode_response_status(encryption_mode_response_status),
    .mode_response_encrypted(encryption_mode_response_encrypted),
    .mode_response_attribute(encryption_mode_response_attribute),
    .mode_response_pc(encryption_mode_response_pc),
    .request_valid(core_request_valid),
    .request_ready(encryption_request_ready),
    .request_kind(core_request_kind),
    .request_encrypted(core_request_encrypted),
    .request_domain(core_request_domain),
    .request_virtual_line(core_request_virtual_line),
    .request_physical_line(core_request_physical_line),
    .request_protected(core_request_protected),
    .request_attribute(core_request_attribute),
    .store_valid(core_store_valid),
    .store_ready(encryption_store_ready),
    .store_data(core_store_data),
    .response_valid(encryption_response_valid),
    .response_ready(core_response_ready),
    .response_data(encryption_response_data),
    .response_last(encryption_response_last),
    .response_status(encryption_response_status),
    .response_protected(encryption_response_protected),
    .response_attribute(encryption_response_attribute),
    .power_command_valid(protection_power_command_valid),
    .power_command_ready(encryption_power_command_ready),
    .power_command_operation(protection_power_command_operation),
    .power_command_words(protection_power_command_words),
    .power_command_exponent_words(protection_power_command_exponent_words),
    .power_operand_valid(protection_power_operand_valid),
    .power_operand_ready(encryption_power_operand_ready),
    .power_operand_operand(protection_power_operand_operand),
    .power_operand_index(protection_power_operand_index),
    .power_operand_word(protection_power_operand_word),
    .power_request_valid(protection_power_request_valid),
    .power_request_ready(encryption_power_request_ready),
    .power_request_index(protection_power_request_index),
    .power_result_valid(encryption_power_result_valid),
    .power_result_ready(protection_power_result_ready),
    .power_result_word(encryption_power_result_word),
    .power_result_damaged(encryption_power_result_damaged),
    .power_status(encryption_power_status),
    .power_idle(encryption_power_idle),
    .running_domain(encryption_running_domain),
    .running_encrypted(encryption_running_encrypted),
    .running_automatic(encryption_running_automatic),
    .running_closed(encryption_running_closed),
    .running_attribute(encryption_running_attribute),
    .return_expected(encryption_return_expected),
    .return_address(encryption_return_address),
    .view_index(core_region_index[3:0]),
    .view_valid(encryption_view_valid),
    .view_domain(encryption_view_domain),
    .view_segment(encryption_view_segment),
    .view_base_line(encryption_view_base_line),
    .view_limit_line(encryption_view_limit_line),
    .view_algorithm(encryption_view_algorithm),
    .view_read(encryption_view_read),
    .view_write(encryption_view_write),
    .view_execute(encryption_view_execute),
    .view_default_key(encryption_view_default_key),
    .view_plain_access(encryption_view_plain_access),
    .view_shared(encryption_view_shared),
    .view_stack(encryption_view_stack),
    .view_closed(encryption_view_closed),
    .fuse_address(encryption_fuse_address),
    .fuse(fuse),
    .axi_ar_valid(encryption_axi_ar_valid),
    .axi_ar_ready(axi_ar_ready),
    .axi_ar_addr(encryption_axi_ar_addr),
    .axi_ar_len(encryption_axi_ar_len),
    .axi_ar_size(encryption_axi_ar_size),
    .axi_ar_burst(encryption_axi_ar_burst),
    .axi_r_valid(axi_r_valid),
    .axi_r_ready(encryption_axi_r_ready),
    .axi_r_data(axi_r_data),
    .axi_r_resp(axi_r_resp),
    .axi_r_last(axi_r_last),
    .axi_aw_valid(encryption_axi_aw_valid),
    .axi_aw_ready(axi_aw_ready),
    .axi_aw_addr(encryption_axi_aw_addr),
    .axi_aw_len(encryption_axi_aw_len),
    .axi_aw_size(encryption_axi_aw_size),
    .axi_aw_burst(encryption_axi_aw_burst),
    .axi_w_valid(encryption_axi_w_valid),
    .axi_w_ready(axi_w_ready),
    .axi_w_data(encryption_axi_w_data),
    .axi_w_strb(encryption_axi_w_strb),
    .axi_w_last(encryption_axi_w_last),
    .axi_b_valid(axi_b_valid),
    .axi_b_ready(encryption_axi_b_ready),
    .axi_b_resp(axi_b_resp)
  );

  processor_core core (
    .clock(clock),
    .reset(reset),
    .request_valid(core_request_valid),
    .request_ready(encryption_request_ready),
    .request_kind(core_request_kind),
    .request_encrypted(core_request_encrypted),
    .request_domain(core_request_domain),
    .request_virtual_line(core_request_virtual_line),
    .request_physical_line(core_request_physical_line),
    .request_protected(core_request_protected),
    .request_attribute(core_request_attribute),
    .store_valid(core_store_valid),
    .store_ready(encryption_store_ready),
    .store_data(core_store_data),
    .response_valid(encryption_response_valid),
    .response_ready(core_response_ready),
    .response_data(encryption_response_data),
    .response_last(encryption_response_last),
    .response_status(encryption_response_status),
    .response_protected(encryption_response_protected),
    .response_attribute(encryption_response_attribute),
    .device_valid(core_device_valid),
    .device_ready(peripherals_request_ready),
    .device_write(core_device_write),
    .device_address(core_device_address),
    .device_size(core_device_size),
    .device_store(core_device_store),
    .device_response_valid(peripherals_response_valid),
    .device_response_data(peripherals_response_data),
    .device_response_error(peripherals_response_error),
    .running_domain(protection_running_domain),
    .running_encrypted(protection_running_encrypted),
    .running_automatic(protection_running_automatic),
    .running_closed(protection_running_closed),
    .running_attribute(protection_running_attribute),
    .running_return_expected(protection_running_return_expected),
    .running_return_address(protection_running_return_address),
    .order_transfer(core_order_transfer),
    .order_execute(core_order_execute),
    .order_suspend(core_order_suspend),
    .order_restore(core_order_restore),
    .order_domain(core_order_domain),
    .order_instruction(core_order_instruction),
    .order_first(core_order_first),
    .order_second(core_order_second),
    .order_pc(core_order_pc),
    .order_next(core_order_next),
    .order_is_call(core_order_is_call),
    .order_is_user(core_order_is_user),
    .protection_done(protection_answer_done),
    .protection_refused(protection_answer_refused),
    .protection_cause(protection_answer_cause),
    .protection_value(protection_answer_value),
    .protection_has_target(protection_answer_has_target),
    .protection_target(protection_answer_target),
    .context_index(protection_context_index),
    .context_value(core_context_value),
    .register_write_valid(protection_register_write_valid),
    .register_write_index(protection_register_write_index),
    .access_valid(protection_access_valid),
    .access_operation(protection_access_operation),
    .access_address(protection_access_address),
    .access_store(protection_access_store),
    .access_done(core_access_done),
    .access_cause(core_access_cause),
    .access_word(core_access_word),
    .empty_caches(protection_flush),
    .caches_emptied(core_caches_emptied),
    .software_interrupt(peripherals_machine_software_interrupt),
    .timer_interrupt(peripherals_machine_timer_interrupt),
    .external_interrupt(peripherals_machine_external_interrupt),
    .supervisor_external_interrupt(peripherals_supervisor_external_interrupt),
    .outside_address(core_outside_address),
    .outside(external_registers_value),
    .region_index(core_region_index),
    .seed_access(core_seed_access)
  );

  wire is_random_ready = seed_register_status == STATUS_ES16;

  protection_control protection (
    .clock(clock),
    .reset(reset),
    .order_transfer(core_order_transfer),
    .order_execute(core_order_execute),
    .order_suspend(core_order_suspend),
    .order_restore(core_order_restore),
    .order_domain(core_order_domain),
    .order_instruction(core_order_instruction),
    .order_first(core_order_first),
    .order_second(core_order_second),
    .order_pc(core_order_pc),
    .order_next(core_order_next),
    .order_is_call(core_order_is_call),
    .order_is_user(core_order_is_user),
    .answer_done(protection_answer_done),
    .answer_refused(protection_answer_refused),
    .answer_cause(protection_answer_cause),
    .answer_value(protection_answer_value),
    .answer_has_target(protection_answer_has_target),
    .answer_target(protection_answer_target),
    .running_domain(protection_running_domain),
    .running_encrypted(protection_running_encrypted),
    .running_automatic(protection_running_automatic),
    .running_closed(protection_running_closed),
    .running_attribute(protection_running_attribute),
    .running_return_expected(protection_running_return_expected),
    .running_return_address(protection_running_return_address),
    .context_index(protection_context_index),
    .context_value(core_context_value),
    .register_write_valid(protection_register_write_valid),
    .register_write_index(protection_register_write_index),
    .access_valid(protection_access_valid),
    .access_operation(protection_access_operation),
    .access_address(protection_access_address),
    .access_store(protection_access_store),
    .access_done(core_access_done),
    .access_cause(core_access_cause),
    .access_word(core_access_word),
    .flush(protection_flush),
    .flushed(core_caches_emptied),
    .key_valid(protection_key_valid),
    .key_ready(encryption_key_command_ready),
    .key_whole(protection_key_whole),
    .key_domain(protection_key_domain),
    .key_segment(protection_key_segment),
    .key_base(protection_key_base),
    .key_bound(protection_key_bound),
    .key_bound_is_limit(protection_key_bound_is_limit),
    .key_entry_valid(protection_key_entry_valid),
    .key_entry_ready(encryption_key_entry_ready),
    .key_entry_data(protection_key_entry_data),
    .key_entry_last(protection_key_entry_last),
    .key_response_valid(encryption_key_response_valid),
    .key_response_ready(protection_key_response_ready),
    .key_response_status(encryption_key_response_status),
    .key_response_domain(encryption_key_response_domain),
    .key_response_attribute(encryption_key_response_attribute),
    .setup_valid(protection_setup_valid),
    .setup_ready(encryption_setup_ready),
    .setup_operation(protection_setup_operation),
    .setup_domain(protection_setup_domain),
    .setup_segment(protection_setup_segment),
    .setup_base(protection_setup_base),
    .setup_bound(protection_setup_bound),
    .setup_bound_is_limit(protection_setup_bound_is_limit),
    .setup_algorithm(protection_setup_algorithm),
    .setup_nonce(protection_setup_nonce),
    .setup_read(protection_setup_read),
    .setup_write(protection_setup_write),
    .setup_execute(protection_setup_execute),
    .setup_default_key(protection_setup_default_key),
    .setup_plain_access(protection_setup_plain_access),
    .setup_shared(protection_setup_shared),
    .setup_stack(protection_setup_stack),
    .setup_closed(protection_setup_closed),
    .setup_immediate(protection_setup_immediate),
    .setup_share_key(protection_setup_share_key),
    .setup_key_segment(protection_setup_key_segment),
    .setup_key_bytes(protection_setup_key_bytes),
    .setup_key(protection_setup_key),
    .setup_response_valid(encryption_setup_response_valid),
    .setup_response_ready(protection_setup_response_ready),
    .setup_response_status(encryption_setup_response_status),
    .setup_response_attribute(encryption_setup_response_attribute),
    .mode_valid(protection_mode_valid),
    .mode_ready(encryption_mode_ready),
    .mode_operation(protection_mode_operation),
    .mode_domain(protection_mode_domain),
    .mode_automatic(protection_mode_automatic),
    .mode_link(protection_mode_link),
    .mode_has_target(protection_mode_has_target),
    .mode_target(protection_mode_target),
    .mode_next(protection_mode_next),
    .mode_response_valid(encryption_mode_response_valid),
    .mode_response_ready(protection_mode_response_ready),
    .mode_response_status(encryption_mode_response_status),
    .mode_response_encrypted(encryption_mode_response_encrypted),
    .mode_response_attribute(encryption_mode_response_attribute),
    .mode_response_pc(encryption_mode_response_pc),
    .unit_running_domain(encryption_running_domain),
    .unit_running_encrypted(encryption_running_encrypted),
    .unit_running_automatic(encryption_running_automatic),
    .unit_running_closed(encryption_running_closed),
    .unit_running_attribute(encryption_running_attribute),
    .unit_running_return_expected(encryption_return_expected),
    .unit_running_return_address(encryption_return_address),
    .power_command_valid(protection_power_command_valid),
    .power_command_ready(encryption_power_command_ready),
    .power_command_operation(protection_power_command_operation),
    .power_command_words(protection_power_command_words),
    .power_command_exponent_words(protection_power_command_exponent_words),
    .power_operand_valid(protection_power_operand_valid),
    .power_operand_ready(encryption_power_operand_ready),
    .power_operand_operand(protection_power_operand_operand),
    .power_operand_index(protection_power_operand_index),
    .power_operand_word(protection_power_operand_word),
    .power_request_valid(protection_power_request_valid),
    .power_request_ready(encryption_power_request_ready),
    .power_request_index(protection_power_request_index),
    .power_result_valid(encryption_power_result_valid),
    .power_result_ready(protection_power_result_ready),
    .power_result_word(encryption_power_result_word),
    .power_result_damaged(encryption_power_result_damaged),
    .power_status(encryption_power_status),
    .power_idle(encryption_power_idle),
    .random(seed_register_value[15:0]),
    .random_valid(is_random_ready),
    .draws_random(protection_draws_random)
  );

  seed_register_61_810_1 seed_register (
    .clock(clock),
    .reset(reset),
    .restart(1'b0),
    .noise(noise),
    .noise_valid(noise_valid),
    .access(protection_draws_random ? is_random_ready : core_seed_access),
    .value(seed_register_value),
    .status(seed_register_status),
    .gathering(seed_register_gathering)
  );

  external_registers external_registers (
    .clock(clock),
    .reset(reset),
    .address(core_outside_address),
    .value(external_registers_value),
    .current_time(peripherals_current_time),
    .seed((protection_draws_random & is_random_ready) ? 32'h40000000 : seed_register_value),
    .region_valid(encryption_view_valid),
    .region_base({encryption_view_base_line, 6'd0}),
    .region_limit({encryption_view_limit_line[25:0], 6'd0}),
    .region_info({encryption_view_algorithm[6:0], {4'd0, encryption_view_domain}, encryption_view_segment,
        encryption_view_stack, encryption_view_shared, encryption_view_plain_access, encryption_view_default_key,
        encryption_view_closed, encryption_view_execute, encryption_view_write, encryption_view_read})
  );

  assign send_line = peripherals_send_line;
  assign medium_request_valid = peripherals_medium_request_valid;
  assign medium_request_write = peripherals_medium_request_write;
  assign medium_request_sector = peripherals_medium_request_sector;
  assign medium_write_valid = peripherals_medium_write_valid;
  assign medium_write_data = peripherals_medium_write_data;
  assign medium_read_ready = peripherals_medium_read_ready;
  assign medium_answer_ready = peripherals_medium_answer_ready;

  peripherals peripherals (
    .clock(clock),
    .reset(reset),
    .request_valid(core_device_valid),
    .request_ready(peripherals_request_ready),
    .request_write(core_device_write),
    .request_address(core_device_address),
    .request_size(core_device_size),
    .request_store(core_device_store),
    .response_valid(peripherals_response_valid),
    .response_data(peripherals_response_data),
    .response_error(peripherals_response_error),
    .current_time(peripherals_current_time),
    .machine_software_interrupt(peripherals_machine_software_interrupt),
    .machine_timer_interrupt(peripherals_machine_timer_interrupt),
    .machine_external_interrupt(peripherals_machine_external_interrupt),
    .supervisor_external_interrupt(peripherals_supervisor_external_interrupt),
    .receive_line(receive_line),
    .send_line(peripherals_send_line),
    .medium_sectors(medium_sectors),
    .medium_request_valid(peripherals_medium_request_valid),
    .medium_request_ready(medium_request_ready),
    .medium_request_write(peripherals_medium_request_write),
    .medium_request_sector(peripherals_medium_request_sector),
    .medium_write_valid(peripherals_medium_write_valid),
    .medium_write_ready(medium_write_ready),
    .medium_write_data(peripherals_medium_write_data),
    .medium_read_valid(medium_read_valid),
    .medium_read_ready(peripherals_medium_read_ready),
    .medium_read_data(medium_read_data),
    .medium_answer_valid(medium_answer_valid),
    .medium_answer_ready(peripherals_medium_answer_ready),
    .medium_answer_error(medium_answer_error),
    .finished(peripherals_finished),
    .exit_code(peripherals_exit_code)
  );

  assign finished = peripherals_finished;
  assign exit_code = peripherals_exit_code;
  assign current_time = peripherals_current_time;
  assign interrupts = {peripherals_supervisor_external_interrupt, peripherals_machine_external_interrupt,
      peripherals_machine_timer_interrupt, peripherals_machine_software_interrupt};

  wire unused = &{1'b0, encryption_view_algorithm, encryption_view_limit_line, core_region_index,
      seed_register_gathering};

endmodule

`default_nettype wire
