import HDL

/// The data side: a cache that writes back and allocates on writes, accesses to devices, reservations and atomic operations.
/// A hit is answered in the cycle after the request. Everything else goes through `check`, where tags and dirty bits are those
/// of now, and `decide`. `docs/core.md`, section 3.
final class DataCache: Module {
  enum Phase: HardwareEnum {
    case ready, read, check, decide, translate, writeBackRequest, writeBack, fillRequest, fill
    case device, deviceAnswer, answer
  }

  let data = Sink(DataRequest())
  let dataStore = In(32, "of the access accepted in the cycle before: value to be stored, in the low bits").secret()
  let accessStore = In(32, "the same of an access of the protection control; one of the two is 0").secret()
  let cancel = In("the request of the cycle before has no effect and no answer")
  let resultValid = Out()
  let result = Out(32, "the value, extended").secret()
  let resultCause = Out(5, "0 none, else 16 + cause")
  let resultPhysical = Out(32)
  let endReservation = In()
  let domain: Bits.Input
  let encrypted = In()
  let closed = In("with `encrypted`: no devices in the lower half")

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
  let isIdle = Out("no access is in work, and nothing waits to be written back")
  let sweeps = In("`sweep_set` is swept")
  let writesBack = In("with `sweeps`: write what is dirty in the set back")
  let sweepSet: Bits.Input
  let setIsClean = Out("with `writes_back`: nothing is dirty in the set")
  let forget = In("drop all lines of the set")

  let device = Source(DeviceRequest())
  let deviceResponseValid = In()
  let deviceResponseData = In(32, "word of the aligned address")
  let deviceResponseError = In()

  let request: Source<LineRequest>
  let store = Source(LineWord())
  let response: Sink<LineResponse>

  let arrays: Instance<CacheArrays>
  let missGate: Instance<FoundGate>
  let modifyGate: Instance<FoundGate>
  let idleGate: Instance<FoundGate>
  let readyGate: Instance<FoundGate>
  let acceptGate: Instance<FoundGate>
  let validGate: Instance<FoundGate>
  let arithmetic = Instance(AtomicArithmetic())
  let leaving: Instance<VictimBuffer>
  let dirty: Memory

  let phase = Reg(reset: Phase.ready)
  let pending = Reg(reset: false, "`access` is not answered yet")
  let access = Reg(DataRequest(), reset: .zero)
  let collides = Wire("the word was read before a store to it was done")
  // The store that is written in this cycle. It was decided in the one before.
  let storing: Bits.Var
  let storePlace: Bits.Var
  // The store that was written in the cycle before.
  let wasStoring = Reg(reset: false)
  let pastPlace: Bits.Var
  let storeBytes = Reg(4, reset: 0)
  let storeOperation = Reg(reset: DataOperation.load)
  let storeWord = Reg(32, reset: 0, "value of the last access that was looked for, in every place of its size").secret()
  let missed = Reg(reset: false, "in `ready`: the access that was looked for in the cycle before is looked for again")
  let modifying = Reg(reset: false, "second cycle of an atomic operation")
  let isFound = Reg(reset: false, "what was checked is in the cache")
  let walking = Reg(reset: false, "the access in work is the walker's")
  let way = Reg(reset: false, "to be filled, and what is dirty there written back")
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
  let isReady = Wire("requests are accepted, and answered in the next cycle")
  let mayHit = Wire("it is answered from the cache in this cycle if it is found")
  let isAccepted = Wire("a request is accepted")
  let isIdleNext = Wire("in `ready`: nothing is pending after this cycle")
  let isUncached = Wire("it goes to no memory")
  let lineFails = Wire("a line came that cannot be used")
  let isFilled = Wire("a line came")
  let fillBegins = Wire("the line that was not found is asked for")
  let arrives = Wire("a pair of its words comes, or its refusal")
  let victim = Wire("way that gives way")
  let isWayDirty = Wire("what is in `way` is to be written back")
  let isOwnVictim = Reg(reset: false, "the line itself is in the cache, for somebody else")

  let cache: CacheParameters

  init(_ parameters: MemoryParameters) {
    cache = parameters.dataCache
    domain = In(parameters.domainBits)
    sweepSet = In(cache.setBits)
    request = Source(LineRequest(parameters.unit))
    response = Sink(LineResponse(parameters.unit))
    arrays = Instance(CacheArrays(parameters, cache, extends: true, name: "data_arrays"))
    readyGate = Instance(FoundGate(ways: cache.ways))
    acceptGate = Instance(FoundGate(ways: cache.ways))
    validGate = Instance(FoundGate(ways: cache.ways))
    missGate = Instance(FoundGate(ways: cache.ways))
    modifyGate = Instance(FoundGate(ways: cache.ways))
    idleGate = Instance(FoundGate(ways: cache.ways))
    leaving = Instance(VictimBuffer(parameters))
    dirty = Memory(depth: cache.sets, width: cache.ways, style: .distributed)
    storing = Reg(cache.ways, reset: 0, "ways")
    storePlace = Reg(cache.setBits + 4, reset: 0, "set and word")
    pastPlace = Reg(cache.setBits + 4, reset: 0, "set and word")
    lineDomain = Reg(parameters.domainBits, reset: 0)
    set = Wire(cache.setBits)
  }

