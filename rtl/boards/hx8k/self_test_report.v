// self_test_report
//
// Says the verdict in a line of text, and again every 12000000 cycles.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module self_test_report (
  input  wire       clock,
  input  wire       reset,        // synchronous, active high
  input  wire       passed,
  input  wire       failed,
  input  wire [3:0] step,
  output wire       output_valid,
  input  wire       output_ready,
  output wire [7:0] output_value,
  output wire       heartbeat     // changes with every line
);

  reg        sending;
  reg  [5:0] position;
  reg [23:0] pause;    // cycles until the next line
  reg        beat;

  assign output_valid = sending;

  reg [7:0] output_value_t1;
  /* verilator coverage_off */
  always @* begin
    case (step)
      4'd0: output_value_t1 = 8'h30;
      4'd1: output_value_t1 = 8'h30;
      4'd2: output_value_t1 = 8'h30;
      4'd3: output_value_t1 = 8'h30;
      4'd4: output_value_t1 = 8'h30;
      4'd5: output_value_t1 = 8'h30;
      4'd6: output_value_t1 = 8'h30;
      4'd7: output_value_t1 = 8'h30;
      4'd8: output_value_t1 = 8'h30;
      4'd9: output_value_t1 = 8'h31;
      4'd10: output_value_t1 = 8'h31;
      4'd11: output_value_t1 = 8'h31;
      default: output_value_t1 = 8'h31;
    endcase
  end
  /* verilator coverage_on */

  reg [7:0] output_value_t2;
  /* verilator coverage_off */
  always @* begin
    case (step)
      4'd0: output_value_t2 = 8'h31;
      4'd1: output_value_t2 = 8'h32;
      4'd2: output_value_t2 = 8'h33;
      4'd3: output_value_t2 = 8'h34;
      4'd4: output_value_t2 = 8'h35;
      4'd5: output_value_t2 = 8'h36;
      4'd6: output_value_t2 = 8'h37;
      4'd7: output_value_t2 = 8'h38;
      4'd8: output_value_t2 = 8'h39;
      4'd9: output_value_t2 = 8'h30;
      4'd10: output_value_t2 = 8'h31;
      4'd11: output_value_t2 = 8'h32;
      default: output_value_t2 = 8'h33;
    endcase
  end
  /* verilator coverage_on */

  reg [7:0] output_value_t3;
  /* verilator coverage_off */
  always @* begin
    case (position)
      6'd0: output_value_t3 = 8'h4b;
      6'd1: output_value_t3 = 8'h65;
      6'd2: output_value_t3 = 8'h79;
      6'd3: output_value_t3 = 8'h6c;
      6'd4: output_value_t3 = 8'h69;
      6'd5: output_value_t3 = 8'h6e;
      6'd6: output_value_t3 = 8'h65;
      6'd7: output_value_t3 = 8'h20;
      6'd8: output_value_t3 = 8'h6d;
      6'd9: output_value_t3 = 8'h69;
      6'd10: output_value_t3 = 8'h6e;
      6'd11: output_value_t3 = 8'h69;
      6'd12: output_value_t3 = 8'h6d;
      6'd13: output_value_t3 = 8'h61;
      6'd14: output_value_t3 = 8'h6c;
      6'd15: output_value_t3 = 8'h3a;
      6'd16: output_value_t3 = 8'h20;
      6'd17: output_value_t3 = 8'h46;
      6'd18: output_value_t3 = 8'h41;
      6'd19: output_value_t3 = 8'h49;
      6'd20: output_value_t3 = 8'h4c;
      6'd21: output_value_t3 = 8'h45;
      6'd22: output_value_t3 = 8'h44;
      6'd23: output_value_t3 = 8'h20;
      6'd24: output_value_t3 = 8'h69;
      6'd25: output_value_t3 = 8'h6e;
      6'd26: output_value_t3 = 8'h20;
      6'd27: output_value_t3 = 8'h73;
      6'd28: output_value_t3 = 8'h74;
      6'd29: output_value_t3 = 8'h65;
      6'd30: output_value_t3 = 8'h70;
      6'd31: output_value_t3 = 8'h20;
      6'd32: output_value_t3 = 8'h30;
      6'd33: output_value_t3 = 8'h30;
      6'd34: output_value_t3 = 8'h0d;
      default: output_value_t3 = 8'h0a;
    endcase
  end
  /* verilator coverage_on */

  reg [7:0] output_value_t4;
  /* verilator coverage_off */
  always @* begin
    case (position)
      6'd0: output_value_t4 = 8'h4b;
      6'd1: output_value_t4 = 8'h65;
      6'd2: output_value_t4 = 8'h79;
      6'd3: output_value_t4 = 8'h6c;
      6'd4: output_value_t4 = 8'h69;
      6'd5: output_value_t4 = 8'h6e;
      6'd6: output_value_t4 = 8'h65;
      6'd7: output_value_t4 = 8'h20;
      6'd8: output_value_t4 = 8'h6d;
      6'd9: output_value_t4 = 8'h69;
      6'd10: output_value_t4 = 8'h6e;
      6'd11: output_value_t4 = 8'h69;
      6'd12: output_value_t4 = 8'h6d;
      6'd13: output_value_t4 = 8'h61;
      6'd14: output_value_t4 = 8'h6c;
      6'd15: output_value_t4 = 8'h3a;
      6'd16: output_value_t4 = 8'h20;
      6'd17: output_value_t4 = 8'h50;
      6'd18: output_value_t4 = 8'h41;
      6'd19: output_value_t4 = 8'h53;
      6'd20: output_value_t4 = 8'h53;
      6'd21: output_value_t4 = 8'h45;
      6'd22: output_value_t4 = 8'h44;
      6'd23: output_value_t4 = 8'h0d;
      default: output_value_t4 = 8'h0a;
    endcase
  end
  /* verilator coverage_on */

  assign output_value = failed ? ((position == 6'd32) ? output_value_t1 : (position == 6'd33) ? output_value_t2
      : output_value_t3) : output_value_t4;
  assign heartbeat = beat;
  wire output_fire = output_valid & output_ready;
  wire is_last = position == (failed ? 6'd35 : 6'd24);

  always @(posedge clock) begin
    if (reset) begin
      sending <= 1'b0;
      position <= 6'd0;
      pause <= 24'h000000;
      beat <= 1'b0;
    end else if (sending) begin
      if (output_fire) begin
        position <= is_last ? 6'd0 : (position + 6'd1);
        if (is_last) begin
          sending <= 1'b0;
          pause <= 24'hb71aff;
        end
      end
    end else if (|pause) begin
      pause <= pause - 24'h000001;
    end else if (passed | failed) begin
      sending <= 1'b1;
      beat <= !beat;
    end
  end

endmodule

`default_nettype wire
