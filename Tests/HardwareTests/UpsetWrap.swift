import Simulation

@testable import HDL

/// A design inside a Verilog module that flips single bits of its registers between two cycles, as a fault attack does, and
/// shows what registers and memories hold. The design's own text is unchanged, and costs no time while nothing flips.
struct UpsetWrap {
  /// Registers that can be flipped, by their number.
  let flipped: [FaultInjection.Target]
  /// Registers and words of memories that can be looked at, by their number.
  let shown: [FaultInjection.Target]
  let verilog: VerilogDesign

  /// - Parameters:
  ///   - flips: whether a register can be flipped. Memories cannot: Verilator would copy each of them in every cycle.
  ///   - shows: whether a register or a word of a memory can be looked at.
  init(
    _ design: Design, flips: (FaultInjection.Target) -> Bool, shows: (FaultInjection.Target) -> Bool
  ) {
    let injection = FaultInjection(design)
    flipped = injection.registers.filter(flips)
    shown = (injection.registers + injection.memoryWords).filter(shows)
    let inner = design.verilog()
    let flipCases = flipped.enumerated().map { number, target in
      let name = "unit.\(target.name)"
      let value = target.width == 1 ? "~\(name)" : "\(name) ^ (\(target.width)'d1 << upset_bit)"
      return "      16'd\(number): \(name) <= \(value);\n"
    }
    let showCases = shown.enumerated().map { number, target in
      let name = "unit.\(target.name)" + (target.address.map { "[\($0)]" } ?? "")
      return "      16'd\(number): seen <= \(target.width <= 64 ? name : "\(name) >> {look_word, 6'd0}");\n"
    }
    let added: [(direction: PortDescription.Direction, name: String, width: Int)] = [
      (.input, "upset", 1), (.input, "upset_target", 16), (.input, "upset_bit", 10), (.input, "look", 1),
      (.input, "look_target", 16), (.input, "look_word", 4), (.output, "seen", 64),
    ]
    let ports = inner.ports + added.map { PortDescription(name: $0.name, width: $0.width, direction: $0.direction) }
    let header = ports.map { port in
      let kind = port.direction == .input ? "input wire" : port.name == "seen" ? "output reg" : "output wire"
      return "  \(kind) [\(port.width - 1):0] \(port.name)"
    }
    let text = """
      module upset_wrap(
      \(header.joined(separator: ",\n"))
      );
        \(inner.top) unit(\(inner.ports.map { ".\($0.name)(\($0.name))" }.joined(separator: ", ")));
        always @(posedge upset)
          case (upset_target)
      \(flipCases.joined())      default: ;
          endcase
        always @(posedge look)
          case (look_target)
      \(showCases.joined())      default: seen <= 0;
          endcase
      endmodule

      """
    verilog = VerilogDesign(
      top: "upset_wrap", clock: inner.clock, reset: inner.reset, ports: ports,
      files: inner.files + [VerilogFile(name: "upset_wrap.v", text: text)])
  }

  /// A model of the wrap. Assertions in the hardware speak about undisturbed operation, and are left out.
  func model() throws -> SimulationModel {
    var options = SimulationOptions()
    options.assertions = false
    options.verilatorFlags = ["-Wno-MULTIDRIVEN", "-Wno-WIDTH"]
    return try SimulationModel(verilog, options: options)
  }

  /// Flips a bit of a register of a running model.
  func flip(_ number: Int, bit: Int, in simulator: Simulator) throws {
    try simulator.drive("upset_target", UInt64(number))
    try simulator.drive("upset_bit", UInt64(bit))
    try strobe("upset", of: simulator)
  }

  /// What everything that is shown holds.
  func contents(of simulator: Simulator) throws -> [[UInt64]] {
    let seen = try simulator.port("seen", as: UInt64.self)
    return try shown.enumerated().map { number, target in
      try simulator.drive("look_target", UInt64(number))
      return try (0..<(target.width + 63) / 64).map { word in
        try simulator.drive("look_word", UInt64(word))
        try strobe("look", of: simulator)
        return seen.value
      }
    }
  }

  private func strobe(_ port: String, of simulator: Simulator) throws {
    for value: UInt64 in [1, 0] {
      try simulator.drive(port, value)
      try simulator.evaluate()
    }
  }
}
