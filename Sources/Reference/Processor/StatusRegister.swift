/// `mstatus`, of which `sstatus` shows a part. Privileged specification 1.12, sections 3.1.6 and 4.1.1.
struct StatusRegister: Sendable {
  var bits: UInt32 = 0

  private static let machineMask: UInt32 = 0x007e_19aa
  private static let supervisorMask: UInt32 = 0x000c_0122

  var supervisorInterrupts: Bool { bits & 1 << 1 != 0 }
  var machineInterrupts: Bool { bits & 1 << 3 != 0 }
  /// Loads and stores have the privilege of `previous`.
  var modifiesPrivilege: Bool { bits & 1 << 17 != 0 }
  /// Supervisor mode may access pages of user mode.
  var supervisorUserAccess: Bool { bits & 1 << 18 != 0 }
  /// Pages that can be executed can be read.
  var executableIsReadable: Bool { bits & 1 << 19 != 0 }
  var trapsVirtualMemory: Bool { bits & 1 << 20 != 0 }
  var trapsWait: Bool { bits & 1 << 21 != 0 }
  var trapsSupervisorReturn: Bool { bits & 1 << 22 != 0 }
  /// MPP.
  var previous: Privilege { Privilege(rawValue: UInt8(bits >> 11 & 3)) ?? .user }

  var supervisorView: UInt32 { bits & Self.supervisorMask }

  mutating func write(_ value: UInt32) {
    let kept = value >> 11 & 3 == 2 ? bits & 3 << 11 : value & 3 << 11
    bits = value & Self.machineMask & ~(3 << 11) | kept
  }

  mutating func writeSupervisorView(_ value: UInt32) {
    bits = bits & ~Self.supervisorMask | value & Self.supervisorMask
  }

  /// A trap to `target` from `privilege`. Sections 3.1.6.1 and 3.3.2.
  mutating func enter(_ target: Privilege, from privilege: Privilege) {
    if target == .machine {
      move(from: 3, to: 7)
      bits = bits & ~(3 << 11) | UInt32(privilege.rawValue) << 11
    } else {
      move(from: 1, to: 5)
      bits = bits & ~(1 << 8) | UInt32(privilege.rawValue & 1) << 8
    }
  }

  /// `mret` or `sret`; the privilege that execution goes on with.
  mutating func leave(_ from: Privilege) -> Privilege {
    let next: Privilege
    if from == .machine {
      next = previous
      restore(from: 7, to: 3)
      bits &= ~(3 << 11)
    } else {
      next = bits & 1 << 8 != 0 ? .supervisor : .user
      restore(from: 5, to: 1)
      bits &= ~(1 << 8)
    }
    if next != .machine { bits &= ~(1 << 17) }
    return next
  }

  /// Interrupts are disabled, and what their enable was is kept.
  private mutating func move(from enable: UInt32, to previous: UInt32) {
    bits = bits & ~(1 << previous) | (bits >> enable & 1) << previous
    bits &= ~(1 << enable)
  }

  private mutating func restore(from previous: UInt32, to enable: UInt32) {
    bits = bits & ~(1 << enable) | (bits >> previous & 1) << enable
    bits |= 1 << previous
  }
}
