/// The dependencies between the single bits of some nodes of a module within a clock cycle.
///
/// Each node has one vertex for each bit, and one more on which all its bits depend and which depends on everything that
/// decides about the whole: conditions, indices, the operands of a comparison. That keeps the graph linear in the bits.
struct BitGraph {
  let nodes: [Node]
  private(set) var graph = Graph()
  private let dependencies: Dependencies
  /// By the index of a node: its first vertex, -1 for nodes outside.
  private var bases: [Int32]
  /// By vertex: the position of its node in `nodes`.
  private var positions: [Int32] = []

  /// - Parameter wholeSums: whether a bit of a sum counts as dependent on all bits of the operands. Simulators see it so:
  ///   one unknown bit makes the whole sum unknown (IEEE 1364-2005, 5.1.5).
  init(_ nodes: [Node], of dependencies: Dependencies, wholeSums: Bool) {
    self.nodes = nodes
    self.dependencies = dependencies
    bases = Array(repeating: -1, count: dependencies.definition.nodes.count)
    var size = 0
    for (position, node) in nodes.enumerated() {
      bases[node.index] = Int32(size)
      size += node.width + 1
      positions += Array(repeating: Int32(position), count: node.width + 1)
    }
    for node in nodes { addVertices(of: node, wholeSums: wholeSums) }
  }

  func node(of vertex: Int) -> Node { nodes[Int(positions[vertex])] }
  /// The bit that a vertex stands for; nil for the vertex of the whole.
  func bit(of vertex: Int) -> Int? {
    let node = node(of: vertex)
    let bit = vertex - Int(bases[node.index])
    return bit < node.width ? bit : nil
  }
  /// The vertices of a node, that of the whole last.
  func vertices(of node: Node) -> Range<Int> {
    let base = Int(bases[node.index])
    return base..<base + node.width + 1
  }
  func contains(_ node: Node) -> Bool { dependencies.definition.owns(node) && bases[node.index] >= 0 }

  private mutating func addVertices(of node: Node, wholeSums: Bool) {
    var aligned: [(base: Int, offset: Int, width: Int)] = []
    var whole: [Node] = []
    var hasCarries = false
    func note(_ source: Node, _ relation: BitRelation) {
      guard contains(source) else { return }
      switch relation {
      case .aligned(let offset): aligned.append((Int(bases[source.index]), offset, source.width))
      case .carries where wholeSums: whole.append(source)
      case .carries:
        aligned.append((Int(bases[source.index]), 0, source.width))
        hasCarries = true
      case .all: whole.append(source)
      }
    }
    node.forEachRelation(note)
    let drivers = dependencies.drivers(of: node)
    for (value, _) in drivers?.values ?? [] { note(value, .aligned(offset: 0)) }
    for condition in drivers?.conditions ?? [] { note(condition, .all) }
    var pins: [[PortBit]] = []
    if let (record, port) = drivers?.instance {
      pins = record.definition.inputBits(of: port).map { $0.filter { contains(record.pins[$0.port]) } }
    }

    let base = Int(bases[node.index])
    for bit in 0..<node.width {
      for source in aligned where 0..<source.width ~= bit + source.offset {
        graph.addEdge(to: source.base + bit + source.offset)
      }
      if let (record, _) = drivers?.instance, bit < pins.count {
        for pin in pins[bit] { graph.addEdge(to: vertices(of: record.pins[pin.port]).lowerBound + pin.bit) }
      }
      if hasCarries, bit > 0 { graph.addEdge(to: base + bit - 1) }
      if !whole.isEmpty { graph.addEdge(to: base + node.width) }
      graph.endVertex()
    }
    for source in whole { for vertex in vertices(of: source).dropLast() { graph.addEdge(to: vertex) } }
    graph.endVertex()
  }
}

/// One bit of a port, by the port's position.
struct PortBit: Hashable {
  let port: Int
  let bit: Int
}

extension Definition {
  /// For each bit of the output port at a position, the bits of input ports on which it depends within a clock cycle.
  /// Found when a parent asks, which it does only for what may be a loop.
  func inputBits(of port: Int) -> [[PortBit]] {
    if let known = knownInputBits[port] { return known }
    let result = blackBox.map { inputBits(of: port, in: $0) } ?? findInputBits(of: port)
    knownInputBits[port] = result
    return result
  }

  /// What the model of a black box says; without one, every output depends on every input.
  private func inputBits(of port: Int, in blackBox: BlackBoxRecord) -> [[PortBit]] {
    guard let model = blackBox.model?.definitions.last,
      let position = model.ports.firstIndex(where: { $0.name == ports[port].name })
    else {
      let all = inputs(of: port).flatMap { input in (0..<ports[input].width).map { PortBit(port: input, bit: $0) } }
      return Array(repeating: all, count: ports[port].width)
    }
    let positions = model.ports.map { inner in ports.firstIndex { $0.name == inner.name } ?? 0 }
    return model.inputBits(of: position).map { $0.map { PortBit(port: positions[$0.port], bit: $0.bit) } }
  }

  private func findInputBits(of port: Int) -> [[PortBit]] {
    let output = ports[port]
    let dependencies = Dependencies(self)
    let graph = BitGraph(dependencies.cone(of: output), of: dependencies, wholeSums: true)
    var portOfNode: [ObjectIdentifier: Int] = [:]
    for (position, node) in ports.enumerated() where node.operation == .input { portOfNode[node.id] = position }
    // By vertex: the bit for which it was reached last.
    var reached = [Int32](repeating: -1, count: graph.graph.count)
    return graph.vertices(of: output).dropLast().enumerated().map { bit, start -> [PortBit] in
      var found: [PortBit] = []
      var open = [start]
      reached[start] = Int32(bit)
      while let vertex = open.popLast() {
        if let port = portOfNode[graph.node(of: vertex).id], let bit = graph.bit(of: vertex) {
          found.append(PortBit(port: port, bit: bit))
        }
        for next in graph.graph.successors(of: vertex) where reached[Int(next)] != Int32(bit) {
          reached[Int(next)] = Int32(bit)
          open.append(Int(next))
        }
      }
      return found
    }
  }
}

extension Dependencies {
  /// Everything on which a node depends within a clock cycle, the node first.
  func cone(of node: Node) -> [Node] {
    var seen = [Bool](repeating: false, count: definition.nodes.count)
    var found = [node]
    seen[node.index] = true
    var position = 0
    while position < found.count {
      forEachSource(of: found[position]) { source in
        if seen[source.index] { return }
        seen[source.index] = true
        found.append(source)
      }
      position += 1
    }
    return found
  }
}
