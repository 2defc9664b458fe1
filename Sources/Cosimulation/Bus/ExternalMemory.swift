import Reference

/// The memory behind the bus, by physical line. A line that was never written has contents that depend on the seed alone.
public struct ExternalMemory {
  private var lines: [UInt32: Line] = [:]
  private let seed: UInt64

  public init(seed: UInt64) { self.seed = seed }

  /// The contents of physical line `number`.
  public subscript(number: UInt32) -> Line {
    get {
      if let line = lines[number] { return line }
      var generator = SeededGenerator(seed: seed ^ UInt64(number) << 20)
      return Line.random(using: &generator)
    }
    set { lines[number] = newValue }
  }

  /// The lines that were written, by number.
  public var written: [UInt32: Line] { lines }
}
