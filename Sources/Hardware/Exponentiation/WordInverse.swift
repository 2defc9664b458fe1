import HDL

/// The negated inverse of an odd word modulo its size: word * result = -1. One bit in every cycle: as long as the lowest bit of
/// 1 + word * result is set, the next bit of the result is, too.
final class WordInverse: Module {
  let start = In("take `word` and begin")
  let word: Bits.Input
  let wipe = In("overwrite every register with zeros")
  let done = Out("the last bit is being made")
  let result: Bits.Output

  let factor: Bits.Var
  let rest: Bits.Var
  let made: Bits.Var
  let bitsLeft: Bits.Var

  let width: Int

  init(_ width: Int) {
    self.width = width
    word = In(width, "odd").secret()
    result = Out(width, "stays until the next start or a wipe").secret()
    factor = Reg(width, reset: 0)
    rest = Reg(width, reset: 0, "1 + factor * made, without the bits that are zero already")
    made = Reg(width, reset: 0, "the result's bits so far, the latest in the highest place")
    bitsLeft = Reg(bitsToCount(width + 1), reset: 0)
    super.init(name: "word_inverse_\(width)")
  }

  override var summary: String { "-1/word modulo 2^\(width), one bit per cycle (Dusse and Kaliski)." }

  override var latency: Latency? { .cycles(width + 1, "from start until the result is there") }

  override func build() {
    result <== made
    done <== (bitsLeft == 1)
    let isSet = rest[0].named("is_set")
    let next = (rest + (factor & replicate(isSet, width))).named("next")
    when(wipe) {
      factor <== 0
      rest <== 0
      made <== 0
      bitsLeft <== 0
    } otherwise: {
      when(start) {
        factor <== word
        rest <== 1
        bitsLeft <== Bits(UInt64(width), width: bitsLeft.width)
      } otherwise: {
        when(bitsLeft != 0) {
          rest <== cat(false as Bit, next[1...(width - 1)])
          made <== cat(isSet, made[1...(width - 1)])
          bitsLeft <== bitsLeft - 1
        }
      }
    }
    ignore(next[0])
  }
}
