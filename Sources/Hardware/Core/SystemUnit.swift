import HDL

/// Executes what changes more than registers and memory: traps, interrupts, returns, CSR instructions, fences, and with
/// the protection control beside the core what has to do with domains.
///
/// Such an instruction is alone: when it has come to write-back, everything behind it is given up and fetched again after it. So
/// it may take several cycles, in which the registers that traps use come one by one out of a memory.
final class SystemUnit: Module {
  enum Phase: HardwareEnum {
    case clear, run, count, execute, protect, transfer, suspend, delegate, savePC, saveCause, saveValue, vector
    case command, restore, resume
  }
  enum Outcome: HardwareEnum { case next, again, trap, machineReturn, supervisorReturn }

  let start = In("`instruction` is for this unit")
  let instruction = In(ExecutedInstruction())
  let answerCause = In(5, "0, or 16 + the cause why its access failed")
  let retired = In("another instruction retires")

  let software = In()
  let timer = In()
  let external = In()
  let supervisorExternal = In()
  let outsideAddress = Out(12, "of a register: which one, if it lies outside the core")
  let outside = In(32, "that register; 0 if it is none")
  let seedAccess = Out("seed is read and written in this cycle")
  let regionIndex = Out(8)
  let running: View<RunningDomain>.Input
  let order: View<ProtectionOrder>.Output
  let protection = In(ProtectionAnswer())

  let active = Out("the unit is at work")
  let clear = Out("after reset: register `clear_index` becomes 0")
  let clearIndex = Out(5)
  let finish = Out("last cycle of its work: fetch goes on at `target`")
  let commit = Out("the instruction retires without a trap")
  let judged = Out("the instruction is fetched once more, and may be executed")
  let trapped = Out("it ends in a trap, or an interrupt is taken in its place")
  let isInterrupt = Out("of the two, an interrupt")
  let cause = Out(5)
  let endReservation = Out("a trap or a return: the next SC fails")
  let target = Out(32)
  let result = Out(32, "of an instruction of the unit; 0 while there is none")
  let resultValid = Out()
  let commandValid = Out()
  let commandReady = In()
  let command = Out("0 fence.i, 1 sfence.vma")

  let interrupt = Out("an interrupt is to be taken")
  let interruptCause = Out(5)
  let privilege = Out(2)
  let dataPrivilege = Out(2)
  let status = Out(StatusBits())
  let satpMode = Out()
  let satpPage = Out(20)

  let phase = Reg(reset: Phase.clear)
  let outcome = Reg(reset: Outcome.next)
  let causeNumber = Reg(5, reset: 0)
  let causeIsInterrupt = Reg(reset: false)
  let supervises = Reg(reset: false, "the trap goes to the supervisor")
  let destination = Reg(32, "where execution goes on; before that, what mtval says if `is_elsewhere`")
  let isElsewhere = Reg(reset: false, "the exception is about another address than the instruction's value")
  let interrupted: Bits.Var
  let held = Reg(reset: false, "the instruction came in encrypted mode")
  let clearing = Reg(5, reset: 0)
  let trapMemory = Memory(depth: 16, width: 32, style: .distributed)
  let registers: Instance<ControlStatusRegisters>
  let counters = Instance(PerformanceCounters())
  let parameters: CoreParameters

  init(_ parameters: CoreParameters) {
    running = In(RunningDomain(domainBits: parameters.domainBits, attributeBits: parameters.attributeBits))
    order = Out(ProtectionOrder(domainBits: parameters.domainBits))
    interrupted = Reg(parameters.domainBits, reset: 0, "the domain that runs when the instruction comes")
    registers = Instance(ControlStatusRegisters(parameters))
    self.parameters = parameters
    super.init(name: "system_unit_\(parameters.domainBits)_\(parameters.attributeBits)\(parameters.suffix)")
  }

  override var summary: String { "Traps, interrupts, returns, CSR instructions, fences and instructions for domains." }

