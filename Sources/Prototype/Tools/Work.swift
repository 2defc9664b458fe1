import Foundation

/// A folder in which the tools work.
struct Work {
  let folder: URL
  let tools: PrototypeTools
  /// Called with what is being done.
  let progress: (String) -> Void
  /// Called with what the programs say.
  var hear: (String) -> Void = { _ in }

  func create() throws(PrototypeError) {
    do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
      throw .fileFailed(path: folder.path, reason: error.localizedDescription)
    }
  }

  func file(_ name: String) -> URL { folder.appendingPathComponent(name) }

  /// What an earlier measurement left in file `name`, or what `measure` finds now.
  func kept<Value: Codable>(
    _ name: String, measure: () throws(PrototypeError) -> Value
  ) throws(PrototypeError) -> Value {
    if let data = try? Data(contentsOf: file(name)), let value = try? JSONDecoder().decode(Value.self, from: data) {
      return value
    }
    try create()
    let value = try measure()
    do { try JSONEncoder().encode(value).write(to: file(name), options: .atomic) } catch {
      throw .fileFailed(path: file(name).path, reason: error.localizedDescription)
    }
    return value
  }

  func write(_ text: String, _ name: String) throws(PrototypeError) {
    do { try Data(text.utf8).write(to: file(name), options: .atomic) } catch {
      throw .fileFailed(path: file(name).path, reason: error.localizedDescription)
    }
  }

  /// Netlists take tens of megabytes.
  func remove(_ names: String...) {
    for name in names { try? FileManager.default.removeItem(at: file(name)) }
  }

  func rename(_ name: String, _ other: String) throws(PrototypeError) {
    do { try FileManager.default.moveItem(at: file(name), to: file(other)) } catch {
      throw .fileFailed(path: file(name).path, reason: error.localizedDescription)
    }
  }

  func run(
    _ program: PrototypeTools.Program, _ arguments: [String], log: String, _ what: String
  ) throws(PrototypeError) {
    progress(what)
    try tools.run(program, arguments, in: folder, log: log, hear: hear)
  }
}
