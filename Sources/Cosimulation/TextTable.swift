/// Rows and columns, for a terminal or a Markdown page.
public struct TextTable: Sendable {
  /// A heading and the side to which its cells are aligned.
  public struct Column: Sendable {
    let name: String
    let isNumber: Bool

    /// Words, aligned to the left.
    public static func text(_ name: String) -> Column { Column(name: name, isNumber: false) }
    /// Numbers, aligned to the right.
    public static func number(_ name: String) -> Column { Column(name: name, isNumber: true) }
  }

  private let columns: [Column]
  private let rows: [[String]]

  /// A cell for every column in every row; absent cells are empty.
  public init(_ columns: [Column], rows: [[String]]) {
    self.columns = columns
    self.rows = rows.map { row in columns.indices.map { $0 < row.count ? row[$0] : "" } }
  }

  /// Aligned columns under their underlined headings.
  public var text: String {
    let header = columns.map(\.name)
    let widths = columns.indices.map { column in ([header] + rows).map { $0[column].count }.max() ?? 0 }
    let lines = [header, widths.map { String(repeating: "-", count: $0) }] + rows
    return lines.map { row in
      let cells = columns.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - row[column].count)
        return columns[column].isNumber ? padding + row[column] : row[column] + padding
      }
      let line = cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }

  /// A table of GitHub-flavoured Markdown.
  public var markdown: String {
    let lines = [columns.map(\.name), columns.map { $0.isNumber ? "---:" : "---" }] + rows
    return lines.map { row in
      "| "
        + row.map { $0.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|") }
        .joined(separator: " | ") + " |"
    }.joined(separator: "\n")
  }
}
