/// An elaborated module: what checks, analyses and emission work on.
final class Definition {
  let name: String
  var summary = ""
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

  /// Parameter values, to tell two builds with the same name apart.
  var parameters = ""
  /// For every output port, the input ports it depends on within a clock cycle.
  var combinationalInputs: [String: Set<String>] = [:]
  var needsClock = false
  var needsReset = false

  init(name: String) { self.name = name }

  /// Signals that assignments drive, ports first.
  var drivable: [Node] { ports.filter { $0.operation == .output } + signals.filter { $0.operation.isDrivable } }

  /// The combinationally driven signals to the values that drive them, and the conditions under which they do.
  func combinationalSources() -> [ObjectIdentifier: [Node]] {
    var sources: [ObjectIdentifier: [Node]] = [:]
    func collect(_ block: Block, _ conditions: [Node]) {
      for statement in block.statements {
        switch statement {
        case .assign(let target, let value, _):
          if target.operation != .register { sources[target.id, default: []] += conditions + [value] }
        case .when(let condition, let then, let otherwise):
          collect(then, conditions + [condition])
          collect(otherwise, conditions + [condition])
        case .match(let subject, let arms):
          for arm in arms { collect(arm.block, conditions + [subject]) }
        case .write: break
        }
      }
    }
    collect(body, [])
    for signal in drivable { if let fallback = signal.fallback { sources[signal.id, default: []].append(fallback) } }
    return sources
  }
}

/// One instance of a module inside another.
final class InstanceRecord {
  let name: String
  let definition: Definition
  /// The parent's node for each of the definition's ports, in the same order.
  let pins: [Node]

  init(name: String, definition: Definition, pins: [Node]) {
    self.name = name
    self.definition = definition
    self.pins = pins
  }
}

/// A property that must hold in every cycle outside reset (`always`) or should be seen at least once (`cover`).
struct Assertion {
  enum Kind { case always, cover }
  let kind: Kind
  let name: String
  let condition: Node
}
