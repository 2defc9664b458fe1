/// Sees where execution changes hands in a hart: traps and returns, modes, and the instructions of custom-0.
///
/// Nothing of it is called among instructions that need nothing but registers and known pages: a run without an observer takes as
/// long as if there were none.
public protocol HartObserver: AnyObject {
  /// An exception or an interrupt is taken. The hart is as it was interrupted.
  func willTrap(_ cause: TrapCause)
  /// Privilege, domain or mode of the next instruction may be others than before.
  func didSwitch()
  /// An instruction of custom-0 that may be executed here is.
  func willExecute(_ operation: Operation)
  /// - Parameter answer: what it has written to its destination: in bits 7 to 0 the status, 0 when it was not refused.
  func didExecute(_ operation: Operation, answer: UInt32)
}

/// Why a trap is taken.
public enum TrapCause: Hashable, Sendable {
  case exception(ExceptionCause)
  case interrupt(InterruptCause)
}

// What a viewer looks at; nothing of it changes the hart.
extension Hart {
  /// `satp`: with which page table addresses are translated.
  package var translation: UInt32 { registers.translation }

  /// Where a page table leads, whatever it permits. Privileged specification 1.12, section 4.3.2.
  ///
  /// - Parameter translation: `satp`.
  /// - Returns: nil for what is not mapped.
  package func physicalAddress(_ address: UInt32, under translation: UInt32) -> UInt32? {
    guard translation >> 31 == 1 else { return address }
    var table = UInt64(translation & 0x3f_ffff) << 12
    for level in [1, 0] as [UInt32] {
      let place = table + UInt64(address >> (12 + 10 * level) & 0x3ff) * 4
      guard let place = UInt32(exactly: place), let bytes = memory.bytes(at: place, count: 4) else { return nil }
      let entry = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      guard entry & 1 == 1 else { return nil }
      let mask: UInt64 = level == 1 ? 0x3f_ffff : 0xfff
      if entry & 0xa != 0 { return UInt32(exactly: (entry >> 10) << 12 & ~mask | UInt64(address) & mask) }
      table = (entry >> 10) << 12
    }
    return nil
  }
}

extension EncryptionUnit {
  /// What a line of memory is to whoever reads it under an attribute register.
  ///
  /// - Parameter number: of the line in the address space of the region.
  /// - Returns: nil for a free register and outside the region.
  package func plaintext(of line: Line, number: UInt32, attribute: Int) throws(CipherError) -> Line? {
    guard let region = regions[attribute], region.lines.contains(number) else { return nil }
    return try region.cipher.decrypt(line, tweak: region.tweak(ofLine: number))
  }
}
