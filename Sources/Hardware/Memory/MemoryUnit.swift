import HDL

/// The memory unit of the core: caches for instructions and data, translation, the way to devices. `docs/core.md`, section 3.
public final class MemoryUnit: Module {
  let fetch = Sink(FetchRequest(), "fetches")
  let fetchCancel = In("requests of earlier cycles get no answer")
  let instructionValid = Out()
  let instructionReady = In()
  let instruction = Out(32).secret()
  let instructionCause = Out(5, "0 none, else 16 + cause")
  let instructionProtected = Out("identity of its line")
  let instructionAttribute: Bits.Output

  let data = Sink(DataRequest(), "accesses to data")
  let dataStore = In(32, "of the access accepted in the cycle before: value to be stored, in the low bits").secret()
  let accessStore = In(32, "the same of an access of the protection control; one of the two is 0").secret()
  let dataCancel = In("the request of the cycle before has no effect and no answer")
  let resultValid = Out("taken at once")
  let result = Out(32, "the value, extended; of SC 0 for success").secret()
  let resultCause = Out(5, "0 none, else 16 + cause")
  let resultPhysical = Out(32)
  let endReservation = In("a trap or its return: the next SC fails")

  let satpMode = In("Sv32")
  let satpPpn = In(20)
  let fetchPrivilege = In(2)
  let dataPrivilege = In(2)
  let sum = In("mstatus.SUM")
  let mxr = In("mstatus.MXR")
  let domain: Bits.Input
  let encrypted = In("mode of the running program")
  let closed = In("in encrypted mode the lower half of its addresses has nothing but regions, and no devices")

  let commandValid = In()
  let commandReady = Out("the command is done")
  let command = In("0 fence.i: all lines written back and dropped; 1 sfence.vma: all translations dropped")

  let request: Source<LineRequest>
  let store = Source(LineWord())
  let response: Sink<LineResponse>

  let device = Source(DeviceRequest(), "accesses that are not cached")
  let deviceResponseValid = In("a cycle or more after the access was accepted; taken at once")
  let deviceResponseData = In(32, "word of the aligned address")
  let deviceResponseError = In("there is nothing")

  // What decides about translation, a cycle later: requests are judged in the cycle of their answer at the earliest, and the
  // way from the privilege through the comparison of tags would be too long.
  let fetchTranslates = Reg(reset: false)
  let dataTranslates = Reg(reset: false)
  let fetchIsUser = Reg(reset: false)
  let dataIsUser = Reg(reset: false)
  let dataSum = Reg(reset: false)
  let dataMxr = Reg(reset: false)

  let instructionCache: Instance<InstructionCache>
  let dataCache: Instance<DataCache>
  let instructionTranslations: Instance<TranslationBuffer>
  let dataTranslations: Instance<TranslationBuffer>
  let walker = Instance(PageWalker())
  let sharing: Instance<LineSharing>
  let maintenance: Instance<MaintenanceControl>

  public let parameters: MemoryParameters

  public init(_ parameters: MemoryParameters) {
    self.parameters = parameters
    domain = In(parameters.domainBits, "that runs")
    instructionAttribute = Out(parameters.unit.attributeBits)
    request = Source(LineRequest(parameters.unit), "line requests")
    response = Sink(LineResponse(parameters.unit), "answers to line requests")
    instructionCache = Instance(InstructionCache(parameters))
    dataCache = Instance(DataCache(parameters))
    instructionTranslations = Instance(TranslationBuffer(count: parameters.translations))
    dataTranslations = Instance(TranslationBuffer(count: parameters.translations))
    sharing = Instance(LineSharing(parameters))
    maintenance = Instance(MaintenanceControl(parameters))
  }

  public override var summary: String {
    func size(_ cache: CacheParameters) -> String {
      "\(cache.bytes / 1024) KiB \(cache.ways == 1 ? "direct-mapped" : "in two ways")"
    }
    return """
      The memory unit of the core: \(size(parameters.instructionCache)) of instructions, \(size(parameters.dataCache)) of data, \
      two translation buffers of \(parameters.translations) entries, Sv32.
      """
  }

  public override var latency: Latency? { .described("a hit 1 cycle, one in every cycle on both sides") }

  public override func build() {
    connectFetches()
    connectData()
    connectTranslation()
    connectMaintenance()
    sharing.data <== dataCache.request
    sharing.fetch <== instructionCache.request
    dataCache.response <== sharing.dataResponse
    instructionCache.response <== sharing.fetchResponse
    request <== sharing.request
    store <== dataCache.store
    sharing.response <== response
  }

