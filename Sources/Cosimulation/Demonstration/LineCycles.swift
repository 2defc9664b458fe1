import Reference

/// Smallest, middle and largest of many numbers of clock cycles.
public struct CycleSummary: Codable, Hashable, Sendable {
  public let minimum: Int
  public let median: Int
  public let maximum: Int

  init?(_ cycles: [Int]) {
    let sorted = cycles.sorted()
    guard let first = sorted.first, let last = sorted.last else { return nil }
    minimum = first
    median = sorted[sorted.count / 2]
    maximum = last
  }
}

/// What lines of one algorithm cost on a bus that answers at once, in clock cycles.
public struct LineCycles: Codable, Hashable, Sendable {
  public let algorithm: String
  /// Lines filled and written back.
  public let fills: Int
  public let writeBacks: Int
  /// A fill: from the request to the last word; from the last beat on the bus to the first and to the last word.
  public let requestToLastWord: CycleSummary?
  public let lastBeatToFirstWord: CycleSummary?
  public let lastBeatToLastWord: CycleSummary?
  /// A write-back: from the request to the answer.
  public let requestToAnswer: CycleSummary?
}

/// Collects the timing of lines by algorithm, and keeps one line of each kind in full.
struct CycleRecord {
  private var fills: [Algorithm: [LineTiming]] = [:]
  private var writeBacks: [Algorithm: [LineTiming]] = [:]
  private var fillTraces: [Algorithm: LineTrace] = [:]
  private var writeBackTraces: [Algorithm: LineTrace] = [:]

  mutating func add(_ crossing: Crossing, _ algorithm: Algorithm) {
    if crossing.operation.request.kind == .writeBack {
      writeBacks[algorithm, default: []].append(crossing.timing)
      writeBackTraces[algorithm] = LineTrace(crossing, algorithm)
    } else {
      fills[algorithm, default: []].append(crossing.timing)
      fillTraces[algorithm] = LineTrace(crossing, algorithm)
    }
  }

  mutating func merge(_ other: CycleRecord) {
    fills.merge(other.fills, uniquingKeysWith: +)
    writeBacks.merge(other.writeBacks, uniquingKeysWith: +)
    fillTraces.merge(other.fillTraces) { own, _ in own }
    writeBackTraces.merge(other.writeBackTraces) { own, _ in own }
  }

  /// By algorithm, strongest last.
  var summary: [LineCycles] {
    Algorithm.allCases.compactMap { algorithm in
      let fills = fills[algorithm] ?? []
      let writeBacks = writeBacks[algorithm] ?? []
      guard !fills.isEmpty || !writeBacks.isEmpty else { return nil }
      return LineCycles(
        algorithm: algorithm.name, fills: fills.count, writeBacks: writeBacks.count,
        requestToLastWord: CycleSummary(fills.map { $0.lastWord - $0.request }),
        lastBeatToFirstWord: CycleSummary(fills.map { $0.firstWord - $0.lastBeat }),
        lastBeatToLastWord: CycleSummary(fills.map { $0.lastWord - $0.lastBeat }),
        requestToAnswer: CycleSummary(writeBacks.map { $0.lastWord - $0.request }))
    }
  }

  /// A filled line and a written line, under the first algorithm that has both.
  var traces: [LineTrace] {
    for algorithm in [Algorithm.aes128XTS, .aes256XTS, .none] {
      if let fill = fillTraces[algorithm], let writeBack = writeBackTraces[algorithm] { return [fill, writeBack] }
    }
    return []
  }
}

/// When every handshake of one line happened, in clock cycles after its request.
public struct LineTrace: Codable, Hashable, Sendable {
  public let algorithm: String
  public let isWriteBack: Bool
  public var address = 0
  /// Words from the core, beats on the bus, words to the core.
  public var storeWords: [Int] = []
  public var beats: [Int] = []
  public var writeResponse: Int?
  public var answerWords: [Int] = []

  init(_ crossing: Crossing, _ algorithm: Algorithm) {
    self.algorithm = algorithm.name
    isWriteBack = crossing.operation.request.kind == LineKind.writeBack
    for (transfer, cycle) in crossing.transfers {
      let time = cycle - crossing.timing.request
      switch transfer {
      case .request: break
      case .address: address = time
      case .storeWord: storeWords.append(time)
      case .readBeat, .writeBeat: beats.append(time)
      case .writeResponse: writeResponse = time
      case .answerWord: answerWords.append(time)
      }
    }
  }

  /// Cycles from the request to the last word of the answer.
  public var length: Int { answerWords.last ?? 0 }
}
