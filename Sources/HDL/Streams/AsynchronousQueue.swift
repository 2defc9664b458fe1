import CCallerAddress

/// A first-in first-out queue between two clock domains, of a depth that is a power of two. Items leave in the order in
/// which they came, at the earliest three edges of the output's clock after the edge at which they entered.
///
/// Both sides keep a pointer that counts in Gray code, so that the other side, which sees it through a synchroniser, never
/// sees a value it did not have. An item stands in the memory before its pointer arrives. Reset both domains together.
public final class AsynchronousQueue<Payload: Layout>: Module {
  public let input: Sink<Payload>
  public let output: Source<Payload>
  /// Number of items that fit.
  public let depth: Int
  private let layout: Payload
  private let from: ClockDomain
  private let to: ClockDomain
  private let store: Memory?

  /// - Parameters:
  ///   - depth: a power of two, at least 2.
  ///   - from: the clock domain of the input.
  ///   - to: the clock domain of the output.
  @inline(never) public convenience init(_ layout: Payload, depth: Int, from: ClockDomain = .main, to: ClockDomain) {
    self.init(layout, depth, from, to, caller_address())
  }

  private init(_ layout: Payload, _ depth: Int, _ from: ClockDomain, _ to: ClockDomain, _ location: UInt) {
    let isPossible = depth > 1 && depth & (depth - 1) == 0
    self.depth = isPossible ? depth : 2
    self.layout = layout
    self.from = from
    self.to = to
    input = Sink(layout, on: from)
    output = Source(layout, on: to)
    store = layout.size > 0 ? Memory(depth: self.depth, width: layout.size, on: from) : nil
    super.init(name: "queue_\(layout.layoutName)_depth_\(self.depth)_from_\(from.name)_to_\(to.name)")
    if !isPossible {
      complain(
        "a queue between two clocks needs a depth that is a power of two, at least 2, not \(depth)", at: location)
    }
  }

  public override var summary: String {
    "Queue of \(depth) items from clock domain \(from.name) to \(to.name), with pointers in Gray code."
  }

  public override func build() {
    // One bit more than an address: it tells full from empty.
    let width = bitsToCount(depth) + 1
    let tail = Reg(width, reset: 0, on: from).named("tail")
    let head = Reg(width, reset: 0, on: to).named("head")
    let tailGray = Reg(width, reset: 0, on: from).named("tail_gray")
    let headGray = Reg(width, reset: 0, on: to).named("head_gray")
    let seenTail = synchronized(gray: tailGray, to: to)
    let seenHead = synchronized(gray: headGray, to: from)

    // In Gray code two numbers a whole depth apart differ in the two top bits.
    let top = ~seenHead.bits(from: width - 2, width: 2)
    input.ready <== tailGray != (width > 2 ? cat(top, seenHead.bits(from: 0, width: width - 2)) : top)
    let nextTail = (tail + 1).named("next_tail")
    when(input.fire) {
      store?.write(tail[0...width - 2], input.payload.bits)
      tail <== nextTail
      tailGray <== gray(nextTail)
    }

    output.valid <== headGray != seenTail
    let nextHead = (head + 1).named("next_head")
    when(output.fire) {
      head <== nextHead
      headGray <== gray(nextHead)
    }
    if let word = store?[head[0...width - 2]] {
      let safe = crossing(word.named("word"), to: to, "written before the tail that shows it came across")
      output.payload <== View(layout, from: safe.named("oldest"))
    }
    assumeStable(input, on: from)
    alwaysStable(output, on: to)
    always("tail_in_gray", tailGray == gray(tail), on: from)
    always("head_in_gray", headGray == gray(head), on: to)
  }

  private func gray(_ value: Bits) -> Bits {
    value ^ value.bits(from: 1, width: value.width - 1).extended(to: value.width)
  }
}
