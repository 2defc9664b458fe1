/// The serial port, for lines of the kernel and of programs.
struct Console {
  private static let data: UInt32 = 0x1000_0000
  private static let lineStatus: UInt32 = 0x1000_0005
  /// The port takes another byte.
  private static let transmitterEmpty: UInt8 = 0x20

  func write(byte: UInt8) {
    while device_byte(Console.lineStatus) & Console.transmitterEmpty == 0 {}
    set_device_byte(Console.data, byte)
  }

  func write(_ text: StaticString) {
    text.withUTF8Buffer { for byte in $0 { write(byte: byte) } }
  }

  func write(_ name: Name) {
    for byte in name.bytes { write(byte: byte) }
  }

  func write(_ number: Int) {
    if number < 0 { write(byte: UInt8(ascii: "-")) }
    var digits: [UInt8] = []
    var rest = number.magnitude
    repeat {
      digits.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    for digit in digits.reversed() { write(byte: digit) }
  }

  func write(hexadecimal number: UInt32) {
    for shift in stride(from: UInt32(28), through: 0, by: -4) {
      let digit = UInt8(number >> shift & 15)
      write(byte: digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }

  /// As many blanks as a column needs that is `width` wide.
  func pad(_ written: Int, to width: Int) {
    for _ in written..<max(width, written) { write(byte: UInt8(ascii: " ")) }
  }
}

/// What a program or a shared memory is called: up to eight bytes, as system calls pass them in two registers.
struct Name: Equatable {
  let low: UInt32
  let high: UInt32

  /// The bytes before the first zero.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for index in UInt32(0)..<8 {
      let byte = UInt8(truncatingIfNeeded: (index < 4 ? low : high) >> (index % 4 * 8))
      guard byte != 0 else { break }
      bytes.append(byte)
    }
    return bytes
  }
}
