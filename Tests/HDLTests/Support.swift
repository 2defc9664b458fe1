import Foundation
import HDL
import Simulation
import Testing

/// A module whose behaviour is a closure: a place to try things in. Nothing of it needs to be used.
final class Scratch: Module {
  let a = In(8)
  let b = In(8)
  let n = In(4)
  let p = In()
  let q = In()
  private let body: (Scratch) -> Void

  init(name: String = "scratch", _ body: @escaping (Scratch) -> Void) {
    self.body = body
    super.init(name: name)
  }

  override func build() {
    ignore(a, b, n, p, q)
    body(self)
  }
}

/// The problems of a design, each as `+line:column message`, and behind it its notes, each as `+line:column note: message`.
struct Report {
  let problems: [String]

  /// Expects exactly these problems. Without debug information the places are unknown, and only the messages count.
  func expect(_ expected: String..., sourceLocation: SourceLocation = #_sourceLocation) {
    #if DEBUG
      let wanted = expected
    #else
      let wanted = expected.filter { !$0.contains(" note: ") }.map {
        $0.hasPrefix("+") ? String($0.drop(while: { $0 != " " }).dropFirst()) : $0
      }
    #endif
    #expect(problems == wanted, "\(problems.joined(separator: "\n"))", sourceLocation: sourceLocation)
  }
}

/// Elaborates a module. Lines count from `line`.
func report(_ module: Module, line: Int = #line) -> Report {
  do {
    _ = try Design(module)
    return Report(problems: [])
  } catch {
    func placed(_ message: String, _ location: String?) -> String {
      guard let location else { return message }
      let parts = location.split(separator: ":")
      guard parts.count == 3, let found = Int(parts[1]) else { return "\(location) \(message)" }
      return "+\(found - line):\(parts[2]) \(message)"
    }
    return Report(
      problems: error.problems.flatMap { problem in
        [placed(problem.message, problem.location)] + problem.notes.map { placed("note: \($0.message)", $0.location) }
      })
  }
}

/// Elaborates what `body` builds. Lines count from the line of the call.
func report(line: Int = #line, in body: @escaping (Scratch) -> Void) -> Report { report(Scratch(body), line: line) }

/// The emitted text of the top module, without the frame that is the same for every file.
func text(of module: Module) throws -> String {
  let file = try #require(try Design(module).verilog().files.last)
  var lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
  lines.removeAll { $0.hasPrefix("// ") || $0 == "//" || $0.hasPrefix("`default_nettype") }
  return lines.joined(separator: "\n").trimmingCharacters(in: .newlines)
}

/// Everything from the first line that starts with `start` to the end of the module.
func text(of module: Module, from start: String) throws -> String {
  let all = try text(of: module).split(separator: "\n", omittingEmptySubsequences: false)
  let rest = all.drop { !$0.trimmingCharacters(in: .whitespaces).hasPrefix(start) }
  return rest.filter { $0 != "endmodule" }.joined(separator: "\n").trimmingCharacters(in: .newlines)
}

/// Expects Icarus and Yosys, where they are installed, to take a design; with `check`, Yosys also to find nothing odd.
func expectOtherToolsAccept(
  _ design: VerilogDesign, check: Bool = true, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hdl-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  for file in design.files {
    try file.text.write(to: folder.appendingPathComponent(file.name), atomically: true, encoding: .utf8)
  }
  let names = design.files.map(\.name)
  let script =
    "read_verilog \(names.joined(separator: " ")); hierarchy -check -top \(design.top); proc\(check ? "; check -assert" : "")"
  let commands = [
    ("iverilog", ["-g2005", "-t", "null", "-s", design.top] + names), ("yosys", ["-q", "-p", script]),
  ]
  for (tool, arguments) in commands {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [tool] + arguments
    process.currentDirectoryURL = folder
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let said = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    if process.terminationStatus == 127 { continue }
    #expect(process.terminationStatus == 0, "\(tool): \(said)", sourceLocation: sourceLocation)
  }
}

/// A small generator of reproducible random numbers (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A value of `width` bits in 64-bit words; often one with a special pattern.
  mutating func words(width: Int) -> [UInt64] {
    let kind = Int.random(in: 0..<8, using: &self)
    let words = (0..<(width + 63) / 64).map { _ -> UInt64 in kind == 0 ? 0 : kind == 1 ? .max : next() }
    return Constant(width: width, words: words).words
  }
}

extension Simulator {
  /// Drives a port of any width.
  func set(_ name: String, _ words: [UInt64]) throws {
    if words.count > 1 { try widePort(name).words = words } else { try drive(name, words[0]) }
  }
}

/// Expects all three readers of Verilog to take a module without a warning.
func expectCleanEverywhere(_ module: Module, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let verilog = try Design(module).verilog()
  try SimulationModel.lint(verilog)
  try expectOtherToolsAccept(verilog, sourceLocation: sourceLocation)
}
