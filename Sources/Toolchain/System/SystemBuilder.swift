import Foundation
import Reference

/// Builds the operating system of `sim/system` and the processes that run under it, with the Swift toolchain's own compilers and linker.
public struct SystemBuilder: Sendable {
  private let tools: Tools
  /// `sim/system`.
  public let folder: String

  /// - Parameter folder: `sim/system`, with `kernel` and `library`.
  public init(tools: Tools, folder: String) {
    self.tools = tools
    self.folder = URL(fileURLWithPath: folder).path
  }

  /// What a kernel does besides its work: a build of it that tries to learn or to change what it must not (SF-112, SF-126).
  public struct Hostility: RawRepresentable, Hashable, Sendable {
    /// The name of the condition under which the kernel is compiled.
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }
  }

  private static let machineOptions = [
    "-march=rv32ima_zicsr_zifencei", "-mabi=ilp32", "-mcmodel=medany", "-mno-relax", "-std=c23", "-ffreestanding",
  ]
  private static let clangOptions =
    ["--target=riscv32-unknown-elf"] + machineOptions + [
      "-O2", "-Wall", "-Wextra", "-Werror", "-fno-builtin", "-fno-ident", "-ffunction-sections", "-fdata-sections", "-c",
    ]
  private static let swiftOptions =
    [
      "-target", "riscv32-none-none-eabi", "-swift-version", "6", "-warnings-as-errors",
      "-enable-experimental-feature", "Embedded", "-wmo", "-parse-as-library", "-Osize", "-module-name", "Kernel",
      "-Xfrontend", "-function-sections", "-Xfrontend", "-disable-stack-protector", "-c",
    ] + machineOptions.flatMap { ["-Xcc", $0] }

  /// Builds a system of one process for each source.
  ///
  /// - Parameters:
  ///   - sources: C, with `main`; the file's name without its ending is the name of the process.
  ///   - argument: a number for all processes, which know what it means.
  ///   - processor: the one that is to run it.
  ///   - hostility: of the kernel.
  ///   - generator: keys and everything else that is random come from it.
  /// - Throws: `BuildError` with the tools' messages, `ELFError`, `ImageError`, `EntryError`.
  public func build(
    _ sources: [String], argument: Int32 = 0, algorithm: Algorithm = .aes128XTS, processor: PublicKey, hostility: Hostility? = nil,
    using generator: inout some RandomNumberGenerator
  ) throws -> SystemProgram {
    let temporary = "\(NSTemporaryDirectory())/keyline-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: temporary) }
    try File.createFolder(temporary)
    let library = try compile(
      try files("library", ["c", "S"]) + (try files("cryptography", ["c"])), as: "library", in: temporary)
    var processes: [SystemProgram.Process] = []
    for source in sources {
      let source = URL(fileURLWithPath: source)
      let name = source.deletingPathExtension().lastPathComponent
      try check(name, of: source.path, among: processes)
      let objects =
        try compile([source.path], as: "process", ["-DPROCESS=\"\(name)\""], in: temporary) + library
      processes.append(
        SystemProgram.Process(
          name: name, program: try link(objects, "library/program.ld", as: "\(name).elf", in: temporary)))
    }
    let kernel = try kernel(hostility, in: temporary)
    return try SystemProgram(processes, argument: argument, algorithm: algorithm, processor: processor, using: &generator) {
      assembly, images in
      try File.write(
        images.map { File.Output(path: "\(temporary)/\($0.name)", bytes: $0.bytes) } + [
          File.Output(path: "\(temporary)/programs.S", bytes: Array(assembly.utf8))
        ])
      let programs = try compile(["\(temporary)/programs.S"], as: "programs", in: temporary)
      return try link(kernel + programs, "kernel/kernel.ld", as: "system.elf", in: temporary)
    }
  }

  private func check(_ name: String, of source: String, among others: [SystemProgram.Process]) throws(BuildError) {
    guard source.hasSuffix(".c") else {
      throw .description(file: source, reason: "a process is built from a C source, whose name ends in .c")
    }
    guard (1...8).contains(name.utf8.count), name.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
      throw .description(
        file: source, reason: "the name of a process, which is that of its source, has one to eight characters of ASCII")
    }
    guard !others.contains(where: { $0.name == name }) else {
      throw .description(file: source, reason: "there is another process \"\(name)\"; rename one of the sources")
    }
  }

  /// Files of a folder with one of these endings, in order.
  private func files(_ name: String, _ endings: [String]) throws(BuildError) -> [String] {
    let folder = "\(folder)/\(name)"
    guard let files = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw .folder(folder, reason: "is not there: it belongs to the checkout")
    }
    return files.sorted().filter { file in endings.contains { file.hasSuffix(".\($0)") } }.map { "\(folder)/\($0)" }
  }

  private func kernel(_ hostility: Hostility?, in temporary: String) throws -> [String] {
    let object = "\(temporary)/kernel.swift.o"
    try Tools.run(
      try tools.swiftCompiler(),
      Self.swiftOptions + (hostility.map { ["-D", $0.rawValue] } ?? [])
        + ["-import-objc-header", "\(folder)/kernel/processor.h", "-o", object] + (try files("kernel", ["swift"])),
      in: temporary)
    return try compile(try files("kernel", ["c", "S"]), as: "kernel", in: temporary) + [object]
  }

  private func compile(
    _ sources: [String], as name: String, _ options: [String] = [], in temporary: String
  ) throws -> [String] {
    try sources.enumerated().map { number, source in
      let object = "\(temporary)/\(name).\(number).o"
      try Tools.run(
        tools.clang,
        Self.clangOptions + options
          + ["-I", "\(folder)/library", "-I", "\(folder)/cryptography", source, "-o", object], in: temporary)
      return object
    }
  }

  private func link(_ objects: [String], _ layout: String, as name: String, in temporary: String) throws -> ELFFile {
    let path = "\(temporary)/\(name)"
    try Tools.run(
      tools.linker,
      ["-m", "elf32lriscv", "--fatal-warnings", "--build-id=none", "--gc-sections", "-T", "\(folder)/\(layout)"]
        + ["-o", path] + objects, in: temporary)
    return try ELFFile(name: name, bytes: try File.read(path))
  }
}
