import Foundation

/// Compiles and links what is in `sim/system`.
struct SystemCompiler: Sendable {
  let tools: Tools
  /// `sim/system`.
  let folder: String
  private var cache: CompilationCache { CompilationCache(checkoutOf: folder) }

  static let machineOptions = [
    "-march=rv32ima_zicsr_zifencei", "-mabi=ilp32", "-mcmodel=medany", "-mno-relax", "-std=c23", "-ffreestanding",
  ]
  private static let clangOptions =
    ["--target=riscv32-unknown-elf"] + machineOptions + [
      "-O2", "-Wall", "-Wextra", "-Werror", "-fno-builtin", "-fno-ident", "-ffunction-sections", "-fdata-sections",
      "-c",
    ]
  private static let objectOptions = ["-wmo", "-Osize", "-c"]

  /// Objects that every process is linked with; the linker leaves out what one does not use.
  func library(in temporary: String) throws -> [String] {
    try compile(try files("library", ["c"]) + files("cryptography", ["c"]), as: "library", in: temporary)
  }

  /// Objects that processes in Swift are linked with besides: the module `Sharing`, which their sources import. For
  /// processes in plaintext with key true, for others with false; nothing where there is none.
  func swiftLibrary(for sources: [SystemBuilder.Source], in temporary: String) throws -> [Bool: [String]] {
    let kinds = Set(sources.lazy.filter(\.isSwift).map(\.isPlain))
    guard !kinds.isEmpty else { return [:] }
    let object = "\(temporary)/Sharing.o"
    try compileSwift(
      try files("swift", ["swift"]), module: "Sharing",
      Self.objectOptions + ["-emit-module"], to: object,
      and: [("-emit-module-path", "\(temporary)/Sharing.swiftmodule")], in: temporary)
    let runtime = try files("swift", ["c"])
    return try Dictionary(
      uniqueKeysWithValues: kinds.map { isPlain in
        let options = isPlain ? ["-DPLAINTEXT"] : []
        return (isPlain, try compile(runtime, as: "swift.\(isPlain)", options, in: temporary) + [object])
      })
  }

  /// The program of one source, with sections for the regions of an encrypted process.
  ///
  /// - Parameters:
  ///   - library: objects that it may need.
  ///   - headers: folders of headers that are made for it. One in Swift has its credentials and authorities from
  ///     there, or from beside its source, as one in C includes them.
  func process(
    _ source: SystemBuilder.Source, _ library: [String], headers: [String] = [], in temporary: String
  ) throws -> (program: ELFFile, part: MarkedPart?) {
    let path = URL(fileURLWithPath: source.path).path
    let start = ["start.S", "imported.S"].map { "\(folder)/library/\($0)" }
    let options =
      ["-DPROCESS=\"\(source.name)\""] + (source.isPlain ? ["-DPLAINTEXT"] : []) + headers.flatMap { ["-I", $0] }
    var (own, part): ([String], MarkedPart?) = ([], nil)
    if let method = source.marked {
      (own, part) = try marked(path, method, with: start, options, in: temporary)
    } else {
      own = try compile(start + (source.isSwift ? [] : [path]), as: "process", options, in: temporary)
      if source.isSwift {
        let object = "\(temporary)/process.swift.o"
        try compileSwift(
          [path], module: "Main", ["-I", temporary] + Self.objectOptions, to: object, in: temporary)
        own.append(object)
      }
    }
    if source.isSwift {
      own += try identity(
        of: source.name, in: [URL(fileURLWithPath: path).deletingLastPathComponent().path] + headers, temporary)
    }
    do {
      let layout = source.marked == nil ? "library/program.ld" : "library/marked.ld"
      let program = try link(
        own + library, layout, ["--orphan-handling=error"], as: "\(source.name).elf", in: temporary)
      return (program, part)
    } catch BuildError.toolFailed(_, _, let messages)
      where source.isSwift && !EmbeddedSwift.undefined(messages).isEmpty
    {
      throw BuildError.description(
        file: source.path, reason: Self.reason(undefined: EmbeddedSwift.undefined(messages), name: source.name))
    }
  }

  /// What `Identity.own` of a process is: compiled if one of the folders has its header.
  private func identity(of name: String, in folders: [String], _ temporary: String) throws -> [String] {
    guard folders.contains(where: { FileManager.default.fileExists(atPath: "\($0)/\(name)/identity.h") }) else {
      return []
    }
    let source = "\(temporary)/\(name).identity.c"
    try File.write([File.Output(path: source, bytes: Array(IdentityHeader.ownIdentity(of: name).utf8))])
    return try compile(
      [source], as: "identity", (["\(folder)/swift"] + folders).flatMap { ["-I", $0] }, in: temporary)
  }

