/// Reads the text on a serial line, sampled in every clock cycle: a start bit, eight data bits with the lowest first, a stop
/// bit.
public struct SerialReceiver: Sendable {
  /// Clock cycles of a bit.
  private let divisor: Double
  private var cycles = 0
  private var byte: UInt8 = 0
  /// Bits of the present frame that were read; nil between frames.
  private var bits: Int?
  /// Everything that was read. A frame without stop bit reads as `?`.
  public private(set) var text = ""

  /// - Parameters:
  ///   - clockFrequency: samples in a second.
  ///   - baudRate: bits in a second.
  public init(clockFrequency: Int, baudRate: Int) { divisor = Double(clockFrequency) / Double(baudRate) }

  /// Takes the level of the line in the next clock cycle.
  public mutating func sample(_ level: Bool) {
    guard let read = bits else {
      if !level {
        bits = 0
        cycles = 0
        byte = 0
      }
      return
    }
    cycles += 1
    // In the middle of the bit: bit 0 is the start bit, bit 9 the stop bit.
    guard Double(cycles) >= (Double(read) + 0.5) * divisor else { return }
    switch read {
    case 0: bits = level ? nil : 1
    case 1...8:
      byte = byte >> 1 | (level ? 0x80 : 0)
      bits = read + 1
    default:
      text += level ? String(UnicodeScalar(byte)) : "?"
      bits = nil
    }
  }
}
