/// A device of the bus below main memory: accesses of 1, 2 or 4 bytes, aligned.
public protocol Device: AnyObject {
  /// The value in the low bits; nil for an access fault.
  func read(_ offset: UInt32, bytes: Int) -> UInt32?
  /// False for an access fault.
  func write(_ offset: UInt32, bytes: Int, _ value: UInt32) -> Bool
}

/// The physical address space: main memory, the boot ROM, and devices. `docs/core.md`, section 2.
public final class PhysicalMemory {
  public static let base = AddressMap.mainMemory
  public static let bootBase = AddressMap.bootROM.base
  public static let bootSize = Int(AddressMap.bootROM.bytes)
  public static let pageSize = 4096

  /// Size of main memory in bytes, a multiple of 4096.
  public let size: Int
  private let main: UnsafeMutableRawPointer
  private let boot: UnsafeMutableRawPointer
  /// The pages that a hart has in plaintext: it gives them back before anybody else sees them.
  var plaintextPages: PlaintextPages?
  private var devices: [(range: ClosedRange<UInt32>, device: any Device)] = []

  /// - Parameter size: bytes of main memory; rounded up to pages, and at most 2 GiB less a page.
  public init(size: Int) {
    let pages = (Swift.max(size, 1) + Self.pageSize - 1) / Self.pageSize
    self.size = Swift.min(pages, 0x7ffff) * Self.pageSize
    main = .allocate(byteCount: self.size, alignment: Self.pageSize)
    boot = .allocate(byteCount: Self.bootSize, alignment: Self.pageSize)
    main.initializeMemory(as: UInt8.self, repeating: 0, count: self.size)
    boot.initializeMemory(as: UInt8.self, repeating: 0, count: Self.bootSize)
  }

  deinit {
    main.deallocate()
    boot.deallocate()
  }

  /// Puts a device at its addresses; the first that is put there answers.
  public func attach(_ device: any Device, at place: AddressMap.Place) {
    devices.append((place.addresses, device))
  }

  /// The page with a physical address in main memory or, to read, in the boot ROM.
  func page(_ address: UInt32, toWrite: Bool) -> UnsafeMutableRawPointer? {
    plaintextPages?.giveBack(address)
    return storedPage(address, toWrite: toWrite)
  }

  /// The same as it is stored, while a domain may have written its plaintext.
  func storedPage(_ address: UInt32, toWrite: Bool) -> UnsafeMutableRawPointer? {
    let offset = Int(address &- Self.base)
    if address >= Self.base { return offset < size ? main + (offset & ~4095) : nil }
    return !toWrite && address >> 12 == Self.bootBase >> 12 ? boot : nil
  }

  /// The eight words of 64 bits of an aligned line of 64 bytes, lowest first; nil where there is no memory, or none to write.
  public func line(_ address: UInt32, toWrite: Bool) -> UnsafeMutablePointer<UInt64>? {
    guard let page = page(address, toWrite: toWrite) else { return nil }
    return (page + Int(address & 0xfc0)).bindMemory(to: UInt64.self, capacity: 8)
  }

  func device(at address: UInt32) -> (device: any Device, offset: UInt32)? {
    guard let found = devices.first(where: { $0.range.contains(address) }) else { return nil }
    return (found.device, address - found.range.lowerBound)
  }

  /// Bytes of main memory or the boot ROM, as a loader or a debugger reads them: ciphertext where a domain has a region; nil where
  /// there is neither.
  public func bytes(at address: UInt32, count: Int) -> [UInt8]? {
    guard count > 0 else { return [] }
    guard let start = place(of: address, count: count) else { return nil }
    return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }

  /// Puts bytes into main memory or the boot ROM; false, and nothing is written, where they do not fit.
  public func load(_ bytes: [UInt8], at address: UInt32) -> Bool {
    guard !bytes.isEmpty else { return true }
    guard let start = place(of: address, count: bytes.count) else { return false }
    bytes.withUnsafeBytes { source in
      if let first = source.baseAddress { start.copyMemory(from: first, byteCount: bytes.count) }
    }
    return true
  }

  private func place(of address: UInt32, count: Int) -> UnsafeMutableRawPointer? {
    if address >= Self.base {
      let offset = Int(address - Self.base)
      guard offset + count <= size else { return nil }
      plaintextPages?.giveBack(address, count: count)
      return main + offset
    }
    guard address >= Self.bootBase else { return nil }
    let offset = Int(address - Self.bootBase)
    return offset + count <= Self.bootSize ? boot + offset : nil
  }
}
