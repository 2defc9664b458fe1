import Reference

/// A program of one source file that is in encrypted mode from its first instruction to its last: text and constants in a region that
/// can be read and executed, data and stack in one that can be read and written, each with a key of its own. A monitor in
/// plaintext installs both: `sim/bare/protected`.
public struct WholeProgramProtection {
  public let algorithm: Algorithm
  /// The processor that is to run the program.
  public let processor: PublicKey
  private let compressed: Bool
  /// Where a program with a monitor begins.
  private static let entrySymbol = "monitor"

  /// - Parameter compressed: with instructions of 16 bits, for a processor that has them.
  public init(algorithm: Algorithm, processor: PublicKey, compressed: Bool = false) {
    self.algorithm = algorithm
    self.processor = processor
    self.compressed = compressed
  }

  /// Builds the program and encrypts it under fresh keys.
  ///
  /// - Parameters:
  ///   - source: C, Swift, or assembly with `_start`; it runs in user mode without translation, and its stack is at `stack_top`.
  ///   - folder: `sim/bare`.
  /// - Throws: `BuildError`, `ELFError`, `ImageError`, `EntryError`.
  public func build(_ source: String, tools: Tools, folder: String) throws -> ProtectedProgram {
    let program = try program(source, tools, folder)
    return try ProtectedProgram(
      program, plan: plan, keys: KeyFile(name: "fresh keys", generatedFor: plan), processor: processor)
  }

  /// The same with keys and everything else that is random from a generator: a build that can be repeated byte for byte, and that
  /// protects nothing from whoever knows the generator.
  ///
  /// - Parameter greeting: an assembly source in the folder with `greet`, which the monitor calls before anything else; plaintext.
  public func build(
    _ source: String, greeting: String, tools: Tools, folder: String, using generator: inout some RandomNumberGenerator
  ) throws -> ProtectedProgram {
    let program = try program(source, tools, folder, with: [greeting], definitions: ["GREETING"])
    return try ProtectedProgram(
      program, plan: plan, keys: KeyFile(name: "known keys", for: plan, using: &generator),
      nonces: .seed(generator.next()), processor: processor, entrySeed: generator.next())
  }

  private func program(
    _ source: String, _ tools: Tools, _ folder: String, with extra: [String] = [], definitions: [String] = []
  ) throws -> ELFFile {
    try BareProgram(tools: tools, folder: folder, layout: "protected/protected.ld", compressed: compressed)
      .build(source, with: ["protected/monitor.S"] + extra, definitions: ["MONITORED"] + definitions)
  }

  private var plan: ImagePlan {
    ImagePlan(regions: [
      .secret(0, "text", algorithm, [.read, .execute]), .secret(1, "data", algorithm, [.read, .write]),
    ])
  }

  /// What an exit code says that the monitor of a program, whole or marked, ended it with; nil when the program has no monitor, or the monitor no
  /// such code.
  ///
  /// - Parameter program: as it was run.
  public static func explanation(of code: Int, in program: ELFFile) -> String? {
    guard program.address(of: entrySymbol) == program.entry else { return nil }
    let number = UInt8(truncatingIfNeeded: code)
    switch code >> 8 {
    case 1, 4:
      let mode = code >> 8 == 1 ? "encrypted" : "plaintext"
      return ExceptionCause(rawValue: UInt32(number)).map { "\($0) in \(mode) mode" }
    case 2:
      let status = UnwrapStatus(rawValue: number).map { "\($0)" } ?? SetupStatus(rawValue: number).map { "\($0)" }
      return status.map {
        "the processor refuses a key entry of the program: \($0); is the program encrypted for this processor (--device)?"
      }
    case 3: return ModeStatus(rawValue: number).map { "the processor refuses encrypted mode: \($0)" }
    default: return nil
    }
  }
}
