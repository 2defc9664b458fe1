import HDL

/// The loaded byte, half word or word from the aligned word that holds it. Combinational.
final class LoadAlignment: Module {
  let word = In(32).secret()
  let offset = In(2, "low bits of the address")
  let moved = Out(32, "the value from bit 0 on; above it anything").secret()

  override var summary: String { "Moves a loaded value to bit 0." }

  override func build() {
    let bytes = (0..<4).map { word[(8 * $0)...(8 * $0 + 7)] }
    moved <== cat(word[16...31], mux(offset[1], bytes[3], bytes[1]), select(offset, from: bytes))
  }
}
