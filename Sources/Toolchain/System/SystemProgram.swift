import Reference

/// An operating system with the processes that it runs, as one program for the processor: the kernel of
/// `sim/system/kernel` and, behind it, an image for each process (`docs/program-images.md`, "The image").
/// `docs/system.md`.
public struct SystemProgram: Sendable {
  /// As it is loaded.
  public let program: ELFFile
  /// Words by which the plaintext of the processes is known when it appears outside the processor; see
  /// `ProtectedProgram`.
  public let plaintextWords: Set<UInt64>
  /// Of processes of which only what is marked is encrypted: what that is.
  public let parts: [(process: String, part: MarkedPart)]

  /// A process on its way into a system.
  struct Process {
    /// One to eight characters of ASCII, by which other processes find it.
    let name: String
    /// What the kernel loads: encrypted, with the key entries inside.
    let image: ELFFile
    /// Words of its plaintext in encrypted regions, and elsewhere.
    let words: (inside: Set<UInt64>, outside: Set<UInt64>)

    /// A process that is encrypted for a processor.
    ///
    /// - Parameters:
    ///   - plain: the program before that.
    ///   - seed: of the entries; without one they are random.
    init(
      _ name: String, plain: ELFFile, encrypted: EncryptedImage, keys: [KeyFile], processor: PublicKey, seed: UInt64
    ) throws {
      let table = try LoaderTable(encrypted, keys: keys, processor: processor, seed: seed)
      self.name = name
      image = try encrypted.program.embedding(table)
      let found = ProtectedProgram.words(of: plain, table)
      // The image has names of symbols too, of which some are like texts of the program.
      words = (found.inside, found.outside.union(image.wordsBesideMemory()).union(plain.published()))
    }

    /// A process that stays in plaintext.
    init(_ name: String, plain: ELFFile) {
      self.name = name
      image = plain
      words = ([], plain.sections.reduce(into: []) { $0.formUnion(plain.words(of: $1)) })
    }
  }

  /// Where the linker script of the kernel puts the images.
  private static let section = ".programs"

  /// - Parameters:
  ///   - argument: what the processes are told when they ask.
  ///   - link: joins the kernel with a source of assembly that holds the programs: `programs`, and after it what the
  ///     files of the given names contain.
  init(
    _ processes: [Process], parts: [(process: String, part: MarkedPart)], argument: Int32,
    link: (_ assembly: String, _ files: [(name: String, bytes: [UInt8])]) throws -> ELFFile
  ) throws {
    self.parts = parts
    let images = processes.map { ($0.name, $0.image.bytes) }
    program = try link(SystemProgram.table(of: images, argument: argument), images)
    var (words, open): (Set<UInt64>, Set<UInt64>) = ([], [])
    for process in processes {
      open.insert(littleEndian(SystemProgram.nameBytes(process.name)))
      words.formUnion(process.words.inside)
      open.formUnion(process.words.outside)
    }
    // The kernel is in plaintext, and has some functions that the processes have too.
    for section in program.sections where section.name != SystemProgram.section {
      open.formUnion(program.words(of: section))
    }
    plaintextWords = words.subtracting(open)
  }

  private static func nameBytes(_ name: String) -> [UInt8] {
    Array(name.utf8) + [UInt8](repeating: 0, count: 8 - name.utf8.count)
  }

  /// What the kernel finds at `programs`: their number and the argument, then for each its name in eight bytes,
  /// its address and its size.
  private static func table(of images: [(name: String, bytes: [UInt8])], argument: Int32) -> String {
    var head = "  .section \(section), \"a\"\n  .balign 16\n  .globl programs\nprograms:\n"
    head += "  .word \(images.count), \(argument)\n"
    var files = ""
    for (index, image) in images.enumerated() {
      head +=
        "  .byte \(nameBytes(image.name).map(String.init).joined(separator: ", "))\n  .word file_\(index), \(image.bytes.count)\n"
      files += "  .balign 16\nfile_\(index):\n  .incbin \"\(image.name)\"\n"
    }
    return head + files
  }
}

extension ELFFile {
  /// All sequences of eight bytes of what the source says everybody may see (`PUBLIC` in `system.h`): in messages it lies
  /// at any address.
  fileprivate func published() -> Set<UInt64> {
    guard let start = address(of: "public_start"), let end = address(of: "public_end"),
      end >= start + 8,
      let segment = segments.first(where: {
        $0.addresses.contains(UInt64(start)) && UInt64(end) <= $0.addresses.upperBound
      })
    else { return [] }
    let bytes = contents(of: segment)[Int(start - segment.address)..<Int(end - segment.address)]
    return Set(bytes.indices.dropLast(7).map { littleEndian(bytes[$0..<$0 + 8]) })
  }

  /// Eight bytes at multiples of 8 of the file, in sections that are not loaded, and at their ends.
  fileprivate func wordsBesideMemory() -> Set<UInt64> {
    var words: Set<UInt64> = []
    for range in sections.lazy.filter({ !$0.isAllocated }).map(\.fileRange) {
      for start in stride(from: range.lowerBound & ~7, to: min(range.upperBound, bytes.count - 7), by: 8) {
        words.insert(littleEndian(bytes[start..<start + 8]))
      }
    }
    return words
  }
}
