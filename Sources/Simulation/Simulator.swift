import CSimulation
import Foundation
import HDL

/// One running instance of a model. Use each instance from one thread at a time; different instances are independent.
///
/// Set inputs through ports, then `tick()`: the clock falls, the design settles with the new inputs, the clock rises,
/// registers take their values, and outputs show the state after the edge. To see outputs as they are just before the
/// edge, call `settle()` between the two.
public final class Simulator {
  /// What registers hold before they are reset or written.
  public enum InitialState: Hashable, Sendable {
    case zeros
    /// Every bit from a generator; equal seeds give equal states.
    case random(seed: UInt64)
  }

  public let model: SimulationModel
  @usableFromInline let instance: UnsafeMutableRawPointer
  @usableFromInline let tickFunction: @convention(c) (UnsafeMutableRawPointer) -> Int32
  @usableFromInline let settleFunction: @convention(c) (UnsafeMutableRawPointer) -> Int32
  @usableFromInline let evaluateFunction: @convention(c) (UnsafeMutableRawPointer) -> Int32
  @usableFromInline let cycleCounter: UnsafePointer<UInt64>
  private let gate: UnsafeMutablePointer<Int32>
  private var refusal: SimulationError?
  private var waveform: OutputFile?

  /// Creates an instance. Nothing is evaluated yet.
  public init(_ model: SimulationModel, initialState: InitialState = .zeros) throws(SimulationError) {
    self.model = model
    let arguments = ["simulation"] + initialState.arguments
    let strings = arguments.map { strdup($0) }
    defer { for string in strings { free(string) } }
    let created = strings.map { UnsafePointer($0) }.withUnsafeBufferPointer {
      model.api.pointee.create($0.baseAddress, Int32($0.count))
    }
    guard let created else {
      throw .abiMismatch(path: model.library.path, reason: "an instance could not be constructed")
    }
    instance = created
    tickFunction = model.api.pointee.tick
    settleFunction = model.api.pointee.settle
    evaluateFunction = model.api.pointee.evaluate
    cycleCounter = UnsafePointer(model.api.pointee.cycle(created))
    gate = model.api.pointee.gate(created)
  }

  deinit {
    try? stopWaveform()
    model.api.pointee.destroy(instance)
  }

  /// Clock cycles since creation.
  @inlinable public var cycle: Int { Int(cycleCounter.pointee) }

  /// Settles the design with the current inputs, without a clock edge.
  @inlinable @inline(__always)
  public func evaluate() throws(SimulationError) {
    let status = evaluateFunction(instance)
    if status != 0 { throw failure(status) }
  }

  /// The first half of a clock cycle: the clock falls and the design settles with the current inputs, so that outputs
  /// show what they are at the coming edge. The next `tick()` is then the second half alone, the rising edge.
  ///
  /// - Throws: what the design stopped for, or `SimulationError.unavailable` for a design without a clock.
  @inlinable @inline(__always)
  public func settle() throws(SimulationError) {
    let status = settleFunction(instance)
    if status != 0 { throw failure(status) }
  }

  /// One clock cycle.
  @inlinable @inline(__always)
  public func tick() throws(SimulationError) {
    let status = tickFunction(instance)
    if status != 0 { throw failure(status) }
  }

  /// Several clock cycles with the same inputs; stops early when the design stops.
  public func tick(count: Int) throws(SimulationError) {
    let status = model.api.pointee.run(instance, UInt64(max(count, 0)))
    if status != 0 { throw failure(status) }
  }

  /// Ticks until, after a tick, the port's bits under `mask` equal `value`. At least one tick.
  ///
  /// - Returns: the ticks it took.
  /// - Throws: `SimulationError.limitReached` after `limit` ticks in vain.
  @discardableResult
  public func run<Value>(
    until port: Port<Value>, equals value: Value, mask: Value.Storage = .max, limit: Int
  ) throws(SimulationError) -> Int {
    let start = cycle
    let mask = UInt64(mask)
    let status = model.api.pointee.run_until(
      instance, UInt32(port.index), mask, UInt64(value.portStorage) & mask, UInt64(max(limit, 0)))
    if status == SIMULATION_LIMIT {
      throw .limitReached(port: model.design.ports[port.index].name, cycles: limit)
    }
    if status != 0 { throw failure(status) }
    return cycle - start
  }

