/// The virtual memory of a process: page tables of Sv32 (privileged specification 1.12, section 4.3). Programs are
/// between 1 and 2 GiB, and from 3 GiB on; the kernel and its devices are in every address space, at their physical
/// addresses.
final class AddressSpace {
  /// Where programs may have pages: in the lower half of the addresses, where a closed domain has nothing but its
  /// regions, and in the upper half, where it has what everybody may see.
  enum Half: UInt32 {
    case lower = 0x4000_0000
    case upper = 0xc000_0000

    /// The last page of all is nobody's: its addresses would be errors of system calls.
    var addresses: Range<UInt32> { rawValue..<(self == .lower ? 0x8000_0000 : 0xffff_f000) }
  }

  /// Whether all of it, up to a limit, is where programs may have pages.
  static func holds(_ first: UInt32, limit: UInt32) -> Bool {
    let half = first >> 31 == 0 ? Half.lower : .upper
    return half.addresses.contains(first) && first <= limit && limit <= half.addresses.upperBound
  }

  struct Rights: OptionSet {
    let rawValue: UInt32
    static let read = Rights(rawValue: 1 << 1)
    static let write = Rights(rawValue: 1 << 2)
    static let execute = Rights(rawValue: 1 << 3)
  }

  private static let valid: UInt32 = 1 << 0
  private static let user: UInt32 = 1 << 4
  /// The processor sets neither of the two itself.
  private static let accessedAndDirty: UInt32 = 1 << 6 | 1 << 7
  /// Bit 9, which is left to software: the frame belongs to a shared memory, not to the process.
  private static let shared: UInt32 = 1 << 9

  /// Bit 8, which is left to software: the page is on the block device, and bits 31 to 10 have its place.
  private static let away: UInt32 = 1 << 8

  private let frames: Frames
  private let paging: Paging
  private let root: UInt32

  /// Nil when there is no frame for the first table.
  init?(frames: Frames, paging: Paging) {
    guard let root = frames.take() else { return nil }
    self.frames = frames
    self.paging = paging
    self.root = root
    let kernel = AddressSpace.valid | AddressSpace.accessedAndDirty | 0xe
    // Finisher, CLINT, PLIC, UART and block device, and main memory, in pages of 4 MiB.
    for index in [0x000, 0x008, 0x030, 0x040] + Array(UInt32(0x200)..<0x210) {
      Memory.word(root)[Int(index)] = UInt32(index) << 20 | kernel
    }
  }

  /// What the register satp holds when the process runs.
  var translation: UInt32 { 1 << 31 | root >> 12 }

  /// Maps a page to a frame that nobody else knows; the frame. Nil when there is none, or something is mapped there.
  func map(_ address: UInt32, _ rights: Rights) -> UInt32? {
    guard let frame = frames.take() else { return nil }
    guard map(address, to: frame, rights, flags: 0) else {
      frames.give(back: frame)
      return nil
    }
    return frame
  }

  /// Maps a page to a frame of a shared memory.
  func map(_ address: UInt32, shared frame: UInt32, _ rights: Rights) -> Bool {
    map(address, to: frame, rights, flags: AddressSpace.shared)
  }

  private func map(_ address: UInt32, to frame: UInt32, _ rights: Rights, flags: UInt32) -> Bool {
    guard AddressSpace.holds(address, limit: address) else { return false }
    let upper = Memory.word(root) + Int(address >> 22)
    if upper.pointee == 0 {
      guard let table = frames.take() else { return false }
      upper.pointee = table >> 2 | AddressSpace.valid
    }
    guard let entry = entry(of: address), entry.pointee == 0 else { return false }
    entry.pointee =
      frame >> 2 | AddressSpace.valid | AddressSpace.user | AddressSpace.accessedAndDirty | rights.rawValue | flags
    return true
  }

