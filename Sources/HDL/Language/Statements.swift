import CCallerAddress

infix operator <== : AssignmentPrecedence

func drive(_ target: Node, _ value: Node, _ location: UInt) {
  guard let module = Module.current else { return }
  if target.operation == .lookup { return module.driveElement(target, value, at: location) }
  if let owner = target.owner, owner !== module.owner {
    module.complain(
      "\(target.label) belongs to module `\(owner.name)` and is driven in `\(module.moduleName)`: give that module an input",
      at: location)
    return
  }
  module.adopt(target, at: location)
  let fitted = module.fit(value, to: target.width, at: location) { "the value for \(target.label)" }
  module.adopt(fitted, at: location)
  if fitted.width != target.width {
    module.complain(
      "\(target.label) has \(countOfBits(target.width)) and is driven with \(fitted.width) (\(fitted.label)): extend or slice the value",
      at: location)
  }
  module.scope.statements.append(.assign(target: target, value: fitted, location: location))
}

/// Runs the body of the case that `value` has, or `otherwise`:
/// ```swift
/// match(address, [0x0: { data <== control }, 0x4: { data <== status }]) { data <== 0 }
/// ```
@inline(never)
public func match(_ value: Bits, _ cases: KeyValuePairs<UInt64, () -> Void>, otherwise: () -> Void) {
  match(value, cases.map { ($0.key, $0.value) }, caller_address(), otherwise: otherwise)
}

/// Runs the body of the case that `value` has, or `otherwise`; for cases that are computed.
@inline(never)
public func match(_ value: Bits, _ cases: [(UInt64, () -> Void)], otherwise: () -> Void) {
  match(value, cases, caller_address(), otherwise: otherwise)
}

private func match(_ value: Bits, _ cases: [(UInt64, () -> Void)], _ location: UInt, otherwise: () -> Void) {
  guard let module = Module.current else { return }
  let subject = module.fit(value.node, to: max(1, value.width), at: location)
  module.adopt(subject, at: location)
  var labels: [Node] = []
  var arms: [Arm] = []
  for (number, body) in cases {
    let label = module.fit(openLiteral(number), to: subject.width, at: location) { "a case of `match`" }
    if labels.contains(where: { $0 === label }) {
      module.complain("`match` of \(subject.label) has two cases for \(number)", at: location)
    }
    arms.append(Arm(label: label, block: module.collect(while: .equals(subject, label: label), at: location, body)))
    labels.append(label)
  }
  let rest = module.collect(while: .differs(subject, labels: labels), at: location, otherwise)
  if let constant = subject.constant {
    let chosen = arms.first { $0.label.constant == constant }?.block ?? rest
    module.scope.statements += chosen.statements
  } else {
    module.scope.statements.append(.match(subject: subject, arms: arms, otherwise: rest))
  }
}

/// Drives a signal: a wire or output at once, a register at the next clock edge.
@inline(never) public func <== (target: Bits.Var, value: Bits) { drive(target.node, value.node, caller_address()) }
/// Drives a signal: a wire or output at once, a register at the next clock edge.
@inline(never) public func <== (target: Bit.Var, value: Bit) { drive(target.node, value.node, caller_address()) }
@_disfavoredOverload @inline(never) public func <== (target: Bits.Var, value: Int) {
  drive(target.node, integer(value), caller_address())
}

/// The statements of `then` apply while the condition holds.
@inline(never) public func when(_ condition: Bit, _ then: () -> Void) {
  branch(condition, then, otherwise: {}, caller_address())
}

/// The statements of `then` apply while the condition holds, those of `otherwise` while it does not.
@inline(never) public func when(_ condition: Bit, _ then: () -> Void, otherwise: () -> Void) {
  branch(condition, then, otherwise: otherwise, caller_address())
}

private func branch(_ condition: Bit, _ then: () -> Void, otherwise: () -> Void, _ location: UInt) {
  guard let module = Module.current else { return }
  let node = module.fit(condition.node, to: 1, at: location)
  module.adopt(node, at: location)
  let first = module.collect(while: .holds(node), at: location, then)
  let second = module.collect(while: .fails(node), at: location, otherwise)
  if let constant = node.constant {
    module.scope.statements += (constant.isZero ? second : first).statements
  } else {
    module.scope.statements.append(.when(condition: node, then: first, otherwise: second))
  }
}

/// A property that must hold at every clock edge outside reset. A violation stops the simulation with the name.
@inline(never) public func always(_ name: String, _ condition: Bit, on domain: ClockDomain = .main) {
  assert(.always, name, condition, domain, caller_address())
}

/// A property that the surroundings of the module keep. A proof takes it for granted; a simulation checks it like
/// `always`.
@inline(never) public func assume(_ name: String, _ condition: Bit, on domain: ClockDomain = .main) {
  assert(.assume, name, condition, domain, caller_address())
}

/// A situation that a verification run should reach.
@inline(never) public func cover(_ name: String, _ condition: Bit, on domain: ClockDomain = .main) {
  assert(.cover, name, condition, domain, caller_address())
}

private func assert(
  _ kind: Assertion.Kind, _ name: String, _ condition: Bit, _ domain: ClockDomain, _ location: UInt
) {
  guard let module = Module.current else { return }
  let node = module.fit(condition.node, to: 1, at: location)
  module.adopt(node, at: location)
  module.definition.assertions.append(
    Assertion(kind: kind, name: snakeCase(name), condition: node, location: location, domain: domain))
}

/// Declares that values, fields or bits are deliberately not used.
@inline(never) public func ignore(_ values: any Hardware...) {
  let location = caller_address()
  guard let module = Module.current else { return }
  for case let declared as any Declared in values {
    for (_, node) in declared.leaves {
      let value = module.fit(node, to: max(1, node.width), at: location)
      module.adopt(value, at: location)
      module.definition.ignored.append(value)
    }
  }
}
