import Foundation

/// Compiles and links what is in `sim/system`.
struct SystemCompiler: Sendable {
  let tools: Tools
  /// `sim/system`.
  let folder: String

  private static let machineOptions = [
    "-march=rv32ima_zicsr_zifencei", "-mabi=ilp32", "-mcmodel=medany", "-mno-relax", "-std=c23", "-ffreestanding",
  ]
  private static let clangOptions =
    ["--target=riscv32-unknown-elf"] + machineOptions + [
      "-O2", "-Wall", "-Wextra", "-Werror", "-fno-builtin", "-fno-ident", "-ffunction-sections", "-fdata-sections",
      "-c",
    ]
  private static let swiftOptions =
    [
      "-target", "riscv32-none-none-eabi", "-swift-version", "6", "-warnings-as-errors",
      "-enable-experimental-feature", "Embedded", "-wmo", "-parse-as-library", "-Osize", "-module-name", "Kernel",
      "-Xfrontend", "-function-sections", "-Xfrontend", "-disable-stack-protector", "-c",
    ] + machineOptions.flatMap { ["-Xcc", $0] }

  /// Objects that every process is linked with; the linker leaves out what one does not use.
  func library(in temporary: String) throws -> [String] {
    try compile(try files("library", ["c"]) + files("cryptography", ["c"]), as: "library", in: temporary)
  }

  /// The program of one C source, with sections for the regions of an encrypted process.
  ///
  /// - Parameter headers: folders of headers that are made for it.
  func process(
    _ source: SystemBuilder.Source, _ library: [String], headers: [String] = [], in temporary: String
  ) throws -> ELFFile {
    let definitions = ["-DPROCESS=\"\(source.name)\""] + (source.isEncrypted ? [] : ["-DPLAINTEXT"])
    let own = try compile(
      [URL(fileURLWithPath: source.path).path] + ["start.S", "imported.S"].map { "\(folder)/library/\($0)" },
      as: "process",
      definitions + headers.flatMap { ["-I", $0] }, in: temporary)
    return try link(own + library, "library/program.ld", as: "\(source.name).elf", in: temporary)
  }

  /// A library in plaintext, which processes share.
  func library(_ source: SystemBuilder.Source, at base: Int, in temporary: String) throws -> ELFFile {
    let objects = try compile([URL(fileURLWithPath: source.path).path], as: "shared", in: temporary)
    return try link(
      objects, "library/shared.ld", as: "\(source.name).elf", ["--defsym=base=\(base)", "-e", "0"], in: temporary)
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
    try Tools.run(
      try tools.swiftCompiler(),
      Self.swiftOptions + conditions.flatMap { ["-D", $0] }
        + ["-import-objc-header", "\(folder)/kernel/processor.h", "-o", object] + (try files("kernel", ["swift"])),
      in: temporary)
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
    let programs = try compile(["\(temporary)/programs.S"], as: "programs", in: temporary)
    return try link(kernel + programs, "kernel/kernel.ld", as: "system.elf", in: temporary)
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

  private func link(
    _ objects: [String], _ layout: String, as name: String, _ options: [String] = [], in temporary: String
  ) throws -> ELFFile {
    let path = "\(temporary)/\(name)"
    try Tools.run(
      tools.linker,
      ["-m", "elf32lriscv", "--fatal-warnings", "--build-id=none", "--gc-sections", "-T", "\(folder)/\(layout)"]
        + options + ["-o", path] + objects, in: temporary)
    return try ELFFile(name: name, bytes: try File.read(path))
  }
}
