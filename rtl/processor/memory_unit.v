// memory_unit
//
// The memory unit of the core: 8 KiB in two ways of instructions, 8 KiB in two ways of data, two translation
// buffers of 16 entries, Sv32.
//
// Latency: a hit 1 cycle, one in every cycle on both sides.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module memory_unit (
  input  wire        clock,
  input  wire        reset,                 // synchronous, active high
  input  wire        fetch_valid,           // fetches
  output wire        fetch_ready,
  input  wire [31:0] fetch_address,         // virtual, a multiple of 4
  input  wire        fetch_cancel,          // requests of earlier cycles get no answer
  output wire        instruction_valid,
  input  wire        instruction_ready,
  output wire [31:0] instruction,           // secret
  output wire  [4:0] instruction_cause,     // 0 none, else 16 + cause
  output wire        instruction_protected, // identity of its line
  output wire  [3:0] instruction_attribute,
  input  wire        data_valid,            // accesses to data
  output wire        data_ready,
  input  wire  [3:0] data_operation,        // 0 load, 1 store, 2 LR, 3 SC, 4-12 AMO: swap add xor and or min max minu maxu
  input  wire [31:0] data_address,          // virtual, aligned
  input  wire  [1:0] data_size,             // 0 byte, 1 half, 2 word
  input  wire        data_is_signed,        // a loaded byte or half word is extended with its sign; else with zeros
  input  wire [31:0] data_store,            // secret: of the access accepted in the cycle before: value to be stored, in the low bits
  input  wire [31:0] access_store,          // secret: the same of an access of the protection control; one of the two is 0
  input  wire        data_cancel,           // the request of the cycle before has no effect and no answer
  output wire        result_valid,          // taken at once
  output wire [31:0] result,                // secret: the value, extended; of SC 0 for success
  output wire  [4:0] result_cause,          // 0 none, else 16 + cause
  output wire [31:0] result_physical,
  input  wire        end_reservation,       // a trap or its return: the next SC fails
  input  wire        satp_mode,             // Sv32
  input  wire [19:0] satp_ppn,
  input  wire  [1:0] fetch_privilege,
  input  wire  [1:0] data_privilege,
  input  wire        sum,                   // mstatus.SUM
  input  wire        mxr,                   // mstatus.MXR
  input  wire  [3:0] domain,                // that runs
  input  wire        encrypted,             // mode of the running program
  input  wire        closed,                // in encrypted mode the lower half of its addresses has nothing but regions, and no devices
  input  wire        command_valid,
  output wire        command_ready,         // the command is done
  input  wire        command,               // 0 fence.i: all lines written back and dropped; 1 sfence.vma: all translations dropped
  output wire        request_valid,         // line requests
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
  input  wire        response_valid,        // answers to line requests
  output wire        response_ready,
  input  wire [63:0] response_data,         // secret
  input  wire        response_last,         // final word of the answer
  input  wire  [4:0] response_status,       // meaningful with last
  input  wire        response_protected,    // identity to keep with the line
  input  wire  [3:0] response_attribute,
  output wire        device_valid,          // accesses that are not cached
  input  wire        device_ready,
  output wire        device_write,
  output wire [31:0] device_address,        // physical
  output wire  [1:0] device_size,           // 0 byte, 1 half, 2 word
  output wire [31:0] device_store,          // value in every place of its size
  input  wire        device_response_valid, // a cycle or more after the access was accepted; taken at once
  input  wire [31:0] device_response_data,  // word of the aligned address
  input  wire        device_response_error  // there is nothing
);

  reg         fetch_translates;
  reg         data_translates;
  reg         fetch_is_user;
  reg         data_is_user;
  reg         data_sum;
  reg         data_mxr;
  wire        instruction_cache_fetch_ready;
  wire        instruction_cache_instruction_valid;
  wire [31:0] instruction_cache_instruction;
  wire  [4:0] instruction_cache_instruction_cause;
  wire        instruction_cache_instruction_protected;
  wire  [3:0] instruction_cache_instruction_attribute;
  wire [19:0] instruction_cache_page;
  wire        instruction_cache_walk_wanted;
  wire        instruction_cache_is_idle;
  wire        instruction_cache_request_valid;
  wire  [1:0] instruction_cache_request_kind;
  wire        instruction_cache_request_encrypted;
  wire  [3:0] instruction_cache_request_domain;
  wire [25:0] instruction_cache_request_virtual_line;
  wire [25:0] instruction_cache_request_physical_line;
  wire        instruction_cache_request_protected;
  wire  [3:0] instruction_cache_request_attribute;
  wire        instruction_cache_response_ready;
  wire        data_cache_data_ready;
  wire        data_cache_result_valid;
  wire [31:0] data_cache_result;
  wire  [4:0] data_cache_result_cause;
  wire [31:0] data_cache_result_physical;
  wire [19:0] data_cache_page;
  wire        data_cache_is_write;
  wire        data_cache_walk_wanted;
  wire        data_cache_walker_answered;
  wire [31:0] data_cache_walker_word;
  wire        data_cache_walker_failed;
  wire        data_cache_is_idle;
  wire        data_cache_set_is_clean;
  wire        data_cache_device_valid;
  wire        data_cache_device_write;
  wire [31:0] data_cache_device_address;
  wire  [1:0] data_cache_device_size;
  wire [31:0] data_cache_device_store;
  wire        data_cache_request_valid;
  wire  [1:0] data_cache_request_kind;
  wire        data_cache_request_encrypted;
  wire  [3:0] data_cache_request_domain;
  wire [25:0] data_cache_request_virtual_line;
  wire [25:0] data_cache_request_physical_line;
  wire        data_cache_request_protected;
  wire  [3:0] data_cache_request_attribute;
  wire        data_cache_store_valid;
  wire [63:0] data_cache_store_data;
  wire        data_cache_response_ready;
  wire        instruction_translations_is_allowed;
  wire [19:0] instruction_translations_frame;
  wire        data_translations_is_allowed;
  wire [19:0] data_translations_frame;
  wire        walker_data_access_execute;
  wire        walker_data_access_write;
  wire        walker_data_access_is_user;
  wire        walker_data_access_sum;
  wire        walker_data_access_mxr;
  wire        walker_fetch_access_execute;
  wire        walker_fetch_access_write;
  wire        walker_fetch_access_is_user;
  wire        walker_fetch_access_sum;
  wire        walker_fetch_access_mxr;
  wire        walker_read;
  wire [31:0] walker_read_address;
  wire        walker_data_done;
  wire        walker_fetch_done;
  wire        walker_is_fault;
  wire        walker_is_page_fault;
  wire [19:0] walker_translation_page;
  wire [19:0] walker_translation_frame;
  wire        walker_translation_rights_read;
  wire        walker_translation_rights_write;
  wire        walker_translation_rights_execute;
  wire        walker_translation_rights_user;
  wire        walker_is_idle;
  wire        sharing_data_ready;
  wire        sharing_data_response_valid;
  wire [63:0] sharing_data_response_data;
  wire        sharing_data_response_last;
  wire  [4:0] sharing_data_response_status;
  wire        sharing_data_response_protected;
  wire  [3:0] sharing_data_response_attribute;
  wire        sharing_fetch_ready;
  wire        sharing_fetch_response_valid;
  wire [63:0] sharing_fetch_response_data;
  wire        sharing_fetch_response_last;
  wire  [4:0] sharing_fetch_response_status;
  wire        sharing_fetch_response_protected;
  wire  [3:0] sharing_fetch_response_attribute;
  wire        sharing_request_valid;
  wire  [1:0] sharing_request_kind;
  wire        sharing_request_encrypted;
  wire  [3:0] sharing_request_domain;
  wire [25:0] sharing_request_virtual_line;
  wire [25:0] sharing_request_physical_line;
  wire        sharing_request_protected;
  wire  [3:0] sharing_request_attribute;
  wire        sharing_response_ready;
  wire        maintenance_command_ready;
  wire        maintenance_hold;
  wire        maintenance_sweeps_lines;
  wire        maintenance_writes_back;
  wire        maintenance_forget_lines;
  wire        maintenance_forget_translation;
  wire  [5:0] maintenance_index;

  assign fetch_ready = instruction_cache_fetch_ready;
  assign instruction_valid = instruction_cache_instruction_valid;
  assign instruction = instruction_cache_instruction;
  assign instruction_cause = instruction_cache_instruction_cause;
  assign instruction_protected = instruction_cache_instruction_protected;
  assign instruction_attribute = instruction_cache_instruction_attribute;
  assign data_ready = data_cache_data_ready;
  assign result_valid = data_cache_result_valid;
  assign result = data_cache_result;
  assign result_cause = data_cache_result_cause;
  assign result_physical = data_cache_result_physical;
  assign device_valid = data_cache_device_valid;
  assign device_write = data_cache_device_write;
  assign device_address = data_cache_device_address;
  assign device_size = data_cache_device_size;
  assign device_store = data_cache_device_store;
  assign walker_fetch_access_execute = 1'b1;
  assign walker_fetch_access_write = 1'b0;
  assign walker_fetch_access_is_user = fetch_is_user;
  assign walker_fetch_access_sum = 1'b0;
  assign walker_fetch_access_mxr = 1'b0;
  assign walker_data_access_execute = 1'b0;
  assign walker_data_access_write = data_cache_is_write;
  assign walker_data_access_is_user = data_is_user;
  assign walker_data_access_sum = data_sum;
  assign walker_data_access_mxr = data_mxr;

  page_walker walker (
    .clock(clock),
    .reset(reset),
    .data_wanted(data_cache_walk_wanted),
    .data_page(data_cache_page),
    .data_access_execute(walker_data_access_execute),
    .data_access_write(walker_data_access_write),
    .data_access_is_user(walker_data_access_is_user),
    .data_access_sum(walker_data_access_sum),
    .data_access_mxr(walker_data_access_mxr),
    .fetch_wanted(instruction_cache_walk_wanted),
    .fetch_page(instruction_cache_page),
    .fetch_access_execute(walker_fetch_access_execute),
    .fetch_access_write(walker_fetch_access_write),
    .fetch_access_is_user(walker_fetch_access_is_user),
    .fetch_access_sum(walker_fetch_access_sum),
    .fetch_access_mxr(walker_fetch_access_mxr),
    .root_table(satp_ppn),
    .read(walker_read),
    .read_address(walker_read_address),
    .answered(data_cache_walker_answered),
    .word(data_cache_walker_word),
    .failed(data_cache_walker_failed),
    .data_done(walker_data_done),
    .fetch_done(walker_fetch_done),
    .is_fault(walker_is_fault),
    .is_page_fault(walker_is_page_fault),
    .translation_page(walker_translation_page),
    .translation_frame(walker_translation_frame),
    .translation_rights_read(walker_translation_rights_read),
    .translation_rights_write(walker_translation_rights_write),
    .translation_rights_execute(walker_translation_rights_execute),
    .translation_rights_user(walker_translation_rights_user),
    .is_idle(walker_is_idle)
  );

  assign command_ready = maintenance_command_ready;

  maintenance_control maintenance (
    .clock(clock),
    .reset(reset),
    .command_valid(command_valid),
    .command_ready(maintenance_command_ready),
    .command(command),
    .is_quiet(data_cache_is_idle & walker_is_idle & instruction_cache_is_idle),
    .hold(maintenance_hold),
    .sweeps_lines(maintenance_sweeps_lines),
    .writes_back(maintenance_writes_back),
    .set_is_clean(data_cache_set_is_clean),
    .forget_lines(maintenance_forget_lines),
    .forget_translation(maintenance_forget_translation),
    .index(maintenance_index)
  );

  translation_buffer_16 instruction_translations (
    .clock(clock),
    .reset(reset),
    .page(instruction_cache_page),
    .access_execute(walker_fetch_access_execute),
    .access_write(walker_fetch_access_write),
    .access_is_user(walker_fetch_access_is_user),
    .access_sum(walker_fetch_access_sum),
    .access_mxr(walker_fetch_access_mxr),
    .is_allowed(instruction_translations_is_allowed),
    .frame(instruction_translations_frame),
    .fill(walker_fetch_done & !walker_is_fault),
    .translation_page(walker_translation_page),
    .translation_frame(walker_translation_frame),
    .translation_rights_read(walker_translation_rights_read),
    .translation_rights_write(walker_translation_rights_write),
    .translation_rights_execute(walker_translation_rights_execute),
    .translation_rights_user(walker_translation_rights_user),
    .forget(maintenance_forget_translation),
    .forget_index(maintenance_index[3:0])
  );

  translation_buffer_16 data_translations (
    .clock(clock),
    .reset(reset),
    .page(data_cache_page),
    .access_execute(walker_data_access_execute),
    .access_write(walker_data_access_write),
    .access_is_user(walker_data_access_is_user),
    .access_sum(walker_data_access_sum),
    .access_mxr(walker_data_access_mxr),
    .is_allowed(data_translations_is_allowed),
    .frame(data_translations_frame),
    .fill(walker_data_done & !walker_is_fault),
    .translation_page(walker_translation_page),
    .translation_frame(walker_translation_frame),
    .translation_rights_read(walker_translation_rights_read),
    .translation_rights_write(walker_translation_rights_write),
    .translation_rights_execute(walker_translation_rights_execute),
    .translation_rights_user(walker_translation_rights_user),
    .forget(maintenance_forget_translation),
    .forget_index(maintenance_index[3:0])
  );

  instruction_cache instruction_cache (
    .clock(clock),
    .reset(reset),
    .fetch_valid(fetch_valid),
    .fetch_ready(instruction_cache_fetch_ready),
    .fetch_address(fetch_address),
    .cancel(fetch_cancel),
    .instruction_valid(instruction_cache_instruction_valid),
    .instruction_ready(instruction_ready),
    .instruction(instruction_cache_instruction),
    .instruction_cause(instruction_cache_instruction_cause),
    .instruction_protected(instruction_cache_instruction_protected),
    .instruction_attribute(instruction_cache_instruction_attribute),
    .domain(domain),
    .encrypted(encrypted),
    .is_translating(fetch_translates),
    .page(instruction_cache_page),
    .is_allowed(instruction_translations_is_allowed),
    .frame(instruction_translations_frame),
    .walk_wanted(instruction_cache_walk_wanted),
    .walk_done(walker_fetch_done),
    .walk_fault(walker_is_fault),
    .walk_page_fault(walker_is_page_fault),
    .hold(maintenance_hold),
    .is_idle(instruction_cache_is_idle),
    .sweeps(maintenance_sweeps_lines),
    .sweep_set(maintenance_index),
    .forget(maintenance_forget_lines),
    .request_valid(instruction_cache_request_valid),
    .request_ready(sharing_fetch_ready),
    .request_kind(instruction_cache_request_kind),
    .request_encrypted(instruction_cache_request_encrypted),
    .request_domain(instruction_cache_request_domain),
    .request_virtual_line(instruction_cache_request_virtual_line),
    .request_physical_line(instruction_cache_request_physical_line),
    .request_protected(instruction_cache_request_protected),
    .request_attribute(instruction_cache_request_attribute),
    .response_valid(sharing_fetch_response_valid),
    .response_ready(instruction_cache_response_ready),
    .response_data(sharing_fetch_response_data),
    .response_last(sharing_fetch_response_last),
    .response_status(sharing_fetch_response_status),
    .response_protected(sharing_fetch_response_protected),
    .response_attribute(sharing_fetch_response_attribute)
  );

  assign request_valid = sharing_request_valid;
  assign request_kind = sharing_request_kind;
  assign request_encrypted = sharing_request_encrypted;
  assign request_domain = sharing_request_domain;
  assign request_virtual_line = sharing_request_virtual_line;
  assign request_physical_line = sharing_request_physical_line;
  assign request_protected = sharing_request_protected;
  assign request_attribute = sharing_request_attribute;
  assign store_valid = data_cache_store_valid;

  data_cache data_cache (
    .clock(clock),
    .reset(reset),
    .data_valid(data_valid),
    .data_ready(data_cache_data_ready),
    .data_operation(data_operation),
    .data_address(data_address),
    .data_size(data_size),
    .data_is_signed(data_is_signed),
    .data_store(data_store),
    .access_store(access_store),
    .cancel(data_cancel),
    .result_valid(data_cache_result_valid),
    .result(data_cache_result),
    .result_cause(data_cache_result_cause),
    .result_physical(data_cache_result_physical),
    .end_reservation(end_reservation),
    .domain(domain),
    .encrypted(encrypted),
    .closed(closed),
    .is_translating(data_translates),
    .page(data_cache_page),
    .is_write(data_cache_is_write),
    .is_allowed(data_translations_is_allowed),
    .frame(data_translations_frame),
    .walk_wanted(data_cache_walk_wanted),
    .walk_done(walker_data_done),
    .walk_fault(walker_is_fault),
    .walk_page_fault(walker_is_page_fault),
    .walker_reads(walker_read),
    .walker_address(walker_read_address),
    .walker_answered(data_cache_walker_answered),
    .walker_word(data_cache_walker_word),
    .walker_failed(data_cache_walker_failed),
    .hold(maintenance_hold),
    .is_idle(data_cache_is_idle),
    .sweeps(maintenance_sweeps_lines),
    .writes_back(maintenance_writes_back),
    .sweep_set(maintenance_index),
    .set_is_clean(data_cache_set_is_clean),
    .forget(maintenance_forget_lines),
    .device_valid(data_cache_device_valid),
    .device_ready(device_ready),
    .device_write(data_cache_device_write),
    .device_address(data_cache_device_address),
    .device_size(data_cache_device_size),
    .device_store(data_cache_device_store),
    .device_response_valid(device_response_valid),
    .device_response_data(device_response_data),
    .device_response_error(device_response_error),
    .request_valid(data_cache_request_valid),
    .request_ready(sharing_data_ready),
    .request_kind(data_cache_request_kind),
    .request_encrypted(data_cache_request_encrypted),
    .request_domain(data_cache_request_domain),
    .request_virtual_line(data_cache_request_virtual_line),
    .request_physical_line(data_cache_request_physical_line),
    .request_protected(data_cache_request_protected),
    .request_attribute(data_cache_request_attribute),
    .store_valid(data_cache_store_valid),
    .store_ready(store_ready),
    .store_data(data_cache_store_data),
    .response_valid(sharing_data_response_valid),
    .response_ready(data_cache_response_ready),
    .response_data(sharing_data_response_data),
    .response_last(sharing_data_response_last),
    .response_status(sharing_data_response_status),
    .response_protected(sharing_data_response_protected),
    .response_attribute(sharing_data_response_attribute)
  );

  assign store_data = data_cache_store_data;
  assign response_ready = sharing_response_ready;

  line_sharing sharing (
    .clock(clock),
    .reset(reset),
    .data_valid(data_cache_request_valid),
    .data_ready(sharing_data_ready),
    .data_kind(data_cache_request_kind),
    .data_encrypted(data_cache_request_encrypted),
    .data_domain(data_cache_request_domain),
    .data_virtual_line(data_cache_request_virtual_line),
    .data_physical_line(data_cache_request_physical_line),
    .data_protected(data_cache_request_protected),
    .data_attribute(data_cache_request_attribute),
    .data_response_valid(sharing_data_response_valid),
    .data_response_ready(data_cache_response_ready),
    .data_response_data(sharing_data_response_data),
    .data_response_last(sharing_data_response_last),
    .data_response_status(sharing_data_response_status),
    .data_response_protected(sharing_data_response_protected),
    .data_response_attribute(sharing_data_response_attribute),
    .fetch_valid(instruction_cache_request_valid),
    .fetch_ready(sharing_fetch_ready),
    .fetch_kind(instruction_cache_request_kind),
    .fetch_encrypted(instruction_cache_request_encrypted),
    .fetch_domain(instruction_cache_request_domain),
    .fetch_virtual_line(instruction_cache_request_virtual_line),
    .fetch_physical_line(instruction_cache_request_physical_line),
    .fetch_protected(instruction_cache_request_protected),
    .fetch_attribute(instruction_cache_request_attribute),
    .fetch_response_valid(sharing_fetch_response_valid),
    .fetch_response_ready(instruction_cache_response_ready),
    .fetch_response_data(sharing_fetch_response_data),
    .fetch_response_last(sharing_fetch_response_last),
    .fetch_response_status(sharing_fetch_response_status),
    .fetch_response_protected(sharing_fetch_response_protected),
    .fetch_response_attribute(sharing_fetch_response_attribute),
    .request_valid(sharing_request_valid),
    .request_ready(request_ready),
    .request_kind(sharing_request_kind),
    .request_encrypted(sharing_request_encrypted),
    .request_domain(sharing_request_domain),
    .request_virtual_line(sharing_request_virtual_line),
    .request_physical_line(sharing_request_physical_line),
    .request_protected(sharing_request_protected),
    .request_attribute(sharing_request_attribute),
    .response_valid(response_valid),
    .response_ready(sharing_response_ready),
    .response_data(response_data),
    .response_last(response_last),
    .response_status(response_status),
    .response_protected(response_protected),
    .response_attribute(response_attribute)
  );

  always @(posedge clock) begin
    if (reset) begin
      fetch_translates <= 1'b0;
      data_translates <= 1'b0;
      fetch_is_user <= 1'b0;
      data_is_user <= 1'b0;
      data_sum <= 1'b0;
      data_mxr <= 1'b0;
    end else begin
      fetch_translates <= satp_mode & !fetch_privilege[1];
      data_translates <= satp_mode & !data_privilege[1];
      fetch_is_user <= !fetch_privilege[0];
      data_is_user <= !data_privilege[0];
      data_sum <= sum;
      data_mxr <= mxr;
    end
  end

endmodule

`default_nettype wire
