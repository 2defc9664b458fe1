import CSharing

/// Another process, as the operating system names it: its word is no proof.
public struct Peer: Equatable, Sendable {
  /// By which the system knows it.
  public let number: Int

  /// Finds a process by its name, which is that of its file.
  ///
  /// - Throws: `.system(.unknown)` when there is none.
  public init(_ name: StaticString) throws(SharingError) {
    number = Int(try expect(find_process(try systemName(name))))
  }

  init(number: Int32) { self.number = Int(number) }

  /// Sends a message: in plaintext, which everybody reads. Waits while the other process has many.
  ///
  /// - Throws: `.system(.badOperand)` for more than 1024 bytes, `.system(.unknown)` when the other process has ended.
  public func send(_ text: StaticString) throws(SharingError) {
    try send(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// The same with any bytes.
  public func send(_ bytes: [UInt8]) throws(SharingError) {
    try bytes.withUnsafeBufferPointer { bytes throws(SharingError) in try send(UnsafeRawBufferPointer(bytes)) }
  }

  func send(_ bytes: UnsafeRawBufferPointer) throws(SharingError) {
    _ = try expect(system_send(Int32(number), bytes.baseAddress, UInt32(bytes.count)))
  }

  /// Waits for a message of this process.
  ///
  /// - Returns: what it says.
  /// - Throws: `.otherMessage` when the next message is another process's.
  public func receive() throws(SharingError) -> [UInt8] {
    let message = try Message.next()
    guard message.sender == self else { throw .otherMessage }
    return message.bytes
  }

  /// Waits for a message of this process, whatever it says.
  ///
  /// - Throws: `.otherMessage` when the next message is another process's.
  public func waitForMessage() throws(SharingError) {
    var sender: Int32 = -1
    _ = try expect(receive_anything(&sender))
    guard Peer(number: sender) == self else { throw .otherMessage }
  }

  /// Waits for a message of this process that fills a room, neither more nor less.
  func receive(into room: UnsafeMutableRawBufferPointer) throws(SharingError) {
    var sender: Int32 = -1
    let count = try expect(system_receive(room.baseAddress, UInt32(room.count), &sender))
    guard Peer(number: sender) == self, count == room.count else { throw .otherMessage }
  }
}

/// A message of any process.
public struct Message {
  /// Who has sent it, as the system says.
  public let sender: Peer
  public let bytes: [UInt8]

  /// Waits for it.
  public static func next() throws(SharingError) -> Message {
    var sender: Int32 = -1
    var bytes = [UInt8](repeating: 0, count: Int(SYSTEM_MESSAGE_BYTES))
    let count = bytes.withUnsafeMutableBytes { system_receive($0.baseAddress, UInt32($0.count), &sender) }
    bytes.removeLast(bytes.count - Int(try expect(count)))
    return Message(sender: Peer(number: sender), bytes: bytes)
  }
}

/// A name as the calls of the system take it: text that ends with a zero.
func systemName(_ name: StaticString) throws(SharingError) -> UnsafePointer<CChar> {
  guard (1...8).contains(name.utf8CodeUnitCount) else { throw .badName }
  return name.text
}

extension StaticString {
  /// Ends with a zero.
  var text: UnsafePointer<CChar> { UnsafeRawPointer(utf8Start).assumingMemoryBound(to: CChar.self) }
}
