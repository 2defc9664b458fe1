// block_device
//
// Reads and writes sectors of 512 bytes on a medium.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module block_device (
  input  wire        clock,
  input  wire        reset,             // synchronous, active high
  input  wire        access_valid,
  input  wire        access_write,
  input  wire [21:0] access_offset,     // of the device's addresses, in bytes; aligned
  input  wire  [1:0] access_size,       // 0 byte, 1 half, 2 word
  input  wire [31:0] access_store,      // value in every place of its size
  output wire [31:0] data,              // of a register; in the cycle of the access
  output wire [31:0] word,              // of the buffer; in the cycle after the access, else 0
  output wire        error,             // not a whole word
  output wire        interrupt,
  input  wire [31:0] sectors,           // of the medium
  output wire        request_valid,
  input  wire        request_ready,
  output wire        request_write,     // words go to the medium
  output wire [31:0] request_sector,    // of 512 bytes; below the number of sectors
  output wire        to_medium_valid,   // after a request to write
  input  wire        to_medium_ready,
  output wire [31:0] to_medium_data,
  input  wire        from_medium_valid, // after a request to read
  output wire        from_medium_ready,
  input  wire [31:0] from_medium_data,
  input  wire        answer_valid,      // ends a transfer
  output wire        answer_ready,
  input  wire        answer_error       // the sector could not be read or written
);

  localparam [2:0] PHASE_IDLE    = 3'd0;
  localparam [2:0] PHASE_REQUEST = 3'd1;
  localparam [2:0] PHASE_RECEIVE = 3'd2;
  localparam [2:0] PHASE_FETCH   = 3'd3;
  localparam [2:0] PHASE_SEND    = 3'd4;
  localparam [2:0] PHASE_FINISH  = 3'd5;

  (* ram_style = "block", no_rw_check *) reg [31:0] buffer [0:127];
  reg  [2:0] phase;
  reg [31:0] sector;
  reg        writes_medium;
  reg  [6:0] count;            // words of the sector that were transferred
  reg        is_done;
  reg        has_failed;
  reg        interrupt_enable;
  reg        shows_word;       // a word of the buffer was read
  reg [31:0] buffer_word;

  assign error = !(access_size == 2'd2);
  assign interrupt = is_done & interrupt_enable;
  wire is_busy = phase != PHASE_IDLE;
  assign data = ((access_offset == 22'h000000) ? sector : 32'h00000000)
      | ((access_offset == 22'h000004) ? sectors : 32'h00000000)
      | ((access_offset == 22'h00000c) ? {29'h00000000, {has_failed, is_done, is_busy}} : 32'h00000000)
      | ((access_offset == 22'h000010) ? {31'h00000000, interrupt_enable} : 32'h00000000);
  assign word = shows_word ? buffer_word : 32'h00000000;
  assign request_valid = phase == PHASE_REQUEST;
  assign request_sector = sector;
  assign request_write = writes_medium;
  assign to_medium_valid = phase == PHASE_SEND;
  assign to_medium_data = buffer_word;
  assign from_medium_ready = phase == PHASE_RECEIVE;
  assign answer_ready = (phase == PHASE_RECEIVE) | (phase == PHASE_FETCH) | (phase == PHASE_FINISH);
  wire active = access_valid & (access_size == 2'd2);
  wire writes = active & access_write;
  wire writes_idle = writes & !is_busy;
  wire is_buffer = access_offset[21:9] == 13'h0001;
  wire begins = writes_idle & (access_offset == 22'h000008) & ((access_store == 32'h00000001)
      | (access_store == 32'h00000002));
  wire exists = sector < sectors;
  wire answer_fire = answer_valid & answer_ready;
  wire to_medium_fire = to_medium_valid & to_medium_ready;
  wire from_medium_fire = from_medium_valid & from_medium_ready;
  wire request_fire = request_valid & request_ready;
  wire is_last = count == 7'h7f;

  always @(posedge clock) begin
    if (reset) begin
      phase <= PHASE_IDLE;
      sector <= 32'h00000000;
      writes_medium <= 1'b0;
      count <= 7'h00;
      is_done <= 1'b0;
      has_failed <= 1'b0;
      interrupt_enable <= 1'b0;
      shows_word <= 1'b0;
    end else begin
      if (writes_idle & (access_offset == 22'h000000)) begin
        sector <= access_store;
      end
      if (writes & (access_offset == 22'h000010)) begin
        interrupt_enable <= access_store[0];
      end
      shows_word <= active & !access_write & is_buffer & !is_busy;
      if (begins) begin
        is_done <= !exists;
        has_failed <= !exists;
      end else if (answer_fire) begin
        is_done <= 1'b1;
        has_failed <= answer_error;
      end else if (writes & (access_offset == 22'h00000c)) begin
        is_done <= is_done & !access_store[1];
        has_failed <= has_failed & !access_store[2];
      end
      if (phase == PHASE_IDLE) begin
        count <= 7'h00;
      end else if (to_medium_fire | from_medium_fire) begin
        count <= count + 7'h01;
      end
      case (phase)
        PHASE_IDLE: begin
          writes_medium <= access_store == 32'h00000002;
          if (begins & exists) begin
            phase <= PHASE_REQUEST;
          end
        end
        PHASE_REQUEST: begin
          if (request_fire) begin
            phase <= writes_medium ? PHASE_FETCH : PHASE_RECEIVE;
          end
        end
        PHASE_RECEIVE: begin
          if (answer_fire) begin
            phase <= PHASE_IDLE;
          end else if (from_medium_fire & is_last) begin
            phase <= PHASE_FINISH;
          end
        end
        PHASE_FETCH: phase <= answer_fire ? PHASE_IDLE : PHASE_SEND;
        PHASE_SEND: begin
          if (to_medium_fire) begin
            phase <= is_last ? PHASE_FINISH : PHASE_FETCH;
          end
        end
        PHASE_FINISH: begin
          if (answer_fire) begin
            phase <= PHASE_IDLE;
          end
        end
        default: ;
      endcase
    end
  end

  wire [6:0] place = is_busy ? count : access_offset[8:2];

  always @(posedge clock) begin
    buffer_word <= buffer[place];
    if ((writes_idle & is_buffer) | from_medium_fire) begin
      buffer[place] <= is_busy ? from_medium_data : access_store;
    end
  end

endmodule

`default_nettype wire
