// interrupt_controller
//
// Interrupts of 15 devices for two modes of a hart, by priority.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module interrupt_controller (
  input  wire        clock,
  input  wire        reset,                // synchronous, active high
  input  wire        access_valid,
  input  wire        access_write,
  input  wire [21:0] access_offset,        // of the device's addresses, in bytes; aligned
  input  wire  [1:0] access_size,          // 0 byte, 1 half, 2 word
  input  wire [31:0] access_store,         // value in every place of its size
  output wire [31:0] data,
  output wire        error,                // not a whole word
  input  wire [14:0] sources,              // levels; bit 0 is source 1
  output wire        machine_interrupt,    // a source for context 0; two cycles after its level at most
  output wire        supervisor_interrupt  // a source for context 1
);

  reg  [2:0] priority_1;
  reg  [2:0] priority_2;
  reg  [2:0] priority_3;
  reg  [2:0] priority_4;
  reg  [2:0] priority_5;
  reg  [2:0] priority_6;
  reg  [2:0] priority_7;
  reg  [2:0] priority_8;
  reg  [2:0] priority_9;
  reg  [2:0] priority_10;
  reg  [2:0] priority_11;
  reg  [2:0] priority_12;
  reg  [2:0] priority_13;
  reg  [2:0] priority_14;
  reg  [2:0] priority_15;
  reg [14:0] pending;     // let through, and not claimed
  reg [14:0] claimed;     // claimed, and not completed
  reg [14:0] enable_0;
  reg  [2:0] threshold_0;
  reg  [4:0] best_0;
  reg [14:0] enable_1;
  reg  [2:0] threshold_1;
  reg  [4:0] best_1;

  assign error = !(access_size == 2'd2);
  wire [31:0] data_t1 = ((access_offset == 22'h000004) ? {29'h00000000, priority_1} : 32'h00000000)
      | ((access_offset == 22'h000008) ? {29'h00000000, priority_2} : 32'h00000000)
      | ((access_offset == 22'h00000c) ? {29'h00000000, priority_3} : 32'h00000000)
      | ((access_offset == 22'h000010) ? {29'h00000000, priority_4} : 32'h00000000);
  wire [31:0] data_t2 = data_t1 | ((access_offset == 22'h000014) ? {29'h00000000, priority_5} : 32'h00000000)
      | ((access_offset == 22'h000018) ? {29'h00000000, priority_6} : 32'h00000000)
      | ((access_offset == 22'h00001c) ? {29'h00000000, priority_7} : 32'h00000000)
      | ((access_offset == 22'h000020) ? {29'h00000000, priority_8} : 32'h00000000);
  wire [31:0] data_t3 = data_t2 | ((access_offset == 22'h000024) ? {29'h00000000, priority_9} : 32'h00000000)
      | ((access_offset == 22'h000028) ? {29'h00000000, priority_10} : 32'h00000000)
      | ((access_offset == 22'h00002c) ? {29'h00000000, priority_11} : 32'h00000000)
      | ((access_offset == 22'h000030) ? {29'h00000000, priority_12} : 32'h00000000);
  wire [31:0] data_t4 = data_t3 | ((access_offset == 22'h000034) ? {29'h00000000, priority_13} : 32'h00000000)
      | ((access_offset == 22'h000038) ? {29'h00000000, priority_14} : 32'h00000000)
      | ((access_offset == 22'h00003c) ? {29'h00000000, priority_15} : 32'h00000000)
      | ((access_offset == 22'h001000) ? {16'h0000, {pending, 1'b0}} : 32'h00000000);
  wire [31:0] data_t5 = data_t4 | ((access_offset == 22'h002000) ? {16'h0000, {enable_0, 1'b0}} : 32'h00000000)
      | ((access_offset == 22'h200000) ? {29'h00000000, threshold_0} : 32'h00000000)
      | ((access_offset == 22'h200004) ? {27'h0000000, best_0} : 32'h00000000);
  assign data = data_t5 | ((access_offset == 22'h002080) ? {16'h0000, {enable_1, 1'b0}} : 32'h00000000)
      | ((access_offset == 22'h201000) ? {29'h00000000, threshold_1} : 32'h00000000)
      | ((access_offset == 22'h201004) ? {27'h0000000, best_1} : 32'h00000000);
  assign machine_interrupt = |best_0;
  assign supervisor_interrupt = |best_1;
  wire active = access_valid & (access_size == 2'd2);
  wire writes = active & access_write;
  wire [2:0] best_0_t1 = (pending[0] & enable_0[0] & (threshold_0 < priority_1)) ? priority_1 : 3'd0;
  wire [2:0] best_0_t2 = (pending[1] & enable_0[1] & (threshold_0 < priority_2)) ? priority_2 : 3'd0;
  wire [2:0] best_0_t3 = (best_0_t1 < best_0_t2) ? best_0_t2 : best_0_t1;
  wire [2:0] best_0_t4 = (pending[2] & enable_0[2] & (threshold_0 < priority_3)) ? priority_3 : 3'd0;
  wire [2:0] best_0_t5 = (pending[3] & enable_0[3] & (threshold_0 < priority_4)) ? priority_4 : 3'd0;
  wire [2:0] best_0_t6 = (best_0_t4 < best_0_t5) ? best_0_t5 : best_0_t4;
  wire [2:0] best_0_t7 = (best_0_t3 < best_0_t6) ? best_0_t6 : best_0_t3;
  wire [2:0] best_0_t8 = (pending[4] & enable_0[4] & (threshold_0 < priority_5)) ? priority_5 : 3'd0;
  wire [2:0] best_0_t9 = (pending[5] & enable_0[5] & (threshold_0 < priority_6)) ? priority_6 : 3'd0;
  wire [2:0] best_0_t10 = (best_0_t8 < best_0_t9) ? best_0_t9 : best_0_t8;
  wire [2:0] best_0_t11 = (pending[6] & enable_0[6] & (threshold_0 < priority_7)) ? priority_7 : 3'd0;
  wire [2:0] best_0_t12 = (pending[7] & enable_0[7] & (threshold_0 < priority_8)) ? priority_8 : 3'd0;
  wire [2:0] best_0_t13 = (best_0_t11 < best_0_t12) ? best_0_t12 : best_0_t11;
  wire [2:0] best_0_t14 = (best_0_t10 < best_0_t13) ? best_0_t13 : best_0_t10;
  wire [2:0] best_0_t15 = (best_0_t7 < best_0_t14) ? best_0_t14 : best_0_t7;
  wire [2:0] best_0_t16 = (pending[8] & enable_0[8] & (threshold_0 < priority_9)) ? priority_9 : 3'd0;
  wire [2:0] best_0_t17 = (pending[9] & enable_0[9] & (threshold_0 < priority_10)) ? priority_10 : 3'd0;
  wire [2:0] best_0_t18 = (best_0_t16 < best_0_t17) ? best_0_t17 : best_0_t16;
  wire [2:0] best_0_t19 = (pending[10] & enable_0[10] & (threshold_0 < priority_11)) ? priority_11 : 3'd0;
  wire [2:0] best_0_t20 = (pending[11] & enable_0[11] & (threshold_0 < priority_12)) ? priority_12 : 3'd0;
  wire [2:0] best_0_t21 = (best_0_t19 < best_0_t20) ? best_0_t20 : best_0_t19;
  wire [2:0] best_0_t22 = (best_0_t18 < best_0_t21) ? best_0_t21 : best_0_t18;
  wire [2:0] best_0_t23 = (pending[12] & enable_0[12] & (threshold_0 < priority_13)) ? priority_13 : 3'd0;
  wire [2:0] best_0_t24 = (pending[13] & enable_0[13] & (threshold_0 < priority_14)) ? priority_14 : 3'd0;
  wire [2:0] best_0_t25 = (best_0_t23 < best_0_t24) ? best_0_t24 : best_0_t23;
  wire [2:0] best_0_t26 = (pending[14] & enable_0[14] & (threshold_0 < priority_15)) ? priority_15 : 3'd0;
  wire [2:0] best_0_t27 = (best_0_t25 < best_0_t26) ? best_0_t26 : best_0_t25;
  wire [2:0] best_0_t28 = (best_0_t22 < best_0_t27) ? best_0_t27 : best_0_t22;
  wire [4:0] best_0_t29 = (best_0_t22 < best_0_t27) ? ((best_0_t25 < best_0_t26) ? 5'd15 : (best_0_t23 < best_0_t24)
      ? 5'd14 : 5'd13) : (best_0_t18 < best_0_t21) ? ((best_0_t19 < best_0_t20) ? 5'd12 : 5'd11)
      : (best_0_t16 < best_0_t17) ? 5'd10 : 5'd9;
  wire [4:0] best_0_t30 = (best_0_t7 < best_0_t14) ? ((best_0_t10 < best_0_t13)
      ? ((best_0_t11 < best_0_t12) ? 5'd8 : 5'd7) : (best_0_t8 < best_0_t9) ? 5'd6 : 5'd5) : (best_0_t3 < best_0_t6)
      ? ((best_0_t4 < best_0_t5) ? 5'd4 : 5'd3) : (best_0_t1 < best_0_t2) ? 5'd2 : 5'd1;
  wire [2:0] best_1_t1 = (pending[0] & enable_1[0] & (threshold_1 < priority_1)) ? priority_1 : 3'd0;
  wire [2:0] best_1_t2 = (pending[1] & enable_1[1] & (threshold_1 < priority_2)) ? priority_2 : 3'd0;
  wire [2:0] best_1_t3 = (best_1_t1 < best_1_t2) ? best_1_t2 : best_1_t1;
  wire [2:0] best_1_t4 = (pending[2] & enable_1[2] & (threshold_1 < priority_3)) ? priority_3 : 3'd0;
  wire [2:0] best_1_t5 = (pending[3] & enable_1[3] & (threshold_1 < priority_4)) ? priority_4 : 3'd0;
  wire [2:0] best_1_t6 = (best_1_t4 < best_1_t5) ? best_1_t5 : best_1_t4;
  wire [2:0] best_1_t7 = (best_1_t3 < best_1_t6) ? best_1_t6 : best_1_t3;
  wire [2:0] best_1_t8 = (pending[4] & enable_1[4] & (threshold_1 < priority_5)) ? priority_5 : 3'd0;
  wire [2:0] best_1_t9 = (pending[5] & enable_1[5] & (threshold_1 < priority_6)) ? priority_6 : 3'd0;
  wire [2:0] best_1_t10 = (best_1_t8 < best_1_t9) ? best_1_t9 : best_1_t8;
  wire [2:0] best_1_t11 = (pending[6] & enable_1[6] & (threshold_1 < priority_7)) ? priority_7 : 3'd0;
  wire [2:0] best_1_t12 = (pending[7] & enable_1[7] & (threshold_1 < priority_8)) ? priority_8 : 3'd0;
  wire [2:0] best_1_t13 = (best_1_t11 < best_1_t12) ? best_1_t12 : best_1_t11;
  wire [2:0] best_1_t14 = (best_1_t10 < best_1_t13) ? best_1_t13 : best_1_t10;
  wire [2:0] best_1_t15 = (best_1_t7 < best_1_t14) ? best_1_t14 : best_1_t7;
  wire [2:0] best_1_t16 = (pending[8] & enable_1[8] & (threshold_1 < priority_9)) ? priority_9 : 3'd0;
  wire [2:0] best_1_t17 = (pending[9] & enable_1[9] & (threshold_1 < priority_10)) ? priority_10 : 3'd0;
  wire [2:0] best_1_t18 = (best_1_t16 < best_1_t17) ? best_1_t17 : best_1_t16;
  wire [2:0] best_1_t19 = (pending[10] & enable_1[10] & (threshold_1 < priority_11)) ? priority_11 : 3'd0;
  wire [2:0] best_1_t20 = (pending[11] & enable_1[11] & (threshold_1 < priority_12)) ? priority_12 : 3'd0;
  wire [2:0] best_1_t21 = (best_1_t19 < best_1_t20) ? best_1_t20 : best_1_t19;
  wire [2:0] best_1_t22 = (best_1_t18 < best_1_t21) ? best_1_t21 : best_1_t18;
  wire [2:0] best_1_t23 = (pending[12] & enable_1[12] & (threshold_1 < priority_13)) ? priority_13 : 3'd0;
  wire [2:0] best_1_t24 = (pending[13] & enable_1[13] & (threshold_1 < priority_14)) ? priority_14 : 3'd0;
  wire [2:0] best_1_t25 = (best_1_t23 < best_1_t24) ? best_1_t24 : best_1_t23;
  wire [2:0] best_1_t26 = (pending[14] & enable_1[14] & (threshold_1 < priority_15)) ? priority_15 : 3'd0;
  wire [2:0] best_1_t27 = (best_1_t25 < best_1_t26) ? best_1_t26 : best_1_t25;
  wire [2:0] best_1_t28 = (best_1_t22 < best_1_t27) ? best_1_t27 : best_1_t22;
  wire [4:0] best_1_t29 = (best_1_t22 < best_1_t27) ? ((best_1_t25 < best_1_t26) ? 5'd15 : (best_1_t23 < best_1_t24)
      ? 5'd14 : 5'd13) : (best_1_t18 < best_1_t21) ? ((best_1_t19 < best_1_t20) ? 5'd12 : 5'd11)
      : (best_1_t16 < best_1_t17) ? 5'd10 : 5'd9;
  wire [4:0] best_1_t30 = (best_1_t7 < best_1_t14) ? ((best_1_t10 < best_1_t13)
      ? ((best_1_t11 < best_1_t12) ? 5'd8 : 5'd7) : (best_1_t8 < best_1_t9) ? 5'd6 : 5'd5) : (best_1_t3 < best_1_t6)
      ? ((best_1_t4 < best_1_t5) ? 5'd4 : 5'd3) : (best_1_t1 < best_1_t2) ? 5'd2 : 5'd1;
  wire reads = active & !access_write;
  wire [14:0] claim_t1 = {best_0 == 5'd15, best_0 == 5'd14, best_0 == 5'd13, best_0 == 5'd12, best_0 == 5'd11, best_0
      == 5'd10, best_0 == 5'd9, best_0 == 5'd8, best_0 == 5'd7, best_0 == 5'd6, best_0 == 5'd5, best_0 == 5'd4, best_0
      == 5'd3, best_0 == 5'd2, best_0 == 5'd1};
  wire [14:0] claim_t2 = {best_1 == 5'd15, best_1 == 5'd14, best_1 == 5'd13, best_1 == 5'd12, best_1 == 5'd11, best_1
      == 5'd10, best_1 == 5'd9, best_1 == 5'd8, best_1 == 5'd7, best_1 == 5'd6, best_1 == 5'd5, best_1 == 5'd4, best_1
      == 5'd3, best_1 == 5'd2, best_1 == 5'd1};
  wire [14:0] claim = ((reads & (access_offset == 22'h200004)) ? claim_t1 : 15'h0000)
      | ((reads & (access_offset == 22'h201004)) ? claim_t2 : 15'h0000);
  wire [14:0] claimed_t1 = {access_store[4:0] == 5'd15, access_store[4:0] == 5'd14, access_store[4:0] == 5'd13,
      access_store[4:0] == 5'd12, access_store[4:0] == 5'd11, access_store[4:0] == 5'd10, access_store[4:0] == 5'd9,
      access_store[4:0] == 5'd8, access_store[4:0] == 5'd7, access_store[4:0] == 5'd6, access_store[4:0] == 5'd5,
      access_store[4:0] == 5'd4, access_store[4:0] == 5'd3, access_store[4:0] == 5'd2, access_store[4:0] == 5'd1};

  always @(posedge clock) begin
    if (reset) begin
      priority_1 <= 3'd0;
      priority_2 <= 3'd0;
      priority_3 <= 3'd0;
      priority_4 <= 3'd0;
      priority_5 <= 3'd0;
      priority_6 <= 3'd0;
      priority_7 <= 3'd0;
      priority_8 <= 3'd0;
      priority_9 <= 3'd0;
      priority_10 <= 3'd0;
      priority_11 <= 3'd0;
      priority_12 <= 3'd0;
      priority_13 <= 3'd0;
      priority_14 <= 3'd0;
      priority_15 <= 3'd0;
      pending <= 15'h0000;
      claimed <= 15'h0000;
      enable_0 <= 15'h0000;
      threshold_0 <= 3'd0;
      best_0 <= 5'd0;
      enable_1 <= 15'h0000;
      threshold_1 <= 3'd0;
      best_1 <= 5'd0;
    end else begin
      if (writes & (access_offset == 22'h000004)) begin
        priority_1 <= access_store[2:0];
      end
      if (writes & (access_offset == 22'h000008)) begin
        priority_2 <= access_store[2:0];
      end
      if (writes & (access_offset == 22'h00000c)) begin
        priority_3 <= access_store[2:0];
      end
      if (writes & (access_offset == 22'h000010)) begin
        priority_4 <= access_store[2:0];
      end
      if (writes & (access_offset == 22'h000014)) begin
        priority_5 <= access_store[2:0];
      end
      if (writes & (access_offset == 22'h000018)) begin
        priority_6 <= access_store[2:0];
      end
      if (writes & (access_offset == 22'h00001c)) begin
        priority_7 <= access_store[2:0];
      end
      if (writes & (access_offset == 22'h000020)) begin
        priority_8 <= access_store[2:0];
      end
      if (writes & (access_offset == 22'h000024)) begin
        priority_9 <= access_store[2:0];
      end
      if (writes & (access_offset == 22'h000028)) begin
        priority_10 <= access_store[2:0];
      end
      if (writes & (access_offset == 22'h00002c)) begin
        priority_11 <= access_store[2:0];
      end
      if (writes & (access_offset == 22'h000030)) begin
        priority_12 <= access_store[2:0];
      end
      if (writes & (access_offset == 22'h000034)) begin
        priority_13 <= access_store[2:0];
      end
      if (writes & (access_offset == 22'h000038)) begin
        priority_14 <= access_store[2:0];
      end
      if (writes & (access_offset == 22'h00003c)) begin
        priority_15 <= access_store[2:0];
      end
      if (writes & (access_offset == 22'h002000)) begin
        enable_0 <= access_store[15:1];
      end
      if (writes & (access_offset == 22'h200000)) begin
        threshold_0 <= access_store[2:0];
      end
      best_0 <= (|((best_0_t15 < best_0_t28) ? best_0_t28 : best_0_t15))
          ? ((best_0_t15 < best_0_t28) ? best_0_t29 : best_0_t30) : 5'd0;
      if (writes & (access_offset == 22'h002080)) begin
        enable_1 <= access_store[15:1];
      end
      if (writes & (access_offset == 22'h201000)) begin
        threshold_1 <= access_store[2:0];
      end
      best_1 <= (|((best_1_t15 < best_1_t28) ? best_1_t28 : best_1_t15))
          ? ((best_1_t15 < best_1_t28) ? best_1_t29 : best_1_t30) : 5'd0;
      pending <= (pending | (sources & ~claimed)) & ~claim;
      claimed <= (claimed | claim) & ~(((writes & (access_offset == 22'h200004))
          ? (((|access_store[31:5]) ? 15'h0000 : claimed_t1) & enable_0) : 15'h0000)
          | ((writes & (access_offset == 22'h201004)) ? (((|access_store[31:5]) ? 15'h0000 : claimed_t1) & enable_1)
          : 15'h0000));
    end
  end

endmodule

`default_nettype wire
