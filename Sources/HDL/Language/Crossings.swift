import CCallerAddress

// How a value gets from one clock domain to another. Anything else is an error of elaboration.

/// A bit as another clock domain sees it, through a chain of registers there that gives a metastable first one time to
/// settle. Changes arrive `stages` or one fewer edges late; pulses shorter than a cycle of `domain` may be missed.
/// - Parameter reset: the value during reset of `domain`.
@inline(never)
public func synchronized(_ bit: Bit, to domain: ClockDomain, stages: Int = 2, reset: Bool = false) -> Bit {
  Bit(synchronizer(bit.node, domain, stages, reset ? 1 : 0, caller_address()))
}

/// A value of which at most one bit changes at a time, like a Gray code, as another clock domain sees it.
@inline(never)
public func synchronized(gray bits: Bits, to domain: ClockDomain, stages: Int = 2) -> Bits {
  Bits(synchronizer(bits.node, domain, stages, 0, caller_address()))
}

/// A value that another clock domain may use as it is. Say why it cannot change when it is looked at, for example
/// `"held until the request has come back"`.
@inline(never) public func crossing(_ bits: Bits, to domain: ClockDomain, _ why: String) -> Bits {
  Bits(cross(bits.node, domain, why, caller_address()))
}
/// A bit that another clock domain may use as it is. Say why it cannot change when it is looked at.
@inline(never) public func crossing(_ bit: Bit, to domain: ClockDomain, _ why: String) -> Bit {
  Bit(cross(bit.node, domain, why, caller_address()))
}

/// Whether a clock domain's reset is active. Of an asynchronous reset it can only be used after it was synchronised.
@inline(never) public func isResetting(_ domain: ClockDomain = .main) -> Bit {
  guard let module = Module.current else { return Bit(Node(.reset, width: 1, location: caller_address())) }
  if let known = module.definition.resets.first(where: { $0.domain == domain }) { return Bit(known) }
  let node = Node(.reset, width: 1, location: caller_address())
  node.name = domain.resetName
  node.domain = domain
  module.own(node)
  module.definition.resets.append(node)
  return Bit(node)
}

private func cross(_ node: Node, _ domain: ClockDomain, _ why: String, _ location: UInt) -> Node {
  guard let module = Module.current else { return node }
  return module.identity(.crossing, node, at: location) {
    $0.domain = domain
    $0.note = why
  }
}

private func synchronizer(
  _ node: Node, _ domain: ClockDomain, _ stages: Int, _ reset: UInt64, _ location: UInt
) -> Node {
  guard let module = Module.current else { return node }
  guard stages >= 2 else {
    module.complain("a synchroniser of \(stages) registers does not settle: it needs at least 2", at: location)
    return node
  }
  let name = "\(node.name ?? "value")_in_\(domain.name)"
  // The chain stands outside of all conditions, wherever it is asked for.
  var value = node
  return module.atTop {
    for stage in 1...stages {
      let register = signal(.register, node.width, location, reset: reset)
      register.name = module.uniqueName(stage == stages ? name : "\(name)_\(stage)")
      register.domain = domain
      register.isSynchronizer = stage < stages
      drive(register, value, location)
      value = register
    }
    return value
  }
}