  /// The entry of a page in its table; nil when there is no table.
  private func entry(of address: UInt32) -> UnsafeMutablePointer<UInt32>? {
    guard AddressSpace.holds(address, limit: address) else { return nil }
    let upper = Memory.word(root)[Int(address >> 22)]
    return upper == 0 ? nil : Memory.word(upper << 2 & ~4095) + Int(address >> 12 & 1023)
  }

  /// The physical address of a byte of the program, whose page comes back if it was away; nil where nothing is mapped.
  func physical(_ address: UInt32) -> UInt32? {
    guard let entry = entry(of: address), entry.pointee != 0, bringBack(address) else { return nil }
    return entry.pointee << 2 & ~4095 | address & 4095
  }

  /// Whether the page of an address is in memory, after it was brought back if it was away.
  func bringBack(_ address: UInt32) -> Bool {
    guard let entry = entry(of: address) else { return false }
    guard entry.pointee & AddressSpace.away != 0 else { return entry.pointee & AddressSpace.valid != 0 }
    guard let frame = paging.pageIn(entry.pointee >> 10) else { return false }
    let rights = entry.pointee & 0xe
    entry.pointee = frame >> 2 | AddressSpace.valid | AddressSpace.user | AddressSpace.accessedAndDirty | rights
    return true
  }

  /// Puts a page of the process on the block device; false when there is none at the address that could go: it is
  /// shared, or away already.
  func sendAway(_ address: UInt32) -> Bool {
    guard let entry = entry(of: address), entry.pointee & AddressSpace.valid != 0,
      entry.pointee & AddressSpace.shared == 0, let place = paging.pageOut(entry.pointee << 2 & ~4095)
    else { return false }
    entry.pointee = place << 10 | AddressSpace.away | entry.pointee & 0xe
    return true
  }

  /// Lets two pages of the process change places.
  func exchange(_ first: UInt32, _ second: UInt32) {
    guard bringBack(first), bringBack(second), let one = entry(of: first), let other = entry(of: second) else { return }
    (one.pointee, other.pointee) = (other.pointee, one.pointee)
  }

  /// Gives all frames back that are not shared.
  func remove() {
    for index in [0x100..<0x200, 0x300..<0x400].joined() {
      let upper = Memory.word(root)[index]
      guard upper != 0 else { continue }
      let table = upper << 2 & ~4095
      for page in 0..<1024 {
        let entry = Memory.word(table)[page]
        if entry & AddressSpace.away != 0 {
          paging.forget(entry >> 10)
        } else if entry != 0, entry & AddressSpace.shared == 0 {
          frames.give(back: entry << 2 & ~4095)
        }
      }
      frames.give(back: table)
    }
    frames.give(back: root)
  }
}

// Contents of a program's memory, as the kernel sees them: what lies in a region is ciphertext.
extension AddressSpace {
  /// Copies bytes out of the program's memory; nil when a page is missing.
  func read(_ address: UInt32, _ count: UInt32) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(count))
    let isThere = eachPage(address, count) { page in bytes.append(contentsOf: page) }
    return isThere ? bytes : nil
  }

  /// Copies bytes into the program's memory; false when a page is missing, and then some may have been copied.
  func write(_ bytes: UnsafeRawBufferPointer, at address: UInt32) -> Bool {
    var done = 0
    return eachPage(address, UInt32(bytes.count)) { page in
      UnsafeMutableRawBufferPointer(page).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: bytes[done..<done + page.count]))
      done += page.count
    }
  }

  /// Passes on the memory at an address page by page; false when one is missing.
  private func eachPage(
    _ address: UInt32, _ count: UInt32, _ body: (UnsafeMutableBufferPointer<UInt8>) -> Void
  ) -> Bool {
    var (place, left) = (address, count)
    while left > 0 {
      guard let start = physical(place) else { return false }
      let part = min(left, 4096 - (place & 4095))
      body(Memory.bytes(start, part))
      (place, left) = (place &+ part, left - part)
    }
    return true
  }
}
