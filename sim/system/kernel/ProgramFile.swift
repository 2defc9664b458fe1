/// An encrypted program as `keyline image` makes it: an ELF file with the section `.note.keyline`.
/// docs/program-images.md, "The image".
struct ProgramFile {
  /// Contents that are loaded, and memory behind them.
  struct Segment {
    let address: UInt32
    let contents: Range<UInt32>
    let memorySize: UInt32
    let isExecutable: Bool
    let isWritable: Bool
  }

  /// A region, and its key entry in the file.
  struct Region {
    let segment: UInt8
    let isDefaultKey: Bool
    let base: UInt32
    let lines: UInt32
    let entry: Range<UInt32>
  }

  /// A function of a library: in a table of exports, or of imports, where the loader writes the address.
  struct Function {
    /// The library's; empty in a table of exports.
    let library: Name
    let name: Name
    /// The function's in a table of exports, that of the place for it in a table of imports.
    let address: UInt32
  }

  let entry: UInt32
  private(set) var segments: [Segment] = []
  private(set) var regions: [Region] = []
  /// What the program calls in libraries (`library/imported.h`), and what it is as a library itself
  /// (`library/exported.h`).
  private(set) var imports: [Function] = []
  private(set) var exports: [Function] = []
  private let file: UnsafeMutableBufferPointer<UInt8>

  init(_ file: UnsafeMutableBufferPointer<UInt8>) throws(LoadError) {
    self.file = file
    let reader = Reader(file: file)
    guard try reader.word(at: 0) == 0x464c_457f, try reader.word(at: 4) & 0xffff == 0x0101,
      try reader.word(at: 16) == 0x00f3_0002
    else { throw .notAProgram }
    entry = try reader.word(at: 24)
    try readSegments(reader)
    try readSections(reader)
  }

  /// Bytes of the file that a check has found to be there.
  subscript(range: Range<UInt32>) -> UnsafeMutableBufferPointer<UInt8> {
    UnsafeMutableBufferPointer(rebasing: file[Int(range.lowerBound)..<Int(range.upperBound)])
  }

  private mutating func readSegments(_ reader: Reader) throws(LoadError) {
    let (table, size, count) = (
      try reader.word(at: 28), UInt32(try reader.half(at: 42)), UInt32(try reader.half(at: 44))
    )
    for index in 0..<count {
      let header = try reader.place(table, index, of: size)
      guard try reader.word(at: header) == 1 else { continue }
      let segment = Segment(
        address: try reader.word(at: header + 8),
        contents: try reader.range(at: try reader.word(at: header + 4), count: try reader.word(at: header + 16)),
        memorySize: try reader.word(at: header + 20), isExecutable: try reader.word(at: header + 24) & 1 != 0,
        isWritable: try reader.word(at: header + 24) & 2 != 0)
      guard segment.memorySize > 0 else { continue }
      let (end, overflows) = segment.address.addingReportingOverflow(segment.memorySize)
      guard !overflows, segment.contents.count <= segment.memorySize,
        AddressSpace.holds(segment.address, limit: end)
      else { throw .badSegment }
      segments.append(segment)
    }
  }

  private mutating func readSections(_ reader: Reader) throws(LoadError) {
    let (table, size, count) = (
      try reader.word(at: 32), UInt32(try reader.half(at: 46)), UInt32(try reader.half(at: 48))
    )
    for index in 0..<count {
      let header = try reader.place(table, index, of: size)
      let type = try reader.word(at: header + 4)
      guard type == 7 || type == 0x6000_0001 || type == 0x6000_0002 else { continue }
      let contents = try reader.range(at: try reader.word(at: header + 16), count: try reader.word(at: header + 20))
      switch type {
      case 7: try readNotes(reader, contents)
      case 0x6000_0001: try readImports(reader, contents, at: try reader.word(at: header + 12))
      default: try readExports(reader, contents)
      }
    }
  }

  private mutating func readNotes(_ reader: Reader, _ notes: Range<UInt32>) throws(LoadError) {
    var note = notes.lowerBound
    while note < notes.upperBound {
      let (nameSize, size) = (try reader.word(at: note), try reader.word(at: note + 4))
      guard nameSize == 8, try reader.word(at: note + 12) == 0x6c79_654b, try reader.word(at: note + 16) == 0x656e_69
      else { throw .badNote }
      let description = try reader.range(at: note + 20, count: size)
      if try reader.word(at: note + 8) == 2 { regions.append(try region(reader, description.lowerBound)) }
      note = try reader.range(at: note + 20, count: (size + 3) & ~3).upperBound
    }
  }