  override var summary: String {
    "Data cache of \(cache.bytes) bytes, \(cache.ways == 1 ? "direct-mapped" : "two ways"), with the accesses to devices."
  }

  override var latency: Latency? {
    .described(
      "a hit 1 cycle, LR, SC and AMO 2; a load from a word that was stored to in one of the two cycles before 4")
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
    arrays.page <== access.address[12...31]
    arrays.domain <== domain
    arrays.encrypted <== encrypted
    arrays.needsWritable <== changes & !walking
    arrays.asWalker <== walking
    arrays.isOdd <== target[2]
    arrays.offset <== mux(walking, 0, access.address[0...1])
    arrays.size <== mux(walking, 2, access.size)
    arrays.isSigned <== access.isSigned
    ignore(arrays.wordProtected, arrays.wordAttribute)
    isTranslated <== !translates | isAllowed
    isUncached <== (phase == .decide) & !sweeps & isTranslated & !MemoryMap.isCached(physical[12...31])
  }

  private func buildAnswers() {
    let isAnswer = (phase == .answer).named("is_answer")
    let isDecide = (phase == .decide).named("is_decide")
    isReady <== (phase == .ready) & !missed & !modifying
    let responds = (isReady & pending & !cancel).named("responds")
    let accepts = (isReady & !hold & !walkerReads).named("accepts")
    let offered = (accepts & data.valid).named("offered")
    let isFree = (!pending | cancel).named("is_free")
    mayHit <== isTranslated & !collides & (responds | isDecide & pending & !walking)
    let mayAnswer = (mayHit & !modifies).named("may_answer")
    func gate(_ gate: Instance<FoundGate>, ifFound: Bit, anyway: Bit) -> Bit {
      gate.found <== arrays.found
      gate.ifFound <== ifFound
      gate.anyway <== anyway
      return gate.result
    }
    resultValid <== gate(validGate, ifFound: mayAnswer, anyway: modifying | isAnswer)
    data.ready <== gate(readyGate, ifFound: accepts & mayAnswer, anyway: accepts & isFree)
    isAccepted <== gate(acceptGate, ifFound: offered & mayAnswer, anyway: offered & isFree)
    isIdleNext <== gate(idleGate, ifFound: mayAnswer & !offered, anyway: isFree & !offered)
    missed <== !gate(missGate, ifFound: mayHit, anyway: !responds)
    modifying <== gate(modifyGate, ifFound: mayHit & modifies, anyway: false)
    isIdle <== isReady & !pending & !storing.any & leaving.isEmpty
    arrays.takesOther <== isAnswer | modifying & (access.operation == .storeConditional)
    arrays.other <== late
    result <== arrays.word
    // 5 and 7 are access faults of loads and stores, 13 and 15 their page faults.
    let yes = Bits(1, width: 1)
    resultCause <== mux(isAnswer & failed, cat(yes, isPageFault, yes, changes, yes), 0)
    resultPhysical <== physical

    walkWanted <== phase == .translate
    walkerWord <== arrays.word
    walkerFailed <== lineFails | isUncached
    walkerAnswered <== walking & (isDecide & (isFound | isUncached) | lineFails)

    device.valid <== phase == .device
    device.payload.write <== access.operation == .store
    device.payload.address <== physical
    device.payload.size <== access.size
    device.payload.store
      <== declassify(storeWord, "what a program stores to a device leaves the processor by its own will")
  }

  /// The store's value in every place of its size.
  var placed: Bits {
    let (isByte, isHalf) = (access.size == 0, access.size == 1)
    let bytes = (0..<4).map { dataStore[8 * $0...8 * $0 + 7] }
    return cat(
      mux(isByte, bytes[0], mux(isHalf, bytes[1], bytes[3])), mux(isByte | isHalf, bytes[0], bytes[2]),
      mux(isByte, bytes[0], bytes[1]), bytes[0]
    ).named("placed")
  }

  /// A reservation is for a line. It ends with the next SC, whatever becomes of that.
  private func buildReservation() {
    let isReserve = (access.operation == .loadReserved).named("is_reserve")
    let isConditional = access.operation == .storeConditional
    when(endReservation) {
      reserved <== false
    } otherwise: {
      when(modifying & (isReserve | isConditional)) { reserved <== isReserve }
    }
    when(modifying & isReserve) { reservedLine <== physical[6...31] }
    let isReserved = reserved & (reservedLine == physical[6...31])
    // What is kept here of an access that does not come to its second cycle is never looked at.
    old <== arrays.word
    when(isConditional) {
      late <== cat(Bits(0, width: 31), !isReserved)
    } otherwise: {
      when(deviceResponseValid) {
        late <== deviceResponseData
      }
    }
  }
}
