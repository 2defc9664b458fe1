/// A 32-bit little-endian RISC-V executable, checked completely when it is read: afterwards every offset, size and
/// address in it can be used without another check.
///
/// Source: System V ABI, chapter 4 "Object Files" and 5 "Program Loading"; RISC-V ELF psABI.
public struct ELFFile: Sendable {
  /// The file's path, for messages.
  public let name: String
  /// The whole file.
  public let bytes: [UInt8]
  /// Where execution starts (`e_entry`).
  public let entry: UInt32
  /// The section headers, the null section at index 0 included.
  public let sections: [Section]
  /// The loadable segments (`PT_LOAD`).
  public let segments: [Segment]
  /// The symbols of every symbol table.
  public let symbols: [Symbol]

  /// A named part of the file, as the linker left it.
  public struct Section: Equatable, Sendable {
    public let name: String
    /// `sh_type`.
    public let type: UInt32
    /// `SHF_ALLOC`: the section is in memory when the program runs.
    public let isAllocated: Bool
    public let address: UInt32
    /// Size in bytes, in memory and, unless `fileRange` is empty, in the file.
    public let size: UInt32
    /// Where its contents are in the file; empty for a section without contents (`SHT_NOBITS`).
    public let fileRange: Range<Int>

    /// `SHT_NOBITS`: memory that the loader fills with zeros.
    public var isWithoutContents: Bool { type == ELFFile.noBits }
    /// The addresses it occupies.
    public var addresses: Range<UInt64> { UInt64(address)..<UInt64(address) + UInt64(size) }
  }

  /// A part of the file that the loader copies to memory.
  public struct Segment: Equatable, Sendable {
    public let address: UInt32
    /// Bytes in memory; what exceeds the file's bytes is filled with zeros.
    public let memorySize: UInt32
    public let fileRange: Range<Int>

    /// The addresses it occupies.
    public var addresses: Range<UInt64> { UInt64(address)..<UInt64(address) + UInt64(memorySize) }
  }

  /// A named address.
  public struct Symbol: Equatable, Sendable {
    public let name: String
    public let value: UInt32
    /// `STB_GLOBAL`.
    public let isGlobal: Bool
    /// It is a place inside one of the file's sections: neither undefined nor absolute.
    public let isInSection: Bool
  }

  static let programBits: UInt32 = 1
  static let symbolTable: UInt32 = 2
  static let noBits: UInt32 = 8

  /// Reads and checks the file at `path`.
  public init(path: String) throws(ELFError) {
    do {
      self = try ELFFile(name: path, bytes: try File.read(path))
    } catch let error as ELFError {
      throw error
    } catch FileError.unreadable(_, let reason) {
      throw ELFError(file: path, problem: .unreadable(reason: reason))
    } catch {
      throw ELFError(file: path, problem: .missing)
    }
  }

  /// Checks `bytes`, which messages call `name`.
  public init(name: String, bytes: [UInt8]) throws(ELFError) {
    let header = try ELFHeader(ByteReader(file: name, bytes: bytes))
    self.name = name
    self.bytes = bytes
    entry = header.entry
    segments = try header.readSegments()
    sections = try header.readSections()
    symbols = try header.readSymbols(of: sections)
  }

  /// The first section called `name`.
  public func section(named name: String) -> Section? {
    sections.first { $0.name == name }
  }

  /// The value of the first symbol called `name`.
  public func address(of name: String) -> UInt32? {
    symbols.first { $0.name == name }?.value
  }

  /// The bytes of a section; zeros for one without contents.
  public func contents(of section: Section) -> [UInt8] {
    section.isWithoutContents ? [UInt8](repeating: 0, count: Int(section.size)) : Array(bytes[section.fileRange])
  }

  /// What the loader puts at the segment's address, zeros included.
  public func contents(of segment: Segment) -> [UInt8] {
    let zeros = Int(segment.memorySize) - segment.fileRange.count
    return Array(bytes[segment.fileRange]) + [UInt8](repeating: 0, count: zeros)
  }
}
