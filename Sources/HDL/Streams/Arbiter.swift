import CCallerAddress

/// Which of several waiting inputs an arbiter takes.
public enum ArbiterPolicy: Sendable, CaseIterable {
  /// The lowest number first; others may wait for ever.
  case fixedPriority
  /// In turn, beginning behind the one that was offered last.
  case roundRobin
}

/// Merges several streams into one. Latency: none; one item per cycle.
///
/// An item, once offered at the output, stays there until it is taken, even when an input of higher priority arrives.
/// With `until`, an input is kept until its item with that flag set has gone: the last one of a packet.
public final class Arbiter<Payload: Layout>: Module {
  public let inputs: [Sink<Payload>]
  public let output: Source<Payload>
  /// The number of the input that is offered; meaningful while `output.valid`.
  public let chosen: Bits.Output
  public let policy: ArbiterPolicy
  private let lastFlag: String?
  private let isLast: ((View<Payload>) -> Bit)?

  @inline(never) public convenience init(
    _ layout: Payload, inputs count: Int, _ policy: ArbiterPolicy, until last: KeyPath<Payload, Field<Bit>>? = nil
  ) { self.init(layout, count, policy, last, caller_address()) }

  private init(
    _ layout: Payload, _ count: Int, _ policy: ArbiterPolicy, _ last: KeyPath<Payload, Field<Bit>>?, _ location: UInt
  ) {
    inputs = (0..<max(1, count)).map { _ in Sink(layout) }
    output = Source(layout)
    chosen = Out(bitsToCount(count), "number of the input that is offered")
    self.policy = policy
    lastFlag = last.flatMap { layout.name(of: layout[keyPath: $0]) }
    isLast = last.map { flag in { $0[dynamicMember: flag] } }
    let order = policy == .fixedPriority ? "fixed_priority" : "round_robin"
    let until = lastFlag.map { "_until_\($0)" } ?? ""
    super.init(name: "arbiter_\(layout.layoutName)_\(order)_\(max(1, count))\(until)")
    if count < 1 { complain("an arbiter needs at least one input, not \(count)", at: location) }
  }

  public override var summary: String {
    let order = policy == .fixedPriority ? "the lowest number first" : "in turn"
    let packet = lastFlag.map { ", and a packet until the item with `\($0)` has gone" } ?? ""
    return "Arbiter of \(inputs.count) streams, \(order). An offer stays until it is taken\(packet). Latency: none."
  }

  public override func build() {
    guard inputs.count > 1 else {
      output <== inputs[0]
      return chosen <== 0
    }
    let locked = Reg(reset: false).named("locked")
    // The last number, so that the first in turn is 0.
    let first = policy == .roundRobin ? UInt64(inputs.count - 1) : nil
    let owner = Reg(chosen.width, reset: first).named("owner")
    var requests = inputs.enumerated().map { ($1.valid, $0) }
    if policy == .roundRobin {
      requests = inputs.enumerated().dropFirst().map { ($1.valid & (owner < $0), $0) } + requests
    }
    chosen <== mux(locked, owner, lowest(of: requests).named("candidate"))
    output.valid <== select(chosen, from: inputs.map(\.valid))
    if let payload = select(chosen, from: inputs.map(\.payload)) { output.payload <== payload }
    for (number, input) in inputs.enumerated() { input.ready <== output.ready & (chosen == number) }
    when(output.valid) {
      owner <== chosen
      locked <== !(isLast.map { output.ready & $0(output.payload) } ?? output.ready)
    }
    for input in inputs { assumeStable(input) }
    alwaysStable(output)
    if inputs.count & (inputs.count - 1) != 0 { always("owner_exists", !locked | (owner < inputs.count)) }
  }

  /// The number of the first request that is made; the last one's if none is.
  private func lowest(of requests: [(isMade: Bit, number: Int)]) -> Bits {
    func code(_ number: Int) -> Bits { Bits(UInt64(number), width: chosen.width) }
    return requests.dropLast().reversed().reduce(code(inputs.count - 1)) { mux($1.isMade, code($1.number), $0) }
  }
}
