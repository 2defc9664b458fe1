/// A point of a drawing, in pixels at 100 %; y grows downwards.
struct Point: Hashable, Sendable {
  var x: Double
  var y: Double
}

/// An upright rectangle.
struct Rectangle: Hashable, Sendable {
  var x: Double
  var y: Double
  var width: Double
  var height: Double

  init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  init(middle: Point, width: Double, height: Double) {
    self.init(x: middle.x - width / 2, y: middle.y - height / 2, width: width, height: height)
  }

  var maxX: Double { x + width }
  var maxY: Double { y + height }
  var middle: Point { Point(x: x + width / 2, y: y + height / 2) }

  /// Whether the insides of two rectangles share a point.
  func overlaps(_ other: Rectangle) -> Bool {
    x < other.maxX && other.x < maxX && y < other.maxY && other.y < maxY
  }

  func contains(_ other: Rectangle) -> Bool {
    x <= other.x && other.maxX <= maxX && y <= other.y && other.maxY <= maxY
  }

  /// Whether a horizontal or vertical line passes through the inside.
  func isCrossed(by segment: Segment) -> Bool {
    let (left, right) = (min(segment.start.x, segment.end.x), max(segment.start.x, segment.end.x))
    let (top, bottom) = (min(segment.start.y, segment.end.y), max(segment.start.y, segment.end.y))
    return left < maxX && x < right + (left == right ? 0.001 : 0) && top < maxY
      && y < bottom + (top == bottom ? 0.001 : 0)
  }

  /// The smallest rectangle around both.
  func union(_ other: Rectangle) -> Rectangle {
    let left = min(x, other.x)
    let top = min(y, other.y)
    return Rectangle(
      x: left, y: top, width: max(maxX, other.maxX) - left, height: max(maxY, other.maxY) - top)
  }
}

/// A horizontal or vertical line.
struct Segment: Hashable, Sendable {
  let start: Point
  let end: Point
  var isHorizontal: Bool { start.y == end.y }
}

/// How a piece of text is set. Widths are those of wide fonts, so that text that fits in one browser fits in all.
enum Lettering: String, Sendable {
  /// The name of a box.
  case title
  /// What a box is, in words.
  case detail
  /// Names of signals, all letters of one width.
  case name
  /// A name that a reader looks for first.
  case strong
  /// The name of what may be secret.
  case secret

  /// Pixels.
  var size: Double { self == .title ? 13 : 11.5 }
  /// From one line to the next.
  var lineHeight: Double { self == .title ? 17 : 15 }

  /// How far a text reaches at most.
  func width(_ text: String) -> Double {
    switch self {
    case .name, .strong, .secret: return size * 0.625 * Double(text.unicodeScalars.count)
    case .title, .detail:
      let ems = text.unicodeScalars.reduce(0.0) { sum, letter in
        switch letter {
        case "r", "t": sum + 0.45
        case "i", "j", "l", "I", "f", ".", ",", ":", ";", "|", "!", "'", "(", ")", "[", "]", " ": sum + 0.4
        case "m", "w", "M", "W", "@", "%", "—", "…", "→", "≥", "≤": sum + 1
        case "A"..."Z", "0"..."9", "_": sum + 0.72
        default: sum + 0.645
        }
      }
      return size * ems * (self == .title ? 1.1 : 1)
    }
  }

  /// The text, or as much of its beginning as fits with an ellipsis.
  func fitted(_ text: String, to limit: Double) -> String {
    guard width(text) > limit else { return text }
    var kept = text
    while !kept.isEmpty, width(kept + "…") > limit { kept.removeLast() }
    return kept + "…"
  }
}
