import HDL
import Hardware
import Simulation

/// What a board showed in simulation.
public struct SelfTestOutcome: Hashable, Sendable {
  /// The first line on the serial line, without its end; what there was of it when the time was over.
  public let text: String
  /// The eight lamps at that moment.
  public let lamps: UInt8
  public let cycles: Int

  /// Whether text and lamps both say that the test passed.
  public var passed: Bool { text.hasSuffix(": PASSED") && lamps & 0b11 == 0b01 }
}

/// Runs the top of a board until it has said its verdict.
public enum SelfTestRun {
  /// In this process.
  ///
  /// - Parameter limit: clock cycles to wait at most.
  public static func inProcess(
    _ design: Design, clockFrequency: Int, limit: Int, start: CycleSimulation.Start = .zero
  ) throws -> SelfTestOutcome {
    let simulation = try CycleSimulation(design, start: start)
    let serial = try simulation.probe("serial")
    let lamps = try simulation.probe("led")
    return try observe(clockFrequency, limit) {
      try simulation.tick()
      return (try serial.peekWord() == 1, UInt8(try lamps.peekWord()))
    }
  }

  /// With a model of Verilator.
  ///
  /// - Parameter limit: clock cycles to wait at most.
  public static func verilator(
    _ model: SimulationModel, clockFrequency: Int, limit: Int, initialState: Simulator.InitialState = .zeros
  ) throws -> SelfTestOutcome {
    let simulator = try Simulator(model, initialState: initialState)
    let serial = try simulator.port("serial", as: Bool.self)
    let lamps = try simulator.port("led", as: UInt8.self)
    return try observe(clockFrequency, limit) {
      try simulator.tick()
      return (serial.value, lamps.value)
    }
  }

  private static func observe(
    _ clockFrequency: Int, _ limit: Int, _ tick: () throws -> (serial: Bool, lamps: UInt8)
  ) throws -> SelfTestOutcome {
    var receiver = SerialReceiver(clockFrequency: clockFrequency, baudRate: SelfTestBoard.baudRate)
    var lamps: UInt8 = 0
    var cycles = 0
    while cycles < limit, !receiver.text.hasSuffix("\r\n") {
      let now = try tick()
      receiver.sample(now.serial)
      lamps = now.lamps
      cycles += 1
    }
    let text = receiver.text.hasSuffix("\r\n") ? String(receiver.text.dropLast()) : receiver.text
    return SelfTestOutcome(text: text, lamps: lamps, cycles: cycles)
  }
}
