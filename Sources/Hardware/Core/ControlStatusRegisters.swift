import HDL

/// The control and status registers: one is read, changed and written in a cycle; and what traps and returns do to them.
final class ControlStatusRegisters: Module {
  let address = In(12)
  let operation = In(2, "1 write, 2 set, 3 clear bits")
  let operand = In(32)
  let writes = In("the instruction writes, if it may")
  let access = In("the instruction has its effect")
  let isLegal = Out("it may have")
  let value = Out(32, "of the register before it; 0 without `access`")

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
  let mtime = In(64)
  let seed = In(32, "what the register seed gives")
  let seedAccess = Out("seed is read and written")

  let regionIndex = Out(8, "sregion")
  let region = In(RegionView())

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
  let decoder = Instance(RegisterAddress())
  let statusRegister = Instance(StatusRegister())
  let interrupts = Instance(InterruptControl())

  init(_ parameters: CoreParameters) {
    let bits = parameters.domainBits
    interruptedDomain = In(bits, "domain that the trap interrupts")
    returnDomain = Out(bits, "domain that mret, else sret, lets run in user mode")
    machineDomain = Reg(bits, reset: 0, "mdomain")
    supervisorDomain = Reg(bits, reset: 0, "sdomain")
    chosenRegion = Reg(parameters.attributeBits, reset: 0, "sregion")
    super.init(name: "control_status_registers_\(parameters.attributeBits)_\(bits)")
  }

  override var summary: String { "The control and status registers." }

