/// Which bits of which values anything depends on.
struct Use {
  private var whole: [Bool]
  private var parts: [Int: [Range<Int>]] = [:]
  private(set) var readMemories: Set<ObjectIdentifier> = []

  init(_ definition: Definition) {
    whole = Array(repeating: false, count: definition.nodes.count)
    var seen = whole
    var open: [Node] = []
    func reach(_ node: Node) {
      guard definition.owns(node), !seen[node.index] else { return }
      seen[node.index] = true
      open.append(node)
    }
    definition.forEachRoot { root in
      if definition.owns(root) { whole[root.index] = true }
      reach(root)
    }
    while let node = open.popLast() {
      if let memory = node.memory { readMemories.insert(ObjectIdentifier(memory)) }
      for argument in node.arguments where definition.owns(argument) {
        if node.operation == .slice {
          parts[argument.index, default: []].append(node.low..<node.low + node.width)
        } else {
          whole[argument.index] = true
        }
        reach(argument)
      }
    }
  }

  /// Whether any bit of the node is used.
  func isUsed(_ node: Node) -> Bool { whole[node.index] || parts[node.index] != nil }

  /// The runs of bits that nothing uses, lowest first.
  func unusedBits(of node: Node) -> [Range<Int>] {
    if whole[node.index] { return [] }
    var gaps: [Range<Int>] = []
    var position = 0
    for part in (parts[node.index] ?? []).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if part.lowerBound > position { gaps.append(position..<part.lowerBound) }
      position = max(position, part.upperBound)
    }
    if position < node.width { gaps.append(position..<node.width) }
    return gaps
  }
}

extension Checks {
  /// Finds inputs, wires and registers, or bits of them, that nothing depends on. What an instance puts out may be left
  /// unused without a word: it was not declared here.
  mutating func checkUse() {
    let use = Use(definition)
    definition.use = use
    for node in definition.ports + definition.signals {
      guard node.operation == .input || node.operation == .wire || node.operation == .register else { continue }
      guard use.isUsed(node) else {
        complain(
          "\(qualified(node)) is never used: remove it, or write `ignore(\(node.name ?? "…"))`", at: node.location)
        continue
      }
      let gaps = use.unusedBits(of: node)
      if !gaps.isEmpty {
        let bits = gaps.reversed().map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.upperBound - 1):\($0.lowerBound)" }
        complain(
          "\(qualified(node)): bits \(bits.joined(separator: ", ")) are never used: make it narrower, or `ignore` them",
          at: node.location)
      }
    }
    for node in definition.nodes where !node.operation.isSignal && node.operation != .literal && !use.isUsed(node) {
      guard let name = node.name else { continue }
      complain("`\(definition.name).\(name)` is computed and never used: remove it", at: node.location)
    }
    let written = definition.body.writtenMemories
    for memory in definition.memories where memory.initial.isEmpty && !written.contains(ObjectIdentifier(memory)) {
      complain("`\(definition.name).\(memory.name)` is never written: remove it", at: memory.location)
    }
    for memory in definition.memories where !use.readMemories.contains(ObjectIdentifier(memory)) {
      complain("`\(definition.name).\(memory.name)` is never read: remove it", at: memory.location)
    }
  }
}

extension Block {
  fileprivate var writtenMemories: Set<ObjectIdentifier> {
    statements.reduce(into: []) { found, statement in
      switch statement {
      case .assign: break
      case .write(let memory, _, _, _): found.insert(ObjectIdentifier(memory))
      case .when(_, let then, let otherwise): found.formUnion(then.writtenMemories.union(otherwise.writtenMemories))
      case .match(_, let arms, let otherwise):
        for arm in arms { found.formUnion(arm.block.writtenMemories) }
        if let otherwise { found.formUnion(otherwise.writtenMemories) }
      }
    }
  }
}
