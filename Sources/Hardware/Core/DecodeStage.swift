import HDL

/// Decode: what the instruction is, its operands, and whether it has to wait for them.
final class DecodeStage: Module {
  let arrivingValid = In()
  let arriving = In(InstructionPlace())
  let take = Out("there is room for `arriving`")
  let fetchedValid = In()
  /// What is at the place here, or else at `arriving`.
  let fetched = In(FetchedInstruction())
  let takesInstruction = Out("`fetched` is taken")
  let arrivingIsVoid: Bit.Input?

  let advance = In("the stages behind move on")
  let kill = In("the instructions here and at `arriving` are not to be executed")
  let interrupt = In("an interrupt is to be taken before the instruction")
  let interruptCause = In(5)
  let privilege = In(2)
  let checksIdentity = In("the instruction has to come from the region `attribute`")
  let checksFault = In("what cannot be fetched may be a change of mode")
  let checksReturn = In("a back-link may lead to the instruction")
  let attribute = In(8)
  let judge = In("the transfer to the next instruction has been judged")
  let showsContext = In("there is no instruction here, and `context_value` is wanted")
  let contextIndex = In(5)
  let contextValue = Out(32, "of that register")

  let executing = In(PendingResult())
  let executingResult = In(32)
  let executingLong = In("execute holds an access to memory or a division")
  let inMemory = In(PendingResult())
  let inWriteBack = In(PendingResult())
  let written = In(32, "the value of the instruction in write-back")
  let registerWrite = In("the instruction in write-back writes its register")

  let issue = Out("`issued` goes to execute, if it moves on")
  let issued = Out(IssuedInstruction())
  let issuedIsVoid: Bit.Output?

  let valid = Reg(reset: false)
  let waiting = Reg(reset: false, "the instruction at `place` has not come yet")
  let place = Reg(InstructionPlace())
  let current = Reg(FetchedInstruction())
  let isVoid: Bit.Var?
  let isJudged = Reg(
    reset: false, "the mode port has allowed the instruction that comes next: neither it nor an interrupt stops it")
  let decoder = Instance(InstructionDecoder())
  let registers = Instance(RegisterFile())
  let firstBypass = Instance(OperandBypass())
  let secondBypass = Instance(OperandBypass())

  let parameters: CoreParameters

  init(_ parameters: CoreParameters) {
    self.parameters = parameters
    let compressed = parameters.compressed
    arrivingIsVoid = compressed ? In("`arriving` is no instruction, but asks for one to be fetched again") : nil
    issuedIsVoid = compressed ? Out("the same of `issued`") : nil
    isVoid = compressed ? Reg() : nil
    super.init(name: "decode_stage\(parameters.suffix)")
  }

  override var summary: String { "Decodes an instruction and reads its operands." }

