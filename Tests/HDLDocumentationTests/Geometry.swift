@testable import HDLDocumentation

/// What must hold of every drawing. Each finding is a sentence; a good drawing has none.
struct GeometryCheck {
  let diagram: Diagram
  private(set) var findings: [String] = []

  init(_ diagram: Diagram) {
    self.diagram = diagram
    checkView()
    checkBoxes()
    checkLabels()
    checkRoutes()
    checkSharedLines()
  }

  private var solid: [Diagram.Box] { diagram.boxes.filter { $0.style != .frame && $0.style != .port } }

  private mutating func checkView() {
    let view = Rectangle(x: 0, y: 0, width: diagram.width, height: diagram.height)
    for box in diagram.boxes where !view.contains(box.frame) { findings.append("box outside the view: \(box.hint)") }
    for label in diagram.labels where !view.contains(label.frame) { findings.append("label outside: \(label.text)") }
    for route in diagram.routes {
      for segment in route.segments {
        for point in [segment.start, segment.end]
        where !view.contains(Rectangle(x: point.x, y: point.y, width: 0, height: 0)) {
          findings.append("wire outside: \(route.hint)")
        }
      }
    }
  }

  private mutating func checkBoxes() {
    let boxes = diagram.boxes.filter { $0.style != .frame }
    for (index, box) in boxes.enumerated() {
      for other in boxes[(index + 1)...] where box.frame.overlaps(other.frame) {
        findings.append("boxes overlap: \(box.hint) and \(other.hint)")
      }
    }
  }

  private mutating func checkLabels() {
    for (index, label) in diagram.labels.enumerated() {
      for other in diagram.labels[(index + 1)...] where label.frame.overlaps(other.frame) {
        findings.append("labels overlap: \(label.text) and \(other.text)")
      }
      if let box = label.box {
        if !diagram.boxes[box].frame.contains(label.frame) { findings.append("label leaves its box: \(label.text)") }
      } else if solid.contains(where: { $0.frame.overlaps(label.frame) }) {
        findings.append("label on a box: \(label.text)")
      }
      let width = label.lettering.width(label.text)
      if width > (label.isUpright ? label.frame.height : label.frame.width) + 0.01 {
        findings.append("label wider than its place: \(label.text)")
      }
      for route in diagram.routes where route.segments.contains(where: { label.frame.isCrossed(by: $0) }) {
        findings.append("wire through a label: \(label.text), \(route.hint)")
      }
    }
  }

  private mutating func checkRoutes() {
    for route in diagram.routes {
      for segment in route.segments where segment.start.x != segment.end.x && segment.start.y != segment.end.y {
        findings.append("slanted wire: \(route.hint)")
      }
      for box in solid where route.segments.contains(where: { box.frame.isCrossed(by: $0) }) {
        findings.append("wire through a box: \(route.hint), \(box.hint)")
      }
      let boxes = diagram.boxes.filter { $0.style != .frame }
      func isOnEdge(_ point: Point, _ edge: (Rectangle) -> Double) -> Bool {
        boxes.contains { edge($0.frame) == point.x && $0.frame.y <= point.y && point.y <= $0.frame.maxY }
      }
      if !isOnEdge(route.start, \.maxX) { findings.append("wire begins nowhere: \(route.hint)") }
      for end in route.ends where !isOnEdge(end, \.x) { findings.append("wire ends nowhere: \(route.hint)") }
      if route.ends.isEmpty { findings.append("wire without end: \(route.hint)") }
      if !isConnected(route) { findings.append("wire in pieces: \(route.hint)") }
    }
  }

  /// Whether start, ends and all segments hang together.
  private func isConnected(_ route: Diagram.Route) -> Bool {
    func touches(_ segment: Segment, _ point: Point) -> Bool {
      min(segment.start.x, segment.end.x) <= point.x && point.x <= max(segment.start.x, segment.end.x)
        && min(segment.start.y, segment.end.y) <= point.y && point.y <= max(segment.start.y, segment.end.y)
    }
    func meet(_ a: Segment, _ b: Segment) -> Bool {
      touches(a, b.start) || touches(a, b.end) || touches(b, a.start) || touches(b, a.end)
    }
    var reached = Set(route.segments.indices.filter { touches(route.segments[$0], route.start) })
    var open = Array(reached)
    while let index = open.popLast() {
      for other in route.segments.indices where !reached.contains(other) {
        if meet(route.segments[index], route.segments[other]) {
          reached.insert(other)
          open.append(other)
        }
      }
    }
    return reached.count == route.segments.count
      && route.ends.allSatisfy { end in route.segments.contains { touches($0, end) } }
  }

  /// Two nets on one line cannot be told apart.
  private mutating func checkSharedLines() {
    for (index, route) in diagram.routes.enumerated() {
      for other in diagram.routes[(index + 1)...] {
        for a in route.segments {
          for b in other.segments where a.isHorizontal == b.isHorizontal && overlapInLine(a, b) {
            findings.append("wires on one line: \(route.hint) and \(other.hint)")
          }
        }
      }
    }
  }

  private func overlapInLine(_ a: Segment, _ b: Segment) -> Bool {
    func range(_ from: Double, _ to: Double) -> (Double, Double) { (min(from, to), max(from, to)) }
    if a.isHorizontal {
      guard a.start.y == b.start.y else { return false }
      let (p, q) = (range(a.start.x, a.end.x), range(b.start.x, b.end.x))
      return p.0 < q.1 && q.0 < p.1
    }
    guard a.start.x == b.start.x else { return false }
    let (p, q) = (range(a.start.y, a.end.y), range(b.start.y, b.end.y))
    return p.0 < q.1 && q.0 < p.1
  }
}
