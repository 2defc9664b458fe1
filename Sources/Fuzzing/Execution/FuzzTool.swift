import Foundation
import HDL
import Simulation

/// What the simulation in this process is compared with.
public enum FuzzTool: String, Codable, CaseIterable, Sendable {
  /// Icarus Verilog on the emitted text.
  case icarus
  /// Icarus Verilog on the netlist of gates that `synth` of Yosys makes of the text. Its own `sim` would share the meaning
  /// of cells with what is to be checked. ABC and the sharing of operators are left out: they look at gates only, and take
  /// most of the time.
  case yosys
  /// A model of Verilator.
  case verilator

  /// Runs all designs of a batch and gives the rows of hexadecimal digits of each, one for every cycle after the set-up.
  ///
  /// - Throws: `FuzzingError.refused` when the tool does not take a design, `.trouble` when it cannot be run.
  func rows(_ batch: Batch, work: WorkFolder) throws(FuzzingError) -> [[String]] {
    switch self {
    case .icarus: try work.inFolder { folder throws(FuzzingError) in try icarus(batch, batch.files, folder) }
    case .yosys: try work.inFolder { folder throws(FuzzingError) in try yosys(batch, folder) }
    case .verilator: try verilator(batch, work)
    }
  }

  private func run(_ name: String, _ arguments: [String], _ folder: URL) throws(FuzzingError) -> String {
    let result: Tool.Result
    do throws(SimulationError) {
      result = try Tool.find(name).run(arguments, in: folder)
    } catch {
      throw .trouble("\(error)")
    }
    guard result.status == 0 else { throw .refused(tool: self, output: result.output) }
    return result.output
  }

  private func icarus(_ batch: Batch, _ files: [VerilogFile], _ folder: URL) throws(FuzzingError) -> [[String]] {
    for file in files + [VerilogFile(name: "testbench.v", text: batch.testbench)] { try write(file, folder) }
    for (number, design) in batch.designs.enumerated() {
      try write(VerilogFile(name: Batch.rowsName(number), text: batch.rows(design)), folder)
    }
    _ = try run("iverilog", ["-g2005", "-s", "testbench", "-o", "batch", "testbench.v"] + files.map(\.name), folder)
    let output = try run("vvp", ["-n", "batch"], folder)
    var rows = [[String]](repeating: [], count: batch.designs.count)
    for line in output.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 3, words[0] == "row", let number = Int(words[1]), rows.indices.contains(number) else {
        continue
      }
      rows[number].append(String(words[2]))
    }
    return rows
  }

  private func yosys(_ batch: Batch, _ folder: URL) throws(FuzzingError) -> [[String]] {
    let files = batch.files
    for file in files { try write(file, folder) }
    let script = """
      read_verilog \(files.map(\.name).joined(separator: " "))
      synth -noabc -noshare -top \(Batch.top)
      write_verilog -noattr netlist.v
      """
    try write(VerilogFile(name: "script.ys", text: script), folder)
    _ = try run("yosys", ["-q", "-s", "script.ys"], folder)
    return try icarus(batch, [], netlist: "netlist.v", folder)
  }

  private func icarus(_ batch: Batch, _ files: [VerilogFile], netlist: String, _ folder: URL) throws(FuzzingError)
    -> [[String]]
  {
    do {
      let text = try String(contentsOf: folder.appendingPathComponent(netlist), encoding: .utf8)
      return try icarus(batch, [VerilogFile(name: "netlist.v", text: text)], folder)
    } catch let error as FuzzingError {
      throw error
    } catch {
      throw .trouble("\(netlist): \(error.localizedDescription)")
    }
  }

  private func write(_ file: VerilogFile, _ folder: URL) throws(FuzzingError) {
    do {
      try file.text.write(to: folder.appendingPathComponent(file.name), atomically: false, encoding: .utf8)
    } catch {
      throw .trouble("\(file.name): \(error.localizedDescription)")
    }
  }

  private func verilator(_ batch: Batch, _ work: WorkFolder) throws(FuzzingError) -> [[String]] {
    var options = SimulationOptions()
    options.cache = work.models
    // Random designs compare with wires that turn out to be constant.
    options.verilatorFlags = ["-Wno-CMPCONST", "-Wno-UNSIGNED"]
    options.compilerFlags = ["-O0"]
    do throws(SimulationError) {
      let model = try SimulationModel(batch.verilog, options: options)
      defer {
        try? FileManager.default.removeItem(at: model.library.deletingLastPathComponent().deletingLastPathComponent())
      }
      return try rows(batch, Simulator(model))
    } catch {
      switch error {
      case .toolMissing, .toolFailed, .fileFailed, .loadFailed: throw .trouble("\(error)")
      default: throw .refused(tool: self, output: "\(error)")
      }
    }
  }

  private func rows(_ batch: Batch, _ simulator: Simulator) throws(SimulationError) -> [[String]] {
    var rows = [[String]](repeating: [], count: batch.designs.count)
    for step in 0..<(batch.designs.map(\.stimulus.cycles.count).max() ?? 0) {
      let running = batch.designs.enumerated().filter { step < $1.stimulus.cycles.count }
      for (number, design) in running {
        try simulator.drive("data_\(number)", words: design.data(design.stimulus.cycles[step]).words)
      }
      try simulator.evaluate()
      for (number, design) in running where step >= RandomDesign.setupCycles {
        let words = try simulator.value(of: "response_\(number)")
        rows[number].append(BitString.hexadecimal(words, width: design.responseWidth))
      }
      for (number, design) in running {
        try simulator.drive("clocks_\(number)", design.edges(design.stimulus.cycles[step]))
      }
      try simulator.evaluate()
      for (number, _) in running { try simulator.drive("clocks_\(number)", 0) }
      try simulator.evaluate()
    }
    return rows
  }
}

/// Why a comparison could not be made.
public enum FuzzingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A tool does not take the emitted text, or stops while it runs.
  case refused(tool: FuzzTool, output: String)
  /// A tool or a file is missing.
  case trouble(String)

  public var description: String {
    switch self {
    case .refused(let tool, let output): "\(tool.rawValue) refuses the design: \(output)"
    case .trouble(let reason): reason
    }
  }
}

/// The folder that a campaign works in; it is removed at the end.
public final class WorkFolder: Sendable {
  private let folder: URL

  public init() throws(FuzzingError) {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("keyline-fuzz-\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw .trouble("\(folder.path): \(error.localizedDescription)")
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Verilator's run time, compiled once, and the models of the batches, each removed after use.
  var models: URL { folder.appendingPathComponent("models", isDirectory: true) }

  /// Runs `body` in an empty folder.
  func inFolder<Result>(_ body: (URL) throws(FuzzingError) -> Result) throws(FuzzingError) -> Result {
    let inner = folder.appendingPathComponent(UUID().uuidString, isDirectory: true)
    do {
      try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    } catch {
      throw .trouble("\(inner.path): \(error.localizedDescription)")
    }
    defer { try? FileManager.default.removeItem(at: inner) }
    return try body(inner)
  }
}
