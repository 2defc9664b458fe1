import Foundation
import Testing

@testable import Simulation

/// Programs that Keyline starts.
@Suite struct ToolTests {
  private func shell(_ script: String, in folder: URL? = nil) throws -> Simulation.Tool.Result {
    try Tool.find("sh").run(["-c", script], in: folder)
  }

  @Test func outputErrorsAndStatusComeBack() throws {
    let result = try shell("echo one; echo two >&2; cat; exit 3")
    #expect(result.output == "one\ntwo\n")
    #expect(result.status == 3)
    #expect(try shell("kill -9 $$").status == 137)
    #expect(try shell("head -c 1000000 /dev/zero").output.utf8.count == 1_000_000)
    #expect(try shell("pwd", in: URL(fileURLWithPath: "/usr")).output == "/usr\n")
  }

  /// The program goes on when what it said first was heard, and fails when that takes five seconds.
  @Test func whatAProgramSaysIsHeardWhileItRuns() throws {
    let heard = FileManager.default.temporaryDirectory.appendingPathComponent("heard-\(UUID())")
    defer { try? FileManager.default.removeItem(at: heard) }
    let script = "echo first; for i in $(seq 100); do [ -e \(heard.path) ] && exit 0; sleep 0.05; done; exit 1"
    let result = try Tool.find("sh").run(["-c", script]) { _ in
      _ = FileManager.default.createFile(atPath: heard.path, contents: nil)
    }
    #expect(result.status == 0 && result.output == "first\n")
  }

  /// What interrupts Keyline in a terminal interrupts the compilers too.
  @Test func programsStayInTheProcessGroup() throws {
    let group = try shell("read -r _ _ _ _ group _ < /proc/$$/stat; echo $group").output
    #expect(group == "\(getpgrp())\n")
  }

  @Test func whatCannotBeStartedIsNamed() throws {
    #expect(throws: SimulationError.toolFailed(tool: "/no/tool", status: -1, output: "No such file or directory")) {
      try Tool(name: "tool", path: "/no/tool").run([])
    }
    #expect(throws: SimulationError.toolFailed(tool: "/bin/sh", status: -1, output: "No such file or directory")) {
      try Tool(name: "sh", path: "/bin/sh").run([], in: URL(fileURLWithPath: "/no/folder"))
    }
  }
}
