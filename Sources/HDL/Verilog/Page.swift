/// The body of a module as it is being written: single lines in runs, and blocks set off by blank lines.
struct Page {
  /// Whole lines, each with its end.
  private(set) var text = ""
  private var afterBlock = false

  private static let limit = 120
  /// The bytes that the body of most modules fits.
  private static let usualSize = 8192

  init() { text.reserveCapacity(Self.usualSize) }

  /// Adds one line to the current run.
  mutating func line(_ line: String) {
    if afterBlock { blank() }
    add(line)
    afterBlock = false
  }

  /// Adds lines that belong together.
  mutating func block(_ lines: [String]) {
    begin()
    for line in lines { add(line) }
  }

  /// Begins a block, whose lines `add` then adds.
  mutating func begin() {
    blank()
    afterBlock = true
  }

  /// Adds whole lines that already have their indentation.
  mutating func verbatim(_ lines: String) {
    begin()
    text += lines
  }

  private mutating func blank() { if !text.isEmpty { text += "\n" } }

  /// Adds one line to what was begun last.
  mutating func add(_ line: String) {
    if line.utf8.count + 2 > Self.limit {
      for piece in Self.folded("  " + line) { append(piece) }
    } else {
      text += "  "
      append(line)
    }
  }

  private mutating func append(_ line: String) {
    text += line
    text += "\n"
  }

  /// Breaks a long line where the fewest parentheses are open, after a comma or before an operator, and indents what
  /// follows. Texts and comments stay whole.
  private static func folded(_ line: String) -> [String] {
    let letters = Array(line.utf8)
    let slash = UInt8(ascii: "/")
    if letters.contains(UInt8(ascii: "\""))
      || zip(letters, letters.dropFirst()).contains(where: { $0 == slash && $1 == slash })
    {
      return [line]
    }
    let indent = letters.prefix { $0 == UInt8(ascii: " ") }.count
    var result: [String] = []
    var start = indent
    while true {
      let margin = result.isEmpty ? indent : indent + 4
      let room = limit - margin
      let end =
        letters.count - start <= room ? letters.count : breakPoint(letters, from: start, room: room) ?? letters.count
      let piece = String(decoding: letters[start..<end], as: UTF8.self)
      result.append(String(repeating: " ", count: margin) + piece)
      if end == letters.count { return result }
      start = end + 1
    }
  }

  /// The position of the best space for a break in the second half of the room.
  private static func breakPoint(_ letters: [UInt8], from start: Int, room: Int) -> Int? {
    var depth = 0
    var best: (position: Int, depth: Int)?
    for position in start..<min(letters.count - 1, start + room) {
      switch letters[position] {
      case UInt8(ascii: "("), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: " ") where position > start + room / 2:
        let isAfterComma = letters[position - 1] == UInt8(ascii: ",")
        guard isAfterComma || "&|^+-?:=<!".utf8.contains(letters[position + 1]), depth <= best?.depth ?? depth else {
          break
        }
        best = (position, depth)
      default: break
      }
    }
    return best?.position
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
