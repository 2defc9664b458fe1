import Foundation

/// Folders that are built once and then only read. A folder under its key is complete: it is built under another name
/// and renamed. Threads and processes that want the same key wait for the first of them.
struct BuildCache {
  let folder: URL

  /// The folder of `key`, after `build` has filled it if there was none.
  func entry(_ key: String, build: (URL) throws(SimulationError) -> Void) throws(SimulationError) -> URL {
    let entry = folder.appendingPathComponent(key, isDirectory: true)
    if exists(entry) { return entry }
    try createFolder(folder)
    let lock = try lock(key)
    // Closing releases the lock.
    defer { close(lock) }
    if exists(entry) { return entry }

    let draft = folder.appendingPathComponent(key + ".building", isDirectory: true)
    // What a killed process left behind; the lock says that nobody is at work there.
    try? FileManager.default.removeItem(at: draft)
    try createFolder(draft)
    do {
      try build(draft)
    } catch {
      try? FileManager.default.removeItem(at: draft)
      throw error
    }
    guard rename(draft.path, entry.path) == 0 else { throw .system(entry.path) }
    return entry
  }

  private func exists(_ folder: URL) -> Bool { FileManager.default.fileExists(atPath: folder.path) }

  private func createFolder(_ folder: URL) throws(SimulationError) {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw .file(folder.path, error)
    }
  }

  private func lock(_ key: String) throws(SimulationError) -> Int32 {
    let path = folder.appendingPathComponent(key + ".lock").path
    // Without O_CLOEXEC a compiler started by another thread would inherit the lock and hold it to its own end.
    let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .system(path) }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else {
        close(descriptor)
        throw .system(path)
      }
    }
    return descriptor
  }
}

extension SimulationError {
  /// The failure of a file operation of Foundation, whose own texts may name a number only.
  static func file(_ path: String, _ error: any Error) -> SimulationError {
    let cause = ((error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error).map { $0 as NSError }
    guard let cause, cause.domain == NSPOSIXErrorDomain else {
      return .fileFailed(path: path, reason: error.localizedDescription)
    }
    return .fileFailed(path: path, reason: String(cString: strerror(Int32(cause.code))))
  }

  /// The failure of the last system call.
  static func system(_ path: String) -> SimulationError {
    .fileFailed(path: path, reason: String(cString: strerror(errno)))
  }
}

/// Writes a text file that only becomes visible when complete.
func write(_ text: String, to file: URL) throws(SimulationError) {
  do {
    try text.write(to: file, atomically: true, encoding: .utf8)
  } catch {
    throw .file(file.path, error)
  }
}
