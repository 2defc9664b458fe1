/// The control and status registers, but for what depends on the rest of the hart: privilege and counters are passed in.
/// Privileged specification 1.12, tables 2.2 to 2.5; `docs/core.md`, section 1.
struct ControlStatusRegisters: Sendable {
  var status = StatusRegister()
  var machine = TrapRegisters()
  var supervisor = TrapRegisters()
  var exceptionDelegation: UInt32 = 0
  var interruptDelegation: UInt32 = 0
  var interruptEnable: UInt32 = 0
  /// The bits of `mip` that software writes: SSIP, STIP and SEIP.
  var softwarePending: UInt32 = 0
  /// The bits of `mip` that are inputs: MSIP, MTIP, MEIP, and SEIP of the interrupt controller.
  var inputsPending: UInt32 = 0
  /// `satp`.
  var translation: UInt32 = 0
  var machineCounterEnable: UInt32 = 0
  var supervisorCounterEnable: UInt32 = 0
  /// Bit 0 stops `mcycle`, bit 2 `minstret`.
  var counterInhibit: UInt32 = 0
  var cycles: UInt64 = 0
  var retired: UInt64 = 0
  /// How many domains there are, a power of two.
  var domains: UInt32 = 1
  /// Whether there is extension C.
  var compressed = false
  /// How many attribute registers there are, a power of two.
  var attributes: UInt32 = 1
  /// `sregion`: the attribute register that `sregionbase`, `sregionlimit` and `sregioninfo` show.
  private(set) var shownRegion: UInt32 = 0
  /// Input of the real-time counter.
  var time: UInt64 = 0
  private var machineEnvironment: UInt32 = 0
  private var supervisorEnvironment: UInt32 = 0
  /// USEED and SSEED of `mseccfg`: who may read `seed` beside machine mode.
  private var seedAccess: UInt32 = 0

  /// What a privilege mode has for its traps.
  struct TrapRegisters: Sendable {
    var vector: UInt32 = 0
    var scratch: UInt32 = 0
    var exceptionAddress: UInt32 = 0
    var cause: UInt32 = 0
    var value: UInt32 = 0
    /// The domain that was interrupted; bit 31: in encrypted mode.
    var domain: UInt32 = 0

    mutating func enter(_ interruption: Hart.Interruption, cause: UInt32) {
      exceptionAddress = interruption.address
      self.cause = cause
      value = interruption.value
      domain = interruption.domain
    }
  }

  static let supervisorInterrupts: UInt32 = 0x222
  private static let allInterrupts: UInt32 = 0xaaa
  private static let delegableExceptions: UInt32 = 0xb3ff
  /// `misa`: RV32, A, I, M, S, U, and C.
  private var architecture: UInt32 { compressed ? 0x4014_1105 : 0x4014_1101 }
  /// The bits of an address that one of an instruction may have.
  var instructionMask: UInt32 { compressed ? ~1 : ~3 }

  private var domainMask: UInt32 { 1 << 31 | (domains - 1) }

  var pending: UInt32 { softwarePending | inputsPending }

  /// Where a trap goes. Section 3.1.7: interrupts by a vector of addresses if the register says so.
  static func handler(_ vector: UInt32, interrupt: UInt32?) -> UInt32 {
    guard let interrupt, vector & 1 == 1 else { return vector & ~3 }
    return vector & ~3 &+ 4 &* interrupt
  }

  /// Whether software at `privilege` can access a register at all. Section 2.1: bits 9:8 of a number are the least privilege.
  func isAccessible(_ number: UInt32, at privilege: Privilege) -> Bool {
    guard UInt32(privilege.rawValue) >= number >> 8 & 3 else { return false }
    switch number {
    case 0x015:
      return privilege == .machine || seedAccess & (privilege == .user ? 1 << 8 : 1 << 9) != 0
    case 0x180: return privilege == .machine || !status.trapsVirtualMemory
    case 0xc00...0xc02, 0xc80...0xc82:
      let bit = UInt32(1) << (number & 31)
      if privilege < .machine && machineCounterEnable & bit == 0 { return false }
      return privilege > .user || supervisorCounterEnable & bit != 0
    default: return true
    }
  }

