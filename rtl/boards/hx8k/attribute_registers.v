// attribute_registers
//
// 4 attribute registers, one per region.
//
// Latency: the read port has a register, view and match have none; what is written shows in the next cycle.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module attribute_registers (
  input  wire        clock,
  input  wire        reset,                   // synchronous, active high
  input  wire        write,                   // store `entry` and its validity at `writeIndex`
  input  wire  [1:0] write_index,
  input  wire        write_valid,
  input  wire  [1:0] entry_domain,            // owner
  input  wire  [7:0] entry_segment,           // name of the region within its domain
  input  wire [25:0] entry_base_line,         // first line
  input  wire [26:0] entry_limit_line,        // line after the last
  input  wire  [1:0] entry_algorithm,
  input  wire  [1:0] entry_key_slot,
  input  wire [63:0] entry_nonce,             // secret
  input  wire        entry_read,
  input  wire        entry_write,
  input  wire        entry_execute,
  input  wire        entry_default_key,       // applies where no ordinary region does, in encrypted mode only
  input  wire        entry_plain_access,      // loads and stores from plaintext mode are allowed
  input  wire        entry_shared,            // descriptive
  input  wire        entry_stack,             // descriptive
  input  wire        entry_closed,            // its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions
  input  wire  [1:0] read_index,
  output wire        read_valid,              // validity of the register at `read_index` in the cycle before
  output wire  [1:0] read_entry_domain,       // owner
  output wire  [7:0] read_entry_segment,      // name of the region within its domain
  output wire [25:0] read_entry_base_line,    // first line
  output wire [26:0] read_entry_limit_line,   // line after the last
  output wire  [1:0] read_entry_algorithm,
  output wire  [1:0] read_entry_key_slot,
  output wire [63:0] read_entry_nonce,        // secret
  output wire        read_entry_read,
  output wire        read_entry_write,
  output wire        read_entry_execute,
  output wire        read_entry_default_key,  // applies where no ordinary region does, in encrypted mode only
  output wire        read_entry_plain_access, // loads and stores from plaintext mode are allowed
  output wire        read_entry_shared,       // descriptive
  output wire        read_entry_stack,        // descriptive
  output wire        read_entry_closed,       // its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions
  input  wire  [1:0] view_index,
  output reg         view_valid,              // validity of the register at `view_index`
  output reg   [1:0] view_entry_domain,       // owner
  output reg   [7:0] view_entry_segment,      // name of the region within its domain
  output reg  [25:0] view_entry_base_line,    // first line
  output reg  [26:0] view_entry_limit_line,   // line after the last
  output reg   [1:0] view_entry_algorithm,
  output reg   [1:0] view_entry_key_slot,
  output reg  [63:0] view_entry_nonce,        // secret
  output reg         view_entry_read,
  output reg         view_entry_write,
  output reg         view_entry_execute,
  output reg         view_entry_default_key,  // applies where no ordinary region does, in encrypted mode only
  output reg         view_entry_plain_access, // loads and stores from plaintext mode are allowed
  output reg         view_entry_shared,       // descriptive
  output reg         view_entry_stack,        // descriptive
  output reg         view_entry_closed,       // its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions
  input  wire  [1:0] match_domain,
  input  wire [25:0] match_line,
  output wire        match_ordinary,          // an ordinary region contains the line
  output wire  [1:0] match_ordinary_index,
  output wire        match_read,              // rights of the ordinary region
  output wire        match_write,
  output wire        match_execute,
  output wire        match_plain_access,
  output wire        match_ciphered,          // the ordinary region has a cipher
  output wire        match_fallback,          // a default-key entry contains the line
  output wire  [1:0] match_fallback_index,
  output wire        match_fallback_read,     // a default-key entry contains the line and has the right
  output wire        match_fallback_write,
  output wire        match_fallback_execute,
  output wire        match_fallback_ciphered, // the default-key entry has a cipher
  output wire        match_closed,            // the domain is closed: some region of it says so
  input  wire  [1:0] running_domain,
  output wire        running_closed           // the running domain was closed in the cycle before
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
  reg        registers_0_closed;       // its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions
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
  reg        registers_1_closed;       // its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions
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
  reg        registers_2_closed;       // its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions
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
  reg        registers_3_closed;       // its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions
  reg        valid_read;
  reg  [1:0] entry_read_domain;        // owner
  reg  [7:0] entry_read_segment;       // name of the region within its domain
  reg [25:0] entry_read_base_line;     // first line
  reg [26:0] entry_read_limit_line;    // line after the last
  reg  [1:0] entry_read_algorithm;
  reg  [1:0] entry_read_key_slot;
  reg [63:0] entry_read_nonce;
  reg        entry_read_read;
  reg        entry_read_write;
  reg        entry_read_execute;
  reg        entry_read_default_key;   // applies where no ordinary region does, in encrypted mode only
  reg        entry_read_plain_access;  // loads and stores from plaintext mode are allowed
  reg        entry_read_shared;        // descriptive
  reg        entry_read_stack;         // descriptive
  reg        entry_read_closed;        // its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions
  reg        is_closed;

  assign read_valid = valid_read;

  always @* begin
    case (view_index)
      2'd0: view_valid = valid_0;
      2'd1: view_valid = valid_1;
      2'd2: view_valid = valid_2;
      default: view_valid = valid_3;
    endcase
  end

  always @* begin
    case (view_index)
      2'd0: view_entry_domain = registers_0_domain;
      2'd1: view_entry_domain = registers_1_domain;
      2'd2: view_entry_domain = registers_2_domain;
      default: view_entry_domain = registers_3_domain;
    endcase
  end

  always @* begin
    case (view_index)
      2'd0: view_entry_segment = registers_0_segment;
      2'd1: view_entry_segment = registers_1_segment;
      2'd2: view_entry_segment = registers_2_segment;
      default: view_entry_segment = registers_3_segment;
    endcase
  end

  always @* begin
    case (view_index)
      2'd0: view_entry_base_line = registers_0_base_line;
      2'd1: view_entry_base_line = registers_1_base_line;
      2'd2: view_entry_base_line = registers_2_base_line;
      default: view_entry_base_line = registers_3_base_line;
    endcase
  end

  always @* begin
    case (view_index)
      2'd0: view_entry_limit_line = registers_0_limit_line;
      2'd1: view_entry_limit_line = registers_1_limit_line;
      2'd2: view_entry_limit_line = registers_2_limit_line;
      default: view_entry_limit_line = registers_3_limit_line;
    endcase
  end

  always @* begin
    case (view_index)
      2'd0: view_entry_algorithm = registers_0_algorithm;
      2'd1: view_entry_algorithm = registers_1_algorithm;
      2'd2: view_entry_algorithm = registers_2_algorithm;
      default: view_entry_algorithm = registers_3_algorithm;
    endcase
  end

  always @* begin
    case (view_index)
      2'd0: view_entry_key_slot = registers_0_key_slot;
      2'd1: view_entry_key_slot = registers_1_key_slot;
      2'd2: view_entry_key_slot = registers_2_key_slot;
      default: view_entry_key_slot = registers_3_key_slot;
    endcase
  end

  always @* begin
    case (view_index)
      2'd0: view_entry_nonce = registers_0_nonce;
      2'd1: view_entry_nonce = registers_1_nonce;
      2'd2: view_entry_nonce = registers_2_nonce;
      default: view_entry_nonce = registers_3_nonce;
    endcase
  end

  always @* begin
    case (view_index)
      2'd0: view_entry_read = registers_0_read;
      2'd1: view_entry_read = registers_1_read;
      2'd2: view_entry_read = registers_2_read;
      default: view_entry_read = registers_3_read;
    endcase
  end

  always @* begin
    case (view_index)
      2'd0: view_entry_write = registers_0_write;
      2'd1: view_entry_write = registers_1_write;
      2'd2: view_entry_write = registers_2_write;
      default: view_entry_write = registers_3_write;
    endcase
  end

  always @* begin
    case (view_index)
      2'd0: view_entry_execute = registers_0_execute;
      2'd1: view_entry_execute = registers_1_execute;
      2'd2: view_entry_execute = registers_2_execute;
      default: view_entry_execute = registers_3_execute;
    endcase
  end

  always @* begin
    case (view_index)
      2'd0: view_entry_default_key = registers_0_default_key;
      2'd1: view_entry_default_key = registers_1_default_key;
      2'd2: view_entry_default_key = registers_2_default_key;
      default: view_entry_default_key = registers_3_default_key;
    endcase
  end

  always @* begin
    case (view_index)
      2'd0: view_entry_plain_access = registers_0_plain_access;
      2'd1: view_entry_plain_access = registers_1_plain_access;
      2'd2: view_entry_plain_access = registers_2_plain_access;
      default: view_entry_plain_access = registers_3_plain_access;
    endcase
  end

  always @* begin
    case (view_index)
      2'd0: view_entry_shared = registers_0_shared;
      2'd1: view_entry_shared = registers_1_shared;
      2'd2: view_entry_shared = registers_2_shared;
      default: view_entry_shared = registers_3_shared;
    endcase
  end

  always @* begin
    case (view_index)
      2'd0: view_entry_stack = registers_0_stack;
      2'd1: view_entry_stack = registers_1_stack;
      2'd2: view_entry_stack = registers_2_stack;
      default: view_entry_stack = registers_3_stack;
    endcase
  end

  always @* begin
    case (view_index)
      2'd0: view_entry_closed = registers_0_closed;
      2'd1: view_entry_closed = registers_1_closed;
      2'd2: view_entry_closed = registers_2_closed;
      default: view_entry_closed = registers_3_closed;
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
  assign match_ordinary = ordinary_0 | ordinary_1 | ordinary_2 | ordinary_3;
  assign match_ordinary_index = {ordinary_2 | ordinary_3, ordinary_1 | ordinary_3};
  assign match_read = (ordinary_0 & registers_0_read) | (ordinary_1 & registers_1_read)
      | (ordinary_2 & registers_2_read) | (ordinary_3 & registers_3_read);
  assign match_write = (ordinary_0 & registers_0_write) | (ordinary_1 & registers_1_write)
      | (ordinary_2 & registers_2_write) | (ordinary_3 & registers_3_write);
  assign match_execute = (ordinary_0 & registers_0_execute) | (ordinary_1 & registers_1_execute)
      | (ordinary_2 & registers_2_execute) | (ordinary_3 & registers_3_execute);
  assign match_plain_access = (ordinary_0 & registers_0_plain_access) | (ordinary_1 & registers_1_plain_access)
      | (ordinary_2 & registers_2_plain_access) | (ordinary_3 & registers_3_plain_access);
  assign match_ciphered = (ordinary_0 & (registers_0_algorithm != ALGORITHM_NONE))
      | (ordinary_1 & (registers_1_algorithm != ALGORITHM_NONE))
      | (ordinary_2 & (registers_2_algorithm != ALGORITHM_NONE))
      | (ordinary_3 & (registers_3_algorithm != ALGORITHM_NONE));
  wire fallback_0 = inside_0 & registers_0_default_key;
  wire fallback_1 = inside_1 & registers_1_default_key;
  wire fallback_2 = inside_2 & registers_2_default_key;
  wire fallback_3 = inside_3 & registers_3_default_key;
  assign match_fallback = fallback_0 | fallback_1 | fallback_2 | fallback_3;
  assign match_fallback_index = {fallback_2 | fallback_3, fallback_1 | fallback_3};
  assign match_fallback_read = (fallback_0 & registers_0_read) | (fallback_1 & registers_1_read)
      | (fallback_2 & registers_2_read) | (fallback_3 & registers_3_read);
  assign match_fallback_write = (fallback_0 & registers_0_write) | (fallback_1 & registers_1_write)
      | (fallback_2 & registers_2_write) | (fallback_3 & registers_3_write);
  assign match_fallback_execute = (fallback_0 & registers_0_execute) | (fallback_1 & registers_1_execute)
      | (fallback_2 & registers_2_execute) | (fallback_3 & registers_3_execute);
  assign match_fallback_ciphered = (fallback_0 & (registers_0_algorithm != ALGORITHM_NONE))
      | (fallback_1 & (registers_1_algorithm != ALGORITHM_NONE))
      | (fallback_2 & (registers_2_algorithm != ALGORITHM_NONE))
      | (fallback_3 & (registers_3_algorithm != ALGORITHM_NONE));
  assign match_closed = (valid_0 & registers_0_closed & (registers_0_domain == match_domain))
      | (valid_1 & registers_1_closed & (registers_1_domain == match_domain))
      | (valid_2 & registers_2_closed & (registers_2_domain == match_domain))
      | (valid_3 & registers_3_closed & (registers_3_domain == match_domain));

  reg valid_read_t1;
  always @* begin
    case (read_index)
      2'd0: valid_read_t1 = valid_0;
      2'd1: valid_read_t1 = valid_1;
      2'd2: valid_read_t1 = valid_2;
      default: valid_read_t1 = valid_3;
    endcase
  end

  always @(posedge clock) begin
    if (reset) begin
      valid_0 <= 1'b0;
      valid_1 <= 1'b0;
      valid_2 <= 1'b0;
      valid_3 <= 1'b0;
      valid_read <= 1'b0;
      is_closed <= 1'b0;
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
      valid_read <= valid_read_t1;
      is_closed <= (valid_0 & registers_0_closed & (registers_0_domain == running_domain))
          | (valid_1 & registers_1_closed & (registers_1_domain == running_domain))
          | (valid_2 & registers_2_closed & (registers_2_domain == running_domain))
          | (valid_3 & registers_3_closed & (registers_3_domain == running_domain));
    end
  end

  reg [1:0] entry_read_domain_t1;
  always @* begin
    case (read_index)
      2'd0: entry_read_domain_t1 = registers_0_domain;
      2'd1: entry_read_domain_t1 = registers_1_domain;
      2'd2: entry_read_domain_t1 = registers_2_domain;
      default: entry_read_domain_t1 = registers_3_domain;
    endcase
  end

  reg [7:0] entry_read_segment_t1;
  always @* begin
    case (read_index)
      2'd0: entry_read_segment_t1 = registers_0_segment;
      2'd1: entry_read_segment_t1 = registers_1_segment;
      2'd2: entry_read_segment_t1 = registers_2_segment;
      default: entry_read_segment_t1 = registers_3_segment;
    endcase
  end

  reg [25:0] entry_read_base_line_t1;
  always @* begin
    case (read_index)
      2'd0: entry_read_base_line_t1 = registers_0_base_line;
      2'd1: entry_read_base_line_t1 = registers_1_base_line;
      2'd2: entry_read_base_line_t1 = registers_2_base_line;
      default: entry_read_base_line_t1 = registers_3_base_line;
    endcase
  end

  reg [26:0] entry_read_limit_line_t1;
  always @* begin
    case (read_index)
      2'd0: entry_read_limit_line_t1 = registers_0_limit_line;
      2'd1: entry_read_limit_line_t1 = registers_1_limit_line;
      2'd2: entry_read_limit_line_t1 = registers_2_limit_line;
      default: entry_read_limit_line_t1 = registers_3_limit_line;
    endcase
  end

  reg [1:0] entry_read_algorithm_t1;
  always @* begin
    case (read_index)
      2'd0: entry_read_algorithm_t1 = registers_0_algorithm;
      2'd1: entry_read_algorithm_t1 = registers_1_algorithm;
      2'd2: entry_read_algorithm_t1 = registers_2_algorithm;
      default: entry_read_algorithm_t1 = registers_3_algorithm;
    endcase
  end

  reg [1:0] entry_read_key_slot_t1;
  always @* begin
    case (read_index)
      2'd0: entry_read_key_slot_t1 = registers_0_key_slot;
      2'd1: entry_read_key_slot_t1 = registers_1_key_slot;
      2'd2: entry_read_key_slot_t1 = registers_2_key_slot;
      default: entry_read_key_slot_t1 = registers_3_key_slot;
    endcase
  end

  reg [63:0] entry_read_nonce_t1;
  always @* begin
    case (read_index)
      2'd0: entry_read_nonce_t1 = registers_0_nonce;
      2'd1: entry_read_nonce_t1 = registers_1_nonce;
      2'd2: entry_read_nonce_t1 = registers_2_nonce;
      default: entry_read_nonce_t1 = registers_3_nonce;
    endcase
  end

  reg entry_read_read_t1;
  always @* begin
    case (read_index)
      2'd0: entry_read_read_t1 = registers_0_read;
      2'd1: entry_read_read_t1 = registers_1_read;
      2'd2: entry_read_read_t1 = registers_2_read;
      default: entry_read_read_t1 = registers_3_read;
    endcase
  end

  reg entry_read_write_t1;
  always @* begin
    case (read_index)
      2'd0: entry_read_write_t1 = registers_0_write;
      2'd1: entry_read_write_t1 = registers_1_write;
      2'd2: entry_read_write_t1 = registers_2_write;
      default: entry_read_write_t1 = registers_3_write;
    endcase
  end

  reg entry_read_execute_t1;
  always @* begin
    case (read_index)
      2'd0: entry_read_execute_t1 = registers_0_execute;
      2'd1: entry_read_execute_t1 = registers_1_execute;
      2'd2: entry_read_execute_t1 = registers_2_execute;
      default: entry_read_execute_t1 = registers_3_execute;
    endcase
  end

  reg entry_read_default_key_t1;
  always @* begin
    case (read_index)
      2'd0: entry_read_default_key_t1 = registers_0_default_key;
      2'd1: entry_read_default_key_t1 = registers_1_default_key;
      2'd2: entry_read_default_key_t1 = registers_2_default_key;
      default: entry_read_default_key_t1 = registers_3_default_key;
    endcase
  end

  reg entry_read_plain_access_t1;
  always @* begin
    case (read_index)
      2'd0: entry_read_plain_access_t1 = registers_0_plain_access;
      2'd1: entry_read_plain_access_t1 = registers_1_plain_access;
      2'd2: entry_read_plain_access_t1 = registers_2_plain_access;
      default: entry_read_plain_access_t1 = registers_3_plain_access;
    endcase
  end

  reg entry_read_shared_t1;
  always @* begin
    case (read_index)
      2'd0: entry_read_shared_t1 = registers_0_shared;
      2'd1: entry_read_shared_t1 = registers_1_shared;
      2'd2: entry_read_shared_t1 = registers_2_shared;
      default: entry_read_shared_t1 = registers_3_shared;
    endcase
  end

  reg entry_read_stack_t1;
  always @* begin
    case (read_index)
      2'd0: entry_read_stack_t1 = registers_0_stack;
      2'd1: entry_read_stack_t1 = registers_1_stack;
      2'd2: entry_read_stack_t1 = registers_2_stack;
      default: entry_read_stack_t1 = registers_3_stack;
    endcase
  end

  reg entry_read_closed_t1;
  always @* begin
    case (read_index)
      2'd0: entry_read_closed_t1 = registers_0_closed;
      2'd1: entry_read_closed_t1 = registers_1_closed;
      2'd2: entry_read_closed_t1 = registers_2_closed;
      default: entry_read_closed_t1 = registers_3_closed;
    endcase
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
      registers_0_closed <= entry_closed;
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
      registers_1_closed <= entry_closed;
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
      registers_2_closed <= entry_closed;
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
      registers_3_closed <= entry_closed;
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
  always @(posedge clock) begin
    if (!reset) begin
      assert_at_most_one_ordinary_region: assert (({ordinary_3, ordinary_2, ordinary_1, ordinary_0}
          & ({ordinary_3, ordinary_2, ordinary_1, ordinary_0} - 4'd1)) == 4'd0)
        else $error("%m: property at_most_one_ordinary_region does not hold");
      assert_at_most_one_default_entry: assert (({fallback_3, fallback_2, fallback_1, fallback_0}
          & ({fallback_3, fallback_2, fallback_1, fallback_0} - 4'd1)) == 4'd0)
        else $error("%m: property at_most_one_default_entry does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
