import Foundation
import Reference

/// A program of one source file of which a part is encrypted: the functions and variables that are marked in the
/// source, with the macros of `sim/bare/protected.h`, in Swift with `@section`, or by the names of their sections.
/// Everything else stays in plaintext. The tool puts in what shifts the mode wherever one side calls the other (SF-68).
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

    /// Where plaintext may enter the part: calls, and returns without a back-link.
    var entryPoints: [String] { ["enter_protected"] + (self == .automatic ? ["return_to_protected"] : []) }
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
  ///   - source: C, Swift, or assembly with `_start`; it runs in user mode without translation.
  ///   - folder: `sim/bare`.
  /// - Returns: the program, and the names of what is encrypted and of what is called over its border.
  /// - Throws: `BorderError`, `BuildError`, `ELFError`, `ImageError`, `EntryError`.
  public func build(
    _ source: String, tools: Tools, folder: String
  ) throws -> (program: ProtectedProgram, part: MarkedPart) {
    let (plain, part) = try linked(source, tools, folder)
    let plan = plan
    let program = try ProtectedProgram(
      plain, plan: plan, keys: KeyFile(name: "fresh keys", generatedFor: plan), processor: processor)
    return (program, part)
  }

  /// The program in plaintext, with the shifts.
  func linked(_ source: String, _ tools: Tools, _ folder: String) throws -> (ELFFile, MarkedPart) {
    let bare = BareProgram(tools: tools, folder: folder, layout: "marked/marked.ld", compressed: compressed)
    let options = (["MONITORED", "MARKED"] + (method == .automatic ? ["AUTOMATIC"] : [])).map { "-D\($0)" }
    return try bare.inTemporaryFolder { temporary in
      var marked = try MarkedObjects(
        source, with: bare.runtime(for: source) + MarkedPart.library(for: source).map { "\(folder)/marked/\($0)" },
        options: options, bare, in: temporary)
      let border = try marked.drawBorder(allowsPointers: method == .explicit)
      let crossings = "\(temporary)/border.S"
      try File.write(
        [File.Output(path: crossings, bytes: Array("#include \"marked/border.S\"\n\(border.assembly)".utf8))]
          + marked.objects.enumerated().map { File.Output(path: "\(temporary)/\($0).led.o", bytes: $1.bytes) })
      let own = try [crossings, "\(folder)/protected/monitor.S"].map { try bare.compile($0, options, in: temporary) }
      return (
        try bare.link(marked.objects.indices.map { "\(temporary)/\($0).led.o" } + own, as: source, in: temporary),
        MarkedPart(border, of: marked)
      )
    }
  }

  private var plan: ImagePlan {
    ImagePlan(regions: [
      .secret(0, "text", algorithm, [.read, .execute], entryPoints: method.entryPoints),
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

  /// What compilers call, for the part: in `sim/bare/marked`.
  static func library(for source: String) -> [String] {
    ["memory.c", "integers.c"] + (source.hasSuffix(".swift") ? ["heap.c"] : [])
  }
}

extension MarkedPart {
  init(_ border: Border, of marked: MarkedObjects) {
    self.init(
      functions: border.functions.filter(marked.isOfSource).map(marked.name),
      variables: border.variables.filter(marked.isOfSource).map(marked.name),
      entered: border.entered.map { marked.name(of: $0.name) }, left: border.left.map { marked.name(of: $0.name) })
  }
}
