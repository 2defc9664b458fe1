// Statements come to values: what a signal gets is chosen by the conditions around its assignments.
extension FlatDesign {
  /// What a block does: the words it drives into signals, by index, and its writes to memories.
  private struct Effect {
    var values: [Int: [Word]] = [:]
    var writes: [(memory: Int, write: FlatWrite)] = []
  }

  /// Everything that does not change within a process.
  private struct Process {
    let instance: Int
    /// Whether an incomplete `match` gives zero, as it does for a combinational signal without default.
    let clears: Bool
  }

  /// The words that a combinational process gives its signal.
  mutating func drivenWords(_ process: CombinationalProcess, _ instance: Int) -> [Word] {
    let target = process.target
    if let value = process.value { return words(of: value, in: instance) }
    let initial =
      target.fallback.map { words(of: $0, in: instance) } ?? graph.literal(Constant(width: target.width, value: 0))
    let frame = Process(instance: instance, clears: target.fallback == nil)
    return run(process.block, frame, before: [target.index: initial], path: graph.literal(1)).values[target.index]
      ?? initial
  }

  /// Finds the next values of an instance's registers, the writes to its memories and the conditions of its assertions.
  mutating func computeState(_ instance: Int) {
    let plan = instances[instance].plan
    var before: [Int: [Word]] = [:]
    for node in plan.definition.signals where node.operation == .register {
      before[node.index] = words(of: node, in: instance)
    }
    let frame = Process(instance: instance, clears: false)
    var next: [Int: [Word]] = [:]
    for process in plan.processes.clocked {
      let effect = run(process.block, frame, before: before, path: graph.literal(1))
      next.merge(effect.values) { $1 }
      for (memory, write) in effect.writes { memories[memory].writes.append(write) }
    }
    for position in instances[instance].registers {
      let node = registers[position].node
      if let words = next[node.index] { registers[position].next = words }
      if node.reset != nil { registers[position].reset = reset(node.domain, of: instance) }
    }
    for assertion in plan.definition.assertions {
      let holds = words(of: assertion.condition, in: instance)[0]
      let reset = reset(assertion.domain, of: instance)
      properties.append(
        FlatProperty(
          assertion: assertion, instance: instance, domain: instances[instance].domains[assertion.domain] ?? 0,
          condition: assertion.kind == .cover ? graph.and(holds, graph.not(reset, width: 1)) : graph.or(holds, reset)))
    }
  }

  /// The effect of a block in which signals have the values `before`, and which applies while `path` holds. No signal is
  /// driven twice on one path, so what it had before is what it keeps where a branch does not drive it.
  private mutating func run(_ block: Block, _ process: Process, before: [Int: [Word]], path: Word) -> Effect {
    var effect = Effect()
    for statement in block.statements {
      switch statement {
      case .assign(let target, let value, _):
        effect.values[target.index] = words(of: value, in: process.instance)
      case .write(let memory, let address, let data, let mask):
        guard let position = instances[process.instance].plan.memories[ObjectIdentifier(memory)] else { continue }
        let lanes = mask.map { laneMask(words(of: $0, in: process.instance), lanes: $0.width, width: memory.width) }
        let write = FlatWrite(
          enable: path, address: graph.narrowed(words(of: address, in: process.instance)),
          data: words(of: data, in: process.instance), mask: lanes)
        effect.writes.append((instances[process.instance].memories[position], write))
      case .when(let condition, let then, let otherwise):
        let holds = words(of: condition, in: process.instance)[0]
        let first = run(then, process, before: before, path: graph.and(path, holds))
        let second = run(otherwise, process, before: before, path: graph.and(path, graph.not(holds, width: 1)))
        for target in Set(first.values.keys).union(second.values.keys).sorted() {
          guard let old = before[target] else { continue }
          effect.values[target] = graph.multiplex(holds, first.values[target] ?? old, second.values[target] ?? old)
        }
        effect.writes += first.writes + second.writes
      case .match(let subject, let arms, let otherwise):
        let branches = match(subject, arms, otherwise, process, before: before, path: path)
        effect.values.merge(branches.values) { $1 }
        effect.writes += branches.writes
      }
    }
    return effect
  }

  private mutating func match(
    _ subject: Node, _ arms: [Arm], _ otherwise: Block?, _ process: Process, before: [Int: [Word]], path: Word
  ) -> Effect {
    let code = words(of: subject, in: process.instance)
    let rest = otherwise?.statements.isEmpty == false ? otherwise : nil
    let hasWrites = arms.contains { $0.block.hasWrites } || rest?.hasWrites == true
    var effect = Effect()
    var branches: [(label: [Word], effect: Effect)] = []
    var remaining = path
    for arm in arms {
      let label = words(of: arm.label, in: process.instance)
      // Only writes to memories need to know whether they happen.
      let isThis = hasWrites ? graph.equal(code, label) : path
      branches.append((label, run(arm.block, process, before: before, path: graph.and(path, isThis))))
      if hasWrites { remaining = graph.and(remaining, graph.not(isThis, width: 1)) }
    }
    let last = rest.map { run($0, process, before: before, path: remaining) } ?? Effect()
    effect.writes = branches.flatMap(\.effect.writes) + last.writes
    let effects = branches.map(\.effect) + [last]
    for target in effects.reduce(into: Set<Int>(), { $0.formUnion($1.values.keys) }).sorted() {
      guard let old = before[target] else { continue }
      let nothing = rest == nil && process.clears ? old.map { _ in graph.literal(0) } : old
      let values = branches.map { ($0.label, $0.effect.values[target] ?? old) }
      effect.values[target] = choose(code, width: subject.width, values, otherwise: last.values[target] ?? nothing)
    }
    return effect
  }

  /// The bits of a word that a mask of equal lanes stands for.
  private mutating func laneMask(_ mask: [Word], lanes: Int, width: Int) -> [Word] {
    let lane = width / lanes
    let all = graph.literal(Constant(width: lane, words: Array(repeating: .max, count: WordGraph.wordCount(lane))))
    let none = graph.literal(Constant(width: lane, value: 0))
    let values = (0..<lanes).reversed().map { position in
      (graph.multiplex(graph.slice(mask, low: position, width: 1)[0], all, none), width: lane)
    }
    return graph.concatenate(values, width: width)
  }

  /// The value whose label a code equals.
  private mutating func choose(
    _ code: [Word], width: Int, _ values: [([Word], [Word])], otherwise: [Word]
  ) -> [Word] {
    // Few codes make a table, in which one step finds the value.
    if width <= 6, values.count > 1 {
      var entries = [[Word]](repeating: otherwise, count: 1 << width)
      for (label, words) in values.reversed() {
        if let number = graph.constant(label[0]) { entries[Int(number)] = words }
      }
      return graph.pick(code, from: entries)
    }
    var result = otherwise
    for (label, words) in values.reversed() { result = graph.multiplex(graph.equal(code, label), words, result) }
    return result
  }
}

extension Block {
  fileprivate var hasWrites: Bool {
    statements.contains {
      switch $0 {
      case .assign: false
      case .write: true
      case .when(_, let then, let otherwise): then.hasWrites || otherwise.hasWrites
      case .match(_, let arms, let otherwise): arms.contains { $0.block.hasWrites } || otherwise?.hasWrites == true
      }
    }
  }
}
