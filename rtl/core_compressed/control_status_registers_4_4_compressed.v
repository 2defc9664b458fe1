// control_status_registers_4_4_compressed
//
// The control and status registers.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module control_status_registers_4_4_compressed (
  input  wire        clock,
  input  wire        reset,                             // synchronous, active high
  input  wire [11:0] address,
  input  wire  [1:0] operation,                         // 1 write, 2 set, 3 clear bits
  input  wire [31:0] operand,
  input  wire        writes,                            // the instruction writes, if it may
  input  wire        is_next,                           // the instruction is executed in the next cycle
  output wire        is_legal,                          // it is executed in this cycle, and may be
  output wire [31:0] value,                             // of the register before it; 0 in other cycles
  input  wire [31:0] stored,                            // word of the trap memory
  output wire        is_stored,                         // the register is one
  output wire        is_counter,                        // the register is mcycle or minstret
  output wire  [3:0] stored_address,
  output wire [31:0] changed,                           // what the instruction writes
  input  wire        trap,                              // a trap is taken
  input  wire        to_supervisor,                     // to the supervisor
  input  wire        return_from,                       // mret or sret is executed
  input  wire        from_machine,                      // mret, not sret
  input  wire  [3:0] interrupted_domain,                // domain that the trap interrupts
  input  wire        interrupted_held,                  // its context is held on the chip
  input  wire        software,
  input  wire        timer,
  input  wire        external,
  input  wire        supervisor_external,
  input  wire [31:0] outside,                           // the register, if it lies outside the core; else 0
  output wire        seed_access,                       // seed is read and written
  output wire  [7:0] region_index,                      // sregion
  output wire        counts_cycles,
  output wire        counts_instructions,
  output wire        writes_instructions,               // minstret is written: the instruction does not count itself
  output wire        interrupt,                         // an interrupt is to be taken
  output wire  [4:0] interrupt_cause,
  output wire [31:0] delegation,                        // mideleg
  output wire  [1:0] privilege,
  output wire  [1:0] data_privilege,
  output wire        status_supervisor_enable,          // SIE
  output wire        status_machine_enable,             // MIE
  output wire        status_supervisor_previous_enable, // SPIE
  output wire        status_machine_previous_enable,    // MPIE
  output wire        status_supervisor_previous,        // SPP
  output wire  [1:0] status_machine_previous,           // MPP
  output wire        status_modify_privilege,           // MPRV
  output wire        status_supervisor_user,            // SUM
  output wire        status_executable_readable,        // MXR
  output wire        status_trap_translation,           // TVM
  output wire        status_timeout_wait,               // TW
  output wire        status_trap_return,                // TSR
  output wire        satp_mode,
  output wire [19:0] satp_page,
  output wire  [3:0] return_domain                      // domain that mret, else sret, lets run in user mode
);

  reg         translates;                               // satp.MODE
  reg  [19:0] root_page;                                // satp.PPN
  reg   [2:0] machine_counters;                         // mcounteren
  reg   [2:0] supervisor_counters;                      // scounteren
  reg         inhibits_cycles;                          // mcountinhibit.CY
  reg         inhibits_instructions;                    // mcountinhibit.IR
  reg         machine_environment;                      // menvcfg.FIOM
  reg         supervisor_environment;                   // senvcfg.FIOM
  reg         supervisor_seed;                          // mseccfg.SSEED
  reg         user_seed;                                // mseccfg.USEED
  reg   [3:0] machine_domain;                           // mdomain
  reg         machine_held;                             // mdomain, bit 31
  reg   [3:0] supervisor_domain;                        // sdomain
  reg         supervisor_held;                          // sdomain, bit 31
  reg   [3:0] chosen_region;                            // sregion
  reg         may_execute;                              // the instruction is executed in this cycle, and may be, if the register exists
  reg         may_write;                                // and it writes
  reg         names_plain;                              // it is about a register that has no state here
  reg         names_stored;                             // it is about a word of the trap memory
  reg         is_executed;                              // the instruction is executed in this cycle
  reg   [3:0] word_address;
  reg         names_300;
  reg         names_100;
  reg         names_303;
  reg         names_304;
  reg         names_104;
  reg         names_344;
  reg         names_144;
  reg         names_306;
  reg         names_106;
  reg         names_320;
  reg         names_30a;
  reg         names_10a;
  reg         names_5c1;
  reg         names_747;
  reg         names_7c0;
  reg         names_5c0;
  reg         names_180;
  reg         names_301;
  reg         names_f13;
  reg         names_b02;
  reg         names_b82;
  reg         names_15;
  wire        decoder_is_plain;
  wire        decoder_is_stored;
  wire  [3:0] decoder_stored_address;
  wire        decoder_is_counter;
  wire        decoder_is_user_counter;
  wire [31:0] status_register_machine;
  wire [31:0] status_register_supervisor;
  wire  [1:0] status_register_privilege;
  wire  [1:0] status_register_data_privilege;
  wire        status_register_status_supervisor_enable;
  wire        status_register_status_machine_enable;
  wire        status_register_status_supervisor_previous_enable;
  wire        status_register_status_machine_previous_enable;
  wire        status_register_status_supervisor_previous;
  wire  [1:0] status_register_status_machine_previous;
  wire        status_register_status_modify_privilege;
  wire        status_register_status_supervisor_user;
  wire        status_register_status_executable_readable;
  wire        status_register_status_trap_translation;
  wire        status_register_status_timeout_wait;
  wire        status_register_status_trap_return;
  wire [31:0] interrupts_enable;
  wire [31:0] interrupts_supervisor_enable;
  wire [31:0] interrupts_pending;
  wire [31:0] interrupts_supervisor_pending;
  wire [31:0] interrupts_delegation;
  wire        interrupts_software_external;
  wire        interrupts_interrupt;
  wire  [4:0] interrupts_cause;

  register_address decoder (
    .address(address),
    .is_plain(decoder_is_plain),
    .is_stored(decoder_is_stored),
    .stored_address(decoder_stored_address),
    .is_counter(decoder_is_counter),
    .is_user_counter(decoder_is_user_counter)
  );

  assign is_stored = names_stored;
  assign stored_address = word_address;
  wire [31:0] read_t1 = {32{names_stored}};
  wire [31:0] read_t2 = {32{is_executed}};
  wire [31:0] read_t3 = {32{names_300}};
  wire [31:0] read_t4 = {32{names_100}};
  wire [31:0] read_t5 = {32{names_301}};
  wire [31:0] read_t6 = {32{names_303}};
  wire [31:0] read_t7 = {32{names_304}};
  wire [31:0] read_t8 = {32{names_104}};
  wire [31:0] read_t9 = {32{names_344}};
  wire [31:0] read_t10 = (read_t1 & stored) | (read_t2 & outside) | (read_t3 & status_register_machine)
      | (read_t4 & status_register_supervisor) | (read_t5 & 32'h40141105) | (read_t6 & interrupts_delegation)
      | (read_t7 & interrupts_enable) | (read_t8 & interrupts_supervisor_enable) | (read_t9 & interrupts_pending);
  wire [31:0] read_t11 = {32{names_144}};
  wire [31:0] read_t12 = {32{names_306}};
  wire [31:0] read_t13 = {32{names_106}};
  wire [31:0] read_t14 = {32{names_320}};
  wire [31:0] read_t15 = {32{names_30a}};
  wire [31:0] read_t16 = read_t10 | (read_t11 & interrupts_supervisor_pending)
      | (read_t12 & {29'h00000000, machine_counters}) | (read_t13 & {29'h00000000, supervisor_counters})
      | (read_t14 & {29'h00000000, inhibits_instructions, 1'b0, inhibits_cycles})
      | (read_t15 & {31'h00000000, machine_environment});
  wire [31:0] read_t17 = {32{names_10a}};
  wire [31:0] read_t18 = {32{names_5c1}};
  wire [31:0] read_t19 = {32{names_747}};
  wire [31:0] read_t20 = {32{names_f13}};
  wire [31:0] read_t21 = {32{names_7c0}};
  wire [31:0] read_t22 = read_t16 | (read_t17 & {31'h00000000, supervisor_environment})
      | (read_t18 & {28'h0000000, chosen_region}) | (read_t19 & {22'h000000, supervisor_seed, user_seed, 8'h00})
      | (read_t20 & 32'h00000001) | (read_t21 & {machine_held, {27'h0000000, machine_domain}});
  wire [31:0] read_t23 = {32{names_5c0}};
  wire [31:0] read_t24 = {32{names_180}};
  wire [31:0] read = read_t22 | (read_t23 & {supervisor_held, {27'h0000000, supervisor_domain}})
      | (read_t24 & {translates, 11'h000, root_page});
  assign value = read;
  wire [31:0] old = {read[31:10], names_344 ? interrupts_software_external : read[9], read[8:0]};
  wire [31:0] data = operation[1] ? (operation[0] ? (old & ~operand) : (old | operand)) : operand;
  assign changed = data;

  status_register status_register (
    .clock(clock),
    .reset(reset),
    .data(data),
    .write_machine(may_write & names_300),
    .write_supervisor(may_write & names_100),
    .trap(trap),
    .to_supervisor(to_supervisor),
    .return_from(return_from),
    .from_machine(from_machine),
    .machine(status_register_machine),
    .supervisor(status_register_supervisor),
    .privilege(status_register_privilege),
    .data_privilege(status_register_data_privilege),
    .status_supervisor_enable(status_register_status_supervisor_enable),
    .status_machine_enable(status_register_status_machine_enable),
    .status_supervisor_previous_enable(status_register_status_supervisor_previous_enable),
    .status_machine_previous_enable(status_register_status_machine_previous_enable),
    .status_supervisor_previous(status_register_status_supervisor_previous),
    .status_machine_previous(status_register_status_machine_previous),
    .status_modify_privilege(status_register_status_modify_privilege),
    .status_supervisor_user(status_register_status_supervisor_user),
    .status_executable_readable(status_register_status_executable_readable),
    .status_trap_translation(status_register_status_trap_translation),
    .status_timeout_wait(status_register_status_timeout_wait),
    .status_trap_return(status_register_status_trap_return)
  );

  assign writes_instructions = may_write & (names_b02 | names_b82);
  assign seed_access = may_write & names_15;
  assign region_index = {4'd0, chosen_region};
  assign counts_cycles = !inhibits_cycles;
  assign counts_instructions = !inhibits_instructions;
  assign is_counter = decoder_is_counter;
  wire return_domain_t1 = from_machine ? !(|status_register_status_machine_previous) :
      !status_register_status_supervisor_previous;
  assign return_domain = (from_machine ? machine_domain : supervisor_domain) & {4{return_domain_t1}};
  wire [23:0] is_legal_t1 = {names_stored, names_plain, names_300, names_100, names_303, names_304, names_104,
      names_344, names_144, names_306, names_106, names_320, names_30a, names_10a, names_5c1, names_747, names_7c0,
      names_5c0, names_180, names_301, names_f13, names_b02, names_b82, names_15};
  assign is_legal = may_execute & (|is_legal_t1);

  interrupt_control interrupts (
    .clock(clock),
    .reset(reset),
    .software(software),
    .timer(timer),
    .external(external),
    .supervisor_external(supervisor_external),
    .privilege(status_register_privilege),
    .status_supervisor_enable(status_register_status_supervisor_enable),
    .status_machine_enable(status_register_status_machine_enable),
    .status_supervisor_previous_enable(status_register_status_supervisor_previous_enable),
    .status_machine_previous_enable(status_register_status_machine_previous_enable),
    .status_supervisor_previous(status_register_status_supervisor_previous),
    .status_machine_previous(status_register_status_machine_previous),
    .status_modify_privilege(status_register_status_modify_privilege),
    .status_supervisor_user(status_register_status_supervisor_user),
    .status_executable_readable(status_register_status_executable_readable),
    .status_trap_translation(status_register_status_trap_translation),
    .status_timeout_wait(status_register_status_timeout_wait),
    .status_trap_return(status_register_status_trap_return),
    .data(data),
    .write_enable(may_write & names_304),
    .write_supervisor_enable(may_write & names_104),
    .write_pending(may_write & names_344),
    .write_supervisor_pending(may_write & names_144),
    .write_delegation(may_write & names_303),
    .enable(interrupts_enable),
    .supervisor_enable(interrupts_supervisor_enable),
    .pending(interrupts_pending),
    .supervisor_pending(interrupts_supervisor_pending),
    .delegation(interrupts_delegation),
    .software_external(interrupts_software_external),
    .interrupt(interrupts_interrupt),
    .cause(interrupts_cause)
  );

  assign interrupt = interrupts_interrupt;
  assign interrupt_cause = interrupts_cause;
  assign delegation = interrupts_delegation;
  assign privilege = status_register_privilege;
  assign data_privilege = status_register_data_privilege;
  assign status_supervisor_enable = status_register_status_supervisor_enable;
  assign status_machine_enable = status_register_status_machine_enable;
  assign status_supervisor_previous_enable = status_register_status_supervisor_previous_enable;
  assign status_machine_previous_enable = status_register_status_machine_previous_enable;
  assign status_supervisor_previous = status_register_status_supervisor_previous;
  assign status_machine_previous = status_register_status_machine_previous;
  assign status_modify_privilege = status_register_status_modify_privilege;
  assign status_supervisor_user = status_register_status_supervisor_user;
  assign status_executable_readable = status_register_status_executable_readable;
  assign status_trap_translation = status_register_status_trap_translation;
  assign status_timeout_wait = status_register_status_timeout_wait;
  assign status_trap_return = status_register_status_trap_return;
  assign satp_mode = translates;
  assign satp_page = root_page;
  wire is_seed = address == 12'h015;

  reg is_allowed_t1;
  always @* begin
    case (address[1:0])
      2'd0: is_allowed_t1 = machine_counters[0];
      2'd1: is_allowed_t1 = machine_counters[1];
      default: is_allowed_t1 = machine_counters[2];
    endcase
  end

  reg is_allowed_t2;
  always @* begin
    case (address[1:0])
      2'd0: is_allowed_t2 = supervisor_counters[0];
      2'd1: is_allowed_t2 = supervisor_counters[1];
      default: is_allowed_t2 = supervisor_counters[2];
    endcase
  end

  wire is_allowed = (!is_seed | (writes & ((&status_register_privilege)
      | (status_register_privilege[0] ? supervisor_seed : user_seed)))) & (address[9:8] <= status_register_privilege) &
      !(writes & (&address[11:10])) & !((address == 12'h180) & !status_register_privilege[1]
      & status_register_status_trap_translation) & (!decoder_is_user_counter | (&status_register_privilege)
      | (is_allowed_t1 & (status_register_privilege[0] | is_allowed_t2)));

  always @(posedge clock) begin
    if (reset) begin
      translates <= 1'b0;
      root_page <= 20'h00000;
      machine_counters <= 3'd0;
      supervisor_counters <= 3'd0;
      inhibits_cycles <= 1'b0;
      inhibits_instructions <= 1'b0;
      machine_environment <= 1'b0;
      supervisor_environment <= 1'b0;
      supervisor_seed <= 1'b0;
      user_seed <= 1'b0;
      machine_domain <= 4'd0;
      machine_held <= 1'b0;
      supervisor_domain <= 4'd0;
      supervisor_held <= 1'b0;
      chosen_region <= 4'd0;
      may_execute <= 1'b0;
      may_write <= 1'b0;
      names_plain <= 1'b0;
      names_stored <= 1'b0;
      is_executed <= 1'b0;
      names_300 <= 1'b0;
      names_100 <= 1'b0;
      names_303 <= 1'b0;
      names_304 <= 1'b0;
      names_104 <= 1'b0;
      names_344 <= 1'b0;
      names_144 <= 1'b0;
      names_306 <= 1'b0;
      names_106 <= 1'b0;
      names_320 <= 1'b0;
      names_30a <= 1'b0;
      names_10a <= 1'b0;
      names_5c1 <= 1'b0;
      names_747 <= 1'b0;
      names_7c0 <= 1'b0;
      names_5c0 <= 1'b0;
      names_180 <= 1'b0;
      names_301 <= 1'b0;
      names_f13 <= 1'b0;
      names_b02 <= 1'b0;
      names_b82 <= 1'b0;
      names_15 <= 1'b0;
    end else begin
      names_stored <= is_next & decoder_is_stored;
      names_plain <= is_next & decoder_is_plain;
      may_execute <= is_next & is_allowed;
      may_write <= is_next & is_allowed & writes;
      is_executed <= is_next;
      names_300 <= is_next & (address == 12'h300);
      names_100 <= is_next & (address == 12'h100);
      names_303 <= is_next & (address == 12'h303);
      names_304 <= is_next & (address == 12'h304);
      names_104 <= is_next & (address == 12'h104);
      names_344 <= is_next & (address == 12'h344);
      names_144 <= is_next & (address == 12'h144);
      names_306 <= is_next & (address == 12'h306);
      names_106 <= is_next & (address == 12'h106);
      names_320 <= is_next & (address == 12'h320);
      names_30a <= is_next & (address == 12'h30a);
      names_10a <= is_next & (address == 12'h10a);
      names_5c1 <= is_next & (address == 12'h5c1);
      names_747 <= is_next & (address == 12'h747);
      names_7c0 <= is_next & (address == 12'h7c0);
      names_5c0 <= is_next & (address == 12'h5c0);
      names_180 <= is_next & (address == 12'h180);
      names_301 <= is_next & (address == 12'h301);
      names_f13 <= is_next & (address == 12'hf13);
      names_b02 <= is_next & (address == 12'hb02);
      names_b82 <= is_next & (address == 12'hb82);
      if (may_write & names_320) begin
        inhibits_cycles <= data[0];
        inhibits_instructions <= data[2];
      end
      names_15 <= is_next & is_seed;
      if (may_write & names_5c1) begin
        chosen_region <= data[3:0];
      end
      if (may_write & names_747) begin
        supervisor_seed <= data[9];
        user_seed <= data[8];
      end
      if (may_write & names_30a) begin
        machine_environment <= data[0];
      end
      if (may_write & names_10a) begin
        supervisor_environment <= data[0];
      end
      if (may_write & names_306) begin
        machine_counters <= data[2:0];
      end
      if (may_write & names_106) begin
        supervisor_counters <= data[2:0];
      end
      if (may_write & names_180) begin
        translates <= data[31];
        root_page <= data[19:0];
      end
      if (trap & !to_supervisor) begin
        machine_domain <= interrupted_domain;
        machine_held <= interrupted_held;
      end else if (may_write & names_7c0) begin
        machine_domain <= data[3:0];
        machine_held <= data[31];
      end
      if (trap & to_supervisor) begin
        supervisor_domain <= interrupted_domain;
        supervisor_held <= interrupted_held;
      end else if (may_write & names_5c0) begin
        supervisor_domain <= data[3:0];
        supervisor_held <= data[31];
      end
    end
  end

  always @(posedge clock) begin
    word_address <= decoder_stored_address;
  end

endmodule

`default_nettype wire
