import ArgumentParser
import Foundation
import HDL
import Hardware
import Prototype
import Toolchain

/// Measures area and clock frequency of modules.
struct AreaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "area", abstract: "Measure area and clock frequency of a module on an FPGA (ECP5-85F, speed grade 6).",
    discussion: """
      The module alone is synthesised by Yosys and counted; then, between shift registers, so that every path begins and \
      ends in a register, placed and routed by nextpnr once for every seed. scripts/fpga.sh installs both. What was \
      measured before is not measured again.

      Exit status: 0 success; 1 the frequency that --require names is missed; 2 the machine or the input is not fit; 64 \
      the command line is wrong.
      """)

  @Option(name: .long, help: "Design point. Repeatable; all when absent.")
  var design: [DesignPoint] = []

  @Option(name: .long, help: "Module of the design points. Repeatable; line_engine when absent.")
  var module: [String] = []

  @Option(
    name: .long, parsing: .upToNextOption,
    help: "Measure these Verilog files instead of design points. Files that end in .sv are read as SystemVerilog.")
  var verilog: [String] = []

  @Option(name: .long, help: "Top module of the --verilog files.")
  var top: String?

  @Option(
    name: .long, help: "With --verilog, an input that is a clock. Repeatable; clk, clock and the like when absent.")
  var clock: [String] = []

  @Option(name: .long, help: "An input that is constant, as port=expression, for example decrypt=1'b0. Repeatable.")
  var tie: [String] = []

  @Option(name: .long, help: "Number of seeds; 0 measures the area only.")
  var seeds = 3

  @Option(name: .long, help: "Clock frequency in MHz that place and route strives for.")
  var frequency = 150

  @Option(name: .long, help: "Fail when the median of the frequencies that a module achieves is below this, in MHz.")
  var require: Double?

  @Flag(name: .long, help: "Also print the slowest path of each seed.")
  var paths = false

  @Option(name: .shortAndLong, help: "Folder that keeps netlists, logs and results.", transform: path)
  var output = "build/fpga/area"

  @Option(name: .long, help: "Write the measurements to this JSON file.", transform: path)
  var json: String?

  func validate() throws {
    if !(0...100).contains(seeds) { throw ValidationError("--seeds must be from 0 to 100") }
    if !(1...1000).contains(frequency) { throw ValidationError("--frequency must be from 1 to 1000") }
    if verilog.isEmpty != (top == nil) { throw ValidationError("--verilog and --top go together") }
    if !verilog.isEmpty, !design.isEmpty || !module.isEmpty {
      throw ValidationError("--verilog does not go with --design or --module")
    }
    if verilog.isEmpty, !clock.isEmpty { throw ValidationError("--clock goes with --verilog") }
    if require != nil, seeds == 0 { throw ValidationError("--require needs a seed") }
    _ = try ties()
  }

  func run() throws {
    let console = Console()
    do {
      let cores = try cores()
      var flow = try MeasurementFlow(PrototypeTools(), output: URL(fileURLWithPath: output, isDirectory: true))
      flow.seeds = Array(0..<seeds).map { $0 + 1 }
      flow.frequency = frequency
      var measurements: [CoreMeasurement] = []
      for core in cores {
        measurements.append(try flow.measure(core) { console.progress("\(core.name): \($0)") })
        console.endProgress()
      }
      if let json { try File.write(encoded(measurements).utf8, to: json) }
      print(AreaTable(measurements).text)
      if paths { for measurement in measurements { print(AreaTable.paths(of: measurement)) } }
      if let require, let missed = measurements.first(where: { ($0.fmax?.median ?? 0) < require }) {
        console.step(
          "keyline: \(missed.name) reaches \(AreaTable.megahertz(missed.fmax?.median)) MHz; required are \(require) MHz"
        )
        throw Exit.failedCheck
      }
    } catch let code as ExitCode {
      throw code
    } catch {
      console.endProgress()
      console.complain(error)
      throw Exit.unfit
    }
  }

  private func cores() throws -> [Core] {
    var cores: [Core] = []
    if let top {
      let files = try verilog.map { VerilogFile(name: $0, text: try Self.text(of: $0)) }
      cores = [Core(name: top, top: top, files: files)]
      cores[0].clocks = clock
    } else {
      for point in design.isEmpty ? DesignPoint.allCases : design.unique {
        let whole = try point.elaborate()
        for name in module.isEmpty ? ["line_engine"] : module {
          cores.append(try Core(name: "\(point.rawValue) \(name)", module: name, of: whole))
        }
      }
    }
    let ties = try ties()
    return cores.map { core in
      var core = core
      core.ties = ties
      return core
    }
  }

  private func ties() throws -> [String: String] {
    var ties: [String: String] = [:]
    for text in tie {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { throw ValidationError("--tie '\(text)' is not of the form port=expression") }
      ties[parts[0]] = parts[1]
    }
    return ties
  }

  private static func text(of path: String) throws -> String {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw Console.Failure("\(path): cannot be read")
    }
    return text
  }

  private func encoded(_ measurements: [CoreMeasurement]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    return String(decoding: try encoder.encode(measurements), as: UTF8.self) + "\n"
  }
}
