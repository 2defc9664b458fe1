// serial_port
//
// A serial port with the registers of the 16550.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module serial_port (
  input  wire        clock,
  input  wire        reset,         // synchronous, active high
  input  wire        access_valid,
  input  wire        access_write,
  input  wire [21:0] access_offset, // of the device's addresses, in bytes; aligned
  input  wire  [1:0] access_size,   // 0 byte, 1 half, 2 word
  input  wire [31:0] access_store,  // value in every place of its size
  output wire [31:0] data,          // the register in every byte
  output wire        error,         // not a single byte
  input  wire        receive_line,  // high while nothing is sent
  output wire        send_line,     // high while nothing is sent
  output wire        interrupt
);

  reg   [3:0] interrupt_enable;
  reg   [7:0] line_control;
  reg   [4:0] modem_control;
  reg   [7:0] scratch;
  reg  [15:0] divisor;
  reg         uses_queues;           // FCR bit 0
  reg         became_empty;          // the transmitter became empty, and nobody has looked since
  reg         overrun;               // a byte came in with the queue full
  reg         was_empty;
  reg  [15:0] prescale;
  reg         clearing;              // the receiver's queue is being emptied
  wire        sender_input_ready;
  wire        sender_line;
  wire        sender_idle;
  wire        receiver_complete;
  wire  [7:0] receiver_value;
  wire        to_send_input_ready;
  wire        to_send_output_valid;
  wire  [7:0] to_send_output_value;
  wire  [4:0] to_send_occupancy;
  wire        received_input_ready;
  wire        received_output_valid;
  wire  [7:0] received_output_value;
  wire  [4:0] received_occupancy;

  assign error = !(access_size == 2'd0);
  wire sample = prescale == 16'h0000;

  serial_receiver receiver (
    .clock(clock),
    .reset(reset),
    .line(receive_line),
    .sample(sample),
    .complete(receiver_complete),
    .value(receiver_value)
  );

  assign send_line = sender_line;
  wire active = access_valid & (access_size == 2'd0) & !(|access_offset[21:3]);
  wire writes = active & access_write;
  wire [2:0] register = access_offset[2:0];
  wire shows_divisor = line_control[7];
  wire sends = writes & (register == 3'd0) & !shows_divisor;

  queue_serial_byte_depth_16 to_send (
    .clock(clock),
    .reset(reset),
    .input_valid(sends & (to_send_occupancy != 5'd16)),
    .input_ready(to_send_input_ready),
    .input_value(access_store[7:0]),
    .output_valid(to_send_output_valid),
    .output_ready(sender_input_ready),
    .output_value(to_send_output_value),
    .occupancy(to_send_occupancy)
  );

  serial_sender sender (
    .clock(clock),
    .reset(reset),
    .input_valid(to_send_output_valid),
    .input_ready(sender_input_ready),
    .input_value(to_send_output_value),
    .sample(sample),
    .line(sender_line),
    .idle(sender_idle)
  );

  wire is_full = received_occupancy == 5'd16;
  wire reads = active & !access_write;

  queue_serial_byte_depth_16 received (
    .clock(clock),
    .reset(reset),
    .input_valid(receiver_complete & !is_full),
    .input_ready(received_input_ready),
    .input_value(receiver_value),
    .output_valid(received_output_valid),
    .output_ready((reads & (register == 3'd0) & !shows_divisor) | clearing),
    .output_value(received_output_value),
    .occupancy(received_occupancy)
  );

  wire receiver_interrupts = interrupt_enable[0] & received_output_valid;
  wire sender_interrupts = interrupt_enable[1] & became_empty;
  assign interrupt = receiver_interrupts | sender_interrupts;
  wire nothing_queued = to_send_occupancy == 5'd0;

  reg [7:0] value;
  always @* begin
    case (register)
      3'd0: value = shows_divisor ? divisor[7:0] : received_output_valid ? received_output_value : 8'h00;
      3'd1: value = shows_divisor ? divisor[15:8] : {4'd0, interrupt_enable};
      3'd2: value = {{2{uses_queues}}, 2'd0, receiver_interrupts ? 4'd4 : sender_interrupts ? 4'd2 : 4'd1};
      3'd3: value = line_control;
      3'd4: value = {3'd0, modem_control};
      3'd5: value = {1'b0, nothing_queued & sender_idle, nothing_queued, 3'd0, overrun, received_output_valid};
      3'd6: value = 8'hb0;
      default: value = scratch;
    endcase
  end

  assign data = {4{value}};
  wire became_empty_t1 = writes & (register == 3'd1) & !shows_divisor;

  always @(posedge clock) begin
    if (reset) begin
      interrupt_enable <= 4'd0;
      line_control <= 8'h00;
      modem_control <= 5'd0;
      scratch <= 8'h00;
      divisor <= 16'h000e;
      uses_queues <= 1'b0;
      became_empty <= 1'b0;
      overrun <= 1'b0;
      was_empty <= 1'b1;
      prescale <= 16'h0000;
      clearing <= 1'b0;
    end else begin
      prescale <= sample ? (divisor - 16'h0001) : (prescale - 16'h0001);
      was_empty <= nothing_queued;
      if (writes & (register == 3'd2) & access_store[1]) begin
        clearing <= 1'b1;
      end else if (!received_output_valid) begin
        clearing <= 1'b0;
      end
      if ((nothing_queued & !was_empty) | (became_empty_t1 & access_store[1] & !interrupt_enable[1])) begin
        became_empty <= 1'b1;
      end else if ((reads & (register == 3'd2) & !receiver_interrupts & sender_interrupts) | sends) begin
        became_empty <= 1'b0;
      end
      if (receiver_complete & is_full) begin
        overrun <= 1'b1;
      end else if (reads & (register == 3'd5)) begin
        overrun <= 1'b0;
      end
      divisor <= {(writes & (register == 3'd1) & shows_divisor) ? access_store[7:0] : divisor[15:8],
          (writes & (register == 3'd0) & shows_divisor) ? access_store[7:0] : divisor[7:0]};
      if (became_empty_t1) begin
        interrupt_enable <= access_store[3:0];
      end
      if (writes & (register == 3'd2)) begin
        uses_queues <= access_store[0];
      end
      if (writes & (register == 3'd3)) begin
        line_control <= access_store[7:0];
      end
      if (writes & (register == 3'd4)) begin
        modem_control <= access_store[4:0];
      end
      if (writes & (register == 3'd7)) begin
        scratch <= access_store[7:0];
      end
    end
  end

  wire unused = &{1'b0, access_store[31:8], to_send_input_ready, received_input_ready};

endmodule

`default_nettype wire
