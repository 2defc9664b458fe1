/// What drives a signal within a clock cycle.
struct Drivers {
  /// The values that assignments give it, and its default.
  var values: [(value: Node, location: UInt)] = []
  /// The conditions that choose between them.
  var conditions: [Node] = []
  /// For an output of an instance: the instance, and the position of the port.
  var instance: (record: InstanceRecord, port: Int)?
  /// The position in the walk over the statements at which the signal was last met.
  fileprivate var lastVisit = 0
}

/// What every value of a module depends on within a clock cycle: its arguments, or what drives it.
struct Dependencies {
  let definition: Definition
  /// By the index of the node: which of `drivers` are the signal's; -1 for all other nodes.
  private var slots: [Int32]
  private var drivers: [Drivers] = []

  init(_ definition: Definition) {
    self.definition = definition
    slots = Array(repeating: -1, count: definition.nodes.count)
    var conditions: [(node: Node, visit: Int)] = []
    var visit = 0
    collect(definition.body, &conditions, &visit)
    for (signal, value) in definition.defaults { drivers[slot(of: signal)].values.append((value, signal.location)) }
    for instance in definition.instances {
      for (port, pin) in instance.pins.enumerated() where pin.operation == .outputPin {
        drivers[slot(of: pin)].instance = (instance, port)
      }
    }
  }

  /// What drives a node; nil for a register, whose value depends on nothing within the cycle, and for what has no driver.
  func drivers(of node: Node) -> Drivers? {
    let slot = slots[node.index]
    return slot < 0 ? nil : drivers[Int(slot)]
  }

  private mutating func slot(of node: Node) -> Int {
    if slots[node.index] < 0 {
      slots[node.index] = Int32(drivers.count)
      drivers.append(Drivers())
    }
    return Int(slots[node.index])
  }

  /// Each condition is noted once for each signal: those entered before the signal was last met are noted already.
  private mutating func collect(_ block: Block, _ conditions: inout [(node: Node, visit: Int)], _ visit: inout Int) {
    for statement in block.statements {
      switch statement {
      case .assign(let target, let value, let location):
        guard target.operation != .register, definition.owns(target) else { continue }
        let slot = slot(of: target)
        drivers[slot].values.append((value, location))
        let last = drivers[slot].lastVisit
        drivers[slot].conditions += conditions.reversed().prefix { $0.visit > last }.map(\.node)
        drivers[slot].lastVisit = visit
      case .when(let condition, let then, let otherwise):
        visit += 1
        conditions.append((condition, visit))
        collect(then, &conditions, &visit)
        collect(otherwise, &conditions, &visit)
        conditions.removeLast()
      case .match(let subject, let arms, let otherwise):
        visit += 1
        conditions.append((subject, visit))
        for arm in arms { collect(arm.block, &conditions, &visit) }
        if let otherwise { collect(otherwise, &conditions, &visit) }
        conditions.removeLast()
      case .write: break
      }
    }
  }

  /// Calls `body` with every node of the module on which `node` depends directly.
  func forEachSource(of node: Node, _ body: (Node) -> Void) {
    // A value of another module has been reported and has no place here.
    for argument in node.arguments where definition.owns(argument) { body(argument) }
    let slot = Int(slots[node.index])
    if slot < 0 { return }
    for (value, _) in drivers[slot].values where definition.owns(value) { body(value) }
    for condition in drivers[slot].conditions where definition.owns(condition) { body(condition) }
    if let (record, port) = drivers[slot].instance {
      for input in record.definition.inputs(of: port) where definition.owns(record.pins[input]) {
        body(record.pins[input])
      }
    }
  }
}

extension Definition {
  /// The positions of the input ports on which the output port at a position depends within a clock cycle.
  func inputs(of port: Int) -> [Int] {
    guard port < combinationalInputs.count else { return [] }
    return ports.indices.filter { combinationalInputs[port].contains($0) }
  }
}
