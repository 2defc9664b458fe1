import HDL

/// Takes an encryption unit through the steps of the self-test: offers each command or request, compares the answer and
/// every word on the bus with what is right, and stops at the first that is wrong or does not come.
final class SelfTest: Module {
  enum Phase: HardwareEnum { case offer, answer, end }

  let setup: Source<SetupCommand>
  let setupResponse: Sink<SetupResponse>
  let mode: Source<ModeCommand>
  let modeResponse: Sink<ModeResponse>
  let request: Source<LineRequest>
  let store = Source(LineWord())
  let response: Sink<LineResponse>
  let busFire = In("a word passes to the bus")
  let busData = In(64)
  let passed = Out()
  let failed = Out()
  let step: Bits.Output

  let phase = Reg(reset: Phase.offer)
  let current: Bits.Var
  let wrong = Reg(reset: false)
  let stored = Reg(4, reset: 0, "words given to the store port")
  let onBus = Reg(4, reset: 0, "words seen on the bus")
  let answered = Reg(3, reset: 0, "words of the answer")
  let patience = Reg(12, reset: 0, "cycles in this step")

  let parameters: UnitParameters
  let regions: [SelfTestRegion]
  let steps: [SelfTestStep]

  /// The physical number of the first line.
  static let firstPhysicalLine = 0x200_0000
  /// The virtual number of a region's first line, and how many lines the region has.
  static func firstVirtualLine(_ region: Int) -> Int { 0x1_0003 * (region + 1) }
  static let regionLines = 16
  private static let domain: UInt64 = 1

  init(_ parameters: UnitParameters, regions: [SelfTestRegion]) {
    self.parameters = parameters
    self.regions = regions
    steps = SelfTestStep.all(regions)
    setup = Source(SetupCommand(parameters))
    setupResponse = Sink(SetupResponse(parameters))
    mode = Source(ModeCommand(parameters))
    modeResponse = Sink(ModeResponse(parameters))
    request = Source(LineRequest(parameters))
    response = Sink(LineResponse(parameters))
    step = Out(bitsToCount(steps.count), "the present step, the first is 0")
    current = Reg(bitsToCount(steps.count), reset: 0)
  }

  override var summary: String {
    "Takes the unit through a self-test of \(steps.count) steps and compares with stored words."
      + steps.enumerated().map { "\n\($0 + 1): \($1.purpose)." }.joined()
  }

  /// Lines of all regions, with the region of each.
  private var lines: [(region: Int, line: SelfTestLine)] {
    regions.enumerated().flatMap { region, vectors in vectors.lines.map { (region, $0) } }
  }

  override func build() {
    let offering = (phase == .offer).named("offering")
    let answering = (phase == .answer).named("answering")
    let region = table(bitsToCount(regions.count), \.region).named("region")
    let line = table(bitsToCount(lines.count), \.line).named("line")
    let port = table(2, \.port.rawValue).named("port")
    let operation = table(3, \.operation).named("operation")
    let isWriteBack = ((port == SelfTestStep.Port.line.rawValue) & (operation == LineKind.writeBack.code)).named(
      "is_write_back")

    setup.valid <== offering & (port == SelfTestStep.Port.setup.rawValue)
    mode.valid <== offering & (port == SelfTestStep.Port.mode.rawValue)
    request.valid <== offering & (port == SelfTestStep.Port.line.rawValue)
    offerSetup(operation, region)
    offerMode(operation)
    offerLine(operation, region, line)

    let status = table(5, \.status).named("status")
    let attribute = table(parameters.attributeBits, \.attribute).named("attribute")
    setupResponse.ready <== answering
    modeResponse.ready <== answering
    // Answers are taken in 64 of 128 cycles: so results wait, and the cipher has to stop while they do.
    response.ready <== answering & patience[6]

    // Words on the bus, and words of the answer.
    let ciphertext = { [self] (word: Bits) in
      select(cat(line, word), from: lines.flatMap(\.line.ciphertext).map { Bits($0, width: 64) })
    }
    let plaintext = { [self] (word: Bits) in
      select(cat(line, word), from: lines.flatMap(\.line.plaintext).map { Bits($0, width: 64) })
    }
    store.valid <== answering & isWriteBack & !stored[3]
    store.payload.data <== plaintext(stored[0...2])
    let isWritten = (table(1, { $0.isWritten ? 1 : 0 }) == 1).named("is_written")
    let wrongOnBus = busFire & (!isWritten | onBus[3] | (busData != ciphertext(onBus[0...2])))
    let words = table(2, \.words.rawValue).named("words")
    let data = mux(
      words == SelfTestStep.Words.plaintext.rawValue, plaintext(answered),
      mux(words == SelfTestStep.Words.ciphertext.rawValue, ciphertext(answered), 0)
    ).named("data")
    let isLast = (answered == mux(words == SelfTestStep.Words.zero.rawValue, Bits(0, width: 3), 7)).named("is_last")
    let isProtected = (table(1, { $0.isProtected && $0.words == .plaintext ? 1 : 0 }) == 1).named("is_protected")
    let wrongWord = declassify(
      (response.payload.data != data).named("wrong_word"),
      "one bit about lines that lie in the bit stream: a self-test knows nobody's secrets")
    let wrongAnswer =
      wrongWord | (response.payload.last != isLast) | (response.payload.protected != isProtected)
      | (response.payload.attribute != attribute) | (response.payload.status != mux(isLast, status, 0))
    let wrongCount = isLast & ((onBus[3] != isWritten) | (stored[3] != isWriteBack))
    let wrongNow =
      (wrongOnBus | (response.fire & (wrongAnswer | wrongCount))
      | (setupResponse.fire
        & ((setupResponse.payload.status != status) | (setupResponse.payload.attribute != attribute)))
      | (modeResponse.fire & (modeResponse.payload.status != status)) | patience.all).named("wrong_now")
    // The mode port has its own tests; here it only makes the domain run.
    ignore(modeResponse.payload.encrypted, modeResponse.payload.attribute, modeResponse.payload.pc)
    let stepEnds = (setupResponse.fire | modeResponse.fire | (response.fire & isLast)).named("step_ends")

    passed <== phase == .end
    failed <== wrong
    step <== current
    stored <== mux(offering, 0, mux(store.fire, stored + 1, stored))
    onBus <== mux(offering, 0, mux(busFire, onBus + 1, onBus))
    answered <== mux(offering, 0, mux(response.fire, answered + 1, answered))
    patience <== mux(stepEnds, 0, patience + 1)
    // After a failure everything stays as it is: an offer that was made is not taken back.
    when(wrongNow & (phase != .end)) { wrong <== true }
    when(!wrong & !wrongNow) {
      match(phase) {
        switch $0 {
        case .offer:
          when(setup.fire | mode.fire | request.fire) { phase <== .answer }
        case .answer:
          when(stepEnds) {
            when(current == steps.count - 1) {
              phase <== .end
            } otherwise: {
              current <== current + 1
              phase <== .offer
            }
          }
        case .end: break
        }
      }
    }
  }

