import HDL

/// Control and status registers that lie outside the core and are only read there: `time`, `timeh`, `seed`, and the public view of a region.
public final class ExternalRegisters: Module {
  let address = In(12, "of a register; there since the cycle before")
  let value = Out(32, "of the register; 0 if it is none of these")
  let currentTime = In(64, "the real-time counter")
  let seed = In(32, "what the register seed gives").secret()
  /// The region that sregion names.
  let region = In(RegionView())

  let held = Reg(32, reset: 0)

  override public var summary: String { "time, seed, and the view of a region, as control and status registers." }

  override public var latency: Latency? { .described("seed within the cycle, the others 1 cycle") }

  override public func build() {
    func gated(_ number: UInt64, _ word: Bits) -> Bits {
      replicate(address == Bits(number, width: 12), 32) & word
    }
    // The way through the table of regions is long, and time need not be that of this cycle.
    held
      <== gated(0xc01, currentTime[0...31]) | gated(0xc81, currentTime[32...63])
      | replicate(region.valid, 32)
      & (gated(0xdc0, region.base) | gated(0xdc1, region.limit) | gated(0xdc2, cat(Bits(1, width: 1), region.info)))
    value <== held | gated(0x015, declassify(seed, "who asks for random bits gets them"))
  }
}
