/// The devices that programs alone on the machine need: finisher, CLINT, and as much of the serial port as sends.
struct BenchDevices {
  /// What the program wrote to the finisher.
  private(set) var finish: UInt32?
  private(set) var output: [UInt8] = []
  private(set) var softwareInterrupt = false
  private(set) var compare = UInt64.max
  var time: UInt64 = 0

  /// The word at an address, or nil where there is no device.
  func word(at address: UInt32) -> UInt32? {
    switch address & ~3 {
    case 0x10_0000: 0
    case 0x200_0000: softwareInterrupt ? 1 : 0
    case 0x200_4000: UInt32(truncatingIfNeeded: compare)
    case 0x200_4004: UInt32(truncatingIfNeeded: compare >> 32)
    case 0x200_bff8: UInt32(truncatingIfNeeded: time)
    case 0x200_bffc: UInt32(truncatingIfNeeded: time >> 32)
    // The transmitter is empty.
    case 0x1000_0000...0x1000_00ff: 0x6000
    default: nil
    }
  }

  mutating func store(_ value: UInt32, at address: UInt32) {
    switch address {
    case 0x10_0000: finish = value
    case 0x200_0000: softwareInterrupt = value & 1 == 1
    case 0x200_4000: compare = compare & ~0xffff_ffff | UInt64(value)
    case 0x200_4004: compare = compare & 0xffff_ffff | UInt64(value) << 32
    case 0x200_bff8: time = time & ~0xffff_ffff | UInt64(value)
    case 0x200_bffc: time = time & 0xffff_ffff | UInt64(value) << 32
    case 0x1000_0000: output.append(UInt8(truncatingIfNeeded: value))
    default: break
    }
  }
}
