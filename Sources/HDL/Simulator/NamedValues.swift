// Access by name, for any width.
extension CycleSimulation {
  /// The ports of the top module, without clock and reset.
  public var ports: [PortDescription] {
    (compiled.instances.first?.plan.definition.ports ?? []).map {
      PortDescription(name: $0.name ?? "port", width: $0.width, direction: $0.operation == .input ? .input : .output)
    }
  }

  /// The value of a port, of a signal or of a value named in the Verilog: `lane_0.state`.
  ///
  /// - Throws: `CycleSimulationError.unknownName`.
  public func peek(_ name: String) throws(CycleSimulationError) -> Constant { try peek(signal(named: name)) }

  /// Sets an input of the top module, or what a register holds.
  ///
  /// - Throws: `CycleSimulationError.unknownName`, `.driven`, or `.value` when the value has more bits than the signal.
  public func poke(_ name: String, _ value: Constant) throws(CycleSimulationError) {
    try poke(signal(named: name), value.words)
  }

  /// Sets an input of the top module, or what a register holds. Literals may have any size.
  public func poke(_ name: String, _ value: StaticBigInt) throws(CycleSimulationError) {
    let signal = try signal(named: name)
    guard let words = value.words(width: signal.width) else {
      throw .value(
        name: signal.name, value: "\(value.signum() < 0 ? "a negative number" : "this number")", width: signal.width)
    }
    try poke(signal, words)
  }

  /// Sets an input of the top module, or what a register holds, zero-extended. Disfavoured, so that literals may have any
  /// size.
  @_disfavoredOverload public func poke(_ name: String, _ value: UInt64) throws(CycleSimulationError) {
    try poke(signal(named: name), value)
  }

  /// The word at an address of a memory.
  ///
  /// - Throws: `CycleSimulationError.unknownName` or `.address`.
  public func peek(memory name: String, at address: Int) throws(CycleSimulationError) -> Constant {
    try peekMemory(compiled.memory(named: name), at: address)
  }

  /// Sets the word at an address of a memory.
  ///
  /// - Throws: `CycleSimulationError.unknownName`, `.address` or `.value`.
  public func poke(memory name: String, at address: Int, _ value: Constant) throws(CycleSimulationError) {
    try pokeMemory(compiled.memory(named: name), at: address, value.words)
  }

  /// A signal to which access shall be fast: found once, used in every cycle.
  public func probe(_ name: String) throws(CycleSimulationError) -> Probe {
    Probe(simulation: self, signal: try signal(named: name))
  }
}

/// One signal of a simulation, found once by name.
public struct Probe {
  let simulation: CycleSimulation
  let signal: SimulatedSignal

  /// The name, with the instances that lead to it.
  public var name: String { signal.name }
  /// Width in bits.
  public var width: Int { signal.width }

  /// The value.
  public func peek() throws(CycleSimulationError) -> Constant { try simulation.peek(signal) }

  /// The lowest 64 bits of the value, without allocation.
  public func peekWord() throws(CycleSimulationError) -> UInt64 {
    try simulation.prepare(signal)
    return simulation.word(at: signal.positions[0])
  }

  /// Sets an input or a register.
  public func poke(_ value: Constant) throws(CycleSimulationError) { try simulation.poke(signal, value.words) }

  /// Sets an input or a register, zero-extended.
  public func poke(_ value: UInt64) throws(CycleSimulationError) { try simulation.poke(signal, value) }
}
