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
  let storedAddress = Out(4)
  let changed = Out(32, "what the instruction writes")

  let trap = In("a trap is taken")
  let toSupervisor = In("to the supervisor")
  let returnFrom = In("mret or sret is executed")
  let fromMachine = In("mret, not sret")
  let retired = In("an instruction retires")

  let software = In()
  let timer = In()
  let external = In()
  let supervisorExternal = In()
  let mtime = In(64)

  let interrupt = Out("an interrupt is to be taken")
  let interruptCause = Out(5)
  let delegation = Out(32, "mideleg")
  let privilege = Out(2)
  let dataPrivilege = Out(2)
  let status = Out(StatusBits())
  let satpMode = Out()
  let satpPage = Out(20)

  let translates = Reg(reset: false, "satp.MODE")
  let rootPage = Reg(20, reset: 0, "satp.PPN")
  let machineCounters = Reg(3, reset: 0, "mcounteren")
  let supervisorCounters = Reg(3, reset: 0, "scounteren")
  let decoder = Instance(RegisterAddress())
  let statusRegister = Instance(StatusRegister())
  let interrupts = Instance(InterruptControl())
  let counters = Instance(PerformanceCounters())

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
    isLegal
      <== decoder.exists & (privilege >= address[8...9]) & !(writes & address[10...11].all)
      & !(isTranslation & !privilege[1] & statusRegister.status.trapTranslation)
      & (!decoder.isUserCounter | mayCount)

    // Reading.
    func isCounter(_ index: Int, _ half: Int) -> Bit {
      decoder.isCounter & (counterIndex == Bits(UInt64(index), width: 2)) & (half == 1 ? address[7] : !address[7])
    }
    let counted = [counters.cycle, mtime, counters.instructions].enumerated().flatMap { index, counter in
      [(isCounter(index, 0), counter[0...31]), (isCounter(index, 1), counter[32...63])]
    }
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
        (isAddress(0x320), counters.inhibit),
        (isAddress(0xf13), Bits(1, width: 32)),
        (isTranslation, cat(translates, Bits(0, width: 11), rootPage)),
      ] + counted
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
    counters.data <== data
    counters.retired <== retired
    counters.writeInhibit <== write & isAddress(0x320)
    counters.writeCycle <== cat(write & isAddress(0xb80), write & isAddress(0xb00))
    counters.writeInstructions <== cat(write & isAddress(0xb82), write & isAddress(0xb02))
    when(write & isAddress(0x306)) { machineCounters <== data[0...2] }
    when(write & isAddress(0x106)) { supervisorCounters <== data[0...2] }
    when(write & isTranslation) {
      translates <== data[31]
      rootPage <== data[0...19]
    }

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
