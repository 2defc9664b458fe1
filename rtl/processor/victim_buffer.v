// victim_buffer
//
// A line that is to be written back, of a cache that fills its place first.
//
// Latency: 8 cycles to take a line.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module victim_buffer (
  input  wire        clock,
  input  wire        reset,                  // synchronous, active high
  input  wire        take,                   // a line is given, only while empty: `identity` now, `pair` in the eight cycles from the next one on
  input  wire  [3:0] identity_domain,
  input  wire        identity_protected,     // it was filled under an attribute
  input  wire  [3:0] identity_attribute,
  input  wire [19:0] identity_page,          // virtual address / 4096 for which it was filled
  input  wire [25:0] identity_physical_line, // physical address / 64
  output wire  [2:0] place,                  // pair of words to be read: that of the next cycle
  input  wire [63:0] pair,                   // secret
  output wire        is_taking,              // words are still to come
  output wire        is_empty,
  output wire        request_valid,
  input  wire        request_ready,
  output wire  [1:0] request_kind,           // 0 fetch, 1 load, 2 storeFill, 3 writeBack
  output wire        request_encrypted,      // mode of the instruction that caused a fill
  output wire  [3:0] request_domain,
  output wire [25:0] request_virtual_line,   // virtual address / 64
  output wire [25:0] request_physical_line,  // physical address / 64
  output wire        request_protected,      // writeBack: the line was filled under an attribute
  output wire  [3:0] request_attribute,      // writeBack: which one
  output wire        store_valid,
  input  wire        store_ready,
  output wire [63:0] store_data,             // secret
  input  wire        response_valid,
  output wire        response_ready,
  input  wire [63:0] response_data,          // secret
  input  wire        response_last,          // final word of the answer
  input  wire  [4:0] response_status,        // meaningful with last
  input  wire        response_protected,     // identity to keep with the line
  input  wire  [3:0] response_attribute
);

  localparam [1:0] PHASE_EMPTY   = 2'd0;
  localparam [1:0] PHASE_WAITING = 2'd1;
  localparam [1:0] PHASE_SENDING = 2'd2;
  localparam [1:0] PHASE_ANSWER  = 2'd3;

  localparam [1:0] LINE_KIND_WRITE_BACK = 2'd3;

  (* ram_style = "distributed" *) reg [63:0] words [0:7];
  reg  [1:0] phase;
  reg        taking;
  reg  [2:0] count;              // pair of words that comes or goes
  reg        sent;               // all have gone before the request was taken
  reg  [3:0] held_domain;
  reg        held_protected;     // it was filled under an attribute
  reg  [3:0] held_attribute;
  reg [19:0] held_page;          // virtual address / 4096 for which it was filled
  reg [25:0] held_physical_line; // physical address / 64

  assign is_empty = phase == PHASE_EMPTY;
  assign is_taking = taking;
  assign place = taking ? (count + 3'd1) : 3'd0;
  assign request_valid = phase == PHASE_WAITING;
  assign request_kind = LINE_KIND_WRITE_BACK;
  assign request_encrypted = 1'b0;
  assign request_domain = held_domain;
  assign request_virtual_line = {held_page, held_physical_line[5:0]};
  assign request_physical_line = held_physical_line;
  assign request_protected = held_protected;
  assign request_attribute = held_attribute;
  assign store_valid = (((phase == PHASE_WAITING) & !sent) | (phase == PHASE_SENDING)) & !taking;
  assign store_data = words[count];
  assign response_ready = phase == PHASE_ANSWER;
  wire store_fire = store_valid & store_ready;
  wire last_leaves = store_fire & (&count);
  wire request_fire = request_valid & request_ready;

  always @(posedge clock) begin
    if (reset) begin
      phase <= PHASE_EMPTY;
      taking <= 1'b0;
      count <= 3'd0;
      sent <= 1'b0;
    end else begin
      if (taking | store_fire) begin
        count <= count + 3'd1;
      end
      if (take) begin
        taking <= 1'b1;
      end else if (&count) begin
        taking <= 1'b0;
      end
      case (phase)
        PHASE_EMPTY: begin
          if (take) begin
            phase <= PHASE_WAITING;
          end
        end
        PHASE_WAITING: begin
          sent <= (sent | last_leaves) & !request_fire;
          if (request_fire) begin
            if (sent | last_leaves) begin
              phase <= PHASE_ANSWER;
            end else begin
              phase <= PHASE_SENDING;
            end
          end
        end
        PHASE_SENDING: begin
          if (last_leaves) begin
            phase <= PHASE_ANSWER;
          end
        end
        PHASE_ANSWER: begin
          if (response_valid) begin
            phase <= PHASE_EMPTY;
          end
        end
      endcase
    end
  end

  always @(posedge clock) begin
    if (take) begin
      held_domain <= identity_domain;
      held_protected <= identity_protected;
      held_attribute <= identity_attribute;
      held_page <= identity_page;
      held_physical_line <= identity_physical_line;
    end
    if (taking | store_fire) begin
      words[count] <= taking ? pair : 64'h0000000000000000;
    end
  end

  wire unused = &{1'b0, response_data, response_last, response_status, response_protected, response_attribute};

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assert_one_line_at_a_time: assert (!take | ((phase == PHASE_EMPTY) & !taking & (count == 3'd0)))
        else $error("%m: property one_line_at_a_time does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
