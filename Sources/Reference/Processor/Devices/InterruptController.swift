/// The PLIC: interrupts of devices for machine mode (context 0) and supervisor mode (context 1) of one hart. RISC-V
/// Platform-Level Interrupt Controller specification 1.0; sources 1 to 31, levels, priorities 0 to 7.
public final class InterruptController: Device {
  public static let contexts = 2
  private var priority = [UInt32](repeating: 0, count: 32)
  /// What a source's gateway has let through and nobody has claimed.
  private var pending: UInt32 = 0
  /// Claimed, and not completed.
  private var claimed: UInt32 = 0
  private var enable = [UInt32](repeating: 0, count: contexts)
  private var threshold = [UInt32](repeating: 0, count: contexts)

  public init() {}

  /// The levels of the sources; bit 0 does not exist.
  public func update(_ levels: UInt32) { pending |= levels & ~1 & ~claimed }

  /// Whether a context has an interrupt.
  public func interrupt(_ context: Int) -> Bool { best(context) != 0 }

  /// The source with the highest priority, and of equal ones the lowest number; 0 for none above the threshold.
  private func best(_ context: Int) -> Int {
    var found = 0
    var highest = threshold[context]
    let candidates = pending & enable[context]
    for source in 1..<32 where candidates >> UInt32(source) & 1 == 1 && priority[source] > highest {
      found = source
      highest = priority[source]
    }
    return found
  }

  public func read(_ offset: UInt32, bytes: Int) -> UInt32? {
    guard bytes == 4 else { return nil }
    switch offset {
    case 0..<128: return priority[Int(offset / 4)]
    case 0x1000: return pending
    default: break
    }
    for context in 0..<Self.contexts {
      switch offset {
      case 0x2000 + 0x80 * UInt32(context): return enable[context]
      case 0x20_0000 + 0x1000 * UInt32(context): return threshold[context]
      case 0x20_0004 + 0x1000 * UInt32(context):
        let source = best(context)
        pending &= ~(1 << UInt32(source))
        if source != 0 { claimed |= 1 << UInt32(source) }
        return UInt32(source)
      default: break
      }
    }
    return 0
  }

  public func write(_ offset: UInt32, bytes: Int, _ value: UInt32) -> Bool {
    guard bytes == 4 else { return false }
    if (4..<128).contains(offset) { priority[Int(offset / 4)] = value & 7 }
    for context in 0..<Self.contexts {
      switch offset {
      case 0x2000 + 0x80 * UInt32(context): enable[context] = value & ~1
      case 0x20_0000 + 0x1000 * UInt32(context): threshold[context] = value & 7
      case 0x20_0004 + 0x1000 * UInt32(context):
        if value < 32, enable[context] >> value & 1 == 1 { claimed &= ~(1 << value) }
      default: break
      }
    }
    return true
  }
}
