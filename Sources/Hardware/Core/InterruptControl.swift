import HDL

/// Interrupts: mip, mie, mideleg and their views for the supervisor, and which interrupt is to be taken.
final class InterruptControl: Module {
  let software = In("machine software interrupt")
  let timer = In("machine timer interrupt")
  let external = In("machine external interrupt")
  let supervisorExternal = In("supervisor external interrupt")
  let privilege = In(2)
  let status = In(StatusBits())

  let data = In(32)
  let writeEnable = In("mie takes `data`")
  let writeSupervisorEnable = In("sie takes `data`")
  let writePending = In("mip takes `data`")
  let writeSupervisorPending = In("sip takes `data`")
  let writeDelegation = In("mideleg takes `data`")

  let enable = Out(32, "mie")
  let supervisorEnable = Out(32, "sie")
  let pending = Out(32, "mip")
  let supervisorPending = Out(32, "sip")
  let delegation = Out(32, "mideleg")
  let softwareExternal = Out("SEIP as software wrote it")
  let interrupt = Out("an interrupt is to be taken")
  let cause = Out(5)

  /// Codes of the interrupts, the most urgent first.
  private static let order = [11, 3, 7, 9, 1, 5]

  let enabled = Reg(6, reset: 0, "bits of mie, in the order of urgency")
  let raised = Reg(3, reset: 0, "bits of mip that software writes: SEIP, SSIP, STIP")
  let delegated = Reg(3, reset: 0, "bits of mideleg: SEI, SSI, STI")
  let isPending = Reg(reset: false)
  let pendingCause = Reg(5)

  override var summary: String { "Which interrupts are pending, enabled and delegated, and the one to be taken." }

  override func build() {
    /// Bits in the order of urgency, as a word of the architecture.
    func word(_ bits: Bits) -> Bits {
      cat(
        (0..<32).reversed().map { code in Self.order.firstIndex(of: code).map { bits[5 - $0].bits } ?? Bits(0, width: 1)
        })
    }
    func ordered(_ word: Bits, _ codes: [Int]) -> Bits { cat(codes.map { word[$0] }) }

    let delegates = cat(Bits(0, width: 3), delegated).named("delegates")
    let lines = cat(external, software, timer, raised[2] | supervisorExternal, raised[1], raised[0]).named("lines")
    enable <== word(enabled)
    supervisorEnable <== word(enabled & delegates)
    pending <== word(lines)
    supervisorPending <== word(lines & delegates)
    delegation <== word(delegates)
    softwareExternal <== raised[2]

    let supervisorOrder = [9, 1, 5]
    when(writeEnable) {
      enabled <== ordered(data, Self.order)
    } otherwise: {
      when(writeSupervisorEnable) {
        enabled
          <== cat(enabled[3...5], enabled[0...2] & ~delegated | ordered(data, supervisorOrder) & delegated)
      }
    }
    when(writePending) {
      raised <== ordered(data, supervisorOrder)
    } otherwise: {
      when(writeSupervisorPending & delegated[1]) { raised <== cat(raised[2], data[1], raised[0]) }
    }
    when(writeDelegation) { delegated <== ordered(data, supervisorOrder) }

    let active = (lines & enabled).named("active")
    let forMachine = (active & ~delegates & replicate(!privilege.all | status.machineEnable, 6)).named("for_machine")
    let supervisorTakes = !privilege.any | (privilege == 1) & status.supervisorEnable
    let forSupervisor = (active & delegates & replicate(supervisorTakes, 6)).named("for_supervisor")
    let chosen = mux(forMachine.any, forMachine, forSupervisor).named("chosen")
    isPending <== chosen.any
    var code = Bits(UInt64(Self.order[5]), width: 5)
    for (position, candidate) in Self.order.enumerated().dropLast().reversed() {
      code = mux(chosen[5 - position], Bits(UInt64(candidate), width: 5), code)
    }
    pendingCause <== code
    interrupt <== isPending
    cause <== pendingCause
    ignore(data)
    ignore(
      status.supervisorPreviousEnable, status.machinePreviousEnable, status.supervisorPrevious,
      status.machinePrevious, status.modifyPrivilege, status.supervisorUser, status.executableReadable,
      status.trapTranslation, status.timeoutWait, status.trapReturn)
  }
}
