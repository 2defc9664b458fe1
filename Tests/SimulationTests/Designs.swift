import Foundation
import HDL
import Simulation

/// Small designs, written by hand.
enum Designs {
  /// An accumulator: on each edge `sum` grows by `step`.
  static let accumulator = VerilogDesign(
    top: "accumulator", clock: "clock", reset: "reset",
    ports: [
      input("clock", 1), input("reset", 1), input("step", 5), output("sum", 32), output("odd", 1),
    ],
    files: [
      VerilogFile(
        name: "accumulator.v",
        text: """
          module accumulator(
            input wire clock, input wire reset, input wire [4:0] step, output reg [31:0] sum, output wire odd);
            assign odd = sum[0];
            always @(posedge clock)
              if (reset) sum <= 32'd0;
              else sum <= sum + {27'd0, step};
          endmodule

          """)
    ])

  /// Executes one statement on each edge, usually depending on `go`. The statement is line 3 of `actor.v`.
  static func actor(_ statement: String, top: String = "actor") -> VerilogDesign {
    VerilogDesign(
      top: top, clock: "clock", reset: nil, ports: [input("clock", 1), input("go", 1), output("count", 8)],
      files: [
        VerilogFile(
          name: "\(top).v",
          text: """
            module \(top)(input wire clock, input wire go, output reg [7:0] count); reg [7:0] memory [0:3];
              always @(posedge clock) begin
                \(statement)
                count <= count + 8'd1;
              end
            endmodule

            """)
      ])
  }

  /// For every width an input and an output that shows it inverted.
  static func inverter(widths: [Int]) -> VerilogDesign {
    let ports = widths.flatMap { [input("in\($0)", $0), output("out\($0)", $0)] }
    let declarations = ports.map { port in
      "  \(port.direction == .input ? "input" : "output") wire [\(port.width - 1):0] \(port.name)"
    }
    let assignments = widths.map { "  assign out\($0) = ~in\($0);\n" }
    return VerilogDesign(
      top: "inverter", clock: nil, reset: nil, ports: ports,
      files: [
        VerilogFile(
          name: "inverter.v",
          text: "module inverter(\n\(declarations.joined(separator: ",\n")));\n\(assignments.joined())endmodule\n")
      ])
  }

  static func input(_ name: String, _ width: Int) -> PortDescription {
    PortDescription(name: name, width: width, direction: .input)
  }

  static func output(_ name: String, _ width: Int) -> PortDescription {
    PortDescription(name: name, width: width, direction: .output)
  }
}

/// A folder that is gone at the end of `body`.
func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("simulation-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}

/// The error that `body` throws, or nothing.
func error<Result>(of body: () throws -> Result) -> SimulationError? {
  do {
    _ = try body()
    return nil
  } catch {
    return error as? SimulationError
  }
}

/// A cache that holds nothing but Verilator's compiled run time, which takes seconds to compile.
func withFreshCache<Result>(_ body: (URL) throws -> Result) throws -> Result {
  try withTemporaryFolder { folder in
    try copyRunTime(to: folder)
    return try body(folder)
  }
}

func copyRunTime(to folder: URL) throws {
  let options = SimulationOptions()
  _ = try SimulationModel(Designs.accumulator, options: options)
  for name in try FileManager.default.contentsOfDirectory(atPath: options.cache.path)
  where name.hasPrefix("verilated") && !name.contains(".") {
    try FileManager.default.copyItem(
      at: options.cache.appendingPathComponent(name), to: folder.appendingPathComponent(name))
  }
}
