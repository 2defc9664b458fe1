import HDL

/// Execute: results, branches, and the address of an access to memory.
final class ExecuteStage: Module {
  let issue = In()
  let issued = In(IssuedInstruction())
  let issuedIsVoid: Bit.Input?
  let advance = In("the stages move on")
  let kill = In("the instruction here is not to be executed")
  let operandsValid = In("`computed` and `loaded` are right")
  // The value of the instruction in write-back is either of them; the other one is 0.
  let computed = In(32)
  let loaded = In(32)

  let valid = Reg(reset: false)
  let executed = Out(ExecutedInstruction())
  let executedValid = Out()
  let address = Out(32, "of an access to memory")
  let pending = Out(PendingResult())
  let result = Out(32)
  let product = Out(32, "of the instruction that is in the memory stage")
  let quotient = Out(32, "the same of a division")
  let isLong = Out("an access to memory or a division is here")
  let busy = Out("the divider is at work")
  let systemFinish = In("there is nothing here, and `following` is `system_target`")
  let systemTarget = In(32)
  let redirect = Out("fetch has to go on at `following`")
  let following = Out(32)
  let update = Out(PredictorUpdate())

  let current = Reg(IssuedInstruction())
  let isVoid: Bit.Var?
  let learned = Reg(PredictorUpdate(), reset: .zero)
  let arithmetic = Instance(ArithmeticUnit())
  let shifter = Instance(Shifter())
  let branchUnit: Instance<BranchUnit>
  let multiplier = Instance(Multiplier())
  let divider: Instance<Divider>
  let firstChoice = Instance(OperandChoice())
  let secondChoice = Instance(OperandChoice())
  let resultChoice = Instance(ResultChoice())

  init(_ parameters: CoreParameters) {
    issuedIsVoid = parameters.compressed ? In("`issued` is no instruction, but asks for one to be fetched again") : nil
    isVoid = parameters.compressed ? Reg() : nil
    branchUnit = Instance(BranchUnit(parameters))
    divider = Instance(Divider(step: parameters.dividerStep))
    super.init(name: "execute_stage_\(parameters.dividerRadix)\(parameters.suffix)")
  }

  override var summary: String { "Computes results and addresses, resolves branches." }

  override func build() {
    let control = current.control
    for (choice, early, isLate) in [
      (firstChoice, current.first, current.firstIsLate), (secondChoice, current.second, current.secondIsLate),
    ] {
      choice.early <== early
      choice.computed <== computed
      choice.loaded <== loaded
      choice.isLate <== isLate
    }
    let (first, second) = (firstChoice.operand, secondChoice.operand)

    arithmetic.first <== first
    arithmetic.second <== second
    arithmetic.subtract <== control.subtract
    arithmetic.operation <== control.bitwise
    arithmetic.isUnsigned <== mux(control.branch, control.kind[1], control.kind[0])
    shifter.value <== first
    shifter.amount <== second[0...4]
    shifter.isLeft <== control.givesLeft
    shifter.arithmetic <== control.arithmetic
    multiplier.first <== first
    multiplier.second <== second
    multiplier.kind <== control.kind[0...1]
    multiplier.enable <== advance
    product <== multiplier.product
    quotient <== divider.result
    divider.start <== valid & control.divide & operandsValid
    divider.take <== advance | kill
    divider.dividend <== first
    divider.divisor <== second
    divider.kind <== control.kind[0...1]
    busy <== valid & control.divide & !divider.done

    branchUnit.pc <== current.pc
    branchUnit.next <== mux(systemFinish, systemTarget, current.next)
    branchUnit.target <== current.target
    branchUnit.first <== first
    branchUnit.second <== second
    branchUnit.sum <== arithmetic.sum
    branchUnit.carry <== arithmetic.carry
    branchUnit.isSigned <== !control.kind[1]
    branchUnit.equal <== arithmetic.equal
    branchUnit.kind <== control.kind
    branchUnit.branch <== valid & control.branch
    branchUnit.jump <== valid & control.jump
    branchUnit.indirect <== control.indirect
    branchUnit.prediction <== current.prediction
    branchUnit.wrongTarget <== current.wrongTarget
    following <== branchUnit.following
    branchUnit.counts <== valid & advance
    branchUnit.inAnyCase <== systemFinish
    redirect <== branchUnit.redirect
    learned.valid <== valid & advance & branchUnit.update.valid
    learned.pc <== branchUnit.update.pc
    learned.target <== branchUnit.update.target
    learned.counter <== branchUnit.update.counter
    update <== learned

    // A jump to an address that is no multiple of 4 shows the address instead of its result. The sum is late in the cycle: it
    // passes one choice.
    let showsSum = control.jump & control.indirect & branchUnit.jumpMisaligned
    let sum = cat(arithmetic.sum[1...31], arithmetic.sum[0] & !showsSum)
    func gated(_ condition: Bit, _ value: Bits) -> Bits { replicate(condition, 32) & value }
    resultChoice.sum <== sum
    resultChoice.isSum <== control.givesSum | showsSum
    resultChoice.shifted <== gated(control.givesRight, shifter.right) | gated(control.givesLeft, shifter.left)
    resultChoice.others
      <== gated(control.givesBitwise, arithmetic.bitwise) | gated(control.givesLink, current.link)
      | cat(Bits(0, width: 31), control.givesLess & arithmetic.less)
    result <== resultChoice.result

    let size = control.kind[0...1]
    let isOdd = size[0] & arithmetic.sum[0] | size[1] & arithmetic.sum[0...1].any
    let misaligned = (control.memory & isOdd).named("misaligned")
    address <== arithmetic.sum
    let operation = control.memoryOperation
    let loads = !operation[0] & !operation[2] & !operation[3]

    executedValid <== (isVoid.map { valid & !$0 } ?? valid)
    executed.pc <== current.pc
    executed.next <== current.next
    executed.instruction <== current.instruction
    executed.value <== result
    executed.store <== mux(current.storeIsLate, computed | loaded, current.store)
    executed.destination <== current.destination
    executed.writes <== control.writes
    executed.memory <== control.memory & !misaligned
    executed.memoryOperation <== operation
    executed.kind <== control.kind
    executed.multiply <== control.multiply
    executed.divide <== control.divide
    executed.system <== control.system
    executed.trap.valid <== current.trap.valid | branchUnit.misaligned | misaligned
    executed.trap.interrupt <== current.trap.interrupt
    executed.trap.transfer <== current.trap.transfer
    let accessCause = cat(Bits(0b001, width: 3), !loads, Bits(0, width: 1))
    executed.trap.cause <== mux(misaligned, accessCause, mux(branchUnit.misaligned, 0, current.trap.cause))

    isLong <== valid & (control.memory | control.divide)
    pending.writes <== valid & control.writes
    pending.destination <== current.destination
    pending.isLate <== control.memory | control.multiply | control.divide

    when(kill) {
      valid <== false
    } otherwise: {
      when(advance) { valid <== issue & !redirect }
    }
    when(advance) {
      current <== issued
      if let isVoid, let issuedIsVoid { isVoid <== issuedIsVoid }
    }
    ignore(control.usesFirst, control.usesSecond, control.usesImmediate)
    ignore(control.environmentCall, control.breakpoint, control.illegal)
  }
}
