import Foundation
import HDL
import Hardware
import Testing

@testable import Formal

/// `docs/formal.md` says what is proved.
@Suite("Page of proofs")
struct DocumentTests {
  private func page() throws -> String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: root.appendingPathComponent("docs/formal.md"), encoding: .utf8)
  }

  @Test("the table has every module with its method and number of properties, and all are proved")
  func table() throws {
    let rows = try page().split(separator: "\n").filter { $0.hasPrefix("| `") && $0.contains(" | proved | ") }
      .map { $0.split(separator: "|").prefix(4).map { $0.trimmingCharacters(in: .whitespaces) } }
    let expected = try (HardwareProofs.goals(.small) + StreamProofs.goals).map { goal in
      let properties = try goal.elaborate().properties().filter {
        $0.kind == .always || ($0.kind == .assume && !$0.isOfTop)
      }
      return ["`\(goal.name)`", "proved", "\(goal.method)", "\(properties.count)"]
    }
    #expect(rows == expected)
  }

  @Test("the counterexample is what the prover finds")
  func counterexample() throws {
    let page = try page()
    let begin = try #require(page.range(of: "<!-- counterexample: begin, compared by a test -->\n\n```\n"))
    let end = try #require(
      page.range(of: "\n```\n\n<!-- counterexample: end -->", range: begin.upperBound..<page.endIndex))
    let goal = try #require(StreamProofs.goals.first { $0.name == "queue_3" })
    let design = try goal.elaborate()
    let site = try #require(
      design.mutationSites().first { $0.original == "count == 2'd3" && $0.mutant == "count == 2'd1" })
    guard case .refuted(let found) = try Prover().prove(design.broken(at: site)).verdict else { throw Unexpected(site) }
    #expect(page[begin.upperBound..<end.lowerBound] == found.description)
  }
}
