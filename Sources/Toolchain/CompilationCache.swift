import Foundation

/// What compilers have written, so that nothing is compiled twice. A result is found by the compiler, its arguments and
/// its environment, and is taken if every file that the compiler read still has the contents that it had then.
///
/// Entries are files in `.build/compiled` of the checkout, which `make clean` removes; when there are too many, those
/// that nobody has used for the longest time go. An entry is written under another name and renamed, so that other
/// processes see all of it or nothing. It begins with its digest: one that is damaged is compiled again.
struct CompilationCache: Sendable {
  /// A compiler, with the way in which it tells what it reads.
  struct Compiler {
    fileprivate let path: String
    /// The files that are the compiler.
    fileprivate let programs: [String]
    /// What makes it write a list of the files that it reads, and the name of that list.
    fileprivate let listing: (options: [String], file: String)

    static func clang(_ path: String) -> Compiler {
      Compiler(path: path, programs: [path], listing: (["-MD", "-MF", "read.d"], "read.d"))
    }

    static func swift(_ path: String, module: String) -> Compiler {
      let folder = URL(fileURLWithPath: path).resolvingSymlinksInPath().deletingLastPathComponent().path
      return Compiler(
        path: path, programs: [path, "\(folder)/swift-frontend"], listing: (["-emit-dependencies"], "\(module).d"))
    }
  }

  /// A file that the compiler writes, and the option before its path.
  typealias Output = (option: String, path: String)

  /// Without one nothing is kept.
  private let folder: String?
  private let limit: Int

  /// The cache of the checkout that has the folder `sources`; outside of a checkout nothing is kept.
  ///
  /// - Parameter limit: how many entries there may be; one more, and only the newer half of so many stays.
  init(checkoutOf sources: String, limit: Int = 2000) {
    var checkout = URL(fileURLWithPath: sources).standardizedFileURL
    while checkout.path != "/", !File.isFolder("\(checkout.path)/sim/system") { checkout.deleteLastPathComponent() }
    folder = checkout.path == "/" ? nil : "\(checkout.path)/.build/compiled"
    self.limit = limit
  }

  /// Runs `compiler` in the folder `working`, which nobody else writes to, or writes what it wrote before.
  func run(
    _ compiler: Compiler, _ arguments: [String], writing outputs: [Output], in working: String
  ) throws {
    // That folder has another name each time.
    let arguments = arguments.map { $0.replacing(working, with: ".") }
    let command = arguments + outputs.flatMap { [$0.option, $0.path] }
    guard let folder else { return try Tools.run(compiler.path, command, in: working) }
    let key = key(compiler, arguments + outputs.map(\.option))
    let place = "\(folder)/\(key)"
    if let entry = Entry(at: place, key: key), entry.outputs.count == outputs.count, entry.isValid(in: working) {
      try? FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: place)
      return try File.write(zip(outputs, entry.outputs).map { File.Output(path: $0.path, bytes: Array($1)) })
    }
    var start = timespec()
    clock_gettime(CLOCK_REALTIME, &start)
    try Tools.run(compiler.path, command + compiler.listing.options, in: working)
    let entry = Entry(
      list: compiler.listing.file, searched: CompilationCache.searched(arguments), outputs.map(\.path), in: working,
      since: start)
    guard let entry else { return }
    // A result that cannot be kept is a result all the same.
    try? File.createFolder(folder)
    try? File.write(entry.bytes(key: key), to: place)
    makeRoom(in: folder)
  }

  /// Everything that decides what the compiler does, but for what it reads.
  private func key(_ compiler: Compiler, _ arguments: [String]) -> String {
    let names = [
      "CPATH", "C_INCLUDE_PATH", "COMPILER_PATH", "CCC_OVERRIDE_OPTIONS", "GCC_EXEC_PREFIX", "SDKROOT",
      "SOURCE_DATE_EPOCH", "TOOLCHAINS", "LD_LIBRARY_PATH", "LD_PRELOAD",
    ]
    let environment = ProcessInfo.processInfo.environment.filter { names.contains($0.key) || $0.key.hasPrefix("SWIFT") }
    let parts = compiler.programs.map(Tools.fingerprint) + environment.map { "\($0)=\($1)" }.sorted() + arguments
    return hexadecimal(bytes: sha256(Array(parts.joined(separator: "\0").utf8)))
  }

  /// Folders in which a compiler with these arguments looks for headers and modules, besides its own.
  private static func searched(_ arguments: [String]) -> [String] {
    zip([""] + arguments, arguments).compactMap { before, argument in
      if before == "-I" { return argument }
      let file = argument.firstRange(of: "-I").map { String(argument[$0.upperBound...]) }
      return file.flatMap { $0.isEmpty ? nil : $0 }
    }
  }

  private func makeRoom(in folder: String) {
    let date = URLResourceKey.contentModificationDateKey
    guard
      let files = try? FileManager.default.contentsOfDirectory(
        at: URL(fileURLWithPath: folder), includingPropertiesForKeys: [date]), files.count > limit
    else { return }
    let dated = files.map { ($0, (try? $0.resourceValues(forKeys: [date]))?.contentModificationDate ?? .distantPast) }
    for (file, _) in dated.sorted(by: { $0.1 < $1.1 }).dropLast(limit / 2) {
      try? FileManager.default.removeItem(at: file)
    }
  }
}

