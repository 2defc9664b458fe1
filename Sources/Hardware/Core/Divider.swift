import HDL

/// Quotient and remainder of two words by restoring division. The number of cycles does not depend on the values, so that it
/// says nothing about secret ones.
///
/// A negative divisor is added where a positive one is subtracted, so it need not be negated.
final class Divider: Module {
  enum Phase: HardwareEnum { case idle, divide, done }

  let start = In("the operands are there; stays up until `take`")
  let take = In("the result is taken, or given up")
  let dividend = In(32)
  let divisor = In(32)
  let kind = In(2, "bit 0 unsigned, bit 1 remainder")
  let done = Out("the result is found")
  let result = Out(32, "of the last division: there once it was taken, until the next one starts")

  let phase = Reg(reset: Phase.idle)
  let count = Reg(5)
  let quotient = Reg(32, "dividend, then quotient")
  let remainder = Reg(32)
  let subtrahend = Reg(32, "the divisor: inverted if it is not negative")
  let subtracts = Reg(reset: false, "the divisor is not negative")

  let step: Int

  /// - Parameter step: bits of the quotient found in a cycle: 1, 2 or 4.
  init(step: Int) {
    self.step = step
    super.init(name: "divider_\(1 << step)")
  }

  override var summary: String { "Radix-\(1 << step) divider of constant latency." }

  override var latency: Latency? { .cycles(2 + 32 / step, "from start to result") }

  override func build() {
    let isSigned = !kind[0]
    let wantsRemainder = kind[1]
    // One negation serves the dividend and the result.
    let isDone = (phase == .done).named("is_done")
    let operand = mux(isDone, mux(wantsRemainder, remainder, quotient), dividend).named("operand")
    let isByZero = subtracts & subtrahend.all
    let differ = dividend[31] ^ divisor[31]
    let resultIsNegative = mux(isDone & !wantsRemainder, differ & !isByZero, dividend[31])
    let negate = (isSigned & resultIsNegative).named("negate")
    let magnitude = (mux(negate, ~operand, operand) + cat(Bits(0, width: 31), negate)).named("magnitude")

    var rest: Bits = remainder
    var digits: Bits = quotient
    for _ in 0..<step {
      let shifted = cat(rest, digits[31])
      let minuend = cat(Bits(0, width: 1), shifted, Bits(1, width: 1))
      let difference = minuend + cat(Bits(0b01, width: 2), subtrahend, subtracts)
      let fits = difference[34]
      rest = mux(fits, difference[1...32], shifted[0...31])
      digits = cat(digits[0...30], fits)
    }

    done <== isDone
    result <== quotient
    match(phase) {
      switch $0 {
      case .idle:
        when(start & !take) {
          quotient <== magnitude
          remainder <== 0
          subtrahend <== mux(isSigned & divisor[31], divisor, ~divisor)
          subtracts <== !(isSigned & divisor[31])
          count <== Bits(UInt64(32 / step - 1), width: 5)
          phase <== .divide
        }
      case .divide:
        quotient <== digits
        remainder <== rest
        count <== count - 1
        when(take) {
          phase <== .idle
        } otherwise: {
          when(!count.any) { phase <== .done }
        }
      case .done:
        when(take) {
          quotient <== magnitude
          phase <== .idle
        }
      }
    }
  }
}
