import ArgumentParser
import Foundation
import HDLDocumentation
import Hardware
import Toolchain

/// Writes the documentation of design points.
struct DocsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "docs",
    abstract: "Write the documentation of the hardware: diagrams, register manual and module index.",
    discussion: """
      A folder of pages that need nothing from elsewhere: begin with index.html. Drawings are also files of their own \
      (SVG), lists also Markdown. Either all files are replaced or none; files that an earlier run wrote and this one \
      does not are removed, nothing else in the folder is.
      """)

  @Option(
    name: [.long, .customLong("design")],
    help: "Design point. Repeatable; all when absent.")
  var point: [DesignPoint] = []

  @Option(
    name: .shortAndLong, help: "Folder to write to; each design point gets a folder of its own in it.", transform: path)
  var output = "build/docs"

  @Flag(name: .long, help: "Print the list of files as JSON.")
  var json = false

  func run() throws {
    let console = Console()
    do {
      if File.exists(output), !File.isFolder(output) {
        throw Console.Failure("\(output): cannot be written: it is not a folder")
      }
      let entries = try (point.isEmpty ? DesignPoint.allCases : point.unique).map { point in
        Documentation.Entry(
          name: point.rawValue, summary: point.summary, design: try point.elaborate(), manual: point.parameters.manual)
      }
      let documentation = Documentation(title: "The encryption unit", entries: entries)
      let files = documentation.files { console.progress("drawing \($0)") }
      console.endProgress()
      try DocumentationFolder(path: output).write(files)
      if json {
        try printJSON(files.map { "\(output)/\($0.path)" })
      } else {
        print("wrote \(files.count) files under \(output)/; begin with \(output)/index.html")
      }
    } catch {
      console.endProgress()
      console.complain(error)
      throw Exit.unfit
    }
  }
}

/// A folder that holds generated documentation.
struct DocumentationFolder {
  let path: String

  /// Writes all files or none, then removes what an earlier run left in the same folders.
  func write(_ files: [Documentation.File]) throws {
    let folders = Set(files.map { URL(fileURLWithPath: "\(path)/\($0.path)").deletingLastPathComponent().path })
    for folder in folders.sorted() { try File.createFolder(folder) }
    try File.write(files.map { File.Output(path: "\(path)/\($0.path)", bytes: Array($0.text.utf8)) })
    let written = Set(files.map { URL(fileURLWithPath: "\(path)/\($0.path)").path })
    for folder in folders.sorted() {
      for name in ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted() {
        let file = "\(folder)/\(name)"
        if !written.contains(file), isGenerated(file) { try File.remove(file) }
      }
    }
  }

  private func isGenerated(_ file: String) -> Bool {
    guard [".html", ".svg", ".md"].contains(where: file.hasSuffix), !File.isFolder(file) else { return false }
    guard let text = FileManager.default.contents(atPath: file) else { return false }
    return String(decoding: text, as: UTF8.self).contains(Documentation.mark)
  }
}
