/// Hands out page frames of external memory in random order: nothing in the demonstration may depend on a physical
/// address being like the virtual one.
struct FrameAllocator {
  /// 256 MiB from 0x4000_0000, in pages of 4 KiB. The demonstration uses no virtual address there.
  private static let frames: Range<UInt32> = 0x4_0000..<0x5_0000
  private var generator: SeededGenerator
  private var used: Set<UInt32> = []

  init(seed: UInt64) { generator = SeededGenerator(seed: seed ^ 0x6672_616d_6573) }

  mutating func next() -> UInt32 {
    while true {
      let frame = Self.frames.lowerBound + UInt32(generator.below(Self.frames.count))
      if used.insert(frame).inserted { return frame }
    }
  }
}

/// The page table of one process: which frame each virtual page lies in. A page gets its frame when it is mapped.
struct AddressSpace {
  static let linesPerPage: UInt32 = 64
  private var frames: [UInt32: UInt32] = [:]

  /// Gives every page that `lines` touches a frame.
  mutating func map(_ lines: Range<UInt32>, from allocator: inout FrameAllocator) {
    for line in lines where frames[line / Self.linesPerPage] == nil {
      frames[line / Self.linesPerPage] = allocator.next()
    }
  }

  /// The physical line of virtual line `line`, nil in a page that is not mapped.
  func physicalLine(_ line: UInt32) -> UInt32? {
    frames[line / Self.linesPerPage].map { $0 * Self.linesPerPage + line % Self.linesPerPage }
  }

  /// Frames in use.
  var pages: Int { frames.count }
}
