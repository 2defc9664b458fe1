// What Swift types the values of a simulation have: bits are `UInt64`, a bit is `Bool`, a signed number `Int64`, an enum its
// case or nil for a code without one, a vector an array, and a record a structure with its fields.

/// Signals of one instance in a simulation. Only the library makes and uses it.
public struct SimulatedPart {
  let part: Record.Part
  let simulation: CycleSimulation
  let instance: Int

  func with(_ part: Record.Part) -> SimulatedPart {
    SimulatedPart(part: part, simulation: simulation, instance: instance)
  }

  /// The signals from first to last.
  var nodes: [Node] {
    switch part {
    case .signal(let node): [node]
    case .record(let record): record.leaves.map(\.node)
    case .list(let parts): parts.flatMap { with($0).nodes }
    }
  }

  /// The value of a signal of at most 64 bits. What goes wrong otherwise is thrown by the next cycle.
  var word: UInt64 {
    get {
      guard let node = part.node, let signal = simulation.signal(node, in: instance) else { return 0 }
      precondition(signal.width <= 64, "'\(signal.name)' has \(signal.width) bits: read it with `peek`")
      do {
        try simulation.prepare(signal)
      } catch {
        simulation.refuse(error)
      }
      return simulation.machine.words[signal.positions[0]]
    }
    nonmutating set {
      guard let node = part.node, let signal = simulation.signal(node, in: instance) else { return }
      do {
        try simulation.poke(signal, newValue)
      } catch {
        simulation.refuse(error)
      }
    }
  }
}

extension SimulatedPart {
  /// Lets the next cycle throw that the signal was not set.
  fileprivate func refuse(_ value: String) {
    guard let node = part.node, let signal = simulation.signal(node, in: instance) else { return }
    simulation.refuse(.value(name: signal.name, value: value, width: signal.width))
  }
}

/// Hardware whose value a simulation can show.
public protocol Peekable {
  associatedtype Peeked
  /// The signals that it is made of. Only the library calls it.
  func part(_ simulation: CycleSimulation, _ instance: Int) -> SimulatedPart
  /// The value. `model` is a piece of hardware of the same shape, where a record needs one. Only the library calls it.
  static func peek(_ part: SimulatedPart, like model: Any?) -> Peeked
}

/// Hardware whose value a simulation can set.
public protocol Pokeable: Peekable {
  /// Sets the value. Only the library calls it.
  static func poke(_ part: SimulatedPart, _ value: Peeked)
}

/// An input port: its value is set by assignment.
public protocol InputPort: Pokeable {}

extension Declared {
  fileprivate func whole(_ simulation: CycleSimulation, _ instance: Int) -> SimulatedPart {
    SimulatedPart(part: .signal(leaves[0].node), simulation: simulation, instance: instance)
  }
}

extension Bits: Pokeable {
  public func part(_ simulation: CycleSimulation, _ instance: Int) -> SimulatedPart { whole(simulation, instance) }
  public static func peek(_ part: SimulatedPart, like model: Any?) -> UInt64 { part.word }
  public static func poke(_ part: SimulatedPart, _ value: UInt64) { part.word = value }
}
extension Bits.Input: InputPort {}

extension Bit: Pokeable {
  public func part(_ simulation: CycleSimulation, _ instance: Int) -> SimulatedPart { whole(simulation, instance) }
  public static func peek(_ part: SimulatedPart, like model: Any?) -> Bool { part.word != 0 }
  public static func poke(_ part: SimulatedPart, _ value: Bool) { part.word = value ? 1 : 0 }
}
extension Bit.Input: InputPort {}

extension Signed: Pokeable {
  public func part(_ simulation: CycleSimulation, _ instance: Int) -> SimulatedPart { whole(simulation, instance) }
  public static func peek(_ part: SimulatedPart, like model: Any?) -> Int64 {
    let unused = Int64(64 - min(64, part.part.node?.width ?? 64))
    return (Int64(bitPattern: part.word) << unused) >> unused
  }
  public static func poke(_ part: SimulatedPart, _ value: Int64) {
    guard let width = part.part.node?.width else { return }
    guard Constant.fits(signed: value, width: width) else { return part.refuse("\(value)") }
    part.word = UInt64(bitPattern: value) & WordArithmetic.mask(width)
  }
}
extension Signed.Input: InputPort {}

extension Enum: Pokeable {
  public func part(_ simulation: CycleSimulation, _ instance: Int) -> SimulatedPart { whole(simulation, instance) }
  public static func peek(_ part: SimulatedPart, like model: Any?) -> E? {
    let code = part.word
    return code < UInt64(E.allCases.count) ? Array(E.allCases)[Int(code)] : nil
  }
  public static func poke(_ part: SimulatedPart, _ value: E?) {
    guard let value else { return part.refuse("nil") }
    part.word = UInt64(value.code)
  }
}
extension Enum.Input: InputPort {}

extension View: Peekable {
  public func part(_ simulation: CycleSimulation, _ instance: Int) -> SimulatedPart {
    SimulatedPart(part: .record(record), simulation: simulation, instance: instance)
  }
  public static func peek(_ part: SimulatedPart, like model: Any?) -> SimulatedRecord<L> {
    SimulatedRecord(part: part, layout: (model as? View<L>)?.layout)
  }
}

extension Array: Peekable where Element: Peekable {
  public func part(_ simulation: CycleSimulation, _ instance: Int) -> SimulatedPart {
    let parts = map { $0.part(simulation, instance).part }
    return SimulatedPart(part: .list(parts), simulation: simulation, instance: instance)
  }
  public static func peek(_ part: SimulatedPart, like model: Any?) -> [Element.Peeked] {
    let models = model as? [Element] ?? []
    return part.part.list.enumerated().map { index, element in
      Element.peek(part.with(element), like: index < models.count ? models[index] : nil)
    }
  }
}

extension Array: Pokeable where Element: Pokeable {
  /// Elements beyond the last signal are ignored; signals beyond the last element keep their values.
  public static func poke(_ part: SimulatedPart, _ value: [Element.Peeked]) {
    for (element, value) in zip(part.part.list, value) { Element.poke(part.with(element), value) }
  }
}

extension Array: InputPort where Element: InputPort {}
