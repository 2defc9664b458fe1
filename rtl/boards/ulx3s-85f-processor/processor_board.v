// processor_board
//
// The whole processor on an FPGA board with a clock of 25000000 Hz, with main memory and boot ROM on the chip.
// Its serial line begins with 115200 baud.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module processor_board (
  input  wire       clock,
  input  wire       clock_stable, // the clock has its frequency; until then everything is in reset
  input  wire       serial_in,    // to the processor; high while nothing is sent
  output wire       serial,       // from the processor
  output wire [4:0] led,          // 0 clock, 1 encrypted mode, 2 lines cross the bus, 3 program ended, 4 with a failure
  output wire       wifi_gpio0    // tied high
);

  reg         was_stable;                          // clock_stable, synchronous; without reset, for the reset is made of it
  reg         is_stable;                           // a cycle later
  wire        power_on_active;
  wire        system_axi_ar_valid;
  wire        system_axi_ar_ready;
  wire [31:0] system_axi_ar_addr;
  wire  [7:0] system_axi_ar_len;
  wire  [2:0] system_axi_ar_size;
  wire  [1:0] system_axi_ar_burst;
  wire        system_axi_r_ready;
  wire        system_axi_aw_valid;
  wire        system_axi_aw_ready;
  wire [31:0] system_axi_aw_addr;
  wire  [7:0] system_axi_aw_len;
  wire  [2:0] system_axi_aw_size;
  wire  [1:0] system_axi_aw_burst;
  wire        system_axi_w_valid;
  wire [63:0] system_axi_w_data;
  wire  [7:0] system_axi_w_strb;
  wire        system_axi_w_last;
  wire        system_axi_b_ready;
  wire  [7:0] system_fuse_address;
  wire        system_send_line;
  wire        system_medium_request_valid_unused;
  wire        system_medium_request_write_unused;
  wire [31:0] system_medium_request_sector_unused;
  wire        system_medium_write_valid_unused;
  wire [31:0] system_medium_write_data_unused;
  wire        system_medium_read_ready_unused;
  wire        system_medium_answer_ready_unused;
  wire        system_finished;
  wire [15:0] system_exit_code;
  wire        system_encrypted_mode;
  wire [63:0] system_current_time;
  wire  [3:0] system_interrupts;
  wire        memory_axi_ar_ready;
  wire        memory_axi_r_valid;
  wire [63:0] memory_axi_r_data;
  wire  [1:0] memory_axi_r_resp;
  wire        memory_axi_r_last;
  wire        memory_axi_aw_ready;
  wire        memory_axi_w_ready;
  wire        memory_axi_b_valid;
  wire  [1:0] memory_axi_b_resp;
  wire [63:0] fuses_word;
  wire        noise_source_noise;
  wire        noise_source_valid;
  wire  [4:0] display_lamps;

  assign system_axi_ar_ready = memory_axi_ar_ready;
  assign system_axi_aw_ready = memory_axi_aw_ready;
  wire held = power_on_active | !is_stable;

  on_chip_memory memory (
    .clock(clock),
    .reset(held),
    .axi_ar_valid(system_axi_ar_valid),
    .axi_ar_ready(memory_axi_ar_ready),
    .axi_ar_addr(system_axi_ar_addr),
    .axi_ar_len(system_axi_ar_len),
    .axi_ar_size(system_axi_ar_size),
    .axi_ar_burst(system_axi_ar_burst),
    .axi_r_valid(memory_axi_r_valid),
    .axi_r_ready(system_axi_r_ready),
    .axi_r_data(memory_axi_r_data),
    .axi_r_resp(memory_axi_r_resp),
    .axi_r_last(memory_axi_r_last),
    .axi_aw_valid(system_axi_aw_valid),
    .axi_aw_ready(memory_axi_aw_ready),
    .axi_aw_addr(system_axi_aw_addr),
    .axi_aw_len(system_axi_aw_len),
    .axi_aw_size(system_axi_aw_size),
    .axi_aw_burst(system_axi_aw_burst),
    .axi_w_valid(system_axi_w_valid),
    .axi_w_ready(memory_axi_w_ready),
    .axi_w_data(system_axi_w_data),
    .axi_w_strb(system_axi_w_strb),
    .axi_w_last(system_axi_w_last),
    .axi_b_valid(memory_axi_b_valid),
    .axi_b_ready(system_axi_b_ready),
    .axi_b_resp(memory_axi_b_resp)
  );

  fuse_memory fuses (
    .clock(clock),
    .address(system_fuse_address),
    .word(fuses_word)
  );

  ring_oscillator_noise_ecp5_8_64 noise_source (
    .clock(clock),
    .reset(held),
    .enable(1'b1),
    .noise(noise_source_noise),
    .valid(noise_source_valid)
  );

  assign serial = system_send_line;

  processor_system system (
    .clock(clock),
    .reset(held),
    .axi_ar_valid(system_axi_ar_valid),
    .axi_ar_ready(system_axi_ar_ready),
    .axi_ar_addr(system_axi_ar_addr),
    .axi_ar_len(system_axi_ar_len),
    .axi_ar_size(system_axi_ar_size),
    .axi_ar_burst(system_axi_ar_burst),
    .axi_r_valid(memory_axi_r_valid),
    .axi_r_ready(system_axi_r_ready),
    .axi_r_data(memory_axi_r_data),
    .axi_r_resp(memory_axi_r_resp),
    .axi_r_last(memory_axi_r_last),
    .axi_aw_valid(system_axi_aw_valid),
    .axi_aw_ready(system_axi_aw_ready),
    .axi_aw_addr(system_axi_aw_addr),
    .axi_aw_len(system_axi_aw_len),
    .axi_aw_size(system_axi_aw_size),
    .axi_aw_burst(system_axi_aw_burst),
    .axi_w_valid(system_axi_w_valid),
    .axi_w_ready(memory_axi_w_ready),
    .axi_w_data(system_axi_w_data),
    .axi_w_strb(system_axi_w_strb),
    .axi_w_last(system_axi_w_last),
    .axi_b_valid(memory_axi_b_valid),
    .axi_b_ready(system_axi_b_ready),
    .axi_b_resp(memory_axi_b_resp),
    .fuse_address(system_fuse_address),
    .fuse(fuses_word),
    .noise(noise_source_noise),
    .noise_valid(noise_source_valid),
    .receive_line(serial_in),
    .send_line(system_send_line),
    .medium_sectors(32'h00000000),
    .medium_request_valid(system_medium_request_valid_unused),
    .medium_request_ready(1'b0),
    .medium_request_write(system_medium_request_write_unused),
    .medium_request_sector(system_medium_request_sector_unused),
    .medium_write_valid(system_medium_write_valid_unused),
    .medium_write_ready(1'b0),
    .medium_write_data(system_medium_write_data_unused),
    .medium_read_valid(1'b0),
    .medium_read_ready(system_medium_read_ready_unused),
    .medium_read_data(32'h00000000),
    .medium_answer_valid(1'b0),
    .medium_answer_ready(system_medium_answer_ready_unused),
    .medium_answer_error(1'b0),
    .finished(system_finished),
    .exit_code(system_exit_code),
    .encrypted_mode(system_encrypted_mode),
    .current_time(system_current_time),
    .interrupts(system_interrupts)
  );

  wire system_axi_ar_fire = system_axi_ar_valid & system_axi_ar_ready;
  wire system_axi_aw_fire = system_axi_aw_valid & system_axi_aw_ready;

  board_lamps display (
    .clock(clock),
    .reset(held),
    .encrypted(system_encrypted_mode),
    .moves(system_axi_ar_fire | system_axi_aw_fire),
    .finished(system_finished),
    .failed(|system_exit_code),
    .lamps(display_lamps)
  );

  assign led = display_lamps;
  assign wifi_gpio0 = 1'b1;

  power_on_reset power_on (
    .clock(clock),
    .active(power_on_active)
  );

  always @(posedge clock) begin
    was_stable <= clock_stable;
    is_stable <= was_stable;
  end

  wire unused = &{1'b0, system_current_time, system_interrupts};

endmodule

`default_nettype wire
