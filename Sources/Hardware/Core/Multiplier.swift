import HDL

/// The product of two words, one in every cycle: four products of half words, which the multipliers of an FPGA make, held in
/// registers and summed in the next cycle.
final class Multiplier: Module {
  let first = In(32)
  let second = In(32)
  let kind = In(2, "0 low half, 1 high half of signed, 2 of signed and unsigned, 3 of unsigned factors")
  let enable = In("factors are taken")
  let product = Out(32, "half of the product of the last factors taken")

  let low = Reg(signed: 34)
  let inner = Reg(signed: 34)
  let outer = Reg(signed: 34)
  let high = Reg(signed: 34)
  let wantsHigh = Reg()

  override var summary: String { "Pipelined 32 by 32 bit multiplier." }

  override var latency: Latency? { .cycles(1, "from factors to product") }

  override func build() {
    func halves(_ word: Bits, signed: Bit) -> (low: Signed, high: Signed) {
      (cat(Bits(0, width: 1), word[0...15]).signed, cat(word[31] & signed, word[16...31]).signed)
    }
    let a = halves(first, signed: kind != 3)
    let b = halves(second, signed: !kind[1])
    when(enable) {
      low <== a.low * b.low
      inner <== a.low * b.high
      outer <== a.high * b.low
      high <== a.high * b.high
      wantsHigh <== kind.any
    }
    let middle = (inner.extended(to: 35) + outer.extended(to: 35)).named("middle")
    let upper = (cat(high[0...31], low[16...31]) + middle.extended(to: 48).bits).named("upper")
    product <== mux(wantsHigh, upper[16...47], cat(upper[0...15], low[0...15]))
    ignore(low[32...33], high[32...33])
  }
}
