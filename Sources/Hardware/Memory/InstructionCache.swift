import HDL

/// The fetch side: a cache that is only read. A hit is answered in the cycle after the request. `docs/core.md`, section 3.
final class InstructionCache: Module {
  enum Phase: HardwareEnum { case ready, held, read, translate, fillRequest, fill, answer }

  let fetch = Sink(FetchRequest())
  let cancel = In("requests of earlier cycles get no answer")
  let instructionValid = Out()
  let instructionReady = In()
  let instruction = Out(32).secret()
  let instructionCause = Out(5, "0 none, else 16 + cause")
  let instructionProtected = Out("identity of its line")
  let instructionAttribute: Bits.Output
  let domain: Bits.Input
  let encrypted = In()

  let isTranslating = In("addresses of instructions are virtual")
  let page = Out(20, "of the fetch in work")
  let isAllowed = In("the translation buffer has `frame` for it")
  let frame = In(20)
  let walkWanted = Out("look `page` up in the page tables")
  let walkDone = In()
  let walkFault = In()
  let walkPageFault = In()

  let hold = In("accept no request and begin nothing")
  let isIdle = Out("nothing has begun")
  let sweeps = In("`sweep_set` is swept")
  let sweepSet: Bits.Input
  let forget = In("drop all lines of the set")

  let request: Source<LineRequest>
  let response: Sink<LineResponse>

  let arrays: Instance<CacheArrays>
  let validGate: Instance<FoundGate>
  let readyGate: Instance<FoundGate>
  let acceptGate: Instance<FoundGate>
  let idleGate: Instance<FoundGate>
  let missGate: Instance<FoundGate>

  let phase = Reg(reset: Phase.ready)
  let pending = Reg(reset: false, "the fetch of `address` is not answered yet")
  let address = Reg(32, reset: 0)
  let missed = Reg(reset: false, "in `ready`: it was not found in the cycle before")
  let isPageFault = Reg(reset: false)
  // The line that is filled. By the time it comes, a fetch that was cancelled may have left other privileges behind.
  let way = Reg(reset: false)
  let lineFrame = Reg(20, reset: 0)
  let lineDomain: Bits.Var
  let lineEncrypted = Reg(reset: false)
  let beat = Reg(3, reset: 0, "pair of words")

  let cache: CacheParameters

  init(_ parameters: MemoryParameters) {
    cache = parameters.instructionCache
    domain = In(parameters.domainBits)
    sweepSet = In(cache.setBits)
    request = Source(LineRequest(parameters.unit))
    response = Sink(LineResponse(parameters.unit))
    arrays = Instance(CacheArrays(parameters, cache, extends: false, name: "instruction_arrays"))
    validGate = Instance(FoundGate(ways: cache.ways))
    readyGate = Instance(FoundGate(ways: cache.ways))
    acceptGate = Instance(FoundGate(ways: cache.ways))
    idleGate = Instance(FoundGate(ways: cache.ways))
    missGate = Instance(FoundGate(ways: cache.ways))
    lineDomain = Reg(parameters.domainBits, reset: 0)
    instructionAttribute = Out(parameters.unit.attributeBits)
  }

  override var summary: String {
    "Instruction cache of \(cache.bytes) bytes, \(cache.ways == 1 ? "direct-mapped" : "two ways")."
  }

  override var latency: Latency? { .described("a hit 1 cycle") }

