// product_scan
//
// The order of the word products in a Montgomery multiplication by columns, or in a plain one.
//
// Latency: with s words: s^2 + s(s - 1) + 11s + 2 cycles, s(s - 1)/2 fewer for a square, s^2 + 2 for a plain
// product.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module product_scan (
  input  wire       clock,
  input  wire       reset,          // synchronous, active high
  input  wire       start,          // take the inputs and begin
  input  wire [5:0] last,           // number of words less 1; constant, like `square` and `plain`, from start to the end
  input  wire       square,         // a is b: products of different words count twice and are made once
  input  wire       plain,          // the product itself, without a modulus
  input  wire       wipe,           // go back to the beginning
  output wire [5:0] index_a,
  output wire [5:0] index_b,
  output wire       uses_modulus,   // the factors are a quotient digit and a word of the modulus, not words of a and b
  output wire       accumulates,    // the product of this cycle's factors belongs to the sum
  output wire       starts,         // it is the first of its column
  output wire       doubles,        // it counts twice
  output wire       writes,         // the column before is a word of the result
  output wire       takes_sum,      // the factors are the sum of the column and the modulus' negated inverse
  output wire       takes_quotient, // the first factor is the product that is made just now: the quotient digit `index_a`
  output wire       is_blank,       // the factors are zero
  output wire       done            // the last product is listed in this cycle
);

  localparam [2:0] STEP_IDLE      = 3'd0;
  localparam [2:0] STEP_OPERANDS  = 3'd1;
  localparam [2:0] STEP_QUOTIENTS = 3'd2;
  localparam [2:0] STEP_SUM       = 3'd3;
  localparam [2:0] STEP_QUOTIENT  = 3'd4;
  localparam [2:0] STEP_CARRY     = 3'd5;
  localparam [2:0] STEP_END       = 3'd6;

  reg [2:0] step;
  reg [5:0] low;     // lowest index in the column
  reg [5:0] high;    // highest index in the column
  reg [5:0] first;
  reg [5:0] second;
  reg [3:0] waiting; // cycles left, less 1, until a product arrives

  wire quotient_ends = (step == STEP_QUOTIENT) & (waiting == 4'd0);
  assign index_a = quotient_ends ? high : first;
  assign index_b = quotient_ends ? 6'd0 : second;
  assign uses_modulus = (step == STEP_QUOTIENTS) | quotient_ends;
  wire accumulates_t1 = step == STEP_OPERANDS;
  wire is_empty = (step == STEP_CARRY) | (step == STEP_END);
  assign accumulates = accumulates_t1 | (step == STEP_QUOTIENTS) | quotient_ends | is_empty;
  wire is_beginning = accumulates_t1 & (first == low);
  assign starts = is_beginning | is_empty;
  assign doubles = accumulates_t1 & square & (first != second);
  wire is_first_half = low == 6'd0;
  wire is_column_zero = is_first_half & (high == 6'd0);
  assign writes = (is_beginning & (plain ? !is_column_zero : (|low[5:1])))
      | ((step == STEP_CARRY) & (plain | (last != 6'd0))) | (step == STEP_END);
  wire sum_ends = (step == STEP_SUM) & (waiting == 4'd0);
  assign takes_sum = sum_ends;
  assign takes_quotient = quotient_ends;
  assign is_blank = is_empty;
  assign done = step == STEP_END;
  wire operands_end = accumulates_t1 & (square ? ((first == second) | ((first + 6'd1) == second)) : (second == low));
  wire quotients_end = (step == STEP_QUOTIENTS) & (is_first_half ? (second == 6'd1) : (second == low));
  wire column_ends = (operands_end & plain) | (quotients_end & !is_first_half) | quotient_ends;
  wire is_last_column = (low == last) & (high == last);
  wire [5:0] next_low = (high == last) ? (low + 6'd1) : low;
  wire [5:0] next_high = (high == last) ? high : (high + 6'd1);
  wire sum_begins = (operands_end & !plain & is_column_zero) | (quotients_end & is_first_half);

  always @(posedge clock) begin
    if (reset) begin
      step <= STEP_IDLE;
      low <= 6'd0;
      high <= 6'd0;
      first <= 6'd0;
      second <= 6'd0;
      waiting <= 4'd0;
    end else begin
      if (start) begin
        low <= 6'd0;
        high <= 6'd0;
      end else if (column_ends & !is_last_column) begin
        low <= next_low;
        high <= next_high;
      end
      first <= start ? 6'd0 : (column_ends & !is_last_column) ? next_low : operands_end ? low : (first + 6'd1);
      second <= start ? 6'd0 : (column_ends & !is_last_column) ? next_high : operands_end ? high : (second - 6'd1);
      waiting <= sum_begins ? 4'd5 : sum_ends ? 4'd4 : (waiting - 4'd1);
      if (wipe) begin
        step <= STEP_IDLE;
      end else begin
        case (step)
          STEP_IDLE: begin
            if (start) begin
              step <= STEP_OPERANDS;
            end
          end
          STEP_OPERANDS: begin
            if (column_ends) begin
              if (is_last_column) begin
                step <= STEP_CARRY;
              end else begin
                step <= STEP_OPERANDS;
              end
            end else if (sum_begins) begin
              step <= STEP_SUM;
            end else if (sum_ends) begin
              step <= STEP_QUOTIENT;
            end else if (operands_end) begin
              step <= STEP_QUOTIENTS;
            end
          end
          STEP_QUOTIENTS: begin
            if (column_ends) begin
              if (is_last_column) begin
                step <= STEP_CARRY;
              end else begin
                step <= STEP_OPERANDS;
              end
            end else if (sum_begins) begin
              step <= STEP_SUM;
            end else if (sum_ends) begin
              step <= STEP_QUOTIENT;
            end else if (operands_end) begin
              step <= STEP_QUOTIENTS;
            end
          end
          STEP_SUM: begin
            if (column_ends) begin
              if (is_last_column) begin
                step <= STEP_CARRY;
              end else begin
                step <= STEP_OPERANDS;
              end
            end else if (sum_begins) begin
              step <= STEP_SUM;
            end else if (sum_ends) begin
              step <= STEP_QUOTIENT;
            end else if (operands_end) begin
              step <= STEP_QUOTIENTS;
            end
          end
          STEP_QUOTIENT: begin
            if (column_ends) begin
              if (is_last_column) begin
                step <= STEP_CARRY;
              end else begin
                step <= STEP_OPERANDS;
              end
            end else if (sum_begins) begin
              step <= STEP_SUM;
            end else if (sum_ends) begin
              step <= STEP_QUOTIENT;
            end else if (operands_end) begin
              step <= STEP_QUOTIENTS;
            end
          end
          STEP_CARRY: step <= STEP_END;
          STEP_END: step <= STEP_IDLE;
          default: ;
        endcase
      end
    end
  end

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assume_starts_only_when_idle: assert (!start | (step == STEP_IDLE))
        else $error("%m: assumption starts_only_when_idle does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
