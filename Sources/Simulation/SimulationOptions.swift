import Foundation

/// How a design is built into a model. Everything here but `cache` and `searchPath` is part of the model's identity.
public struct SimulationOptions: Sendable {
  /// The waveform format a model can write. FST is small and quick to open; VCD is understood by every tool.
  public enum Waveform: String, Sendable { case none, fst, vcd }

  /// What a model counts. `points` counts `cover` statements and costs nothing; `lines` counts branches too, and slows
  /// the model down several times.
  public enum Coverage: String, Sendable { case none, points, lines }

  public var waveform: Waveform = .none
  /// Whether `assert` statements are checked.
  public var assertions = true
  public var coverage: Coverage = .none
  /// The C++ compiler, by name or path: `$KEYLINE_CXX`, else clang++, else g++.
  public var compiler: String?
  /// Further arguments for Verilator, for example `-Wno-UNOPTFLAT`.
  public var verilatorFlags: [String] = []
  /// Further arguments for the C++ compiler, for example `-O0` for models that run briefly.
  package var compilerFlags: [String] = []
  /// The folder of built models. See `defaultCache`.
  public var cache: URL = SimulationOptions.defaultCache
  /// Colon-separated folders in which tools are looked for; `$PATH` when absent.
  public var searchPath: String?

  public init() {}

  /// `$KEYLINE_CACHE`, else `.build/simulation-cache` in `root`.
  public static var defaultCache: URL {
    if let path = ProcessInfo.processInfo.environment["KEYLINE_CACHE"], !path.isEmpty {
      return URL(fileURLWithPath: path, isDirectory: true)
    }
    return root.appendingPathComponent(".build/simulation-cache", isDirectory: true)
  }

  /// The nearest Swift package that encloses the working folder or, when there is none, the running program; else the
  /// working folder.
  package static var root: URL {
    let working = URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true)
    let program = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
    return package(enclosing: working) ?? program.flatMap(package) ?? working
  }

  private static func package(enclosing folder: URL) -> URL? {
    var folder = folder
    while folder.path != "/" {
      if FileManager.default.fileExists(atPath: folder.appendingPathComponent("Package.swift").path) { return folder }
      folder.deleteLastPathComponent()
    }
    return nil
  }
}

extension SimulationOptions {
  package func findVerilator() throws(SimulationError) -> Tool {
    try Tool.find("verilator", searchPath: searchPath, override: "KEYLINE_VERILATOR")
  }

  /// The compiler that models are built with.
  package func findCompiler() throws(SimulationError) -> Tool {
    if let compiler {
      let file = URL(fileURLWithPath: compiler)
      return compiler.contains("/")
        ? try Tool.find(file.lastPathComponent, searchPath: file.deletingLastPathComponent().path)
        : try Tool.find(compiler, searchPath: searchPath)
    }
    // Models compiled by clang++ are a tenth faster, and a Swift toolchain brings it; GCC is what a machine surely has.
    if let clang = try? Tool.find("clang++", searchPath: searchPath, override: "KEYLINE_CXX") { return clang }
    return try Tool.find("g++", searchPath: searchPath, override: "KEYLINE_CXX")
  }
}
