import HDL

/// The data side: a cache that writes back and allocates on writes, accesses to devices, reservations and atomic operations.
/// A hit is answered in the cycle after the request. Everything else goes through `read` and `check`, where tags and dirty
/// bits are those of now. `docs/core.md`, section 3.
final class DataCache: Module {
  enum Phase: HardwareEnum {
    case ready, read, check, translate, writeBackRequest, writeBack, writeBackAnswer, fillRequest, fill
    case device, deviceAnswer, modify, answer
  }

  let data = Sink(DataRequest())
  let cancel = In("the request of the cycle before has no effect and no answer")
  let resultValid = Out()
  let result = Out(32).secret()
  let resultCause = Out(5, "0 none, else 16 + cause")
  let resultPhysical = Out(32)
  let endReservation = In()
  let domain: Bits.Input
  let encrypted = In()

  let isTranslating = In("addresses of data are virtual")
  let page = Out(20, "of the access in work")
  let isWrite = Out("it needs the right to write")
  let isAllowed = In("the translation buffer has `frame` for it")
  let frame = In(20)
  let walkWanted = Out("look `page` up in the page tables")
  let walkDone = In()
  let walkFault = In()
  let walkPageFault = In()

  let walkerReads = In("the walker reads the word at `walker_address`, until it is answered")
  let walkerAddress = In(32, "physical")
  let walkerAnswered = Out()
  let walkerWord = Out(32).secret()
  let walkerFailed = Out()

  let hold = In("accept no request")
  let isIdle = Out("no access is in work")
  let sweeps = In("`sweep_set` is swept")
  let writesBack = In("with `sweeps`: write what is dirty in the set back")
  let sweepSet: Bits.Input
  let setIsClean = Out("with `writes_back`: nothing is dirty in the set")
  let forget = In("drop all lines of the set")

  let device = Source(DeviceRequest())
  let deviceResponseValid = In()
  let deviceResponseData = In(32)
  let deviceResponseError = In()

  let request: Source<LineRequest>
  let store = Source(LineWord())
  let response: Sink<LineResponse>

  let arrays: Instance<CacheArrays>
  let readyGate: Instance<FoundGate>
  let acceptGate: Instance<FoundGate>
  let validGate: Instance<FoundGate>
  let hitsGate: Instance<FoundGate>
  let arithmetic = Instance(AtomicArithmetic())
  let dirty: Memory

  let phase = Reg(reset: Phase.ready)
  let pending = Reg(reset: false, "`access` is not answered yet")
  let access = Reg(DataRequest(), reset: .zero)
  let collides = Reg(reset: false, "the word was read before a store to it was done")
  // The store that is written in this cycle. It was decided in the one before.
  let storing: Bits.Var
  let storePlace: Bits.Var
  let storeBytes = Reg(4, reset: 0)
  let storeWord = Reg(32, reset: 0).secret()
  let walking = Reg(reset: false, "the access in work is the walker's")
  let way = Reg(reset: false, "to be written back and filled")
  let lineDomain: Bits.Var
  let lineEncrypted = Reg(reset: false)
  let beat = Reg(3, reset: 0, "pair of words")
  let old = Reg(32, reset: 0, "what an atomic operation found").secret()
  let late = Reg(32, reset: 0, "answer of a device or of SC")
  let failed = Reg(reset: false, "the answer is a fault")
  let isPageFault = Reg(reset: false)
  let reserved = Reg(reset: false)
  let reservedLine = Reg(26, reset: 0, "physical address / 64")

  // The access in work: that of the pipeline or of the walker; or a set that is swept.
  let changes = Wire("it may write: a store, SC or AMO")
  let modifies = Wire("it takes a second cycle: LR, SC or AMO")
  let target = Wire(32)
  let physical = Wire(32)
  let set: Bits.Var
  let isTranslated = Wire()
  let hit = Wire("it can be answered from the cache")
  let responds = Wire("it is answered in this cycle if it hits")
  let hits = Wire("it is answered from the cache in this cycle, or modifies a word in the next")
  let isAccepted = Wire("a request is accepted")
  let isResolved = Wire("nothing but a new request is pending after this cycle")
  let isUncached = Wire("it goes to no memory")
  let lineFails = Wire("a line came that cannot be used")
  let isFilled = Wire("a line came")
  let victim = Wire("way that gives way")
  let isVictimDirty = Wire()

  let cache: CacheParameters

  init(_ parameters: MemoryParameters) {
    cache = parameters.dataCache
    domain = In(parameters.domainBits)
    sweepSet = In(cache.setBits)
    request = Source(LineRequest(parameters.unit))
    response = Sink(LineResponse(parameters.unit))
    arrays = Instance(CacheArrays(parameters, cache, name: "data_arrays"))
    readyGate = Instance(FoundGate(ways: cache.ways))
    acceptGate = Instance(FoundGate(ways: cache.ways))
    validGate = Instance(FoundGate(ways: cache.ways))
    hitsGate = Instance(FoundGate(ways: cache.ways))
    dirty = Memory(depth: cache.sets, width: cache.ways, style: .distributed)
    storing = Reg(cache.ways, reset: 0, "ways")
    storePlace = Reg(cache.setBits + 4, reset: 0, "set and word")
    lineDomain = Reg(parameters.domainBits, reset: 0)
    set = Wire(cache.setBits)
  }

