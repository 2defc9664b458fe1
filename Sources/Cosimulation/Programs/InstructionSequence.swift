/// A program in the making: instructions one after another, with labels.
///
/// An unknown name or a label that is never placed is a mistake in the program that builds: `words()` throws it.
public struct InstructionSequence {
  /// What is wrong with a program.
  public enum Problem: Error, CustomStringConvertible {
    case unknownInstruction(String)
    case unknownLabel(String)
    case tooFar(label: String, distance: Int)

    public var description: String {
      switch self {
      case .unknownInstruction(let name): "there is no instruction `\(name)`"
      case .unknownLabel(let name): "the label `\(name)` is used and never placed: call `label(\"\(name)\")`"
      case .tooFar(let label, let distance): "`\(label)` is \(distance) bytes away, which does not fit the instruction"
      }
    }
  }

  private enum Word {
    case fixed(UInt32)
    case toLabel(InstructionKind, rd: Int, rs1: Int, rs2: Int, label: String)
    case upperOfLabel(rd: Int, label: String)
    case lowerOfLabel(rd: Int, label: String)
  }

  /// Address of the first instruction.
  public let base: UInt32
  private var contents: [Word] = []
  private var labels: [String: UInt32] = [:]
  private var problem: Problem?

  /// - Parameter base: address of the first instruction.
  public init(at base: UInt32) { self.base = base }

  /// Address of the next instruction.
  public var address: UInt32 { base &+ 4 * UInt32(contents.count) }

  /// Names the address of the next instruction.
  public mutating func label(_ name: String) { labels[name] = address }

  /// Appends an instruction; `InstructionKind.encoding` says what the fields mean.
  public mutating func add(_ name: String, rd: Int = 0, rs1: Int = 0, rs2: Int = 0, _ immediate: Int = 0) {
    guard let kind = InstructionKind.named(name) else {
      problem = problem ?? .unknownInstruction(name)
      return
    }
    contents.append(.fixed(kind.encoding(rd: rd, rs1: rs1, rs2: rs2, immediate: immediate)))
  }

  /// Appends a branch or jal to a label.
  public mutating func add(_ name: String, rd: Int = 0, rs1: Int = 0, rs2: Int = 0, to label: String) {
    guard let kind = InstructionKind.named(name) else {
      problem = problem ?? .unknownInstruction(name)
      return
    }
    contents.append(.toLabel(kind, rd: rd, rs1: rs1, rs2: rs2, label: label))
  }

  /// Appends any word.
  public mutating func add(word: UInt32) { contents.append(.fixed(word)) }

  /// Appends two instructions that load a constant.
  public mutating func load(_ rd: Int, _ value: UInt32) {
    let low = Int(Int32(bitPattern: value << 20) >> 20)
    add("lui", rd: rd, Int(value &- UInt32(truncatingIfNeeded: low)) >> 12)
    add("addi", rd: rd, rs1: rd, low)
  }

  /// Appends two instructions that load the address of a label.
  public mutating func load(_ rd: Int, addressOf label: String) {
    contents.append(.upperOfLabel(rd: rd, label: label))
    contents.append(.lowerOfLabel(rd: rd, label: label))
  }

  /// The encoded program.
  public func words() throws(Problem) -> [UInt32] {
    if let problem { throw problem }
    var words: [UInt32] = []
    for (index, word) in contents.enumerated() {
      words.append(try encoded(word, at: base &+ 4 * UInt32(index)))
    }
    return words
  }

  private func encoded(_ word: Word, at address: UInt32) throws(Problem) -> UInt32 {
    switch word {
    case .fixed(let bits): return bits
    case .toLabel(let kind, let rd, let rs1, let rs2, let label):
      let distance = Int(Int32(bitPattern: try place(label) &- address))
      let limit = if case .branch = kind.format { 1 << 12 } else { 1 << 20 }
      guard (-limit..<limit).contains(distance) else { throw .tooFar(label: label, distance: distance) }
      return kind.encoding(rd: rd, rs1: rs1, rs2: rs2, immediate: distance)
    case .upperOfLabel(let rd, let label):
      let place = try place(label)
      return InstructionFormat.upper(0x37, rd: rd, upper: Int((place &+ 0x800) >> 12))
    case .lowerOfLabel(let rd, let label):
      let place = try place(label)
      return InstructionFormat.immediate(0x13, rd: rd, rs1: rd, immediate: Int(place & 0xfff))
    }
  }

  private func place(_ label: String) throws(Problem) -> UInt32 {
    guard let place = labels[label] else { throw .unknownLabel(label) }
    return place
  }
}
