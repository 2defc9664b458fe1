import HDL

/// The processor with its devices: core, encryption unit between its caches and the bus, peripherals. Main memory and the boot ROM
/// are behind the AXI4 port. `docs/core.md`.
///
/// No instruction reaches the set-up and mode ports of the encryption unit yet: domain 0 runs, in plaintext.
public final class ProcessorSystem: Module {
  let axiAr = Source(AXIAddress(), "read address")
  let axiR = Sink(AXIRead(), "read data")
  let axiAw = Source(AXIAddress(), "write address")
  let axiW = Source(AXIWrite(), "write data")
  let axiB = Sink(AXIWriteResponse(), "write response")

  let receiveLine = In("of the serial port; high while nothing is sent")
  let sendLine = Out()
  let finished = Out("a program has ended the simulation")
  let exitCode = Out(16)

  let rvfi: View<Retirement>.Output?
  let interruptValid: Bit.Output?
  let interruptCause: Bits.Output?
  let currentTime = Out(64, "the real-time counter")
  let interrupts = Out(4, "inputs of mip: SEIP, MEIP, MTIP, MSIP")

  let core: Instance<ProcessorCore>
  let encryption: Instance<EncryptionUnit>
  let peripherals: Instance<Peripherals>

  let unit: UnitParameters

  public init(_ parameters: SystemParameters) {
    unit = parameters.unit
    core = Instance(ProcessorCore(parameters.core, parameters.memory))
    encryption = Instance(EncryptionUnit(parameters.unit))
    peripherals = Instance(
      Peripherals(cyclesPerTick: parameters.cyclesPerTick, serialDivisor: parameters.serialDivisor))
    rvfi = parameters.core.retirePort ? Out(Retirement()) : nil
    interruptValid = parameters.core.retirePort ? Out("an interrupt is taken before the next instruction") : nil
    interruptCause = parameters.core.retirePort ? Out(5) : nil
  }

  public override var summary: String { "RV32IMA processor with encryption unit and peripherals; memory behind AXI4." }

  public override func build() {
    encryption.request <== core.request
    encryption.store <== core.store
    core.response <== encryption.response
    axiAr <== encryption.axiAr
    encryption.axiR <== axiR
    axiAw <== encryption.axiAw
    axiW <== encryption.axiW
    encryption.axiB <== axiB
    encryption.setup.valid <== false
    encryption.setup.payload <== View(SetupCommand(unit), from: Bits(0, width: encryption.setup.payload.bits.width))
    encryption.setupResponse.ready <== true
    encryption.mode.valid <== false
    encryption.mode.payload <== View(ModeCommand(unit), from: Bits(0, width: encryption.mode.payload.bits.width))
    encryption.modeResponse.ready <== true
    encryption.viewIndex <== 0

    peripherals.request <== core.device
    core.deviceResponseValid <== peripherals.responseValid
    core.deviceResponseData <== peripherals.responseData
    core.deviceResponseError <== peripherals.responseError
    core.softwareInterrupt <== peripherals.machineSoftwareInterrupt
    core.timerInterrupt <== peripherals.machineTimerInterrupt
    core.externalInterrupt <== peripherals.machineExternalInterrupt
    core.supervisorExternalInterrupt <== peripherals.supervisorExternalInterrupt
    core.currentTime <== peripherals.currentTime
    peripherals.receiveLine <== receiveLine
    sendLine <== peripherals.sendLine
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
}
