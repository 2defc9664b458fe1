// clocked_processor_board
//
// processor_board with a clock of 25000000 Hz, which the phase-locked loop of the ECP5 makes of 25000000 Hz.
// In simulation the clock goes through.
//
// Written by Keyline. The source is Sources/Prototype/Boards/PhaseLockedLoop.swift.

`default_nettype none

module clocked_processor_board (
  input  wire clock,
  input  wire serial_in,
  output wire serial,
  output wire [4:0] led,
  output wire wifi_gpio0
);

  wire made_clock;
  wire clock_stable;

`ifdef SYNTHESIS
  (* FREQUENCY_PIN_CLKI = "25.0", FREQUENCY_PIN_CLKOP = "25.0" *)
  (* ICP_CURRENT = "12", LPF_RESISTOR = "8", MFG_ENABLE_FILTEROPAMP = "1", MFG_GMCREF_SEL = "2" *)
  EHXPLLL #(
    .CLKI_DIV(1),
    .CLKFB_DIV(1),
    .FEEDBK_PATH("CLKOP"),
    .CLKOP_ENABLE("ENABLED"),
    .CLKOP_DIV(24),
    .CLKOP_CPHASE(11),
    .CLKOP_FPHASE(0),
    .OUTDIVIDER_MUXA("DIVA"),
    .OUTDIVIDER_MUXB("DIVB"),
    .OUTDIVIDER_MUXC("DIVC"),
    .OUTDIVIDER_MUXD("DIVD"),
    .PLLRST_ENA("DISABLED"),
    .INTFB_WAKE("DISABLED"),
    .STDBY_ENABLE("DISABLED"),
    .DPHASE_SOURCE("DISABLED")
  ) loop (
    .CLKI(clock),
    .CLKOP(made_clock),
    .CLKFB(made_clock),
    .LOCK(clock_stable),
    .RST(1'b0),
    .STDBY(1'b0),
    .ENCLKOP(1'b0),
    .PHASESEL0(1'b0),
    .PHASESEL1(1'b0),
    .PHASEDIR(1'b1),
    .PHASESTEP(1'b1),
    .PHASELOADREG(1'b1),
    .PLLWAKESYNC(1'b0)
  );
`else
  assign made_clock = clock;
  assign clock_stable = 1'b1;
`endif

  processor_board board (
    .clock(made_clock),
    .clock_stable(clock_stable),
    .serial_in(serial_in),
    .serial(serial),
    .led(led),
    .wifi_gpio0(wifi_gpio0)
  );

endmodule
