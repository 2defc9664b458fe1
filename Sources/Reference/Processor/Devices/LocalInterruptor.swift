/// The CLINT: software interrupt, real-time counter and timer interrupt of one hart. `docs/core.md`, section 2.
public final class LocalInterruptor: Device {
  private weak var hart: Hart?
  public private(set) var softwareInterrupt = false
  public private(set) var compare = UInt64.max

  public init(_ hart: Hart) { self.hart = hart }

  private var time: UInt64 {
    get { hart?.time ?? 0 }
    set { hart?.time = newValue }
  }

  public var timerInterrupt: Bool { time >= compare }

  public func read(_ offset: UInt32, bytes: Int) -> UInt32? {
    let word: UInt32 =
      switch offset & ~3 {
      case 0: softwareInterrupt ? 1 : 0
      case 0x4000: UInt32(truncatingIfNeeded: compare)
      case 0x4004: UInt32(truncatingIfNeeded: compare >> 32)
      case 0xbff8: UInt32(truncatingIfNeeded: time)
      case 0xbffc: UInt32(truncatingIfNeeded: time >> 32)
      default: 0
      }
    return word >> (8 * (offset & 3)) & (bytes == 4 ? .max : 1 << UInt32(8 * bytes) - 1)
  }

  /// Words only: narrower writes change nothing.
  public func write(_ offset: UInt32, bytes: Int, _ value: UInt32) -> Bool {
    guard bytes == 4 else { return true }
    switch offset {
    case 0: softwareInterrupt = value & 1 == 1
    case 0x4000: compare = compare & ~0xffff_ffff | UInt64(value)
    case 0x4004: compare = compare & 0xffff_ffff | UInt64(value) << 32
    case 0xbff8: time = time & ~0xffff_ffff | UInt64(value)
    case 0xbffc: time = time & 0xffff_ffff | UInt64(value) << 32
    default: break
    }
    return true
  }
}
