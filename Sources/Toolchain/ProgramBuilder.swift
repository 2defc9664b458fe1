import Foundation

/// Builds the RISC-V programs of `sim/programs` with the Swift toolchain's own clang and ld.lld.
///
/// Each object is linked by itself to its own address, knowing no more of the others than the addresses of their global
/// symbols. So each maker can encrypt an object before anybody joins it with the others (SF-47, SF-55).
public struct ProgramBuilder: Sendable {
  private let tools: Tools
  /// Holds one folder for each program.
  private let programs: String
  /// The linker script of an object.
  private let layout: String
  /// Receives a folder for each version of each program; an unchanged program is not built again.
  private let output: String

  /// - Parameter layout: the linker script; by default `keyline.ld` in the folder of the programs.
  public init(tools: Tools, programs: String, layout: String? = nil, output: String) {
    self.tools = tools
    self.layout = layout ?? "\(programs)/keyline.ld"
    self.programs = URL(fileURLWithPath: programs).path
    self.output = URL(fileURLWithPath: output).path
  }

  /// Builds the program in folder `name`, in plaintext.
  public func build(_ name: String) throws -> BuiltProgram {
    let source = "\(programs)/\(name)"
    let description = try ProgramDescription(folder: source)
    let folder = "\(output)/\(name)-\(try fingerprint(of: source).prefix(16))"
    if !File.exists(folder) {
      try inFreshFolder(replacing: folder) { temporary in
        try compile(description, from: source, in: temporary)
      }
    }
    var objects: [String: ELFFile] = [:]
    for object in description.objects {
      objects[object.name] = try ELFFile(path: "\(folder)/\(object.name).elf")
    }
    return BuiltProgram(
      description: description, program: try ELFFile(path: "\(folder)/\(description.name).elf"), objects: objects,
      builder: self)
  }

  /// What the compiler gets besides the names of files. Nothing may need a library of the compiler's.
  private static let compilerOptions = [
    "--target=riscv32-unknown-elf", "-march=rv32ima", "-mabi=ilp32", "-mno-relax", "-std=c23", "-Os", "-Wall",
    "-Wextra",
    "-Werror", "-ffreestanding", "-fno-builtin", "-fno-zero-initialized-in-bss", "-fno-ident", "-c",
  ]

  private static let linkerOptions = ["-m", "elf32lriscv", "--fatal-warnings", "--build-id=none"]

  private func compile(_ description: ProgramDescription, from source: String, in folder: String) throws {
    let cache = CompilationCache(checkoutOf: source)
    var linked: [String: ELFFile] = [:]
    for object in try description.linkOrder(file: "\(source)/program.json") {
      let parts = object.sources.indices.map { "\(folder)/\(object.name).\($0).o" }
      for (file, part) in zip(object.sources, parts) {
        try cache.run(
          .clang(tools.clang), Self.compilerOptions + ["\(source)/\(file)"], writing: [("-o", part)], in: folder)
      }
      let path = "\(folder)/\(object.name).elf"
      let symbols = object.uses.flatMap { linked[$0]?.symbolDefinitions ?? [] }
      try Tools.run(
        tools.linker,
        Self.linkerOptions + [
          "-T", layout, "-e", "0", "--defsym=base=\(object.address)",
          "--defsym=stack_top=\(hexadecimal(description.stackTop))", "-o", path,
        ] + symbols + parts, in: folder)
      linked[object.name] = try ELFFile(path: path)
    }
    let parts = description.objects.compactMap { object in linked[object.name].map { (object.name, $0) } }
    _ = try join(parts, as: description.name, in: folder)
  }

  /// Links `objects`, plain or encrypted, into one program: their sections are copied byte for byte to the addresses for
  /// which they were linked. Section `.text` of object `a` is called `.text.a` in the program.
  func join(_ objects: [(name: String, elf: ELFFile)], as name: String) throws -> ELFFile {
    let folder = "\(NSTemporaryDirectory())/keyline-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try File.createFolder(folder)
    return try ELFFile(name: "\(name).elf", bytes: try join(objects, as: name, in: folder).bytes)
  }

  private func join(
    _ objects: [(name: String, elf: ELFFile)], as program: String, in folder: String
  ) throws -> ELFFile {
    var assembly = ""
    var headers = ""
    var layout = ""
    var symbols: [String] = []
    for (name, elf) in objects {
      try File.write([File.Output(path: "\(folder)/\(name).part", bytes: elf.bytes)])
      for section in elf.sections where section.isAllocated && !section.fileRange.isEmpty {
        let joined = "\(section.name).\(name)"
        let isCode = section.name == ".text"
        let range = section.fileRange
        assembly += """
            .section \(joined), "\(isCode ? "ax" : "aw")", @progbits
            .incbin "\(folder)/\(name).part", \(range.lowerBound), \(range.count)

          """
        headers += "  segment\(joined.replacing(".", with: "_")) PT_LOAD FLAGS(\(isCode ? 5 : 6));\n"
        layout += """
            \(joined) \(hexadecimal(section.address)) : { *(\(joined)) } :segment\(joined.replacing(".", with: "_"))

          """
      }
      symbols += elf.symbolDefinitions
    }
    let discarded = "  /DISCARD/ : { *(.text) *(.riscv.attributes) *(.comment) }\n"
    let script = "ENTRY(_start)\nPHDRS {\n\(headers)}\nSECTIONS {\n\(layout)\(discarded)}\n"
    try File.write([
      File.Output(path: "\(folder)/join.S", bytes: Array(assembly.utf8)),
      File.Output(path: "\(folder)/join.ld", bytes: Array(script.utf8)),
    ])
    try Tools.run(tools.clang, Self.compilerOptions + ["join.S", "-o", "join.o"], in: folder)
    try Tools.run(
      tools.linker,
      Self.linkerOptions + ["-T", "join.ld", "-z", "max-page-size=64", "-o", "\(program).elf"] + symbols
        + ["join.o"], in: folder)
    return try ELFFile(path: "\(folder)/\(program).elf")
  }

  /// Depends on everything that the result depends on: sources, options and tools.
  private func fingerprint(of folder: String) throws -> String {
    var bytes = Array("\(Self.compilerOptions) \(Self.linkerOptions)".utf8)
    for tool in [tools.clang, tools.linker] { bytes += Array(Tools.fingerprint(tool).utf8) }
    for folder in [folder, "\(programs)/common"] {
      guard let files = try? FileManager.default.contentsOfDirectory(atPath: folder) else { continue }
      for file in files.sorted() {
        let contents = try File.read("\(folder)/\(file)")
        bytes += Array("\(file) \(contents.count) ".utf8) + contents
      }
    }
    bytes += try File.read(layout)
    return hexadecimal(bytes: sha256(bytes))
  }

  /// Runs `body` in a temporary folder, which gets the name `folder` when all went well.
  private func inFreshFolder(replacing folder: String, _ body: (String) throws -> Void) throws {
    let temporary = "\(folder).\(UUID().uuidString).partial"
    defer { try? FileManager.default.removeItem(atPath: temporary) }
    try File.createFolder(temporary)
    try body(temporary)
    // Another process may have been faster; what it built is the same.
    guard rename(temporary, folder) == 0 || File.exists(folder) else {
      throw BuildError.folder(folder, reason: "cannot be created: \(String(cString: strerror(errno)))")
    }
  }
}

extension ELFFile {
  /// What another object may know of this one: linker options that define its global symbols as numbers.
  fileprivate var symbolDefinitions: [String] {
    symbols.filter { $0.isGlobal && $0.isInSection }.map { "--defsym=\($0.name)=\(hexadecimal($0.value))" }
  }
}
