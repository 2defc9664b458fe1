import HDL

/// A byte on its way to the serial line.
struct SerialByte: Layout {
  let value = field(8)
}

/// Sends bytes over a serial line: a start bit, eight data bits with the lowest first, a stop bit; no parity.
final class SerialTransmitter: Module {
  let input = Sink(SerialByte())
  let line = Out("high while nothing is sent")
  let frame = Reg(10, reset: 0x3ff, "what is left to send, the present bit lowest")
  let bitsLeft = Reg(4, reset: 0)
  let count: Bits.Var

  /// Clock cycles of a bit.
  let divisor: Int

  init(divisor: Int) {
    self.divisor = divisor
    count = Reg(bitsToCount(divisor), reset: 0, "cycles of the present bit")
  }

  override var summary: String {
    "Sends bytes over a serial line, \(divisor) cycles for each bit: start, eight data bits, stop."
  }

  override var latency: Latency? { .cycles(10 * divisor, "from one byte to the next") }

  override func build() {
    let idle = (bitsLeft == 0).named("idle")
    let bitEnds = (count == divisor - 1).named("bit_ends")
    input.ready <== idle
    line <== frame[0]
    count <== mux(idle | bitEnds, 0, count + 1)
    when(input.fire) {
      frame <== cat(Bits(1, width: 1), input.payload.value, Bits(0, width: 1))
      bitsLeft <== 10
    } otherwise: {
      when(!idle & bitEnds) {
        frame <== cat(Bits(1, width: 1), frame[1...9])
        bitsLeft <== bitsLeft - 1
      }
    }
  }
}
