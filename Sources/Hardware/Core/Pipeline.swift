import HDL

/// The processor's pipeline: fetch, decode, execute, memory, write-back, and the system unit beside them. In order, one
/// instruction at a time.
///
/// The stages behind decode move together: when one of them has to wait, all do. What they wait for is known at the beginning
/// of a cycle.
public final class Pipeline: Module {
  let fetchValid = Out()
  let fetchReady = In()
  let fetchAddress = Out(32, "virtual, a multiple of 4")
  let fetchCancel = Out("requests accepted in earlier cycles get no answer any more")
  let instructionValid = In()
  let instructionReady = Out()
  let instruction = In(32)
  let instructionCause = In(5, "0, or 16 + the cause of the exception")
  let instructionProtected = In("it comes from a region")
  let instructionAttribute = In(8, "of that region")

  let dataValid = Out()
  let dataReady = In()
  let dataOperation = Out(4)
  let dataAddress = Out(32, "virtual, aligned")
  let dataSize = Out(2, "0 byte, 1 half, 2 word")
  let dataIsSigned = Out("a loaded byte or half word is extended with its sign; else with zeros")
  let dataStore = Out(32, "of the access accepted in the cycle before: value to be stored, in the low bits")
  let dataCancel = Out("the request accepted in the cycle before has no effect")
  let resultValid = In()
  let result = In(32, "the value, extended")
  let resultCause = In(5, "0, or 16 + the cause of the exception")
  let resultPhysical = In(32)
  let endReservation = Out("a trap is taken or returned from: the next SC fails")

  let satpMode = Out()
  let satpPpn = Out(20)
  let fetchPrivilege = Out(2)
  let dataPrivilege = Out(2)
  let sum = Out()
  let mxr = Out()
  let domain: Bits.Output
  let encrypted = Out()
  let closed = Out()
  let running: View<RunningDomain>.Input
  let order: View<ProtectionOrder>.Output
  let protection = In(ProtectionAnswer())
  let contextIndex = In(5, "register to be shown")
  let contextValue = Out(32)
  let registerWrite = In(RegisterWrite())
  let access = In(ProtectionAccess())
  let accessDone = Out()
  let emptyCaches = In("write back and drop all lines of the caches")
  let cachesEmptied = Out()
  let commandValid = Out()
  let commandReady = In()
  let command = Out("0 fence.i, 1 sfence.vma")

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

  let fetchStage: Instance<FetchStage>
  let aligner: Instance<InstructionAligner>?
  let decodeStage: Instance<DecodeStage>
  let executeStage: Instance<ExecuteStage>
  let memoryStage = Instance(MemoryStage())
  let writeBackStage = Instance(WriteBackStage())
  let systemUnit: Instance<SystemUnit>
  let retirePort: Instance<RetirePort>?

  let parameters: CoreParameters

  public init(_ parameters: CoreParameters = CoreParameters()) {
    self.parameters = parameters
    domain = Out(parameters.domainBits)
    running = In(RunningDomain(domainBits: parameters.domainBits, attributeBits: parameters.attributeBits))
    order = Out(ProtectionOrder(domainBits: parameters.domainBits))
    systemUnit = Instance(SystemUnit(parameters))
    fetchStage = Instance(FetchStage(parameters))
    aligner = parameters.compressed ? Instance(InstructionAligner()) : nil
    decodeStage = Instance(DecodeStage(parameters))
    executeStage = Instance(ExecuteStage(parameters))
    rvfi = parameters.retirePort ? Out(Retirement()) : nil
    interruptValid = parameters.retirePort ? Out() : nil
    interruptCause = parameters.retirePort ? Out(5) : nil
    retirePort = parameters.retirePort ? Instance(RetirePort(parameters)) : nil
    super.init(name: "pipeline_\(parameters.name)")
  }

  public override var summary: String {
    parameters.compressed
      ? "RV32IMAC pipeline of six stages with machine, supervisor and user mode."
      : "RV32IMA pipeline of five stages with machine, supervisor and user mode."
  }

