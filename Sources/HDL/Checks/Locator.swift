import CCallerAddress
import Foundation

/// Turns return addresses into `file:line:column` from the program's debug information. Operators cannot take `#line` as
/// a default argument, so every node remembers where it was called from; nothing is paid until an error is printed.
enum Locator {
  /// The places of the calls that return to `addresses`. Unknown ones are missing from the result.
  static func resolve(_ addresses: Set<UInt>) -> [UInt: SourcePosition] {
    guard let symbolizer = findSymbolizer() else { return [:] }
    var byFile: [String: [(address: UInt, offset: UInt)]] = [:]
    for address in addresses where address != 0 {
      var name: UnsafePointer<CChar>?
      let base = image_base(address, &name)
      guard base != 0 else { continue }
      let path = name.map { String(cString: $0) } ?? ""
      let file = path.hasPrefix("/") ? path : executablePath() ?? path
      // One byte back lies inside the call instruction.
      byFile[file, default: []].append((address, address - base - 1))
    }
    var places: [UInt: SourcePosition] = [:]
    for (file, queries) in byFile {
      let offsets = queries.map { "0x\(String($0.offset, radix: 16))" }
      guard let output = run(symbolizer, ["--functions=none", "--no-inlines", "--obj=\(file)"] + offsets) else {
        continue
      }
      for (query, answer) in zip(queries, output.split(separator: "\n")) where !answer.hasPrefix("??") {
        let parts = answer.split(separator: ":")
        guard parts.count >= 3, let line = Int(parts[parts.count - 2]), let column = Int(parts[parts.count - 1]) else {
          continue
        }
        places[query.address] = SourcePosition(path: String(parts[0]), line: line, column: column)
      }
    }
    return places
  }

  private static func executablePath() -> String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
  }

  /// `llvm-symbolizer` on the search path or beside the Swift compiler.
  private static func findSymbolizer() -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    for folder in folders {
      let candidate = folder + "/llvm-symbolizer"
      if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
    }
    for folder in folders where FileManager.default.isExecutableFile(atPath: folder + "/swiftc") {
      let real = URL(fileURLWithPath: folder + "/swiftc").resolvingSymlinksInPath().deletingLastPathComponent()
      let candidate = real.appendingPathComponent("llvm-symbolizer").path
      if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
    }
    return nil
  }

  private static func run(_ tool: String, _ arguments: [String]) -> String? {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: tool)
    process.arguments = arguments
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = (try? output.fileHandleForReading.readToEnd()) ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
