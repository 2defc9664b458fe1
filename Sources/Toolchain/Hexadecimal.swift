/// `value` as a C or assembler literal of eight or more digits.
func hexadecimal(_ value: some UnsignedInteger) -> String {
  let digits = String(value, radix: 16)
  return "0x" + String(repeating: "0", count: max(0, 8 - digits.count)) + digits
}

/// Two digits for each byte.
func hexadecimal(bytes: some Sequence<UInt8>) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

/// The bytes that `digits` spells, two digits each; nil when it does not.
func bytes(hexadecimal digits: String) -> [UInt8]? {
  let characters = Array(digits.utf8)
  guard characters.count.isMultiple(of: 2) else { return nil }
  var bytes: [UInt8] = []
  for pair in stride(from: 0, to: characters.count, by: 2) {
    guard let high = digit(characters[pair]), let low = digit(characters[pair + 1]) else { return nil }
    bytes.append(high << 4 | low)
  }
  return bytes
}

private func digit(_ character: UInt8) -> UInt8? {
  switch character {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
  default: nil
  }
}

/// An address, a size or a nonce, which JSON files give as the string "0x80010000".
public struct Hexadecimal: Codable, Hashable, Sendable, CustomStringConvertible {
  public var value: UInt64

  public init(_ value: UInt64) {
    self.value = value
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    // UInt64(_:radix:) would also take a sign.
    guard text.hasPrefix("0x"), text.dropFirst(2).first?.isHexDigit == true,
      let value = UInt64(text.dropFirst(2), radix: 16)
    else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\"\(text)\" is not a 64-bit hexadecimal number such as \"0x80010000\"")
    }
    self.value = value
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  public var description: String { hexadecimal(value) }
}
