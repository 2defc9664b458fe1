import HDL

/// Sends bytes over a serial line at a speed that can be set: a start bit, eight data bits with the lowest first, a stop bit; no
/// parity. Sixteen samples for each bit.
final class SerialSender: Module {
  let input = Sink(SerialByte())
  let sample = In("a sixteenth of a bit has passed")
  let line = Out("high while nothing is sent")
  let idle = Out("nothing is being sent")

  let frame = Reg(10, reset: 0x3ff, "what is left to send, the present bit lowest")
  let bitsLeft = Reg(4, reset: 0)
  let samples = Reg(4, reset: 0)

  override var summary: String { "Sends bytes over a serial line with sixteen samples for each bit." }

  override func build() {
    let isIdle = (bitsLeft == 0).named("is_idle")
    idle <== isIdle
    input.ready <== isIdle
    line <== frame[0]
    when(input.fire) {
      frame <== cat(Bits(1, width: 1), input.payload.value, Bits(0, width: 1))
      bitsLeft <== 10
      samples <== 0
    } otherwise: {
      when(!isIdle & sample) {
        samples <== samples + 1
        when(samples == 15) {
          frame <== cat(Bits(1, width: 1), frame[1...9])
          bitsLeft <== bitsLeft - 1
        }
      }
    }
  }
}
