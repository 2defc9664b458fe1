// domain_owners
//
// The domains that exist, with the owner secret of each.
//
// Latency: a command takes 6 cycles at most; after reset a sweep takes 64.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module domain_owners (
  input  wire         clock,
  input  wire         reset,   // synchronous, active high
  input  wire   [3:0] domain,  // 1 or more; constant until `idle`
  input  wire [255:0] owner,   // secret: constant from start to `idle`
  input  wire         compare, // compare `owner` with that of `domain`; one command at a time, while `idle`
  input  wire         store,   // create `domain` with `owner`
  input  wire         erase,   // end `domain`
  output wire         idle,
  output reg          exists,  // `domain` was created and not ended
  output wire         damaged, // a flipped bit leaves it open whether some domain exists: so it stays until reset
  output wire         differs, // secret: result of the last comparison, in the same number of cycles whatever differs
  output wire         full,    // no number was free a cycle before
  output wire   [3:0] free     // the lowest number that no domain had a cycle before; 0 for none
);

  localparam [2:0] STEP_SWEEP   = 3'd0;
  localparam [2:0] STEP_IDLE    = 3'd1;
  localparam [2:0] STEP_COMPARE = 3'd2;
  localparam [2:0] STEP_STORE   = 3'd3;
  localparam [2:0] STEP_ERASE   = 3'd4;

  reg  [2:0] step;
  reg  [2:0] step_inverse;
  reg        was_damaged;         // the two did not agree; until reset
  reg  [3:0] lowest_free;
  reg  [3:0] lowest_free_inverse;
  reg  [5:0] sweep_address;
  reg  [2:0] part;                // word of the owner secret
  reg        is_different;
  reg        valid_1_inverse;
  reg        valid_1;
  reg        valid_2_inverse;
  reg        valid_2;
  reg        valid_3_inverse;
  reg        valid_3;
  reg        valid_4_inverse;
  reg        valid_4;
  reg        valid_5_inverse;
  reg        valid_5;
  reg        valid_6_inverse;
  reg        valid_6;
  reg        valid_7_inverse;
  reg        valid_7;
  reg        valid_8_inverse;
  reg        valid_8;
  reg        valid_9_inverse;
  reg        valid_9;
  reg        valid_10_inverse;
  reg        valid_10;
  reg        valid_11_inverse;
  reg        valid_11;
  reg        valid_12_inverse;
  reg        valid_12;
  reg        valid_13_inverse;
  reg        valid_13;
  reg        valid_14_inverse;
  reg        valid_14;
  reg        valid_15_inverse;
  reg        valid_15;
  reg [63:0] stored;
  reg [63:0] owners [0:63];

  always @* begin
    case (domain)
      4'd0: exists = 1'b0;
      4'd1: exists = valid_1 & !valid_1_inverse;
      4'd2: exists = valid_2 & !valid_2_inverse;
      4'd3: exists = valid_3 & !valid_3_inverse;
      4'd4: exists = valid_4 & !valid_4_inverse;
      4'd5: exists = valid_5 & !valid_5_inverse;
      4'd6: exists = valid_6 & !valid_6_inverse;
      4'd7: exists = valid_7 & !valid_7_inverse;
      4'd8: exists = valid_8 & !valid_8_inverse;
      4'd9: exists = valid_9 & !valid_9_inverse;
      4'd10: exists = valid_10 & !valid_10_inverse;
      4'd11: exists = valid_11 & !valid_11_inverse;
      4'd12: exists = valid_12 & !valid_12_inverse;
      4'd13: exists = valid_13 & !valid_13_inverse;
      4'd14: exists = valid_14 & !valid_14_inverse;
      default: exists = valid_15 & !valid_15_inverse;
    endcase
  end

  wire [14:0] damaged_t1 = {!(&(valid_1 ^ valid_1_inverse)), !(&(valid_2 ^ valid_2_inverse)),
      !(&(valid_3 ^ valid_3_inverse)), !(&(valid_4 ^ valid_4_inverse)), !(&(valid_5 ^ valid_5_inverse)),
      !(&(valid_6 ^ valid_6_inverse)), !(&(valid_7 ^ valid_7_inverse)), !(&(valid_8 ^ valid_8_inverse)),
      !(&(valid_9 ^ valid_9_inverse)), !(&(valid_10 ^ valid_10_inverse)), !(&(valid_11 ^ valid_11_inverse)),
      !(&(valid_12 ^ valid_12_inverse)), !(&(valid_13 ^ valid_13_inverse)), !(&(valid_14 ^ valid_14_inverse)),
      !(&(valid_15 ^ valid_15_inverse))};
  wire is_whole = &(step ^ step_inverse);
  assign damaged = (|damaged_t1) | !(&(lowest_free ^ lowest_free_inverse)) | was_damaged | !is_whole;
  assign full = !(|lowest_free);
  assign free = !(&(lowest_free ^ lowest_free_inverse)) ? 4'd0 : lowest_free;
  assign idle = is_whole & (step == STEP_IDLE);
  assign differs = is_different;
  wire [3:0] lowest_free_t1 = (valid_1 | !valid_1_inverse) ? 4'd0 : 4'd1;
  wire [3:0] lowest_free_t2 = (|lowest_free_t1) ? lowest_free_t1 : (valid_2 | !valid_2_inverse) ? 4'd0 : 4'd2;
  wire [3:0] lowest_free_t3 = (valid_3 | !valid_3_inverse) ? 4'd0 : 4'd3;
  wire [3:0] lowest_free_t4 = (|lowest_free_t2) ? lowest_free_t2 : (|lowest_free_t3) ? lowest_free_t3
      : (valid_4 | !valid_4_inverse) ? 4'd0 : 4'd4;
  wire [3:0] lowest_free_t5 = (valid_5 | !valid_5_inverse) ? 4'd0 : 4'd5;
  wire [3:0] lowest_free_t6 = (|lowest_free_t5) ? lowest_free_t5 : (valid_6 | !valid_6_inverse) ? 4'd0 : 4'd6;
  wire [3:0] lowest_free_t7 = (valid_7 | !valid_7_inverse) ? 4'd0 : 4'd7;
  wire [3:0] lowest_free_t8 = (|lowest_free_t4) ? lowest_free_t4 : (|lowest_free_t6) ? lowest_free_t6
      : (|lowest_free_t7) ? lowest_free_t7 : (valid_8 | !valid_8_inverse) ? 4'd0 : 4'd8;
  wire [3:0] lowest_free_t9 = (valid_9 | !valid_9_inverse) ? 4'd0 : 4'd9;
  wire [3:0] lowest_free_t10 = (|lowest_free_t9) ? lowest_free_t9 : (valid_10 | !valid_10_inverse) ? 4'd0 : 4'd10;
  wire [3:0] lowest_free_t11 = (valid_11 | !valid_11_inverse) ? 4'd0 : 4'd11;
  wire [3:0] lowest_free_t12 = (|lowest_free_t10) ? lowest_free_t10 : (|lowest_free_t11) ? lowest_free_t11
      : (valid_12 | !valid_12_inverse) ? 4'd0 : 4'd12;
  wire [3:0] lowest_free_t13 = (valid_13 | !valid_13_inverse) ? 4'd0 : 4'd13;
  wire [3:0] lowest_free_t14 = (|lowest_free_t13) ? lowest_free_t13 : (valid_14 | !valid_14_inverse) ? 4'd0 : 4'd14;
  wire [3:0] lowest_free_t15 = (|lowest_free_t8) ? lowest_free_t8 : (|lowest_free_t12) ? lowest_free_t12
      : (|lowest_free_t14) ? lowest_free_t14 : (valid_15 | !valid_15_inverse) ? 4'd0 : 4'd15;
  wire stores = is_whole & (step == STEP_STORE);
  wire erases = is_whole & (step == STEP_ERASE);
  wire valid_1_t1 = stores | erases;
  wire [2:0] earlier_t1 = part - 3'd1;

  reg [63:0] earlier;
  always @* begin
    case (earlier_t1[1:0])
      2'd0: earlier = owner[63:0];
      2'd1: earlier = owner[127:64];
      2'd2: earlier = owner[191:128];
      default: earlier = owner[255:192];
    endcase
  end

  wire is_last = part[1:0] == 2'd3;

  always @(posedge clock) begin
    if (reset) begin
      step <= STEP_SWEEP;
      step_inverse <= 3'd7;
      was_damaged <= 1'b0;
      lowest_free <= 4'd1;
      lowest_free_inverse <= 4'd14;
      sweep_address <= 6'd0;
      part <= 3'd0;
      is_different <= 1'b0;
      valid_1_inverse <= 1'b1;
      valid_1 <= 1'b0;
      valid_2_inverse <= 1'b1;
      valid_2 <= 1'b0;
      valid_3_inverse <= 1'b1;
      valid_3 <= 1'b0;
      valid_4_inverse <= 1'b1;
      valid_4 <= 1'b0;
      valid_5_inverse <= 1'b1;
      valid_5 <= 1'b0;
      valid_6_inverse <= 1'b1;
      valid_6 <= 1'b0;
      valid_7_inverse <= 1'b1;
      valid_7 <= 1'b0;
      valid_8_inverse <= 1'b1;
      valid_8 <= 1'b0;
      valid_9_inverse <= 1'b1;
      valid_9 <= 1'b0;
      valid_10_inverse <= 1'b1;
      valid_10 <= 1'b0;
      valid_11_inverse <= 1'b1;
      valid_11 <= 1'b0;
      valid_12_inverse <= 1'b1;
      valid_12 <= 1'b0;
      valid_13_inverse <= 1'b1;
      valid_13 <= 1'b0;
      valid_14_inverse <= 1'b1;
      valid_14 <= 1'b0;
      valid_15_inverse <= 1'b1;
      valid_15 <= 1'b0;
    end else begin
      lowest_free <= lowest_free_t15;
      lowest_free_inverse <= ~lowest_free_t15;
      if ((domain == 4'd1) & valid_1_t1) begin
        valid_1 <= stores;
        valid_1_inverse <= !stores;
      end
      if ((domain == 4'd2) & valid_1_t1) begin
        valid_2 <= stores;
        valid_2_inverse <= !stores;
      end
      if ((domain == 4'd3) & valid_1_t1) begin
        valid_3 <= stores;
        valid_3_inverse <= !stores;
      end
      if ((domain == 4'd4) & valid_1_t1) begin
        valid_4 <= stores;
        valid_4_inverse <= !stores;
      end
      if ((domain == 4'd5) & valid_1_t1) begin
        valid_5 <= stores;
        valid_5_inverse <= !stores;
      end
      if ((domain == 4'd6) & valid_1_t1) begin
        valid_6 <= stores;
        valid_6_inverse <= !stores;
      end
      if ((domain == 4'd7) & valid_1_t1) begin
        valid_7 <= stores;
        valid_7_inverse <= !stores;
      end
      if ((domain == 4'd8) & valid_1_t1) begin
        valid_8 <= stores;
        valid_8_inverse <= !stores;
      end
      if ((domain == 4'd9) & valid_1_t1) begin
        valid_9 <= stores;
        valid_9_inverse <= !stores;
      end
      if ((domain == 4'd10) & valid_1_t1) begin
        valid_10 <= stores;
        valid_10_inverse <= !stores;
      end
      if ((domain == 4'd11) & valid_1_t1) begin
        valid_11 <= stores;
        valid_11_inverse <= !stores;
      end
      if ((domain == 4'd12) & valid_1_t1) begin
        valid_12 <= stores;
        valid_12_inverse <= !stores;
      end
      if ((domain == 4'd13) & valid_1_t1) begin
        valid_13 <= stores;
        valid_13_inverse <= !stores;
      end
      if ((domain == 4'd14) & valid_1_t1) begin
        valid_14 <= stores;
        valid_14_inverse <= !stores;
      end
      if ((domain == 4'd15) & valid_1_t1) begin
        valid_15 <= stores;
        valid_15_inverse <= !stores;
      end
      if (!is_whole) begin
        was_damaged <= 1'b1;
        step <= STEP_IDLE;
        step_inverse <= 3'd6;
      end else begin
        case (step)
          STEP_SWEEP: begin
            sweep_address <= sweep_address + 6'd1;
            if (&sweep_address) begin
              step <= STEP_IDLE;
              step_inverse <= 3'd6;
            end
          end
          STEP_IDLE: begin
            part <= 3'd0;
            if (compare) begin
              is_different <= 1'b0;
              step <= STEP_COMPARE;
              step_inverse <= 3'd5;
            end else if (store) begin
              step <= STEP_STORE;
              step_inverse <= 3'd4;
            end else if (erase) begin
              step <= STEP_ERASE;
              step_inverse <= 3'd3;
            end
          end
          STEP_COMPARE: begin
            part <= part + 3'd1;
            is_different <= is_different | ((part != 3'd0) & (stored != earlier));
            if (part == 3'd4) begin
              step <= STEP_IDLE;
              step_inverse <= 3'd6;
            end
          end
          STEP_STORE: begin
            part <= part + 3'd1;
            if (is_last) begin
              step <= STEP_IDLE;
              step_inverse <= 3'd6;
            end
          end
          STEP_ERASE: begin
            part <= part + 3'd1;
            if (is_last) begin
              step <= STEP_IDLE;
              step_inverse <= 3'd6;
            end
          end
          default: ;
        endcase
      end
    end
  end

  wire [5:0] address = {domain, part[1:0]};
  wire sweeps = is_whole & (step == STEP_SWEEP);
  wire [5:0] owners_t1 = sweeps ? sweep_address : address;

  reg [63:0] word;
  always @* begin
    case (part[1:0])
      2'd0: word = owner[63:0];
      2'd1: word = owner[127:64];
      2'd2: word = owner[191:128];
      default: word = owner[255:192];
    endcase
  end

  always @(posedge clock) begin
    stored <= owners[address];
    if (sweeps | stores | erases) begin
      owners[owners_t1] <= stores ? word : 64'h0000000000000000;
    end
  end

  wire unused = &{1'b0, earlier_t1[2]};

endmodule

`default_nettype wire
