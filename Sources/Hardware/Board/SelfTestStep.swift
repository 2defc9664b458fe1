/// One command or request of the self-test, and the answer that is right.
struct SelfTestStep: Hashable {
  enum Port: Int { case setup, mode, line }
  /// The words that an answer must bring.
  enum Words: Int { case zero, plaintext, ciphertext }

  let port: Port
  /// The port's own number for what it is asked to do.
  var operation = 0
  /// The region that is meant, and the attribute register that it got.
  var region = 0
  /// The line that is meant, counted over all regions: its place in memory.
  var line = 0
  /// Whether the request names an address in no region.
  var isOutside = false
  /// Whether the line belongs to the region, as the answer to a fill says and a write-back claims.
  var isProtected = false
  /// Whether the line must arrive on the bus, as ciphertext.
  var isWritten = false
  var status = 0
  var words = Words.zero
  /// The attribute register in the answer.
  var attribute = 0
  /// What the step shows, for the documentation.
  let purpose: String
}

extension SelfTestStep {
  /// The whole test, step 1 first. The hardware reports a failure with the number of the step.
  static func all(_ regions: [SelfTestRegion]) -> [SelfTestStep] {
    var steps = [
      SelfTestStep(port: .mode, operation: ModeOperation.select.rawValue, purpose: "domain 1 runs")
    ]
    var firstLine = 0
    for (region, vectors) in regions.enumerated() {
      let lines = firstLine..<firstLine + vectors.lines.count
      steps += installation(region) + lines.flatMap { exchange(region, $0) } + refusals(region, line: firstLine)
      firstLine += vectors.lines.count
    }
    return steps + ending
  }

  private static func installation(_ region: Int) -> [SelfTestStep] {
    let install = SetupOperation.install.rawValue
    return [
      SelfTestStep(
        port: .setup, operation: install, region: region, attribute: region, purpose: "region \(region) is installed"),
      SelfTestStep(
        port: .setup, operation: install, region: region, status: SetupStatus.duplicateSegment.code,
        purpose: "the same again is refused"),
    ]
  }

  private static func exchange(_ region: Int, _ line: Int) -> [SelfTestStep] {
    [
      SelfTestStep(
        port: .line, operation: LineKind.writeBack.code, region: region, line: line, isProtected: true, isWritten: true,
        purpose: "line \(line) is written back: ciphertext on the bus"),
      SelfTestStep(
        port: .line, operation: LineKind.load.code, region: region, line: line, isProtected: true, words: .plaintext,
        attribute: region, purpose: "line \(line) is loaded: plaintext"),
    ]
  }

  private static func refusals(_ region: Int, line: Int) -> [SelfTestStep] {
    [
      SelfTestStep(
        port: .line, operation: LineKind.load.code, region: region, line: line, isOutside: true, words: .ciphertext,
        purpose: "line \(line) is loaded past the region: still ciphertext"),
      SelfTestStep(
        port: .line, operation: LineKind.fetch.code, region: region, line: line, status: LineStatus.accessDenied.code,
        purpose: "a fetch from data is refused"),
    ]
  }

  private static var ending: [SelfTestStep] {
    [
      SelfTestStep(
        port: .setup, operation: SetupOperation.clearDomain.rawValue, purpose: "the domain is cleared"),
      SelfTestStep(port: .mode, operation: ModeOperation.select.rawValue, purpose: "domain 1 runs, without regions"),
      SelfTestStep(
        port: .line, operation: LineKind.load.code, words: .ciphertext,
        purpose: "line 0 is loaded without a region: ciphertext"),
      SelfTestStep(
        port: .line, operation: LineKind.writeBack.code, isProtected: true, status: LineStatus.noRegion.code,
        purpose: "a write-back to the cleared region is refused"),
    ]
  }
}
