// on_chip_memory
//
// 128 KiB of main memory on the chip and a boot ROM behind AXI4, in bursts of a line.
//
// Latency: 3 cycles from a read address to the first beat, then a beat in every cycle.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module on_chip_memory (
  input  wire        clock,
  input  wire        reset,        // synchronous, active high
  input  wire        axi_ar_valid, // read address
  output wire        axi_ar_ready,
  input  wire [31:0] axi_ar_addr,
  input  wire  [7:0] axi_ar_len,   // beats - 1
  input  wire  [2:0] axi_ar_size,  // log2 of the bytes in a beat
  input  wire  [1:0] axi_ar_burst,
  output wire        axi_r_valid,  // read data
  input  wire        axi_r_ready,
  output wire [63:0] axi_r_data,
  output wire  [1:0] axi_r_resp,
  output wire        axi_r_last,
  input  wire        axi_aw_valid, // write address
  output wire        axi_aw_ready,
  input  wire [31:0] axi_aw_addr,
  input  wire  [7:0] axi_aw_len,   // beats - 1
  input  wire  [2:0] axi_aw_size,  // log2 of the bytes in a beat
  input  wire  [1:0] axi_aw_burst,
  input  wire        axi_w_valid,  // write data
  output wire        axi_w_ready,
  input  wire [63:0] axi_w_data,
  input  wire  [7:0] axi_w_strb,
  input  wire        axi_w_last,
  output wire        axi_b_valid,  // write response
  input  wire        axi_b_ready,
  output wire  [1:0] axi_b_resp
);

  localparam [1:0] PHASE_IDLE   = 2'd0;
  localparam [1:0] PHASE_READ   = 2'd1;
  localparam [1:0] PHASE_WRITE  = 2'd2;
  localparam [1:0] PHASE_ANSWER = 2'd3;

  (* ram_style = "block", no_rw_check *) reg [63:0] main [0:16383];
  reg   [1:0] phase;
  reg  [10:0] line;
  reg         is_boot;              // the burst reads the boot ROM
  reg         failed;               // the burst gets an error
  reg   [3:0] beat;                 // beats looked up or written
  reg         is_looked_up;         // words come out of the memories
  reg         is_last;              // they are those of the last beat
  reg  [63:0] main_word;
  reg  [63:0] boot_word;
  reg  [63:0] boot [0:7];
  wire        answers_input_ready;
  wire        answers_output_valid;
  wire [63:0] answers_output_data;
  wire  [1:0] answers_output_resp;
  wire        answers_output_last;
  wire  [3:0] answers_occupancy;

  initial begin
    boot[0] = 64'h00028067800002b7;
    boot[1] = 64'h0000000000000000;
    boot[2] = 64'h0000000000000000;
    boot[3] = 64'h0000000000000000;
    boot[4] = 64'h0000000000000000;
    boot[5] = 64'h0000000000000000;
    boot[6] = 64'h0000000000000000;
    boot[7] = 64'h0000000000000000;
  end

  assign axi_ar_ready = phase == PHASE_IDLE;
  assign axi_aw_ready = (phase == PHASE_IDLE) & !axi_ar_valid;
  assign axi_r_valid = answers_output_valid;

  queue_axi_read_depth_8 answers (
    .clock(clock),
    .reset(reset),
    .input_valid(is_looked_up),
    .input_ready(answers_input_ready),
    .input_data(is_boot ? boot_word : main_word),
    .input_resp(failed ? 2'd2 : 2'd0),
    .input_last(is_last),
    .output_valid(answers_output_valid),
    .output_ready(axi_r_ready),
    .output_data(answers_output_data),
    .output_resp(answers_output_resp),
    .output_last(answers_output_last),
    .occupancy(answers_occupancy)
  );

  assign axi_r_data = answers_output_data;
  assign axi_r_resp = answers_output_resp;
  assign axi_r_last = answers_output_last;
  wire writing = phase == PHASE_WRITE;
  assign axi_w_ready = writing;
  assign axi_b_valid = phase == PHASE_ANSWER;
  assign axi_b_resp = failed ? 2'd2 : 2'd0;
  wire reading = phase == PHASE_READ;
  wire looks_up = reading & !beat[3];
  wire axi_ar_fire = axi_ar_valid & axi_ar_ready;
  wire in_boot = axi_ar_addr[31:6] == 26'h0000040;
  wire axi_aw_fire = axi_aw_valid & axi_aw_ready;
  wire axi_r_fire = axi_r_valid & axi_r_ready;
  wire axi_w_fire = axi_w_valid & axi_w_ready;
  wire axi_b_fire = axi_b_valid & axi_b_ready;

  always @(posedge clock) begin
    if (reset) begin
      phase <= PHASE_IDLE;
      line <= 11'h000;
      is_boot <= 1'b0;
      failed <= 1'b0;
      beat <= 4'd0;
      is_looked_up <= 1'b0;
      is_last <= 1'b0;
    end else begin
      is_looked_up <= looks_up;
      is_last <= beat == 4'd7;
      case (phase)
        PHASE_IDLE: begin
          beat <= 4'd0;
          if (axi_ar_fire) begin
            line <= axi_ar_addr[16:6];
            is_boot <= in_boot;
            failed <= !((axi_ar_len == 8'h07) & (axi_ar_size == 3'd3) & (axi_ar_burst == 2'd1) & !(|axi_ar_addr[5:0]))
                | !((axi_ar_addr[31:17] == 15'h4000) | in_boot);
            phase <= PHASE_READ;
          end else if (axi_aw_fire) begin
            line <= axi_aw_addr[16:6];
            failed <= !((axi_aw_len == 8'h07) & (axi_aw_size == 3'd3) & (axi_aw_burst == 2'd1) & !(|axi_aw_addr[5:0]))
                | !(axi_aw_addr[31:17] == 15'h4000);
            phase <= PHASE_WRITE;
          end
        end
        PHASE_READ: begin
          if (looks_up) begin
            beat <= beat + 4'd1;
          end
          if (axi_r_fire & axi_r_last) begin
            phase <= PHASE_IDLE;
          end
        end
        PHASE_WRITE: begin
          if (axi_w_fire) begin
            beat <= beat + 4'd1;
            if (!(&axi_w_strb) | (axi_w_last != (beat[2:0] == 3'd7))) begin
              failed <= 1'b1;
            end
            if (beat[2:0] == 3'd7) begin
              phase <= PHASE_ANSWER;
            end
          end
        end
        PHASE_ANSWER: begin
          if (axi_b_fire) begin
            phase <= PHASE_IDLE;
          end
        end
      endcase
    end
  end

  always @(posedge clock) begin
    main_word <= main[{line, beat[2:0]}];
    boot_word <= boot[beat[2:0]];
    if (axi_w_fire & !failed) begin
      main[{line, beat[2:0]}] <= axi_w_data;
    end
  end

  wire unused = &{1'b0, answers_input_ready, answers_occupancy};

endmodule

`default_nettype wire
