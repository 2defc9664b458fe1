// exponentiation_control
//
// Executes modexp: operands from memory to the exponentiator, and the power of up to 4096 bits back.
//
// Latency: what the exponentiator takes, twice the overwriting of its memory, and 2 cycles and an access for
// each word.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module exponentiation_control (
  input  wire        clock,
  input  wire        reset,                  // synchronous, active high
  input  wire        order_transfer,         // judge the transfer to `pc`
  input  wire        order_execute,          // execute `instruction`, which is one of custom-0 and may be executed
  input  wire        order_suspend,          // a trap is taken: keep the context of an encrypted domain; domain 0 runs
  input  wire        order_restore,          // `domain` runs from now on, with its context if it is encrypted
  input  wire  [3:0] order_domain,           // restore: the domain; else of no meaning
  input  wire [31:0] order_instruction,
  input  wire [31:0] order_first,            // operand rs1
  input  wire [31:0] order_second,           // operand rs2
  input  wire [31:0] order_pc,
  input  wire [31:0] order_next,             // the address behind it
  input  wire        order_is_call,          // suspend: the trap is a system call
  input  wire        order_is_user,          // execute: in user mode
  output wire        access_valid,           // make it; one at a time. The others stay until the answer, and are 0 while no order is carried out
  output wire  [3:0] access_operation,       // as in a request to the memory unit
  output wire [31:0] access_address,         // virtual, of a word
  output wire [31:0] access_store,           // secret: value of a store
  input  wire        access_done,            // the answer
  input  wire  [4:0] access_cause,           // 0, or 16 + the cause why it failed
  input  wire [31:0] access_word,
  output wire        command_valid,
  input  wire        command_ready,
  output wire  [1:0] command_operation,      // 0 power, 1 encrypt, 2 decrypt
  output wire  [6:0] command_words,          // words of 64 bits in the modulus
  output wire  [6:0] command_exponent_words, // the same of the exponent; for `power` only
  output wire        operand_valid,
  input  wire        operand_ready,
  output wire  [1:0] operand_operand,        // 0 base or operand, 1 exponent, 2 modulus
  output wire  [5:0] operand_index,          // 0 for the least significant word
  output wire [63:0] operand_word,           // secret
  output wire        request_valid,
  input  wire        request_ready,
  output wire  [5:0] request_index,          // 0 for the least significant word
  input  wire        result_valid,
  output wire        result_ready,
  input  wire [63:0] result_word,            // secret: zero unless the status is `done` and both copies agree
  input  wire        result_damaged,         // the two copies of the result do not agree: the result is lost
  input  wire  [2:0] status,                 // of the last exponentiation, while `power_idle`
  input  wire        power_idle,             // the exponentiator is the program's, and does nothing
  output wire        busy,                   // an instruction is in work
  output wire        done,                   // it is executed; the rest is meaningful in this cycle
  output wire  [4:0] cause,                  // 0, or 16 + the cause of its exception
  output wire [31:0] value                   // its result, or the address that the exception is about
);

  localparam [3:0] PHASE_IDLE     = 4'd0;
  localparam [3:0] PHASE_ACCESS   = 4'd1;
  localparam [3:0] PHASE_ACCESSED = 4'd2;
  localparam [3:0] PHASE_PUT      = 4'd3;
  localparam [3:0] PHASE_COMPUTE  = 4'd4;
  localparam [3:0] PHASE_AWAIT    = 4'd5;
  localparam [3:0] PHASE_FETCH    = 4'd6;
  localparam [3:0] PHASE_FETCHED  = 4'd7;
  localparam [3:0] PHASE_WIPE     = 4'd8;
  localparam [3:0] PHASE_WIPED    = 4'd9;
  localparam [3:0] PHASE_DONE     = 4'd10;

  localparam [2:0] PART_LENGTHS  = 3'd0;
  localparam [2:0] PART_MODULUS  = 3'd1;
  localparam [2:0] PART_BASE     = 3'd2;
  localparam [2:0] PART_EXPONENT = 3'd3;
  localparam [2:0] PART_PLACE    = 3'd4;
  localparam [2:0] PART_RESULT   = 3'd5;

  localparam [3:0] DATA_OPERATION_LOAD  = 4'd0;
  localparam [3:0] DATA_OPERATION_STORE = 4'd1;
  localparam [3:0] DATA_OPERATION_OR    = 4'd8;

  localparam [2:0] EXPONENTIATION_STATUS_DONE = 3'd1;

  reg  [3:0] phase;
  reg  [2:0] part;
  reg [31:0] address;
  reg  [6:0] position;        // word of the part
  reg  [5:0] length;          // of modulus, base and result, in units of 16 bytes
  reg  [5:0] exponent_length;
  reg        has_fault;
  reg  [3:0] fault;           // cause of the exception
  reg  [2:0] answer;
  reg [31:0] low;             // the word that was read before the last one
  reg [31:0] high;            // the word that was read last

  assign access_valid = phase == PHASE_ACCESS;
  wire is_result = part == PART_RESULT;
  assign access_operation = (part == PART_PLACE) ? DATA_OPERATION_OR : is_result ? DATA_OPERATION_STORE
      : DATA_OPERATION_LOAD;
  assign access_address = address;
  wire [31:0] access_store_t1 = {32{is_result}};
  assign access_store = (position[0] ? result_word[63:32] : result_word[31:0]) & access_store_t1;
  wire is_wiping = phase == PHASE_WIPE;
  assign command_valid = (phase == PHASE_COMPUTE) | is_wiping;
  assign command_operation = 2'd0;
  assign command_words = {length, 1'b0} & {7{!is_wiping}};
  assign command_exponent_words = {exponent_length, 1'b0};
  assign operand_valid = phase == PHASE_PUT;
  wire is_exponent = part == PART_EXPONENT;
  assign operand_operand = {part == PART_MODULUS, is_exponent};
  assign operand_index = position[6:1];
  assign operand_word = {high, low};
  assign request_valid = phase == PHASE_FETCH;
  assign request_index = position[6:1];
  wire is_stored = (phase == PHASE_ACCESSED) & is_result & access_done;
  assign result_ready = (is_stored & position[0]) | ((phase == PHASE_FETCHED) & result_damaged);
  assign busy = phase != PHASE_IDLE;
  assign done = phase == PHASE_DONE;
  assign cause = {has_fault, fault} & {5{has_fault}};
  assign value = has_fault ? address : {29'h00000000, answer};
  wire is_first_misaligned = |order_first[1:0];
  wire is_misaligned = is_first_misaligned | (|order_second[1:0]);
  wire is_size = (|access_word[7:0]) & (access_word[7:0] <= 8'h20) & (|access_word[15:8])
      & (access_word[15:8] <= 8'h20);
  wire [6:0] position_t1 = position + 7'h01;
  wire is_last = {is_exponent ? exponent_length : length, 2'd0} == ({1'b0, position} + 8'h01);

  always @(posedge clock) begin
    if (reset) begin
      phase <= PHASE_IDLE;
      part <= PART_LENGTHS;
      position <= 7'h00;
      length <= 6'd0;
      exponent_length <= 6'd0;
      has_fault <= 1'b0;
      fault <= 4'd0;
      answer <= 3'd0;
      low <= 32'h00000000;
      high <= 32'h00000000;
    end else begin
      case (phase)
        PHASE_IDLE: begin
          answer <= 3'd0;
          position <= 7'h00;
          if (order_execute & !order_instruction[12] & !order_instruction[13]
              & (order_instruction[27:25] == 3'd6)) begin
            has_fault <= is_misaligned;
            fault <= is_first_misaligned ? 4'd4 : 4'd6;
            phase <= is_misaligned ? PHASE_DONE : PHASE_ACCESS;
          end
        end
        PHASE_ACCESS: phase <= PHASE_ACCESSED;
        PHASE_ACCESSED: begin
          if (access_done) begin
            low <= high;
            high <= access_word;
            if (access_cause[4] & !is_result) begin
              has_fault <= 1'b1;
              fault <= access_cause[3:0];
              phase <= (part == PART_LENGTHS) ? PHASE_DONE : PHASE_WIPE;
            end else begin
              case (part)
                PART_LENGTHS: begin
                  length <= access_word[5:0];
                  exponent_length <= access_word[13:8];
                  if (is_size) begin
                    part <= PART_MODULUS;
                    phase <= PHASE_ACCESS;
                  end else begin
                    answer <= 3'd5;
                    phase <= PHASE_DONE;
                  end
                end
                PART_MODULUS: begin
                  if (position[0]) begin
                    phase <= PHASE_PUT;
                  end else begin
                    position <= position_t1;
                    phase <= PHASE_ACCESS;
                  end
                end
                PART_BASE: begin
                  if (position[0]) begin
                    phase <= PHASE_PUT;
                  end else begin
                    position <= position_t1;
                    phase <= PHASE_ACCESS;
                  end
                end
                PART_EXPONENT: begin
                  if (position[0]) begin
                    phase <= PHASE_PUT;
                  end else begin
                    position <= position_t1;
                    phase <= PHASE_ACCESS;
                  end
                end
                PART_PLACE: begin
                  position <= position_t1;
                  phase <= is_last ? PHASE_COMPUTE : PHASE_ACCESS;
                end
                PART_RESULT: begin
                  position <= position_t1;
                  phase <= is_last ? PHASE_WIPE : position[0] ? PHASE_FETCH : PHASE_ACCESS;
                end
                default: ;
              endcase
            end
          end
        end
        PHASE_PUT: begin
          if (operand_ready) begin
            phase <= PHASE_ACCESS;
            if (is_last) begin
              position <= 7'h00;
              part <= (part == PART_MODULUS) ? PART_BASE : is_exponent ? PART_PLACE : PART_EXPONENT;
            end else begin
              position <= position_t1;
            end
          end
        end
        PHASE_COMPUTE: begin
          if (command_ready) begin
            phase <= PHASE_AWAIT;
          end
        end
        PHASE_AWAIT: begin
          part <= PART_RESULT;
          position <= 7'h00;
          if (power_idle) begin
            if (status == EXPONENTIATION_STATUS_DONE) begin
              phase <= PHASE_FETCH;
            end else begin
              answer <= status;
              phase <= PHASE_WIPE;
            end
          end
        end
        PHASE_FETCH: begin
          if (request_ready) begin
            phase <= PHASE_FETCHED;
          end
        end
        PHASE_FETCHED: begin
          if (result_valid) begin
            if (result_damaged) begin
              answer <= 3'd2;
              phase <= PHASE_WIPE;
            end else begin
              phase <= PHASE_ACCESS;
            end
          end
        end
        PHASE_WIPE: begin
          if (command_ready) begin
            phase <= PHASE_WIPED;
          end
        end
        PHASE_WIPED: begin
          if (power_idle) begin
            phase <= PHASE_DONE;
          end
        end
        PHASE_DONE: begin
          part <= PART_LENGTHS;
          has_fault <= 1'b0;
          low <= 32'h00000000;
          high <= 32'h00000000;
          phase <= PHASE_IDLE;
        end
        default: ;
      endcase
    end
  end

  always @(posedge clock) begin
    case (phase)
      PHASE_IDLE: address <= (is_misaligned & !is_first_misaligned) ? order_second : order_first;
      PHASE_ACCESSED: begin
        if (access_done) begin
          if (!(access_cause[4] & !is_result)) begin
            address <= address + 32'h00000004;
          end
        end
      end
      PHASE_PUT: begin
        if (operand_ready) begin
          if (is_last) begin
            if (is_exponent) begin
              address <= order_second;
            end
          end
        end
      end
      PHASE_AWAIT: address <= order_second;
      default: ;
    endcase
  end

  wire unused = &{1'b0, order_transfer, order_suspend, order_restore, order_domain, order_instruction, order_is_call,
      order_pc, order_next, order_is_user};

endmodule

`default_nettype wire
