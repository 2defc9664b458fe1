/// A program that was loaded: an address space, a domain, and one thread.
final class Process {
  enum State {
    case ready
    /// Waits for a message, for which there is room at an address.
    case receiving(address: UInt32, room: UInt32)
    case ended(code: Int)
  }

  struct Message {
    let sender: Int
    let bytes: [UInt8]
  }

  /// As many there can be: each has 16 MiB for what it asks for, and a bit in the permissions of shared memory.
  static let most = 32

  /// Messages that may wait for a process.
  static let mailbox = 8

  let name: Name
  /// By which other processes know it: its place in the kernel's list.
  let number: Int
  /// What it was loaded from.
  let file: UnsafeMutableBufferPointer<UInt8>
  let space: AddressSpace
  let context: UnsafeMutablePointer<context>
  /// Its number in the processor; 0 for a program without regions.
  let domain: UInt32
  /// Where its context is, as far as it is not the kernel's.
  var place = Contexts.Place.kernel
  var state = State.ready
  var messages: [Message] = []
  private var nextAddress: (lower: UInt32, upper: UInt32)

  init(
    _ name: Name, number: Int, file: UnsafeMutableBufferPointer<UInt8>, space: AddressSpace, domain: UInt32,
    entry: UInt32
  ) {
    self.name = name
    self.number = number
    self.file = file
    self.space = space
    self.domain = domain
    // Every process has its memory somewhere else.
    let offset = 0x2000_0000 + UInt32(number) << 24
    nextAddress = (AddressSpace.Half.lower.rawValue + offset, AddressSpace.Half.upper.rawValue + offset)
    context = .allocate(capacity: 1)
    context.initialize(to: .init())
    context.pointee.domain = domain
    context.pointee.translation = space.translation
    self[.pc] = entry
  }

  deinit { context.deallocate() }

  /// Registers of the thread; when it was interrupted in encrypted mode, what it shows of them.
  enum Register: Int {
    case pc = 0
    case a0 = 10
    case a1, a2, a3, a4, a5, a6, a7
  }

  subscript(register: Register) -> UInt32 {
    get { registers[register.rawValue] }
    set { registers[register.rawValue] = newValue }
  }

  private var registers: UnsafeMutablePointer<UInt32> {
    UnsafeMutableRawPointer(context).assumingMemoryBound(to: UInt32.self)
  }

  var isReady: Bool { if case .ready = state { true } else { false } }
  var hasEnded: Bool { if case .ended = state { true } else { false } }

  /// Where there is room in a half of the address space for so many bytes; nil when there is none.
  func reserve(_ bytes: UInt32, _ half: AddressSpace.Half) -> UInt32? {
    let size = (UInt64(bytes) + 4095) & ~4095
    let address = half == .lower ? nextAddress.lower : nextAddress.upper
    guard bytes > 0, UInt64(address) + size <= UInt64(half.addresses.upperBound) else { return nil }
    if half == .lower { nextAddress.lower += UInt32(size) } else { nextAddress.upper += UInt32(size) }
    return address
  }
}
