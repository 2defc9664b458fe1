import Reference

/// An object file of a compiler or assembler for 32-bit RISC-V, in which references can be led to other symbols.
///
/// Source: System V ABI, chapter 4 "Object Files"; RISC-V ELF psABI, "Relocations".
struct RelocatableObject {
  /// What messages call it: its source.
  let name: String
  private(set) var bytes: [UInt8]
  let sections: [Section]
  let symbols: [Symbol]
  /// In the order of the file.
  let references: [Reference]

  struct Section: Equatable {
    let name: String
    let type: UInt32
    let isAllocated: Bool
    let isWritable: Bool
    let isExecutable: Bool
    let contents: Range<Int>
    /// `sh_link` and `sh_info`, whose meaning depends on the type.
    let link: Int
    let information: Int
  }

  struct Symbol: Equatable {
    enum Kind: UInt8 {
      case none, object, function, section, file, other
    }
    let name: String
    let kind: Kind
    let isLocal: Bool
    let value: UInt32
    let size: UInt32
    /// Index of the section that it is in; nil for an undefined or absolute one.
    let section: Int?
  }

  /// A place that the linker will fill in with the address of a symbol.
  struct Reference: Equatable {
    /// Index of the section with the place, and where it is in it.
    let section: Int
    let offset: UInt32
    /// `R_RISCV_`…
    let type: UInt8
    /// Index of the symbol.
    let symbol: Int
    let addend: Int32
    /// Where `r_info` is in the file.
    fileprivate let information: Int

    /// `R_RISCV_JAL`, `CALL`, `CALL_PLT` and `RVC_JUMP`.
    var isCall: Bool { [17, 18, 19, 45].contains(type) }

    /// It leads to a symbol. Others adjust one that has such a reference already, or depend on labels of their own
    /// section: `R_RISCV_32`, `BRANCH`, `JAL`, `CALL`, `CALL_PLT`, `GOT_HI20`, `PCREL_HI20`, `HI20`, `LO12_I`,
    /// `LO12_S`, `RVC_BRANCH`, `RVC_JUMP`.
    var leadsToSymbol: Bool { [1, 16, 17, 18, 19, 20, 23, 26, 27, 28, 44, 45].contains(type) && symbol != 0 }
  }

  private static let symbolTable: UInt32 = 2
  private static let relocationsWithAddends: UInt32 = 4
  private let symbolTableIndex: Int?
  private let headers: Int

  /// Reads the object in `bytes`.
  init(name: String, bytes: [UInt8]) throws(ELFError) {
    let reader = ByteReader(file: name, bytes: bytes)
    guard bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46, 1, 1]) else { throw ELFError(file: name, problem: .notELF) }
    let type = try reader.half(at: 16, field: "e_type")
    guard type == 1, try reader.half(at: 18, field: "e_machine") == 243 else {
      throw ELFError(
        file: name,
        problem: .malformed(field: "e_type", reason: "is \(type): it is no relocatable object for RISC-V"))
    }
    headers = Int(try reader.word(at: 32, field: "e_shoff"))
    let count = Int(try reader.half(at: 48, field: "e_shnum"))
    sections = try RelocatableObject.sections(reader, headers, count, try reader.half(at: 50, field: "e_shstrndx"))
    symbolTableIndex = sections.firstIndex { $0.type == Self.symbolTable }
    if let symbolTableIndex {
      symbols = try RelocatableObject.symbols(reader, sections, symbolTableIndex)
    } else {
      symbols = []
    }
    references = try RelocatableObject.references(reader, sections, symbols.count)
    self.name = name
    self.bytes = bytes
  }

  /// The symbol of kind `function` whose instructions or bytes hold a place; nil when there is none.
  func function(at offset: UInt32, in section: Int) -> Symbol? {
    symbols.first { symbol in
      symbol.section == section && symbol.kind == .function && offset >= symbol.value
        && UInt64(offset) < UInt64(symbol.value) + UInt64(symbol.size)
    }
  }

  /// Where a section of instructions jumps to an address in a register, other than by a call that the linker fills in
  /// and by a return.
  func indirectJumps(in section: Int) -> [UInt32] {
    let calls = Set(references.lazy.filter { $0.section == section && $0.isCall }.map(\.offset))
    let code = Array(bytes[sections[section].contents])
    var (jumps, place): ([UInt32], Int) = ([], 0)
    while place + 1 < code.count {
      let half = Int(code[place]) | Int(code[place + 1]) << 8
      let register: Int?
      if half & 3 == 3 {
        let upper = place + 3 < code.count ? Int(code[place + 2]) | Int(code[place + 3]) << 8 : 0
        // jalr; the first instruction of a call is the one before.
        let isFilledIn = place >= 4 && calls.contains(UInt32(place - 4))
        register = half & 0x7f == 0x67 && !isFilledIn ? half >> 15 | (upper & 15) << 1 : nil
        if register == 1, half >> 7 & 31 != 0 { jumps.append(UInt32(place)) }
      } else {
        // c.jr and c.jalr; the latter with ra is a call.
        register = half & 0xe07f == 0x8002 && half >> 7 & 31 != 0 ? half >> 7 & 31 : nil
        if register == 1, half & 0x1000 != 0 { jumps.append(UInt32(place)) }
      }
      if let register, register != 1 { jumps.append(UInt32(place)) }
      place += half & 3 == 3 ? 4 : 2
    }
    return jumps
  }

  /// Leads references to symbols that other objects define.
  mutating func lead(_ changes: [(reference: Reference, to: String)]) {
    guard let symbolTableIndex, !changes.isEmpty else { return }
    let names = sections[symbolTableIndex].link
    var text = Array(bytes[sections[names].contents])
    var table = Array(bytes[sections[symbolTableIndex].contents])
    var numbers: [String: Int] = [:]
    for (reference, target) in changes {
      let number = numbers[target] ?? table.count / 16
      if numbers[target] == nil {
        numbers[target] = number
        // Name, value, size; global without a type, undefined.
        table += littleEndian(UInt32(text.count)) + [0, 0, 0, 0] + [0, 0, 0, 0] + [0x10, 0, 0, 0]
        text += Array(target.utf8) + [0]
      }
      let information = UInt32(number) << 8 | UInt32(reference.type)
      bytes.replaceSubrange(reference.information..<reference.information + 4, with: littleEndian(information))
    }
    // The new tables are behind everything else; the symbols that were there keep their numbers, and names their
    // places.
    for (section, contents) in [(names, text), (symbolTableIndex, table)] {
      bytes += [UInt8](repeating: 0, count: -bytes.count & 3)
      let header = headers + 40 * section
      bytes.replaceSubrange(header + 16..<header + 20, with: littleEndian(UInt32(bytes.count)))
      bytes.replaceSubrange(header + 20..<header + 24, with: littleEndian(UInt32(contents.count)))
      bytes += contents
    }
  }
}

