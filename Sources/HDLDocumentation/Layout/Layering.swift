/// Gives every vertex of a graph a layer, counted from the left.
struct Layering {
  /// By vertex, from 0.
  private(set) var layers: [Int]
  var count: Int { (layers.max() ?? -1) + 1 }

  /// - Parameter heights: of the boxes, by vertex.
  init(_ graph: LayeredGraph, heights: [Double]) {
    if graph.isInOrder {
      layers = Self.longestPaths(graph)
    } else {
      var search = LayerSearch(graph, heights: heights)
      layers = search.best(from: [Self.longestPaths(graph), Self.shortestPaths(graph)])
    }
    pack(graph)
  }

  /// Closes empty layers, and puts the last boxes behind all others.
  private mutating func pack(_ graph: LayeredGraph) {
    let free = graph.vertices.indices.filter { graph.vertices[$0].rank == .free }
    let hasFirst = graph.vertices.contains { $0.rank == .first }
    let used = Set(free.map { layers[$0] }).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: used.enumerated().map { ($1, $0 + (hasFirst ? 1 : 0)) })
    for vertex in graph.vertices.indices {
      switch graph.vertices[vertex].rank {
      case .first: layers[vertex] = 0
      case .free: layers[vertex] = numbers[layers[vertex]] ?? 0
      case .last: layers[vertex] = used.count + (hasFirst ? 1 : 0)
      }
    }
  }

  /// Every vertex behind all those before it, in the order of the graph, that lead to it.
  private static func longestPaths(_ graph: LayeredGraph) -> [Int] {
    var layers = Array(repeating: 1, count: graph.vertices.count)
    var incoming = Array(repeating: [Int](), count: graph.vertices.count)
    for net in graph.nets {
      for sink in net.sinks where net.source < sink.vertex { incoming[sink.vertex].append(net.source) }
    }
    for vertex in graph.vertices.indices where graph.vertices[vertex].rank == .free {
      for source in incoming[vertex] where graph.vertices[source].rank == .free {
        layers[vertex] = max(layers[vertex], layers[source] + 1)
      }
    }
    return layers
  }

  /// Every vertex as near to the first ones as its nets bring it; strong nets lead the way where there are any.
  private static func shortestPaths(_ graph: LayeredGraph) -> [Int] {
    var layers = Array(repeating: 0, count: graph.vertices.count)
    for strongOnly in [true, false] {
      var open = graph.vertices.indices.filter { graph.vertices[$0].rank == .first || layers[$0] > 0 }
      while !open.isEmpty {
        let vertex = open.removeFirst()
        for net in graph.nets where net.source == vertex && (net.isStrong || !strongOnly || layers[vertex] > 0) {
          for sink in net.sinks where layers[sink.vertex] == 0 && graph.vertices[sink.vertex].rank == .free {
            layers[sink.vertex] = layers[vertex] + 1
            open.append(sink.vertex)
          }
        }
      }
    }
    return layers.map { max(1, $0) }
  }
}

/// Moves single vertices between layers as long as that makes the drawing cheaper: nets that run forwards to the next
/// layer cost least, nets backwards or within a layer much, and so do many layers and high ones.
private struct LayerSearch {
  private let graph: LayeredGraph
  private let heights: [Double]
  private let free: [Int]

  private static let backward = 4.0
  private static let layer = 6.0
  private static let heightLimit = 520.0

  init(_ graph: LayeredGraph, heights: [Double]) {
    self.graph = graph
    self.heights = heights
    free = graph.vertices.indices.filter { graph.vertices[$0].rank == .free }
  }

  mutating func best(from starts: [[Int]]) -> [Int] {
    let found = starts.map { improved($0) }
    return found.min { cost($0) < cost($1) } ?? []
  }

  private func improved(_ start: [Int]) -> [Int] {
    var layers = start
    var now = cost(layers)
    var isBetter = true
    while isBetter {
      isBetter = false
      for vertex in free {
        let highest = (free.map { layers[$0] }.max() ?? 0) + 1
        for layer in 0...highest where layer != layers[vertex] {
          let before = layers[vertex]
          layers[vertex] = layer
          let then = cost(layers)
          if then < now - 0.001 {
            now = then
            isBetter = true
          } else {
            layers[vertex] = before
          }
        }
      }
    }
    return layers
  }

  private func cost(_ layers: [Int]) -> Double {
    let used = Set(free.map { layers[$0] }).sorted()
    guard let first = used.first, let last = used.last else { return 0 }
    func layer(_ vertex: Int) -> Int {
      switch graph.vertices[vertex].rank {
      case .first: first - 1
      case .free: layers[vertex]
      case .last: last + 1
      }
    }
    var cost = Double(used.count) * Self.layer
    var heightOf: [Int: Double] = [:]
    for vertex in free { heightOf[layers[vertex], default: 0] += heights[vertex] + 26 }
    for layer in used { cost += max(0, heightOf[layer, default: 0] - Self.heightLimit) / 15 }
    for net in graph.nets {
      let weight = net.isStrong ? 1.5 : 1
      for sink in net.sinks {
        let span = layer(sink.vertex) - layer(net.source)
        let isPort = graph.vertices[net.source].rank != .free || graph.vertices[sink.vertex].rank != .free
        cost += weight * (span > 0 ? Double(span) * (isPort ? 0.9 : 1) : Self.backward - 0.5 * Double(span))
      }
    }
    return cost
  }
}
