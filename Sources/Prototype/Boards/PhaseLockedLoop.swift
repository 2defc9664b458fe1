import HDL
import Hardware

/// The phase-locked loop of an ECP5, which makes a faster clock of a board's oscillator. Lattice FPGA-TN-02200, sysCLOCK.
public struct PhaseLockedLoop: Hashable, Sendable {
  /// Of the oscillator, before the two are compared.
  public let inputDivider: Int
  /// Of the clock that is made, before the two are compared.
  public let feedbackDivider: Int
  /// From the oscillator of the loop, which runs at 400 to 800 MHz, to the clock that is made.
  public let outputDivider: Int

  /// The frequency that comes of `frequency`, both in hertz.
  public func output(of frequency: Int) -> Int { frequency * feedbackDivider / inputDivider }

  /// A design with the loop before its clock: ports as those of the design but for `clock`, which is the oscillator's, and
  /// `clock_stable`, which is not there. In simulation the clock goes through.
  func around(_ design: VerilogDesign, frequency: Int) -> VerilogDesign {
    let outer = design.ports.filter { $0.name != Self.stable }
    let top = "clocked_\(design.top)"
    return VerilogDesign(
      top: top, clock: design.clock, reset: design.reset, ports: outer,
      files: design.files + [VerilogFile(name: "\(top).v", text: text(top, design, outer, frequency))])
  }

  private static let stable = "clock_stable"

  private func text(_ top: String, _ design: VerilogDesign, _ outer: [PortDescription], _ frequency: Int) -> String {
    let ports = outer.map { port in
      let range = port.width == 1 ? "" : "[\(port.width - 1):0] "
      return "  \(port.direction == .input ? "input  wire" : "output wire") \(range)\(port.name)"
    }
    let connections = design.ports.map { port in
      "    .\(port.name)(\(port.name == design.clock ? "made_clock" : port.name))"
    }
    return """
      // \(top)
      //
      // \(design.top) with a clock of \(output(of: frequency)) Hz, which the phase-locked loop of the ECP5 makes of \(frequency) Hz.
      // In simulation the clock goes through.
      //
      // Written by Keyline. The source is Sources/Prototype/Boards/PhaseLockedLoop.swift.

      `default_nettype none

      module \(top) (
      \(ports.joined(separator: ",\n"))
      );

        wire made_clock;
        wire \(Self.stable);

      `ifdef SYNTHESIS
        (* FREQUENCY_PIN_CLKI = "\(megahertz(frequency))", FREQUENCY_PIN_CLKOP = "\(megahertz(output(of: frequency)))" *)
        (* ICP_CURRENT = "12", LPF_RESISTOR = "8", MFG_ENABLE_FILTEROPAMP = "1", MFG_GMCREF_SEL = "2" *)
        EHXPLLL #(
          .CLKI_DIV(\(inputDivider)),
          .CLKFB_DIV(\(feedbackDivider)),
          .FEEDBK_PATH("CLKOP"),
          .CLKOP_ENABLE("ENABLED"),
          .CLKOP_DIV(\(outputDivider)),
          .CLKOP_CPHASE(\(outputDivider / 2 - 1)),
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
          .LOCK(\(Self.stable)),
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
        assign \(Self.stable) = 1'b1;
      `endif

        \(design.top) board (
      \(connections.joined(separator: ",\n"))
        );

      endmodule

      """
  }

  private func megahertz(_ frequency: Int) -> String { "\(Double(frequency) / 1e6)" }
}
