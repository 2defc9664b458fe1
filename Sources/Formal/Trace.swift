import Foundation
import HDL

/// The values of ports and registers over the cycles of a run.
public struct Trace: Sendable {
  /// One signal and its value in every cycle, nil where the waveform has none.
  public struct Row: Sendable {
    public let signal: Observable
    public let values: [Constant?]
    /// The signal's name with the instances that lead to it.
    public var name: String { signal.path.isEmpty ? signal.name : "\(signal.path).\(signal.name)" }
  }
  public let rows: [Row]
  public let cycles: Int
  /// The waveform file, when an output folder was asked for.
  public let waveform: URL?

  /// The value of a signal in a cycle.
  public subscript(name: String, cycle: Int) -> Constant? {
    guard cycle >= 0, cycle < cycles else { return nil }
    return rows.first { $0.name == name }?.values[cycle]
  }

  /// The rows as text, one column for each cycle. Numbers are hexadecimal, cases of enums have their names, and a point
  /// stands for the value of the cycle before. Long runs show their last cycles; of very many signals those that change
  /// are shown.
  /// - Parameter instance: shows, apart from the top module's ports, only this instance and what it contains.
  public func table(instance: String = "", width: Int = 120) -> String {
    let all = rows.filter {
      instance.isEmpty || $0.signal.kind != .register || $0.signal.path == instance
        || $0.signal.path.hasPrefix(instance + ".")
    }
    let shown = all.count <= Self.limit ? all : all.filter { Set($0.values).count > 1 }
    let rest = all.count - shown.count
    let texts = shown.map { row in row.values.map { Self.text($0, of: row.signal) } }
    let names = shown.map(\.name)
    let nameWidth = max(5, names.map(\.count).max() ?? 0)
    let columns = (0..<cycles).map { cycle in max("\(cycle)".count, texts.map { $0[cycle].count }.max() ?? 1) }
    var first = 0
    while first < cycles - 2, nameWidth + columns[first...].reduce(0, { $0 + $1 + 2 }) > width { first += 1 }
    let cells = texts.map { row in
      row.indices.map { $0 > first && row[$0] == row[$0 - 1] ? "." : row[$0] }
    }
    func line(_ name: String, _ values: [String]) -> String {
      name + String(repeating: " ", count: nameWidth - name.count)
        + zip(values, columns).dropFirst(first).map { "  " + String(repeating: " ", count: $1 - $0.count) + $0 }
        .joined()
    }
    return
      ([line("cycle", (0..<cycles).map { "\($0)" })] + zip(names, cells).map { line($0, $1) }
      + (rest > 0 ? ["and \(rest) signals that do not change"] : []))
      .joined(separator: "\n")
  }

  /// Rows that are shown whether they change or not.
  private static let limit = 40

  private static func text(_ value: Constant?, of signal: Observable) -> String {
    guard let value else { return "-" }
    if !signal.cases.isEmpty, value.words[0] < UInt64(signal.cases.count) { return signal.cases[Int(value.words[0])] }
    let digits = value.words.reversed().map { String($0, radix: 16) }
    let rest = digits.dropFirst().map { String(repeating: "0", count: 16 - $0.count) + $0 }
    let text = String((digits[0] + rest.joined()).drop { $0 == "0" })
    return text.isEmpty ? "0" : text
  }
}
