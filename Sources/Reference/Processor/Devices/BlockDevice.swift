/// Sectors of 512 bytes on a medium, one at a time through a buffer. `docs/core.md`, section 2. Here a command is done as soon as it
/// is given: the device is never busy.
public final class BlockDevice: Device {
  /// Bytes of a sector.
  public static let sectorBytes = 512

  /// Offsets of the registers; the buffer lies behind them.
  public enum Register {
    public static let sector: UInt32 = 0
    public static let sectors: UInt32 = 4
    public static let command: UInt32 = 8
    public static let status: UInt32 = 12
    public static let interruptEnable: UInt32 = 16
    public static let buffer: UInt32 = 0x200
  }

  /// Values of the register `command`; others do nothing.
  public enum Command: UInt32, Sendable {
    case read = 1
    case write = 2
  }

  /// Bits of the register `status`.
  public enum Status {
    public static let busy: UInt32 = 1
    public static let done: UInt32 = 2
    public static let error: UInt32 = 4
  }

  private let medium: any Medium
  private var sector: UInt32 = 0
  private var status: UInt32 = 0
  private var interruptEnable: UInt32 = 0
  private var buffer = [UInt8](repeating: 0, count: sectorBytes)

  public init(medium: any Medium) { self.medium = medium }

  /// A command is done and nobody has acknowledged it.
  public var interrupt: Bool { interruptEnable != 0 && status & Status.done != 0 }

  public func read(_ offset: UInt32, bytes: Int) -> UInt32? {
    guard bytes == 4 else { return nil }
    if let place = Self.place(offset) { return UInt32(littleEndian(buffer[place])) }
    switch offset {
    case Register.sector: return sector
    case Register.sectors: return medium.sectors
    case Register.status: return status
    case Register.interruptEnable: return interruptEnable
    default: return 0
    }
  }

  public func write(_ offset: UInt32, bytes: Int, _ value: UInt32) -> Bool {
    guard bytes == 4 else { return false }
    if let place = Self.place(offset) {
      buffer.replaceSubrange(place, with: littleEndian(value))
      return true
    }
    switch offset {
    case Register.sector: sector = value
    case Register.command: if let command = Command(rawValue: value) { execute(command) }
    case Register.status: status &= ~(value & (Status.done | Status.error))
    case Register.interruptEnable: interruptEnable = value & 1
    default: break
    }
    return true
  }

  /// A word of the buffer.
  private static func place(_ offset: UInt32) -> Range<Int>? {
    guard offset >= Register.buffer, offset < Register.buffer + UInt32(sectorBytes) else { return nil }
    let start = Int(offset - Register.buffer)
    return start..<start + 4
  }

  private func execute(_ command: Command) {
    status = Status.done | (succeeds(command) ? 0 : Status.error)
  }

  private func succeeds(_ command: Command) -> Bool {
    guard sector < medium.sectors else { return false }
    switch command {
    case .read:
      guard let bytes = medium.read(sector) else { return false }
      buffer = bytes
      return true
    case .write: return medium.write(sector, buffer)
    }
  }
}
