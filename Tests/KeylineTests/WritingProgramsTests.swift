import Foundation
import Testing

/// docs/writing-programs.md, exactly as it is written.
@Suite struct WritingProgramsTests {
  private let tool = Tool()

  @Test func thePageWorks() throws {
    let page = try String(
      contentsOf: Tool.package.appendingPathComponent("docs/writing-programs.md"), encoding: .utf8)
    let folder = try tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let sources = blocks("c", of: page) + blocks("swift", of: page)
    let names = ["hello.c", "writer.c", "reader.c", "door.c", "gate.c", "writer.swift", "reader.swift", "door.swift"]
    try #require(sources.count == names.count)
    for (name, source) in zip(names, sources) {
      #expect(page.contains("`\(name)`"))
      try source.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }
    let commands = blocks("sh", of: page)
    let outputs = blocks("", of: page).filter { !$0.hasPrefix("keyline") }
    try #require(commands.count == 6 && outputs.count == 6)
    for (command, output) in zip(commands, outputs) {
      let arguments = command.split(separator: "\n")[0].split(separator: " ").dropFirst().map(String.init)
      let outcome = try tool.keyline(arguments.map { names.contains($0) ? "\(folder)/\($0)" : $0 })
      #expect(outcome.status == 0 && outcome.output == output, "\(outcome.output)\(outcome.complaint)")
    }
  }

  /// Contents of the blocks of a language.
  private func blocks(_ language: String, of page: String) -> [String] {
    let parts = page.components(separatedBy: "\n```")
    return stride(from: 1, to: parts.count, by: 2).compactMap { index in
      let lines = parts[index].split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      return lines[0] == language ? String(lines[1]) + "\n" : nil
    }
  }
}
