import Reference
import Toolchain

/// A picture in a data region of a process of its own.
struct PictureRun {
  let picture: Picture
  let algorithm: Algorithm
  let domain: Int
  /// The picture's bytes, line by line.
  let contents: [Line]
  /// The commands that install the process's code and the picture.
  let code: SetupCommand
  let data: SetupCommand
  private var space = AddressSpace()

  static let codeBase: UInt32 = 0x1000_0000
  static let dataBase: UInt32 = 0x2000_0000
  /// `addi x0, x0, 0`, sixteen times: a process is in encrypted mode only while it executes encrypted code.
  static let codeLine = Line(words: .init(repeating: 0x0000_0013_0000_0013))

  /// Maps the process and puts its code, encrypted, into `memory`.
  init(
    _ picture: Picture, algorithm: Algorithm, domain: Int, seed: UInt64, memory: inout ExternalMemory,
    allocator: inout FrameAllocator
  ) throws {
    self.picture = picture
    self.algorithm = algorithm
    self.domain = domain
    contents = Line.lines(of: picture.rgb)
    var generator = SeededGenerator(seed: seed ^ 0x7069_6374_7572_65)
    let key = (0..<algorithm.keyLength).map { _ in UInt8(truncatingIfNeeded: generator.next() >> 24) }
    code = SetupCommand(
      .install, domain: domain, segment: 1, base: Self.codeBase, bound: 64, algorithm: algorithm.rawValue,
      nonce: generator.next(), rights: .execute, key: key)
    data = SetupCommand(
      .install, domain: domain, segment: 2, base: Self.dataBase, bound: UInt64(contents.count * 64),
      algorithm: algorithm.rawValue, nonce: generator.next(), rights: [.read, .write],
      shareKey: algorithm != .none, keySegment: 1)
    space.map(Self.codeBase / 64..<Self.codeBase / 64 + 1, from: &allocator)
    space.map(lines, from: &allocator)
    if let physical = space.physicalLine(Self.codeBase / 64) {
      memory[physical] = try LineCipher(algorithm, key: key).encrypt(
        Self.codeLine, tweak: Tweak(lineIndex: 0, nonce: code.nonce))
    }
  }

  /// The picture's line numbers.
  var lines: Range<UInt32> { Self.dataBase / 64..<Self.dataBase / 64 + UInt32(contents.count) }

  /// The lines in portions, so that progress can be shown in between.
  var portions: [Range<UInt32>] {
    stride(from: lines.lowerBound, to: lines.upperBound, by: 512).map { $0..<min($0 + 512, lines.upperBound) }
  }

  /// The contents of some of the picture's lines.
  func contents(of part: Range<UInt32>) -> ArraySlice<Line> {
    contents[Int(part.lowerBound - lines.lowerBound)..<Int(part.upperBound - lines.lowerBound)]
  }

  func fills(_ kind: LineKind, _ part: Range<UInt32>, encrypted: Bool, as asker: Int? = nil) -> [LineOperation] {
    part.compactMap { line in
      space.physicalLine(line).map {
        LineOperation(
          LineRequest(
            kind, encrypted: encrypted, domain: asker ?? domain, virtualLine: line, physicalLine: $0))
      }
    }
  }

  func writeBacks(_ part: Range<UInt32>, under identity: LineIdentity) -> [LineOperation] {
    zip(part, contents(of: part)).compactMap { line, data in
      space.physicalLine(line).map {
        LineOperation(
          LineRequest(.writeBack, domain: domain, virtualLine: line, physicalLine: $0, identity: identity), data: data)
      }
    }
  }

  /// The picture that has the bytes of `lines`.
  func png(of lines: [Line]) throws -> [UInt8] {
    let bytes = Array(lines.flatMap(\.bytes).prefix(picture.rgb.count))
    return try Picture(width: picture.width, height: picture.height, rgb: bytes).png()
  }
}
