import HDL

/// Executes line requests: judges them, moves the line between bus and core, and sends it through the line engine where
/// its region says so. SF-4 to SF-6, SF-14, SF-23 to SF-27.
///
/// A write-back that is offered while a line is read is judged before it is taken; its tweak is encrypted, and its words follow
/// those of the line into the engine. Nothing can change the verdict until then: it depends on attribute registers alone, and
/// set-up waits for every request that is offered.
final class LineControl: Module {
  enum Phase: HardwareEnum { case idle, match, decide, read, write, drain, respond }
  enum Ahead: HardwareEnum { case nothing, match, decide, judged }

  let request: Sink<LineRequest>
  let store = Sink(LineWord())
  let response: Source<LineResponse>
  let hold = In("accept no request: set-up is at work")
  let busy = Out()

  let runningDomain: Bits.Input
  let judging = Out("`match` is used in this cycle")
  let matchDomain: Bits.Output
  let matchLine = Out(26)
  let match: View<RegionMatch>.Input
  let entryIndex: Bits.Output
  let regionValid = In("`region` is in use")
  /// What the register at `entryIndex` said in the cycle before: in `decide` that of a write-back, then that of the line in
  /// work.
  let region: View<Attribute>.Input

  let engineCommand = Source(LineCommand(), "the line in work, for the engine")
  let engineAES256 = Out()
  let forgetKeys = In("the keys in the engine are not to be used again")
  let keySlot: Bits.Output
  let toEngine = Source(LineWord())
  let fromEngine = Sink(LineWord())

  let axiAr = Source(AXIAddress(), "read address")
  let axiR = Sink(AXIRead(), "read data")
  let axiAw = Source(AXIAddress(), "write address")
  let axiW = Source(AXIWrite(), "write data")
  let axiB = Sink(AXIWriteResponse(), "write response")

  let phase = Reg(reset: Phase.idle)
  let ahead = Reg(reset: Ahead.nothing, "how far the write-back is that is offered next")
  let current: View<LineRequest>.Var
  let matched: View<RegionMatch>.Var
  let index: Bits.Var
  let status = Reg(LineStatus.self)
  let isProtected = Reg(reset: false, "identity of the line in work")
  let attribute: Bits.Var
  let enciphered = Reg(reset: false, "the line goes through the engine")
  let starting = Reg(reset: false, "the engine has not taken the line yet")
  let keptKeys = Reg(reset: false, "the engine holds the keys of `kept_slot`, expanded")
  let keptSlot: Bits.Var
  let keptAES256 = Reg(reset: false, "they are 32 bytes")
  let commanded = Reg(reset: false, "the engine has taken the write-back that is offered next")
  let wordsAhead = Reg(4, reset: 0, "words of it that the engine has")
  let addressPending = Reg(reset: false, "the bus has not taken the address yet")
  let beats = Reg(4, reset: 0, "bus beats so far")
  let words = Reg(4, reset: 0, "core words so far")
  let failed = Reg(reset: false, "a bus error was seen")

  let parameters: UnitParameters

  init(_ parameters: UnitParameters) {
    self.parameters = parameters
    request = Sink(LineRequest(parameters))
    response = Source(LineResponse(parameters))
    runningDomain = In(parameters.domainBits)
    matchDomain = Out(parameters.domainBits)
    match = In(RegionMatch(parameters))
    entryIndex = Out(parameters.attributeBits)
    region = In(Attribute(parameters))
    keySlot = Out(parameters.slotBits)
    matched = Reg(RegionMatch(parameters))
    index = Reg(parameters.attributeBits, reset: 0, "attribute register of the line in work")
    keptSlot = Reg(parameters.slotBits, reset: 0)
    current = Reg(LineRequest(parameters))
    attribute = Reg(parameters.attributeBits, reset: 0)
  }

  override var summary: String {
    """
    Executes line requests one at a time: judges the request against the attribute registers (2 cycles), opens the bus burst, and passes the line through the engine or past it. A write-back that is offered while a line is read is judged, and goes into the engine, meanwhile.
    """
  }

  override var latency: Latency? {
    .described(
      "2 cycles from request to judgement, none for a write-back judged ahead; bus and engine decide about the rest")
  }

