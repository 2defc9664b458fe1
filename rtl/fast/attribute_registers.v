// attribute_registers
//
// 16 attribute registers, one per region.
//
// Latency: the read port has a register, view and match have none; what is written shows in the next cycle.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module attribute_registers (
  input  wire        clock,
  input  wire        reset,                   // synchronous, active high
  input  wire        write,                   // store `entry` and its validity at `writeIndex`
  input  wire  [3:0] write_index,
  input  wire        write_valid,
  input  wire  [3:0] entry_domain,            // owner
  input  wire  [7:0] entry_segment,           // name of the region within its domain
  input  wire [25:0] entry_base_line,         // first line
  input  wire [26:0] entry_limit_line,        // line after the last
  input  wire  [1:0] entry_algorithm,
  input  wire  [3:0] entry_key_slot,
  input  wire [63:0] entry_nonce,             // secret
  input  wire        entry_read,
  input  wire        entry_write,
  input  wire        entry_execute,
  input  wire        entry_default_key,       // applies where no ordinary region does, in encrypted mode only
  input  wire        entry_plain_access,      // loads and stores from plaintext mode are allowed
  input  wire        entry_shared,            // descriptive
  input  wire        entry_stack,             // descriptive
  input  wire        entry_closed,            // its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions
  input  wire  [3:0] read_index,
  output wire        read_valid,              // validity of the register at `read_index` in the cycle before
  output wire  [3:0] read_entry_domain,       // owner
  output wire  [7:0] read_entry_segment,      // name of the region within its domain
  output wire [25:0] read_entry_base_line,    // first line
  output wire [26:0] read_entry_limit_line,   // line after the last
  output wire  [1:0] read_entry_algorithm,
  output wire  [3:0] read_entry_key_slot,
  output wire [63:0] read_entry_nonce,        // secret
  output wire        read_entry_read,
  output wire        read_entry_write,
  output wire        read_entry_execute,
  output wire        read_entry_default_key,  // applies where no ordinary region does, in encrypted mode only
  output wire        read_entry_plain_access, // loads and stores from plaintext mode are allowed
  output wire        read_entry_shared,       // descriptive
  output wire        read_entry_stack,        // descriptive
  output wire        read_entry_closed,       // its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions
  input  wire  [3:0] view_index,
  output reg         view_valid,              // validity of the register at `view_index`
  output reg   [3:0] view_entry_domain,       // owner
  output reg   [7:0] view_entry_segment,      // name of the region within its domain
  output reg  [25:0] view_entry_base_line,    // first line
  output reg  [26:0] view_entry_limit_line,   // line after the last
  output reg   [1:0] view_entry_algorithm,
  output reg   [3:0] view_entry_key_slot,
  output reg  [63:0] view_entry_nonce,        // secret
  output reg         view_entry_read,
  output reg         view_entry_write,
  output reg         view_entry_execute,
  output reg         view_entry_default_key,  // applies where no ordinary region does, in encrypted mode only
  output reg         view_entry_plain_access, // loads and stores from plaintext mode are allowed
  output reg         view_entry_shared,       // descriptive
  output reg         view_entry_stack,        // descriptive
  output reg         view_entry_closed,       // its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions
  input  wire  [3:0] match_domain,
  input  wire [25:0] match_line,
  output wire        match_ordinary,          // an ordinary region contains the line
  output wire  [3:0] match_ordinary_index,
  output wire        match_read,              // rights of the ordinary region
  output wire        match_write,
  output wire        match_execute,
  output wire        match_plain_access,
  output wire        match_ciphered,          // the ordinary region has a cipher
  output wire        match_fallback,          // a default-key entry contains the line
  output wire  [3:0] match_fallback_index,
  output wire        match_fallback_read,     // a default-key entry contains the line and has the right
  output wire        match_fallback_write,
  output wire        match_fallback_execute,
  output wire        match_fallback_ciphered, // the default-key entry has a cipher
  output wire        match_closed,            // the domain is closed: some region of it says so
  input  wire  [3:0] running_domain,
  output wire        running_closed           // the running domain was closed in the cycle before
);

  localparam [1:0] ALGORITHM_NONE = 2'd0;

  reg        valid_0;
  reg        valid_1;
  reg        valid_2;
  reg        valid_3;
  reg        valid_4;
  reg        valid_5;
  reg        valid_6;
  reg        valid_7;
  reg        valid_8;
  reg        valid_9;
  reg        valid_10;
  reg        valid_11;
  reg        valid_12;
  reg        valid_13;
  reg        valid_14;
  reg        valid_15;
  reg  [3:0] registers_0_domain;        // owner
  reg  [7:0] registers_0_segment;       // name of the region within its domain
  reg [25:0] registers_0_base_line;     // first line
  reg [26:0] registers_0_limit_line;    // line after the last
  reg  [1:0] registers_0_algorithm;
  reg  [3:0] registers_0_key_slot;
  reg [63:0] registers_0_nonce;
  reg        registers_0_read;
  reg        registers_0_write;
  reg        registers_0_execute;
  reg        registers_0_default_key;   // applies where no ordinary region does, in encrypted mode only
  reg        registers_0_plain_access;  // loads and stores from plaintext mode are allowed
  reg        registers_0_shared;        // descriptive
  reg        registers_0_stack;         // descriptive
  reg        registers_0_closed;        // its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions
  reg  [3:0] registers_1_domain;        // owner
  reg  [7:0] registers_1_segment;       // name of the region within its domain
  reg [25:0] registers_1_base_line;     // first line
  reg [26:0] registers_1_limit_line;    // line after the last
  reg  [1:0] registers_1_algorithm;
  reg  [3:0] registers_1_key_slot;
  reg [63:0] registers_1_nonce;
  reg        registers_1_read;
  reg        registers_1_write;
  reg        registers_1_execute;
  reg        registers_1_default_key;   // applies where no ordinary region does, in encrypted mode only
  reg        registers_1_plain_access;  // loads and stores from plaintext mode are allowed
  reg        registers_1_shared;        // descriptive
  reg        registers_1_stack;         // descriptive
  reg        registers_1_closed;        // its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions
  reg  [3:0] registers_2_domain;        // owner
  reg  [7:0] registers_2_segment;       // name of the region within its domain
  reg [25:0] registers_2_base_line;     // first line
  reg [26:0] registers_2_limit_line;    // line after the last
  reg  [1:0] registers_2_algorithm;
  reg  [3:0] registers_2_key_slot;
  reg [63:0] registers_2_nonce;
  reg        registers_2_read;
  reg        registers_2_write;
  reg        registers_2_execute;
  reg        registers_2_default_key;   // applies where no ordinary region does, in encrypted mode only
  reg        registers_2_plain_access;  // loads and stores from plaintext mode are allowed
  reg        registers_2_shared;        // descriptive
  reg        registers_2_stack;         // descriptive
  reg        registers_2_closed;        // its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions
  reg  [3:0] registers_3_domain;        // owner
  reg  [7:0] registers_3_segment;       // name of the region within its domain
  reg [25:0] registers_3_base_line;     // first line
  reg [26:0] registers_3_limit_line;    // line after the last
  reg  [1:0] registers_3_algorithm;
  reg  [3:0] registers_3_key_slot;
  reg [63:0] registers_3_nonce;
  reg        registers_3_read;
  reg        registers_3_write;
  reg        registers_3_execute;
  reg        registers_3_default_key;   // applies where no ordinary region does, in encrypted mode only
  reg        registers_3_plain_access;  // loads and stores from plaintext mode are allowed
  reg        registers_3_shared;        // descriptive
  reg        registers_3_stack;         // descriptive
  reg        registers_3_closed;        // its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions
  reg  [3:0] registers_4_domain;        // owner
  reg  [7:0] registers_4_segment;       // name of the region within its domain
  reg [25:0] registers_4_base_line;     // first line
  reg [26:0] registers_4_limit_line;    // line after the last
  reg  [1:0] registers_4_algorithm;
  reg  [3:0] registers_4_key_slot;
  reg [63:0] registers_4_nonce;
  reg        registers_4_read;
  reg        registers_4_write;
  reg        registers_4_execute;
  reg        registers_4_default_key;   // applies where no ordinary region does, in encrypted mode only
  reg        registers_4_plain_access;  // loads and stores from plaintext mode are allowed
  reg        registers_4_shared;        // descriptive
  reg        registers_4_stack;         // descriptive
  reg        registers_4_closed;        // its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions
  reg  [3:0] registers_5_domain;        // owner
  reg  [7:0] registers_5_segment;       // name of the region within its domain
  reg [25:0] registers_5_base_line;     // first line
  reg [26:0] registers_5_limit_line;    // line after the last
  reg  [1:0] registers_5_algorithm;
  reg  [3:0] registers_5_key_slot;
  reg [63:0] registers_5_nonce;
  reg        registers_5_read;
  reg        registers_5_write;
  reg        registers_5_execute;
  reg        registers_5_default_key;   // applies where no ordinary region does, in encrypted mode only
  reg        registers_5_plain_access;  // loads and stores from plaintext mode are allowed
  reg        registers_5_shared;        // descriptive
  reg        registers_5_stack;         // descriptive
  reg        registers_5_closed;        // its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions
  reg  [3:0] registers_6_domain;        // owner
  reg  [7:0] registers_6_segment;       // name of the region within its domain
  reg [25:0] registers_6_base_line;     // first line
  reg [26:0] registers_6_limit_line;    // line after the last
  reg  [1:0] registers_6_algorithm;
  reg  [3:0] registers_6_key_slot;
  reg [63:0] registers_6_nonce;
  reg        registers_6_read;
  reg        registers_6_write;
  reg        registers_6_execute;
  reg        registers_6_default_key;   // applies where no ordinary region does, in encrypted mode only
  reg        registers_6_plain_access;  // loads and stores from plaintext mode are allowed
  reg        registers_6_shared;        // descriptive
  reg        registers_6_stack;         // descriptive
  reg        registers_6_closed;        // its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions
  reg  [3:0] registers_7_domain;        // owner
  reg  [7:0] registers_7_segment;       // name of the region within its domain
  reg [25:0] registers_7_base_line;     // first line
  reg [26:0] registers_7_limit_line;    // line after the last
  reg  [1:0] registers_7_algorithm;
  reg  [3:0] registers_7_key_slot;
  reg [63:0] registers_7_nonce;
  reg        registers_7_read;
  reg        registers_7_write;
  reg        registers_7_execute;
  reg        registers_7_default_key;   // applies where no ordinary region does, in encrypted mode only
  reg        registers_7_plain_access;  // loads and stores from plaintext mode are allowed
  reg        registers_7_shared;        // descriptive
  reg        registers_7_stack;         // descriptive
  reg        registers_7_closed;        // its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions
  reg  [3:0] registers_8_domain;        // owner
  reg  [7:0] registers_8_segment;       // name of the region within its domain
  reg [25:0] registers_8_base_line;     // first line
  reg [26:0] registers_8_limit_line;    // line after the last
  reg  [1:0] registers_8_algorithm;
  reg  [3:0] registers_8_key_slot;
  reg [63:0] registers_8_nonce;
  reg        registers_8_read;
  reg        registers_8_write;
  reg        registers_8_execute;
  reg        registers_8_default_key;   // applies where no ordinary region does, in encrypted mode only
  reg        registers_8_plain_access;  // loads and stores from plaintext mode are allowed
  reg        registers_8_shared;        // descriptive
  reg        registers_8_stack;         // descriptive
  reg        registers_8_closed;        // its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions
  reg  [3:0] registers_9_domain;        // owner
  reg  [7:0] registers_9_segment;       // name of the region within its domain
  reg [25:0] registers_9_base_line;     // first line
  reg [26:0] registers_9_limit_line;    // line after the last
  reg  [1:0] registers_9_algorithm;
  reg  [3:0] registers_9_key_slot;
  reg [63:0] registers_9_nonce;
  reg        registers_9_read;
  reg        registers_9_write;
  reg        registers_9_execute;
  reg        registers_9_default_key;   // applies where no ordinary region does, in encrypted mode only
  reg        registers_9_plain_access;  // loads and stores from plaintext mode are allowed
  reg        registers_9_shared;        // descriptive
  reg        registers_9_stack;         // descriptive
  reg        registers_9_closed;        // its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions
  reg  [3:0] registers_10_domain;       // owner
  reg  [7:0] registers_10_segment;      // name of the region within its domain
  reg [25:0] registers_10_base_line;    // first line
  reg [26:0] registers_10_limit_line;   // line after the last
  reg  [1:0] registers_10_algorithm;
  reg  [3:0] registers_10_key_slot;
  reg [63:0] registers_10_nonce;
  reg        registers_10_read;
  reg        registers_10_write;
  reg        registers_10_execute;
  reg        registers_10_default_key;  // applies where no ordinary region does, in encrypted mode only
  reg        registers_10_plain_access; // loads and stores from plaintext mode are allowed
  reg        registers_10_shared;       // descriptive
  reg        registers_10_stack;        // descriptive
  reg        registers_10_closed;       // its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions
  reg  [3:0] registers_11_domain;       // owner
  reg  [7:0] registers_11_segment;      // name of the region within its domain
  reg [25:0] registers_11_base_line;    // first line
  reg [26:0] registers_11_limit_line;   // line after the last
  reg  [1:0] registers_11_algorithm;
  reg  [3:0] registers_11_key_slot;
  reg [63:0] registers_11_nonce;
  reg        registers_11_read;
  reg        registers_11_write;
  reg        registers_11_execute;
  reg        registers_11_default_key;  // applies where no ordinary region does, in encrypted mode only
  reg        registers_11_plain_access; // loads and stores from plaintext mode are allowed
  reg        registers_11_shared;       // descriptive
  reg        registers_11_stack;        // descriptive
  reg        registers_11_closed;       // its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions
  reg  [3:0] registers_12_domain;       // owner
  reg  [7:0] registers_12_segment;      // name of the region within its domain
  reg [25:0] registers_12_base_line;    // first line
  reg [26:0] registers_12_limit_line;   // line after the last
  reg  [1:0] registers_12_algorithm;
  reg  [3:0] registers_12_key_slot;
  reg [63:0] registers_12_nonce;
  reg        registers_12_read;
  reg        registers_12_write;
  reg        registers_12_execute;
  reg        registers_12_default_key;  // applies where no ordinary region does, in encrypted mode only
  reg        registers_12_plain_access; // loads and stores from plaintext mode are allowed
  reg        registers_12_shared;       // descriptive
  reg        registers_12_stack;        // descriptive
  reg        registers_12_closed;       // its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions
  reg  [3:0] registers_13_domain;       // owner
  reg  [7:0] registers_13_segment;      // name of the region within its domain
  reg [25:0] registers_13_base_line;    // first line
  reg [26:0] registers_13_limit_line;   // line after the last
  reg  [1:0] registers_13_algorithm;
  reg  [3:0] registers_13_key_slot;
  reg [63:0] registers_13_nonce;
  reg        registers_13_read;
  reg        registers_13_write;
  reg        registers_13_execute;
  reg        registers_13_default_key;  // applies where no ordinary region does, in encrypted mode only
  reg        registers_13_plain_access; // loads and stores from plaintext mode are allowed
  reg        registers_13_shared;       // descriptive
  reg        registers_13_stack;        // descriptive
  reg        registers_13_closed;       // its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions
  reg  [3:0] registers_14_domain;       // owner
  reg  [7:0] registers_14_segment;      // name of the region within its domain
  reg [25:0] registers_14_base_line;    // first line
  reg [26:0] registers_14_limit_line;   // line after the last
  reg  [1:0] registers_14_algorithm;
  reg  [3:0] registers_14_key_slot;
  reg [63:0] registers_14_nonce;
  reg        registers_14_read;
  reg        registers_14_write;
  reg        registers_14_execute;
  reg        registers_14_default_key;  // applies where no ordinary region does, in encrypted mode only
  reg        registers_14_plain_access; // loads and stores from plaintext mode are allowed
  reg        registers_14_shared;       // descriptive
  reg        registers_14_stack;        // descriptive
  reg        registers_14_closed;       // its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions
  reg  [3:0] registers_15_domain;       // owner
  reg  [7:0] registers_15_segment;      // name of the region within its domain
  reg [25:0] registers_15_base_line;    // first line
  reg [26:0] registers_15_limit_line;   // line after the last
  reg  [1:0] registers_15_algorithm;
  reg  [3:0] registers_15_key_slot;
  reg [63:0] registers_15_nonce;
  reg        registers_15_read;
  reg        registers_15_write;
  reg        registers_15_execute;
  reg        registers_15_default_key;  // applies where no ordinary region does, in encrypted mode only
  reg        registers_15_plain_access; // loads and stores from plaintext mode are allowed
  reg        registers_15_shared;       // descriptive
  reg        registers_15_stack;        // descriptive
  reg        registers_15_closed;       // its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions
  reg        valid_read;
  reg  [3:0] entry_read_domain;         // owner
  reg  [7:0] entry_read_segment;        // name of the region within its domain
  reg [25:0] entry_read_base_line;      // first line
  reg [26:0] entry_read_limit_line;     // line after the last
  reg  [1:0] entry_read_algorithm;
  reg  [3:0] entry_read_key_slot;
  reg [63:0] entry_read_nonce;
  reg        entry_read_read;
  reg        entry_read_write;
  reg        entry_read_execute;
  reg        entry_read_default_key;    // applies where no ordinary region does, in encrypted mode only
  reg        entry_read_plain_access;   // loads and stores from plaintext mode are allowed
  reg        entry_read_shared;         // descriptive
  reg        entry_read_stack;          // descriptive
  reg        entry_read_closed;         // its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions
  reg        is_closed;

  assign read_valid = valid_read;

  always @* begin
    case (view_index)
      4'd0: view_valid = valid_0;
      4'd1: view_valid = valid_1;
      4'd2: view_valid = valid_2;
      4'd3: view_valid = valid_3;
      4'd4: view_valid = valid_4;
      4'd5: view_valid = valid_5;
      4'd6: view_valid = valid_6;
      4'd7: view_valid = valid_7;
      4'd8: view_valid = valid_8;
      4'd9: view_valid = valid_9;
      4'd10: view_valid = valid_10;
      4'd11: view_valid = valid_11;
      4'd12: view_valid = valid_12;
      4'd13: view_valid = valid_13;
      4'd14: view_valid = valid_14;
      default: view_valid = valid_15;
    endcase
  end

  always @* begin
    case (view_index)
      4'd0: view_entry_domain = registers_0_domain;
      4'd1: view_entry_domain = registers_1_domain;
      4'd2: view_entry_domain = registers_2_domain;
      4'd3: view_entry_domain = registers_3_domain;
      4'd4: view_entry_domain = registers_4_domain;
      4'd5: view_entry_domain = registers_5_domain;
      4'd6: view_entry_domain = registers_6_domain;
      4'd7: view_entry_domain = registers_7_domain;
      4'd8: view_entry_domain = registers_8_domain;
      4'd9: view_entry_domain = registers_9_domain;
      4'd10: view_entry_domain = registers_10_domain;
      4'd11: view_entry_domain = registers_11_domain;
      4'd12: view_entry_domain = registers_12_domain;
      4'd13: view_entry_domain = registers_13_domain;
      4'd14: view_entry_domain = registers_14_domain;
      default: view_entry_domain = registers_15_domain;
    endcase
  end

  always @* begin
    case (view_index)
      4'd0: view_entry_segment = registers_0_segment;
      4'd1: view_entry_segment = registers_1_segment;
      4'd2: view_entry_segment = registers_2_segment;
      4'd3: view_entry_segment = registers_3_segment;
      4'd4: view_entry_segment = registers_4_segment;
      4'd5: view_entry_segment = registers_5_segment;
      4'd6: view_entry_segment = registers_6_segment;
      4'd7: view_entry_segment = registers_7_segment;
      4'd8: view_entry_segment = registers_8_segment;
      4'd9: view_entry_segment = registers_9_segment;
      4'd10: view_entry_segment = registers_10_segment;
      4'd11: view_entry_segment = registers_11_segment;
      4'd12: view_entry_segment = registers_12_segment;
      4'd13: view_entry_segment = registers_13_segment;
      4'd14: view_entry_segment = registers_14_segment;
      default: view_entry_segment = registers_15_segment;
    endcase
  end

  always @* begin
    case (view_index)
      4'd0: view_entry_base_line = registers_0_base_line;
      4'd1: view_entry_base_line = registers_1_base_line;
      4'd2: view_entry_base_line = registers_2_base_line;
      4'd3: view_entry_base_line = registers_3_base_line;
      4'd4: view_entry_base_line = registers_4_base_line;
      4'd5: view_entry_base_line = registers_5_base_line;
      4'd6: view_entry_base_line = registers_6_base_line;
      4'd7: view_entry_base_line = registers_7_base_line;
      4'd8: view_entry_base_line = registers_8_base_line;
      4'd9: view_entry_base_line = registers_9_base_line;
      4'd10: view_entry_base_line = registers_10_base_line;
      4'd11: view_entry_base_line = registers_11_base_line;
      4'd12: view_entry_base_line = registers_12_base_line;
      4'd13: view_entry_base_line = registers_13_base_line;
      4'd14: view_entry_base_line = registers_14_base_line;
      default: view_entry_base_line = registers_15_base_line;
    endcase
  end

  always @* begin
    case (view_index)
      4'd0: view_entry_limit_line = registers_0_limit_line;
      4'd1: view_entry_limit_line = registers_1_limit_line;
      4'd2: view_entry_limit_line = registers_2_limit_line;
      4'd3: view_entry_limit_line = registers_3_limit_line;
      4'd4: view_entry_limit_line = registers_4_limit_line;
      4'd5: view_entry_limit_line = registers_5_limit_line;
      4'd6: view_entry_limit_line = registers_6_limit_line;
      4'd7: view_entry_limit_line = registers_7_limit_line;
      4'd8: view_entry_limit_line = registers_8_limit_line;
      4'd9: view_entry_limit_line = registers_9_limit_line;
      4'd10: view_entry_limit_line = registers_10_limit_line;
      4'd11: view_entry_limit_line = registers_11_limit_line;
      4'd12: view_entry_limit_line = registers_12_limit_line;
      4'd13: view_entry_limit_line = registers_13_limit_line;
      4'd14: view_entry_limit_line = registers_14_limit_line;
      default: view_entry_limit_line = registers_15_limit_line;
    endcase
  end

  always @* begin
    case (view_index)
      4'd0: view_entry_algorithm = registers_0_algorithm;
      4'd1: view_entry_algorithm = registers_1_algorithm;
      4'd2: view_entry_algorithm = registers_2_algorithm;
      4'd3: view_entry_algorithm = registers_3_algorithm;
      4'd4: view_entry_algorithm = registers_4_algorithm;
      4'd5: view_entry_algorithm = registers_5_algorithm;
      4'd6: view_entry_algorithm = registers_6_algorithm;
      4'd7: view_entry_algorithm = registers_7_algorithm;
      4'd8: view_entry_algorithm = registers_8_algorithm;
      4'd9: view_entry_algorithm = registers_9_algorithm;
      4'd10: view_entry_algorithm = registers_10_algorithm;
      4'd11: view_entry_algorithm = registers_11_algorithm;
      4'd12: view_entry_algorithm = registers_12_algorithm;
      4'd13: view_entry_algorithm = registers_13_algorithm;
      4'd14: view_entry_algorithm = registers_14_algorithm;
      default: view_entry_algorithm = registers_15_algorithm;
    endcase
  end

  always @* begin
    case (view_index)
      4'd0: view_entry_key_slot = registers_0_key_slot;
      4'd1: view_entry_key_slot = registers_1_key_slot;
      4'd2: view_entry_key_slot = registers_2_key_slot;
      4'd3: view_entry_key_slot = registers_3_key_slot;
      4'd4: view_entry_key_slot = registers_4_key_slot;
      4'd5: view_entry_key_slot = registers_5_key_slot;
      4'd6: view_entry_key_slot = registers_6_key_slot;
      4'd7: view_entry_key_slot = registers_7_key_slot;
      4'd8: view_entry_key_slot = registers_8_key_slot;
      4'd9: view_entry_key_slot = registers_9_key_slot;
      4'd10: view_entry_key_slot = registers_10_key_slot;
      4'd11: view_entry_key_slot = registers_11_key_slot;
      4'd12: view_entry_key_slot = registers_12_key_slot;
      4'd13: view_entry_key_slot = registers_13_key_slot;
      4'd14: view_entry_key_slot = registers_14_key_slot;
      default: view_entry_key_slot = registers_15_key_slot;
    endcase
  end

  always @* begin
    case (view_index)
      4'd0: view_entry_nonce = registers_0_nonce;
      4'd1: view_entry_nonce = registers_1_nonce;
      4'd2: view_entry_nonce = registers_2_nonce;
      4'd3: view_entry_nonce = registers_3_nonce;
      4'd4: view_entry_nonce = registers_4_nonce;
      4'd5: view_entry_nonce = registers_5_nonce;
      4'd6: view_entry_nonce = registers_6_nonce;
      4'd7: view_entry_nonce = registers_7_nonce;
      4'd8: view_entry_nonce = registers_8_nonce;
      4'd9: view_entry_nonce = registers_9_nonce;
      4'd10: view_entry_nonce = registers_10_nonce;
      4'd11: view_entry_nonce = registers_11_nonce;
      4'd12: view_entry_nonce = registers_12_nonce;
      4'd13: view_entry_nonce = registers_13_nonce;
      4'd14: view_entry_nonce = registers_14_nonce;
      default: view_entry_nonce = registers_15_nonce;
    endcase
  end

  always @* begin
    case (view_index)
      4'd0: view_entry_read = registers_0_read;
      4'd1: view_entry_read = registers_1_read;
      4'd2: view_entry_read = registers_2_read;
      4'd3: view_entry_read = registers_3_read;
      4'd4: view_entry_read = registers_4_read;
      4'd5: view_entry_read = registers_5_read;
      4'd6: view_entry_read = registers_6_read;
      4'd7: view_entry_read = registers_7_read;
      4'd8: view_entry_read = registers_8_read;
      4'd9: view_entry_read = registers_9_read;
      4'd10: view_entry_read = registers_10_read;
      4'd11: view_entry_read = registers_11_read;
      4'd12: view_entry_read = registers_12_read;
      4'd13: view_entry_read = registers_13_read;
      4'd14: view_entry_read = registers_14_read;
      default: view_entry_read = registers_15_read;
    endcase
  end

  always @* begin
    case (view_index)
      4'd0: view_entry_write = registers_0_write;
      4'd1: view_entry_write = registers_1_write;
      4'd2: view_entry_write = registers_2_write;
      4'd3: view_entry_write = registers_3_write;
      4'd4: view_entry_write = registers_4_write;
      4'd5: view_entry_write = registers_5_write;
      4'd6: view_entry_write = registers_6_write;
      4'd7: view_entry_write = registers_7_write;
      4'd8: view_entry_write = registers_8_write;
      4'd9: view_entry_write = registers_9_write;
      4'd10: view_entry_write = registers_10_write;
      4'd11: view_entry_write = registers_11_write;
      4'd12: view_entry_write = registers_12_write;
      4'd13: view_entry_write = registers_13_write;
      4'd14: view_entry_write = registers_14_write;
      default: view_entry_write = registers_15_write;
    endcase
  end

  always @* begin
    case (view_index)
      4'd0: view_entry_execute = registers_0_execute;
      4'd1: view_entry_execute = registers_1_execute;
      4'd2: view_entry_execute = registers_2_execute;
      4'd3: view_entry_execute = registers_3_execute;
      4'd4: view_entry_execute = registers_4_execute;
      4'd5: view_entry_execute = registers_5_execute;
      4'd6: view_entry_execute = registers_6_execute;
      4'd7: view_entry_execute = registers_7_execute;
      4'd8: view_entry_execute = registers_8_execute;
      4'd9: view_entry_execute = registers_9_execute;
      4'd10: view_entry_execute = registers_10_execute;
      4'd11: view_entry_execute = registers_11_execute;
      4'd12: view_entry_execute = registers_12_execute;
      4'd13: view_entry_execute = registers_13_execute;
      4'd14: view_entry_execute = registers_14_execute;
      default: view_entry_execute = registers_15_execute;
    endcase
  end

  always @* begin
    case (view_index)
      4'd0: view_entry_default_key = registers_0_default_key;
      4'd1: view_entry_default_key = registers_1_default_key;
      4'd2: view_entry_default_key = registers_2_default_key;
      4'd3: view_entry_default_key = registers_3_default_key;
      4'd4: view_entry_default_key = registers_4_default_key;
      4'd5: view_entry_default_key = registers_5_default_key;
      4'd6: view_entry_default_key = registers_6_default_key;
      4'd7: view_entry_default_key = registers_7_default_key;
      4'd8: view_entry_default_key = registers_8_default_key;
      4'd9: view_entry_default_key = registers_9_default_key;
      4'd10: view_entry_default_key = registers_10_default_key;
      4'd11: view_entry_default_key = registers_11_default_key;
      4'd12: view_entry_default_key = registers_12_default_key;
      4'd13: view_entry_default_key = registers_13_default_key;
      4'd14: view_entry_default_key = registers_14_default_key;
      default: view_entry_default_key = registers_15_default_key;
    endcase
  end

  always @* begin
    case (view_index)
      4'd0: view_entry_plain_access = registers_0_plain_access;
      4'd1: view_entry_plain_access = registers_1_plain_access;
      4'd2: view_entry_plain_access = registers_2_plain_access;
      4'd3: view_entry_plain_access = registers_3_plain_access;
      4'd4: view_entry_plain_access = registers_4_plain_access;
      4'd5: view_entry_plain_access = registers_5_plain_access;
      4'd6: view_entry_plain_access = registers_6_plain_access;
      4'd7: view_entry_plain_access = registers_7_plain_access;
      4'd8: view_entry_plain_access = registers_8_plain_access;
      4'd9: view_entry_plain_access = registers_9_plain_access;
      4'd10: view_entry_plain_access = registers_10_plain_access;
      4'd11: view_entry_plain_access = registers_11_plain_access;
      4'd12: view_entry_plain_access = registers_12_plain_access;
      4'd13: view_entry_plain_access = registers_13_plain_access;
      4'd14: view_entry_plain_access = registers_14_plain_access;
      default: view_entry_plain_access = registers_15_plain_access;
    endcase
  end

  always @* begin
    case (view_index)
      4'd0: view_entry_shared = registers_0_shared;
      4'd1: view_entry_shared = registers_1_shared;
      4'd2: view_entry_shared = registers_2_shared;
      4'd3: view_entry_shared = registers_3_shared;
      4'd4: view_entry_shared = registers_4_shared;
      4'd5: view_entry_shared = registers_5_shared;
      4'd6: view_entry_shared = registers_6_shared;
      4'd7: view_entry_shared = registers_7_shared;
      4'd8: view_entry_shared = registers_8_shared;
      4'd9: view_entry_shared = registers_9_shared;
      4'd10: view_entry_shared = registers_10_shared;
      4'd11: view_entry_shared = registers_11_shared;
      4'd12: view_entry_shared = registers_12_shared;
      4'd13: view_entry_shared = registers_13_shared;
      4'd14: view_entry_shared = registers_14_shared;
      default: view_entry_shared = registers_15_shared;
    endcase
  end

  always @* begin
    case (view_index)
      4'd0: view_entry_stack = registers_0_stack;
      4'd1: view_entry_stack = registers_1_stack;
      4'd2: view_entry_stack = registers_2_stack;
      4'd3: view_entry_stack = registers_3_stack;
      4'd4: view_entry_stack = registers_4_stack;
      4'd5: view_entry_stack = registers_5_stack;
      4'd6: view_entry_stack = registers_6_stack;
      4'd7: view_entry_stack = registers_7_stack;
      4'd8: view_entry_stack = registers_8_stack;
      4'd9: view_entry_stack = registers_9_stack;
      4'd10: view_entry_stack = registers_10_stack;
      4'd11: view_entry_stack = registers_11_stack;
      4'd12: view_entry_stack = registers_12_stack;
      4'd13: view_entry_stack = registers_13_stack;
      4'd14: view_entry_stack = registers_14_stack;
      default: view_entry_stack = registers_15_stack;
    endcase
  end

  always @* begin
    case (view_index)
      4'd0: view_entry_closed = registers_0_closed;
      4'd1: view_entry_closed = registers_1_closed;
      4'd2: view_entry_closed = registers_2_closed;
      4'd3: view_entry_closed = registers_3_closed;
      4'd4: view_entry_closed = registers_4_closed;
      4'd5: view_entry_closed = registers_5_closed;
      4'd6: view_entry_closed = registers_6_closed;
      4'd7: view_entry_closed = registers_7_closed;
      4'd8: view_entry_closed = registers_8_closed;
      4'd9: view_entry_closed = registers_9_closed;
      4'd10: view_entry_closed = registers_10_closed;
      4'd11: view_entry_closed = registers_11_closed;
      4'd12: view_entry_closed = registers_12_closed;
      4'd13: view_entry_closed = registers_13_closed;
      4'd14: view_entry_closed = registers_14_closed;
      default: view_entry_closed = registers_15_closed;
    endcase
  end

  assign read_entry_domain = entry_read_domain;
  assign read_entry_segment = entry_read_segment;
  assign read_entry_base_line = entry_read_base_line;
  assign read_entry_limit_line = entry_read_limit_line;
  assign read_entry_algorithm = entry_read_algorithm;
  assign read_entry_key_slot = entry_read_key_slot;
  assign read_entry_nonce = entry_read_nonce;
  assign read_entry_read = entry_read_read;
  assign read_entry_write = entry_read_write;
  assign read_entry_execute = entry_read_execute;
  assign read_entry_default_key = entry_read_default_key;
  assign read_entry_plain_access = entry_read_plain_access;
  assign read_entry_shared = entry_read_shared;
  assign read_entry_stack = entry_read_stack;
  assign read_entry_closed = entry_read_closed;
  assign running_closed = is_closed;
  wire inside_0 = valid_0 & (registers_0_domain == match_domain) & (registers_0_base_line <= match_line)
      & ({1'b0, match_line} < registers_0_limit_line);
  wire ordinary_0 = inside_0 & !registers_0_default_key;
  wire inside_1 = valid_1 & (registers_1_domain == match_domain) & (registers_1_base_line <= match_line)
      & ({1'b0, match_line} < registers_1_limit_line);
  wire ordinary_1 = inside_1 & !registers_1_default_key;
  wire inside_2 = valid_2 & (registers_2_domain == match_domain) & (registers_2_base_line <= match_line)
      & ({1'b0, match_line} < registers_2_limit_line);
  wire ordinary_2 = inside_2 & !registers_2_default_key;
  wire inside_3 = valid_3 & (registers_3_domain == match_domain) & (registers_3_base_line <= match_line)
      & ({1'b0, match_line} < registers_3_limit_line);
  wire ordinary_3 = inside_3 & !registers_3_default_key;
  wire inside_4 = valid_4 & (registers_4_domain == match_domain) & (registers_4_base_line <= match_line)
      & ({1'b0, match_line} < registers_4_limit_line);
  wire ordinary_4 = inside_4 & !registers_4_default_key;
  wire inside_5 = valid_5 & (registers_5_domain == match_domain) & (registers_5_base_line <= match_line)
      & ({1'b0, match_line} < registers_5_limit_line);
  wire ordinary_5 = inside_5 & !registers_5_default_key;
  wire inside_6 = valid_6 & (registers_6_domain == match_domain) & (registers_6_base_line <= match_line)
      & ({1'b0, match_line} < registers_6_limit_line);
  wire ordinary_6 = inside_6 & !registers_6_default_key;
  wire inside_7 = valid_7 & (registers_7_domain == match_domain) & (registers_7_base_line <= match_line)
      & ({1'b0, match_line} < registers_7_limit_line);
  wire ordinary_7 = inside_7 & !registers_7_default_key;
  wire inside_8 = valid_8 & (registers_8_domain == match_domain) & (registers_8_base_line <= match_line)
      & ({1'b0, match_line} < registers_8_limit_line);
  wire ordinary_8 = inside_8 & !registers_8_default_key;
  wire inside_9 = valid_9 & (registers_9_domain == match_domain) & (registers_9_base_line <= match_line)
      & ({1'b0, match_line} < registers_9_limit_line);
  wire ordinary_9 = inside_9 & !registers_9_default_key;
  wire match_ordinary_t1 = ordinary_0 | ordinary_1 | ordinary_2 | ordinary_3 | ordinary_4 | ordinary_5 | ordinary_6
      | ordinary_7 | ordinary_8 | ordinary_9;
  wire inside_10 = valid_10 & (registers_10_domain == match_domain) & (registers_10_base_line <= match_line)
      & ({1'b0, match_line} < registers_10_limit_line);
  wire ordinary_10 = inside_10 & !registers_10_default_key;
  wire inside_11 = valid_11 & (registers_11_domain == match_domain) & (registers_11_base_line <= match_line)
      & ({1'b0, match_line} < registers_11_limit_line);
  wire ordinary_11 = inside_11 & !registers_11_default_key;
  wire inside_12 = valid_12 & (registers_12_domain == match_domain) & (registers_12_base_line <= match_line)
      & ({1'b0, match_line} < registers_12_limit_line);
  wire ordinary_12 = inside_12 & !registers_12_default_key;
  wire inside_13 = valid_13 & (registers_13_domain == match_domain) & (registers_13_base_line <= match_line)
      & ({1'b0, match_line} < registers_13_limit_line);
  wire ordinary_13 = inside_13 & !registers_13_default_key;
  wire inside_14 = valid_14 & (registers_14_domain == match_domain) & (registers_14_base_line <= match_line)
      & ({1'b0, match_line} < registers_14_limit_line);
  wire ordinary_14 = inside_14 & !registers_14_default_key;
  wire inside_15 = valid_15 & (registers_15_domain == match_domain) & (registers_15_base_line <= match_line)
      & ({1'b0, match_line} < registers_15_limit_line);
  wire ordinary_15 = inside_15 & !registers_15_default_key;
  assign match_ordinary = match_ordinary_t1 | ordinary_10 | ordinary_11 | ordinary_12 | ordinary_13 | ordinary_14
      | ordinary_15;
  assign match_ordinary_index = {ordinary_8 | ordinary_9 | ordinary_10 | ordinary_11 | ordinary_12 | ordinary_13
      | ordinary_14 | ordinary_15, ordinary_4 | ordinary_5 | ordinary_6 | ordinary_7 | ordinary_12 | ordinary_13
      | ordinary_14 | ordinary_15, ordinary_2 | ordinary_3 | ordinary_6 | ordinary_7 | ordinary_10 | ordinary_11
      | ordinary_14 | ordinary_15, ordinary_1 | ordinary_3 | ordinary_5 | ordinary_7 | ordinary_9 | ordinary_11
      | ordinary_13 | ordinary_15};
  wire match_read_t1 = (ordinary_0 & registers_0_read) | (ordinary_1 & registers_1_read)
      | (ordinary_2 & registers_2_read) | (ordinary_3 & registers_3_read) | (ordinary_4 & registers_4_read)
      | (ordinary_5 & registers_5_read) | (ordinary_6 & registers_6_read) | (ordinary_7 & registers_7_read)
      | (ordinary_8 & registers_8_read);
  assign match_read = match_read_t1 | (ordinary_9 & registers_9_read) | (ordinary_10 & registers_10_read)
      | (ordinary_11 & registers_11_read) | (ordinary_12 & registers_12_read) | (ordinary_13 & registers_13_read)
      | (ordinary_14 & registers_14_read) | (ordinary_15 & registers_15_read);
  wire match_write_t1 = (ordinary_0 & registers_0_write) | (ordinary_1 & registers_1_write)
      | (ordinary_2 & registers_2_write) | (ordinary_3 & registers_3_write) | (ordinary_4 & registers_4_write)
      | (ordinary_5 & registers_5_write) | (ordinary_6 & registers_6_write) | (ordinary_7 & registers_7_write)
      | (ordinary_8 & registers_8_write);
  assign match_write = match_write_t1 | (ordinary_9 & registers_9_write) | (ordinary_10 & registers_10_write)
      | (ordinary_11 & registers_11_write) | (ordinary_12 & registers_12_write) | (ordinary_13 & registers_13_write)
      | (ordinary_14 & registers_14_write) | (ordinary_15 & registers_15_write);
  wire match_execute_t1 = (ordinary_0 & registers_0_execute) | (ordinary_1 & registers_1_execute)
      | (ordinary_2 & registers_2_execute) | (ordinary_3 & registers_3_execute) | (ordinary_4 & registers_4_execute)
      | (ordinary_5 & registers_5_execute) | (ordinary_6 & registers_6_execute) | (ordinary_7 & registers_7_execute)
      | (ordinary_8 & registers_8_execute);
  assign match_execute = match_execute_t1 | (ordinary_9 & registers_9_execute) | (ordinary_10 & registers_10_execute)
      | (ordinary_11 & registers_11_execute) | (ordinary_12 & registers_12_execute)
      | (ordinary_13 & registers_13_execute) | (ordinary_14 & registers_14_execute)
      | (ordinary_15 & registers_15_execute);
  wire match_plain_access_t1 = (ordinary_0 & registers_0_plain_access) | (ordinary_1 & registers_1_plain_access)
      | (ordinary_2 & registers_2_plain_access) | (ordinary_3 & registers_3_plain_access)
      | (ordinary_4 & registers_4_plain_access) | (ordinary_5 & registers_5_plain_access)
      | (ordinary_6 & registers_6_plain_access) | (ordinary_7 & registers_7_plain_access)
      | (ordinary_8 & registers_8_plain_access);
  assign match_plain_access = match_plain_access_t1 | (ordinary_9 & registers_9_plain_access)
      | (ordinary_10 & registers_10_plain_access) | (ordinary_11 & registers_11_plain_access)
      | (ordinary_12 & registers_12_plain_access) | (ordinary_13 & registers_13_plain_access)
      | (ordinary_14 & registers_14_plain_access) | (ordinary_15 & registers_15_plain_access);
  wire match_ciphered_t1 = (ordinary_0 & (registers_0_algorithm != ALGORITHM_NONE))
      | (ordinary_1 & (registers_1_algorithm != ALGORITHM_NONE))
      | (ordinary_2 & (registers_2_algorithm != ALGORITHM_NONE))
      | (ordinary_3 & (registers_3_algorithm != ALGORITHM_NONE))
      | (ordinary_4 & (registers_4_algorithm != ALGORITHM_NONE))
      | (ordinary_5 & (registers_5_algorithm != ALGORITHM_NONE));
  wire match_ciphered_t2 = match_ciphered_t1 | (ordinary_6 & (registers_6_algorithm != ALGORITHM_NONE))
      | (ordinary_7 & (registers_7_algorithm != ALGORITHM_NONE))
      | (ordinary_8 & (registers_8_algorithm != ALGORITHM_NONE))
      | (ordinary_9 & (registers_9_algorithm != ALGORITHM_NONE))
      | (ordinary_10 & (registers_10_algorithm != ALGORITHM_NONE))
      | (ordinary_11 & (registers_11_algorithm != ALGORITHM_NONE));
  assign match_ciphered = match_ciphered_t2 | (ordinary_12 & (registers_12_algorithm != ALGORITHM_NONE))
      | (ordinary_13 & (registers_13_algorithm != ALGORITHM_NONE))
      | (ordinary_14 & (registers_14_algorithm != ALGORITHM_NONE))
      | (ordinary_15 & (registers_15_algorithm != ALGORITHM_NONE));
  wire fallback_0 = inside_0 & registers_0_default_key;
  wire fallback_1 = inside_1 & registers_1_default_key;
  wire fallback_2 = inside_2 & registers_2_default_key;
  wire fallback_3 = inside_3 & registers_3_default_key;
  wire fallback_4 = inside_4 & registers_4_default_key;
  wire fallback_5 = inside_5 & registers_5_default_key;
  wire fallback_6 = inside_6 & registers_6_default_key;
  wire fallback_7 = inside_7 & registers_7_default_key;
  wire fallback_8 = inside_8 & registers_8_default_key;
  wire fallback_9 = inside_9 & registers_9_default_key;
  wire match_fallback_t1 = fallback_0 | fallback_1 | fallback_2 | fallback_3 | fallback_4 | fallback_5 | fallback_6
      | fallback_7 | fallback_8 | fallback_9;
  wire fallback_10 = inside_10 & registers_10_default_key;
  wire fallback_11 = inside_11 & registers_11_default_key;
  wire fallback_12 = inside_12 & registers_12_default_key;
  wire fallback_13 = inside_13 & registers_13_default_key;
  wire fallback_14 = inside_14 & registers_14_default_key;
  wire fallback_15 = inside_15 & registers_15_default_key;
  assign match_fallback = match_fallback_t1 | fallback_10 | fallback_11 | fallback_12 | fallback_13 | fallback_14
      | fallback_15;
  assign match_fallback_index = {fallback_8 | fallback_9 | fallback_10 | fallback_11 | fallback_12 | fallback_13
      | fallback_14 | fallback_15, fallback_4 | fallback_5 | fallback_6 | fallback_7 | fallback_12 | fallback_13
      | fallback_14 | fallback_15, fallback_2 | fallback_3 | fallback_6 | fallback_7 | fallback_10 | fallback_11
      | fallback_14 | fallback_15, fallback_1 | fallback_3 | fallback_5 | fallback_7 | fallback_9 | fallback_11
      | fallback_13 | fallback_15};
  wire match_fallback_read_t1 = (fallback_0 & registers_0_read) | (fallback_1 & registers_1_read)
      | (fallback_2 & registers_2_read) | (fallback_3 & registers_3_read) | (fallback_4 & registers_4_read)
      | (fallback_5 & registers_5_read) | (fallback_6 & registers_6_read) | (fallback_7 & registers_7_read)
      | (fallback_8 & registers_8_read);
  assign match_fallback_read = match_fallback_read_t1 | (fallback_9 & registers_9_read)
      | (fallback_10 & registers_10_read) | (fallback_11 & registers_11_read) | (fallback_12 & registers_12_read)
      | (fallback_13 & registers_13_read) | (fallback_14 & registers_14_read) | (fallback_15 & registers_15_read);
  wire match_fallback_write_t1 = (fallback_0 & registers_0_write) | (fallback_1 & registers_1_write)
      | (fallback_2 & registers_2_write) | (fallback_3 & registers_3_write) | (fallback_4 & registers_4_write)
      | (fallback_5 & registers_5_write) | (fallback_6 & registers_6_write) | (fallback_7 & registers_7_write)
      | (fallback_8 & registers_8_write);
  assign match_fallback_write = match_fallback_write_t1 | (fallback_9 & registers_9_write)
      | (fallback_10 & registers_10_write) | (fallback_11 & registers_11_write) | (fallback_12 & registers_12_write)
      | (fallback_13 & registers_13_write) | (fallback_14 & registers_14_write) | (fallback_15 & registers_15_write);
  wire match_fallback_execute_t1 = (fallback_0 & registers_0_execute) | (fallback_1 & registers_1_execute)
      | (fallback_2 & registers_2_execute) | (fallback_3 & registers_3_execute) | (fallback_4 & registers_4_execute)
      | (fallback_5 & registers_5_execute) | (fallback_6 & registers_6_execute) | (fallback_7 & registers_7_execute)
      | (fallback_8 & registers_8_execute);
  assign match_fallback_execute = match_fallback_execute_t1 | (fallback_9 & registers_9_execute)
      | (fallback_10 & registers_10_execute) | (fallback_11 & registers_11_execute)
      | (fallback_12 & registers_12_execute) | (fallback_13 & registers_13_execute)
      | (fallback_14 & registers_14_execute) | (fallback_15 & registers_15_execute);
  wire match_fallback_ciphered_t1 = (fallback_0 & (registers_0_algorithm != ALGORITHM_NONE))
      | (fallback_1 & (registers_1_algorithm != ALGORITHM_NONE))
      | (fallback_2 & (registers_2_algorithm != ALGORITHM_NONE))
      | (fallback_3 & (registers_3_algorithm != ALGORITHM_NONE))
      | (fallback_4 & (registers_4_algorithm != ALGORITHM_NONE))
      | (fallback_5 & (registers_5_algorithm != ALGORITHM_NONE));
  wire match_fallback_ciphered_t2 = match_fallback_ciphered_t1
      | (fallback_6 & (registers_6_algorithm != ALGORITHM_NONE))
      | (fallback_7 & (registers_7_algorithm != ALGORITHM_NONE))
      | (fallback_8 & (registers_8_algorithm != ALGORITHM_NONE))
      | (fallback_9 & (registers_9_algorithm != ALGORITHM_NONE))
      | (fallback_10 & (registers_10_algorithm != ALGORITHM_NONE))
      | (fallback_11 & (registers_11_algorithm != ALGORITHM_NONE));
  assign match_fallback_ciphered = match_fallback_ciphered_t2 | (fallback_12
      & (registers_12_algorithm != ALGORITHM_NONE)) | (fallback_13 & (registers_13_algorithm != ALGORITHM_NONE))
      | (fallback_14 & (registers_14_algorithm != ALGORITHM_NONE))
      | (fallback_15 & (registers_15_algorithm != ALGORITHM_NONE));
  wire match_closed_t1 = (valid_0 & registers_0_closed & (registers_0_domain == match_domain))
      | (valid_1 & registers_1_closed & (registers_1_domain == match_domain))
      | (valid_2 & registers_2_closed & (registers_2_domain == match_domain))
      | (valid_3 & registers_3_closed & (registers_3_domain == match_domain))
      | (valid_4 & registers_4_closed & (registers_4_domain == match_domain));
  wire match_closed_t2 = match_closed_t1 | (valid_5 & registers_5_closed & (registers_5_domain == match_domain))
      | (valid_6 & registers_6_closed & (registers_6_domain == match_domain))
      | (valid_7 & registers_7_closed & (registers_7_domain == match_domain))
      | (valid_8 & registers_8_closed & (registers_8_domain == match_domain));
  wire match_closed_t3 = match_closed_t2 | (valid_9 & registers_9_closed & (registers_9_domain == match_domain))
      | (valid_10 & registers_10_closed & (registers_10_domain == match_domain))
      | (valid_11 & registers_11_closed & (registers_11_domain == match_domain))
      | (valid_12 & registers_12_closed & (registers_12_domain == match_domain));
  assign match_closed = match_closed_t3 | (valid_13 & registers_13_closed & (registers_13_domain == match_domain))
      | (valid_14 & registers_14_closed & (registers_14_domain == match_domain))
      | (valid_15 & registers_15_closed & (registers_15_domain == match_domain));

  reg valid_read_t1;
  always @* begin
    case (read_index)
      4'd0: valid_read_t1 = valid_0;
      4'd1: valid_read_t1 = valid_1;
      4'd2: valid_read_t1 = valid_2;
      4'd3: valid_read_t1 = valid_3;
      4'd4: valid_read_t1 = valid_4;
      4'd5: valid_read_t1 = valid_5;
      4'd6: valid_read_t1 = valid_6;
      4'd7: valid_read_t1 = valid_7;
      4'd8: valid_read_t1 = valid_8;
      4'd9: valid_read_t1 = valid_9;
      4'd10: valid_read_t1 = valid_10;
      4'd11: valid_read_t1 = valid_11;
      4'd12: valid_read_t1 = valid_12;
      4'd13: valid_read_t1 = valid_13;
      4'd14: valid_read_t1 = valid_14;
      default: valid_read_t1 = valid_15;
    endcase
  end

  wire is_closed_t1 = (valid_0 & registers_0_closed & (registers_0_domain == running_domain))
      | (valid_1 & registers_1_closed & (registers_1_domain == running_domain))
      | (valid_2 & registers_2_closed & (registers_2_domain == running_domain))
      | (valid_3 & registers_3_closed & (registers_3_domain == running_domain))
      | (valid_4 & registers_4_closed & (registers_4_domain == running_domain));
  wire is_closed_t2 = is_closed_t1 | (valid_5 & registers_5_closed & (registers_5_domain == running_domain))
      | (valid_6 & registers_6_closed & (registers_6_domain == running_domain))
      | (valid_7 & registers_7_closed & (registers_7_domain == running_domain))
      | (valid_8 & registers_8_closed & (registers_8_domain == running_domain));
  wire is_closed_t3 = is_closed_t2 | (valid_9 & registers_9_closed & (registers_9_domain == running_domain))
      | (valid_10 & registers_10_closed & (registers_10_domain == running_domain))
      | (valid_11 & registers_11_closed & (registers_11_domain == running_domain))
      | (valid_12 & registers_12_closed & (registers_12_domain == running_domain));

  always @(posedge clock) begin
    if (reset) begin
      valid_0 <= 1'b0;
      valid_1 <= 1'b0;
      valid_2 <= 1'b0;
      valid_3 <= 1'b0;
      valid_4 <= 1'b0;
      valid_5 <= 1'b0;
      valid_6 <= 1'b0;
      valid_7 <= 1'b0;
      valid_8 <= 1'b0;
      valid_9 <= 1'b0;
      valid_10 <= 1'b0;
      valid_11 <= 1'b0;
      valid_12 <= 1'b0;
      valid_13 <= 1'b0;
      valid_14 <= 1'b0;
      valid_15 <= 1'b0;
      valid_read <= 1'b0;
      is_closed <= 1'b0;
    end else begin
      if (write & (write_index == 4'd0)) begin
        valid_0 <= write_valid;
      end
      if (write & (write_index == 4'd1)) begin
        valid_1 <= write_valid;
      end
      if (write & (write_index == 4'd2)) begin
        valid_2 <= write_valid;
      end
      if (write & (write_index == 4'd3)) begin
        valid_3 <= write_valid;
      end
      if (write & (write_index == 4'd4)) begin
        valid_4 <= write_valid;
      end
      if (write & (write_index == 4'd5)) begin
        valid_5 <= write_valid;
      end
      if (write & (write_index == 4'd6)) begin
        valid_6 <= write_valid;
      end
      if (write & (write_index == 4'd7)) begin
        valid_7 <= write_valid;
      end
      if (write & (write_index == 4'd8)) begin
        valid_8 <= write_valid;
      end
      if (write & (write_index == 4'd9)) begin
        valid_9 <= write_valid;
      end
      if (write & (write_index == 4'd10)) begin
        valid_10 <= write_valid;
      end
      if (write & (write_index == 4'd11)) begin
        valid_11 <= write_valid;
      end
      if (write & (write_index == 4'd12)) begin
        valid_12 <= write_valid;
      end
      if (write & (write_index == 4'd13)) begin
        valid_13 <= write_valid;
      end
      if (write & (write_index == 4'd14)) begin
        valid_14 <= write_valid;
      end
      if (write & (write_index == 4'd15)) begin
        valid_15 <= write_valid;
      end
      valid_read <= valid_read_t1;
      is_closed <= is_closed_t3 | (valid_13 & registers_13_closed & (registers_13_domain == running_domain))
          | (valid_14 & registers_14_closed & (registers_14_domain == running_domain))
          | (valid_15 & registers_15_closed & (registers_15_domain == running_domain));
    end
  end

  reg [3:0] entry_read_domain_t1;
  always @* begin
    case (read_index)
      4'd0: entry_read_domain_t1 = registers_0_domain;
      4'd1: entry_read_domain_t1 = registers_1_domain;
      4'd2: entry_read_domain_t1 = registers_2_domain;
      4'd3: entry_read_domain_t1 = registers_3_domain;
      4'd4: entry_read_domain_t1 = registers_4_domain;
      4'd5: entry_read_domain_t1 = registers_5_domain;
      4'd6: entry_read_domain_t1 = registers_6_domain;
      4'd7: entry_read_domain_t1 = registers_7_domain;
      4'd8: entry_read_domain_t1 = registers_8_domain;
      4'd9: entry_read_domain_t1 = registers_9_domain;
      4'd10: entry_read_domain_t1 = registers_10_domain;
      4'd11: entry_read_domain_t1 = registers_11_domain;
      4'd12: entry_read_domain_t1 = registers_12_domain;
      4'd13: entry_read_domain_t1 = registers_13_domain;
      4'd14: entry_read_domain_t1 = registers_14_domain;
      default: entry_read_domain_t1 = registers_15_domain;
    endcase
  end

  reg [7:0] entry_read_segment_t1;
  always @* begin
    case (read_index)
      4'd0: entry_read_segment_t1 = registers_0_segment;
      4'd1: entry_read_segment_t1 = registers_1_segment;
      4'd2: entry_read_segment_t1 = registers_2_segment;
      4'd3: entry_read_segment_t1 = registers_3_segment;
      4'd4: entry_read_segment_t1 = registers_4_segment;
      4'd5: entry_read_segment_t1 = registers_5_segment;
      4'd6: entry_read_segment_t1 = registers_6_segment;
      4'd7: entry_read_segment_t1 = registers_7_segment;
      4'd8: entry_read_segment_t1 = registers_8_segment;
      4'd9: entry_read_segment_t1 = registers_9_segment;
      4'd10: entry_read_segment_t1 = registers_10_segment;
      4'd11: entry_read_segment_t1 = registers_11_segment;
      4'd12: entry_read_segment_t1 = registers_12_segment;
      4'd13: entry_read_segment_t1 = registers_13_segment;
      4'd14: entry_read_segment_t1 = registers_14_segment;
      default: entry_read_segment_t1 = registers_15_segment;
    endcase
  end

  reg [25:0] entry_read_base_line_t1;
  always @* begin
    case (read_index)
      4'd0: entry_read_base_line_t1 = registers_0_base_line;
      4'd1: entry_read_base_line_t1 = registers_1_base_line;
      4'd2: entry_read_base_line_t1 = registers_2_base_line;
      4'd3: entry_read_base_line_t1 = registers_3_base_line;
      4'd4: entry_read_base_line_t1 = registers_4_base_line;
      4'd5: entry_read_base_line_t1 = registers_5_base_line;
      4'd6: entry_read_base_line_t1 = registers_6_base_line;
      4'd7: entry_read_base_line_t1 = registers_7_base_line;
      4'd8: entry_read_base_line_t1 = registers_8_base_line;
      4'd9: entry_read_base_line_t1 = registers_9_base_line;
      4'd10: entry_read_base_line_t1 = registers_10_base_line;
      4'd11: entry_read_base_line_t1 = registers_11_base_line;
      4'd12: entry_read_base_line_t1 = registers_12_base_line;
      4'd13: entry_read_base_line_t1 = registers_13_base_line;
      4'd14: entry_read_base_line_t1 = registers_14_base_line;
      default: entry_read_base_line_t1 = registers_15_base_line;
    endcase
  end

  reg [26:0] entry_read_limit_line_t1;
  always @* begin
    case (read_index)
      4'd0: entry_read_limit_line_t1 = registers_0_limit_line;
      4'd1: entry_read_limit_line_t1 = registers_1_limit_line;
      4'd2: entry_read_limit_line_t1 = registers_2_limit_line;
      4'd3: entry_read_limit_line_t1 = registers_3_limit_line;
      4'd4: entry_read_limit_line_t1 = registers_4_limit_line;
      4'd5: entry_read_limit_line_t1 = registers_5_limit_line;
      4'd6: entry_read_limit_line_t1 = registers_6_limit_line;
      4'd7: entry_read_limit_line_t1 = registers_7_limit_line;
      4'd8: entry_read_limit_line_t1 = registers_8_limit_line;
      4'd9: entry_read_limit_line_t1 = registers_9_limit_line;
      4'd10: entry_read_limit_line_t1 = registers_10_limit_line;
      4'd11: entry_read_limit_line_t1 = registers_11_limit_line;
      4'd12: entry_read_limit_line_t1 = registers_12_limit_line;
      4'd13: entry_read_limit_line_t1 = registers_13_limit_line;
      4'd14: entry_read_limit_line_t1 = registers_14_limit_line;
      default: entry_read_limit_line_t1 = registers_15_limit_line;
    endcase
  end

  reg [1:0] entry_read_algorithm_t1;
  always @* begin
    case (read_index)
      4'd0: entry_read_algorithm_t1 = registers_0_algorithm;
      4'd1: entry_read_algorithm_t1 = registers_1_algorithm;
      4'd2: entry_read_algorithm_t1 = registers_2_algorithm;
      4'd3: entry_read_algorithm_t1 = registers_3_algorithm;
      4'd4: entry_read_algorithm_t1 = registers_4_algorithm;
      4'd5: entry_read_algorithm_t1 = registers_5_algorithm;
      4'd6: entry_read_algorithm_t1 = registers_6_algorithm;
      4'd7: entry_read_algorithm_t1 = registers_7_algorithm;
      4'd8: entry_read_algorithm_t1 = registers_8_algorithm;
      4'd9: entry_read_algorithm_t1 = registers_9_algorithm;
      4'd10: entry_read_algorithm_t1 = registers_10_algorithm;
      4'd11: entry_read_algorithm_t1 = registers_11_algorithm;
      4'd12: entry_read_algorithm_t1 = registers_12_algorithm;
      4'd13: entry_read_algorithm_t1 = registers_13_algorithm;
      4'd14: entry_read_algorithm_t1 = registers_14_algorithm;
      default: entry_read_algorithm_t1 = registers_15_algorithm;
    endcase
  end

  reg [3:0] entry_read_key_slot_t1;
  always @* begin
    case (read_index)
      4'd0: entry_read_key_slot_t1 = registers_0_key_slot;
      4'd1: entry_read_key_slot_t1 = registers_1_key_slot;
      4'd2: entry_read_key_slot_t1 = registers_2_key_slot;
      4'd3: entry_read_key_slot_t1 = registers_3_key_slot;
      4'd4: entry_read_key_slot_t1 = registers_4_key_slot;
      4'd5: entry_read_key_slot_t1 = registers_5_key_slot;
      4'd6: entry_read_key_slot_t1 = registers_6_key_slot;
      4'd7: entry_read_key_slot_t1 = registers_7_key_slot;
      4'd8: entry_read_key_slot_t1 = registers_8_key_slot;
      4'd9: entry_read_key_slot_t1 = registers_9_key_slot;
      4'd10: entry_read_key_slot_t1 = registers_10_key_slot;
      4'd11: entry_read_key_slot_t1 = registers_11_key_slot;
      4'd12: entry_read_key_slot_t1 = registers_12_key_slot;
      4'd13: entry_read_key_slot_t1 = registers_13_key_slot;
      4'd14: entry_read_key_slot_t1 = registers_14_key_slot;
      default: entry_read_key_slot_t1 = registers_15_key_slot;
    endcase
  end

  reg [63:0] entry_read_nonce_t1;
  always @* begin
    case (read_index)
      4'd0: entry_read_nonce_t1 = registers_0_nonce;
      4'd1: entry_read_nonce_t1 = registers_1_nonce;
      4'd2: entry_read_nonce_t1 = registers_2_nonce;
      4'd3: entry_read_nonce_t1 = registers_3_nonce;
      4'd4: entry_read_nonce_t1 = registers_4_nonce;
      4'd5: entry_read_nonce_t1 = registers_5_nonce;
      4'd6: entry_read_nonce_t1 = registers_6_nonce;
      4'd7: entry_read_nonce_t1 = registers_7_nonce;
      4'd8: entry_read_nonce_t1 = registers_8_nonce;
      4'd9: entry_read_nonce_t1 = registers_9_nonce;
      4'd10: entry_read_nonce_t1 = registers_10_nonce;
      4'd11: entry_read_nonce_t1 = registers_11_nonce;
      4'd12: entry_read_nonce_t1 = registers_12_nonce;
      4'd13: entry_read_nonce_t1 = registers_13_nonce;
      4'd14: entry_read_nonce_t1 = registers_14_nonce;
      default: entry_read_nonce_t1 = registers_15_nonce;
    endcase
  end

  reg entry_read_read_t1;
  always @* begin
    case (read_index)
      4'd0: entry_read_read_t1 = registers_0_read;
      4'd1: entry_read_read_t1 = registers_1_read;
      4'd2: entry_read_read_t1 = registers_2_read;
      4'd3: entry_read_read_t1 = registers_3_read;
      4'd4: entry_read_read_t1 = registers_4_read;
      4'd5: entry_read_read_t1 = registers_5_read;
      4'd6: entry_read_read_t1 = registers_6_read;
      4'd7: entry_read_read_t1 = registers_7_read;
      4'd8: entry_read_read_t1 = registers_8_read;
      4'd9: entry_read_read_t1 = registers_9_read;
      4'd10: entry_read_read_t1 = registers_10_read;
      4'd11: entry_read_read_t1 = registers_11_read;
      4'd12: entry_read_read_t1 = registers_12_read;
      4'd13: entry_read_read_t1 = registers_13_read;
      4'd14: entry_read_read_t1 = registers_14_read;
      default: entry_read_read_t1 = registers_15_read;
    endcase
  end

  reg entry_read_write_t1;
  always @* begin
    case (read_index)
      4'd0: entry_read_write_t1 = registers_0_write;
      4'd1: entry_read_write_t1 = registers_1_write;
      4'd2: entry_read_write_t1 = registers_2_write;
      4'd3: entry_read_write_t1 = registers_3_write;
      4'd4: entry_read_write_t1 = registers_4_write;
      4'd5: entry_read_write_t1 = registers_5_write;
      4'd6: entry_read_write_t1 = registers_6_write;
      4'd7: entry_read_write_t1 = registers_7_write;
      4'd8: entry_read_write_t1 = registers_8_write;
      4'd9: entry_read_write_t1 = registers_9_write;
      4'd10: entry_read_write_t1 = registers_10_write;
      4'd11: entry_read_write_t1 = registers_11_write;
      4'd12: entry_read_write_t1 = registers_12_write;
      4'd13: entry_read_write_t1 = registers_13_write;
      4'd14: entry_read_write_t1 = registers_14_write;
      default: entry_read_write_t1 = registers_15_write;
    endcase
  end

  reg entry_read_execute_t1;
  always @* begin
    case (read_index)
      4'd0: entry_read_execute_t1 = registers_0_execute;
      4'd1: entry_read_execute_t1 = registers_1_execute;
      4'd2: entry_read_execute_t1 = registers_2_execute;
      4'd3: entry_read_execute_t1 = registers_3_execute;
      4'd4: entry_read_execute_t1 = registers_4_execute;
      4'd5: entry_read_execute_t1 = registers_5_execute;
      4'd6: entry_read_execute_t1 = registers_6_execute;
      4'd7: entry_read_execute_t1 = registers_7_execute;
      4'd8: entry_read_execute_t1 = registers_8_execute;
      4'd9: entry_read_execute_t1 = registers_9_execute;
      4'd10: entry_read_execute_t1 = registers_10_execute;
      4'd11: entry_read_execute_t1 = registers_11_execute;
      4'd12: entry_read_execute_t1 = registers_12_execute;
      4'd13: entry_read_execute_t1 = registers_13_execute;
      4'd14: entry_read_execute_t1 = registers_14_execute;
      default: entry_read_execute_t1 = registers_15_execute;
    endcase
  end

  reg entry_read_default_key_t1;
  always @* begin
    case (read_index)
      4'd0: entry_read_default_key_t1 = registers_0_default_key;
      4'd1: entry_read_default_key_t1 = registers_1_default_key;
      4'd2: entry_read_default_key_t1 = registers_2_default_key;
      4'd3: entry_read_default_key_t1 = registers_3_default_key;
      4'd4: entry_read_default_key_t1 = registers_4_default_key;
      4'd5: entry_read_default_key_t1 = registers_5_default_key;
      4'd6: entry_read_default_key_t1 = registers_6_default_key;
      4'd7: entry_read_default_key_t1 = registers_7_default_key;
      4'd8: entry_read_default_key_t1 = registers_8_default_key;
      4'd9: entry_read_default_key_t1 = registers_9_default_key;
      4'd10: entry_read_default_key_t1 = registers_10_default_key;
      4'd11: entry_read_default_key_t1 = registers_11_default_key;
      4'd12: entry_read_default_key_t1 = registers_12_default_key;
      4'd13: entry_read_default_key_t1 = registers_13_default_key;
      4'd14: entry_read_default_key_t1 = registers_14_default_key;
      default: entry_read_default_key_t1 = registers_15_default_key;
    endcase
  end

  reg entry_read_plain_access_t1;
  always @* begin
    case (read_index)
      4'd0: entry_read_plain_access_t1 = registers_0_plain_access;
      4'd1: entry_read_plain_access_t1 = registers_1_plain_access;
      4'd2: entry_read_plain_access_t1 = registers_2_plain_access;
      4'd3: entry_read_plain_access_t1 = registers_3_plain_access;
      4'd4: entry_read_plain_access_t1 = registers_4_plain_access;
      4'd5: entry_read_plain_access_t1 = registers_5_plain_access;
      4'd6: entry_read_plain_access_t1 = registers_6_plain_access;
      4'd7: entry_read_plain_access_t1 = registers_7_plain_access;
      4'd8: entry_read_plain_access_t1 = registers_8_plain_access;
      4'd9: entry_read_plain_access_t1 = registers_9_plain_access;
      4'd10: entry_read_plain_access_t1 = registers_10_plain_access;
      4'd11: entry_read_plain_access_t1 = registers_11_plain_access;
      4'd12: entry_read_plain_access_t1 = registers_12_plain_access;
      4'd13: entry_read_plain_access_t1 = registers_13_plain_access;
      4'd14: entry_read_plain_access_t1 = registers_14_plain_access;
      default: entry_read_plain_access_t1 = registers_15_plain_access;
    endcase
  end

  reg entry_read_shared_t1;
  always @* begin
    case (read_index)
      4'd0: entry_read_shared_t1 = registers_0_shared;
      4'd1: entry_read_shared_t1 = registers_1_shared;
      4'd2: entry_read_shared_t1 = registers_2_shared;
      4'd3: entry_read_shared_t1 = registers_3_shared;
      4'd4: entry_read_shared_t1 = registers_4_shared;
      4'd5: entry_read_shared_t1 = registers_5_shared;
      4'd6: entry_read_shared_t1 = registers_6_shared;
      4'd7: entry_read_shared_t1 = registers_7_shared;
      4'd8: entry_read_shared_t1 = registers_8_shared;
      4'd9: entry_read_shared_t1 = registers_9_shared;
      4'd10: entry_read_shared_t1 = registers_10_shared;
      4'd11: entry_read_shared_t1 = registers_11_shared;
      4'd12: entry_read_shared_t1 = registers_12_shared;
      4'd13: entry_read_shared_t1 = registers_13_shared;
      4'd14: entry_read_shared_t1 = registers_14_shared;
      default: entry_read_shared_t1 = registers_15_shared;
    endcase
  end

  reg entry_read_stack_t1;
  always @* begin
    case (read_index)
      4'd0: entry_read_stack_t1 = registers_0_stack;
      4'd1: entry_read_stack_t1 = registers_1_stack;
      4'd2: entry_read_stack_t1 = registers_2_stack;
      4'd3: entry_read_stack_t1 = registers_3_stack;
      4'd4: entry_read_stack_t1 = registers_4_stack;
      4'd5: entry_read_stack_t1 = registers_5_stack;
      4'd6: entry_read_stack_t1 = registers_6_stack;
      4'd7: entry_read_stack_t1 = registers_7_stack;
      4'd8: entry_read_stack_t1 = registers_8_stack;
      4'd9: entry_read_stack_t1 = registers_9_stack;
      4'd10: entry_read_stack_t1 = registers_10_stack;
      4'd11: entry_read_stack_t1 = registers_11_stack;
      4'd12: entry_read_stack_t1 = registers_12_stack;
      4'd13: entry_read_stack_t1 = registers_13_stack;
      4'd14: entry_read_stack_t1 = registers_14_stack;
      default: entry_read_stack_t1 = registers_15_stack;
    endcase
  end

  reg entry_read_closed_t1;
  always @* begin
    case (read_index)
      4'd0: entry_read_closed_t1 = registers_0_closed;
      4'd1: entry_read_closed_t1 = registers_1_closed;
      4'd2: entry_read_closed_t1 = registers_2_closed;
      4'd3: entry_read_closed_t1 = registers_3_closed;
      4'd4: entry_read_closed_t1 = registers_4_closed;
      4'd5: entry_read_closed_t1 = registers_5_closed;
      4'd6: entry_read_closed_t1 = registers_6_closed;
      4'd7: entry_read_closed_t1 = registers_7_closed;
      4'd8: entry_read_closed_t1 = registers_8_closed;
      4'd9: entry_read_closed_t1 = registers_9_closed;
      4'd10: entry_read_closed_t1 = registers_10_closed;
      4'd11: entry_read_closed_t1 = registers_11_closed;
      4'd12: entry_read_closed_t1 = registers_12_closed;
      4'd13: entry_read_closed_t1 = registers_13_closed;
      4'd14: entry_read_closed_t1 = registers_14_closed;
      default: entry_read_closed_t1 = registers_15_closed;
    endcase
  end

  always @(posedge clock) begin
    if (write & (write_index == 4'd0)) begin
      registers_0_domain <= entry_domain;
      registers_0_segment <= entry_segment;
      registers_0_base_line <= entry_base_line;
      registers_0_limit_line <= entry_limit_line;
      registers_0_algorithm <= entry_algorithm;
      registers_0_key_slot <= entry_key_slot;
      registers_0_nonce <= entry_nonce;
      registers_0_read <= entry_read;
      registers_0_write <= entry_write;
      registers_0_execute <= entry_execute;
      registers_0_default_key <= entry_default_key;
      registers_0_plain_access <= entry_plain_access;
      registers_0_shared <= entry_shared;
      registers_0_stack <= entry_stack;
      registers_0_closed <= entry_closed;
    end
    if (write & (write_index == 4'd1)) begin
      registers_1_domain <= entry_domain;
      registers_1_segment <= entry_segment;
      registers_1_base_line <= entry_base_line;
      registers_1_limit_line <= entry_limit_line;
      registers_1_algorithm <= entry_algorithm;
      registers_1_key_slot <= entry_key_slot;
      registers_1_nonce <= entry_nonce;
      registers_1_read <= entry_read;
      registers_1_write <= entry_write;
      registers_1_execute <= entry_execute;
      registers_1_default_key <= entry_default_key;
      registers_1_plain_access <= entry_plain_access;
      registers_1_shared <= entry_shared;
      registers_1_stack <= entry_stack;
      registers_1_closed <= entry_closed;
    end
    if (write & (write_index == 4'd2)) begin
      registers_2_domain <= entry_domain;
      registers_2_segment <= entry_segment;
      registers_2_base_line <= entry_base_line;
      registers_2_limit_line <= entry_limit_line;
      registers_2_algorithm <= entry_algorithm;
      registers_2_key_slot <= entry_key_slot;
      registers_2_nonce <= entry_nonce;
      registers_2_read <= entry_read;
      registers_2_write <= entry_write;
      registers_2_execute <= entry_execute;
      registers_2_default_key <= entry_default_key;
      registers_2_plain_access <= entry_plain_access;
      registers_2_shared <= entry_shared;
      registers_2_stack <= entry_stack;
      registers_2_closed <= entry_closed;
    end
    if (write & (write_index == 4'd3)) begin
      registers_3_domain <= entry_domain;
      registers_3_segment <= entry_segment;
      registers_3_base_line <= entry_base_line;
      registers_3_limit_line <= entry_limit_line;
      registers_3_algorithm <= entry_algorithm;
      registers_3_key_slot <= entry_key_slot;
      registers_3_nonce <= entry_nonce;
      registers_3_read <= entry_read;
      registers_3_write <= entry_write;
      registers_3_execute <= entry_execute;
      registers_3_default_key <= entry_default_key;
      registers_3_plain_access <= entry_plain_access;
      registers_3_shared <= entry_shared;
      registers_3_stack <= entry_stack;
      registers_3_closed <= entry_closed;
    end
    if (write & (write_index == 4'd4)) begin
      registers_4_domain <= entry_domain;
      registers_4_segment <= entry_segment;
      registers_4_base_line <= entry_base_line;
      registers_4_limit_line <= entry_limit_line;
      registers_4_algorithm <= entry_algorithm;
      registers_4_key_slot <= entry_key_slot;
      registers_4_nonce <= entry_nonce;
      registers_4_read <= entry_read;
      registers_4_write <= entry_write;
      registers_4_execute <= entry_execute;
      registers_4_default_key <= entry_default_key;
      registers_4_plain_access <= entry_plain_access;
      registers_4_shared <= entry_shared;
      registers_4_stack <= entry_stack;
      registers_4_closed <= entry_closed;
    end
    if (write & (write_index == 4'd5)) begin
      registers_5_domain <= entry_domain;
      registers_5_segment <= entry_segment;
      registers_5_base_line <= entry_base_line;
      registers_5_limit_line <= entry_limit_line;
      registers_5_algorithm <= entry_algorithm;
      registers_5_key_slot <= entry_key_slot;
      registers_5_nonce <= entry_nonce;
      registers_5_read <= entry_read;
      registers_5_write <= entry_write;
      registers_5_execute <= entry_execute;
      registers_5_default_key <= entry_default_key;
      registers_5_plain_access <= entry_plain_access;
      registers_5_shared <= entry_shared;
      registers_5_stack <= entry_stack;
      registers_5_closed <= entry_closed;
    end
    if (write & (write_index == 4'd6)) begin
      registers_6_domain <= entry_domain;
      registers_6_segment <= entry_segment;
      registers_6_base_line <= entry_base_line;
      registers_6_limit_line <= entry_limit_line;
      registers_6_algorithm <= entry_algorithm;
      registers_6_key_slot <= entry_key_slot;
      registers_6_nonce <= entry_nonce;
      registers_6_read <= entry_read;
      registers_6_write <= entry_write;
      registers_6_execute <= entry_execute;
      registers_6_default_key <= entry_default_key;
      registers_6_plain_access <= entry_plain_access;
      registers_6_shared <= entry_shared;
      registers_6_stack <= entry_stack;
      registers_6_closed <= entry_closed;
    end
    if (write & (write_index == 4'd7)) begin
      registers_7_domain <= entry_domain;
      registers_7_segment <= entry_segment;
      registers_7_base_line <= entry_base_line;
      registers_7_limit_line <= entry_limit_line;
      registers_7_algorithm <= entry_algorithm;
      registers_7_key_slot <= entry_key_slot;
      registers_7_nonce <= entry_nonce;
      registers_7_read <= entry_read;
      registers_7_write <= entry_write;
      registers_7_execute <= entry_execute;
      registers_7_default_key <= entry_default_key;
      registers_7_plain_access <= entry_plain_access;
      registers_7_shared <= entry_shared;
      registers_7_stack <= entry_stack;
      registers_7_closed <= entry_closed;
    end
    if (write & (write_index == 4'd8)) begin
      registers_8_domain <= entry_domain;
      registers_8_segment <= entry_segment;
      registers_8_base_line <= entry_base_line;
      registers_8_limit_line <= entry_limit_line;
      registers_8_algorithm <= entry_algorithm;
      registers_8_key_slot <= entry_key_slot;
      registers_8_nonce <= entry_nonce;
      registers_8_read <= entry_read;
      registers_8_write <= entry_write;
      registers_8_execute <= entry_execute;
      registers_8_default_key <= entry_default_key;
      registers_8_plain_access <= entry_plain_access;
      registers_8_shared <= entry_shared;
      registers_8_stack <= entry_stack;
      registers_8_closed <= entry_closed;
    end
    if (write & (write_index == 4'd9)) begin
      registers_9_domain <= entry_domain;
      registers_9_segment <= entry_segment;
      registers_9_base_line <= entry_base_line;
      registers_9_limit_line <= entry_limit_line;
      registers_9_algorithm <= entry_algorithm;
      registers_9_key_slot <= entry_key_slot;
      registers_9_nonce <= entry_nonce;
      registers_9_read <= entry_read;
      registers_9_write <= entry_write;
      registers_9_execute <= entry_execute;
      registers_9_default_key <= entry_default_key;
      registers_9_plain_access <= entry_plain_access;
      registers_9_shared <= entry_shared;
      registers_9_stack <= entry_stack;
      registers_9_closed <= entry_closed;
    end
    if (write & (write_index == 4'd10)) begin
      registers_10_domain <= entry_domain;
      registers_10_segment <= entry_segment;
      registers_10_base_line <= entry_base_line;
      registers_10_limit_line <= entry_limit_line;
      registers_10_algorithm <= entry_algorithm;
      registers_10_key_slot <= entry_key_slot;
      registers_10_nonce <= entry_nonce;
      registers_10_read <= entry_read;
      registers_10_write <= entry_write;
      registers_10_execute <= entry_execute;
      registers_10_default_key <= entry_default_key;
      registers_10_plain_access <= entry_plain_access;
      registers_10_shared <= entry_shared;
      registers_10_stack <= entry_stack;
      registers_10_closed <= entry_closed;
    end
    if (write & (write_index == 4'd11)) begin
      registers_11_domain <= entry_domain;
      registers_11_segment <= entry_segment;
      registers_11_base_line <= entry_base_line;
      registers_11_limit_line <= entry_limit_line;
      registers_11_algorithm <= entry_algorithm;
      registers_11_key_slot <= entry_key_slot;
      registers_11_nonce <= entry_nonce;
      registers_11_read <= entry_read;
      registers_11_write <= entry_write;
      registers_11_execute <= entry_execute;
      registers_11_default_key <= entry_default_key;
      registers_11_plain_access <= entry_plain_access;
      registers_11_shared <= entry_shared;
      registers_11_stack <= entry_stack;
      registers_11_closed <= entry_closed;
    end
    if (write & (write_index == 4'd12)) begin
      registers_12_domain <= entry_domain;
      registers_12_segment <= entry_segment;
      registers_12_base_line <= entry_base_line;
      registers_12_limit_line <= entry_limit_line;
      registers_12_algorithm <= entry_algorithm;
      registers_12_key_slot <= entry_key_slot;
      registers_12_nonce <= entry_nonce;
      registers_12_read <= entry_read;
      registers_12_write <= entry_write;
      registers_12_execute <= entry_execute;
      registers_12_default_key <= entry_default_key;
      registers_12_plain_access <= entry_plain_access;
      registers_12_shared <= entry_shared;
      registers_12_stack <= entry_stack;
      registers_12_closed <= entry_closed;
    end
    if (write & (write_index == 4'd13)) begin
      registers_13_domain <= entry_domain;
      registers_13_segment <= entry_segment;
      registers_13_base_line <= entry_base_line;
      registers_13_limit_line <= entry_limit_line;
      registers_13_algorithm <= entry_algorithm;
      registers_13_key_slot <= entry_key_slot;
      registers_13_nonce <= entry_nonce;
      registers_13_read <= entry_read;
      registers_13_write <= entry_write;
      registers_13_execute <= entry_execute;
      registers_13_default_key <= entry_default_key;
      registers_13_plain_access <= entry_plain_access;
      registers_13_shared <= entry_shared;
      registers_13_stack <= entry_stack;
      registers_13_closed <= entry_closed;
    end
    if (write & (write_index == 4'd14)) begin
      registers_14_domain <= entry_domain;
      registers_14_segment <= entry_segment;
      registers_14_base_line <= entry_base_line;
      registers_14_limit_line <= entry_limit_line;
      registers_14_algorithm <= entry_algorithm;
      registers_14_key_slot <= entry_key_slot;
      registers_14_nonce <= entry_nonce;
      registers_14_read <= entry_read;
      registers_14_write <= entry_write;
      registers_14_execute <= entry_execute;
      registers_14_default_key <= entry_default_key;
      registers_14_plain_access <= entry_plain_access;
      registers_14_shared <= entry_shared;
      registers_14_stack <= entry_stack;
      registers_14_closed <= entry_closed;
    end
    if (write & (write_index == 4'd15)) begin
      registers_15_domain <= entry_domain;
      registers_15_segment <= entry_segment;
      registers_15_base_line <= entry_base_line;
      registers_15_limit_line <= entry_limit_line;
      registers_15_algorithm <= entry_algorithm;
      registers_15_key_slot <= entry_key_slot;
      registers_15_nonce <= entry_nonce;
      registers_15_read <= entry_read;
      registers_15_write <= entry_write;
      registers_15_execute <= entry_execute;
      registers_15_default_key <= entry_default_key;
      registers_15_plain_access <= entry_plain_access;
      registers_15_shared <= entry_shared;
      registers_15_stack <= entry_stack;
      registers_15_closed <= entry_closed;
    end
    entry_read_domain <= entry_read_domain_t1;
    entry_read_segment <= entry_read_segment_t1;
    entry_read_base_line <= entry_read_base_line_t1;
    entry_read_limit_line <= entry_read_limit_line_t1;
    entry_read_algorithm <= entry_read_algorithm_t1;
    entry_read_key_slot <= entry_read_key_slot_t1;
    entry_read_nonce <= entry_read_nonce_t1;
    entry_read_read <= entry_read_read_t1;
    entry_read_write <= entry_read_write_t1;
    entry_read_execute <= entry_read_execute_t1;
    entry_read_default_key <= entry_read_default_key_t1;
    entry_read_plain_access <= entry_read_plain_access_t1;
    entry_read_shared <= entry_read_shared_t1;
    entry_read_stack <= entry_read_stack_t1;
    entry_read_closed <= entry_read_closed_t1;
  end

`ifdef VERILATOR
  wire [15:0] at_most_one_ordinary_region_t1 = {ordinary_15, ordinary_14, ordinary_13, ordinary_12, ordinary_11,
      ordinary_10, ordinary_9, ordinary_8, ordinary_7, ordinary_6, ordinary_5, ordinary_4, ordinary_3, ordinary_2,
      ordinary_1, ordinary_0} - 16'h0001;
  wire [15:0] at_most_one_ordinary_region_t2 = {ordinary_15, ordinary_14, ordinary_13, ordinary_12, ordinary_11,
      ordinary_10, ordinary_9, ordinary_8, ordinary_7, ordinary_6, ordinary_5, ordinary_4, ordinary_3, ordinary_2,
      ordinary_1, ordinary_0} & at_most_one_ordinary_region_t1;
  wire [15:0] at_most_one_default_entry_t1 = {fallback_15, fallback_14, fallback_13, fallback_12, fallback_11,
      fallback_10, fallback_9, fallback_8, fallback_7, fallback_6, fallback_5, fallback_4, fallback_3, fallback_2,
      fallback_1, fallback_0} - 16'h0001;
  wire [15:0] at_most_one_default_entry_t2 = {fallback_15, fallback_14, fallback_13, fallback_12, fallback_11,
      fallback_10, fallback_9, fallback_8, fallback_7, fallback_6, fallback_5, fallback_4, fallback_3, fallback_2,
      fallback_1, fallback_0} & at_most_one_default_entry_t1;

  always @(posedge clock) begin
    if (!reset) begin
      assert_at_most_one_ordinary_region: assert (at_most_one_ordinary_region_t2 == 16'h0000)
        else $error("%m: property at_most_one_ordinary_region does not hold");
      assert_at_most_one_default_entry: assert (at_most_one_default_entry_t2 == 16'h0000)
        else $error("%m: property at_most_one_default_entry does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
