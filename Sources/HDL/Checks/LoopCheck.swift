extension Checks {
  /// Follows every combinational dependency, through instances too, reports loops with their path, and records which
  /// inputs each output depends on, for the checks of the parent.
  ///
  /// The search is one over whole values; only where values depend on each other in a circle it is repeated bit by bit.
  mutating func checkLoops() {
    let dependencies = Dependencies(definition)
    let nodes = definition.nodes
    var graph = Graph(reserving: nodes.count)
    for node in nodes {
      dependencies.forEachSource(of: node) { graph.addEdge(to: $0.index) }
      graph.endVertex()
    }
    let components = graph.components()

    // Behind what it depends on, each component collects the inputs.
    var inputs = [PortSet](repeating: PortSet(), count: nodes.count)
    for (position, port) in definition.ports.enumerated() where port.operation == .input {
      inputs[port.index].insert(position)
    }
    for number in 0..<components.count {
      let component = components[number]
      guard graph.isCyclic(component) else {
        for vertex in component {
          for source in graph.successors(of: Int(vertex)) { inputs[Int(vertex)].formUnion(inputs[Int(source)]) }
        }
        continue
      }
      var found = PortSet()
      for vertex in component {
        found.formUnion(inputs[Int(vertex)])
        for source in graph.successors(of: Int(vertex)) { found.formUnion(inputs[Int(source)]) }
      }
      for vertex in component { inputs[Int(vertex)] = found }
      let members = component.sorted().map { nodes[Int($0)] }
      let loops = LoopSearch(members, of: dependencies).loops()
      for loop in loops { complain(about: loop, dependencies) }
      if loops.isEmpty { circles += members }
    }
    definition.combinationalInputs = definition.ports.map {
      $0.operation == .output ? inputs[$0.index] : PortSet()
    }
    checkStreams()
  }

  private mutating func complain(about loop: [LoopSearch.Stop], _ dependencies: Dependencies) {
    let labels = loop.map { definition.sourceName(of: $0.node) + $0.range }
    var notes: [(message: String, location: UInt)] = []
    for (index, stop) in loop.dropLast().enumerated() {
      guard let location = stop.place(in: dependencies) else { continue }
      notes.append(("`\(labels[index])` depends on `\(labels[index + 1])` here", location))
    }
    complain(
      "combinational loop in `\(definition.name)`: \(labels.joined(separator: " <- ")): put a register into it",
      at: loop.first?.node.location ?? 0, notes: notes)
  }

  private mutating func checkStreams() {
    var positions: [String: Int] = [:]
    for (position, port) in definition.ports.enumerated() { positions[port.name ?? ""] = position }
    for (position, port) in definition.ports.enumerated() where port.operation == .output {
      guard let name = port.name, name.hasSuffix("_valid") else { continue }
      let ready = name.dropLast(5) + "ready"
      guard let other = positions[String(ready)], definition.combinationalInputs[position].contains(other),
        definition.inputBits(of: position).contains(where: { $0.contains { $0.port == other } })
      else { continue }
      complain(
        "\(qualified(port)) depends on its own `\(ready)`: a stream's valid must not wait for ready", at: port.location)
    }
  }
}

/// Looks for loops between bits among values that depend on each other in a circle.
struct LoopSearch {
  private let bits: BitGraph
  private let components: Graph.Components

  /// A named value on a loop with those of its bits that are part of it.
  struct Stop {
    let node: Node
    var bits: Set<Int>
    /// The node at which the path goes on, named or not.
    let next: Node
  }

  init(_ members: [Node], of dependencies: Dependencies) {
    bits = BitGraph(members, of: dependencies, wholeSums: false)
    components = bits.graph.components()
  }

  /// The shortest path round each loop; those over different bits of the same values are one. Each ends where it starts.
  func loops() -> [[Stop]] {
    var loops: [[Stop]] = []
    var known: [[Int]: Int] = [:]
    for component in (0..<components.count).reversed() where bits.graph.isCyclic(components[component]) {
      guard let path = shortestPath(in: component) else { continue }
      let loop = stops(along: path, in: component)
      let route = loop.map(\.node.index)
      if let same = known[route] {
        for position in loop.indices { loops[same][position].bits.formUnion(loop[position].bits) }
      } else {
        known[route] = loops.count
        loops.append(loop)
      }
    }
    return loops
  }

  private func vertices(of node: Node, in component: Int) -> [Int] {
    bits.vertices(of: node).filter { components.number[$0] == Int32(component) }
  }

  /// The nodes round a loop from the first declared signal on it back to that.
  private func shortestPath(in component: Int) -> [Node]? {
    let start = components[component].lazy.map { bits.node(of: Int($0)) }.filter(\.operation.isSignal)
      .min { $0.index < $1.index }
    guard let start else { return nil }
    var origin: [Int: Node] = [:]
    var open = [start]
    var position = 0
    while position < open.count {
      let node = open[position]
      position += 1
      for vertex in vertices(of: node, in: component) {
        for successor in bits.graph.successors(of: vertex) where components.number[Int(successor)] == Int32(component) {
          let next = bits.node(of: Int(successor))
          if next === node, !isSelfDriven(node, vertex, Int(successor)) { continue }
          if origin[next.index] == nil {
            origin[next.index] = node
            open.append(next)
          }
          if next === start { return path(to: start, origin) }
        }
      }
    }
    return nil
  }

  /// Whether an edge inside a node is more than one from a bit to the whole or to a carry.
  private func isSelfDriven(_ node: Node, _ from: Int, _ to: Int) -> Bool {
    node.operation.isSignal && bits.bit(of: to) != nil
  }

  private func path(to end: Node, _ origin: [Int: Node]) -> [Node] {
    var path = [end]
    var node = end
    while let previous = origin[node.index] {
      path.append(previous)
      if previous === end { break }
      node = previous
    }
    return path.reversed()
  }

  private func stops(along path: [Node], in component: Int) -> [Stop] {
    path.indices.compactMap { index in
      let node = path[index]
      guard node.name != nil else { return nil }
      let found = vertices(of: node, in: component).compactMap(bits.bit)
      return Stop(node: node, bits: Set(found), next: path[index + 1 < path.count ? index + 1 : 1])
    }
  }
}

extension LoopSearch.Stop {
  /// The bits as they stand behind the name: nothing for all, `[3]`, `[7:4,1:0]`.
  var range: String { bits.count == node.width || bits.isEmpty ? "" : "[\(text(of: bits))]" }

  /// Where the value takes what comes next: the assignment, or what made the value.
  func place(in dependencies: Dependencies) -> UInt? {
    guard let drivers = dependencies.drivers(of: node) else { return node.operation.isSignal ? nil : node.location }
    if let instance = drivers.instance { return instance.record.location }
    return (drivers.values.first { $0.value === next } ?? drivers.values.first)?.location
  }
}

/// Bits in words: `7:4,1:0`.
private func text(of bits: Set<Int>) -> String {
  var runs: [ClosedRange<Int>] = []
  for bit in bits.sorted() {
    if let last = runs.last, last.upperBound == bit - 1 {
      runs[runs.count - 1] = last.lowerBound...bit
    } else {
      runs.append(bit...bit)
    }
  }
  return runs.reversed().map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.upperBound):\($0.lowerBound)" }
    .joined(separator: ",")
}
