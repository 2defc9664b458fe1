import HDL

/// Write-back: waits for the answer of memory, writes the register, and gives everything out of the ordinary to the system
/// unit. An instruction that has left this stage is retired.
final class WriteBackStage: Module {
  let arriving = In(ExecutedInstruction())
  let arrivingValid = In()
  let arrivingUnanswered = In("the answer for `arriving` has not come yet")
  let product = In(32, "result of `arriving`, if it multiplies")
  let quotient = In(32, "result of `arriving`, if it divides")
  let advance = In("the stages move on")
  let resultValid = In()
  let answer = In(MemoryAnswer())
  let systemActive = In("the system unit is at work on the instruction")
  let systemResult = In(32, "its result; 0 while there is none")
  let systemResultValid = In("`system_result` is the instruction's result")
  let systemWrite = In("it writes its result to the register `system_index`")
  let systemIndex = In(5)
  let systemFinish = In("the system unit has finished with it")
  let systemCommit = In("and it has its effect")

  let valid = Reg(reset: false)
  let waiting = Reg(reset: false, "the answer has not come yet")
  let current = Reg(ExecutedInstruction())
  let cause = Reg(5, reset: 0)
  let isSystemWrite = Reg(reset: false, "`computed` goes to the register of `current`, whatever that is")
  // What of the result is computed, and what is loaded: the other one is 0.
  let ownComputed = Reg(32)
  let ownLoaded = Reg(32)

  let isWaiting = Out()
  let special = Out("what is here is for the system unit")
  let instruction = Out(ExecutedInstruction())
  let failure = Out(5, "0, or 16 + the cause why its access failed")
  let pending = Out(PendingResult())
  let computed = Out(32, "the result; 0 if it is loaded")
  let loaded = Out(32, "the result; 0 if it is computed")
  let value = Out(32, "the result")
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
      when(systemWrite) { current.destination <== systemIndex }
    }
    isSystemWrite <== systemWrite

    // The answer comes for the instruction that arrives, or for the one that waits.
    let isMemory = ((waiting | arriving.memory) & !systemActive).named("is_memory")
    func gated(_ condition: Bit, _ value: Bits) -> Bits { replicate(condition, 32) & value }
    let isComputed = !isMemory & !arriving.multiply & !arriving.divide & !systemActive
    when(advance | waiting | systemResultValid | systemWrite) {
      ownComputed
        <== gated(isComputed, arriving.value) | gated(arriving.multiply & !waiting & !systemActive, product)
        | gated(arriving.divide & !waiting & !systemActive, quotient) | systemResult
      // The answer is late in the cycle: this is a reset of the register, not a gate before it.
      when(isMemory) {
        ownLoaded <== answer.word
      } otherwise: {
        ownLoaded <== 0
      }
      cause <== mux(isMemory, answer.cause, 0)
    }
    computed <== ownComputed
    loaded <== ownLoaded
    value <== ownComputed | ownLoaded

    isWaiting <== waiting
    special <== valid & !waiting & !systemActive & (current.system | current.trap.valid | cause[4])
    instruction <== current
    failure <== cause
    pending.writes <== valid & current.writes
    pending.destination <== current.destination
    pending.isLate <== false
    commit <== valid & advance | systemCommit
    write <== commit & current.writes | isSystemWrite
    ignore(answer.physical)
  }
}