  override func build() {
    decoder.instruction <== current.instruction
    let control = decoder.decoded
    registers.first <== current.instruction[15...19]
    registers.second <== mux(showsContext, contextIndex, current.instruction[20...24])
    contextValue <== registers.secondValue
    registers.write <== registerWrite
    registers.destination <== inWriteBack.destination
    registers.value <== written
    for (bypass, source, stored) in [
      (firstBypass, current.instruction[15...19], registers.firstValue),
      (secondBypass, current.instruction[20...24], registers.secondValue),
    ] {
      bypass.source <== source
      bypass.stored <== stored
      bypass.executing <== executing
      bypass.inMemory <== inMemory
      bypass.inWriteBack <== inWriteBack
      bypass.written <== written
    }

    // The divider keeps the stages behind it from moving for long; an answer to an access in the memory stage would be lost.
    // And the last quotient has to be gone from there.
    let mustWait =
      (control.usesFirst & firstBypass.mustWait | control.usesSecond & secondBypass.mustWait
      | control.divide & executingLong).named("must_wait")
    take <== !waiting & (!valid | advance & !mustWait)
    takesInstruction <== take | waiting
    issue <== valid & !mustWait
    when(kill) {
      valid <== false
      waiting <== false
    } otherwise: {
      when(takesInstruction) {
        let isWanted = waiting | arrivingValid
        valid <== isWanted & fetchedValid
        waiting <== isWanted & !fetchedValid
      }
    }
    when(take) {
      place <== arriving
      if let isVoid, let arrivingIsVoid { isVoid <== arrivingIsVoid }
    }
    when(takesInstruction) { current <== fetched }

    // The transfer to an instruction is judged where its judgement can make a difference.
    let fetchFailed = current.cause[4]
    let isForeign = !current.protected | (current.attribute != attribute)
    let transfers =
      (!isJudged
      & (checksFault & fetchFailed | checksIdentity & !fetchFailed & isForeign | checksReturn & place.isReturn))
      .named("transfers")
    let isIssued = issue & advance
    when(judge) {
      isJudged <== true
    } otherwise: {
      when(isVoid.map { isIssued & !$0 } ?? isIssued) { isJudged <== false }
    }
    if let isVoid, let issuedIsVoid { issuedIsVoid <== isVoid }
    let interrupted = (interrupt & !isJudged).named("interrupted")
    let trapped =
      (interrupted | transfers | fetchFailed | control.illegal | control.environmentCall | control.breakpoint).named(
        "trapped")
    issued.trap.valid <== trapped
    issued.trap.interrupt <== interrupted
    issued.trap.transfer <== transfers & !interrupted
    issued.trap.cause
      <== mux(
        interrupted, interruptCause,
        mux(
          fetchFailed, cat(Bits(0, width: 1), current.cause[0...3]),
          mux(
            control.illegal, 2,
            mux(control.breakpoint, 3, cat(Bits(0b010, width: 3), privilege)))))

    let target = (place.pc + decoder.immediate.target).named("target")
    issued.pc <== place.pc
    issued.next <== place.next
    // A jump to an address that is no multiple of 4 traps, and shows the address. Of jal that is known here.
    let showsTarget = parameters.compressed ? !control.jump : !control.jump | !control.indirect & target[1]
    issued.link <== mux(showsTarget, target, place.next)
    issued.target <== mux(control.indirect, place.following, target)
    let lowest = parameters.alignmentBits
    issued.wrongTarget <== !control.indirect & (target[lowest...31] != place.following[lowest...31])
    issued.instruction <== current.instruction
    // The result in execute is late in the cycle: it passes one choice.
    issued.first <== mux(firstBypass.fromExecute, executingResult, firstBypass.settled)
    let inversion = replicate(control.subtract, 32)
    let settled = mux(control.usesImmediate, decoder.immediate.operand, secondBypass.settled) ^ inversion
    issued.second
      <== mux(secondBypass.fromExecute & !control.usesImmediate, executingResult ^ inversion, settled)
    issued.store <== mux(secondBypass.fromExecute, executingResult, secondBypass.settled)
    issued.firstIsLate <== firstBypass.fromMemory
    issued.secondIsLate <== secondBypass.fromMemory & !control.usesImmediate
    issued.storeIsLate <== secondBypass.fromMemory
    issued.destination <== current.instruction[7...11]
    issued.prediction <== place.prediction
    issued.control.givesSum <== control.givesSum
    issued.control.givesBitwise <== control.givesBitwise
    issued.control.givesRight <== control.givesRight
    issued.control.givesLeft <== control.givesLeft
    issued.control.givesLess <== control.givesLess
    issued.control.givesLink <== control.givesLink
    issued.control.subtract <== control.subtract
    issued.control.bitwise <== control.bitwise
    issued.control.arithmetic <== control.arithmetic
    issued.control.kind <== control.kind
    issued.control.usesFirst <== control.usesFirst
    issued.control.usesSecond <== control.usesSecond
    issued.control.usesImmediate <== control.usesImmediate
    issued.control.writes <== control.writes
    issued.control.branch <== control.branch & !trapped
    issued.control.jump <== control.jump & !trapped
    issued.control.indirect <== control.indirect
    issued.control.memory <== control.memory & !trapped
    issued.control.memoryOperation <== control.memoryOperation
    issued.control.multiply <== control.multiply
    issued.control.divide <== control.divide
    issued.control.system <== control.system & !trapped
    issued.control.environmentCall <== control.environmentCall
    issued.control.breakpoint <== control.breakpoint
    issued.control.illegal <== control.illegal
  }
}
