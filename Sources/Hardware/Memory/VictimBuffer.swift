import HDL

/// What the write-back of a line says about it.
struct LineIdentity: Layout {
  let domain: Field<Bits>
  let protected = flag("it was filled under an attribute")
  let attribute: Field<Bits>
  let page = field(20, "virtual address / 4096 for which it was filled")
  let physicalLine = field(26, "physical address / 64")

  init(_ parameters: UnitParameters) {
    domain = field(parameters.domainBits)
    attribute = field(parameters.attributeBits)
  }
}

/// A dirty line on its way back to memory, under the identity for which it was filled. So the line that takes its place is asked
/// for first, and the core goes on when that has come.
///
/// Nobody reads memory between the two: the line port takes one request at a time, and the write-back is offered while the
/// fill is in work, before anything else of either cache. So what is read later is read after it. Each word is
/// overwritten with zeros when it leaves.
final class VictimBuffer: Module {
  enum Phase: HardwareEnum { case empty, waiting, sending, answer }

  let take = In("a line is given, only while empty: `identity` now, `pair` in the eight cycles from the next one on")
  let identity: View<LineIdentity>.Input
  let place = Out(3, "pair of words to be read: that of the next cycle")
  let pair = In(64).secret()
  let isTaking = Out("words are still to come")
  let isEmpty = Out()
  let request: Source<LineRequest>
  let store = Source(LineWord())
  let response: Sink<LineResponse>

  let phase = Reg(reset: Phase.empty)
  let taking = Reg(reset: false)
  let count = Reg(3, reset: 0, "pair of words that comes or goes")
  let sent = Reg(reset: false, "all have gone before the request was taken")
  let held: View<LineIdentity>.Var
  let words = Memory(depth: 8, width: 64, style: .distributed).secret()

  init(_ parameters: MemoryParameters) {
    let unit = parameters.unit
    identity = In(LineIdentity(unit))
    request = Source(LineRequest(unit))
    response = Sink(LineResponse(unit))
    held = Reg(LineIdentity(unit))
  }

  override var summary: String { "A line that is to be written back, of a cache that fills its place first." }

  override var latency: Latency? { .described("8 cycles to take a line") }

  override func build() {
    isEmpty <== phase == .empty
    isTaking <== taking
    place <== mux(taking, count + 1, 0)
    when(take) { held <== identity }

    let asked = request.payload
    request.valid <== phase == .waiting
    asked.kind <== .writeBack
    asked.encrypted <== false
    asked.domain <== held.domain
    asked.virtualLine <== cat(held.page, held.physicalLine[0...5])
    asked.physicalLine <== held.physicalLine
    asked.protected <== held.protected
    asked.attribute <== held.attribute
    store.valid <== ((phase == .waiting) & !sent | (phase == .sending)) & !taking
    store.payload.data <== words[count]
    // What the unit refuses is dropped: the region or its domain has ended.
    response.ready <== phase == .answer
    ignore(response.payload)

    let lastLeaves = (store.fire & count.all).named("last_leaves")
    when(taking | store.fire) {
      words.write(count, mux(taking, pair, 0))
      count <== count + 1
    }
    when(take) {
      taking <== true
    } otherwise: {
      when(count.all) { taking <== false }
    }
    match(phase) {
      switch $0 {
      case .empty:
        when(take) { phase <== .waiting }
      case .waiting:
        sent <== (sent | lastLeaves) & !request.fire
        when(request.fire) {
          when(sent | lastLeaves) {
            phase <== .answer
          } otherwise: {
            phase <== .sending
          }
        }
      case .sending:
        when(lastLeaves) { phase <== .answer }
      case .answer:
        when(response.valid) { phase <== .empty }
      }
    }
    always("one_line_at_a_time", !take | (phase == .empty) & !taking & (count == 0))
  }
}
