import HDL

/// The CLINT of one hart: software interrupt, real-time counter, timer interrupt. `docs/core.md`, section 2; the registers
/// are those of the SiFive CLINT. Writes of less than a word change nothing.
final class LocalInterruptor: Module {
  let access = In(DeviceAccess())
  let data = Out(32)
  let currentTime = Out(64, "mtime")
  let softwareInterrupt = Out()
  let timerInterrupt = Out("mtime has reached mtimecmp; a cycle later")

  let counter = Reg(64, reset: 0)
  let compare: Bits.Var
  let isRequested = Reg(reset: false, "msip")
  let isReached = Reg(reset: false)
  let fraction: Bits.Var

  /// Clock cycles in which the real-time counter advances by one.
  let cyclesPerTick: Int

  init(cyclesPerTick: Int) {
    self.cyclesPerTick = cyclesPerTick
    compare = Reg(64, reset: .max)
    fraction = Reg(max(bitsToCount(cyclesPerTick), 1), reset: 0, "cycles since the counter advanced")
  }

  override var summary: String {
    "Software and timer interrupt of a hart; the counter advances every \(cyclesPerTick) cycles."
  }

  override func build() {
    let word = access.offset[2...15].named("word")
    func isAt(_ offset: Int) -> Bit { word == offset / 4 }
    let software = isAt(0)
    let (compareLow, compareHigh) = (isAt(0x4000), isAt(0x4004))
    let (timeLow, timeHigh) = (isAt(0xbff8), isAt(0xbffc))
    let writes = (access.valid & access.write & (access.size == 2)).named("writes")
    let ticks = (fraction == cyclesPerTick - 1).named("ticks")

    currentTime <== counter
    softwareInterrupt <== isRequested
    timerInterrupt <== isReached
    data
      <== mux(software, cat(Bits(0, width: 31), isRequested), 0)
      | mux(compareLow, compare[0...31], 0) | mux(compareHigh, compare[32...63], 0)
      | mux(timeLow, counter[0...31], 0) | mux(timeHigh, counter[32...63], 0)

    isReached <== counter >= compare
    fraction <== mux(ticks, 0, fraction + 1)
    let next = mux(ticks, counter + 1, counter)
    counter
      <== cat(
        mux(writes & timeHigh, access.store, next[32...63]), mux(writes & timeLow, access.store, next[0...31]))
    when(writes & software) { isRequested <== access.store[0] }
    compare
      <== cat(
        mux(writes & compareHigh, access.store, compare[32...63]),
        mux(writes & compareLow, access.store, compare[0...31]))
    ignore(access.offset[0...1], access.offset[16...21])
  }
}
