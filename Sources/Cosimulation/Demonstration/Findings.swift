import Reference

/// What did not come out as it should.
final class Findings {
  private(set) var count = 0
  private(set) var first: [Difference] = []
  private static let most = 12

  /// Notes one line that differs.
  func add(_ place: String, expected: String, found: String) {
    count += 1
    if first.count < Self.most { first.append(Difference(place: place, expected: expected, found: found)) }
  }

  /// Compares two lines; returns whether they are equal.
  @discardableResult
  func compare(_ found: Line, with expected: Line, _ place: @autoclosure () -> String) -> Bool {
    guard found != expected else { return true }
    let word = (0..<Line.wordCount).first { found[$0] != expected[$0] } ?? 0
    add("\(place()), word \(word)", expected: hexadecimal(expected[word]), found: hexadecimal(found[word]))
    return false
  }
}

/// A line that did not come out as it should.
public struct Difference: Codable, Hashable, Sendable {
  public let place: String
  public let expected: String
  public let found: String
}
