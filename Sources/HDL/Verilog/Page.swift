/// The body of a module as it is being written: single lines in runs, and blocks set off by blank lines.
struct Page {
  private(set) var lines: [String] = []
  private var afterBlock = false

  private static let limit = 120

  /// Adds one line to the current run.
  mutating func line(_ text: String) {
    if afterBlock { blank() }
    lines += Self.folded("  " + text)
    afterBlock = false
  }

  /// Adds lines that belong together.
  mutating func block(_ texts: [String]) {
    blank()
    for text in texts { lines += Self.folded("  " + text) }
    afterBlock = true
  }

  /// Adds lines that already have their indentation.
  mutating func verbatim(_ texts: [String]) {
    blank()
    lines += texts
    afterBlock = true
  }

  private mutating func blank() { if lines.last?.isEmpty == false { lines.append("") } }

  /// Breaks a long line at spaces and indents what follows. Texts and comments stay whole.
  private static func folded(_ line: String) -> [String] {
    guard line.utf8.count > limit, !line.contains("\""), !line.contains("//") else { return [line] }
    let indent = String(line.prefix { $0 == " " }) + "    "
    var result: [String] = []
    var current = ""
    for word in line.dropFirst(indent.count - 4).split(separator: " ") {
      if current.isEmpty {
        current = (result.isEmpty ? String(indent.dropLast(4)) : indent) + word
      } else if current.utf8.count + 1 + word.utf8.count > limit {
        result.append(current)
        current = indent + word
      } else {
        current += " " + word
      }
    }
    return result + [current]
  }
}

/// Breaks a paragraph into lines of at most `width` characters.
func wrap(_ text: String, width: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  for word in text.split(separator: " ") {
    if !line.isEmpty, line.count + 1 + word.count > width {
      lines.append(line)
      line = ""
    }
    line += (line.isEmpty ? "" : " ") + word
  }
  return lines + [line]
}
