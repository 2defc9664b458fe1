/// A module in a simulation, whose properties lead to values: the top module, or an instance.
@dynamicMemberLookup
public protocol SimulatedModule<M> {
  associatedtype M: Module
  /// The module, for its parameters.
  var module: M { get }
  var simulation: CycleSimulation { get }
  /// The number of the instance. Only the library uses it.
  var instance: Int { get }
}

/// A design that runs in this process, with the Swift types of its ports:
/// ```swift
/// let simulator = try CycleSimulator(Counter())
/// simulator.limit = 3
/// simulator.enable = true
/// try simulator.tick()
/// #expect(simulator.value == 1)
/// ```
/// Inputs are set by assignment; a value that does not fit is refused by the next cycle, which throws. Everything that a
/// stored property declares can be looked at, in instances too: `simulator.lane[0].phase`. Values of more than 64 bits, and
/// registers that shall be set, are reached with `peek` and `poke`. Where a property has the name of a member of this class,
/// those two reach it as well. `CycleSimulation` says what a cycle is.
public final class CycleSimulator<Top: Module>: SimulatedModule {
  public let module: Top
  public let simulation: CycleSimulation
  public var instance: Int { 0 }

  /// Elaborates and compiles a design and starts it.
  ///
  /// - Throws: `ElaborationError`, or `CycleSimulationError.blackBox` when there is one without a model.
  public init(_ top: Top, start: CycleSimulation.Start = .zero) throws {
    module = top
    simulation = try CycleSimulation(Design(top), start: start)
  }

  /// Runs clock cycles: see `CycleSimulation.tick`.
  public func tick(_ count: Int = 1) throws(CycleSimulationError) { try simulation.tick(count) }

  /// Runs one cycle of one clock.
  public func tick(_ domain: ClockDomain) throws(CycleSimulationError) { try simulation.tick(domain) }

  /// Runs one cycle with every reset input set: see `CycleSimulation.reset`.
  public func reset() throws(CycleSimulationError) { try simulation.reset() }

  /// Calls of `tick` since the start.
  public var cycle: Int { simulation.cycle }
}

/// An instance in a simulation.
public struct SimulatedInstance<M: Module>: SimulatedModule {
  public let module: M
  public let simulation: CycleSimulation
  public let instance: Int
}

extension SimulatedModule {
  public subscript<H: Peekable>(dynamicMember path: KeyPath<M, H>) -> H.Peeked {
    let hardware = module[keyPath: path]
    return H.peek(hardware.part(simulation, instance), like: hardware)
  }
  public subscript<H: InputPort>(dynamicMember path: KeyPath<M, H>) -> H.Peeked {
    get {
      let hardware = module[keyPath: path]
      return H.peek(hardware.part(simulation, instance), like: hardware)
    }
    nonmutating set { H.poke(module[keyPath: path].part(simulation, instance), newValue) }
  }
  public subscript<L>(dynamicMember path: KeyPath<M, View<L>.Input>) -> SimulatedInputRecord<L> {
    let view = module[keyPath: path]
    return SimulatedInputRecord(record: View<L>.peek(view.part(simulation, instance), like: view))
  }
  public subscript<L>(dynamicMember path: KeyPath<M, [View<L>.Input]>) -> [SimulatedInputRecord<L>] {
    module[keyPath: path].map {
      SimulatedInputRecord(record: View<L>.peek($0.part(simulation, instance), like: $0))
    }
  }
  public subscript<L>(dynamicMember path: KeyPath<M, Sink<L>>) -> SimulatedSink<L> {
    SimulatedSink(module[keyPath: path], simulation, instance)
  }
  public subscript<L>(dynamicMember path: KeyPath<M, [Sink<L>]>) -> [SimulatedSink<L>] {
    module[keyPath: path].map { SimulatedSink($0, simulation, instance) }
  }
  public subscript<L>(dynamicMember path: KeyPath<M, Source<L>>) -> SimulatedSource<L> {
    SimulatedSource(module[keyPath: path], simulation, instance)
  }
  public subscript<L>(dynamicMember path: KeyPath<M, [Source<L>]>) -> [SimulatedSource<L>] {
    module[keyPath: path].map { SimulatedSource($0, simulation, instance) }
  }
  public subscript(dynamicMember path: KeyPath<M, Memory>) -> SimulatedMemory {
    let name = module[keyPath: path].name
    guard let state = simulation.compiled.memory(name, in: instance) else {
      preconditionFailure("memory '\(name)' does not belong to this module")
    }
    return SimulatedMemory(state: state, simulation: simulation)
  }
  public subscript<Child>(dynamicMember path: KeyPath<M, Instance<Child>>) -> SimulatedInstance<Child> {
    simulated(module[keyPath: path])
  }
  public subscript<Child>(dynamicMember path: KeyPath<M, [Instance<Child>]>) -> [SimulatedInstance<Child>] {
    module[keyPath: path].map { simulated($0) }
  }

  private func simulated<Child>(_ child: Instance<Child>) -> SimulatedInstance<Child> {
    let name = child.name ?? ""
    guard let number = simulation.compiled.instance([name[...]], from: instance) else {
      preconditionFailure("instance '\(name)' does not belong to this module")
    }
    return SimulatedInstance(module: child.module, simulation: simulation, instance: number)
  }

  /// The value of a signal of any width; of a record or a vector all its signals side by side, the first most significant.
  public func peek<H: Peekable>(_ path: KeyPath<M, H>) throws(CycleSimulationError) -> Constant {
    var words: [Constant] = []
    for node in module[keyPath: path].part(simulation, instance).nodes {
      guard let signal = simulation.signal(node, in: instance) else { continue }
      words.append(try simulation.peek(signal))
    }
    return words.count == 1 ? words[0] : Constant(sideBySide: words)
  }

  /// Sets an input of the top module, or what a register holds.
  ///
  /// - Throws: `CycleSimulationError.driven`, or `.value` when the value has more bits than the signal.
  public func poke<H: Pokeable>(_ path: KeyPath<M, H>, _ value: Constant) throws(CycleSimulationError) {
    let nodes = module[keyPath: path].part(simulation, instance).nodes
    var position = nodes.reduce(0) { $0 + $1.width }
    for node in nodes {
      guard let signal = simulation.signal(node, in: instance) else { continue }
      position -= node.width
      let part =
        nodes.count == 1
        ? value : Constant(width: value.width, words: value.words).bits(from: position, width: node.width)
      try simulation.poke(signal, part.words)
    }
  }

  /// Sets an input of the top module, or what a register holds. Literals may have any size.
  public func poke<H: Pokeable>(_ path: KeyPath<M, H>, _ value: StaticBigInt) throws(CycleSimulationError) {
    let width = module[keyPath: path].part(simulation, instance).nodes.reduce(0) { $0 + $1.width }
    try poke(path, Constant(width: max(width, value.bitWidth), value))
  }
}
