import HDL

/// Says the verdict of the self-test in a line of text, when it is there and again and again, so that a terminal that is
/// opened later sees it too.
final class SelfTestReport: Module {
  let passed = In()
  let failed = In()
  let step: Bits.Input
  let output = Source(SerialByte())
  let heartbeat = Out("changes with every line")

  let sending = Reg(reset: false)
  let position: Bits.Var
  let pause: Bits.Var
  let beat = Reg(reset: false)

  /// What is tested.
  let subject: String
  let steps: Int
  /// Clock cycles from the end of a line to the beginning of the next.
  let interval: Int
  private let success: [UInt8]
  private let failure: [UInt8]

  init(subject: String, steps: Int, interval: Int) {
    self.subject = subject
    self.steps = steps
    self.interval = interval
    success = Array("Keyline \(subject): PASSED\r\n".utf8)
    failure = Array("Keyline \(subject): FAILED in step 00\r\n".utf8)
    step = In(bitsToCount(steps))
    position = Reg(bitsToCount(failure.count), reset: 0)
    pause = Reg(bitsToCount(interval), reset: 0, "cycles until the next line")
  }

  override var summary: String { "Says the verdict in a line of text, and again every \(interval) cycles." }

  override func build() {
    let text = { [self] (text: [UInt8]) in select(position, from: text.map { Bits(UInt64($0), width: 8) }) }
    let digit = { [self] (divisor: Int) in
      select(step, from: (1...steps).map { Bits(UInt64(0x30 + $0 / divisor % 10), width: 8) })
    }
    // The step's two digits come before the end of the line.
    let units = failure.count - 3
    let failureText = mux(
      position == units - 1, digit(10), mux(position == units, digit(1), text(failure)))
    let end = { [self] (text: [UInt8]) in Bits(UInt64(text.count - 1), width: position.width) }
    let isLast = (position == mux(failed, end(failure), end(success))).named("is_last")
    output.valid <== sending
    output.payload.value <== mux(failed, failureText, text(success))
    heartbeat <== beat
    when(sending) {
      when(output.fire) {
        position <== mux(isLast, 0, position + 1)
        when(isLast) {
          sending <== false
          pause <== Bits(UInt64(interval - 1), width: pause.width)
        }
      }
    } otherwise: {
      when(pause.any) {
        pause <== pause - 1
      } otherwise: {
        when(passed | failed) {
          sending <== true
          beat <== !beat
        }
      }
    }
  }
}
