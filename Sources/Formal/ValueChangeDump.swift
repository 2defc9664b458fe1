import Foundation
import HDL

/// A waveform as yosys-smtbmc writes it: one change of the clock in the middle of every cycle, values at its begin.
struct ValueChangeDump {
  /// The values of every signal by its name, with the scopes that enclose it, in every cycle.
  private(set) var values: [String: [Constant?]] = [:]
  private(set) var cycles = 0

  /// Reads the text of a waveform file; what is not understood is passed over.
  init(_ text: String) {
    var scopes: [String] = []
    var codes: [String: (names: [String], width: Int)] = [:]
    var now: [String: Constant] = [:]
    var history: [[String: Constant]] = []
    var time = -1
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.split(separator: " ").map(String.init)
      guard let first = words.first else { continue }
      switch first {
      case "$scope" where words.count > 2: scopes.append(words[2])
      case "$upscope": if !scopes.isEmpty { scopes.removeLast() }
      case "$var" where words.count > 4:
        guard let width = Int(words[2]) else { continue }
        codes[words[3], default: ([], width)].names.append((scopes + [words[4]]).joined(separator: "."))
      case _ where first.hasPrefix("#"):
        if time >= 0, time % Self.period == 0 { history.append(now) }
        time = Int(first.dropFirst()) ?? time
      case _ where first.hasPrefix("b") && words.count == 2:
        now[words[1]] = Self.constant(first.dropFirst())
      case _ where first.count > 1 && (first.hasPrefix("0") || first.hasPrefix("1")):
        now[String(first.dropFirst())] = Constant(width: 1, value: first.hasPrefix("1") ? 1 : 0)
      default: break
      }
    }
    cycles = history.count
    for (code, variable) in codes {
      let column = history.map { $0[code].map { Constant(width: variable.width, words: $0.words) } }
      for name in variable.names { values[name] = column }
    }
  }

  /// Units of time in a cycle.
  private static let period = 10

  private static func constant(_ digits: Substring) -> Constant? {
    guard digits.allSatisfy({ $0 == "0" || $0 == "1" }) else { return nil }
    var words = [UInt64](repeating: 0, count: max(1, (digits.count + 63) / 64))
    for (index, digit) in digits.reversed().enumerated() where digit == "1" {
      words[index / 64] |= 1 << UInt64(index % 64)
    }
    return Constant(width: max(1, digits.count), words: words)
  }
}