  /// Ticks with the reset asserted, then deasserts it.
  public func reset(cycles: Int = 1) throws(SimulationError) {
    guard let name = model.design.reset else { throw unavailable("it has no reset") }
    let reset = try port(name, as: Bool.self)
    reset.value = true
    try tick(count: cycles)
    reset.value = false
  }

  /// What the design printed with `$display` and the like since creation or `clearLog()`.
  public var log: String { String(cString: model.api.pointee.log(instance)) }

  public func clearLog() { model.api.pointee.clear_log(instance) }

  /// Records every signal from now on, at two time steps per cycle. The file appears at `path` when the waveform is
  /// stopped or the instance ends; until then its name ends in `.partial`.
  public func startWaveform(at path: String) throws(SimulationError) {
    try stopWaveform()
    let file = try OutputFile(path)
    let status = model.api.pointee.start_waveform(instance, file.partial)
    guard status == 0 else {
      file.discard()
      throw status == SIMULATION_UNAVAILABLE
        ? unavailable("it was built without waveforms; set SimulationOptions.waveform to .fst or .vcd")
        : failure(status)
    }
    waveform = file
  }

  /// Ends the waveform, if there is one.
  public func stopWaveform() throws(SimulationError) {
    guard let file = waveform else { return }
    waveform = nil
    model.api.pointee.stop_waveform(instance)
    try file.finish()
  }

  /// Writes what has been covered so far, in the format `verilator_coverage` reads.
  public func writeCoverage(to path: String) throws(SimulationError) {
    let file = try OutputFile(path)
    let status = model.api.pointee.write_coverage(instance, file.partial)
    guard status == 0 else {
      file.discard()
      throw status == SIMULATION_UNAVAILABLE
        ? unavailable("it was built without coverage; set SimulationOptions.coverage") : failure(status)
    }
    try file.finish()
  }

  /// Remembers a value that could not be driven, and closes the gate until the next evaluation reports it.
  func refuse(_ error: SimulationError) {
    if gate.pointee == SIMULATION_OK {
      gate.pointee = Int32(SIMULATION_REFUSED)
      refusal = error
    }
  }

  @usableFromInline
  func failure(_ status: Int32) -> SimulationError {
    let halt = halt()
    return switch Int(status) {
    case SIMULATION_FINISH: .finish(halt)
    case SIMULATION_STOP: .stop(halt)
    case SIMULATION_ASSERTION: .assertion(halt)
    case SIMULATION_NOT_CONVERGED: .notConverged(halt)
    case SIMULATION_DEAD: .dead(design: model.design.top)
    case SIMULATION_NO_CLOCK: unavailable("it has no clock; use evaluate()")
    case SIMULATION_REFUSED: takeRefusal()
    default: .fatal(halt)
    }
  }

  private func takeRefusal() -> SimulationError {
    gate.pointee = Int32(SIMULATION_OK)
    defer { refusal = nil }
    return refusal ?? .dead(design: model.design.top)
  }

  private func halt() -> Halt {
    let halt = model.api.pointee.halt(instance)
    let file = halt.file.map { String(cString: $0) }
    return Halt(
      design: model.design.top, message: String(cString: halt.message), file: file,
      line: file == nil ? nil : Int(halt.line), cycle: cycle)
  }

  func unavailable(_ reason: String) -> SimulationError { .unavailable(design: model.design.top, reason: reason) }
}

extension Simulator.InitialState {
  fileprivate var arguments: [String] {
    switch self {
    case .zeros: return ["+verilator+rand+reset+0"]
    case .random(let seed):
      // Verilator takes 31 bits, of which 0 means "from the clock", and turns small numbers into states of mostly ones:
      // scatter the seed first (the finalizer of SplitMix64).
      var mixed = seed &+ 0x9e37_79b9_7f4a_7c15
      mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
      mixed ^= mixed >> 31
      return ["+verilator+rand+reset+2", "+verilator+seed+\(max(mixed & 0x7fff_ffff, 1))"]
    }
  }
}
