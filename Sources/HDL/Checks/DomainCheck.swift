extension Checks {
  /// Finds values of one clock domain that reach a register, memory, port or property of another one without a
  /// synchroniser or a declared crossing, and asynchronous resets that logic reads.
  mutating func checkDomains() {
    guard DomainSearch.isNeeded(in: definition) else { return }
    checkDomainNames()
    var search = DomainSearch(definition)
    search.run()
    problems += search.problems
  }

  private mutating func checkDomainNames() {
    var known: [String: ClockDomain] = [:]
    func note(_ domain: ClockDomain, at location: UInt) {
      guard let other = known[domain.name] else {
        known[domain.name] = domain
        if !isIdentifier(domain.clockName) || verilogKeywords.contains(domain.clockName) {
          complain(
            "clock domain `\(domain.name)`: `\(domain.clockName)` cannot be a name in Verilog: rename it", at: location)
        }
        return
      }
      if !other.behaves(like: domain) {
        complain(
          "two clock domains of module `\(definition.name)` are named `\(domain.name)`, with another edge or kind of"
            + " reset: rename one of them", at: location)
      }
    }
    for node in definition.ports + definition.signals + definition.resets { note(node.domain, at: node.location) }
    for memory in definition.memories { note(memory.domain, at: memory.location) }
    for assertion in definition.assertions { note(assertion.domain, at: assertion.location) }
    for instance in definition.instances {
      for use in instance.definition.domains { note(instance.domain(of: use.domain), at: instance.location) }
    }
  }
}

/// Follows values through the combinational logic of a module that has several clock domains.
private struct DomainSearch {
  /// What makes a value change at other times than another: a clock, or a reset that waits for none.
  private enum Origin: Hashable {
    case clock(ClockDomain)
    case asynchronousReset(ClockDomain)
  }

  private let definition: Definition
  private let dependencies: Dependencies
  private var graph: Graph
  private var origins: [Origin] = []
  private var numbers: [Origin: Int] = [:]
  /// By the index of a node: the origins of the node itself, and of everything it depends on.
  private var own: [UInt64]
  private var all: [UInt64]
  private(set) var problems: [PendingProblem] = []

  static func isNeeded(in definition: Definition) -> Bool {
    func isOther(_ domain: ClockDomain) -> Bool { domain !== ClockDomain.main }
    return definition.ports.contains { isOther($0.domain) } || definition.signals.contains { isOther($0.domain) }
      || definition.memories.contains { isOther($0.domain) } || !definition.resets.isEmpty
      || definition.domains.contains { isOther($0.domain) }
  }

  init(_ definition: Definition) {
    self.definition = definition
    dependencies = Dependencies(definition)
    graph = Graph(reserving: definition.nodes.count)
    own = Array(repeating: 0, count: definition.nodes.count)
    all = own
    for node in definition.nodes {
      if let origin = Self.origin(of: node) { own[node.index] = bit(origin) }
      // What goes into an instance or a crossing is judged there; what comes out is of the domain that is declared.
      if node.operation != .outputPin, node.operation != .crossing {
        dependencies.forEachSource(of: node) { graph.addEdge(to: $0.index) }
      }
      graph.endVertex()
    }
    let components = graph.components()
    for vertex in components.order.map({ Int($0) }) {
      all[vertex] = graph.successors(of: vertex).reduce(own[vertex]) { $0 | all[Int($1)] }
    }
  }

  private static func origin(of node: Node) -> Origin? {
    switch node.operation {
    case .input, .register, .outputPin, .crossing: return .clock(node.domain)
    case .memoryRead: return node.memory.map { .clock($0.domain) }
    case .reset: return node.domain.reset == .asynchronous ? .asynchronousReset(node.domain) : .clock(node.domain)
    default: return nil
    }
  }

  /// The bit of an origin. With more than 64 the rest share one, so that nothing is reported by mistake.
  private mutating func bit(_ origin: Origin) -> UInt64 {
    if let known = numbers[origin] { return 1 << UInt64(known) }
    let number = min(63, origins.count)
    numbers[origin] = number
    origins.append(origin)
    return 1 << UInt64(number)
  }

  // MARK: Where values arrive

  mutating func run() {
    var conditions: [Node] = []
    walk(definition.body, &conditions)
    for (node, value) in definition.defaults where node.operation != .wire {
      check([value], drive: node, at: node.location)
    }
    for assertion in definition.assertions {
      check(
        [assertion.condition], in: assertion.domain,
        "property `\(definition.name).\(assertion.name)` is looked at with the clock of `\(assertion.domain.name)`",
        at: assertion.location)
    }
  }

