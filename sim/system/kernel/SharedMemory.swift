/// Pages that several processes map, each somewhere else. Sharing says nothing about reading: what the processes write
/// there under a common key, the kernel sees as ciphertext (SF-78, SF-82).
final class SharedMemory {
  let name: Name
  /// Number of the process that shares it.
  let owner: Int
  let bytes: UInt32
  let frames: [UInt32]
  /// Bit n: process n may map it (SF-87).
  let permitted: UInt32

  init(_ name: Name, owner: Int, bytes: UInt32, frames: [UInt32], permitted: UInt32) {
    self.name = name
    self.owner = owner
    self.bytes = bytes
    self.frames = frames
    self.permitted = permitted
  }
}

extension Kernel {
  /// So many names there can be; the kernel's own memory is small.
  private static let mostShares = 256

  /// Shares fresh pages under a name.
  func share(_ process: Process, _ name: Name) -> Int32 {
    guard !isTaken(name, by: process) else { return SYSTEM_EXISTS.rawValue }
    let (bytes, half) = Kernel.size(process[.a2])
    guard bytes > 0, bytes <= 1 << 20 else { return SYSTEM_BAD_OPERAND.rawValue }
    let pages = (bytes + 4095) / 4096
    guard shares.count < Kernel.mostShares, frames.haveRoom(forPages: pages) else { return SYSTEM_NO_MEMORY.rawValue }
    let taken = (0..<pages).compactMap { _ in frames.take() }
    let share = SharedMemory(name, owner: process.number, bytes: bytes, frames: taken, permitted: process[.a3])
    shares.append(share)
    return map(process, share, half)
  }

  /// A number of bytes that a process asks for, and where it wants to have them.
  static func size(_ operand: UInt32) -> (bytes: UInt32, half: AddressSpace.Half) {
    (operand & ~SYSTEM_PUBLIC.rawValue, operand & SYSTEM_PUBLIC.rawValue == 0 ? .lower : .upper)
  }

  /// Maps what another process shares.
  func map(_ process: Process, _ name: Name) -> Int32 {
    guard let share = lookUpShare(name, for: process) else { return SYSTEM_UNKNOWN.rawValue }
    guard share.permitted >> UInt32(process.number) & 1 != 0 else { return SYSTEM_DENIED.rawValue }
    return map(process, share, Kernel.size(process[.a2]).half)
  }

  private func map(_ process: Process, _ share: SharedMemory, _ half: AddressSpace.Half) -> Int32 {
    guard let address = process.reserve(share.bytes, half) else { return SYSTEM_BAD_OPERAND.rawValue }
    for (index, frame) in share.frames.enumerated() {
      guard process.space.map(address + UInt32(index) * 4096, shared: frame, [.read, .write]) else {
        return SYSTEM_NO_MEMORY.rawValue
      }
    }
    return Int32(bitPattern: address)
  }
}
