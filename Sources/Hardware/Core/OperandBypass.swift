import HDL

/// One source register of the instruction in decode: where its newest value is. Combinational.
///
/// The value of an instruction in the memory stage is taken a cycle later, when it has come to write-back and the reader to
/// execute. So one that is there late, as a loaded word, costs a reader right behind it a cycle and others nothing.
final class OperandBypass: Module {
  let source = In(5)
  let stored = In(32, "what the register file says")
  let executing = In(PendingResult())
  let inMemory = In(PendingResult())
  let inWriteBack = In(PendingResult())
  let written = In(32, "the value of the one in write-back")
  let settled = Out(32, "the value, if it comes from none of the stages before write-back; 0 with `from_memory`")
  let fromExecute = Out("the result of the instruction in execute is the value")
  let fromMemory = Out("the one in the memory stage will have it in the next cycle")
  let mustWait = Out("the one in execute will not have it in the next cycle")

  override var summary: String { "Finds the newest value of a source register." }

  override func build() {
    func writesSource(_ pending: View<PendingResult>) -> Bit { pending.writes & (pending.destination == source) }
    fromExecute <== writesSource(executing)
    fromMemory <== writesSource(inMemory) & !fromExecute
    // In two parts, so that each is one look-up table a bit.
    let early = (stored & replicate(!fromMemory, 32)).named("early")
    settled <== mux(writesSource(inWriteBack) & !fromMemory, written, early)
    mustWait <== fromExecute & executing.isLate
    ignore(inMemory.isLate, inWriteBack.isLate)
  }
}
