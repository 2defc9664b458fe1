import HDL

/// The processor core: pipeline and memory unit. What it needs for domains and keys comes from the protection control beside it.
/// `docs/core.md`, `docs/encrypted-execution.md`.
public final class ProcessorCore: Module {
  let request: Source<LineRequest>
  let store = Source(LineWord())
  let response: Sink<LineResponse>
  let device = Source(DeviceRequest(), "accesses that are not cached")
  let deviceResponseValid = In()
  let deviceResponseData = In(32)
  let deviceResponseError = In()

  let running: View<RunningDomain>.Input
  let order: View<ProtectionOrder>.Output
  let protection = In(ProtectionAnswer())
  let contextIndex = In(5, "register to be shown")
  let contextValue = Out(32)
  let registerWrite = In(RegisterWrite())
  let access = In(ProtectionAccess())
  let accessStore = In(32, "value to be stored, which stays until the answer; else 0").secret()
  let accessDone = Out("the answer")
  let accessCause = Out(5, "0, or 16 + the cause why it failed")
  let accessWord = Out(32)
  let emptyCaches = In("write back and drop all lines of the caches, until `caches_emptied`")
  let cachesEmptied = Out()

  let softwareInterrupt = In()
  let timerInterrupt = In()
  let externalInterrupt = In()
  let supervisorExternalInterrupt = In()
  let outsideAddress = Out(12, "which control and status register, if it lies outside the core")
  let outside = In(32, "that register, a cycle after its address at the latest; 0 if it is none")
  let regionIndex = Out(8, "the region that sregion names")
  let seedAccess = Out("seed is read and written in this cycle")

  let rvfi: View<Retirement>.Output?
  let interruptValid: Bit.Output?
  let interruptCause: Bits.Output?

  let pipeline: Instance<Pipeline>
  let memory: Instance<MemoryUnit>
  private let isCompressed: Bool

  public init(_ parameters: CoreParameters, _ memoryParameters: MemoryParameters) {
    request = Source(LineRequest(memoryParameters.unit), "line requests")
    response = Sink(LineResponse(memoryParameters.unit), "answers to line requests")
    running = In(RunningDomain(domainBits: parameters.domainBits, attributeBits: parameters.attributeBits))
    order = Out(ProtectionOrder(domainBits: parameters.domainBits))
    rvfi = parameters.retirePort ? Out(Retirement()) : nil
    interruptValid = parameters.retirePort ? Out("an interrupt is taken before the next instruction") : nil
    interruptCause = parameters.retirePort ? Out(5) : nil
    isCompressed = parameters.compressed
    pipeline = Instance(Pipeline(parameters))
    memory = Instance(MemoryUnit(memoryParameters))
  }

  /// Why what comes from memory is not followed through the pipeline.
  private static let plaintext =
    "a program computes with its own plaintext, and where it puts what it computes is its own affair"

  public override var summary: String {
    "RV32IMA\(isCompressed ? "C" : "") core with level-1 caches and Sv32."
  }

  public override func build() {
    memory.fetch.valid <== pipeline.fetchValid
    memory.fetch.payload.address <== pipeline.fetchAddress
    pipeline.fetchReady <== memory.fetch.ready
    memory.fetchCancel <== pipeline.fetchCancel
    pipeline.instructionValid <== memory.instructionValid
    memory.instructionReady <== pipeline.instructionReady
    pipeline.instruction <== declassify(memory.instruction, Self.plaintext)
    pipeline.instructionCause <== memory.instructionCause
    pipeline.instructionProtected <== memory.instructionProtected
    pipeline.instructionAttribute <== memory.instructionAttribute.extended(to: 8)

    memory.data.valid <== pipeline.dataValid
    memory.data.payload.operation <== Enum(code: pipeline.dataOperation, otherwise: .load)
    memory.data.payload.address <== pipeline.dataAddress
    memory.data.payload.size <== pipeline.dataSize
    memory.data.payload.isSigned <== pipeline.dataIsSigned
    memory.dataStore <== pipeline.dataStore
    memory.accessStore <== accessStore
    pipeline.dataReady <== memory.data.ready
    memory.dataCancel <== pipeline.dataCancel
    pipeline.resultValid <== memory.resultValid
    pipeline.result <== declassify(memory.result, Self.plaintext)
    pipeline.resultCause <== memory.resultCause
    pipeline.resultPhysical <== memory.resultPhysical
    memory.endReservation <== pipeline.endReservation

    memory.satpMode <== pipeline.satpMode
    memory.satpPpn <== pipeline.satpPpn
    memory.fetchPrivilege <== pipeline.fetchPrivilege
    memory.dataPrivilege <== pipeline.dataPrivilege
    memory.sum <== pipeline.sum
    memory.mxr <== pipeline.mxr
    memory.domain <== pipeline.domain
    memory.encrypted <== pipeline.encrypted
    memory.closed <== pipeline.closed
    memory.commandValid <== pipeline.commandValid
    memory.command <== pipeline.command
    pipeline.commandReady <== memory.commandReady

    pipeline.running <== running
    order <== pipeline.order
    pipeline.protection <== protection
    pipeline.contextIndex <== contextIndex
    contextValue <== pipeline.contextValue
    pipeline.registerWrite <== registerWrite
    pipeline.access <== access
    accessDone <== pipeline.accessDone
    accessCause <== memory.resultCause
    accessWord <== declassify(memory.result, Self.plaintext)
    pipeline.emptyCaches <== emptyCaches
    cachesEmptied <== pipeline.cachesEmptied

    request <== memory.request
    store <== memory.store
    memory.response <== response
    device <== memory.device
    memory.deviceResponseValid <== deviceResponseValid
    memory.deviceResponseData <== deviceResponseData
    memory.deviceResponseError <== deviceResponseError

    pipeline.softwareInterrupt <== softwareInterrupt
    pipeline.timerInterrupt <== timerInterrupt
    pipeline.externalInterrupt <== externalInterrupt
    pipeline.supervisorExternalInterrupt <== supervisorExternalInterrupt
    outsideAddress <== pipeline.outsideAddress
    pipeline.outside <== outside
    regionIndex <== pipeline.regionIndex
    seedAccess <== pipeline.seedAccess
    if let rvfi, let shown = pipeline.rvfi { rvfi <== shown }
    if let interruptValid, let shown = pipeline.interruptValid { interruptValid <== shown }
    if let interruptCause, let shown = pipeline.interruptCause { interruptCause <== shown }
  }
}
