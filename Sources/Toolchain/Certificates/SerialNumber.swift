/// The serial number of a certificate (RFC 5280, 4.1.2.2): above 0, below 2^159.
public struct SerialNumber: Hashable, Sendable, CustomStringConvertible {
  /// Most significant first, without a zero before them.
  public let bytes: [UInt8]

  /// - Throws: `CertificateError.badSerial` unless it is one.
  public init(_ bytes: [UInt8]) throws(CertificateError) {
    let digits = Array(bytes.drop { $0 == 0 })
    guard !digits.isEmpty, digits.count < 20 || digits.count == 20 && digits[0] < 0x80 else {
      throw .badSerial(hexadecimal(bytes: bytes))
    }
    self.bytes = digits
  }

  /// From hexadecimal digits.
  public init(_ text: String) throws(CertificateError) {
    let even = text.count.isMultiple(of: 2) ? text : "0" + text
    guard let bytes = Toolchain.bytes(hexadecimal: even), bytes.count <= 20 else { throw .badSerial("\"\(text)\"") }
    try self.init(bytes)
  }

  /// One that nobody has had: 16 bytes, of which 126 bits are random.
  public static func random(using generator: inout some RandomNumberGenerator) -> SerialNumber {
    var bytes = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
    bytes[0] = bytes[0] & 0x3f | 0x40
    return SerialNumber(unchecked: bytes)
  }

  private init(unchecked bytes: [UInt8]) { self.bytes = bytes }

  /// Hexadecimal digits.
  public var description: String { hexadecimal(bytes: bytes) }
}
