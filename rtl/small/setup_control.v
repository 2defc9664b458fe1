// setup_control
//
// Executes set-up commands.
//
// Latency: 37 to 40 cycles from offer to acceptance, the higher with a new key; one more to the response.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module setup_control (
  input  wire         clock,
  input  wire         reset,                        // synchronous, active high
  input  wire         command_valid,
  output wire         command_ready,
  input  wire   [1:0] command_operation,            // 0 install, 1 clear, 2 clearDomain
  input  wire   [3:0] command_domain,
  input  wire   [7:0] command_segment,
  input  wire  [31:0] command_base,                 // first byte
  input  wire  [32:0] command_bound,                // size in bytes, or limit
  input  wire         command_bound_is_limit,
  input  wire   [7:0] command_algorithm,
  input  wire  [63:0] command_nonce,                // secret
  input  wire         command_read,
  input  wire         command_write,
  input  wire         command_execute,
  input  wire         command_default_key,
  input  wire         command_plain_access,
  input  wire         command_shared,
  input  wire         command_stack,
  input  wire         command_closed,
  input  wire         command_immediate,            // plaintext key from the program itself: encrypted mode only
  input  wire         command_share_key,            // use the key of keySegment
  input  wire   [7:0] command_key_segment,
  input  wire   [6:0] command_key_bytes,
  input  wire [511:0] command_key,                  // secret: byte 0 in bits 7:0
  output wire         response_valid,
  input  wire         response_ready,
  output wire   [4:0] response_status,
  output wire   [3:0] response_attribute,           // register that an install filled
  input  wire         allowed,                      // no request or mode command is offered or in progress
  output wire         busy,                         // a command is in progress
  input  wire   [3:0] running_domain,
  input  wire         running_encrypted,
  output wire   [3:0] scan_index,
  input  wire         register_valid,
  input  wire   [3:0] register_domain,              // owner
  input  wire   [7:0] register_segment,             // name of the region within its domain
  input  wire  [25:0] register_base_line,           // first line
  input  wire  [26:0] register_limit_line,          // line after the last
  input  wire   [1:0] register_algorithm,
  input  wire   [3:0] register_key_slot,
  input  wire  [63:0] register_nonce,               // secret
  input  wire         register_read,
  input  wire         register_write,
  input  wire         register_execute,
  input  wire         register_default_key,         // applies where no ordinary region does, in encrypted mode only
  input  wire         register_plain_access,        // loads and stores from plaintext mode are allowed
  input  wire         register_shared,              // descriptive
  input  wire         register_stack,               // descriptive
  input  wire         register_closed,              // its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions
  output wire         attribute_write,
  output wire   [3:0] attribute_index,
  output wire         attribute_valid,
  output wire   [3:0] attribute_entry_domain,       // owner
  output wire   [7:0] attribute_entry_segment,      // name of the region within its domain
  output wire  [25:0] attribute_entry_base_line,    // first line
  output wire  [26:0] attribute_entry_limit_line,   // line after the last
  output wire   [1:0] attribute_entry_algorithm,
  output wire   [3:0] attribute_entry_key_slot,
  output wire  [63:0] attribute_entry_nonce,        // secret
  output wire         attribute_entry_read,
  output wire         attribute_entry_write,
  output wire         attribute_entry_execute,
  output wire         attribute_entry_default_key,  // applies where no ordinary region does, in encrypted mode only
  output wire         attribute_entry_plain_access, // loads and stores from plaintext mode are allowed
  output wire         attribute_entry_shared,       // descriptive
  output wire         attribute_entry_stack,        // descriptive
  output wire         attribute_entry_closed,       // its domain is closed: in encrypted mode the lower half of its addresses has nothing but regions
  output wire         key_write,
  input  wire         key_written,                  // the last word of the key is being stored
  output wire         key_erase,
  output wire   [3:0] key_slot,
  output wire [511:0] key,                          // secret
  input  wire         key_store_full,
  input  wire   [3:0] free_key_slot,
  output wire         clear_mode,                   // clearDomain: forget the mode state of `clearModeDomain`
  output wire   [3:0] clear_mode_domain,
  output wire         wipe,                         // wipe the line engine and overwrite free key slots
  input  wire         wiped                         // the line engine is wiped and free key slots are overwritten
);

  localparam [2:0] PHASE_IDLE    = 3'd0;
  localparam [2:0] PHASE_FIND    = 3'd1;
  localparam [2:0] PHASE_COMPARE = 3'd2;
  localparam [2:0] PHASE_JUDGE   = 3'd3;
  localparam [2:0] PHASE_STORE   = 3'd4;
  localparam [2:0] PHASE_COMMIT  = 3'd5;
  localparam [2:0] PHASE_RESPOND = 3'd6;

  localparam [1:0] ALGORITHM_NONE       = 2'd0;
  localparam [1:0] ALGORITHM_AES128_XTS = 2'd1;
  localparam [1:0] ALGORITHM_AES256_XTS = 2'd2;

  localparam [4:0] SETUP_STATUS_OK                = 5'd0;
  localparam [4:0] SETUP_STATUS_NO_DOMAIN         = 5'd1;
  localparam [4:0] SETUP_STATUS_PLAIN_MODE        = 5'd2;
  localparam [4:0] SETUP_STATUS_UNKNOWN_ALGORITHM = 5'd3;
  localparam [4:0] SETUP_STATUS_WRONG_KEY_SIZE    = 5'd4;
  localparam [4:0] SETUP_STATUS_UNALIGNED         = 5'd5;
  localparam [4:0] SETUP_STATUS_EMPTY             = 5'd6;
  localparam [4:0] SETUP_STATUS_WRAPS             = 5'd7;
  localparam [4:0] SETUP_STATUS_OVERLAPS          = 5'd8;
  localparam [4:0] SETUP_STATUS_DUPLICATE_SEGMENT = 5'd9;
  localparam [4:0] SETUP_STATUS_ATTRIBUTES_FULL   = 5'd10;
  localparam [4:0] SETUP_STATUS_KEY_STORE_FULL    = 5'd11;
  localparam [4:0] SETUP_STATUS_NO_SUCH_KEY       = 5'd12;
  localparam [4:0] SETUP_STATUS_NONCE_REUSED      = 5'd13;
  localparam [4:0] SETUP_STATUS_UNKNOWN_SEGMENT   = 5'd14;
  localparam [4:0] SETUP_STATUS_EQUAL_KEY_HALVES  = 5'd15;
  localparam [4:0] SETUP_STATUS_UNKNOWN_OPERATION = 5'd16;

  reg [2:0] phase;
  reg [4:0] scan;            // attribute register that is read; one more ends the pass
  reg       arrived;         // `register` and `register_valid` are what `index` holds
  reg [3:0] index;
  reg       free_found;
  reg [3:0] free_index;
  reg       segment_found;
  reg [3:0] segment_index;
  reg [3:0] segment_slot;
  reg       segment_has_key;
  reg       overlap_found;
  reg       key_found;       // the region whose key is shared exists and has the same algorithm
  reg [3:0] slot;            // of the region to install: its key's, which is shared or new
  reg       nonce_found;     // a region under the shared key has the same nonce
  reg       slot_in_use;     // a region besides the cleared one uses its key
  reg [4:0] status;
  reg       accepted;        // the verdict is ok
  reg [3:0] answer;

  assign busy = phase != PHASE_IDLE;
  wire committing = phase == PHASE_COMMIT;
  assign command_ready = committing;
  assign response_valid = (phase == PHASE_RESPOND) & wiped;
  assign response_status = status;
  assign response_attribute = answer;
  assign scan_index = scan[3:0];
  wire is_install = command_operation == 2'd0;
  wire installing = committing & is_install & accepted;
  wire is_clear = command_operation == 2'd1;
  wire clearing = committing & is_clear & accepted;
  wire is_clear_domain = command_operation == 2'd2;
  wire mine = arrived & register_valid & (register_domain == command_domain);
  wire dropping = (phase == PHASE_FIND) & is_clear_domain & (|command_domain) & mine;
  assign attribute_write = installing | clearing | dropping;
  assign attribute_index = installing ? free_index : clearing ? segment_index : index;
  assign attribute_valid = installing;
  assign attribute_entry_domain = command_domain;
  assign attribute_entry_segment = command_segment;
  assign attribute_entry_base_line = command_base[31:6];
  wire [33:0] limit = command_bound_is_limit ? {1'b0, command_bound} : ({2'd0, command_base} + {1'b0, command_bound});
  wire [26:0] limit_line = limit[32:6];
  assign attribute_entry_limit_line = limit_line;
  wire is_none = command_algorithm == 8'h00;
  wire is_aes128 = command_algorithm == 8'h01;
  assign attribute_entry_algorithm = is_none ? ALGORITHM_NONE : is_aes128 ? ALGORITHM_AES128_XTS : ALGORITHM_AES256_XTS;
  assign attribute_entry_key_slot = is_none ? 4'd0 : slot;
  assign attribute_entry_nonce = command_nonce;
  assign attribute_entry_read = command_read;
  assign attribute_entry_write = command_write;
  assign attribute_entry_execute = command_execute;
  assign attribute_entry_default_key = command_default_key;
  assign attribute_entry_plain_access = command_plain_access;
  assign attribute_entry_shared = command_shared;
  assign attribute_entry_stack = command_stack;
  assign attribute_entry_closed = command_closed;
  wire new_key = !command_share_key & !is_none;
  wire storing = (phase == PHASE_STORE) & is_install & accepted & new_key;
  assign key_write = storing;
  wire has_key = register_algorithm != ALGORITHM_NONE;
  assign key_erase = (clearing & segment_has_key & !slot_in_use) | (dropping & has_key);
  assign key_slot = storing ? slot : clearing ? segment_slot : register_key_slot;
  assign key = is_aes128 ? {256'h0, command_key[255:0]} : command_key;
  wire ends = committing & accepted & !is_install;
  assign wipe = ends;
  assign clear_mode = ends & is_clear_domain;
  assign clear_mode_domain = command_domain;
  wire passes = (phase == PHASE_FIND) | (phase == PHASE_COMPARE);
  wire pass_ends = scan[4];
  wire same_segment = mine & (register_segment == command_segment);
  wire shares_key = mine & (register_segment == command_key_segment)
      & ({6'd0, register_algorithm} == command_algorithm);
  wire same_nonce = register_nonce == command_nonce;
  wire wrong_key_size = command_share_key ? is_none : (command_key_bytes
      != (is_none ? 7'h00 : is_aes128 ? 7'h20 : 7'h40));
  wire wraps = limit > 34'h100000000;
  wire halves_equal = is_aes128 ? (command_key[127:0] == command_key[255:128])
      : (command_key[255:0] == command_key[511:256]);
  wire [4:0] refusal_t1 = (new_key & halves_equal) ? SETUP_STATUS_EQUAL_KEY_HALVES : segment_found
      ? SETUP_STATUS_DUPLICATE_SEGMENT : overlap_found ? SETUP_STATUS_OVERLAPS : (command_share_key & !key_found)
      ? SETUP_STATUS_NO_SUCH_KEY : (command_share_key & nonce_found) ? SETUP_STATUS_NONCE_REUSED : !free_found
      ? SETUP_STATUS_ATTRIBUTES_FULL : (new_key & key_store_full) ? SETUP_STATUS_KEY_STORE_FULL : SETUP_STATUS_OK;
  wire [4:0] refusal_t2 = !(is_none | is_aes128 | (command_algorithm == 8'h02)) ? SETUP_STATUS_UNKNOWN_ALGORITHM
      : wrong_key_size ? SETUP_STATUS_WRONG_KEY_SIZE : !(!(|(command_base[5:0] | command_bound[5:0])))
      ? SETUP_STATUS_UNALIGNED : wraps ? SETUP_STATUS_WRAPS : (limit <= {2'd0, command_base}) ? SETUP_STATUS_EMPTY
      : refusal_t1;
  wire [4:0] refusal = (!is_install & !is_clear & !is_clear_domain) ? SETUP_STATUS_UNKNOWN_OPERATION :
      !(|command_domain) ? SETUP_STATUS_NO_DOMAIN : is_clear_domain ? SETUP_STATUS_OK : is_clear
      ? SETUP_STATUS_UNKNOWN_SEGMENT : (command_immediate & !(running_encrypted & (running_domain == command_domain)))
      ? SETUP_STATUS_PLAIN_MODE : refusal_t2;
  wire [4:0] verdict = (is_clear & (|command_domain) & segment_found) ? SETUP_STATUS_OK : refusal;
  wire response_fire = response_valid & response_ready;

  always @(posedge clock) begin
    if (reset) begin
      phase <= PHASE_IDLE;
      scan <= 5'd0;
      arrived <= 1'b0;
      index <= 4'd0;
      free_found <= 1'b0;
      free_index <= 4'd0;
      segment_found <= 1'b0;
      segment_index <= 4'd0;
      segment_slot <= 4'd0;
      segment_has_key <= 1'b0;
      overlap_found <= 1'b0;
      key_found <= 1'b0;
      slot <= 4'd0;
      nonce_found <= 1'b0;
      slot_in_use <= 1'b0;
      status <= 5'd0;
      accepted <= 1'b0;
      answer <= 4'd0;
    end else begin
      scan <= (passes & !pass_ends) ? (scan + 5'd1) : 5'd0;
      arrived <= passes & !pass_ends;
      index <= scan[3:0];
      case (phase)
        PHASE_IDLE: begin
          if (command_valid & allowed) begin
            free_found <= 1'b0;
            segment_found <= 1'b0;
            segment_has_key <= 1'b0;
            overlap_found <= 1'b0;
            key_found <= 1'b0;
            nonce_found <= 1'b0;
            slot_in_use <= 1'b0;
            phase <= PHASE_FIND;
          end
        end
        PHASE_FIND: begin
          if (arrived & !register_valid & !free_found) begin
            free_found <= 1'b1;
            free_index <= index;
          end
          if (same_segment) begin
            segment_found <= 1'b1;
            segment_index <= index;
            segment_slot <= register_key_slot;
            segment_has_key <= has_key;
          end
          if (mine & (register_default_key == command_default_key) & ({1'b0, command_base[31:6]} < register_limit_line)
              & ({1'b0, register_base_line} < limit_line)) begin
            overlap_found <= 1'b1;
          end
          if (shares_key) begin
            key_found <= 1'b1;
            slot <= register_key_slot;
          end
          if (pass_ends) begin
            phase <= PHASE_COMPARE;
          end
        end
        PHASE_COMPARE: begin
          if (arrived & register_valid & has_key & (register_key_slot == slot) & same_nonce) begin
            nonce_found <= 1'b1;
          end
          if (arrived & register_valid & has_key & (register_key_slot == segment_slot) & (index != segment_index)) begin
            slot_in_use <= 1'b1;
          end
          if (pass_ends) begin
            phase <= PHASE_JUDGE;
          end
        end
        PHASE_JUDGE: begin
          status <= verdict;
          accepted <= verdict == SETUP_STATUS_OK;
          if (new_key) begin
            slot <= free_key_slot;
          end
          phase <= PHASE_STORE;
        end
        PHASE_STORE: begin
          if (!storing | key_written) begin
            phase <= PHASE_COMMIT;
          end
        end
        PHASE_COMMIT: begin
          answer <= installing ? free_index : 4'd0;
          phase <= PHASE_RESPOND;
        end
        PHASE_RESPOND: begin
          if (response_fire) begin
            phase <= PHASE_IDLE;
          end
        end
        default: ;
      endcase
    end
  end

  wire unused = &{1'b0, register_read, register_write, register_execute, register_plain_access, register_shared,
      register_stack, register_closed, limit[33], command_bound[5:0]};

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assert_command_stays_until_accepted: assert ((phase == PHASE_IDLE) | (phase == PHASE_RESPOND) | command_valid)
        else $error("%m: property command_stays_until_accepted does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
