// attribute_registers
//
// 4 attribute registers, one per region.
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
  input  wire  [1:0] write_index,
  input  wire        write_valid,
  input  wire  [1:0] entry_domain,                 // owner
  input  wire  [7:0] entry_segment,                // name of the region within its domain
  input  wire [25:0] entry_base_line,              // first line
  input  wire [26:0] entry_limit_line,             // line after the last
  input  wire  [1:0] entry_algorithm,
  input  wire  [1:0] entry_key_slot,
  input  wire [63:0] entry_nonce,                  // secret
  input  wire        entry_read,
  input  wire        entry_write,
  input  wire        entry_execute,
  input  wire        entry_default_key,            // applies where no ordinary region does, in encrypted mode only
  input  wire        entry_plain_access,           // loads and stores from plaintext mode are allowed
  input  wire        entry_shared,                 // descriptive
  input  wire        entry_stack,                  // descriptive
  input  wire  [1:0] read_index_0,
  input  wire  [1:0] read_index_1,
  input  wire  [1:0] read_index_2,
  output reg         read_valid_0,
  output reg         read_valid_1,
  output reg         read_valid_2,
  output reg   [1:0] read_entry_0_domain,          // owner
  output reg   [7:0] read_entry_0_segment,         // name of the region within its domain
  output reg  [25:0] read_entry_0_base_line,       // first line
  output reg  [26:0] read_entry_0_limit_line,      // line after the last
  output reg   [1:0] read_entry_0_algorithm,
  output reg   [1:0] read_entry_0_key_slot,
  output reg  [63:0] read_entry_0_nonce,           // secret
  output reg         read_entry_0_read,
  output reg         read_entry_0_write,
  output reg         read_entry_0_execute,
  output reg         read_entry_0_default_key,     // applies where no ordinary region does, in encrypted mode only
  output reg         read_entry_0_plain_access,    // loads and stores from plaintext mode are allowed
  output reg         read_entry_0_shared,          // descriptive
  output reg         read_entry_0_stack,           // descriptive
  output reg   [1:0] read_entry_1_domain,          // owner
  output reg   [7:0] read_entry_1_segment,         // name of the region within its domain
  output reg  [25:0] read_entry_1_base_line,       // first line
  output reg  [26:0] read_entry_1_limit_line,      // line after the last
  output reg   [1:0] read_entry_1_algorithm,
  output reg   [1:0] read_entry_1_key_slot,
  output reg  [63:0] read_entry_1_nonce,           // secret
  output reg         read_entry_1_read,
  output reg         read_entry_1_write,
  output reg         read_entry_1_execute,
  output reg         read_entry_1_default_key,     // applies where no ordinary region does, in encrypted mode only
  output reg         read_entry_1_plain_access,    // loads and stores from plaintext mode are allowed
  output reg         read_entry_1_shared,          // descriptive
  output reg         read_entry_1_stack,           // descriptive
  output reg   [1:0] read_entry_2_domain,          // owner
  output reg   [7:0] read_entry_2_segment,         // name of the region within its domain
  output reg  [25:0] read_entry_2_base_line,       // first line
  output reg  [26:0] read_entry_2_limit_line,      // line after the last
  output reg   [1:0] read_entry_2_algorithm,
  output reg   [1:0] read_entry_2_key_slot,
  output reg  [63:0] read_entry_2_nonce,           // secret
  output reg         read_entry_2_read,
  output reg         read_entry_2_write,
  output reg         read_entry_2_execute,
  output reg         read_entry_2_default_key,     // applies where no ordinary region does, in encrypted mode only
  output reg         read_entry_2_plain_access,    // loads and stores from plaintext mode are allowed
  output reg         read_entry_2_shared,          // descriptive
  output reg         read_entry_2_stack,           // descriptive
  input  wire  [1:0] match_domain_0,
  input  wire  [1:0] match_domain_1,
  input  wire [25:0] match_line_0,
  input  wire [25:0] match_line_1,
  output wire        line_match_ordinary,          // an ordinary region contains the line
  output wire  [1:0] line_match_ordinary_index,
  output wire        line_match_read,              // rights of the ordinary region
  output wire        line_match_write,
  output wire        line_match_execute,
  output wire        line_match_plain_access,
  output wire        line_match_ciphered,          // the ordinary region has a cipher
  output wire  [1:0] line_match_fallback_index,
  output wire        line_match_fallback_read,     // a default-key entry contains the line and has the right
  output wire        line_match_fallback_write,
  output wire        line_match_fallback_execute,
  output wire        line_match_fallback_ciphered, // the default-key entry has a cipher
  output wire        mode_match_ordinary,          // an ordinary region contains the line
  output wire  [1:0] mode_match_ordinary_index,
  output wire        mode_match_execute,           // right of the ordinary region
  output wire  [1:0] mode_match_fallback_index,
  output wire        mode_match_fallback_execute   // a default-key entry contains the line and has the right
);

  localparam [1:0] ALGORITHM_NONE = 2'd0;

  reg        valid_0;
  reg        valid_1;
  reg        valid_2;
  reg        valid_3;
  reg  [1:0] registers_0_domain;       // owner
  reg  [7:0] registers_0_segment;      // name of the region within its domain
  reg [25:0] registers_0_base_line;    // first line
  reg [26:0] registers_0_limit_line;   // line after the last
  reg  [1:0] registers_0_algorithm;
  reg  [1:0] registers_0_key_slot;
  reg [63:0] registers_0_nonce;
  reg        registers_0_read;
  reg        registers_0_write;
  reg        registers_0_execute;
  reg        registers_0_default_key;  // applies where no ordinary region does, in encrypted mode only
  reg        registers_0_plain_access; // loads and stores from plaintext mode are allowed
  reg        registers_0_shared;       // descriptive
  reg        registers_0_stack;        // descriptive
  reg  [1:0] registers_1_domain;       // owner
  reg  [7:0] registers_1_segment;      // name of the region within its domain
  reg [25:0] registers_1_base_line;    // first line
  reg [26:0] registers_1_limit_line;   // line after the last
  reg  [1:0] registers_1_algorithm;
  reg  [1:0] registers_1_key_slot;
  reg [63:0] registers_1_nonce;
  reg        registers_1_read;
  reg        registers_1_write;
  reg        registers_1_execute;
  reg        registers_1_default_key;  // applies where no ordinary region does, in encrypted mode only
  reg        registers_1_plain_access; // loads and stores from plaintext mode are allowed
  reg        registers_1_shared;       // descriptive
  reg        registers_1_stack;        // descriptive
  reg  [1:0] registers_2_domain;       // owner
  reg  [7:0] registers_2_segment;      // name of the region within its domain
  reg [25:0] registers_2_base_line;    // first line
  reg [26:0] registers_2_limit_line;   // line after the last
  reg  [1:0] registers_2_algorithm;
  reg  [1:0] registers_2_key_slot;
  reg [63:0] registers_2_nonce;
  reg        registers_2_read;
  reg        registers_2_write;
  reg        registers_2_execute;
  reg        registers_2_default_key;  // applies where no ordinary region does, in encrypted mode only
  reg        registers_2_plain_access; // loads and stores from plaintext mode are allowed
  reg        registers_2_shared;       // descriptive
  reg        registers_2_stack;        // descriptive
  reg  [1:0] registers_3_domain;       // owner
  reg  [7:0] registers_3_segment;      // name of the region within its domain
  reg [25:0] registers_3_base_line;    // first line
  reg [26:0] registers_3_limit_line;   // line after the last
  reg  [1:0] registers_3_algorithm;
  reg  [1:0] registers_3_key_slot;
  reg [63:0] registers_3_nonce;
  reg        registers_3_read;
  reg        registers_3_write;
  reg        registers_3_execute;
  reg        registers_3_default_key;  // applies where no ordinary region does, in encrypted mode only
  reg        registers_3_plain_access; // loads and stores from plaintext mode are allowed
  reg        registers_3_shared;       // descriptive
  reg        registers_3_stack;        // descriptive

  always @* begin
    case (read_index_0)
      2'd0: read_valid_0 = valid_0;
      2'd1: read_valid_0 = valid_1;
      2'd2: read_valid_0 = valid_2;
      default: read_valid_0 = valid_3;
    endcase
  end

  always @* begin
    case (read_index_0)
      2'd0: read_entry_0_domain = registers_0_domain;
      2'd1: read_entry_0_domain = registers_1_domain;
      2'd2: read_entry_0_domain = registers_2_domain;
      default: read_entry_0_domain = registers_3_domain;
    endcase
  end

  always @* begin
    case (read_index_0)
      2'd0: read_entry_0_segment = registers_0_segment;
      2'd1: read_entry_0_segment = registers_1_segment;
      2'd2: read_entry_0_segment = registers_2_segment;
      default: read_entry_0_segment = registers_3_segment;
    endcase
  end

  always @* begin
    case (read_index_0)
      2'd0: read_entry_0_base_line = registers_0_base_line;
      2'd1: read_entry_0_base_line = registers_1_base_line;
      2'd2: read_entry_0_base_line = registers_2_base_line;
      default: read_entry_0_base_line = registers_3_base_line;
    endcase
  end

  always @* begin
    case (read_index_0)
      2'd0: read_entry_0_limit_line = registers_0_limit_line;
      2'd1: read_entry_0_limit_line = registers_1_limit_line;
      2'd2: read_entry_0_limit_line = registers_2_limit_line;
      default: read_entry_0_limit_line = registers_3_limit_line;
    endcase
  end

  always @* begin
    case (read_index_0)
      2'd0: read_entry_0_algorithm = registers_0_algorithm;
      2'd1: read_entry_0_algorithm = registers_1_algorithm;
      2'd2: read_entry_0_algorithm = registers_2_algorithm;
      default: read_entry_0_algorithm = registers_3_algorithm;
    endcase
  end

  always @* begin
    case (read_index_0)
      2'd0: read_entry_0_key_slot = registers_0_key_slot;
      2'd1: read_entry_0_key_slot = registers_1_key_slot;
      2'd2: read_entry_0_key_slot = registers_2_key_slot;
      default: read_entry_0_key_slot = registers_3_key_slot;
    endcase
  end

  always @* begin
    case (read_index_0)
      2'd0: read_entry_0_nonce = registers_0_nonce;
      2'd1: read_entry_0_nonce = registers_1_nonce;
      2'd2: read_entry_0_nonce = registers_2_nonce;
      default: read_entry_0_nonce = registers_3_nonce;
    endcase
  end

  always @* begin
    case (read_index_0)
      2'd0: read_entry_0_read = registers_0_read;
      2'd1: read_entry_0_read = registers_1_read;
      2'd2: read_entry_0_read = registers_2_read;
      default: read_entry_0_read = registers_3_read;
    endcase
  end

  always @* begin
    case (read_index_0)
      2'd0: read_entry_0_write = registers_0_write;
      2'd1: read_entry_0_write = registers_1_write;
      2'd2: read_entry_0_write = registers_2_write;
      default: read_entry_0_write = registers_3_write;
    endcase
  end

  always @* begin
    case (read_index_0)
      2'd0: read_entry_0_execute = registers_0_execute;
      2'd1: read_entry_0_execute = registers_1_execute;
      2'd2: read_entry_0_execute = registers_2_execute;
      default: read_entry_0_execute = registers_3_execute;
    endcase
  end

  always @* begin
    case (read_index_0)
      2'd0: read_entry_0_default_key = registers_0_default_key;
      2'd1: read_entry_0_default_key = registers_1_default_key;
      2'd2: read_entry_0_default_key = registers_2_default_key;
      default: read_entry_0_default_key = registers_3_default_key;
    endcase
  end

  always @* begin
    case (read_index_0)
      2'd0: read_entry_0_plain_access = registers_0_plain_access;
      2'd1: read_entry_0_plain_access = registers_1_plain_access;
      2'd2: read_entry_0_plain_access = registers_2_plain_access;
      default: read_entry_0_plain_access = registers_3_plain_access;
    endcase
  end

  always @* begin
    case (read_index_0)
      2'd0: read_entry_0_shared = registers_0_shared;
      2'd1: read_entry_0_shared = registers_1_shared;
      2'd2: read_entry_0_shared = registers_2_shared;
      default: read_entry_0_shared = registers_3_shared;
    endcase
  end

  always @* begin
    case (read_index_0)
      2'd0: read_entry_0_stack = registers_0_stack;
      2'd1: read_entry_0_stack = registers_1_stack;
      2'd2: read_entry_0_stack = registers_2_stack;
      default: read_entry_0_stack = registers_3_stack;
    endcase
  end

  always @* begin
    case (read_index_1)
      2'd0: read_valid_1 = valid_0;
      2'd1: read_valid_1 = valid_1;
      2'd2: read_valid_1 = valid_2;
      default: read_valid_1 = valid_3;
    endcase
  end

  always @* begin
    case (read_index_1)
      2'd0: read_entry_1_domain = registers_0_domain;
      2'd1: read_entry_1_domain = registers_1_domain;
      2'd2: read_entry_1_domain = registers_2_domain;
      default: read_entry_1_domain = registers_3_domain;
    endcase
  end

  always @* begin
    case (read_index_1)
      2'd0: read_entry_1_segment = registers_0_segment;
      2'd1: read_entry_1_segment = registers_1_segment;
      2'd2: read_entry_1_segment = registers_2_segment;
      default: read_entry_1_segment = registers_3_segment;
    endcase
  end

  always @* begin
    case (read_index_1)
      2'd0: read_entry_1_base_line = registers_0_base_line;
      2'd1: read_entry_1_base_line = registers_1_base_line;
      2'd2: read_entry_1_base_line = registers_2_base_line;
      default: read_entry_1_base_line = registers_3_base_line;
    endcase
  end

  always @* begin
    case (read_index_1)
      2'd0: read_entry_1_limit_line = registers_0_limit_line;
      2'd1: read_entry_1_limit_line = registers_1_limit_line;
      2'd2: read_entry_1_limit_line = registers_2_limit_line;
      default: read_entry_1_limit_line = registers_3_limit_line;
    endcase
  end

  always @* begin
    case (read_index_1)
      2'd0: read_entry_1_algorithm = registers_0_algorithm;
      2'd1: read_entry_1_algorithm = registers_1_algorithm;
      2'd2: read_entry_1_algorithm = registers_2_algorithm;
      default: read_entry_1_algorithm = registers_3_algorithm;
    endcase
  end

  always @* begin
    case (read_index_1)
      2'd0: read_entry_1_key_slot = registers_0_key_slot;
      2'd1: read_entry_1_key_slot = registers_1_key_slot;
      2'd2: read_entry_1_key_slot = registers_2_key_slot;
      default: read_entry_1_key_slot = registers_3_key_slot;
    endcase
  end

  always @* begin
    case (read_index_1)
      2'd0: read_entry_1_nonce = registers_0_nonce;
      2'd1: read_entry_1_nonce = registers_1_nonce;
      2'd2: read_entry_1_nonce = registers_2_nonce;
      default: read_entry_1_nonce = registers_3_nonce;
    endcase
  end

  always @* begin
    case (read_index_1)
      2'd0: read_entry_1_read = registers_0_read;
      2'd1: read_entry_1_read = registers_1_read;
      2'd2: read_entry_1_read = registers_2_read;
      default: read_entry_1_read = registers_3_read;
    endcase
  end

  always @* begin
    case (read_index_1)
      2'd0: read_entry_1_write = registers_0_write;
      2'd1: read_entry_1_write = registers_1_write;
      2'd2: read_entry_1_write = registers_2_write;
      default: read_entry_1_write = registers_3_write;
    endcase
  end

  always @* begin
    case (read_index_1)
      2'd0: read_entry_1_execute = registers_0_execute;
      2'd1: read_entry_1_execute = registers_1_execute;
      2'd2: read_entry_1_execute = registers_2_execute;
      default: read_entry_1_execute = registers_3_execute;
    endcase
  end

  always @* begin
    case (read_index_1)
      2'd0: read_entry_1_default_key = registers_0_default_key;
      2'd1: read_entry_1_default_key = registers_1_default_key;
      2'd2: read_entry_1_default_key = registers_2_default_key;
      default: read_entry_1_default_key = registers_3_default_key;
    endcase
  end

  always @* begin
    case (read_index_1)
      2'd0: read_entry_1_plain_access = registers_0_plain_access;
      2'd1: read_entry_1_plain_access = registers_1_plain_access;
      2'd2: read_entry_1_plain_access = registers_2_plain_access;
      default: read_entry_1_plain_access = registers_3_plain_access;
    endcase
  end

  always @* begin
    case (read_index_1)
      2'd0: read_entry_1_shared = registers_0_shared;
      2'd1: read_entry_1_shared = registers_1_shared;
      2'd2: read_entry_1_shared = registers_2_shared;
      default: read_entry_1_shared = registers_3_shared;
    endcase
  end

  always @* begin
    case (read_index_1)
      2'd0: read_entry_1_stack = registers_0_stack;
      2'd1: read_entry_1_stack = registers_1_stack;
      2'd2: read_entry_1_stack = registers_2_stack;
      default: read_entry_1_stack = registers_3_stack;
    endcase
  end

  always @* begin
    case (read_index_2)
      2'd0: read_valid_2 = valid_0;
      2'd1: read_valid_2 = valid_1;
      2'd2: read_valid_2 = valid_2;
      default: read_valid_2 = valid_3;
    endcase
  end

  always @* begin
    case (read_index_2)
      2'd0: read_entry_2_domain = registers_0_domain;
      2'd1: read_entry_2_domain = registers_1_domain;
      2'd2: read_entry_2_domain = registers_2_domain;
      default: read_entry_2_domain = registers_3_domain;
    endcase
  end

  always @* begin
    case (read_index_2)
      2'd0: read_entry_2_segment = registers_0_segment;
      2'd1: read_entry_2_segment = registers_1_segment;
      2'd2: read_entry_2_segment = registers_2_segment;
      default: read_entry_2_segment = registers_3_segment;
    endcase
  end

  always @* begin
    case (read_index_2)
      2'd0: read_entry_2_base_line = registers_0_base_line;
      2'd1: read_entry_2_base_line = registers_1_base_line;
      2'd2: read_entry_2_base_line = registers_2_base_line;
      default: read_entry_2_base_line = registers_3_base_line;
    endcase
  end

  always @* begin
    case (read_index_2)
      2'd0: read_entry_2_limit_line = registers_0_limit_line;
      2'd1: read_entry_2_limit_line = registers_1_limit_line;
      2'd2: read_entry_2_limit_line = registers_2_limit_line;
      default: read_entry_2_limit_line = registers_3_limit_line;
    endcase
  end

  always @* begin
    case (read_index_2)
      2'd0: read_entry_2_algorithm = registers_0_algorithm;
      2'd1: read_entry_2_algorithm = registers_1_algorithm;
      2'd2: read_entry_2_algorithm = registers_2_algorithm;
      default: read_entry_2_algorithm = registers_3_algorithm;
    endcase
  end

  always @* begin
    case (read_index_2)
      2'd0: read_entry_2_key_slot = registers_0_key_slot;
      2'd1: read_entry_2_key_slot = registers_1_key_slot;
      2'd2: read_entry_2_key_slot = registers_2_key_slot;
      default: read_entry_2_key_slot = registers_3_key_slot;
    endcase
  end

  always @* begin
    case (read_index_2)
      2'd0: read_entry_2_nonce = registers_0_nonce;
      2'd1: read_entry_2_nonce = registers_1_nonce;
      2'd2: read_entry_2_nonce = registers_2_nonce;
      default: read_entry_2_nonce = registers_3_nonce;
    endcase
  end

  always @* begin
    case (read_index_2)
      2'd0: read_entry_2_read = registers_0_read;
      2'd1: read_entry_2_read = registers_1_read;
      2'd2: read_entry_2_read = registers_2_read;
      default: read_entry_2_read = registers_3_read;
    endcase
  end

  always @* begin
    case (read_index_2)
      2'd0: read_entry_2_write = registers_0_write;
      2'd1: read_entry_2_write = registers_1_write;
      2'd2: read_entry_2_write = registers_2_write;
      default: read_entry_2_write = registers_3_write;
    endcase
  end

  always @* begin
    case (read_index_2)
      2'd0: read_entry_2_execute = registers_0_execute;
      2'd1: read_entry_2_execute = registers_1_execute;
      2'd2: read_entry_2_execute = registers_2_execute;
      default: read_entry_2_execute = registers_3_execute;
    endcase
  end

  always @* begin
    case (read_index_2)
      2'd0: read_entry_2_default_key = registers_0_default_key;
      2'd1: read_entry_2_default_key = registers_1_default_key;
      2'd2: read_entry_2_default_key = registers_2_default_key;
      default: read_entry_2_default_key = registers_3_default_key;
    endcase
  end

  always @* begin
    case (read_index_2)
      2'd0: read_entry_2_plain_access = registers_0_plain_access;
      2'd1: read_entry_2_plain_access = registers_1_plain_access;
      2'd2: read_entry_2_plain_access = registers_2_plain_access;
      default: read_entry_2_plain_access = registers_3_plain_access;
    endcase
  end

  always @* begin
    case (read_index_2)
      2'd0: read_entry_2_shared = registers_0_shared;
      2'd1: read_entry_2_shared = registers_1_shared;
      2'd2: read_entry_2_shared = registers_2_shared;
      default: read_entry_2_shared = registers_3_shared;
    endcase
  end

  always @* begin
    case (read_index_2)
      2'd0: read_entry_2_stack = registers_0_stack;
      2'd1: read_entry_2_stack = registers_1_stack;
      2'd2: read_entry_2_stack = registers_2_stack;
      default: read_entry_2_stack = registers_3_stack;
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
  assign line_match_ordinary = line_ordinary_0 | line_ordinary_1 | line_ordinary_2 | line_ordinary_3;
  assign line_match_ordinary_index = {line_ordinary_2 | line_ordinary_3, line_ordinary_1 | line_ordinary_3};
  assign line_match_read = (line_ordinary_0 & registers_0_read) | (line_ordinary_1 & registers_1_read)
      | (line_ordinary_2 & registers_2_read) | (line_ordinary_3 & registers_3_read);
  assign line_match_write = (line_ordinary_0 & registers_0_write) | (line_ordinary_1 & registers_1_write)
      | (line_ordinary_2 & registers_2_write) | (line_ordinary_3 & registers_3_write);
  assign line_match_execute = (line_ordinary_0 & registers_0_execute) | (line_ordinary_1 & registers_1_execute)
      | (line_ordinary_2 & registers_2_execute) | (line_ordinary_3 & registers_3_execute);
  assign line_match_plain_access = (line_ordinary_0 & registers_0_plain_access)
      | (line_ordinary_1 & registers_1_plain_access) | (line_ordinary_2 & registers_2_plain_access)
      | (line_ordinary_3 & registers_3_plain_access);
  assign line_match_ciphered = (line_ordinary_0 & (registers_0_algorithm != ALGORITHM_NONE))
      | (line_ordinary_1 & (registers_1_algorithm != ALGORITHM_NONE))
      | (line_ordinary_2 & (registers_2_algorithm != ALGORITHM_NONE))
      | (line_ordinary_3 & (registers_3_algorithm != ALGORITHM_NONE));
  wire line_fallback_2 = line_inside_2 & registers_2_default_key;
  wire line_fallback_3 = line_inside_3 & registers_3_default_key;
  wire line_fallback_1 = line_inside_1 & registers_1_default_key;
  assign line_match_fallback_index = {line_fallback_2 | line_fallback_3, line_fallback_1 | line_fallback_3};
  wire line_fallback_0 = line_inside_0 & registers_0_default_key;
  assign line_match_fallback_read = (line_fallback_0 & registers_0_read) | (line_fallback_1 & registers_1_read)
      | (line_fallback_2 & registers_2_read) | (line_fallback_3 & registers_3_read);
  assign line_match_fallback_write = (line_fallback_0 & registers_0_write) | (line_fallback_1 & registers_1_write)
      | (line_fallback_2 & registers_2_write) | (line_fallback_3 & registers_3_write);
  assign line_match_fallback_execute = (line_fallback_0 & registers_0_execute)
      | (line_fallback_1 & registers_1_execute) | (line_fallback_2 & registers_2_execute)
      | (line_fallback_3 & registers_3_execute);
  assign line_match_fallback_ciphered = (line_fallback_0 & (registers_0_algorithm != ALGORITHM_NONE))
      | (line_fallback_1 & (registers_1_algorithm != ALGORITHM_NONE))
      | (line_fallback_2 & (registers_2_algorithm != ALGORITHM_NONE))
      | (line_fallback_3 & (registers_3_algorithm != ALGORITHM_NONE));
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
  assign mode_match_ordinary = mode_ordinary_0 | mode_ordinary_1 | mode_ordinary_2 | mode_ordinary_3;
  assign mode_match_ordinary_index = {mode_ordinary_2 | mode_ordinary_3, mode_ordinary_1 | mode_ordinary_3};
  assign mode_match_execute = (mode_ordinary_0 & registers_0_execute) | (mode_ordinary_1 & registers_1_execute)
      | (mode_ordinary_2 & registers_2_execute) | (mode_ordinary_3 & registers_3_execute);
  wire mode_fallback_2 = mode_inside_2 & registers_2_default_key;
  wire mode_fallback_3 = mode_inside_3 & registers_3_default_key;
  wire mode_fallback_1 = mode_inside_1 & registers_1_default_key;
  assign mode_match_fallback_index = {mode_fallback_2 | mode_fallback_3, mode_fallback_1 | mode_fallback_3};
  wire mode_fallback_0 = mode_inside_0 & registers_0_default_key;
  assign mode_match_fallback_execute = (mode_fallback_0 & registers_0_execute)
      | (mode_fallback_1 & registers_1_execute) | (mode_fallback_2 & registers_2_execute)
      | (mode_fallback_3 & registers_3_execute);

  always @(posedge clock) begin
    if (reset) begin
      valid_0 <= 1'b0;
      valid_1 <= 1'b0;
      valid_2 <= 1'b0;
      valid_3 <= 1'b0;
    end else begin
      if (write & (write_index == 2'd0)) begin
        valid_0 <= write_valid;
      end
      if (write & (write_index == 2'd1)) begin
        valid_1 <= write_valid;
      end
      if (write & (write_index == 2'd2)) begin
        valid_2 <= write_valid;
      end
      if (write & (write_index == 2'd3)) begin
        valid_3 <= write_valid;
      end
    end
  end

  always @(posedge clock) begin
    if (write & (write_index == 2'd0)) begin
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
    if (write & (write_index == 2'd1)) begin
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
    if (write & (write_index == 2'd2)) begin
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
    if (write & (write_index == 2'd3)) begin
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
  end

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assert_line_at_most_one_ordinary_region: assert (({line_ordinary_3, line_ordinary_2, line_ordinary_1,
          line_ordinary_0} & ({line_ordinary_3, line_ordinary_2, line_ordinary_1, line_ordinary_0} - 4'd1)) == 4'd0)
        else $error("%m: property line_at_most_one_ordinary_region does not hold");
      assert_line_at_most_one_default_entry: assert (({line_fallback_3, line_fallback_2, line_fallback_1,
          line_fallback_0} & ({line_fallback_3, line_fallback_2, line_fallback_1, line_fallback_0} - 4'd1)) == 4'd0)
        else $error("%m: property line_at_most_one_default_entry does not hold");
      assert_mode_at_most_one_ordinary_region: assert (({mode_ordinary_3, mode_ordinary_2, mode_ordinary_1,
          mode_ordinary_0} & ({mode_ordinary_3, mode_ordinary_2, mode_ordinary_1, mode_ordinary_0} - 4'd1)) == 4'd0)
        else $error("%m: property mode_at_most_one_ordinary_region does not hold");
      assert_mode_at_most_one_default_entry: assert (({mode_fallback_3, mode_fallback_2, mode_fallback_1,
          mode_fallback_0} & ({mode_fallback_3, mode_fallback_2, mode_fallback_1, mode_fallback_0} - 4'd1)) == 4'd0)
        else $error("%m: property mode_at_most_one_default_entry does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
