/// A vector of AES in mode ECB: one or more 16-byte blocks.
public struct AESVector: Sendable, CustomStringConvertible {
  /// File and line of the record.
  public let source: String
  public let direction: Direction
  /// 16, 24 or 32 bytes.
  public let key: [UInt8]
  public let plaintext: [UInt8]
  public let ciphertext: [UInt8]

  init(_ record: ResponseRecord, in file: ResponseFile) throws(VectorError) {
    source = "\(file.name):\(record.line)"
    direction = try file.direction(of: record)
    key = try file.bytes("KEY", of: record)
    plaintext = try file.bytes("PLAINTEXT", of: record)
    ciphertext = try file.bytes("CIPHERTEXT", of: record)
  }

  public var input: [UInt8] { direction == .encrypt ? plaintext : ciphertext }
  public var expected: [UInt8] { direction == .encrypt ? ciphertext : plaintext }
  public var description: String { "\(source) \(direction)" }
}
