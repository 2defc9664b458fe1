import Reference
import Toolchain

/// Takes every line of a program through the unit, as the program itself and as others who should not see it.
struct ProgramExamination {
  private let run: ProgramRun
  private let traffic: LineTraffic
  private let loader: KeyLoader
  /// A process without any key.
  private let outsider: Int
  private var generator: SeededGenerator
  private let findings: Findings
  private(set) var canaries = CanarySearch()
  private var regions: [RegionRecord] = []
  private var openSections: [OpenSectionResult] = []
  private var callsAcrossKeys = 0

  /// What is known of a region while it is examined.
  private struct RegionRecord {
    let region: Manifest.Region
    let attribute: Int
    let algorithm: Algorithm
    var plaintext: [Line]
    /// As it was on the bus last.
    var ciphertext: [Line] = []
    var equal = 0
    var written = 0
    var seenAsCiphertext = 0
    var refusedInPlaintextMode = 0
    var refusedToImpostor = 0

    var lines: Range<UInt32> { region.lines }
    var isStack: Bool { region.sections.isEmpty }
    var identity: LineIdentity { LineIdentity(protected: true, attribute: attribute) }
  }

  init(
    _ run: ProgramRun, traffic: LineTraffic, loader: KeyLoader, findings: Findings, outsider: Int, seed: UInt64
  ) {
    self.run = run
    self.findings = findings
    self.traffic = traffic
    self.loader = loader
    self.outsider = outsider
    generator = SeededGenerator(seed: seed ^ UInt64(run.domain) << 32)
  }

  /// Carries out the examination.
  mutating func examine() throws -> ProgramResult {
    try install()
    try traffic.select(run.domain)
    try readOpenSections()
    try runEncrypted()
    try readInPlaintextMode()
    try readAsOutsider()
    return ProgramResult(
      name: run.name, summary: run.built.description.summary, domain: run.domain,
      fileSize: run.image.program.bytes.count, pages: run.space.pages, regions: regions.map(result),
      openSections: openSections, callsAcrossKeys: callsAcrossKeys)
  }

  private mutating func install() throws {
    var domain = 0
    for (region, entry) in zip(run.image.manifest.regions, run.table.regions) {
      let attribute = try loader.load(
        entry.command(domain: domain), domain: run.domain, program: run.name, region: region.name)
      domain = run.domain
      let plaintext = run.contents(of: region, in: run.built.program)
      let algorithm = try Algorithm(named: region.algorithm)
      regions.append(
        RegionRecord(region: region, attribute: attribute, algorithm: algorithm, plaintext: plaintext))
      if algorithm != .none { canaries.add(secret: plaintext) }
    }
  }

  /// Plaintext sections pass unchanged while the processor is in plaintext mode.
  private mutating func readOpenSections() throws {
    for section in run.openSections {
      let contents = Line.lines(of: run.built.program.contents(of: section))
      canaries.add(open: contents)
      let first = section.address / UInt32(Line.byteCount)
      let lines = first..<first + UInt32(contents.count)
      let crossings = try traffic.perform(run.operations(.load, lines, encrypted: false), areOpen: true)
      let equal = compare(crossings, contents, section.name)
      openSections.append(
        OpenSectionResult(
          name: section.name, base: UInt64(section.address), limit: UInt64(lines.upperBound) * 64,
          lines: contents.count, linesEqual: equal))
    }
  }

  // MARK: As the program

  /// The start-up code calls the first encrypted text, which reads and writes all data and calls every other text.
  private mutating func runEncrypted() throws {
    let texts = regions.indices.filter { regions[$0].region.rights.contains(.execute) }
    guard let first = texts.first else {
      throw DemonstrationError.program(run.name, reason: "no encrypted region holds code; mark one with right x")
    }
    let start = run.built.program.entry
    let main = run.built.program.address(of: "main") ?? address(regions[first])
    try traffic.enter(main, returningTo: start &+ 8)
    try read(first, .fetch)
    for text in texts.dropFirst() {
      try traffic.enter(address(regions[text]), returningTo: main &+ 8)
      try read(text, .fetch)
      try traffic.leave(to: main &+ 8, encrypted: true)
      if regions[text].region.key != regions[first].region.key { callsAcrossKeys += 1 }
    }
    for index in regions.indices where !texts.contains(index) {
      if regions[index].isStack { try useStack(index) } else { try read(index, .load) }
      if regions[index].region.rights.contains(.write), !regions[index].isStack { try rewrite(index) }
    }
    try traffic.leave(to: start &+ 8, encrypted: false)
  }

  private func address(_ record: RegionRecord) -> UInt32 { UInt32(record.region.base.value) }

  /// Every line must come back as the original file has it.
  private mutating func read(_ index: Int, _ kind: LineKind) throws {
    let record = regions[index]
    let crossings = try traffic.perform(
      run.operations(kind, record.lines, encrypted: true), timedAs: record.algorithm)
    regions[index].equal = compare(crossings, record.plaintext, record.region.name)
    regions[index].ciphertext = crossings.compactMap(\.busLine)
  }

  /// Lines that were not changed and are written back must turn into the ciphertext that the encryption tool made.
  private mutating func rewrite(_ index: Int) throws {
    let record = regions[index]
    let identities = Array(repeating: record.identity, count: record.plaintext.count)
    let crossings = try traffic.perform(
      run.writeBacks(record.plaintext, record.lines, identities: identities), timedAs: record.algorithm)
    regions[index].written = crossings.count
    for (crossing, expected) in zip(crossings, run.contents(of: record.region, in: run.image.program)) {
      findings.compare(crossing.busLine ?? .zero, with: expected, place(crossing, record.region.name, "written back"))
    }
    regions[index].ciphertext = crossings.compactMap(\.busLine)
  }

