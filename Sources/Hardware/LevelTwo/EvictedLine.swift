import HDL

/// A dirty line on its way from the level-2 cache to memory, so that the line that takes its place is asked for first.
///
/// Who reads `line` from memory has to wait until this is empty. What memory answers is not looked at: a line is here because it
/// could be read, or because the encryption unit wrote it, which has its answer.
final class EvictedLine: Module {
  enum Phase: HardwareEnum { case empty, sending, answer }

  let take = In("`new_line` is given, only while empty; its eight words follow, at most one in a cycle")
  let newLine = In(26, "physical address / 64")
  let wordValid = In()
  let word = In(64)
  let isEmpty = Out()
  let line = Out(26, "physical address / 64 of the line that is held")

  let axiAw = Source(AXIAddress(), "write address")
  let axiW = Source(AXIWrite(), "write data")
  let axiB = Sink(AXIWriteResponse(), "write response")

  let phase = Reg(reset: Phase.empty)
  let addressPending = Reg(reset: false, "the bus has not taken the address yet")
  let count = Reg(3, reset: 0, "words sent")
  let held = Reg(26)
  let words = Instance(Queue(MemoryWord(), depth: 8))

  override var summary: String { "A dirty line between the level-2 cache and memory." }

  override var latency: Latency? { .described("a word leaves in the cycle after it came, if the bus takes it") }

  override func build() {
    isEmpty <== phase == .empty
    line <== held
    words.input.valid <== wordValid
    words.input.payload.data <== word
    ignore(words.occupancy)

    axiAw.valid <== addressPending
    axiAw.payload.addr <== cat(held, Bits(0, width: 6))
    axiAw.payload.len <== 7
    axiAw.payload.size <== 3
    axiAw.payload.burst <== 1
    axiW.valid <== words.output.valid
    axiW.payload.data <== words.output.payload.data
    axiW.payload.strb <== 0xff
    axiW.payload.last <== count.all
    words.output.ready <== axiW.ready
    axiB.ready <== (phase == .answer) & !addressPending
    ignore(axiB.payload)

    when(take) {
      held <== newLine
      addressPending <== true
    } otherwise: {
      when(axiAw.fire) { addressPending <== false }
    }
    when(axiW.fire) { count <== count + 1 }
    match(phase) {
      switch $0 {
      case .empty:
        when(take) { phase <== .sending }
      case .sending:
        when(axiW.fire & count.all) { phase <== .answer }
      case .answer:
        when(axiB.fire) { phase <== .empty }
      }
    }
    always("one_line_at_a_time", !take | (phase == .empty))
    always("a_place_for_every_word", !wordValid | words.input.ready & (phase == .sending))
  }
}
