// processor_core
//
// RV32IMAC core with level-1 caches and Sv32.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module processor_core (
  input  wire        clock,
  input  wire        reset,                         // synchronous, active high
  output wire        request_valid,                 // line requests
  input  wire        request_ready,
  output wire  [1:0] request_kind,                  // 0 fetch, 1 load, 2 storeFill, 3 writeBack
  output wire        request_encrypted,             // mode of the instruction that caused a fill
  output wire  [3:0] request_domain,
  output wire [25:0] request_virtual_line,          // virtual address / 64
  output wire [25:0] request_physical_line,         // physical address / 64
  output wire        request_protected,             // writeBack: the line was filled under an attribute
  output wire  [3:0] request_attribute,             // writeBack: which one
  output wire        store_valid,
  input  wire        store_ready,
  output wire [63:0] store_data,                    // secret
  input  wire        response_valid,                // answers to line requests
  output wire        response_ready,
  input  wire [63:0] response_data,                 // secret
  input  wire        response_last,                 // final word of the answer
  input  wire  [4:0] response_status,               // meaningful with last
  input  wire        response_protected,            // identity to keep with the line
  input  wire  [3:0] response_attribute,
  output wire        device_valid,                  // accesses that are not cached
  input  wire        device_ready,
  output wire        device_write,
  output wire [31:0] device_address,                // physical
  output wire  [1:0] device_size,                   // 0 byte, 1 half, 2 word
  output wire [31:0] device_store,                  // value in every place of its size
  input  wire        device_response_valid,
  input  wire [31:0] device_response_data,
  input  wire        device_response_error,
  input  wire  [3:0] running_domain,
  input  wire        running_encrypted,             // its mode
  input  wire        running_automatic,             // its mode follows the regions
  input  wire        running_closed,                // in encrypted mode the lower half of its addresses has nothing but regions
  input  wire  [3:0] running_attribute,             // under which it executes in encrypted mode
  input  wire        running_return_expected,       // it has a back-link
  input  wire [31:0] running_return_address,        // of that link
  output wire        order_transfer,                // judge the transfer to `pc`
  output wire        order_execute,                 // execute `instruction`, which is one of custom-0 and may be executed
  output wire        order_suspend,                 // a trap is taken: keep the context of an encrypted domain; domain 0 runs
  output wire        order_restore,                 // `domain` runs from now on, with its context if it is encrypted
  output wire  [3:0] order_domain,                  // restore: the domain; else of no meaning
  output wire [31:0] order_instruction,
  output wire [31:0] order_first,                   // operand rs1
  output wire [31:0] order_second,                  // operand rs2
  output wire [31:0] order_pc,
  output wire [31:0] order_next,                    // the address behind it
  output wire        order_is_call,                 // suspend: the trap is a system call
  output wire        order_is_user,                 // execute: in user mode
  input  wire        protection_done,
  input  wire        protection_refused,            // transfer: refused
  input  wire  [4:0] protection_cause,              // execute: 0, or 16 + the cause of an exception
  input  wire [31:0] protection_value,              // execute: the result; before `done` what is written to a register; else 0
  input  wire        protection_has_target,         // execution goes on at `target`
  input  wire [31:0] protection_target,             // that address, or with a cause the one that the exception is about
  input  wire  [4:0] context_index,                 // register to be shown
  output wire [31:0] context_value,
  input  wire        register_write_valid,
  input  wire  [4:0] register_write_index,
  input  wire        access_valid,                  // make it; one at a time. The others stay until the answer, and are 0 while no order is carried out
  input  wire  [3:0] access_operation,              // as in a request to the memory unit
  input  wire [31:0] access_address,                // virtual, of a word
  input  wire [31:0] access_store,                  // secret: value to be stored, which stays until the answer; else 0
  output wire        access_done,                   // the answer
  output wire  [4:0] access_cause,                  // 0, or 16 + the cause why it failed
  output wire [31:0] access_word,
  input  wire        empty_caches,                  // write back and drop all lines of the caches, until `caches_emptied`
  output wire        caches_emptied,
  input  wire        software_interrupt,
  input  wire        timer_interrupt,
  input  wire        external_interrupt,
  input  wire        supervisor_external_interrupt,
  output wire [11:0] outside_address,               // which control and status register, if it lies outside the core
  input  wire [31:0] outside,                       // that register, a cycle after its address at the latest; 0 if it is none
  output wire  [7:0] region_index,                  // the region that sregion names
  output wire        seed_access                    // seed is read and written in this cycle
);

  localparam [3:0] DATA_OPERATION_LOAD = 4'd0;

  wire        pipeline_fetch_valid;
  wire [31:0] pipeline_fetch_address;
  wire        pipeline_fetch_cancel;
  wire        pipeline_instruction_ready;
  wire        pipeline_data_valid;
  wire  [3:0] pipeline_data_operation;
  wire [31:0] pipeline_data_address;
  wire  [1:0] pipeline_data_size;
  wire        pipeline_data_is_signed;
  wire [31:0] pipeline_data_store;
  wire        pipeline_data_cancel;
  wire        pipeline_end_reservation;
  wire        pipeline_satp_mode;
  wire [19:0] pipeline_satp_ppn;
  wire  [1:0] pipeline_fetch_privilege;
  wire  [1:0] pipeline_data_privilege;
  wire        pipeline_sum;
  wire        pipeline_mxr;
  wire  [3:0] pipeline_domain;
  wire        pipeline_encrypted;
  wire        pipeline_closed;
  wire        pipeline_order_transfer;
  wire        pipeline_order_execute;
  wire        pipeline_order_suspend;
  wire        pipeline_order_restore;
  wire  [3:0] pipeline_order_domain;
  wire [31:0] pipeline_order_instruction;
  wire [31:0] pipeline_order_first;
  wire [31:0] pipeline_order_second;
  wire [31:0] pipeline_order_pc;
  wire [31:0] pipeline_order_next;
  wire        pipeline_order_is_call;
  wire        pipeline_order_is_user;
  wire [31:0] pipeline_context_value;
  wire        pipeline_access_done;
  wire        pipeline_caches_emptied;
  wire        pipeline_command_valid;
  wire        pipeline_command;
  wire [11:0] pipeline_outside_address;
  wire  [7:0] pipeline_region_index;
  wire        pipeline_seed_access;
  wire        memory_fetch_ready;
  wire        memory_instruction_valid;
  wire [31:0] memory_instruction;
  wire  [4:0] memory_instruction_cause;
  wire        memory_instruction_protected;
  wire  [3:0] memory_instruction_attribute;
  wire        memory_data_ready;
  wire        memory_result_valid;
  wire [31:0] memory_result;
  wire  [4:0] memory_result_cause;
  wire [31:0] memory_result_physical;
  wire        memory_command_ready;
  wire        memory_request_valid;
  wire  [1:0] memory_request_kind;
  wire        memory_request_encrypted;
  wire  [3:0] memory_request_domain;
  wire [25:0] memory_request_virtual_line;
  wire [25:0] memory_request_physical_line;
  wire        memory_request_protected;
  wire  [3:0] memory_request_attribute;
  wire        memory_store_valid;
  wire [63:0] memory_store_data;
  wire        memory_response_ready;
  wire        memory_device_valid;
  wire        memory_device_write;
  wire [31:0] memory_device_address;
  wire  [1:0] memory_device_size;
  wire [31:0] memory_device_store;

  assign order_transfer = pipeline_order_transfer;
  assign order_execute = pipeline_order_execute;
  assign order_suspend = pipeline_order_suspend;
  assign order_restore = pipeline_order_restore;
  assign order_domain = pipeline_order_domain;
  assign order_instruction = pipeline_order_instruction;
  assign order_first = pipeline_order_first;
  assign order_second = pipeline_order_second;
  assign order_pc = pipeline_order_pc;
  assign order_next = pipeline_order_next;
  assign order_is_call = pipeline_order_is_call;
  assign order_is_user = pipeline_order_is_user;
  assign context_value = pipeline_context_value;
  assign access_done = pipeline_access_done;
  assign access_cause = memory_result_cause;
  assign access_word = memory_result;
  assign caches_emptied = pipeline_caches_emptied;
  assign request_valid = memory_request_valid;
  assign request_kind = memory_request_kind;
  assign request_encrypted = memory_request_encrypted;
  assign request_domain = memory_request_domain;
  assign request_virtual_line = memory_request_virtual_line;
  assign request_physical_line = memory_request_physical_line;
  assign request_protected = memory_request_protected;
  assign request_attribute = memory_request_attribute;
  assign store_valid = memory_store_valid;
  assign store_data = memory_store_data;
  assign response_ready = memory_response_ready;
  assign device_valid = memory_device_valid;
  assign device_write = memory_device_write;
  assign device_address = memory_device_address;
  assign device_size = memory_device_size;
  assign device_store = memory_device_store;

  memory_unit memory (
    .clock(clock),
    .reset(reset),
    .fetch_valid(pipeline_fetch_valid),
    .fetch_ready(memory_fetch_ready),
    .fetch_address(pipeline_fetch_address),
    .fetch_cancel(pipeline_fetch_cancel),
    .instruction_valid(memory_instruction_valid),
    .instruction_ready(pipeline_instruction_ready),
    .instruction(memory_instruction),
    .instruction_cause(memory_instruction_cause),
    .instruction_protected(memory_instruction_protected),
    .instruction_attribute(memory_instruction_attribute),
    .data_valid(pipeline_data_valid),
    .data_ready(memory_data_ready),
    .data_operation((pipeline_data_operation <= 4'd12) ? pipeline_data_operation : DATA_OPERATION_LOAD),
    .data_address(pipeline_data_address),
    .data_size(pipeline_data_size),
    .data_is_signed(pipeline_data_is_signed),
    .data_store(pipeline_data_store),
    .access_store(access_store),
    .data_cancel(pipeline_data_cancel),
    .result_valid(memory_result_valid),
    .result(memory_result),
    .result_cause(memory_result_cause),
    .result_physical(memory_result_physical),
    .end_reservation(pipeline_end_reservation),
    .satp_mode(pipeline_satp_mode),
    .satp_ppn(pipeline_satp_ppn),
    .fetch_privilege(pipeline_fetch_privilege),
    .data_privilege(pipeline_data_privilege),
    .sum(pipeline_sum),
    .mxr(pipeline_mxr),
    .domain(pipeline_domain),
    .encrypted(pipeline_encrypted),
    .closed(pipeline_closed),
    .command_valid(pipeline_command_valid),
    .command_ready(memory_command_ready),
    .command(pipeline_command),
    .request_valid(memory_request_valid),
    .request_ready(request_ready),
    .request_kind(memory_request_kind),
    .request_encrypted(memory_request_encrypted),
    .request_domain(memory_request_domain),
    .request_virtual_line(memory_request_virtual_line),
    .request_physical_line(memory_request_physical_line),
    .request_protected(memory_request_protected),
    .request_attribute(memory_request_attribute),
    .store_valid(memory_store_valid),
    .store_ready(store_ready),
    .store_data(memory_store_data),
    .response_valid(response_valid),
    .response_ready(memory_response_ready),
    .response_data(response_data),
    .response_last(response_last),
    .response_status(response_status),
    .response_protected(response_protected),
    .response_attribute(response_attribute),
    .device_valid(memory_device_valid),
    .device_ready(device_ready),
    .device_write(memory_device_write),
    .device_address(memory_device_address),
    .device_size(memory_device_size),
    .device_store(memory_device_store),
    .device_response_valid(device_response_valid),
    .device_response_data(device_response_data),
    .device_response_error(device_response_error)
  );

  assign outside_address = pipeline_outside_address;

  pipeline_512_5_18_4_compressed pipeline (
    .clock(clock),
    .reset(reset),
    .fetch_valid(pipeline_fetch_valid),
    .fetch_ready(memory_fetch_ready),
    .fetch_address(pipeline_fetch_address),
    .fetch_cancel(pipeline_fetch_cancel),
    .instruction_valid(memory_instruction_valid),
    .instruction_ready(pipeline_instruction_ready),
    .instruction(memory_instruction),
    .instruction_cause(memory_instruction_cause),
    .instruction_protected(memory_instruction_protected),
    .instruction_attribute({4'd0, memory_instruction_attribute}),
    .data_valid(pipeline_data_valid),
    .data_ready(memory_data_ready),
    .data_operation(pipeline_data_operation),
    .data_address(pipeline_data_address),
    .data_size(pipeline_data_size),
    .data_is_signed(pipeline_data_is_signed),
    .data_store(pipeline_data_store),
    .data_cancel(pipeline_data_cancel),
    .result_valid(memory_result_valid),
    .result(memory_result),
    .result_cause(memory_result_cause),
    .result_physical(memory_result_physical),
    .end_reservation(pipeline_end_reservation),
    .satp_mode(pipeline_satp_mode),
    .satp_ppn(pipeline_satp_ppn),
    .fetch_privilege(pipeline_fetch_privilege),
    .data_privilege(pipeline_data_privilege),
    .sum(pipeline_sum),
    .mxr(pipeline_mxr),
    .domain(pipeline_domain),
    .encrypted(pipeline_encrypted),
    .closed(pipeline_closed),
    .running_domain(running_domain),
    .running_encrypted(running_encrypted),
    .running_automatic(running_automatic),
    .running_closed(running_closed),
    .running_attribute(running_attribute),
    .running_return_expected(running_return_expected),
    .running_return_address(running_return_address),
    .order_transfer(pipeline_order_transfer),
    .order_execute(pipeline_order_execute),
    .order_suspend(pipeline_order_suspend),
    .order_restore(pipeline_order_restore),
    .order_domain(pipeline_order_domain),
    .order_instruction(pipeline_order_instruction),
    .order_first(pipeline_order_first),
    .order_second(pipeline_order_second),
    .order_pc(pipeline_order_pc),
    .order_next(pipeline_order_next),
    .order_is_call(pipeline_order_is_call),
    .order_is_user(pipeline_order_is_user),
    .protection_done(protection_done),
    .protection_refused(protection_refused),
    .protection_cause(protection_cause),
    .protection_value(protection_value),
    .protection_has_target(protection_has_target),
    .protection_target(protection_target),
    .context_index(context_index),
    .context_value(pipeline_context_value),
    .register_write_valid(register_write_valid),
    .register_write_index(register_write_index),
    .access_valid(access_valid),
    .access_operation(access_operation),
    .access_address(access_address),
    .access_done(pipeline_access_done),
    .empty_caches(empty_caches),
    .caches_emptied(pipeline_caches_emptied),
    .command_valid(pipeline_command_valid),
    .command_ready(memory_command_ready),
    .command(pipeline_command),
    .software_interrupt(software_interrupt),
    .timer_interrupt(timer_interrupt),
    .external_interrupt(external_interrupt),
    .supervisor_external_interrupt(supervisor_external_interrupt),
    .outside_address(pipeline_outside_address),
    .outside(outside),
    .region_index(pipeline_region_index),
    .seed_access(pipeline_seed_access)
  );

  assign region_index = pipeline_region_index;
  assign seed_access = pipeline_seed_access;

endmodule

`default_nettype wire
