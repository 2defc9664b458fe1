/// Decides what every node of a definition is called in the text. Four levels: ports and declared signals keep the
/// designer's names; `.named` values are declared under theirs; a shared or deep expression becomes a wire named after
/// the named value that first needs it; everything else is written in place.
final class Naming {
  private var names: [String?]
  private var taken: Set<String>
  private var counters: [String: Int] = [:]
  /// In how many places the text refers to a node.
  private var uses: [Int]
  /// Whether the text selects bits of a node: only names can be indexed.
  private var isIndexed: [Bool]
  /// Levels of operators, and number of operands, that a node's text has when written in place; -1 before it is planned.
  private var depths: [Int]
  private var weights: [Int]

  /// An expression with more levels or operands is split.
  private static let depthLimit = 8
  private static let weightLimit = 16

  init(_ definition: Definition, _ processes: Processes) {
    let size = definition.nodes.count
    names = Array(repeating: nil, count: size)
    uses = Array(repeating: 0, count: size)
    isIndexed = Array(repeating: false, count: size)
    depths = Array(repeating: -1, count: size)
    weights = Array(repeating: 1, count: size)
    taken = Set(minimumCapacity: size)
    taken.formUnion(definition.domains.flatMap { [$0.domain.clockName, $0.domain.resetName] } + ["clock", "reset"])
    for node in definition.ports + definition.signals { claim(node, node.name ?? "signal") }
    for memory in definition.memories { taken.insert(memory.name) }
    for instance in definition.instances { taken.insert(instance.name) }
    // Counted in local arrays: access to those of the object is checked each time.
    var (uses, isIndexed) = (uses, isIndexed)
    defer { (self.uses, self.isIndexed) = (uses, isIndexed) }
    var open: [Node] = []
    func count(_ node: Node) {
      uses[node.index] += 1
      if uses[node.index] == 1 { open.append(node) }
    }
    func countAll(_ root: Node) {
      count(root)
      while let node = open.popLast() {
        for argument in node.arguments {
          count(argument)
          if node.operation == .slice, node.chosenBit == nil { isIndexed[argument.index] = true }
          if node.operation == .memoryRead, argument.isComputedAddress { isIndexed[argument.index] = true }
        }
      }
    }
    processes.forEachRoot(countAll)
    for process in processes.clocked {
      process.block.forEachWrite { address, data, mask in
        if address.isComputedAddress { isIndexed[address.index] = true }
        // A masked write selects the parts of its word.
        guard let mask else { return }
        isIndexed[data.index] = true
        isIndexed[mask.index] = mask.width > 1
      }
    }
    for assertion in definition.assertions { countAll(assertion.condition) }
    for value in definition.ignored { countAll(value) }
  }

  /// Gives a node its name, made unique.
  @discardableResult
  func claim(_ node: Node, _ wanted: String) -> String {
    let name = unique(wanted)
    names[node.index] = name
    return name
  }

  /// `wanted`, or that with the first number that makes it new.
  func unique(_ wanted: String) -> String {
    var name = wanted
    while verilogKeywords.contains(name) || !taken.insert(name).inserted {
      counters[wanted, default: 1] += 1
      name = "\(wanted)_\(counters[wanted, default: 2])"
    }
    return name
  }

  /// A name for a new wire that helps to compute `target`.
  private func derived(from target: String) -> String {
    counters["\(target) t", default: 0] += 1
    return "\(target)_t\(counters["\(target) t", default: 1])"
  }

  func name(of node: Node) -> String? { names[node.index] }
  func usesOf(_ node: Node) -> Int { uses[node.index] }

  /// Names the expressions below `root` that must be wires of their own, in the order in which they must be declared.
  /// With `whole`, `root` itself is the value of an assignment and needs no wire; in a `clocked` process not even when it
  /// reads a memory, which synthesis then finds in the form it looks for.
  func plan(_ root: Node, for target: @autoclosure () -> String, whole: Bool, clocked: Bool = false) -> [Node] {
    func isOpen(_ node: Node) -> Bool {
      !node.operation.isSignal && node.operation != .literal && depths[node.index] < 0
    }
    if !isOpen(root) { return [] }
    var wires: [Node] = []
    // A stack of its own: expressions may be deeper than the machine's. Each entry knows the nearest name above it.
    var path: [(node: Node, next: Int, target: String)] = []
    func enter(_ node: Node, _ target: String) {
      if !isOpen(node) { return }
      depths[node.index] = 0
      path.append((node, 0, node.name ?? target))
    }
    enter(root, target())
    while let (node, next, nearest) = path.last {
      if next < node.arguments.count {
        path[path.count - 1].next += 1
        enter(node.arguments[next], nearest)
      } else {
        path.removeLast()
        let isWhole = whole && path.isEmpty && node.operation != .lookup
        finish(node, nearest, inPlace: isWhole && (clocked || node.operation != .memoryRead), &wires)
      }
    }
    return wires
  }

  /// Decides about a node whose arguments are settled.
  private func finish(_ node: Node, _ target: String, inPlace: Bool, _ wires: inout [Node]) {
    var depth = 0
    var weight = 0
    for argument in node.arguments {
      let isWritten = names[argument.index] == nil
      depth = max(depth, isWritten ? depths[argument.index] : 0)
      weight += isWritten ? weights[argument.index] : 1
    }
    depths[node.index] = depth + 1
    weights[node.index] = min(weight, 1_000_000)
    if inPlace, node.name == nil, usesOf(node) <= 1, !isIndexed[node.index] { return }
    if needsWire(node) { declare(node, target, &wires) }
  }

  private func declare(_ node: Node, _ target: String, _ wires: inout [Node]) {
    claim(node, node.name ?? derived(from: target))
    depths[node.index] = 0
    wires.append(node)
  }

  private func needsWire(_ node: Node) -> Bool {
    let weight = weights[node.index]
    if node.name != nil || isIndexed[node.index] || depths[node.index] > Self.depthLimit || weight > Self.weightLimit {
      return true
    }
    switch node.operation {
    case .lookup, .memoryRead: return true
    case .slice: return false
    case .not where names[node.arguments[0].index] != nil: return false
    case .concatenate where node.arguments.allSatisfy({ $0.operation == .literal || names[$0.index] != nil }):
      return false
    // Something as small as a comparison reads better where it is used, unless that is in many places.
    default: return usesOf(node) > 1 && (weight > 3 || (usesOf(node) - 1) * weight > 4)
    }
  }
}

extension Node {
  /// Whether an address needs a wire. Icarus Verilog 11 computes sums, differences and products that stand in the brackets
  /// of a memory in more bits than they have, and misses the word when there is a carry.
  fileprivate var isComputedAddress: Bool {
    !operation.isSignal && ![.literal, .slice, .concatenate].contains(operation)
  }
}

extension Definition {
  /// Calls `body` with every expression that statements, defaults, assertions and unused values refer to.
  func forEachRoot(_ body: (Node) -> Void) {
    self.body.forEachRoot { root, _ in body(root) }
    for (_, value) in defaults { body(value) }
    for assertion in assertions { body(assertion.condition) }
    for value in ignored { body(value) }
  }
}
