import Foundation

/// What a person sees while a command runs. Progress and complaints go to standard error, results to standard output, so
/// that `--json` output can be piped.
struct Console: Sendable {
  /// Whether standard error is a terminal that a line can be rewritten on.
  private let interactive =
    isatty(FileHandle.standardError.fileDescriptor) == 1
    && !["", "dumb"].contains(ProcessInfo.processInfo.environment["TERM"] ?? "")

  /// A reason that the tool itself has to stop.
  struct Failure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }

  /// Something that begins now and takes a while.
  func step(_ text: String) { write("\(text)\n") }

  /// How far a long piece of work is. On a terminal the line is rewritten.
  func progress(_ text: String) { write(interactive ? "\r\u{1b}[K\(text)" : "\(text)\n") }

  /// Ends a line that `progress` rewrote.
  func endProgress() { if interactive { write("\r\u{1b}[K") } }

  /// Why the command fails.
  func complain(_ error: any Error) { write("keyline: \(Self.reason(error))\n") }

  /// Foundation's errors print as a list of codes; behind them stands the reason of the system.
  private static func reason(_ error: any Error) -> String {
    guard let error = error as? CocoaError, let path = error.filePath else { return "\(error)" }
    let cause = (error.userInfo[NSUnderlyingErrorKey] as? any Error).map { $0 as NSError }
    guard let cause, cause.domain == NSPOSIXErrorDomain else { return "\(path): \(error.localizedDescription)" }
    return "\(path): \(String(cString: strerror(Int32(cause.code))))"
  }

  private func write(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }
}

/// Limits how often progress is shown.
final class Pace: @unchecked Sendable {
  private let lock = NSLock()
  private var last = Date.distantPast
  private let interval: TimeInterval

  init(interval: TimeInterval) { self.interval = interval }

  /// Whether enough time has passed since the last time this was true.
  func isDue() -> Bool {
    lock.withLock {
      guard Date().timeIntervalSince(last) >= interval else { return false }
      last = Date()
      return true
    }
  }
}

/// Prints a value as JSON for scripts.
func printJSON(_ value: some Encodable) throws {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  print(String(decoding: try encoder.encode(value), as: UTF8.self))
}
