/// A combinational signal with the statements that drive it.
struct CombinationalProcess {
  let target: Node
  /// The behaviour, reduced to this signal.
  let block: Block
  /// The value when a single unconditional assignment drives the signal.
  let value: Node?
}

/// The behaviour of the registers of one clock domain: those with a reset, or those without and the memories.
struct ClockedProcess {
  let domain: ClockDomain
  let hasReset: Bool
  /// Whether only properties read the registers.
  var isGhost = false
  let block: Block
}

/// A module's statements, sorted into the processes that the Verilog has: one for each combinational signal, and for each
/// clock domain one for the registers with a reset, one for those without and the memories.
struct Processes {
  private(set) var combinational: [CombinationalProcess] = []
  private(set) var clocked: [ClockedProcess] = []

  init(_ definition: Definition) {
    let domains = definition.domains.map(\.domain)
    var split = Split(definition.body, domains, ghosts: false)
    clocked = Self.clocked(definition, split, ghosts: false)
    if definition.signals.contains(where: \.isGhost) {
      clocked += Self.clocked(definition, Split(definition.body, domains, ghosts: true), ghosts: true)
    }
    // Signals that only have a default come last.
    for (signal, _) in definition.defaults { split.block(of: signal.index, signal) }
    for key in split.order {
      guard let part = split.parts[key], let target = part.target else { continue }
      let block = part.block
      var value: Node?
      if block.statements.isEmpty {
        value = target.fallback
      } else if block.statements.count == 1, case .assign(_, let whole, _) = block.statements[0] {
        value = whole
      }
      combinational.append(CombinationalProcess(target: target, block: block, value: value))
    }
  }

  private static func clocked(_ definition: Definition, _ split: Split, ghosts: Bool) -> [ClockedProcess] {
    var processes: [ClockedProcess] = []
    for (number, domain) in definition.domains.map(\.domain).enumerated() {
      let hasReset = definition.signals.contains {
        $0.operation == .register && $0.reset != nil && $0.domain == domain && $0.isGhost == ghosts
      }
      if hasReset {
        let block = split.parts[Split.resettable(number)]?.block ?? Block()
        processes.append(ClockedProcess(domain: domain, hasReset: true, isGhost: ghosts, block: block))
      }
      if let block = split.parts[Split.plain(number)]?.block {
        processes.append(ClockedProcess(domain: domain, hasReset: false, isGhost: ghosts, block: block))
      }
    }
    return processes
  }

  /// Calls `body` with every expression that the text of a process refers to, once for each place.
  func forEachRoot(_ body: (Node) -> Void) {
    for process in combinational {
      process.block.forEachRoot { root, _ in body(root) }
      if let fallback = process.target.fallback, process.value !== fallback || process.block.statements.isEmpty {
        body(fallback)
      }
    }
    for process in clocked { process.block.forEachRoot { root, _ in body(root) } }
  }
}

/// The statements of a block by what they drive, in the order in which the block first mentions it. Branches that do
/// nothing for a process disappear from it.
private struct Split {
  /// The keys of the clocked processes, by the number of the clock domain. Those of signals are their indices.
  static func resettable(_ domain: Int) -> Int { -1 - 2 * domain }
  static func plain(_ domain: Int) -> Int { -2 - 2 * domain }

  /// The statements of a process, with what they drive when that is a combinational signal.
  struct Part {
    let target: Node?
    let block = Block()
  }

  private(set) var order: [Int] = []
  private(set) var parts: [Int: Part] = [:]