  public override func build() {
    let flush = writeBackStage.special.named("flush")
    let active = systemUnit.active
    let advance =
      (!(memoryStage.isUnissued | writeBackStage.isWaiting | executeStage.busy | active) & !flush).named("advance")
    let redirect = executeStage.redirect

    fetchValid <== fetchStage.fetchValid
    fetchStage.fetchReady <== fetchReady
    fetchAddress <== fetchStage.fetchAddress
    fetchCancel <== fetchStage.fetchCancel
    fetchStage.returnExpected <== running.returnExpected
    fetchStage.returnAddress <== running.returnAddress
    fetchStage.hold <== flush | active
    fetchStage.redirect <== redirect
    fetchStage.target <== executeStage.following
    fetchStage.update <== executeStage.update
    connectFetch(kill: flush | redirect)

    decodeStage.advance <== advance
    decodeStage.kill <== flush | redirect
    decodeStage.interrupt <== systemUnit.interrupt
    decodeStage.interruptCause <== systemUnit.interruptCause
    decodeStage.privilege <== systemUnit.privilege
    decodeStage.checksIdentity <== running.encrypted
    decodeStage.checksFault <== running.encrypted | running.automatic
    decodeStage.checksReturn <== running.returnExpected & !running.automatic
    decodeStage.attribute <== running.attribute.extended(to: 8)
    decodeStage.judge <== systemUnit.judged
    decodeStage.showsContext <== active
    decodeStage.contextIndex <== contextIndex
    contextValue <== decodeStage.contextValue
    decodeStage.executing <== executeStage.pending
    decodeStage.executingResult <== executeStage.result
    decodeStage.executingLong <== executeStage.isLong
    decodeStage.inMemory <== memoryStage.pending
    decodeStage.inWriteBack <== writeBackStage.pending
    decodeStage.written <== writeBackStage.value
    decodeStage.registerWrite <== writeBackStage.write

    executeStage.issue <== decodeStage.issue
    executeStage.issued <== decodeStage.issued
    executeStage.advance <== advance
    executeStage.kill <== flush
    executeStage.systemFinish <== systemUnit.finish
    executeStage.systemTarget <== systemUnit.target
    executeStage.operandsValid <== !writeBackStage.isWaiting
    executeStage.computed <== writeBackStage.computed
    executeStage.loaded <== writeBackStage.loaded

    memoryStage.executed <== executeStage.executed
    memoryStage.executedValid <== executeStage.executedValid
    memoryStage.address <== executeStage.address
    memoryStage.advance <== advance
    memoryStage.kill <== flush
    dataValid <== memoryStage.dataValid
    memoryStage.dataReady <== dataReady
    dataOperation <== memoryStage.dataOperation
    dataAddress <== memoryStage.dataAddress
    dataSize <== memoryStage.dataSize
    dataIsSigned <== memoryStage.dataIsSigned
    dataStore <== memoryStage.dataStore
    dataCancel <== memoryStage.dataCancel
    memoryStage.resultValid <== resultValid
    memoryStage.access <== access
    accessDone <== resultValid & active

    writeBackStage.arriving <== memoryStage.leaving
    writeBackStage.arrivingValid <== memoryStage.leavingValid
    writeBackStage.arrivingUnanswered <== memoryStage.isUnanswered
    writeBackStage.product <== executeStage.product
    writeBackStage.quotient <== executeStage.quotient
    writeBackStage.advance <== advance
    writeBackStage.resultValid <== resultValid
    writeBackStage.answer.word <== result
    writeBackStage.answer.cause <== resultCause
    writeBackStage.answer.physical <== resultPhysical
    writeBackStage.systemActive <== active
    writeBackStage.systemResult <== systemUnit.result
    writeBackStage.systemResultValid <== systemUnit.resultValid
    writeBackStage.systemWrite <== systemUnit.clear | registerWrite.valid
    writeBackStage.systemIndex <== mux(systemUnit.clear, systemUnit.clearIndex, registerWrite.index)
    writeBackStage.systemFinish <== systemUnit.finish
    writeBackStage.systemCommit <== systemUnit.commit

    endReservation <== systemUnit.endReservation
    systemUnit.start <== flush
    systemUnit.instruction <== writeBackStage.instruction
    systemUnit.answerCause <== writeBackStage.failure
    systemUnit.retired <== writeBackStage.commit & !systemUnit.commit
    systemUnit.software <== softwareInterrupt
    systemUnit.timer <== timerInterrupt
    systemUnit.external <== externalInterrupt
    systemUnit.supervisorExternal <== supervisorExternalInterrupt
    outsideAddress <== systemUnit.outsideAddress
    systemUnit.outside <== outside
    regionIndex <== systemUnit.regionIndex
    seedAccess <== systemUnit.seedAccess
    systemUnit.running <== running
    order <== systemUnit.order
    systemUnit.protection <== protection
    cachesEmptied <== commandReady
    commandValid <== systemUnit.commandValid | emptyCaches
    systemUnit.commandReady <== commandReady
    command <== systemUnit.command

    satpMode <== systemUnit.satpMode
    satpPpn <== systemUnit.satpPage
    fetchPrivilege <== systemUnit.privilege
    dataPrivilege <== systemUnit.dataPrivilege
    sum <== systemUnit.status.supervisorUser
    mxr <== systemUnit.status.executableReadable
    domain <== running.domain
    encrypted <== running.encrypted
    closed <== running.closed

    // The answer of memory finds its instruction: in the memory stage as it leaves, or in write-back.
    always(
      "answers_find_their_instruction", !resultValid | advance | writeBackStage.isWaiting | flush | active)
    connectRetirePort(advance)
    ignore(systemUnit.status)
  }

