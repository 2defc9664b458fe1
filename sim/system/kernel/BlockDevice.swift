/// The block device, a sector at a time: docs/core.md, section 2.
struct BlockDevice {
  static let sectorBytes: UInt32 = 512

  private static let base: UInt32 = 0x1000_1000
  private static let sector = base
  private static let sectors = base + 4
  private static let command = base + 8
  private static let status = base + 12
  private static let buffer = base + 0x200

  private enum Command: UInt32 {
    case read = 1
    case write = 2
  }

  /// 0 without a medium.
  var sectors: UInt32 { device_word(BlockDevice.sectors) }

  /// Copies a page to the medium, as the kernel sees it. False when the device cannot write it.
  func write(_ frame: UInt32, to sector: UInt32) -> Bool {
    for part in 0..<Frames.pageBytes / BlockDevice.sectorBytes {
      let words = Memory.word(frame + part * BlockDevice.sectorBytes)
      for index in 0..<UInt32(128) { set_device_word(BlockDevice.buffer + 4 * index, words[Int(index)]) }
      guard transfer(.write, sector + part) else { return false }
    }
    return true
  }

  /// Copies a page from the medium. False when the device cannot read it.
  func read(_ sector: UInt32, into frame: UInt32) -> Bool {
    for part in 0..<Frames.pageBytes / BlockDevice.sectorBytes {
      guard transfer(.read, sector + part) else { return false }
      let words = Memory.word(frame + part * BlockDevice.sectorBytes)
      for index in 0..<UInt32(128) { words[Int(index)] = device_word(BlockDevice.buffer + 4 * index) }
    }
    return true
  }

  private func transfer(_ command: Command, _ number: UInt32) -> Bool {
    let (busy, done): (UInt32, UInt32) = (1, 2)
    set_device_word(BlockDevice.sector, number)
    set_device_word(BlockDevice.command, command.rawValue)
    while device_word(BlockDevice.status) & busy != 0 {}
    return device_word(BlockDevice.status) == done
  }
}
