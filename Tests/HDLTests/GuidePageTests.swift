import Foundation
import HDL
import Testing

/// The examples of the pages about the library are samples that the tests compile and run, and the texts beside them are
/// what they emit.
@Suite struct GuidePageTests {
  private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private func file(_ path: String) throws -> String {
    try String(contentsOf: Self.package.appendingPathComponent(path), encoding: .utf8)
  }

  private func blocks(_ language: String, of page: String) throws -> [String] {
    try file("docs/hdl/\(page).md").components(separatedBy: "```\(language)\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first
    }
  }

  @Test(arguments: [
    ("streams", "Streams/StreamSamples", 4), ("bundles", "Bundles/BundleSamples", 3),
    ("control-registers", "ControlRegisters/ControlRegisterSamples", 2),
  ])
  func examplesCompile(page: String, samples: String, count: Int) throws {
    let text = try file("Tests/HDLTests/\(samples).swift")
    let examples = try blocks("swift", of: page)
    #expect(examples.count == count)
    for example in examples {
      let isSample = text.contains(example)
      #expect(isSample, "\(example)")
    }
  }

  @Test func verilogIsEmitted() throws {
    #expect(
      try blocks("verilog", of: "streams") == [
        text(of: Numbers()), hardware(of: Queue(Message(), depth: 3)), hardware(of: Doubler()),
      ])
    #expect(
      try blocks("verilog", of: "bundles") == [
        text(of: RequestFilter()), text(of: SmallTable(), from: "always @(posedge"),
      ])
    #expect(
      try blocks("verilog", of: "control-registers") == [text(of: ControlRegisterFile(KeyRegisters(), addressWidth: 8))]
    )
    #expect(try blocks("c", of: "control-registers") == [manualText(\.cHeader)])
  }

  @Test func messagesExist() throws {
    let tests = try file("Tests/HDLTests/ControlRegisters/ControlRegisterTests.swift")
    let rows = try file("docs/hdl/control-registers.md").split(separator: "\n").filter { $0.hasPrefix("| `` ") }
    #expect(rows.count == 7)
    for row in rows {
      let message = row.dropFirst(5).components(separatedBy: " `` ")[0]
      let isExpected = tests.contains(message)
      #expect(isExpected, "\(message)")
    }
  }
}
