import HDL

/// mstatus with sstatus, its view for the supervisor, and the privilege mode.
final class StatusRegister: Module {
  let data = In(32)
  let writeMachine = In("mstatus takes `data`")
  let writeSupervisor = In("sstatus takes `data`")
  let trap = In("a trap is taken")
  let toSupervisor = In("to the supervisor, not to machine mode")
  let returnFrom = In("mret or sret is executed")
  let fromMachine = In("mret, not sret")

  let machine = Out(32)
  let supervisor = Out(32)
  let privilege = Out(2)
  let dataPrivilege = Out(2, "of loads and stores")
  let status = Out(StatusBits())

  let bits = Reg(StatusBits(), reset: .zero)
  let mode = Reg(2, reset: 3)

  override var summary: String { "mstatus, sstatus and the privilege mode." }

  override func build() {
    status <== bits
    privilege <== mode
    dataPrivilege <== mux(bits.modifyPrivilege, bits.machinePrevious, mode)

    /// The register's bits from 22 down, with those of machine mode or without.
    func word(_ all: Bool) -> Bits {
      func machine(_ bit: Bit) -> Bit { all ? bit : false }
      func machine(_ value: Bits) -> Bits { all ? value : Bits(0, width: value.width) }
      return cat(
        Bits(0, width: 9), machine(bits.trapReturn), machine(bits.timeoutWait), machine(bits.trapTranslation),
        bits.executableReadable, bits.supervisorUser, machine(bits.modifyPrivilege), Bits(0, width: 4),
        machine(bits.machinePrevious), Bits(0, width: 2), bits.supervisorPrevious,
        machine(bits.machinePreviousEnable), Bits(0, width: 1), bits.supervisorPreviousEnable, Bits(0, width: 1),
        machine(bits.machineEnable), Bits(0, width: 1), bits.supervisorEnable, Bits(0, width: 1))
    }
    machine <== word(true)
    supervisor <== word(false)

    when(trap) {
      when(toSupervisor) {
        bits.supervisorPreviousEnable <== bits.supervisorEnable
        bits.supervisorEnable <== false
        bits.supervisorPrevious <== mode[0]
        mode <== 1
      } otherwise: {
        bits.machinePreviousEnable <== bits.machineEnable
        bits.machineEnable <== false
        bits.machinePrevious <== mode
        mode <== 3
      }
    } otherwise: {
      when(returnFrom) {
        when(fromMachine) {
          bits.machineEnable <== bits.machinePreviousEnable
          bits.machinePreviousEnable <== true
          bits.machinePrevious <== 0
          mode <== bits.machinePrevious
          when(!bits.machinePrevious.all) { bits.modifyPrivilege <== false }
        } otherwise: {
          bits.supervisorEnable <== bits.supervisorPreviousEnable
          bits.supervisorPreviousEnable <== true
          bits.supervisorPrevious <== false
          mode <== cat(Bits(0, width: 1), bits.supervisorPrevious)
          bits.modifyPrivilege <== false
        }
      } otherwise: {
        when(writeMachine | writeSupervisor) {
          bits.supervisorEnable <== data[1]
          bits.supervisorPreviousEnable <== data[5]
          bits.supervisorPrevious <== data[8]
          bits.supervisorUser <== data[18]
          bits.executableReadable <== data[19]
        }
        when(writeMachine) {
          bits.machineEnable <== data[3]
          bits.machinePreviousEnable <== data[7]
          when(data[11...12] != 2) { bits.machinePrevious <== data[11...12] }
          bits.modifyPrivilege <== data[17]
          bits.trapTranslation <== data[20]
          bits.timeoutWait <== data[21]
          bits.trapReturn <== data[22]
        }
      }
    }
    ignore(data)
  }
}

/// The bits of mstatus, by what they do.
struct StatusBits: Layout {
  let supervisorEnable = flag("SIE")
  let machineEnable = flag("MIE")
  let supervisorPreviousEnable = flag("SPIE")
  let machinePreviousEnable = flag("MPIE")
  let supervisorPrevious = flag("SPP")
  let machinePrevious = field(2, "MPP")
  let modifyPrivilege = flag("MPRV")
  let supervisorUser = flag("SUM")
  let executableReadable = flag("MXR")
  let trapTranslation = flag("TVM")
  let timeoutWait = flag("TW")
  let trapReturn = flag("TSR")
}
