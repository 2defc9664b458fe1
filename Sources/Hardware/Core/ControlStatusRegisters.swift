import HDL

/// The control and status registers: one is read, changed and written in a cycle; and what traps and returns do to them.
final class ControlStatusRegisters: Module {
  let address = In(12)
  let operation = In(2, "1 write, 2 set, 3 clear bits")
  let operand = In(32)
  let writes = In("the instruction writes, if it may")
  let isNext = In("the instruction is executed in the next cycle")
  let isLegal = Out("it is executed in this cycle, and may be")
  let value = Out(32, "of the register before it; 0 in other cycles")

  let stored = In(32, "word of the trap memory")
  let isStored = Out("the register is one")
  let isCounter = Out("the register is mcycle or minstret")
  let storedAddress = Out(4)
  let changed = Out(32, "what the instruction writes")

  let trap = In("a trap is taken")
  let toSupervisor = In("to the supervisor")
  let returnFrom = In("mret or sret is executed")
  let fromMachine = In("mret, not sret")
  let interruptedDomain: Bits.Input
  let interruptedHeld = In("its context is held on the chip")

  let software = In()
  let timer = In()
  let external = In()
  let supervisorExternal = In()
  let outside = In(32, "the register, if it lies outside the core; else 0")
  let seedAccess = Out("seed is read and written")
  let regionIndex = Out(8, "sregion")

  let countsCycles = Out()
  let countsInstructions = Out()
  let writesInstructions = Out("minstret is written: the instruction does not count itself")
  let interrupt = Out("an interrupt is to be taken")
  let interruptCause = Out(5)
  let delegation = Out(32, "mideleg")
  let privilege = Out(2)
  let dataPrivilege = Out(2)
  let status = Out(StatusBits())
  let satpMode = Out()
  let satpPage = Out(20)
  let returnDomain: Bits.Output

  let translates = Reg(reset: false, "satp.MODE")
  let rootPage = Reg(20, reset: 0, "satp.PPN")
  let machineCounters = Reg(3, reset: 0, "mcounteren")
  let supervisorCounters = Reg(3, reset: 0, "scounteren")
  let inhibitsCycles = Reg(reset: false, "mcountinhibit.CY")
  let inhibitsInstructions = Reg(reset: false, "mcountinhibit.IR")
  let machineEnvironment = Reg(reset: false, "menvcfg.FIOM")
  let supervisorEnvironment = Reg(reset: false, "senvcfg.FIOM")
  let supervisorSeed = Reg(reset: false, "mseccfg.SSEED")
  let userSeed = Reg(reset: false, "mseccfg.USEED")
  let machineDomain: Bits.Var
  let machineHeld = Reg(reset: false, "mdomain, bit 31")
  let supervisorDomain: Bits.Var
  let supervisorHeld = Reg(reset: false, "sdomain, bit 31")
  let chosenRegion: Bits.Var
  // What the address says is found a cycle before it is needed.
  let mayExecute = Reg(reset: false, "the instruction is executed in this cycle, and may be, if the register exists")
  let mayWrite = Reg(reset: false, "and it writes")
  let namesPlain = Reg(reset: false, "it is about a register that has no state here")
  let namesStored = Reg(reset: false, "it is about a word of the trap memory")
  let isExecuted = Reg(reset: false, "the instruction is executed in this cycle")
  let wordAddress = Reg(4)
  let decoder = Instance(RegisterAddress())
  let statusRegister = Instance(StatusRegister())
  let interrupts = Instance(InterruptControl())
  /// misa.
  let architecture: UInt64

  init(_ parameters: CoreParameters) {
    let bits = parameters.domainBits
    interruptedDomain = In(bits, "domain that the trap interrupts")
    returnDomain = Out(bits, "domain that mret, else sret, lets run in user mode")
    machineDomain = Reg(bits, reset: 0, "mdomain")
    supervisorDomain = Reg(bits, reset: 0, "sdomain")
    chosenRegion = Reg(parameters.attributeBits, reset: 0, "sregion")
    architecture = parameters.compressed ? 0x4014_1105 : 0x4014_1101
    super.init(name: "control_status_registers_\(parameters.attributeBits)_\(bits)\(parameters.suffix)")
  }

