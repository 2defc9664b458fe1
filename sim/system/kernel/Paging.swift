/// Pages that lie on the block device instead of in memory. What is in a region goes there and comes back as
/// ciphertext, to whatever frame is free: its place in the region follows from the virtual address (SF-31).
final class Paging {
  private let device = BlockDevice()
  private let frames: Frames
  /// Places for a page, by their numbers, that hold none.
  private var free: [UInt32]

  init(frames: Frames) {
    self.frames = frames
    let places = device.sectors / (Frames.pageBytes / BlockDevice.sectorBytes)
    free = Array((0..<min(places, 4096)).reversed())
  }

  /// Writes a page out and frees its frame. The place on the medium; nil when there is none, or the device fails: the
  /// page stays.
  func pageOut(_ frame: UInt32) -> UInt32? {
    guard let place = free.popLast() else { return nil }
    guard device.write(frame, to: place * (Frames.pageBytes / BlockDevice.sectorBytes)) else {
      free.append(place)
      return nil
    }
    frames.give(back: frame)
    return place
  }

  /// Reads a page into a frame that was free. Nil when there is none, or the device fails.
  func pageIn(_ place: UInt32) -> UInt32? {
    guard let frame = frames.take() else { return nil }
    guard device.read(place * (Frames.pageBytes / BlockDevice.sectorBytes), into: frame) else {
      frames.give(back: frame)
      return nil
    }
    // It may hold instructions.
    synchronize_instructions()
    free.append(place)
    return frame
  }

  /// The page is not needed any more.
  func forget(_ place: UInt32) { free.append(place) }
}