  override func build() {
    let isWriteBack = (current.kind == .writeBack).named("is_write_back")
    let isFetch = (current.kind == .fetch).named("is_fetch")
    let isLoad = (current.kind == .load).named("is_load")

    // Judgement. Two cycles after the handshake the running domain shows every mode command accepted before it, and none
    // accepted with it or later.
    let domainRuns = (current.domain == runningDomain).named("domain_runs")
    judging <== phase == .match
    matchDomain <== current.domain
    matchLine <== current.virtualLine
    // Whoever may write may read: a line that was filled for stores answers loads.
    func right(_ read: Bit, _ write: Bit, _ execute: Bit) -> Bit { mux(isFetch, execute, write | isLoad & read) }
    let fallbackRight = right(matched.fallbackRead, matched.fallbackWrite, matched.fallbackExecute)
    let byDefault = (!matched.ordinary & matched.fallback & current.encrypted).named("by_default")
    let fillMatched = matched.ordinary | byDefault
    let isShut = (matched.closed & !current.virtualLine[25]).named("is_shut")
    entryIndex <== index
    let ordinaryRight = right(matched.read, matched.write, matched.execute)
    let plainAllowed = !isFetch & matched.plainAccess
    let fillStatus = first(
      [
        (!domainRuns, LineStatus.domainNotRunning),
        (matched.ordinary & !current.encrypted & !plainAllowed, .plainModeDenied),
        (matched.ordinary & !ordinaryRight | byDefault & !fallbackRight, .accessDenied),
        (!fillMatched & current.encrypted & (isFetch | isShut), .noRegion),
      ], otherwise: .ok
    ).named("fill_status")
    let inside = (region.baseLine <= current.virtualLine) & (current.virtualLine.extended(to: 27) < region.limitLine)
    let writeBackStatus = first(
      [
        (!current.protected, LineStatus.ok),
        (!regionValid, .noRegion),
        (region.domain != current.domain, .wrongDomain),
        (!inside, .outsideRegion),
      ], otherwise: .ok
    ).named("write_back_status")
    let verdict = mux(isWriteBack, writeBackStatus, fillStatus).named("verdict")
    let accepted = (verdict == .ok).named("accepted")
    let underAttribute = (accepted & mux(isWriteBack, current.protected, fillMatched)).named("under_attribute")
    let fillCiphered = mux(matched.ordinary, matched.ciphered, matched.fallbackCiphered)
    let isCiphered = mux(isWriteBack, region.algorithm != .none, fillCiphered).named("is_ciphered")
    let needsEngine = (underAttribute & isCiphered).named("needs_engine")

    // Engine.
    let newKeys = !(keptKeys & (keptSlot == region.keySlot))
    engineCommand.valid <== starting
    engineCommand.payload.decrypt <== !isWriteBack
    engineCommand.payload.newKeys <== newKeys
    // What the line in work needs stays while the register of a write-back is looked at.
    let isAES256 = region.algorithm == .aes256Xts
    engineAES256 <== mux(starting, isAES256, keptAES256)
    keySlot <== mux(starting, region.keySlot, keptSlot)
    let lineIndex = (current.virtualLine - region.baseLine).named("line_index")
    engineCommand.payload.tweak <== cat(region.nonce, lineIndex.extended(to: 64))
    when(engineCommand.fire) {
      keptSlot <== region.keySlot
      keptAES256 <== isAES256
    }
    keptKeys <== !forgetKeys & (keptKeys | engineCommand.fire)

    // Bus.
    let reading = (phase == .read).named("reading")
    let writing = (phase == .write).named("writing")
    for (channel, active) in [(axiAr, reading), (axiAw, writing)] {
      channel.valid <== active & addressPending
      channel.payload.addr <== cat(current.physicalLine, Bits(0, width: 6))
      channel.payload.len <== 7
      channel.payload.size <== 3
      channel.payload.burst <== 1
    }
    let beatsLeft = !beats[3]
    let lastBeat = (beats == 7).named("last_beat")
    let beatFailed = (axiR.payload.resp.any | (axiR.payload.last != lastBeat)).named("beat_failed")

    // The line's words: bus to core when reading, core to bus when writing, through the engine or past it.
    let wordsLeft = !words[3]
    let lastWord = (words == 7).named("last_word")
    let incoming = mux(reading, axiR.valid & beatsLeft, writing & store.valid & wordsLeft).named("incoming")
    let feedsAhead = (reading & enciphered & !beatsLeft & commanded & !wordsAhead[3]).named("feeds_ahead")
    toEngine.valid <== enciphered & incoming | feedsAhead & store.valid
    toEngine.payload.data <== mux(reading & beatsLeft, axiR.payload.data, store.payload.data)
    let outgoing = mux(enciphered, fromEngine.valid, incoming).named("outgoing")
    let outData = mux(enciphered, fromEngine.payload.data, toEngine.payload.data).named("out_data")
    let taken = mux(reading, response.ready, axiW.ready & beatsLeft).named("taken")
    let inputReady = mux(enciphered, toEngine.ready, taken).named("input_ready")
    fromEngine.ready <== enciphered & taken & (reading | writing)
    axiR.ready <== reading & beatsLeft & inputReady
    store.ready <== (writing & wordsLeft & inputReady) | (phase == .drain) | feedsAhead & toEngine.ready
    // What is still inside the cipher, or waits on the other side, must not show on a pin.
    let sending = (writing & outgoing & beatsLeft).named("sending")
    axiW.valid <== sending
    let onBus = declassify(
      outData,
      "XTS ciphertext where the line's region has a cipher, as a write encrypts; elsewhere no region protects the word")
    axiW.payload.data <== mux(sending, onBus, 0)
    axiW.payload.strb <== 0xff
    axiW.payload.last <== lastBeat
    let burstDone = writing & !beatsLeft & !addressPending
    axiB.ready <== burstDone

    // Answer.
    let answering = (phase == .respond).named("answering")
    let delivering = (reading & outgoing).named("delivering")
    response.valid <== answering | delivering
    response.payload.data <== mux(delivering, outData, 0)
    response.payload.last <== answering | lastWord
    let readFailed = failed | !enciphered & beatFailed
    let finalStatus = mux(reading & readFailed, LineStatus.busError, status)
    // A later beat may fail while an earlier word waits, whose payload must not change.
    response.payload.status <== mux(answering | lastWord, finalStatus.bits.extended(to: 5), 0)
    response.payload.protected <== reading & isProtected
    response.payload.attribute <== mux(reading, attribute, 0)

    // The next request: taken, or, if it is a write-back, looked at while the line before is read.
    let isJudged = (ahead == .judged).named("is_judged")
    request.ready <== (phase == .idle) & !hold & (isJudged | (ahead == .nothing))
    busy <== (phase != .idle) | (ahead != .nothing)
    let looksAhead =
      (reading & !starting & !addressPending & (ahead == .nothing)
      & request.valid & (request.payload.kind == .writeBack)).named("looks_ahead")
    when(looksAhead | request.fire & !isJudged) {
      current <== request.payload
      index <== request.payload.attribute
    } otherwise: {
      when((phase == .match) & !isWriteBack) {
        index <== mux(match.ordinary, match.ordinaryIndex, match.fallbackIndex)
      }
    }
    when(phase == .match) { matched <== match }
    HDL.match(ahead) {
      switch $0 {
      case .nothing:
        when(looksAhead) { ahead <== .match }
      case .match:
        ahead <== .decide
      case .decide:
        ahead <== .judged
      case .judged:
        when(request.fire) { ahead <== .nothing }
      }
    }
    let begins = ((phase == .decide) | request.fire & isJudged).named("begins")
    commanded <== isJudged & !request.fire & (commanded | engineCommand.fire)

    when(begins) {
      status <== verdict
      isProtected <== underAttribute
      attribute <== mux(underAttribute, index, 0)
      enciphered <== needsEngine
      addressPending <== accepted
      failed <== false
      beats <== 0
      words <== wordsAhead
      wordsAhead <== 0
      starting <== needsEngine & !commanded & !engineCommand.fire
    } otherwise: {
      when(axiB.fire & axiB.payload.resp.any) { status <== .busError }
      when(axiAr.fire | axiAw.fire) { addressPending <== false }
      when(axiR.fire & beatFailed) { failed <== true }
      when(axiR.fire | axiW.fire) { beats <== beats + 1 }
      when(response.fire | store.fire & !reading) { words <== words + 1 }
      when(store.fire & reading) { wordsAhead <== wordsAhead + 1 }
      when(ahead == .decide) {
        // Other keys would take the place of those of the line in work.
        starting <== needsEngine & !newKeys
      } otherwise: {
        when(engineCommand.fire) { starting <== false }
      }
    }
    func goOn() {
      when(isWriteBack) {
        when(accepted) {
          phase <== .write
        } otherwise: {
          phase <== .drain
        }
      } otherwise: {
        when(accepted) {
          phase <== .read
        } otherwise: {
          phase <== .respond
        }
      }
    }
    HDL.match(phase) {
      switch $0 {
      case .idle:
        when(request.fire) {
          when(isJudged) {
            goOn()
          } otherwise: {
            phase <== .match
          }
        }
      case .match:
        phase <== .decide
      case .decide:
        goOn()
      case .read:
        when(response.fire & lastWord) { phase <== .idle }
      case .write:
        when(axiB.fire) { phase <== .respond }
      case .drain:
        when(store.fire & lastWord) { phase <== .respond }
      case .respond:
        when(response.fire) { phase <== .idle }
      }
    }
    // `index` has been chosen among them.
    ignore(current.attribute, matched.ordinaryIndex, matched.fallbackIndex)
    // Rights come from the match port; the rest describes the region to others.
    ignore(region.segment, region.read, region.write, region.execute)
    ignore(region.defaultKey, region.plainAccess, region.shared, region.stack, region.closed)
    always("no_word_past_the_line", !(writing & wordsLeft & beats[3]))
    assumeStable(request)
    always("ahead_only_write_backs", (ahead == .nothing) | isWriteBack)
    always("ahead_of_the_next_request", (ahead == .nothing) | (phase == .read) | (phase == .idle))
  }
}
