import HDL

/// Memory: the requests at the data port, and the cycle in which their answers come.
///
/// A request is made while its instruction is in execute, whether the one before has been answered or not. One that is not
/// accepted goes on into this stage with the instruction and is made again from here, so that nothing behind waits for
/// `data_ready` within a cycle. None is accepted while another one waits for its answer: so one that has been accepted in a
/// cycle before the last is never to be cancelled.
final class MemoryStage: Module {
  let executed = In(ExecutedInstruction())
  let executedValid = In()
  let address = In(32, "of its access: the same as its value, and earlier")
  let advance = In("the stages move on")
  let kill = In("the instruction here, and the request of the cycle before, have no effect")

  let dataValid = Out()
  let dataReady = In()
  let dataOperation = Out(4)
  let dataAddress = Out(32)
  let dataSize = Out(2)
  let dataIsSigned = Out()
  let dataStore = Out(32, "of the request accepted in the cycle before")
  let dataCancel = Out()
  let resultValid = In()
  let access = In(ProtectionAccess())

  let isUnissued = Out("the request here has not been accepted")
  let isUnanswered = Out("the request here has no answer yet")
  let pending = Out(PendingResult())
  let leaving = Out(ExecutedInstruction())
  let leavingValid = Out()

  let valid = Reg(reset: false)
  let unissued = Reg(reset: false)
  let current = Reg(ExecutedInstruction())
  // Of the request that has not been accepted.
  let waitingAddress = Reg(32)
  let waitingOperation = Reg(4)
  let waitingKind = Reg(3, "bits 14 to 12 of its instruction: size, unsigned")

  let unissuedChoice = Instance(BitChoice())

  override var summary: String { "Requests at the data port, and their answers." }

  override func build() {
    let request = (executedValid & executed.memory).named("request")
    dataValid <== !kill & (unissued | request & advance)
    dataOperation <== mux(unissued, waitingOperation | access.operation.bits, executed.memoryOperation)
    dataAddress <== mux(unissued, waitingAddress | access.address, address)
    let kind = mux(unissued, waitingKind, executed.kind)
    dataSize <== kind[0...1]
    dataIsSigned <== !kind[2]
    dataStore <== current.store
    dataCancel <== kill

    when(kill) {
      valid <== false
    } otherwise: {
      when(advance) { valid <== executedValid }
    }
    // Whether the request is accepted is the last to be known.
    unissued
      <== unissuedChoice.bit(
        if: dataReady, !kill & !advance & access.valid,
        otherwise: !kill & mux(advance, request, access.valid | unissued))
    // An access of the protection control is of a word, and brings its own address, operation and value. They are added
    // to what is here, which is 0 then.
    when(advance) {
      current <== executed
      waitingAddress <== self.address
      waitingOperation <== executed.memoryOperation
      waitingKind <== executed.kind
    } otherwise: {
      when(kill) {
        current.store <== 0
        waitingAddress <== 0
        waitingOperation <== 0
        waitingKind <== 2
      }
    }

    isUnissued <== unissued
    isUnanswered <== valid & current.memory & !resultValid
    pending.writes <== valid & current.writes
    pending.destination <== current.destination
    pending.isLate <== true
    leavingValid <== valid
    leaving.pc <== current.pc
    leaving.next <== current.next
    leaving.instruction <== current.instruction
    leaving.value <== current.value
    leaving.store <== current.store
    leaving.destination <== current.destination
    leaving.writes <== current.writes
    leaving.memory <== current.memory
    leaving.memoryOperation <== current.memoryOperation
    leaving.kind <== current.kind
    leaving.multiply <== current.multiply
    leaving.divide <== current.divide
    leaving.system <== current.system
    leaving.trap <== current.trap
  }
}