  private mutating func walk(_ block: Block, _ conditions: inout [Node]) {
    for statement in block.statements {
      switch statement {
      case .assign(let target, let value, let location):
        if target.operation != .wire { check([value] + conditions, drive: target, at: location) }
      case .when(let condition, let then, let otherwise):
        conditions.append(condition)
        walk(then, &conditions)
        walk(otherwise, &conditions)
        conditions.removeLast()
      case .match(let subject, let arms, let otherwise):
        conditions.append(subject)
        for arm in arms { walk(arm.block, &conditions) }
        if let otherwise { walk(otherwise, &conditions) }
        conditions.removeLast()
      case .write(let memory, let address, let data, let mask):
        check(
          [address, data] + (mask.map { [$0] } ?? []) + conditions, in: memory.domain,
          "memory `\(definition.name).\(memory.name)` is written with the clock of `\(memory.domain.name)`",
          at: memory.location)
      }
    }
  }

  private mutating func check(_ values: [Node], drive target: Node, at location: UInt) {
    guard definition.owns(target) else { return }
    let name = "`\(definition.name).\(definition.sourceName(of: target))`"
    if target.isSynchronizer {
      checkSynchronizer(values, of: target, name, at: location)
    } else if let (instance, domain) = asynchronousReset(at: target) {
      // It must not glitch, and may come at any time.
      guard let logic = values.first(where: { !isPlain($0) }) else { return }
      report(
        "the asynchronous reset of `\(domain.name)` in instance `\(instance)` comes from logic (\(logic.label)), which may"
          + " glitch: drive it from a register", at: location)
    } else {
      check(values, in: target.domain, "\(name) belongs to clock domain `\(target.domain.name)`", at: location)
    }
  }

  /// A synchroniser takes what changes once in a cycle of its own clock, not what may glitch in between.
  private mutating func checkSynchronizer(_ values: [Node], of target: Node, _ name: String, at location: UInt) {
    let here = bit(.clock(target.domain))
    guard let logic = values.first(where: { definition.owns($0) && all[$0.index] & ~here != 0 && !isPlain($0) }) else {
      return
    }
    report(
      "\(name) synchronises the output of logic (\(logic.label)), which may glitch: put a register before it",
      at: location)
  }

  /// The instance and its clock domain whose asynchronous reset a pin is.
  private func asynchronousReset(at target: Node) -> (instance: String, domain: ClockDomain)? {
    guard target.operation == .inputPin, target.domain.reset == .asynchronous else { return nil }
    for instance in definition.instances {
      for (domain, pin) in instance.resetPins where pin === target { return (instance.name, domain) }
    }
    return nil
  }

  /// Whether a value comes from registers, ports or resets without any logic.
  private func isPlain(_ node: Node) -> Bool {
    var open = [node]
    var seen = Set<ObjectIdentifier>()
    while let node = open.popLast() {
      guard seen.insert(node.id).inserted, definition.owns(node) else { continue }
      switch node.operation {
      case .slice, .concatenate, .declassify, .crossing: open += node.arguments
      case .input, .register, .outputPin, .reset, .literal: break
      case .wire, .output:
        guard let drivers = dependencies.drivers(of: node), drivers.conditions.isEmpty, drivers.values.count == 1 else {
          return false
        }
        open += drivers.values.map(\.value)
      default: return false
      }
    }
    return true
  }

  private mutating func check(_ values: [Node], in domain: ClockDomain, _ what: String, at location: UInt) {
    let here = bit(.clock(domain))
    let foreign = values.filter { definition.owns($0) }.reduce(0) { $0 | all[$1.index] } & ~here
    guard foreign != 0, let source = witness(of: foreign, below: values), let origin = Self.origin(of: source) else {
      return
    }
    let name = source.memory?.name ?? definition.sourceName(of: source)
    let place = source.operation == .memoryRead ? source.memory?.location ?? 0 : source.location
    switch origin {
    case .clock(let other):
      report(
        "\(what) and depends on `\(name)` of `\(other.name)`: pass that through `synchronized` or `crossing`",
        at: location,
        notes: [("`\(name)` is declared here", place)])
    case .asynchronousReset(let other):
      report(
        "\(what) and depends on the asynchronous reset of `\(other.name)`, which comes at any time: pass that through"
          + " `synchronized`", at: location)
    }
  }

  /// The first value of one of the origins on which the values depend.
  private func witness(of foreign: UInt64, below values: [Node]) -> Node? {
    var open = values.filter { definition.owns($0) && all[$0.index] & foreign != 0 }.map(\.index)
    var seen = Set(open)
    var position = 0
    while position < open.count {
      let vertex = open[position]
      position += 1
      if own[vertex] & foreign != 0 { return definition.nodes[vertex] }
      for next in graph.successors(of: vertex) where all[Int(next)] & foreign != 0 && seen.insert(Int(next)).inserted {
        open.append(Int(next))
      }
    }
    return nil
  }

  private mutating func report(_ message: String, at location: UInt, notes: [(message: String, location: UInt)] = []) {
    problems.append(PendingProblem(module: definition.name, message: message, location: location, notes: notes))
  }
}
