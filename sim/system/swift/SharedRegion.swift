import CSharing

/// Memory that several processes have, each at an address of its own, under one key: whoever has not got it reads noise.
public struct SharedRegion {
  private let memory: UnsafeMutableRawBufferPointer

  /// The owner: memory under a name, which some processes may map, under a key (S86, SF-81, SF-103). It is zero then.
  ///
  /// - Parameters:
  ///   - name: up to eight characters, which nobody has taken.
  ///   - peers: who may map it besides this process.
  ///   - segment: the number of the region, which this process has not used yet.
  ///   - bytes: a multiple of 64.
  /// - Throws: `.badName`, `.system`, `.processor`.
  public static func share<let count: Int>(
    _ name: StaticString, with peers: [count of Peer], segment: UInt8, bytes: Int, key: borrowing RegionKey
  ) throws(SharingError) -> SharedRegion {
    var permitted = UInt32(1) << UInt32(system_self())
    for index in peers.indices { permitted |= 1 << UInt32(peers[index].number) }
    let memory = try pages(at: share_memory(try systemName(name), UInt32(bytes), permitted), bytes)
    try install(segment, memory, key.place, isShared: true)
    memory.initializeMemory(as: UInt8.self, repeating: 0)
    return SharedRegion(memory: memory)
  }

  /// A client: maps what the owner shares, under the same key (S96, SF-82, SF-104).
  ///
  /// - Throws: `.badName`; `.system(.unknown)` when nobody shares it, `.system(.denied)` when the owner does not let this
  ///   process; `.processor`.
  public static func join(
    _ name: StaticString, segment: UInt8, bytes: Int, key: borrowing RegionKey
  ) throws(SharingError) -> SharedRegion {
    let memory = try pages(at: map_memory(try systemName(name)), bytes)
    try install(segment, memory, key.place, isShared: true)
    return SharedRegion(memory: memory)
  }

  /// Where it is in the memory of this process.
  public var address: UInt { UInt(bitPattern: memory.baseAddress) }

  /// How many bytes it has.
  public var count: Int { memory.count }

  /// A byte, as it is now: another process may change it at any time.
  public subscript(byte offset: Int) -> UInt8 {
    get { shared_byte(place(offset, 1)) }
    nonmutating set { set_shared_byte(place(offset, 1), newValue) }
  }

  /// A word of 32 bits, as it is now. The offset is in bytes, a multiple of 4.
  public subscript(word offset: Int) -> UInt32 {
    get { shared_word(place(offset, 4)) }
    nonmutating set { set_shared_word(place(offset, 4), newValue) }
  }

  /// Writes text, and a zero behind it.
  public func write(_ text: StaticString, at offset: Int = 0) {
    for index in 0...text.utf8CodeUnitCount {
      self[byte: offset + index] = index == text.utf8CodeUnitCount ? 0 : text.utf8Start[index]
    }
  }

  /// Whether this text is there, with a zero behind it.
  public func holds(_ text: StaticString, at offset: Int = 0) -> Bool {
    for index in 0..<text.utf8CodeUnitCount where self[byte: offset + index] != text.utf8Start[index] { return false }
    return self[byte: offset + text.utf8CodeUnitCount] == 0
  }

  /// Text up to a zero, or to the end of the region.
  public func text(at offset: Int = 0) -> String {
    var bytes: [UInt8] = []
    var offset = offset
    while offset < count {
      let byte = self[byte: offset]
      if byte == 0 { break }
      bytes.append(byte)
      offset += 1
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func place(_ offset: Int, _ size: Int) -> UnsafeMutableRawPointer {
    guard offset >= 0, offset <= memory.count - size, offset % size == 0, let base = memory.baseAddress else {
      fail("an access is not in its shared region")
    }
    return base + offset
  }
}
