import Foundation

/// An installed program.
public struct Tool: Hashable, Sendable {
  public let name: String
  /// Absolute, symbolic links not resolved.
  public let path: String

  /// Finds a program by name in a colon-separated list of folders, by default `$PATH`, or at the path that the
  /// environment variable `override` holds.
  ///
  /// - Throws: `SimulationError.toolMissing` with what to install.
  public static func find(
    _ name: String, searchPath: String? = nil, override: String? = nil
  ) throws(SimulationError) -> Tool {
    let environment = ProcessInfo.processInfo.environment
    if searchPath == nil, let override, let path = environment[override], path.contains("/") {
      guard isProgram(path) else {
        throw .toolMissing(
          name: name, searched: path, repair: "Correct or unset the environment variable \(override).")
      }
      return Tool(name: name, path: URL(fileURLWithPath: path).path)
    }
    let wanted = searchPath == nil ? override.flatMap { environment[$0] } ?? name : name
    let folders = searchPath ?? environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    for folder in folders.split(separator: ":") {
      let path = URL(fileURLWithPath: String(folder)).appendingPathComponent(wanted).path
      if isProgram(path) { return Tool(name: wanted, path: path) }
    }
    throw .toolMissing(name: wanted, searched: folders, repair: repair(for: wanted))
  }

  /// What the program says of itself: the first line of `--version`.
  public func version() throws(SimulationError) -> String {
    let result = try run(["--version"])
    guard result.status == 0 else { throw .toolFailed(tool: path, status: result.status, output: result.output) }
    return result.output.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
  }

  /// Whether the program speaks clang's command line rather than GCC's.
  var isClang: Bool { URL(fileURLWithPath: path).lastPathComponent.contains("clang") }

  private static func isProgram(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
      && FileManager.default.isExecutableFile(atPath: path)
  }

  private static func repair(for name: String) -> String {
    switch name {
    case "verilator": "Install Verilator 5 (Debian: apt-get install verilator) or set KEYLINE_VERILATOR to its path."
    case "g++", "clang++": "Install a C++ compiler (Debian: apt-get install g++) or set KEYLINE_CXX to its path."
    default: "Install \(name) or add its folder to PATH."
    }
  }
}

extension Tool {
  /// Changes whenever another version of the program is installed. Asking for the version instead costs about 0.1 s,
  /// most of the time that loading a model from the cache takes.
  func fingerprint() -> String {
    let program = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    // `verilator` is a script that starts the real program.
    return [program, program + "_bin"].map { path in
      guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return "" }
      let modified = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
      return "\(path) \(attributes[.size] ?? 0) \(modified)"
    }.joined(separator: "\n")
  }
}
