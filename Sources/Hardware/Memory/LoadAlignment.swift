import HDL

/// The loaded byte, half word or word from the aligned word that holds it. Combinational.
final class LoadAlignment: Module {
  let word = In(32).secret()
  let offset = In(2, "low bits of the address")
  let moved = Out(32, "the value from bit 0 on; above it anything").secret()

  override var summary: String { "Moves a loaded value to bit 0." }

  override func build() {
    let half = mux(offset[1], word[16...31], word[0...15]).named("half")
    moved <== cat(word[16...31], half[8...15], mux(offset[0], half[8...15], half[0...7]))
  }
}
