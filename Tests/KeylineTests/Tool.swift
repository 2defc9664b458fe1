import Foundation
import Testing
import Toolchain

/// The tool as a user runs it: arguments in, output, files and exit status out.
struct Tool {
  /// The folder of the package.
  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  struct Outcome {
    let status: Int32
    let output: String
    let complaint: String
  }

  /// The tool lies beside the test bundle, wherever the build folder is.
  private func tool() throws -> URL {
    let bundle = try #require(CommandLine.arguments.first { $0.contains(".xctest") })
    var folder = URL(fileURLWithPath: bundle)
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let candidate = folder.appendingPathComponent("keyline")
      if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
    }
    throw CocoaError(.fileNoSuchFile)
  }

  func keyline(_ arguments: String..., environment: [String: String] = [:], in folder: String? = nil) throws -> Outcome
  {
    try keyline(arguments, environment: environment, in: folder)
  }

  /// - Parameters:
  ///   - folder: the working folder, by default that of the package.
  ///   - device: what receives standard output instead of the outcome.
  func keyline(
    _ arguments: [String], environment: [String: String] = [:], in folder: String? = nil, device: String? = nil
  ) throws -> Outcome {
    try run(tool(), arguments, environment: environment, in: folder, device: device)
  }

  /// Runs shell commands, with this tool and the toolchain's compiler first on the search path; the first that fails ends it.
  func shell(_ script: String, in folder: String) throws -> Outcome {
    let compiler = URL(fileURLWithPath: try Tools.findClang()).deletingLastPathComponent().path
    let path = "\(try tool().deletingLastPathComponent().path):\(compiler)"
    let rest = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return try run(
      URL(fileURLWithPath: "/bin/sh"), ["-e", "-c", script], environment: ["PATH": "\(path):\(rest)"], in: folder)
  }

  private func run(
    _ program: URL, _ arguments: [String], environment: [String: String], in folder: String?, device: String? = nil
  ) throws -> Outcome {
    let process = Process()
    let output = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    let complaint = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    for file in [output, complaint] { try Data().write(to: file) }
    defer { for file in [output, complaint] { try? FileManager.default.removeItem(at: file) } }
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder.map { URL(fileURLWithPath: $0) } ?? Self.package
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardOutput = try FileHandle(forWritingTo: device.map { URL(fileURLWithPath: $0) } ?? output)
    process.standardError = try FileHandle(forWritingTo: complaint)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      complaint: String(decoding: try Data(contentsOf: complaint), as: UTF8.self))
  }

  func temporaryFolder() throws -> String {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("keyline-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url.path
  }
}
