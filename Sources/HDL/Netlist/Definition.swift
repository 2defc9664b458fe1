/// An elaborated module: what checks, analyses and emission work on.
final class Definition {
  let name: String
  var summary = ""
  /// Everything that belongs to the module, arguments before the operators that use them.
  private(set) var nodes: [Node] = []
  /// Ports in declaration order, without clock and reset.
  var ports: [Node] = []
  /// Wires, registers and instance pins in declaration order.
  var signals: [Node] = []
  var memories: [Memory] = []
  var instances: [InstanceRecord] = []
  var assertions: [Assertion] = []
  /// Values that are deliberately not used.
  var ignored: [Node] = []
  let body = Block()

  /// What the checks found out about which bits are used.
  var use: Use?
  /// Mutants may compare with constants that no value reaches.
  var isMutated = false

  /// Parameter values, to tell two builds with the same name apart.
  var parameters = ""
  /// For every port that is an output, the positions of the input ports it depends on within a clock cycle.
  var combinationalInputs: [PortSet] = []
  var needsClock = false
  var needsReset = false

  private let owner: Owner

  init(_ owner: Owner) {
    self.owner = owner
    name = owner.name
  }

  // A chain of operators would otherwise be released recursively, which a deep one answers with a stack overflow.
  deinit { while nodes.popLast() != nil {} }

  /// Whether a node belongs to this module.
  func owns(_ node: Node) -> Bool { node.owner === owner }

  /// Takes a node into the definition.
  func add(_ node: Node) {
    node.owner = owner
    node.index = nodes.count
    nodes.append(node)
  }

  /// Forgets the defaults of signals that an assignment drives unconditionally: they never show.
  func dropUselessDefaults() {
    for case .assign(let target, _, _) in body.statements where owns(target) { target.fallback = nil }
  }

  /// Finds out whether the module needs the clock and the reset.
  func noteClocking() {
    needsClock =
      signals.contains { $0.operation == .register } || !memories.isEmpty || !assertions.isEmpty
      || instances.contains { $0.definition.needsClock }
    needsReset =
      signals.contains { $0.reset != nil } || !assertions.isEmpty || instances.contains { $0.definition.needsReset }
  }

  /// Signals that assignments drive, ports first.
  var drivable: [Node] { ports.filter { $0.operation == .output } + signals.filter { $0.operation.isDrivable } }

  /// For every node, by index, the values that drive it within a clock cycle, and the conditions under which they do.
  func combinationalSources() -> [[Node]] {
    var sources = [[Node]](repeating: [], count: nodes.count)
    var conditions: [Node] = []
    func collect(_ block: Block) {
      for statement in block.statements {
        switch statement {
        case .assign(let target, let value, _):
          if target.operation != .register, owns(target) { sources[target.index] += conditions + [value] }
        case .when(let condition, let then, let otherwise):
          conditions.append(condition)
          collect(then)
          collect(otherwise)
          conditions.removeLast()
        case .match(let subject, let arms):
          conditions.append(subject)
          for arm in arms { collect(arm.block) }
          conditions.removeLast()
        case .write: break
        }
      }
    }
    collect(body)
    for signal in drivable { if let fallback = signal.fallback { sources[signal.index].append(fallback) } }
    for instance in instances {
      let inputs = instance.definition.combinationalInputs
      for (position, pin) in instance.pins.enumerated() where pin.operation == .outputPin && position < inputs.count {
        sources[pin.index] = instance.pins.indices.filter { inputs[position].contains($0) }.map { instance.pins[$0] }
      }
    }
    return sources
  }
}

/// One instance of a module inside another.
final class InstanceRecord {
  let name: String
  let definition: Definition
  /// The parent's node for each of the definition's ports, in the same order.
  let pins: [Node]
  let location: UInt

  init(name: String, definition: Definition, pins: [Node], location: UInt) {
    self.name = name
    self.definition = definition
    self.pins = pins
    self.location = location
  }
}

/// A property that must hold in every cycle outside reset (`always`) or should be seen at least once (`cover`).
struct Assertion {
  enum Kind { case always, cover }
  let kind: Kind
  let name: String
  let condition: Node
  let location: UInt
}
