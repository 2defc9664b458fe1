/// Two payloads side by side.
public struct Joined<First: Layout, Second: Layout>: Layout {
  public let first: Field<View<First>>
  public let second: Field<View<Second>>

  public init(_ first: First, _ second: Second) {
    self.first = field(first)
    self.second = field(second)
    layoutName = "\(first.layoutName)_and_\(second.layoutName)"
  }

  public let layoutName: String
}

/// Waits for an item of each of two streams and gives both as one. Latency: none; one item per cycle.
public final class Join<First: Layout, Second: Layout>: Module {
  public let first: Sink<First>
  public let second: Sink<Second>
  public let output: Source<Joined<First, Second>>

  public init(_ first: First, _ second: Second) {
    self.first = Sink(first)
    self.second = Sink(second)
    let joined = Joined(first, second)
    output = Source(joined)
    super.init(name: "join_\(joined.layoutName)")
  }

  public override var summary: String { "Waits for an item of each stream and gives both as one. Latency: none." }

  public override func build() {
    output.valid <== first.valid & second.valid
    output.payload.first <== first.payload
    output.payload.second <== second.payload
    first.ready <== second.valid & output.ready
    second.ready <== first.valid & output.ready
    assumeStable(first)
    assumeStable(second)
    alwaysStable(output)
  }
}
