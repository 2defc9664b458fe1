/// Decides what every node of a definition is called in the text. Four levels: ports and declared signals keep the
/// designer's names; `.named` values are declared under theirs; a shared or deep expression becomes a wire named after
/// the signal that first needs it; everything else is written in place.
struct Naming {
  private(set) var names: [ObjectIdentifier: String] = [:]
  private var taken: Set<String> = verilogKeywords.union(["clock", "reset"])
  private var counters: [String: Int] = [:]
  /// How many different places use a node.
  private(set) var uses: [ObjectIdentifier: Int] = [:]
  private var depths: [ObjectIdentifier: Int] = [:]

  /// An expression deeper than this is split.
  private static let depthLimit = 10

  init(_ definition: Definition) {
    for node in definition.ports + definition.signals { claim(node, node.name ?? "signal") }
    for memory in definition.memories { taken.insert(memory.name) }
    for instance in definition.instances { taken.insert(instance.name) }
    var visited = Set<ObjectIdentifier>()
    func count(_ node: Node) {
      uses[node.id, default: 0] += 1
      guard visited.insert(node.id).inserted else { return }
      for argument in node.arguments { count(argument) }
    }
    definition.forEachRoot(count)
  }

  /// Gives a node its name, made unique.
  @discardableResult
  mutating func claim(_ node: Node, _ wanted: String) -> String {
    var name = wanted
    while !taken.insert(name).inserted {
      counters[wanted, default: 1] += 1
      name = "\(wanted)_\(counters[wanted, default: 2])"
    }
    names[node.id] = name
    return name
  }

  /// A name for a new wire that helps to compute `target`.
  private mutating func derived(from target: String) -> String {
    counters["\(target) t", default: 0] += 1
    return "\(target)_t\(counters["\(target) t", default: 1])"
  }

  func name(of node: Node) -> String? { names[node.id] }
  func usesOf(_ node: Node) -> Int { uses[node.id] ?? 0 }

  /// Names the expressions below `node` that must be wires of their own, in the order in which they must be declared.
  /// With `whole`, `node` itself is the value of an assignment and needs no wire.
  mutating func plan(_ node: Node, for target: String, whole: Bool) -> [Node] {
    var wires: [Node] = []
    visit(node, target, whole: whole, &wires)
    return wires
  }

  private mutating func visit(_ node: Node, _ target: String, whole: Bool, _ wires: inout [Node]) {
    guard !node.operation.isSignal, node.operation != .literal, depths[node.id] == nil else { return }
    var depth = 1
    for argument in node.arguments {
      visit(argument, target, whole: false, &wires)
      if node.operation == .slice, names[argument.id] == nil, argument.operation != .literal {
        declare(argument, target, &wires)
      }
      depth += names[argument.id] == nil ? depths[argument.id] ?? 0 : 0
    }
    depths[node.id] = depth
    let isAccess = node.operation == .lookup || node.operation == .memoryRead
    let inPlace = whole && node.name == nil && usesOf(node) <= 1 && !isAccess
    if !inPlace && needsWire(node, depth) { declare(node, target, &wires) }
  }

  private mutating func declare(_ node: Node, _ target: String, _ wires: inout [Node]) {
    claim(node, node.name ?? derived(from: target))
    depths[node.id] = 0
    wires.append(node)
  }

  private func needsWire(_ node: Node, _ depth: Int) -> Bool {
    if node.name != nil || depth > Self.depthLimit { return true }
    switch node.operation {
    case .lookup, .memoryRead: return true
    case .slice: return false
    case .not where names[node.arguments[0].id] != nil: return false
    case .concatenate where node.arguments.allSatisfy({ $0.operation == .literal || names[$0.id] != nil }): return false
    default: return usesOf(node) > 1
    }
  }
}

extension Definition {
  /// Calls `body` with every expression that statements, defaults, assertions and unused values refer to.
  func forEachRoot(_ body: (Node) -> Void) {
    func walk(_ block: Block) {
      for statement in block.statements {
        switch statement {
        case .assign(_, let value, _): body(value)
        case .when(let condition, let then, let otherwise):
          body(condition)
          walk(then)
          walk(otherwise)
        case .match(let subject, let arms):
          body(subject)
          for arm in arms { walk(arm.block) }
        case .write(_, let address, let data):
          body(address)
          body(data)
        }
      }
    }
    walk(self.body)
    for signal in drivable { if let fallback = signal.fallback { body(fallback) } }
    for assertion in assertions { body(assertion.condition) }
    for value in ignored { body(value) }
  }
}
