/// How many clock cycles a module takes, as its datasheet states it.
public struct Latency: Hashable, Sendable, CustomStringConvertible {
  /// The cycles at least and at most; nil when only words can say it.
  public let cycles: ClosedRange<Int>?
  /// From where to where, or under which conditions.
  public let note: String

  /// Outputs follow inputs within the cycle.
  public static let combinational = Latency(cycles: 0...0, note: "")
  /// Always the same number of cycles.
  public static func cycles(_ count: Int, _ note: String = "") -> Latency {
    Latency(cycles: count...count, note: note)
  }
  /// A number of cycles that depends on the data or on others.
  public static func cycles(_ range: ClosedRange<Int>, _ note: String = "") -> Latency {
    Latency(cycles: range, note: note)
  }
  /// What no number of cycles says.
  public static func described(_ note: String) -> Latency { Latency(cycles: nil, note: note) }

  public var description: String {
    guard let cycles else { return note }
    let number =
      switch (cycles.lowerBound, cycles.upperBound) {
      case (0, 0): "combinational"
      case (1, 1): "1 cycle"
      case (let least, let most): least == most ? "\(least) cycles" : "\(least) to \(most) cycles"
      }
    return note.isEmpty ? number : "\(number) \(note)"
  }
}
