import HDL

/// mcycle and minstret, with mcountinhibit.
final class PerformanceCounters: Module {
  let retired = In("an instruction retires; a counter that it writes, in the same cycle, does not count it")
  let data = In(32)
  let writeCycle = In(2, "halves of mcycle that take `data`")
  let writeInstructions = In(2, "halves of minstret that take `data`")
  let writeInhibit = In("mcountinhibit takes `data`")
  let cycle = Out(64)
  let instructions = Out(64)
  let inhibit = Out(32)

  let cycles = Reg(64, reset: 0)
  let retirements = Reg(64, reset: 0)
  let inhibitsCycles = Reg(reset: false)
  let inhibitsInstructions = Reg(reset: false)

  override var summary: String { "Counts cycles and retired instructions." }

  override func build() {
    cycle <== cycles
    instructions <== retirements
    inhibit <== cat(Bits(0, width: 29), inhibitsInstructions, Bits(0, width: 1), inhibitsCycles)
    func count(_ register: Bits.Var, _ enable: Bit, _ write: Bits) {
      let next = mux(enable & !write.any, register + 1, register)
      register
        <== cat(mux(write[1], data, next[32...63]), mux(write[0], data, next[0...31]))
    }
    count(cycles, !inhibitsCycles, writeCycle)
    count(retirements, retired & !inhibitsInstructions, writeInstructions)
    when(writeInhibit) {
      inhibitsCycles <== data[0]
      inhibitsInstructions <== data[2]
    }
  }
}
