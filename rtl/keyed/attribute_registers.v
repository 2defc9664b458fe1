// attribute_registers
//
// 16 attribute registers, one per region.
// Read ports: 0 setup, 1 line, 2 view. Match ports: 0 line, 1 mode.
//
// Latency: reads are combinational; what is written shows in the next cycle.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module attribute_registers (
  input  wire        clock,
  input  wire        reset,                        // synchronous, active high
  input  wire        write,                        // store `entry` and its validity at `writeIndex`
  input  wire  [3:0] write_index,
  input  wire        write_valid,
  input  wire  [3:0] entry_domain,                 // owner
  input  wire  [7:0] entry_segment,                // name of the region within its domain
  input  wire [25:0] entry_base_line,              // first line
  input  wire [26:0] entry_limit_line,             // line after the last
  input  wire  [1:0] entry_algorithm,
  input  wire  [3:0] entry_key_slot,
  input  wire [63:0] entry_nonce,                  // secret
  input  wire        entry_read,
  input  wire        entry_write,
  input  wire        entry_execute,
  input  wire        entry_default_key,            // applies where no ordinary region does, in encrypted mode only
  input  wire        entry_plain_access,           // loads and stores from plaintext mode are allowed
  input  wire        entry_shared,                 // descriptive
  input  wire        entry_stack,                  // descriptive
  input  wire  [3:0] read_index_0,
  input  wire  [3:0] read_index_1,
  input  wire  [3:0] read_index_2,
  output reg         read_valid_0,
  output reg         read_valid_1,
  output reg         read_valid_2,
  output reg   [3:0] read_entry_0_domain,          // owner
  output reg   [7:0] read_entry_0_segment,         // name of the region within its domain
  output reg  [25:0] read_entry_0_base_line,       // first line
  output reg  [26:0] read_entry_0_limit_line,      // line after the last
  output reg   [1:0] read_entry_0_algorithm,
  output reg   [3:0] read_entry_0_key_slot,
  output reg  [63:0] read_entry_0_nonce,           // secret
  output reg         read_entry_0_read,
  output reg         read_entry_0_write,
  output reg         read_entry_0_execute,
  output reg         read_entry_0_default_key,     // applies where no ordinary region does, in encrypted mode only
  output reg         read_entry_0_plain_access,    // loads and stores from plaintext mode are allowed
  output reg         read_entry_0_shared,          // descriptive
  output reg         read_entry_0_stack,           // descriptive
  output reg   [3:0] read_entry_1_domain,          // owner
  output reg   [7:0] read_entry_1_segment,         // name of the region within its domain
  output reg  [25:0] read_entry_1_base_line,       // first line
  output reg  [26:0] read_entry_1_limit_line,      // line after the last
  output reg   [1:0] read_entry_1_algorithm,
  output reg   [3:0] read_entry_1_key_slot,
  output reg  [63:0] read_entry_1_nonce,           // secret
  output reg         read_entry_1_read,
  output reg         read_entry_1_write,
  output reg         read_entry_1_execute,
  output reg         read_entry_1_default_key,     // applies where no ordinary region does, in encrypted mode only
  output reg         read_entry_1_plain_access,    // loads and stores from plaintext mode are allowed
  output reg         read_entry_1_shared,          // descriptive
  output reg         read_entry_1_stack,           // descriptive
  output reg   [3:0] read_entry_2_domain,          // owner
  output reg   [7:0] read_entry_2_segment,         // name of the region within its domain
  output reg  [25:0] read_entry_2_base_line,       // first line
  output reg  [26:0] read_entry_2_limit_line,      // line after the last
  output reg   [1:0] read_entry_2_algorithm,
  output reg   [3:0] read_entry_2_key_slot,
  output reg  [63:0] read_entry_2_nonce,           // secret
  output reg         read_entry_2_read,
  output reg         read_entry_2_write,
  output reg         read_entry_2_execute,
  output reg         read_entry_2_default_key,     // applies where no ordinary region does, in encrypted mode only
  output reg         read_entry_2_plain_access,    // loads and stores from plaintext mode are allowed
  output reg         read_entry_2_shared,          // descriptive
  output reg         read_entry_2_stack,           // descriptive
  input  wire  [3:0] match_domain_0,
  input  wire  [3:0] match_domain_1,
  input  wire [25:0] match_line_0,
  input  wire [25:0] match_line_1,
  output wire        line_match_ordinary,          // an ordinary region contains the line
  output wire  [3:0] line_match_ordinary_index,
  output wire        line_match_read,              // rights of the ordinary region
  output wire        line_match_write,
  output wire        line_match_execute,
  output wire        line_match_plain_access,
  output wire        line_match_ciphered,          // the ordinary region has a cipher
  output wire  [3:0] line_match_fallback_index,
  output wire        line_match_fallback_read,     // a default-key entry contains the line and has the right
  output wire        line_match_fallback_write,
  output wire        line_match_fallback_execute,
  output wire        line_match_fallback_ciphered, // the default-key entry has a cipher
  output wire        mode_match_ordinary,          // an ordinary region contains the line
  output wire  [3:0] mode_match_ordinary_index,
  output wire        mode_match_execute,           // right of the ordinary region
  output wire  [3:0] mode_match_fallback_index,
  output wire        mode_match_fallback_execute   // a default-key entry contains the line and has the right
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

  always @* begin
    case (read_index_0)
      4'd0: read_valid_0 = valid_0;
      4'd1: read_valid_0 = valid_1;
      4'd2: read_valid_0 = valid_2;
      4'd3: read_valid_0 = valid_3;
      4'd4: read_valid_0 = valid_4;
      4'd5: read_valid_0 = valid_5;
      4'd6: read_valid_0 = valid_6;
      4'd7: read_valid_0 = valid_7;
      4'd8: read_valid_0 = valid_8;
      4'd9: read_valid_0 = valid_9;
      4'd10: read_valid_0 = valid_10;
      4'd11: read_valid_0 = valid_11;
      4'd12: read_valid_0 = valid_12;
      4'd13: read_valid_0 = valid_13;
      4'd14: read_valid_0 = valid_14;
      default: read_valid_0 = valid_15;
    endcase
  end

  always @* begin
    case (read_index_0)
      4'd0: read_entry_0_domain = registers_0_domain;
      4'd1: read_entry_0_domain = registers_1_domain;
      4'd2: read_entry_0_domain = registers_2_domain;
      4'd3: read_entry_0_domain = registers_3_domain;
      4'd4: read_entry_0_domain = registers_4_domain;
      4'd5: read_entry_0_domain = registers_5_domain;
      4'd6: read_entry_0_domain = registers_6_domain;
      4'd7: read_entry_0_domain = registers_7_domain;
      4'd8: read_entry_0_domain = registers_8_domain;
      4'd9: read_entry_0_domain = registers_9_domain;
      4'd10: read_entry_0_domain = registers_10_domain;
      4'd11: read_entry_0_domain = registers_11_domain;
      4'd12: read_entry_0_domain = registers_12_domain;
      4'd13: read_entry_0_domain = registers_13_domain;
      4'd14: read_entry_0_domain = registers_14_domain;
      default: read_entry_0_domain = registers_15_domain;
    endcase
  end

  always @* begin
    case (read_index_0)
      4'd0: read_entry_0_segment = registers_0_segment;
      4'd1: read_entry_0_segment = registers_1_segment;
      4'd2: read_entry_0_segment = registers_2_segment;
      4'd3: read_entry_0_segment = registers_3_segment;
      4'd4: read_entry_0_segment = registers_4_segment;
      4'd5: read_entry_0_segment = registers_5_segment;
      4'd6: read_entry_0_segment = registers_6_segment;
      4'd7: read_entry_0_segment = registers_7_segment;
      4'd8: read_entry_0_segment = registers_8_segment;
      4'd9: read_entry_0_segment = registers_9_segment;
      4'd10: read_entry_0_segment = registers_10_segment;
      4'd11: read_entry_0_segment = registers_11_segment;
      4'd12: read_entry_0_segment = registers_12_segment;
      4'd13: read_entry_0_segment = registers_13_segment;
      4'd14: read_entry_0_segment = registers_14_segment;
      default: read_entry_0_segment = registers_15_segment;
    endcase
  end

  always @* begin
    case (read_index_0)
      4'd0: read_entry_0_base_line = registers_0_base_line;
      4'd1: read_entry_0_base_line = registers_1_base_line;
      4'd2: read_entry_0_base_line = registers_2_base_line;
      4'd3: read_entry_0_base_line = registers_3_base_line;
      4'd4: read_entry_0_base_line = registers_4_base_line;
      4'd5: read_entry_0_base_line = registers_5_base_line;
      4'd6: read_entry_0_base_line = registers_6_base_line;
      4'd7: read_entry_0_base_line = registers_7_base_line;
      4'd8: read_entry_0_base_line = registers_8_base_line;
      4'd9: read_entry_0_base_line = registers_9_base_line;
      4'd10: read_entry_0_base_line = registers_10_base_line;
      4'd11: read_entry_0_base_line = registers_11_base_line;
      4'd12: read_entry_0_base_line = registers_12_base_line;
      4'd13: read_entry_0_base_line = registers_13_base_line;
      4'd14: read_entry_0_base_line = registers_14_base_line;
      default: read_entry_0_base_line = registers_15_base_line;
    endcase
  end

  always @* begin
    case (read_index_0)
      4'd0: read_entry_0_limit_line = registers_0_limit_line;
      4'd1: read_entry_0_limit_line = registers_1_limit_line;
      4'd2: read_entry_0_limit_line = registers_2_limit_line;
      4'd3: read_entry_0_limit_line = registers_3_limit_line;
      4'd4: read_entry_0_limit_line = registers_4_limit_line;
      4'd5: read_entry_0_limit_line = registers_5_limit_line;
      4'd6: read_entry_0_limit_line = registers_6_limit_line;
      4'd7: read_entry_0_limit_line = registers_7_limit_line;
      4'd8: read_entry_0_limit_line = registers_8_limit_line;
      4'd9: read_entry_0_limit_line = registers_9_limit_line;
      4'd10: read_entry_0_limit_line = registers_10_limit_line;
      4'd11: read_entry_0_limit_line = registers_11_limit_line;
      4'd12: read_entry_0_limit_line = registers_12_limit_line;
      4'd13: read_entry_0_limit_line = registers_13_limit_line;
      4'd14: read_entry_0_limit_line = registers_14_limit_line;
      default: read_entry_0_limit_line = registers_15_limit_line;
    endcase
  end

  always @* begin
    case (read_index_0)
      4'd0: read_entry_0_algorithm = registers_0_algorithm;
      4'd1: read_entry_0_algorithm = registers_1_algorithm;
      4'd2: read_entry_0_algorithm = registers_2_algorithm;
      4'd3: read_entry_0_algorithm = registers_3_algorithm;
      4'd4: read_entry_0_algorithm = registers_4_algorithm;
      4'd5: read_entry_0_algorithm = registers_5_algorithm;
      4'd6: read_entry_0_algorithm = registers_6_algorithm;
      4'd7: read_entry_0_algorithm = registers_7_algorithm;
      4'd8: read_entry_0_algorithm = registers_8_algorithm;
      4'd9: read_entry_0_algorithm = registers_9_algorithm;
      4'd10: read_entry_0_algorithm = registers_10_algorithm;
      4'd11: read_entry_0_algorithm = registers_11_algorithm;
      4'd12: read_entry_0_algorithm = registers_12_algorithm;
      4'd13: read_entry_0_algorithm = registers_13_algorithm;
      4'd14: read_entry_0_algorithm = registers_14_algorithm;
      default: read_entry_0_algorithm = registers_15_algorithm;
    endcase
  end

  always @* begin
    case (read_index_0)
      4'd0: read_entry_0_key_slot = registers_0_key_slot;
      4'd1: read_entry_0_key_slot = registers_1_key_slot;
      4'd2: read_entry_0_key_slot = registers_2_key_slot;
      4'd3: read_entry_0_key_slot = registers_3_key_slot;
      4'd4: read_entry_0_key_slot = registers_4_key_slot;
      4'd5: read_entry_0_key_slot = registers_5_key_slot;
      4'd6: read_entry_0_key_slot = registers_6_key_slot;
      4'd7: read_entry_0_key_slot = registers_7_key_slot;
      4'd8: read_entry_0_key_slot = registers_8_key_slot;
      4'd9: read_entry_0_key_slot = registers_9_key_slot;
      4'd10: read_entry_0_key_slot = registers_10_key_slot;
      4'd11: read_entry_0_key_slot = registers_11_key_slot;
      4'd12: read_entry_0_key_slot = registers_12_key_slot;
      4'd13: read_entry_0_key_slot = registers_13_key_slot;
      4'd14: read_entry_0_key_slot = registers_14_key_slot;
      default: read_entry_0_key_slot = registers_15_key_slot;
    endcase
  end

  always @* begin
    case (read_index_0)
      4'd0: read_entry_0_nonce = registers_0_nonce;
      4'd1: read_entry_0_nonce = registers_1_nonce;
      4'd2: read_entry_0_nonce = registers_2_nonce;
      4'd3: read_entry_0_nonce = registers_3_nonce;
      4'd4: read_entry_0_nonce = registers_4_nonce;
      4'd5: read_entry_0_nonce = registers_5_nonce;
      4'd6: read_entry_0_nonce = registers_6_nonce;
      4'd7: read_entry_0_nonce = registers_7_nonce;
      4'd8: read_entry_0_nonce = registers_8_nonce;
      4'd9: read_entry_0_nonce = registers_9_nonce;
      4'd10: read_entry_0_nonce = registers_10_nonce;
      4'd11: read_entry_0_nonce = registers_11_nonce;
      4'd12: read_entry_0_nonce = registers_12_nonce;
      4'd13: read_entry_0_nonce = registers_13_nonce;
      4'd14: read_entry_0_nonce = registers_14_nonce;
      default: read_entry_0_nonce = registers_15_nonce;
    endcase
  end

  always @* begin
    case (read_index_0)
      4'd0: read_entry_0_read = registers_0_read;
      4'd1: read_entry_0_read = registers_1_read;
      4'd2: read_entry_0_read = registers_2_read;
      4'd3: read_entry_0_read = registers_3_read;
      4'd4: read_entry_0_read = registers_4_read;
      4'd5: read_entry_0_read = registers_5_read;
      4'd6: read_entry_0_read = registers_6_read;
      4'd7: read_entry_0_read = registers_7_read;
      4'd8: read_entry_0_read = registers_8_read;
      4'd9: read_entry_0_read = registers_9_read;
      4'd10: read_entry_0_read = registers_10_read;
      4'd11: read_entry_0_read = registers_11_read;
      4'd12: read_entry_0_read = registers_12_read;
      4'd13: read_entry_0_read = registers_13_read;
      4'd14: read_entry_0_read = registers_14_read;
      default: read_entry_0_read = registers_15_read;
    endcase
  end

  always @* begin
    case (read_index_0)
      4'd0: read_entry_0_write = registers_0_write;
      4'd1: read_entry_0_write = registers_1_write;
      4'd2: read_entry_0_write = registers_2_write;
      4'd3: read_entry_0_write = registers_3_write;
      4'd4: read_entry_0_write = registers_4_write;
      4'd5: read_entry_0_write = registers_5_write;
      4'd6: read_entry_0_write = registers_6_write;
      4'd7: read_entry_0_write = registers_7_write;
      4'd8: read_entry_0_write = registers_8_write;
      4'd9: read_entry_0_write = registers_9_write;
      4'd10: read_entry_0_write = registers_10_write;
      4'd11: read_entry_0_write = registers_11_write;
      4'd12: read_entry_0_write = registers_12_write;
      4'd13: read_entry_0_write = registers_13_write;
      4'd14: read_entry_0_write = registers_14_write;
      default: read_entry_0_write = registers_15_write;
    endcase
  end

  always @* begin
    case (read_index_0)
      4'd0: read_entry_0_execute = registers_0_execute;
      4'd1: read_entry_0_execute = registers_1_execute;
      4'd2: read_entry_0_execute = registers_2_execute;
      4'd3: read_entry_0_execute = registers_3_execute;
      4'd4: read_entry_0_execute = registers_4_execute;
      4'd5: read_entry_0_execute = registers_5_execute;
      4'd6: read_entry_0_execute = registers_6_execute;
      4'd7: read_entry_0_execute = registers_7_execute;
      4'd8: read_entry_0_execute = registers_8_execute;
      4'd9: read_entry_0_execute = registers_9_execute;
      4'd10: read_entry_0_execute = registers_10_execute;
      4'd11: read_entry_0_execute = registers_11_execute;
      4'd12: read_entry_0_execute = registers_12_execute;
      4'd13: read_entry_0_execute = registers_13_execute;
      4'd14: read_entry_0_execute = registers_14_execute;
      default: read_entry_0_execute = registers_15_execute;
    endcase
  end

  always @* begin
    case (read_index_0)
      4'd0: read_entry_0_default_key = registers_0_default_key;
      4'd1: read_entry_0_default_key = registers_1_default_key;
      4'd2: read_entry_0_default_key = registers_2_default_key;
      4'd3: read_entry_0_default_key = registers_3_default_key;
      4'd4: read_entry_0_default_key = registers_4_default_key;
      4'd5: read_entry_0_default_key = registers_5_default_key;
      4'd6: read_entry_0_default_key = registers_6_default_key;
      4'd7: read_entry_0_default_key = registers_7_default_key;
      4'd8: read_entry_0_default_key = registers_8_default_key;
      4'd9: read_entry_0_default_key = registers_9_default_key;
      4'd10: read_entry_0_default_key = registers_10_default_key;
      4'd11: read_entry_0_default_key = registers_11_default_key;
      4'd12: read_entry_0_default_key = registers_12_default_key;
      4'd13: read_entry_0_default_key = registers_13_default_key;
      4'd14: read_entry_0_default_key = registers_14_default_key;
      default: read_entry_0_default_key = registers_15_default_key;
    endcase
  end

  always @* begin
    case (read_index_0)
      4'd0: read_entry_0_plain_access = registers_0_plain_access;
      4'd1: read_entry_0_plain_access = registers_1_plain_access;
      4'd2: read_entry_0_plain_access = registers_2_plain_access;
      4'd3: read_entry_0_plain_access = registers_3_plain_access;
      4'd4: read_entry_0_plain_access = registers_4_plain_access;
      4'd5: read_entry_0_plain_access = registers_5_plain_access;
      4'd6: read_entry_0_plain_access = registers_6_plain_access;
      4'd7: read_entry_0_plain_access = registers_7_plain_access;
      4'd8: read_entry_0_plain_access = registers_8_plain_access;
      4'd9: read_entry_0_plain_access = registers_9_plain_access;
      4'd10: read_entry_0_plain_access = registers_10_plain_access;
      4'd11: read_entry_0_plain_access = registers_11_plain_access;
      4'd12: read_entry_0_plain_access = registers_12_plain_access;
      4'd13: read_entry_0_plain_access = registers_13_plain_access;
      4'd14: read_entry_0_plain_access = registers_14_plain_access;
      default: read_entry_0_plain_access = registers_15_plain_access;
    endcase
  end

  always @* begin
    case (read_index_0)
      4'd0: read_entry_0_shared = registers_0_shared;
      4'd1: read_entry_0_shared = registers_1_shared;
      4'd2: read_entry_0_shared = registers_2_shared;
      4'd3: read_entry_0_shared = registers_3_shared;
      4'd4: read_entry_0_shared = registers_4_shared;
      4'd5: read_entry_0_shared = registers_5_shared;
      4'd6: read_entry_0_shared = registers_6_shared;
      4'd7: read_entry_0_shared = registers_7_shared;
      4'd8: read_entry_0_shared = registers_8_shared;
      4'd9: read_entry_0_shared = registers_9_shared;
      4'd10: read_entry_0_shared = registers_10_shared;
      4'd11: read_entry_0_shared = registers_11_shared;
      4'd12: read_entry_0_shared = registers_12_shared;
      4'd13: read_entry_0_shared = registers_13_shared;
      4'd14: read_entry_0_shared = registers_14_shared;
      default: read_entry_0_shared = registers_15_shared;
    endcase
  end

  always @* begin
    case (read_index_0)
      4'd0: read_entry_0_stack = registers_0_stack;
      4'd1: read_entry_0_stack = registers_1_stack;
      4'd2: read_entry_0_stack = registers_2_stack;
      4'd3: read_entry_0_stack = registers_3_stack;
      4'd4: read_entry_0_stack = registers_4_stack;
      4'd5: read_entry_0_stack = registers_5_stack;
      4'd6: read_entry_0_stack = registers_6_stack;
      4'd7: read_entry_0_stack = registers_7_stack;
      4'd8: read_entry_0_stack = registers_8_stack;
      4'd9: read_entry_0_stack = registers_9_stack;
      4'd10: read_entry_0_stack = registers_10_stack;
      4'd11: read_entry_0_stack = registers_11_stack;
      4'd12: read_entry_0_stack = registers_12_stack;
      4'd13: read_entry_0_stack = registers_13_stack;
      4'd14: read_entry_0_stack = registers_14_stack;
      default: read_entry_0_stack = registers_15_stack;
    endcase
  end

  always @* begin
    case (read_index_1)
      4'd0: read_valid_1 = valid_0;
      4'd1: read_valid_1 = valid_1;
      4'd2: read_valid_1 = valid_2;
      4'd3: read_valid_1 = valid_3;
      4'd4: read_valid_1 = valid_4;
      4'd5: read_valid_1 = valid_5;
      4'd6: read_valid_1 = valid_6;
      4'd7: read_valid_1 = valid_7;
      4'd8: read_valid_1 = valid_8;
      4'd9: read_valid_1 = valid_9;
      4'd10: read_valid_1 = valid_10;
      4'd11: read_valid_1 = valid_11;
      4'd12: read_valid_1 = valid_12;
      4'd13: read_valid_1 = valid_13;
      4'd14: read_valid_1 = valid_14;
      default: read_valid_1 = valid_15;
    endcase
  end

  always @* begin
    case (read_index_1)
      4'd0: read_entry_1_domain = registers_0_domain;
      4'd1: read_entry_1_domain = registers_1_domain;
      4'd2: read_entry_1_domain = registers_2_domain;
      4'd3: read_entry_1_domain = registers_3_domain;
      4'd4: read_entry_1_domain = registers_4_domain;
      4'd5: read_entry_1_domain = registers_5_domain;
      4'd6: read_entry_1_domain = registers_6_domain;
      4'd7: read_entry_1_domain = registers_7_domain;
      4'd8: read_entry_1_domain = registers_8_domain;
      4'd9: read_entry_1_domain = registers_9_domain;
      4'd10: read_entry_1_domain = registers_10_domain;
      4'd11: read_entry_1_domain = registers_11_domain;
      4'd12: read_entry_1_domain = registers_12_domain;
      4'd13: read_entry_1_domain = registers_13_domain;
      4'd14: read_entry_1_domain = registers_14_domain;
      default: read_entry_1_domain = registers_15_domain;
    endcase
  end

  always @* begin
    case (read_index_1)
      4'd0: read_entry_1_segment = registers_0_segment;
      4'd1: read_entry_1_segment = registers_1_segment;
      4'd2: read_entry_1_segment = registers_2_segment;
      4'd3: read_entry_1_segment = registers_3_segment;
      4'd4: read_entry_1_segment = registers_4_segment;
      4'd5: read_entry_1_segment = registers_5_segment;
      4'd6: read_entry_1_segment = registers_6_segment;
      4'd7: read_entry_1_segment = registers_7_segment;
      4'd8: read_entry_1_segment = registers_8_segment;
      4'd9: read_entry_1_segment = registers_9_segment;
      4'd10: read_entry_1_segment = registers_10_segment;
      4'd11: read_entry_1_segment = registers_11_segment;
      4'd12: read_entry_1_segment = registers_12_segment;
      4'd13: read_entry_1_segment = registers_13_segment;
      4'd14: read_entry_1_segment = registers_14_segment;
      default: read_entry_1_segment = registers_15_segment;
    endcase
  end

  always @* begin
    case (read_index_1)
      4'd0: read_entry_1_base_line = registers_0_base_line;
      4'd1: read_entry_1_base_line = registers_1_base_line;
      4'd2: read_entry_1_base_line = registers_2_base_line;
      4'd3: read_entry_1_base_line = registers_3_base_line;
      4'd4: read_entry_1_base_line = registers_4_base_line;
      4'd5: read_entry_1_base_line = registers_5_base_line;
      4'd6: read_entry_1_base_line = registers_6_base_line;
      4'd7: read_entry_1_base_line = registers_7_base_line;
      4'd8: read_entry_1_base_line = registers_8_base_line;
      4'd9: read_entry_1_base_line = registers_9_base_line;
      4'd10: read_entry_1_base_line = registers_10_base_line;
      4'd11: read_entry_1_base_line = registers_11_base_line;
      4'd12: read_entry_1_base_line = registers_12_base_line;
      4'd13: read_entry_1_base_line = registers_13_base_line;
      4'd14: read_entry_1_base_line = registers_14_base_line;
      default: read_entry_1_base_line = registers_15_base_line;
    endcase
  end

  always @* begin
    case (read_index_1)
      4'd0: read_entry_1_limit_line = registers_0_limit_line;
      4'd1: read_entry_1_limit_line = registers_1_limit_line;
      4'd2: read_entry_1_limit_line = registers_2_limit_line;
      4'd3: read_entry_1_limit_line = registers_3_limit_line;
      4'd4: read_entry_1_limit_line = registers_4_limit_line;
      4'd5: read_entry_1_limit_line = registers_5_limit_line;
      4'd6: read_entry_1_limit_line = registers_6_limit_line;
      4'd7: read_entry_1_limit_line = registers_7_limit_line;
      4'd8: read_entry_1_limit_line = registers_8_limit_line;
      4'd9: read_entry_1_limit_line = registers_9_limit_line;
      4'd10: read_entry_1_limit_line = registers_10_limit_line;
      4'd11: read_entry_1_limit_line = registers_11_limit_line;
      4'd12: read_entry_1_limit_line = registers_12_limit_line;
      4'd13: read_entry_1_limit_line = registers_13_limit_line;
      4'd14: read_entry_1_limit_line = registers_14_limit_line;
      default: read_entry_1_limit_line = registers_15_limit_line;
    endcase
  end

  always @* begin
    case (read_index_1)
      4'd0: read_entry_1_algorithm = registers_0_algorithm;
      4'd1: read_entry_1_algorithm = registers_1_algorithm;
      4'd2: read_entry_1_algorithm = registers_2_algorithm;
      4'd3: read_entry_1_algorithm = registers_3_algorithm;
      4'd4: read_entry_1_algorithm = registers_4_algorithm;
      4'd5: read_entry_1_algorithm = registers_5_algorithm;
      4'd6: read_entry_1_algorithm = registers_6_algorithm;
      4'd7: read_entry_1_algorithm = registers_7_algorithm;
      4'd8: read_entry_1_algorithm = registers_8_algorithm;
      4'd9: read_entry_1_algorithm = registers_9_algorithm;
      4'd10: read_entry_1_algorithm = registers_10_algorithm;
      4'd11: read_entry_1_algorithm = registers_11_algorithm;
      4'd12: read_entry_1_algorithm = registers_12_algorithm;
      4'd13: read_entry_1_algorithm = registers_13_algorithm;
      4'd14: read_entry_1_algorithm = registers_14_algorithm;
      default: read_entry_1_algorithm = registers_15_algorithm;
    endcase
  end

  always @* begin
    case (read_index_1)
      4'd0: read_entry_1_key_slot = registers_0_key_slot;
      4'd1: read_entry_1_key_slot = registers_1_key_slot;
      4'd2: read_entry_1_key_slot = registers_2_key_slot;
      4'd3: read_entry_1_key_slot = registers_3_key_slot;
      4'd4: read_entry_1_key_slot = registers_4_key_slot;
      4'd5: read_entry_1_key_slot = registers_5_key_slot;
      4'd6: read_entry_1_key_slot = registers_6_key_slot;
      4'd7: read_entry_1_key_slot = registers_7_key_slot;
      4'd8: read_entry_1_key_slot = registers_8_key_slot;
      4'd9: read_entry_1_key_slot = registers_9_key_slot;
      4'd10: read_entry_1_key_slot = registers_10_key_slot;
      4'd11: read_entry_1_key_slot = registers_11_key_slot;
      4'd12: read_entry_1_key_slot = registers_12_key_slot;
      4'd13: read_entry_1_key_slot = registers_13_key_slot;
      4'd14: read_entry_1_key_slot = registers_14_key_slot;
      default: read_entry_1_key_slot = registers_15_key_slot;
    endcase
  end

  always @* begin
    case (read_index_1)
      4'd0: read_entry_1_nonce = registers_0_nonce;
      4'd1: read_entry_1_nonce = registers_1_nonce;
      4'd2: read_entry_1_nonce = registers_2_nonce;
      4'd3: read_entry_1_nonce = registers_3_nonce;
      4'd4: read_entry_1_nonce = registers_4_nonce;
      4'd5: read_entry_1_nonce = registers_5_nonce;
      4'd6: read_entry_1_nonce = registers_6_nonce;
      4'd7: read_entry_1_nonce = registers_7_nonce;
      4'd8: read_entry_1_nonce = registers_8_nonce;
      4'd9: read_entry_1_nonce = registers_9_nonce;
      4'd10: read_entry_1_nonce = registers_10_nonce;
      4'd11: read_entry_1_nonce = registers_11_nonce;
      4'd12: read_entry_1_nonce = registers_12_nonce;
      4'd13: read_entry_1_nonce = registers_13_nonce;
      4'd14: read_entry_1_nonce = registers_14_nonce;
      default: read_entry_1_nonce = registers_15_nonce;
    endcase
  end

  always @* begin
    case (read_index_1)
      4'd0: read_entry_1_read = registers_0_read;
      4'd1: read_entry_1_read = registers_1_read;
      4'd2: read_entry_1_read = registers_2_read;
      4'd3: read_entry_1_read = registers_3_read;
      4'd4: read_entry_1_read = registers_4_read;
      4'd5: read_entry_1_read = registers_5_read;
      4'd6: read_entry_1_read = registers_6_read;
      4'd7: read_entry_1_read = registers_7_read;
      4'd8: read_entry_1_read = registers_8_read;
      4'd9: read_entry_1_read = registers_9_read;
      4'd10: read_entry_1_read = registers_10_read;
      4'd11: read_entry_1_read = registers_11_read;
      4'd12: read_entry_1_read = registers_12_read;
      4'd13: read_entry_1_read = registers_13_read;
      4'd14: read_entry_1_read = registers_14_read;
      default: read_entry_1_read = registers_15_read;
    endcase
  end

  always @* begin
    case (read_index_1)
      4'd0: read_entry_1_write = registers_0_write;
      4'd1: read_entry_1_write = registers_1_write;
      4'd2: read_entry_1_write = registers_2_write;
      4'd3: read_entry_1_write = registers_3_write;
      4'd4: read_entry_1_write = registers_4_write;
      4'd5: read_entry_1_write = registers_5_write;
      4'd6: read_entry_1_write = registers_6_write;
      4'd7: read_entry_1_write = registers_7_write;
      4'd8: read_entry_1_write = registers_8_write;
      4'd9: read_entry_1_write = registers_9_write;
      4'd10: read_entry_1_write = registers_10_write;
      4'd11: read_entry_1_write = registers_11_write;
      4'd12: read_entry_1_write = registers_12_write;
      4'd13: read_entry_1_write = registers_13_write;
      4'd14: read_entry_1_write = registers_14_write;
      default: read_entry_1_write = registers_15_write;
    endcase
  end

  always @* begin
    case (read_index_1)
      4'd0: read_entry_1_execute = registers_0_execute;
      4'd1: read_entry_1_execute = registers_1_execute;
      4'd2: read_entry_1_execute = registers_2_execute;
      4'd3: read_entry_1_execute = registers_3_execute;
      4'd4: read_entry_1_execute = registers_4_execute;
      4'd5: read_entry_1_execute = registers_5_execute;
      4'd6: read_entry_1_execute = registers_6_execute;
      4'd7: read_entry_1_execute = registers_7_execute;
      4'd8: read_entry_1_execute = registers_8_execute;
      4'd9: read_entry_1_execute = registers_9_execute;
      4'd10: read_entry_1_execute = registers_10_execute;
      4'd11: read_entry_1_execute = registers_11_execute;
      4'd12: read_entry_1_execute = registers_12_execute;
      4'd13: read_entry_1_execute = registers_13_execute;
      4'd14: read_entry_1_execute = registers_14_execute;
      default: read_entry_1_execute = registers_15_execute;
    endcase
  end

  always @* begin
    case (read_index_1)
      4'd0: read_entry_1_default_key = registers_0_default_key;
      4'd1: read_entry_1_default_key = registers_1_default_key;
      4'd2: read_entry_1_default_key = registers_2_default_key;
      4'd3: read_entry_1_default_key = registers_3_default_key;
      4'd4: read_entry_1_default_key = registers_4_default_key;
      4'd5: read_entry_1_default_key = registers_5_default_key;
      4'd6: read_entry_1_default_key = registers_6_default_key;
      4'd7: read_entry_1_default_key = registers_7_default_key;
      4'd8: read_entry_1_default_key = registers_8_default_key;
      4'd9: read_entry_1_default_key = registers_9_default_key;
      4'd10: read_entry_1_default_key = registers_10_default_key;
      4'd11: read_entry_1_default_key = registers_11_default_key;
      4'd12: read_entry_1_default_key = registers_12_default_key;
      4'd13: read_entry_1_default_key = registers_13_default_key;
      4'd14: read_entry_1_default_key = registers_14_default_key;
      default: read_entry_1_default_key = registers_15_default_key;
    endcase
  end

  always @* begin
    case (read_index_1)
      4'd0: read_entry_1_plain_access = registers_0_plain_access;
      4'd1: read_entry_1_plain_access = registers_1_plain_access;
      4'd2: read_entry_1_plain_access = registers_2_plain_access;
      4'd3: read_entry_1_plain_access = registers_3_plain_access;
      4'd4: read_entry_1_plain_access = registers_4_plain_access;
      4'd5: read_entry_1_plain_access = registers_5_plain_access;
      4'd6: read_entry_1_plain_access = registers_6_plain_access;
      4'd7: read_entry_1_plain_access = registers_7_plain_access;
      4'd8: read_entry_1_plain_access = registers_8_plain_access;
      4'd9: read_entry_1_plain_access = registers_9_plain_access;
      4'd10: read_entry_1_plain_access = registers_10_plain_access;
      4'd11: read_entry_1_plain_access = registers_11_plain_access;
      4'd12: read_entry_1_plain_access = registers_12_plain_access;
      4'd13: read_entry_1_plain_access = registers_13_plain_access;
      4'd14: read_entry_1_plain_access = registers_14_plain_access;
      default: read_entry_1_plain_access = registers_15_plain_access;
    endcase
  end

  always @* begin
    case (read_index_1)
      4'd0: read_entry_1_shared = registers_0_shared;
      4'd1: read_entry_1_shared = registers_1_shared;
      4'd2: read_entry_1_shared = registers_2_shared;
      4'd3: read_entry_1_shared = registers_3_shared;
      4'd4: read_entry_1_shared = registers_4_shared;
      4'd5: read_entry_1_shared = registers_5_shared;
      4'd6: read_entry_1_shared = registers_6_shared;
      4'd7: read_entry_1_shared = registers_7_shared;
      4'd8: read_entry_1_shared = registers_8_shared;
      4'd9: read_entry_1_shared = registers_9_shared;
      4'd10: read_entry_1_shared = registers_10_shared;
      4'd11: read_entry_1_shared = registers_11_shared;
      4'd12: read_entry_1_shared = registers_12_shared;
      4'd13: read_entry_1_shared = registers_13_shared;
      4'd14: read_entry_1_shared = registers_14_shared;
      default: read_entry_1_shared = registers_15_shared;
    endcase
  end

  always @* begin
    case (read_index_1)
      4'd0: read_entry_1_stack = registers_0_stack;
      4'd1: read_entry_1_stack = registers_1_stack;
      4'd2: read_entry_1_stack = registers_2_stack;
      4'd3: read_entry_1_stack = registers_3_stack;
      4'd4: read_entry_1_stack = registers_4_stack;
      4'd5: read_entry_1_stack = registers_5_stack;
      4'd6: read_entry_1_stack = registers_6_stack;
      4'd7: read_entry_1_stack = registers_7_stack;
      4'd8: read_entry_1_stack = registers_8_stack;
      4'd9: read_entry_1_stack = registers_9_stack;
      4'd10: read_entry_1_stack = registers_10_stack;
      4'd11: read_entry_1_stack = registers_11_stack;
      4'd12: read_entry_1_stack = registers_12_stack;
      4'd13: read_entry_1_stack = registers_13_stack;
      4'd14: read_entry_1_stack = registers_14_stack;
      default: read_entry_1_stack = registers_15_stack;
    endcase
  end

  always @* begin
    case (read_index_2)
      4'd0: read_valid_2 = valid_0;
      4'd1: read_valid_2 = valid_1;
      4'd2: read_valid_2 = valid_2;
      4'd3: read_valid_2 = valid_3;
      4'd4: read_valid_2 = valid_4;
      4'd5: read_valid_2 = valid_5;
      4'd6: read_valid_2 = valid_6;
      4'd7: read_valid_2 = valid_7;
      4'd8: read_valid_2 = valid_8;
      4'd9: read_valid_2 = valid_9;
      4'd10: read_valid_2 = valid_10;
      4'd11: read_valid_2 = valid_11;
      4'd12: read_valid_2 = valid_12;
      4'd13: read_valid_2 = valid_13;
      4'd14: read_valid_2 = valid_14;
      default: read_valid_2 = valid_15;
    endcase
  end

  always @* begin
    case (read_index_2)
      4'd0: read_entry_2_domain = registers_0_domain;
      4'd1: read_entry_2_domain = registers_1_domain;
      4'd2: read_entry_2_domain = registers_2_domain;
      4'd3: read_entry_2_domain = registers_3_domain;
      4'd4: read_entry_2_domain = registers_4_domain;
      4'd5: read_entry_2_domain = registers_5_domain;
      4'd6: read_entry_2_domain = registers_6_domain;
      4'd7: read_entry_2_domain = registers_7_domain;
      4'd8: read_entry_2_domain = registers_8_domain;
      4'd9: read_entry_2_domain = registers_9_domain;
      4'd10: read_entry_2_domain = registers_10_domain;
      4'd11: read_entry_2_domain = registers_11_domain;
      4'd12: read_entry_2_domain = registers_12_domain;
      4'd13: read_entry_2_domain = registers_13_domain;
      4'd14: read_entry_2_domain = registers_14_domain;
      default: read_entry_2_domain = registers_15_domain;
    endcase
  end

  always @* begin
    case (read_index_2)
      4'd0: read_entry_2_segment = registers_0_segment;
      4'd1: read_entry_2_segment = registers_1_segment;
      4'd2: read_entry_2_segment = registers_2_segment;
      4'd3: read_entry_2_segment = registers_3_segment;
      4'd4: read_entry_2_segment = registers_4_segment;
      4'd5: read_entry_2_segment = registers_5_segment;
      4'd6: read_entry_2_segment = registers_6_segment;
      4'd7: read_entry_2_segment = registers_7_segment;
      4'd8: read_entry_2_segment = registers_8_segment;
      4'd9: read_entry_2_segment = registers_9_segment;
      4'd10: read_entry_2_segment = registers_10_segment;
      4'd11: read_entry_2_segment = registers_11_segment;
      4'd12: read_entry_2_segment = registers_12_segment;
      4'd13: read_entry_2_segment = registers_13_segment;
      4'd14: read_entry_2_segment = registers_14_segment;
      default: read_entry_2_segment = registers_15_segment;
    endcase
  end

  always @* begin
    case (read_index_2)
      4'd0: read_entry_2_base_line = registers_0_base_line;
      4'd1: read_entry_2_base_line = registers_1_base_line;
      4'd2: read_entry_2_base_line = registers_2_base_line;
      4'd3: read_entry_2_base_line = registers_3_base_line;
      4'd4: read_entry_2_base_line = registers_4_base_line;
      4'd5: read_entry_2_base_line = registers_5_base_line;
      4'd6: read_entry_2_base_line = registers_6_base_line;
      4'd7: read_entry_2_base_line = registers_7_base_line;
      4'd8: read_entry_2_base_line = registers_8_base_line;
      4'd9: read_entry_2_base_line = registers_9_base_line;
      4'd10: read_entry_2_base_line = registers_10_base_line;
      4'd11: read_entry_2_base_line = registers_11_base_line;
      4'd12: read_entry_2_base_line = registers_12_base_line;
      4'd13: read_entry_2_base_line = registers_13_base_line;
      4'd14: read_entry_2_base_line = registers_14_base_line;
      default: read_entry_2_base_line = registers_15_base_line;
    endcase
  end

  always @* begin
    case (read_index_2)
      4'd0: read_entry_2_limit_line = registers_0_limit_line;
      4'd1: read_entry_2_limit_line = registers_1_limit_line;
      4'd2: read_entry_2_limit_line = registers_2_limit_line;
      4'd3: read_entry_2_limit_line = registers_3_limit_line;
      4'd4: read_entry_2_limit_line = registers_4_limit_line;
      4'd5: read_entry_2_limit_line = registers_5_limit_line;
      4'd6: read_entry_2_limit_line = registers_6_limit_line;
      4'd7: read_entry_2_limit_line = registers_7_limit_line;
      4'd8: read_entry_2_limit_line = registers_8_limit_line;
      4'd9: read_entry_2_limit_line = registers_9_limit_line;
      4'd10: read_entry_2_limit_line = registers_10_limit_line;
      4'd11: read_entry_2_limit_line = registers_11_limit_line;
      4'd12: read_entry_2_limit_line = registers_12_limit_line;
      4'd13: read_entry_2_limit_line = registers_13_limit_line;
      4'd14: read_entry_2_limit_line = registers_14_limit_line;
      default: read_entry_2_limit_line = registers_15_limit_line;
    endcase
  end

  always @* begin
    case (read_index_2)
      4'd0: read_entry_2_algorithm = registers_0_algorithm;
      4'd1: read_entry_2_algorithm = registers_1_algorithm;
      4'd2: read_entry_2_algorithm = registers_2_algorithm;
      4'd3: read_entry_2_algorithm = registers_3_algorithm;
      4'd4: read_entry_2_algorithm = registers_4_algorithm;
      4'd5: read_entry_2_algorithm = registers_5_algorithm;
      4'd6: read_entry_2_algorithm = registers_6_algorithm;
      4'd7: read_entry_2_algorithm = registers_7_algorithm;
      4'd8: read_entry_2_algorithm = registers_8_algorithm;
      4'd9: read_entry_2_algorithm = registers_9_algorithm;
      4'd10: read_entry_2_algorithm = registers_10_algorithm;
      4'd11: read_entry_2_algorithm = registers_11_algorithm;
      4'd12: read_entry_2_algorithm = registers_12_algorithm;
      4'd13: read_entry_2_algorithm = registers_13_algorithm;
      4'd14: read_entry_2_algorithm = registers_14_algorithm;
      default: read_entry_2_algorithm = registers_15_algorithm;
    endcase
  end

  always @* begin
    case (read_index_2)
      4'd0: read_entry_2_key_slot = registers_0_key_slot;
      4'd1: read_entry_2_key_slot = registers_1_key_slot;
      4'd2: read_entry_2_key_slot = registers_2_key_slot;
      4'd3: read_entry_2_key_slot = registers_3_key_slot;
      4'd4: read_entry_2_key_slot = registers_4_key_slot;
      4'd5: read_entry_2_key_slot = registers_5_key_slot;
      4'd6: read_entry_2_key_slot = registers_6_key_slot;
      4'd7: read_entry_2_key_slot = registers_7_key_slot;
      4'd8: read_entry_2_key_slot = registers_8_key_slot;
      4'd9: read_entry_2_key_slot = registers_9_key_slot;
      4'd10: read_entry_2_key_slot = registers_10_key_slot;
      4'd11: read_entry_2_key_slot = registers_11_key_slot;
      4'd12: read_entry_2_key_slot = registers_12_key_slot;
      4'd13: read_entry_2_key_slot = registers_13_key_slot;
      4'd14: read_entry_2_key_slot = registers_14_key_slot;
      default: read_entry_2_key_slot = registers_15_key_slot;
    endcase
  end

  always @* begin
    case (read_index_2)
      4'd0: read_entry_2_nonce = registers_0_nonce;
      4'd1: read_entry_2_nonce = registers_1_nonce;
      4'd2: read_entry_2_nonce = registers_2_nonce;
      4'd3: read_entry_2_nonce = registers_3_nonce;
      4'd4: read_entry_2_nonce = registers_4_nonce;
      4'd5: read_entry_2_nonce = registers_5_nonce;
      4'd6: read_entry_2_nonce = registers_6_nonce;
      4'd7: read_entry_2_nonce = registers_7_nonce;
      4'd8: read_entry_2_nonce = registers_8_nonce;
      4'd9: read_entry_2_nonce = registers_9_nonce;
      4'd10: read_entry_2_nonce = registers_10_nonce;
      4'd11: read_entry_2_nonce = registers_11_nonce;
      4'd12: read_entry_2_nonce = registers_12_nonce;
      4'd13: read_entry_2_nonce = registers_13_nonce;
      4'd14: read_entry_2_nonce = registers_14_nonce;
      default: read_entry_2_nonce = registers_15_nonce;
    endcase
  end

  always @* begin
    case (read_index_2)
      4'd0: read_entry_2_read = registers_0_read;
      4'd1: read_entry_2_read = registers_1_read;
      4'd2: read_entry_2_read = registers_2_read;
      4'd3: read_entry_2_read = registers_3_read;
      4'd4: read_entry_2_read = registers_4_read;
      4'd5: read_entry_2_read = registers_5_read;
      4'd6: read_entry_2_read = registers_6_read;
      4'd7: read_entry_2_read = registers_7_read;
      4'd8: read_entry_2_read = registers_8_read;
      4'd9: read_entry_2_read = registers_9_read;
      4'd10: read_entry_2_read = registers_10_read;
      4'd11: read_entry_2_read = registers_11_read;
      4'd12: read_entry_2_read = registers_12_read;
      4'd13: read_entry_2_read = registers_13_read;
      4'd14: read_entry_2_read = registers_14_read;
      default: read_entry_2_read = registers_15_read;
    endcase
  end

  always @* begin
    case (read_index_2)
      4'd0: read_entry_2_write = registers_0_write;
      4'd1: read_entry_2_write = registers_1_write;
      4'd2: read_entry_2_write = registers_2_write;
      4'd3: read_entry_2_write = registers_3_write;
      4'd4: read_entry_2_write = registers_4_write;
      4'd5: read_entry_2_write = registers_5_write;
      4'd6: read_entry_2_write = registers_6_write;
      4'd7: read_entry_2_write = registers_7_write;
      4'd8: read_entry_2_write = registers_8_write;
      4'd9: read_entry_2_write = registers_9_write;
      4'd10: read_entry_2_write = registers_10_write;
      4'd11: read_entry_2_write = registers_11_write;
      4'd12: read_entry_2_write = registers_12_write;
      4'd13: read_entry_2_write = registers_13_write;
      4'd14: read_entry_2_write = registers_14_write;
      default: read_entry_2_write = registers_15_write;
    endcase
  end

  always @* begin
    case (read_index_2)
      4'd0: read_entry_2_execute = registers_0_execute;
      4'd1: read_entry_2_execute = registers_1_execute;
      4'd2: read_entry_2_execute = registers_2_execute;
      4'd3: read_entry_2_execute = registers_3_execute;
      4'd4: read_entry_2_execute = registers_4_execute;
      4'd5: read_entry_2_execute = registers_5_execute;
      4'd6: read_entry_2_execute = registers_6_execute;
      4'd7: read_entry_2_execute = registers_7_execute;
      4'd8: read_entry_2_execute = registers_8_execute;
      4'd9: read_entry_2_execute = registers_9_execute;
      4'd10: read_entry_2_execute = registers_10_execute;
      4'd11: read_entry_2_execute = registers_11_execute;
      4'd12: read_entry_2_execute = registers_12_execute;
      4'd13: read_entry_2_execute = registers_13_execute;
      4'd14: read_entry_2_execute = registers_14_execute;
      default: read_entry_2_execute = registers_15_execute;
    endcase
  end

  always @* begin
    case (read_index_2)
      4'd0: read_entry_2_default_key = registers_0_default_key;
      4'd1: read_entry_2_default_key = registers_1_default_key;
      4'd2: read_entry_2_default_key = registers_2_default_key;
      4'd3: read_entry_2_default_key = registers_3_default_key;
      4'd4: read_entry_2_default_key = registers_4_default_key;
      4'd5: read_entry_2_default_key = registers_5_default_key;
      4'd6: read_entry_2_default_key = registers_6_default_key;
      4'd7: read_entry_2_default_key = registers_7_default_key;
      4'd8: read_entry_2_default_key = registers_8_default_key;
      4'd9: read_entry_2_default_key = registers_9_default_key;
      4'd10: read_entry_2_default_key = registers_10_default_key;
      4'd11: read_entry_2_default_key = registers_11_default_key;
      4'd12: read_entry_2_default_key = registers_12_default_key;
      4'd13: read_entry_2_default_key = registers_13_default_key;
      4'd14: read_entry_2_default_key = registers_14_default_key;
      default: read_entry_2_default_key = registers_15_default_key;
    endcase
  end

  always @* begin
    case (read_index_2)
      4'd0: read_entry_2_plain_access = registers_0_plain_access;
      4'd1: read_entry_2_plain_access = registers_1_plain_access;
      4'd2: read_entry_2_plain_access = registers_2_plain_access;
      4'd3: read_entry_2_plain_access = registers_3_plain_access;
      4'd4: read_entry_2_plain_access = registers_4_plain_access;
      4'd5: read_entry_2_plain_access = registers_5_plain_access;
      4'd6: read_entry_2_plain_access = registers_6_plain_access;
      4'd7: read_entry_2_plain_access = registers_7_plain_access;
      4'd8: read_entry_2_plain_access = registers_8_plain_access;
      4'd9: read_entry_2_plain_access = registers_9_plain_access;
      4'd10: read_entry_2_plain_access = registers_10_plain_access;
      4'd11: read_entry_2_plain_access = registers_11_plain_access;
      4'd12: read_entry_2_plain_access = registers_12_plain_access;
      4'd13: read_entry_2_plain_access = registers_13_plain_access;
      4'd14: read_entry_2_plain_access = registers_14_plain_access;
      default: read_entry_2_plain_access = registers_15_plain_access;
    endcase
  end

  always @* begin
    case (read_index_2)
      4'd0: read_entry_2_shared = registers_0_shared;
      4'd1: read_entry_2_shared = registers_1_shared;
      4'd2: read_entry_2_shared = registers_2_shared;
      4'd3: read_entry_2_shared = registers_3_shared;
      4'd4: read_entry_2_shared = registers_4_shared;
      4'd5: read_entry_2_shared = registers_5_shared;
      4'd6: read_entry_2_shared = registers_6_shared;
      4'd7: read_entry_2_shared = registers_7_shared;
      4'd8: read_entry_2_shared = registers_8_shared;
      4'd9: read_entry_2_shared = registers_9_shared;
      4'd10: read_entry_2_shared = registers_10_shared;
      4'd11: read_entry_2_shared = registers_11_shared;
      4'd12: read_entry_2_shared = registers_12_shared;
      4'd13: read_entry_2_shared = registers_13_shared;
      4'd14: read_entry_2_shared = registers_14_shared;
      default: read_entry_2_shared = registers_15_shared;
    endcase
  end

  always @* begin
    case (read_index_2)
      4'd0: read_entry_2_stack = registers_0_stack;
      4'd1: read_entry_2_stack = registers_1_stack;
      4'd2: read_entry_2_stack = registers_2_stack;
      4'd3: read_entry_2_stack = registers_3_stack;
      4'd4: read_entry_2_stack = registers_4_stack;
      4'd5: read_entry_2_stack = registers_5_stack;
      4'd6: read_entry_2_stack = registers_6_stack;
      4'd7: read_entry_2_stack = registers_7_stack;
      4'd8: read_entry_2_stack = registers_8_stack;
      4'd9: read_entry_2_stack = registers_9_stack;
      4'd10: read_entry_2_stack = registers_10_stack;
      4'd11: read_entry_2_stack = registers_11_stack;
      4'd12: read_entry_2_stack = registers_12_stack;
      4'd13: read_entry_2_stack = registers_13_stack;
      4'd14: read_entry_2_stack = registers_14_stack;
      default: read_entry_2_stack = registers_15_stack;
    endcase
  end

  wire line_inside_0 = valid_0 & (registers_0_domain == match_domain_0) & (registers_0_base_line <= match_line_0)
      & ({1'b0, match_line_0} < registers_0_limit_line);
  wire line_ordinary_0 = line_inside_0 & !registers_0_default_key;
  wire line_inside_1 = valid_1 & (registers_1_domain == match_domain_0) & (registers_1_base_line <= match_line_0)
      & ({1'b0, match_line_0} < registers_1_limit_line);
  wire line_ordinary_1 = line_inside_1 & !registers_1_default_key;
  wire line_inside_2 = valid_2 & (registers_2_domain == match_domain_0) & (registers_2_base_line <= match_line_0)
      & ({1'b0, match_line_0} < registers_2_limit_line);
  wire line_ordinary_2 = line_inside_2 & !registers_2_default_key;
  wire line_inside_3 = valid_3 & (registers_3_domain == match_domain_0) & (registers_3_base_line <= match_line_0)
      & ({1'b0, match_line_0} < registers_3_limit_line);
  wire line_ordinary_3 = line_inside_3 & !registers_3_default_key;
  wire line_inside_4 = valid_4 & (registers_4_domain == match_domain_0) & (registers_4_base_line <= match_line_0)
      & ({1'b0, match_line_0} < registers_4_limit_line);
  wire line_ordinary_4 = line_inside_4 & !registers_4_default_key;
  wire line_inside_5 = valid_5 & (registers_5_domain == match_domain_0) & (registers_5_base_line <= match_line_0)
      & ({1'b0, match_line_0} < registers_5_limit_line);
  wire line_ordinary_5 = line_inside_5 & !registers_5_default_key;
  wire line_inside_6 = valid_6 & (registers_6_domain == match_domain_0) & (registers_6_base_line <= match_line_0)
      & ({1'b0, match_line_0} < registers_6_limit_line);
  wire line_ordinary_6 = line_inside_6 & !registers_6_default_key;
  wire line_inside_7 = valid_7 & (registers_7_domain == match_domain_0) & (registers_7_base_line <= match_line_0)
      & ({1'b0, match_line_0} < registers_7_limit_line);
  wire line_ordinary_7 = line_inside_7 & !registers_7_default_key;
  wire line_inside_8 = valid_8 & (registers_8_domain == match_domain_0) & (registers_8_base_line <= match_line_0)
      & ({1'b0, match_line_0} < registers_8_limit_line);
  wire line_ordinary_8 = line_inside_8 & !registers_8_default_key;
  wire line_inside_9 = valid_9 & (registers_9_domain == match_domain_0) & (registers_9_base_line <= match_line_0)
      & ({1'b0, match_line_0} < registers_9_limit_line);
  wire line_ordinary_9 = line_inside_9 & !registers_9_default_key;
  wire line_match_ordinary_t1 = line_ordinary_0 | line_ordinary_1 | line_ordinary_2 | line_ordinary_3 | line_ordinary_4
      | line_ordinary_5 | line_ordinary_6 | line_ordinary_7 | line_ordinary_8 | line_ordinary_9;
  wire line_inside_10 = valid_10 & (registers_10_domain == match_domain_0) & (registers_10_base_line <= match_line_0)
      & ({1'b0, match_line_0} < registers_10_limit_line);
  wire line_ordinary_10 = line_inside_10 & !registers_10_default_key;
  wire line_inside_11 = valid_11 & (registers_11_domain == match_domain_0) & (registers_11_base_line <= match_line_0)
      & ({1'b0, match_line_0} < registers_11_limit_line);
  wire line_ordinary_11 = line_inside_11 & !registers_11_default_key;
  wire line_inside_12 = valid_12 & (registers_12_domain == match_domain_0) & (registers_12_base_line <= match_line_0)
      & ({1'b0, match_line_0} < registers_12_limit_line);
  wire line_ordinary_12 = line_inside_12 & !registers_12_default_key;
  wire line_inside_13 = valid_13 & (registers_13_domain == match_domain_0) & (registers_13_base_line <= match_line_0)
      & ({1'b0, match_line_0} < registers_13_limit_line);
  wire line_ordinary_13 = line_inside_13 & !registers_13_default_key;
  wire line_inside_14 = valid_14 & (registers_14_domain == match_domain_0) & (registers_14_base_line <= match_line_0)
      & ({1'b0, match_line_0} < registers_14_limit_line);
  wire line_ordinary_14 = line_inside_14 & !registers_14_default_key;
  wire line_inside_15 = valid_15 & (registers_15_domain == match_domain_0) & (registers_15_base_line <= match_line_0)
      & ({1'b0, match_line_0} < registers_15_limit_line);
  wire line_ordinary_15 = line_inside_15 & !registers_15_default_key;
  assign line_match_ordinary = line_match_ordinary_t1 | line_ordinary_10 | line_ordinary_11 | line_ordinary_12
      | line_ordinary_13 | line_ordinary_14 | line_ordinary_15;
  assign line_match_ordinary_index = {line_ordinary_8 | line_ordinary_9 | line_ordinary_10 | line_ordinary_11
      | line_ordinary_12 | line_ordinary_13 | line_ordinary_14 | line_ordinary_15, line_ordinary_4 | line_ordinary_5
      | line_ordinary_6 | line_ordinary_7 | line_ordinary_12 | line_ordinary_13 | line_ordinary_14 | line_ordinary_15,
      line_ordinary_2 | line_ordinary_3 | line_ordinary_6 | line_ordinary_7 | line_ordinary_10 | line_ordinary_11
      | line_ordinary_14 | line_ordinary_15, line_ordinary_1 | line_ordinary_3 | line_ordinary_5 | line_ordinary_7
      | line_ordinary_9 | line_ordinary_11 | line_ordinary_13 | line_ordinary_15};
  wire line_match_read_t1 = (line_ordinary_0 & registers_0_read) | (line_ordinary_1 & registers_1_read)
      | (line_ordinary_2 & registers_2_read) | (line_ordinary_3 & registers_3_read)
      | (line_ordinary_4 & registers_4_read) | (line_ordinary_5 & registers_5_read)
      | (line_ordinary_6 & registers_6_read) | (line_ordinary_7 & registers_7_read)
      | (line_ordinary_8 & registers_8_read);
  assign line_match_read = line_match_read_t1 | (line_ordinary_9 & registers_9_read)
      | (line_ordinary_10 & registers_10_read) | (line_ordinary_11 & registers_11_read)
      | (line_ordinary_12 & registers_12_read) | (line_ordinary_13 & registers_13_read)
      | (line_ordinary_14 & registers_14_read) | (line_ordinary_15 & registers_15_read);
  wire line_match_write_t1 = (line_ordinary_0 & registers_0_write) | (line_ordinary_1 & registers_1_write)
      | (line_ordinary_2 & registers_2_write) | (line_ordinary_3 & registers_3_write)
      | (line_ordinary_4 & registers_4_write) | (line_ordinary_5 & registers_5_write)
      | (line_ordinary_6 & registers_6_write) | (line_ordinary_7 & registers_7_write)
      | (line_ordinary_8 & registers_8_write);
  assign line_match_write = line_match_write_t1 | (line_ordinary_9 & registers_9_write)
      | (line_ordinary_10 & registers_10_write) | (line_ordinary_11 & registers_11_write)
      | (line_ordinary_12 & registers_12_write) | (line_ordinary_13 & registers_13_write)
      | (line_ordinary_14 & registers_14_write) | (line_ordinary_15 & registers_15_write);
  wire line_match_execute_t1 = (line_ordinary_0 & registers_0_execute) | (line_ordinary_1 & registers_1_execute)
      | (line_ordinary_2 & registers_2_execute) | (line_ordinary_3 & registers_3_execute)
      | (line_ordinary_4 & registers_4_execute) | (line_ordinary_5 & registers_5_execute)
      | (line_ordinary_6 & registers_6_execute) | (line_ordinary_7 & registers_7_execute)
      | (line_ordinary_8 & registers_8_execute);
  assign line_match_execute = line_match_execute_t1 | (line_ordinary_9 & registers_9_execute)
      | (line_ordinary_10 & registers_10_execute) | (line_ordinary_11 & registers_11_execute)
      | (line_ordinary_12 & registers_12_execute) | (line_ordinary_13 & registers_13_execute)
      | (line_ordinary_14 & registers_14_execute) | (line_ordinary_15 & registers_15_execute);
  wire line_match_plain_access_t1 = (line_ordinary_0 & registers_0_plain_access)
      | (line_ordinary_1 & registers_1_plain_access) | (line_ordinary_2 & registers_2_plain_access)
      | (line_ordinary_3 & registers_3_plain_access) | (line_ordinary_4 & registers_4_plain_access)
      | (line_ordinary_5 & registers_5_plain_access) | (line_ordinary_6 & registers_6_plain_access)
      | (line_ordinary_7 & registers_7_plain_access) | (line_ordinary_8 & registers_8_plain_access);
  assign line_match_plain_access = line_match_plain_access_t1 | (line_ordinary_9 & registers_9_plain_access)
      | (line_ordinary_10 & registers_10_plain_access) | (line_ordinary_11 & registers_11_plain_access)
      | (line_ordinary_12 & registers_12_plain_access) | (line_ordinary_13 & registers_13_plain_access)
      | (line_ordinary_14 & registers_14_plain_access) | (line_ordinary_15 & registers_15_plain_access);
  wire line_match_ciphered_t1 = (line_ordinary_0 & (registers_0_algorithm != ALGORITHM_NONE))
      | (line_ordinary_1 & (registers_1_algorithm != ALGORITHM_NONE))
      | (line_ordinary_2 & (registers_2_algorithm != ALGORITHM_NONE))
      | (line_ordinary_3 & (registers_3_algorithm != ALGORITHM_NONE))
      | (line_ordinary_4 & (registers_4_algorithm != ALGORITHM_NONE))
      | (line_ordinary_5 & (registers_5_algorithm != ALGORITHM_NONE));
  wire line_match_ciphered_t2 = line_match_ciphered_t1 | (line_ordinary_6 & (registers_6_algorithm != ALGORITHM_NONE))
      | (line_ordinary_7 & (registers_7_algorithm != ALGORITHM_NONE))
      | (line_ordinary_8 & (registers_8_algorithm != ALGORITHM_NONE))
      | (line_ordinary_9 & (registers_9_algorithm != ALGORITHM_NONE))
      | (line_ordinary_10 & (registers_10_algorithm != ALGORITHM_NONE))
      | (line_ordinary_11 & (registers_11_algorithm != ALGORITHM_NONE));
  assign line_match_ciphered = line_match_ciphered_t2 | (line_ordinary_12 & (registers_12_algorithm != ALGORITHM_NONE))
      | (line_ordinary_13 & (registers_13_algorithm != ALGORITHM_NONE))
      | (line_ordinary_14 & (registers_14_algorithm != ALGORITHM_NONE))
      | (line_ordinary_15 & (registers_15_algorithm != ALGORITHM_NONE));
  wire line_fallback_8 = line_inside_8 & registers_8_default_key;
  wire line_fallback_9 = line_inside_9 & registers_9_default_key;
  wire line_fallback_10 = line_inside_10 & registers_10_default_key;
  wire line_fallback_11 = line_inside_11 & registers_11_default_key;
  wire line_fallback_12 = line_inside_12 & registers_12_default_key;
  wire line_fallback_13 = line_inside_13 & registers_13_default_key;
  wire line_fallback_14 = line_inside_14 & registers_14_default_key;
  wire line_fallback_15 = line_inside_15 & registers_15_default_key;
  wire line_fallback_4 = line_inside_4 & registers_4_default_key;
  wire line_fallback_5 = line_inside_5 & registers_5_default_key;
  wire line_fallback_6 = line_inside_6 & registers_6_default_key;
  wire line_fallback_7 = line_inside_7 & registers_7_default_key;
  wire line_fallback_2 = line_inside_2 & registers_2_default_key;
  wire line_fallback_3 = line_inside_3 & registers_3_default_key;
  wire line_fallback_1 = line_inside_1 & registers_1_default_key;
  assign line_match_fallback_index = {line_fallback_8 | line_fallback_9 | line_fallback_10 | line_fallback_11
      | line_fallback_12 | line_fallback_13 | line_fallback_14 | line_fallback_15, line_fallback_4 | line_fallback_5
      | line_fallback_6 | line_fallback_7 | line_fallback_12 | line_fallback_13 | line_fallback_14 | line_fallback_15,
      line_fallback_2 | line_fallback_3 | line_fallback_6 | line_fallback_7 | line_fallback_10 | line_fallback_11
      | line_fallback_14 | line_fallback_15, line_fallback_1 | line_fallback_3 | line_fallback_5 | line_fallback_7
      | line_fallback_9 | line_fallback_11 | line_fallback_13 | line_fallback_15};
  wire line_fallback_0 = line_inside_0 & registers_0_default_key;
  wire line_match_fallback_read_t1 = (line_fallback_0 & registers_0_read) | (line_fallback_1 & registers_1_read)
      | (line_fallback_2 & registers_2_read) | (line_fallback_3 & registers_3_read)
      | (line_fallback_4 & registers_4_read) | (line_fallback_5 & registers_5_read)
      | (line_fallback_6 & registers_6_read) | (line_fallback_7 & registers_7_read)
      | (line_fallback_8 & registers_8_read);
  assign line_match_fallback_read = line_match_fallback_read_t1 | (line_fallback_9 & registers_9_read)
      | (line_fallback_10 & registers_10_read) | (line_fallback_11 & registers_11_read)
      | (line_fallback_12 & registers_12_read) | (line_fallback_13 & registers_13_read)
      | (line_fallback_14 & registers_14_read) | (line_fallback_15 & registers_15_read);
  wire line_match_fallback_write_t1 = (line_fallback_0 & registers_0_write) | (line_fallback_1 & registers_1_write)
      | (line_fallback_2 & registers_2_write) | (line_fallback_3 & registers_3_write)
      | (line_fallback_4 & registers_4_write) | (line_fallback_5 & registers_5_write)
      | (line_fallback_6 & registers_6_write) | (line_fallback_7 & registers_7_write)
      | (line_fallback_8 & registers_8_write);
  assign line_match_fallback_write = line_match_fallback_write_t1 | (line_fallback_9 & registers_9_write)
      | (line_fallback_10 & registers_10_write) | (line_fallback_11 & registers_11_write)
      | (line_fallback_12 & registers_12_write) | (line_fallback_13 & registers_13_write)
      | (line_fallback_14 & registers_14_write) | (line_fallback_15 & registers_15_write);
  wire line_match_fallback_execute_t1 = (line_fallback_0 & registers_0_execute)
      | (line_fallback_1 & registers_1_execute) | (line_fallback_2 & registers_2_execute)
      | (line_fallback_3 & registers_3_execute) | (line_fallback_4 & registers_4_execute)
      | (line_fallback_5 & registers_5_execute) | (line_fallback_6 & registers_6_execute)
      | (line_fallback_7 & registers_7_execute) | (line_fallback_8 & registers_8_execute);
  assign line_match_fallback_execute = line_match_fallback_execute_t1 | (line_fallback_9 & registers_9_execute)
      | (line_fallback_10 & registers_10_execute) | (line_fallback_11 & registers_11_execute)
      | (line_fallback_12 & registers_12_execute) | (line_fallback_13 & registers_13_execute)
      | (line_fallback_14 & registers_14_execute) | (line_fallback_15 & registers_15_execute);
  wire line_match_fallback_ciphered_t1 = (line_fallback_0 & (registers_0_algorithm != ALGORITHM_NONE))
      | (line_fallback_1 & (registers_1_algorithm != ALGORITHM_NONE))
      | (line_fallback_2 & (registers_2_algorithm != ALGORITHM_NONE))
      | (line_fallback_3 & (registers_3_algorithm != ALGORITHM_NONE))
      | (line_fallback_4 & (registers_4_algorithm != ALGORITHM_NONE))
      | (line_fallback_5 & (registers_5_algorithm != ALGORITHM_NONE));
  wire line_match_fallback_ciphered_t2 = line_match_fallback_ciphered_t1
      | (line_fallback_6 & (registers_6_algorithm != ALGORITHM_NONE))
      | (line_fallback_7 & (registers_7_algorithm != ALGORITHM_NONE))
      | (line_fallback_8 & (registers_8_algorithm != ALGORITHM_NONE))
      | (line_fallback_9 & (registers_9_algorithm != ALGORITHM_NONE))
      | (line_fallback_10 & (registers_10_algorithm != ALGORITHM_NONE))
      | (line_fallback_11 & (registers_11_algorithm != ALGORITHM_NONE));
  assign line_match_fallback_ciphered = line_match_fallback_ciphered_t2
      | (line_fallback_12 & (registers_12_algorithm != ALGORITHM_NONE))
      | (line_fallback_13 & (registers_13_algorithm != ALGORITHM_NONE))
      | (line_fallback_14 & (registers_14_algorithm != ALGORITHM_NONE))
      | (line_fallback_15 & (registers_15_algorithm != ALGORITHM_NONE));
  wire mode_inside_0 = valid_0 & (registers_0_domain == match_domain_1) & (registers_0_base_line <= match_line_1)
      & ({1'b0, match_line_1} < registers_0_limit_line);
  wire mode_ordinary_0 = mode_inside_0 & !registers_0_default_key;
  wire mode_inside_1 = valid_1 & (registers_1_domain == match_domain_1) & (registers_1_base_line <= match_line_1)
      & ({1'b0, match_line_1} < registers_1_limit_line);
  wire mode_ordinary_1 = mode_inside_1 & !registers_1_default_key;
  wire mode_inside_2 = valid_2 & (registers_2_domain == match_domain_1) & (registers_2_base_line <= match_line_1)
      & ({1'b0, match_line_1} < registers_2_limit_line);
  wire mode_ordinary_2 = mode_inside_2 & !registers_2_default_key;
  wire mode_inside_3 = valid_3 & (registers_3_domain == match_domain_1) & (registers_3_base_line <= match_line_1)
      & ({1'b0, match_line_1} < registers_3_limit_line);
  wire mode_ordinary_3 = mode_inside_3 & !registers_3_default_key;
  wire mode_inside_4 = valid_4 & (registers_4_domain == match_domain_1) & (registers_4_base_line <= match_line_1)
      & ({1'b0, match_line_1} < registers_4_limit_line);
  wire mode_ordinary_4 = mode_inside_4 & !registers_4_default_key;
  wire mode_inside_5 = valid_5 & (registers_5_domain == match_domain_1) & (registers_5_base_line <= match_line_1)
      & ({1'b0, match_line_1} < registers_5_limit_line);
  wire mode_ordinary_5 = mode_inside_5 & !registers_5_default_key;
  wire mode_inside_6 = valid_6 & (registers_6_domain == match_domain_1) & (registers_6_base_line <= match_line_1)
      & ({1'b0, match_line_1} < registers_6_limit_line);
  wire mode_ordinary_6 = mode_inside_6 & !registers_6_default_key;
  wire mode_inside_7 = valid_7 & (registers_7_domain == match_domain_1) & (registers_7_base_line <= match_line_1)
      & ({1'b0, match_line_1} < registers_7_limit_line);
  wire mode_ordinary_7 = mode_inside_7 & !registers_7_default_key;
  wire mode_inside_8 = valid_8 & (registers_8_domain == match_domain_1) & (registers_8_base_line <= match_line_1)
      & ({1'b0, match_line_1} < registers_8_limit_line);
  wire mode_ordinary_8 = mode_inside_8 & !registers_8_default_key;
  wire mode_inside_9 = valid_9 & (registers_9_domain == match_domain_1) & (registers_9_base_line <= match_line_1)
      & ({1'b0, match_line_1} < registers_9_limit_line);
  wire mode_ordinary_9 = mode_inside_9 & !registers_9_default_key;
  wire mode_match_ordinary_t1 = mode_ordinary_0 | mode_ordinary_1 | mode_ordinary_2 | mode_ordinary_3 | mode_ordinary_4
      | mode_ordinary_5 | mode_ordinary_6 | mode_ordinary_7 | mode_ordinary_8 | mode_ordinary_9;
  wire mode_inside_10 = valid_10 & (registers_10_domain == match_domain_1) & (registers_10_base_line <= match_line_1)
      & ({1'b0, match_line_1} < registers_10_limit_line);
  wire mode_ordinary_10 = mode_inside_10 & !registers_10_default_key;
  wire mode_inside_11 = valid_11 & (registers_11_domain == match_domain_1) & (registers_11_base_line <= match_line_1)
      & ({1'b0, match_line_1} < registers_11_limit_line);
  wire mode_ordinary_11 = mode_inside_11 & !registers_11_default_key;
  wire mode_inside_12 = valid_12 & (registers_12_domain == match_domain_1) & (registers_12_base_line <= match_line_1)
      & ({1'b0, match_line_1} < registers_12_limit_line);
  wire mode_ordinary_12 = mode_inside_12 & !registers_12_default_key;
  wire mode_inside_13 = valid_13 & (registers_13_domain == match_domain_1) & (registers_13_base_line <= match_line_1)
      & ({1'b0, match_line_1} < registers_13_limit_line);
  wire mode_ordinary_13 = mode_inside_13 & !registers_13_default_key;
  wire mode_inside_14 = valid_14 & (registers_14_domain == match_domain_1) & (registers_14_base_line <= match_line_1)
      & ({1'b0, match_line_1} < registers_14_limit_line);
  wire mode_ordinary_14 = mode_inside_14 & !registers_14_default_key;
  wire mode_inside_15 = valid_15 & (registers_15_domain == match_domain_1) & (registers_15_base_line <= match_line_1)
      & ({1'b0, match_line_1} < registers_15_limit_line);
  wire mode_ordinary_15 = mode_inside_15 & !registers_15_default_key;
  assign mode_match_ordinary = mode_match_ordinary_t1 | mode_ordinary_10 | mode_ordinary_11 | mode_ordinary_12
      | mode_ordinary_13 | mode_ordinary_14 | mode_ordinary_15;
  assign mode_match_ordinary_index = {mode_ordinary_8 | mode_ordinary_9 | mode_ordinary_10 | mode_ordinary_11
      | mode_ordinary_12 | mode_ordinary_13 | mode_ordinary_14 | mode_ordinary_15, mode_ordinary_4 | mode_ordinary_5
      | mode_ordinary_6 | mode_ordinary_7 | mode_ordinary_12 | mode_ordinary_13 | mode_ordinary_14 | mode_ordinary_15,
      mode_ordinary_2 | mode_ordinary_3 | mode_ordinary_6 | mode_ordinary_7 | mode_ordinary_10 | mode_ordinary_11
      | mode_ordinary_14 | mode_ordinary_15, mode_ordinary_1 | mode_ordinary_3 | mode_ordinary_5 | mode_ordinary_7
      | mode_ordinary_9 | mode_ordinary_11 | mode_ordinary_13 | mode_ordinary_15};
  wire mode_match_execute_t1 = (mode_ordinary_0 & registers_0_execute) | (mode_ordinary_1 & registers_1_execute)
      | (mode_ordinary_2 & registers_2_execute) | (mode_ordinary_3 & registers_3_execute)
      | (mode_ordinary_4 & registers_4_execute) | (mode_ordinary_5 & registers_5_execute)
      | (mode_ordinary_6 & registers_6_execute) | (mode_ordinary_7 & registers_7_execute)
      | (mode_ordinary_8 & registers_8_execute);
  assign mode_match_execute = mode_match_execute_t1 | (mode_ordinary_9 & registers_9_execute)
      | (mode_ordinary_10 & registers_10_execute) | (mode_ordinary_11 & registers_11_execute)
      | (mode_ordinary_12 & registers_12_execute) | (mode_ordinary_13 & registers_13_execute)
      | (mode_ordinary_14 & registers_14_execute) | (mode_ordinary_15 & registers_15_execute);
  wire mode_fallback_8 = mode_inside_8 & registers_8_default_key;
  wire mode_fallback_9 = mode_inside_9 & registers_9_default_key;
  wire mode_fallback_10 = mode_inside_10 & registers_10_default_key;
  wire mode_fallback_11 = mode_inside_11 & registers_11_default_key;
  wire mode_fallback_12 = mode_inside_12 & registers_12_default_key;
  wire mode_fallback_13 = mode_inside_13 & registers_13_default_key;
  wire mode_fallback_14 = mode_inside_14 & registers_14_default_key;
  wire mode_fallback_15 = mode_inside_15 & registers_15_default_key;
  wire mode_fallback_4 = mode_inside_4 & registers_4_default_key;
  wire mode_fallback_5 = mode_inside_5 & registers_5_default_key;
  wire mode_fallback_6 = mode_inside_6 & registers_6_default_key;
  wire mode_fallback_7 = mode_inside_7 & registers_7_default_key;
  wire mode_fallback_2 = mode_inside_2 & registers_2_default_key;
  wire mode_fallback_3 = mode_inside_3 & registers_3_default_key;
  wire mode_fallback_1 = mode_inside_1 & registers_1_default_key;
  assign mode_match_fallback_index = {mode_fallback_8 | mode_fallback_9 | mode_fallback_10 | mode_fallback_11
      | mode_fallback_12 | mode_fallback_13 | mode_fallback_14 | mode_fallback_15, mode_fallback_4 | mode_fallback_5
      | mode_fallback_6 | mode_fallback_7 | mode_fallback_12 | mode_fallback_13 | mode_fallback_14 | mode_fallback_15,
      mode_fallback_2 | mode_fallback_3 | mode_fallback_6 | mode_fallback_7 | mode_fallback_10 | mode_fallback_11
      | mode_fallback_14 | mode_fallback_15, mode_fallback_1 | mode_fallback_3 | mode_fallback_5 | mode_fallback_7
      | mode_fallback_9 | mode_fallback_11 | mode_fallback_13 | mode_fallback_15};
  wire mode_fallback_0 = mode_inside_0 & registers_0_default_key;
  wire mode_match_fallback_execute_t1 = (mode_fallback_0 & registers_0_execute)
      | (mode_fallback_1 & registers_1_execute) | (mode_fallback_2 & registers_2_execute)
      | (mode_fallback_3 & registers_3_execute) | (mode_fallback_4 & registers_4_execute)
      | (mode_fallback_5 & registers_5_execute) | (mode_fallback_6 & registers_6_execute)
      | (mode_fallback_7 & registers_7_execute) | (mode_fallback_8 & registers_8_execute);
  assign mode_match_fallback_execute = mode_match_fallback_execute_t1 | (mode_fallback_9 & registers_9_execute)
      | (mode_fallback_10 & registers_10_execute) | (mode_fallback_11 & registers_11_execute)
      | (mode_fallback_12 & registers_12_execute) | (mode_fallback_13 & registers_13_execute)
      | (mode_fallback_14 & registers_14_execute) | (mode_fallback_15 & registers_15_execute);

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
    end
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
    end
  end

`ifdef VERILATOR
  wire [15:0] line_at_most_one_ordinary_region_t1 = {line_ordinary_15, line_ordinary_14, line_ordinary_13,
      line_ordinary_12, line_ordinary_11, line_ordinary_10, line_ordinary_9, line_ordinary_8, line_ordinary_7,
      line_ordinary_6, line_ordinary_5, line_ordinary_4, line_ordinary_3, line_ordinary_2, line_ordinary_1,
      line_ordinary_0} - 16'h0001;
  wire [15:0] line_at_most_one_ordinary_region_t2 = {line_ordinary_15, line_ordinary_14, line_ordinary_13,
      line_ordinary_12, line_ordinary_11, line_ordinary_10, line_ordinary_9, line_ordinary_8, line_ordinary_7,
      line_ordinary_6, line_ordinary_5, line_ordinary_4, line_ordinary_3, line_ordinary_2, line_ordinary_1,
      line_ordinary_0} & line_at_most_one_ordinary_region_t1;
  wire [15:0] line_at_most_one_default_entry_t1 = {line_fallback_15, line_fallback_14, line_fallback_13,
      line_fallback_12, line_fallback_11, line_fallback_10, line_fallback_9, line_fallback_8, line_fallback_7,
      line_fallback_6, line_fallback_5, line_fallback_4, line_fallback_3, line_fallback_2, line_fallback_1,
      line_fallback_0} - 16'h0001;
  wire [15:0] line_at_most_one_default_entry_t2 = {line_fallback_15, line_fallback_14, line_fallback_13,
      line_fallback_12, line_fallback_11, line_fallback_10, line_fallback_9, line_fallback_8, line_fallback_7,
      line_fallback_6, line_fallback_5, line_fallback_4, line_fallback_3, line_fallback_2, line_fallback_1,
      line_fallback_0} & line_at_most_one_default_entry_t1;
  wire [15:0] mode_at_most_one_ordinary_region_t1 = {mode_ordinary_15, mode_ordinary_14, mode_ordinary_13,
      mode_ordinary_12, mode_ordinary_11, mode_ordinary_10, mode_ordinary_9, mode_ordinary_8, mode_ordinary_7,
      mode_ordinary_6, mode_ordinary_5, mode_ordinary_4, mode_ordinary_3, mode_ordinary_2, mode_ordinary_1,
      mode_ordinary_0} - 16'h0001;
  wire [15:0] mode_at_most_one_ordinary_region_t2 = {mode_ordinary_15, mode_ordinary_14, mode_ordinary_13,
      mode_ordinary_12, mode_ordinary_11, mode_ordinary_10, mode_ordinary_9, mode_ordinary_8, mode_ordinary_7,
      mode_ordinary_6, mode_ordinary_5, mode_ordinary_4, mode_ordinary_3, mode_ordinary_2, mode_ordinary_1,
      mode_ordinary_0} & mode_at_most_one_ordinary_region_t1;
  wire [15:0] mode_at_most_one_default_entry_t1 = {mode_fallback_15, mode_fallback_14, mode_fallback_13,
      mode_fallback_12, mode_fallback_11, mode_fallback_10, mode_fallback_9, mode_fallback_8, mode_fallback_7,
      mode_fallback_6, mode_fallback_5, mode_fallback_4, mode_fallback_3, mode_fallback_2, mode_fallback_1,
      mode_fallback_0} - 16'h0001;
  wire [15:0] mode_at_most_one_default_entry_t2 = {mode_fallback_15, mode_fallback_14, mode_fallback_13,
      mode_fallback_12, mode_fallback_11, mode_fallback_10, mode_fallback_9, mode_fallback_8, mode_fallback_7,
      mode_fallback_6, mode_fallback_5, mode_fallback_4, mode_fallback_3, mode_fallback_2, mode_fallback_1,
      mode_fallback_0} & mode_at_most_one_default_entry_t1;

  always @(posedge clock) begin
    if (!reset) begin
      assert_line_at_most_one_ordinary_region: assert (line_at_most_one_ordinary_region_t2 == 16'h0000)
        else $error("%m: property line_at_most_one_ordinary_region does not hold");
      assert_line_at_most_one_default_entry: assert (line_at_most_one_default_entry_t2 == 16'h0000)
        else $error("%m: property line_at_most_one_default_entry does not hold");
      assert_mode_at_most_one_ordinary_region: assert (mode_at_most_one_ordinary_region_t2 == 16'h0000)
        else $error("%m: property mode_at_most_one_ordinary_region does not hold");
      assert_mode_at_most_one_default_entry: assert (mode_at_most_one_default_entry_t2 == 16'h0000)
        else $error("%m: property mode_at_most_one_default_entry does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
