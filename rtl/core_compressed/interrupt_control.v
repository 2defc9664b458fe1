// interrupt_control
//
// Which interrupts are pending, enabled and delegated, and the one to be taken.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module interrupt_control (
  input  wire        clock,
  input  wire        reset,                             // synchronous, active high
  input  wire        software,                          // machine software interrupt
  input  wire        timer,                             // machine timer interrupt
  input  wire        external,                          // machine external interrupt
  input  wire        supervisor_external,               // supervisor external interrupt
  input  wire  [1:0] privilege,
  input  wire        status_supervisor_enable,          // SIE
  input  wire        status_machine_enable,             // MIE
  input  wire        status_supervisor_previous_enable, // SPIE
  input  wire        status_machine_previous_enable,    // MPIE
  input  wire        status_supervisor_previous,        // SPP
  input  wire  [1:0] status_machine_previous,           // MPP
  input  wire        status_modify_privilege,           // MPRV
  input  wire        status_supervisor_user,            // SUM
  input  wire        status_executable_readable,        // MXR
  input  wire        status_trap_translation,           // TVM
  input  wire        status_timeout_wait,               // TW
  input  wire        status_trap_return,                // TSR
  input  wire [31:0] data,
  input  wire        write_enable,                      // mie takes `data`
  input  wire        write_supervisor_enable,           // sie takes `data`
  input  wire        write_pending,                     // mip takes `data`
  input  wire        write_supervisor_pending,          // sip takes `data`
  input  wire        write_delegation,                  // mideleg takes `data`
  output wire [31:0] enable,                            // mie
  output wire [31:0] supervisor_enable,                 // sie
  output wire [31:0] pending,                           // mip
  output wire [31:0] supervisor_pending,                // sip
  output wire [31:0] delegation,                        // mideleg
  output wire        software_external,                 // SEIP as software wrote it
  output wire        interrupt,                         // an interrupt is to be taken
  output wire  [4:0] cause
);

  reg [5:0] enabled;       // bits of mie, in the order of urgency
  reg [2:0] raised;        // bits of mip that software writes: SEIP, SSIP, STIP
  reg [2:0] delegated;     // bits of mideleg: SEI, SSI, STI
  reg       is_pending;
  reg [4:0] pending_cause;

  assign enable = {{20{1'b0}}, enabled[5], 1'b0, enabled[2], 1'b0, enabled[3], 1'b0, enabled[0], 1'b0, enabled[4],
      1'b0, enabled[1], 1'b0};
  wire [5:0] delegates = {3'd0, delegated};
  wire [5:0] supervisor_enable_t1 = enabled & delegates;
  assign supervisor_enable = {{20{1'b0}}, supervisor_enable_t1[5], 1'b0, supervisor_enable_t1[2], 1'b0,
      supervisor_enable_t1[3], 1'b0, supervisor_enable_t1[0], 1'b0, supervisor_enable_t1[4], 1'b0,
      supervisor_enable_t1[1], 1'b0};
  assign pending = {{20{1'b0}}, external, 1'b0, raised[2] | supervisor_external, 1'b0, timer, 1'b0, raised[0], 1'b0,
      software, 1'b0, raised[1], 1'b0};
  wire [5:0] lines = {external, software, timer, raised[2] | supervisor_external, raised[1], raised[0]};
  wire [5:0] supervisor_pending_t1 = lines & delegates;
  assign supervisor_pending = {{20{1'b0}}, supervisor_pending_t1[5], 1'b0, supervisor_pending_t1[2], 1'b0,
      supervisor_pending_t1[3], 1'b0, supervisor_pending_t1[0], 1'b0, supervisor_pending_t1[4], 1'b0,
      supervisor_pending_t1[1], 1'b0};
  assign delegation = {{22{1'b0}}, delegated[2], {3{1'b0}}, delegated[0], {3{1'b0}}, delegated[1], 1'b0};
  assign software_external = raised[2];
  assign interrupt = is_pending;
  assign cause = pending_cause;
  wire [2:0] enabled_t1 = {data[9], data[1], data[5]};
  wire [5:0] active = lines & enabled;
  wire for_machine_t1 = !(&privilege) | status_machine_enable;
  wire [5:0] for_machine = active & ~delegates & {6{for_machine_t1}};
  wire for_supervisor_t1 = !(|privilege) | ((privilege == 2'd1) & status_supervisor_enable);
  wire [5:0] for_supervisor = active & delegates & {6{for_supervisor_t1}};
  wire [5:0] chosen = (|for_machine) ? for_machine : for_supervisor;

  always @(posedge clock) begin
    if (reset) begin
      enabled <= 6'd0;
      raised <= 3'd0;
      delegated <= 3'd0;
      is_pending <= 1'b0;
    end else begin
      if (write_enable) begin
        enabled <= {data[11], data[3], data[7], data[9], data[1], data[5]};
      end else if (write_supervisor_enable) begin
        enabled <= {enabled[5:3], (enabled[2:0] & ~delegated) | (enabled_t1 & delegated)};
      end
      if (write_pending) begin
        raised <= enabled_t1;
      end else if (write_supervisor_pending & delegated[1]) begin
        raised <= {raised[2], data[1], raised[0]};
      end
      if (write_delegation) begin
        delegated <= enabled_t1;
      end
      is_pending <= |chosen;
    end
  end

  always @(posedge clock) begin
    pending_cause <= chosen[5] ? 5'd11 : chosen[4] ? 5'd3 : chosen[3] ? 5'd7 : chosen[2] ? 5'd9 : chosen[1] ? 5'd1
        : 5'd5;
  end

  wire unused = &{1'b0, data, status_supervisor_previous_enable, status_machine_previous_enable,
      status_supervisor_previous, status_machine_previous, status_modify_privilege, status_supervisor_user,
      status_executable_readable, status_trap_translation, status_timeout_wait, status_trap_return};

endmodule

`default_nettype wire
