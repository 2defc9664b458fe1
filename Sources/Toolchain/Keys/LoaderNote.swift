import Reference

/// The loader's table inside a program: ELF notes in the section `.note.keyline`, which is not loaded
/// (docs/program-images.md, "The image").
extension ELFFile {
  static let noteSection = ".note.keyline"
  static let noteType: UInt32 = 7
  private static let noteName = Array("Keyline\0".utf8)
  private static let processorNote: UInt32 = 1
  private static let regionNote: UInt32 = 2

  /// This program with `table` inside. Its other bytes stay where they are.
  public func embedding(_ table: LoaderTable) throws -> ELFFile {
    guard section(named: ELFFile.noteSection) == nil else {
      throw ImageError(file: name, region: nil, problem: .hasTable)
    }
    try table.check(file: name)
    let version = littleEndian(UInt32(LoaderTable.currentVersion))
    var notes = ELFFile.note(ELFFile.processorNote, version + (Toolchain.bytes(hexadecimal: table.processor) ?? []))
    for region in table.regions {
      let algorithm = try Algorithm(named: region.algorithm)
      let entry = Toolchain.bytes(hexadecimal: region.entry) ?? []
      let name = Array(region.name.utf8)
      guard name.count <= UInt16.max else {
        throw ImageError(file: self.name, region: region.name, problem: .nameTooLong)
      }
      notes += ELFFile.note(
        ELFFile.regionNote,
        [region.segment, algorithm.rawValue, region.rights.rawValue, region.flags.rawValue]
          + littleEndian(UInt32(truncatingIfNeeded: region.base.value))
          + littleEndian(UInt32((region.limit.value - region.base.value) / 64)) + littleEndian(UInt16(name.count))
          + littleEndian(UInt16(entry.count)) + padded(name) + entry)
    }
    return try appending(section: ELFFile.noteSection, type: ELFFile.noteType, contents: notes)
  }

  private static func note(_ type: UInt32, _ description: [UInt8]) -> [UInt8] {
    littleEndian(UInt32(noteName.count)) + littleEndian(UInt32(description.count)) + littleEndian(type) + noteName
      + padded(description)
  }

  /// The table inside this program.
  public func embeddedTable() throws -> LoaderTable {
    guard let section = section(named: ELFFile.noteSection), section.type == ELFFile.noteType else {
      throw ImageError(file: name, region: nil, problem: .noTable)
    }
    // Offsets in messages count from the beginning of the section.
    let reader = ByteReader(file: "\(name), section \(ELFFile.noteSection)", bytes: contents(of: section))
    func malformed(_ field: String, _ reason: String) -> ELFError {
      ELFError(file: reader.file, problem: .malformed(field: field, reason: reason))
    }
    var processor: String?
    var regions: [LoaderTable.Region] = []
    var start: UInt64 = 0
    while start < UInt64(reader.bytes.count) {
      let what = "the note at offset \(start)"
      let nameSize = try reader.word(at: start, field: "\(what), namesz")
      let size = try reader.word(at: start + 4, field: "\(what), descsz")
      let type = try reader.word(at: start + 8, field: "\(what), type")
      guard nameSize == ELFFile.noteName.count,
        try reader.bytes[reader.range(at: start + 12, size: 8, field: "\(what), name")].elementsEqual(ELFFile.noteName)
      else { throw malformed("\(what), name", "is not \"Keyline\"") }
      let range = try reader.range(at: start + 20, size: UInt64(size), field: "\(what), desc")
      let description = ByteReader(file: reader.file, bytes: Array(reader.bytes[range]))
      switch type {
      case ELFFile.processorNote:
        let version = try description.word(at: 0, field: "\(what), version")
        guard version == LoaderTable.currentVersion else {
          throw ImageError(file: name, region: nil, problem: .unknownVersion(Int(version)))
        }
        let fingerprint = try description.range(at: 4, size: 32, field: "\(what), fingerprint")
        processor = hexadecimal(bytes: description.bytes[fingerprint])
      case ELFFile.regionNote:
        regions.append(try ELFFile.region(description, what))
      default:
        throw malformed("\(what), type", "is \(type), which this Keyline does not know")
      }
      start += 20 + (UInt64(size) + 3) / 4 * 4
    }
    guard let processor else { throw malformed("its contents", "name no processor") }
    return LoaderTable(processor: processor, regions: regions)
  }

  private static func region(_ reader: ByteReader, _ what: String) throws -> LoaderTable.Region {
    func malformed(_ field: String, _ reason: String) -> ELFError {
      ELFError(file: reader.file, problem: .malformed(field: "\(what), \(field)", reason: reason))
    }
    let algorithm = try reader.byte(at: 1, field: "\(what), algorithm")
    guard let algorithm = Algorithm(rawValue: algorithm) else { throw malformed("algorithm", "is \(algorithm)") }
    let rights = Rights(rawValue: try reader.byte(at: 2, field: "\(what), rights"))
    guard rights.isSubset(of: [.read, .write, .execute]) else { throw malformed("rights", "is \(rights.rawValue)") }
    let flags = RegionFlags(rawValue: try reader.byte(at: 3, field: "\(what), flags"))
    guard flags.isSubset(of: .known) else {
      throw malformed("flags", "is \(flags.rawValue)")
    }
    let base = UInt64(try reader.word(at: 4, field: "\(what), base"))
    let limit = base + 64 * UInt64(try reader.word(at: 8, field: "\(what), lines"))
    guard limit <= 1 << 32 else { throw malformed("lines", "goes beyond the 32-bit address space") }
    let nameSize = UInt64(try reader.half(at: 12, field: "\(what), name size"))
    let entrySize = UInt64(try reader.half(at: 14, field: "\(what), entry size"))
    let name = try reader.range(at: 16, size: nameSize, field: "\(what), name")
    let entry = try reader.range(at: 16 + (nameSize + 3) / 4 * 4, size: entrySize, field: "\(what), entry")
    return LoaderTable.Region(
      segment: try reader.byte(at: 0, field: "\(what), segment"),
      name: String(decoding: reader.bytes[name], as: UTF8.self), base: Hexadecimal(base), limit: Hexadecimal(limit),
      algorithm: algorithm.name, rights: rights, flags: flags, entry: hexadecimal(bytes: reader.bytes[entry]))
  }
}

/// Filled up with zeros to a multiple of four bytes.
func padded(_ bytes: [UInt8]) -> [UInt8] { bytes + [UInt8](repeating: 0, count: -bytes.count & 3) }