  private static func reason(undefined symbols: [String], name: String) -> String {
    if symbols.contains("main") {
      return "a process in Swift begins in `@main struct NAME: Program`, which is not there"
    }
    if symbols.contains("own_identity") {
      return "has no credentials: \(name)/identity.h and authority.h, which `keyline certify data` writes, beside it"
    }
    return EmbeddedSwift.absence(of: symbols, from: "a process", library: "Sharing")
  }

  /// A library in plaintext, which processes share.
  func library(_ source: SystemBuilder.Source, at base: Int, in temporary: String) throws -> ELFFile {
    let objects = try compile([URL(fileURLWithPath: source.path).path], as: "shared", in: temporary)
    return try link(
      objects, "library/shared.ld", ["--defsym=base=\(base)", "-e", "0"], as: "\(source.name).elf", in: temporary)
  }

  /// Objects of several makers, and the program that they form.
  func objects(of source: SystemBuilder.Source, in temporary: String) throws -> BuiltProgram {
    let program = URL(fileURLWithPath: source.path).deletingLastPathComponent()
    return try ProgramBuilder(
      tools: tools, programs: program.deletingLastPathComponent().path, layout: "\(folder)/../programs/keyline.ld",
      output: "\(temporary)/objects of \(source.name)"
    ).build(program.lastPathComponent)
  }

  /// The kernel's objects.
  func kernel(_ conditions: [String], in temporary: String) throws -> [String] {
    let object = "\(temporary)/kernel.swift.o"
    try compileSwift(
      try files("kernel", ["swift"]), module: "Kernel",
      Self.objectOptions + conditions.flatMap { ["-D", $0] }
        + ["-import-objc-header", "\(folder)/kernel/processor.h"], to: object, in: temporary)
    return try compile(try files("kernel", ["c", "S"]), as: "kernel", in: temporary) + [object]
  }

  /// The kernel with the images behind it.
  func link(
    _ kernel: [String], _ assembly: String, _ images: [(name: String, bytes: [UInt8])], in temporary: String
  ) throws -> ELFFile {
    try File.write(
      images.map { File.Output(path: "\(temporary)/\($0.name)", bytes: $0.bytes) } + [
        File.Output(path: "\(temporary)/programs.S", bytes: Array(assembly.utf8))
      ])
    // Images are new each time.
    let programs = "\(temporary)/programs.o"
    try Tools.run(tools.clang, Self.clangOptions + ["programs.S", "-o", programs], in: temporary)
    return try link(kernel + [programs], "kernel/kernel.ld", as: "system.elf", in: temporary)
  }

  /// Files of a folder with one of these endings, in order.
  private func files(_ name: String, _ endings: [String]) throws(BuildError) -> [String] {
    let folder = "\(folder)/\(name)"
    guard let files = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw .folder(folder, reason: "is not there: it belongs to the checkout")
    }
    let found = files.sorted().filter { file in endings.contains { file.hasSuffix(".\($0)") } }
    return found.map { "\(folder)/\($0)" }
  }

  func compile(
    _ sources: [String], as name: String, _ options: [String] = [], in temporary: String
  ) throws -> [String] {
    try sources.enumerated().map { number, source in
      let object = "\(temporary)/\(name).\(number).o"
      try cache.run(
        .clang(tools.clang),
        Self.clangOptions + options + ["-I", "\(folder)/library", "-I", "\(folder)/cryptography", source],
        writing: [("-o", object)], in: temporary)
      return object
    }
  }

  func swiftOptions(_ module: String, _ options: [String]) -> [String] {
    EmbeddedSwift.options(machine: Self.machineOptions) + ["-module-name", module, "-I", "\(folder)/swift"]
      + ["library", "cryptography"].flatMap { ["-Xcc", "-I\(folder)/\($0)"] } + options
  }

  /// One module.
  private func compileSwift(
    _ sources: [String], module: String, _ options: [String], to object: String,
    and others: [CompilationCache.Output] = [], in temporary: String
  ) throws {
    try cache.run(
      .swift(try tools.swiftCompiler(), module: module), swiftOptions(module, options) + sources,
      writing: [("-o", object)] + others, in: temporary)
  }

  private func link(
    _ objects: [String], _ layout: String, _ options: [String] = [], as name: String, in temporary: String
  ) throws -> ELFFile {
    let path = "\(temporary)/\(name)"
    try Tools.run(
      tools.linker,
      ["-m", "elf32lriscv", "--fatal-warnings", "--build-id=none", "--gc-sections", "-T", "\(folder)/\(layout)"]
        + options + ["-o", path] + objects, in: temporary)
    return try ELFFile(name: name, bytes: try File.read(path))
  }
}