/// What one run of a compiler has read and written.
private struct Entry: Codable {
  /// Digests of the files that it read. A path is relative if it is in the working folder.
  let read: [String: Data]
  /// Files that it would have read instead, had they been there.
  let absent: [String]
  let outputs: [Data]

  /// What a list of the compiler's does not name.
  private static let unlisted = [".incbin", ".include", "__has_include(", "canImport(", "__DATE__", "__TIME"]
    .map { Data($0.utf8) }

  /// An entry of what has just been compiled; nil when it is not known for sure what it depends on.
  init?(list: String, searched: [String], _ outputs: [String], in working: String, since start: timespec) {
    guard let text = try? File.read("\(working)/\(list)") else { return nil }
    let files = Set(Entry.files(in: String(decoding: text, as: UTF8.self)).map { $0.replacing(working, with: ".") })
    var read: [String: Data] = [:]
    for file in files {
      guard let bytes = try? File.read(absolute(file, working)),
        !file.hasPrefix("/") || Entry.isOlder(file, than: start)
      else { return nil }
      let contents = Data(bytes)
      guard file.hasSuffix(".swiftmodule") || !Entry.unlisted.contains(where: { contents.range(of: $0) != nil })
      else { return nil }
      read[file] = Data(sha256(bytes))
    }
    let folders = Set(searched + files.filter { $0.contains("/") }.map { ($0 as NSString).deletingLastPathComponent })
    let names = files.flatMap { file in
      [(file as NSString).lastPathComponent]
        + folders.filter { file.hasPrefix("\($0)/") }.map { String(file.dropFirst($0.count + 1)) }
    }
    self.read = read
    absent = folders.flatMap { folder in Set(names).map { "\(folder)/\($0)" } }
      .filter { !File.exists(absolute($0, working)) }.sorted()
    guard let written = try? outputs.map({ Data(try File.read($0)) }), !read.isEmpty else { return nil }
    self.outputs = written
  }

  /// The entry in a file; nil when there is none, or it is not what was written.
  init?(at place: String, key: String) {
    guard let bytes = try? File.read(place), bytes.count > 32,
      sha256(Array(key.utf8) + bytes[32...]) == Array(bytes[..<32]),
      let entry = try? PropertyListDecoder().decode(Entry.self, from: Data(bytes[32...]))
    else { return nil }
    self = entry
  }

  func bytes(key: String) throws -> [UInt8] {
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    let body = Array(try encoder.encode(self))
    return sha256(Array(key.utf8) + body) + body
  }

  func isValid(in working: String) -> Bool {
    read.allSatisfy { file, digest in (try? File.read(absolute(file, working))).map { Data(sha256($0)) } == digest }
      && !absent.contains { File.exists(absolute($0, working)) }
  }

  /// The files behind the colons of a list as `make` reads it.
  private static func files(in list: String) -> [String] {
    list.replacing("\\\n", with: " ").split(separator: "\n").flatMap { line in
      // A space in a name has a backslash before it.
      (line.firstRange(of: ":").map { line[$0.upperBound...] } ?? "").replacing("\\ ", with: "\0")
        .split(separator: " ")
        .map { String($0).replacing("\0", with: " ").replacing("\\#", with: "#").replacing("$$", with: "$") }
    }
  }

  /// Whether the file is what the compiler read: nobody has changed it since. The clock of files is some milliseconds
  /// late.
  private static func isOlder(_ file: String, than start: timespec) -> Bool {
    var status = stat()
    guard stat(file, &status) == 0 else { return false }
    let lead = (start.tv_sec - status.st_ctim.tv_sec) * 1_000_000_000 + start.tv_nsec - status.st_ctim.tv_nsec
    return lead > 20_000_000
  }
}

private func absolute(_ path: String, _ working: String) -> String {
  path.hasPrefix("/") ? path : "\(working)/\(path)"
}