  private mutating func readImports(
    _ reader: Reader, _ table: Range<UInt32>, at address: UInt32
  ) throws(LoadError) {
    for place in stride(from: table.lowerBound, to: table.upperBound, by: 20) {
      imports.append(
        Function(
          library: try reader.name(at: place), name: try reader.name(at: place + 8),
          address: address &+ (place - table.lowerBound) &+ 16))
    }
  }

  private mutating func readExports(_ reader: Reader, _ table: Range<UInt32>) throws(LoadError) {
    for place in stride(from: table.lowerBound, to: table.upperBound, by: 12) {
      exports.append(
        Function(
          library: Name(low: 0, high: 0), name: try reader.name(at: place), address: try reader.word(at: place + 8)))
    }
  }

  private func region(_ reader: Reader, _ start: UInt32) throws(LoadError) -> Region {
    let nameSize = UInt32(try reader.half(at: start + 12))
    let entry = try reader.range(
      at: start + 16 + (nameSize + 3) / 4 * 4, count: UInt32(try reader.half(at: start + 14)))
    guard !entry.isEmpty, entry.count % 8 == 0, entry.count <= 2048 else { throw .badNote }
    return Region(
      segment: try reader.byte(at: start), isDefaultKey: try reader.byte(at: start + 3) & 1 != 0,
      base: try reader.word(at: start + 4), lines: try reader.word(at: start + 8), entry: entry)
  }

  /// Little-endian numbers of a file that may be shorter than it says.
  private struct Reader {
    let file: UnsafeMutableBufferPointer<UInt8>

    func range(at offset: UInt32, count: UInt32) throws(LoadError) -> Range<UInt32> {
      let (end, overflows) = offset.addingReportingOverflow(count)
      guard !overflows, Int(end) <= file.count else { throw .truncated }
      return offset..<end
    }

    /// Where an element of a table begins.
    func place(_ table: UInt32, _ index: UInt32, of size: UInt32) throws(LoadError) -> UInt32 {
      try range(at: table, count: (index + 1) * size).upperBound - size
    }

    func byte(at offset: UInt32) throws(LoadError) -> UInt8 { file[Int(try range(at: offset, count: 1).lowerBound)] }

    func half(at offset: UInt32) throws(LoadError) -> UInt16 {
      UInt16(try byte(at: offset)) | UInt16(try byte(at: offset + 1)) << 8
    }

    func name(at offset: UInt32) throws(LoadError) -> Name {
      Name(low: try word(at: offset), high: try word(at: offset + 4))
    }

    func word(at offset: UInt32) throws(LoadError) -> UInt32 {
      UInt32(try half(at: offset)) | UInt32(try half(at: offset + 2)) << 16
    }
  }
}

/// Why a program is not loaded.
enum LoadError: Error {
  case notAProgram
  case truncated
  case badSegment
  case badNote
  case noMemory
  /// A library that has something that can be written.
  case libraryHasVariables
  /// There is no library of this name, or it does not have the function.
  case unknownFunction(Name, library: Name)
  /// What the processor answers to `setk` or `setck`: docs/instructions.md.
  case refused(segment: UInt8, status: UInt32)

  func print(to console: Console) {
    switch self {
    case .notAProgram: console.write("it is no program for this processor")
    case .truncated: console.write("the file is shorter than its tables say")
    case .badSegment:
      console.write(
        "a segment is neither between 0x40000000 and 0x80000000 nor from 0xc0000000 on, or overlaps another one")
    case .badNote: console.write("the section .note.keyline is malformed")
    case .noMemory: console.write("main memory is full")
    case .libraryHasVariables: console.write("a library that processes share has nothing that can be written")
    case .unknownFunction(let function, let library):
      console.write("there is no function ")
      console.write(function)
      console.write(" in a library ")
      console.write(library)
    case .refused(let segment, let status):
      console.write("the processor refuses the key of segment ")
      console.write(Int(segment))
      console.write(" with status ")
      console.write(Int(status))
    }
  }
}
