import HDL

/// What the streams carry.
public struct Byte: Layout {
  let value = field(8)
}

/// Sends bytes over one line, as UARTs do: a start bit, eight data bits with the lowest first, a stop bit.
public final class SerialSender: Module {
  enum Phase: HardwareEnum { case idle, start, data, stop }

  let input = Sink(Byte())
  let line = Out("high while nothing is sent")
  let phase = Reg(reset: Phase.idle)
  let rest = Reg(8, "what is left to send")
  let position = Reg(3, reset: 0, "number of the data bit")
  let count: Bits.Var
  let divisor: Int

  public init(divisor: Int) {
    self.divisor = divisor
    count = Reg(bitsToCount(divisor), reset: 0, "cycles of the present bit")
    super.init(name: "serial_sender_\(divisor)")
  }

  public override var summary: String { "Sends bytes over a serial line, \(divisor) cycles for each bit." }

  public override func build() {
    let bitEnds = (count == divisor - 1).named("bit_ends")
    input.ready <== (phase == .idle)
    line <== mux(phase == .data, rest[0], phase != .start)
    count <== mux((phase == .idle) | bitEnds, 0, count + 1)
    match(phase) {
      switch $0 {
      case .idle:
        when(input.fire) {
          rest <== input.payload.value
          phase <== .start
        }
      case .start:
        when(bitEnds) { phase <== .data }
      case .data:
        when(bitEnds) {
          rest <== rest >> 1
          position <== position + 1
          when(position == 7) { phase <== .stop }
        }
      case .stop:
        when(bitEnds) { phase <== .idle }
      }
    }
    always("line_rests_high", (phase != .idle) | line)
    always("position_rests_at_0", (phase == .data) | (position == 0))
    always("count_stays_below_divisor", count <= Bits(UInt64(divisor - 1), width: count.width))
    cover("sends_a_byte", (phase == .stop) & bitEnds)
  }
}
