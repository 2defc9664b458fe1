/// A small SVG picture. Colours come from the page's style sheet by class, so that it follows light and dark.
package struct Drawing {
  package let width: Double
  package let height: Double
  /// What a person who cannot see it is told.
  package let description: String
  private var shapes: [HTML] = []

  package enum Anchor: String { case start, middle, end }

  package init(width: Double, height: Double, description: String) {
    self.width = width
    self.height = height
    self.description = description
  }

  /// The drawing, which keeps its proportions; on a narrow screen it can be scrolled.
  package var html: HTML {
    .tag(
      "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": "Drawing"],
      .tag(
        "svg",
        [
          "viewBox": "0 0 \(Self.number(width)) \(Self.number(height))", "role": "img", "aria-label": description,
          "style": "min-width:\(Self.number(width * 0.72))px",
        ],
        contents))
  }

  /// Everything in it.
  var contents: HTML { .group(shapes) }

  package mutating func rectangle(
    x: Double, y: Double, width: Double, height: Double, style: String, radius: Double = 0, hint: String? = nil
  ) {
    shapes.append(
      .tag(
        "rect",
        [
          "x": Self.number(x), "y": Self.number(y), "width": Self.number(width), "height": Self.number(height),
          "rx": Self.number(radius), "class": style,
        ],
        .group(hint.map { [.tag("title", .text($0))] } ?? [])))
  }

  package mutating func text(_ text: String, x: Double, y: Double, style: String, anchor: Anchor = .start) {
    shapes.append(
      .tag(
        "text",
        ["x": Self.number(x), "y": Self.number(y), "class": style, "text-anchor": anchor.rawValue],
        .text(text)))
  }

  package mutating func line(from start: SIMD2<Double>, to end: SIMD2<Double>, style: String) {
    shapes.append(
      .tag(
        "line",
        [
          "x1": Self.number(start.x), "y1": Self.number(start.y), "x2": Self.number(end.x), "y2": Self.number(end.y),
          "class": style,
        ]))
  }

  /// A line that leaves and arrives horizontally.
  package mutating func curve(from start: SIMD2<Double>, to end: SIMD2<Double>, style: String) {
    let middle = (start.x + end.x) / 2
    path(
      "M\(point(start)) C\(point(SIMD2(middle, start.y))) \(point(SIMD2(middle, end.y))) \(point(end))", style: style)
  }

  package mutating func path(_ data: String, style: String) {
    shapes.append(.tag("path", ["d": data, "class": style]))
  }

  /// Who clicks on what `draw` adds is led to another place.
  package mutating func link(to address: String, _ draw: (inout Drawing) -> Void) {
    let before = shapes
    shapes = []
    draw(&self)
    shapes = before + [.tag("a", ["href": address], .group(shapes))]
  }

  private func point(_ point: SIMD2<Double>) -> String { "\(Self.number(point.x)) \(Self.number(point.y))" }

  /// At most two decimals: the report stays small.
  package static func number(_ value: Double) -> String {
    let rounded = (value * 100).rounded() / 100
    return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
  }
}
