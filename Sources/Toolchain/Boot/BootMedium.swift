import Reference

/// What the boot ROM starts from a block device: a boot header in sector 0, and the program in the sectors behind it.
/// `docs/core.md`, section 2.
public struct BootMedium: Sendable {
  /// First word of the header: `KEYL`.
  public static let magic: UInt32 = 0x4c59_454b
  /// A program that is larger is a mistake, or needs a loader of its own.
  public static let limit = 256 << 20

  /// Whole sectors.
  public let bytes: [UInt8]

  /// A program from its first address to its last, with zeros where it has no contents.
  ///
  /// - Throws: `BootError` when it is not in main memory.
  public init(_ program: ELFFile) throws(BootError) {
    let segments = program.segments.filter { $0.memorySize > 0 }
    // Whole words from a whole word on.
    guard let load = segments.map({ $0.address & ~3 }).min() else { throw .noContents(program: program.name) }
    for segment in segments {
      guard segment.address >= AddressMap.mainMemory,
        UInt64(segment.address) + UInt64(segment.memorySize) <= 1 << 32
      else {
        throw .notInMemory(program: program.name, address: segment.address, bytes: segment.memorySize)
      }
    }
    let ends = segments.map { Int($0.address - load) + Int($0.memorySize) }
    let size = ends.max() ?? 0
    guard size <= Self.limit else { throw .tooLarge(program: program.name, bytes: size, limit: Self.limit) }
    guard program.entry >= load, Int(program.entry - load) < size else {
      throw .entryOutside(program: program.name, entry: program.entry)
    }
    let sectors = (size + BlockDevice.sectorBytes - 1) / BlockDevice.sectorBytes
    var contents = [UInt8](repeating: 0, count: sectors * BlockDevice.sectorBytes)
    for segment in segments {
      let start = Int(segment.address - load)
      contents.replaceSubrange(start..<start + Int(segment.memorySize), with: program.contents(of: segment))
    }
    bytes = Self.header(sectors: UInt32(sectors), load: load, entry: program.entry, contents) + contents
  }

  private static func header(sectors: UInt32, load: UInt32, entry: UInt32, _ contents: [UInt8]) -> [UInt8] {
    var words = [magic, sectors, load, entry]
    var sum = words.reduce(0, &+)
    for start in stride(from: 0, to: contents.count, by: 4) {
      sum &+= UInt32(littleEndian(contents[start..<start + 4]))
    }
    words.append(0 &- sum)
    let bytes = words.flatMap { littleEndian($0) }
    return bytes + [UInt8](repeating: 0, count: BlockDevice.sectorBytes - bytes.count)
  }
}
