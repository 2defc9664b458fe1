import Cosimulation
import Foundation
import Reference
import Testing

/// `docs/instructions.md` has every status, and the tests that it names are there.
@Suite struct InstructionPageTests {
  private struct Row {
    let code: UInt8
    let status: String
    let model: [String]
    let hardware: String
  }

  private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static func names(_ cell: some StringProtocol) -> [String] {
    cell.components(separatedBy: "`").enumerated().compactMap { $0.offset % 2 == 1 ? $0.element : nil }
  }

  /// The rows of the table below a heading.
  private func rows(_ heading: String) throws -> [Row] {
    let page = try String(contentsOf: Self.package.appending(path: "docs/instructions.md"), encoding: .utf8)
    let section = try #require(page.components(separatedBy: "\n## ").first { $0.hasPrefix(heading) })
    return section.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 6, let code = UInt8(cells[0]) else { return nil }
      return Row(code: code, status: Self.names(cells[1])[0], model: Self.names(cells[4]), hardware: cells[5])
    }
  }

  @Test func everyStatusHasItsRow() throws {
    let keys =
      SetupStatus.allCases.map { "\($0.rawValue) \($0)" } + UnwrapStatus.allCases.map { "\($0.rawValue) \($0)" }
    #expect(try rows("Keys and regions").map { "\($0.code) \($0.status)" } == keys)
    let powers = [ExponentiationStatus.done, .fault, .badModulus, .badSize].map { "\($0.answer) \($0)" }
    #expect(try rows("Powers").map { "\($0.code) \($0.status)" } == powers)
    #expect(try rows("Modes").map { "\($0.code) \($0.status)" } == ModeStatus.allCases.map { "\($0.rawValue) \($0)" })
  }

  @Test func everyTestIsThere() throws {
    let folder = Self.package.appending(path: "Tests")
    let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    var texts: [String: String] = [:]
    for case let file as URL in files where file.pathExtension == "swift" {
      texts[file.deletingPathExtension().lastPathComponent] = try String(contentsOf: file, encoding: .utf8)
    }
    // A fault is the hardware's alone.
    let powers = try rows("Powers").filter { $0.status != "fault" }
    for row in try rows("Keys and regions") + powers + rows("Modes") {
      let status = row.status
      #expect(!row.model.isEmpty)
      for suite in row.model { #expect(texts[suite]?.contains(".\(status)") == true, "\(suite), \(status)") }
      let named = Self.names(row.hardware)
      #expect(!named.isEmpty)
      for name in named {
        #expect(name.hasSuffix("Tests") ? texts[name] != nil : CoveragePoint(rawValue: name) != nil, "\(name)")
      }
    }
  }
}
