// image_slots
//
// Versions of up to 16 sealed contexts in memory.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module image_slots (
  input  wire        clock,
  input  wire        reset,        // synchronous, active high
  input  wire        open,         // an image of `domain` is begun: a new version, and a slot
  input  wire        keep,         // it is complete and live
  input  wire        choose,       // `chosen` is the slot that is asked about
  input  wire  [3:0] chosen,
  input  wire  [3:0] domain,
  input  wire        past,         // `version` is that of the slot; else of the image that was begun last
  input  wire        take,         // the image in the slot is no longer live
  input  wire        ended,        // so are all of `ended_domain`
  input  wire  [3:0] ended_domain,
  output wire        full,         // no slot is free
  output wire  [3:0] slot,         // of the image that was begun, or the one that was chosen
  output wire        live,         // the slot has a live image of `domain`
  output wire [63:0] version
);

  (* ram_style = "distributed" *) reg [63:0] versions [0:15];
  reg        occupied_0;
  reg        occupied_1;
  reg        occupied_2;
  reg        occupied_3;
  reg        occupied_4;
  reg        occupied_5;
  reg        occupied_6;
  reg        occupied_7;
  reg        occupied_8;
  reg        occupied_9;
  reg        occupied_10;
  reg        occupied_11;
  reg        occupied_12;
  reg        occupied_13;
  reg        occupied_14;
  reg        occupied_15;
  reg  [3:0] owner_0;
  reg  [3:0] owner_1;
  reg  [3:0] owner_2;
  reg  [3:0] owner_3;
  reg  [3:0] owner_4;
  reg  [3:0] owner_5;
  reg  [3:0] owner_6;
  reg  [3:0] owner_7;
  reg  [3:0] owner_8;
  reg  [3:0] owner_9;
  reg  [3:0] owner_10;
  reg  [3:0] owner_11;
  reg  [3:0] owner_12;
  reg  [3:0] owner_13;
  reg  [3:0] owner_14;
  reg  [3:0] owner_15;
  reg  [3:0] present;     // the slot
  reg [63:0] count;       // version of the image that was begun last

  wire full_t1 = occupied_0 & occupied_1 & occupied_2 & occupied_3 & occupied_4 & occupied_5 & occupied_6 & occupied_7
      & occupied_8 & occupied_9;
  assign full = full_t1 & occupied_10 & occupied_11 & occupied_12 & occupied_13 & occupied_14 & occupied_15;
  assign slot = present;

  reg live_t1;
  always @* begin
    case (present)
      4'd0: live_t1 = occupied_0;
      4'd1: live_t1 = occupied_1;
      4'd2: live_t1 = occupied_2;
      4'd3: live_t1 = occupied_3;
      4'd4: live_t1 = occupied_4;
      4'd5: live_t1 = occupied_5;
      4'd6: live_t1 = occupied_6;
      4'd7: live_t1 = occupied_7;
      4'd8: live_t1 = occupied_8;
      4'd9: live_t1 = occupied_9;
      4'd10: live_t1 = occupied_10;
      4'd11: live_t1 = occupied_11;
      4'd12: live_t1 = occupied_12;
      4'd13: live_t1 = occupied_13;
      4'd14: live_t1 = occupied_14;
      default: live_t1 = occupied_15;
    endcase
  end

  reg [3:0] live_t2;
  always @* begin
    case (present)
      4'd0: live_t2 = owner_0;
      4'd1: live_t2 = owner_1;
      4'd2: live_t2 = owner_2;
      4'd3: live_t2 = owner_3;
      4'd4: live_t2 = owner_4;
      4'd5: live_t2 = owner_5;
      4'd6: live_t2 = owner_6;
      4'd7: live_t2 = owner_7;
      4'd8: live_t2 = owner_8;
      4'd9: live_t2 = owner_9;
      4'd10: live_t2 = owner_10;
      4'd11: live_t2 = owner_11;
      4'd12: live_t2 = owner_12;
      4'd13: live_t2 = owner_13;
      4'd14: live_t2 = owner_14;
      default: live_t2 = owner_15;
    endcase
  end

  assign live = live_t1 & (live_t2 == domain);
  wire [63:0] kept = versions[present];
  assign version = past ? kept : count;
  wire [3:0] free_t1 = occupied_8 ? (occupied_9 ? (occupied_10
      ? (occupied_11 ? (occupied_12 ? (occupied_13 ? (occupied_14 ? (occupied_15 ? 4'd0 : 4'd15) : 4'd14) : 4'd13)
      : 4'd12) : 4'd11) : 4'd10) : 4'd9) : 4'd8;
  wire [3:0] free = occupied_0 ? (occupied_1 ? (occupied_2 ? (occupied_3
      ? (occupied_4 ? (occupied_5 ? (occupied_6 ? (occupied_7 ? free_t1 : 4'd7) : 4'd6) : 4'd5) : 4'd4) : 4'd3) : 4'd2)
      : 4'd1) : 4'd0;
  wire is_present_0 = present == 4'd0;
  wire is_present_1 = present == 4'd1;
  wire is_present_2 = present == 4'd2;
  wire is_present_3 = present == 4'd3;
  wire is_present_4 = present == 4'd4;
  wire is_present_5 = present == 4'd5;
  wire is_present_6 = present == 4'd6;
  wire is_present_7 = present == 4'd7;
  wire is_present_8 = present == 4'd8;
  wire is_present_9 = present == 4'd9;
  wire is_present_10 = present == 4'd10;
  wire is_present_11 = present == 4'd11;
  wire is_present_12 = present == 4'd12;
  wire is_present_13 = present == 4'd13;
  wire is_present_14 = present == 4'd14;
  wire is_present_15 = present == 4'd15;

  always @(posedge clock) begin
    if (reset) begin
      occupied_0 <= 1'b0;
      occupied_1 <= 1'b0;
      occupied_2 <= 1'b0;
      occupied_3 <= 1'b0;
      occupied_4 <= 1'b0;
      occupied_5 <= 1'b0;
      occupied_6 <= 1'b0;
      occupied_7 <= 1'b0;
      occupied_8 <= 1'b0;
      occupied_9 <= 1'b0;
      occupied_10 <= 1'b0;
      occupied_11 <= 1'b0;
      occupied_12 <= 1'b0;
      occupied_13 <= 1'b0;
      occupied_14 <= 1'b0;
      occupied_15 <= 1'b0;
      owner_0 <= 4'd0;
      owner_1 <= 4'd0;
      owner_2 <= 4'd0;
      owner_3 <= 4'd0;
      owner_4 <= 4'd0;
      owner_5 <= 4'd0;
      owner_6 <= 4'd0;
      owner_7 <= 4'd0;
      owner_8 <= 4'd0;
      owner_9 <= 4'd0;
      owner_10 <= 4'd0;
      owner_11 <= 4'd0;
      owner_12 <= 4'd0;
      owner_13 <= 4'd0;
      owner_14 <= 4'd0;
      owner_15 <= 4'd0;
      present <= 4'd0;
      count <= 64'h0000000000000000;
    end else begin
      if (open) begin
        count <= count + 64'h0000000000000001;
        present <= free;
      end else if (choose) begin
        present <= chosen;
      end
      if ((ended & (owner_0 == ended_domain)) | (take & is_present_0)) begin
        occupied_0 <= 1'b0;
      end else if (keep & is_present_0) begin
        occupied_0 <= 1'b1;
        owner_0 <= domain;
      end
      if ((ended & (owner_1 == ended_domain)) | (take & is_present_1)) begin
        occupied_1 <= 1'b0;
      end else if (keep & is_present_1) begin
        occupied_1 <= 1'b1;
        owner_1 <= domain;
      end
      if ((ended & (owner_2 == ended_domain)) | (take & is_present_2)) begin
        occupied_2 <= 1'b0;
      end else if (keep & is_present_2) begin
        occupied_2 <= 1'b1;
        owner_2 <= domain;
      end
      if ((ended & (owner_3 == ended_domain)) | (take & is_present_3)) begin
        occupied_3 <= 1'b0;
      end else if (keep & is_present_3) begin
        occupied_3 <= 1'b1;
        owner_3 <= domain;
      end
      if ((ended & (owner_4 == ended_domain)) | (take & is_present_4)) begin
        occupied_4 <= 1'b0;
      end else if (keep & is_present_4) begin
        occupied_4 <= 1'b1;
        owner_4 <= domain;
      end
      if ((ended & (owner_5 == ended_domain)) | (take & is_present_5)) begin
        occupied_5 <= 1'b0;
      end else if (keep & is_present_5) begin
        occupied_5 <= 1'b1;
        owner_5 <= domain;
      end
      if ((ended & (owner_6 == ended_domain)) | (take & is_present_6)) begin
        occupied_6 <= 1'b0;
      end else if (keep & is_present_6) begin
        occupied_6 <= 1'b1;
        owner_6 <= domain;
      end
      if ((ended & (owner_7 == ended_domain)) | (take & is_present_7)) begin
        occupied_7 <= 1'b0;
      end else if (keep & is_present_7) begin
        occupied_7 <= 1'b1;
        owner_7 <= domain;
      end
      if ((ended & (owner_8 == ended_domain)) | (take & is_present_8)) begin
        occupied_8 <= 1'b0;
      end else if (keep & is_present_8) begin
        occupied_8 <= 1'b1;
        owner_8 <= domain;
      end
      if ((ended & (owner_9 == ended_domain)) | (take & is_present_9)) begin
        occupied_9 <= 1'b0;
      end else if (keep & is_present_9) begin
        occupied_9 <= 1'b1;
        owner_9 <= domain;
      end
      if ((ended & (owner_10 == ended_domain)) | (take & is_present_10)) begin
        occupied_10 <= 1'b0;
      end else if (keep & is_present_10) begin
        occupied_10 <= 1'b1;
        owner_10 <= domain;
      end
      if ((ended & (owner_11 == ended_domain)) | (take & is_present_11)) begin
        occupied_11 <= 1'b0;
      end else if (keep & is_present_11) begin
        occupied_11 <= 1'b1;
        owner_11 <= domain;
      end
      if ((ended & (owner_12 == ended_domain)) | (take & is_present_12)) begin
        occupied_12 <= 1'b0;
      end else if (keep & is_present_12) begin
        occupied_12 <= 1'b1;
        owner_12 <= domain;
      end
      if ((ended & (owner_13 == ended_domain)) | (take & is_present_13)) begin
        occupied_13 <= 1'b0;
      end else if (keep & is_present_13) begin
        occupied_13 <= 1'b1;
        owner_13 <= domain;
      end
      if ((ended & (owner_14 == ended_domain)) | (take & is_present_14)) begin
        occupied_14 <= 1'b0;
      end else if (keep & is_present_14) begin
        occupied_14 <= 1'b1;
        owner_14 <= domain;
      end
      if ((ended & (owner_15 == ended_domain)) | (take & is_present_15)) begin
        occupied_15 <= 1'b0;
      end else if (keep & is_present_15) begin
        occupied_15 <= 1'b1;
        owner_15 <= domain;
      end
    end
  end

  always @(posedge clock) begin
    if (keep) begin
      versions[present] <= count;
    end
  end

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assert_kept_where_nothing_is_live: assert (!keep | !live_t1)
        else $error("%m: property kept_where_nothing_is_live does not hold");
      assert_taken_while_live: assert (!take | live)
        else $error("%m: property taken_while_live does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
