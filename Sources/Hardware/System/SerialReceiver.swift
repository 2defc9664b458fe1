import HDL

/// Receives bytes over a serial line: a start bit, eight data bits with the lowest first, a stop bit; no parity. Sixteen
/// samples for each bit; a bit is what the line is in its middle.
final class SerialReceiver: Module {
  enum Phase: HardwareEnum { case idle, start, data, stop }

  let line = In("high while nothing is sent; not synchronous")
  let sample = In("a sixteenth of a bit has passed")
  let complete = Out("a byte has come in; one cycle")
  let value = Out(8)

  let first = Reg(reset: true)
  let level = Reg(reset: true, "the line, synchronous")
  let phase = Reg(reset: Phase.idle)
  let samples = Reg(4, reset: 0)
  let bitNumber = Reg(3, reset: 0)
  let shifted = Reg(8, reset: 0)
  let isComplete = Reg(reset: false)

  override var summary: String { "Receives bytes over a serial line with sixteen samples for each bit." }

  override func build() {
    first <== line
    level <== first
    complete <== isComplete
    value <== shifted
    let middle = (sample & (samples == 7)).named("middle")
    let ends = (sample & (samples == 15)).named("ends")
    isComplete <== (phase == .stop) & middle & level
    when(phase == .idle) {
      samples <== 0
    } otherwise: {
      when(sample) { samples <== samples + 1 }
    }
    match(phase) {
      switch $0 {
      case .idle:
        bitNumber <== 0
        when(!level) { phase <== .start }
      case .start:
        // Too short for a bit: noise.
        when(middle & level) {
          phase <== .idle
        } otherwise: {
          when(ends) { phase <== .data }
        }
      case .data:
        when(middle) { shifted <== cat(level, shifted[1...7]) }
        when(ends) {
          bitNumber <== bitNumber + 1
          when(bitNumber == 7) { phase <== .stop }
        }
      case .stop:
        when(middle) { phase <== .idle }
      }
    }
  }
}
