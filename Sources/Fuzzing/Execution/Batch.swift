import HDL

/// Several designs side by side in one top module, so that a tool starts once for all of them.
///
/// Design i has the ports `clocks_i` (a bit for each domain, high for an edge), `data_i` (inputs and resets) and
/// `response_i` (outputs).
struct Batch {
  static let top = "fuzz_batch"
  let designs: [PreparedDesign]

  var files: [VerilogFile] {
    var names = Set<String>()
    return designs.flatMap(\.verilog.files).filter { names.insert($0.name).inserted }
      + [VerilogFile(name: "\(Self.top).v", text: topText)]
  }

  var verilog: VerilogDesign {
    let ports = designs.enumerated().flatMap { number, design in
      [
        PortDescription(name: "clocks_\(number)", width: DomainRecipe.allCases.count, direction: .input),
        PortDescription(name: "data_\(number)", width: design.dataWidth, direction: .input),
        PortDescription(name: "response_\(number)", width: design.responseWidth, direction: .output),
      ]
    }
    return VerilogDesign(top: Self.top, clock: nil, reset: nil, ports: ports, files: files)
  }

  private var topText: String {
    let ports = verilogPorts.map { "  \($0.direction) [\($0.width - 1):0] \($0.name)" }.joined(separator: ",\n")
    let units = designs.enumerated().map { unit($0, $1) }.joined(separator: "\n")
    return "module \(Self.top) (\n\(ports)\n);\n\(units)\nendmodule\n"
  }

  private var verilogPorts: [(direction: String, width: Int, name: String)] {
    designs.enumerated().flatMap { number, design in
      [
        ("input", DomainRecipe.allCases.count, "clocks_\(number)"), ("input", design.dataWidth, "data_\(number)"),
        ("output", design.responseWidth, "response_\(number)"),
      ]
    }
  }

  private func unit(_ number: Int, _ design: PreparedDesign) -> String {
    var pins: [String] = []
    func connect(_ ports: [PortDescription], _ vector: String) -> Int {
      ports.reduce(0) { low, port in
        pins.append(".\(port.name)(\(vector)_\(number)[\(low + port.width - 1):\(low)])")
        return low + port.width
      }
    }
    let resets = connect(design.inputs, "data")
    _ = connect(design.outputs, "response")
    let present = Set(design.design.ports.map(\.name))
    for domain in DomainRecipe.allCases {
      let clock = "clocks_\(number)[\(domain.rawValue)]"
      if present.contains(domain.clock.clockName) {
        pins.append(".\(domain.clock.clockName)(\(domain.clock.edge == .falling ? "~" : "")\(clock))")
      }
      if present.contains(domain.clock.resetName) {
        pins.append(".\(domain.clock.resetName)(data_\(number)[\(resets + domain.rawValue)])")
      }
    }
    return "  \(design.verilog.top) unit_\(number) (\n    \(pins.joined(separator: ",\n    "))\n  );"
  }

  // MARK: The test bench for simulators of Verilog

  static func rowsName(_ number: Int) -> String { "rows_\(number).hex" }

  /// A row for each cycle: the edges above the data.
  func rows(_ design: PreparedDesign) -> String {
    design.stimulus.cycles.map { cycle in
      var bits = design.data(cycle)
      bits.append([design.edges(cycle)], width: DomainRecipe.allCases.count)
      return bits.hexadecimal + "\n"
    }.joined()
  }

  /// Prints a line with number and outputs of every design for every cycle after the set-up.
  var testbench: String {
    var declarations: [String] = []
    var (loads, sets, shows, edges, ends): ([String], [String], [String], [String], [String]) = ([], [], [], [], [])
    for (number, design) in designs.enumerated() {
      let count = design.stimulus.cycles.count
      let (width, clocks) = (design.dataWidth, DomainRecipe.allCases.count)
      declarations += [
        "  reg [\(width + clocks - 1):0] rows_\(number) [0:\(count - 1)];", "  reg [\(clocks - 1):0] clocks_\(number);",
        "  reg [\(width - 1):0] data_\(number);", "  wire [\(design.responseWidth - 1):0] response_\(number);",
      ]
      loads += ["    $readmemh(\"\(Self.rowsName(number))\", rows_\(number));", "    clocks_\(number) = 0;"]
      sets.append("      if (step < \(count)) data_\(number) = rows_\(number)[step][\(width - 1):0];")
      shows.append(
        "      if (step >= \(RandomDesign.setupCycles) && step < \(count))"
          + " $display(\"row \(number) %h\", response_\(number));")
      edges.append(
        "      if (step < \(count)) clocks_\(number) = rows_\(number)[step][\(width + clocks - 1):\(width)];")
      ends.append("      clocks_\(number) = 0;")
    }
    let pins = verilogPorts.map { ".\($0.name)(\($0.name))" }.joined(separator: ", ")
    let last = designs.map(\.stimulus.cycles.count).max() ?? 0
    let lines =
      ["`timescale 1ns/1ns", "module testbench;", "  integer step;"] + declarations
      + ["  \(Self.top) batch (\(pins));", "  initial begin"] + loads
      + ["    for (step = 0; step < \(last); step = step + 1) begin"] + sets + ["      #1;"] + shows + edges
      + ["      #1;"] + ends + ["      #1;", "    end", "    $finish;", "  end", "endmodule", ""]
    return lines.joined(separator: "\n")
  }
}
