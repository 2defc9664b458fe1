import HDL

/// An encryption unit that tests itself, as the top of an FPGA: needs nothing but a clock, and shows what it finds on eight
/// lamps and a serial line.
public final class SelfTestBoard: Module {
  let led = Out(8, "0 passed, 1 failed, 2 changes once a second, 7:3 the present step - 1")
  let serial = Out("the verdict as text")
  let tiedHigh: [Bit.Output]

  let powerOn = Instance(PowerOnReset())
  let unit: Instance<EncryptionUnit>
  let selfTest: Instance<SelfTest>
  let memory: Instance<BusMemory>
  let report: Instance<SelfTestReport>
  let transmitter: Instance<SerialTransmitter>

  /// Bits per second on the serial line.
  public static let baudRate = 115_200
  /// What stands in the name of the board.
  public let subject: String
  public let parameters: UnitParameters
  public let regions: [SelfTestRegion]
  /// Hertz.
  public let clockFrequency: Int

  /// - Parameters:
  ///   - parameters: of the unit.
  ///   - subject: what the report calls the unit; at most 20 characters of ASCII.
  ///   - regions: what is written and loaded, with the right ciphertext.
  ///   - clockFrequency: hertz; from four times the baud rate.
  ///   - tiedHigh: pins of the board that must be high, by name.
  public init(
    _ parameters: UnitParameters, subject: String, regions: [SelfTestRegion], clockFrequency: Int,
    tiedHigh: [String] = []
  ) {
    self.parameters = parameters
    self.subject = subject
    self.regions = regions
    self.clockFrequency = clockFrequency
    self.tiedHigh = tiedHigh.map { Out("tied high").pin($0) }
    let test = SelfTest(parameters, regions: regions)
    let lines = max(2, 1 << bitsToCount(regions.reduce(0) { $0 + $1.lines.count }))
    unit = Instance(EncryptionUnit(parameters))
    selfTest = Instance(test)
    memory = Instance(BusMemory(lines: lines, firstLine: SelfTest.firstPhysicalLine))
    report = Instance(SelfTestReport(subject: subject, steps: test.steps.count, interval: clockFrequency))
    let divisor = (clockFrequency + Self.baudRate / 2) / Self.baudRate
    transmitter = Instance(SerialTransmitter(divisor: divisor))
  }

  public override var summary: String {
    """
    Self-test of the encryption unit (\(subject)) on an FPGA board with a clock of \(clockFrequency) Hz: known lines go through the unit, and what arrives on the bus and what comes back is compared with stored words.
    The verdict is on the lamps and, with \(Self.baudRate) baud, on the serial line.
    """
  }

  public override func build() {
    let reset = powerOn.active
    unit.reset() <== reset
    selfTest.reset() <== reset
    memory.reset() <== reset
    report.reset() <== reset
    transmitter.reset() <== reset

    unit.setup <== selfTest.setup
    selfTest.setupResponse <== unit.setupResponse
    unit.mode <== selfTest.mode
    selfTest.modeResponse <== unit.modeResponse
    unit.request <== selfTest.request
    unit.store <== selfTest.store
    selfTest.response <== unit.response
    unit.viewIndex <== 0

    memory.axiAr <== unit.axiAr
    unit.axiR <== memory.axiR
    memory.axiAw <== unit.axiAw
    memory.axiW <== unit.axiW
    unit.axiB <== memory.axiB
    selfTest.busFire <== unit.axiW.fire
    selfTest.busData <== unit.axiW.payload.data

    report.passed <== selfTest.passed
    report.failed <== selfTest.failed
    report.step <== selfTest.step
    transmitter.input <== report.output
    serial <== transmitter.line
    let step = selfTest.step
    led <== cat(step.extended(to: 5), report.heartbeat, selfTest.failed, selfTest.passed)
    for pin in tiedHigh { pin <== true }
  }
}
