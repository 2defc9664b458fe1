import CCallerAddress

infix operator <== : AssignmentPrecedence

func drive(_ target: Node, _ value: Node, _ location: UInt) {
  guard let module = Module.current else { return }
  module.adopt(target, at: location)
  let fitted = module.fit(value, to: target.width, at: location) { "the value for \(target.label)" }
  module.adopt(fitted, at: location)
  if fitted.width != target.width {
    module.complain(
      "\(target.label) has \(target.width) bits and is driven with \(fitted.width) (\(fitted.label)): extend or slice the value",
      at: location)
  }
  module.scope.statements.append(.assign(target: target, value: fitted, location: location))
}

/// Drives a signal: a wire or output at once, a register at the next clock edge.
@inline(never) public func <== (target: Bits.Var, value: Bits) { drive(target.node, value.node, caller_address()) }
/// Drives a signal: a wire or output at once, a register at the next clock edge.
@inline(never) public func <== (target: Bit.Var, value: Bit) { drive(target.node, value.node, caller_address()) }
@_disfavoredOverload @inline(never) public func <== (target: Bits.Var, value: Int) {
  drive(target.node, integer(value), caller_address())
}

/// The statements of `then` apply while the condition holds.
public func when(_ condition: Bit, _ then: () -> Void) { when(condition, then, otherwise: {}) }

/// The statements of `then` apply while the condition holds, those of `otherwise` while it does not.
@inline(never) public func when(_ condition: Bit, _ then: () -> Void, otherwise: () -> Void) {
  guard let module = Module.current else { return }
  let node = module.fit(condition.node, to: 1, at: caller_address())
  module.adopt(node, at: caller_address())
  let first = module.collect(then)
  let second = module.collect(otherwise)
  module.scope.statements.append(.when(condition: node, then: first, otherwise: second))
}

/// A property that must hold in every clock cycle outside reset. A violation stops the simulation with the name.
@inline(never) public func always(_ name: String, _ condition: Bit) { assert(.always, name, condition, caller_address()) }

/// A situation that a verification run should reach.
@inline(never) public func cover(_ name: String, _ condition: Bit) { assert(.cover, name, condition, caller_address()) }

private func assert(_ kind: Assertion.Kind, _ name: String, _ condition: Bit, _ location: UInt) {
  guard let module = Module.current else { return }
  let node = module.fit(condition.node, to: 1, at: location)
  module.adopt(node, at: location)
  module.definition.assertions.append(Assertion(kind: kind, name: snakeCase(name), condition: node))
}

/// Declares that values, or some of their bits, are deliberately not used.
@inline(never) public func ignore(_ values: any Concatenable...) {
  guard let module = Module.current else { return }
  for value in values {
    guard let node = (value as? any Declared)?.leaves.first?.node else { continue }
    module.adopt(node, at: caller_address())
    module.definition.ignored.append(node)
  }
}
