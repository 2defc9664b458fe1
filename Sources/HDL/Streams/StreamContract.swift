import CCallerAddress

// The contract of a stream: an offer, once made, stays unchanged until it is taken. It is stated with registers that only
// properties read, so it costs the hardware nothing.

/// States that a source keeps its offers: while `valid` is high and `ready` is not, the next cycle has the same payload
/// and `valid` is still high.
@inline(never) public func alwaysStable<L: Layout>(_ stream: Source<L>, on domain: ClockDomain = .main) {
  let location = caller_address()
  if let stable = keepsOffer(stream.valid, stream.ready, stream.payload, domain, location) {
    always(stable.name, stable.condition, on: domain)
  }
}

/// States that whoever feeds a sink keeps its offers. A proof takes it for granted; a simulation checks it.
@inline(never) public func assumeStable<L: Layout>(_ stream: Sink<L>, on domain: ClockDomain = .main) {
  let location = caller_address()
  if let stable = keepsOffer(stream.valid, stream.ready, stream.payload, domain, location) {
    assume(stable.name, stable.condition, on: domain)
  }
}

private func keepsOffer<L>(
  _ valid: Bit, _ ready: Bit, _ payload: View<L>, _ domain: ClockDomain, _ location: UInt
) -> (name: String, condition: Bit)? {
  guard let module = Module.current else { return nil }
  let name = valid.node.name.map { $0.hasSuffix("_valid") ? String($0.dropLast(6)) : $0 } ?? "stream"
  func remember(_ node: Node, _ suffix: String, reset: UInt64? = nil) -> Node {
    let register = signal(.register, node.width, location, reset: reset, domain: domain)
    register.name = module.uniqueName("\(name)_\(suffix)")
    register.isGhost = true
    drive(register, node, location)
    return register
  }
  return module.atTop {
    let waited = Bit(remember((valid & !ready).node, "waited", reset: 0))
    let offer = payload.bits
    let stays = payload.leaves.isEmpty ? valid : valid & (offer == Bits(remember(offer.node, "last_offer")))
    return ("\(name)_keeps_offers", !waited | stays)
  }
}
