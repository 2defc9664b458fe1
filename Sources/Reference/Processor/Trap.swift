/// Privilege modes. Privileged specification 1.12, table 1.1.
public enum Privilege: UInt8, Comparable, Sendable, CaseIterable {
  case user = 0
  case supervisor = 1
  case machine = 3

  public static func < (left: Privilege, right: Privilege) -> Bool { left.rawValue < right.rawValue }
}

/// Synchronous exceptions by their codes. Privileged specification 1.12, table 3.6.
public enum ExceptionCause: UInt32, Sendable, CaseIterable {
  case misalignedFetch = 0
  case fetchAccessFault = 1
  case illegalInstruction = 2
  case breakpoint = 3
  case misalignedLoad = 4
  case loadAccessFault = 5
  case misalignedStore = 6
  case storeAccessFault = 7
  case callFromUser = 8
  case callFromSupervisor = 9
  case callFromMachine = 11
  case fetchPageFault = 12
  case loadPageFault = 13
  case storePageFault = 15
}

/// Interrupts by their codes, which are their bits in `mip` and `mie`.
public enum InterruptCause: UInt32, Sendable, CaseIterable {
  case supervisorSoftware = 1
  case machineSoftware = 3
  case supervisorTimer = 5
  case machineTimer = 7
  case supervisorExternal = 9
  case machineExternal = 11

  var bit: UInt32 { 1 << rawValue }

  /// Section 3.1.9: the first of these that is pending is taken.
  static let byPriority: [InterruptCause] = [
    .machineExternal, .machineSoftware, .machineTimer, .supervisorExternal, .supervisorSoftware, .supervisorTimer,
  ]
}

/// An exception with what `mtval` or `stval` tells about it.
struct Trap: Error, Sendable {
  let cause: ExceptionCause
  let value: UInt32

  init(_ cause: ExceptionCause, _ value: UInt32) {
    self.cause = cause
    self.value = value
  }
}
