// device_bus
//
// Leads single accesses to the devices of the system.
//
// Latency: 2 cycles from an access to its answer.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module device_bus (
  input  wire        clock,
  input  wire        reset,                       // synchronous, active high
  input  wire        request_valid,
  output wire        request_ready,
  input  wire        request_write,
  input  wire [31:0] request_address,             // physical
  input  wire  [1:0] request_size,                // 0 byte, 1 half, 2 word
  input  wire [31:0] request_store,               // value in every place of its size
  output wire        response_valid,              // one cycle
  output wire [31:0] response_data,               // word of the aligned address
  output wire        response_error,              // there is nothing, or the device does not have such an access
  output wire        finisher_valid,
  output wire        finisher_write,
  output wire [21:0] finisher_offset,             // of the device's addresses, in bytes; aligned
  output wire  [1:0] finisher_size,               // 0 byte, 1 half, 2 word
  output wire [31:0] finisher_store,              // value in every place of its size
  output wire        local_interruptor_valid,
  output wire        local_interruptor_write,
  output wire [21:0] local_interruptor_offset,    // of the device's addresses, in bytes; aligned
  output wire  [1:0] local_interruptor_size,      // 0 byte, 1 half, 2 word
  output wire [31:0] local_interruptor_store,     // value in every place of its size
  output wire        interrupt_controller_valid,
  output wire        interrupt_controller_write,
  output wire [21:0] interrupt_controller_offset, // of the device's addresses, in bytes; aligned
  output wire  [1:0] interrupt_controller_size,   // 0 byte, 1 half, 2 word
  output wire [31:0] interrupt_controller_store,  // value in every place of its size
  output wire        serial_port_valid,
  output wire        serial_port_write,
  output wire [21:0] serial_port_offset,          // of the device's addresses, in bytes; aligned
  output wire  [1:0] serial_port_size,            // 0 byte, 1 half, 2 word
  output wire [31:0] serial_port_store,           // value in every place of its size
  output wire        block_device_valid,
  output wire        block_device_write,
  output wire [21:0] block_device_offset,         // of the device's addresses, in bytes; aligned
  output wire  [1:0] block_device_size,           // 0 byte, 1 half, 2 word
  output wire [31:0] block_device_store,          // value in every place of its size
  input  wire [31:0] local_interruptor_data,
  input  wire [31:0] interrupt_controller_data,
  input  wire        interrupt_controller_error,
  input  wire [31:0] serial_port_data,
  input  wire        serial_port_error,
  input  wire [31:0] block_device_data,
  input  wire [31:0] block_device_word,           // of its buffer; a cycle later, and 0 else
  input  wire        block_device_error
);

  reg        accepted_write;
  reg [31:0] accepted_address; // physical
  reg  [1:0] accepted_size;    // 0 byte, 1 half, 2 word
  reg [31:0] accepted_store;   // value in every place of its size
  reg        is_waiting;
  reg        is_answered;
  reg [31:0] data;
  reg        failed;

  assign request_ready = !is_waiting & !is_answered;
  wire is_finisher = accepted_address[31:12] == 20'h00100;
  assign finisher_valid = is_waiting & is_finisher;
  assign finisher_write = accepted_write;
  assign finisher_offset = {10'h000, accepted_address[11:0]};
  assign finisher_size = accepted_size;
  assign finisher_store = accepted_store;
  wire is_local = accepted_address[31:16] == 16'h0200;
  assign local_interruptor_valid = is_waiting & is_local;
  assign local_interruptor_write = accepted_write;
  assign local_interruptor_offset = {6'd0, accepted_address[15:0]};
  assign local_interruptor_size = accepted_size;
  assign local_interruptor_store = accepted_store;
  wire is_controller = accepted_address[31:22] == 10'h030;
  assign interrupt_controller_valid = is_waiting & is_controller;
  assign interrupt_controller_write = accepted_write;
  assign interrupt_controller_offset = accepted_address[21:0];
  assign interrupt_controller_size = accepted_size;
  assign interrupt_controller_store = accepted_store;
  wire is_serial = accepted_address[31:8] == 24'h100000;
  assign serial_port_valid = is_waiting & is_serial;
  assign serial_port_write = accepted_write;
  assign serial_port_offset = {14'h0000, accepted_address[7:0]};
  assign serial_port_size = accepted_size;
  assign serial_port_store = accepted_store;
  wire is_block = accepted_address[31:12] == 20'h10001;
  assign block_device_valid = is_waiting & is_block;
  assign block_device_write = accepted_write;
  assign block_device_offset = {10'h000, accepted_address[11:0]};
  assign block_device_size = accepted_size;
  assign block_device_store = accepted_store;
  assign response_valid = is_answered;
  assign response_data = data | block_device_word;
  assign response_error = failed;
  wire request_fire = request_valid & request_ready;

  always @(posedge clock) begin
    if (reset) begin
      is_waiting <= 1'b0;
      is_answered <= 1'b0;
      data <= 32'h00000000;
      failed <= 1'b0;
    end else begin
      is_waiting <= request_fire;
      is_answered <= is_waiting;
      data <= (is_local ? local_interruptor_data : 32'h00000000)
          | (is_controller ? interrupt_controller_data : 32'h00000000) | (is_serial ? serial_port_data : 32'h00000000)
          | (is_block ? block_device_data : 32'h00000000);
      failed <= !(is_finisher | is_local | is_controller | is_serial | is_block)
          | (is_controller & interrupt_controller_error) | (is_serial & serial_port_error)
          | (is_block & block_device_error);
    end
  end

  always @(posedge clock) begin
    if (request_fire) begin
      accepted_write <= request_write;
      accepted_address <= request_address;
      accepted_size <= request_size;
      accepted_store <= request_store;
    end
  end

endmodule

`default_nettype wire
