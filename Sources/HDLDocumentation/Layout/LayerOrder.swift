/// Everything that stands in a layer, from top to bottom: boxes, and the passages of nets that go on to other layers. A
/// net that runs backwards passes below the boxes.
struct LayerOrder {
  enum Item: Hashable {
    case vertex(Int)
    case passage(net: Int, isBackward: Bool)
  }

  /// By layer.
  private(set) var items: [[Item]]
  /// By channel and net, the items that the net joins there. Channel c lies to the left of layer c.
  let joints: [[[Joint]]]
  private var places: [Place: Int] = [:]

  private struct Place: Hashable {
    let layer: Int
    let item: Item
  }

  /// One end of a net in a channel.
  struct Joint: Hashable {
    let item: Item
    /// Whether the item stands on the left of the channel.
    let isLeft: Bool
    /// Whether the item lets a net pass backwards.
    var isBackward: Bool {
      if case .passage(_, true) = item { true } else { false }
    }
  }

  init(_ graph: LayeredGraph, _ layering: Layering) {
    var items = Array(repeating: [Item](), count: layering.count)
    for (vertex, layer) in layering.layers.enumerated() { items[layer].append(.vertex(vertex)) }
    var joints = Array(repeating: Array(repeating: [Joint](), count: graph.nets.count), count: layering.count + 1)
    for (number, net) in graph.nets.enumerated() {
      let start = layering.layers[net.source]
      let targets = net.sinks.map { layering.layers[$0.vertex] }
      joints[start + 1][number].append(Joint(item: .vertex(net.source), isLeft: true))
      for sink in net.sinks {
        joints[layering.layers[sink.vertex]][number].append(Joint(item: .vertex(sink.vertex), isLeft: false))
      }
      func pass(_ layer: Int, _ isBackward: Bool) {
        let item = Item.passage(net: number, isBackward: isBackward)
        items[layer].append(item)
        joints[layer][number].append(Joint(item: item, isLeft: false))
        joints[layer + 1][number].append(Joint(item: item, isLeft: true))
      }
      if let last = targets.max(), last > start + 1 { for layer in start + 1..<last { pass(layer, false) } }
      if let first = targets.min(), first <= start { for layer in first...start { pass(layer, true) } }
    }
    self.items = items
    self.joints = joints
    for layer in items.indices { sortBackward(layer) }
    improve()
  }

  /// The neighbours of an item: what its nets join it with in the channel on one side.
  private func neighbours() -> [Place: [(place: Place, channel: Int)]] {
    var result: [Place: [(Place, Int)]] = [:]
    for (channel, nets) in joints.enumerated() {
      for ends in nets {
        let places = ends.map { Place(layer: $0.isLeft ? channel - 1 : channel, item: $0.item) }
        for place in places {
          for other in places where other != place { result[place, default: []].append((other, channel)) }
        }
      }
    }
    return result
  }

  /// Sorts by the mean place of the neighbours, to the right and to the left in turn, and keeps the best order found.
  private mutating func improve() {
    let neighbours = neighbours()
    var best = items
    var fewest = crossings()
    for round in 0..<24 {
      let layers = round % 2 == 0 ? Array(items.indices) : items.indices.reversed()
      for layer in layers {
        let channel = round % 2 == 0 ? layer : layer + 1
        let keys = items[layer].enumerated().map { index, item -> Double in
          let others = (neighbours[Place(layer: layer, item: item)] ?? []).filter { $0.channel == channel }
          guard !others.isEmpty else { return relative(index, layer) }
          return others.reduce(0) { $0 + relative(places[$1.place] ?? 0, $1.place.layer) } / Double(others.count)
        }
        let order = items[layer].indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
        items[layer] = order.map { items[layer][$0] }
        sortBackward(layer)
      }
      let count = crossings()
      if count < fewest { (best, fewest) = (items, count) }
    }
    items = best
    for layer in items.indices { sortBackward(layer) }
  }

  private func relative(_ index: Int, _ layer: Int) -> Double { (Double(index) + 0.5) / Double(items[layer].count) }

  /// Puts passages of nets that run backwards below everything else, those with the shortest way first, and notes places.
  private mutating func sortBackward(_ layer: Int) {
    func rank(_ item: Item) -> Int {
      guard case .passage(let net, true) = item else { return 0 }
      return joints.count { !$0[net].isEmpty }
    }
    let order = items[layer].indices.sorted { (rank(items[layer][$0]), $0) < (rank(items[layer][$1]), $1) }
    items[layer] = order.map { items[layer][$0] }
    for (index, item) in items[layer].enumerated() { places[Place(layer: layer, item: item)] = index }
  }

  /// How often connections from layer to layer cross.
  private func crossings() -> Int {
    var count = 0
    for channel in items.indices.dropFirst() {
      var lines: [(left: Int, right: Int)] = []
      for ends in joints[channel] {
        for left in ends where left.isLeft {
          for right in ends where !right.isLeft {
            lines.append(
              (
                places[Place(layer: channel - 1, item: left.item)] ?? 0,
                places[Place(layer: channel, item: right.item)] ?? 0
              ))
          }
        }
      }
      for (index, first) in lines.enumerated() {
        for second in lines[(index + 1)...] where (first.left - second.left) * (first.right - second.right) < 0 {
          count += 1
        }
      }
    }
    return count
  }
}
