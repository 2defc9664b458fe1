import HDL

/// What the core shows of an instruction that retires or traps, under the names of the RISC-V Formal Interface.
struct Retirement: Layout {
  let valid = flag("an instruction retires or traps")
  let order = field(64, "its number")
  let insn = field(32, "encoding, 0 when the fetch failed")
  let trap = flag("it trapped: no register or memory was written")
  let intr = flag("first instruction of a handler after an interrupt or trap")
  let mode = field(2, "privilege before it")
  let cause = field(5, "of the trap")
  let domain = field(8, "that ran before it")
  let encrypted = flag("its mode before it")
  let pcRdata = field(32, "its address")
  let pcWdata = field(32, "address of the next instruction; the handler's on a trap")
  let rdAddr = field(5, "register written, 0 for none")
  let rdWdata = field(32)
  let memAddr = field(32, "virtual address of its access")
  let memRmask = field(4, "bytes read, from the address on")
  let memWmask = field(4, "bytes written")
  let memRdata = field(32, "from bit 0")
  let memWdata = field(32, "from bit 0")
}

/// Collects what the retire port shows. Nothing in the core depends on it.
final class RetirePort: Module {
  let advance = In("the stages move on")
  let following = In(32, "of the instruction in execute: address of the next one")

  let decodes: Bit.Input?
  let decoded: Bits.Input?
  let instruction = In(ExecutedInstruction())
  let commit = In("`instruction` retires")
  let result = In(PendingResult())
  let value = In(32, "its result")
  let answerWord = In(32, "what memory gave")
  let trapped = In("it traps, or an interrupt is taken in its place")
  let isInterrupt = In()
  let cause = In(5)
  let isSystem = In("the system unit executed it: the next address is `target`")
  let target = In(32)
  let privilege = In(2)
  let domain = In(8)
  let encrypted = In()
  let systemActive = In("the system unit is at work: domain and mode may be the next ones already")

  let rvfi = Out(Retirement())
  let interruptValid = Out()
  let interruptCause = Out(5)

  let followingInMemory = Reg(32)
  let followingInWriteBack = Reg(32)
  // With extension C encodings as they were fetched, which is not what is executed.
  let encodingInDecode: Bits.Var?
  let encodingInExecute: Bits.Var?
  let encodingInMemory: Bits.Var?
  let encodingInWriteBack: Bits.Var?
  let order = Reg(64, reset: 0)
  let isHandler = Reg(reset: false)
  let domainBefore = Reg(8, reset: 0)
  let encryptedBefore = Reg(reset: false)

  init(_ parameters: CoreParameters) {
    let compressed = parameters.compressed
    decodes = compressed ? In("decode takes an instruction") : nil
    decoded = compressed ? In(32, "its encoding") : nil
    encodingInDecode = compressed ? Reg(32) : nil
    encodingInExecute = compressed ? Reg(32) : nil
    encodingInMemory = compressed ? Reg(32) : nil
    encodingInWriteBack = compressed ? Reg(32) : nil
    super.init(name: "retire_port\(parameters.suffix)")
  }

  override var summary: String { "Shows every instruction that retires or traps." }

  override func build() {
    when(advance) {
      followingInMemory <== following
      followingInWriteBack <== followingInMemory
    }
    let encoding = followEncoding() ?? instruction.instruction
    let takesTrap = (trapped & !isInterrupt).named("takes_trap")
    let valid = (commit | takesTrap).named("valid")
    when(valid) { order <== order + 1 }
    when(trapped) {
      isHandler <== true
    } otherwise: {
      when(valid) { isHandler <== false }
    }
    interruptValid <== trapped & isInterrupt
    interruptCause <== mux(trapped & isInterrupt, cause, 0)

    let operation = instruction.memoryOperation
    func isOperation(_ value: DataOperation) -> Bit { operation == Bits(UInt64(value.code), width: 4) }
    let isAtomic = operation[2] | operation[3]
    let reads = isOperation(.load) | isOperation(.loadReserved) | isAtomic
    let stores = isOperation(.store) | isAtomic | isOperation(.storeConditional) & !answerWord[0]
    let size = instruction.kind[0...1]
    let mask = cat(size[1], size[1], size.any, Bits(1, width: 1)).named("mask")
    let accesses = (instruction.memory & commit).named("accesses")
    func masked(_ word: Bits) -> Bits {
      cat(
        word[16...31] & replicate(size[1], 16), word[8...15] & replicate(size.any, 8), word[0...7])
    }
    func gated(_ condition: Bit, _ value: Bits) -> Bits { value & replicate(condition, value.width) }

    when(!systemActive) {
      domainBefore <== domain
      encryptedBefore <== encrypted
    }
    rvfi.domain <== mux(systemActive, domainBefore, domain)
    rvfi.encrypted <== mux(systemActive, encryptedBefore, encrypted)
    rvfi.valid <== valid
    rvfi.order <== order
    rvfi.insn <== gated(!(takesTrap & ((cause == 1) | (cause == 12))), encoding)
    rvfi.trap <== takesTrap
    rvfi.intr <== isHandler
    rvfi.mode <== privilege
    rvfi.cause <== gated(takesTrap, cause)
    rvfi.pcRdata <== instruction.pc
    rvfi.pcWdata <== mux(isSystem, target, followingInWriteBack)
    let writes = (commit & result.writes).named("writes")
    rvfi.rdAddr <== gated(writes, result.destination)
    rvfi.rdWdata <== gated(writes, value)
    rvfi.memAddr <== gated(accesses, instruction.value)
    rvfi.memRmask <== gated(accesses & reads, mask)
    rvfi.memWmask <== gated(accesses & stores, mask)
    rvfi.memRdata <== gated(accesses & reads, masked(value))

    // What an atomic operation leaves in memory is not known to the pipeline; it is computed once more here.
    let old = answerWord
    let operand = instruction.store
    let isLess = mux(
      operation >= Bits(UInt64(DataOperation.minimumUnsigned.code), width: 4), old < operand,
      old.signed < operand.signed)
    let updates: [(DataOperation, Bits)] = [
      (.add, old + operand), (.xor, old ^ operand), (.and, old & operand), (.or, old | operand),
      (.minimum, mux(isLess, old, operand)), (.minimumUnsigned, mux(isLess, old, operand)),
      (.maximum, mux(isLess, operand, old)), (.maximumUnsigned, mux(isLess, operand, old)),
    ]
    let stored = updates.reduce(operand) { mux(isOperation($1.0), $1.1, $0) }
    rvfi.memWdata <== gated(accesses & stores, masked(stored))
    ignore(instruction, result)
  }

  /// The encoding of the instruction in write-back, where it may be another one than what is executed.
  private func followEncoding() -> Bits? {
    guard let decodes, let decoded, let encodingInDecode, let encodingInExecute, let encodingInMemory,
      let encodingInWriteBack
    else { return nil }
    when(decodes) { encodingInDecode <== decoded }
    when(advance) {
      encodingInExecute <== encodingInDecode
      encodingInMemory <== encodingInExecute
      encodingInWriteBack <== encodingInMemory
    }
    return encodingInWriteBack
  }
}
