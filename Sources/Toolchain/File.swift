import Foundation

/// Files, read whole and written whole.
enum File {
  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }

  static func read(_ path: String) throws(FileError) -> [UInt8] {
    guard exists(path) else { throw .missing(path) }
    do {
      return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw .unreadable(path, reason: error.localizedDescription)
    }
  }

  /// A file to be written.
  struct Output {
    let path: String
    let bytes: [UInt8]
    /// Permission bits, as for `chmod`.
    var mode: mode_t = 0o644
  }

  /// Writes all of `outputs`. Each appears under its name only after every one of them is complete on disk under a
  /// temporary name, so that a failure leaves what was there before.
  static func write(_ outputs: [Output]) throws(FileError) {
    let temporary = outputs.map { "\($0.path).\(UUID().uuidString).partial" }
    defer {
      for path in temporary { unlink(path) }
    }
    for (output, path) in zip(outputs, temporary) {
      guard !isDirectory(output.path) else { throw .unwritable(output.path, reason: "it is a folder") }
      try writeNew(output, at: path)
    }
    for (output, path) in zip(outputs, temporary) {
      guard rename(path, output.path) == 0 else { throw .unwritable(output.path, reason: lastError()) }
    }
  }

  private static func isDirectory(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
  }

  private static func writeNew(_ output: Output, at path: String) throws(FileError) {
    // The mode is given at creation: a key file is never readable by others, not even for a moment.
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, output.mode)
    guard descriptor >= 0 else { throw .unwritable(output.path, reason: lastError()) }
    defer { close(descriptor) }
    var rest = output.bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw .unwritable(output.path, reason: lastError()) }
      rest = rest.dropFirst(count)
    }
  }

  private static func lastError() -> String { String(cString: strerror(errno)) }
}

/// Why a file could not be read or written.
public enum FileError: Error, Equatable, CustomStringConvertible {
  case missing(String)
  case unreadable(String, reason: String)
  case unwritable(String, reason: String)
  /// The text of a JSON file does not say what it should: `field` is the path of the value at fault.
  case malformed(String, field: String, reason: String)

  public var description: String {
    switch self {
    case .missing(let file): "\(file): no such file"
    case .unreadable(let file, let reason): "\(file): cannot be read: \(reason)"
    case .unwritable(let file, let reason): "\(file): cannot be written: \(reason)"
    case .malformed(let file, let field, let reason): "\(file): \(field): \(reason)"
    }
  }
}
