import HDL

/// What the lamps of a board show of the processor on it.
final class BoardLamps: Module {
  let encrypted = In("the processor is in encrypted mode")
  let moves = In("a line begins to cross the bus")
  let finished = In("a program has ended")
  let failed = In("with an exit code that is not 0; meaningful with finished")
  let lamps = Out(5, "0 changes once a second, 1 encrypted mode, 2 bus, 3 program ended, 4 with a failure")

  let cycle: Bits.Var
  let heartbeat = Reg(reset: false)
  let afterglow: Bits.Var

  /// Hertz.
  let clockFrequency: Int

  init(clockFrequency: Int) {
    self.clockFrequency = clockFrequency
    cycle = Reg(bitsToCount(clockFrequency), reset: 0, "of the present second")
    afterglow = Reg(bitsToCount(clockFrequency / 16), reset: 0, "cycles that lamp 2 stays on")
  }

  override var summary: String { "What the lamps of a board show of the processor on it." }

  override func build() {
    let secondEnds = (cycle == clockFrequency - 1).named("second_ends")
    cycle <== mux(secondEnds, 0, cycle + 1)
    heartbeat <== heartbeat ^ secondEnds
    when(moves) {
      afterglow <== Bits(UInt64(clockFrequency / 16 - 1), width: afterglow.width)
    } otherwise: {
      when(afterglow.any) { afterglow <== afterglow - 1 }
    }
    lamps <== cat(finished & failed, finished, afterglow.any, encrypted, heartbeat)
  }
}
