import HDL

/// Lists the word products of a long multiplication, one per cycle, column by column: every a[i] * b[j] with i + j = column, then
/// every m[i] * n[j], then the quotient digit m[column] that makes the column's lowest word zero (finely integrated product
/// scanning: Koc, Acar, Kaliski, IEEE Micro 1996). Everything here is public: it depends on the number of words alone.
final class ProductScan: Module {
  enum Step: HardwareEnum { case idle, operands, quotients, sum, quotient, carry, end }

  let start = In("take the inputs and begin")
  let last: Bits.Input
  let square = In("a is b: products of different words count twice and are made once")
  let plain = In("the product itself, without a modulus")
  let wipe = In("go back to the beginning")
  let indexA: Bits.Output
  let indexB: Bits.Output
  let usesModulus = Out("the factors are a quotient digit and a word of the modulus, not words of a and b")
  let accumulates = Out("the product of this cycle's factors belongs to the sum")
  let starts = Out("it is the first of its column")
  let doubles = Out("it counts twice")
  let writes = Out("the column before is a word of the result")
  let takesSum = Out("the factors are the sum of the column and the modulus' negated inverse")
  let takesQuotient = Out("the first factor is the product that is made just now: the quotient digit `index_a`")
  let isBlank = Out("the factors are zero")
  let done = Out("the last product is listed in this cycle")

  let step = Reg(reset: Step.idle)
  let low: Bits.Var
  let high: Bits.Var
  let first: Bits.Var
  let second: Bits.Var
  let waiting = Reg(4, reset: 0, "cycles left, less 1, until a product arrives")

  let parameters: ExponentiationParameters

  init(_ parameters: ExponentiationParameters) {
    self.parameters = parameters
    let width = parameters.indexBits
    last = In(width, "number of words less 1; constant, like `square` and `plain`, from start to the end")
    indexA = Out(width)
    indexB = Out(width)
    low = Reg(width, reset: 0, "lowest index in the column")
    high = Reg(width, reset: 0, "highest index in the column")
    first = Reg(width, reset: 0)
    second = Reg(width, reset: 0)
  }

  override var summary: String {
    "The order of the word products in a Montgomery multiplication by columns, or in a plain one."
  }

  override var latency: Latency? {
    .described(
      "with s words: s^2 + s(s - 1) + \(2 * parameters.productCycles + 3)s + 2 cycles, s(s - 1)/2 fewer for a square, s^2 + 2 for a plain product"
    )
  }

  override func build() {
    let latency = parameters.productCycles
    let isFirstHalf = (low == 0).named("is_first_half")
    let isColumnZero = (isFirstHalf & (high == 0)).named("is_column_zero")
    let isLastColumn = ((low == last) & (high == last)).named("is_last_column")

    // What ends in this cycle.
    let isMiddle = (first == second) | (first + 1 == second)
    let operandsEnd = ((step == .operands) & mux(square, isMiddle, second == low)).named("operands_end")
    let quotientsEnd =
      ((step == .quotients) & mux(isFirstHalf, second == 1, second == low)).named("quotients_end")
    let sumEnds = ((step == .sum) & (waiting == 0)).named("sum_ends")
    let quotientEnds = ((step == .quotient) & (waiting == 0)).named("quotient_ends")
    let columnEnds = (operandsEnd & plain | quotientsEnd & !isFirstHalf | quotientEnds).named("column_ends")
    let sumBegins = (operandsEnd & !plain & isColumnZero | quotientsEnd & isFirstHalf).named("sum_begins")

    let nextLow = mux(high == last, low + 1, low).named("next_low")
    let nextHigh = mux(high == last, high, high + 1).named("next_high")
    when(start) {
      low <== 0
      high <== 0
    } otherwise: {
      when(columnEnds & !isLastColumn) {
        low <== nextLow
        high <== nextHigh
      }
    }
    first
      <== mux(
        start, 0, mux(columnEnds & !isLastColumn, nextLow, mux(operandsEnd, low, first + 1)))
    second
      <== mux(
        start, 0, mux(columnEnds & !isLastColumn, nextHigh, mux(operandsEnd, high, second - 1)))
    waiting
      <== mux(
        sumBegins, Bits(UInt64(latency + 1), width: 4), mux(sumEnds, Bits(UInt64(latency), width: 4), waiting - 1))

    when(wipe) {
      step <== .idle
    } otherwise: {
      match(step) {
        switch $0 {
        case .idle:
          when(start) { step <== .operands }
        case .operands, .quotients, .sum, .quotient:
          when(columnEnds) {
            when(isLastColumn) {
              step <== .carry
            } otherwise: {
              step <== .operands
            }
          } otherwise: {
            when(sumBegins) {
              step <== .sum
            } otherwise: {
              when(sumEnds) {
                step <== .quotient
              } otherwise: {
                when(operandsEnd) { step <== .quotients }
              }
            }
          }
        case .carry: step <== .end
        case .end: step <== .idle
        }
      }
    }

    let isBeginning = ((step == .operands) & (first == low)).named("is_beginning")
    let isEmpty = ((step == .carry) | (step == .end)).named("is_empty")
    indexA <== mux(quotientEnds, high, first)
    indexB <== mux(quotientEnds, 0, second)
    usesModulus <== (step == .quotients) | quotientEnds
    accumulates <== (step == .operands) | (step == .quotients) | quotientEnds | isEmpty
    starts <== isBeginning | isEmpty
    doubles <== (step == .operands) & square & (first != second)
    writes
      <== isBeginning & mux(plain, !isColumnZero, low[1...(low.width - 1)].any)
      | (step == .carry) & (plain | (last != 0)) | (step == .end)
    takesSum <== sumEnds
    takesQuotient <== quotientEnds
    isBlank <== isEmpty
    done <== (step == .end)
    assume("starts_only_when_idle", !start | (step == .idle))
  }
}
