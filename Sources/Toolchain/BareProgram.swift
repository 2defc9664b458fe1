import Foundation

/// A program alone on the machine: C, Swift or assembly, started in machine mode from the start of main memory. What it needs
/// besides its source is in `sim/bare`.
public struct BareProgram: Sendable {
  private let tools: Tools
  private let folder: String
  private let layout: String
  private let compressed: Bool

  /// - Parameters:
  ///   - folder: `sim/bare`, with `bare.ld`, `start.S` and `runtime.c`.
  ///   - layout: the linker script in that folder: `bare.ld`, or `secure/secure.ld` with sections for regions.
  ///   - compressed: with instructions of 16 bits, for a hart that has them.
  public init(tools: Tools, folder: String, layout: String = "bare.ld", compressed: Bool = false) {
    self.tools = tools
    self.compressed = compressed
    self.folder = URL(fileURLWithPath: folder).path
    self.layout = layout
  }

  /// Endings of the sources that can be built.
  public static let endings = ["c", "swift", "S"]

  /// Optimises for speed. No compiler's library is linked, so nothing may need one.
  public static let compilerOptions = [
    "--target=riscv32-unknown-elf", "-mabi=ilp32", "-mcmodel=medany", "-std=c23",
    "-O2", "-Wall", "-Wextra", "-Werror", "-ffreestanding", "-fno-builtin", "-fno-ident", "-c",
  ]

  /// Builds the program of one source file: C with `start.S` and `runtime.c`, Swift with these and `swift/runtime.c`,
  /// assembly alone, with `_start` of its own.
  ///
  /// - Parameters:
  ///   - extra: other sources in the folder.
  ///   - definitions: names for the preprocessor.
  /// - Throws: `BuildError` with the tools' messages, `ELFError`.
  public func build(_ source: String, with extra: [String] = [], definitions: [String] = []) throws -> ELFFile {
    try inTemporaryFolder { temporary in
      let options = definitions.map { "-D\($0)" }
      let objects = try (sources(for: source) + extra.map { "\(folder)/\($0)" }).map {
        try compile($0, options, in: temporary)
      }
      return try link(objects, as: source, in: temporary)
    }
  }

  /// What a program of one source file consists of.
  func sources(for source: String) -> [String] {
    [source] + runtime(for: source)
  }

  /// What the program of a source has besides it.
  func runtime(for source: String) -> [String] {
    if source.hasSuffix(".S") { return [] }
    let swift = source.hasSuffix(".swift") ? ["swift/runtime.c", "../system/swift/integers.c"] : []
    return (["start.S", "runtime.c"] + swift).map { "\(folder)/\($0)" }
  }

  /// Compiles one file.
  ///
  /// - Parameter options: for C and assembly.
  /// - Returns: the path of the result.
  func compile(_ source: String, _ options: [String], in temporary: String) throws -> String {
    let source = URL(fileURLWithPath: source)
    let result = "\(temporary)/\(UUID().uuidString).o"
    if source.pathExtension == "swift" {
      try compileSwift(source.path, ["-wmo", "-O", "-c"], to: result, in: temporary)
      return result
    }
    try CompilationCache(checkoutOf: folder).run(
      .clang(tools.clang),
      Self.compilerOptions + [architecture] + options
        + ["-I", folder, "-Wa,-I" + source.deletingLastPathComponent().path, source.path],
      writing: [("-o", result)], in: temporary)
    return result
  }

  /// Compiles a file in Swift, which may import `Bare`: what `bare.h` has.
  func compileSwift(_ source: String, _ options: [String], to result: String, in temporary: String) throws {
    try Tools.run(
      tools.swiftCompiler(),
      EmbeddedSwift.options(machine: [architecture, "-mabi=ilp32", "-std=c23", "-ffreestanding"])
        + ["-module-name", "Main", "-I", "\(folder)/swift"] + options
        + ["-o", result, URL(fileURLWithPath: source).path], in: temporary)
  }

  /// Compiles a module in LLVM's language that Swift's compiler has made.
  func compile(module: String, in temporary: String) throws -> String {
    let result = "\(temporary)/\(UUID().uuidString).o"
    try Tools.run(
      tools.clang,
      [
        "--target=riscv32-unknown-elf", architecture, "-mabi=ilp32", "-mcmodel=medany", "-O2", "-Wno-override-module",
        "-c", "-x", "ir", module, "-o", result,
      ], in: temporary)
    return result
  }

  private var architecture: String { "-march=\(compressed ? "rv32imac" : "rv32ima")_zicsr_zifencei" }

  /// The program of these objects.
  func link(_ objects: [String], as source: String, in temporary: String) throws -> ELFFile {
    let program = "\(temporary)/program.elf"
    do throws(any Error) {
      try Tools.run(
        tools.linker,
        ["-m", "elf32lriscv", "--fatal-warnings", "--build-id=none", "-T", "\(folder)/\(layout)", "-o", program]
          + objects,
        in: temporary)
    } catch BuildError.toolFailed(_, _, let messages)
      where source.hasSuffix(".swift") && !EmbeddedSwift.undefined(messages).isEmpty
    {
      throw BuildError.description(file: source, reason: Self.reason(undefined: EmbeddedSwift.undefined(messages)))
    }
    return try ELFFile(name: URL(fileURLWithPath: source).lastPathComponent, bytes: try File.read(program))
  }

  private static func reason(undefined symbols: [String]) -> String {
    symbols.contains("main")
      ? "a program in Swift begins in `static func main()` of `@main struct NAME`, which is not there"
      : EmbeddedSwift.absence(of: symbols, from: "a program", library: "Bare")
  }

  func inTemporaryFolder<Result>(_ body: (_ temporary: String) throws -> Result) throws -> Result {
    let temporary = FileManager.default.temporaryDirectory.appending(path: "keyline-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: temporary) }
    try File.createFolder(temporary)
    return try body(temporary)
  }
}
