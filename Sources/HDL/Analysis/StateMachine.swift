/// A register of an enum type that a `match` distinguishes: its states and what leads from one to another.
public struct StateMachine: Hashable, Sendable {
  /// The register's name.
  public let register: String
  /// The states in snake case, in the order of their codes.
  public let states: [String]
  /// The state after reset; nil when the register has no reset.
  public let reset: String?
  /// In the order in which the behaviour states them.
  public let transitions: [Transition]

  /// An assignment to the register.
  public struct Transition: Hashable, Sendable {
    /// The state that it starts from; nil when it does so from every state.
    public let from: String?
    /// The state that it leads to; nil when that is computed.
    public let to: String?
    /// What has to hold, all of it at the same time; shortened where it is long.
    public let conditions: [String]
  }

  /// Nil when the register is not of an enum type or no `match` distinguishes its values.
  init?(register: Node, in definition: Definition) {
    guard let enumeration = register.enumeration else { return nil }
    var walk = TransitionWalk(register: register, enumeration: enumeration)
    walk.visit(definition.body)
    guard walk.isMatched else { return nil }
    self.register = register.name ?? "unnamed"
    states = enumeration.cases
    reset = register.reset.flatMap { walk.state(Int($0.words[0])) }
    transitions = walk.transitions
  }
}

private struct TransitionWalk {
  let register: Node
  let enumeration: Enumeration
  private(set) var isMatched = false
  private(set) var transitions: [StateMachine.Transition] = []
  private var from: String?
  private var conditions: [String] = []

  /// A computed next state is followed into this many choices.
  private static let choiceLimit = 32

  init(register: Node, enumeration: Enumeration) {
    self.register = register
    self.enumeration = enumeration
  }

  func state(_ code: Int) -> String? { code < enumeration.cases.count ? enumeration.cases[code] : nil }

  mutating func visit(_ block: Block) {
    for statement in block.statements {
      switch statement {
      case .assign(let target, let value, _): if target === register { lead(to: value) }
      case .write: break
      case .when(let condition, let then, let otherwise):
        if let code = comparedState(condition) {
          inState(state(code)) { $0.visit(then) }
        } else {
          under(condition.brief(levels: 3)) { $0.visit(then) }
        }
        under(Self.negated(condition)) { $0.visit(otherwise) }
      case .match(let subject, let arms, let otherwise):
        for arm in arms {
          if subject === register {
            isMatched = true
            inState(arm.label.caseCode.flatMap { state($0) }) { $0.visit(arm.block) }
          } else {
            under("\(subject.brief(levels: 2)) == \(arm.label.brief(levels: 1))") { $0.visit(arm.block) }
          }
        }
        if let otherwise { under("\(subject.brief(levels: 2)) is none of these") { $0.visit(otherwise) } }
      }
    }
  }

  /// The state with which a condition compares the register.
  private func comparedState(_ condition: Node) -> Int? {
    guard condition.operation == .equal, condition.arguments.contains(where: { $0 === register }) else { return nil }
    return condition.arguments.lazy.compactMap(\.caseCode).first
  }

  private mutating func inState(_ state: String?, _ body: (inout Self) -> Void) {
    let outer = from
    from = state
    body(&self)
    from = outer
  }

  private mutating func under(_ condition: String, _ body: (inout Self) -> Void) {
    conditions.append(condition)
    body(&self)
    conditions.removeLast()
  }

  private mutating func lead(to value: Node) {
    var open: [(value: Node, conditions: [String])] = [(value, conditions)]
    var count = 0
    while let (value, conditions) = open.popLast() {
      count += 1
      if value.operation == .multiplex, count < Self.choiceLimit {
        let condition = value.arguments[0]
        open.append((value.arguments[2], conditions + [Self.negated(condition)]))
        open.append((value.arguments[1], conditions + [condition.brief(levels: 3)]))
      } else if value !== register {
        transitions.append(
          StateMachine.Transition(from: from, to: value.caseCode.flatMap { state($0) }, conditions: conditions))
      }
    }
  }

  private static func negated(_ condition: Node) -> String {
    if condition.name == nil, condition.operation == .not { return condition.arguments[0].brief(levels: 3) }
    let text = condition.brief(levels: 3)
    return text.contains(" ") ? "!(\(text))" : "!\(text)"
  }
}
