/// Gives everything in the layers its height on the page: near to what it is joined with, in the order of the layer, never
/// on top of something else, and never so that two nets would run on the same line in a channel.
struct Placement {
  let order: LayerOrder
  private(set) var shapes: [BoxShape]
  /// The upper edge of every item, by layer and place.
  private(set) var tops: [[Double]]
  private var places: [[LayerOrder.Item: Int]]

  private static let passageHeight = 12.0
  /// Wires of different nets in a channel stay this far apart.
  private static let clearance = 5.0

  init(_ graph: LayeredGraph, _ order: LayerOrder) {
    self.order = order
    shapes = graph.vertices.indices.map { BoxShape($0, in: graph) }
    tops = order.items.map { Array(repeating: 0, count: $0.count) }
    places = order.items.map { items in
      Dictionary(uniqueKeysWithValues: items.enumerated().map { ($1, $0) })
    }
    for layer in tops.indices { stack(layer) }
    for round in 0..<10 {
      if round < 6 { sortPins() }
      let layers = round % 2 == 0 ? Array(tops.indices) : tops.indices.reversed()
      for layer in layers { relax(layer, leftOnly: round == 0) }
    }
    for layer in tops.indices { settle(layer) }
    for layer in Set([0, tops.count - 1]).sorted() { straighten(layer) }
    layLanes()
    let top = tops.joined().min() ?? 0
    for layer in tops.indices { tops[layer] = tops[layer].map { $0 - top } }
  }

  /// The lowest edge of everything.
  var height: Double {
    tops.indices.flatMap { layer in tops[layer].indices.map { tops[layer][$0] + height(layer, $0) } }.max() ?? 0
  }

  func height(_ layer: Int, _ index: Int) -> Double {
    switch order.items[layer][index] {
    case .vertex(let vertex): shapes[vertex].height
    case .passage: Self.passageHeight
    }
  }

  func top(of item: LayerOrder.Item, layer: Int) -> Double { places[layer][item].map { tops[layer][$0] } ?? 0 }

  /// Where a net meets an item.
  func joint(_ joint: LayerOrder.Joint, net: Int, channel: Int) -> Double {
    let layer = joint.isLeft ? channel - 1 : channel
    return top(of: joint.item, layer: layer) + offset(joint, net)
  }

  private func offset(_ joint: LayerOrder.Joint, _ net: Int) -> Double {
    switch joint.item {
    case .vertex(let vertex): shapes[vertex].pinHeight(net, isLeft: !joint.isLeft)
    case .passage: Self.passageHeight / 2
    }
  }

  private func gap(_ layer: Int, after index: Int) -> Double {
    func kind(_ item: LayerOrder.Item) -> Int {
      guard case .vertex(let vertex) = item else { return 0 }
      return shapes[vertex].vertex.style == .port ? 1 : 2
    }
    switch (kind(order.items[layer][index]), kind(order.items[layer][index + 1])) {
    case (2, 2): return 26
    case (2, _), (_, 2): return 14
    // The pitch of the pins, so that wires run straight.
    case (1, 1): return 0
    default: return 4
    }
  }

  private mutating func stack(_ layer: Int) {
    var y = 0.0
    for index in tops[layer].indices {
      tops[layer][index] = y
      y += height(layer, index) + (index + 1 < tops[layer].count ? gap(layer, after: index) : 0)
    }
  }

  private mutating func sortPins() {
    var wishes: [[Int: Double]] = Array(repeating: [:], count: shapes.count * 2)
    for (channel, nets) in order.joints.enumerated() {
      for (net, ends) in nets.enumerated() {
        for end in ends {
          guard case .vertex(let vertex) = end.item else { continue }
          let others = ends.filter { $0 != end }
          guard !others.isEmpty else { continue }
          let sum = others.reduce(0) { $0 + joint($1, net: net, channel: channel) }
          wishes[2 * vertex + (end.isLeft ? 1 : 0)][net] = sum / Double(others.count)
        }
      }
    }
    for vertex in shapes.indices {
      shapes[vertex].sortPins { net, isLeft in wishes[2 * vertex + (isLeft ? 0 : 1)][net] ?? 0 }
    }
  }

  /// Moves the items of a layer to the weighted mean of where their nets would like them, as far as the order allows.
  private mutating func relax(_ layer: Int, leftOnly: Bool) {
    var wishes = tops[layer].map { (sum: $0 * 0.01, weight: 0.01) }
    for channel in leftOnly ? [layer] : [layer, layer + 1] {
      for (net, ends) in order.joints[channel].enumerated() {
        for end in ends where end.isLeft == (channel == layer + 1) {
          guard let index = places[layer][end.item] else { continue }
          for other in ends where other != end {
            var weight = 1.0
            if case .passage = other.item, case .passage = end.item { weight = 6 }
            wishes[index].sum += weight * (joint(other, net: net, channel: channel) - offset(end, net))
            wishes[index].weight += weight
          }
        }
      }
    }
    place(layer, wishes.map { ($0.sum / $0.weight, $0.weight) })
  }

  /// The places nearest to the wishes, by the sum of weighted squares, that keep order and distances: pool adjacent
  /// violators.
  private mutating func place(_ layer: Int, _ wishes: [(y: Double, weight: Double)]) {
    var offsets: [Double] = []
    var offset = 0.0
    for index in wishes.indices {
      offsets.append(offset)
      offset += height(layer, index) + (index + 1 < wishes.count ? gap(layer, after: index) : 0)
    }
    var pools: [(mean: Double, weight: Double, count: Int)] = []
    for (index, wish) in wishes.enumerated() {
      pools.append((wish.y - offsets[index], wish.weight, 1))
      while pools.count > 1, pools[pools.count - 2].mean > pools[pools.count - 1].mean {
        let last = pools.removeLast()
        let before = pools.removeLast()
        let weight = before.weight + last.weight
        pools.append(
          ((before.mean * before.weight + last.mean * last.weight) / weight, weight, before.count + last.count))
      }
    }
    var index = 0
    for pool in pools {
      for _ in 0..<pool.count {
        tops[layer][index] = pool.mean + offsets[index]
        index += 1
      }
    }
  }

