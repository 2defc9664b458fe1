import CSharing

/// Memory that this process alone can read, under a random key that is nowhere but in the processor (SF-94, SF-95): the
/// place for secrets. It lasts as long as the process.
public struct HiddenRegion: ~Copyable {
  private let memory: UnsafeMutableRawBufferPointer
  private var used = 0

  /// Takes memory and puts it under a key; it is zero then.
  ///
  /// - Parameters:
  ///   - segment: the number of the region, which this process has not used yet. 0 and 1 are text and data, 2 is the heap.
  ///   - bytes: a multiple of 64.
  /// - Throws: `.system`, `.processor`, `.noRandomNumbers`.
  public init(segment: UInt8, bytes: Int) throws(SharingError) {
    let memory = try pages(at: system_allocate(UInt32(bytes)), bytes)
    var key = region_key()
    defer { wipe(&key, MemoryLayout<region_key>.size) }
    try expect(random_key(&key))
    try install(segment, memory, &key)
    // What lies there is noise until it is written.
    memory.initializeMemory(as: UInt8.self, repeating: 0)
    self.memory = memory
  }

  /// Where it is in the memory of this process.
  public var address: UInt { UInt(bitPattern: memory.baseAddress) }

  /// Gives a value a place in the region.
  ///
  /// - Throws: `.hiddenRegionIsFull`.
  public mutating func place<Value: BitwiseCopyable>(_ value: Value) throws(SharingError) -> Place<Value> {
    let pointer = try room(for: Value.self)
    pointer.initialize(to: value)
    return Place(pointer: pointer)
  }

  /// Room for a value, which is all zeros.
  mutating func room<Value>(for type: Value.Type, count: Int = 1) throws(SharingError) -> UnsafeMutablePointer<Value> {
    let start = (used + MemoryLayout<Value>.alignment - 1) & ~(MemoryLayout<Value>.alignment - 1)
    let size = count * MemoryLayout<Value>.stride
    guard start <= memory.count, size <= memory.count - start, let base = memory.baseAddress else {
      throw .hiddenRegionIsFull
    }
    used = start + size
    return (base + start).bindMemory(to: type, capacity: count)
  }
}

/// A value in a hidden region. What is computed with it may be on the stack and on the heap too, which are encrypted, but
/// not under the key of the hidden region.
public struct Place<Value: BitwiseCopyable> {
  fileprivate let pointer: UnsafeMutablePointer<Value>

  public var value: Value {
    get { pointer.pointee }
    nonmutating set { pointer.pointee = newValue }
  }
}

/// Memory that the system has given, or why it has not.
func pages(at answer: Int32, _ bytes: Int) throws(SharingError) -> UnsafeMutableRawBufferPointer {
  UnsafeMutableRawBufferPointer(
    start: UnsafeMutableRawPointer(bitPattern: UInt(try expect(answer))), count: bytes)
}

/// Puts memory under a key, for reading and writing.
func install(
  _ segment: UInt8, _ memory: UnsafeMutableRawBufferPointer, _ key: UnsafePointer<region_key>,
  isShared: Bool = false
) throws(SharingError) {
  let flags = isShared ? REGION_SHARED : region_flags(rawValue: 0)
  let rights = region_rights(rawValue: REGION_READ.rawValue | REGION_WRITE.rawValue)
  let status = region_install(segment, memory.baseAddress, UInt32(memory.count), key, rights, flags)
  guard status == 0 else { throw .processor(status: status) }
}
