import CSimulation
import Foundation
import HDL
import Synchronization

/// The way from Verilog text to a shared library.
struct ModelBuild {
  let design: VerilogDesign
  let options: SimulationOptions
  let verilator: Tool
  let compiler: Tool

  /// Up to this much C++ is one translation unit, so that the headers, most of a small model's compile time, are read
  /// once. More is split to keep the compiler's memory and the longest unit short.
  let unitLimit: Int

  init(
    _ design: VerilogDesign, options: SimulationOptions, unitLimit: Int = 1_500_000
  ) throws(SimulationError) {
    try design.validate()
    self.unitLimit = unitLimit
    self.design = design
    self.options = options
    verilator = try options.findVerilator()
    compiler = try options.findCompiler()
  }

  /// The library, from the cache if it has been built before. `progress` hears of each slow step; a hit has none.
  func library(progress: (String) -> Void) throws(SimulationError) -> URL {
    let cache = BuildCache(folder: options.cache)
    let entry = try cache.entry("\(design.top)-\(key)") { folder throws(SimulationError) in
      try writeSources(folder)
      progress("verilating \(design.top)")
      try verilate(folder)
      let compilation = Compilation(compiler: compiler, include: try verilatorInclude())
      let runtime = VerilatorRuntime(compilation: compilation, verilator: verilator)
      let runtimeObjects = try runtime.objects(options, progress: progress)
      progress("compiling the model of \(design.top)")
      let objects = try compileModel(compilation, in: folder.appendingPathComponent("model"))
      try compilation.link(
        objects + runtimeObjects, to: "model.so", libraries: VerilatorRuntime.libraries(options),
        in: folder.appendingPathComponent("model"), design: design.top)
    }
    return entry.appendingPathComponent("model/model.so")
  }

  /// Verilator's argument list, the sources excluded.
  var verilatorArguments: [String] {
    var arguments = ["--cc", "--top-module", design.top, "--prefix", "Model", "--Mdir", "../model"]
    arguments += ["-O3", "--timescale", "1ns/1ns", "--x-assign", "unique", "--x-initial", "unique"]
    // Verilator 5.006 folds chains of exclusive or over single bits wrongly (verilator/verilator#4059 is of the kind).
    arguments.append("-fno-const-bit-op-tree")
    if options.assertions { arguments.append("--assert") }
    switch options.waveform {
    case .none: break
    case .fst: arguments.append("--trace-fst")
    case .vcd: arguments.append("--trace")
    }
    switch options.coverage {
    case .none: break
    case .points: arguments.append("--coverage-user")
    case .lines: arguments += ["--coverage-user", "--coverage-line"]
    }
    return arguments + options.verilatorFlags
  }

  /// Everything the library is made of.
  var key: String {
    let flags =
      Compilation.flags(for: compiler) + Compilation.hooks + Compilation.definitions(options)
      + options.compilerFlags
    let harness = [simulation_abi_source(), simulation_output_source(), simulation_harness_source()]
    let parts =
      [verilator.fingerprint(), compiler.fingerprint(), design.header(options)] + harness.map { String(cString: $0) }
      + verilatorArguments + flags + ["\(unitLimit)"] + design.files.flatMap { [$0.name, $0.text] }
    return ContentHash.of(parts)
  }

  private func writeSources(_ folder: URL) throws(SimulationError) {
    let verilog = folder.appendingPathComponent("verilog")
    let model = folder.appendingPathComponent("model")
    do {
      try FileManager.default.createDirectory(at: verilog, withIntermediateDirectories: true)
      try FileManager.default.createDirectory(at: model, withIntermediateDirectories: true)
    } catch {
      throw .file(folder.path, error)
    }
    for file in design.files { try write(file.text, to: verilog.appendingPathComponent(file.name)) }
    try write(design.header(options), to: model.appendingPathComponent("design.h"))
    for (name, text) in [
      ("simulation_abi.h", simulation_abi_source()), ("simulation_output.hpp", simulation_output_source()),
      ("simulation_harness.hpp", simulation_harness_source()),
    ] {
      try write(String(cString: text), to: model.appendingPathComponent(name))
    }
  }

  private func verilate(_ folder: URL) throws(SimulationError) {
    let arguments = verilatorArguments + design.files.map(\.name)
    let result = try verilator.run(arguments, in: folder.appendingPathComponent("verilog"))
    guard result.status == 0 else { throw .verilatorFailed(design: design.top, output: result.output) }
  }

  func verilatorInclude() throws(SimulationError) -> String {
    let result = try verilator.run(["--getenv", "VERILATOR_ROOT"])
    let root = result.output.trimmingCharacters(in: .whitespacesAndNewlines)
    guard result.status == 0, FileManager.default.fileExists(atPath: root + "/include/verilated.h") else {
      throw .toolMissing(
        name: "verilated.h", searched: root + "/include",
        repair: "Reinstall Verilator, or set VERILATOR_ROOT to the folder that holds its include folder.")
    }
    return root + "/include"
  }

  /// Compiles the generated C++ with the harness, and returns the object files.
  private func compileModel(_ compilation: Compilation, in folder: URL) throws(SimulationError) -> [String] {
    let units = try translationUnits(in: folder)
    for (index, unit) in units.enumerated() {
      let text = unit.map { "#include \"\($0)\"\n" }.joined()
      try write(text, to: folder.appendingPathComponent("unit\(index).cxx"))
    }
    let flags =
      Compilation.flags(for: compiler) + Compilation.hooks + Compilation.definitions(options)
      + options.compilerFlags
    let failure = Mutex<SimulationError?>(nil)
    DispatchQueue.concurrentPerform(iterations: units.count) { index in
      do throws(SimulationError) {
        try compilation.compile(
          "unit\(index).cxx", to: "unit\(index).o", flags: flags, in: folder, design: design.top)
      } catch {
        failure.withLock { $0 = $0 ?? error }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
    return units.indices.map { "unit\($0).o" }
  }

  /// The generated files and the harness, packed into as few units as `unitLimit` allows.
  private func translationUnits(in folder: URL) throws(SimulationError) -> [[String]] {
    var files: [(name: String, size: Int)] = []
    do {
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() where name.hasSuffix(".cpp")
      {
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.appendingPathComponent(name).path)
        files.append((name, attributes[.size] as? Int ?? 0))
      }
    } catch {
      throw .file(folder.path, error)
    }
    var units: [[String]] = [["simulation_harness.hpp"]]
    var size = 0
    for file in files {
      if size > 0, size + file.size > unitLimit {
        units.append([])
        size = 0
      }
      units[units.count - 1].append(file.name)
      size += file.size
    }
    return units
  }
}
