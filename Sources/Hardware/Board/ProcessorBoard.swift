import HDL

/// The whole processor on an FPGA board: needs a clock and a serial line. Its program lies in main memory when the FPGA has been
/// configured. A prototype: its identity is in the bit stream, so it keeps no secret from whoever has that.
public final class ProcessorBoard: Module {
  let clockStable = In("the clock has its frequency; until then everything is in reset")
  let serialIn = In("to the processor; high while nothing is sent")
  let serial = Out("from the processor")
  let led = Out(
    5, "0 clock, 1 encrypted mode, 2 lines cross the bus, 3 program ended, 4 with a failure")
  let tiedHigh: [Bit.Output]

  let wasStable = Reg("clock_stable, synchronous; without reset, for the reset is made of it")
  let isStable = Reg("a cycle later")

  let powerOn = Instance(PowerOnReset())
  let system: Instance<ProcessorSystem>
  let memory: Instance<OnChipMemory>
  let fuses: Instance<FuseMemory>
  let noiseSource: Instance<RingOscillatorNoise>
  let display: Instance<BoardLamps>

  /// Bits per second on the serial line, until a program sets another speed.
  public static let baudRate = 115_200
  /// Words of 64 bits in main memory: 128 KiB.
  public static let mainWords = 16384
  /// Hertz.
  public let clockFrequency: Int

  /// - Parameters:
  ///   - point: the processor with the tables of this design point.
  ///   - clockFrequency: hertz; from 16 times the baud rate.
  ///   - contents: of main memory from 0x8000_0000 on.
  ///   - boot: instructions at the reset vector, at most 8 words of 64 bits.
  ///   - fuses: the identity of the processor.
  ///   - tiedHigh: pins of the board that must be high, by name.
  public init(
    _ point: DesignPoint, clockFrequency: Int, contents: [UInt64], boot: [UInt64], fuses: [UInt64],
    tiedHigh: [String] = []
  ) throws(NoiseParameterError) {
    self.clockFrequency = clockFrequency
    self.tiedHigh = tiedHigh.map { Out("tied high").pin($0) }
    var parameters = SystemParameters(point)
    parameters.core.retirePort = false
    // The real-time counter counts microseconds.
    parameters.cyclesPerTick = max(1, clockFrequency / 1_000_000)
    parameters.serialDivisor = max(1, (clockFrequency + 8 * Self.baudRate) / (16 * Self.baudRate))
    system = Instance(ProcessorSystem(parameters))
    memory = Instance(OnChipMemory(words: Self.mainWords, contents: contents, boot: boot))
    self.fuses = Instance(FuseMemory(fuses, addressBits: parameters.exponentiation.fuseAddressBits))
    noiseSource = Instance(try RingOscillatorNoise(.ecp5))
    display = Instance(BoardLamps(clockFrequency: clockFrequency))
  }

  public override var summary: String {
    """
    The whole processor on an FPGA board with a clock of \(clockFrequency) Hz, with main memory and boot ROM on the chip.
    Its serial line begins with \(Self.baudRate) baud.
    """
  }

  public override func build() {
    wasStable <== clockStable
    isStable <== wasStable
    let reset = (powerOn.active | !isStable).named("held")
    system.reset() <== reset
    memory.reset() <== reset
    noiseSource.reset() <== reset
    display.reset() <== reset

    memory.axiAr <== system.axiAr
    system.axiR <== memory.axiR
    memory.axiAw <== system.axiAw
    memory.axiW <== system.axiW
    system.axiB <== memory.axiB
    fuses.address <== system.fuseAddress
    system.fuse <== fuses.word
    noiseSource.enable <== true
    system.noise <== noiseSource.noise
    system.noiseValid <== noiseSource.valid
    system.receiveLine <== serialIn
    serial <== system.sendLine
    // No block device: its medium has no sectors.
    system.mediumSectors <== 0
    system.mediumRequest.ready <== false
    system.mediumWrite.ready <== false
    system.mediumRead.valid <== false
    system.mediumRead.payload.data <== 0
    system.mediumAnswer.valid <== false
    system.mediumAnswer.payload.error <== false
    ignore(system.currentTime, system.interrupts)

    display.encrypted <== system.encryptedMode
    display.moves <== system.axiAr.fire | system.axiAw.fire
    display.finished <== system.finished
    display.failed <== system.exitCode.any
    led <== display.lamps
    for pin in tiedHigh { pin <== true }
  }
}
