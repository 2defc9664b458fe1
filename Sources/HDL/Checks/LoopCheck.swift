extension Checks {
  /// Follows every combinational dependency, through instances too, reports loops with their path, and records which
  /// inputs each output depends on, for the checks of the parent.
  ///
  /// Dependencies are those between whole signals: a loop through different bits of one wire is reported as well.
  mutating func checkLoops() {
    var search = DependencySearch(definition)
    definition.combinationalInputs = definition.ports.map {
      $0.operation == .output ? search.inputs(of: $0) : PortSet()
    }
    for node in definition.signals { _ = search.inputs(of: node) }

    for loop in search.loops {
      let names = loop.compactMap(\.name).joined(separator: " <- ")
      complain(
        "combinational loop: \(names): put a register into it",
        at: loop.first { $0.operation.isSignal }?.location ?? 0)
    }
    checkStreams()
  }

  private mutating func checkStreams() {
    var positions: [String: Int] = [:]
    for (position, port) in definition.ports.enumerated() { positions[port.name ?? ""] = position }
    for (port, inputs) in zip(definition.ports, definition.combinationalInputs) where port.operation == .output {
      guard let name = port.name, name.hasSuffix("_valid") else { continue }
      let ready = name.dropLast(5) + "ready"
      if let position = positions[String(ready)], inputs.contains(position) {
        complain(
          "\(qualified(port)) depends on its own `\(ready)`: a stream's valid must not wait for ready",
          at: port.location)
      }
    }
  }
}

/// A depth-first search through the combinational dependencies of one module. It keeps its own stack: expressions may be
/// deeper than the machine's.
private struct DependencySearch {
  private enum Mark { case new, open, done }
  private struct Step {
    let node: Node
    var next = 0
  }

  private let definition: Definition
  private let sources: [[Node]]
  private var marks: [Mark]
  private var found: [PortSet]
  private var closesLoop: [Bool]
  private(set) var loops: [[Node]] = []

  init(_ definition: Definition) {
    self.definition = definition
    sources = definition.combinationalSources()
    marks = Array(repeating: .new, count: definition.nodes.count)
    found = Array(repeating: PortSet(), count: definition.nodes.count)
    closesLoop = Array(repeating: false, count: definition.nodes.count)
    for (position, port) in definition.ports.enumerated() where port.operation == .input {
      found[port.index].insert(position)
      marks[port.index] = .done
    }
    // What a register holds depends on nothing within the cycle.
    for node in definition.nodes where node.operation == .register || node.operation == .literal {
      marks[node.index] = .done
    }
  }

  /// The input ports on which `start` depends within a clock cycle.
  mutating func inputs(of start: Node) -> PortSet {
    guard marks[start.index] == .new else { return found[start.index] }
    var path = [Step(node: start)]
    marks[start.index] = .open
    while let step = path.last {
      let node = step.node
      let arguments = node.arguments
      let drivers = sources[node.index]
      guard step.next < arguments.count + drivers.count else {
        marks[node.index] = .done
        path.removeLast()
        if let user = path.last?.node { found[user.index].formUnion(found[node.index]) }
        continue
      }
      path[path.count - 1].next += 1
      let source = step.next < arguments.count ? arguments[step.next] : drivers[step.next - arguments.count]
      // A value of another module has been reported and has no place here.
      guard definition.owns(source) else { continue }
      switch marks[source.index] {
      case .done: found[node.index].formUnion(found[source.index])
      case .open: closeLoop(path.map(\.node), at: source)
      case .new:
        marks[source.index] = .open
        path.append(Step(node: source))
      }
    }
    return found[start.index]
  }

  /// One loop is reported for each node that closes one: more would say the same again.
  private mutating func closeLoop(_ path: [Node], at node: Node) {
    guard !closesLoop[node.index], let start = path.firstIndex(where: { $0 === node }) else { return }
    closesLoop[node.index] = true
    loops.append(Array(path[start...]) + [node])
  }
}
