/// A part of a Markdown page that a program writes, between two comments: `<!-- tables: begin, written by make bench -->`
/// and `<!-- tables: end -->`.
public struct GeneratedSection: Sendable {
  public let begin: String
  public let end: String

  /// - Parameter author: the command that writes it.
  public init(_ name: String, author: String) {
    begin = "<!-- \(name): begin, written by \(author) -->"
    end = "<!-- \(name): end -->"
  }

  /// `page` with everything between the comments replaced; nil when it does not have both, in order.
  public func replace(in page: String, with text: String) -> String? {
    guard let begin = page.range(of: begin), let end = page.range(of: end, range: begin.upperBound..<page.endIndex)
    else { return nil }
    return page[..<begin.upperBound] + "\n\n" + text + "\n\n" + page[end.lowerBound...]
  }
}
