import HDL
import Testing

/// The exact Verilog of the samples, which are the examples of the guide.
@Suite struct SampleTextTests {
  @Test func file() throws {
    let design = try Design(Counter()).verilog()
    #expect(design.files.map(\.name) == ["counter.v"])
    #expect(
      design.files[0].text == """
        // counter
        //
        // Counts enabled cycles from 0 to limit.
        //
        // Written by Keyline from its Swift description. Change that, not this file.

        `default_nettype none

        module counter (
          input  wire       clock,
          input  wire       reset,   // synchronous, active high
          input  wire       enable,
          input  wire [7:0] limit,   // last value before the counter starts again
          output wire [7:0] value,
          output wire       wrapped
        );

          reg [7:0] count;

          assign wrapped = enable & (count == limit);
          assign value = count;

          always @(posedge clock) begin
            if (reset) begin
              count <= 8'h00;
            end else if (enable) begin
              if (count == limit) begin
                count <= 8'h00;
              end else begin
                count <= count + 8'h01;
              end
            end
          end

        endmodule

        `default_nettype wire

        """)
  }

  @Test func stateMachine() throws {
    #expect(
      try text(of: Handshake()) == """
        module handshake (
          input  wire clock,
          input  wire reset, // synchronous, active high
          input  wire start,
          input  wire ack,
          output wire req,
          output wire busy
        );

          localparam [1:0] STATE_IDLE    = 2'd0;
          localparam [1:0] STATE_REQUEST = 2'd1;
          localparam [1:0] STATE_WAIT    = 2'd2;
          localparam [1:0] STATE_DONE    = 2'd3;

          reg [1:0] state;
          reg [3:0] tries;

          assign req = state == STATE_REQUEST;
          assign busy = state != STATE_IDLE;

          always @(posedge clock) begin
            if (reset) begin
              state <= STATE_IDLE;
              tries <= 4'd0;
            end else begin
              case (state)
                STATE_IDLE: begin
                  if (start) begin
                    state <= STATE_REQUEST;
                    tries <= 4'd0;
                  end
                end
                STATE_REQUEST: state <= STATE_WAIT;
                STATE_WAIT: begin
                  if (ack) begin
                    state <= STATE_DONE;
                  end else begin
                    tries <= tries + 4'd1;
                    if (tries == 4'd15) begin
                      state <= STATE_IDLE;
                    end
                  end
                end
                STATE_DONE: state <= STATE_IDLE;
              endcase
            end
          end

        endmodule
        """)
  }

  @Test func memoryAndStreams() throws {
    #expect(
      try text(of: RequestQueue(depth: 6)) == """
        module request_queue_6 (
          input  wire        clock,
          input  wire        reset,       // synchronous, active high
          input  wire        enq_valid,
          output wire        enq_ready,
          input  wire [31:0] enq_address, // byte address
          input  wire [31:0] enq_data,    // store data
          input  wire        enq_write,   // store, not load
          output wire        deq_valid,
          input  wire        deq_ready,
          output wire [31:0] deq_address, // byte address
          output wire [31:0] deq_data,    // store data
          output wire        deq_write    // store, not load
        );

          reg  [2:0] head;
          reg  [2:0] tail;
          reg        full;
          reg [64:0] store [0:5];

          assign enq_ready = !full;
          wire empty = (head == tail) & !full;
          assign deq_valid = !empty;
          wire [64:0] deq_address_t1 = store[head];
          assign deq_address = deq_address_t1[64:33];
          assign deq_data = deq_address_t1[32:1];
          assign deq_write = deq_address_t1[0];
          wire enq_fire = enq_valid & enq_ready;
          wire [2:0] tail_t1 = (tail == 3'd5) ? 3'd0 : (tail + 3'd1);
          wire deq_fire = deq_valid & deq_ready;

          always @(posedge clock) begin
            if (reset) begin
              head <= 3'd0;
              tail <= 3'd0;
              full <= 1'b0;
            end else begin
              if (enq_fire) begin
                tail <= tail_t1;
              end
              if (deq_fire) begin
                head <= (head == 3'd5) ? 3'd0 : (head + 3'd1);
              end
              if (enq_fire ^ deq_fire) begin
                full <= enq_fire & (tail_t1 == head);
              end
            end
          end

          always @(posedge clock) begin
            if (enq_fire) begin
              store[tail] <= {enq_address, enq_data, enq_write};
            end
          end

        `ifdef VERILATOR
          always @(posedge clock) begin
            if (!reset) begin
              assert_never_full_and_empty: assert (!(full & empty))
                else $error("%m: property never_full_and_empty does not hold");
            end
          end
        `endif

        endmodule
        """)
  }

  @Test func instances() throws {
    #expect(
      try text(of: TwoQueues(), from: "wire ") == """
          wire        first_enq_ready;
          wire        first_deq_valid;
          wire [31:0] first_deq_address;
          wire [31:0] first_deq_data;
          wire        first_deq_write;
          wire        second_enq_ready;
          wire        second_deq_valid;
          wire [31:0] second_deq_address;
          wire [31:0] second_deq_data;
          wire        second_deq_write;

          assign input_ready = first_enq_ready;

          request_queue_6 first (
            .clock(clock),
            .reset(reset),
            .enq_valid(input_valid),
            .enq_ready(first_enq_ready),
            .enq_address(input_address),
            .enq_data(input_data),
            .enq_write(input_write),
            .deq_valid(first_deq_valid),
            .deq_ready(second_enq_ready),
            .deq_address(first_deq_address),
            .deq_data(first_deq_data),
            .deq_write(first_deq_write)
          );

          assign output_valid = second_deq_valid;

          request_queue_6 second (
            .clock(clock),
            .reset(reset),
            .enq_valid(first_deq_valid),
            .enq_ready(second_enq_ready),
            .enq_address(first_deq_address),
            .enq_data(first_deq_data),
            .enq_write(first_deq_write),
            .deq_valid(second_deq_valid),
            .deq_ready(output_ready),
            .deq_address(second_deq_address),
            .deq_data(second_deq_data),
            .deq_write(second_deq_write)
          );

          assign output_address = second_deq_address;
          assign output_data = second_deq_data;
          assign output_write = second_deq_write;
        """)
  }
}
