/// What every unit promises that takes items from one stream and hands them on through another: they leave in the order
/// in which they came, unchanged, none is lost and none comes twice; an offer stays until it is taken; and in every cycle
/// the unit takes and offers exactly when its room and what it holds allow.
///
/// The unit is seen from its ports only. Beside it runs a count of the items inside, and one item, any one, is followed
/// from its entrance to its exit.
public class OrderProof<Payload: Layout>: Module {
  public let input: Sink<Payload>
  public let output: Source<Payload>
  /// Follow the item that enters in this cycle.
  public let follow = In("follow the item that enters in this cycle")
  private let layout: Payload
  private let capacity: Int
  private let pipe: Bool
  private let flow: Bool
  let held: Bits.Var
  private let ahead: Bits.Var
  private let isInside = Reg(reset: false, "the followed item is in the unit")
  private let item: Bits.Var

  /// - Parameter capacity: items that the unit holds.
  /// - Parameter pipe: a full unit takes an item in the cycle in which one leaves.
  /// - Parameter flow: an item passes an empty unit within the cycle.
  init(_ layout: Payload, capacity: Int, pipe: Bool, flow: Bool, name: String) {
    input = Sink(layout)
    output = Source(layout)
    self.layout = layout
    self.capacity = capacity
    self.pipe = pipe
    self.flow = flow
    held = Reg(bitsToCount(capacity + 1), reset: 0, "items in the unit")
    ahead = Reg(bitsToCount(capacity + 1), "items that leave before the followed one")
    item = Reg(layout.size, "the followed item")
    super.init(name: name)
  }

  /// States the properties of the unit between `feed` and `offer`.
  func check(feed: Source<Payload>, offer: Sink<Payload>) {
    feed <== input
    output <== offer
    let enters = input.fire
    let leaves = output.fire
    when(enters ^ leaves) { held <== mux(enters, held + 1, held - 1) }
    let isFull = held == Bits(UInt64(capacity), width: held.width)
    let isEmpty = held == 0
    always("takes_exactly_what_fits", input.ready == (pipe ? !isFull | output.ready : !isFull))
    always("offers_exactly_what_it_holds", output.valid == (flow ? !isEmpty | input.valid : !isEmpty))
    always("holds_no_more_than_fits", held <= Bits(UInt64(capacity), width: held.width))

    let passes = (isEmpty & leaves).named("passes")
    when(isInside) {
      when(leaves) {
        ahead <== ahead - 1
        isInside <== ahead != 0
      }
    } otherwise: {
      when(enters & follow & !passes) {
        isInside <== true
        ahead <== mux(leaves, held - 1, held)
        item <== input.payload.bits
      }
    }
    let isNext = isInside & (ahead == 0)
    always("the_followed_item_is_inside", isInside.implies(ahead < held))
    always("leaves_in_order_unchanged", (isNext & output.valid).implies(output.payload.bits == item))
    always("passes_unchanged", passes.implies(enters & (output.payload.bits == input.payload.bits)))
    assumeStable(input)
    alwaysStable(output)

    cover("full", isFull)
    cover("followed_item_leaves", isNext & leaves)
    if capacity > 1 {
      cover("followed_item_waits_for_others", isInside & (ahead == Bits(UInt64(capacity - 1), width: ahead.width)))
    }
    if flow { cover("passes", passes) }
    if pipe { cover("changes_places", isFull & enters & leaves) }
  }
}

/// A queue keeps its promises.
public final class QueueProof<Payload: Layout>: OrderProof<Payload> {
  let queue: Instance<Queue<Payload>>

  public init(_ layout: Payload, depth: Int, pipe: Bool = false, flow: Bool = false) {
    let unit = Queue(layout, depth: depth, pipe: pipe, flow: flow)
    queue = Instance(unit)
    super.init(layout, capacity: depth, pipe: pipe, flow: flow, name: "\(unit.moduleName)_proof")
  }

  public override func build() {
    check(feed: queue.input, offer: queue.output)
    always("occupancy_is_what_it_holds", queue.occupancy == held)
  }
}

/// A register slice keeps its promises. Since what it takes and offers is stated by what it holds, the proof also shows
/// which combinational paths it cuts: a forward slice's valid does not depend on the input, a backward slice's ready not
/// on the output, and no valid on a ready.
public final class RegisterSliceProof<Payload: Layout>: OrderProof<Payload> {
  let slice: Instance<RegisterSlice<Payload>>

  public init(_ layout: Payload, _ kind: RegisterSliceKind) {
    let unit = RegisterSlice(layout, kind)
    slice = Instance(unit)
    super.init(
      layout, capacity: kind == .full ? 2 : 1, pipe: kind == .forward, flow: kind == .backward,
      name: "\(unit.moduleName)_proof")
  }

  public override func build() { check(feed: slice.input, offer: slice.output) }
}
