import Foundation
import Reference

/// Bytes on their way to a file, in blocks; a line that a program prints appears at its end.
final class BufferedOutput {
  private let file: FileHandle
  private var bytes: [UInt8] = []

  init(_ file: FileHandle) { self.file = file }

  func write(_ byte: UInt8) {
    bytes.append(byte)
    if byte == 10 || bytes.count >= 4096 { flush() }
  }

  func write(line: String) {
    bytes += Array(line.utf8) + [10]
    if bytes.count >= 1 << 16 { flush() }
  }

  func flush() {
    try? file.write(contentsOf: Data(bytes))
    bytes = []
  }
}

/// Standard input, taken as it comes.
final class SerialInput {
  private var isOpen = true

  func pass(to port: SerialPort) {
    var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard isOpen, poll(&request, 1, 0) > 0 else { return }
    let bytes = FileHandle.standardInput.availableData
    isOpen = !bytes.isEmpty
    for byte in bytes { port.receive(byte) }
  }
}
