import Reference

/// The boot ROM: its code, which is in `sim/bare/boot`, what it is to start, and the device tree. `docs/core.md`, section 2.
public struct BootROM: Sendable {
  /// What the processor executes after the ROM.
  public enum Start: Equatable, Sendable {
    /// A program that is in memory.
    case program(at: UInt32)
    /// The program that a boot header on the block device describes.
    case blockDevice
  }

  private let code: [UInt8]
  /// Where in the code the address of the program stands.
  private let entryOffset: Int
  /// Where the device tree is.
  public let deviceTreeAddress: UInt32

  /// Assembles the code.
  ///
  /// - Parameter folder: `sim/bare`.
  /// - Throws: `BuildError` with the tools' messages, `ELFError`, `BootError`.
  public init(tools: Tools, folder: String) throws {
    let elf = try BareProgram(tools: tools, folder: folder, layout: "boot/boot.ld").build("\(folder)/boot/boot.S")
    guard let segment = elf.segments.first(where: { $0.address == AddressMap.bootROM.base }),
      let entry = elf.address(of: "entry"), let tree = elf.address(of: "device_tree")
    else { throw BootError.notTheROM(folder: folder) }
    code = elf.contents(of: segment)
    entryOffset = Int(entry - segment.address)
    deviceTreeAddress = tree
  }

  /// The bytes of the whole ROM.
  ///
  /// - Throws: `BootError.treeTooLarge`.
  public func contents(_ start: Start, deviceTree: DeviceTree) throws(BootError) -> [UInt8] {
    var bytes = code
    if case .program(let address) = start {
      bytes.replaceSubrange(entryOffset..<entryOffset + 4, with: littleEndian(address))
    }
    let tree = deviceTree.flattened
    let room = Int(AddressMap.bootROM.bytes) - bytes.count
    guard tree.count <= room else { throw .treeTooLarge(bytes: tree.count, room: room) }
    return bytes + tree + [UInt8](repeating: 0, count: room - tree.count)
  }
}

/// Why there is no boot ROM or no boot medium.
public enum BootError: Error, Equatable, CustomStringConvertible {
  case notTheROM(folder: String)
  case treeTooLarge(bytes: Int, room: Int)
  case noContents(program: String)
  case notInMemory(program: String, address: UInt32, bytes: UInt32)
  case tooLarge(program: String, bytes: Int, limit: Int)
  case entryOutside(program: String, entry: UInt32)

  public var description: String {
    switch self {
    case .notTheROM(let folder):
      "\(folder)/boot/boot.S: it has no code at 0x\(String(AddressMap.bootROM.base, radix: 16)), or no symbols entry and device_tree"
    case .treeTooLarge(let bytes, let room):
      "the device tree has \(bytes) bytes, and the boot ROM has room for \(room)"
    case .noContents(let program): "\(program): there is nothing to be loaded"
    case .notInMemory(let program, let address, let bytes):
      "\(program): \(bytes) bytes at 0x\(String(address, radix: 16)) are not in main memory, where a boot medium loads"
    case .tooLarge(let program, let bytes, let limit):
      "\(program): from its first address to its last there are \(bytes) bytes, and a boot medium loads \(limit) at most"
    case .entryOutside(let program, let entry):
      "\(program): its entry 0x\(String(entry, radix: 16)) is not in what is loaded"
    }
  }
}
