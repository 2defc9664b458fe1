// mode_control
//
// Mode state of 16 domains, each with a back-link stack of 8.
//
// Latency: 3 to 4 cycles from command to response, the higher when a line request comes in the same cycle.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module mode_control (
  input  wire        clock,
  input  wire        reset,                   // synchronous, active high
  input  wire        command_valid,
  output wire        command_ready,
  input  wire  [2:0] command_operation,       // 0 select, 1 configure, 2 cryptomode, 3 retmode, 4 transfer, 5 save, 6 load
  input  wire  [3:0] command_domain,
  input  wire        command_automatic,       // configure: mode follows the regions
  input  wire        command_link,            // cryptomode, retmode: a call that will return
  input  wire        command_has_target,
  input  wire [31:0] command_target,
  input  wire [31:0] command_next,            // address of the instruction that would follow
  output wire        response_valid,
  input  wire        response_ready,
  output wire  [4:0] response_status,
  output wire        response_encrypted,      // mode of the running domain from now on
  output wire  [3:0] response_attribute,
  output wire [31:0] response_pc,             // where execution goes on
  input  wire        hold,                    // accept no command: set-up is at work
  output wire        busy,
  output wire  [3:0] match_domain,
  output wire [25:0] match_line,
  input  wire        match_ordinary,          // an ordinary region contains the line
  input  wire  [3:0] match_ordinary_index,
  input  wire        match_read,              // rights of the ordinary region
  input  wire        match_write,
  input  wire        match_execute,
  input  wire        match_plain_access,
  input  wire        match_ciphered,          // the ordinary region has a cipher
  input  wire        match_fallback,          // a default-key entry contains the line
  input  wire  [3:0] match_fallback_index,
  input  wire        match_fallback_read,     // a default-key entry contains the line and has the right
  input  wire        match_fallback_write,
  input  wire        match_fallback_execute,
  input  wire        match_fallback_ciphered, // the default-key entry has a cipher
  input  wire        match_closed,            // the domain is closed: some region of it says so
  input  wire        match_taken,             // `match` answers another question in this cycle
  input  wire        clear,                   // forget the mode state of `clearDomain`; domain 0 runs if that one did
  input  wire  [3:0] clear_domain,
  output wire  [3:0] running_domain,
  output wire        running_encrypted,
  output wire        running_automatic,       // method of the running domain
  output wire  [3:0] running_attribute,
  output wire        return_expected,         // the running domain has a back-link
  output wire [31:0] return_address           // of that link
);

  localparam [1:0] PHASE_IDLE    = 2'd0;
  localparam [1:0] PHASE_MATCH   = 2'd1;
  localparam [1:0] PHASE_DECIDE  = 2'd2;
  localparam [1:0] PHASE_RESPOND = 2'd3;

  localparam [3:0] MODE_STATUS_OK                = 4'd0;
  localparam [3:0] MODE_STATUS_NO_REGION         = 4'd1;
  localparam [3:0] MODE_STATUS_ACCESS_DENIED     = 4'd2;
  localparam [3:0] MODE_STATUS_REGION_CROSSING   = 4'd3;
  localparam [3:0] MODE_STATUS_BACK_LINKS_FULL   = 4'd4;
  localparam [3:0] MODE_STATUS_WRONG_METHOD      = 4'd5;
  localparam [3:0] MODE_STATUS_NOT_ENCRYPTED     = 4'd6;
  localparam [3:0] MODE_STATUS_NO_DOMAIN         = 4'd7;
  localparam [3:0] MODE_STATUS_IN_USE            = 4'd8;
  localparam [3:0] MODE_STATUS_UNKNOWN_OPERATION = 4'd9;

  reg  [1:0] phase;
  reg  [3:0] running;
  reg        encrypted_1;
  reg        encrypted_2;
  reg        encrypted_3;
  reg        encrypted_4;
  reg        encrypted_5;
  reg        encrypted_6;
  reg        encrypted_7;
  reg        encrypted_8;
  reg        encrypted_9;
  reg        encrypted_10;
  reg        encrypted_11;
  reg        encrypted_12;
  reg        encrypted_13;
  reg        encrypted_14;
  reg        encrypted_15;
  reg        automatic_1;
  reg        automatic_2;
  reg        automatic_3;
  reg        automatic_4;
  reg        automatic_5;
  reg        automatic_6;
  reg        automatic_7;
  reg        automatic_8;
  reg        automatic_9;
  reg        automatic_10;
  reg        automatic_11;
  reg        automatic_12;
  reg        automatic_13;
  reg        automatic_14;
  reg        automatic_15;
  reg  [3:0] attribute_1;
  reg  [3:0] attribute_2;
  reg  [3:0] attribute_3;
  reg  [3:0] attribute_4;
  reg  [3:0] attribute_5;
  reg  [3:0] attribute_6;
  reg  [3:0] attribute_7;
  reg  [3:0] attribute_8;
  reg  [3:0] attribute_9;
  reg  [3:0] attribute_10;
  reg  [3:0] attribute_11;
  reg  [3:0] attribute_12;
  reg  [3:0] attribute_13;
  reg  [3:0] attribute_14;
  reg  [3:0] attribute_15;
  reg  [3:0] depth_1;
  reg  [3:0] depth_2;
  reg  [3:0] depth_3;
  reg  [3:0] depth_4;
  reg  [3:0] depth_5;
  reg  [3:0] depth_6;
  reg  [3:0] depth_7;
  reg  [3:0] depth_8;
  reg  [3:0] depth_9;
  reg  [3:0] depth_10;
  reg  [3:0] depth_11;
  reg  [3:0] depth_12;
  reg  [3:0] depth_13;
  reg  [3:0] depth_14;
  reg  [3:0] depth_15;
  reg [36:0] top;
  reg        has_top;                  // `top` is a link
  reg        mode;                     // it executes in encrypted mode
  reg        method;                   // its mode follows the regions
  reg  [3:0] current;                  // under which it executes
  reg  [3:0] level;                    // its back-links
  reg  [2:0] request_operation;
  reg  [3:0] request_domain;
  reg        request_automatic;
  reg        request_link;
  reg [31:0] request_next;
  reg [31:0] request_destination;      // where execution goes on if the command is obeyed; of save and load the target
  reg        matched_ordinary;         // an ordinary region contains the line
  reg  [3:0] matched_ordinary_index;
  reg        matched_execute;          // right of the ordinary region
  reg  [3:0] matched_fallback_index;
  reg        matched_fallback_execute; // a default-key entry contains the line and has the right
  reg        matched_closed;           // the domain is closed
  reg        top_matches;              // the top back-link leads to the destination
  reg  [3:0] top_attribute;
  reg        top_encrypted;
  reg  [4:0] status;
  reg [31:0] pc;
  reg [36:0] links [0:127];

  assign match_domain = running;
  assign match_line = request_destination[31:6];
  assign busy = phase != PHASE_IDLE;
  assign command_ready = (phase == PHASE_IDLE) & !hold;
  assign running_domain = running;

  reg mode_now;
  always @* begin
    case (running)
      4'd0: mode_now = 1'b0;
      4'd1: mode_now = encrypted_1;
      4'd2: mode_now = encrypted_2;
      4'd3: mode_now = encrypted_3;
      4'd4: mode_now = encrypted_4;
      4'd5: mode_now = encrypted_5;
      4'd6: mode_now = encrypted_6;
      4'd7: mode_now = encrypted_7;
      4'd8: mode_now = encrypted_8;
      4'd9: mode_now = encrypted_9;
      4'd10: mode_now = encrypted_10;
      4'd11: mode_now = encrypted_11;
      4'd12: mode_now = encrypted_12;
      4'd13: mode_now = encrypted_13;
      4'd14: mode_now = encrypted_14;
      default: mode_now = encrypted_15;
    endcase
  end

  assign running_encrypted = mode_now;

  reg method_now;
  always @* begin
    case (running)
      4'd0: method_now = 1'b0;
      4'd1: method_now = automatic_1;
      4'd2: method_now = automatic_2;
      4'd3: method_now = automatic_3;
      4'd4: method_now = automatic_4;
      4'd5: method_now = automatic_5;
      4'd6: method_now = automatic_6;
      4'd7: method_now = automatic_7;
      4'd8: method_now = automatic_8;
      4'd9: method_now = automatic_9;
      4'd10: method_now = automatic_10;
      4'd11: method_now = automatic_11;
      4'd12: method_now = automatic_12;
      4'd13: method_now = automatic_13;
      4'd14: method_now = automatic_14;
      default: method_now = automatic_15;
    endcase
  end

  assign running_automatic = method_now;

  reg [3:0] current_now;
  always @* begin
    case (running)
      4'd0: current_now = 4'd0;
      4'd1: current_now = attribute_1;
      4'd2: current_now = attribute_2;
      4'd3: current_now = attribute_3;
      4'd4: current_now = attribute_4;
      4'd5: current_now = attribute_5;
      4'd6: current_now = attribute_6;
      4'd7: current_now = attribute_7;
      4'd8: current_now = attribute_8;
      4'd9: current_now = attribute_9;
      4'd10: current_now = attribute_10;
      4'd11: current_now = attribute_11;
      4'd12: current_now = attribute_12;
      4'd13: current_now = attribute_13;
      4'd14: current_now = attribute_14;
      default: current_now = attribute_15;
    endcase
  end

  assign running_attribute = current_now;

  reg [3:0] level_now;
  always @* begin
    case (running)
      4'd0: level_now = 4'd0;
      4'd1: level_now = depth_1;
      4'd2: level_now = depth_2;
      4'd3: level_now = depth_3;
      4'd4: level_now = depth_4;
      4'd5: level_now = depth_5;
      4'd6: level_now = depth_6;
      4'd7: level_now = depth_7;
      4'd8: level_now = depth_8;
      4'd9: level_now = depth_9;
      4'd10: level_now = depth_10;
      4'd11: level_now = depth_11;
      4'd12: level_now = depth_12;
      4'd13: level_now = depth_13;
      4'd14: level_now = depth_14;
      default: level_now = depth_15;
    endcase
  end

  wire shows_top = has_top & (|level_now);
  assign return_expected = shows_top;
  wire [31:0] return_address_t1 = {32{shows_top}};
  assign return_address = top[31:0] & return_address_t1;
  assign response_valid = phase == PHASE_RESPOND;
  assign response_status = status;
  assign response_encrypted = mode_now;
  assign response_attribute = mode_now ? current_now : 4'd0;
  assign response_pc = pc;
  wire is_save = (request_operation == 3'd5) & 1'b1;
  wire [2:0] link_below = request_destination[26:24] - 3'd1;
  wire [3:0] top_level = level_now - 4'd1;
  wire [6:0] shown_address = (is_save & (phase != PHASE_IDLE)) ? {request_domain, link_below}
      : {running, top_level[2:0]};
  wire is_select = request_operation == 3'd0;
  wire is_configure = request_operation == 3'd1;

  reg named_in_use;
  always @* begin
    case (request_domain)
      4'd0: named_in_use = 1'b0;
      4'd1: named_in_use = encrypted_1 | (|depth_1);
      4'd2: named_in_use = encrypted_2 | (|depth_2);
      4'd3: named_in_use = encrypted_3 | (|depth_3);
      4'd4: named_in_use = encrypted_4 | (|depth_4);
      4'd5: named_in_use = encrypted_5 | (|depth_5);
      4'd6: named_in_use = encrypted_6 | (|depth_6);
      4'd7: named_in_use = encrypted_7 | (|depth_7);
      4'd8: named_in_use = encrypted_8 | (|depth_8);
      4'd9: named_in_use = encrypted_9 | (|depth_9);
      4'd10: named_in_use = encrypted_10 | (|depth_10);
      4'd11: named_in_use = encrypted_11 | (|depth_11);
      4'd12: named_in_use = encrypted_12 | (|depth_12);
      4'd13: named_in_use = encrypted_13 | (|depth_13);
      4'd14: named_in_use = encrypted_14 | (|depth_14);
      default: named_in_use = encrypted_15 | (|depth_15);
    endcase
  end

  wire is_load = (request_operation == 3'd6) & 1'b1;
  wire some_domain = |running;
  wire is_cryptomode = request_operation == 3'd2;
  wire is_retmode = request_operation == 3'd3;
  wire is_transfer = request_operation == 3'd4;
  wire is_explicit = is_cryptomode | is_retmode;
  wire follows = is_transfer & some_domain;
  wire returns = !(!(|level)) & top_matches & !method & (follows | (is_retmode & !request_link & mode));
  wire returns_encrypted = returns & top_encrypted;
  wire stays_encrypted = follows & !method & mode & !returns;
  wire by_default = !matched_ordinary & matched_fallback_execute;
  wire executable = matched_ordinary ? matched_execute : by_default;
  wire verdict_t1 = (is_cryptomode | returns_encrypted | stays_encrypted) & !executable;
  wire [3:0] found = matched_ordinary ? matched_ordinary_index : matched_fallback_index;
  wire stack_full = level == 4'd8;
  wire is_shut = matched_closed & !request_destination[31];
  wire [3:0] verdict_t2 = ((returns_encrypted | stays_encrypted) & (found != (returns ? top_attribute : current)))
      ? MODE_STATUS_REGION_CROSSING : (is_explicit & request_link & stack_full) ? MODE_STATUS_BACK_LINKS_FULL
      : (is_transfer & method & matched_ordinary & !matched_execute) ? MODE_STATUS_ACCESS_DENIED
      : (is_transfer & method & mode & !matched_ordinary & is_shut) ? MODE_STATUS_NO_REGION : MODE_STATUS_OK;
  wire [3:0] verdict_t3 = (is_transfer & !some_domain) ? MODE_STATUS_OK : !some_domain ? MODE_STATUS_NO_DOMAIN
      : (is_explicit & method) ? MODE_STATUS_WRONG_METHOD : (is_retmode & !mode) ? MODE_STATUS_NOT_ENCRYPTED
      : (verdict_t1 & matched_ordinary) ? MODE_STATUS_ACCESS_DENIED : verdict_t1 ? MODE_STATUS_NO_REGION : verdict_t2;
  wire [3:0] verdict_t4 = is_configure ? MODE_STATUS_OK : ((is_save | is_load) & !(|request_domain))
      ? MODE_STATUS_NO_DOMAIN : ((is_save | is_load) & some_domain) ? MODE_STATUS_IN_USE : (is_save | is_load)
      ? MODE_STATUS_OK : (!is_cryptomode & !is_retmode & !is_transfer) ? MODE_STATUS_UNKNOWN_OPERATION : verdict_t3;
  wire [3:0] verdict = is_select ? MODE_STATUS_OK : (is_configure & !(|request_domain)) ? MODE_STATUS_NO_DOMAIN
      : (is_configure & named_in_use) ? MODE_STATUS_IN_USE : verdict_t4;
  wire accepted = (phase == PHASE_DECIDE) & (verdict == MODE_STATUS_OK);
  wire loads = accepted & is_load;
  wire loads_state = loads & !(|request_destination[31:24]);
  wire changes_mode = accepted & some_domain & (is_explicit | (is_transfer & (method | returns)));
  wire is_running_1 = running == 4'd1;
  wire next_mode = is_cryptomode ? 1'b1 : returns ? top_encrypted : is_retmode ? 1'b0 : matched_ordinary;
  wire [3:0] next_attribute = returns ? top_attribute : found;
  wire pushes = accepted & some_domain & is_explicit & request_link;
  wire [3:0] level_above = level + 4'd1;
  wire pops = accepted & returns;
  wire [3:0] level_below = level - 4'd1;
  wire configures = accepted & is_configure;
  wire is_running_2 = running == 4'd2;
  wire is_running_3 = running == 4'd3;
  wire is_running_4 = running == 4'd4;
  wire is_running_5 = running == 4'd5;
  wire is_running_6 = running == 4'd6;
  wire is_running_7 = running == 4'd7;
  wire is_running_8 = running == 4'd8;
  wire is_running_9 = running == 4'd9;
  wire is_running_10 = running == 4'd10;
  wire is_running_11 = running == 4'd11;
  wire is_running_12 = running == 4'd12;
  wire is_running_13 = running == 4'd13;
  wire is_running_14 = running == 4'd14;
  wire is_running_15 = running == 4'd15;
  wire command_fire = command_valid & command_ready;

  reg [3:0] named_level;
  always @* begin
    case (request_domain)
      4'd0: named_level = 4'd0;
      4'd1: named_level = depth_1;
      4'd2: named_level = depth_2;
      4'd3: named_level = depth_3;
      4'd4: named_level = depth_4;
      4'd5: named_level = depth_5;
      4'd6: named_level = depth_6;
      4'd7: named_level = depth_7;
      4'd8: named_level = depth_8;
      4'd9: named_level = depth_9;
      4'd10: named_level = depth_10;
      4'd11: named_level = depth_11;
      4'd12: named_level = depth_12;
      4'd13: named_level = depth_13;
      4'd14: named_level = depth_14;
      default: named_level = depth_15;
    endcase
  end

  reg [3:0] named_attribute;
  always @* begin
    case (request_domain)
      4'd0: named_attribute = 4'd0;
      4'd1: named_attribute = attribute_1;
      4'd2: named_attribute = attribute_2;
      4'd3: named_attribute = attribute_3;
      4'd4: named_attribute = attribute_4;
      4'd5: named_attribute = attribute_5;
      4'd6: named_attribute = attribute_6;
      4'd7: named_attribute = attribute_7;
      4'd8: named_attribute = attribute_8;
      4'd9: named_attribute = attribute_9;
      4'd10: named_attribute = attribute_10;
      4'd11: named_attribute = attribute_11;
      4'd12: named_attribute = attribute_12;
      4'd13: named_attribute = attribute_13;
      4'd14: named_attribute = attribute_14;
      default: named_attribute = attribute_15;
    endcase
  end

  reg named_mode;
  always @* begin
    case (request_domain)
      4'd0: named_mode = 1'b0;
      4'd1: named_mode = encrypted_1;
      4'd2: named_mode = encrypted_2;
      4'd3: named_mode = encrypted_3;
      4'd4: named_mode = encrypted_4;
      4'd5: named_mode = encrypted_5;
      4'd6: named_mode = encrypted_6;
      4'd7: named_mode = encrypted_7;
      4'd8: named_mode = encrypted_8;
      4'd9: named_mode = encrypted_9;
      4'd10: named_mode = encrypted_10;
      4'd11: named_mode = encrypted_11;
      4'd12: named_mode = encrypted_12;
      4'd13: named_mode = encrypted_13;
      4'd14: named_mode = encrypted_14;
      default: named_mode = encrypted_15;
    endcase
  end

  reg named_method;
  always @* begin
    case (request_domain)
      4'd0: named_method = 1'b0;
      4'd1: named_method = automatic_1;
      4'd2: named_method = automatic_2;
      4'd3: named_method = automatic_3;
      4'd4: named_method = automatic_4;
      4'd5: named_method = automatic_5;
      4'd6: named_method = automatic_6;
      4'd7: named_method = automatic_7;
      4'd8: named_method = automatic_8;
      4'd9: named_method = automatic_9;
      4'd10: named_method = automatic_10;
      4'd11: named_method = automatic_11;
      4'd12: named_method = automatic_12;
      4'd13: named_method = automatic_13;
      4'd14: named_method = automatic_14;
      default: named_method = automatic_15;
    endcase
  end

  wire [31:0] saved_word_t1 = {32{!request_link}};
  wire [31:0] saved_word_t2 = {8'h00, {4'd0, named_level}, {{4'd0, named_attribute} & {8{named_mode}}, 6'd0,
      named_method, named_mode}} & saved_word_t1;
  wire saved_word_t3 = request_destination[31:24] <= {4'd0, named_level};
  wire [31:0] saved_word_t4 = {32{saved_word_t3}};
  wire [31:0] saved_word_t5 = (request_link ? {16'h0000, {{4'd0, top[35:32]} & {8{top[36]}}, 6'd0, 1'b0, top[36]}}
      : top[31:0]) & saved_word_t4;
  wire [31:0] saved_word = !(|request_destination[31:24]) ? saved_word_t2 : saved_word_t5;

  always @(posedge clock) begin
    if (reset) begin
      phase <= PHASE_IDLE;
      running <= 4'd0;
      encrypted_1 <= 1'b0;
      encrypted_2 <= 1'b0;
      encrypted_3 <= 1'b0;
      encrypted_4 <= 1'b0;
      encrypted_5 <= 1'b0;
      encrypted_6 <= 1'b0;
      encrypted_7 <= 1'b0;
      encrypted_8 <= 1'b0;
      encrypted_9 <= 1'b0;
      encrypted_10 <= 1'b0;
      encrypted_11 <= 1'b0;
      encrypted_12 <= 1'b0;
      encrypted_13 <= 1'b0;
      encrypted_14 <= 1'b0;
      encrypted_15 <= 1'b0;
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
      attribute_1 <= 4'd0;
      attribute_2 <= 4'd0;
      attribute_3 <= 4'd0;
      attribute_4 <= 4'd0;
      attribute_5 <= 4'd0;
      attribute_6 <= 4'd0;
      attribute_7 <= 4'd0;
      attribute_8 <= 4'd0;
      attribute_9 <= 4'd0;
      attribute_10 <= 4'd0;
      attribute_11 <= 4'd0;
      attribute_12 <= 4'd0;
      attribute_13 <= 4'd0;
      attribute_14 <= 4'd0;
      attribute_15 <= 4'd0;
      depth_1 <= 4'd0;
      depth_2 <= 4'd0;
      depth_3 <= 4'd0;
      depth_4 <= 4'd0;
      depth_5 <= 4'd0;
      depth_6 <= 4'd0;
      depth_7 <= 4'd0;
      depth_8 <= 4'd0;
      depth_9 <= 4'd0;
      depth_10 <= 4'd0;
      depth_11 <= 4'd0;
      depth_12 <= 4'd0;
      depth_13 <= 4'd0;
      depth_14 <= 4'd0;
      depth_15 <= 4'd0;
      top <= 37'h0000000000;
      has_top <= 1'b0;
      mode <= 1'b0;
      method <= 1'b0;
      current <= 4'd0;
      level <= 4'd0;
      top_matches <= 1'b0;
      top_attribute <= 4'd0;
      top_encrypted <= 1'b0;
      status <= 5'd0;
      pc <= 32'h00000000;
    end else begin
      mode <= mode_now;
      method <= method_now;
      current <= current_now;
      level <= level_now;
      top <= links[shown_address];
      has_top <= |level_now;
      if (clear & (clear_domain == running)) begin
        running <= 4'd0;
      end else if (accepted & is_select) begin
        running <= request_domain;
      end
      if (clear & (clear_domain == 4'd1)) begin
        encrypted_1 <= 1'b0;
        automatic_1 <= 1'b0;
        depth_1 <= 4'd0;
      end else begin
        if (loads_state & (request_domain == 4'd1)) begin
          encrypted_1 <= request_destination[0];
          attribute_1 <= request_destination[11:8];
          depth_1 <= request_destination[19:16];
        end else begin
          if (changes_mode & is_running_1) begin
            encrypted_1 <= next_mode;
            attribute_1 <= next_attribute;
          end
          if (is_running_1) begin
            if (pushes) begin
              depth_1 <= level_above;
            end else if (pops) begin
              depth_1 <= level_below;
            end
          end
        end
        if (configures & (request_domain == 4'd1)) begin
          automatic_1 <= request_automatic;
        end
      end
      if (clear & (clear_domain == 4'd2)) begin
        encrypted_2 <= 1'b0;
        automatic_2 <= 1'b0;
        depth_2 <= 4'd0;
      end else begin
        if (loads_state & (request_domain == 4'd2)) begin
          encrypted_2 <= request_destination[0];
          attribute_2 <= request_destination[11:8];
          depth_2 <= request_destination[19:16];
        end else begin
          if (changes_mode & is_running_2) begin
            encrypted_2 <= next_mode;
            attribute_2 <= next_attribute;
          end
          if (is_running_2) begin
            if (pushes) begin
              depth_2 <= level_above;
            end else if (pops) begin
              depth_2 <= level_below;
            end
          end
        end
        if (configures & (request_domain == 4'd2)) begin
          automatic_2 <= request_automatic;
        end
      end
      if (clear & (clear_domain == 4'd3)) begin
        encrypted_3 <= 1'b0;
        automatic_3 <= 1'b0;
        depth_3 <= 4'd0;
      end else begin
        if (loads_state & (request_domain == 4'd3)) begin
          encrypted_3 <= request_destination[0];
          attribute_3 <= request_destination[11:8];
          depth_3 <= request_destination[19:16];
        end else begin
          if (changes_mode & is_running_3) begin
            encrypted_3 <= next_mode;
            attribute_3 <= next_attribute;
          end
          if (is_running_3) begin
            if (pushes) begin
              depth_3 <= level_above;
            end else if (pops) begin
              depth_3 <= level_below;
            end
          end
        end
        if (configures & (request_domain == 4'd3)) begin
          automatic_3 <= request_automatic;
        end
      end
      if (clear & (clear_domain == 4'd4)) begin
        encrypted_4 <= 1'b0;
        automatic_4 <= 1'b0;
        depth_4 <= 4'd0;
      end else begin
        if (loads_state & (request_domain == 4'd4)) begin
          encrypted_4 <= request_destination[0];
          attribute_4 <= request_destination[11:8];
          depth_4 <= request_destination[19:16];
        end else begin
          if (changes_mode & is_running_4) begin
            encrypted_4 <= next_mode;
            attribute_4 <= next_attribute;
          end
          if (is_running_4) begin
            if (pushes) begin
              depth_4 <= level_above;
            end else if (pops) begin
              depth_4 <= level_below;
            end
          end
        end
        if (configures & (request_domain == 4'd4)) begin
          automatic_4 <= request_automatic;
        end
      end
      if (clear & (clear_domain == 4'd5)) begin
        encrypted_5 <= 1'b0;
        automatic_5 <= 1'b0;
        depth_5 <= 4'd0;
      end else begin
        if (loads_state & (request_domain == 4'd5)) begin
          encrypted_5 <= request_destination[0];
          attribute_5 <= request_destination[11:8];
          depth_5 <= request_destination[19:16];
        end else begin
          if (changes_mode & is_running_5) begin
            encrypted_5 <= next_mode;
            attribute_5 <= next_attribute;
          end
          if (is_running_5) begin
            if (pushes) begin
              depth_5 <= level_above;
            end else if (pops) begin
              depth_5 <= level_below;
            end
          end
        end
        if (configures & (request_domain == 4'd5)) begin
          automatic_5 <= request_automatic;
        end
      end
      if (clear & (clear_domain == 4'd6)) begin
        encrypted_6 <= 1'b0;
        automatic_6 <= 1'b0;
        depth_6 <= 4'd0;
      end else begin
        if (loads_state & (request_domain == 4'd6)) begin
          encrypted_6 <= request_destination[0];
          attribute_6 <= request_destination[11:8];
          depth_6 <= request_destination[19:16];
        end else begin
          if (changes_mode & is_running_6) begin
            encrypted_6 <= next_mode;
            attribute_6 <= next_attribute;
          end
          if (is_running_6) begin
            if (pushes) begin
              depth_6 <= level_above;
            end else if (pops) begin
              depth_6 <= level_below;
            end
          end
        end
        if (configures & (request_domain == 4'd6)) begin
          automatic_6 <= request_automatic;
        end
      end
      if (clear & (clear_domain == 4'd7)) begin
        encrypted_7 <= 1'b0;
        automatic_7 <= 1'b0;
        depth_7 <= 4'd0;
      end else begin
        if (loads_state & (request_domain == 4'd7)) begin
          encrypted_7 <= request_destination[0];
          attribute_7 <= request_destination[11:8];
          depth_7 <= request_destination[19:16];
        end else begin
          if (changes_mode & is_running_7) begin
            encrypted_7 <= next_mode;
            attribute_7 <= next_attribute;
          end
          if (is_running_7) begin
            if (pushes) begin
              depth_7 <= level_above;
            end else if (pops) begin
              depth_7 <= level_below;
            end
          end
        end
        if (configures & (request_domain == 4'd7)) begin
          automatic_7 <= request_automatic;
        end
      end
      if (clear & (clear_domain == 4'd8)) begin
        encrypted_8 <= 1'b0;
        automatic_8 <= 1'b0;
        depth_8 <= 4'd0;
      end else begin
        if (loads_state & (request_domain == 4'd8)) begin
          encrypted_8 <= request_destination[0];
          attribute_8 <= request_destination[11:8];
          depth_8 <= request_destination[19:16];
        end else begin
          if (changes_mode & is_running_8) begin
            encrypted_8 <= next_mode;
            attribute_8 <= next_attribute;
          end
          if (is_running_8) begin
            if (pushes) begin
              depth_8 <= level_above;
            end else if (pops) begin
              depth_8 <= level_below;
            end
          end
        end
        if (configures & (request_domain == 4'd8)) begin
          automatic_8 <= request_automatic;
        end
      end
      if (clear & (clear_domain == 4'd9)) begin
        encrypted_9 <= 1'b0;
        automatic_9 <= 1'b0;
        depth_9 <= 4'd0;
      end else begin
        if (loads_state & (request_domain == 4'd9)) begin
          encrypted_9 <= request_destination[0];
          attribute_9 <= request_destination[11:8];
          depth_9 <= request_destination[19:16];
        end else begin
          if (changes_mode & is_running_9) begin
            encrypted_9 <= next_mode;
            attribute_9 <= next_attribute;
          end
          if (is_running_9) begin
            if (pushes) begin
              depth_9 <= level_above;
            end else if (pops) begin
              depth_9 <= level_below;
            end
          end
        end
        if (configures & (request_domain == 4'd9)) begin
          automatic_9 <= request_automatic;
        end
      end
      if (clear & (clear_domain == 4'd10)) begin
        encrypted_10 <= 1'b0;
        automatic_10 <= 1'b0;
        depth_10 <= 4'd0;
      end else begin
        if (loads_state & (request_domain == 4'd10)) begin
          encrypted_10 <= request_destination[0];
          attribute_10 <= request_destination[11:8];
          depth_10 <= request_destination[19:16];
        end else begin
          if (changes_mode & is_running_10) begin
            encrypted_10 <= next_mode;
            attribute_10 <= next_attribute;
          end
          if (is_running_10) begin
            if (pushes) begin
              depth_10 <= level_above;
            end else if (pops) begin
              depth_10 <= level_below;
            end
          end
        end
        if (configures & (request_domain == 4'd10)) begin
          automatic_10 <= request_automatic;
        end
      end
      if (clear & (clear_domain == 4'd11)) begin
        encrypted_11 <= 1'b0;
        automatic_11 <= 1'b0;
        depth_11 <= 4'd0;
      end else begin
        if (loads_state & (request_domain == 4'd11)) begin
          encrypted_11 <= request_destination[0];
          attribute_11 <= request_destination[11:8];
          depth_11 <= request_destination[19:16];
        end else begin
          if (changes_mode & is_running_11) begin
            encrypted_11 <= next_mode;
            attribute_11 <= next_attribute;
          end
          if (is_running_11) begin
            if (pushes) begin
              depth_11 <= level_above;
            end else if (pops) begin
              depth_11 <= level_below;
            end
          end
        end
        if (configures & (request_domain == 4'd11)) begin
          automatic_11 <= request_automatic;
        end
      end
      if (clear & (clear_domain == 4'd12)) begin
        encrypted_12 <= 1'b0;
        automatic_12 <= 1'b0;
        depth_12 <= 4'd0;
      end else begin
        if (loads_state & (request_domain == 4'd12)) begin
          encrypted_12 <= request_destination[0];
          attribute_12 <= request_destination[11:8];
          depth_12 <= request_destination[19:16];
        end else begin
          if (changes_mode & is_running_12) begin
            encrypted_12 <= next_mode;
            attribute_12 <= next_attribute;
          end
          if (is_running_12) begin
            if (pushes) begin
              depth_12 <= level_above;
            end else if (pops) begin
              depth_12 <= level_below;
            end
          end
        end
        if (configures & (request_domain == 4'd12)) begin
          automatic_12 <= request_automatic;
        end
      end
      if (clear & (clear_domain == 4'd13)) begin
        encrypted_13 <= 1'b0;
        automatic_13 <= 1'b0;
        depth_13 <= 4'd0;
      end else begin
        if (loads_state & (request_domain == 4'd13)) begin
          encrypted_13 <= request_destination[0];
          attribute_13 <= request_destination[11:8];
          depth_13 <= request_destination[19:16];
        end else begin
          if (changes_mode & is_running_13) begin
            encrypted_13 <= next_mode;
            attribute_13 <= next_attribute;
          end
          if (is_running_13) begin
            if (pushes) begin
              depth_13 <= level_above;
            end else if (pops) begin
              depth_13 <= level_below;
            end
          end
        end
        if (configures & (request_domain == 4'd13)) begin
          automatic_13 <= request_automatic;
        end
      end
      if (clear & (clear_domain == 4'd14)) begin
        encrypted_14 <= 1'b0;
        automatic_14 <= 1'b0;
        depth_14 <= 4'd0;
      end else begin
        if (loads_state & (request_domain == 4'd14)) begin
          encrypted_14 <= request_destination[0];
          attribute_14 <= request_destination[11:8];
          depth_14 <= request_destination[19:16];
        end else begin
          if (changes_mode & is_running_14) begin
            encrypted_14 <= next_mode;
            attribute_14 <= next_attribute;
          end
          if (is_running_14) begin
            if (pushes) begin
              depth_14 <= level_above;
            end else if (pops) begin
              depth_14 <= level_below;
            end
          end
        end
        if (configures & (request_domain == 4'd14)) begin
          automatic_14 <= request_automatic;
        end
      end
      if (clear & (clear_domain == 4'd15)) begin
        encrypted_15 <= 1'b0;
        automatic_15 <= 1'b0;
        depth_15 <= 4'd0;
      end else begin
        if (loads_state & (request_domain == 4'd15)) begin
          encrypted_15 <= request_destination[0];
          attribute_15 <= request_destination[11:8];
          depth_15 <= request_destination[19:16];
        end else begin
          if (changes_mode & is_running_15) begin
            encrypted_15 <= next_mode;
            attribute_15 <= next_attribute;
          end
          if (is_running_15) begin
            if (pushes) begin
              depth_15 <= level_above;
            end else if (pops) begin
              depth_15 <= level_below;
            end
          end
        end
        if (configures & (request_domain == 4'd15)) begin
          automatic_15 <= request_automatic;
        end
      end
      case (phase)
        PHASE_IDLE: begin
          if (command_fire) begin
            phase <= PHASE_MATCH;
          end
        end
        PHASE_MATCH: begin
          top_matches <= top[31:0] == request_destination;
          top_attribute <= top[35:32];
          top_encrypted <= top[36];
          if (!match_taken) begin
            phase <= PHASE_DECIDE;
          end
        end
        PHASE_DECIDE: begin
          status <= {1'b0, verdict};
          pc <= accepted ? (is_save ? saved_word : request_destination) : request_next;
          phase <= PHASE_RESPOND;
        end
        PHASE_RESPOND: begin
          if (response_ready) begin
            phase <= PHASE_IDLE;
          end
        end
      endcase
    end
  end

  wire loads_link = loads & !(!(|request_destination[31:24]));
  wire [6:0] links_t1 = loads_link ? {request_domain, link_below} : {running, level[2:0]};
  wire jumps = ((command_operation == 3'd2) | (command_operation == 3'd3)) & command_has_target;

  always @(posedge clock) begin
    if (pushes | loads_link) begin
      links[links_t1] <= {loads_link ? {request_destination[0], request_destination[11:8]} : {mode, current},
          request_next};
    end
    case (phase)
      PHASE_IDLE: begin
        if (command_fire) begin
          request_operation <= command_operation;
          request_domain <= command_domain;
          request_automatic <= command_automatic;
          request_link <= command_link;
          request_next <= command_next;
          request_destination <= (jumps | (command_operation == 3'd5) | (command_operation == 3'd6)) ? command_target
              : command_next;
        end
      end
      PHASE_MATCH: begin
        matched_ordinary <= match_ordinary;
        matched_ordinary_index <= match_ordinary_index;
        matched_execute <= match_execute;
        matched_fallback_index <= match_fallback_index;
        matched_fallback_execute <= match_fallback_execute;
        matched_closed <= match_closed;
      end
      default: ;
    endcase
  end

  wire unused = &{1'b0, match_read, match_write, match_plain_access, match_ciphered, match_fallback,
      match_fallback_read, match_fallback_write, match_fallback_ciphered, top_level[3]};

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assert_domain_0_is_never_encrypted: assert (some_domain | !mode_now)
        else $error("%m: property domain_0_is_never_encrypted does not hold");
      assert_cleared_only_when_idle: assert (!clear | (phase == PHASE_IDLE))
        else $error("%m: property cleared_only_when_idle does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
