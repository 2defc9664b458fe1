import HDL

/// Decodes an instruction of RV32IMA with Zicsr and Zifencei, machine and supervisor instructions. Combinational.
final class InstructionDecoder: Module {
  let instruction = In(32)
  let decoded = Out(DecodedInstruction())
  let immediate = Out(Immediates())

  override var summary: String {
    "Decodes RV32IMA, Zicsr, Zifencei, the privileged instructions, and those of custom-0."
  }

  override func build() {
    func isMajor(_ opcode: MajorOpcode) -> Bit { instruction[2...6] == opcode.rawValue }
    let isLoad = isMajor(.load).named("is_load")
    let isFence = isMajor(.miscellaneousMemory).named("is_fence")
    let isImmediate = isMajor(.operationImmediate).named("is_immediate")
    let isAddUpper = isMajor(.addUpperToPC).named("is_add_upper")
    let isStore = isMajor(.store).named("is_store")
    let isAtomic = isMajor(.atomic).named("is_atomic")
    let isOperation = isMajor(.operation).named("is_operation")
    let isLoadUpper = isMajor(.loadUpper).named("is_load_upper")
    let isBranch = isMajor(.branch).named("is_branch")
    let isJumpRegister = isMajor(.jumpRegister).named("is_jump_register")
    let isJump = isMajor(.jump).named("is_jump")
    let isSystem = isMajor(.system).named("is_system")

    let isProtection = isMajor(.protection).named("is_protection")

    let destination = instruction[7...11]
    let kind = instruction[12...14].named("kind")
    let upper = instruction[25...31].named("upper")
    let upperIsZero = (!upper.any).named("upper_is_zero")
    let upperIsAlternative = (upper == 0b0100000).named("upper_is_alternative")
    let isMultiplyOrDivide = (isOperation & (upper == 1)).named("is_multiply_or_divide")
    let isShift = (kind[0...1] == 1).named("is_shift")
    let isComputation = (isImmediate | isOperation).named("is_computation")

    // Atomics: the upper five bits are a code of their own.
    let code = instruction[27...31].named("code")
    let isReserved = (code == 0b00010).named("is_reserved")
    let isConditional = (code == 0b00011).named("is_conditional")
    let isSwap = (code == 0b00001).named("is_swap")
    let isAtomicArithmetic = !code[0...1].any

    // What an instruction is need be right for those that exist: ecall and ebreak are the only ones of their kind without bit 28.
    let isRegisterAccess = (isSystem & kind[0...1].any).named("is_register_access")
    let isEnvironment = (isSystem & !kind[0...1].any & !instruction[28]).named("is_environment")

    // Which of an opcode's encodings exist.
    let branchExists = kind[1...2] != 1
    let loadExists = (kind != 0b011) & (kind[1...2] != 3)
    let storeExists = !kind[2] & !kind[0...1].all
    let immediateExists = !isShift | upperIsZero | upperIsAlternative & kind[2]
    let alternativeExists = !kind.any | (kind == 0b101)
    let operationExists = upperIsZero | (upper == 1) | upperIsAlternative & alternativeExists
    let atomicExists =
      (kind == 0b010) & (isReserved & !instruction[20...24].any | isConditional | isSwap | isAtomicArithmetic)
    let computationExists = isImmediate & immediateExists | isOperation & operationExists
    let transferExists = isBranch & branchExists | isLoad & loadExists | isStore & storeExists
    let jumpExists = isJump | isJumpRegister & !kind.any
    let othersExist = isFence & !kind[1...2].any | isAtomic & atomicExists | isLoadUpper | isAddUpper
    let second = instruction[20...24]
    let isCallOrBreak = upperIsZero & !second[1...4].any
    let isReturn = upper.matches("00?1000") & (second == 2)
    let isWait = (upper == 0b0001000) & (second == 5)
    let isTranslationFence = upper == 0b0001001
    let hasNoFirst = !instruction[15...19].any
    let plainExists =
      !kind[2] & !destination.any & (isTranslationFence | hasNoFirst & (isCallOrBreak | isReturn | isWait))
    let systemExists = isSystem & (kind[0...1].any | plainExists)
    let protectionExists = isProtection & ProtectionInstruction.exists(instruction)
    let isLegal =
      (instruction[0...1].all
      & (computationExists | transferExists | jumpExists | othersExist | systemExists | protectionExists))
      .named("is_legal")

    let isMemory = (isLoad | isStore | isAtomic).named("is_memory")
    let givesLess = (isComputation & !isMultiplyOrDivide & (kind[1...2] == 1)).named("gives_less")

    let isArithmetic = (isComputation & !isMultiplyOrDivide).named("is_arithmetic")
    let givesLink = (isJump | isJumpRegister | isAddUpper | isBranch).named("gives_link")
    decoded.givesSum <== !givesLink & !isLoadUpper & (!isComputation | !kind.any)
    decoded.givesBitwise <== isLoadUpper | isArithmetic & kind[2] & (kind != 0b101)
    decoded.givesRight <== isArithmetic & (kind == 0b101)
    decoded.givesLeft <== isArithmetic & (kind == 0b001)
    decoded.givesLess <== givesLess
    decoded.givesLink <== givesLink
    decoded.subtract
      <== isBranch | givesLess | isOperation & upperIsAlternative & !kind.any
    decoded.bitwise <== mux(isLoadUpper, Bits(1, width: 2), kind[0...1])
    decoded.arithmetic <== instruction[30]
    decoded.kind <== kind
    decoded.usesFirst
      <== isLoad | isStore | isAtomic | isBranch | isJumpRegister | isComputation | isRegisterAccess & !kind[2]
      | isProtection
    decoded.usesSecond <== isStore | isAtomic | isBranch | isOperation | isProtection
    decoded.usesImmediate <== !(isBranch | isOperation)
    decoded.writes <== !(isStore | isBranch | isFence | isSystem & !kind[0...1].any) & destination.any
    decoded.branch <== isBranch
    decoded.jump <== isJump | isJumpRegister
    decoded.indirect <== isJumpRegister
    decoded.memory <== isMemory
    func operation(_ value: DataOperation) -> Bits { Bits(UInt64(value.code), width: 4) }
    let arithmetic = select(
      code[2...4],
      from: [
        operation(.add), operation(.xor), operation(.or), operation(.and), operation(.minimum), operation(.maximum),
        operation(.minimumUnsigned), operation(.maximumUnsigned),
      ])
    let atomic = mux(
      isReserved, operation(.loadReserved),
      mux(isConditional, operation(.storeConditional), mux(isSwap, operation(.swap), arithmetic)))
    decoded.memoryOperation <== mux(isAtomic, atomic, cat(Bits(0, width: 3), isStore))
    decoded.multiply <== isMultiplyOrDivide & !kind[2]
    decoded.divide <== isMultiplyOrDivide & kind[2]
    decoded.system <== isSystem & !isEnvironment | isFence & kind[0] | isProtection
    decoded.environmentCall <== isEnvironment & !instruction[20]
    decoded.breakpoint <== isEnvironment & instruction[20]
    decoded.illegal <== !isLegal

    let sign = instruction[31]
    let upperImmediate = cat(instruction[12...31], Bits(0, width: 12))
    let lowImmediate = mux(isStore, cat(instruction[25...31], instruction[7...11]), instruction[20...31])
    immediate.operand
      <== mux(
        isLoadUpper, upperImmediate,
        mux(isAtomic | isSystem | isProtection, 0, lowImmediate.signed.extended(to: 32).bits))
    let branchDistance = cat(
      replicate(sign, 20), instruction[7], instruction[25...30], instruction[8...11], Bits(0, width: 1))
    let jumpDistance = cat(
      replicate(sign, 12), instruction[12...19], instruction[20], instruction[21...30], Bits(0, width: 1))
    // Bit 4 is set in auipc's opcode alone of the three, bit 3 in jal's alone of the other two.
    immediate.target
      <== mux(instruction[4], upperImmediate, mux(instruction[3], jumpDistance, branchDistance))
  }
}
