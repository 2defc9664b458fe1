// data_cache
//
// Data cache of 8192 bytes, two ways, with the accesses to devices.
//
// Latency: a hit 1 cycle, an atomic operation 2; a load after a store to the same word 2 more.
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
  input  wire [31:0] data_store,            // secret: value in the low bits
  input  wire        cancel,                // the request of the cycle before has no effect and no answer
  output wire        result_valid,
  output wire [31:0] result,                // secret
  output wire  [4:0] result_cause,          // 0 none, else 16 + cause
  output wire [31:0] result_physical,
  input  wire        end_reservation,
  input  wire  [3:0] domain,
  input  wire        encrypted,
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
  output wire        is_idle,               // no access is in work
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
  input  wire [31:0] device_response_data,
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
  localparam [3:0] PHASE_TRANSLATE          = 4'd3;
  localparam [3:0] PHASE_WRITE_BACK_REQUEST = 4'd4;
  localparam [3:0] PHASE_WRITE_BACK         = 4'd5;
  localparam [3:0] PHASE_WRITE_BACK_ANSWER  = 4'd6;
  localparam [3:0] PHASE_FILL_REQUEST       = 4'd7;
  localparam [3:0] PHASE_FILL               = 4'd8;
  localparam [3:0] PHASE_DEVICE             = 4'd9;
  localparam [3:0] PHASE_DEVICE_ANSWER      = 4'd10;
  localparam [3:0] PHASE_MODIFY             = 4'd11;
  localparam [3:0] PHASE_ANSWER             = 4'd12;

  localparam [1:0] LINE_KIND_LOAD       = 2'd1;
  localparam [1:0] LINE_KIND_STORE_FILL = 2'd2;
  localparam [1:0] LINE_KIND_WRITE_BACK = 2'd3;

  (* ram_style = "distributed" *) reg [1:0] dirty [0:63];
  reg   [3:0] phase;
  reg         pending;              // `access` is not answered yet
  reg   [3:0] access_operation;     // 0 load, 1 store, 2 LR, 3 SC, 4-12 AMO: swap add xor and or min max minu maxu
  reg  [31:0] access_address;       // virtual, aligned
  reg   [1:0] access_size;          // 0 byte, 1 half, 2 word
  reg  [31:0] access_store;         // value in the low bits
  reg         collides;             // the word could not be read: the store before wrote it in that cycle
  reg         walking;              // the access in work is the walker's
  reg         way;                  // to be written back and filled
  reg   [3:0] line_domain;
  reg         line_encrypted;
  reg   [2:0] beat;                 // pair of words
  reg  [31:0] old;                  // what an atomic operation found
  reg  [31:0] late;                 // answer of a device or of SC
  reg         failed;               // the answer is a fault
  reg         is_page_fault;
  reg         reserved;
  reg  [25:0] reserved_line;        // physical address / 64
  reg         succeeds;             // SC does
  wire        changes;              // it may write: a store, SC or AMO
  wire        modifies;             // it takes a second cycle: SC or AMO
  wire [31:0] target;
  wire [31:0] physical;
  wire  [5:0] set;
  wire        is_translated;
  wire        hit;                  // it can be answered from the cache
  wire        hits;                 // it is answered from the cache in this cycle, or modifies a word in the next
  wire        is_resolved;          // nothing but a new request is pending after this cycle
  wire        is_uncached;          // it goes to no memory
  wire        line_fails;           // a line came that cannot be used
  wire        is_filled;            // a line came
  wire        victim;               // way that gives way
  wire        is_victim_dirty;
  wire  [1:0] arrays_found;
  wire  [1:0] arrays_holds;
  wire        arrays_victim;
  wire [31:0] arrays_word;
  wire [63:0] arrays_pair;
  wire        arrays_tag_valid;
  wire        arrays_tag_writable;
  wire        arrays_tag_encrypted;
  wire  [3:0] arrays_tag_domain;
  wire        arrays_tag_protected;
  wire  [3:0] arrays_tag_attribute;
  wire [19:0] arrays_tag_page;
  wire [19:0] arrays_tag_frame;
  wire [31:0] arithmetic_result;

  wire modifies_t1 = access_operation == DATA_OPERATION_STORE_CONDITIONAL;
  assign modifies = access_operation[2] | access_operation[3] | modifies_t1;
  wire changes_t1 = access_operation == DATA_OPERATION_STORE;
  assign changes = modifies | changes_t1;
  assign target = walking ? walker_address : access_address;
  assign set = sweeps ? sweep_set : target[11:6];
  wire translates = is_translating & !walking;
  assign physical = {translates ? frame : target[31:12], target[11:0]};
  assign page = access_address[31:12];
  assign is_write = changes;
  assign is_translated = !translates | is_allowed;
  assign hit = (|arrays_found) & is_translated & !collides;
  wire is_uncached_t1 = phase == PHASE_CHECK;
  assign is_uncached = is_uncached_t1 & !sweeps & is_translated & !(physical[31] | (physical[31:12] == 20'h00001));
  wire hits_t1 = phase == PHASE_READY;
  assign hits = pending & ((hits_t1 & !cancel) | (is_uncached_t1 & !walking)) & hit;
  wire answers = hits & !modifies;
  assign is_resolved = !pending | cancel | answers;
  assign data_ready = hits_t1 & !hold & !walker_reads & is_resolved;
  assign is_idle = hits_t1 & !pending;
  wire is_answer = phase == PHASE_ANSWER;
  assign result_valid = answers | (phase == PHASE_MODIFY) | is_answer;
  assign result = (is_answer | ((phase == PHASE_MODIFY) & modifies_t1)) ? late : arrays_word;
  assign result_cause = (is_answer & failed) ? {1'b1, is_page_fault, 1'b1, changes, 1'b1} : 5'd0;
  assign result_physical = physical;
  assign walk_wanted = phase == PHASE_TRANSLATE;
  assign walker_word = arrays_word;
  assign walker_failed = line_fails | is_uncached;
  assign walker_answered = walking & ((is_uncached_t1 & (hit | is_uncached)) | line_fails);
  assign device_valid = phase == PHASE_DEVICE;
  assign device_write = changes_t1;
  assign device_address = physical;
  assign device_size = access_size;
  wire placed_t1 = access_size == 2'd0;
  wire placed_t2 = access_size == 2'd1;
  wire [31:0] placed = {placed_t1 ? access_store[7:0] : placed_t2 ? access_store[15:8] : access_store[31:24],
      (placed_t1 | placed_t2) ? access_store[7:0] : access_store[23:16], placed_t1 ? access_store[7:0]
      : access_store[15:8], access_store[7:0]};
  assign device_store = placed;

  atomic_arithmetic arithmetic (
    .operation(access_operation),
    .memory(old),
    .operand(placed),
    .result(arithmetic_result)
  );

  wire [1:0] dirty_now = dirty[set];
  assign victim = sweeps ? !dirty_now[0] : arrays_victim;
  assign is_victim_dirty = sweeps ? (|dirty_now) : arrays_victim ? dirty_now[1] : dirty_now[0];
  assign set_is_clean = is_uncached_t1 & sweeps & !is_victim_dirty;
  wire line_fails_t1 = phase == PHASE_FILL;
  assign line_fails = line_fails_t1 & response_valid & response_last
      & ((|response_status) | (walking & response_protected));
  assign is_filled = line_fails_t1 & response_valid & response_last & !line_fails;
  wire looks = (hits_t1 & (!(pending & modifies) | cancel) & !sweeps) | (phase == PHASE_READ);
  wire stores_pair = hits_t1 & pending & changes_t1 & (data_address[11:3] == access_address[11:3]);
  wire writes = phase == PHASE_WRITE_BACK_REQUEST;
  wire is_writing_back = writes | (phase == PHASE_WRITE_BACK);
  wire store_fire = store_valid & store_ready;
  wire begins = (phase == PHASE_FILL_REQUEST) & request_ready;
  wire writes_store = (hits & changes_t1) | ((phase == PHASE_MODIFY) & (!modifies_t1 | succeeds));
  wire arrays_write_bytes_t1 = line_fails_t1 | access_size[1] | (placed_t2 & access_address[1]);
  wire arrays_write_bytes_t2 = line_fails_t1 | access_size[1] | (placed_t2 & !access_address[1]);

  data_arrays arrays (
    .clock(clock),
    .reset(reset),
    .read_tags(looks),
    .read_words({(looks & !(stores_pair & access_address[2])) | is_writing_back,
        (looks & !(stores_pair & !access_address[2])) | is_writing_back}),
    .read_place(hits_t1 ? data_address[11:3] : {set, is_writing_back ? (store_fire ? (beat + 3'd1) : beat)
        : target[5:3]}),
    .frame(physical[31:12]),
    .page(target[31:12]),
    .domain(domain),
    .encrypted(encrypted),
    .needs_writable(changes & !walking),
    .as_walker(walking),
    .is_odd(target[2]),
    .found(arrays_found),
    .holds(arrays_holds),
    .victim(arrays_victim),
    .word(arrays_word),
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
    .write_tag({forget | (way & (is_filled | begins)), forget | (!way & (is_filled | begins))}),
    .write_set(set),
    .new_tag_valid(is_filled & !forget),
    .new_tag_writable((changes & !walking) | (!response_protected & !line_encrypted & !(physical[31:12] == 20'h00001))),
    .new_tag_encrypted(line_encrypted),
    .new_tag_domain(line_domain),
    .new_tag_protected(response_protected),
    .new_tag_attribute(response_attribute),
    .new_tag_page(target[31:12]),
    .new_tag_frame(physical[31:12]),
    .write_line({line_fails_t1 ? (response_valid & way) : (writes_store & arrays_found[1]), line_fails_t1
        ? (response_valid & !way) : (writes_store & arrays_found[0])}),
    .write_half(line_fails_t1 ? 2'd3 : {target[2], !target[2]}),
    .write_place({set, line_fails_t1 ? beat : target[5:3]}),
    .write_bytes({arrays_write_bytes_t1 | (placed_t1 & (access_address[1:0] == 2'd3)), arrays_write_bytes_t1
        | (placed_t1 & (access_address[1:0] == 2'd2)), arrays_write_bytes_t2
        | (placed_t1 & (access_address[1:0] == 2'd1)), arrays_write_bytes_t2
        | (placed_t1 & (access_address[1:0] == 2'd0))}),
    .new_words(line_fails_t1 ? response_data : {2{arithmetic_result}})
  );

  assign request_valid = writes | (phase == PHASE_FILL_REQUEST);
  assign request_kind = writes ? LINE_KIND_WRITE_BACK : (changes & !walking) ? LINE_KIND_STORE_FILL : LINE_KIND_LOAD;
  assign request_encrypted = line_encrypted;
  assign request_domain = writes ? arrays_tag_domain : line_domain;
  assign request_virtual_line = {writes ? arrays_tag_page : target[31:12], writes ? set : target[11:6]};
  wire [25:0] held = {arrays_tag_frame, set};
  assign request_physical_line = writes ? held : physical[31:6];
  assign request_protected = writes & arrays_tag_protected;
  assign request_attribute = arrays_tag_attribute;
  assign store_valid = phase == PHASE_WRITE_BACK;
  assign store_data = arrays_pair;
  assign response_ready = line_fails_t1 | (phase == PHASE_WRITE_BACK_ANSWER);
  wire is_tried = hits & modifies_t1;
  wire reserves = hits & (access_operation == DATA_OPERATION_LOAD_RESERVED);
  wire data_fire = data_valid & data_ready;

  always @(posedge clock) begin
    if (reset) begin
      phase <= PHASE_READY;
      pending <= 1'b0;
      access_operation <= DATA_OPERATION_LOAD;
      access_address <= 32'h00000000;
      access_size <= 2'd0;
      access_store <= 32'h00000000;
      collides <= 1'b0;
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
      succeeds <= 1'b0;
    end else begin
      collides <= stores_pair & (data_address[2] == access_address[2]);
      if (end_reservation | is_tried) begin
        reserved <= 1'b0;
      end else if (reserves) begin
        reserved <= 1'b1;
      end
      if (reserves) begin
        reserved_line <= physical[31:6];
      end
      if (is_tried) begin
        succeeds <= reserved & (reserved_line == physical[31:6]);
        late <= {31'h00000000, !(reserved & (reserved_line == physical[31:6]))};
      end else if (device_response_valid) begin
        late <= device_response_data;
      end
      if (hits) begin
        old <= arrays_word;
      end
      case (phase)
        PHASE_READY: begin
          failed <= 1'b0;
          if (is_resolved) begin
            pending <= data_fire;
            if (data_fire) begin
              access_operation <= data_operation;
              access_address <= data_address;
              access_size <= data_size;
              access_store <= data_store;
            end else begin
              walking <= walker_reads;
              if (walker_reads | (sweeps & writes_back)) begin
                phase <= PHASE_READ;
              end
            end
          end else if (hits) begin
            phase <= PHASE_MODIFY;
          end else begin
            phase <= PHASE_READ;
          end
        end
        PHASE_READ: phase <= PHASE_CHECK;
        PHASE_CHECK: begin
          beat <= 3'd0;
          way <= victim;
          line_domain <= domain;
          line_encrypted <= encrypted & !walking;
          if (sweeps) begin
            if (is_victim_dirty) begin
              phase <= PHASE_WRITE_BACK_REQUEST;
            end else begin
              phase <= PHASE_READY;
            end
          end else if (hit) begin
            if (walking) begin
              walking <= 1'b0;
              if (pending) begin
                phase <= PHASE_TRANSLATE;
              end else begin
                phase <= PHASE_READY;
              end
            end else begin
              pending <= modifies;
              if (modifies) begin
                phase <= PHASE_MODIFY;
              end else begin
                phase <= PHASE_READY;
              end
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
            end else if (access_operation[1] | access_operation[2] | access_operation[3]) begin
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
          end else if (is_victim_dirty) begin
            phase <= PHASE_WRITE_BACK_REQUEST;
          end else begin
            phase <= PHASE_FILL_REQUEST;
          end
        end
        PHASE_TRANSLATE: begin
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
          if (request_ready) begin
            phase <= PHASE_WRITE_BACK;
          end
        end
        PHASE_WRITE_BACK: begin
          if (store_ready) begin
            beat <= beat + 3'd1;
            if (&beat) begin
              phase <= PHASE_WRITE_BACK_ANSWER;
            end
          end
        end
        PHASE_WRITE_BACK_ANSWER: begin
          if (response_valid) begin
            if (sweeps) begin
              phase <= PHASE_READY;
            end else begin
              phase <= PHASE_FILL_REQUEST;
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
        PHASE_MODIFY: begin
          pending <= 1'b0;
          phase <= PHASE_READY;
        end
        PHASE_ANSWER: begin
          pending <= 1'b0;
          phase <= PHASE_READY;
        end
        default: ;
      endcase
    end
  end

  wire is_written_back = (phase == PHASE_WRITE_BACK_ANSWER) & response_valid;

  always @(posedge clock) begin
    if (writes_store | is_written_back | forget) begin
      dirty[set] <= forget ? 2'd0 : is_written_back ? (dirty_now & ~{way, !way}) : (dirty_now | arrays_found);
    end
  end

  wire unused = &{1'b0, arrays_tag_valid, arrays_tag_writable, arrays_tag_encrypted};

`ifdef VERILATOR
  always @(posedge clock) begin
    if (!reset) begin
      assert_one_copy_of_a_line: assert (!(is_uncached_t1 & !sweeps & is_translated & (&arrays_holds)))
        else $error("%m: property one_copy_of_a_line does not hold");
    end
  end
`endif

endmodule

`default_nettype wire
