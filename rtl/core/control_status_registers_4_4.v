// control_status_registers_4_4
//
// The control and status registers.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module control_status_registers_4_4 (
  input  wire        clock,
  input  wire        reset,                             // synchronous, active high
  input  wire [11:0] address,
  input  wire  [1:0] operation,                         // 1 write, 2 set, 3 clear bits
  input  wire [31:0] operand,
  input  wire        writes,                            // the instruction writes, if it may
  input  wire        access,                            // the instruction has its effect
  output wire        is_legal,                          // it may have
  output wire [31:0] value,                             // of the register before it; 0 without `access`
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
  input  wire [63:0] mtime,
  input  wire [31:0] seed,                              // what the register seed gives
  output wire        seed_access,                       // seed is read and written
  output wire  [7:0] region_index,                      // sregion
  input  wire        region_valid,
  input  wire [31:0] region_base,                       // first byte
  input  wire [31:0] region_limit,                      // first byte behind it, 0 for 2^32
  input  wire [30:0] region_info,                       // algorithm, domain, segment: 7, 8 and 8 bits; then stack, shared, plain access, default key, 0, x, w, r
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
  wire        decoder_exists;
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
    .exists(decoder_exists),
    .is_stored(decoder_is_stored),
    .stored_address(decoder_stored_address),
    .is_counter(decoder_is_counter),
    .is_user_counter(decoder_is_user_counter)
  );

  assign is_stored = decoder_is_stored;
  assign stored_address = decoder_stored_address;
  wire is_seed = address == 12'h015;
  wire is_translation = address == 12'h180;
  wire is_legal_t1 = (!is_seed | (writes & ((&status_register_privilege)
      | (status_register_privilege[0] ? supervisor_seed : user_seed)))) & decoder_exists
      & (address[9:8] <= status_register_privilege) & !(writes & (&address[11:10])) &
      !(is_translation & !status_register_privilege[1] & status_register_status_trap_translation);

  reg is_legal_t2;
  always @* begin
    case (address[1:0])
      2'd0: is_legal_t2 = machine_counters[0];
      2'd1: is_legal_t2 = machine_counters[1];
      default: is_legal_t2 = machine_counters[2];
    endcase
  end

  reg is_legal_t3;
  always @* begin
    case (address[1:0])
      2'd0: is_legal_t3 = supervisor_counters[0];
      2'd1: is_legal_t3 = supervisor_counters[1];
      default: is_legal_t3 = supervisor_counters[2];
    endcase
  end

  assign is_legal = is_legal_t1 & (!decoder_is_user_counter | (&status_register_privilege)
      | (is_legal_t2 & (status_register_privilege[0] | is_legal_t3)));
  wire read_t1 = decoder_is_stored & access;
  wire [31:0] read_t2 = {32{read_t1}};
  wire read_t3 = (address == 12'h300) & access;
  wire [31:0] read_t4 = {32{read_t3}};
  wire read_t5 = (address == 12'h100) & access;
  wire [31:0] read_t6 = {32{read_t5}};
  wire read_t7 = (address == 12'h301) & access;
  wire [31:0] read_t8 = {32{read_t7}};
  wire read_t9 = (address == 12'h303) & access;
  wire [31:0] read_t10 = {32{read_t9}};
  wire read_t11 = (address == 12'h304) & access;
  wire [31:0] read_t12 = {32{read_t11}};
  wire read_t13 = (address == 12'h104) & access;
  wire [31:0] read_t14 = {32{read_t13}};
  wire read_t15 = (address == 12'h344) & access;
  wire [31:0] read_t16 = {32{read_t15}};
  wire read_t17 = (address == 12'h144) & access;
  wire [31:0] read_t18 = {32{read_t17}};
  wire [31:0] read_t19 = (read_t2 & stored) | (read_t4 & status_register_machine)
      | (read_t6 & status_register_supervisor) | (read_t8 & 32'h40141101) | (read_t10 & interrupts_delegation)
      | (read_t12 & interrupts_enable) | (read_t14 & interrupts_supervisor_enable) | (read_t16 & interrupts_pending)
      | (read_t18 & interrupts_supervisor_pending);
  wire read_t20 = (address == 12'h306) & access;
  wire [31:0] read_t21 = {32{read_t20}};
  wire read_t22 = (address == 12'h106) & access;
  wire [31:0] read_t23 = {32{read_t22}};
  wire read_t24 = (address == 12'h320) & access;
  wire [31:0] read_t25 = {32{read_t24}};
  wire read_t26 = (address == 12'h30a) & access;
  wire [31:0] read_t27 = {32{read_t26}};
  wire read_t28 = (address == 12'h10a) & access;
  wire [31:0] read_t29 = {32{read_t28}};
  wire [31:0] read_t30 = read_t19 | (read_t21 & {29'h00000000, machine_counters})
      | (read_t23 & {29'h00000000, supervisor_counters}) | (read_t25
      & {29'h00000000, inhibits_instructions, 1'b0, inhibits_cycles})
      | (read_t27 & {31'h00000000, machine_environment}) | (read_t29 & {31'h00000000, supervisor_environment});
  wire read_t31 = is_seed & access;
  wire [31:0] read_t32 = {32{read_t31}};
  wire read_t33 = (address == 12'h5c1) & access;
  wire [31:0] read_t34 = {32{read_t33}};
  wire read_t35 = (address == 12'hdc0) & region_valid & access;
  wire [31:0] read_t36 = {32{read_t35}};
  wire read_t37 = (address == 12'hdc1) & region_valid & access;
  wire [31:0] read_t38 = {32{read_t37}};
  wire read_t39 = (address == 12'hdc2) & region_valid & access;
  wire [31:0] read_t40 = {32{read_t39}};
  wire read_t41 = (address == 12'h747) & access;
  wire [31:0] read_t42 = {32{read_t41}};
  wire [31:0] read_t43 = read_t30 | (read_t32 & seed) | (read_t34 & {28'h0000000, chosen_region})
      | (read_t36 & region_base) | (read_t38 & region_limit) | (read_t40 & {1'b1, region_info})
      | (read_t42 & {22'h000000, supervisor_seed, user_seed, 8'h00});
  wire read_t44 = (address == 12'hc01) & access;
  wire [31:0] read_t45 = {32{read_t44}};
  wire read_t46 = (address == 12'hc81) & access;
  wire [31:0] read_t47 = {32{read_t46}};
  wire read_t48 = (address == 12'hf13) & access;
  wire [31:0] read_t49 = {32{read_t48}};
  wire read_t50 = (address == 12'h7c0) & access;
  wire [31:0] read_t51 = {32{read_t50}};
  wire read_t52 = (address == 12'h5c0) & access;
  wire [31:0] read_t53 = {32{read_t52}};
  wire read_t54 = is_translation & access;
  wire [31:0] read_t55 = {32{read_t54}};
  wire [31:0] read = read_t43 | (read_t45 & mtime[31:0]) | (read_t47 & mtime[63:32]) | (read_t49 & 32'h00000001)
      | (read_t51 & {machine_held, {27'h0000000, machine_domain}})
      | (read_t53 & {supervisor_held, {27'h0000000, supervisor_domain}})
      | (read_t55 & {translates, 11'h000, root_page});
  assign value = read;
  wire [31:0] old = {read[31:10], (address == 12'h344) ? interrupts_software_external : read[9], read[8:0]};
  wire [31:0] data = operation[1] ? (operation[0] ? (old & ~operand) : (old | operand)) : operand;
  assign changed = data;
  wire write = access & writes & is_legal;

  status_register status_register (
    .clock(clock),
    .reset(reset),
    .data(data),
    .write_machine(write & (address == 12'h300)),
    .write_supervisor(write & (address == 12'h100)),
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

  assign writes_instructions = write & ((address == 12'hb02) | (address == 12'hb82));
  assign seed_access = write & is_seed;
  assign region_index = {4'd0, chosen_region};
  assign counts_cycles = !inhibits_cycles;
  assign counts_instructions = !inhibits_instructions;
  assign is_counter = decoder_is_counter;
  wire return_domain_t1 = from_machine ? !(|status_register_status_machine_previous) :
      !status_register_status_supervisor_previous;
  assign return_domain = (from_machine ? machine_domain : supervisor_domain) & {4{return_domain_t1}};

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
    .write_enable(write & (address == 12'h304)),
    .write_supervisor_enable(write & (address == 12'h104)),
    .write_pending(write & (address == 12'h344)),
    .write_supervisor_pending(write & (address == 12'h144)),
    .write_delegation(write & (address == 12'h303)),
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
    end else begin
      if (write & (address == 12'h320)) begin
        inhibits_cycles <= data[0];
        inhibits_instructions <= data[2];
      end
      if (write & (address == 12'h5c1)) begin
        chosen_region <= data[3:0];
      end
      if (write & (address == 12'h747)) begin
        supervisor_seed <= data[9];
        user_seed <= data[8];
      end
      if (write & (address == 12'h30a)) begin
        machine_environment <= data[0];
      end
      if (write & (address == 12'h10a)) begin
        supervisor_environment <= data[0];
      end
      if (write & (address == 12'h306)) begin
        machine_counters <= data[2:0];
      end
      if (write & (address == 12'h106)) begin
        supervisor_counters <= data[2:0];
      end
      if (write & is_translation) begin
        translates <= data[31];
        root_page <= data[19:0];
      end
      if (trap & !to_supervisor) begin
        machine_domain <= interrupted_domain;
        machine_held <= interrupted_held;
      end else if (write & (address == 12'h7c0)) begin
        machine_domain <= data[3:0];
        machine_held <= data[31];
      end
      if (trap & to_supervisor) begin
        supervisor_domain <= interrupted_domain;
        supervisor_held <= interrupted_held;
      end else if (write & (address == 12'h5c0)) begin
        supervisor_domain <= data[3:0];
        supervisor_held <= data[31];
      end
    end
  end

endmodule

`default_nettype wire
