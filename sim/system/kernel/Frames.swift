/// Page frames of main memory that nothing uses.
final class Frames {
  static let pageBytes: UInt32 = 4096

  private var next: UInt32
  private let limit: UInt32
  private var returned: [UInt32] = []

  /// - Parameters:
  ///   - start: a multiple of the size of a page.
  ///   - limit: first byte behind main memory.
  init(from start: UInt32, to limit: UInt32) {
    next = start
    self.limit = limit
  }

  /// A frame of zeros; nil when there is none.
  func take() -> UInt32? {
    let frame: UInt32
    if let last = returned.popLast() {
      frame = last
    } else {
      guard next < limit else { return nil }
      frame = next
      next += Frames.pageBytes
    }
    Memory.clear(frame, Frames.pageBytes)
    return frame
  }

  /// Whether there are frames for so many pages and the tables that they may need.
  func haveRoom(forPages count: UInt32) -> Bool {
    count + count / 1024 + 2 <= UInt32(returned.count) + (limit - next) / Frames.pageBytes
  }

  func give(back frame: UInt32) { returned.append(frame) }
}

/// Main memory at its physical addresses. The kernel is mapped so that they are its virtual ones.
enum Memory {
  static func word(_ address: UInt32) -> UnsafeMutablePointer<UInt32> { pointer(address) }

  static func bytes(_ address: UInt32, _ count: UInt32) -> UnsafeMutableBufferPointer<UInt8> {
    UnsafeMutableBufferPointer(start: pointer(address), count: Int(count))
  }

  static func clear(_ address: UInt32, _ count: UInt32) {
    let words: UnsafeMutablePointer<UInt32> = pointer(address)
    for index in 0..<Int(count / 4) { words[index] = 0 }
  }

  private static func pointer<Element>(_ address: UInt32) -> UnsafeMutablePointer<Element> {
    // Only address 0 has no pointer, and that is no memory.
    guard let pointer = UnsafeMutablePointer<Element>(bitPattern: UInt(address)) else { fatalError() }
    return pointer
  }
}
