/// A definition with what drives its signals at hand.
final class ModuleGraph {
  /// One of the values that drive a signal, or a condition under which one does.
  struct Driver {
    let node: Node
    /// How many choices, each a `when` or `match`, lie between the node and the signal.
    let levels: Int
    /// Whether the node is a condition.
    let isCondition: Bool
  }

  let definition: Definition
  /// For every node, by index.
  private(set) var drivers: [[Driver]]
  /// What every memory's contents depend on.
  private(set) var writes: [ObjectIdentifier: [Driver]] = [:]
  /// For every port, by node index, its position.
  let positions: [Int: Int]
  /// For every pin of an instance, by node index, the instance and the position of the port.
  let pins: [Int: (instance: Int, port: Int)]

  init(_ definition: Definition) {
    self.definition = definition
    drivers = Array(repeating: [], count: definition.nodes.count)
    positions = Dictionary(uniqueKeysWithValues: definition.ports.enumerated().map { ($1.index, $0) })
    var pins: [Int: (Int, Int)] = [:]
    for (number, instance) in definition.instances.enumerated() {
      for (position, pin) in instance.pins.enumerated() { pins[pin.index] = (number, position) }
    }
    self.pins = pins
    collect(definition.body, [])
    for (signal, value) in definition.defaults {
      let levels = drivers[signal.index].isEmpty ? 0 : 1
      drivers[signal.index].append(Driver(node: value, levels: levels, isCondition: false))
    }
  }

  private func collect(_ block: Block, _ conditions: [Node]) {
    func all(_ values: [Node]) -> [Driver] {
      conditions.enumerated().map { Driver(node: $1, levels: $0 + 1, isCondition: true) }
        + values.map { Driver(node: $0, levels: conditions.count, isCondition: false) }
    }
    for statement in block.statements {
      switch statement {
      case .assign(let target, let value, _): drivers[target.index] += all([value])
      case .write(let memory, let address, let data, let mask):
        writes[ObjectIdentifier(memory), default: []] += all([address, data] + (mask.map { [$0] } ?? []))
      case .when(let condition, let then, let otherwise):
        collect(then, conditions + [condition])
        collect(otherwise, conditions + [condition])
      case .match(let subject, let arms, let otherwise):
        for arm in arms { collect(arm.block, conditions + [subject]) }
        if let otherwise { collect(otherwise, conditions + [subject]) }
      }
    }
  }

  func memory(_ name: String) -> Memory? { definition.memories.first { $0.name == name } }
}

extension Operation {
  /// Whether the node computes something; signals, literals and wiring do not.
  var isOperator: Bool {
    switch self {
    case .literal, .slice, .concatenate: false
    default: !isSignal && !isIdentity
    }
  }
}
