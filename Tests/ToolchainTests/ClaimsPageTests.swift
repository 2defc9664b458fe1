import Foundation
import Testing

/// `docs/claims.md` has each mechanism and each claim once, and the tests that it names are there.
@Suite struct ClaimsPageTests {
  private struct Row {
    /// "7" for a mechanism, "claim 7" for a claim.
    let name: String
    let tests: [String]
    let side: String
    let state: String
    /// What stands behind the state.
    let reason: String

    /// Nil for what is no row of a mechanism or claim.
    init?(_ line: Substring) {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count > 1, let number = cells[0].split(separator: " ").last, Int(number) != nil else { return nil }
      guard cells.count == 6 else {
        Issue.record("\(cells[0]): \(cells.count) cells")
        return nil
      }
      name = cells[0]
      tests = cells[3].components(separatedBy: "`").enumerated().compactMap { $0.offset % 2 == 1 ? $0.element : nil }
      side = cells[4]
      let parts = cells[5].components(separatedBy: ": ")
      state = parts[0]
      reason = parts.dropFirst().joined(separator: ": ")
    }
  }

  private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private func rows() throws -> [Row] {
    let page = try String(contentsOf: Self.package.appending(path: "docs/claims.md"), encoding: .utf8)
    return page.split(separator: "\n").filter { $0.hasPrefix("|") }.compactMap(Row.init)
  }

  /// What follows a keyword in a source.
  private func names(after keyword: String, in source: String) -> [String] {
    source.components(separatedBy: "\(keyword) ").dropFirst().map { String($0.prefix { $0.isLetter || $0.isNumber }) }
  }

  /// Every suite, and every function in the file of a suite, as the page names them.
  private func existingTests() throws -> Set<String> {
    let folder = Self.package.appending(path: "Tests")
    let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    var tests: Set<String> = []
    for case let file as URL in files where file.pathExtension == "swift" {
      let source = try String(contentsOf: file, encoding: .utf8)
      guard source.contains("@Test") else { continue }
      let functions = names(after: "func", in: source)
      for suite in names(after: "struct", in: source) + names(after: "class", in: source) {
        tests.insert(suite)
        tests.formUnion(functions.map { "\(suite).\($0)" })
      }
    }
    return tests
  }

  @Test func eachHasOneRow() throws {
    let claims = (1...18).map { "claim \($0)" }
    #expect(try rows().map(\.name) == (1...134).map(String.init) + claims)
  }

  @Test func everyRowHasItsStateAndReason() throws {
    for row in try rows() {
      switch row.state {
      case "done": #expect(row.reason.isEmpty, "\(row.name)")
      case "partly", "not yet", "not built": #expect(row.reason.count > 5, "\(row.name)")
      default: Issue.record("\(row.name): \(row.state)")
      }
      let isShown = row.state == "done" || row.state == "partly"
      // A program shows nothing by itself: a suite runs it.
      #expect(row.tests.contains { !$0.contains("/") } == isShown, "\(row.name)")
      #expect((isShown ? ["M", "H", "MH", "tools"] : ["–"]).contains(row.side), "\(row.name)")
    }
  }

  /// A path is that of a program below `sim`.
  @Test func everyTestIsThere() throws {
    let tests = try existingTests()
    for name in Set(try rows().flatMap(\.tests)).sorted() {
      let exists =
        name.hasPrefix("sim/")
        ? FileManager.default.fileExists(atPath: Self.package.appending(path: name).path) : tests.contains(name)
      #expect(exists, "\(name)")
    }
  }
}