  override func build() {
    let setBits = cache.setBits
    let isReady = ((phase == .ready) & !missed).named("is_ready")
    let isFill = (phase == .fill).named("is_fill")
    let physicalPage = mux(isTranslating, frame, address[12...31]).named("physical_page")
    let isTranslated = !isTranslating | isAllowed
    page <== address[12...31]

    // Answers.
    arrays.frame <== cat(physicalPage, address[6...11])[setBits...25]
    arrays.page <== address[12...31]
    arrays.domain <== domain
    arrays.encrypted <== encrypted
    arrays.isOdd <== address[2]
    arrays.offset <== 0
    arrays.size <== 2
    arrays.isSigned <== false
    arrays.other <== 0
    arrays.takesOther <== false
    let isAnswer = (phase == .answer).named("is_answer")
    let responds = (pending & !cancel).named("responds")
    let mayHit = (responds & isReady & isTranslated).named("may_hit")
    let accepts = (isReady & !hold).named("accepts")
    let isFree = (!pending | cancel).named("is_free")
    func gate(_ gate: Instance<FoundGate>, ifFound: Bit, anyway: Bit) -> Bit {
      gate.found <== arrays.found
      gate.ifFound <== ifFound
      gate.anyway <== anyway
      return gate.result
    }
    instructionValid <== gate(validGate, ifFound: mayHit, anyway: responds & isAnswer)
    let mayBeTaken = (mayHit & instructionReady).named("may_be_taken")
    let accepted = (accepts & fetch.valid).named("accepted")
    fetch.ready <== gate(readyGate, ifFound: accepts & mayBeTaken, anyway: accepts & isFree)
    let isAccepted = gate(acceptGate, ifFound: accepted & mayBeTaken, anyway: accepted & isFree)
    let isIdleNext = gate(
      idleGate, ifFound: mayBeTaken & !accepted,
      anyway: (isFree | isAnswer & instructionReady) & !accepted)
    missed <== !gate(missGate, ifFound: mayHit, anyway: !responds | !isReady | hold)
    instruction <== arrays.word
    instructionProtected <== arrays.wordProtected
    instructionAttribute <== arrays.wordAttribute
    // 12 is a page fault, 1 an access fault.
    instructionCause
      <== mux(
        isAnswer, cat(Bits(1, width: 1), isPageFault, isPageFault, Bits(0, width: 1), !isPageFault), 0)

    // Requests. An answer that is not taken stays in the arrays.
    isIdle <== isReady | (phase == .held) | isAnswer
    walkWanted <== phase == .translate
    let looks = (isReady & !hold & (!pending | cancel | instructionReady) | (phase == .read)).named("looks")
    arrays.readTags <== looks
    arrays.readWords <== replicate(looks, 2)
    arrays.readPlace <== mux(isReady, fetch.payload.address, address)[3...setBits + 5]

    // Lines.
    let isLast = (isFill & response.valid & response.payload.last).named("is_last")
    let isFilled = (isLast & !response.payload.status.any).named("is_filled")
    let begins = ((phase == .fillRequest) & request.ready).named("begins")
    let ways = cache.ways == 1 ? [!way] : [!way, way]
    let lineSet = address[6...setBits + 5]
    request.valid <== phase == .fillRequest
    request.payload.kind <== .fetch
    request.payload.encrypted <== lineEncrypted
    request.payload.domain <== lineDomain
    request.payload.virtualLine <== address[6...31]
    request.payload.physicalLine <== cat(lineFrame, address[6...11])
    request.payload.protected <== false
    request.payload.attribute <== 0
    response.ready <== isFill
    arrays.writeLine <== cat(ways.reversed().map { isFill & response.valid & $0 })
    arrays.writeHalf <== 3
    arrays.writePlace <== cat(lineSet, beat)
    arrays.writeBytes <== 15
    arrays.newWords <== response.payload.data
    arrays.writeTag <== cat(ways.reversed().map { forget | $0 & (isFilled | begins) })
    arrays.writeSet <== mux(sweeps, sweepSet, lineSet)
    arrays.newTag.valid <== isFilled & !forget
    arrays.newTag.encrypted <== lineEncrypted
    arrays.newTag.domain <== lineDomain
    arrays.newTag.page <== address[12...31]
    arrays.newTag.protected <== response.payload.protected
    arrays.newTag.attribute <== response.payload.attribute
    arrays.newTag.frame <== cat(lineFrame, address[6...11])[setBits...25]

    // Nothing is written back.
    arrays.newTag.writable <== false
    arrays.needsWritable <== false
    arrays.asWalker <== false
    arrays.way <== false
    ignore(arrays.pair, arrays.tag, arrays.holds)

    func answer(isPage: Bit) {
      isPageFault <== isPage
      phase <== .answer
    }
    pending <== !isIdleNext
    when(isAccepted) { address <== fetch.payload.address }
    match(phase) {
      switch $0 {
      case .ready:
        when(!missed) { way <== arrays.victim }
        lineFrame <== physicalPage
        lineDomain <== domain
        lineEncrypted <== encrypted
        beat <== 0
        when(missed) {
          when(isFree) {
            phase <== .ready
          } otherwise: {
            when(!isTranslated) {
              phase <== .translate
            } otherwise: {
              when(MemoryMap.isCached(physicalPage)) {
                phase <== .fillRequest
              } otherwise: {
                answer(isPage: false)
              }
            }
          }
        } otherwise: {
          when(responds & hold) { phase <== .held }
        }
      case .held:
        // What was swept meanwhile is looked for again.
        when(!hold) { phase <== .read }
      case .read:
        phase <== .ready
      case .translate:
        when(walkDone) {
          when(walkFault) {
            answer(isPage: walkPageFault)
          } otherwise: {
            phase <== .read
          }
        }
      case .fillRequest:
        when(request.ready) { phase <== .fill }
      case .fill:
        when(response.valid) { beat <== beat + 1 }
        when(isFilled) {
          phase <== .read
        } otherwise: {
          when(isLast) { answer(isPage: false) }
        }
      case .answer:
        when(isFree | instructionReady) { phase <== .ready }
      }
    }
  }
}
