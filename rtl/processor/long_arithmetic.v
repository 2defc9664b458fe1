// long_arithmetic
//
// Montgomery multiplication, modular and plain sums, comparisons of long numbers in words of 64 bits.
// The number of cycles depends on the operation and on the number of words alone.
//
// Latency: see docs/exponentiation.md, section 5.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module long_arithmetic (
  input  wire        clock,
  input  wire        reset,          // synchronous, active high
  input  wire        start,          // take the operation and begin; only while nothing is in work
  input  wire  [4:0] started,        // operation to begin, of the first group
  input  wire  [5:0] started_target,
  input  wire  [5:0] started_a,
  input  wire  [5:0] started_b,
  input  wire        half,           // numbers and table are packed into half slots; constant, like the inputs below, from start to `done`
  input  wire  [5:0] last,           // number of words less 1
  input  wire  [9:0] digit_position, // for `digit`: the number of the digit, 0 for the least significant
  input  wire        clear,          // stop, and overwrite every register
  output wire        done,           // the last cycle of the operation
  output wire [10:0] address_a,      // secret
  output wire [10:0] address_b,      // secret
  input  wire [63:0] word_a,         // secret: the word at `address_a` one cycle before
  input  wire [63:0] word_b,         // secret
  output wire        write,
  output wire [10:0] write_address,
  output wire [63:0] write_word,     // secret
  output wire        carry_out,      // secret: after `compare`: a >= b
  output wire        difference,     // secret: a and b of a `differ` differed
  output wire        is_odd          // secret: the modulus was, at the last `inverse`
);

  localparam [4:0] OPCODE_MULTIPLY         = 5'd0;
  localparam [4:0] OPCODE_SQUARE           = 5'd1;
  localparam [4:0] OPCODE_PRODUCT          = 5'd2;
  localparam [4:0] OPCODE_ADD_MODULAR      = 5'd3;
  localparam [4:0] OPCODE_SUBTRACT_MODULAR = 5'd4;
  localparam [4:0] OPCODE_SUBTRACT         = 5'd6;
  localparam [4:0] OPCODE_UPPER            = 5'd7;
  localparam [4:0] OPCODE_COMPARE          = 5'd8;
  localparam [4:0] OPCODE_DIFFER           = 5'd9;
  localparam [4:0] OPCODE_DIGIT            = 5'd10;
  localparam [4:0] OPCODE_INVERSE          = 5'd11;

  localparam [3:0] STAGE_IDLE        = 4'd0;
  localparam [3:0] STAGE_SCAN        = 4'd1;
  localparam [3:0] STAGE_SETTLE      = 4'd2;
  localparam [3:0] STAGE_FIRST       = 4'd3;
  localparam [3:0] STAGE_FIRST_ENDS  = 4'd4;
  localparam [3:0] STAGE_SECOND      = 4'd5;
  localparam [3:0] STAGE_SECOND_ENDS = 4'd6;
  localparam [3:0] STAGE_THIRD       = 4'd7;
  localparam [3:0] STAGE_THIRD_ENDS  = 4'd8;
  localparam [3:0] STAGE_FETCH       = 4'd9;
  localparam [3:0] STAGE_CAPTURE     = 4'd10;
  localparam [3:0] STAGE_INVERT      = 4'd11;

  reg    [3:0] stage;
  reg    [4:0] operation;
  reg    [5:0] target;
  reg    [5:0] a;
  reg    [5:0] b;
  reg    [5:0] index;
  reg    [3:0] waiting;              // cycles left, less 1, until a product arrives
  reg    [3:0] digit;                // digit of the exponent
  reg          odd;
  reg          differs;
  reg          carry;                // of the sum or difference that is being made
  reg          overflow;             // carry of the first pass, or bit above the Montgomery product
  reg          at_words_accumulates;
  reg          at_words_starts;
  reg          at_words_doubles;
  reg          at_words_writes;
  reg          pass_at_words;
  reg          first_at_words;
  reg    [5:0] index_at_words;
  reg          sum_at_words;
  reg          quotient_at_words;
  reg          blank_at_words;
  reg          constant_a;
  reg          constant_b;
  reg          one_a;
  reg          one_b;
  reg   [63:0] factor_a;
  reg   [63:0] factor_b;
  reg          pass_at_factors;
  reg          first_at_factors;
  reg    [5:0] index_at_factors;
  reg  [136:0] accumulator;
  reg    [5:0] result_index;
  reg          signal;
  reg          signal_2;
  reg          signal_3;
  reg          signal_4;
  reg          signal_5;
  reg          signal_6;
  reg          signal_7;
  reg          signal_8;
  reg          signal_9;
  reg          signal_10;
  reg          signal_11;
  reg          signal_12;
  reg          signal_13;
  reg          signal_14;
  reg          signal_15;
  reg          signal_16;
  reg          signal_17;
  reg          signal_18;
  reg          signal_19;
  reg          writes_word;
  wire [127:0] multiplier_product;
  wire   [5:0] scan_index_a;
  wire   [5:0] scan_index_b;
  wire         scan_uses_modulus;
  wire         scan_accumulates;
  wire         scan_starts;
  wire         scan_doubles;
  wire         scan_writes;
  wire         scan_takes_sum;
  wire         scan_takes_quotient;
  wire         scan_is_blank;
  wire         scan_done;
  wire         inverse_done;
  wire  [63:0] inverse_result;

  wire ends = waiting == 4'd0;
  wire is_modular_t1 = (operation == OPCODE_MULTIPLY) | (operation == OPCODE_SQUARE);
  wire is_difference = operation == OPCODE_SUBTRACT_MODULAR;
  wire is_modular = is_modular_t1 | (operation == OPCODE_ADD_MODULAR) | is_difference;
  wire first_done = (stage == STAGE_FIRST_ENDS) & ends & !is_modular;
  wire product_done = (stage == STAGE_SETTLE) & ends & !is_modular;
  wire captures = stage == STAGE_CAPTURE;
  wire word_done = (captures & (operation == OPCODE_DIGIT)) | ((stage == STAGE_INVERT) & inverse_done);
  assign done = first_done | product_done | word_done | ((stage == STAGE_THIRD_ENDS) & ends);
  wire starts_scan = (started == OPCODE_MULTIPLY) | (started == OPCODE_SQUARE) | (started == OPCODE_PRODUCT);

  product_scan scan (
    .clock(clock),
    .reset(reset),
    .start(start & starts_scan),
    .last(last),
    .square(operation == OPCODE_SQUARE),
    .plain(operation == OPCODE_PRODUCT),
    .wipe(clear),
    .index_a(scan_index_a),
    .index_b(scan_index_b),
    .uses_modulus(scan_uses_modulus),
    .accumulates(scan_accumulates),
    .starts(scan_starts),
    .doubles(scan_doubles),
    .writes(scan_writes),
    .takes_sum(scan_takes_sum),
    .takes_quotient(scan_takes_quotient),
    .is_blank(scan_is_blank),
    .done(scan_done)
  );

  wire fetches = stage == STAGE_FETCH;
  wire is_inverse = operation == OPCODE_INVERSE;
  wire is_low = stage == STAGE_SCAN;
  wire uses_modulus = is_low & scan_uses_modulus;
  wire is_first_t1 = stage == STAGE_FIRST;
  wire is_first = is_first_t1 | (is_low & !scan_uses_modulus);
  wire [5:0] code_a = fetches ? (is_inverse ? 6'd16 : 6'd23) : uses_modulus ? 6'd20 : is_first ? a : 6'd18;
  wire [5:0] index_a = fetches ? (is_inverse ? 6'd0 : digit_position[9:4]) : is_low ? scan_index_a
      : ((operation == OPCODE_UPPER) & is_first_t1) ? (index + last + 6'd1) : index;
  assign address_a = code_a[5] ? (half ? {2'd0, code_a[4] ? digit : code_a[3:0], index_a[4:0]}
      : {1'b0, code_a[4] ? digit : code_a[3:0], index_a}) : {code_a[4] & !code_a[3], code_a[3:0], index_a};
  wire code_b_t1 = stage == STAGE_SECOND;
  wire [5:0] code_b = uses_modulus ? 6'd16 : is_first ? ((operation == OPCODE_SQUARE) ? a : b) : code_b_t1 ? 6'd16
      : 6'd19;
  wire [5:0] index_b = is_low ? scan_index_b : index;
  assign address_b = code_b[5] ? (half ? {2'd0, code_b[4] ? digit : code_b[3:0], index_b[4:0]}
      : {1'b0, code_b[4] ? digit : code_b[3:0], index_b}) : {code_b[4] & !code_b[3], code_b[3:0], index_b};

  word_multiplier_64 multiplier (
    .clock(clock),
    .reset(reset),
    .a(factor_a),
    .b(factor_b),
    .product(multiplier_product)
  );

  assign carry_out = carry;
  assign difference = differs;
  wire pass_writes = pass_at_factors & (operation != OPCODE_COMPARE) & (operation != OPCODE_DIFFER);
  assign write = quotient_at_words | writes_word | pass_writes;
  wire is_second = code_b_t1 | (stage == STAGE_SECOND_ENDS);
  wire [5:0] write_code = quotient_at_words ? 6'd20 : writes_word ? (is_modular ? 6'd18 : target) : is_second ? 6'd19
      : ((is_first_t1 | (stage == STAGE_FIRST_ENDS)) & is_modular) ? 6'd18 : target;
  wire [5:0] write_index = quotient_at_words ? index_at_words : writes_word ? result_index : index_at_factors;
  assign write_address = write_code[5] ? (half ? {2'd0, write_code[3:0], write_index[4:0]}
      : {1'b0, write_code[3:0], write_index}) : {write_code[4] & !write_code[3], write_code[3:0], write_index};
  wire [63:0] quotient = multiplier_product[63:0];
  wire [63:0] sum = accumulator[63:0];
  wire is_third = (stage == STAGE_THIRD) | (stage == STAGE_THIRD_ENDS);
  wire takes_reduced = is_difference ? !overflow : (overflow | carry);
  wire [63:0] mask = {64{takes_reduced}};
  wire subtracts = is_second ? !is_difference : (is_difference | (operation == OPCODE_SUBTRACT)
      | (operation == OPCODE_COMPARE));
  wire [63:0] made_t1 = {64{subtracts}};
  wire carry_in = first_at_factors ? subtracts : carry;
  wire [64:0] made = {1'b0, factor_a} + {1'b0, factor_b ^ made_t1} + {64'h0000000000000000, carry_in};
  wire [63:0] pass_word = is_third ? (factor_a ^ ((factor_a ^ factor_b) & mask)) : made[63:0];
  assign write_word = quotient_at_words ? quotient : writes_word ? sum : pass_word;
  assign is_odd = odd;

  word_inverse_64 inverse (
    .clock(clock),
    .reset(reset),
    .start(captures & is_inverse),
    .word(word_a),
    .wipe(clear),
    .done(inverse_done),
    .result(inverse_result)
  );

  wire is_pass = is_first_t1 | code_b_t1 | (stage == STAGE_THIRD);
  wire is_last = index == last;
  wire takes_word = (started == OPCODE_DIGIT) | (started == OPCODE_INVERSE);
  wire takes_words = ((at_words_accumulates & !blank_at_words) | pass_at_words) & !clear;
  wire [63:0] factor_a_t1 = {64{takes_words}};
  wire [136:0] sum_before = signal_18 ? {64'h0000000000000000, accumulator[136:64]} : accumulator;
  wire [128:0] counted_product = signal_19 ? {multiplier_product, 1'b0} : {1'b0, multiplier_product};
  wire is_scan = is_modular_t1 | (operation == OPCODE_PRODUCT);

  reg [3:0] digit_t1;
  always @* begin
    case (digit_position[3:0])
      4'd0: digit_t1 = word_a[3:0];
      4'd1: digit_t1 = word_a[7:4];
      4'd2: digit_t1 = word_a[11:8];
      4'd3: digit_t1 = word_a[15:12];
      4'd4: digit_t1 = word_a[19:16];
      4'd5: digit_t1 = word_a[23:20];
      4'd6: digit_t1 = word_a[27:24];
      4'd7: digit_t1 = word_a[31:28];
      4'd8: digit_t1 = word_a[35:32];
      4'd9: digit_t1 = word_a[39:36];
      4'd10: digit_t1 = word_a[43:40];
      4'd11: digit_t1 = word_a[47:44];
      4'd12: digit_t1 = word_a[51:48];
      4'd13: digit_t1 = word_a[55:52];
      4'd14: digit_t1 = word_a[59:56];
      default: digit_t1 = word_a[63:60];
    endcase
  end

  always @(posedge clock) begin
    if (reset) begin
      stage <= STAGE_IDLE;
      operation <= OPCODE_MULTIPLY;
      target <= 6'd0;
      a <= 6'd0;
      b <= 6'd0;
      index <= 6'd0;
      waiting <= 4'd0;
      digit <= 4'd0;
      odd <= 1'b0;
      differs <= 1'b0;
      carry <= 1'b0;
      overflow <= 1'b0;
      at_words_accumulates <= 1'b0;
      at_words_starts <= 1'b0;
      at_words_doubles <= 1'b0;
      at_words_writes <= 1'b0;
      pass_at_words <= 1'b0;
      first_at_words <= 1'b0;
      index_at_words <= 6'd0;
      sum_at_words <= 1'b0;
      quotient_at_words <= 1'b0;
      blank_at_words <= 1'b0;
      constant_a <= 1'b0;
      constant_b <= 1'b0;
      one_a <= 1'b0;
      one_b <= 1'b0;
      factor_a <= 64'h0000000000000000;
      factor_b <= 64'h0000000000000000;
      pass_at_factors <= 1'b0;
      first_at_factors <= 1'b0;
      index_at_factors <= 6'd0;
      accumulator <= 137'h0;
      result_index <= 6'd0;
      signal <= 1'b0;
      signal_2 <= 1'b0;
      signal_3 <= 1'b0;
      signal_4 <= 1'b0;
      signal_5 <= 1'b0;
      signal_6 <= 1'b0;
      signal_7 <= 1'b0;
      signal_8 <= 1'b0;
      signal_9 <= 1'b0;
      signal_10 <= 1'b0;
      signal_11 <= 1'b0;
      signal_12 <= 1'b0;
      signal_13 <= 1'b0;
      signal_14 <= 1'b0;
      signal_15 <= 1'b0;
      signal_16 <= 1'b0;
      signal_17 <= 1'b0;
      signal_18 <= 1'b0;
      signal_19 <= 1'b0;
      writes_word <= 1'b0;
    end else begin
      if (clear) begin
        operation <= OPCODE_MULTIPLY;
        target <= 6'd0;
        a <= 6'd0;
        b <= 6'd0;
      end else if (start) begin
        operation <= started;
        target <= started_target;
        a <= started_a;
        b <= started_b;
      end
      index <= (is_pass & !is_last) ? (index + 6'd1) : 6'd0;
      waiting <= is_pass ? 4'd1 : scan_done ? 4'd5 : (waiting - 4'd1);
      if (clear) begin
        stage <= STAGE_IDLE;
      end else begin
        case (stage)
          STAGE_IDLE: begin
            if (start) begin
              if (starts_scan) begin
                stage <= STAGE_SCAN;
              end else if (takes_word) begin
                stage <= STAGE_FETCH;
              end else begin
                stage <= STAGE_FIRST;
              end
            end
          end
          STAGE_SCAN: begin
            if (scan_done) begin
              stage <= STAGE_SETTLE;
            end
          end
          STAGE_SETTLE: begin
            if (ends) begin
              if (is_modular) begin
                stage <= STAGE_SECOND;
              end else begin
                stage <= STAGE_IDLE;
              end
            end
          end
          STAGE_FIRST: begin
            if (is_last) begin
              stage <= STAGE_FIRST_ENDS;
            end
          end
          STAGE_FIRST_ENDS: begin
            if (ends) begin
              if (is_modular) begin
                stage <= STAGE_SECOND;
              end else begin
                stage <= STAGE_IDLE;
              end
            end
          end
          STAGE_SECOND: begin
            if (is_last) begin
              stage <= STAGE_SECOND_ENDS;
            end
          end
          STAGE_SECOND_ENDS: begin
            if (ends) begin
              stage <= STAGE_THIRD;
            end
          end
          STAGE_THIRD: begin
            if (is_last) begin
              stage <= STAGE_THIRD_ENDS;
            end
          end
          STAGE_THIRD_ENDS: begin
            if (ends) begin
              stage <= STAGE_IDLE;
            end
          end
          STAGE_FETCH: stage <= STAGE_CAPTURE;
          STAGE_CAPTURE: begin
            if (is_inverse) begin
              stage <= STAGE_INVERT;
            end else begin
              stage <= STAGE_IDLE;
            end
          end
          STAGE_INVERT: begin
            if (inverse_done) begin
              stage <= STAGE_IDLE;
            end
          end
          default: ;
        endcase
      end
      pass_at_words <= is_pass;
      first_at_words <= index == 6'd0;
      index_at_words <= is_low ? scan_index_a : index;
      sum_at_words <= is_low & scan_takes_sum;
      quotient_at_words <= is_low & scan_takes_quotient;
      blank_at_words <= is_low & scan_is_blank;
      at_words_accumulates <= is_low & scan_accumulates;
      at_words_starts <= is_low & scan_starts;
      at_words_doubles <= is_low & scan_doubles;
      at_words_writes <= is_low & scan_writes;
      constant_a <= !code_a[5] & code_a[4] & code_a[3];
      constant_b <= !code_b[5] & code_b[4] & code_b[3];
      one_a <= code_a[0] & (index_a == 6'd0);
      one_b <= code_b[0] & (index_b == 6'd0);
      factor_a <= (sum_at_words & !clear) ? sum : (quotient_at_words & !clear) ? quotient
          : ((constant_a ? {63'h0000000000000000, one_a} : word_a) & factor_a_t1);
      factor_b <= (sum_at_words & !clear) ? inverse_result : ((constant_b ? {63'h0000000000000000, one_b} : word_b)
          & factor_a_t1);
      signal <= at_words_accumulates;
      signal_2 <= at_words_starts;
      signal_3 <= at_words_doubles;
      signal_4 <= at_words_writes;
      signal_5 <= signal;
      signal_6 <= signal_2;
      signal_7 <= signal_3;
      signal_8 <= signal_4;
      signal_9 <= signal_5;
      signal_10 <= signal_6;
      signal_11 <= signal_7;
      signal_12 <= signal_8;
      signal_13 <= signal_9;
      signal_14 <= signal_10;
      signal_15 <= signal_11;
      signal_16 <= signal_12;
      signal_17 <= signal_13;
      signal_18 <= signal_14;
      signal_19 <= signal_15;
      writes_word <= signal_16;
      if (stage == STAGE_IDLE) begin
        accumulator <= 137'h0;
      end else if (signal_17) begin
        accumulator <= sum_before + {8'h00, counted_product};
      end
      pass_at_factors <= pass_at_words & !clear;
      first_at_factors <= first_at_words;
      index_at_factors <= index_at_words;
      if (clear) begin
        carry <= 1'b0;
        overflow <= 1'b0;
        differs <= 1'b0;
      end else begin
        if (pass_at_factors & !is_third) begin
          carry <= made[64];
        end
        if (code_b_t1 & (index == 6'd0)) begin
          overflow <= is_scan ? accumulator[0] : carry;
        end
        if (start) begin
          differs <= 1'b0;
        end else if (pass_at_factors & (operation == OPCODE_DIFFER)) begin
          differs <= differs | (factor_a != factor_b);
        end
      end
      result_index <= start ? 6'd0 : writes_word ? (result_index + 6'd1) : result_index;
      if (clear) begin
        digit <= 4'd0;
        odd <= 1'b0;
      end else if (captures) begin
        if (is_inverse) begin
          odd <= word_a[0];
        end else begin
          digit <= digit_t1;
        end
      end
    end
  end

  wire unused = &{1'b0, multiplier_product};

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assume_starts_only_when_idle: assert (!start | (stage == STAGE_IDLE))
        else $error("%m: assumption starts_only_when_idle does not hold");
      assert_writes_one_word_at_a_time: assert (!((quotient_at_words & writes_word)
          | (pass_writes & (quotient_at_words | writes_word))))
        else $error("%m: property writes_one_word_at_a_time does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
