import HDL

/// The devices of the system behind one port: finisher, CLINT, PLIC, serial port, block device. `docs/core.md`, section 2.
final class Peripherals: Module {
  let request = Sink(DeviceRequest())
  let responseValid = Out("one cycle, the second after the request")
  let responseData = Out(32, "word of the aligned address")
  let responseError = Out()

  let currentTime = Out(64, "the real-time counter")
  let machineSoftwareInterrupt = Out()
  let machineTimerInterrupt = Out()
  let machineExternalInterrupt = Out()
  let supervisorExternalInterrupt = Out()

  let receiveLine = In("of the serial port; high while nothing is sent")
  let sendLine = Out()
  let mediumSectors = In(32, "sectors of the block device's medium")
  let mediumRequest = Source(MediumRequest())
  let mediumWrite = Source(MediumWord(), "a word to be written")
  let mediumRead = Sink(MediumWord(), "a word that was read")
  let mediumAnswer = Sink(MediumAnswer())
  let finished = Out("a program has ended the simulation")
  let exitCode = Out(16)

  let bus = Instance(DeviceBus())
  let finisher = Instance(Finisher())
  let localInterruptor: Instance<LocalInterruptor>
  let interruptController = Instance(InterruptController(sources: Peripherals.sources))
  let serialPort: Instance<SerialPort>
  let blockDevice = Instance(BlockDevice())

  /// Sources of the interrupt controller, and which of them are which device.
  static let sources = 15
  static let blockDeviceSource = 1
  static let serialPortSource = 10

  /// - Parameters:
  ///   - cyclesPerTick: clock cycles in which the real-time counter advances by one.
  ///   - serialDivisor: of the clock for sixteen samples of a bit, until a program sets another one.
  init(cyclesPerTick: Int = 1, serialDivisor: Int = 1) {
    localInterruptor = Instance(LocalInterruptor(cyclesPerTick: cyclesPerTick))
    serialPort = Instance(SerialPort(divisor: serialDivisor))
  }

  override var summary: String { "The devices of the system." }

  override func build() {
    bus.request <== request
    responseValid <== bus.responseValid
    responseData <== bus.responseData
    responseError <== bus.responseError

    finisher.access <== bus.finisher
    localInterruptor.access <== bus.localInterruptor
    interruptController.access <== bus.interruptController
    serialPort.access <== bus.serialPort
    blockDevice.access <== bus.blockDevice
    bus.localInterruptorData <== localInterruptor.data
    bus.interruptControllerData <== interruptController.data
    bus.interruptControllerError <== interruptController.error
    bus.serialPortData <== serialPort.data
    bus.serialPortError <== serialPort.error
    bus.blockDeviceData <== blockDevice.data
    bus.blockDeviceWord <== blockDevice.word
    bus.blockDeviceError <== blockDevice.error
    blockDevice.sectors <== mediumSectors
    mediumRequest <== blockDevice.request
    mediumWrite <== blockDevice.toMedium
    blockDevice.fromMedium <== mediumRead
    blockDevice.answer <== mediumAnswer

    interruptController.sources
      <== cat(
        (1...Self.sources).reversed().map { source in
          switch source {
          case Self.blockDeviceSource: blockDevice.interrupt
          case Self.serialPortSource: serialPort.interrupt
          default: Bit(false)
          }
        })
    currentTime <== localInterruptor.currentTime
    machineSoftwareInterrupt <== localInterruptor.softwareInterrupt
    machineTimerInterrupt <== localInterruptor.timerInterrupt
    machineExternalInterrupt <== interruptController.machineInterrupt
    supervisorExternalInterrupt <== interruptController.supervisorInterrupt

    serialPort.receiveLine <== receiveLine
    sendLine <== serialPort.sendLine
    finished <== finisher.finished
    exitCode <== finisher.code
  }
}
