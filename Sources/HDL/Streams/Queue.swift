import CCallerAddress

/// A first-in first-out queue of any depth.
///
/// Items leave in the order in which they came. Latency is one cycle; one item can enter and one leave in every cycle,
/// except that a queue of depth 1 without `pipe` and `flow` moves an item every second cycle only.
/// - `pipe`: a full queue takes an item in the cycle in which one leaves. `output_ready` then reaches `input_ready`
///   within the cycle.
/// - `flow`: an item passes an empty queue within the cycle. `input_valid` and the payload then reach the output.
public final class Queue<Payload: Layout>: Module {
  public let input: Sink<Payload>
  public let output: Source<Payload>
  /// Number of items held, 0 to `depth`.
  public let occupancy: Bits.Output
  /// Number of items that fit.
  public let depth: Int
  public let pipe: Bool
  public let flow: Bool
  private let layout: Payload
  private let store: Memory?
  private let count: Bits.Var

  @inline(never) public convenience init(
    _ layout: Payload, depth: Int, pipe: Bool = false, flow: Bool = false
  ) { self.init(layout, depth, pipe, flow, caller_address()) }

  private init(_ layout: Payload, _ depth: Int, _ pipe: Bool, _ flow: Bool, _ location: UInt) {
    input = Sink(layout)
    output = Source(layout)
    self.depth = max(1, depth)
    occupancy = Out(bitsToCount(self.depth + 1), "items held")
    count = Reg(bitsToCount(self.depth + 1), reset: 0)
    store = depth > 1 && layout.size > 0 ? Memory(depth: depth, width: layout.size) : nil
    self.pipe = pipe
    self.flow = flow
    self.layout = layout
    super.init(
      name: "queue_\(layout.layoutName)_depth_\(self.depth)\(pipe ? "_pipe" : "")\(flow ? "_flow" : "")")
    if depth < 1 { complain("a queue needs a depth of at least 1, not \(depth)", at: location) }
  }

  public override var summary: String {
    let latency = flow ? "An item passes an empty queue within the cycle." : "Latency: 1 cycle."
    let pass = pipe ? " A full queue takes an item in the cycle in which one leaves." : ""
    return "First-in first-out queue of \(depth) \(depth == 1 ? "item" : "items"). \(latency)\(pass)"
  }

  public override func build() {
    let empty = (count == 0).named("empty")
    let full = (count == depth).named("full")
    input.ready <== (pipe ? !full | output.ready : !full)
    output.valid <== (flow ? !empty | input.valid : !empty)
    occupancy <== count

    // What passes an empty queue is never stored.
    let push = (flow ? input.fire & !(empty & output.ready) : input.fire).named("push")
    let pop = (flow ? output.fire & !empty : output.fire).named("pop")
    when(push ^ pop) { count <== mux(push, count + 1, count - 1) }
    let oldest = hold(push, pop)
    output.payload <== (flow ? mux(empty, input.payload, oldest) : oldest)
    assumeStable(input)
    alwaysStable(output)
    if depth & (depth + 1) != 0 { always("never_too_many", count <= Bits(UInt64(depth), width: count.width)) }
  }

  /// Takes the items that enter and gives the oldest one.
  private func hold(_ push: Bit, _ pop: Bit) -> View<Payload> {
    guard let store else {
      let item = Reg(layout).named("item")
      when(push) { item <== input.payload }
      return item
    }
    let head = Reg(store.addressWidth, reset: 0).named("head")
    let tail = Reg(store.addressWidth, reset: 0).named("tail")
    when(push) {
      store.write(tail, input.payload.bits)
      tail <== next(tail)
    }
    when(pop) { head <== next(head) }
    // One bit more than the count: the position behind the newest item, before it wraps.
    let width = count.width + 1
    let behind = (head.extended(to: width) + count.extended(to: width)).named("behind")
    always("pointers_agree", mux(behind >= depth, behind - depth, behind) == tail.extended(to: width))
    if depth & (depth - 1) != 0 { always("head_inside", head < depth) }
    return View(layout, from: store[head].named("oldest"))
  }

  private func next(_ pointer: Bits) -> Bits {
    depth & (depth - 1) == 0 ? pointer + 1 : mux(pointer == depth - 1, 0, pointer + 1)
  }
}