  /// The final places of a layer, in whole pixels: straight wires where a small move makes them so, and no two nets on one
  /// line in the channel to the left. Moving down far enough always helps.
  private mutating func settle(_ layer: Int) {
    var present: [(net: Int, y: Double)] = []
    for (net, ends) in order.joints[layer].enumerated() {
      present += ends.filter { $0.isLeft && !$0.isBackward }.map { (net, joint($0, net: net, channel: layer)) }
    }
    var least = -Double.infinity
    for (index, item) in order.items[layer].enumerated() {
      if case .passage(_, true) = item { continue }
      var own: [(net: Int, offset: Double)] = []
      for (net, ends) in order.joints[layer].enumerated() {
        own += ends.filter { !$0.isLeft && $0.item == item }.map { (net, offset($0, net)) }
      }
      var top = max(tops[layer][index].rounded(), least)
      let moves = own.flatMap { mine in present.filter { $0.net == mine.net }.map { $0.y - mine.offset - top } }
      if let nearest = moves.min(by: { abs($0) < abs($1) }), abs(nearest) <= 14, top + nearest >= least {
        top += nearest
      }
      func conflicts() -> Bool {
        own.contains { mine in
          present.contains { $0.net != mine.net && abs($0.y - top - mine.offset) < Self.clearance }
        }
      }
      while conflicts() { top += 1 }
      tops[layer][index] = top
      guard index + 1 < order.items[layer].count else { break }
      least = (top + height(layer, index) + gap(layer, after: index)).rounded(.up)
    }
  }

  /// Moves ports by a few pixels where that makes their wires straight, and nothing is in the way.
  private mutating func straighten(_ layer: Int) {
    let items = order.items[layer]
    func isFree(_ index: Int, at top: Double) -> Bool {
      let below = index + 1 < items.count ? tops[layer][index + 1] - gap(layer, after: index) : .infinity
      let above =
        index > 0 ? tops[layer][index - 1] + height(layer, index - 1) + gap(layer, after: index - 1) : -.infinity
      guard top >= above, top + height(layer, index) <= below else { return false }
      let move = top - tops[layer][index]
      for channel in [layer, layer + 1] {
        let nets = order.joints[channel]
        for (net, ends) in nets.enumerated() {
          for end in ends where end.item == items[index] && end.isLeft == (channel == layer + 1) {
            let y = joint(end, net: net, channel: channel) + move
            for (other, others) in nets.enumerated() where other != net {
              if others.contains(where: {
                !$0.isBackward && $0.isLeft != end.isLeft
                  && abs(joint($0, net: other, channel: channel) - y) < Self.clearance
              }) {
                return false
              }
            }
          }
        }
      }
      return true
    }
    for round in 0..<2 {
      for index in round == 0 ? Array(items.indices.reversed()) : Array(items.indices) {
        guard case .vertex(let vertex) = items[index], shapes[vertex].vertex.style == .port else { continue }
        var moves: [Double] = []
        for channel in [layer, layer + 1] {
          for (net, ends) in order.joints[channel].enumerated() {
            guard let own = ends.first(where: { $0.item == items[index] }) else { continue }
            let y = joint(own, net: net, channel: channel)
            moves += ends.filter { $0 != own && !$0.isBackward }.map { joint($0, net: net, channel: channel) - y }
          }
        }
        guard let move = moves.min(by: { abs($0) < abs($1) }), move != 0, abs(move) < 30 else { continue }
        if isFree(index, at: tops[layer][index] + move) { tops[layer][index] += move }
      }
    }
  }

  /// Nets that run backwards get lanes below everything else, those with short ways nearest to it.
  private mutating func layLanes() {
    struct Lane {
      let net: Int
      let layers: ClosedRange<Int>
    }
    var found: [Int: ClosedRange<Int>] = [:]
    for (layer, items) in order.items.enumerated() {
      for case .passage(let net, true) in items {
        found[net] = (found[net]?.lowerBound ?? layer)...layer
      }
    }
    let lanes = found.map { Lane(net: $0.key, layers: $0.value) }
      .sorted { ($0.layers.count, $0.layers.lowerBound, $0.net) < ($1.layers.count, $1.layers.lowerBound, $1.net) }
    var floor = 0.0
    for (layer, items) in order.items.enumerated() {
      for (index, item) in items.enumerated() {
        if case .passage(_, true) = item { continue }
        floor = max(floor, tops[layer][index] + height(layer, index))
      }
    }
    var taken: [[ClosedRange<Int>]] = []
    for lane in lanes {
      // Neighbours in a channel would meet there.
      let needed = lane.layers.lowerBound - 1...lane.layers.upperBound + 1
      let number = taken.firstIndex { !$0.contains { $0.overlaps(needed) } } ?? taken.count
      if number == taken.count { taken.append([]) }
      taken[number].append(lane.layers)
      for layer in lane.layers {
        guard let index = places[layer][.passage(net: lane.net, isBackward: true)] else { continue }
        tops[layer][index] = floor + 12 + Double(number) * Self.passageHeight
      }
    }
  }
}