  /// Fills each line of the stack, writes it back, and reads it again.
  private mutating func useStack(_ index: Int) throws {
    let lines = regions[index].lines
    let algorithm = regions[index].algorithm
    let name = regions[index].region.name
    let contents = StackContents(stack: regions[index].region, code: regions[0].region).lines(using: &generator)
    regions[index].plaintext = contents
    if algorithm != .none { canaries.add(secret: contents) }

    let fills = try traffic.perform(run.operations(.storeFill, lines, encrypted: true), timedAs: algorithm)
    let identities = fills.map(\.answer.identity)
    let writes = try traffic.perform(run.writeBacks(contents, lines, identities: identities), timedAs: algorithm)
    regions[index].written = writes.count { $0.answer.status == .ok }
    for (write, plaintext) in zip(writes, contents) where write.busLine == plaintext && algorithm != .none {
      findings.add(place(write, name, "written back"), expected: "ciphertext", found: "the plaintext")
    }
    let loads = try traffic.perform(run.operations(.load, lines, encrypted: true), timedAs: algorithm)
    regions[index].equal = compare(loads, contents, name)
    regions[index].ciphertext = writes.compactMap(\.busLine)
  }

  // MARK: As others

  /// The program itself, but in plaintext mode: every line is refused (SF-27).
  private mutating func readInPlaintextMode() throws {
    for index in regions.indices where !regions[index].region.flags.contains(.plainAccess) {
      let record = regions[index]
      let crossings = try traffic.perform(run.operations(.load, record.lines, encrypted: false))
      regions[index].refusedInPlaintextMode = refused(crossings, .plainModeDenied, record.region.name)
    }
  }

  /// A process without the key gets the ciphertext; in the owner's name it gets nothing (SF-14, SF-38).
  private mutating func readAsOutsider() throws {
    try traffic.select(outsider)
    for index in regions.indices {
      let record = regions[index]
      let name = record.region.name
      let crossings = try traffic.perform(
        run.operations(.load, record.lines, encrypted: false, as: outsider))
      for (offset, crossing) in crossings.enumerated() where record.ciphertext.indices.contains(offset) {
        let seenAt = place(crossing, name, "without the key")
        if findings.compare(crossing.answer.line, with: record.ciphertext[offset], seenAt) {
          regions[index].seenAsCiphertext += 1
        }
      }
      let impostor = try traffic.perform(run.operations(.load, record.lines, encrypted: true))
      regions[index].refusedToImpostor = refused(impostor, .domainNotRunning, name)
    }
  }

  // MARK: Comparisons

  /// Compares what was delivered with `expected`; returns how many lines are equal.
  private mutating func compare(_ crossings: [Crossing], _ expected: [Line], _ name: String) -> Int {
    var equal = 0
    for (crossing, line) in zip(crossings, expected) {
      if findings.compare(crossing.answer.line, with: line, place(crossing, name, "\(crossing.operation.request.kind)"))
      {
        equal += 1
      }
    }
    if crossings.count != expected.count {
      findings.add("\(run.name), \(name)", expected: "\(expected.count) lines", found: "\(crossings.count)")
    }
    return equal
  }

  /// Checks that every request was refused with `status` and gave no data.
  private mutating func refused(_ crossings: [Crossing], _ status: LineStatus, _ name: String) -> Int {
    var count = 0
    for crossing in crossings {
      if crossing.answer.status == status, crossing.answer.line == .zero, crossing.busLine == nil {
        count += 1
      } else {
        findings.add(place(crossing, name, "refusal"), expected: "\(status)", found: "\(crossing.answer.status)")
      }
    }
    return count
  }

  private func place(_ crossing: Crossing, _ name: String, _ what: String) -> String {
    "\(run.name), \(name), \(what), line at \(addressText(UInt64(crossing.operation.request.virtualLine) * 64))"
  }

  private func result(_ record: RegionRecord) -> RegionResult {
    let region = record.region
    let rights = [(Rights.read, "r"), (.write, "w"), (.execute, "x")]
    return RegionResult(
      name: region.name, sections: region.sections, segment: region.segment, base: region.base.value,
      limit: region.limit.value, algorithm: region.algorithm, key: region.key,
      rights: rights.filter { region.rights.contains($0.0) }.map(\.1).joined(), isStack: record.isStack,
      attribute: record.attribute, access: region.rights.contains(.execute) ? "fetch" : "load",
      lines: record.plaintext.count, linesEqual: record.equal, linesWritten: record.written,
      linesSeenAsCiphertext: record.seenAsCiphertext, refusedInPlaintextMode: record.refusedInPlaintextMode,
      refusedToImpostor: record.refusedToImpostor,
      entropy: EntropyComparison(
        plaintext: ByteStatistics(record.plaintext.flatMap(\.bytes)),
        ciphertext: ByteStatistics(record.ciphertext.flatMap(\.bytes))))
  }
}

/// An address as reports print it.
func addressText(_ address: UInt64) -> String {
  let digits = String(address, radix: 16)
  return "0x" + String(repeating: "0", count: max(0, 8 - digits.count)) + digits
}
