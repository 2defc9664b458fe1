// self_test_board
//
// Self-test of the encryption unit (minimal) on an FPGA board with a clock of 12000000 Hz: known lines go
// through the unit, and what arrives on the bus and what comes back is compared with stored words.
// The verdict is on the lamps and, with 115200 baud, on the serial line.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module self_test_board (
  input  wire       clock,
  output wire [7:0] led,    // 0 passed, 1 failed, 2 changes once a second, 7:3 the present step - 1
  output wire       serial  // the verdict as text
);

  wire         power_on_active;
  wire         unit_setup_ready;
  wire         unit_setup_response_valid;
  wire   [4:0] unit_setup_response_status;
  wire   [1:0] unit_setup_response_attribute;
  wire         unit_mode_ready;
  wire         unit_mode_response_valid;
  wire   [4:0] unit_mode_response_status;
  wire         unit_mode_response_encrypted;
  wire   [1:0] unit_mode_response_attribute;
  wire  [31:0] unit_mode_response_pc;
  wire         unit_request_ready;
  wire         unit_store_ready;
  wire         unit_response_valid;
  wire  [63:0] unit_response_data;
  wire         unit_response_last;
  wire   [4:0] unit_response_status;
  wire         unit_response_protected;
  wire   [1:0] unit_response_attribute;
  wire   [1:0] unit_running_domain_unused;
  wire         unit_running_encrypted_unused;
  wire         unit_running_automatic_unused;
  wire         unit_running_closed_unused;
  wire   [1:0] unit_running_attribute_unused;
  wire         unit_return_expected_unused;
  wire  [31:0] unit_return_address_unused;
  wire         unit_view_valid_unused;
  wire   [1:0] unit_view_domain_unused;
  wire   [7:0] unit_view_segment_unused;
  wire  [25:0] unit_view_base_line_unused;
  wire  [26:0] unit_view_limit_line_unused;
  wire   [7:0] unit_view_algorithm_unused;
  wire         unit_view_read_unused;
  wire         unit_view_write_unused;
  wire         unit_view_execute_unused;
  wire         unit_view_default_key_unused;
  wire         unit_view_plain_access_unused;
  wire         unit_view_shared_unused;
  wire         unit_view_stack_unused;
  wire         unit_view_closed_unused;
  wire         unit_axi_ar_valid;
  wire  [31:0] unit_axi_ar_addr;
  wire   [7:0] unit_axi_ar_len;
  wire   [2:0] unit_axi_ar_size;
  wire   [1:0] unit_axi_ar_burst;
  wire         unit_axi_r_ready;
  wire         unit_axi_aw_valid;
  wire  [31:0] unit_axi_aw_addr;
  wire   [7:0] unit_axi_aw_len;
  wire   [2:0] unit_axi_aw_size;
  wire   [1:0] unit_axi_aw_burst;
  wire         unit_axi_w_valid;
  wire         unit_axi_w_ready;
  wire  [63:0] unit_axi_w_data;
  wire   [7:0] unit_axi_w_strb;
  wire         unit_axi_w_last;
  wire         unit_axi_b_ready;
  wire         self_test_setup_valid;
  wire   [1:0] self_test_setup_operation;
  wire   [1:0] self_test_setup_domain;
  wire   [7:0] self_test_setup_segment;
  wire  [31:0] self_test_setup_base;
  wire  [32:0] self_test_setup_bound;
  wire         self_test_setup_bound_is_limit;
  wire   [7:0] self_test_setup_algorithm;
  wire  [63:0] self_test_setup_nonce;
  wire         self_test_setup_read;
  wire         self_test_setup_write;
  wire         self_test_setup_execute;
  wire         self_test_setup_default_key;
  wire         self_test_setup_plain_access;
  wire         self_test_setup_shared;
  wire         self_test_setup_stack;
  wire         self_test_setup_closed;
  wire         self_test_setup_immediate;
  wire         self_test_setup_share_key;
  wire   [7:0] self_test_setup_key_segment;
  wire   [6:0] self_test_setup_key_bytes;
  wire [511:0] self_test_setup_key;
  wire         self_test_setup_response_ready;
  wire         self_test_mode_valid;
  wire   [2:0] self_test_mode_operation;
  wire   [1:0] self_test_mode_domain;
  wire         self_test_mode_automatic;
  wire         self_test_mode_link;
  wire         self_test_mode_has_target;
  wire  [31:0] self_test_mode_target;
  wire  [31:0] self_test_mode_next;
  wire         self_test_mode_response_ready;
  wire         self_test_request_valid;
  wire   [1:0] self_test_request_kind;
  wire         self_test_request_encrypted;
  wire   [1:0] self_test_request_domain;
  wire  [25:0] self_test_request_virtual_line;
  wire  [25:0] self_test_request_physical_line;
  wire         self_test_request_protected;
  wire   [1:0] self_test_request_attribute;
  wire         self_test_store_valid;
  wire  [63:0] self_test_store_data;
  wire         self_test_response_ready;
  wire         self_test_passed;
  wire         self_test_failed;
  wire   [3:0] self_test_step;
  wire         memory_axi_ar_ready;
  wire         memory_axi_r_valid;
  wire  [63:0] memory_axi_r_data;
  wire   [1:0] memory_axi_r_resp;
  wire         memory_axi_r_last;
  wire         memory_axi_aw_ready;
  wire         memory_axi_w_ready;
  wire         memory_axi_b_valid;
  wire   [1:0] memory_axi_b_resp;
  wire         report_output_valid;
  wire   [7:0] report_output_value;
  wire         report_heartbeat;
  wire         transmitter_input_ready;
  wire         transmitter_line;

  assign unit_axi_w_ready = memory_axi_w_ready;

  bus_memory memory (
    .clock(clock),
    .reset(power_on_active),
    .axi_ar_valid(unit_axi_ar_valid),
    .axi_ar_ready(memory_axi_ar_ready),
    .axi_ar_addr(unit_axi_ar_addr),
    .axi_ar_len(unit_axi_ar_len),
    .axi_ar_size(unit_axi_ar_size),
    .axi_ar_burst(unit_axi_ar_burst),
    .axi_r_valid(memory_axi_r_valid),
    .axi_r_ready(unit_axi_r_ready),
    .axi_r_data(memory_axi_r_data),
    .axi_r_resp(memory_axi_r_resp),
    .axi_r_last(memory_axi_r_last),
    .axi_aw_valid(unit_axi_aw_valid),
    .axi_aw_ready(memory_axi_aw_ready),
    .axi_aw_addr(unit_axi_aw_addr),
    .axi_aw_len(unit_axi_aw_len),
    .axi_aw_size(unit_axi_aw_size),
    .axi_aw_burst(unit_axi_aw_burst),
    .axi_w_valid(unit_axi_w_valid),
    .axi_w_ready(memory_axi_w_ready),
    .axi_w_data(unit_axi_w_data),
    .axi_w_strb(unit_axi_w_strb),
    .axi_w_last(unit_axi_w_last),
    .axi_b_valid(memory_axi_b_valid),
    .axi_b_ready(unit_axi_b_ready),
    .axi_b_resp(memory_axi_b_resp)
  );

  encryption_unit unit (
    .clock(clock),
    .reset(power_on_active),
    .setup_valid(self_test_setup_valid),
    .setup_ready(unit_setup_ready),
    .setup_operation(self_test_setup_operation),
    .setup_domain(self_test_setup_domain),
    .setup_segment(self_test_setup_segment),
    .setup_base(self_test_setup_base),
    .setup_bound(self_test_setup_bound),
    .setup_bound_is_limit(self_test_setup_bound_is_limit),
    .setup_algorithm(self_test_setup_algorithm),
    .setup_nonce(self_test_setup_nonce),
    .setup_read(self_test_setup_read),
    .setup_write(self_test_setup_write),
    .setup_execute(self_test_setup_execute),
    .setup_default_key(self_test_setup_default_key),
    .setup_plain_access(self_test_setup_plain_access),
    .setup_shared(self_test_setup_shared),
    .setup_stack(self_test_setup_stack),
    .setup_closed(self_test_setup_closed),
    .setup_immediate(self_test_setup_immediate),
    .setup_share_key(self_test_setup_share_key),
    .setup_key_segment(self_test_setup_key_segment),
    .setup_key_bytes(self_test_setup_key_bytes),
    .setup_key(self_test_setup_key),
    .setup_response_valid(unit_setup_response_valid),
    .setup_response_ready(self_test_setup_response_ready),
    .setup_response_status(unit_setup_response_status),
    .setup_response_attribute(unit_setup_response_attribute),
    .mode_valid(self_test_mode_valid),
    .mode_ready(unit_mode_ready),
    .mode_operation(self_test_mode_operation),
    .mode_domain(self_test_mode_domain),
    .mode_automatic(self_test_mode_automatic),
    .mode_link(self_test_mode_link),
    .mode_has_target(self_test_mode_has_target),
    .mode_target(self_test_mode_target),
    .mode_next(self_test_mode_next),
    .mode_response_valid(unit_mode_response_valid),
    .mode_response_ready(self_test_mode_response_ready),
    .mode_response_status(unit_mode_response_status),
    .mode_response_encrypted(unit_mode_response_encrypted),
    .mode_response_attribute(unit_mode_response_attribute),
    .mode_response_pc(unit_mode_response_pc),
    .request_valid(self_test_request_valid),
    .request_ready(unit_request_ready),
    .request_kind(self_test_request_kind),
    .request_encrypted(self_test_request_encrypted),
    .request_domain(self_test_request_domain),
    .request_virtual_line(self_test_request_virtual_line),
    .request_physical_line(self_test_request_physical_line),
    .request_protected(self_test_request_protected),
    .request_attribute(self_test_request_attribute),
    .store_valid(self_test_store_valid),
    .store_ready(unit_store_ready),
    .store_data(self_test_store_data),
    .response_valid(unit_response_valid),
    .response_ready(self_test_response_ready),
    .response_data(unit_response_data),
    .response_last(unit_response_last),
    .response_status(unit_response_status),
    .response_protected(unit_response_protected),
    .response_attribute(unit_response_attribute),
    .running_domain(unit_running_domain_unused),
    .running_encrypted(unit_running_encrypted_unused),
    .running_automatic(unit_running_automatic_unused),
    .running_closed(unit_running_closed_unused),
    .running_attribute(unit_running_attribute_unused),
    .return_expected(unit_return_expected_unused),
    .return_address(unit_return_address_unused),
    .view_index(2'd0),
    .view_valid(unit_view_valid_unused),
    .view_domain(unit_view_domain_unused),
    .view_segment(unit_view_segment_unused),
    .view_base_line(unit_view_base_line_unused),
    .view_limit_line(unit_view_limit_line_unused),
    .view_algorithm(unit_view_algorithm_unused),
    .view_read(unit_view_read_unused),
    .view_write(unit_view_write_unused),
    .view_execute(unit_view_execute_unused),
    .view_default_key(unit_view_default_key_unused),
    .view_plain_access(unit_view_plain_access_unused),
    .view_shared(unit_view_shared_unused),
    .view_stack(unit_view_stack_unused),
    .view_closed(unit_view_closed_unused),
    .axi_ar_valid(unit_axi_ar_valid),
    .axi_ar_ready(memory_axi_ar_ready),
    .axi_ar_addr(unit_axi_ar_addr),
    .axi_ar_len(unit_axi_ar_len),
    .axi_ar_size(unit_axi_ar_size),
    .axi_ar_burst(unit_axi_ar_burst),
    .axi_r_valid(memory_axi_r_valid),
    .axi_r_ready(unit_axi_r_ready),
    .axi_r_data(memory_axi_r_data),
    .axi_r_resp(memory_axi_r_resp),
    .axi_r_last(memory_axi_r_last),
    .axi_aw_valid(unit_axi_aw_valid),
    .axi_aw_ready(memory_axi_aw_ready),
    .axi_aw_addr(unit_axi_aw_addr),
    .axi_aw_len(unit_axi_aw_len),
    .axi_aw_size(unit_axi_aw_size),
    .axi_aw_burst(unit_axi_aw_burst),
    .axi_w_valid(unit_axi_w_valid),
    .axi_w_ready(unit_axi_w_ready),
    .axi_w_data(unit_axi_w_data),
    .axi_w_strb(unit_axi_w_strb),
    .axi_w_last(unit_axi_w_last),
    .axi_b_valid(memory_axi_b_valid),
    .axi_b_ready(unit_axi_b_ready),
    .axi_b_resp(memory_axi_b_resp)
  );

  wire unit_axi_w_fire = unit_axi_w_valid & unit_axi_w_ready;

  self_test self_test (
    .clock(clock),
    .reset(power_on_active),
    .setup_valid(self_test_setup_valid),
    .setup_ready(unit_setup_ready),
    .setup_operation(self_test_setup_operation),
    .setup_domain(self_test_setup_domain),
    .setup_segment(self_test_setup_segment),
    .setup_base(self_test_setup_base),
    .setup_bound(self_test_setup_bound),
    .setup_bound_is_limit(self_test_setup_bound_is_limit),
    .setup_algorithm(self_test_setup_algorithm),
    .setup_nonce(self_test_setup_nonce),
    .setup_read(self_test_setup_read),
    .setup_write(self_test_setup_write),
    .setup_execute(self_test_setup_execute),
    .setup_default_key(self_test_setup_default_key),
    .setup_plain_access(self_test_setup_plain_access),
    .setup_shared(self_test_setup_shared),
    .setup_stack(self_test_setup_stack),
    .setup_closed(self_test_setup_closed),
    .setup_immediate(self_test_setup_immediate),
    .setup_share_key(self_test_setup_share_key),
    .setup_key_segment(self_test_setup_key_segment),
    .setup_key_bytes(self_test_setup_key_bytes),
    .setup_key(self_test_setup_key),
    .setup_response_valid(unit_setup_response_valid),
    .setup_response_ready(self_test_setup_response_ready),
    .setup_response_status(unit_setup_response_status),
    .setup_response_attribute(unit_setup_response_attribute),
    .mode_valid(self_test_mode_valid),
    .mode_ready(unit_mode_ready),
    .mode_operation(self_test_mode_operation),
    .mode_domain(self_test_mode_domain),
    .mode_automatic(self_test_mode_automatic),
    .mode_link(self_test_mode_link),
    .mode_has_target(self_test_mode_has_target),
    .mode_target(self_test_mode_target),
    .mode_next(self_test_mode_next),
    .mode_response_valid(unit_mode_response_valid),
    .mode_response_ready(self_test_mode_response_ready),
    .mode_response_status(unit_mode_response_status),
    .mode_response_encrypted(unit_mode_response_encrypted),
    .mode_response_attribute(unit_mode_response_attribute),
    .mode_response_pc(unit_mode_response_pc),
    .request_valid(self_test_request_valid),
    .request_ready(unit_request_ready),
    .request_kind(self_test_request_kind),
    .request_encrypted(self_test_request_encrypted),
    .request_domain(self_test_request_domain),
    .request_virtual_line(self_test_request_virtual_line),
    .request_physical_line(self_test_request_physical_line),
    .request_protected(self_test_request_protected),
    .request_attribute(self_test_request_attribute),
    .store_valid(self_test_store_valid),
    .store_ready(unit_store_ready),
    .store_data(self_test_store_data),
    .response_valid(unit_response_valid),
    .response_ready(self_test_response_ready),
    .response_data(unit_response_data),
    .response_last(unit_response_last),
    .response_status(unit_response_status),
    .response_protected(unit_response_protected),
    .response_attribute(unit_response_attribute),
    .bus_fire(unit_axi_w_fire),
    .bus_data(unit_axi_w_data),
    .passed(self_test_passed),
    .failed(self_test_failed),
    .step(self_test_step)
  );

  self_test_report report (
    .clock(clock),
    .reset(power_on_active),
    .passed(self_test_passed),
    .failed(self_test_failed),
    .step(self_test_step),
    .output_valid(report_output_valid),
    .output_ready(transmitter_input_ready),
    .output_value(report_output_value),
    .heartbeat(report_heartbeat)
  );

  serial_transmitter transmitter (
    .clock(clock),
    .reset(power_on_active),
    .input_valid(report_output_valid),
    .input_ready(transmitter_input_ready),
    .input_value(report_output_value),
    .line(transmitter_line)
  );

  assign serial = transmitter_line;
  assign led = {{1'b0, self_test_step}, report_heartbeat, self_test_failed, self_test_passed};

  power_on_reset power_on (
    .clock(clock),
    .active(power_on_active)
  );

endmodule

`default_nettype wire
