/// The combinational path with the most operators. Operators are counted, not gates: a wide adder is one, and so is every
/// choice between assignments. It shows where to look first, not how fast a circuit is.
public struct LongestPath: Hashable, Sendable {
  /// Operators and choices on the path.
  public let operators: Int
  /// From the source to the end, both included.
  public let steps: [Step]

  /// A signal or operator on the path.
  public struct Step: Hashable, Sendable {
    /// The name in the design, such as `lane_0.state`; nil for an operator without one.
    public let name: String?
    /// What it is or computes: `register`, `add`, `wire`.
    public let operation: String
    /// Operators and choices from the source to here, this one included.
    public let operators: Int
  }

  /// Nil when nothing in the netlist ends a path.
  init?(in netlist: FlatNetlist) {
    var search = DepthSearch(netlist)
    var best: (depth: Int, last: FlatNetlist.Vertex, end: Step)?
    func consider(_ driver: FlatNetlist.Vertex, _ levels: Int, _ name: String, _ operation: String) {
      let depth = search.depth(of: driver) + levels
      if depth > best?.depth ?? -1 { best = (depth, driver, Step(name: name, operation: operation, operators: depth)) }
    }
    for (number, scope) in netlist.scopes.enumerated() {
      let definition = scope.graph.definition
      for node in definition.signals where node.operation == .register {
        for driver in scope.graph.drivers[node.index] {
          let vertex = FlatNetlist.Vertex(scope: number, node: driver.node)
          consider(vertex, driver.levels, netlist.qualified(node.name ?? "unnamed", in: number), "register")
        }
      }
      for memory in definition.memories {
        for driver in scope.graph.writes[ObjectIdentifier(memory)] ?? [] {
          let vertex = FlatNetlist.Vertex(scope: number, node: driver.node)
          consider(vertex, driver.levels, netlist.qualified(memory.name, in: number), "memory")
        }
      }
    }
    for port in netlist.scopes[0].graph.definition.ports where port.operation == .output {
      let vertex = FlatNetlist.Vertex(scope: 0, node: port)
      netlist.forEachSource(of: vertex) { consider($0, $1, port.name ?? "unnamed", "output") }
    }
    guard let best else { return nil }
    operators = best.depth
    steps = search.path(to: best.last) + [best.end]
  }
}

/// The number of operators up to every vertex, found when it is asked for.
private struct DepthSearch {
  private let netlist: FlatNetlist
  private var depths: [Int32]
  private static let unknown: Int32 = -1
  private static let open: Int32 = -2

  init(_ netlist: FlatNetlist) {
    self.netlist = netlist
    depths = Array(repeating: Self.unknown, count: netlist.vertexCount)
  }

  mutating func depth(of start: FlatNetlist.Vertex) -> Int {
    var stack: [(vertex: FlatNetlist.Vertex, isLeaving: Bool)] = [(start, false)]
    while let (vertex, isLeaving) = stack.popLast() {
      let number = netlist.number(vertex)
      if isLeaving {
        depths[number] = Int32(farthestSource(of: vertex)?.depth ?? 0) + (vertex.node.operation.isOperator ? 1 : 0)
      } else if depths[number] == Self.unknown {
        depths[number] = Self.open
        stack.append((vertex, true))
        netlist.forEachSource(of: vertex) { source, _ in
          if depths[netlist.number(source)] == Self.unknown { stack.append((source, false)) }
        }
      }
    }
    return Int(depths[netlist.number(start)])
  }

  private func farthestSource(of vertex: FlatNetlist.Vertex) -> (vertex: FlatNetlist.Vertex, depth: Int)? {
    var best: (vertex: FlatNetlist.Vertex, depth: Int)?
    netlist.forEachSource(of: vertex) { source, levels in
      let depth = Int(depths[netlist.number(source)]) + levels
      if depth > best?.depth ?? -1 { best = (source, depth) }
    }
    return best
  }

  /// The steps of the longest path that ends at a vertex whose depth is known.
  func path(to end: FlatNetlist.Vertex) -> [LongestPath.Step] {
    var steps: [LongestPath.Step] = []
    var current: FlatNetlist.Vertex? = end
    while let vertex = current {
      steps.append(
        LongestPath.Step(
          name: netlist.name(vertex), operation: "\(vertex.node.operation)",
          operators: Int(depths[netlist.number(vertex)])))
      current = farthestSource(of: vertex)?.vertex
    }
    return steps.reversed()
  }
}
