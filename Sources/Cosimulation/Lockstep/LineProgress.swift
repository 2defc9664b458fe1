import Reference

/// A line request between its handshake and the last word of its answer, with everything the golden model expects of it.
/// A class: it is looked at in every clock cycle and never copied.
final class LineProgress {
  let operation: LineOperation
  let decision: LineDecision
  /// The answer's words.
  let answer: LineResponse
  /// What must cross the bus: the memory's line for a fill, the ciphertext for a write-back.
  let busLine: Line

  var wordsAnswered = 0
  var wordsStored = 0
  var addressSeen = false
  var beats = 0
  var responseSeen = false
  var timing: LineTiming

  var isWriteBack: Bool { operation.request.kind == .writeBack }
  /// Words of the answer that carry data.
  var answerWords: Int { answer.wordCount }
  var needsStore: Bool { isWriteBack && wordsStored < 8 }
  /// All that the request causes has happened.
  var isComplete: Bool { wordsAnswered == answerWords }

  init(_ operation: LineOperation, golden: EncryptionUnit, memory: ExternalMemory, cycle: Int) throws(CipherError) {
    self.operation = operation
    let decision = golden.decide(operation.request)
    self.decision = decision
    let stored = memory[operation.request.physicalLine]
    answer = try decision.response(busLine: stored, busError: operation.fault != nil)
    busLine = operation.request.kind == .writeBack ? try decision.encrypt(operation.data) : stored
    timing = LineTiming(request: cycle)
  }

  /// Checks one event on the bus.
  func note(_ event: BusEvent, cycle: Int) throws(Mismatch) {
    guard decision.usesBus else {
      throw Mismatch("bus activity for a refused request", expected: "none (\(decision.status))", found: event)
    }
    switch event {
    case .readAddress(let beat), .writeAddress(let beat):
      let expected = AddressBeat.line(operation.request.physicalLine)
      if beat != expected || addressSeen { throw Mismatch("bus address", expected: expected, found: beat) }
      if case .writeAddress = event, !isWriteBack { throw Mismatch("bus write", expected: "a read", found: beat) }
      if case .readAddress = event, isWriteBack { throw Mismatch("bus read", expected: "a write", found: beat) }
      addressSeen = true
    case .readBeat(let index):
      if isWriteBack || index != beats { throw Mismatch("read beat", expected: beats, found: index) }
      beats += 1
      if beats == 8 { timing.lastBeat = cycle }
    case .writeBeat(let index, let data, let strobe, let last):
      guard isWriteBack, index < 8 else { throw Mismatch("write beat", expected: "none", found: index) }
      if data != busLine[index] {
        throw Mismatch("write beat \(index)", expected: hexadecimal(busLine[index]), found: hexadecimal(data))
      }
      if strobe != 0xff { throw Mismatch("write strobe of beat \(index)", expected: 0xff, found: strobe) }
      if last != (index == 7) { throw Mismatch("WLAST of beat \(index)", expected: index == 7, found: last) }
      beats += 1
      if beats == 8 { timing.lastBeat = cycle }
    case .writeResponse:
      if beats != 8 || !addressSeen { throw Mismatch("write response", expected: "8 beats before it", found: beats) }
      responseSeen = true
    }
  }

  /// Checks one word of the answer.
  func answer(
    data: UInt64, last: Bool, status: UInt8, protected: Bool, attribute: UInt8, cycle: Int
  ) throws(Mismatch) {
    let index = wordsAnswered
    guard index < answerWords else { throw Mismatch("answer", expected: "\(answerWords) words", found: "one more") }
    let expectedData = answer.line[index]
    if data != expectedData {
      throw Mismatch("response word \(index)", expected: hexadecimal(expectedData), found: hexadecimal(data))
    }
    let isLast = index == answerWords - 1
    if last != isLast { throw Mismatch("last of response word \(index)", expected: isLast, found: last) }
    if status != (isLast ? answer.status.rawValue : 0) {
      throw Mismatch("status with word \(index)", expected: isLast ? answer.status : .ok, found: "code \(status)")
    }
    if protected != answer.identity.protected || Int(attribute) != answer.identity.attribute {
      throw Mismatch("identity", expected: answer.identity, found: "(\(protected), \(attribute))")
    }
    if isWriteBack, decision.usesBus, !responseSeen {
      throw Mismatch("answer to a write-back", expected: "after the bus response", found: "before it")
    }
    if wordsAnswered == 0 { timing.firstWord = cycle }
    wordsAnswered += 1
    if isLast { timing.lastWord = cycle }
  }
}

/// When things happened to one line, in clock cycles.
public struct LineTiming: Hashable, Sendable {
  /// Handshake of the request.
  public let request: Int
  /// Last beat on the bus.
  public var lastBeat = 0
  /// First and last word of the answer.
  public var firstWord = 0
  public var lastWord = 0
}
