import CSimulation
import Foundation
import HDL

/// A design, verilated, compiled and loaded: everything its instances share.
///
/// Building takes seconds the first time; the library is then found in `SimulationOptions.cache` until the design, the
/// options or a tool changes.
public final class SimulationModel: Sendable {
  public let design: VerilogDesign
  public let options: SimulationOptions
  /// The shared library. Beside its folder `model` lies `verilog`, the sources that error messages refer to.
  public let library: URL
  // Immutable and as long-lived as the process.
  nonisolated(unsafe) let api: UnsafePointer<simulation_api>
  let portIndex: [String: Int]

  /// Builds the design, or finds it built, and loads it.
  ///
  /// - Parameter progress: hears of each slow step as it begins, on the calling thread; silent when nothing is built.
  /// - Throws: `SimulationError` when a tool is missing or refuses the design, or the library cannot be loaded.
  public init(
    _ design: VerilogDesign, options: SimulationOptions = SimulationOptions(), progress: (String) -> Void = { _ in }
  ) throws(SimulationError) {
    self.design = design
    self.options = options
    library = try ModelBuild(design, options: options).library(progress: progress)
    api = try SimulationModel.load(library, design: design)
    portIndex = Dictionary(uniqueKeysWithValues: design.ports.enumerated().map { ($1.name, $0) })
  }

  /// Runs Verilator's lint with all warnings enabled, each of them an error.
  ///
  /// - Throws: `SimulationError.verilatorFailed` with the warnings.
  public static func lint(
    _ design: VerilogDesign, options: SimulationOptions = SimulationOptions()
  ) throws(SimulationError) {
    try design.validate()
    let verilator = try options.findVerilator()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lint-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw .file(folder.path, error)
    }
    for file in design.files { try write(file.text, to: folder.appendingPathComponent(file.name)) }
    let arguments = ["--lint-only", "-Wall", "--assert", "--top-module", design.top] + options.verilatorFlags
    let result = try verilator.run(arguments + design.files.map(\.name), in: folder)
    guard result.status == 0 else { throw .verilatorFailed(design: design.top, output: result.output) }
  }

  /// The library is never unloaded: threads that evaluated a model keep thread-local state of its run time, whose
  /// destructors lie inside it.
  static func load(_ library: URL, design: VerilogDesign) throws(SimulationError) -> UnsafePointer<simulation_api> {
    guard let handle = dlopen(library.path, RTLD_NOW | RTLD_LOCAL) else {
      throw .loadFailed(path: library.path, reason: dlerror().map { String(cString: $0) } ?? "unknown reason")
    }
    guard let symbol = dlsym(handle, "simulation_model") else {
      throw .abiMismatch(path: library.path, reason: "it exports no simulation_model")
    }
    let api = unsafeBitCast(symbol, to: simulation_model_function.self)()
    guard api.pointee.abi_version == UInt32(SIMULATION_ABI_VERSION) else {
      throw .abiMismatch(
        path: library.path, reason: "its interface is version \(api.pointee.abi_version), not \(SIMULATION_ABI_VERSION)"
      )
    }
    let ports = UnsafeBufferPointer(start: api.pointee.ports, count: Int(api.pointee.port_count)).map { port in
      PortDescription(
        name: String(cString: port.name), width: Int(port.width),
        direction: Int(port.direction) == SIMULATION_INPUT ? .input : .output)
    }
    guard ports == design.ports else {
      throw .abiMismatch(path: library.path, reason: "its ports differ")
    }
    return api
  }
}
