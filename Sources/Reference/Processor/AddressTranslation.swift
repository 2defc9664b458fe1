/// Sv32. Privileged specification 1.12, section 4.3; without setting accessed and dirty bits: where one had to be set, there
/// is a page fault.
extension Hart {
  enum Access: Sendable {
    case fetch, load, store

    var pageFault: ExceptionCause {
      switch self {
      case .fetch: .fetchPageFault
      case .load: .loadPageFault
      case .store: .storePageFault
      }
    }

    var accessFault: ExceptionCause {
      switch self {
      case .fetch: .fetchAccessFault
      case .load: .loadAccessFault
      case .store: .storeAccessFault
      }
    }
  }

  /// The privilege that loads and stores have.
  var dataPrivilege: Privilege { registers.status.modifiesPrivilege ? registers.status.previous : privilege }

  /// The physical address for a virtual one.
  func translate(_ address: UInt32, _ access: Access) throws(Trap) -> UInt32 {
    let privilege = access == .fetch ? self.privilege : dataPrivilege
    guard registers.translation >> 31 == 1, privilege < .machine else { return address }
    let fault = Trap(access.pageFault, address)
    var table = UInt64(registers.translation & 0x3f_ffff) << 12
    for level in [1, 0] as [UInt32] {
      let index = address >> (12 + 10 * level) & 0x3ff
      let entry = try self.entry(at: table + UInt64(4 * index), Trap(access.accessFault, address))
      let (isValid, isReadable, isWritable, isExecutable) = (entry & 1, entry & 2, entry & 4, entry & 8)
      guard isValid != 0, isReadable != 0 || isWritable == 0 else { throw fault }
      guard isReadable | isExecutable != 0 else {
        // A, D and U of a pointer are reserved.
        guard entry & 0xd0 == 0 else { throw fault }
        table = UInt64(entry >> 10) << 12
        continue
      }
      let isPermitted =
        switch access {
        case .fetch: isExecutable != 0
        case .load: isReadable != 0 || registers.status.executableIsReadable && isExecutable != 0
        case .store: isWritable != 0
        }
      let isUserPage = entry & 16 != 0
      let mayUse =
        privilege == .user ? isUserPage : !isUserPage || access != .fetch && registers.status.supervisorUserAccess
      let isMisplaced = level == 1 && entry >> 10 & 0x3ff != 0
      let isNoted = entry & 64 != 0 && (access != .store || entry & 128 != 0)
      guard isPermitted, mayUse, !isMisplaced, isNoted else { throw fault }
      let mask: UInt64 = level == 1 ? 0x3f_ffff : 0xfff
      let physical = UInt64(entry >> 10) << 12 & ~mask | UInt64(address) & mask
      guard physical >> 32 == 0 else { throw Trap(access.accessFault, address) }
      return UInt32(truncatingIfNeeded: physical)
    }
    throw fault
  }

  /// An entry of a page table, which lies in main memory or the boot ROM.
  private func entry(at address: UInt64, _ fault: Trap) throws(Trap) -> UInt32 {
    guard address >> 32 == 0, let page = memory.page(UInt32(truncatingIfNeeded: address), toWrite: false) else {
      throw fault
    }
    return UInt32(littleEndian: page.load(fromByteOffset: Int(address & 0xfff), as: UInt32.self))
  }
}