  /// A column of the table of steps, for the present step.
  private func table(_ width: Int, _ column: (SelfTestStep) -> Int) -> Bits {
    select(current, from: steps.map { Bits(UInt64(column($0)), width: width) })
  }

  private func offerSetup(_ operation: Bits, _ region: Bits) {
    let command = setup.payload
    command.operation <== operation[0...1]
    command.domain <== Bits(Self.domain, width: parameters.domainBits)
    command.segment <== region.extended(to: 8)
    command.base <== select(region, from: regions.indices.map { Bits(Self.firstByte($0), width: 32) })
    command.bound <== Bits(UInt64(64 * Self.regionLines), width: 33)
    command.boundIsLimit <== false
    command.algorithm <== select(region, from: regions.map { Bits(UInt64($0.algorithm), width: 8) })
    command.nonce <== select(region, from: regions.map { Bits($0.nonce, width: 64) })
    command.read <== true
    command.write <== true
    for flag in [
      command.execute, command.defaultKey, command.plainAccess, command.shared, command.stack, command.closed,
      command.immediate, command.shareKey,
    ] {
      flag <== false
    }
    command.keySegment <== 0
    command.keyBytes <== select(region, from: regions.map { Bits(UInt64($0.key.count), width: 7) })
    command.key <== select(region, from: regions.map { Bits(Self.constant($0.key)) })
  }

  private func offerMode(_ operation: Bits) {
    let command = mode.payload
    command.operation <== operation
    command.domain <== Bits(Self.domain, width: parameters.domainBits)
    for flag in [command.automatic, command.link, command.hasTarget] { flag <== false }
    command.target <== 0
    command.next <== 0
  }

  private func offerLine(_ operation: Bits, _ region: Bits, _ line: Bits) {
    let command = request.payload
    let isOutside = table(1, { $0.isOutside ? 1 : 0 }) == 1
    let inside = lines.map { Bits(UInt64(Self.firstVirtualLine($0.region) + $0.line.index), width: 26) }
    command.kind <== Enum(code: operation[0...1])
    command.encrypted <== true
    command.domain <== Bits(Self.domain, width: parameters.domainBits)
    command.virtualLine <== select(line, from: inside) + mux(isOutside, Bits(UInt64(Self.regionLines), width: 26), 0)
    command.physicalLine <== line.extended(to: 26) + Bits(UInt64(Self.firstPhysicalLine), width: 26)
    command.protected <== table(1, { $0.isProtected ? 1 : 0 }) == 1
    command.attribute <== region.extended(to: parameters.attributeBits)
  }

  private static func firstByte(_ region: Int) -> UInt64 { 64 * UInt64(firstVirtualLine(region)) }

  /// The key as the set-up port takes it: byte 0 in bits 7:0.
  private static func constant(_ key: [UInt8]) -> Constant {
    Constant(sideBySide: (0..<64).reversed().map { Constant(width: 8, value: $0 < key.count ? UInt64(key[$0]) : 0) })
  }
}
