/// A port of more than 64 bits of one instance, as little-endian 32-bit words in the model. It keeps the instance alive.
///
/// Driving an output, or an input with more bits than it has, writes nothing; the next evaluation throws
/// `SimulationError.drive`.
public struct WidePort {
  @usableFromInline let pointer: UnsafeMutablePointer<UInt32>
  /// The number of 32-bit words.
  public let wordCount: Int
  /// The number of bytes that hold all bits.
  public let byteCount: Int
  /// The position of the port in `VerilogDesign.ports`.
  public let index: Int
  /// The bits of the last word that the port does not have.
  @usableFromInline let unused: UInt32
  @usableFromInline let isInput: Bool
  @usableFromInline let simulator: Simulator

  init(simulator: Simulator, index: Int) {
    let description = simulator.model.design.ports[index]
    self.simulator = simulator
    self.index = index
    pointer = simulator.storage(index).assumingMemoryBound(to: UInt32.self)
    wordCount = (description.width + 31) / 32
    byteCount = (description.width + 7) / 8
    unused = description.width % 32 == 0 ? 0 : ~0 << UInt32(description.width % 32)
    isInput = description.direction == .input
  }

  /// Word `position`, 0 the least significant. The position is checked like an array's.
  @inlinable public subscript(position: Int) -> UInt32 {
    get {
      precondition(position >= 0 && position < wordCount, "no such word")
      return pointer[position]
    }
    nonmutating set {
      precondition(position >= 0 && position < wordCount, "no such word")
      if isInput && (position < wordCount - 1 || newValue & unused == 0) {
        pointer[position] = newValue
      } else {
        simulator.refuseDrive(index, UInt64(newValue))
      }
    }
  }

  /// The value as bytes, the least significant first. Setting takes exactly `byteCount` bytes.
  @inlinable public var bytes: [UInt8] {
    get {
      Array(unsafeUninitializedCapacity: byteCount) { buffer, count in
        copy(to: UnsafeMutableRawBufferPointer(buffer))
        count = byteCount
      }
    }
    nonmutating set { newValue.withUnsafeBytes { copy(from: $0) } }
  }

  /// The value as 64-bit words, the least significant first. Setting takes exactly as many as getting gives.
  public var words: [UInt64] {
    get {
      (0..<(wordCount + 1) / 2).map { position in
        let high = 2 * position + 1 < wordCount ? self[2 * position + 1] : 0
        return UInt64(high) << 32 | UInt64(self[2 * position])
      }
    }
    nonmutating set {
      guard newValue.count == (wordCount + 1) / 2 else {
        return simulator.refuseDrive(index, count: newValue.count, of: "64-bit words", expected: (wordCount + 1) / 2)
      }
      for (position, word) in newValue.enumerated() {
        self[2 * position] = UInt32(truncatingIfNeeded: word)
        if 2 * position + 1 < wordCount {
          self[2 * position + 1] = UInt32(truncatingIfNeeded: word >> 32)
        } else if word >> 32 != 0 {
          simulator.refuseDrive(index, word)
        }
      }
    }
  }

  /// Drives the port with `byteCount` bytes, the least significant first, without allocating.
  @inlinable @inline(__always)
  public func copy(from source: UnsafeRawBufferPointer) {
    guard source.count == byteCount else {
      return simulator.refuseDrive(index, count: source.count, of: "bytes", expected: byteCount)
    }
    let last = WidePort.lastWord(of: source)
    guard isInput && last & unused == 0 else { return simulator.refuseDrive(index, UInt64(last)) }
    let target = UnsafeMutableRawPointer(pointer)
    // Not memcpy, whose call costs more than it saves on so few bytes; and not only word by word, because the model may
    // read the port in larger pieces, for which the processor would have to wait until the words have left its queue.
    let whole = source.count / 4
    var word = 0
    while word &+ 4 <= whole {
      target.storeBytes(
        of: source.loadUnaligned(fromByteOffset: word &* 4, as: SIMD4<UInt32>.self), toByteOffset: word &* 4,
        as: SIMD4<UInt32>.self)
      word &+= 4
    }
    while word < whole {
      target.storeBytes(
        of: source.loadUnaligned(fromByteOffset: word &* 4, as: UInt32.self), toByteOffset: word &* 4, as: UInt32.self)
      word &+= 1
    }
    if whole < wordCount { pointer[whole] = last }
  }

  /// The most significant word, of which there may be fewer than four bytes.
  @inlinable @inline(__always)
  static func lastWord(of source: UnsafeRawBufferPointer) -> UInt32 {
    if source.count % 4 == 0 { return source.loadUnaligned(fromByteOffset: source.count &- 4, as: UInt32.self) }
    var last: UInt32 = 0
    for byte in source.suffix(source.count % 4).reversed() { last = last << 8 | UInt32(byte) }
    return last
  }

  /// Copies the port's `byteCount` bytes, the least significant first, to the front of `target`, without allocating.
  /// `target` must have room for them.
  @inlinable public func copy(to target: UnsafeMutableRawBufferPointer) {
    precondition(target.count >= byteCount, "the target is too small")
    target.copyMemory(from: UnsafeRawBufferPointer(start: pointer, count: byteCount))
  }
}

extension Simulator {
  /// A port of more than 64 bits.
  ///
  /// - Throws: `SimulationError.unknownPort` or `.portWidth`.
  public func widePort(_ name: String) throws(SimulationError) -> WidePort {
    let index = try index(name)
    let width = model.design.ports[index].width
    guard width > 64 else {
      throw .portWidth(name: name, width: width, requested: "WidePort", suggestion: Simulator.suggestion(width))
    }
    return WidePort(simulator: self, index: index)
  }

  @usableFromInline
  func refuseDrive(_ index: Int, count: Int, of unit: String, expected: Int) {
    refuse(.drive(port: model.design.ports[index].name, reason: "it takes \(expected) \(unit), not \(count)"))
  }
}
