import HDL

/// The loaded byte, half word or word from the aligned word that memory gave: first its bits in their places, and what stands
/// above them; a cycle later, both put together. Combinational, both parts.
final class LoadAlignment: Module {
  let word = In(32)
  let offset = In(2, "low bits of the address")
  let kind = In(3, "bits 1 and 0: 0 byte, 1 half, 2 word; bit 2: zeros above, not the sign")
  let moved = Out(32, "the value from bit 0 on; above it anything")
  let fill = Out("what all bits above it are")

  override var summary: String { "Moves a loaded value to bit 0." }

  override func build() {
    let bytes = (0..<4).map { word[(8 * $0)...(8 * $0 + 7)] }
    moved <== cat(word[16...31], mux(offset[1], bytes[3], bytes[1]), select(offset, from: bytes))
    ignore(kind)
    fill <== !kind[2] & select(cat(offset[1], offset[0] | kind[0]), from: bytes.map { $0[7] })
  }

  /// The value itself.
  /// - Parameter moved: what this module gave, as well as `fill`.
  static func value(moved: Bits, fill: Bit, isByte: Bit, isWord: Bit) -> Bits {
    cat(
      mux(isWord, moved[16...31], replicate(fill, 16)), mux(isByte, replicate(fill, 8), moved[8...15]), moved[0...7])
  }
}
