// fuse_loader
//
// Copies a number from the fuses to the operand memory, 64 bits in 2 cycles.
//
// Latency: 2 cycles for every word, after the start.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module fuse_loader (
  input  wire       clock,
  input  wire       reset,           // synchronous, active high
  input  wire       start,           // take the inputs and begin
  input  wire [2:0] started_segment, // where the number begins, in units of half a modulus behind the digest
  input  wire [4:0] started_slot,    // where it goes to
  input  wire [6:0] half_words,      // words of 64 bits in half a modulus; constant, like `words`, from start to `done`
  input  wire [6:0] words,           // words of 64 bits in the number
  input  wire       wipe,            // stop
  output wire       done,            // the last word is being written
  output wire [7:0] address,         // of a fuse word, which comes one cycle later
  output wire       write,           // the fuse word that was addressed is there: write lane `lane` of it
  output wire [4:0] slot,
  output wire [6:0] index,           // of the word in the number
  output wire       lane
);

  localparam [1:0] STEP_IDLE  = 2'd0;
  localparam [1:0] STEP_FETCH = 2'd1;
  localparam [1:0] STEP_STORE = 2'd2;

  reg [1:0] step;
  reg [2:0] segment;
  reg [4:0] target;
  reg [6:0] position;
  reg       part;

  assign slot = target;
  wire [7:0] base_t1 = ({1'b0, half_words} & {8{segment[0]}}) + ({half_words, 1'b0} & {8{segment[1]}});
  wire [7:0] base = base_t1 + ({half_words[5:0], 2'd0} & {8{segment[2]}}) + 8'h03;
  wire works = step != STEP_IDLE;
  assign address = (base + {1'b0, position}) & {8{works}};
  assign index = position;
  assign lane = part;
  wire stores = step == STEP_STORE;
  assign write = stores;
  wire is_last_lane = part == 1'b0;
  wire is_last_word = (position + 7'h01) == words;
  assign done = stores & is_last_lane & is_last_word;

  always @(posedge clock) begin
    if (reset) begin
      step <= STEP_IDLE;
      segment <= 3'd0;
      target <= 5'd0;
      position <= 7'h00;
      part <= 1'b0;
    end else begin
      if (start) begin
        segment <= started_segment;
        target <= started_slot;
      end
      part <= (stores & !is_last_lane) ? (part + 1'b1) : 1'b0;
      position <= start ? 7'h00 : (stores & is_last_lane) ? (position + 7'h01) : position;
      if (wipe) begin
        step <= STEP_IDLE;
      end else begin
        case (step)
          STEP_IDLE: begin
            if (start) begin
              step <= STEP_FETCH;
            end
          end
          STEP_FETCH: step <= STEP_STORE;
          STEP_STORE: begin
            if (is_last_lane) begin
              if (is_last_word) begin
                step <= STEP_IDLE;
              end else begin
                step <= STEP_FETCH;
              end
            end
          end
          default: ;
        endcase
      end
    end
  end

endmodule

`default_nettype wire
