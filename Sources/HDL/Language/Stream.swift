import CCallerAddress

// A stream is a valid/ready handshake with a payload. A transfer happens in a cycle in which both are high. Valid, once
// high, stays high with the same payload until the transfer, and never depends on its own ready.
//
// The two ends are two types, so there is nothing to flip: a module *offers* data at a `Source` and *takes* it at a
// `Sink`. Seen from the parent an instance's sink is something to feed, a source; and the other way round.

private func transfer(_ valid: Bit, _ ready: Bit, _ location: UInt) -> Bit {
  let fire = Bit(binary(.and, valid.node, ready.node, location, symbol: "&"))
  guard let name = valid.node.name, name.hasSuffix("_valid") else { return fire }
  return fire.named(name.dropLast(5) + "fire")
}

/// The end that offers data: drives valid and payload, reads ready.
public final class Source<L: Layout>: Declared {
  public let valid: Bit.Var
  public let ready: Bit
  public let payload: View<L>.Var

  init(valid: Bit.Var, ready: Bit, payload: View<L>.Var) {
    self.valid = valid
    self.ready = ready
    self.payload = payload
  }

  /// A stream port through which the module offers data.
  @inline(never) public convenience init(_ layout: L, _ comment: String = "", on domain: ClockDomain = .main) {
    let location = caller_address()
    self.init(
      valid: Bit.Var(signal(.output, 1, location, comment: comment, domain: domain)),
      ready: Bit(signal(.input, 1, location, domain: domain)),
      payload: View<L>.Var(layout, declare(.output, location, on: domain)))
  }

  /// A transfer happens in this cycle.
  public var fire: Bit { @inline(never) get { transfer(valid, ready, caller_address()) } }

  var leaves: [(suffix: String, node: Node)] {
    [("valid", valid.node), ("ready", ready.node)] + payload.leaves
  }
  var bundleKind: BundleKind? { .source }
}

/// The end that takes data: reads valid and payload, drives ready.
public final class Sink<L: Layout>: Declared {
  public let valid: Bit
  public let ready: Bit.Var
  public let payload: View<L>

  init(valid: Bit, ready: Bit.Var, payload: View<L>) {
    self.valid = valid
    self.ready = ready
    self.payload = payload
  }

  /// A stream port through which the module takes data.
  @inline(never) public convenience init(_ layout: L, _ comment: String = "", on domain: ClockDomain = .main) {
    let location = caller_address()
    self.init(
      valid: Bit(signal(.input, 1, location, comment: comment, domain: domain)),
      ready: Bit.Var(signal(.output, 1, location, domain: domain)),
      payload: View<L>(layout, declare(.input, location, on: domain)))
  }

  /// A transfer happens in this cycle.
  public var fire: Bit { @inline(never) get { transfer(valid, ready, caller_address()) } }

  var leaves: [(suffix: String, node: Node)] {
    [("valid", valid.node), ("ready", ready.node)] + payload.leaves
  }
  var bundleKind: BundleKind? { .sink }
}

/// Connects two ends: everything that arrives at `origin` goes to `target`.
@inline(never) public func <== <L: Layout>(target: Source<L>, origin: Sink<L>) {
  let location = caller_address()
  drive(target.valid.node, origin.valid.node, location)
  drive(origin.ready.node, target.ready.node, location)
  for (to, from) in pairs(target.payload, origin.payload, location) { drive(to, from, location) }
}
