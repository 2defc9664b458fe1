import Foundation
import Testing

/// `keyline docs` as a user runs it.
@Suite struct DocsTests {
  private let tool = Tool()

  private func files(_ folder: String) throws -> Set<String> {
    Set(try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.contains(".") })
  }

  @Test func writesPagesForThePointsThatAreNamed() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let outcome = try tool.keyline("docs", "--point", "minimal", "--point", "fast", "--output", "\(folder)/deep/docs")
    #expect(outcome.status == 0)
    let written = try files("\(folder)/deep/docs")
    #expect(
      outcome.output
        == "wrote \(written.count) files under \(folder)/deep/docs/; begin with \(folder)/deep/docs/index.html\n")
    #expect(outcome.complaint.contains("drawing minimal") && outcome.complaint.contains("drawing fast"))
    #expect(
      written.contains("index.html") && written.contains("fast/decryption_lane_5.html")
        && written.contains("minimal/interleaved_lane.svg"))
    #expect(Set(written.map { $0.split(separator: "/")[0] }) == ["index.html", "minimal", "fast"])
  }

  @Test func replacesItsOwnFilesOnly() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(try tool.keyline("docs", "--point", "minimal", "-o", folder).status == 0)
    let first = try files(folder)
    try FileManager.default.copyItem(
      atPath: "\(folder)/minimal/interleaved_lane.html", toPath: "\(folder)/minimal/old.html")
    try "mine".write(toFile: "\(folder)/minimal/notes.md", atomically: true, encoding: .utf8)
    try "module mine; endmodule".write(toFile: "\(folder)/minimal/mine.v", atomically: true, encoding: .utf8)
    try "".write(toFile: "\(folder)/minimal/interleaved_lane.html", atomically: true, encoding: .utf8)
    #expect(try tool.keyline("docs", "--point", "minimal", "-o", folder).status == 0)
    #expect(try files(folder) == first.union(["minimal/notes.md", "minimal/mine.v"]))
    #expect(try String(contentsOfFile: "\(folder)/minimal/interleaved_lane.html", encoding: .utf8).contains("</html>"))
  }

  @Test func listsItsFilesAsJSON() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let outcome = try tool.keyline("docs", "--point", "minimal", "-o", folder, "--json")
    let list = try JSONDecoder().decode([String].self, from: Data(outcome.output.utf8))
    #expect(Set(list) == Set(try files(folder).map { "\(folder)/\($0)" }))
  }

  @Test func aFailureLeavesWhatWasThere() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    // A folder where the last page of the point should be.
    try FileManager.default.createDirectory(
      atPath: "\(folder)/minimal/setup_control.v", withIntermediateDirectories: true)
    let outcome = try tool.keyline("docs", "--point", "minimal", "-o", folder)
    #expect(outcome.status == 2)
    #expect(outcome.complaint.contains("keyline: \(folder)/minimal/setup_control.v: cannot be written: it is a folder"))
    #expect(outcome.output.isEmpty)
    #expect(try files(folder) == ["minimal/setup_control.v"])
  }

  @Test func aFileInTheWayIsNamed() throws {
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try "x".write(toFile: "\(folder)/file", atomically: true, encoding: .utf8)
    let outcome = try tool.keyline("docs", "--output", "\(folder)/file")
    #expect(outcome.status == 2)
    #expect(outcome.complaint == "keyline: \(folder)/file: cannot be written: it is not a folder\n")
  }

  @Test(arguments: [["docs", "--point", "huge"], ["docs", "--output", ""], ["docs", "extra"]])
  func wrongArgumentsAreRefusedWithUsage(arguments: [String]) throws {
    let outcome = try tool.keyline(arguments)
    #expect(outcome.status == 64)
    #expect(outcome.complaint.contains("Usage: keyline docs"))
  }
}
