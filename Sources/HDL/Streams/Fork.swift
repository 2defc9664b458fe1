import CCallerAddress

/// Gives every item of a stream to several consumers, each of which takes it once, when it likes. The item leaves the
/// input with the last of them. Latency: none; one item per cycle.
public final class Fork<Payload: Layout>: Module {
  public let input: Sink<Payload>
  public let outputs: [Source<Payload>]

  @inline(never) public convenience init(_ layout: Payload, outputs count: Int) {
    self.init(layout, count, caller_address())
  }

  private init(_ layout: Payload, _ count: Int, _ location: UInt) {
    input = Sink(layout)
    outputs = (0..<max(1, count)).map { _ in Source(layout) }
    super.init(name: "fork_\(layout.layoutName)_\(max(1, count))")
    if count < 1 { complain("a fork needs at least one output, not \(count)", at: location) }
  }

  public override var summary: String {
    "Gives every item to \(outputs.count) consumers; each takes it once, when it likes. Latency: none."
  }

  public override func build() {
    let taken = outputs.indices.map { Reg(reset: false).named("taken_\($0)") }
    let done = zip(outputs, taken).map { $0.ready | $1 }
    input.ready <== done.dropFirst().reduce(done[0]) { $0 & $1 }
    for (output, taken) in zip(outputs, taken) {
      output.valid <== input.valid & !taken
      output.payload <== input.payload
      taken <== input.valid & !input.ready & (taken | output.ready)
      alwaysStable(output)
    }
    assumeStable(input)
  }
}
