// queue_memory_word_depth_8
//
// First-in first-out queue of 8 items. Latency: 1 cycle.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module queue_memory_word_depth_8 (
  input  wire        clock,
  input  wire        reset,        // synchronous, active high
  input  wire        input_valid,
  output wire        input_ready,
  input  wire [63:0] input_data,
  output wire        output_valid,
  input  wire        output_ready,
  output wire [63:0] output_data,
  output wire  [3:0] occupancy     // items held
);

  reg  [3:0] count;
  reg  [2:0] tail;
  reg  [2:0] head;
  reg [63:0] store [0:7];

  wire full = count == 4'd8;
  assign input_ready = !full;
  wire empty = count == 4'd0;
  assign output_valid = !empty;
  assign occupancy = count;
  wire [63:0] oldest = store[head];
  assign output_data = oldest;
  wire input_fire = input_valid & input_ready;
  wire output_fire = output_valid & output_ready;

  always @(posedge clock) begin
    if (reset) begin
      count <= 4'd0;
      tail <= 3'd0;
      head <= 3'd0;
    end else begin
      if (input_fire ^ output_fire) begin
        count <= input_fire ? (count + 4'd1) : (count - 4'd1);
      end
      if (input_fire) begin
        tail <= tail + 3'd1;
      end
      if (output_fire) begin
        head <= head + 3'd1;
      end
    end
  end

  always @(posedge clock) begin
    if (input_fire) begin
      store[tail] <= input_data;
    end
  end

`ifdef VERILATOR
  reg        input_waited;
  reg [63:0] input_last_offer;
  reg        output_waited;
  reg [63:0] output_last_offer;

  always @(posedge clock) begin
    if (reset) begin
      input_waited <= 1'b0;
      output_waited <= 1'b0;
    end else begin
      input_waited <= input_valid & !input_ready;
      output_waited <= output_valid & !output_ready;
    end
  end

  always @(posedge clock) begin
    input_last_offer <= input_data;
    output_last_offer <= output_data;
  end

  wire [4:0] behind = {2'd0, head} + {1'b0, count};

  always @(posedge clock) begin
    if (!reset) begin
      assert_pointers_agree: assert (((behind >= 5'd8) ? (behind - 5'd8) : behind) == {2'd0, tail})
        else $error("%m: property pointers_agree does not hold");
      assume_input_keeps_offers: assert (!input_waited | (input_valid & (input_data == input_last_offer)))
        else $error("%m: assumption input_keeps_offers does not hold");
      assert_output_keeps_offers: assert (!output_waited | (output_valid & (output_data == output_last_offer)))
        else $error("%m: property output_keeps_offers does not hold");
      assert_never_too_many: assert (count <= 4'd8)
        else $error("%m: property never_too_many does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