  private func connectFetches() {
    let cache = instructionCache
    cache.fetch <== fetch
    cache.cancel <== fetchCancel
    instructionValid <== cache.instructionValid
    cache.instructionReady <== instructionReady
    instruction <== cache.instruction
    instructionCause <== cache.instructionCause
    instructionProtected <== cache.instructionProtected
    instructionAttribute <== cache.instructionAttribute
    cache.domain <== domain
    cache.encrypted <== encrypted
  }

  private func connectData() {
    let cache = dataCache
    cache.data <== data
    cache.dataStore <== dataStore
    cache.accessStore <== accessStore
    cache.cancel <== dataCancel
    resultValid <== cache.resultValid
    result <== cache.result
    resultCause <== cache.resultCause
    resultPhysical <== cache.resultPhysical
    cache.endReservation <== endReservation
    cache.domain <== domain
    cache.encrypted <== encrypted
    cache.closed <== closed
    device <== cache.device
    cache.deviceResponseValid <== deviceResponseValid
    cache.deviceResponseData <== deviceResponseData
    cache.deviceResponseError <== deviceResponseError
  }

  private func connectTranslation() {
    fetchTranslates <== satpMode & !fetchPrivilege[1]
    dataTranslates <== satpMode & !dataPrivilege[1]
    fetchIsUser <== !fetchPrivilege[0]
    dataIsUser <== !dataPrivilege[0]
    dataSum <== sum
    dataMxr <== mxr

    // Machine mode is 3; supervisor and user mode are 1 and 0.
    let (fetches, accesses) = (instructionTranslations, dataTranslations)
    let fetchAccess = walker.fetch.access
    fetchAccess.execute <== true
    fetchAccess.write <== false
    fetchAccess.isUser <== fetchIsUser
    fetchAccess.sum <== false
    fetchAccess.mxr <== false
    let dataAccess = walker.data.access
    dataAccess.execute <== false
    dataAccess.write <== dataCache.isWrite
    dataAccess.isUser <== dataIsUser
    dataAccess.sum <== dataSum
    dataAccess.mxr <== dataMxr

    instructionCache.isTranslating <== fetchTranslates
    fetches.page <== instructionCache.page
    fetches.access <== fetchAccess
    instructionCache.isAllowed <== fetches.isAllowed
    instructionCache.frame <== fetches.frame
    fetches.fill <== walker.fetchDone & !walker.isFault
    fetches.translation <== walker.translation
    walker.fetch.wanted <== instructionCache.walkWanted
    walker.fetch.page <== instructionCache.page
    instructionCache.walkDone <== walker.fetchDone
    instructionCache.walkFault <== walker.isFault
    instructionCache.walkPageFault <== walker.isPageFault

    dataCache.isTranslating <== dataTranslates
    accesses.page <== dataCache.page
    accesses.access <== dataAccess
    dataCache.isAllowed <== accesses.isAllowed
    dataCache.frame <== accesses.frame
    accesses.fill <== walker.dataDone & !walker.isFault
    accesses.translation <== walker.translation
    walker.data.wanted <== dataCache.walkWanted
    walker.data.page <== dataCache.page
    dataCache.walkDone <== walker.dataDone
    dataCache.walkFault <== walker.isFault
    dataCache.walkPageFault <== walker.isPageFault

    walker.rootTable <== satpPpn
    dataCache.walkerReads <== walker.read
    dataCache.walkerAddress <== walker.readAddress
    walker.answered <== dataCache.walkerAnswered
    walker.word <== dataCache.walkerWord
    walker.failed <== dataCache.walkerFailed
  }

  private func connectMaintenance() {
    maintenance.commandValid <== commandValid
    maintenance.command <== command
    commandReady <== maintenance.commandReady
    maintenance.isQuiet <== dataCache.isIdle & walker.isIdle & instructionCache.isIdle
    maintenance.setIsClean <== dataCache.setIsClean
    dataCache.hold <== maintenance.hold
    dataCache.sweeps <== maintenance.sweepsLines
    dataCache.writesBack <== maintenance.writesBack
    dataCache.forget <== maintenance.forgetLines
    dataCache.sweepSet <== maintenance.index[0...parameters.dataCache.setBits - 1]
    instructionCache.hold <== maintenance.hold
    instructionCache.sweeps <== maintenance.sweepsLines
    instructionCache.forget <== maintenance.forgetLines
    instructionCache.sweepSet <== maintenance.index[0...parameters.instructionCache.setBits - 1]
    for buffer in [instructionTranslations, dataTranslations] {
      buffer.forget <== maintenance.forgetTranslation
      buffer.forgetIndex <== maintenance.index[0...parameters.translationBits - 1]
    }
  }
}
