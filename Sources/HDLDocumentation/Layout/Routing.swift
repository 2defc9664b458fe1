/// Draws the nets: from boxes straight to the left and right, and up and down in the channels between the layers, where
/// each net has a track of its own. So no wire meets a box, and no two nets share a line.
struct Routing {
  private let placement: Placement
  private var order: LayerOrder { placement.order }
  /// By channel, the tracks of its nets.
  private var tracks: [[Int: Int]] = []
  /// The left and right edge of every layer.
  private(set) var edges: [(left: Double, right: Double)] = []
  private var firstTrack: [Double] = []

  private static let trackPitch = 9.0

  init(_ placement: Placement) {
    self.placement = placement
    tracks = placement.order.joints.indices.map { Self.tracks(placement, channel: $0) }
    var x = 0.0
    for channel in order.joints.indices {
      let hasNets = order.joints[channel].contains { !$0.isEmpty }
      var notes = 0.0
      if channel > 0 {
        for case .vertex(let vertex) in order.items[channel - 1] {
          notes = max(notes, placement.shapes[vertex].notesWidth)
        }
      }
      firstTrack.append(x + notes + 14)
      let count = (tracks[channel].values.max() ?? -1) + 1
      let isBetween = channel > 0 && channel < order.items.count
      if hasNets || isBetween { x += notes + 14 + Double(max(0, count - 1)) * Self.trackPitch + 18 }
      guard channel < order.items.count else { break }
      let widths = order.items[channel].map { item in
        if case .vertex(let vertex) = item { placement.shapes[vertex].width } else { 0.0 }
      }
      let width = widths.max() ?? 0
      edges.append((x, x + width))
      x += width
    }
    self.width = x
  }

  /// Of all layers and channels.
  private(set) var width = 0.0

  /// The left edge of a box in a layer.
  func left(_ shape: BoxShape, layer: Int) -> Double {
    let edge = edges[layer]
    switch shape.vertex.rank {
    case .first: return edge.right - shape.width
    case .last: return edge.left
    case .free: return (edge.left + (edge.right - edge.left - shape.width) / 2).rounded()
    }
  }

  /// Orders the nets of a channel so that few cross, and lets those share a track that do not meet.
  private static func tracks(_ placement: Placement, channel: Int) -> [Int: Int] {
    struct Trunk {
      let net: Int
      let left: [Double]
      let right: [Double]
      let top: Double
      let bottom: Double

      /// How often the two cross when this one stands on the left.
      func crossings(leftOf other: Trunk) -> Int {
        right.count { $0 > other.top && $0 < other.bottom } + other.left.count { $0 > top && $0 < bottom }
      }
    }
    var trunks: [Trunk] = []
    for (net, ends) in placement.order.joints[channel].enumerated() where ends.count > 1 {
      let left = ends.filter(\.isLeft).map { placement.joint($0, net: net, channel: channel) }
      let right = ends.filter { !$0.isLeft }.map { placement.joint($0, net: net, channel: channel) }
      let all = left + right
      guard let top = all.min(), let bottom = all.max(), top < bottom else { continue }
      trunks.append(Trunk(net: net, left: left, right: right, top: top, bottom: bottom))
    }
    trunks.sort { ($0.top + $0.bottom, $0.net) < ($1.top + $1.bottom, $1.net) }
    var isBetter = true
    var rounds = 0
    while isBetter, rounds < 40 {
      isBetter = false
      rounds += 1
      for index in trunks.indices.dropLast() {
        let (first, second) = (trunks[index], trunks[index + 1])
        if second.crossings(leftOf: first) < first.crossings(leftOf: second) {
          trunks.swapAt(index, index + 1)
          isBetter = true
        }
      }
    }
    var result: [Int: Int] = [:]
    for (index, trunk) in trunks.enumerated() {
      let before = trunks[..<index].filter { $0.top - 6 < trunk.bottom && trunk.top < $0.bottom + 6 }
      result[trunk.net] = before.compactMap { result[$0.net] }.max().map { $0 + 1 } ?? 0
    }
    return result
  }

  /// Everything that is drawn of a net.
  func route(_ number: Int, _ net: LayeredGraph.Net) -> Diagram.Route {
    var segments: [Segment] = []
    var junctions: [Point] = []
    var ends: [Point] = []
    var start = Point(x: 0, y: 0)
    for channel in order.joints.indices {
      let joints = order.joints[channel][number]
      guard !joints.isEmpty else { continue }
      let points = joints.map { joint -> (point: Point, isLeft: Bool) in
        let y = placement.joint(joint, net: number, channel: channel)
        let layer = joint.isLeft ? channel - 1 : channel
        guard case .vertex(let vertex) = joint.item else {
          return (Point(x: joint.isLeft ? edges[layer].right : edges[layer].left, y: y), joint.isLeft)
        }
        let shape = placement.shapes[vertex]
        let left = left(shape, layer: layer)
        let point = Point(x: joint.isLeft ? left + shape.width : left, y: y)
        if joint.isLeft { start = point } else { ends.append(point) }
        return (point, joint.isLeft)
      }
      guard let track = tracks[channel][number] else {
        if points.count > 1 { segments.append(Segment(start: points[0].point, end: points[1].point)) }
        continue
      }
      let x = firstTrack[channel] + Double(track) * Self.trackPitch
      let heights = points.map(\.point.y)
      let (top, bottom) = (heights.min() ?? 0, heights.max() ?? 0)
      segments.append(Segment(start: Point(x: x, y: top), end: Point(x: x, y: bottom)))
      for (point, _) in points { segments.append(Segment(start: point, end: Point(x: x, y: point.y))) }
      for y in Set(heights).sorted() {
        let sides = Set(points.filter { $0.point.y == y }.map(\.isLeft)).count
        if sides + (y > top ? 1 : 0) + (y < bottom ? 1 : 0) > 2 { junctions.append(Point(x: x, y: y)) }
      }
    }
    for (layer, items) in order.items.enumerated() {
      for item in items {
        guard case .passage(let owner, _) = item, owner == number else { continue }
        let joint = LayerOrder.Joint(item: item, isLeft: true)
        let y = placement.joint(joint, net: number, channel: layer + 1)
        segments.append(
          Segment(start: Point(x: edges[layer].left, y: y), end: Point(x: edges[layer].right, y: y)))
      }
    }
    return Diagram.Route(
      segments: segments, start: start, ends: ends, junctions: junctions, isStrong: net.isStrong, hint: net.hint)
  }
}
