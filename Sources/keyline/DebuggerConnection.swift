import Foundation
import Reference

/// A debugger at a port of this machine, connected to a program on the golden model.
struct DebuggerConnection {
  private let socket: Int32

  /// Waits for a debugger on 127.0.0.1.
  ///
  /// - Parameters:
  ///   - port: 0 for any that is free.
  ///   - say: hears the number of the port.
  init(port: UInt16, say: (String) -> Void) throws {
    let listener = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard listener >= 0 else { throw Self.failure("no socket can be made") }
    defer { close(listener) }
    var yes: Int32 = 1
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, size) == 0 && listen(listener, 1) == 0 && getsockname(listener, $0, &size) == 0
      }
    }
    guard isBound else { throw Self.failure("port \(port) cannot be used (--gdb)") }
    let number = UInt16(bigEndian: address.sin_port)
    say("waiting for a debugger: target remote :\(number)")
    socket = accept(listener, nil, nil)
    guard socket >= 0 else { throw Self.failure("no debugger has connected") }
  }

  private static func failure(_ what: String) -> Console.Failure {
    Console.Failure("\(what): \(String(cString: strerror(errno)))")
  }

  /// Serves the debugger until it leaves or the program ends.
  ///
  /// - Parameter between: called now and then while the program runs.
  /// - Returns: whether the program is to run on.
  func serve(_ machine: Machine, between: () -> Void) -> Bool {
    defer { close(socket) }
    let debugger = RemoteDebugger(machine)
    var reader = PacketReader()
    var isRunning = false
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      var request = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
      if poll(&request, 1, isRunning ? 0 : -1) > 0 {
        let count = read(socket, &buffer, buffer.count)
        guard count > 0 else { return false }
        for byte in buffer.prefix(count) {
          switch reader.take(byte) {
          case nil: break
          case .damaged: send(Array("-".utf8))
          case .interrupt:
            if isRunning { send(PacketReader.packet(RemoteDebugger.interrupted)) }
            isRunning = false
          case .packet(let packet):
            send(Array("+".utf8))
            switch debugger.react(to: packet) {
            case .answer(let text): send(PacketReader.packet(text))
            case .resume: isRunning = true
            case .detach:
              send(PacketReader.packet("OK"))
              return true
            case .kill: return false
            }
          }
        }
      }
      guard isRunning else { continue }
      if let state = debugger.run(instructions: 100_000) {
        send(PacketReader.packet(state))
        isRunning = false
        if machine.exitCode != nil { return false }
      }
      between()
    }
  }

  private func send(_ bytes: [UInt8]) { _ = Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL)) }
}
