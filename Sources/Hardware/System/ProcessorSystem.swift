import HDL

/// The processor with its devices: core, encryption unit between its caches and the bus, peripherals. Main memory and the boot ROM
/// are behind the AXI4 port, the processor's identity behind the fuse port. `docs/core.md`.
public final class ProcessorSystem: Module {
  let axiAr = Source(AXIAddress(), "read address")
  let axiR = Sink(AXIRead(), "read data")
  let axiAw = Source(AXIAddress(), "write address")
  let axiW = Source(AXIWrite(), "write data")
  let axiB = Sink(AXIWriteResponse(), "write response")

  let fuseAddress: Bits.Output
  let fuse = In(64, "the fuses at `fuse_address` one cycle before").secret()

  let noise = In("a sample of the noise source").secret()
  let noiseValid = In("`noise` is a new sample")

  let receiveLine = In("of the serial port; high while nothing is sent")
  let sendLine = Out()
  let mediumSectors = In(32, "sectors of the block device's medium; 0 without one")
  let mediumRequest = Source(MediumRequest(), "a sector is to be read or written")
  let mediumWrite = Source(MediumWord(), "a word to be written")
  let mediumRead = Sink(MediumWord(), "a word that was read")
  let mediumAnswer = Sink(MediumAnswer(), "the end of a transfer")
  let finished = Out("a program has ended the simulation")
  let exitCode = Out(16)
  let encryptedMode = Out("a domain runs in encrypted mode")

  let rvfi: View<Retirement>.Output?
  let interruptValid: Bit.Output?
  let interruptCause: Bits.Output?
  let seedGathering: Bit.Output?
  let levelTwoTraffic: View<LevelTwoTraffic>.Output?
  let currentTime = Out(64, "the real-time counter")
  let interrupts = Out(4, "inputs of mip: SEIP, MEIP, MTIP, MSIP")

  let core: Instance<ProcessorCore>
  let protection: Instance<ProtectionControl>
  let encryption: Instance<KeyedEncryptionUnit>
  let levelTwo: Instance<LevelTwoCache>?
  let peripherals: Instance<Peripherals>
  let seedRegister: Instance<SeedRegister>
  let externalRegisters = Instance(ExternalRegisters())
  private let isCompressed: Bool

  public init(_ parameters: SystemParameters) {
    isCompressed = parameters.core.compressed
    fuseAddress = Out(parameters.exponentiation.fuseAddressBits)
    core = Instance(ProcessorCore(parameters.core, parameters.memory))
    protection = Instance(
      ProtectionControl(parameters.unit, parameters.exponentiation, compressed: parameters.core.compressed))
    encryption = Instance(KeyedEncryptionUnit(parameters.unit, parameters.exponentiation))
    levelTwo = parameters.levelTwo.map { Instance(LevelTwoCache($0)) }
    peripherals = Instance(
      Peripherals(cyclesPerTick: parameters.cyclesPerTick, serialDivisor: parameters.serialDivisor))
    seedRegister = Instance(SeedRegister(.standard))
    rvfi = parameters.core.retirePort ? Out(Retirement()) : nil
    interruptValid = parameters.core.retirePort ? Out("an interrupt is taken before the next instruction") : nil
    interruptCause = parameters.core.retirePort ? Out(5) : nil
    seedGathering = parameters.core.retirePort ? Out("a sample of the noise in this cycle goes into a seed") : nil
    levelTwoTraffic = parameters.core.retirePort && levelTwo != nil ? Out(LevelTwoTraffic()) : nil
  }

  public override var summary: String {
    "RV32IMA\(isCompressed ? "C" : "") processor with encryption unit and peripherals; memory behind AXI4."
  }

  public override func build() {
    encryption.request <== core.request
    encryption.store <== core.store
    core.response <== encryption.response
    connectMemory()
    connectProtection()
    encryption.viewIndex <== core.regionIndex[0...encryption.viewIndex.width - 1]
    let region = externalRegisters.region
    region.valid <== encryption.viewValid
    region.base <== cat(encryption.viewBaseLine, Bits(0, width: 6))
    region.limit <== cat(encryption.viewLimitLine[0...25], Bits(0, width: 6))
    region.info
      <== cat(
        encryption.viewAlgorithm[0...6], encryption.viewDomain.extended(to: 8), encryption.viewSegment,
        encryption.viewStack, encryption.viewShared, encryption.viewPlainAccess, encryption.viewDefaultKey,
        encryption.viewClosed, encryption.viewExecute, encryption.viewWrite, encryption.viewRead)
    ignore(encryption.viewAlgorithm, encryption.viewLimitLine, core.regionIndex)

    peripherals.request <== core.device
    core.deviceResponseValid <== peripherals.responseValid
    core.deviceResponseData <== peripherals.responseData
    core.deviceResponseError <== peripherals.responseError
    core.softwareInterrupt <== peripherals.machineSoftwareInterrupt
    core.timerInterrupt <== peripherals.machineTimerInterrupt
    core.externalInterrupt <== peripherals.machineExternalInterrupt
    core.supervisorExternalInterrupt <== peripherals.supervisorExternalInterrupt
    externalRegisters.address <== core.outsideAddress
    externalRegisters.currentTime <== peripherals.currentTime
    core.outside <== externalRegisters.value
    seedRegister.restart <== false
    seedRegister.noise <== noise
    seedRegister.noiseValid <== noiseValid
    connectSeed()
    peripherals.receiveLine <== receiveLine
    sendLine <== peripherals.sendLine
    peripherals.mediumSectors <== mediumSectors
    mediumRequest <== peripherals.mediumRequest
    mediumWrite <== peripherals.mediumWrite
    peripherals.mediumRead <== mediumRead
    peripherals.mediumAnswer <== mediumAnswer
    finished <== peripherals.finished
    exitCode <== peripherals.exitCode

    currentTime <== peripherals.currentTime
    interrupts
      <== cat(
        peripherals.supervisorExternalInterrupt, peripherals.machineExternalInterrupt,
        peripherals.machineTimerInterrupt, peripherals.machineSoftwareInterrupt)
    if let rvfi, let shown = core.rvfi { rvfi <== shown }
    if let interruptValid, let shown = core.interruptValid { interruptValid <== shown }
    if let interruptCause, let shown = core.interruptCause { interruptCause <== shown }
  }

