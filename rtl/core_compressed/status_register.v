// status_register
//
// mstatus, sstatus and the privilege mode.
//
// Written by Keyline from its Swift description. Change that, not this file.

`default_nettype none

module status_register (
  input  wire        clock,
  input  wire        reset,                             // synchronous, active high
  input  wire [31:0] data,
  input  wire        write_machine,                     // mstatus takes `data`
  input  wire        write_supervisor,                  // sstatus takes `data`
  input  wire        trap,                              // a trap is taken
  input  wire        to_supervisor,                     // to the supervisor, not to machine mode
  input  wire        return_from,                       // mret or sret is executed
  input  wire        from_machine,                      // mret, not sret
  output wire [31:0] machine,
  output wire [31:0] supervisor,
  output wire  [1:0] privilege,
  output wire  [1:0] data_privilege,                    // of loads and stores
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
  output wire        status_trap_return                 // TSR
);

  reg       bits_supervisor_enable;          // SIE
  reg       bits_machine_enable;             // MIE
  reg       bits_supervisor_previous_enable; // SPIE
  reg       bits_machine_previous_enable;    // MPIE
  reg       bits_supervisor_previous;        // SPP
  reg [1:0] bits_machine_previous;           // MPP
  reg       bits_modify_privilege;           // MPRV
  reg       bits_supervisor_user;            // SUM
  reg       bits_executable_readable;        // MXR
  reg       bits_trap_translation;           // TVM
  reg       bits_timeout_wait;               // TW
  reg       bits_trap_return;                // TSR
  reg [1:0] mode;

  assign status_supervisor_enable = bits_supervisor_enable;
  assign status_machine_enable = bits_machine_enable;
  assign status_supervisor_previous_enable = bits_supervisor_previous_enable;
  assign status_machine_previous_enable = bits_machine_previous_enable;
  assign status_supervisor_previous = bits_supervisor_previous;
  assign status_machine_previous = bits_machine_previous;
  assign status_modify_privilege = bits_modify_privilege;
  assign status_supervisor_user = bits_supervisor_user;
  assign status_executable_readable = bits_executable_readable;
  assign status_trap_translation = bits_trap_translation;
  assign status_timeout_wait = bits_timeout_wait;
  assign status_trap_return = bits_trap_return;
  assign privilege = mode;
  assign data_privilege = bits_modify_privilege ? bits_machine_previous : mode;
  assign machine = {9'h000, bits_trap_return, bits_timeout_wait, bits_trap_translation, bits_executable_readable,
      bits_supervisor_user, bits_modify_privilege, 4'd0, bits_machine_previous, 2'd0, bits_supervisor_previous,
      bits_machine_previous_enable, 1'b0, bits_supervisor_previous_enable, 1'b0, bits_machine_enable, 1'b0,
      bits_supervisor_enable, 1'b0};
  assign supervisor = {9'h000, {3{1'b0}}, bits_executable_readable, bits_supervisor_user, 1'b0, 4'd0, {2{2'd0}},
      bits_supervisor_previous, {2{1'b0}}, bits_supervisor_previous_enable, {3{1'b0}}, bits_supervisor_enable, 1'b0};

  always @(posedge clock) begin
    if (reset) begin
      bits_supervisor_enable <= 1'b0;
      bits_machine_enable <= 1'b0;
      bits_supervisor_previous_enable <= 1'b0;
      bits_machine_previous_enable <= 1'b0;
      bits_supervisor_previous <= 1'b0;
      bits_machine_previous <= 2'd0;
      bits_modify_privilege <= 1'b0;
      bits_supervisor_user <= 1'b0;
      bits_executable_readable <= 1'b0;
      bits_trap_translation <= 1'b0;
      bits_timeout_wait <= 1'b0;
      bits_trap_return <= 1'b0;
      mode <= 2'd3;
    end else if (trap) begin
      if (to_supervisor) begin
        bits_supervisor_previous_enable <= bits_supervisor_enable;
        bits_supervisor_enable <= 1'b0;
        bits_supervisor_previous <= mode[0];
        mode <= 2'd1;
      end else begin
        bits_machine_previous_enable <= bits_machine_enable;
        bits_machine_enable <= 1'b0;
        bits_machine_previous <= mode;
        mode <= 2'd3;
      end
    end else if (return_from) begin
      if (from_machine) begin
        bits_machine_enable <= bits_machine_previous_enable;
        bits_machine_previous_enable <= 1'b1;
        bits_machine_previous <= 2'd0;
        mode <= bits_machine_previous;
        if (!(&bits_machine_previous)) begin
          bits_modify_privilege <= 1'b0;
        end
      end else begin
        bits_supervisor_enable <= bits_supervisor_previous_enable;
        bits_supervisor_previous_enable <= 1'b1;
        bits_supervisor_previous <= 1'b0;
        mode <= {1'b0, bits_supervisor_previous};
        bits_modify_privilege <= 1'b0;
      end
    end else begin
      if (write_machine | write_supervisor) begin
        bits_supervisor_enable <= data[1];
        bits_supervisor_previous_enable <= data[5];
        bits_supervisor_previous <= data[8];
        bits_supervisor_user <= data[18];
        bits_executable_readable <= data[19];
      end
      if (write_machine) begin
        bits_machine_enable <= data[3];
        bits_machine_previous_enable <= data[7];
        if (data[12:11] != 2'd2) begin
          bits_machine_previous <= data[12:11];
        end
        bits_modify_privilege <= data[17];
        bits_trap_translation <= data[20];
        bits_timeout_wait <= data[21];
        bits_trap_return <= data[22];
      end
    end
  end

  wire unused = &{1'b0, data};

endmodule

`default_nettype wire
