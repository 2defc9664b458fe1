import Hardware
import Reference

/// What aes128-xts costs in clock cycles in one direction, at the speed of the bus: one word of 64 bits per cycle at most.
public struct StreamCost: Codable, Hashable, Sendable {
  /// From the second word of a line, which completes the first block, to the first word of the result; nil where that is
  /// not seen.
  public var blockToFirstWord: Int?
  /// From the last word of a line to the first and the last word of the result. Negative when the first leaves earlier.
  public var lastBeatToFirstWord: Int?
  public var lastBeatToLastWord: Int?
  /// From line to line under one key, when there is always another.
  public var cyclesPerLine: Double

  public init(
    blockToFirstWord: Int? = nil, lastBeatToFirstWord: Int? = nil, lastBeatToLastWord: Int? = nil,
    cyclesPerLine: Double
  ) {
    self.blockToFirstWord = blockToFirstWord
    self.lastBeatToFirstWord = lastBeatToFirstWord
    self.lastBeatToLastWord = lastBeatToLastWord
    self.cyclesPerLine = cyclesPerLine
  }

  /// Bytes per clock cycle, sustained.
  public var bytesPerCycle: Double { Double(Line.byteCount) / cyclesPerLine }

  /// The cycles between the begin of a line and its first word for the three latencies: a memory's, as in the tables of
  /// `keyline bench`.
  public static let memoryLatency = 20

  /// Sends lines through the line engine of a design point and compares them with the golden model.
  ///
  /// - Throws: `PrototypeError.wrongResult` when they differ.
  public static func measure(_ point: DesignPoint, decrypt: Bool) throws -> StreamCost {
    let key = (0..<UInt8(Algorithm.aes128XTS.keyLength)).map { $0 &* 29 &+ 7 }
    let golden = try LineCipher(.aes128XTS, key: key)
    let lines = (0..<24).map { number in
      (
        line: Line(words: .init(repeating: 0x9e37_79b9_7f4a_7c15 &* UInt64(number + 1))),
        tweak: Tweak(lineIndex: UInt64(number), nonce: 0x0123_4567_89ab_cdef)
      )
    }
    func passages(_ count: Int, wait: Int) throws -> [EngineDrive.Passage] {
      let drive = try EngineDrive(point, key: key, decrypt: decrypt)
      let passages = try drive.send(Array(lines.prefix(count)), wait: wait)
      for (passage, source) in zip(passages, lines) {
        let expected =
          decrypt
          ? try golden.decrypt(source.line, tweak: source.tweak) : try golden.encrypt(source.line, tweak: source.tweak)
        guard passage.words == (0..<Line.wordCount).map({ expected[$0] }) else {
          throw PrototypeError.wrongResult(
            core: "\(point.rawValue) line_engine", place: "line \(source.tweak.lineIndex)")
        }
      }
      return passages
    }

    let single = try passages(1, wait: memoryLatency)[0]
    // The first half fills what there is to be filled.
    let half = lines.count / 2
    let many = try passages(lines.count, wait: 0)
    let first = many[half - 1].given[Line.wordCount - 1]
    let last = many[lines.count - 1].given[Line.wordCount - 1]
    return StreamCost(
      blockToFirstWord: single.given[0] - single.taken[1],
      lastBeatToFirstWord: single.given[0] - single.taken[Line.wordCount - 1],
      lastBeatToLastWord: single.given[Line.wordCount - 1] - single.taken[Line.wordCount - 1],
      cyclesPerLine: Double(last - first) / Double(lines.count - half))
  }
}
