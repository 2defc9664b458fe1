import Foundation
import Reference

/// A program of one source file of which a part is encrypted: the functions and variables that are marked in the
/// source, with the macros of `sim/bare/protected.h` or by the names of their sections. Everything else stays in
/// plaintext. The tool puts in what shifts the mode wherever one side calls the other (SF-68).
public struct MarkedPartProtection {
  public let algorithm: Algorithm
  /// The processor that is to run the program.
  public let processor: PublicKey
  public let method: ModeShiftMethod
  private let compressed: Bool

  /// How the mode is shifted between plaintext and the part (SF-76).
  public enum ModeShiftMethod: String, CaseIterable, Sendable {
    /// By instructions: `cryptomode` and `retmode`.
    case explicit
    /// By the regions in which instructions lie.
    case automatic
  }

  /// - Parameter compressed: with instructions of 16 bits, for a processor that has them.
  public init(
    algorithm: Algorithm, processor: PublicKey, method: ModeShiftMethod = .explicit, compressed: Bool = false
  ) {
    self.algorithm = algorithm
    self.processor = processor
    self.method = method
    self.compressed = compressed
  }

  /// Builds the program, and encrypts its marked part under fresh keys.
  ///
  /// - Parameters:
  ///   - source: C, or assembly with `_start`; it runs in user mode without translation.
  ///   - folder: `sim/bare`.
  /// - Returns: the program, and the names of what is encrypted and of what is called over its border.
  /// - Throws: `BorderError`, `BuildError`, `ELFError`, `ImageError`, `EntryError`.
  public func build(
    _ source: String, tools: Tools, folder: String
  ) throws -> (program: ProtectedProgram, part: MarkedPart) {
    let (plain, border) = try linked(source, tools, folder)
    let plan = plan
    let program = try ProtectedProgram(
      plain, plan: plan, keys: KeyFile(name: "fresh keys", generatedFor: plan), processor: processor)
    return (
      program,
      MarkedPart(
        functions: border.functions.filter { !Self.isOfLibrary($0) }, variables: border.variables,
        entered: border.entered.map(\.name), left: border.left.map(\.name))
    )
  }

  /// The program in plaintext, with the shifts.
  func linked(_ source: String, _ tools: Tools, _ folder: String) throws -> (ELFFile, Border) {
    let bare = BareProgram(tools: tools, folder: folder, layout: "marked/marked.ld", compressed: compressed)
    let definitions = ["MONITORED", "MARKED"] + (method == .automatic ? ["AUTOMATIC"] : [])
    return try bare.inTemporaryFolder { temporary in
      // A table for a switch would be a constant in plaintext.
      let options = ["-fno-jump-tables"] + definitions.map { "-D\($0)" }
      let common = ["\(folder)/marked/memory.c"]
      var objects = try (bare.sources(for: source) + common).map { file in
        try RelocatableObject(
          name: file, bytes: try File.read(bare.compile(file, options, in: temporary)))
      }
      var signatures: [String: FunctionSignature] = [:]
      if !source.hasSuffix(".S") {
        let module = try bare.compile(source, options + Self.moduleOptions, in: temporary)
        signatures = FunctionSignature.all(inModule: String(decoding: try File.read(module), as: UTF8.self))
      }
      let border = try Border(&objects, signatures: signatures, allowsPointers: method == .explicit)
      guard !border.entered.isEmpty else { throw BorderError(file: source, problem: .nothingMarked) }
      let crossings = "\(temporary)/border.S"
      try File.write(
        [File.Output(path: crossings, bytes: Array("#include \"marked/border.S\"\n\(border.assembly)".utf8))]
          + objects.enumerated().map { File.Output(path: "\(temporary)/\($0).led.o", bytes: $1.bytes) })
      let own = try [crossings, "\(folder)/protected/monitor.S"].map { try bare.compile($0, options, in: temporary) }
      return (
        try bare.link(objects.indices.map { "\(temporary)/\($0).led.o" } + own, as: source, in: temporary), border
      )
    }
  }

  /// To LLVM's language in place of an object, without another word about that.
  private static let moduleOptions = ["-S", "-emit-llvm", "-Wno-unused-command-line-argument"]

  private static func isOfLibrary(_ function: String) -> Bool {
    ["memcpy", "memmove", "memset", "memcmp"].contains { function == "protected_\($0)" }
  }

  private var plan: ImagePlan {
    let entryPoints = ["enter_protected"] + (method == .automatic ? ["return_to_protected"] : [])
    return ImagePlan(regions: [
      .secret(0, "text", algorithm, [.read, .execute], entryPoints: entryPoints),
      .secret(1, "data", algorithm, [.read, .write]),
    ])
  }
}

/// What is encrypted of a program, and what crosses its border: names of functions and variables.
public struct MarkedPart: Equatable, Sendable {
  public let functions: [String]
  public let variables: [String]
  /// Functions of the part that plaintext calls.
  public let entered: [String]
  /// Functions in plaintext that the part calls.
  public let left: [String]
}
