import Foundation

extension SystemCompiler: SourceCompiler {
  func compile(_ source: String, _ options: [String], in temporary: String) throws -> String {
    let name = UUID().uuidString
    _ = try compile([source], as: name, options, in: temporary)
    return "\(temporary)/\(name).0.o"
  }

  /// The module of a process, which may import `Sharing`. What describes it is not kept.
  func compileSwift(_ source: String, _ options: [String], to result: String, in temporary: String) throws {
    try Tools.run(
      tools.swiftCompiler(), swiftOptions("Main", ["-I", temporary] + options) + [source, "-o", result],
      in: temporary)
  }

  func compile(module: String, in temporary: String) throws -> String {
    let result = "\(temporary)/\(UUID().uuidString).o"
    try Tools.run(
      tools.clang,
      ["--target=riscv32-unknown-elf"] + Self.machineOptions + [
        "-O2", "-ffunction-sections", "-fdata-sections", "-Wno-override-module", "-Wno-unused-command-line-argument",
        "-c", "-x", "ir", module, "-o", result,
      ], in: temporary)
    return result
  }

  /// Objects of a process in plaintext with a marked part, and what crosses the border between them (SF-68).
  ///
  /// - Parameter start: sources with which processes begin.
  func marked(
    _ source: String, _ method: MarkedPartProtection.ModeShiftMethod, with start: [String], _ options: [String],
    in temporary: String
  ) throws -> (objects: [String], part: MarkedPart) {
    let bare = "\(folder)/../bare"
    let options = options + (method == .automatic ? ["-DAUTOMATIC"] : []) + ["-I", bare]
    var marked = try MarkedObjects(
      source, with: start + MarkedPart.library(for: source).map { "\(bare)/marked/\($0)" }, options: options, self,
      in: temporary)
    let border = try marked.drawBorder(allowsPointers: method == .explicit)
    let objects = marked.objects.indices.map { "\(temporary)/\($0).led.o" }
    let crossings = "\(temporary)/border.S"
    try File.write(
      [File.Output(path: crossings, bytes: Array("#include \"marked/border.S\"\n\(border.assembly)".utf8))]
        + zip(objects, marked.objects).map { File.Output(path: $0, bytes: $1.bytes) })
    return (objects + [try compile(crossings, options, in: temporary)], MarkedPart(border, of: marked))
  }
}