  override func build() {
    func isPhase(_ value: Phase) -> Bit { phase == value }
    let encoding = instruction.instruction
    let mode = registers.privilege
    let isExecute = isPhase(.execute).named("is_execute")

    // What there is to execute; decode has made sure that it is one of these.
    let isFetchFence = !encoding[6] & encoding[2]
    let isProtection = (!encoding[6] & !encoding[2]).named("is_protection")
    let isAccess = (encoding[6] & encoding[12...13].any).named("is_access")
    let isTranslationFence = (encoding[6] & encoding[25] & !isAccess).named("is_translation_fence")
    let isWait = (encoding[20] & !isAccess & !isTranslationFence & encoding[6]).named("is_wait")
    let isReturn = (encoding[21] & !encoding[20] & !isAccess & !isTranslationFence & encoding[6]).named("is_return")
    let isMachineReturn = encoding[29]
    let isSupervisor = mode == 1
    func allowed(unless trap: Bit) -> Bit { mode.all | isSupervisor & !trap }
    let status = registers.status
    func isKey(_ key: ProtectionInstruction.Key) -> Bit { ProtectionInstruction.isKey(key, encoding) }
    let mayProtect = mux(
      isKey(.setik) | isKey(.modexp), !mode.any & held,
      mode[0] | interrupted.any & !isKey(.kill) & !isKey(.method) & !ProtectionInstruction.isContext(encoding))
    let isLegal =
      (isFetchFence | isProtection & (ProtectionInstruction.isModeShift(encoding) | mayProtect)
      | registers.isLegal | isTranslationFence & allowed(unless: status.trapTranslation)
      | isWait & allowed(unless: status.timeoutWait)
      | isReturn & mux(isMachineReturn, mode.all, allowed(unless: status.trapReturn))).named("is_legal")

    // The trap memory: what a CSR instruction changes, or what a trap needs.
    let handler = !supervises
    let storedAddress = Wire(4)
    let stored = trapMemory[storedAddress].named("stored")
    let unitAddress = mux(
      isExecute,
      mux(isAccess, registers.storedAddress, TrapRegister.pc.address(machine: isMachineReturn)),
      mux(
        isPhase(.clear), clearing[0...3],
        mux(
          isPhase(.delegate), TrapRegister.delegation.address(machine: true),
          mux(
            isPhase(.savePC), TrapRegister.pc.address(machine: handler),
            mux(
              isPhase(.saveCause), TrapRegister.cause.address(machine: handler),
              mux(
                isPhase(.saveValue), TrapRegister.value.address(machine: handler),
                TrapRegister.vector.address(machine: handler)))))))
    storedAddress <== mux(counters.busy, counters.address, unitAddress)
    let isSaving = (isPhase(.savePC) | isPhase(.saveCause) | isPhase(.saveValue)).named("is_saving")

    func isCause(_ numbers: UInt64...) -> Bit { numbers.reduce(false) { $0 | (causeNumber == Bits($1, width: 5)) } }
    // Of an encrypted domain nobody learns more than the page that is missing.
    let showsPage = isPhase(.saveValue) & isCause(12, 13, 15) & !causeIsInterrupt
    let hidesPlace = (held & (isPhase(.savePC) | isPhase(.saveValue))).named("hides_place")
    let hidesAll = (hidesPlace & !showsPage).named("hides_all")
    let showsEncoding = isPhase(.saveValue) & isCause(2) & !causeIsInterrupt
    let showsPC =
      isPhase(.savePC)
      | isPhase(.saveValue) & (parameters.compressed ? isCause(3) : isCause(1, 3, 12)) & !causeIsInterrupt
    let showsNothing = isPhase(.clear) | isPhase(.saveValue) & (causeIsInterrupt | isCause(8, 9, 11))
    let immediate = mux(isExecute, encoding[15...19], causeNumber)
    let showsImmediate = mux(isExecute, encoding[14], isPhase(.saveCause)).named("shows_immediate")
    func gated(_ condition: Bit, _ value: Bits) -> Bits { replicate(condition, 32) & value }
    // With extension C what could not be fetched is the second half, or the first.
    let isFetch = isPhase(.saveValue) & isCause(1, 12) & !causeIsInterrupt
    let ownValue = parameters.compressed ? mux(isFetch, instruction.next, instruction.value) : instruction.value
    let showsValue = !showsImmediate & !showsNothing & !showsEncoding & !showsPC
    let value = mux(isElsewhere & isPhase(.saveValue), destination, ownValue)
    let small = gated(
      showsImmediate, cat(!isExecute & causeIsInterrupt, Bits(0, width: 26), immediate))
    let shown = small | gated(showsEncoding, encoding) | gated(showsPC, instruction.pc) | gated(showsValue, value)
    let operand = (shown & cat(replicate(!hidesAll, 20), replicate(!hidesPlace, 12))).named("operand")
    let kept = select(
      storedAddress[0...2],
      from: [
        Bits(0xffff_ffff, width: 32), Bits(0xffff_fffd, width: 32), Bits(0xb3ff, width: 32),
        Bits(0xffff_ffff, width: 32),
        Bits(0xffff_ffff, width: 32), Bits(parameters.compressed ? 0xffff_fffe : 0xffff_fffc, width: 32),
        Bits(0x8000_001f, width: 32),
        Bits(0xffff_ffff, width: 32),
      ]
    ).named("kept")

    let isFault = answerCause[4]
    let begins = (isPhase(.run) & start & !counters.busy).named("begins")
    let isOrdinary = (begins & !isFault & !instruction.trap.valid).named("is_ordinary")
    let counts = (isAccess & registers.isCounter).named("counts")
    registers.address <== encoding[20...31]
    outsideAddress <== encoding[20...31]
    registers.operation <== mux(isExecute, encoding[12...13], 1)
    registers.operand <== operand
    registers.writes <== !encoding[13] | encoding[15...19].any
    registers.isNext <== isAccess & (isOrdinary & !counts | isPhase(.count) & counters.done)
    registers.stored <== stored
    let writesStored = registers.isLegal & registers.isStored & (!encoding[13] | encoding[15...19].any)
    when(writesStored | isSaving | isPhase(.clear) | counters.busy) {
      trapMemory.write(storedAddress, mux(counters.busy, counters.sum, registers.changed & kept))
    }

    let isResume = isPhase(.resume).named("is_resume")
    let endsInTrap = (outcome == .trap).named("ends_in_trap")
    registers.trap <== isResume & endsInTrap
    registers.toSupervisor <== supervises
    registers.returnFrom <== isResume & ((outcome == .machineReturn) | (outcome == .supervisorReturn))
    registers.fromMachine <== isMachineReturn
    registers.interruptedDomain <== interrupted
    registers.interruptedHeld <== held
    endReservation <== isResume & (outcome != .next) & (outcome != .again)
    let isProtected = (isPhase(.protect) & protection.done).named("is_protected")
    let retires =
      retired | isExecute & isLegal & !isProtection & !registers.writesInstructions | isProtected & !protection.cause[4]
    counters.cycle <== registers.countsCycles & !running.encrypted
    counters.retired <== retires & registers.countsInstructions & !mux(isPhase(.run), running.encrypted, held)
    counters.wanted <== isPhase(.count)
    let isLong = isPhase(.protect) | isPhase(.transfer) | isPhase(.suspend) | isPhase(.restore) | isPhase(.command)
    counters.mayStart <== isPhase(.run) & !start | isPhase(.count) | isLong
    counters.word <== stored
    registers.software <== software
    registers.timer <== timer
    registers.external <== external
    registers.supervisorExternal <== supervisorExternal
    registers.outside <== outside
    regionIndex <== registers.regionIndex
    seedAccess <== registers.seedAccess

    active <== phase != .run
    clear <== isPhase(.clear)
    clearIndex <== clearing
    finish <== isResume
    commit <== isResume & !endsInTrap & (outcome != .again)
    judged <== isResume & (outcome == .again)
    trapped <== isResume & endsInTrap
    isInterrupt <== causeIsInterrupt
    cause <== causeNumber
    target <== destination
    result <== registers.value | protection.value
    resultValid <== isExecute & isAccess | isProtected
    commandValid <== isPhase(.command)
    command <== isTranslationFence
    interrupt <== registers.interrupt
    interruptCause <== registers.interruptCause
    privilege <== mode
    dataPrivilege <== registers.dataPrivilege
    self.status <== status
    satpMode <== registers.satpMode
    satpPage <== registers.satpPage

    counters.offset <== cat(causeNumber & replicate(stored[0] & causeIsInterrupt, 5), Bits(0, width: 2))
    let delegates = mux(causeIsInterrupt, registers.delegation, stored)[0...15][causeNumber[0...3]]

    order.transfer <== isPhase(.transfer)
    order.execute <== isPhase(.protect)
    order.suspend <== isPhase(.suspend)
    order.restore <== isPhase(.restore)
    order.domain <== registers.returnDomain
    order.instruction <== encoding
    order.first <== instruction.value
    order.second <== instruction.store
    order.pc <== instruction.pc
    order.next <== instruction.next
    order.isCall <== isCause(8) & !causeIsInterrupt
    order.isUser <== !mode.any
    ignore(instruction)
    ignore(running.automatic, running.closed, running.attribute, running.returnExpected, running.returnAddress)

    func trap(domain: Bits) { phase <== mux(domain.any, .suspend, Enum(.delegate)) }
    match(phase) {
      switch $0 {
      case .clear:
        clearing <== clearing + 1
        when(clearing.all) { phase <== .run }
      case .run:
        // The trap memory is not free while counts are added to it.
        when(begins) {
          causeNumber <== mux(isFault, cat(Bits(0, width: 1), answerCause[0...3]), instruction.trap.cause)
          causeIsInterrupt <== instruction.trap.interrupt
          interrupted <== running.domain
          held <== running.encrypted
          isElsewhere <== false
          when(instruction.trap.transfer) {
            phase <== .transfer
          } otherwise: {
            when(isFault | instruction.trap.valid) {
              trap(domain: running.domain)
            } otherwise: {
              phase <== mux(counts, .count, Enum(.execute))
            }
          }
        }
      case .count:
        when(counters.done) { phase <== .execute }
      case .execute:
        destination <== mux(isReturn, stored, instruction.next)
        when(isLegal) {
          outcome
            <== mux(isReturn, mux(isMachineReturn, .machineReturn, Enum(.supervisorReturn)), Enum(.next))
          phase
            <== mux(
              isFetchFence | isTranslationFence, .command,
              mux(isProtection, .protect, mux(isReturn & registers.returnDomain.any, .restore, Enum(.resume))))
        } otherwise: {
          causeNumber <== 2
          causeIsInterrupt <== false
          trap(domain: interrupted)
        }
      case .protect:
        when(protection.done) {
          when(protection.cause[4]) {
            causeNumber <== cat(Bits(0, width: 1), protection.cause[0...3])
            destination <== protection.target
            isElsewhere <== true
            trap(domain: interrupted)
          } otherwise: {
            when(protection.hasTarget) { destination <== protection.target }
            phase <== .resume
          }
        }
      case .transfer:
        destination <== instruction.pc
        outcome <== .again
        when(protection.done) {
          causeNumber <== 1
          if parameters.compressed { isElsewhere <== true }
          phase <== mux(protection.refused, .suspend, Enum(.resume))
        }
      case .suspend: when(protection.done) { phase <== .delegate }
      case .delegate:
        supervises <== !mode.all & delegates
        when(!counters.busy) { phase <== .savePC }
      case .savePC: phase <== .saveCause
      case .saveCause: phase <== .saveValue
      case .saveValue: phase <== .vector
      case .vector:
        destination <== cat(counters.sum[2...31], Bits(0, width: 2))
        outcome <== .trap
        phase <== .resume
      case .command:
        when(commandReady) { phase <== .resume }
      case .restore:
        when(protection.done) {
          when(protection.hasTarget) { destination <== protection.target }
          phase <== .resume
        }
      case .resume: phase <== .run
      }
    }
  }
}
