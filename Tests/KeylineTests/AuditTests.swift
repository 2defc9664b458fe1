import Foundation
import Testing

/// The audit as a user reads it, and the page that explains its entries.
@Suite struct AuditTests {
  private let tool = Tool()

  private struct Audit: Decodable {
    struct Entry: Decodable {
      let points: [String]
      let module: String
      let signal: String
      let value: String
      let width: Int
      let reason: String
      let location: String?
    }
    struct Port: Decodable {
      let points: [String]
      let name: String
      let width: Int
      let direction: String
    }
    let points: [String]
    let declassifications: [Entry]
    let secretPorts: [Port]
  }

  private func audit(_ arguments: String...) throws -> Audit {
    let outcome = try tool.keyline(["audit", "--json"] + arguments)
    #expect(outcome.status == 0)
    return try JSONDecoder().decode(Audit.self, from: Data(outcome.output.utf8))
  }

  @Test func listOfTheUnit() throws {
    let all = try audit()
    #expect(all.points == ["minimal", "small", "balanced", "compact", "fast", "keyed"])
    let everywhere = all.declassifications.filter { $0.points == all.points }
    #expect(everywhere.map(\.value) == ["same_nonce", "halves_equal", "out_data"])
    #expect(all.declassifications.dropFirst(3).allSatisfy { $0.points == ["keyed"] })
    let ports = all.secretPorts.filter { $0.points == all.points }
    #expect(ports.map(\.name) == ["setup_nonce", "setup_key", "store_data", "response_data"])
    #expect(ports.map(\.width) == [64, 512, 64, 64])
    #expect(ports.map(\.direction) == ["input", "input", "input", "output"])
    #expect(all.secretPorts.dropFirst(4).map(\.name) == ["power_operand_word", "power_result_word", "fuse"])
    #if DEBUG
      let files = everywhere.map { $0.location?.split(separator: ":").first.map(String.init) }
      #expect(files == ["SetupControl.swift", "SetupControl.swift", "LineControl.swift"])
    #endif
  }

  /// The table of the page has exactly the entries of the audit, in its order, with their reasons; each has an argument.
  @Test func pageHasTheSameList() throws {
    let page = try String(contentsOf: Tool.package.appendingPathComponent("docs/secrecy.md"), encoding: .utf8)
    let section = try #require(page.components(separatedBy: "## The unit's list").last)
    let rows = section.split(separator: "\n").filter { $0.hasPrefix("| `") }.map {
      $0.split(separator: "|").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " `")) }
    }
    let entries = try audit().declassifications
    #expect(rows == entries.map { [$0.module, $0.value, $0.reason] })
    for (number, entry) in entries.enumerated() {
      let isArgued = section.contains("\n\(number + 1). **`\(entry.value)`.**")
      #expect(isArgued, "\(entry.value)")
    }
  }

  @Test func textOfOnePoint() throws {
    let outcome = try tool.keyline("audit", "--point", "minimal", "--point", "minimal")
    #expect(outcome.status == 0)
    #expect(outcome.complaint == "")
    let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines.first == "Secrets that are made public on purpose, in minimal:")
    #expect(lines.contains("3. line_control.axi_w_data: `out_data`, 64 bits"))
    #expect(lines.contains("  in  setup_key      512 bits"))
    let one = try audit("--point", "fast")
    #expect(one.points == ["fast"])
    #expect(one.declassifications.map(\.signal) == ["nonce_found", "status", "axi_w_data"])
    #expect(one.declassifications.map(\.width) == [1, 1, 64])
  }
}
