import Reference

/// An operating system with the encrypted processes that it runs, as one program for the processor: the kernel of `sim/system/kernel` and,
/// behind it, an image for each process (`docs/program-images.md`, "The image"). `docs/system.md`.
public struct SystemProgram: Sendable {
  /// As it is loaded.
  public let program: ELFFile
  /// Words by which the plaintext of the processes is known when it appears outside the processor; see `ProtectedProgram`.
  public let plaintextWords: Set<UInt64>

  /// A process: its program in plaintext, with the sections that `SystemBuilder` gives it.
  struct Process {
    /// One to eight characters of ASCII, by which other processes find it.
    let name: String
    let program: ELFFile
  }

  /// Encrypts each program under keys of its own, for one processor.
  ///
  /// - Parameters:
  ///   - argument: what the processes are told when they ask.
  ///   - generator: keys and everything else that is random come from it. With a seeded one the build can be repeated byte for byte, and
  ///     protects nothing from whoever knows the seed.
  ///   - link: joins the kernel with a source of assembly that holds the programs: `programs`, and after it what the files of the given
  ///     names contain.
  init(
    _ processes: [Process], argument: Int32, algorithm: Algorithm, processor: PublicKey,
    using generator: inout some RandomNumberGenerator,
    link: (_ assembly: String, _ files: [(name: String, bytes: [UInt8])]) throws -> ELFFile
  ) throws {
    var words: Set<UInt64> = []
    var open: Set<UInt64> = []
    var images: [(name: String, bytes: [UInt8])] = []
    let plan = SystemProgram.plan(algorithm)
    for process in processes {
      let keys = KeyFile(name: "keys of \(process.name)", for: plan, using: &generator)
      let image = try EncryptedImage(
        encrypting: process.program, plan: plan, keys: keys, nonces: .seed(generator.next()))
      let table = try LoaderTable(image, keys: [keys], processor: processor, seed: generator.next())
      let found = ProtectedProgram.words(of: process.program, table)
      words.formUnion(found.inside)
      open.formUnion(found.outside)
      images.append((process.name, try image.program.embedding(table).bytes))
    }
    program = try link(SystemProgram.table(of: images, argument: argument), images)
    // The kernel is in plaintext, and has some functions that the processes have too.
    for section in program.sections where section.name != SystemProgram.section {
      open.formUnion(program.words(of: section))
    }
    plaintextWords = words.subtracting(open)
  }

  /// Where the linker script of the kernel puts the images.
  private static let section = ".programs"

  /// Text and constants, entered at `start` only, and data with the stack.
  private static func plan(_ algorithm: Algorithm) -> ImagePlan {
    func region(_ segment: UInt8, _ name: String, _ rights: Rights, entryPoints: [String] = []) -> PlannedRegion {
      PlannedRegion(
        segment: segment, name: name, place: .sections([".secret.\(name)"]), algorithm: algorithm.name,
        key: algorithm == .none ? nil : name, rights: rights, entryPoints: entryPoints)
    }
    return ImagePlan(regions: [
      region(0, "text", [.read, .execute], entryPoints: ["start"]), region(1, "data", [.read, .write]),
    ])
  }

  /// What the kernel finds at `programs`: their number and the argument, then for each its name in eight bytes, its address and its size.
  private static func table(of images: [(name: String, bytes: [UInt8])], argument: Int32) -> String {
    var head = "  .section \(section), \"a\"\n  .balign 16\n  .globl programs\nprograms:\n  .word \(images.count), \(argument)\n"
    var files = ""
    for (index, image) in images.enumerated() {
      let name = Array(image.name.utf8) + [UInt8](repeating: 0, count: 8 - image.name.utf8.count)
      head += "  .byte \(name.map(String.init).joined(separator: ", "))\n  .word file_\(index), \(image.bytes.count)\n"
      files += "  .balign 16\nfile_\(index):\n  .incbin \"\(image.name)\"\n"
    }
    return head + files
  }
}
