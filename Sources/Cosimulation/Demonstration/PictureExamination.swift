import Reference

/// Writes the picture through the unit, reads it back, and lets others try.
struct PictureExamination {
  private let run: PictureRun
  private let traffic: LineTraffic
  private let loader: KeyLoader
  /// A process without any key.
  private let outsider: Int
  private let progress: (_ done: Int, _ total: Int) -> Void
  private var done = 0
  private let findings: Findings
  private var result: PictureResult

  /// What each observer saw, line by line.
  private var delivered: [Line] = []
  private var onBus: [Line] = []
  private var seenByOutsider: [Line] = []

  init(
    _ run: PictureRun, file: String?, traffic: LineTraffic, loader: KeyLoader, findings: Findings, outsider: Int,
    progress: @escaping (_ done: Int, _ total: Int) -> Void
  ) {
    self.run = run
    self.findings = findings
    self.traffic = traffic
    self.loader = loader
    self.outsider = outsider
    self.progress = progress
    let plaintext = ByteStatistics(run.picture.rgb)
    result = PictureResult(
      file: file, width: run.picture.width, height: run.picture.height, bytes: run.picture.rgb.count,
      lines: run.contents.count, algorithm: run.algorithm.name, plaintext: plaintext, ciphertext: plaintext,
      entropy: EntropyComparison(plaintext: plaintext, ciphertext: plaintext))
  }

  /// Everything; returns the result without the contrast.
  mutating func examine() throws -> PictureResult {
    let identity = try begin()
    try write(under: identity)
    try readBack()
    try writeAgain(under: identity)
    try traffic.leave(to: 0, encrypted: false)
    result.refusedInPlaintextMode = try refusals(.plainModeDenied, encrypted: false)
    try traffic.select(outsider)
    result.refusedToImpostor = try refusals(.domainNotRunning, encrypted: true)
    try readAsOutsider()
    result.ciphertext = ByteStatistics(onBus.flatMap(\.bytes))
    result.distinctPlaintextLines = Set(run.contents).count
    result.distinctCiphertextLines = Set(onBus).count
    result.entropy = EntropyComparison(plaintext: result.plaintext, ciphertext: result.ciphertext)
    return result
  }

  /// Writing and reading only, as it would be without encryption: returns how many lines were open on the bus.
  mutating func contrast() throws -> Int {
    let identity = try begin()
    try write(under: identity)
    try readBack()
    return zip(onBus, run.contents).count { $0 == $1 }
  }

  func pictures(contrast: PictureExamination) throws -> DemonstrationPictures {
    DemonstrationPictures(
      processor: try run.png(of: delivered), bus: try run.png(of: onBus), outsider: try run.png(of: seenByOutsider),
      busWithoutEncryption: try run.png(of: contrast.onBus))
  }

  // MARK: As the process itself

  private mutating func begin() throws -> LineIdentity {
    _ = try loader.load(run.code, domain: run.domain, program: "picture", region: "code")
    let attribute = try loader.load(run.data, domain: run.domain, program: "picture", region: "data")
    try traffic.select(run.domain)
    try traffic.enter(PictureRun.codeBase, returningTo: 0)
    return LineIdentity(protected: true, attribute: attribute)
  }

  /// As a cache does it: each line is filled for the store, then written back.
  private mutating func write(under identity: LineIdentity) throws {
    for part in run.portions {
      _ = try perform(run.fills(.storeFill, part, encrypted: true), timed: true)
      let writes = try perform(run.writeBacks(part, under: identity), timed: true)
      onBus += writes.map { $0.busLine ?? .zero }
    }
  }

  private mutating func readBack() throws {
    for part in run.portions {
      let loads = try perform(run.fills(.load, part, encrypted: true), timed: true)
      delivered += loads.map(\.answer.line)
      result.linesEqual += compare(loads.map(\.answer.line), run.contents(of: part), part, "read back")
    }
  }

  private mutating func writeAgain(under identity: LineIdentity) throws {
    for part in run.portions {
      let writes = try perform(run.writeBacks(part, under: identity), timed: true)
      result.linesSameWhenRewritten += compare(
        writes.map { $0.busLine ?? .zero }, seen(part), part, "written again")
    }
  }

  // MARK: As others

  private mutating func refusals(_ status: LineStatus, encrypted: Bool) throws -> Int {
    var count = 0
    for part in run.portions {
      let crossings = try perform(run.fills(.load, part, encrypted: encrypted), timed: false)
      for (crossing, line) in zip(crossings, part) {
        if crossing.answer.status == status, crossing.answer.line == .zero, crossing.busLine == nil {
          count += 1
        } else {
          findings.add(place(line, "refusal"), expected: "\(status)", found: "\(crossing.answer.status)")
        }
      }
    }
    return count
  }

  private mutating func readAsOutsider() throws {
    for part in run.portions {
      let crossings = try perform(run.fills(.load, part, encrypted: false, as: outsider), timed: false)
      seenByOutsider += crossings.map(\.answer.line)
      result.linesSeenAsCiphertext += compare(
        crossings.map(\.answer.line), seen(part), part, "without the key")
    }
  }

  // MARK: Comparisons

  private func seen(_ part: Range<UInt32>) -> ArraySlice<Line> {
    onBus[Int(part.lowerBound - run.lines.lowerBound)..<Int(part.upperBound - run.lines.lowerBound)]
  }

  private mutating func perform(_ operations: [LineOperation], timed: Bool) throws -> [Crossing] {
    let crossings = try traffic.perform(operations, timedAs: timed ? run.algorithm : nil)
    done += crossings.count
    progress(done, 7 * run.contents.count)
    return crossings
  }

  private mutating func compare(
    _ found: [Line], _ expected: ArraySlice<Line>, _ part: Range<UInt32>, _ what: String
  ) -> Int {
    var equal = 0
    for ((found, expected), line) in zip(zip(found, expected), part)
    where findings.compare(found, with: expected, place(line, what)) {
      equal += 1
    }
    return equal
  }

  private func place(_ line: UInt32, _ what: String) -> String {
    "picture, \(what), line at \(addressText(UInt64(line) * 64))"
  }
}
