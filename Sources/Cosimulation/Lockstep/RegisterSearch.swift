import Foundation
import Simulation

/// What all signals, registers and memories of a simulated unit hold in one clock cycle, read from a waveform: the model must be
/// built with `options`.
struct RegisterSearch {
  /// How a model is built whose registers can be searched. Long arrays and wide registers are not left out.
  static func searchable(_ options: SimulationOptions) -> SimulationOptions {
    var options = options
    options.waveform = .vcd
    options.verilatorFlags += ["--trace-max-array", "4096", "--trace-max-width", "4096"]
    return options
  }

  private let file = FileManager.default.temporaryDirectory.appending(path: "registers-\(UUID().uuidString).vcd").path
  private let simulator: Simulator

  /// Begins; what the next clock cycle leaves is searched.
  init(_ simulator: Simulator) throws(SimulationError) {
    self.simulator = simulator
    try simulator.startWaveform(at: file)
  }

  /// Ends; returns the signals that hold one of `secrets` and how many words were looked at.
  func finish(_ secrets: Set<UInt64>) throws -> (found: [String], words: Int) {
    try simulator.stopWaveform()
    defer { try? FileManager.default.removeItem(atPath: file) }
    let dump = try Data(contentsOf: URL(fileURLWithPath: file))
    return Self.search([UInt8](dump), secrets)
  }

  /// Reads a value change dump (IEEE 1364, 18), of which only the last value of a signal counts.
  static func search(_ dump: [UInt8], _ secrets: Set<UInt64>) -> (found: [String], words: Int) {
    var names: [ArraySlice<UInt8>: String] = [:]
    var values: [ArraySlice<UInt8>: ArraySlice<UInt8>] = [:]
    var scopes: [String] = []
    for line in dump.split(separator: UInt8(ascii: "\n")) {
      let first = line.first { $0 != UInt8(ascii: " ") }
      if first == UInt8(ascii: "b") {
        let parts = line.dropFirst().split(separator: UInt8(ascii: " "))
        if parts.count == 2 { values[parts[1]] = parts[0] }
      } else if first == UInt8(ascii: "$") {
        let parts = line.split(separator: UInt8(ascii: " "))
        let words = parts.map { String(decoding: $0, as: UTF8.self) }
        switch words[0] {
        case "$scope": scopes.append(words[2])
        case "$upscope": scopes.removeLast()
        case "$var": names[parts[3]] = (scopes.dropFirst(2) + [words[4]]).joined(separator: ".")
        default: break
        }
      }
    }
    var found: [String] = []
    var count = 0
    for (code, bits) in values where bits.count >= 64 {
      count += bits.count / 64
      if holds(bits, secrets) { found.append(names[code] ?? "a signal without a name") }
    }
    return (found.sorted(), count)
  }

  /// Whether any eight bytes in a row of a value, the most significant bit first, are one of `secrets`.
  private static func holds(_ bits: ArraySlice<UInt8>, _ secrets: Set<UInt64>) -> Bool {
    var word: UInt64 = 0
    for (position, bit) in bits.enumerated() {
      word = word << 1 | UInt64(bit & 1)
      if position >= 63, (bits.count - position - 1) % 8 == 0, secrets.contains(word) { return true }
    }
    return false
  }
}

extension SimulationModel {
  /// Whether it was built with the options of `RegisterSearch`.
  var isSearchable: Bool { options.waveform == .vcd && options.verilatorFlags.contains("--trace-max-array") }
}
