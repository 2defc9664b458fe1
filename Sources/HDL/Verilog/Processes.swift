/// A combinational signal with the statements that drive it.
struct CombinationalProcess {
  let target: Node
  /// The behaviour, reduced to this signal.
  let block: Block
  /// The value when a single unconditional assignment drives the signal.
  let value: Node?
}

/// A module's statements, sorted into the processes that the Verilog has: one for each combinational signal, one for the
/// registers with a reset, one for those without and the memories.
struct Processes {
  private(set) var combinational: [CombinationalProcess] = []
  private(set) var resettable: Block
  private(set) var plain: Block

  init(_ definition: Definition) {
    var split = Split(definition.body)
    resettable = split.blocks[Split.resettable] ?? Block()
    plain = split.blocks[Split.plain] ?? Block()
    // Signals that only have a default come last.
    for signal in definition.drivable where signal.fallback != nil && signal.operation != .register {
      split.add(signal.index, signal)
    }
    for key in split.order {
      guard let target = split.targets[key] else { continue }
      let block = split.blocks[key] ?? Block()
      var value: Node?
      if block.statements.isEmpty {
        value = target.fallback
      } else if block.statements.count == 1, case .assign(_, let whole, _) = block.statements[0] {
        value = whole
      }
      combinational.append(CombinationalProcess(target: target, block: block, value: value))
    }
  }

  /// Calls `body` with every expression that the text of a process refers to, once for each place.
  func forEachRoot(_ body: (Node) -> Void) {
    for process in combinational {
      process.block.forEachRoot(body)
      if let fallback = process.target.fallback, process.value !== fallback || process.block.statements.isEmpty {
        body(fallback)
      }
    }
    resettable.forEachRoot(body)
    plain.forEachRoot(body)
  }
}

/// The statements of a block by what they drive, in the order in which the block first mentions it. Branches that do
/// nothing for a process disappear from it.
private struct Split {
  static let resettable = -1
  static let plain = -2

  private(set) var order: [Int] = []
  private(set) var blocks: [Int: Block] = [:]
  /// The combinational signals.
  private(set) var targets: [Int: Node] = [:]

  init(_ block: Block) {
    for statement in block.statements {
      switch statement {
      case .assign(let target, _, _):
        let isRegister = target.operation == .register
        let key = !isRegister ? target.index : target.reset == nil ? Split.plain : Split.resettable
        append(statement, to: key, isRegister ? nil : target)
      case .write: append(statement, to: Split.plain, nil)
      case .when(let condition, let then, let otherwise):
        combine([Split(then), Split(otherwise)]) { .when(condition: condition, then: $0[0], otherwise: $0[1]) }
      case .match(let subject, let arms):
        combine(arms.map { Split($0.block) }) {
          .match(subject: subject, arms: zip(arms, $0).map { Arm(label: $0.label, block: $1) })
        }
      }
    }
  }

  mutating func add(_ key: Int, _ target: Node?) {
    guard blocks[key] == nil else { return }
    order.append(key)
    blocks[key] = Block()
    targets[key] = target
  }

  private mutating func append(_ statement: Statement, to key: Int, _ target: Node?) {
    add(key, target)
    blocks[key]?.statements.append(statement)
  }

  private mutating func combine(_ branches: [Split], _ make: ([Block]) -> Statement) {
    var done = Set<Int>()
    for branch in branches {
      for key in branch.order where done.insert(key).inserted {
        append(make(branches.map { $0.blocks[key] ?? Block() }), to: key, branch.targets[key])
      }
    }
  }
}

extension Block {
  /// Calls `body` with every expression that a block refers to, in order.
  func forEachRoot(_ body: (Node) -> Void) {
    for statement in statements {
      switch statement {
      case .assign(_, let value, _): body(value)
      case .write(_, let address, let data):
        body(address)
        body(data)
      case .when(let condition, let then, let otherwise):
        body(condition)
        then.forEachRoot(body)
        otherwise.forEachRoot(body)
      case .match(let subject, let arms):
        body(subject)
        for arm in arms { arm.block.forEachRoot(body) }
      }
    }
  }

  /// The expressions that a block refers to, each with the name of the first signal that depends on it, in order.
  func roots() -> [(root: Node, target: String)] {
    var found: [(root: Node, target: String)] = []
    for statement in statements {
      switch statement {
      case .assign(let target, let value, _): found.append((value, target.name ?? "value"))
      case .write(let memory, let address, let data):
        found.append((address, memory.name))
        found.append((data, memory.name))
      case .when(let condition, let then, let otherwise):
        found.append((condition, then.firstTarget ?? otherwise.firstTarget ?? "condition"))
        found += then.roots() + otherwise.roots()
      case .match(let subject, let arms):
        found.append((subject, arms.lazy.compactMap(\.block.firstTarget).first ?? "subject"))
        for arm in arms { found += arm.block.roots() }
      }
    }
    return found
  }

  private var firstTarget: String? {
    for statement in statements {
      switch statement {
      case .assign(let target, _, _): return target.name
      case .write(let memory, _, _): return memory.name
      case .when(_, let then, let otherwise):
        if let found = then.firstTarget ?? otherwise.firstTarget { return found }
      case .match(_, let arms):
        if let found = arms.lazy.compactMap(\.block.firstTarget).first { return found }
      }
    }
    return nil
  }
}
