// performance_counters
//
// Counts cycles and retired instructions, and adds them to words of the trap memory.
//
// Latency: 4 cycles from the start to words that are up to date.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module performance_counters (
  input  wire        clock,
  input  wire        reset,     // synchronous, active high
  input  wire        cycle,     // a cycle is to be counted
  input  wire        retired,   // a retired instruction is to be counted
  input  wire        may_start, // the trap memory is not needed in the next cycle; nor after it, while `busy`
  input  wire        wanted,    // the words shall be up to date
  output wire        busy,      // the trap memory is used
  output wire        done,      // the words are up to date: those of a wanted sequence, in its last cycle
  output wire  [3:0] address,   // of the word
  input  wire [31:0] word,
  input  wire  [6:0] offset,    // added to the word unless `busy`, for others
  output wire [31:0] sum        // what the word becomes
);

  localparam [2:0] PHASE_IDLE              = 3'd0;
  localparam [2:0] PHASE_CYCLE_LOW         = 3'd1;
  localparam [2:0] PHASE_CYCLE_HIGH        = 3'd2;
  localparam [2:0] PHASE_INSTRUCTIONS_LOW  = 3'd3;
  localparam [2:0] PHASE_INSTRUCTIONS_HIGH = 3'd4;

  reg [2:0] phase;
  reg [6:0] cycles;
  reg [6:0] instructions;
  reg       carry;

  assign busy = phase != PHASE_IDLE;
  assign done = phase == PHASE_INSTRUCTIONS_HIGH;
  wire is_low = (phase == PHASE_CYCLE_LOW) | (phase == PHASE_INSTRUCTIONS_LOW);
  wire address_t1 = (phase == PHASE_INSTRUCTIONS_LOW) | (phase == PHASE_INSTRUCTIONS_HIGH);
  assign address = {!is_low, 1'b0, {2{address_t1}}};
  wire [6:0] addend = busy ? (is_low ? ((phase == PHASE_CYCLE_LOW) ? cycles : instructions) : {6'd0, carry}) : offset;
  wire [32:0] total = {1'b0, word} + {26'h0000000, addend};
  assign sum = total[31:0];

  always @(posedge clock) begin
    if (reset) begin
      phase <= PHASE_IDLE;
      cycles <= 7'h00;
      instructions <= 7'h00;
      carry <= 1'b0;
    end else begin
      carry <= total[32];
      cycles <= ((phase == PHASE_CYCLE_LOW) ? 7'h00 : cycles) + {6'd0, cycle};
      instructions <= ((phase == PHASE_INSTRUCTIONS_LOW) ? 7'h00 : instructions) + {6'd0, retired};
      case (phase)
        PHASE_IDLE: begin
          if (may_start & (wanted | cycles[6] | instructions[6])) begin
            phase <= PHASE_CYCLE_LOW;
          end
        end
        PHASE_CYCLE_LOW: phase <= PHASE_CYCLE_HIGH;
        PHASE_CYCLE_HIGH: phase <= PHASE_INSTRUCTIONS_LOW;
        PHASE_INSTRUCTIONS_LOW: phase <= PHASE_INSTRUCTIONS_HIGH;
        PHASE_INSTRUCTIONS_HIGH: phase <= PHASE_IDLE;
        default: ;
      endcase
    end
  end

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assert_counts_are_added_in_time: assert (!(&cycles))
        else $error("%m: property counts_are_added_in_time does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
