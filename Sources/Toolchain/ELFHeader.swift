/// The fixed fields at the beginning of an ELF file, and how the tables they point at are read and checked.
struct ELFHeader {
  let entry: UInt32
  private let reader: ByteReader
  private let programHeaders: Table
  private let sectionHeaders: Table
  private let nameSection: UInt16

  private struct Table {
    let offset: UInt64
    let entrySize: UInt64
    let count: UInt64

    func entry(_ index: UInt64) -> UInt64 { offset + index * entrySize }
  }

  init(_ reader: ByteReader) throws(ELFError) {
    func refuse(_ problem: ELFError.Problem) -> ELFError { ELFError(file: reader.file, problem: problem) }

    guard reader.bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]) else { throw refuse(.notELF) }
    let fileClass = try reader.byte(at: 4, field: "e_ident[EI_CLASS]")
    guard fileClass == 1 else { throw refuse(.wrongClass(fileClass)) }
    let byteOrder = try reader.byte(at: 5, field: "e_ident[EI_DATA]")
    guard byteOrder == 1 else { throw refuse(.wrongByteOrder(byteOrder)) }
    let machine = try reader.half(at: 18, field: "e_machine")
    guard machine == 243 else { throw refuse(.wrongMachine(machine)) }
    let type = try reader.half(at: 16, field: "e_type")
    guard type == 2 else { throw refuse(.notExecutable(type: type)) }
    for (field, version) in [
      ("e_ident[EI_VERSION]", UInt32(try reader.byte(at: 6, field: "e_ident[EI_VERSION]"))),
      ("e_version", try reader.word(at: 20, field: "e_version")),
    ] where version != 1 {
      throw refuse(.malformed(field: field, reason: "is \(version), but must be 1"))
    }

    self.reader = reader
    entry = try reader.word(at: 24, field: "e_entry")
    programHeaders = Table(
      offset: UInt64(try reader.word(at: 28, field: "e_phoff")),
      entrySize: UInt64(try reader.half(at: 42, field: "e_phentsize")),
      count: UInt64(try reader.half(at: 44, field: "e_phnum")))
    sectionHeaders = Table(
      offset: UInt64(try reader.word(at: 32, field: "e_shoff")),
      entrySize: UInt64(try reader.half(at: 46, field: "e_shentsize")),
      count: UInt64(try reader.half(at: 48, field: "e_shnum")))
    nameSection = try reader.half(at: 50, field: "e_shstrndx")

    // 0xFFFF and a count of 0 announce that the real count is elsewhere, which a program of this size never needs.
    guard programHeaders.count > 0, programHeaders.count < 0xFFFF else {
      throw refuse(.malformed(field: "e_phnum", reason: "is \(programHeaders.count), so that nothing can be loaded"))
    }
    guard programHeaders.entrySize == 32 else {
      throw refuse(.malformed(field: "e_phentsize", reason: "is \(programHeaders.entrySize), but must be 32"))
    }
    guard sectionHeaders.count > 0 else {
      throw refuse(.malformed(field: "e_shnum", reason: "is 0, so that no section can be named"))
    }
    guard sectionHeaders.entrySize == 40 else {
      throw refuse(.malformed(field: "e_shentsize", reason: "is \(sectionHeaders.entrySize), but must be 40"))
    }
  }

  func readSegments() throws(ELFError) -> [ELFFile.Segment] {
    var segments: [ELFFile.Segment] = []
    for index in 0..<programHeaders.count {
      let what = "program header \(index)"
      let start = programHeaders.entry(index)
      _ = try reader.range(at: start, size: programHeaders.entrySize, field: what)
      guard try reader.word(at: start, field: "\(what), p_type") == 1 else { continue }
      let offset = try reader.word(at: start + 4, field: "\(what), p_offset")
      let address = try reader.word(at: start + 8, field: "\(what), p_vaddr")
      let fileSize = try reader.word(at: start + 16, field: "\(what), p_filesz")
      let memorySize = try reader.word(at: start + 20, field: "\(what), p_memsz")
      guard fileSize <= memorySize else {
        throw malformed("\(what), p_filesz", "is \(fileSize), more than p_memsz (\(memorySize))")
      }
      try checkWrap(address, memorySize, field: "\(what), p_vaddr")
      let segment = ELFFile.Segment(
        address: address, memorySize: memorySize,
        fileRange: try reader.range(at: UInt64(offset), size: UInt64(fileSize), field: "the contents of \(what)"))
      if let other = segments.first(where: { $0.addresses.overlaps(segment.addresses) }) {
        throw malformed(
          "\(what), p_vaddr",
          "is \(hexadecimal(address)): the segment overlaps the one at \(hexadecimal(other.address))")
      }
      segments.append(segment)
    }
    return segments
  }

  func readSections() throws(ELFError) -> [ELFFile.Section] {
    let names = try stringTable(UInt64(nameSection), field: "e_shstrndx")
    var sections: [ELFFile.Section] = []
    for index in 0..<sectionHeaders.count {
      let what = "section header \(index)"
      let start = sectionHeaders.entry(index)
      _ = try reader.range(at: start, size: sectionHeaders.entrySize, field: what)
      let type = try reader.word(at: start + 4, field: "\(what), sh_type")
      let nameOffset = try reader.word(at: start, field: "\(what), sh_name")
      let name = try string(at: nameOffset, in: names, field: "\(what), sh_name")
      let flags = try reader.word(at: start + 8, field: "\(what), sh_flags")
      let address = try reader.word(at: start + 12, field: "\(what), sh_addr")
      let offset = try reader.word(at: start + 16, field: "\(what), sh_offset")
      let size = try reader.word(at: start + 20, field: "\(what), sh_size")
      let isAllocated = flags & 2 != 0
      if isAllocated { try checkWrap(address, size, field: "section \"\(name)\", sh_addr") }
      // Type 0 is a header without a section: its other fields mean nothing.
      let isInFile = type != 0 && type != ELFFile.noBits
      let fileRange =
        isInFile
        ? try reader.range(at: UInt64(offset), size: UInt64(size), field: "the contents of section \"\(name)\"") : 0..<0
      sections.append(
        ELFFile.Section(
          name: name, type: type, isAllocated: isAllocated && type != 0, address: address, size: size,
          fileRange: fileRange))
    }
    return sections
  }

  func readSymbols(of sections: [ELFFile.Section]) throws(ELFError) -> [ELFFile.Symbol] {
    var symbols: [ELFFile.Symbol] = []
    for (index, table) in sections.enumerated() where table.type == ELFFile.symbolTable {
      let what = "symbol table \"\(table.name)\""
      guard table.fileRange.count.isMultiple(of: 16) else {
        throw malformed("\(what), sh_size", "is \(table.fileRange.count), not a multiple of the 16 bytes of a symbol")
      }
      let link = try reader.word(at: sectionHeaders.entry(UInt64(index)) + 24, field: "\(what), sh_link")
      let names = try stringTable(UInt64(link), field: "\(what), sh_link")
      for start in stride(from: UInt64(table.fileRange.lowerBound), to: UInt64(table.fileRange.upperBound), by: 16) {
        let nameOffset = try reader.word(at: start, field: "\(what), st_name")
        let information = try reader.byte(at: start + 12, field: "\(what), st_info")
        let sectionIndex = try reader.half(at: start + 14, field: "\(what), st_shndx")
        symbols.append(
          ELFFile.Symbol(
            name: try string(at: nameOffset, in: names, field: "\(what), st_name"),
            value: try reader.word(at: start + 4, field: "\(what), st_value"),
            isGlobal: information >> 4 == 1,
            // 0 is undefined; 0xFF00 and above are not indices (0xFFF1: absolute).
            isInSection: sectionIndex != 0 && sectionIndex < 0xFF00))
      }
    }
    return symbols
  }

  /// The contents of the string table that is section `index`.
  private func stringTable(_ index: UInt64, field: String) throws(ELFError) -> Range<Int> {
    guard index < sectionHeaders.count else {
      throw malformed(field, "is \(index), but there are only \(sectionHeaders.count) sections")
    }
    let start = sectionHeaders.entry(index)
    let type = try reader.word(at: start + 4, field: "section header \(index), sh_type")
    guard type == 3 else { throw malformed(field, "names section \(index), which is not a string table") }
    let offset = try reader.word(at: start + 16, field: "section header \(index), sh_offset")
    let size = try reader.word(at: start + 20, field: "section header \(index), sh_size")
    return try reader.range(at: UInt64(offset), size: UInt64(size), field: "string table \(index)")
  }

  private func string(at offset: UInt32, in table: Range<Int>, field: String) throws(ELFError) -> String {
    guard UInt64(offset) < UInt64(table.count) else {
      throw malformed(field, "is \(offset), beyond the \(table.count) bytes of its string table")
    }
    let text = reader.bytes[table].dropFirst(Int(offset))
    guard let end = text.firstIndex(of: 0) else {
      throw malformed(field, "is \(offset), where a name begins that has no end")
    }
    return String(decoding: text[..<end], as: UTF8.self)
  }

  private func checkWrap(_ address: UInt32, _ size: UInt32, field: String) throws(ELFError) {
    guard UInt64(address) + UInt64(size) <= 1 << 32 else {
      throw malformed(field, "is \(hexadecimal(address)): with \(size) bytes it wraps around the 32-bit address space")
    }
  }

  private func malformed(_ field: String, _ reason: String) -> ELFError {
    ELFError(file: reader.file, problem: .malformed(field: field, reason: reason))
  }
}