  /// What is fetched goes to decode: with extension C through the aligner, which looks from fetch like decode, and from decode like fetch.
  private func connectFetch(kill: Bit) {
    guard let aligner, let predictionEndsWord = fetchStage.predictionEndsWord,
      let arrivingIsVoid = decodeStage.arrivingIsVoid, let issuedIsVoid = decodeStage.issuedIsVoid,
      let executingIsVoid = executeStage.issuedIsVoid
    else {
      fetchStage.take <== decodeStage.take
      decodeStage.arrivingValid <== fetchStage.valid
      decodeStage.arriving <== fetchStage.place
      decodeStage.fetchedValid <== instructionValid
      connectInstruction(decodeStage.fetched)
      instructionReady <== decodeStage.takesInstruction
      return
    }
    fetchStage.take <== aligner.take
    aligner.arrivingValid <== fetchStage.valid
    aligner.arriving <== fetchStage.place
    aligner.arrivingEndsWord <== predictionEndsWord
    aligner.fetchedValid <== instructionValid
    connectInstruction(aligner.fetched)
    instructionReady <== aligner.takesWord
    aligner.returnsToUpper <== running.returnAddress[1]
    aligner.kill <== kill
    aligner.taken <== decodeStage.take
    decodeStage.arrivingValid <== aligner.valid
    decodeStage.arriving <== aligner.place
    decodeStage.fetchedValid <== aligner.valid
    decodeStage.fetched <== aligner.instruction
    arrivingIsVoid <== aligner.isVoid
    executingIsVoid <== issuedIsVoid
    ignore(decodeStage.takesInstruction)
    if let retirePort, let decodes = retirePort.decodes, let decoded = retirePort.decoded {
      decodes <== decodeStage.take
      decoded <== aligner.encoding
    } else {
      ignore(aligner.encoding)
    }
  }

  private func connectInstruction(_ fetched: View<FetchedInstruction>.Var) {
    fetched.instruction <== instruction
    fetched.cause <== instructionCause
    fetched.protected <== instructionProtected
    fetched.attribute <== instructionAttribute
  }

  private func connectRetirePort(_ advance: Bit) {
    guard let retirePort, let rvfi, let interruptValid, let interruptCause else {
      ignore(systemUnit.isInterrupt, systemUnit.cause, systemUnit.trapped)
      return
    }
    retirePort.advance <== advance
    retirePort.following <== executeStage.following
    retirePort.instruction <== writeBackStage.instruction
    retirePort.commit <== writeBackStage.commit
    retirePort.result <== writeBackStage.pending
    retirePort.value <== writeBackStage.value
    retirePort.answerWord <== writeBackStage.loaded
    retirePort.trapped <== systemUnit.trapped
    retirePort.isInterrupt <== systemUnit.isInterrupt
    retirePort.cause <== systemUnit.cause
    retirePort.isSystem <== systemUnit.finish
    retirePort.target <== systemUnit.target
    retirePort.privilege <== systemUnit.privilege
    retirePort.domain <== running.domain.extended(to: 8)
    retirePort.encrypted <== running.encrypted
    retirePort.systemActive <== systemUnit.active
    rvfi <== retirePort.rvfi
    interruptValid <== retirePort.interruptValid
    interruptCause <== retirePort.interruptCause
  }
}
