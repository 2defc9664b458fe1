import Hardware
import Simulation

/// What a processor on a board did in simulation.
public struct BoardRun: Sendable {
  /// What a terminal showed.
  public let text: String
  /// The lamps that were on at some time.
  public let lamps: UInt8
  public let cycles: Int

  /// Runs the top of a board until it has said as many characters as `expected` has, and presses a key when it is asked to for the
  /// first time.
  ///
  /// - Parameters:
  ///   - clockFrequency: of the clock that the processor has, in hertz.
  ///   - limit: clock cycles to wait at most.
  ///   - seed: of what registers and memories hold at power-on, where they hold nothing certain.
  /// - Throws: `SimulationError`, also when a property of the hardware does not hold.
  public init(
    _ model: SimulationModel, until expected: String, clockFrequency: Int, limit: Int, seed: UInt64 = 1
  ) throws {
    let simulator = try Simulator(model, initialState: .random(seed: seed))
    let serial = try simulator.port("serial", as: Bool.self)
    let serialIn = try simulator.port("serial_in", as: Bool.self)
    let led = try simulator.port("led", as: UInt8.self)
    var terminal = SerialReceiver(clockFrequency: clockFrequency, baudRate: ProcessorBoard.baudRate)
    let bit = clockFrequency / ProcessorBoard.baudRate
    // A space with its start bit, which is sent first, and two stop bits.
    let frame = 0b11 << 9 | UInt16(UInt8(ascii: " ")) << 1
    let length = expected.utf8.count
    var (read, lamps, cycles) = (0, UInt8(0), 0)
    var pressed: Int?
    serialIn.value = true
    while cycles < limit, read < length {
      try simulator.tick()
      cycles += 1
      terminal.sample(serial.value)
      lamps |= led.value
      if terminal.text.utf8.count != read {
        read = terminal.text.utf8.count
        if pressed == nil, terminal.text.hasSuffix(BoardProgram.prompt) { pressed = cycles }
      }
      guard let pressed else { continue }
      serialIn.value = frame >> UInt16(min((cycles - pressed) / bit, 10)) & 1 == 1
    }
    (text, self.lamps, self.cycles) = (terminal.text, lamps, cycles)
  }
}
