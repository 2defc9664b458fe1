import HDL

/// The loaded byte, half word or word from the aligned word that memory gave. Combinational.
final class LoadAlignment: Module {
  let word = In(32)
  let offset = In(2, "low bits of the address")
  let kind = In(3, "bits 1 and 0: 0 byte, 1 half, 2 word; bit 2: zeros above, not the sign")
  let value = Out(32)

  override var summary: String { "Moves a loaded value to bit 0 and extends it." }

  override func build() {
    let low = select(offset, from: (0..<4).map { word[(8 * $0)...(8 * $0 + 7)] }).named("low")
    let high = mux(offset[1], word[24...31], word[8...15]).named("high")
    let isByte = !kind[0] & !kind[1]
    let fill = (!kind[2] & mux(isByte, low[7], high[7])).named("fill")
    value
      <== cat(
        mux(kind[1], word[16...31], replicate(fill, 16)), mux(isByte, replicate(fill, 8), high), low)
  }
}
