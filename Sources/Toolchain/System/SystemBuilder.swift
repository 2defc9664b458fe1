import Foundation
import Reference

/// Builds the operating system of `sim/system` and the processes that run under it, with the Swift toolchain's own
/// compilers and linker.
public struct SystemBuilder: Sendable {
  private let compiler: SystemCompiler
  /// `sim/system`.
  public let folder: String

  /// - Parameter folder: `sim/system`, with `kernel`, `library` and `cryptography`.
  public init(tools: Tools, folder: String) {
    self.folder = URL(fileURLWithPath: folder).path
    compiler = SystemCompiler(tools: tools, folder: self.folder)
  }

  /// A process to be built.
  public struct Source: Sendable {
    /// One to eight characters of ASCII, by which other processes find it.
    public let name: String
    /// A source in C with `main`, or in Swift with `@main`; or `program.json`, which describes objects of several
    /// makers (`docs/program-images.md`).
    public let path: String
    /// Whether it is encrypted: text with constants, and data with the stack, each under a key of its own. Objects of
    /// several makers are always, as they say.
    public let isEncrypted: Bool
    /// Whether it is no process but a library in plaintext, whose functions processes import:
    /// `sim/system/library/exported.h`. It stands before them.
    public let isLibrary: Bool
    /// How the mode is shifted when only what is marked in the source is encrypted, and everything else in plaintext
    /// (SF-68); nil when all of it is.
    public let marked: MarkedPartProtection.ModeShiftMethod?

    /// - Parameter name: by default that of the file without its ending; of the folder of a `program.json`.
    public init(
      _ path: String, name: String? = nil, isEncrypted: Bool = true, isLibrary: Bool = false,
      marked: MarkedPartProtection.ModeShiftMethod? = nil
    ) {
      self.path = path
      let url = URL(fileURLWithPath: path)
      let place = url.pathExtension == "json" ? url.deletingLastPathComponent() : url.deletingPathExtension()
      self.name = name ?? place.lastPathComponent
      self.isEncrypted = isEncrypted && !isLibrary
      self.isLibrary = isLibrary
      self.marked = marked
    }

    /// Whether its variables and its stack are in plaintext.
    var isPlain: Bool { !isEncrypted || marked != nil }

    /// Whether it is in Swift.
    var isSwift: Bool { path.hasSuffix(".swift") }
  }

