// peripherals
//
// The devices of the system.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module peripherals (
  input  wire        clock,
  input  wire        reset,                         // synchronous, active high
  input  wire        request_valid,
  output wire        request_ready,
  input  wire        request_write,
  input  wire [31:0] request_address,               // physical
  input  wire  [1:0] request_size,                  // 0 byte, 1 half, 2 word
  input  wire [31:0] request_store,                 // value in every place of its size
  output wire        response_valid,                // one cycle, the second after the request
  output wire [31:0] response_data,                 // word of the aligned address
  output wire        response_error,
  output wire [63:0] current_time,                  // the real-time counter
  output wire        machine_software_interrupt,
  output wire        machine_timer_interrupt,
  output wire        machine_external_interrupt,
  output wire        supervisor_external_interrupt,
  input  wire        receive_line,                  // of the serial port; high while nothing is sent
  output wire        send_line,
  input  wire [31:0] medium_sectors,                // sectors of the block device's medium
  output wire        medium_request_valid,
  input  wire        medium_request_ready,
  output wire        medium_request_write,          // words go to the medium
  output wire [31:0] medium_request_sector,         // of 512 bytes; below the number of sectors
  output wire        medium_write_valid,            // a word to be written
  input  wire        medium_write_ready,
  output wire [31:0] medium_write_data,
  input  wire        medium_read_valid,             // a word that was read
  output wire        medium_read_ready,
  input  wire [31:0] medium_read_data,
  input  wire        medium_answer_valid,
  output wire        medium_answer_ready,
  input  wire        medium_answer_error,           // the sector could not be read or written
  output wire        finished,                      // a program has ended the simulation
  output wire [15:0] exit_code
);

  wire        bus_request_ready;
  wire        bus_response_valid;
  wire [31:0] bus_response_data;
  wire        bus_response_error;
  wire        bus_finisher_valid;
  wire        bus_finisher_write;
  wire [21:0] bus_finisher_offset;
  wire  [1:0] bus_finisher_size;
  wire [31:0] bus_finisher_store;
  wire        bus_local_interruptor_valid;
  wire        bus_local_interruptor_write;
  wire [21:0] bus_local_interruptor_offset;
  wire  [1:0] bus_local_interruptor_size;
  wire [31:0] bus_local_interruptor_store;
  wire        bus_interrupt_controller_valid;
  wire        bus_interrupt_controller_write;
  wire [21:0] bus_interrupt_controller_offset;
  wire  [1:0] bus_interrupt_controller_size;
  wire [31:0] bus_interrupt_controller_store;
  wire        bus_serial_port_valid;
  wire        bus_serial_port_write;
  wire [21:0] bus_serial_port_offset;
  wire  [1:0] bus_serial_port_size;
  wire [31:0] bus_serial_port_store;
  wire        bus_block_device_valid;
  wire        bus_block_device_write;
  wire [21:0] bus_block_device_offset;
  wire  [1:0] bus_block_device_size;
  wire [31:0] bus_block_device_store;
  wire        finisher_finished;
  wire [15:0] finisher_code;
  wire [31:0] local_interruptor_data;
  wire [63:0] local_interruptor_current_time;
  wire        local_interruptor_software_interrupt;
  wire        local_interruptor_timer_interrupt;
  wire [31:0] interrupt_controller_data;
  wire        interrupt_controller_error;
  wire        interrupt_controller_machine_interrupt;
  wire        interrupt_controller_supervisor_interrupt;
  wire [31:0] serial_port_data;
  wire        serial_port_error;
  wire        serial_port_send_line;
  wire        serial_port_interrupt;
  wire [31:0] block_device_data;
  wire [31:0] block_device_word;
  wire        block_device_error;
  wire        block_device_interrupt;
  wire        block_device_request_valid;
  wire        block_device_request_write;
  wire [31:0] block_device_request_sector;
  wire        block_device_to_medium_valid;
  wire [31:0] block_device_to_medium_data;
  wire        block_device_from_medium_ready;
  wire        block_device_answer_ready;

  assign request_ready = bus_request_ready;
  assign response_valid = bus_response_valid;
  assign response_data = bus_response_data;
  assign response_error = bus_response_error;

  finisher finisher (
    .clock(clock),
    .reset(reset),
    .access_valid(bus_finisher_valid),
    .access_write(bus_finisher_write),
    .access_offset(bus_finisher_offset),
    .access_size(bus_finisher_size),
    .access_store(bus_finisher_store),
    .finished(finisher_finished),
    .code(finisher_code)
  );

  local_interruptor local_interruptor (
    .clock(clock),
    .reset(reset),
    .access_valid(bus_local_interruptor_valid),
    .access_write(bus_local_interruptor_write),
    .access_offset(bus_local_interruptor_offset),
    .access_size(bus_local_interruptor_size),
    .access_store(bus_local_interruptor_store),
    .data(local_interruptor_data),
    .current_time(local_interruptor_current_time),
    .software_interrupt(local_interruptor_software_interrupt),
    .timer_interrupt(local_interruptor_timer_interrupt)
  );

  device_bus bus (
    .clock(clock),
    .reset(reset),
    .request_valid(request_valid),
    .request_ready(bus_request_ready),
    .request_write(request_write),
    .request_address(request_address),
    .request_size(request_size),
    .request_store(request_store),
    .response_valid(bus_response_valid),
    .response_data(bus_response_data),
    .response_error(bus_response_error),
    .finisher_valid(bus_finisher_valid),
    .finisher_write(bus_finisher_write),
    .finisher_offset(bus_finisher_offset),
    .finisher_size(bus_finisher_size),
    .finisher_store(bus_finisher_store),
    .local_interruptor_valid(bus_local_interruptor_valid),
    .local_interruptor_write(bus_local_interruptor_write),
    .local_interruptor_offset(bus_local_interruptor_offset),
    .local_interruptor_size(bus_local_interruptor_size),
    .local_interruptor_store(bus_local_interruptor_store),
    .interrupt_controller_valid(bus_interrupt_controller_valid),
    .interrupt_controller_write(bus_interrupt_controller_write),
    .interrupt_controller_offset(bus_interrupt_controller_offset),
    .interrupt_controller_size(bus_interrupt_controller_size),
    .interrupt_controller_store(bus_interrupt_controller_store),
    .serial_port_valid(bus_serial_port_valid),
    .serial_port_write(bus_serial_port_write),
    .serial_port_offset(bus_serial_port_offset),
    .serial_port_size(bus_serial_port_size),
    .serial_port_store(bus_serial_port_store),
    .block_device_valid(bus_block_device_valid),
    .block_device_write(bus_block_device_write),
    .block_device_offset(bus_block_device_offset),
    .block_device_size(bus_block_device_size),
    .block_device_store(bus_block_device_store),
    .local_interruptor_data(local_interruptor_data),
    .interrupt_controller_data(interrupt_controller_data),
    .interrupt_controller_error(interrupt_controller_error),
    .serial_port_data(serial_port_data),
    .serial_port_error(serial_port_error),
    .block_device_data(block_device_data),
    .block_device_word(block_device_word),
    .block_device_error(block_device_error)
  );

  assign medium_request_valid = block_device_request_valid;
  assign medium_request_write = block_device_request_write;
  assign medium_request_sector = block_device_request_sector;
  assign medium_write_valid = block_device_to_medium_valid;
  assign medium_write_data = block_device_to_medium_data;
  assign medium_read_ready = block_device_from_medium_ready;
  assign medium_answer_ready = block_device_answer_ready;

  block_device block_device (
    .clock(clock),
    .reset(reset),
    .access_valid(bus_block_device_valid),
    .access_write(bus_block_device_write),
    .access_offset(bus_block_device_offset),
    .access_size(bus_block_device_size),
    .access_store(bus_block_device_store),
    .data(block_device_data),
    .word(block_device_word),
    .error(block_device_error),
    .interrupt(block_device_interrupt),
    .sectors(medium_sectors),
    .request_valid(block_device_request_valid),
    .request_ready(medium_request_ready),
    .request_write(block_device_request_write),
    .request_sector(block_device_request_sector),
    .to_medium_valid(block_device_to_medium_valid),
    .to_medium_ready(medium_write_ready),
    .to_medium_data(block_device_to_medium_data),
    .from_medium_valid(medium_read_valid),
    .from_medium_ready(block_device_from_medium_ready),
    .from_medium_data(medium_read_data),
    .answer_valid(medium_answer_valid),
    .answer_ready(block_device_answer_ready),
    .answer_error(medium_answer_error)
  );

  interrupt_controller interrupt_controller (
    .clock(clock),
    .reset(reset),
    .access_valid(bus_interrupt_controller_valid),
    .access_write(bus_interrupt_controller_write),
    .access_offset(bus_interrupt_controller_offset),
    .access_size(bus_interrupt_controller_size),
    .access_store(bus_interrupt_controller_store),
    .data(interrupt_controller_data),
    .error(interrupt_controller_error),
    .sources({{5{1'b0}}, serial_port_interrupt, {8{1'b0}}, block_device_interrupt}),
    .machine_interrupt(interrupt_controller_machine_interrupt),
    .supervisor_interrupt(interrupt_controller_supervisor_interrupt)
  );

  assign current_time = local_interruptor_current_time;
  assign machine_software_interrupt = local_interruptor_software_interrupt;
  assign machine_timer_interrupt = local_interruptor_timer_interrupt;
  assign machine_external_interrupt = interrupt_controller_machine_interrupt;
  assign supervisor_external_interrupt = interrupt_controller_supervisor_interrupt;

  serial_port serial_port (
    .clock(clock),
    .reset(reset),
    .access_valid(bus_serial_port_valid),
    .access_write(bus_serial_port_write),
    .access_offset(bus_serial_port_offset),
    .access_size(bus_serial_port_size),
    .access_store(bus_serial_port_store),
    .data(serial_port_data),
    .error(serial_port_error),
    .receive_line(receive_line),
    .send_line(serial_port_send_line),
    .interrupt(serial_port_interrupt)
  );

  assign send_line = serial_port_send_line;
  assign finished = finisher_finished;
  assign exit_code = finisher_code;

endmodule

`default_nettype wire
