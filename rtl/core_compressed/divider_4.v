// divider_4
//
// Radix-4 divider of constant latency.
//
// Latency: 18 cycles from start to result.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module divider_4 (
  input  wire        clock,
  input  wire        reset,    // synchronous, active high
  input  wire        start,    // the operands are there; stays up until `take`
  input  wire        take,     // the result is taken, or given up
  input  wire [31:0] dividend,
  input  wire [31:0] divisor,
  input  wire  [1:0] kind,     // bit 0 unsigned, bit 1 remainder
  output wire        done,     // the result is found
  output wire [31:0] result    // of the last division: there once it was taken, until the next one starts
);

  localparam [1:0] PHASE_IDLE   = 2'd0;
  localparam [1:0] PHASE_DIVIDE = 2'd1;
  localparam [1:0] PHASE_DONE   = 2'd2;

  reg  [1:0] phase;
  reg  [4:0] count;
  reg [31:0] quotient;   // dividend, then quotient
  reg [31:0] remainder;
  reg [31:0] subtrahend; // the divisor: inverted if it is not negative
  reg        subtracts;  // the divisor is not negative

  wire is_done = phase == PHASE_DONE;
  assign done = is_done;
  assign result = quotient;

  always @(posedge clock) begin
    if (reset) begin
      phase <= PHASE_IDLE;
      subtracts <= 1'b0;
    end else begin
      case (phase)
        PHASE_IDLE: begin
          if (start & !take) begin
            subtracts <= !(!kind[0] & divisor[31]);
            phase <= PHASE_DIVIDE;
          end
        end
        PHASE_DIVIDE: begin
          if (take) begin
            phase <= PHASE_IDLE;
          end else if (!(|count)) begin
            phase <= PHASE_DONE;
          end
        end
        PHASE_DONE: begin
          if (take) begin
            phase <= PHASE_IDLE;
          end
        end
        default: ;
      endcase
    end
  end

  wire negate = !kind[0] & ((is_done & !kind[1]) ? ((dividend[31] ^ divisor[31]) & !(subtracts & (&subtrahend)))
      : dividend[31]);
  wire [31:0] operand = is_done ? (kind[1] ? remainder : quotient) : dividend;
  wire [31:0] magnitude = (negate ? ~operand : operand) + {31'h00000000, negate};
  wire [32:0] quotient_t1 = {remainder, quotient[31]};
  wire [34:0] quotient_t2 = {1'b0, quotient_t1, 1'b1} + {2'd1, subtrahend, subtracts};
  wire [31:0] quotient_t3 = {quotient[30:0], quotient_t2[34]};
  wire [32:0] quotient_t4 = {quotient_t2[34] ? quotient_t2[32:1] : quotient_t1[31:0], quotient[30]};
  wire [34:0] quotient_t5 = {1'b0, quotient_t4, 1'b1} + {2'd1, subtrahend, subtracts};

  always @(posedge clock) begin
    case (phase)
      PHASE_IDLE: begin
        if (start & !take) begin
          quotient <= magnitude;
          remainder <= 32'h00000000;
          subtrahend <= (!kind[0] & divisor[31]) ? divisor : ~divisor;
          count <= 5'd15;
        end
      end
      PHASE_DIVIDE: begin
        quotient <= {quotient_t3[30:0], quotient_t5[34]};
        remainder <= quotient_t5[34] ? quotient_t5[32:1] : quotient_t4[31:0];
        count <= count - 5'd1;
      end
      PHASE_DONE: begin
        if (take) begin
          quotient <= magnitude;
        end
      end
      default: ;
    endcase
  end

  wire unused = &{1'b0, quotient_t2[0], quotient_t2[33], quotient_t3[31], quotient_t5[0], quotient_t5[33]};

endmodule

`default_nettype wire
