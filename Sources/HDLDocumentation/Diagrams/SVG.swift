import Pages

extension Diagram {
  /// The drawing as an element for a page; its colours come from the page's style sheet.
  var svg: HTML { svg(attributes: []) }

  /// The drawing as a file of its own, with its colours for light and dark.
  var file: String {
    let namespace = HTML.Attribute(name: "xmlns", value: "http://www.w3.org/2000/svg")
    return DiagramStyle.standalone(svg(attributes: [namespace]).text)
  }

  private func svg(attributes: [HTML.Attribute]) -> HTML {
    let size = [
      ("viewBox", "0 0 \(Drawing.number(width)) \(Drawing.number(height))"), ("width", Drawing.number(width)),
      ("height", Drawing.number(height)), ("class", "diagram"), ("role", "img"), ("aria-label", description),
    ]
    let title: HTML = .tag("title", .text(description))
    var children: [HTML] = [title]
    children += boxes.filter { $0.style == .frame }.map { shape($0) }
    children += routes.map { shape($0) }
    children += boxes.filter { $0.style != .frame }.map { shape($0) }
    children += labels.map { shape($0) }
    children += routes.filter(\.hasArrows).map { arrows($0) }
    let all = attributes + size.map { HTML.Attribute(name: $0.0, value: $0.1) }
    return .element(name: "svg", attributes: all, children: children)
  }

  private func shape(_ box: Box) -> HTML {
    guard box.style != .port else {
      return hint(box.hint).map { .tag("g", $0, rectangle(box.frame, "target")) } ?? .group([])
    }
    var shapes: [HTML] = []
    if box.isStack {
      for step in [6.0, 3] {
        var behind = box.frame
        behind.x += step
        behind.y -= step
        shapes.append(rectangle(behind, box.style.rawValue))
      }
    }
    shapes.append(rectangle(box.frame, box.style.rawValue))
    let title = hint(box.hint).map { [$0] } ?? []
    guard let link = box.link else { return .tag("g", .group(title + shapes)) }
    return .tag("a", ["href": link], .group(title + shapes))
  }

  private func hint(_ text: String) -> HTML? { text.isEmpty ? nil : .tag("title", .text(text)) }

  private func rectangle(_ frame: Rectangle, _ style: String) -> HTML {
    .tag(
      "rect",
      [
        "x": Drawing.number(frame.x), "y": Drawing.number(frame.y), "width": Drawing.number(frame.width),
        "height": Drawing.number(frame.height), "rx": style == "state" || style == "pseudo" ? "16" : "5",
        "class": style,
      ])
  }

  private func shape(_ label: Label) -> HTML {
    if label.isUpright {
      let middle = label.frame.middle
      let place = "\(Drawing.number(middle.x + label.frame.width * 0.26)) \(Drawing.number(middle.y))"
      return .tag(
        "text",
        [
          "transform": "translate(\(place)) rotate(-90)", "class": label.lettering.rawValue,
          "text-anchor": Label.Anchor.middle.rawValue,
        ], .text(label.text))
    }
    let x: Double
    switch label.anchor {
    case .start: x = label.frame.x
    case .middle: x = label.frame.middle.x
    case .end: x = label.frame.maxX
    }
    return .tag(
      "text",
      [
        "x": Drawing.number(x), "y": Drawing.number(label.frame.y + label.frame.height * 0.76),
        "class": label.lettering.rawValue, "text-anchor": label.anchor.rawValue,
      ], .text(label.text))
  }

  private func shape(_ route: Route) -> HTML {
    let lines = route.segments.filter { $0.start != $0.end }.map { segment in
      "M\(Drawing.number(segment.start.x)) \(Drawing.number(segment.start.y))"
        + (segment.isHorizontal ? "H\(Drawing.number(segment.end.x))" : "V\(Drawing.number(segment.end.y))")
    }
    let dots = route.junctions.map { point in
      HTML.tag(
        "circle", ["cx": Drawing.number(point.x), "cy": Drawing.number(point.y), "r": "3", "class": "junction"])
    }
    let title = hint(route.hint).map { [$0] } ?? []
    return .tag(
      "g", ["class": route.isStrong ? "net strong" : "net"],
      .group(title + [.tag("path", ["d": lines.joined()])] + dots))
  }

  private func arrows(_ route: Route) -> HTML {
    .group(
      route.ends.map { end in
        let size = route.isStrong ? 5.0 : 4
        let point = "M\(Drawing.number(end.x)) \(Drawing.number(end.y))"
        let corner = "L\(Drawing.number(end.x - 2 * size)) \(Drawing.number(end.y - size))"
        return .tag(
          "path",
          [
            "d": "\(point)\(corner)V\(Drawing.number(end.y + size))Z",
            "class": route.isStrong ? "arrow strong" : "arrow",
          ])
      })
  }
}
