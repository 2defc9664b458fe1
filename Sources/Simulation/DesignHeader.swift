import HDL

extension VerilogDesign {
  /// The generated half of the harness: `design.h`, which tells simulation_harness.hpp about the ports.
  func header(_ options: SimulationOptions) -> String {
    var lines = ["// The ports of '\(top)', as Verilator's class Model has them.", "#pragma once", ""]
    switch options.waveform {
    case .none: break
    case .fst:
      lines += ["#define DESIGN_WAVEFORM VerilatedFstC", "#define DESIGN_WAVEFORM_HEADER \"verilated_fst_c.h\""]
    case .vcd:
      lines += ["#define DESIGN_WAVEFORM VerilatedVcdC", "#define DESIGN_WAVEFORM_HEADER \"verilated_vcd_c.h\""]
    }
    if options.coverage != .none { lines.append("#define DESIGN_COVERAGE") }
    if let clock, let index = ports.firstIndex(where: { $0.name == clock }) {
      lines += ["#define DESIGN_CLOCK \(VerilogDesign.member(clock))", "#define DESIGN_CLOCK_INDEX \(index)"]
    }
    lines.append("#define DESIGN_PORTS(PORT) \\")
    for (index, port) in ports.enumerated() {
      let direction = port.direction == .input ? "SIMULATION_INPUT" : "SIMULATION_OUTPUT"
      let member = VerilogDesign.member(port.name)
      lines.append("  PORT(\(index), \"\(port.name)\", \(member), \(port.width), \(direction)) \\")
    }
    return lines.joined(separator: "\n") + "\n\n"
  }

  /// Verilator reserves double underscores in C++ names and spells those of the design in hexadecimal.
  private static func member(_ port: String) -> String {
    var member = ""
    for character in port {
      member += character == "_" && member.hasSuffix("_") ? "__05F" : String(character)
    }
    return member
  }

  /// Checks what would otherwise fail obscurely inside Verilator or the C++ compiler.
  func validate() throws(SimulationError) {
    func refuse(_ reason: String) throws(SimulationError) -> Never { throw .invalidDesign(design: top, reason: reason) }

    if !VerilogDesign.isIdentifier(top) { try refuse("its name is not a Verilog identifier") }
    if files.isEmpty { try refuse("it has no Verilog files") }
    var fileNames: Set<String> = []
    for file in files {
      let parts = file.name.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count == 2, VerilogDesign.isIdentifier(String(parts[0])), ["v", "sv"].contains(parts[1]) else {
        try refuse("'\(file.name)' is not a plain Verilog file name such as 'adder.v'")
      }
      if !fileNames.insert(file.name).inserted { try refuse("it has two files named '\(file.name)'") }
    }
    if ports.isEmpty { try refuse("it has no ports") }
    var portNames: Set<String> = []
    for port in ports {
      if !VerilogDesign.isIdentifier(port.name) { try refuse("port '\(port.name)' is not a Verilog identifier") }
      if !portNames.insert(port.name).inserted { try refuse("it has two ports named '\(port.name)'") }
      if port.width < 1 { try refuse("port '\(port.name)' is \(port.width) bits wide") }
    }
    for (role, name) in [("clock", clock), ("reset", reset)] {
      guard let name else { continue }
      guard ports.contains(PortDescription(name: name, width: 1, direction: .input)) else {
        try refuse("its \(role) '\(name)' is not a one-bit input")
      }
    }
  }

  private static func isIdentifier(_ name: String) -> Bool {
    guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return false }
    return name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
      default: false
      }
    }
  }
}
