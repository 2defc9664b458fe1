/// A UART with the registers of the 16550, as far as programs that send and receive need them: no modem lines, no errors, and
/// the line never busy. Byte registers at consecutive addresses.
public final class SerialPort: Device {
  /// Receives every byte that a program sends.
  private let output: (UInt8) -> Void
  private var received: [UInt8] = []
  private var interruptEnable: UInt8 = 0
  private var lineControl: UInt8 = 0
  private var modemControl: UInt8 = 0
  private var scratch: UInt8 = 0
  private var divisor: UInt16 = 0
  private var fifosEnabled = false
  /// The transmitter became empty, and nobody has looked since.
  private var transmitterInterrupt = false

  public init(output: @escaping (UInt8) -> Void) { self.output = output }

  /// A byte comes in over the line.
  public func receive(_ byte: UInt8) { received.append(byte) }

  public var interrupt: Bool {
    interruptEnable & 1 != 0 && !received.isEmpty || interruptEnable & 2 != 0 && transmitterInterrupt
  }

  private var divisorIsVisible: Bool { lineControl & 0x80 != 0 }

  public func read(_ offset: UInt32, bytes: Int) -> UInt32? {
    guard bytes == 1 else { return nil }
    return UInt32(read(offset))
  }

  private func read(_ offset: UInt32) -> UInt8 {
    switch offset {
    case 0:
      if divisorIsVisible { return UInt8(truncatingIfNeeded: divisor) }
      return received.isEmpty ? 0 : received.removeFirst()
    case 1: return divisorIsVisible ? UInt8(divisor >> 8) : interruptEnable
    case 2:
      let fifos: UInt8 = fifosEnabled ? 0xc0 : 0
      if interruptEnable & 1 != 0, !received.isEmpty { return fifos | 4 }
      if interruptEnable & 2 != 0, transmitterInterrupt {
        transmitterInterrupt = false
        return fifos | 2
      }
      return fifos | 1
    case 3: return lineControl
    case 4: return modemControl
    case 5: return 0x60 | (received.isEmpty ? 0 : 1)
    case 6: return 0xb0
    case 7: return scratch
    default: return 0
    }
  }

  public func write(_ offset: UInt32, bytes: Int, _ value: UInt32) -> Bool {
    guard bytes == 1 else { return false }
    let byte = UInt8(truncatingIfNeeded: value)
    switch offset {
    case 0:
      if divisorIsVisible {
        divisor = divisor & 0xff00 | UInt16(byte)
      } else {
        output(byte)
        transmitterInterrupt = true
      }
    case 1:
      if divisorIsVisible {
        divisor = divisor & 0xff | UInt16(byte) << 8
      } else {
        // Enabling the interrupt of an empty transmitter raises it.
        if byte & 2 != 0, interruptEnable & 2 == 0 { transmitterInterrupt = true }
        interruptEnable = byte & 0xf
      }
    case 2:
      fifosEnabled = byte & 1 != 0
      if byte & 2 != 0 { received = [] }
    case 3: lineControl = byte
    case 4: modemControl = byte & 0x1f
    case 7: scratch = byte
    default: break
    }
    return true
  }
}
