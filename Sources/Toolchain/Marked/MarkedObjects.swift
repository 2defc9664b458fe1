import Foundation

/// Compiles single files, as programs of one kind need it.
protocol SourceCompiler {
  /// C or assembly, with further options; the path of the object.
  func compile(_ source: String, _ options: [String], in temporary: String) throws -> String
  /// Swift, to what the options say.
  func compileSwift(_ source: String, _ options: [String], to result: String, in temporary: String) throws
  /// A module in LLVM's language; the path of the object.
  func compile(module: String, in temporary: String) throws -> String
}

extension BareProgram: SourceCompiler {}

/// Objects of a program with a marked part, as they are before the border is drawn (SF-68).
struct MarkedObjects {
  private(set) var objects: [RelocatableObject]
  private var signatures: [String: FunctionSignature] = [:]
  private let source: String
  private var marks: SwiftMarks?

  /// Compiles a source with marks, and with it what it needs.
  ///
  /// - Parameter others: sources in C and assembly.
  init(
    _ source: String, with others: [String], options: [String], _ compiler: some SourceCompiler, in temporary: String
  ) throws {
    self.source = source
    // A table for a switch would be a constant in plaintext.
    let options = ["-fno-jump-tables"] + options
    objects = []
    if source.hasSuffix(".swift") {
      try compileSwift(compiler, in: temporary)
    } else {
      try append(compiler.compile(source, options, in: temporary), as: source)
      if !source.hasSuffix(".S") {
        let module = try compiler.compile(source, options + Self.moduleOptions, in: temporary)
        signatures = FunctionSignature.all(inModule: try Self.text(module))
      }
    }
    for other in others { try append(compiler.compile(other, options, in: temporary), as: other) }
  }

  /// To LLVM's language in place of an object, without another word about that.
  private static let moduleOptions = ["-S", "-emit-llvm", "-Wno-unused-command-line-argument"]

  /// Draws the border, and leads what crosses it to what `assembly` of the border defines.
  mutating func drawBorder(allowsPointers: Bool) throws(BorderError) -> Border {
    do throws(BorderError) {
      let permitted = Set(marks?.open.map(\.symbol) ?? [])
      let border = try Border(
        &objects, signatures: signatures, permitted: permitted, allowsPointers: allowsPointers)
      guard !border.entered.isEmpty else { throw BorderError(file: source, problem: .nothingMarked) }
      return border
    } catch {
      throw error.naming(name)
    }
  }

  /// What a symbol is called in the source.
  func name(of symbol: String) -> String { marks?.name(of: symbol) ?? symbol }

  /// Whether the source defines a symbol, and not what it is linked with.
  func isOfSource(_ symbol: String) -> Bool {
    objects.contains { object in
      object.name == source && object.symbols.contains { $0.name == symbol && $0.section != nil }
    }
  }

  private mutating func append(_ object: String, as name: String) throws {
    objects.append(try RelocatableObject(name: name, bytes: try File.read(object)))
  }

  private static func text(_ path: String) throws -> String { String(decoding: try File.read(path), as: UTF8.self) }

  /// Swift is compiled twice: all of it, for the part, and without what is marked, for the plaintext.
  private mutating func compileSwift(_ compiler: some SourceCompiler, in temporary: String) throws {
    let tree = "\(temporary)/tree.json"
    try compiler.compileSwift(source, ["-dump-ast", "-dump-ast-format", "json"], to: tree, in: temporary)
    let marks = try SwiftMarks(file: source, source: try File.read(source), tree: try File.read(tree))
    guard !marks.functions.isEmpty else { throw BorderError(file: source, problem: .nothingMarked) }
    let (whole, plain) = ("\(temporary)/whole.ll", "\(temporary)/plain.ll")
    // Optimised afterwards: until then every function has its name and its arguments.
    let options = ["-wmo", "-Onone", "-assert-config", "Release", "-emit-ir"]
    try compiler.compileSwift(source, options, to: whole, in: temporary)
    let defined = PartModule.functions(in: try Self.text(whole))
    if let absent = marks.functions.first(where: { !defined.contains($0.symbol) }) {
      throw BorderError(
        file: "\(source):\(absent.line)", user: absent.name,
        problem: .cannotBeMarked("the compiler makes no function of it: it is generic, or nothing calls it"))
    }
    // Names that are private to a file follow from what it is called.
    let folder = "\(temporary)/rest"
    try File.createFolder(folder)
    let rest = "\(folder)/\(URL(fileURLWithPath: source).lastPathComponent)"
    try File.write([File.Output(path: rest, bytes: marks.rest)])
    do throws(any Error) {
      try compiler.compileSwift(rest, options, to: plain, in: temporary)
    } catch BuildError.toolFailed(_, _, let messages) {
      throw BuildError.description(
        file: source, reason: "of marked functions plaintext has declarations only; to this Swift says:\n\(messages)")
    }
    let part = try PartModule(of: Self.text(whole), rest: Self.text(plain), marks: marks)
    let module = "\(temporary)/part.ll"
    try File.write([File.Output(path: module, bytes: Array(part.text.utf8))])
    try append(compiler.compile(module: module, in: temporary), as: source)
    try append(compiler.compile(module: plain, in: temporary), as: source)
    for module in [part.text, try Self.text(plain)] {
      signatures.merge(FunctionSignature.all(inModule: module)) { first, _ in first }
    }
    self.marks = marks
  }
}
