import ArgumentParser
import Foundation
import HDL
import Hardware
import Prototype
import Toolchain

extension DesignPoint: ExpressibleByArgument {}
extension KeyedCore: ExpressibleByArgument {}

extension Array where Element: Hashable {
  /// Each once, in the order in which it was first named.
  var unique: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

/// Writes the Verilog of design points.
struct EmitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "emit", abstract: "Write the hardware as Verilog, one file per module.",
    discussion: """
      All design points, the cipher, hash and random cores that stand alone and, in the folder boards, the boards with their constraints. Files that are no \
      longer emitted are removed, nothing else in the folder is.
      """)

  @Option(
    name: .long,
    help: "Design point. Repeatable; all points, cores and boards when absent.")
  var design: [DesignPoint] = []

  @Option(
    name: .shortAndLong, help: "Folder to write to; each design point and board gets a folder of its own in it.",
    transform: path)
  var output = "rtl"

  @Flag(name: .long, help: "Write nothing; fail when the folder does not hold exactly what would be written.")
  var check = false

  @Flag(name: .long, help: "Print the list of files as JSON.")
  var json = false

  func run() throws {
    let console = Console()
    do {
      var report: [EmittedFile] = []
      for point in design.isEmpty ? DesignPoint.allCases : design.unique {
        report += try emit(point.design().files, of: point.rawValue, to: "\(output)/\(point.rawValue)", console)
      }
      for core in design.isEmpty ? EmittedCores.all : [] {
        report += try emit(
          core.elaborate().verilog().files, of: core.rawValue, to: "\(output)/\(core.rawValue)", console)
      }
      for board in design.isEmpty ? Board.all : [] {
        report += try emit(board.files(), of: board.name, to: "\(output)/boards/\(board.name)", console)
      }
      if json {
        try printJSON(report)
      } else {
        let lines = report.reduce(0) { $0 + $1.lines }
        print("\(check ? "checked" : "wrote") \(report.count) files, \(lines) lines, under \(output)/")
      }
    } catch let code as ExitCode {
      throw code
    } catch {
      console.complain(error)
      throw Exit.unfit
    }
  }

  private func emit(_ files: [VerilogFile], of design: String, to path: String, _ console: Console) throws
    -> [EmittedFile]
  {
    let folder = RTLFolder(path: path)
    if check {
      let differences = folder.differences(from: files)
      guard differences.isEmpty else {
        for difference in differences { console.step(difference) }
        console.step("keyline: \(path) is not what the sources emit; run `make rtl` and commit the result")
        throw Exit.failedCheck
      }
    } else {
      try folder.write(files)
    }
    return files.map {
      EmittedFile(
        design: design, path: "\(path)/\($0.name)", lines: $0.text.utf8.count { $0 == UInt8(ascii: "\n") })
    }
  }
}

/// One emitted file, for scripts.
private struct EmittedFile: Encodable {
  let design: String
  let path: String
  let lines: Int
}

/// A folder that holds the Verilog of one design.
struct RTLFolder {
  let path: String

  /// Makes the folder hold exactly these Verilog files; each is replaced as a whole.
  func write(_ files: [VerilogFile]) throws {
    try File.createFolder(path)
    for file in files where contents(of: file.name) != file.text {
      try File.write(file.text.utf8, to: "\(path)/\(file.name)")
    }
    for name in stale(files) { try File.remove("\(path)/\(name)") }
  }

  /// What writing would change, a sentence each.
  func differences(from files: [VerilogFile]) -> [String] {
    files.compactMap { file in
      guard let found = contents(of: file.name) else { return "\(path)/\(file.name) is missing" }
      return found == file.text ? nil : "\(path)/\(file.name) differs"
    } + stale(files).map { "\(path)/\($0) is no longer emitted" }
  }

  private func stale(_ files: [VerilogFile]) -> [String] {
    let wanted = Set(files.map(\.name))
    let present = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let emitted = [".v", ".lpf", ".pcf", ".f"]
    return present.filter { name in emitted.contains(where: name.hasSuffix) && !wanted.contains(name) }.sorted()
  }

  private func contents(of name: String) -> String? {
    FileManager.default.contents(atPath: "\(path)/\(name)").map { String(decoding: $0, as: UTF8.self) }
  }
}
