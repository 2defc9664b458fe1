import ArgumentParser
import Foundation
import Toolchain

/// Makes an encrypted program ready for one processor.
struct ImageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "image", abstract: "Bring an encrypted program its regions' key entries for one processor.",
    discussion: """
      A program is encrypted once (keyline encrypt); its keys are wrapped for each processor. The result is one file that \
      holds everything a loader needs, or with --sidecar a JSON file beside the program. docs/program-images.md has the \
      formats.
      """)

  @Argument(help: "The encrypted program.", transform: path)
  var program: String

  @Option(name: .long, help: "Its manifest.", transform: path)
  var manifest: String

  @Option(name: .long, help: "The keys by name (JSON); repeated for the files of several makers.", transform: path)
  var keys: [String] = []

  @Option(
    name: .long, help: "An entry that another maker has made of his region, as REGION=FILE; may be repeated.",
    transform: { try PreparedEntry($0) })
  var entry: [PreparedEntry] = []

  @Option(
    name: .customLong("for"), help: "The processor: its public key (PEM), its folder or device.json.", transform: path)
  var processor: String

  @Option(
    name: .shortAndLong, help: "The image; by default the program's path with .image before its ending.",
    transform: path)
  var output: String?

  @Option(
    name: .long, help: "Write regions and entries to this JSON file and leave the program as it is.", transform: path)
  var sidecar: String?

  @Flag(name: .long, help: "Print regions and entries as JSON.")
  var json = false

  /// A region and the file with its entry.
  struct PreparedEntry {
    let region: String
    let file: String

    init(_ argument: String) throws {
      let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { throw ValidationError("\"\(argument)\" is not REGION=FILE") }
      (region, file) = (parts[0], parts[1])
    }
  }

  func validate() throws {
    guard output == nil || sidecar == nil else { throw ValidationError("say --output or --sidecar, not both") }
    guard !keys.isEmpty || !entry.isEmpty else { throw ValidationError("say --keys FILE or --entry REGION=FILE") }
    guard Set(entry.map(\.region)).count == entry.count else {
      throw ValidationError("a region has two entries: give each region one --entry")
    }
  }

  func run() throws {
    do {
      let url = URL(fileURLWithPath: program)
      let ending = url.pathExtension.isEmpty ? "" : "." + url.pathExtension
      let result = sidecar ?? output ?? url.deletingPathExtension().relativePath + ".image" + ending
      let processor = try PublicKey(path: processor)
      try refuseSameFile([program, manifest, result, processor.name] + keys + entry.map(\.file))
      let image = try EncryptedImage(programPath: program, manifestPath: manifest)
      let prepared = try entry.map { ($0.region, try File.read($0.file)) }
      let table = try LoaderTable(
        image, keys: try keys.map(KeyFile.init(path:)), prepared: Dictionary(uniqueKeysWithValues: prepared),
        processor: processor)
      if sidecar == nil {
        try File.write([File.Output(path: result, bytes: try image.program.embedding(table).bytes, mode: 0o755)])
      } else {
        try table.write(to: result, programPath: program)
      }
      if json {
        try printJSON(table)
      } else {
        print("\(result): \(table.regions.count) key entries for \(processor.name)")
      }
    } catch {
      Console().complain(error)
      throw Exit.unfit
    }
  }
}
