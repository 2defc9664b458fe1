/// A combinational signal with the statements that drive it.
struct CombinationalProcess {
  let target: Node
  /// The behaviour, reduced to this signal.
  let block: Block
  /// The value when a single unconditional assignment drives the signal.
  let value: Node?
}

extension Definition {
  /// The combinational signals in the order in which the behaviour first mentions them.
  func combinationalProcesses() -> [CombinationalProcess] {
    var order: [Node] = []
    var seen = Set<ObjectIdentifier>()
    func collect(_ block: Block) {
      for statement in block.statements {
        switch statement {
        case .assign(let target, _, _):
          if target.operation != .register, seen.insert(target.id).inserted { order.append(target) }
        case .when(_, let then, let otherwise):
          collect(then)
          collect(otherwise)
        case .match(_, let arms): for arm in arms { collect(arm.block) }
        case .write: break
        }
      }
    }
    collect(body)
    for signal in drivable where signal.fallback != nil && signal.operation != .register {
      if seen.insert(signal.id).inserted { order.append(signal) }
    }
    return order.map { target in
      let block = body.filtered({ $0 == target.id }, memories: false)
      var value: Node?
      if block.statements.isEmpty {
        value = target.fallback
      } else if block.statements.count == 1, case .assign(_, let whole, _) = block.statements[0] {
        value = whole
      }
      return CombinationalProcess(target: target, block: block, value: value)
    }
  }

  func forEachArm(_ body: (Arm) -> Void) {
    func walk(_ block: Block) {
      for statement in block.statements {
        switch statement {
        case .when(_, let then, let otherwise):
          walk(then)
          walk(otherwise)
        case .match(_, let arms):
          for arm in arms {
            body(arm)
            walk(arm.block)
          }
        case .assign, .write: break
        }
      }
    }
    walk(self.body)
  }
}

extension Block {
  /// The same behaviour reduced to some targets; branches that do nothing for them disappear.
  func filtered(_ include: (ObjectIdentifier) -> Bool, memories: Bool) -> Block {
    let result = Block()
    for statement in statements {
      switch statement {
      case .assign(let target, _, _):
        if include(target.id) { result.statements.append(statement) }
      case .write:
        if memories { result.statements.append(statement) }
      case .when(let condition, let then, let otherwise):
        let first = then.filtered(include, memories: memories)
        let second = otherwise.filtered(include, memories: memories)
        if !first.statements.isEmpty || !second.statements.isEmpty {
          result.statements.append(.when(condition: condition, then: first, otherwise: second))
        }
      case .match(let subject, let arms):
        let reduced = arms.map { Arm(label: $0.label, block: $0.block.filtered(include, memories: memories)) }
        if reduced.contains(where: { !$0.block.statements.isEmpty }) {
          result.statements.append(.match(subject: subject, arms: reduced))
        }
      }
    }
    return result
  }
}

/// The expressions that a block refers to, each with the first signal that depends on it, in order.
struct Tree {
  private(set) var roots: [Node] = []
  private(set) var targets: [String] = []

  init(_ block: Block) { collect(block) }

  private mutating func collect(_ block: Block) {
    for statement in block.statements {
      switch statement {
      case .assign(let target, let value, _): add(value, target.name ?? "value")
      case .write(let memory, let address, let data):
        add(address, memory.name)
        add(data, memory.name)
      case .when(let condition, let then, let otherwise):
        add(condition, Self.firstTarget(then) ?? Self.firstTarget(otherwise) ?? "condition")
        collect(then)
        collect(otherwise)
      case .match(let subject, let arms):
        add(subject, arms.lazy.compactMap { Self.firstTarget($0.block) }.first ?? "subject")
        for arm in arms { collect(arm.block) }
      }
    }
  }

  private mutating func add(_ root: Node, _ target: String) {
    roots.append(root)
    targets.append(target)
  }

  private static func firstTarget(_ block: Block) -> String? {
    for statement in block.statements {
      switch statement {
      case .assign(let target, _, _): return target.name
      case .write(let memory, _, _): return memory.name
      case .when(_, let then, let otherwise):
        if let found = firstTarget(then) ?? firstTarget(otherwise) { return found }
      case .match(_, let arms):
        if let found = arms.lazy.compactMap({ firstTarget($0.block) }).first { return found }
      }
    }
    return nil
  }
}