  /// The encryption unit is on the bus, or has the level-2 cache before it.
  private func connectMemory() {
    guard let levelTwo else {
      axiAr <== encryption.axiAr
      encryption.axiR <== axiR
      axiAw <== encryption.axiAw
      axiW <== encryption.axiW
      encryption.axiB <== axiB
      return
    }
    levelTwo.upperAr <== encryption.axiAr
    encryption.axiR <== levelTwo.upperR
    levelTwo.upperAw <== encryption.axiAw
    levelTwo.upperW <== encryption.axiW
    encryption.axiB <== levelTwo.upperB
    axiAr <== levelTwo.axiAr
    levelTwo.axiR <== axiR
    axiAw <== levelTwo.axiAw
    axiW <== levelTwo.axiW
    levelTwo.axiB <== axiB
    guard let shown = levelTwoTraffic else { return }
    let (read, write) = (encryption.axiAr, encryption.axiAw)
    shown.line <== mux(read.fire, read.payload.addr, write.payload.addr)[6...31]
    shown.readStarts <== read.fire
    shown.writeStarts <== write.fire
    shown.reads <== encryption.axiR.fire
    shown.readData <== levelTwo.upperR.payload.data
    shown.readFails <== levelTwo.upperR.payload.resp.any
    shown.writes <== encryption.axiW.fire
    shown.writeData <== encryption.axiW.payload.data
  }

  /// The first random bits are those of the key under which contexts are sealed; until it is complete, programs wait for theirs.
  private func connectSeed() {
    if let seedGathering { seedGathering <== seedRegister.gathering } else { ignore(seedRegister.gathering) }
    guard let random = protection.random, let valid = protection.randomValid, let draws = protection.drawsRandom else {
      seedRegister.access <== core.seedAccess
      externalRegisters.seed <== seedRegister.value
      ignore(seedRegister.status)
      return
    }
    let isReady = (seedRegister.status == .es16).named("is_random_ready")
    random <== seedRegister.value[0...15]
    valid <== isReady
    seedRegister.access <== mux(draws, isReady, core.seedAccess)
    let waiting = cat(Enum(SeedRegister.Status.wait).bits, Bits(0, width: 30))
    externalRegisters.seed <== mux(draws & isReady, waiting, seedRegister.value)
  }

  private func connectProtection() {
    protection.order <== core.order
    core.protection <== protection.answer
    core.running <== protection.running
    core.contextIndex <== protection.contextIndex
    protection.contextValue <== core.contextValue
    core.registerWrite <== protection.registerWrite
    core.access <== protection.access
    core.accessStore <== protection.accessStore
    protection.accessDone <== core.accessDone
    protection.accessCause <== core.accessCause
    protection.accessWord <== core.accessWord
    core.emptyCaches <== protection.flush
    protection.flushed <== core.cachesEmptied

    encryption.keyCommand <== protection.key
    encryption.keyEntry <== protection.keyEntry
    protection.keyResponse <== encryption.keyResponse
    encryption.setup <== protection.setup
    protection.setupResponse <== encryption.setupResponse
    encryption.mode <== protection.mode
    protection.modeResponse <== encryption.modeResponse
    protection.unitRunning.domain <== encryption.runningDomain
    protection.unitRunning.encrypted <== encryption.runningEncrypted
    encryptedMode <== encryption.runningEncrypted
    protection.unitRunning.automatic <== encryption.runningAutomatic
    protection.unitRunning.closed <== encryption.runningClosed
    protection.unitRunning.attribute <== encryption.runningAttribute
    protection.unitRunning.returnExpected <== encryption.returnExpected
    protection.unitRunning.returnAddress <== encryption.returnAddress
    fuseAddress <== encryption.fuseAddress
    encryption.fuse <== fuse

    encryption.powerCommand <== protection.powerCommand
    encryption.powerOperand <== protection.powerOperand
    encryption.powerRequest <== protection.powerRequest
    protection.powerResult <== encryption.powerResult
    protection.powerStatus <== encryption.powerStatus
    protection.powerIdle <== encryption.powerIdle
  }
}
