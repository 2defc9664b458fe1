import Foundation
import Simulation
import Testing

@testable import HDL

/// What every register of a running design holds, the ones inside its instances included. Read from a waveform: no port
/// shows a key register, and none may.
struct RegisterContents {
  /// Each register by its path below the top module, `lane_0.state` for example, with its bits, the most significant
  /// first.
  let bits: [String: String]

  /// A register that the waveform does not show.
  struct Missing: Error { let register: String }

  /// The registers that are not all zeros.
  var nonZero: Set<String> { Set(bits.keys.filter { bits[$0]?.contains("1") == true }) }

  /// Spends a clock cycle of `simulator`, which must write waveforms in the format VCD.
  /// - Parameter design: what is simulated.
  init(of simulator: Simulator, design: Design) throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "registers-\(UUID().uuidString).vcd")
    defer { try? FileManager.default.removeItem(at: file) }
    try simulator.startWaveform(at: file.path)
    try simulator.tick()
    try simulator.stopWaveform()
    let values = Self.values(in: try String(contentsOf: file, encoding: .utf8))
    let top = try #require(design.definitions.last)
    var bits: [String: String] = [:]
    for path in Self.registers(of: top) {
      guard let value = values["\(top.name).\(path)"] else { throw Missing(register: path) }
      bits[path] = value
    }
    self.bits = bits
  }

  /// Of a simulation in this process, which spends no cycle. Memories are left out.
  init(of simulation: CycleSimulation, design: Design) throws {
    let top = try #require(design.definitions.last)
    var bits: [String: String] = [:]
    for path in Self.registers(of: top) where !path.hasSuffix("]") {
      let value = try simulation.peek(path)
      bits[path] = String(
        (0..<value.width).reversed().map { value.words[$0 / 64] >> UInt64($0 % 64) & 1 == 1 ? "1" : "0" })
    }
    self.bits = bits
  }

  /// The paths of all registers and of the words of memories that are ever written.
  private static func registers(of definition: Definition) -> [String] {
    let own = definition.signals.filter { $0.operation == .register }.compactMap(\.name)
    let words = definition.memories.filter(\.isWritten).flatMap { memory in
      (0..<memory.depth).map { "\(memory.name)[\($0)]" }
    }
    let inner = definition.instances.flatMap { instance in
      registers(of: instance.definition).map { "\(instance.name).\($0)" }
    }
    return own + words + inner
  }

  /// The last value of every signal of a value change dump (IEEE 1364, 18) by its path, without the outermost scope.
  private static func values(in dump: String) -> [String: String] {
    var scopes: [Substring] = []
    var paths: [Substring: [String]] = [:]
    var values: [String: String] = [:]
    for line in dump.split(separator: "\n") {
      let words = line.split(separator: " ")
      switch words.first {
      case "$scope": scopes.append(words[2])
      case "$upscope": scopes.removeLast()
      case "$var":
        // $var <kind> <width> <code> <name> [<range>] $end
        paths[words[3], default: []].append((scopes.dropFirst() + [words[4]]).joined(separator: "."))
      case .some(let word) where word.hasPrefix("b") && words.count == 2:
        for path in paths[words[1]] ?? [] { values[path] = String(word.dropFirst()) }
      case .some(let word) where word.hasPrefix("0") || word.hasPrefix("1"):
        for path in paths[word.dropFirst()] ?? [] { values[path] = String(word.prefix(1)) }
      default: break
      }
    }
    return values
  }
}
