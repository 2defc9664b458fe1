/// A record in a simulation. Fields are reached by name.
@dynamicMemberLookup
public struct SimulatedRecord<L: Layout> {
  let part: SimulatedPart
  let layout: L?

  public subscript<H: Peekable>(dynamicMember path: KeyPath<L, Field<H>>) -> H.Peeked { field(path) }

  fileprivate func field<H: Peekable>(_ path: KeyPath<L, Field<H>>) -> H.Peeked {
    let field = layout?[keyPath: path]
    return H.peek(part(of: field), like: field?.model)
  }

  fileprivate func part(of field: (any AnyField)?) -> SimulatedPart {
    part.with(field.flatMap { part.part.record?.part($0) } ?? .list([]))
  }
}

/// A record of input ports in a simulation: fields are set by assignment, `simulator.request.address = 0x40`.
@dynamicMemberLookup
public struct SimulatedInputRecord<L: Layout> {
  let record: SimulatedRecord<L>

  public subscript<H: Peekable>(dynamicMember path: KeyPath<L, Field<H>>) -> H.Peeked { record.field(path) }
  public subscript<H: Pokeable>(dynamicMember path: KeyPath<L, Field<H>>) -> H.Peeked {
    get { record.field(path) }
    nonmutating set { H.poke(record.part(of: record.layout?[keyPath: path]), newValue) }
  }
  public subscript<N>(dynamicMember path: KeyPath<L, Field<View<N>>>) -> SimulatedInputRecord<N> {
    SimulatedInputRecord<N>(record: record.field(path))
  }
  public subscript<N>(dynamicMember path: KeyPath<L, Field<[View<N>]>>) -> [SimulatedInputRecord<N>] {
    record.field(path).map { SimulatedInputRecord<N>(record: $0) }
  }
}

/// A stream port through which the simulated module takes data: the test drives `valid` and `payload`.
public struct SimulatedSink<L: Layout> {
  private let port: Sink<L>
  private let simulation: CycleSimulation
  private let instance: Int

  init(_ port: Sink<L>, _ simulation: CycleSimulation, _ instance: Int) {
    self.port = port
    self.simulation = simulation
    self.instance = instance
  }

  public var valid: Bool {
    get { Bit.peek(port.valid.part(simulation, instance), like: nil) }
    nonmutating set { Bit.poke(port.valid.part(simulation, instance), newValue) }
  }
  public var ready: Bool { Bit.peek(port.ready.part(simulation, instance), like: nil) }
  public var payload: SimulatedInputRecord<L> {
    SimulatedInputRecord(record: View<L>.peek(port.payload.part(simulation, instance), like: port.payload))
  }
  /// Whether a transfer happens in this cycle.
  public var fire: Bool { valid && ready }
}

/// A stream port through which the simulated module offers data: the test drives `ready`.
public struct SimulatedSource<L: Layout> {
  private let port: Source<L>
  private let simulation: CycleSimulation
  private let instance: Int

  init(_ port: Source<L>, _ simulation: CycleSimulation, _ instance: Int) {
    self.port = port
    self.simulation = simulation
    self.instance = instance
  }

  public var valid: Bool { Bit.peek(port.valid.part(simulation, instance), like: nil) }
  public var ready: Bool {
    get { Bit.peek(port.ready.part(simulation, instance), like: nil) }
    nonmutating set { Bit.poke(port.ready.part(simulation, instance), newValue) }
  }
  public var payload: SimulatedRecord<L> {
    View<L>.peek(port.payload.part(simulation, instance), like: port.payload)
  }
  /// Whether a transfer happens in this cycle.
  public var fire: Bool { valid && ready }
}

/// A memory in a simulation: words are read and set by address.
public struct SimulatedMemory {
  let state: CompiledDesign.MemoryState
  let simulation: CycleSimulation

  /// The word at an address, of a memory of at most 64 bits. What goes wrong is thrown by the next cycle.
  public subscript(address: Int) -> UInt64 {
    get {
      precondition(state.memory.width <= 64, "words of '\(state.memory.name)' have more than 64 bits: use `peek(at:)`")
      do {
        return try peek(at: address).words[0]
      } catch {
        simulation.refuse(error)
        return 0
      }
    }
    nonmutating set {
      do {
        try simulation.pokeMemory(state, at: address, [newValue])
      } catch {
        simulation.refuse(error)
      }
    }
  }

  /// The word at an address.
  ///
  /// - Throws: `CycleSimulationError.address`.
  public func peek(at address: Int) throws(CycleSimulationError) -> Constant {
    try simulation.peekMemory(state, at: address)
  }

  /// Sets the word at an address.
  ///
  /// - Throws: `CycleSimulationError.address` or `.value`.
  public func poke(at address: Int, _ value: Constant) throws(CycleSimulationError) {
    try simulation.pokeMemory(state, at: address, value.words)
  }
}
