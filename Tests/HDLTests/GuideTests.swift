import Foundation
import HDL
import Testing

/// The guide's examples are the samples that the tests compile, and its Verilog is what they emit.
@Suite struct GuideTests {
  private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private func file(_ path: String) throws -> String {
    try String(contentsOf: Self.package.appendingPathComponent(path), encoding: .utf8)
  }

  /// All files of a folder, one after the other.
  private func files(in folder: String) throws -> String {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.package.appendingPathComponent(folder).path)
    return try names.sorted().map { try file("\(folder)/\($0)") }.joined(separator: "\n")
  }

  private func blocks(_ language: String, in guide: String) -> [String] {
    guide.components(separatedBy: "```\(language)\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first
    }
  }

  @Test(arguments: [("README", 1), ("language", 10)])
  func examplesCompile(page: String, count: Int) throws {
    let samples = try file("Tests/HDLTests/Samples.swift") + file("Tests/HDLTests/Guide/GuideSamples.swift")
    let examples = blocks("swift", in: try file("docs/hdl/\(page).md"))
    #expect(examples.count == count)
    for example in examples {
      let isSample = samples.contains(example)
      #expect(isSample, "\(example)")
    }
  }

  @Test func verilogIsEmitted() throws {
    let texts = blocks("verilog", in: try file("docs/hdl/README.md"))
    #expect(texts.count == 1)
    let counter = try text(of: Counter())
    for text in texts { #expect(text.contains(counter)) }
  }

  /// Every reader of Verilog takes what the samples emit.
  @Test func samplesAreClean() throws {
    for module in [Gain(), InstructionDecoder(), RegisterRead(), Scratchpad(), FrameCounter()] {
      try expectCleanEverywhere(module)
    }
    let simulator = try CycleSimulator(Buffered())
    simulator.pin = true
    #expect(simulator.net)
  }

  /// Links between the pages about the language lead somewhere.
  @Test func linksLeadSomewhere() throws {
    let folder = Self.package.appendingPathComponent("docs/hdl")
    for page in try FileManager.default.contentsOfDirectory(atPath: folder.path) where page.hasSuffix(".md") {
      for link in try file("docs/hdl/\(page)").matches(of: #/\]\(([^)#:]+)(#[^)]*)?\)/#) {
        let target = folder.appendingPathComponent(String(link.1)).standardizedFileURL.path
        #expect(FileManager.default.fileExists(atPath: target), "\(page) links to \(link.1)")
      }
    }
  }

  /// Every message in the tables of checks is one that the tests of the checks expect.
  @Test func messagesExist() throws {
    let page = try file("docs/hdl/checks.md")
    let tests = try files(in: "Tests/HDLTests/Checks").replacing("\\\"", with: "\"").replacing(
      "\"\n        + \"", with: "")
    let messages = page.split(separator: "\n").filter { $0.hasPrefix("| `` ") }.compactMap {
      $0.components(separatedBy: "`` ").dropFirst().first?.components(separatedBy: " ``").first
    }
    #expect(messages.count == 52)
    for message in messages {
      // Only the name of the module differs.
      let words = message.replacing(#/`m\.\w+`/#, with: "").trimmingCharacters(in: .whitespaces)
      let isExpected = tests.contains(words)
      #expect(isExpected, "\(message)")
    }
  }
}
