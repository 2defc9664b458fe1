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
///
/// The loaded value is late in the cycle, and synthesis does not know that: kept by itself, this is one look-up table from there.
final class LoadExtension: Module {
  let isByte = In("a byte with its sign is loaded")
  let isHalf = In("a half word with its sign is loaded")
  let loaded = In(32, "the value from bit 0 on; above it anything")
  let fillsMiddle = Out("bits 15 to 8 are ones")
  let fillsHigh = Out("bits 31 to 16 are ones")

  override var summary: String { "Extends the sign of loaded bytes and half words." }

  override var keepsHierarchy: Bool { true }

  override func build() {
    fillsMiddle <== isByte & loaded[7]
    fillsHigh <== isByte & loaded[7] | isHalf & loaded[15]
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
