import CCallerAddress

/// Gives every item of a stream to one of several consumers: the one whose number a field of the item holds, the last one
/// for numbers beyond it. Latency: none; one item per cycle.
public final class Demultiplexer<Payload: Layout>: Module {
  public let input: Sink<Payload>
  public let outputs: [Source<Payload>]
  private let route: String
  private let number: (View<Payload>) -> Bits

  @inline(never) public convenience init(
    _ layout: Payload, outputs count: Int, by route: KeyPath<Payload, Field<Bits>>
  ) { self.init(layout, count, route, caller_address()) }

  private init(_ layout: Payload, _ count: Int, _ route: KeyPath<Payload, Field<Bits>>, _ location: UInt) {
    input = Sink(layout)
    let width = layout[keyPath: route].width
    let reachable = width < 63 ? min(count, 1 << width) : count
    outputs = (0..<max(1, reachable)).map { _ in Source(layout) }
    self.route = layout.name(of: layout[keyPath: route]) ?? "field"
    number = { $0[dynamicMember: route] }
    super.init(name: "demultiplexer_\(layout.layoutName)_\(max(1, count))_by_\(self.route)")
    if count < 1 { complain("a demultiplexer needs at least one output, not \(count)", at: location) }
    if reachable < count {
      complain(
        "a demultiplexer has \(count) outputs, but the \(countOfBits(width)) of `\(self.route)` reach only \(reachable)",
        at: location)
    }
  }

  public override var summary: String {
    "Gives every item to one of \(outputs.count) consumers, the one whose number stands in `\(route)`. Latency: none."
  }

  public override func build() {
    let chosen = number(input.payload)
    // One that no other output takes goes to the last.
    let others = outputs.indices.dropLast().map { chosen == $0 }
    let last = others.dropFirst().reduce(others.first) { first, next in first.map { $0 | next } }.map { !$0 } ?? true
    for (output, isChosen) in zip(outputs, others + [last]) {
      output.valid <== input.valid & isChosen
      output.payload <== input.payload
      alwaysStable(output)
    }
    input.ready <== select(chosen, from: outputs.map(\.ready))
    assumeStable(input)
  }
}