  override var summary: String {
    "Data cache of \(cache.bytes) bytes, \(cache.ways == 1 ? "direct-mapped" : "two ways"), with the accesses to devices."
  }

  override var latency: Latency? {
    .described("a hit 1 cycle, an atomic operation 2; a load after a store to the same word 2 more")
  }

  override func build() {
    buildLookup()
    buildAnswers()
    buildReads()
    buildWrites()
    buildTags()
    buildLinePort()
    buildReservation()
    buildControl()
  }

  private func buildLookup() {
    let code = access.operation.bits
    modifies <== code[1] | code[2] | code[3]
    changes <== modifies & (access.operation != .loadReserved) | (access.operation == .store)
    target <== mux(walking, walkerAddress, access.address)
    set <== mux(sweeps, sweepSet, target[6...cache.setBits + 5])
    let translates = (isTranslating & !walking).named("translates")
    physical <== cat(mux(translates, frame, target[12...31]), target[0...11])
    page <== access.address[12...31]
    isWrite <== changes

    arrays.frame <== physical[cache.setBits + 6...31]
    arrays.page <== target[12...31]
    arrays.domain <== domain
    arrays.encrypted <== encrypted
    arrays.needsWritable <== changes & !walking
    arrays.asWalker <== walking
    arrays.isOdd <== target[2]
    isTranslated <== !translates | isAllowed
    hit <== arrays.found.any & isTranslated & !collides
    isUncached <== (phase == .check) & !sweeps & isTranslated & !MemoryMap.isCached(physical[12...31])
  }

  private func buildAnswers() {
    let isReady = phase == .ready
    responds <== pending & (isReady & !cancel | (phase == .check) & !walking)
    let isAnswer = (phase == .answer).named("is_answer")
    let isModify = phase == .modify
    let mayHit = (responds & isTranslated & !collides).named("may_hit")
    let mayAnswer = (mayHit & !modifies).named("may_answer")
    let accepts = (isReady & !hold & !walkerReads).named("accepts")
    let isIdle = !pending | cancel
    func gate(_ gate: Instance<FoundGate>, ifFound: Bit, anyway: Bit) -> Bit {
      gate.found <== arrays.found
      gate.ifFound <== ifFound
      gate.anyway <== anyway
      return gate.result
    }
    hits <== gate(hitsGate, ifFound: mayHit, anyway: false)
    resultValid <== gate(validGate, ifFound: mayAnswer, anyway: isModify | isAnswer)
    data.ready <== gate(readyGate, ifFound: accepts & mayAnswer, anyway: accepts & isIdle)
    isAccepted
      <== gate(acceptGate, ifFound: accepts & mayAnswer & data.valid, anyway: accepts & isIdle & data.valid)
    isResolved <== isIdle | hits & !modifies
    self.isIdle <== isReady & !pending & !storing.any
    result <== mux(isAnswer | isModify & (access.operation == .storeConditional), late, arrays.word)
    // 5 and 7 are access faults of loads and stores, 13 and 15 their page faults.
    let yes = Bits(1, width: 1)
    resultCause <== mux(isAnswer & failed, cat(yes, isPageFault, yes, changes, yes), 0)
    resultPhysical <== physical

    walkWanted <== phase == .translate
    walkerWord <== arrays.word
    walkerFailed <== lineFails | isUncached
    walkerAnswered <== walking & ((phase == .check) & (hit | isUncached) | lineFails)

    device.valid <== phase == .device
    device.payload.write <== access.operation == .store
    device.payload.address <== physical
    device.payload.size <== access.size
    device.payload.store
      <== declassify(placed, "what a program stores to a device leaves the processor by its own will")
  }

  /// The store's value in every place of its size.
  var placed: Bits {
    let (isByte, isHalf) = (access.size == 0, access.size == 1)
    let bytes = (0..<4).map { access.store[8 * $0...8 * $0 + 7] }
    return cat(
      mux(isByte, bytes[0], mux(isHalf, bytes[1], bytes[3])), mux(isByte | isHalf, bytes[0], bytes[2]),
      mux(isByte, bytes[0], bytes[1]), bytes[0]
    ).named("placed")
  }

  /// A reservation is for a line. It ends with the next SC, whatever becomes of that.
  private func buildReservation() {
    let isReserve = (access.operation == .loadReserved).named("is_reserve")
    let isConditional = access.operation == .storeConditional
    let isModify = phase == .modify
    when(endReservation) {
      reserved <== false
    } otherwise: {
      when(isModify & (isReserve | isConditional)) { reserved <== isReserve }
    }
    when(isModify & isReserve) { reservedLine <== physical[6...31] }
    let isReserved = reserved & (reservedLine == physical[6...31])
    // What is kept here of an access that does not come to its second cycle is never looked at.
    old <== arrays.word
    when(isConditional) {
      late <== cat(Bits(0, width: 31), !isReserved)
    } otherwise: {
      when(deviceResponseValid) { late <== deviceResponseData }
    }
  }
}
