import HDL

/// The loaded byte, half word or word from the aligned word that holds it. Combinational.
///
/// A cache does this for each of its ways, before it is known in which the line is: what is loaded is complete then.
final class LoadAlignment: Module {
  let word = In(32).secret()
  let offset = In(2, "low bits of the address")
  let size = In(2, "0 byte, 1 half, 2 word")
  let isSigned = In("a byte or half word is extended with its sign; else with zeros")
  let value = Out(32).secret()

  override var summary: String { "Moves a loaded value to bit 0 and extends it." }

  override func build() {
    let half = mux(offset[1], word[16...31], word[0...15]).named("half")
    let lowest = mux(offset[0], half[8...15], half[0...7]).named("lowest")
    let fill = (isSigned & mux(size[0], half[15], lowest[7])).named("fill")
    value
      <== cat(
        mux(size[1], word[16...31], replicate(fill, 16)), mux(size.any, half[8...15], replicate(fill, 8)), lowest)
  }
}
