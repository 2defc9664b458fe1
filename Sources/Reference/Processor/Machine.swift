/// The golden model of the whole system: hart, memory and devices, with the memory map of `docs/core.md`, section 2. Time
/// advances by one with each instruction.
public final class Machine {
  public let hart: Hart
  public let finisher = Finisher()
  public let localInterruptor: LocalInterruptor
  public let interruptController = InterruptController()
  public let serialPort: SerialPort
  public let blockDevice: BlockDevice
  /// Address of a word through which a program says that it has ended, as the tests of RISC-V International do: odd, and
  /// above bit 0 the exit code. In main memory, or it is not looked at.
  public var toHost: UInt32?

  /// How a run ended.
  public enum Outcome: Equatable, Sendable {
    /// The program wrote an exit code.
    case finished(Int)
    /// The limit was reached.
    case limit
    /// The first instruction of the handler of exceptions is one itself: that never ends.
    case trapped(pc: UInt32, cause: ExceptionCause)
    /// The cryptography of this model has failed.
    case failed(CipherError)
  }

  /// - Parameters:
  ///   - memory: bytes of main memory.
  ///   - fuses: the identity of the processor; without one it opens no key entry.
  ///   - unit: the sizes of the tables of its encryption unit.
  ///   - medium: of the block device.
  ///   - compressed: whether the hart has extension C.
  ///   - output: receives the bytes that programs send over the serial port.
  public init(
    memory: Int, fuses: [UInt64] = [], unit: UnitParameters = .standard, medium: any Medium = NoMedium(),
    compressed: Bool = false, output: @escaping (UInt8) -> Void
  ) {
    hart = Hart(memory: PhysicalMemory(size: memory), fuses: fuses, unit: unit, compressed: compressed)
    let seeds = SeedSource(seed: 0x5eed)
    hart.seed = { seeds.access() }
    let sealing = SeedSource(seed: 0x5ea1)
    hart.sealingKey = (0..<8).flatMap { _ in littleEndian(sealing.access()).prefix(2) }
    localInterruptor = LocalInterruptor(hart)
    serialPort = SerialPort(output: output)
    blockDevice = BlockDevice(medium: medium)
    hart.memory.attach(finisher, at: AddressMap.finisher)
    hart.memory.attach(localInterruptor, at: AddressMap.localInterruptor)
    hart.memory.attach(interruptController, at: AddressMap.interruptController)
    hart.memory.attach(serialPort, at: AddressMap.serialPort)
    hart.memory.attach(blockDevice, at: AddressMap.blockDevice)
  }

  /// The exit code, once the program has written one.
  public var exitCode: Int? {
    if let code = finisher.code { return code }
    guard let toHost, let bytes = hart.memory.bytes(at: toHost, count: 4) else { return nil }
    let word = bytes.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return word & 1 == 1 ? Int(word >> 1) : nil
  }

  /// Takes the interrupt that the devices have for the hart, if there is one.
  public func lookAtInterrupts() {
    interruptController.update(
      (serialPort.interrupt ? 1 << AddressMap.serialPortSource : 0)
        | (blockDevice.interrupt ? 1 << AddressMap.blockDeviceSource : 0))
    var inputs: UInt32 = 0
    if localInterruptor.softwareInterrupt { inputs |= InterruptCause.machineSoftware.bit }
    if localInterruptor.timerInterrupt { inputs |= InterruptCause.machineTimer.bit }
    if interruptController.interrupt(0) { inputs |= InterruptCause.machineExternal.bit }
    if interruptController.interrupt(1) { inputs |= InterruptCause.supervisorExternal.bit }
    hart.interruptInputs = inputs
    if let interrupt = hart.pendingInterrupt { hart.take(interrupt) }
  }

  /// Runs until the program ends, or until `limit` instructions have been executed since reset.
  public func run(limit: UInt64 = .max) -> Outcome {
    while hart.executed < limit {
      lookAtInterrupts()
      let untilTimer = localInterruptor.compare > hart.time ? localInterruptor.compare - hart.time : .max
      let slice = Int(min(limit - hart.executed, untilTimer, 4096))
      hart.execute(slice)
      if let failure = hart.failure { return .failed(failure) }
      if let code = exitCode { return .finished(code) }
      if let cause = hart.endlessTrap { return .trapped(pc: hart.pc, cause: cause) }
    }
    return .limit
  }

  /// Executes one instruction after the interrupt that may be before it.
  public func step() -> Retirement {
    lookAtInterrupts()
    return hart.step()
  }
}