  /// Builds a system.
  ///
  /// - Parameters:
  ///   - sources: the processes, in the order in which the kernel loads them.
  ///   - argument: a number for all processes, which know what it means.
  ///   - processor: the one that is to run it.
  ///   - conditions: under which the kernel is compiled, to make it do besides its work what a kernel should not:
  ///     `sim/system/kernel/Hostility.swift`.
  ///   - certified: names of processes that get keys and certificates: sources find them as `NAME/identity.h`, and who is
  ///     believed as `authority.h` (`docs/authenticated-exchange.md`, section 7).
  ///   - generator: keys and everything else that is random come from it. With a seeded one the build can be repeated
  ///     byte for byte, and protects nothing from whoever knows the seed.
  /// - Throws: `BuildError` with the tools' messages, `ELFError`, `ImageError`, `EntryError`.
  public func build(
    _ sources: [Source], argument: Int32 = 0, algorithm: Algorithm = .aes128XTS, processor: PublicKey,
    conditions: [String] = [], certified: [String] = [], using generator: inout some RandomNumberGenerator
  ) throws -> SystemProgram {
    let temporary = FileManager.default.temporaryDirectory.appending(path: "keyline-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: temporary) }
    try File.createFolder(temporary)
    let library = try compiler.library(in: temporary)
    let swiftLibrary = try compiler.swiftLibrary(for: sources, in: temporary)
    let identities = try certified.isEmpty ? nil : CertifiedProcesses(certified, using: &generator)
    let headers = "\(temporary)/certified"
    try identities?.writeHeaders(to: headers)
    var processes: [SystemProgram.Process] = []
    var parts: [(process: String, part: MarkedPart)] = []
    for source in sources {
      try check(source, among: processes)
      if source.path.hasSuffix(".json") {
        processes.append(try joined(source, processor, in: temporary, using: &generator))
        continue
      }
      if source.isLibrary {
        let base = 0x5000_0000 + processes.count << 20
        let shared = try compiler.library(source, at: base, in: temporary)
        processes.append(SystemProgram.Process(source.name, plain: shared))
        continue
      }
      let objects = library + (source.isSwift ? swiftLibrary[source.isPlain] ?? [] : [])
      let (program, part) = try compiler.process(
        source, objects, headers: certified.isEmpty ? [] : [headers], in: temporary)
      guard source.isEncrypted else {
        processes.append(SystemProgram.Process(source.name, plain: program))
        continue
      }
      let plan = SystemBuilder.plan(algorithm, marked: source.marked)
      let keys = KeyFile(name: "keys of \(source.name)", for: plan, using: &generator)
      let image = try EncryptedImage(encrypting: program, plan: plan, keys: keys, nonces: .seed(generator.next()))
      processes.append(
        try SystemProgram.Process(
          source.name, plain: program, encrypted: image, keys: [keys], processor: processor, seed: generator.next()))
      if let part { parts.append((source.name, part)) }
    }
    let kernel = try compiler.kernel(conditions, in: temporary)
    return try SystemProgram(processes, parts: parts, argument: argument) { assembly, images in
      try compiler.link(kernel, assembly, images, in: temporary)
    }
  }

  /// Objects of several makers, each encrypted under the keys of his own.
  private func joined(
    _ source: Source, _ processor: PublicKey, in temporary: String, using generator: inout some RandomNumberGenerator
  ) throws -> SystemProgram.Process {
    let built = try compiler.objects(of: source, in: temporary)
    let regions = built.description.objects.flatMap(\.regions) + [built.description.stack].compactMap(\.self)
    let keys = KeyFile(name: "keys of \(source.name)", for: ImagePlan(regions: regions), using: &generator)
    let image = try built.encrypted(nonces: .seed(generator.next())) { _ in keys }
    return try SystemProgram.Process(
      source.name, plain: built.program, encrypted: image, keys: [keys], processor: processor, seed: generator.next())
  }

  private func check(_ source: Source, among others: [SystemProgram.Process]) throws(BuildError) {
    guard [".c", ".swift", ".json"].contains(where: source.path.hasSuffix) else {
      throw .description(
        file: source.path,
        reason:
          "a process is built from a C source, whose name ends in .c, a Swift source, in .swift, or a program.json")
    }
    guard source.marked == nil || !source.path.hasSuffix(".json") else {
      throw .description(
        file: source.path,
        reason: "of objects of several makers regions are encrypted, and not what is marked in sources")
    }
    let name = source.name.utf8
    guard (1...8).contains(name.count), name.allSatisfy({ (0x21...0x7e).contains($0) && $0 != 0x22 && $0 != 0x5c })
    else {
      throw .description(
        file: source.path,
        reason: "the name of a process, \"\(source.name)\", has one to eight characters of ASCII; rename the source")
    }
    guard !others.contains(where: { $0.name == source.name }) else {
      throw .description(
        file: source.path, reason: "there is another process \"\(source.name)\"; rename one of the sources")
    }
  }

  /// Text and constants, entered at `start` only, and data with the stack; or these of a marked part. The domain is closed: what the
  /// system takes away of its memory is missing, and not plaintext.
  private static func plan(_ algorithm: Algorithm, marked: MarkedPartProtection.ModeShiftMethod?) -> ImagePlan {
    ImagePlan(regions: [
      .secret(
        0, "text", algorithm, [.read, .execute], flags: .closed, entryPoints: marked?.entryPoints ?? ["start"]),
      .secret(1, "data", algorithm, [.read, .write]),
    ])
  }
}
