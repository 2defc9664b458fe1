// data_cache
//
// Data cache of 8192 bytes, two ways, with the accesses to devices.
//
// Latency: a hit 1 cycle, LR, SC and AMO 2; a load from a word that was stored to in one of the two cycles
// before 4.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module data_cache (
  input  wire        clock,
  input  wire        reset,                 // synchronous, active high
  input  wire        data_valid,
  output wire        data_ready,
  input  wire  [3:0] data_operation,        // 0 load, 1 store, 2 LR, 3 SC, 4-12 AMO: swap add xor and or min max minu maxu
  input  wire [31:0] data_address,          // virtual, aligned
  input  wire  [1:0] data_size,             // 0 byte, 1 half, 2 word
  input  wire        data_is_signed,        // a loaded byte or half word is extended with its sign; else with zeros
  input  wire [31:0] data_store,            // secret: of the access accepted in the cycle before: value to be stored, in the low bits
  input  wire [31:0] access_store,          // secret: the same of an access of the protection control; one of the two is 0
  input  wire        cancel,                // the request of the cycle before has no effect and no answer
  output wire        result_valid,
  output wire [31:0] result,                // secret: the value, extended
  output wire  [4:0] result_cause,          // 0 none, else 16 + cause
  output wire [31:0] result_physical,
  input  wire        end_reservation,
  input  wire  [3:0] domain,
  input  wire        encrypted,
  input  wire        closed,                // with `encrypted`: no devices in the lower half
  input  wire        is_translating,        // addresses of data are virtual
  output wire [19:0] page,                  // of the access in work
  output wire        is_write,              // it needs the right to write
  input  wire        is_allowed,            // the translation buffer has `frame` for it
  input  wire [19:0] frame,
  output wire        walk_wanted,           // look `page` up in the page tables
  input  wire        walk_done,
  input  wire        walk_fault,
  input  wire        walk_page_fault,
  input  wire        walker_reads,          // the walker reads the word at `walker_address`, until it is answered
  input  wire [31:0] walker_address,        // physical
  output wire        walker_answered,
  output wire [31:0] walker_word,           // secret
  output wire        walker_failed,
  input  wire        hold,                  // accept no request
  output wire        is_idle,               // no access is in work, and nothing waits to be written back
  input  wire        sweeps,                // `sweep_set` is swept
  input  wire        writes_back,           // with `sweeps`: write what is dirty in the set back
  input  wire  [5:0] sweep_set,
  output wire        set_is_clean,          // with `writes_back`: nothing is dirty in the set
  input  wire        forget,                // drop all lines of the set
  output wire        device_valid,
  input  wire        device_ready,
  output wire        device_write,
  output wire [31:0] device_address,        // physical
  output wire  [1:0] device_size,           // 0 byte, 1 half, 2 word
  output wire [31:0] device_store,          // value in every place of its size
  input  wire        device_response_valid,
  input  wire [31:0] device_response_data,  // word of the aligned address
  input  wire        device_response_error,
  output wire        request_valid,
  input  wire        request_ready,
  output wire  [1:0] request_kind,          // 0 fetch, 1 load, 2 storeFill, 3 writeBack
  output wire        request_encrypted,     // mode of the instruction that caused a fill
  output wire  [3:0] request_domain,
  output wire [25:0] request_virtual_line,  // virtual address / 64
  output wire [25:0] request_physical_line, // physical address / 64
  output wire        request_protected,     // writeBack: the line was filled under an attribute
  output wire  [3:0] request_attribute,     // writeBack: which one
  output wire        store_valid,
  input  wire        store_ready,
  output wire [63:0] store_data,            // secret
  input  wire        response_valid,
  output wire        response_ready,
  input  wire [63:0] response_data,         // secret
  input  wire        response_last,         // final word of the answer
  input  wire  [4:0] response_status,       // meaningful with last
  input  wire        response_protected,    // identity to keep with the line
  input  wire  [3:0] response_attribute
);

  localparam [3:0] DATA_OPERATION_LOAD              = 4'd0;
  localparam [3:0] DATA_OPERATION_STORE             = 4'd1;
  localparam [3:0] DATA_OPERATION_LOAD_RESERVED     = 4'd2;
  localparam [3:0] DATA_OPERATION_STORE_CONDITIONAL = 4'd3;

  localparam [3:0] PHASE_READY              = 4'd0;
  localparam [3:0] PHASE_READ               = 4'd1;
  localparam [3:0] PHASE_CHECK              = 4'd2;
  localparam [3:0] PHASE_DECIDE             = 4'd3;
  localparam [3:0] PHASE_TRANSLATE          = 4'd4;
  localparam [3:0] PHASE_WRITE_BACK_REQUEST = 4'd5;
  localparam [3:0] PHASE_WRITE_BACK         = 4'd6;
  localparam [3:0] PHASE_FILL_REQUEST       = 4'd7;
  localparam [3:0] PHASE_FILL               = 4'd8;
  localparam [3:0] PHASE_DEVICE             = 4'd9;
  localparam [3:0] PHASE_DEVICE_ANSWER      = 4'd10;
  localparam [3:0] PHASE_ANSWER             = 4'd11;

  localparam [1:0] LINE_KIND_LOAD       = 2'd1;
  localparam [1:0] LINE_KIND_STORE_FILL = 2'd2;
  localparam [1:0] LINE_KIND_WRITE_BACK = 2'd3;

  (* ram_style = "distributed" *) reg [1:0] dirty [0:63];
  reg   [3:0] phase;
  reg         pending;                       // `access` is not answered yet
  reg   [3:0] access_operation;              // 0 load, 1 store, 2 LR, 3 SC, 4-12 AMO: swap add xor and or min max minu maxu
  reg  [31:0] access_address;                // virtual, aligned
  reg   [1:0] access_size;                   // 0 byte, 1 half, 2 word
  reg         access_is_signed;              // a loaded byte or half word is extended with its sign; else with zeros
  reg   [1:0] storing;                       // ways
  reg   [9:0] store_place;                   // set and word
  reg         was_storing;
  reg   [9:0] past_place;                    // set and word
  reg   [3:0] store_bytes;
  reg   [3:0] store_operation;
  reg  [31:0] store_word;                    // value of the last access that was looked for, in every place of its size
  reg         missed;                        // in `ready`: the access that was looked for in the cycle before is looked for again
  reg         modifying;                     // second cycle of an atomic operation
  reg         is_found;                      // what was checked is in the cache
  reg         walking;                       // the access in work is the walker's
  reg         way;                           // to be filled, and what is dirty there written back
  reg   [3:0] line_domain;
  reg         line_encrypted;
  reg   [2:0] beat;                          // pair of words
  reg  [31:0] old;                           // what an atomic operation found
  reg  [31:0] late;                          // answer of a device or of SC
  reg         failed;                        // the answer is a fault
  reg         is_page_fault;
  reg         reserved;
  reg  [25:0] reserved_line;                 // physical address / 64
  reg         is_own_victim;                 // the line itself is in the cache, for somebody else
  wire        collides;                      // the word was read before a store to it was done
  wire        changes;                       // it may write: a store, SC or AMO
  wire        modifies;                      // it takes a second cycle: LR, SC or AMO
  wire [31:0] target;
  wire [31:0] physical;
  wire  [5:0] set;
  wire        is_translated;
  wire        is_ready;                      // requests are accepted, and answered in the next cycle
  wire        may_hit;                       // it is answered from the cache in this cycle if it is found
  wire        is_accepted;                   // a request is accepted
  wire        is_idle_next;                  // in `ready`: nothing is pending after this cycle
  wire        is_uncached;                   // it goes to no memory
  wire        line_fails;                    // a line came that cannot be used
  wire        is_filled;                     // a line came
  wire        fill_begins;                   // the line that was not found is asked for
  wire        arrives;                       // a pair of its words comes, or its refusal
  wire        victim;                        // way that gives way
  wire        is_way_dirty;                  // what is in `way` is to be written back
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
  wire        miss_gate_result;
  wire        modify_gate_result;
  wire        idle_gate_result;
  wire        ready_gate_result;
  wire        accept_gate_result;
  wire        valid_gate_result;
  wire [31:0] arithmetic_result;
  wire        arithmetic_keeps;
  wire        leaving_take;
  wire  [2:0] leaving_place;
  wire        leaving_is_taking;
  wire        leaving_is_empty;
  wire        leaving_request_valid;
  wire  [1:0] leaving_request_kind;
  wire        leaving_request_encrypted;
  wire  [3:0] leaving_request_domain;
  wire [25:0] leaving_request_virtual_line;
  wire [25:0] leaving_request_physical_line;
  wire        leaving_request_protected;
  wire  [3:0] leaving_request_attribute;
  wire        leaving_store_valid;
  wire [63:0] leaving_store_data;
  wire        leaving_response_ready;

  assign modifies = access_operation[1] | access_operation[2] | access_operation[3];
  assign changes = (modifies & (access_operation != DATA_OPERATION_LOAD_RESERVED))
      | (access_operation == DATA_OPERATION_STORE);
  assign target = walking ? walker_address : access_address;
  assign set = sweeps ? sweep_set : target[11:6];
  wire translates = is_translating & !walking;
  assign physical = {translates ? frame : target[31:12], target[11:0]};
  assign page = access_address[31:12];
  assign is_write = changes;
  assign is_translated = !translates | is_allowed;
  wire is_decide = phase == PHASE_DECIDE;
  assign is_uncached = is_decide & !sweeps & is_translated & !(physical[31] | (physical[31:12] == 20'h00001));
  assign is_ready = (phase == PHASE_READY) & !missed & !modifying;
  wire responds = is_ready & pending & !cancel;
  assign may_hit = is_translated & !collides & (responds | (is_decide & pending & !walking));
  wire may_answer = may_hit & !modifies;
  wire is_answer = phase == PHASE_ANSWER;

  found_gate_2 valid_gate (
    .found(arrays_found),
    .if_found(may_answer),
    .anyway(modifying | is_answer),
    .result(valid_gate_result)
  );

  assign result_valid = valid_gate_result;
  wire accepts = is_ready & !hold & !walker_reads;
  wire is_free = !pending | cancel;

  found_gate_2 ready_gate (
    .found(arrays_found),
    .if_found(accepts & may_answer),
    .anyway(accepts & is_free),
    .result(ready_gate_result)
  );

  assign data_ready = ready_gate_result;
  wire offered = accepts & data_valid;

  found_gate_2 accept_gate (
    .found(arrays_found),
    .if_found(offered & may_answer),
    .anyway(offered & is_free),
    .result(accept_gate_result)
  );

  assign is_accepted = accept_gate_result;

  found_gate_2 idle_gate (
    .found(arrays_found),
    .if_found(may_answer & !offered),
    .anyway(is_free & !offered),
    .result(idle_gate_result)
  );

  assign is_idle_next = idle_gate_result;

  found_gate_2 miss_gate (
    .found(arrays_found),
    .if_found(may_hit),
    .anyway(!responds),
    .result(miss_gate_result)
  );

  found_gate_2 modify_gate (
    .found(arrays_found),
    .if_found(may_hit & modifies),
    .anyway(1'b0),
    .result(modify_gate_result)
  );

  wire is_idle_t1 = |storing;
  assign is_idle = is_ready & !pending & !is_idle_t1 & leaving_is_empty;
  assign result = arrays_word;
  assign result_cause = (is_answer & failed) ? {1'b1, is_page_fault, 1'b1, changes, 1'b1} : 5'd0;
  assign result_physical = physical;
  assign walk_wanted = phase == PHASE_TRANSLATE;
  assign walker_word = arrays_word;
  assign walker_failed = line_fails | is_uncached;
  assign walker_answered = walking & ((is_decide & (is_found | is_uncached)) | line_fails);
  assign device_valid = phase == PHASE_DEVICE;
  assign device_write = access_operation == DATA_OPERATION_STORE;
  assign device_address = physical;
  assign device_size = access_size;
  assign device_store = store_word;
  assign collides = ((was_storing & (access_address[11:2] == past_place))
      | (is_idle_t1 & (access_address[11:2] == store_place))) & (access_operation != DATA_OPERATION_STORE);

  atomic_arithmetic arithmetic (
    .operation(store_operation),
    .memory(old),
    .operand(store_word),
    .result(arithmetic_result),
    .keeps(arithmetic_keeps)
  );

  wire [5:0] dirty_now_t1 = is_idle_t1 ? store_place[9:4] : set;
  wire [1:0] dirty_now = dirty[dirty_now_t1];
  assign victim = sweeps ? !dirty_now[0] : arrays_victim;
  assign is_way_dirty = |(dirty_now & {way, !way});
  assign set_is_clean = (phase == PHASE_CHECK) & sweeps & !(|dirty_now);
  assign line_fails = arrives & response_last & ((|response_status) | (walking & response_protected));
  assign is_filled = arrives & response_last & !line_fails;
  wire looks = (is_ready & (!(pending & modifies) | cancel) & !sweeps) | missed | (phase == PHASE_READ);
  wire is_leaving = (phase == PHASE_WRITE_BACK_REQUEST) | (phase == PHASE_FILL_REQUEST) | leaving_is_taking;
  wire arrays_takes_other_t1 = access_operation == DATA_OPERATION_STORE_CONDITIONAL;
  wire arrays_write_line_t1 = phase == PHASE_FILL;

  data_arrays arrays (
    .clock(clock),
    .reset(reset),
    .read_tags(looks),
    .read_words({2{looks | is_leaving}}),
    .read_place(is_ready ? data_address[11:3] : {set, is_leaving ? leaving_place : target[5:3]}),
    .frame(physical[31:12]),
    .page(access_address[31:12]),
    .domain(domain),
    .encrypted(encrypted),
    .needs_writable(changes & !walking),
    .as_walker(walking),
    .is_odd(target[2]),
    .offset(walking ? 2'd0 : access_address[1:0]),
    .size(walking ? 2'd2 : access_size),
    .is_signed(access_is_signed),
    .other(late),
    .takes_other(is_answer | (modifying & arrays_takes_other_t1)),
    .found(arrays_found),
    .holds(arrays_holds),
    .victim(arrays_victim),
    .word(arrays_word),
    .word_protected(arrays_word_protected),
    .word_attribute(arrays_word_attribute),
    .way(way),
    .pair(arrays_pair),
    .tag_valid(arrays_tag_valid),
    .tag_writable(arrays_tag_writable),
    .tag_encrypted(arrays_tag_encrypted),
    .tag_domain(arrays_tag_domain),
    .tag_protected(arrays_tag_protected),
    .tag_attribute(arrays_tag_attribute),
    .tag_page(arrays_tag_page),
    .tag_frame(arrays_tag_frame),
    .write_tag({forget | (way & (is_filled | fill_begins)), forget | (!way & (is_filled | fill_begins))}),
    .write_set(set),
    .new_tag_valid(is_filled & !forget),
    .new_tag_writable((changes & !walking) | (!response_protected & !line_encrypted & !(physical[31:12] == 20'h00001))),
    .new_tag_encrypted(line_encrypted),
    .new_tag_domain(line_domain),
    .new_tag_protected(response_protected),
    .new_tag_attribute(response_attribute),
    .new_tag_page(target[31:12]),
    .new_tag_frame(physical[31:12]),
    .write_line(arrays_write_line_t1 ? ({2{arrives}} & {way, !way}) : storing),
    .write_half(arrays_write_line_t1 ? 2'd3 : {store_place[0], !store_place[0]}),
    .write_place(arrays_write_line_t1 ? {set, beat} : store_place[9:1]),
    .write_bytes(arrays_write_line_t1 ? 4'd15 : (store_bytes & {4{!arithmetic_keeps}})),
    .new_words(arrays_write_line_t1 ? response_data : {2{arithmetic_result}})
  );

  assign leaving_take = ((phase == PHASE_WRITE_BACK_REQUEST) & leaving_is_empty) | (fill_begins & is_way_dirty);
  assign request_valid = leaving_request_valid | (phase == PHASE_FILL_REQUEST);
  assign fill_begins = (phase == PHASE_FILL_REQUEST) & !leaving_request_valid & request_ready;
  assign request_kind = leaving_request_valid ? LINE_KIND_WRITE_BACK : (changes & !walking) ? LINE_KIND_STORE_FILL
      : LINE_KIND_LOAD;
  assign request_encrypted = !leaving_request_valid & line_encrypted;
  assign request_domain = leaving_request_valid ? leaving_request_domain : line_domain;
  assign request_virtual_line = leaving_request_valid ? leaving_request_virtual_line : target[31:6];
  assign request_physical_line = leaving_request_valid ? leaving_request_physical_line : physical[31:6];
  assign request_protected = leaving_request_valid & leaving_request_protected;
  assign request_attribute = leaving_request_attribute;
  assign store_valid = leaving_store_valid;
  assign store_data = leaving_store_data;

  victim_buffer leaving (
    .clock(clock),
    .reset(reset),
    .take(leaving_take),
    .identity_domain(arrays_tag_domain),
    .identity_protected(arrays_tag_protected),
    .identity_attribute(arrays_tag_attribute),
    .identity_page(arrays_tag_page),
    .identity_physical_line({arrays_tag_frame, set}),
    .place(leaving_place),
    .pair(arrays_pair),
    .is_taking(leaving_is_taking),
    .is_empty(leaving_is_empty),
    .request_valid(leaving_request_valid),
    .request_ready(request_ready),
    .request_kind(leaving_request_kind),
    .request_encrypted(leaving_request_encrypted),
    .request_domain(leaving_request_domain),
    .request_virtual_line(leaving_request_virtual_line),
    .request_physical_line(leaving_request_physical_line),
    .request_protected(leaving_request_protected),
    .request_attribute(leaving_request_attribute),
    .store_valid(leaving_store_valid),
    .store_ready(store_ready),
    .store_data(leaving_store_data),
    .response_valid(response_valid),
    .response_ready(leaving_response_ready),
    .response_data(response_data),
    .response_last(response_last),
    .response_status(response_status),
    .response_protected(response_protected),
    .response_attribute(response_attribute)
  );

  assign arrives = arrays_write_line_t1 & response_valid & !leaving_is_taking;
  assign response_ready = (arrays_write_line_t1 & !leaving_is_taking) | leaving_response_ready;
  wire is_reserve = access_operation == DATA_OPERATION_LOAD_RESERVED;
  wire stores = (may_hit & (access_operation == DATA_OPERATION_STORE))
      | (modifying & !is_reserve & !(arrays_takes_other_t1 & late[0]));
  wire store_bytes_t1 = access_size == 2'd1;
  wire store_bytes_t2 = access_size == 2'd0;
  wire [31:0] placed = {store_bytes_t2 ? data_store[7:0] : store_bytes_t1 ? data_store[15:8] : data_store[31:24],
      (store_bytes_t2 | store_bytes_t1) ? data_store[7:0] : data_store[23:16], store_bytes_t2 ? data_store[7:0]
      : data_store[15:8], data_store[7:0]};

  always @(posedge clock) begin
    if (reset) begin
      phase <= PHASE_READY;
      pending <= 1'b0;
      access_operation <= DATA_OPERATION_LOAD;
      access_address <= 32'h00000000;
      access_size <= 2'd0;
      access_is_signed <= 1'b0;
      storing <= 2'd0;
      store_place <= 10'h000;
      was_storing <= 1'b0;
      past_place <= 10'h000;
      store_bytes <= 4'd0;
      store_operation <= DATA_OPERATION_LOAD;
      store_word <= 32'h00000000;
      missed <= 1'b0;
      modifying <= 1'b0;
      is_found <= 1'b0;
      walking <= 1'b0;
      way <= 1'b0;
      line_domain <= 4'd0;
      line_encrypted <= 1'b0;
      beat <= 3'd0;
      old <= 32'h00000000;
      late <= 32'h00000000;
      failed <= 1'b0;
      is_page_fault <= 1'b0;
      reserved <= 1'b0;
      reserved_line <= 26'h0000000;
      is_own_victim <= 1'b0;
    end else begin
      missed <= !miss_gate_result;
      modifying <= modify_gate_result;
      was_storing <= is_idle_t1;
      past_place <= store_place;
      storing <= stores ? arrays_found : 2'd0;
      if (is_ready) begin
        store_place <= access_address[11:2];
        store_bytes <= {access_size[1] | (store_bytes_t1 & access_address[1])
            | (store_bytes_t2 & (access_address[1:0] == 2'd3)), access_size[1] | (store_bytes_t1 & access_address[1])
            | (store_bytes_t2 & (access_address[1:0] == 2'd2)), access_size[1] | (store_bytes_t1 & !access_address[1])
            | (store_bytes_t2 & (access_address[1:0] == 2'd1)), access_size[1] | (store_bytes_t1 & !access_address[1])
            | (store_bytes_t2 & (access_address[1:0] == 2'd0))};
        store_operation <= access_operation;
        store_word <= placed | access_store;
      end
      is_own_victim <= |arrays_holds;
      if (end_reservation) begin
        reserved <= 1'b0;
      end else if (modifying & (is_reserve | arrays_takes_other_t1)) begin
        reserved <= is_reserve;
      end
      if (modifying & is_reserve) begin
        reserved_line <= physical[31:6];
      end
      old <= arrays_word;
      if (arrays_takes_other_t1) begin
        late <= {31'h00000000, !(reserved & (reserved_line == physical[31:6]))};
      end else if (device_response_valid) begin
        late <= device_response_data;
      end
      if (is_accepted) begin
        access_operation <= data_operation;
        access_address <= data_address;
        access_size <= data_size;
        access_is_signed <= data_is_signed;
      end
      case (phase)
        PHASE_READY: begin
          failed <= 1'b0;
          is_found <= 1'b0;
          walking <= walker_reads & !pending;
          if (missed) begin
            phase <= PHASE_CHECK;
          end else begin
            pending <= !modifying & !is_idle_next;
            if (!pending & (walker_reads | (sweeps & writes_back))) begin
              phase <= PHASE_READ;
            end
          end
        end
        PHASE_READ: begin
          if (is_found) begin
            phase <= PHASE_DECIDE;
          end else begin
            phase <= PHASE_CHECK;
          end
        end
        PHASE_CHECK: begin
          beat <= 3'd0;
          way <= victim;
          is_found <= (|arrays_found) & is_translated;
          line_domain <= domain;
          line_encrypted <= encrypted & !walking;
          if (set_is_clean) begin
            phase <= PHASE_READY;
          end else begin
            phase <= PHASE_DECIDE;
          end
        end
        PHASE_DECIDE: begin
          if (sweeps) begin
            phase <= PHASE_WRITE_BACK_REQUEST;
          end else if (is_found) begin
            if (walking) begin
              walking <= 1'b0;
              if (pending) begin
                phase <= PHASE_TRANSLATE;
              end else begin
                phase <= PHASE_READY;
              end
            end else begin
              pending <= modifies;
              phase <= PHASE_READY;
            end
          end else if (!is_translated) begin
            phase <= PHASE_TRANSLATE;
          end else if (is_uncached) begin
            if (walking) begin
              walking <= 1'b0;
              if (pending) begin
                phase <= PHASE_TRANSLATE;
              end else begin
                phase <= PHASE_READY;
              end
            end else if (access_operation[1] | access_operation[2] | access_operation[3]
                | (encrypted & closed & !access_address[31])) begin
              failed <= 1'b1;
              is_page_fault <= 1'b0;
              phase <= PHASE_ANSWER;
            end else begin
              phase <= PHASE_DEVICE;
            end
          end else if ((physical[31:12] == 20'h00001) & changes & !walking) begin
            failed <= 1'b1;
            is_page_fault <= 1'b0;
            phase <= PHASE_ANSWER;
          end else if (is_own_victim & is_way_dirty) begin
            phase <= PHASE_WRITE_BACK_REQUEST;
          end else begin
            phase <= PHASE_FILL_REQUEST;
          end
        end
        PHASE_TRANSLATE: begin
          is_found <= 1'b0;
          if (walk_done) begin
            if (walk_fault) begin
              failed <= 1'b1;
              is_page_fault <= walk_page_fault;
              phase <= PHASE_ANSWER;
            end else begin
              phase <= PHASE_READ;
            end
          end else if (walker_reads) begin
            walking <= 1'b1;
            phase <= PHASE_READ;
          end
        end
        PHASE_WRITE_BACK_REQUEST: begin
          if (leaving_is_empty) begin
            phase <= PHASE_WRITE_BACK;
          end
        end
        PHASE_WRITE_BACK: begin
          if (leaving_is_empty) begin
            if (sweeps) begin
              phase <= PHASE_READY;
            end else begin
              phase <= PHASE_FILL_REQUEST;
            end
          end
        end
        PHASE_FILL_REQUEST: begin
          if (fill_begins) begin
            phase <= PHASE_FILL;
          end
        end
        PHASE_FILL: begin
          if (arrives) begin
            beat <= beat + 3'd1;
          end
          if (is_filled) begin
            is_found <= 1'b1;
            phase <= PHASE_READ;
          end else if (line_fails) begin
            if (walking) begin
              walking <= 1'b0;
              if (pending) begin
                phase <= PHASE_TRANSLATE;
              end else begin
                phase <= PHASE_READY;
              end
            end else begin
              failed <= 1'b1;
              is_page_fault <= 1'b0;
              phase <= PHASE_ANSWER;
            end
          end
        end
        PHASE_DEVICE: begin
          if (device_ready) begin
            phase <= PHASE_DEVICE_ANSWER;
          end
        end
        PHASE_DEVICE_ANSWER: begin
          if (device_response_valid) begin
            failed <= device_response_error;
            is_page_fault <= 1'b0;
            phase <= PHASE_ANSWER;
          end
        end
        PHASE_ANSWER: begin
          pending <= 1'b0;
          phase <= PHASE_READY;
        end
        default: ;
      endcase
    end
  end

  always @(posedge clock) begin
    if (is_idle_t1 | leaving_take | forget) begin
      dirty[dirty_now_t1] <= is_idle_t1 ? (dirty_now | storing) : forget ? 2'd0 : (dirty_now & ~{way, !way});
    end
  end

  wire unused = &{1'b0, arrays_word_protected, arrays_word_attribute, arrays_tag_valid, arrays_tag_writable,
      arrays_tag_encrypted, leaving_request_kind, leaving_request_encrypted};

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assert_stores_are_done_first: assert (!is_idle_t1 | (phase == PHASE_READY))
        else $error("%m: property stores_are_done_first does not hold");
      assert_one_copy_of_a_line: assert (!((phase == PHASE_CHECK) & !sweeps & is_translated & (&arrays_holds)))
        else $error("%m: property one_copy_of_a_line does not hold");
      assert_one_answer_at_a_time: assert (!(arrays_write_line_t1 & leaving_response_ready))
        else $error("%m: property one_answer_at_a_time does not hold");
      assert_written_back_before_the_next_fill: assert (!fill_begins | leaving_is_empty)
        else $error("%m: property written_back_before_the_next_fill does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
