import Reference
import Toolchain

/// A picture in a data region of a process of its own.
struct PictureRun {
  let picture: Picture
  let algorithm: Algorithm
  let domain: Int
  /// The picture's bytes, line by line.
  let contents: [Line]
  /// The commands that bring the keys of the process's code and of the picture.
  let code: KeyCommand
  let data: KeyCommand
  /// Keys and owner secret.
  let secrets: [[UInt8]]
  private var space = AddressSpace()

  static let codeBase: UInt32 = 0x1000_0000
  static let dataBase: UInt32 = 0x2000_0000
  /// `addi x0, x0, 0`, sixteen times: a process is in encrypted mode only while it executes encrypted code.
  static let codeLine = Line(words: .init(repeating: 0x0000_0013_0000_0013))

  /// Maps the process and puts its code, encrypted, into `memory`.
  init(
    _ picture: Picture, algorithm: Algorithm, domain: Int, seed: UInt64, memory: inout ExternalMemory,
    allocator: inout FrameAllocator, processor: PublicKey
  ) throws {
    self.picture = picture
    self.algorithm = algorithm
    self.domain = domain
    contents = Line.lines(of: picture.rgb)
    var generator = SeededGenerator(seed: seed ^ 0x7069_6374_7572_65)
    func secret(_ count: Int) -> [UInt8] {
      (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next() >> 24) }
    }
    let (key, owner) = (secret(algorithm.keyLength), secret(KeyFile.ownerLength))
    let codeNonce = generator.next()
    func command(
      _ segment: UInt8, _ base: UInt32, _ lines: Int, _ nonce: UInt64, _ rights: Rights, domain: Int
    ) throws -> KeyCommand {
      let entry = KeyEntry(
        algorithm: algorithm.rawValue, rights: rights, lines: UInt32(lines), nonce: nonce, owner: owner, key: key)
      return KeyCommand(
        .setk, domain: domain, segment: segment, base: base, bound: UInt64(64 * lines),
        entry: try processor.wrap(entry))
    }
    code = try command(1, Self.codeBase, 1, codeNonce, .execute, domain: 0)
    data = try command(2, Self.dataBase, contents.count, generator.next(), [.read, .write], domain: domain)
    secrets = [key, owner].filter { !$0.isEmpty }
    space.map(Self.codeBase / 64..<Self.codeBase / 64 + 1, from: &allocator)
    space.map(lines, from: &allocator)
    if let physical = space.physicalLine(Self.codeBase / 64) {
      memory[physical] = try LineCipher(algorithm, key: key).encrypt(
        Self.codeLine, tweak: Tweak(lineIndex: 0, nonce: codeNonce))
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
