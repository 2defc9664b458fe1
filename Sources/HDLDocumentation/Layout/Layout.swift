extension LayeredGraph {
  /// Gives everything its place: layers from left to right, as few wires backwards and crossings as simple means find.
  func laidOut() -> Diagram {
    let layering = Layering(self, heights: vertices.indices.map { BoxShape($0, in: self).height })
    let order = LayerOrder(self, layering)
    let placement = Placement(self, order)
    let routing = Routing(placement)

    let margin = 8.0
    let inner = frame == nil ? 0 : 14.0
    let head = frame == nil ? 0 : 30.0
    let hasFirst = vertices.contains { $0.rank == .first }
    let hasLast = vertices.contains { $0.rank == .last }
    let shift = Point(x: margin + (hasFirst ? 0 : inner), y: margin + head)
    func moved(_ point: Point) -> Point { Point(x: point.x + shift.x, y: point.y + shift.y) }

    var diagram = Diagram()
    diagram.description = description
    diagram.width = routing.width + shift.x + margin + (hasLast ? 0 : inner)
    diagram.height = placement.height + shift.y + margin + inner
    if let frame {
      let left = hasFirst ? routing.edges[0].right + shift.x : margin
      let right = hasLast ? routing.edges[layering.count - 1].left + shift.x : diagram.width - margin
      let title = Lettering.title.fitted(frame, to: max(40, right - left - 24))
      let box = Rectangle(x: left, y: margin, width: right - left, height: diagram.height - 2 * margin)
      diagram.boxes.append(Diagram.Box(frame: box, style: .frame, link: nil, hint: "", isStack: false))
      diagram.labels.append(
        Diagram.Label(
          text: title, lettering: .title,
          frame: Rectangle(
            x: left + 12, y: margin + 7, width: Lettering.title.width(title), height: Lettering.title.lineHeight),
          anchor: .start, box: 0))
    }
    for (number, shape) in placement.shapes.enumerated() {
      let layer = layering.layers[number]
      let corner = moved(
        Point(x: routing.left(shape, layer: layer), y: placement.top(of: .vertex(number), layer: layer)))
      diagram.labels += shape.labels(at: corner, box: diagram.boxes.count)
      diagram.boxes.append(
        Diagram.Box(
          frame: Rectangle(x: corner.x, y: corner.y, width: shape.width, height: shape.height),
          style: shape.vertex.style, link: shape.vertex.link, hint: shape.vertex.hint, isStack: shape.vertex.isStack))
    }
    for (number, net) in nets.enumerated() {
      let route = routing.route(number, net)
      diagram.routes.append(
        Diagram.Route(
          segments: route.segments.map { Segment(start: moved($0.start), end: moved($0.end)) },
          start: moved(route.start), ends: route.ends.map(moved), junctions: route.junctions.map(moved),
          isStrong: route.isStrong, hint: route.hint, hasArrows: hasArrows))
    }
    return diagram
  }
}
