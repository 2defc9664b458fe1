/// Finds the packets of the GDB remote serial protocol in a stream of bytes: `$`, contents, `#`, two digits of their sum.
public struct PacketReader {
  /// What came in.
  public enum Event: Equatable, Sendable {
    case packet(String)
    /// A packet whose sum is wrong: it is to be sent again.
    case damaged
    /// The byte 3: the user wants the program to stop.
    case interrupt
  }

  private enum State {
    case outside, contents, firstDigit
    case secondDigit(UInt8)
  }
  private var state = State.outside
  private var contents: [UInt8] = []

  public init() {}

  /// Takes the next byte.
  public mutating func take(_ byte: UInt8) -> Event? {
    switch state {
    case .outside:
      if byte == 3 { return .interrupt }
      if byte == UInt8(ascii: "$") {
        contents = []
        state = .contents
      }
    case .contents:
      if byte == UInt8(ascii: "#") { state = .firstDigit } else { contents.append(byte) }
      // Nothing sensible is as long.
      if contents.count > 1 << 16 { state = .outside }
    case .firstDigit: state = .secondDigit(byte)
    case .secondDigit(let first):
      state = .outside
      let digits = String(decoding: [first, byte], as: UTF8.self)
      guard UInt8(digits, radix: 16) == Self.sum(contents) else { return .damaged }
      return .packet(String(decoding: contents, as: UTF8.self))
    }
    return nil
  }

  /// An answer as it is sent.
  public static func packet(_ contents: String) -> [UInt8] {
    let bytes = Array(contents.utf8)
    let digits = String(sum(bytes), radix: 16)
    return [UInt8(ascii: "$")] + bytes + Array("#\(digits.count < 2 ? "0" : "")\(digits)".utf8)
  }

  private static func sum(_ bytes: [UInt8]) -> UInt8 { bytes.reduce(0) { $0 &+ $1 } }
}
