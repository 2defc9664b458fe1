import Foundation

/// A file that the model writes itself, under a provisional name until it is complete.
struct OutputFile {
  let path: String
  var partial: String { path + ".partial" }

  init(_ path: String) throws(SimulationError) {
    self.path = path
    // Verilator does not report a file that it cannot open.
    let descriptor = open(partial, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .system(path) }
    close(descriptor)
  }

  func finish() throws(SimulationError) {
    guard rename(partial, path) == 0 else { throw .system(path) }
  }

  func discard() { unlink(partial) }
}
