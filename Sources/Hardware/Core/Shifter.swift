import HDL

/// Shifts a word by 0 to 31 places, both ways at once. Combinational.
final class Shifter: Module {
  let value = In(32)
  let amount = In(5)
  let isLeft = In("`left` is wanted, not `right`")
  let arithmetic = In("`right` copies the sign")
  let right = Out(32)
  let left = Out(32)

  override var summary: String { "One shifter to the right; for shifts to the left, bits go in and out in reverse." }

  override func build() {
    func reversed(_ word: Bits) -> Bits { cat((0..<32).map { word[$0] }) }
    let fill = (arithmetic & !isLeft & value[31]).named("fill")
    var word = mux(isLeft, reversed(value), value)
    for stage in (0..<5).reversed() {
      let distance = 1 << stage
      word = mux(amount[stage], cat(replicate(fill, distance), word[distance...31]), word)
    }
    let shifted = word.named("shifted")
    right <== shifted
    left <== reversed(shifted)
  }
}
