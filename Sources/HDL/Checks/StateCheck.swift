extension Checks {
  /// Finds cases of an enum that a register with a reset can never take.
  ///
  /// Only what is certain is reported. Conditions that say nothing about the register may hold at any time; a value that
  /// is not built from cases of the enum may be every one.
  mutating func checkStates() {
    for register in definition.signals where register.operation == .register && register.reset != nil {
      guard let enumeration = register.enumeration, 2...64 ~= enumeration.count, let reset = register.reset else {
        continue
      }
      let search = StateSearch(register, enumeration.count, definition)
      let reached = search.reached(from: reset.words[0])
      let missing = (0..<enumeration.count).filter { reached & 1 << UInt64($0) == 0 }
      if missing.isEmpty { continue }
      complain(
        "\(qualified(register)) never becomes \(missing.map { "`\(enumeration.cases[$0])`" }.joined(separator: ", ")):"
          + " no transition leads there from `\(enumeration.cases[Int(reset.words[0])])`: add one or remove the case",
        at: register.location)
    }
  }
}

/// The transitions of one register of an enum type. A set of states is a word with a bit for each case.
private struct StateSearch {
  private typealias States = UInt64

  /// In the states of `from`, the register may be given one of `to`.
  private struct Transition {
    let from: States
    let to: States
  }

  private let register: Node
  private let everything: States
  /// Expressions share parts: after this many steps the rest counts as unknown.
  private var steps = 10_000
  private var transitions: [Transition] = []
  /// What drives other signals, as far as they are of the same enum: next states are often computed in a wire.
  private var assignments: [ObjectIdentifier: [(during: States, value: Node)]] = [:]

  init(_ register: Node, _ count: Int, _ definition: Definition) {
    self.register = register
    everything = count == 64 ? .max : 1 << UInt64(count) - 1
    walk(definition.body, during: everything)
    for signal in definition.signals {
      guard signal.operation == .wire, assignments[signal.id] != nil else { continue }
      if let fallback = signal.fallback { assignments[signal.id]?.append((everything, fallback)) }
    }
    for (during, value) in assignments[register.id] ?? [] { give(value, during: during) }
  }

  func reached(from reset: UInt64) -> UInt64 {
    var reached: States = 1 << reset
    while true {
      let next = transitions.reduce(reached) { $1.from & reached != 0 ? $0 | $1.to : $0 }
      if next == reached { return reached }
      reached = next
    }
  }

  private mutating func walk(_ block: Block, during states: States) {
    for statement in block.statements {
      switch statement {
      case .assign(let target, let value, _):
        if target.enumeration?.type == register.enumeration?.type {
          assignments[target.id, default: []].append((states, value))
        }
      case .when(let condition, let then, let otherwise):
        let (holds, fails) = self.states(of: condition)
        walk(then, during: states & holds)
        walk(otherwise, during: states & fails)
      case .match(let subject, let arms, let otherwise):
        let isOwn = subject === register
        var rest = states
        for arm in arms {
          let code = isOwn ? bit(arm.label) : everything
          walk(arm.block, during: states & code)
          if isOwn { rest &= ~code }
        }
        if let otherwise { walk(otherwise, during: rest) }
      case .write: break
      }
    }
  }

  private func bit(_ label: Node) -> States {
    guard let code = label.constant?.words[0], code < 64 else { return everything }
    return 1 << code & everything
  }

  /// The states in which a condition may hold, and in which it may fail.
  private mutating func states(of condition: Node) -> (holds: States, fails: States) {
    let arguments = condition.arguments
    steps -= 1
    if steps < 0 { return (everything, everything) }
    switch condition.operation {
    case .equal, .notEqual:
      guard let label = arguments.first(where: { $0.operation == .literal }),
        arguments.contains(where: { $0 === register })
      else { break }
      let code = bit(label)
      return condition.operation == .equal ? (code, everything & ~code) : (everything & ~code, code)
    case .not:
      let (holds, fails) = states(of: arguments[0])
      return (fails, holds)
    case .and, .or:
      guard condition.width == 1 else { break }
      let (a, b) = (states(of: arguments[0]), states(of: arguments[1]))
      return condition.operation == .and
        ? (a.holds & b.holds, a.fails | b.fails) : (a.holds | b.holds, a.fails & b.fails)
    default: break
    }
    return (everything, everything)
  }

  /// Notes what a value makes of the register in some states.
  private mutating func give(_ value: Node, during states: States) {
    steps -= 1
    if states == 0 || value === register { return }
    switch value.operation {
    case .literal: transitions.append(Transition(from: states, to: bit(value)))
    case .multiplex where steps > 0:
      let (holds, fails) = self.states(of: value.arguments[0])
      give(value.arguments[1], during: states & holds)
      give(value.arguments[2], during: states & fails)
    case .wire where steps > 0 && assignments[value.id] != nil:
      for (during, next) in assignments[value.id] ?? [] { give(next, during: states & during) }
      // A `match` of a code without a case leaves zero.
      transitions.append(Transition(from: states, to: 1))
    default: transitions.append(Transition(from: states, to: everything))
    }
  }
}
