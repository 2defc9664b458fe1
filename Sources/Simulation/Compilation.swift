import CSimulation
import Foundation

/// One C++ compiler with the flags that every part of a model is compiled with.
struct Compilation {
  let compiler: Tool
  /// Verilator's own headers and run time.
  let include: String

  /// A process holds many models, and each carries a copy of Verilator's run time. Nothing but the entry point may be
  /// visible outside its library, or the dynamic linker would merge the state of the copies.
  static let isolation = ["-fPIC", "-fvisibility=hidden", "-fvisibility-inlines-hidden"]

  static func flags(for compiler: Tool) -> [String] {
    // GCC marks function-local statics as unique in the process, whatever their visibility; clang does not.
    let unique = compiler.isClang ? [] : ["-fno-gnu-unique"]
    // Verilator's generated code is not ours to warn about.
    return ["-std=gnu++17", "-O2", "-w", "-DVERILATOR=1"] + isolation + unique
  }

  /// Replaces the run time's reactions to $finish, $stop and errors, which end the process, by those of the harness.
  static let hooks = ["-DVL_USER_FINISH", "-DVL_USER_STOP", "-DVL_USER_FATAL", "-include", "simulation_output.hpp"]

  /// What `verilated.h` must know about the generated code.
  static func definitions(_ options: SimulationOptions) -> [String] {
    [
      "-DVM_SC=0", "-DVM_COVERAGE=\(options.coverage == .none ? 0 : 1)",
      "-DVM_TRACE=\(options.waveform == .none ? 0 : 1)", "-DVM_TRACE_FST=\(options.waveform == .fst ? 1 : 0)",
      "-DVM_TRACE_VCD=\(options.waveform == .vcd ? 1 : 0)",
    ]
  }

  var includes: [String] { ["-I.", "-I\(include)", "-I\(include)/vltstd"] }

  func compile(
    _ source: String, to object: String, flags: [String], in folder: URL, design: String
  ) throws(SimulationError) {
    try run(flags + includes + ["-c", source, "-o", object], in: folder, design: design)
  }

  /// Links a shared library whose calls into its own run time stay inside it.
  func link(
    _ objects: [String], to library: String, libraries: [String], in folder: URL, design: String
  ) throws(SimulationError) {
    let resolution = ["-Wl,-Bsymbolic", "-Wl,-z,defs"]
    try run(["-shared", "-o", library] + objects + resolution + ["-pthread"] + libraries, in: folder, design: design)
  }

  private func run(_ arguments: [String], in folder: URL, design: String) throws(SimulationError) {
    let result = try compiler.run(arguments, in: folder)
    guard result.status == 0 else { throw .compileFailed(design: design, output: result.output) }
  }
}

/// Verilator's run time as object files: the slowest part of a build, and the same for every design.
struct VerilatorRuntime {
  let compilation: Compilation
  let verilator: Tool

  /// The source files that `options` needs, without `.cpp`.
  static func parts(_ options: SimulationOptions) -> [String] {
    var parts = ["verilated", "verilated_threads"]
    if options.waveform == .fst { parts.append("verilated_fst_c") }
    if options.waveform == .vcd { parts.append("verilated_vcd_c") }
    if options.coverage != .none { parts.append("verilated_cov") }
    return parts
  }

  /// The system libraries that these parts use.
  static func libraries(_ options: SimulationOptions) -> [String] { options.waveform == .fst ? ["-lz"] : [] }

  /// Compiles each part that `options` needs, unless the cache has it.
  func objects(
    _ options: SimulationOptions, progress: (String) -> Void
  ) throws(SimulationError) -> [String] {
    let cache = BuildCache(folder: options.cache)
    let flags = Compilation.flags(for: compilation.compiler) + Compilation.hooks
    let output = String(cString: simulation_output_source())
    let identity = ContentHash.of(
      [verilator.fingerprint(), compilation.compiler.fingerprint(), compilation.include, output] + flags)
    var objects: [String] = []
    for part in VerilatorRuntime.parts(options) {
      let entry = try cache.entry("\(part)-\(identity)") { folder throws(SimulationError) in
        progress("compiling Verilator's run time: \(part).cpp")
        try write(output, to: folder.appendingPathComponent("simulation_output.hpp"))
        try compilation.compile(
          "\(compilation.include)/\(part).cpp", to: "\(part).o", flags: flags, in: folder, design: "Verilator")
      }
      objects.append(entry.appendingPathComponent("\(part).o").path)
    }
    return objects
  }
}
