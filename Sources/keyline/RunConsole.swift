import Foundation
import Reference

/// Bytes on their way to a file, in blocks; a line that a program prints appears at its end.
final class BufferedOutput {
  private let file: FileHandle
  private let name: String
  private var bytes: [UInt8] = []
  /// Why the first bytes that were lost could not be written.
  private var failure: (any Error)?

  /// - Parameter name: of the file, for complaints.
  init(_ file: FileHandle, name: String) {
    self.file = file
    self.name = name
  }

  func write(_ byte: UInt8) {
    bytes.append(byte)
    if byte == 10 || bytes.count >= 4096 { flush() }
  }

  func write(line: String) {
    bytes += Array(line.utf8) + [10]
    if bytes.count >= 1 << 16 { flush() }
  }

  func flush() {
    do { try file.write(contentsOf: Data(bytes)) } catch { failure = failure ?? error }
    bytes = []
  }

  /// Writes the rest.
  ///
  /// - Throws: when anything was lost: it must not pass for success.
  func finish() throws {
    flush()
    if let failure { throw Console.Failure("\(name): cannot be written: \(failure.localizedDescription)") }
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
