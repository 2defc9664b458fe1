import HDL

/// The PLIC: interrupts of devices for machine mode (context 0) and supervisor mode (context 1) of one hart. RISC-V Platform-Level
/// Interrupt Controller specification 1.0; levels, priorities 0 to 7. A source is let through again after its completion.
final class InterruptController: Module {
  let access = In(DeviceAccess())
  let data = Out(32)
  let error = Out("not a whole word")
  let sources: Bits.Input
  let machineInterrupt = Out("a source for context 0; two cycles after its level at most")
  let supervisorInterrupt = Out("a source for context 1")

  let priorities: [Bits.Var]
  let pending: Bits.Var
  let claimed: Bits.Var
  let contexts: [Context]

  /// What a context has: which sources it takes, above which priority, and the best of them.
  struct Context {
    let enable: Bits.Var
    let threshold: Bits.Var
    let best: Bits.Var
  }

  /// Sources 1 to this number.
  let count: Int

  /// - Parameter sources: 1 to 31.
  init(sources count: Int) {
    self.count = count
    sources = In(count, "levels; bit 0 is source 1")
    priorities = (1...count).map { Reg(3, reset: 0).named("priority_\($0)") }
    pending = Reg(count, reset: 0, "let through, and not claimed")
    claimed = Reg(count, reset: 0, "claimed, and not completed")
    contexts = (0..<2).map {
      Context(
        enable: Reg(count, reset: 0).named("enable_\($0)"), threshold: Reg(3, reset: 0).named("threshold_\($0)"),
        best: Reg(5, reset: 0).named("best_\($0)"))
    }
  }

  override var summary: String { "Interrupts of \(count) devices for two modes of a hart, by priority." }

  override func build() {
    let isWord = access.size == 2
    error <== !isWord
    let active = (access.valid & isWord).named("active")
    let reads = (active & !access.write).named("reads")
    let writes = (active & access.write).named("writes")

    var values: [Bits] = []
    func register(_ offset: Int, _ value: Bits) -> Bit {
      let isHere = access.offset == offset
      values.append(mux(isHere, value.extended(to: 32), 0))
      return isHere
    }

    for (index, priority) in priorities.enumerated() {
      let isHere = register(4 * (index + 1), priority)
      when(writes & isHere) { priority <== access.store[0...2] }
    }
    _ = register(0x1000, cat(pending, Bits(0, width: 1)))

    var claims: [Bits] = []
    var completions: [Bits] = []
    for (number, context) in contexts.enumerated() {
      let enabling = register(0x2000 + 0x80 * number, cat(context.enable, Bits(0, width: 1)))
      when(writes & enabling) { context.enable <== access.store.bits(from: 1, width: count) }
      let limiting = register(0x20_0000 + 0x1000 * number, context.threshold)
      when(writes & limiting) { context.threshold <== access.store[0...2] }
      // Accesses are at least three cycles apart: the register has seen the one before.
      let claiming = register(0x20_0004 + 0x1000 * number, context.best)
      claims.append(mux(reads & claiming, sourceBit(context.best), 0))
      let completed = mux(access.store[5...31].any, 0, sourceBit(access.store[0...4]))
      completions.append(mux(writes & claiming, completed & context.enable, 0))
      context.best <== best(for: context)
    }
    data <== values.dropFirst().reduce(values[0]) { $0 | $1 }
    machineInterrupt <== contexts[0].best.any
    supervisorInterrupt <== contexts[1].best.any

    let claim = (claims[0] | claims[1]).named("claim")
    pending <== (pending | sources & ~claimed) & ~claim
    claimed <== (claimed | claim) & ~(completions[0] | completions[1])
  }

  /// The source with the highest priority above the threshold, and of equal ones the lowest number; 0 for none.
  private func best(for context: Context) -> Bits {
    var round = priorities.indices.map { index in
      let takesPart = pending[index] & context.enable[index] & (priorities[index] > context.threshold)
      return (number: Bits(UInt64(index + 1), width: 5), priority: mux(takesPart, priorities[index], 0))
    }
    while round.count > 1 {
      round = stride(from: 0, to: round.count, by: 2).map { first in
        guard first + 1 < round.count else { return round[first] }
        let (lower, upper) = (round[first], round[first + 1])
        let wins = upper.priority > lower.priority
        return (mux(wins, upper.number, lower.number), mux(wins, upper.priority, lower.priority))
      }
    }
    return mux(round[0].priority.any, round[0].number, 0)
  }

  /// The bit of a source in `pending`; none for 0.
  private func sourceBit(_ number: Bits) -> Bits {
    cat((1...count).reversed().map { number == $0 })
  }
}
