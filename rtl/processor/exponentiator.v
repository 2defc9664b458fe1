// exponentiator
//
// Modular exponentiation in constant time for odd moduli up to 4096 bits, words of 64 bits.
// The RSA private operation (CRT) checks its result before it can be read; faults end in an empty memory.
//
// Latency: private operation: 1682255 with 2048 bits, 4919079 with 3072 bits; docs/exponentiation.md, section 5,
// has the others.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module exponentiator (
  input  wire        clock,
  input  wire        reset,                  // synchronous, active high
  input  wire        command_valid,
  output wire        command_ready,
  input  wire  [1:0] command_operation,      // 0 power, 1 encrypt, 2 decrypt
  input  wire  [6:0] command_words,          // words of 64 bits in the modulus
  input  wire  [6:0] command_exponent_words, // the same of the exponent; for `power` only
  input  wire        operand_word_valid,
  output wire        operand_word_ready,
  input  wire  [1:0] operand_word_operand,   // 0 base or operand, 1 exponent, 2 modulus
  input  wire  [5:0] operand_word_index,     // 0 for the least significant word
  input  wire [63:0] operand_word_word,      // secret
  input  wire        result_request_valid,
  output wire        result_request_ready,
  input  wire  [5:0] result_request_index,   // 0 for the least significant word
  output wire        result_valid,
  input  wire        result_ready,
  output wire [63:0] result_word,            // secret: zero unless the status is `done` and both copies agree
  output wire        result_damaged,         // the two copies of the result do not agree: the result is lost
  output wire  [2:0] status,                 // of the last operation; holds while `idle`
  output wire        idle,                   // no operation is in work and nothing is being overwritten
  input  wire        wipe,                   // stop, and overwrite the whole memory and every register with zeros
  output wire  [7:0] fuse_address,
  input  wire [63:0] fuse_word               // secret: the fuses at `fuse_address` one cycle before
);

  localparam [4:0] OPCODE_COMPARE = 5'd8;
  localparam [4:0] OPCODE_DIFFER  = 5'd9;
  localparam [4:0] OPCODE_LOAD    = 5'd12;
  localparam [4:0] OPCODE_COUNT   = 5'd13;
  localparam [4:0] OPCODE_LOOP    = 5'd14;
  localparam [4:0] OPCODE_JUMP    = 5'd15;
  localparam [4:0] OPCODE_CALL    = 5'd16;
  localparam [4:0] OPCODE_RETURN  = 5'd17;
  localparam [4:0] OPCODE_HALF    = 5'd18;
  localparam [4:0] OPCODE_FULL    = 5'd19;
  localparam [4:0] OPCODE_END     = 5'd20;

  localparam [2:0] EXPONENTIATION_STATUS_FAULT = 3'd2;

  (* ram_style = "registers" *) reg [22:0] instructions [0:99];
  reg   [2:0] phase_value;
  reg   [2:0] phase_inverse;
  reg   [2:0] outcome_value;
  reg   [2:0] outcome_inverse;
  reg  [10:0] sweep_address_value;
  reg  [10:0] sweep_address_inverse;
  reg   [1:0] operation_value;
  reg   [1:0] operation_inverse;
  reg   [6:0] words_value;
  reg   [6:0] words_inverse;
  reg         half_value;
  reg         half_inverse;
  reg   [6:0] position_value;
  reg   [6:0] position_inverse;
  reg   [6:0] back_value;
  reg   [6:0] back_inverse;
  reg  [12:0] count_value;
  reg  [12:0] count_inverse;
  reg   [6:0] exponent_words;
  reg  [22:0] cycles_left;              // until the private operation must have ended
  reg         started;                  // the instruction is in work
  reg         captures_flag;            // the instruction before was a comparison
  reg   [1:0] flag_number;
  reg         early;
  reg         late;
  reg         unreduced;
  reg         leading_zero;
  reg         captures_agreement;       // the instruction before was a test for equality
  reg   [1:0] agreements;
  reg   [4:0] transfer_slot;
  reg   [5:0] transfer_index;
  reg         transfer_lane;
  reg  [63:0] transfer_word;
  reg  [63:0] transfer_copy;            // the same word from the result's second copy
  wire [63:0] memory_word_a;
  wire [63:0] memory_word_b;
  wire        arithmetic_done;
  wire [10:0] arithmetic_address_a;
  wire [10:0] arithmetic_address_b;
  wire        arithmetic_write;
  wire [10:0] arithmetic_write_address;
  wire [63:0] arithmetic_write_word;
  wire        arithmetic_carry_out;
  wire        arithmetic_difference;
  wire        arithmetic_is_odd;
  wire        loader_done;
  wire  [7:0] loader_address;
  wire        loader_write;
  wire  [4:0] loader_slot;
  wire  [6:0] loader_index;
  wire        loader_lane_unused;

  initial begin
    instructions[0] = 23'h4c0000;
    instructions[1] = 23'h310000;
    instructions[2] = 23'h200590;
    instructions[3] = 23'h480000;
    instructions[4] = 23'h3100c0;
    instructions[5] = 23'h317140;
    instructions[6] = 23'h400033;
    instructions[7] = 23'h400041;
    instructions[8] = 23'h14a458;
    instructions[9] = 23'h310080;
    instructions[10] = 23'h317100;
    instructions[11] = 23'h400033;
    instructions[12] = 23'h400041;
    instructions[13] = 23'h0cb298;
    instructions[14] = 23'h11144b;
    instructions[15] = 23'h011455;
    instructions[16] = 23'h317180;
    instructions[17] = 23'h011457;
    instructions[18] = 23'h3100c0;
    instructions[19] = 23'h096450;
    instructions[20] = 23'h4c0000;
    instructions[21] = 23'h15658a;
    instructions[22] = 23'h149598;
    instructions[23] = 23'h310000;
    instructions[24] = 23'h400033;
    instructions[25] = 23'h40005f;
    instructions[26] = 23'h011449;
    instructions[27] = 23'h240448;
    instructions[28] = 23'h201210;
    instructions[29] = 23'h202590;
    instructions[30] = 23'h240589;
    instructions[31] = 23'h4c0000;
    instructions[32] = 23'h500000;
    instructions[33] = 23'h4c0000;
    instructions[34] = 23'h200590;
    instructions[35] = 23'h400033;
    instructions[36] = 23'h40005f;
    instructions[37] = 23'h016456;
    instructions[38] = 23'h149598;
    instructions[39] = 23'h500000;
    instructions[40] = 23'h4c0000;
    instructions[41] = 23'h0d1658;
    instructions[42] = 23'h340040;
    instructions[43] = 23'h0d1451;
    instructions[44] = 23'h38002b;
    instructions[45] = 23'h400035;
    instructions[46] = 23'h021595;
    instructions[47] = 23'h400046;
    instructions[48] = 23'h156458;
    instructions[49] = 23'h149598;
    instructions[50] = 23'h500000;
    instructions[51] = 23'h191610;
    instructions[52] = 23'h203450;
    instructions[53] = 23'h2c0400;
    instructions[54] = 23'h160458;
    instructions[55] = 23'h340000;
    instructions[56] = 23'h0d1451;
    instructions[57] = 23'h380038;
    instructions[58] = 23'h051451;
    instructions[59] = 23'h051451;
    instructions[60] = 23'h051451;
    instructions[61] = 23'h051451;
    instructions[62] = 23'h051451;
    instructions[63] = 23'h055451;
    instructions[64] = 23'h440000;
    instructions[65] = 23'h1d1598;
    instructions[66] = 23'h011455;
    instructions[67] = 23'h011455;
    instructions[68] = 23'h00b595;
    instructions[69] = 23'h0e144b;
    instructions[70] = 23'h022861;
    instructions[71] = 23'h0238a1;
    instructions[72] = 23'h0248e1;
    instructions[73] = 23'h025921;
    instructions[74] = 23'h026961;
    instructions[75] = 23'h0279a1;
    instructions[76] = 23'h0289e1;
    instructions[77] = 23'h029a21;
    instructions[78] = 23'h02aa61;
    instructions[79] = 23'h02baa1;
    instructions[80] = 23'h02cae1;
    instructions[81] = 23'h02db21;
    instructions[82] = 23'h02eb61;
    instructions[83] = 23'h02fba1;
    instructions[84] = 23'h151818;
    instructions[85] = 23'h340080;
    instructions[86] = 23'h051451;
    instructions[87] = 23'h051451;
    instructions[88] = 23'h051451;
    instructions[89] = 23'h051451;
    instructions[90] = 23'h280000;
    instructions[91] = 23'h011470;
    instructions[92] = 23'h380056;
    instructions[93] = 23'h011459;
    instructions[94] = 23'h440000;
    instructions[95] = 23'h011595;
    instructions[96] = 23'h3400c0;
    instructions[97] = 23'h051451;
    instructions[98] = 23'h380061;
    instructions[99] = 23'h440000;
  end

  wire is_damaged_t1 = !(&(phase_value ^ phase_inverse)) | !(&(outcome_value ^ outcome_inverse)) |
      !(&(sweep_address_value ^ sweep_address_inverse)) | !(&(operation_value ^ operation_inverse)) |
      !(&(words_value ^ words_inverse)) | !(&(half_value ^ half_inverse)) | !(&(position_value ^ position_inverse));
  wire is_damaged = is_damaged_t1 | !(&(back_value ^ back_inverse)) | !(&(count_value ^ count_inverse));
  wire is_late_t1 = phase_value == 3'd5;
  wire [22:0] instruction = instructions[position_value];
  wire [4:0] program_ends_t1 = (instruction[22:18] <= 5'd20) ? instruction[22:18] : OPCODE_END;
  wire program_ends = is_late_t1 & (program_ends_t1 == OPCODE_END);
  wire is_late = is_late_t1 & (operation_value == 2'd2) & (cycles_left == 23'h000000) & !program_ends;
  wire stops = is_damaged | is_late | wipe;
  wire is_idle = (phase_value == 3'd1) & !stops;
  assign idle = is_idle;
  assign status = (outcome_value <= 3'd5) ? outcome_value : EXPONENTIATION_STATUS_FAULT;
  assign command_ready = is_idle;
  assign operand_word_ready = is_idle & !command_valid;
  assign result_request_ready = is_idle & !command_valid & !operand_word_valid;
  wire is_answer = phase_value == 3'd4;
  assign result_valid = is_answer;
  wire is_control = 1'b0 | (program_ends_t1 == OPCODE_COUNT) | (program_ends_t1 == OPCODE_LOOP)
      | (program_ends_t1 == OPCODE_JUMP) | (program_ends_t1 == OPCODE_CALL) | (program_ends_t1 == OPCODE_RETURN)
      | (program_ends_t1 == OPCODE_HALF) | (program_ends_t1 == OPCODE_FULL) | (program_ends_t1 == OPCODE_END);
  wire starts = is_late_t1 & !is_control & !started;
  wire [6:0] present_words = half_value ? (words_value >> 1'b1) : words_value;

  fuse_loader loader (
    .clock(clock),
    .reset(reset),
    .start(starts & (program_ends_t1 == OPCODE_LOAD)),
    .started_segment(instruction[8:6]),
    .started_slot(instruction[16:12]),
    .half_words(words_value >> 1'b1),
    .words(present_words),
    .wipe(stops | !is_late_t1),
    .done(loader_done),
    .address(loader_address),
    .write(loader_write),
    .slot(loader_slot),
    .index(loader_index),
    .lane(loader_lane_unused)
  );

  assign fuse_address = loader_address;
  wire fetches = phase_value == 3'd3;
  wire memory_write_t1 = phase_value == 3'd0;
  wire memory_write_t2 = outcome_value == 3'd1;
  wire stores = phase_value == 3'd2;
  wire writes_long = stores | loader_write;
  wire [4:0] long_slot = stores ? transfer_slot : loader_slot;
  wire [5:0] long_index = stores ? transfer_index : loader_index[5:0];
  wire [63:0] long_word = stores ? transfer_word : fuse_word;

  operand_memory memory (
    .clock(clock),
    .address_a(is_late_t1 ? arithmetic_address_a : fetches ? {5'd22, transfer_index} : 11'h000),
    .address_b(is_late_t1 ? arithmetic_address_b : fetches ? {5'd9, transfer_index} : 11'h000),
    .word_a(memory_word_a),
    .word_b(memory_word_b),
    .write(memory_write_t1 ? !(((sweep_address_value[10:6] == 5'd22) | (sweep_address_value[10:6] == 5'd9))
        & memory_write_t2) : (writes_long | (is_late_t1 & arithmetic_write))),
    .write_address(memory_write_t1 ? sweep_address_value : writes_long ? {long_slot, long_index}
        : arithmetic_write_address),
    .write_word(memory_write_t1 ? 64'h0000000000000000 : writes_long ? long_word : arithmetic_write_word)
  );

  wire [8:0] arithmetic_last_t1 = {2'd0, present_words} - 9'h001;
  wire [12:0] arithmetic_digit_position_t1 = count_value - 13'h0001;

  long_arithmetic arithmetic (
    .clock(clock),
    .reset(reset),
    .start(starts & (program_ends_t1 != OPCODE_LOAD)),
    .started(program_ends_t1),
    .started_target(instruction[17:12]),
    .started_a(instruction[11:6]),
    .started_b(instruction[5:0]),
    .half(half_value),
    .last(arithmetic_last_t1[5:0]),
    .digit_position(arithmetic_digit_position_t1[9:0]),
    .clear(stops | !is_late_t1),
    .done(arithmetic_done),
    .address_a(arithmetic_address_a),
    .address_b(arithmetic_address_b),
    .word_a(memory_word_a),
    .word_b(memory_word_b),
    .write(arithmetic_write),
    .write_address(arithmetic_write_address),
    .write_word(arithmetic_write_word),
    .carry_out(arithmetic_carry_out),
    .difference(arithmetic_difference),
    .is_odd(arithmetic_is_odd)
  );

  wire is_damaged_result = is_answer & (transfer_word != transfer_copy);
  wire result_word_t1 = is_answer & !is_damaged_result;
  wire [63:0] result_word_t2 = {64{result_word_t1}};
  assign result_word = transfer_word & result_word_t2;
  assign result_damaged = is_damaged_result;
  wire operand_word_fire = operand_word_valid & operand_word_ready;
  wire is_arrival = fetches & (transfer_lane != 1'b0);
  wire [63:0] transfer_word_t1 = {64{memory_write_t2}};
  wire result_fire = result_valid & result_ready;
  wire result_request_fire = result_request_valid & result_request_ready;

  reg [4:0] transfer_slot_t1;
  /* verilator coverage_off */
  always @* begin
    case (operand_word_operand)
      2'd0: transfer_slot_t1 = 5'd22;
      2'd1: transfer_slot_t1 = 5'd23;
      default: transfer_slot_t1 = 5'd16;
    endcase
  end
  /* verilator coverage_on */

  wire is_last_lane = transfer_lane == 1'b0;
  wire command_fire = command_valid & command_ready;
  wire accepts_size_t1 = (command_words != 7'h00) & (command_words <= 7'h40) & 1'b1;
  wire accepts_size_t2 = command_words == 7'h20;
  wire accepts_size_t3 = command_words == 7'h30;

  reg accepts_size;
  always @* begin
    case (command_operation)
      2'd0: accepts_size = accepts_size_t1 & (command_exponent_words != 7'h00) & (command_exponent_words <= 7'h40);
      2'd1: accepts_size = accepts_size_t1;
      2'd2: accepts_size = accepts_size_t2 | accepts_size_t3;
      default: accepts_size = 1'b0;
    endcase
  end

  wire is_unsound = (cycles_left != 23'h000000) | (early != late);

  reg [2:0] verdict;
  always @* begin
    case (operation_value)
      2'd0: verdict = arithmetic_is_odd ? 3'd1 : 3'd4;
      2'd1: verdict = (!arithmetic_is_odd | leading_zero) ? 3'd4 : early ? 3'd3 : 3'd1;
      2'd2: verdict = is_unsound ? 3'd2 : early ? 3'd3 : ((&agreements) & !unreduced) ? 3'd1 : 3'd2;
      default: verdict = 3'd2;
    endcase
  end

  wire sweep_ends = sweep_address_value == 11'h5ff;
  wire is_first_copy = stores & (transfer_slot == 5'd22);
  wire transfer_ends = (stores & is_last_lane & !is_first_copy) | (fetches & (transfer_lane == 1'b1));
  wire [2:0] next_phase = result_request_fire ? 3'd3 : ((memory_write_t1 & sweep_ends) | (transfer_ends & stores)
      | result_fire) ? 3'd1 : (transfer_ends & fetches) ? 3'd4 : phase_value;

  reg [6:0] position_value_t1;
  /* verilator coverage_off */
  always @* begin
    case (command_operation)
      2'd0: position_value_t1 = 7'h28;
      2'd1: position_value_t1 = 7'h21;
      default: position_value_t1 = 7'h00;
    endcase
  end
  /* verilator coverage_on */

  wire goes_on = is_late_t1 & !program_ends;
  wire instruction_done = arithmetic_done | loader_done;
  wire moves = goes_on & ((started & instruction_done) | (!started & !starts));
  wire repeats = (program_ends_t1 == OPCODE_LOOP) & (count_value != 13'h0001);
  wire [11:0] destination_t1 = {6'd0, instruction[5:0]} | {instruction[11:6], 6'd0};
  wire [6:0] destination = destination_t1[6:0];
  wire [6:0] position_value_t2 = stops ? 7'h00 : command_fire ? position_value_t1 : moves
      ? ((repeats | (program_ends_t1 == OPCODE_JUMP) | (program_ends_t1 == OPCODE_CALL)) ? destination
      : (program_ends_t1 == OPCODE_RETURN) ? back_value : (position_value + 7'h01)) : position_value;
  wire [6:0] back_value_t1 = stops ? 7'h00 : (moves & (program_ends_t1 == OPCODE_CALL)) ? (position_value + 7'h01)
      : back_value;
  wire half_value_t1 = (stops | command_fire | (moves & (program_ends_t1 == OPCODE_FULL))) ? 1'b0
      : (moves & (program_ends_t1 == OPCODE_HALF)) ? 1'b1 : half_value;
  wire [1:0] operation_value_t1 = stops ? 2'd0 : command_fire ? command_operation : operation_value;
  wire [6:0] words_value_t1 = stops ? 7'h00 : command_fire ? command_words : words_value;
  wire [12:0] count_value_t1 = {6'd0, (operation_value == 2'd0) ? exponent_words : present_words};

  reg [12:0] count_value_t2;
  always @* begin
    case (instruction[7:6])
      2'd0: count_value_t2 = {6'd0, present_words};
      2'd1: count_value_t2 = {present_words, 6'd0};
      2'd2: count_value_t2 = {count_value_t1[8:0], 4'd0};
      default: count_value_t2 = 13'h0010;
    endcase
  end

  wire [12:0] count_value_t3 = stops ? 13'h0000 : (moves & (program_ends_t1 == OPCODE_COUNT)) ? count_value_t2
      : (moves & (program_ends_t1 == OPCODE_LOOP)) ? arithmetic_digit_position_t1 : count_value;
  wire [22:0] cycles_left_t1 = {23{accepts_size_t2}};
  wire [22:0] cycles_left_t2 = {23{accepts_size_t3}};

  always @(posedge clock) begin
    if (reset) begin
      phase_value <= 3'd0;
      phase_inverse <= 3'd7;
      outcome_value <= 3'd0;
      outcome_inverse <= 3'd7;
      sweep_address_value <= 11'h000;
      sweep_address_inverse <= 11'h7ff;
      operation_value <= 2'd0;
      operation_inverse <= 2'd3;
      words_value <= 7'h00;
      words_inverse <= 7'h7f;
      half_value <= 1'b0;
      half_inverse <= 1'b1;
      position_value <= 7'h00;
      position_inverse <= 7'h7f;
      back_value <= 7'h00;
      back_inverse <= 7'h7f;
      count_value <= 13'h0000;
      count_inverse <= 13'h1fff;
      exponent_words <= 7'h00;
      cycles_left <= 23'h000000;
      started <= 1'b0;
      captures_flag <= 1'b0;
      flag_number <= 2'd0;
      early <= 1'b0;
      late <= 1'b1;
      unreduced <= 1'b1;
      leading_zero <= 1'b1;
      captures_agreement <= 1'b0;
      agreements <= 2'd0;
      transfer_slot <= 5'd0;
      transfer_index <= 6'd0;
      transfer_lane <= 1'b0;
      transfer_word <= 64'h0000000000000000;
      transfer_copy <= 64'h0000000000000000;
    end else begin
      if (stops) begin
        transfer_word <= 64'h0000000000000000;
        transfer_copy <= 64'h0000000000000000;
      end else if (operand_word_fire) begin
        transfer_word <= operand_word_word;
      end else if (is_arrival) begin
        transfer_word <= memory_word_a & transfer_word_t1;
        transfer_copy <= memory_word_b & transfer_word_t1;
      end else if ((!stores & !fetches & !is_answer) | result_fire) begin
        transfer_word <= 64'h0000000000000000;
        transfer_copy <= 64'h0000000000000000;
      end
      transfer_index <= operand_word_fire ? operand_word_index : result_request_fire ? result_request_index
          : transfer_index;
      transfer_slot <= operand_word_fire ? transfer_slot_t1 : (stores & is_last_lane) ? 5'd8 : transfer_slot;
      transfer_lane <= (fetches | (stores & !is_last_lane)) ? (transfer_lane + 1'b1) : 1'b0;
      if (stops) begin
        phase_value <= 3'd0;
        phase_inverse <= 3'd7;
        outcome_value <= wipe ? 3'd0 : 3'd2;
        outcome_inverse <= ~(wipe ? 3'd0 : 3'd2);
      end else if (command_fire) begin
        phase_value <= accepts_size ? 3'd5 : 3'd0;
        phase_inverse <= ~(accepts_size ? 3'd5 : 3'd0);
        outcome_value <= accepts_size ? 3'd2 : 3'd5;
        outcome_inverse <= ~(accepts_size ? 3'd2 : 3'd5);
      end else if (operand_word_fire) begin
        phase_value <= 3'd2;
        phase_inverse <= 3'd5;
        outcome_value <= 3'd0;
        outcome_inverse <= 3'd7;
      end else if (program_ends) begin
        phase_value <= 3'd0;
        phase_inverse <= 3'd7;
        outcome_value <= verdict;
        outcome_inverse <= ~verdict;
      end else begin
        outcome_value <= outcome_value;
        outcome_inverse <= ~outcome_value;
        phase_value <= next_phase;
        phase_inverse <= ~next_phase;
      end
      if (stops | !memory_write_t1) begin
        sweep_address_value <= 11'h000;
        sweep_address_inverse <= 11'h7ff;
      end else begin
        sweep_address_value <= sweep_address_value + 11'h001;
        sweep_address_inverse <= ~(sweep_address_value + 11'h001);
      end
      position_value <= position_value_t2;
      position_inverse <= ~position_value_t2;
      back_value <= back_value_t1;
      back_inverse <= ~back_value_t1;
      half_value <= half_value_t1;
      half_inverse <= !half_value_t1;
      operation_value <= operation_value_t1;
      operation_inverse <= ~operation_value_t1;
      words_value <= words_value_t1;
      words_inverse <= ~words_value_t1;
      count_value <= count_value_t3;
      count_inverse <= ~count_value_t3;
      started <= !stops & (starts | (started & goes_on & !instruction_done));
      if (command_fire) begin
        exponent_words <= command_exponent_words;
      end
      if (command_fire) begin
        cycles_left <= (23'h19a54d & cycles_left_t1) | (23'h4b0925 & cycles_left_t2);
      end else if (is_late_t1) begin
        cycles_left <= cycles_left - 23'h000001;
      end
      captures_flag <= moves & (program_ends_t1 == OPCODE_COMPARE);
      captures_agreement <= moves & (program_ends_t1 == OPCODE_DIFFER);
      flag_number <= instruction[13:12];
      if (is_late_t1) begin
        if (captures_flag) begin
          case (flag_number)
            2'd0: early <= arithmetic_carry_out;
            2'd1: late <= arithmetic_carry_out;
            2'd2: unreduced <= arithmetic_carry_out;
            default: leading_zero <= arithmetic_carry_out;
          endcase
        end
        if (captures_agreement) begin
          agreements <= {agreements[0], !arithmetic_difference};
        end
      end else begin
        early <= 1'b0;
        late <= 1'b1;
        unreduced <= 1'b1;
        leading_zero <= 1'b1;
        agreements <= 2'd0;
      end
    end
  end

  wire unused = &{1'b0, loader_index[6], arithmetic_last_t1[8:6], destination_t1[11:7], count_value_t1[12:9]};

endmodule

`default_nettype wire
