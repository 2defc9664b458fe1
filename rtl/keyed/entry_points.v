// entry_points
//
// Refuses mode commands that would enter a region elsewhere than at the entry points of its key entry.
// Keeps 8 entry points for each of 16 regions.
//
// Latency: 27 cycles from a command that may enter a region to its acceptance; others pass; after regions have
// ended a sweep takes 130.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module entry_points (
  input  wire         clock,
  input  wire         reset,                         // synchronous, active high
  input  wire         mode_valid,                    // mode commands; accepted when they are decided
  output wire         mode_ready,
  input  wire   [2:0] mode_operation,                // 0 select, 1 configure, 2 cryptomode, 3 retmode, 4 transfer, 5 save, 6 load
  input  wire   [3:0] mode_domain,
  input  wire         mode_automatic,                // configure: mode follows the regions
  input  wire         mode_link,                     // cryptomode, retmode: a call that will return
  input  wire         mode_has_target,
  input  wire  [31:0] mode_target,
  input  wire  [31:0] mode_next,                     // address of the instruction that would follow
  output wire         mode_response_valid,
  input  wire         mode_response_ready,
  output wire   [4:0] mode_response_status,
  output wire         mode_response_encrypted,       // mode of the running domain from now on
  output wire   [3:0] mode_response_attribute,
  output wire  [31:0] mode_response_pc,              // where execution goes on
  output wire         unit_mode_valid,               // to the mode port of the encryption unit
  input  wire         unit_mode_ready,
  output wire   [2:0] unit_mode_operation,           // 0 select, 1 configure, 2 cryptomode, 3 retmode, 4 transfer, 5 save, 6 load
  output wire   [3:0] unit_mode_domain,
  output wire         unit_mode_automatic,           // configure: mode follows the regions
  output wire         unit_mode_link,                // cryptomode, retmode: a call that will return
  output wire         unit_mode_has_target,
  output wire  [31:0] unit_mode_target,
  output wire  [31:0] unit_mode_next,                // address of the instruction that would follow
  input  wire         unit_mode_response_valid,
  output wire         unit_mode_response_ready,
  input  wire   [4:0] unit_mode_response_status,
  input  wire         unit_mode_response_encrypted,  // mode of the running domain from now on
  input  wire   [3:0] unit_mode_response_attribute,
  input  wire  [31:0] unit_mode_response_pc,         // where execution goes on
  input  wire   [3:0] running_domain,
  input  wire         running_encrypted,
  input  wire         setup_valid,                   // from the unwrap unit
  output wire         setup_ready,
  input  wire   [1:0] setup_operation,               // 0 install, 1 clear, 2 clearDomain
  input  wire   [3:0] setup_domain,
  input  wire   [7:0] setup_segment,
  input  wire  [31:0] setup_base,                    // first byte
  input  wire  [32:0] setup_bound,                   // size in bytes, or limit
  input  wire         setup_bound_is_limit,
  input  wire   [7:0] setup_algorithm,
  input  wire  [63:0] setup_nonce,                   // secret
  input  wire         setup_read,
  input  wire         setup_write,
  input  wire         setup_execute,
  input  wire         setup_default_key,
  input  wire         setup_plain_access,
  input  wire         setup_shared,
  input  wire         setup_stack,
  input  wire         setup_closed,
  input  wire         setup_immediate,               // plaintext key from the program itself: encrypted mode only
  input  wire         setup_share_key,               // use the key of keySegment
  input  wire   [7:0] setup_key_segment,
  input  wire   [6:0] setup_key_bytes,
  input  wire [511:0] setup_key,                     // secret: byte 0 in bits 7:0
  output wire         setup_response_valid,
  input  wire         setup_response_ready,
  output wire   [4:0] setup_response_status,
  output wire   [3:0] setup_response_attribute,      // register that an install filled
  output wire         unit_setup_valid,              // to the set-up port of the encryption unit
  input  wire         unit_setup_ready,
  output wire   [1:0] unit_setup_operation,          // 0 install, 1 clear, 2 clearDomain
  output wire   [3:0] unit_setup_domain,
  output wire   [7:0] unit_setup_segment,
  output wire  [31:0] unit_setup_base,               // first byte
  output wire  [32:0] unit_setup_bound,              // size in bytes, or limit
  output wire         unit_setup_bound_is_limit,
  output wire   [7:0] unit_setup_algorithm,
  output wire  [63:0] unit_setup_nonce,              // secret
  output wire         unit_setup_read,
  output wire         unit_setup_write,
  output wire         unit_setup_execute,
  output wire         unit_setup_default_key,
  output wire         unit_setup_plain_access,
  output wire         unit_setup_shared,
  output wire         unit_setup_stack,
  output wire         unit_setup_closed,
  output wire         unit_setup_immediate,          // plaintext key from the program itself: encrypted mode only
  output wire         unit_setup_share_key,          // use the key of keySegment
  output wire   [7:0] unit_setup_key_segment,
  output wire   [6:0] unit_setup_key_bytes,
  output wire [511:0] unit_setup_key,                // secret: byte 0 in bits 7:0
  input  wire         unit_setup_response_valid,
  output wire         unit_setup_response_ready,
  input  wire   [4:0] unit_setup_response_status,
  input  wire   [3:0] unit_setup_response_attribute, // register that an install filled
  input  wire         restricts,                     // secret: with the answer to an install: its key entry names entry points
  input  wire         hands_over,                    // those entry points still come
  input  wire         point_write,                   // `point` is number `point_index` of the region that was installed last
  input  wire   [2:0] point_index,
  input  wire         point_is_used,                 // secret
  input  wire  [31:0] point_offset                   // secret: from the base of the region
);

  localparam [2:0] PHASE_SWEEP   = 3'd0;
  localparam [2:0] PHASE_IDLE    = 3'd1;
  localparam [2:0] PHASE_SEARCH  = 3'd2;
  localparam [2:0] PHASE_COMPARE = 3'd3;
  localparam [2:0] PHASE_OFFER   = 3'd4;

  (* ram_style = "block" *) reg [32:0] points [0:127];
  reg    [2:0] phase;
  reg    [7:0] position;
  reg          arrived;                              // the memories show what is at `last`
  reg    [6:0] last;
  reg          valid_0;
  reg          valid_1;
  reg          valid_2;
  reg          valid_3;
  reg          valid_4;
  reg          valid_5;
  reg          valid_6;
  reg          valid_7;
  reg          valid_8;
  reg          valid_9;
  reg          valid_10;
  reg          valid_11;
  reg          valid_12;
  reg          valid_13;
  reg          valid_14;
  reg          valid_15;
  reg          entered_0;
  reg          entered_1;
  reg          entered_2;
  reg          entered_3;
  reg          entered_4;
  reg          entered_5;
  reg          entered_6;
  reg          entered_7;
  reg          entered_8;
  reg          entered_9;
  reg          entered_10;
  reg          entered_11;
  reg          entered_12;
  reg          entered_13;
  reg          entered_14;
  reg          entered_15;
  reg    [3:0] installed;
  reg          everything_ends;
  reg          domain_ends;                          // all regions of a domain, not one
  reg    [3:0] ended_domain;
  reg    [7:0] ended_segment;
  reg          ordinary_found;
  reg    [3:0] found;
  reg   [25:0] found_line;                           // line of the destination within the region
  reg          found_restricted;
  reg          is_named;                             // the destination is one of the entry points
  reg          in_flight;
  reg          refused_in_flight;
  reg          entering_in_flight;
  reg          configuring_in_flight;
  reg    [3:0] configured_domain;
  reg          configured_automatic;
  reg          automatic_1;
  reg          automatic_2;
  reg          automatic_3;
  reg          automatic_4;
  reg          automatic_5;
  reg          automatic_6;
  reg          automatic_7;
  reg          automatic_8;
  reg          automatic_9;
  reg          automatic_10;
  reg          automatic_11;
  reg          automatic_12;
  reg          automatic_13;
  reg          automatic_14;
  reg          automatic_15;
  reg    [3:0] current;                              // attribute of the running domain, in encrypted mode
  reg   [66:0] regions_word;
  reg   [32:0] points_word;
  reg   [66:0] regions [0:15];
  wire         setup_register_input_ready;
  wire         setup_register_output_valid;
  wire   [1:0] setup_register_output_operation;
  wire   [3:0] setup_register_output_domain;
  wire   [7:0] setup_register_output_segment;
  wire  [31:0] setup_register_output_base;
  wire  [32:0] setup_register_output_bound;
  wire         setup_register_output_bound_is_limit;
  wire   [7:0] setup_register_output_algorithm;
  wire  [63:0] setup_register_output_nonce;
  wire         setup_register_output_read;
  wire         setup_register_output_write;
  wire         setup_register_output_execute;
  wire         setup_register_output_default_key;
  wire         setup_register_output_plain_access;
  wire         setup_register_output_shared;
  wire         setup_register_output_stack;
  wire         setup_register_output_closed;
  wire         setup_register_output_immediate;
  wire         setup_register_output_share_key;
  wire   [7:0] setup_register_output_key_segment;
  wire   [6:0] setup_register_output_key_bytes;
  wire [511:0] setup_register_output_key;
  wire         setup_register_busy;
  wire   [3:0] installed_region_domain;
  wire   [7:0] installed_region_segment;
  wire  [25:0] installed_region_base_line;
  wire  [26:0] installed_region_lines;
  wire         installed_region_default_key;
  wire         installed_region_is_restricted;       // may be executed, and is entered at its entry points only

  assign setup_ready = setup_register_input_ready;
  assign unit_setup_valid = setup_register_output_valid;
  wire is_cryptomode = mode_operation == 3'd2;
  wire is_transfer = mode_operation == 3'd4;

  reg is_automatic;
  always @* begin
    case (running_domain)
      4'd0: is_automatic = 1'b0;
      4'd1: is_automatic = automatic_1;
      4'd2: is_automatic = automatic_2;
      4'd3: is_automatic = automatic_3;
      4'd4: is_automatic = automatic_4;
      4'd5: is_automatic = automatic_5;
      4'd6: is_automatic = automatic_6;
      4'd7: is_automatic = automatic_7;
      4'd8: is_automatic = automatic_8;
      4'd9: is_automatic = automatic_9;
      4'd10: is_automatic = automatic_10;
      4'd11: is_automatic = automatic_11;
      4'd12: is_automatic = automatic_12;
      4'd13: is_automatic = automatic_13;
      4'd14: is_automatic = automatic_14;
      default: is_automatic = automatic_15;
    endcase
  end

  wire is_examined = is_cryptomode | (is_transfer & is_automatic);
  wire unit_setup_response_fire = unit_setup_response_valid & unit_setup_response_ready;

  setup_register setup_register (
    .clock(clock),
    .reset(reset),
    .input_valid(setup_valid),
    .input_ready(setup_register_input_ready),
    .input_operation(setup_operation),
    .input_domain(setup_domain),
    .input_segment(setup_segment),
    .input_base(setup_base),
    .input_bound(setup_bound),
    .input_bound_is_limit(setup_bound_is_limit),
    .input_algorithm(setup_algorithm),
    .input_nonce(setup_nonce),
    .input_read(setup_read),
    .input_write(setup_write),
    .input_execute(setup_execute),
    .input_default_key(setup_default_key),
    .input_plain_access(setup_plain_access),
    .input_shared(setup_shared),
    .input_stack(setup_stack),
    .input_closed(setup_closed),
    .input_immediate(setup_immediate),
    .input_share_key(setup_share_key),
    .input_key_segment(setup_key_segment),
    .input_key_bytes(setup_key_bytes),
    .input_key(setup_key),
    .output_valid(setup_register_output_valid),
    .output_ready(unit_setup_ready),
    .output_operation(setup_register_output_operation),
    .output_domain(setup_register_output_domain),
    .output_segment(setup_register_output_segment),
    .output_base(setup_register_output_base),
    .output_bound(setup_register_output_bound),
    .output_bound_is_limit(setup_register_output_bound_is_limit),
    .output_algorithm(setup_register_output_algorithm),
    .output_nonce(setup_register_output_nonce),
    .output_read(setup_register_output_read),
    .output_write(setup_register_output_write),
    .output_execute(setup_register_output_execute),
    .output_default_key(setup_register_output_default_key),
    .output_plain_access(setup_register_output_plain_access),
    .output_shared(setup_register_output_shared),
    .output_stack(setup_register_output_stack),
    .output_closed(setup_register_output_closed),
    .output_immediate(setup_register_output_immediate),
    .output_share_key(setup_register_output_share_key),
    .output_key_segment(setup_register_output_key_segment),
    .output_key_bytes(setup_register_output_key_bytes),
    .output_key(setup_register_output_key),
    .hold((phase != PHASE_IDLE) | hands_over | (mode_valid & is_examined)),
    .answered(unit_setup_response_fire),
    .busy(setup_register_busy)
  );

  assign unit_setup_operation = setup_register_output_operation;
  assign unit_setup_domain = setup_register_output_domain;
  assign unit_setup_segment = setup_register_output_segment;
  assign unit_setup_base = setup_register_output_base;
  assign unit_setup_bound = setup_register_output_bound;
  assign unit_setup_bound_is_limit = setup_register_output_bound_is_limit;
  assign unit_setup_algorithm = setup_register_output_algorithm;
  assign unit_setup_nonce = setup_register_output_nonce;
  assign unit_setup_read = setup_register_output_read;
  assign unit_setup_write = setup_register_output_write;
  assign unit_setup_execute = setup_register_output_execute;
  assign unit_setup_default_key = setup_register_output_default_key;
  assign unit_setup_plain_access = setup_register_output_plain_access;
  assign unit_setup_shared = setup_register_output_shared;
  assign unit_setup_stack = setup_register_output_stack;
  assign unit_setup_closed = setup_register_output_closed;
  assign unit_setup_immediate = setup_register_output_immediate;
  assign unit_setup_share_key = setup_register_output_share_key;
  assign unit_setup_key_segment = setup_register_output_key_segment;
  assign unit_setup_key_bytes = setup_register_output_key_bytes;
  assign unit_setup_key = setup_register_output_key;
  assign setup_response_valid = unit_setup_response_valid;
  assign unit_setup_response_ready = setup_response_ready;
  assign setup_response_status = unit_setup_response_status;
  assign setup_response_attribute = unit_setup_response_attribute;
  wire mode_ready_t1 = !in_flight & (!is_examined | (phase == PHASE_OFFER));
  assign mode_ready = unit_mode_ready & mode_ready_t1;
  assign unit_mode_valid = mode_valid & mode_ready_t1;

  reg stays_t1;
  always @* begin
    case (found)
      4'd0: stays_t1 = entered_0;
      4'd1: stays_t1 = entered_1;
      4'd2: stays_t1 = entered_2;
      4'd3: stays_t1 = entered_3;
      4'd4: stays_t1 = entered_4;
      4'd5: stays_t1 = entered_5;
      4'd6: stays_t1 = entered_6;
      4'd7: stays_t1 = entered_7;
      4'd8: stays_t1 = entered_8;
      4'd9: stays_t1 = entered_9;
      4'd10: stays_t1 = entered_10;
      4'd11: stays_t1 = entered_11;
      4'd12: stays_t1 = entered_12;
      4'd13: stays_t1 = entered_13;
      4'd14: stays_t1 = entered_14;
      default: stays_t1 = entered_15;
    endcase
  end

  wire stays = running_encrypted & (current == found) & stays_t1;
  wire must_enter = is_cryptomode ? !is_automatic : !stays;
  wire refuses = (phase == PHASE_OFFER) ? (found_restricted & !is_named & must_enter) : 1'b0;
  assign unit_mode_operation = mode_operation | {3{refuses}};
  assign unit_mode_domain = mode_domain;
  assign unit_mode_automatic = mode_automatic;
  assign unit_mode_link = mode_link;
  assign unit_mode_has_target = mode_has_target;
  assign unit_mode_target = mode_target;
  assign unit_mode_next = mode_next;
  assign mode_response_valid = unit_mode_response_valid;
  assign unit_mode_response_ready = mode_response_ready;
  assign mode_response_status = refused_in_flight ? 5'd10 : unit_mode_response_status;
  assign mode_response_encrypted = unit_mode_response_encrypted;
  assign mode_response_attribute = unit_mode_response_attribute;
  assign mode_response_pc = unit_mode_response_pc;
  assign installed_region_domain = setup_register_output_domain;
  assign installed_region_segment = setup_register_output_segment;
  assign installed_region_base_line = setup_register_output_base[31:6];
  wire [25:0] start_of_bound = setup_register_output_bound_is_limit ? setup_register_output_base[31:6] : 26'h0000000;
  assign installed_region_lines = setup_register_output_bound[32:6] - {1'b0, start_of_bound};
  assign installed_region_default_key = setup_register_output_default_key;
  assign installed_region_is_restricted = restricts & setup_register_output_execute;
  wire unit_mode_fire = unit_mode_valid & unit_mode_ready;
  wire unit_mode_response_fire = unit_mode_response_valid & unit_mode_response_ready;
  wire domain_is_cleared_t1 = unit_setup_response_fire & (unit_setup_response_status == 5'd0);
  wire domain_is_cleared = domain_is_cleared_t1 & (setup_register_output_operation == 2'd2);
  wire is_accepted = unit_mode_response_fire & (unit_mode_response_status == 5'd0);
  wire automatic_1_t1 = is_accepted & configuring_in_flight;
  wire sweeps = phase == PHASE_SWEEP;
  wire searches = phase == PHASE_SEARCH;
  wire pass_ends = sweeps ? position[7] : searches ? position[4] : position[3];
  wire goes_on = (sweeps | searches | (phase == PHASE_COMPARE)) & !pass_ends;
  wire sets_up = setup_register_busy | hands_over;
  wire begins = (phase == PHASE_IDLE) & mode_valid & is_examined & !sets_up & !in_flight;
  wire is_install = setup_register_output_operation == 2'd0;
  wire installs = domain_is_cleared_t1 & is_install;
  wire region_ends = sweeps & arrived & (everything_ends | ((regions_word[66:63] == ended_domain)
      & (domain_ends | (regions_word[62:55] == ended_segment))));
  wire [3:0] last_region = sweeps ? last[6:3] : last[3:0];
  wire region_is_entered = unit_mode_response_fire & entering_in_flight & (unit_mode_response_status == 5'd0)
      & unit_mode_response_encrypted;

  reg contains_t1;
  always @* begin
    case (last[3:0])
      4'd0: contains_t1 = valid_0;
      4'd1: contains_t1 = valid_1;
      4'd2: contains_t1 = valid_2;
      4'd3: contains_t1 = valid_3;
      4'd4: contains_t1 = valid_4;
      4'd5: contains_t1 = valid_5;
      4'd6: contains_t1 = valid_6;
      4'd7: contains_t1 = valid_7;
      4'd8: contains_t1 = valid_8;
      4'd9: contains_t1 = valid_9;
      4'd10: contains_t1 = valid_10;
      4'd11: contains_t1 = valid_11;
      4'd12: contains_t1 = valid_12;
      4'd13: contains_t1 = valid_13;
      4'd14: contains_t1 = valid_14;
      default: contains_t1 = valid_15;
    endcase
  end

  wire jumps = is_cryptomode & mode_has_target;
  wire [31:0] destination = jumps ? mode_target : mode_next;
  wire [25:0] line_in_region = destination[31:6] - regions_word[54:29];
  wire contains = arrived & contains_t1 & (regions_word[66:63] == running_domain)
      & ({1'b0, line_in_region} < regions_word[28:2]) & !(regions_word[1] & is_transfer);
  wire is_better = searches & contains & !(regions_word[1] & ordinary_found);

  always @(posedge clock) begin
    if (reset) begin
      phase <= PHASE_SWEEP;
      position <= 8'h00;
      arrived <= 1'b0;
      last <= 7'h00;
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
      entered_0 <= 1'b0;
      entered_1 <= 1'b0;
      entered_2 <= 1'b0;
      entered_3 <= 1'b0;
      entered_4 <= 1'b0;
      entered_5 <= 1'b0;
      entered_6 <= 1'b0;
      entered_7 <= 1'b0;
      entered_8 <= 1'b0;
      entered_9 <= 1'b0;
      entered_10 <= 1'b0;
      entered_11 <= 1'b0;
      entered_12 <= 1'b0;
      entered_13 <= 1'b0;
      entered_14 <= 1'b0;
      entered_15 <= 1'b0;
      installed <= 4'd0;
      everything_ends <= 1'b1;
      domain_ends <= 1'b0;
      ended_domain <= 4'd0;
      ended_segment <= 8'h00;
      ordinary_found <= 1'b0;
      found <= 4'd0;
      found_line <= 26'h0000000;
      found_restricted <= 1'b0;
      is_named <= 1'b0;
      in_flight <= 1'b0;
      refused_in_flight <= 1'b0;
      entering_in_flight <= 1'b0;
      configuring_in_flight <= 1'b0;
      configured_domain <= 4'd0;
      configured_automatic <= 1'b0;
      automatic_1 <= 1'b0;
      automatic_2 <= 1'b0;
      automatic_3 <= 1'b0;
      automatic_4 <= 1'b0;
      automatic_5 <= 1'b0;
      automatic_6 <= 1'b0;
      automatic_7 <= 1'b0;
      automatic_8 <= 1'b0;
      automatic_9 <= 1'b0;
      automatic_10 <= 1'b0;
      automatic_11 <= 1'b0;
      automatic_12 <= 1'b0;
      automatic_13 <= 1'b0;
      automatic_14 <= 1'b0;
      automatic_15 <= 1'b0;
      current <= 4'd0;
    end else begin
      if (unit_mode_fire) begin
        in_flight <= 1'b1;
        refused_in_flight <= refuses;
        entering_in_flight <= is_examined;
        configuring_in_flight <= mode_operation == 3'd1;
        configured_domain <= mode_domain;
        configured_automatic <= mode_automatic;
      end else if (unit_mode_response_fire) begin
        in_flight <= 1'b0;
      end
      if (unit_mode_response_fire) begin
        current <= unit_mode_response_attribute;
      end
      if (domain_is_cleared & (setup_register_output_domain == 4'd1)) begin
        automatic_1 <= 1'b0;
      end else if (automatic_1_t1 & (configured_domain == 4'd1)) begin
        automatic_1 <= configured_automatic;
      end
      if (domain_is_cleared & (setup_register_output_domain == 4'd2)) begin
        automatic_2 <= 1'b0;
      end else if (automatic_1_t1 & (configured_domain == 4'd2)) begin
        automatic_2 <= configured_automatic;
      end
      if (domain_is_cleared & (setup_register_output_domain == 4'd3)) begin
        automatic_3 <= 1'b0;
      end else if (automatic_1_t1 & (configured_domain == 4'd3)) begin
        automatic_3 <= configured_automatic;
      end
      if (domain_is_cleared & (setup_register_output_domain == 4'd4)) begin
        automatic_4 <= 1'b0;
      end else if (automatic_1_t1 & (configured_domain == 4'd4)) begin
        automatic_4 <= configured_automatic;
      end
      if (domain_is_cleared & (setup_register_output_domain == 4'd5)) begin
        automatic_5 <= 1'b0;
      end else if (automatic_1_t1 & (configured_domain == 4'd5)) begin
        automatic_5 <= configured_automatic;
      end
      if (domain_is_cleared & (setup_register_output_domain == 4'd6)) begin
        automatic_6 <= 1'b0;
      end else if (automatic_1_t1 & (configured_domain == 4'd6)) begin
        automatic_6 <= configured_automatic;
      end
      if (domain_is_cleared & (setup_register_output_domain == 4'd7)) begin
        automatic_7 <= 1'b0;
      end else if (automatic_1_t1 & (configured_domain == 4'd7)) begin
        automatic_7 <= configured_automatic;
      end
      if (domain_is_cleared & (setup_register_output_domain == 4'd8)) begin
        automatic_8 <= 1'b0;
      end else if (automatic_1_t1 & (configured_domain == 4'd8)) begin
        automatic_8 <= configured_automatic;
      end
      if (domain_is_cleared & (setup_register_output_domain == 4'd9)) begin
        automatic_9 <= 1'b0;
      end else if (automatic_1_t1 & (configured_domain == 4'd9)) begin
        automatic_9 <= configured_automatic;
      end
      if (domain_is_cleared & (setup_register_output_domain == 4'd10)) begin
        automatic_10 <= 1'b0;
      end else if (automatic_1_t1 & (configured_domain == 4'd10)) begin
        automatic_10 <= configured_automatic;
      end
      if (domain_is_cleared & (setup_register_output_domain == 4'd11)) begin
        automatic_11 <= 1'b0;
      end else if (automatic_1_t1 & (configured_domain == 4'd11)) begin
        automatic_11 <= configured_automatic;
      end
      if (domain_is_cleared & (setup_register_output_domain == 4'd12)) begin
        automatic_12 <= 1'b0;
      end else if (automatic_1_t1 & (configured_domain == 4'd12)) begin
        automatic_12 <= configured_automatic;
      end
      if (domain_is_cleared & (setup_register_output_domain == 4'd13)) begin
        automatic_13 <= 1'b0;
      end else if (automatic_1_t1 & (configured_domain == 4'd13)) begin
        automatic_13 <= configured_automatic;
      end
      if (domain_is_cleared & (setup_register_output_domain == 4'd14)) begin
        automatic_14 <= 1'b0;
      end else if (automatic_1_t1 & (configured_domain == 4'd14)) begin
        automatic_14 <= configured_automatic;
      end
      if (domain_is_cleared & (setup_register_output_domain == 4'd15)) begin
        automatic_15 <= 1'b0;
      end else if (automatic_1_t1 & (configured_domain == 4'd15)) begin
        automatic_15 <= configured_automatic;
      end
      position <= goes_on ? (position + 8'h01) : 8'h00;
      arrived <= goes_on;
      last <= position[6:0];
      case (phase)
        PHASE_SWEEP: begin
          if (pass_ends) begin
            phase <= PHASE_IDLE;
          end
        end
        PHASE_IDLE: begin
          if (domain_is_cleared_t1 & (setup_register_output_operation != 2'd0)) begin
            phase <= PHASE_SWEEP;
          end else if (begins) begin
            phase <= PHASE_SEARCH;
          end
        end
        PHASE_SEARCH: begin
          if (pass_ends) begin
            phase <= PHASE_COMPARE;
          end
        end
        PHASE_COMPARE: begin
          if (pass_ends) begin
            phase <= PHASE_OFFER;
          end
        end
        PHASE_OFFER: begin
          if (unit_mode_fire) begin
            phase <= PHASE_IDLE;
          end
        end
        default: ;
      endcase
      if (installs) begin
        installed <= unit_setup_response_attribute;
      end
      if (domain_is_cleared_t1 & !is_install) begin
        everything_ends <= 1'b0;
        domain_ends <= setup_register_output_operation == 2'd2;
        ended_domain <= setup_register_output_domain;
        ended_segment <= setup_register_output_segment;
      end
      if (installs & (unit_setup_response_attribute == 4'd0)) begin
        valid_0 <= 1'b1;
        entered_0 <= 1'b0;
      end else begin
        if (region_ends & (last_region == 4'd0)) begin
          valid_0 <= 1'b0;
        end
        if (region_is_entered & (unit_mode_response_attribute == 4'd0)) begin
          entered_0 <= 1'b1;
        end
      end
      if (installs & (unit_setup_response_attribute == 4'd1)) begin
        valid_1 <= 1'b1;
        entered_1 <= 1'b0;
      end else begin
        if (region_ends & (last_region == 4'd1)) begin
          valid_1 <= 1'b0;
        end
        if (region_is_entered & (unit_mode_response_attribute == 4'd1)) begin
          entered_1 <= 1'b1;
        end
      end
      if (installs & (unit_setup_response_attribute == 4'd2)) begin
        valid_2 <= 1'b1;
        entered_2 <= 1'b0;
      end else begin
        if (region_ends & (last_region == 4'd2)) begin
          valid_2 <= 1'b0;
        end
        if (region_is_entered & (unit_mode_response_attribute == 4'd2)) begin
          entered_2 <= 1'b1;
        end
      end
      if (installs & (unit_setup_response_attribute == 4'd3)) begin
        valid_3 <= 1'b1;
        entered_3 <= 1'b0;
      end else begin
        if (region_ends & (last_region == 4'd3)) begin
          valid_3 <= 1'b0;
        end
        if (region_is_entered & (unit_mode_response_attribute == 4'd3)) begin
          entered_3 <= 1'b1;
        end
      end
      if (installs & (unit_setup_response_attribute == 4'd4)) begin
        valid_4 <= 1'b1;
        entered_4 <= 1'b0;
      end else begin
        if (region_ends & (last_region == 4'd4)) begin
          valid_4 <= 1'b0;
        end
        if (region_is_entered & (unit_mode_response_attribute == 4'd4)) begin
          entered_4 <= 1'b1;
        end
      end
      if (installs & (unit_setup_response_attribute == 4'd5)) begin
        valid_5 <= 1'b1;
        entered_5 <= 1'b0;
      end else begin
        if (region_ends & (last_region == 4'd5)) begin
          valid_5 <= 1'b0;
        end
        if (region_is_entered & (unit_mode_response_attribute == 4'd5)) begin
          entered_5 <= 1'b1;
        end
      end
      if (installs & (unit_setup_response_attribute == 4'd6)) begin
        valid_6 <= 1'b1;
        entered_6 <= 1'b0;
      end else begin
        if (region_ends & (last_region == 4'd6)) begin
          valid_6 <= 1'b0;
        end
        if (region_is_entered & (unit_mode_response_attribute == 4'd6)) begin
          entered_6 <= 1'b1;
        end
      end
      if (installs & (unit_setup_response_attribute == 4'd7)) begin
        valid_7 <= 1'b1;
        entered_7 <= 1'b0;
      end else begin
        if (region_ends & (last_region == 4'd7)) begin
          valid_7 <= 1'b0;
        end
        if (region_is_entered & (unit_mode_response_attribute == 4'd7)) begin
          entered_7 <= 1'b1;
        end
      end
      if (installs & (unit_setup_response_attribute == 4'd8)) begin
        valid_8 <= 1'b1;
        entered_8 <= 1'b0;
      end else begin
        if (region_ends & (last_region == 4'd8)) begin
          valid_8 <= 1'b0;
        end
        if (region_is_entered & (unit_mode_response_attribute == 4'd8)) begin
          entered_8 <= 1'b1;
        end
      end
      if (installs & (unit_setup_response_attribute == 4'd9)) begin
        valid_9 <= 1'b1;
        entered_9 <= 1'b0;
      end else begin
        if (region_ends & (last_region == 4'd9)) begin
          valid_9 <= 1'b0;
        end
        if (region_is_entered & (unit_mode_response_attribute == 4'd9)) begin
          entered_9 <= 1'b1;
        end
      end
      if (installs & (unit_setup_response_attribute == 4'd10)) begin
        valid_10 <= 1'b1;
        entered_10 <= 1'b0;
      end else begin
        if (region_ends & (last_region == 4'd10)) begin
          valid_10 <= 1'b0;
        end
        if (region_is_entered & (unit_mode_response_attribute == 4'd10)) begin
          entered_10 <= 1'b1;
        end
      end
      if (installs & (unit_setup_response_attribute == 4'd11)) begin
        valid_11 <= 1'b1;
        entered_11 <= 1'b0;
      end else begin
        if (region_ends & (last_region == 4'd11)) begin
          valid_11 <= 1'b0;
        end
        if (region_is_entered & (unit_mode_response_attribute == 4'd11)) begin
          entered_11 <= 1'b1;
        end
      end
      if (installs & (unit_setup_response_attribute == 4'd12)) begin
        valid_12 <= 1'b1;
        entered_12 <= 1'b0;
      end else begin
        if (region_ends & (last_region == 4'd12)) begin
          valid_12 <= 1'b0;
        end
        if (region_is_entered & (unit_mode_response_attribute == 4'd12)) begin
          entered_12 <= 1'b1;
        end
      end
      if (installs & (unit_setup_response_attribute == 4'd13)) begin
        valid_13 <= 1'b1;
        entered_13 <= 1'b0;
      end else begin
        if (region_ends & (last_region == 4'd13)) begin
          valid_13 <= 1'b0;
        end
        if (region_is_entered & (unit_mode_response_attribute == 4'd13)) begin
          entered_13 <= 1'b1;
        end
      end
      if (installs & (unit_setup_response_attribute == 4'd14)) begin
        valid_14 <= 1'b1;
        entered_14 <= 1'b0;
      end else begin
        if (region_ends & (last_region == 4'd14)) begin
          valid_14 <= 1'b0;
        end
        if (region_is_entered & (unit_mode_response_attribute == 4'd14)) begin
          entered_14 <= 1'b1;
        end
      end
      if (installs & (unit_setup_response_attribute == 4'd15)) begin
        valid_15 <= 1'b1;
        entered_15 <= 1'b0;
      end else begin
        if (region_ends & (last_region == 4'd15)) begin
          valid_15 <= 1'b0;
        end
        if (region_is_entered & (unit_mode_response_attribute == 4'd15)) begin
          entered_15 <= 1'b1;
        end
      end
      if (is_better) begin
        found <= last[3:0];
        found_line <= line_in_region;
      end
      found_restricted <= !begins & (is_better ? regions_word[0] : found_restricted);
      ordinary_found <= !begins & (ordinary_found | (is_better & !regions_word[1]));
      is_named <= !begins & (is_named | ((phase == PHASE_COMPARE) & arrived & points_word[32]
          & (points_word[31:0] == {found_line, destination[5:0]})));
    end
  end

  wire [3:0] region_address = sweeps ? position[6:3] : position[3:0];
  wire [6:0] points_t1 = sweeps ? last : {installed, point_index};

  always @(posedge clock) begin
    if (installs) begin
      regions[unit_setup_response_attribute] <= {installed_region_domain, installed_region_segment,
          installed_region_base_line, installed_region_lines, installed_region_default_key,
          installed_region_is_restricted};
    end
    regions_word <= regions[region_address];
    if (region_ends | point_write) begin
      points[points_t1] <= sweeps ? 33'h000000000 : {point_is_used, point_offset};
    end
    points_word <= points[{found, position[2:0]}];
  end

`ifdef VERILATOR
  reg        unit_mode_waited;
  reg [73:0] unit_mode_last_offer;

  always @(posedge clock) begin
    if (reset) begin
      unit_mode_waited <= 1'b0;
    end else begin
      unit_mode_waited <= unit_mode_valid & !unit_mode_ready;
    end
  end

  always @(posedge clock) begin
    unit_mode_last_offer <= {unit_mode_operation, unit_mode_domain, unit_mode_automatic, unit_mode_link,
        unit_mode_has_target, unit_mode_target, unit_mode_next};
  end

  always @(posedge clock) begin
    if (!reset) begin
      assert_unit_mode_keeps_offers: assert (!unit_mode_waited | (unit_mode_valid
          & ({unit_mode_operation, unit_mode_domain, unit_mode_automatic, unit_mode_link, unit_mode_has_target,
          unit_mode_target, unit_mode_next} == unit_mode_last_offer)))
        else $error("%m: property unit_mode_keeps_offers does not hold");
      assert_no_set_up_during_the_examination: assert ((phase == PHASE_IDLE) | sweeps | !sets_up)
        else $error("%m: property no_set_up_during_the_examination does not hold");
      assert_tables_change_only_when_idle: assert (!domain_is_cleared_t1 | (phase == PHASE_IDLE))
        else $error("%m: property tables_change_only_when_idle does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