  /// With `ghosts`, only the registers that properties read; else everything but them.
  init(_ block: Block, _ domains: [ClockDomain], ghosts: Bool) {
    func number(_ domain: ClockDomain) -> Int { domains.count < 2 ? 0 : domains.firstIndex(of: domain) ?? 0 }
    for statement in block.statements {
      switch statement {
      case .assign(let target, _, _):
        guard target.isGhost == ghosts else { continue }
        guard target.operation == .register else {
          append(statement, to: target.index, target)
          continue
        }
        let domain = number(target.domain)
        append(statement, to: target.reset == nil ? Split.plain(domain) : Split.resettable(domain), nil)
      case .write(let memory, _, _, _):
        if !ghosts { append(statement, to: Split.plain(number(memory.domain)), nil) }
      case .when(let condition, let then, let otherwise):
        combine([Split(then, domains, ghosts: ghosts), Split(otherwise, domains, ghosts: ghosts)]) {
          .when(condition: condition, then: $0[0], otherwise: $0[1])
        }
      case .match(let subject, let arms, let otherwise):
        let branches = arms.map(\.block) + (otherwise.map { [$0] } ?? [])
        combine(branches.map { Split($0, domains, ghosts: ghosts) }) {
          .match(
            subject: subject, arms: zip(arms, $0).map { Arm(label: $0.label, block: $1) },
            otherwise: otherwise == nil ? nil : $0.last)
        }
      }
    }
  }

  /// The statements of a process, which begins here if it has none yet.
  @discardableResult
  mutating func block(of key: Int, _ target: Node?) -> Block {
    if let known = parts[key] { return known.block }
    let part = Part(target: target)
    order.append(key)
    parts[key] = part
    return part.block
  }

  private mutating func append(_ statement: Statement, to key: Int, _ target: Node?) {
    block(of: key, target).statements.append(statement)
  }

  private mutating func combine(_ branches: [Split], _ make: ([Block]) -> Statement) {
    var done = Set<Int>()
    let nothing = Block()
    for branch in branches {
      for key in branch.order where done.insert(key).inserted {
        append(make(branches.map { $0.parts[key]?.block ?? nothing }), to: key, branch.parts[key]?.target)
      }
    }
  }
}

extension Block {
  /// Calls `body` with every expression that a block refers to, in order, and with the name of the first signal that
  /// depends on it, which is looked up when it is asked for.
  func forEachRoot(_ body: (_ root: Node, _ target: () -> String) -> Void) {
    for statement in statements {
      switch statement {
      case .assign(let target, let value, _): body(value) { target.name ?? "value" }
      case .write(let memory, let address, let data, let mask):
        body(address) { memory.name }
        body(data) { memory.name }
        if let mask { body(mask) { memory.name } }
      case .when(let condition, let then, let otherwise):
        body(condition) { then.firstTarget ?? otherwise.firstTarget ?? "condition" }
        then.forEachRoot(body)
        otherwise.forEachRoot(body)
      case .match(let subject, let arms, let otherwise):
        body(subject) {
          arms.lazy.compactMap(\.block.firstTarget).first ?? otherwise?.firstTarget ?? "subject"
        }
        for arm in arms { arm.block.forEachRoot(body) }
        otherwise?.forEachRoot(body)
      }
    }
  }

  /// Calls `body` with address, data and mask of every write to a memory.
  func forEachWrite(_ body: (_ address: Node, _ data: Node, _ mask: Node?) -> Void) {
    for statement in statements {
      switch statement {
      case .write(_, let address, let data, let mask): body(address, data, mask)
      case .assign: break
      case .when(_, let then, let otherwise):
        then.forEachWrite(body)
        otherwise.forEachWrite(body)
      case .match(_, let arms, let otherwise):
        for arm in arms { arm.block.forEachWrite(body) }
        otherwise?.forEachWrite(body)
      }
    }
  }

  /// The expressions that a block refers to, each with the name of the first signal that depends on it, in order.
  func roots() -> [(root: Node, target: String)] {
    var found: [(root: Node, target: String)] = []
    forEachRoot { found.append(($0, $1())) }
    return found
  }

  private var firstTarget: String? {
    for statement in statements {
      switch statement {
      case .assign(let target, _, _): return target.name
      case .write(let memory, _, _, _): return memory.name
      case .when(_, let then, let otherwise):
        if let found = then.firstTarget ?? otherwise.firstTarget { return found }
      case .match(_, let arms, let otherwise):
        if let found = arms.lazy.compactMap(\.block.firstTarget).first ?? otherwise?.firstTarget { return found }
      }
    }
    return nil
  }
}