// Reading the tables.
extension RelocatableObject {
  private static func sections(
    _ reader: ByteReader, _ headers: Int, _ count: Int, _ nameTable: UInt16
  ) throws(ELFError) -> [Section] {
    guard nameTable < count else {
      throw malformed(reader, "e_shstrndx", "is \(nameTable), but there are only \(count) sections")
    }
    func field(_ index: Int, _ offset: Int) throws(ELFError) -> UInt32 {
      try reader.word(at: UInt64(headers + 40 * index + offset), field: "section header \(index)")
    }
    let names = UInt64(try field(Int(nameTable), 16))
    var sections: [Section] = []
    for index in 0..<count {
      let (type, flags) = (try field(index, 4), try field(index, 8))
      // Neither the null section nor one without contents has bytes in the file.
      let isInFile = type != 0 && type != ELFFile.noBits
      let (start, size) = (try field(index, 16), try field(index, 20))
      let contents = try reader.range(
        at: isInFile ? UInt64(start) : 0, size: isInFile ? UInt64(size) : 0, field: "section \(index)")
      let (link, information) = (try field(index, 24), try field(index, 28))
      guard link < count else { throw malformed(reader, "sh_link", "of section \(index) is \(link)") }
      sections.append(
        Section(
          name: try text(reader, at: names + UInt64(try field(index, 0))), type: type, isAllocated: flags & 2 != 0,
          isWritable: flags & 1 != 0, isExecutable: flags & 4 != 0, contents: contents, link: Int(link),
          information: Int(information)))
    }
    return sections
  }

  private static func symbols(
    _ reader: ByteReader, _ sections: [Section], _ table: Int
  ) throws(ELFError) -> [Symbol] {
    let names = UInt64(sections[sections[table].link].contents.lowerBound)
    var symbols: [Symbol] = []
    for start in stride(from: sections[table].contents.lowerBound, to: sections[table].contents.upperBound, by: 16) {
      let place = UInt64(start)
      let information = try reader.byte(at: place + 12, field: "st_info")
      let section = Int(try reader.half(at: place + 14, field: "st_shndx"))
      symbols.append(
        Symbol(
          name: try text(reader, at: names + UInt64(try reader.word(at: place, field: "st_name"))),
          kind: Symbol.Kind(rawValue: information & 15) ?? .other, isLocal: information >> 4 == 0,
          value: try reader.word(at: place + 4, field: "st_value"),
          size: try reader.word(at: place + 8, field: "st_size"),
          section: section > 0 && section < sections.count ? section : nil))
    }
    return symbols
  }

  private static func references(
    _ reader: ByteReader, _ sections: [Section], _ symbolCount: Int
  ) throws(ELFError) -> [Reference] {
    var references: [Reference] = []
    for table in sections where table.type == relocationsWithAddends {
      guard table.information < sections.count else { throw malformed(reader, "sh_info", "is \(table.information)") }
      for start in stride(from: table.contents.lowerBound, to: table.contents.upperBound, by: 12) {
        let place = UInt64(start)
        let information = try reader.word(at: place + 4, field: "r_info")
        guard information >> 8 < symbolCount else { throw malformed(reader, "r_info", "names no symbol") }
        references.append(
          Reference(
            section: table.information, offset: try reader.word(at: place, field: "r_offset"),
            type: UInt8(truncatingIfNeeded: information), symbol: Int(information >> 8),
            addend: Int32(bitPattern: try reader.word(at: place + 8, field: "r_addend")), information: start + 4))
      }
    }
    return references
  }

  private static func text(_ reader: ByteReader, at offset: UInt64) throws(ELFError) -> String {
    let start = try reader.range(at: offset, size: 1, field: "a name").lowerBound
    guard let end = reader.bytes[start...].firstIndex(of: 0) else { throw malformed(reader, "a name", "has no end") }
    return String(decoding: reader.bytes[start..<end], as: UTF8.self)
  }

  private static func malformed(_ reader: ByteReader, _ field: String, _ reason: String) -> ELFError {
    ELFError(file: reader.file, problem: .malformed(field: field, reason: reason))
  }
}
