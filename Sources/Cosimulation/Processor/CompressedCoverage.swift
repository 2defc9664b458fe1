import Reference

/// Which instructions of extension C retired, and which of 32 bits at addresses that are no multiple of 4.
public struct CompressedCoverage: Sendable, CustomStringConvertible {
  /// Instructions of 16 bits.
  public private(set) var short = 0
  /// Instructions of 32 bits with their halves in two words, in two lines, in two pages.
  public private(set) var inTwoWords = 0
  public private(set) var inTwoLines = 0
  public private(set) var inTwoPages = 0

  public init() {}

  mutating func count(_ retirement: Retirement) {
    guard retirement.trap == nil else { return }
    if retirement.encoding & 3 != 3 {
      short += 1
    } else if retirement.pc & 2 != 0 {
      inTwoWords += 1
      if retirement.pc & 63 == 62 { inTwoLines += 1 }
      if retirement.pc & 0xfff == 0xffe { inTwoPages += 1 }
    }
  }

  mutating func merge(_ other: CompressedCoverage) {
    short += other.short
    inTwoWords += other.inTwoWords
    inTwoLines += other.inTwoLines
    inTwoPages += other.inTwoPages
  }

  public var description: String {
    "\(short) of 16 bits, \(inTwoWords) of 32 bits in two words, \(inTwoLines) in two lines, \(inTwoPages) in two pages"
  }
}
