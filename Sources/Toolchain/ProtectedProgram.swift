import Reference

/// A program that installs its own regions: in machine mode it executes `setk` or `setck` for each, with the descriptor
/// and the key entry that stand in it. The regions are ciphertext for one processor. `docs/encrypted-execution.md`,
/// section 4.
public struct ProtectedProgram: Sendable {
  /// As it is loaded.
  public let program: ELFFile
  /// The regions in the order of the plan, with the entries that the program holds.
  public let table: LoaderTable
  /// Words by which the plaintext of the regions is known when it appears elsewhere: eight bytes at a multiple of 8, of
  /// which at least four differ, and which do not stand outside the regions, or in one that is not encrypted, too.
  public let plaintextWords: Set<UInt64>

  /// Encrypts the regions of a program, and puts descriptors and entries into it.
  ///
  /// - Parameters:
  ///   - program: in plaintext. For each region NAME it has the symbols `descriptor_NAME`, where there is room for 12
  /// bytes, and
  ///     `entry_NAME`, with room for a key entry of the processor; both outside the regions, at multiples of 4. The
  /// domain of a
  ///     descriptor is 0: the program writes there which domain the region is for.
  ///   - keys: with the owner secret.
  ///   - processor: the one that is to run it.
  ///   - entrySeed: a number from which follows what is random in entries otherwise: for builds that can be repeated
  /// byte for byte.
  public init(
    _ program: ELFFile, plan: ImagePlan, keys: KeyFile, nonces: NonceSource = .random, processor: PublicKey,
    entrySeed: UInt64? = nil
  ) throws {
    let image = try EncryptedImage(encrypting: program, plan: plan, keys: keys, nonces: nonces)
    table = try LoaderTable(image, keys: [keys], processor: processor, seed: entrySeed)
    plaintextWords = Self.plaintextWords(of: program, table)
    var bytes = image.program.bytes
    for region in table.regions {
      let entry = Toolchain.bytes(hexadecimal: region.entry) ?? []
      for (symbol, contents) in [
        ("descriptor_\(region.name)", region.descriptor(entryLength: entry.count)), ("entry_\(region.name)", entry),
      ] {
        guard let place = program.fileRange(of: symbol, count: contents.count) else {
          throw ImageError(
            file: program.name, region: region.name, problem: .noPlace(symbol: symbol, bytes: contents.count))
        }
        bytes.replaceSubrange(place, with: contents)
      }
    }
    self.program = try ELFFile(name: program.name, bytes: bytes)
  }

  private static func plaintextWords(of program: ELFFile, _ table: LoaderTable) -> Set<UInt64> {
    let (inside, outside) = words(of: program, table)
    return inside.subtracting(outside)
  }

  /// Words that stand in regions that are encrypted, and words that stand elsewhere.
  static func words(of program: ELFFile, _ table: LoaderTable) -> (inside: Set<UInt64>, outside: Set<UInt64>) {
    var (inside, outside): (Set<UInt64>, Set<UInt64>) = ([], [])
    for section in program.sections {
      let isProtected = table.regions.contains {
        UInt64(section.address) >= $0.base.value && UInt64(section.address) < $0.limit.value
          && $0.algorithm != Algorithm.none.name
      }
      if isProtected {
        inside.formUnion(program.words(of: section))
      } else {
        outside.formUnion(program.words(of: section))
      }
    }
    return (inside, outside)
  }
}

extension ELFFile {
  /// What stands at multiples of 8 in memory where a section is loaded, of eight bytes of which at least four differ.
  /// Between sections there are zeros.
  func words(of section: Section) -> Set<UInt64> {
    guard section.isAllocated && !section.isWithoutContents else { return [] }
    let before = Int(section.address % 8)
    let contents = [UInt8](repeating: 0, count: before) + bytes[section.fileRange] + [UInt8](repeating: 0, count: 7)
    var words: Set<UInt64> = []
    for start in stride(from: 0, to: contents.count - 7, by: 8) {
      let eight = contents[start..<start + 8]
      guard Set(eight).count >= 4 else { continue }
      words.insert(eight.reversed().reduce(0) { $0 << 8 | UInt64($1) })
    }
    return words
  }
}

extension LoaderTable.Region {
  /// The descriptor for `setk` or `setck`, which creates a domain.
  func descriptor(entryLength: Int) -> [UInt8] {
    let size = limit.value - base.value
    return [segment, UInt8(size >> 32) << 1, 0, UInt8(truncatingIfNeeded: entryLength / 8)]
      + littleEndian(UInt32(truncatingIfNeeded: base.value)) + littleEndian(UInt32(truncatingIfNeeded: size))
  }
}

extension ELFFile {
  /// Where the bytes at a symbol are in the file; nil unless all of them are there.
  func fileRange(of symbol: String, count: Int) -> Range<Int>? {
    guard let address = address(of: symbol) else { return nil }
    for section in sections where section.isAllocated && !section.isWithoutContents {
      let addresses = section.addresses
      guard addresses.contains(UInt64(address)), UInt64(address) + UInt64(count) <= addresses.upperBound else {
        continue
      }
      let start = section.fileRange.lowerBound + Int(address - section.address)
      return start..<start + count
    }
    return nil
  }
}
