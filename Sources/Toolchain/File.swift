import Foundation

/// Files, read whole and written whole.
package enum File {
  package static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }

  package static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// A file or what comes through a pipe. Folders are refused, and devices, which may have no end.
  package static func read(_ path: String) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT ? .missing(path) : .unreadable(path, reason: lastError())
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(path, reason: lastError()) }
    switch status.st_mode & S_IFMT {
    case S_IFREG, S_IFIFO: break
    case S_IFDIR: throw .unreadable(path, reason: "it is a folder")
    default: throw .unreadable(path, reason: "it is neither a file nor a pipe")
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Foundation.read(descriptor, &buffer, buffer.count)
      if count == 0 { return bytes }
      guard count > 0 else { throw .unreadable(path, reason: lastError()) }
      bytes += buffer[..<count]
    }
  }

  /// The bytes that a file of hexadecimal digits spells, white space at its ends aside; nil when it holds something else.
  package static func hexadecimalDigits(_ path: String) throws(FileError) -> [UInt8]? {
    let text = String(decoding: try read(path), as: UTF8.self)
    return bytes(hexadecimal: text.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  /// Makes a folder, and those above it that are missing.
  package static func createFolder(_ path: String) throws(FileError) {
    if isFolder(path) || mkdir(path, 0o777) == 0 { return }
    let above = URL(fileURLWithPath: path).deletingLastPathComponent().path
    if errno == ENOENT, !isFolder(above) {
      try createFolder(above)
      if mkdir(path, 0o777) == 0 { return }
    }
    let reason = lastError()
    // Another process may have been faster.
    guard isFolder(path) else { throw .unwritable(path, reason: reason) }
  }

  /// Finds out early whether `write` can put a file there, and makes the folders that it needs. What is there and is no file,
  /// such as a device, is not replaced.
  package static func prepare(_ path: String) throws(FileError) {
    try createFolder(URL(fileURLWithPath: path).deletingLastPathComponent().path)
    guard !isFolder(path) else { throw .unwritable(path, reason: "it is a folder") }
    var status = stat()
    guard stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG else {
      throw .unwritable(path, reason: "it is no file")
    }
    let temporary = "\(path).\(UUID().uuidString).partial"
    try writeNew(Output(path: path, bytes: []), at: temporary)
    try remove(temporary)
  }

  package static func remove(_ path: String) throws(FileError) {
    guard unlink(path) == 0 else { throw .unwritable(path, reason: lastError()) }
  }

  /// A file to be written.
  package struct Output {
    let path: String
    let bytes: [UInt8]
    /// Permission bits, as for `chmod`.
    var mode: mode_t = 0o644

    package init(path: String, bytes: [UInt8], mode: mode_t = 0o644) {
      self.path = path
      self.bytes = bytes
      self.mode = mode
    }
  }

  /// Writes one file, whole or not at all, into a folder that exists.
  package static func write(_ bytes: some Sequence<UInt8>, to path: String) throws(FileError) {
    try write([Output(path: path, bytes: Array(bytes))])
  }

  /// Writes all of `outputs`. Each appears under its name only after every one of them is complete on disk under a
  /// temporary name, so that a failure leaves what was there before.
  package static func write(_ outputs: [Output]) throws(FileError) {
    let temporary = outputs.map { "\($0.path).\(UUID().uuidString).partial" }
    defer {
      for path in temporary { unlink(path) }
    }
    for (output, path) in zip(outputs, temporary) {
      guard !isFolder(output.path) else { throw .unwritable(output.path, reason: "it is a folder") }
      try writeNew(output, at: path)
    }
    for (output, path) in zip(outputs, temporary) {
      guard rename(path, output.path) == 0 else { throw .unwritable(output.path, reason: lastError()) }
    }
  }

  /// Opens a file that is written piece by piece, empty at first. What is there and is no file, such as a device or a pipe, is
  /// written to and not replaced.
  package static func opened(_ path: String) throws(FileError) -> FileHandle {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .unwritable(path, reason: lastError()) }
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
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