  override var summary: String { "The control and status registers." }

  override func build() {
    func isAddress(_ number: UInt64) -> Bit { address == Bits(number, width: 12) }
    var existing: [Bit] = [namesStored, namesPlain]
    /// It is executed in this cycle, and is about this register.
    func names(_ number: UInt64) -> Bit {
      let register = Reg(reset: false).named("names_\(String(number, radix: 16))")
      register <== isNext & isAddress(number)
      existing.append(register)
      return register
    }
    let privilege = statusRegister.privilege
    decoder.address <== address
    namesStored <== isNext & decoder.isStored
    namesPlain <== isNext & decoder.isPlain
    isStored <== namesStored
    wordAddress <== decoder.storedAddress
    storedAddress <== wordAddress

    let counterIndex = address[0...1]
    let mayCount =
      privilege.all
      | select(counterIndex, from: (0..<3).map { machineCounters[$0] })
      & (privilege[0] | select(counterIndex, from: (0..<3).map { supervisorCounters[$0] }))
    // Who reads seed takes the random bits away, and has to write for that.
    let isSeed = isAddress(0x015).named("is_seed")
    let mayTakeSeed = writes & (privilege.all | mux(privilege[0], supervisorSeed, userSeed))
    let isAllowed =
      ((!isSeed | mayTakeSeed) & (privilege >= address[8...9]) & !(writes & address[10...11].all)
      & !(isAddress(0x180) & !privilege[1] & statusRegister.status.trapTranslation)
      & (!decoder.isUserCounter | mayCount)).named("is_allowed")
    mayExecute <== isNext & isAllowed
    mayWrite <== isNext & isAllowed & writes

    // Reading.
    isExecuted <== isNext
    let namesMachineStatus = names(0x300)
    let namesSupervisorStatus = names(0x100)
    let namesDelegation = names(0x303)
    let namesEnable = names(0x304)
    let namesSupervisorEnable = names(0x104)
    let namesPending = names(0x344)
    let namesSupervisorPending = names(0x144)
    let namesMachineCounters = names(0x306)
    let namesSupervisorCounters = names(0x106)
    let namesInhibition = names(0x320)
    let namesMachineEnvironment = names(0x30a)
    let namesSupervisorEnvironment = names(0x10a)
    let namesRegion = names(0x5c1)
    let namesSeedRights = names(0x747)
    let namesMachineDomain = names(0x7c0)
    let namesSupervisorDomain = names(0x5c0)
    let namesTranslation = names(0x180)
    let words: [(Bit, Bits)] =
      [
        (namesStored, stored),
        (isExecuted, outside),
        (namesMachineStatus, statusRegister.machine),
        (namesSupervisorStatus, statusRegister.supervisor),
        (names(0x301), Bits(architecture, width: 32)),
        (namesDelegation, interrupts.delegation),
        (namesEnable, interrupts.enable),
        (namesSupervisorEnable, interrupts.supervisorEnable),
        (namesPending, interrupts.pending),
        (namesSupervisorPending, interrupts.supervisorPending),
        (namesMachineCounters, machineCounters.extended(to: 32)),
        (namesSupervisorCounters, supervisorCounters.extended(to: 32)),
        (namesInhibition, cat(Bits(0, width: 29), inhibitsInstructions, Bits(0, width: 1), inhibitsCycles)),
        (namesMachineEnvironment, machineEnvironment.bits.extended(to: 32)),
        (namesSupervisorEnvironment, supervisorEnvironment.bits.extended(to: 32)),
        (namesRegion, chosenRegion.extended(to: 32)),
        (namesSeedRights, cat(Bits(0, width: 22), supervisorSeed, userSeed, Bits(0, width: 8))),
        (names(0xf13), Bits(1, width: 32)),
        (namesMachineDomain, cat(machineHeld, machineDomain.extended(to: 31))),
        (namesSupervisorDomain, cat(supervisorHeld, supervisorDomain.extended(to: 31))),
        (namesTranslation, cat(translates, Bits(0, width: 11), rootPage)),
      ]
    let gated = words.map { replicate($0.0, 32) & $0.1 }
    let read = gated.dropFirst().reduce(gated[0]) { $0 | $1 }.named("read")
    value <== read

    // Changing. What comes in from outside as SEIP is not written back.
    let softwareExternal = mux(namesPending, interrupts.softwareExternal, read[9])
    let old = cat(read[10...31], softwareExternal, read[0...8]).named("old")
    let data = mux(operation[1], mux(operation[0], old & ~operand, old | operand), operand).named("data")
    changed <== data

    // Writing.
    statusRegister.data <== data
    statusRegister.writeMachine <== mayWrite & namesMachineStatus
    statusRegister.writeSupervisor <== mayWrite & namesSupervisorStatus
    statusRegister.trap <== trap
    statusRegister.toSupervisor <== toSupervisor
    statusRegister.returnFrom <== returnFrom
    statusRegister.fromMachine <== fromMachine
    interrupts.data <== data
    interrupts.writeDelegation <== mayWrite & namesDelegation
    interrupts.writeEnable <== mayWrite & namesEnable
    interrupts.writeSupervisorEnable <== mayWrite & namesSupervisorEnable
    interrupts.writePending <== mayWrite & namesPending
    interrupts.writeSupervisorPending <== mayWrite & namesSupervisorPending
    writesInstructions <== mayWrite & (names(0xb02) | names(0xb82))
    when(mayWrite & namesInhibition) {
      inhibitsCycles <== data[0]
      inhibitsInstructions <== data[2]
    }
    seedAccess <== mayWrite & names(0x015)
    when(mayWrite & namesRegion) { chosenRegion <== data[0...chosenRegion.width - 1] }
    regionIndex <== chosenRegion.extended(to: 8)
    when(mayWrite & namesSeedRights) {
      supervisorSeed <== data[9]
      userSeed <== data[8]
    }
    when(mayWrite & namesMachineEnvironment) { machineEnvironment <== data[0] }
    when(mayWrite & namesSupervisorEnvironment) { supervisorEnvironment <== data[0] }
    countsCycles <== !inhibitsCycles
    countsInstructions <== !inhibitsInstructions
    isCounter <== decoder.isCounter
    when(mayWrite & namesMachineCounters) { machineCounters <== data[0...2] }
    when(mayWrite & namesSupervisorCounters) { supervisorCounters <== data[0...2] }
    when(mayWrite & namesTranslation) {
      translates <== data[31]
      rootPage <== data[0...19]
    }

    when(trap & !toSupervisor) {
      machineDomain <== interruptedDomain
      machineHeld <== interruptedHeld
    } otherwise: {
      when(mayWrite & namesMachineDomain) {
        machineDomain <== data[0...machineDomain.width - 1]
        machineHeld <== data[31]
      }
    }
    when(trap & toSupervisor) {
      supervisorDomain <== interruptedDomain
      supervisorHeld <== interruptedHeld
    } otherwise: {
      when(mayWrite & namesSupervisorDomain) {
        supervisorDomain <== data[0...supervisorDomain.width - 1]
        supervisorHeld <== data[31]
      }
    }
    let toUser = mux(
      fromMachine, !statusRegister.status.machinePrevious.any, !statusRegister.status.supervisorPrevious)
    returnDomain <== mux(fromMachine, machineDomain, supervisorDomain) & replicate(toUser, machineDomain.width)

    isLegal <== mayExecute & cat(existing).any

    interrupts.software <== software
    interrupts.timer <== timer
    interrupts.external <== external
    interrupts.supervisorExternal <== supervisorExternal
    interrupts.privilege <== privilege
    interrupts.status <== statusRegister.status
    interrupt <== interrupts.interrupt
    interruptCause <== interrupts.cause
    delegation <== interrupts.delegation
    self.privilege <== privilege
    dataPrivilege <== statusRegister.dataPrivilege
    status <== statusRegister.status
    satpMode <== translates
    satpPage <== rootPage
  }
}
