import HDL

/// A few lines of memory on the chip behind the unit's AXI port, in words of 32 bits: the block memories of a small FPGA are
/// scarce. Bursts are those of the unit: a whole line of eight beats.
/// Anything else, and any line that is not there, is answered with an error (SLVERR). AMBA AXI4, A3.4.
final class BusMemory: Module {
  enum Phase: HardwareEnum { case idle, read, write, answer }

  let axiAr = Sink(AXIAddress(), "read address")
  let axiR = Source(AXIRead(), "read data")
  let axiAw = Sink(AXIAddress(), "write address")
  let axiW = Sink(AXIWrite(), "write data")
  let axiB = Source(AXIWriteResponse(), "write response")

  let phase = Reg(reset: Phase.idle)
  let line: Bits.Var
  let beat = Reg(3, reset: 0)
  let isUpper = Reg(reset: false, "the upper half of the beat is in work")
  let lower = Reg(32, reset: 0, "its lower half, when reading")
  let failed = Reg(reset: false, "the burst gets an error")
  let words: Memory

  /// Lines in the memory, a power of two of at least 2.
  let lines: Int
  /// The number of the first line, which is its address divided by 64: a multiple of `lines`.
  let firstLine: Int

  init(lines: Int, firstLine: Int) {
    self.lines = lines
    self.firstLine = firstLine
    line = Reg(bitsToCount(lines), reset: 0)
    words = Memory(depth: 16 * lines, width: 32)
  }

  override var summary: String { "\(lines) lines of memory on the chip behind AXI4, in bursts of a line." }

  override var latency: Latency? { .cycles(2, "from address to first beat, and a beat in every second cycle") }

  override func build() {
    let reading = (phase == .read).named("reading")
    let writing = (phase == .write).named("writing")
    let readLine = axiAr.payload.addr.bits(from: 6, width: line.width)
    let writeLine = axiAw.payload.addr.bits(from: 6, width: line.width)
    axiAr.ready <== phase == .idle
    axiAw.ready <== (phase == .idle) & !axiAr.valid

    // A clocked read: the address is that of the next cycle. It rests while words are written, so that no synthesis has to
    // build what a read and a write of the same word at once would give.
    let lastBeat = (beat == 7).named("last_beat")
    let nextLine = mux(reading, line, readLine)
    let nextBeat = mux(reading, mux(axiR.fire, beat + 1, beat), 0)
    let nextIsUpper = reading & !axiR.fire
    let word = words.read(cat(nextLine, nextBeat, nextIsUpper), enable: !writing)
    let response = mux(failed, Bits(Self.slaveError, width: 2), 0)
    axiR.valid <== reading & isUpper
    axiR.payload.data <== cat(word, lower)
    axiR.payload.resp <== response
    axiR.payload.last <== lastBeat

    axiW.ready <== writing & isUpper
    let half = mux(isUpper, axiW.payload.data[32...63], axiW.payload.data[0...31])
    when(writing & axiW.valid & !failed) { words.write(cat(line, beat, isUpper), half) }
    axiB.valid <== phase == .answer
    axiB.payload.resp <== response

    match(phase) {
      switch $0 {
      case .idle:
        beat <== 0
        isUpper <== false
        when(axiAr.fire) {
          line <== readLine
          failed <== !isServed(axiAr.payload)
          phase <== .read
        } otherwise: {
          when(axiAw.fire) {
            line <== writeLine
            failed <== !isServed(axiAw.payload)
            phase <== .write
          }
        }
      case .read:
        isUpper <== !axiR.fire
        when(!isUpper) { lower <== word }
        when(axiR.fire) {
          beat <== beat + 1
          when(lastBeat) { phase <== .idle }
        }
      case .write:
        isUpper <== axiW.valid & !isUpper
        when(axiW.fire) {
          beat <== beat + 1
          when(!axiW.payload.strb.all | (axiW.payload.last != lastBeat)) { failed <== true }
          when(lastBeat) { phase <== .answer }
        }
      case .answer:
        when(axiB.fire) { phase <== .idle }
      }
    }
  }

  /// RRESP and BRESP of a burst that failed.
  private static let slaveError: UInt64 = 2

  private func isServed(_ burst: View<AXIAddress>) -> Bit {
    let low = 6 + line.width
    return burst.isWholeLine & (burst.addr.bits(from: low, width: 32 - low) == firstLine >> line.width)
  }
}
