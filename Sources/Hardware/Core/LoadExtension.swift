import HDL

/// How a result is put together a cycle after memory has answered.
struct LoadedParts: Layout {
  let low = flag("bits 7 to 0 are those of the loaded value")
  let middle = flag("bits 15 to 8 are")
  let high = flag("bits 31 to 16 are")
  let fillsMiddle = flag("bits 15 to 8 are ones")
  let fillsHigh = flag("bits 31 to 16 are ones")
}

/// What stands above a loaded byte or half word. Combinational.
final class LoadExtension: Module {
  let loads = In("there is a loaded value")
  let loaded = In(32, "the value from bit 0 on; above it anything")
  let kind = In(3, "bits 1 and 0: 0 byte, 1 half, 2 word; bit 2: zeros above, not the sign")
  let parts = Out(LoadedParts())

  override var summary: String { "Extends loaded bytes and half words." }

  override func build() {
    let isByte = (loads & !kind[0] & !kind[1]).named("is_byte")
    let isHalf = (loads & kind[0]).named("is_half")
    parts.low <== loads
    parts.middle <== loads & !isByte
    parts.high <== loads & kind[1]
    let byteFills = isByte & !kind[2] & loaded[7]
    parts.fillsMiddle <== byteFills
    parts.fillsHigh <== byteFills | isHalf & !kind[2] & loaded[15]
    ignore(loaded)
  }

  /// The result, from what was computed, which is 0 if it is loaded, or from what was loaded.
  static func value(computed: Bits, loaded: Bits, parts: View<LoadedParts>) -> Bits {
    func part(_ bits: ClosedRange<Int>, _ isLoaded: Bit, _ fills: Bit) -> Bits {
      computed[bits] | loaded[bits] & replicate(isLoaded, bits.count) | replicate(fills, bits.count)
    }
    return cat(
      part(16...31, parts.high, parts.fillsHigh), part(8...15, parts.middle, parts.fillsMiddle),
      part(0...7, parts.low, false))
  }
}
