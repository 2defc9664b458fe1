/// A library in plaintext: its pages are loaded once, and are in every process that calls one of its functions, at the
/// same address (SF-50). It is nobody's secret, and cannot be written.
final class Library {
  let name: Name
  private let exports: [ProgramFile.Function]
  private var pages: [(address: UInt32, frame: UInt32, rights: AddressSpace.Rights)] = []

  init(_ program: ProgramFile, name: Name, frames: Frames) throws(LoadError) {
    self.name = name
    exports = program.exports
    for segment in program.segments {
      guard !segment.isWritable else { throw .libraryHasVariables }
      guard segment.address % Frames.pageBytes == 0 else { throw .badSegment }
      let contents = program[segment.contents]
      for start in stride(from: 0, to: segment.memorySize, by: Int(Frames.pageBytes)) {
        guard let frame = frames.take() else { throw .noMemory }
        let count = min(Int(Frames.pageBytes), max(contents.count - Int(start), 0))
        for index in 0..<count { Memory.bytes(frame, Frames.pageBytes)[index] = contents[Int(start) + index] }
        pages.append((segment.address + start, frame, segment.isExecutable ? [.read, .execute] : [.read]))
      }
    }
  }

  /// Nil when it has no such function.
  func address(of function: Name) -> UInt32? { exports.first { $0.name == function }?.address }

  /// Maps its pages, if they are not there yet.
  func map(in space: AddressSpace) throws(LoadError) {
    guard let first = pages.first, space.physical(first.address) == nil else { return }
    for page in pages {
      guard space.map(page.address, shared: page.frame, page.rights) else { throw .noMemory }
    }
  }
}
