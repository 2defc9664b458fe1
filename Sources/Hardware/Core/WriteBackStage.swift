import HDL

/// Write-back: waits for the answer of memory, writes the register, and gives everything out of the ordinary to the system
/// unit. An instruction that has left this stage is retired.
final class WriteBackStage: Module {
  let arriving = In(ExecutedInstruction())
  let arrivingValid = In()
  let arrivingUnanswered = In("the answer for `arriving` has not come yet")
  let advance = In("the stages move on")
  let resultValid = In()
  let answer = In(MemoryAnswer())
  let systemActive = In("the system unit is at work on the instruction")
  let systemResult = In(32)
  let systemResultValid = In("`system_result` is the instruction's result")
  let systemFinish = In("the system unit has finished with it")
  let systemCommit = In("and it has its effect")

  let valid = Reg(reset: false)
  let waiting = Reg(reset: false, "the answer has not come yet")
  let current = Reg(ExecutedInstruction())
  let answered = Reg(MemoryAnswer())
  let alignment = Instance(LoadAlignment())

  let isWaiting = Out()
  let special = Out("what is here is for the system unit")
  let instruction = Out(ExecutedInstruction())
  let memory = Out(MemoryAnswer())
  let loaded = Out(32, "the loaded value")
  let pending = Out(PendingResult())
  let write = Out("the register is written")
  let commit = Out("the instruction here retires, without a trap")

  override var summary: String { "Waits for memory, writes registers, finds what the system unit has to do." }

  override func build() {
    when(systemFinish) {
      valid <== false
    } otherwise: {
      when(advance) { valid <== arrivingValid }
    }
    when(advance) {
      waiting <== arrivingUnanswered
      current <== arriving
    } otherwise: {
      when(resultValid) { waiting <== false }
      when(systemResultValid) { current.value <== systemResult }
    }
    when(advance | waiting) { answered <== answer }

    alignment.word <== answered.word
    alignment.offset <== current.value[0...1]
    alignment.kind <== current.kind
    loaded <== alignment.value

    isWaiting <== waiting
    let failed = current.memory & answered.cause[4]
    special <== valid & !waiting & !systemActive & (current.system | current.trap.valid | failed)
    instruction <== current
    memory.word <== answered.word
    memory.cause <== mux(current.memory, answered.cause, 0)
    memory.physical <== answered.physical
    pending.writes <== valid & current.writes
    pending.destination <== current.destination
    pending.isLate <== false
    pending.value <== mux(current.memory, alignment.value, current.value)
    commit <== valid & advance | systemCommit
    write <== commit & current.writes
  }
}
