import HDL

/// One source register of the instruction in decode: from the register file, or from the youngest instruction in work that
/// writes it. Combinational.
final class OperandBypass: Module {
  let source = In(5)
  let stored = In(32, "what the register file says")
  let executing = In(PendingResult())
  let inMemory = In(PendingResult())
  let inWriteBack = In(PendingResult())
  let value = Out(32)
  let isLate = Out("`value` is wrong: in the next cycle write-back has the right one")
  let mustWait = Out("the value comes two cycles from now")

  override var summary: String { "Chooses the newest value of a source register." }

  override func build() {
    func writesSource(_ pending: View<PendingResult>) -> Bit { pending.writes & (pending.destination == source) }
    let fromExecute = writesSource(executing).named("from_execute")
    let fromMemory = (writesSource(inMemory) & !fromExecute).named("from_memory")
    let fromWriteBack = writesSource(inWriteBack).named("from_write_back")
    value
      <== mux(
        fromExecute, executing.value, mux(fromMemory, inMemory.value, mux(fromWriteBack, inWriteBack.value, stored)))
    isLate <== fromMemory & inMemory.isLate
    mustWait <== fromExecute & executing.isLate
    ignore(inWriteBack.isLate)
  }
}