  override func build() {
    func isAddress(_ number: UInt64) -> Bit { address == Bits(number, width: 12) }
    let privilege = statusRegister.privilege
    decoder.address <== address
    isStored <== decoder.isStored
    storedAddress <== decoder.storedAddress

    let counterIndex = address[0...1]
    let mayCount =
      privilege.all
      | select(counterIndex, from: (0..<3).map { machineCounters[$0] })
      & (privilege[0] | select(counterIndex, from: (0..<3).map { supervisorCounters[$0] }))
    let isTranslation = isAddress(0x180).named("is_translation")
    // Who reads seed takes the random bits away, and has to write for that.
    let isSeed = isAddress(0x015).named("is_seed")
    let mayTakeSeed = writes & (privilege.all | mux(privilege[0], supervisorSeed, userSeed))
    isLegal
      <== (!isSeed | mayTakeSeed) & decoder.exists & (privilege >= address[8...9]) & !(writes & address[10...11].all)
      & !(isTranslation & !privilege[1] & statusRegister.status.trapTranslation)
      & (!decoder.isUserCounter | mayCount)

    // Reading.
    let words: [(Bit, Bits)] =
      [
        (decoder.isStored, stored),
        (isAddress(0x300), statusRegister.machine),
        (isAddress(0x100), statusRegister.supervisor),
        (isAddress(0x301), Bits(0x4014_1101, width: 32)),
        (isAddress(0x303), interrupts.delegation),
        (isAddress(0x304), interrupts.enable),
        (isAddress(0x104), interrupts.supervisorEnable),
        (isAddress(0x344), interrupts.pending),
        (isAddress(0x144), interrupts.supervisorPending),
        (isAddress(0x306), machineCounters.extended(to: 32)),
        (isAddress(0x106), supervisorCounters.extended(to: 32)),
        (isAddress(0x320), cat(Bits(0, width: 29), inhibitsInstructions, Bits(0, width: 1), inhibitsCycles)),
        (isAddress(0x30a), machineEnvironment.bits.extended(to: 32)),
        (isAddress(0x10a), supervisorEnvironment.bits.extended(to: 32)),
        (isSeed, seed),
        (isAddress(0x5c1), chosenRegion.extended(to: 32)),
        (isAddress(0xdc0) & region.valid, region.base),
        (isAddress(0xdc1) & region.valid, region.limit),
        (isAddress(0xdc2) & region.valid, cat(Bits(1, width: 1), region.info)),
        (isAddress(0x747), cat(Bits(0, width: 22), supervisorSeed, userSeed, Bits(0, width: 8))),
        (isAddress(0xc01), mtime[0...31]),
        (isAddress(0xc81), mtime[32...63]),
        (isAddress(0xf13), Bits(1, width: 32)),
        (isAddress(0x7c0), cat(machineHeld, machineDomain.extended(to: 31))),
        (isAddress(0x5c0), cat(supervisorHeld, supervisorDomain.extended(to: 31))),
        (isTranslation, cat(translates, Bits(0, width: 11), rootPage)),
      ]
    let gated = words.map { replicate($0.0 & access, 32) & $0.1 }
    let read = gated.dropFirst().reduce(gated[0]) { $0 | $1 }.named("read")
    value <== read

    // Changing. What comes in from outside as SEIP is not written back.
    let softwareExternal = mux(isAddress(0x344), interrupts.softwareExternal, read[9])
    let old = cat(read[10...31], softwareExternal, read[0...8]).named("old")
    let data = mux(operation[1], mux(operation[0], old & ~operand, old | operand), operand).named("data")
    changed <== data

    // Writing.
    let write = (access & writes & isLegal).named("write")
    statusRegister.data <== data
    statusRegister.writeMachine <== write & isAddress(0x300)
    statusRegister.writeSupervisor <== write & isAddress(0x100)
    statusRegister.trap <== trap
    statusRegister.toSupervisor <== toSupervisor
    statusRegister.returnFrom <== returnFrom
    statusRegister.fromMachine <== fromMachine
    interrupts.data <== data
    interrupts.writeDelegation <== write & isAddress(0x303)
    interrupts.writeEnable <== write & isAddress(0x304)
    interrupts.writeSupervisorEnable <== write & isAddress(0x104)
    interrupts.writePending <== write & isAddress(0x344)
    interrupts.writeSupervisorPending <== write & isAddress(0x144)
    writesInstructions <== write & (isAddress(0xb02) | isAddress(0xb82))
    when(write & isAddress(0x320)) {
      inhibitsCycles <== data[0]
      inhibitsInstructions <== data[2]
    }
    seedAccess <== write & isSeed
    when(write & isAddress(0x5c1)) { chosenRegion <== data[0...chosenRegion.width - 1] }
    regionIndex <== chosenRegion.extended(to: 8)
    when(write & isAddress(0x747)) {
      supervisorSeed <== data[9]
      userSeed <== data[8]
    }
    when(write & isAddress(0x30a)) { machineEnvironment <== data[0] }
    when(write & isAddress(0x10a)) { supervisorEnvironment <== data[0] }
    countsCycles <== !inhibitsCycles
    countsInstructions <== !inhibitsInstructions
    isCounter <== decoder.isCounter
    when(write & isAddress(0x306)) { machineCounters <== data[0...2] }
    when(write & isAddress(0x106)) { supervisorCounters <== data[0...2] }
    when(write & isTranslation) {
      translates <== data[31]
      rootPage <== data[0...19]
    }

    when(trap & !toSupervisor) {
      machineDomain <== interruptedDomain
      machineHeld <== interruptedHeld
    } otherwise: {
      when(write & isAddress(0x7c0)) {
        machineDomain <== data[0...machineDomain.width - 1]
        machineHeld <== data[31]
      }
    }
    when(trap & toSupervisor) {
      supervisorDomain <== interruptedDomain
      supervisorHeld <== interruptedHeld
    } otherwise: {
      when(write & isAddress(0x5c0)) {
        supervisorDomain <== data[0...supervisorDomain.width - 1]
        supervisorHeld <== data[31]
      }
    }
    let toUser = mux(
      fromMachine, !statusRegister.status.machinePrevious.any, !statusRegister.status.supervisorPrevious)
    returnDomain <== mux(fromMachine, machineDomain, supervisorDomain) & replicate(toUser, machineDomain.width)

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
