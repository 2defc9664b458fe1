/// A piece of an HTML document. Text and attribute values are escaped when it is written, so that nothing in them can
/// become markup. The result is well-formed XML as well, and SVG is written the same way.
package indirect enum HTML: Sendable, Hashable {
  case text(String)
  case element(name: String, attributes: [Attribute], children: [HTML])
  case group([HTML])

  package struct Attribute: Sendable, Hashable {
    package let name: String
    package let value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// An element, such as `.tag("p", ["class": "note"], "A sentence.")`.
  package static func tag(
    _ name: String, _ attributes: KeyValuePairs<String, String>, _ children: HTML...
  ) -> HTML {
    .element(name: name, attributes: attributes.map { Attribute(name: $0.key, value: $0.value) }, children: children)
  }

  /// An element without attributes.
  package static func tag(_ name: String, _ children: HTML...) -> HTML {
    .element(name: name, attributes: [], children: children)
  }

  /// Elements that have neither contents nor an end tag (HTML Living Standard, 13.1.2).
  private static let void: Set<String> = ["br", "hr", "img", "link", "meta", "col"]

  /// The markup.
  package var text: String {
    var output = ""
    write(to: &output)
    return output
  }

  private func write(to output: inout String) {
    switch self {
    case .text(let text): output += Self.escaped(text)
    case .group(let children): for child in children { child.write(to: &output) }
    case .element(let name, let attributes, let children):
      output += "<\(name)"
      for attribute in attributes { output += " \(attribute.name)=\"\(Self.escaped(attribute.value))\"" }
      if Self.void.contains(name) {
        output += "/>"
        return
      }
      output += ">"
      for child in children { child.write(to: &output) }
      output += "</\(name)>"
    }
  }

  /// `text` with everything that could be markup replaced.
  package static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}

extension HTML: ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) { self = .text(value) }
}

extension HTML {
  /// A table whose first cell in each row names the row.
  /// - Parameters:
  ///   - numeric: the columns that hold numbers.
  package static func table(
    caption: String, columns: [String], numeric: Set<Int>, rows: [[HTML]], style: String = ""
  ) -> HTML {
    func kind(_ column: Int) -> String { numeric.contains(column) ? "number" : "words" }
    let header = columns.enumerated().map { HTML.tag("th", ["scope": "col", "class": kind($0)], .text($1)) }
    let body = rows.map { row in
      HTML.tag(
        "tr",
        .group(
          row.enumerated().map { column, cell in
            column == 0
              ? .tag("th", ["scope": "row", "class": kind(column)], cell) : .tag("td", ["class": kind(column)], cell)
          }))
    }
    return .tag(
      "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": caption],
      .tag(
        "table", ["class": style], .tag("caption", .text(caption)), .tag("thead", .tag("tr", .group(header))),
        .tag("tbody", .group(body))))
  }

  package static func paragraphs(_ texts: String...) -> HTML { .group(texts.map { .tag("p", .text($0)) }) }

  package static func list(_ items: [String]) -> HTML { .tag("ul", .group(items.map { .tag("li", .text($0)) })) }

  package static func code(_ text: String) -> HTML { .tag("code", .text(text)) }
}
