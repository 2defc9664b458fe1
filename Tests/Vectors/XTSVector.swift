/// A vector of XTS-AES: one data unit.
public struct XTSVector: Sendable, CustomStringConvertible {
  /// File and line of the record.
  public let source: String
  public let direction: Direction
  /// Data key, then tweak key: 32 or 64 bytes in all.
  public let key: [UInt8]
  /// 16 bytes, little-endian.
  public let tweak: [UInt8]
  /// Length of the data unit in bits.
  public let bitCount: Int
  public let plaintext: [UInt8]
  public let ciphertext: [UInt8]

  init(_ record: ResponseRecord, in file: ResponseFile) throws(VectorError) {
    source = "\(file.name):\(record.line)"
    direction = try file.direction(of: record)
    key = try file.bytes("KEY", of: record)
    bitCount = Int(try file.number("DATAUNITLEN", of: record))
    plaintext = try file.bytes("PT", of: record)
    ciphertext = try file.bytes("CT", of: record)
    if record.fields["I"] != nil {
      tweak = try file.bytes("I", of: record)
    } else {
      tweak = XTSVector.tweak(sequenceNumber: try file.number("DATAUNITSEQNUMBER", of: record))
    }
  }

  init(
    source: String, direction: Direction, key: [UInt8], sequenceNumber: UInt64, plaintext: [UInt8],
    ciphertext: [UInt8]
  ) {
    self.source = source
    self.direction = direction
    self.key = key
    tweak = XTSVector.tweak(sequenceNumber: sequenceNumber)
    bitCount = plaintext.count * 8
    self.plaintext = plaintext
    self.ciphertext = ciphertext
  }

  private static func tweak(sequenceNumber: UInt64) -> [UInt8] {
    (0..<16).map { UInt8(truncatingIfNeeded: $0 < 8 ? sequenceNumber >> (8 * UInt64($0)) : 0) }
  }

  public var input: [UInt8] { direction == .encrypt ? plaintext : ciphertext }
  public var expected: [UInt8] { direction == .encrypt ? ciphertext : plaintext }
  public var description: String { "\(source) \(direction)" }

  /// Whether an engine for whole 64-byte lines can compute the vector (`throughLines`): true of every NIST vector.
  public var fitsLine: Bool { bitCount % 8 == 0 && input.count >= 16 && input.count <= 64 }

  /// Computes the vector with an engine that processes only whole 64-byte lines, under the vector's key and tweak and
  /// in its direction. `fitsLine` must hold; the result is to be compared with `expected`.
  ///
  /// The blocks of XTS are independent of one another, so a shorter data unit is the beginning of a line. Where the
  /// last block is not whole, two passes do what IEEE 1619, 5.3 and 5.4 call ciphertext stealing: the last whole
  /// block goes first, and the rest of its result completes the other one.
  public func throughLines(_ process: ([UInt8]) throws -> [UInt8]) rethrows -> [UInt8] {
    let rest = input.count % 16
    guard rest != 0 else {
      return Array(try process(XTSVector.line(input)).prefix(input.count))
    }
    let lastWhole = input.count / 16 - 1
    // Decryption takes the last two blocks with their tweaks exchanged.
    let (first, second) = direction == .encrypt ? (lastWhole, lastWhole + 1) : (lastWhole + 1, lastWhole)
    let leading = input.prefix(16 * lastWhole)
    let whole = input[(16 * lastWhole)..<(16 * lastWhole + 16)]
    let tail = input.suffix(rest)

    let firstPass = try process(XTSVector.line(leading, block: whole, at: first))
    let result = XTSVector.block(first, of: firstPass)
    let completed = tail + result.dropFirst(rest)
    let secondPass = try process(XTSVector.line(leading, block: completed, at: second))
    return Array(firstPass.prefix(leading.count)) + XTSVector.block(second, of: secondPass) + result.prefix(rest)
  }

  private static func line(_ leading: some Collection<UInt8>) -> [UInt8] {
    leading + [UInt8](repeating: 0, count: 64 - leading.count)
  }

  private static func line(
    _ leading: some Collection<UInt8>, block: some Collection<UInt8>, at index: Int
  ) -> [UInt8] {
    var bytes = line(leading)
    bytes.replaceSubrange((16 * index)..<(16 * index + 16), with: block)
    return bytes
  }

  private static func block(_ index: Int, of line: [UInt8]) -> ArraySlice<UInt8> {
    line[(16 * index)..<(16 * index + 16)]
  }
}