  /// The value of a register; nil if it does not exist.
  func read(_ number: UInt32) -> UInt32? {
    switch number {
    case 0x100: status.supervisorView
    case 0x104: interruptEnable & interruptDelegation
    case 0x105: supervisor.vector
    case 0x106: supervisorCounterEnable
    case 0x10a: supervisorEnvironment
    case 0x140: supervisor.scratch
    case 0x141: supervisor.exceptionAddress
    case 0x142: supervisor.cause
    case 0x143: supervisor.value
    case 0x144: pending & interruptDelegation
    case 0x180: translation
    case 0x5c0: supervisor.domain
    case 0x5c1: shownRegion
    case 0x300: status.bits
    case 0x301: architecture
    case 0x302: exceptionDelegation
    case 0x303: interruptDelegation
    case 0x304: interruptEnable
    case 0x305: machine.vector
    case 0x306: machineCounterEnable
    case 0x30a: machineEnvironment
    case 0x310, 0x31a: 0
    case 0x320: counterInhibit
    case 0x323...0x33f: 0
    case 0x340: machine.scratch
    case 0x341: machine.exceptionAddress
    case 0x342: machine.cause
    case 0x343: machine.value
    case 0x344: pending
    case 0x3a0...0x3ef: 0
    case 0x747: seedAccess
    case 0x757: 0
    case 0x7c0: machine.domain
    case 0xb00, 0xc00: UInt32(truncatingIfNeeded: cycles)
    case 0xb80, 0xc80: UInt32(truncatingIfNeeded: cycles >> 32)
    case 0xb02, 0xc02: UInt32(truncatingIfNeeded: retired)
    case 0xb82, 0xc82: UInt32(truncatingIfNeeded: retired >> 32)
    case 0xc01: UInt32(truncatingIfNeeded: time)
    case 0xc81: UInt32(truncatingIfNeeded: time >> 32)
    case 0xb03...0xb1f, 0xb83...0xb9f: 0
    case 0xf11, 0xf12, 0xf14, 0xf15: 0
    case 0xf13: 1
    default: nil
    }
  }

  /// Writes a register that exists and is not read-only.
  mutating func write(_ number: UInt32, _ value: UInt32) {
    let delegatedSoftware = interruptDelegation & InterruptCause.supervisorSoftware.bit
    switch number {
    case 0x100: status.writeSupervisorView(value)
    case 0x104: interruptEnable = interruptEnable & ~interruptDelegation | value & interruptDelegation
    case 0x105: supervisor.vector = value & ~2
    case 0x106: supervisorCounterEnable = value & 7
    case 0x10a: supervisorEnvironment = value & 1
    case 0x140: supervisor.scratch = value
    case 0x141: supervisor.exceptionAddress = value & instructionMask
    case 0x142: supervisor.cause = value & 0x8000_001f
    case 0x143: supervisor.value = value
    case 0x144: softwarePending = softwarePending & ~delegatedSoftware | value & delegatedSoftware
    case 0x180: translation = value & 0x800f_ffff
    case 0x300: status.write(value)
    case 0x5c0: supervisor.domain = value & domainMask
    case 0x5c1: shownRegion = value & (attributes - 1)
    case 0x7c0: machine.domain = value & domainMask
    case 0x302: exceptionDelegation = value & Self.delegableExceptions
    case 0x303: interruptDelegation = value & Self.supervisorInterrupts
    case 0x304: interruptEnable = value & Self.allInterrupts
    case 0x305: machine.vector = value & ~2
    case 0x306: machineCounterEnable = value & 7
    case 0x747: seedAccess = value & 0x300
    case 0x30a: machineEnvironment = value & 1
    case 0x320: counterInhibit = value & 5
    case 0x340: machine.scratch = value
    case 0x341: machine.exceptionAddress = value & instructionMask
    case 0x342: machine.cause = value & 0x8000_001f
    case 0x343: machine.value = value
    case 0x344: softwarePending = value & Self.supervisorInterrupts
    case 0xb00: cycles = cycles & ~0xffff_ffff | UInt64(value)
    case 0xb80: cycles = cycles & 0xffff_ffff | UInt64(value) << 32
    case 0xb02: retired = retired & ~0xffff_ffff | UInt64(value)
    case 0xb82: retired = retired & 0xffff_ffff | UInt64(value) << 32
    // What has no bits that can be written: misa, mstatush, menvcfgh, the other counters, the registers of PMP.
    default: break
    }
  }

  /// The interrupt that is taken before the next instruction at `privilege`. Section 3.1.9.
  func interrupt(at privilege: Privilege) -> InterruptCause? {
    let enabled = pending & interruptEnable
    guard enabled != 0 else { return nil }
    let forMachine = privilege < .machine || status.machineInterrupts ? enabled & ~interruptDelegation : 0
    let supervisorTakes = privilege < .supervisor || privilege == .supervisor && status.supervisorInterrupts
    let forSupervisor = supervisorTakes ? enabled & interruptDelegation : 0
    let taken = forMachine != 0 ? forMachine : forSupervisor
    return InterruptCause.byPriority.first { taken & $0.bit != 0 }
  }
}
