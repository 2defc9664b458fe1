import Foundation

/// The compiler and the linker, as programs to run.
public struct Tools: Sendable {
  public let clang: String
  public let linker: String

  /// `clang` and `ld.lld` given by their paths.
  public init(clang: String, linker: String) {
    self.clang = clang
    self.linker = linker
  }

  /// Finds the tools: the compiler that `CLANG` names, else the one beside `swiftc`, else the first in `PATH`; the linker
  /// that `LLD` names, else the one beside that compiler or beside `swiftc`, else the first in `PATH`.
  public init(environment: [String: String] = ProcessInfo.processInfo.environment) throws(BuildError) {
    clang = try Tools.findClang(environment: environment)
    linker = try Tools.findLinker(environment: environment)
  }

  /// Finds the compiler alone.
  public static func findClang(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(BuildError) -> String {
    try find("clang", variable: "CLANG", environment, in: folders(environment))
  }

  /// Finds the linker alone; without a compiler, beside `swiftc` or in `PATH`.
  public static func findLinker(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(BuildError) -> String {
    let beside = (try? findClang(environment: environment)).map { [folder(of: $0)] } ?? []
    return try find("ld.lld", variable: "LLD", environment, in: beside + folders(environment))
  }

  /// The compiler of Swift that `SWIFTC` names, else the one beside `clang`, else the first in `PATH`; it has to have the standard
  /// library for RISC-V without an operating system, as the toolchains of swift.org do.
  func swiftCompiler(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(BuildError) -> String {
    try Tools.find(
      "swiftc", variable: "SWIFTC", environment, in: [Tools.folder(of: clang)] + Tools.folders(environment))
  }

  private static func folders(_ environment: [String: String]) -> [String] {
    let path = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let swift = path.filter { isExecutable("\($0)/swiftc") }.prefix(1).flatMap { folder in
      // In PATH there may be only a link to a toolchain elsewhere.
      [folder, Tools.folder(of: "\(folder)/swiftc")]
    }
    return swift + path
  }

  private static func find(
    _ name: String, variable: String, _ environment: [String: String], in folders: [String]
  ) throws(BuildError) -> String {
    if let given = environment[variable], !given.isEmpty {
      guard isExecutable(given) else {
        throw .missingTool(name: given, advice: "\(variable) names it; correct or unset \(variable)")
      }
      return given
    }
    guard let folder = folders.first(where: { isExecutable("\($0)/\(name)") }) else {
      throw .missingTool(
        name: name,
        advice: "it comes with the Swift toolchain; put the toolchain's usr/bin in PATH, or set \(variable) to its path"
      )
    }
    return "\(folder)/\(name)"
  }

  private static func isExecutable(_ path: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: path)
  }

  private static func folder(of path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().deletingLastPathComponent().path
  }

  /// Changes with the program at a path: where it is, its size and when it was written.
  static func fingerprint(_ tool: String) -> String {
    let target = URL(fileURLWithPath: tool).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: target)
    let date = attributes?[.modificationDate] as? Date ?? .distantPast
    return "\(target) \(attributes?[.size] as? Int ?? 0) \(date.timeIntervalSince1970)"
  }

  /// Runs `tool` and throws its messages if it fails.
  static func run(_ tool: String, _ arguments: [String], in folder: String) throws(BuildError) {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: tool)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    do {
      try process.run()
    } catch {
      throw .missingTool(name: tool, advice: "it cannot be started: \(error.localizedDescription)")
    }
    // Read first: a process whose pipe is full would never end.
    let messages = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw .toolFailed(name: tool, arguments: arguments, messages: messages)
    }
  }
}

/// Why a program could not be built.
public enum BuildError: Error, Equatable, CustomStringConvertible {
  case missingTool(name: String, advice: String)
  case toolFailed(name: String, arguments: [String], messages: String)
  /// The description of a program contradicts itself.
  case description(file: String, reason: String)
  case folder(String, reason: String)

  public var description: String {
    switch self {
    case .missingTool(let name, let advice): "\(name) not found: \(advice)"
    case .toolFailed(let name, let arguments, let messages):
      "\(name) failed:\n\(messages)The command was: \(([name] + arguments).joined(separator: " "))"
    case .description(let file, let reason): "\(file): \(reason)"
    case .folder(let path, let reason): "\(path): \(reason)"
    }
  }
}
