// setup_register
//
// Holds a set-up command until it is answered, and nothing of it afterwards.
//
// Latency: 1 cycle from command to offer.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module setup_register (
  input  wire         clock,
  input  wire         reset,                 // synchronous, active high
  input  wire         input_valid,
  output wire         input_ready,
  input  wire   [1:0] input_operation,       // 0 install, 1 clear, 2 clearDomain
  input  wire   [3:0] input_domain,
  input  wire   [7:0] input_segment,
  input  wire  [31:0] input_base,            // first byte
  input  wire  [32:0] input_bound,           // size in bytes, or limit
  input  wire         input_bound_is_limit,
  input  wire   [7:0] input_algorithm,
  input  wire  [63:0] input_nonce,           // secret
  input  wire         input_read,
  input  wire         input_write,
  input  wire         input_execute,
  input  wire         input_default_key,
  input  wire         input_plain_access,
  input  wire         input_shared,
  input  wire         input_stack,
  input  wire         input_closed,
  input  wire         input_immediate,       // plaintext key from the program itself: encrypted mode only
  input  wire         input_share_key,       // use the key of keySegment
  input  wire   [7:0] input_key_segment,
  input  wire   [6:0] input_key_bytes,
  input  wire [511:0] input_key,             // secret: byte 0 in bits 7:0
  output wire         output_valid,
  input  wire         output_ready,
  output wire   [1:0] output_operation,      // 0 install, 1 clear, 2 clearDomain
  output wire   [3:0] output_domain,
  output wire   [7:0] output_segment,
  output wire  [31:0] output_base,           // first byte
  output wire  [32:0] output_bound,          // size in bytes, or limit
  output wire         output_bound_is_limit,
  output wire   [7:0] output_algorithm,
  output wire  [63:0] output_nonce,          // secret
  output wire         output_read,
  output wire         output_write,
  output wire         output_execute,
  output wire         output_default_key,
  output wire         output_plain_access,
  output wire         output_shared,
  output wire         output_stack,
  output wire         output_closed,
  output wire         output_immediate,      // plaintext key from the program itself: encrypted mode only
  output wire         output_share_key,      // use the key of keySegment
  output wire   [7:0] output_key_segment,
  output wire   [6:0] output_key_bytes,
  output wire [511:0] output_key,            // secret: byte 0 in bits 7:0
  input  wire         hold,                  // take no command
  input  wire         answered,              // the answer to the command is taken
  output wire         busy                   // there is a command that is not answered; `output` has it all the time
);

  reg         is_full;
  reg         is_sent;             // the set-up port has accepted it
  reg   [1:0] held_operation;      // 0 install, 1 clear, 2 clearDomain
  reg   [3:0] held_domain;
  reg   [7:0] held_segment;
  reg  [31:0] held_base;           // first byte
  reg  [32:0] held_bound;          // size in bytes, or limit
  reg         held_bound_is_limit;
  reg   [7:0] held_algorithm;
  reg  [63:0] held_nonce;
  reg         held_read;
  reg         held_write;
  reg         held_execute;
  reg         held_default_key;
  reg         held_plain_access;
  reg         held_shared;
  reg         held_stack;
  reg         held_closed;
  reg         held_immediate;      // plaintext key from the program itself: encrypted mode only
  reg         held_share_key;      // use the key of keySegment
  reg   [7:0] held_key_segment;
  reg   [6:0] held_key_bytes;
  reg [511:0] held_key;            // byte 0 in bits 7:0

  assign input_ready = !is_full & !hold;
  assign output_valid = is_full & !is_sent;
  assign output_operation = held_operation;
  assign output_domain = held_domain;
  assign output_segment = held_segment;
  assign output_base = held_base;
  assign output_bound = held_bound;
  assign output_bound_is_limit = held_bound_is_limit;
  assign output_algorithm = held_algorithm;
  assign output_nonce = held_nonce;
  assign output_read = held_read;
  assign output_write = held_write;
  assign output_execute = held_execute;
  assign output_default_key = held_default_key;
  assign output_plain_access = held_plain_access;
  assign output_shared = held_shared;
  assign output_stack = held_stack;
  assign output_closed = held_closed;
  assign output_immediate = held_immediate;
  assign output_share_key = held_share_key;
  assign output_key_segment = held_key_segment;
  assign output_key_bytes = held_key_bytes;
  assign output_key = held_key;
  assign busy = is_full;
  wire input_fire = input_valid & input_ready;
  wire output_fire = output_valid & output_ready;

  always @(posedge clock) begin
    if (reset) begin
      is_full <= 1'b0;
      is_sent <= 1'b0;
      held_operation <= 2'd0;
      held_domain <= 4'd0;
      held_segment <= 8'h00;
      held_base <= 32'h00000000;
      held_bound <= 33'h000000000;
      held_bound_is_limit <= 1'b0;
      held_algorithm <= 8'h00;
      held_nonce <= 64'h0000000000000000;
      held_read <= 1'b0;
      held_write <= 1'b0;
      held_execute <= 1'b0;
      held_default_key <= 1'b0;
      held_plain_access <= 1'b0;
      held_shared <= 1'b0;
      held_stack <= 1'b0;
      held_closed <= 1'b0;
      held_immediate <= 1'b0;
      held_share_key <= 1'b0;
      held_key_segment <= 8'h00;
      held_key_bytes <= 7'h00;
      held_key <= 512'h0;
    end else begin
      is_full <= !answered & (is_full | input_fire);
      is_sent <= !answered & (is_sent | output_fire);
      if (!is_full & !input_valid) begin
        held_operation <= 2'd0;
        held_domain <= 4'd0;
        held_segment <= 8'h00;
        held_base <= 32'h00000000;
        held_bound <= 33'h000000000;
        held_bound_is_limit <= 1'b0;
        held_algorithm <= 8'h00;
        held_nonce <= 64'h0000000000000000;
        held_read <= 1'b0;
        held_write <= 1'b0;
        held_execute <= 1'b0;
        held_default_key <= 1'b0;
        held_plain_access <= 1'b0;
        held_shared <= 1'b0;
        held_stack <= 1'b0;
        held_closed <= 1'b0;
        held_immediate <= 1'b0;
        held_share_key <= 1'b0;
        held_key_segment <= 8'h00;
        held_key_bytes <= 7'h00;
        held_key <= 512'h0;
      end else if (!is_full) begin
        held_operation <= input_operation;
        held_domain <= input_domain;
        held_segment <= input_segment;
        held_base <= input_base;
        held_bound <= input_bound;
        held_bound_is_limit <= input_bound_is_limit;
        held_algorithm <= input_algorithm;
        held_nonce <= input_nonce;
        held_read <= input_read;
        held_write <= input_write;
        held_execute <= input_execute;
        held_default_key <= input_default_key;
        held_plain_access <= input_plain_access;
        held_shared <= input_shared;
        held_stack <= input_stack;
        held_closed <= input_closed;
        held_immediate <= input_immediate;
        held_share_key <= input_share_key;
        held_key_segment <= input_key_segment;
        held_key_bytes <= input_key_bytes;
        held_key <= input_key;
      end
    end
  end

`ifdef VERILATOR
  reg         output_waited;
  reg [688:0] output_last_offer;

  always @(posedge clock) begin
    if (reset) begin
      output_waited <= 1'b0;
    end else begin
      output_waited <= output_valid & !output_ready;
    end
  end

  wire [688:0] output_last_offer_t1 = {output_operation, output_domain, output_segment, output_base, output_bound,
      output_bound_is_limit, output_algorithm, output_nonce, output_read, output_write, output_execute,
      output_default_key, output_plain_access, output_shared, output_stack, output_closed, output_immediate,
      output_share_key, output_key_segment, output_key_bytes, output_key};

  always @(posedge clock) begin
    output_last_offer <= output_last_offer_t1;
  end

  always @(posedge clock) begin
    if (!reset) begin
      assert_output_keeps_offers: assert (!output_waited | (output_valid & (output_last_offer_t1 == output_last_offer)))
        else $error("%m: property output_keeps_offers does not hold");
      assert_only_what_was_sent_is_answered: assert (!answered | is_sent)
        else $error("%m: property only_what_was_sent_is_answered does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
