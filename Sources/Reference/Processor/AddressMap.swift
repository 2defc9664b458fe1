/// Where things are in the physical address space, and the numbers of the interrupt controller's sources: `docs/core.md`, section 2.
public enum AddressMap {
  /// Addresses of a device or a memory.
  public struct Place: Sendable {
    public let base: UInt32
    public let bytes: UInt32

    public init(base: UInt32, bytes: UInt32) {
      self.base = base
      self.bytes = bytes
    }

    var addresses: ClosedRange<UInt32> { base...(base + (bytes - 1)) }
  }

  public static let bootROM = Place(base: 0x1000, bytes: 0x1000)
  public static let finisher = Place(base: 0x10_0000, bytes: 0x1000)
  public static let localInterruptor = Place(base: 0x200_0000, bytes: 0x1_0000)
  public static let interruptController = Place(base: 0xc00_0000, bytes: 0x40_0000)
  public static let serialPort = Place(base: 0x1000_0000, bytes: 0x100)
  public static let blockDevice = Place(base: 0x1000_1000, bytes: 0x1000)
  /// First byte of main memory, which is as large as somebody says.
  public static let mainMemory: UInt32 = 0x8000_0000

  /// Sources of the interrupt controller: 1 to this number.
  public static let interruptSources = 15
  public static let blockDeviceSource = 1
  public static let serialPortSource = 10
}
