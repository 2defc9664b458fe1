// instruction_cache
//
// Instruction cache of 8192 bytes, two ways.
//
// Latency: a hit 1 cycle.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module instruction_cache (
  input  wire        clock,
  input  wire        reset,                 // synchronous, active high
  input  wire        fetch_valid,
  output wire        fetch_ready,
  input  wire [31:0] fetch_address,         // virtual, a multiple of 4
  input  wire        cancel,                // requests of earlier cycles get no answer
  output wire        instruction_valid,
  input  wire        instruction_ready,
  output wire [31:0] instruction,           // secret
  output wire  [4:0] instruction_cause,     // 0 none, else 16 + cause
  output wire        instruction_protected, // identity of its line
  output wire  [3:0] instruction_attribute,
  input  wire  [3:0] domain,
  input  wire        encrypted,
  input  wire        is_translating,        // addresses of instructions are virtual
  output wire [19:0] page,                  // of the fetch in work
  input  wire        is_allowed,            // the translation buffer has `frame` for it
  input  wire [19:0] frame,
  output wire        walk_wanted,           // look `page` up in the page tables
  input  wire        walk_done,
  input  wire        walk_fault,
  input  wire        walk_page_fault,
  input  wire        hold,                  // accept no request and begin nothing
  output wire        is_idle,               // nothing has begun
  input  wire        sweeps,                // `sweep_set` is swept
  input  wire  [5:0] sweep_set,
  input  wire        forget,                // drop all lines of the set
  output wire        request_valid,
  input  wire        request_ready,
  output wire  [1:0] request_kind,          // 0 fetch, 1 load, 2 storeFill, 3 writeBack
  output wire        request_encrypted,     // mode of the instruction that caused a fill
  output wire  [3:0] request_domain,
  output wire [25:0] request_virtual_line,  // virtual address / 64
  output wire [25:0] request_physical_line, // physical address / 64
  output wire        request_protected,     // writeBack: the line was filled under an attribute
  output wire  [3:0] request_attribute,     // writeBack: which one
  input  wire        response_valid,
  output wire        response_ready,
  input  wire [63:0] response_data,         // secret
  input  wire        response_last,         // final word of the answer
  input  wire  [4:0] response_status,       // meaningful with last
  input  wire        response_protected,    // identity to keep with the line
  input  wire  [3:0] response_attribute
);

  localparam [2:0] PHASE_READY        = 3'd0;
  localparam [2:0] PHASE_HELD         = 3'd1;
  localparam [2:0] PHASE_READ         = 3'd2;
  localparam [2:0] PHASE_TRANSLATE    = 3'd3;
  localparam [2:0] PHASE_FILL_REQUEST = 3'd4;
  localparam [2:0] PHASE_FILL         = 3'd5;
  localparam [2:0] PHASE_ANSWER       = 3'd6;

  localparam [1:0] LINE_KIND_FETCH = 2'd0;

  reg   [2:0] phase;
  reg         pending;               // the fetch of `address` is not answered yet
  reg  [31:0] address;
  reg         missed;                // in `ready`: it was not found in the cycle before
  reg         is_page_fault;
  reg         way;
  reg  [19:0] line_frame;
  reg   [3:0] line_domain;
  reg         line_encrypted;
  reg   [2:0] beat;                  // pair of words
  wire  [1:0] arrays_found;
  wire  [1:0] arrays_holds;
  wire        arrays_victim;
  wire [31:0] arrays_word;
  wire        arrays_word_protected;
  wire  [3:0] arrays_word_attribute;
  wire [63:0] arrays_pair;
  wire        arrays_tag_valid;
  wire        arrays_tag_writable;
  wire        arrays_tag_encrypted;
  wire  [3:0] arrays_tag_domain;
  wire        arrays_tag_protected;
  wire  [3:0] arrays_tag_attribute;
  wire [19:0] arrays_tag_page;
  wire [19:0] arrays_tag_frame;
  wire        valid_gate_result;
  wire        ready_gate_result;
  wire        accept_gate_result;
  wire        idle_gate_result;
  wire        miss_gate_result;

  assign page = address[31:12];
  wire responds = pending & !cancel;
  wire is_ready = (phase == PHASE_READY) & !missed;
  wire may_hit = responds & is_ready & (!is_translating | is_allowed);
  wire is_answer = phase == PHASE_ANSWER;

  found_gate_2 valid_gate (
    .found(arrays_found),
    .if_found(may_hit),
    .anyway(responds & is_answer),
    .result(valid_gate_result)
  );

  assign instruction_valid = valid_gate_result;
  wire accepts = is_ready & !hold;
  wire may_be_taken = may_hit & instruction_ready;
  wire is_free = !pending | cancel;

  found_gate_2 ready_gate (
    .found(arrays_found),
    .if_found(accepts & may_be_taken),
    .anyway(accepts & is_free),
    .result(ready_gate_result)
  );

  assign fetch_ready = ready_gate_result;
  wire accepted = accepts & fetch_valid;

  found_gate_2 accept_gate (
    .found(arrays_found),
    .if_found(accepted & may_be_taken),
    .anyway(accepted & is_free),
    .result(accept_gate_result)
  );

  found_gate_2 idle_gate (
    .found(arrays_found),
    .if_found(may_be_taken & !accepted),
    .anyway((is_free | (is_answer & instruction_ready)) & !accepted),
    .result(idle_gate_result)
  );

  found_gate_2 miss_gate (
    .found(arrays_found),
    .if_found(may_hit),
    .anyway(!responds | !is_ready | hold),
    .result(miss_gate_result)
  );

  assign instruction = arrays_word;
  assign instruction_protected = arrays_word_protected;
  assign instruction_attribute = arrays_word_attribute;
  assign instruction_cause = is_answer ? {1'b1, {2{is_page_fault}}, 1'b0, !is_page_fault} : 5'd0;
  assign is_idle = is_ready | (phase == PHASE_HELD) | is_answer;
  assign walk_wanted = phase == PHASE_TRANSLATE;
  assign request_valid = phase == PHASE_FILL_REQUEST;
  assign request_kind = LINE_KIND_FETCH;
  assign request_encrypted = line_encrypted;
  assign request_domain = line_domain;
  assign request_virtual_line = address[31:6];
  assign request_physical_line = {line_frame, address[11:6]};
  assign request_protected = 1'b0;
  assign request_attribute = 4'd0;
  wire is_fill = phase == PHASE_FILL;
  assign response_ready = is_fill;
  wire looks = (accepts & (is_free | instruction_ready)) | (phase == PHASE_READ);
  wire [31:0] arrays_read_place_t1 = is_ready ? fetch_address : address;
  wire [19:0] physical_page = is_translating ? frame : address[31:12];
  wire is_last = is_fill & response_valid & response_last;
  wire is_filled = is_last & !(|response_status);
  wire begins = (phase == PHASE_FILL_REQUEST) & request_ready;

  instruction_arrays arrays (
    .clock(clock),
    .reset(reset),
    .read_tags(looks),
    .read_words({2{looks}}),
    .read_place(arrays_read_place_t1[11:3]),
    .frame(physical_page),
    .page(address[31:12]),
    .domain(domain),
    .encrypted(encrypted),
    .needs_writable(1'b0),
    .as_walker(1'b0),
    .is_odd(address[2]),
    .offset(2'd0),
    .size(2'd2),
    .is_signed(1'b0),
    .other(32'h00000000),
    .takes_other(1'b0),
    .found(arrays_found),
    .holds(arrays_holds),
    .victim(arrays_victim),
    .word(arrays_word),
    .word_protected(arrays_word_protected),
    .word_attribute(arrays_word_attribute),
    .way(1'b0),
    .pair(arrays_pair),
    .tag_valid(arrays_tag_valid),
    .tag_writable(arrays_tag_writable),
    .tag_encrypted(arrays_tag_encrypted),
    .tag_domain(arrays_tag_domain),
    .tag_protected(arrays_tag_protected),
    .tag_attribute(arrays_tag_attribute),
    .tag_page(arrays_tag_page),
    .tag_frame(arrays_tag_frame),
    .write_tag({forget | (way & (is_filled | begins)), forget | (!way & (is_filled | begins))}),
    .write_set(sweeps ? sweep_set : address[11:6]),
    .new_tag_valid(is_filled & !forget),
    .new_tag_writable(1'b0),
    .new_tag_encrypted(line_encrypted),
    .new_tag_domain(line_domain),
    .new_tag_protected(response_protected),
    .new_tag_attribute(response_attribute),
    .new_tag_page(address[31:12]),
    .new_tag_frame(line_frame),
    .write_line({is_fill & response_valid & way, is_fill & response_valid & !way}),
    .write_half(2'd3),
    .write_place({address[11:6], beat}),
    .write_bytes(4'd15),
    .new_words(response_data)
  );

  always @(posedge clock) begin
    if (reset) begin
      phase <= PHASE_READY;
      pending <= 1'b0;
      address <= 32'h00000000;
      missed <= 1'b0;
      is_page_fault <= 1'b0;
      way <= 1'b0;
      line_frame <= 20'h00000;
      line_domain <= 4'd0;
      line_encrypted <= 1'b0;
      beat <= 3'd0;
    end else begin
      missed <= !miss_gate_result;
      pending <= !idle_gate_result;
      if (accept_gate_result) begin
        address <= fetch_address;
      end
      case (phase)
        PHASE_READY: begin
          if (!missed) begin
            way <= arrays_victim;
          end
          line_frame <= physical_page;
          line_domain <= domain;
          line_encrypted <= encrypted;
          beat <= 3'd0;
          if (missed) begin
            if (is_free) begin
              phase <= PHASE_READY;
            end else if (!(!is_translating | is_allowed)) begin
              phase <= PHASE_TRANSLATE;
            end else if (physical_page[19] | (physical_page == 20'h00001)) begin
              phase <= PHASE_FILL_REQUEST;
            end else begin
              is_page_fault <= 1'b0;
              phase <= PHASE_ANSWER;
            end
          end else if (responds & hold) begin
            phase <= PHASE_HELD;
          end
        end
        PHASE_HELD: begin
          if (!hold) begin
            phase <= PHASE_READ;
          end
        end
        PHASE_READ: phase <= PHASE_READY;
        PHASE_TRANSLATE: begin
          if (walk_done) begin
            if (walk_fault) begin
              is_page_fault <= walk_page_fault;
              phase <= PHASE_ANSWER;
            end else begin
              phase <= PHASE_READ;
            end
          end
        end
        PHASE_FILL_REQUEST: begin
          if (request_ready) begin
            phase <= PHASE_FILL;
          end
        end
        PHASE_FILL: begin
          if (response_valid) begin
            beat <= beat + 3'd1;
          end
          if (is_filled) begin
            phase <= PHASE_READ;
          end else if (is_last) begin
            is_page_fault <= 1'b0;
            phase <= PHASE_ANSWER;
          end
        end
        PHASE_ANSWER: begin
          if (is_free | instruction_ready) begin
            phase <= PHASE_READY;
          end
        end
        default: ;
      endcase
    end
  end

  wire unused = &{1'b0, arrays_pair, arrays_tag_valid, arrays_tag_writable, arrays_tag_encrypted, arrays_tag_domain,
      arrays_tag_protected, arrays_tag_attribute, arrays_tag_page, arrays_tag_frame, arrays_holds,
      arrays_read_place_t1[2:0], arrays_read_place_t1[31:12]};

endmodule

`default_nettype wire
