/// A module with everything below it as one graph: a vertex is a node within one instance. Nothing is copied; a vertex is a
/// number, and its sources are looked up in the definition of its module.
final class FlatNetlist {
  /// One instance in the tree, or the module at the root of it.
  struct Scope {
    let graph: ModuleGraph
    /// Names of the instances from the root to here, empty for the root.
    let path: [String]
    let parent: Int
    /// The instance within the parent's definition.
    let instance: Int
    /// The number of the first vertex.
    let base: Int
    /// The scope of the first instance in it; the others follow in order.
    fileprivate(set) var children: Int
  }

  struct Vertex: Hashable {
    let scope: Int
    let node: Node
  }

  private(set) var scopes: [Scope] = []
  private(set) var vertexCount = 0
  private let descends: Bool

  /// - Parameter descends: whether the insides of instances belong to the graph.
  init(_ root: ModuleGraph, graphs: [String: ModuleGraph], descends: Bool) {
    self.descends = descends
    append(root, path: [], parent: -1, instance: -1)
    var next = 0
    while descends, next < scopes.count {
      let scope = scopes[next]
      scopes[next].children = scopes.count
      for (number, instance) in scope.graph.definition.instances.enumerated() {
        let graph = graphs[instance.definition.name] ?? ModuleGraph(instance.definition)
        append(graph, path: scope.path + [instance.name], parent: next, instance: number)
      }
      next += 1
    }
  }

  private func append(_ graph: ModuleGraph, path: [String], parent: Int, instance: Int) {
    scopes.append(
      Scope(graph: graph, path: path, parent: parent, instance: instance, base: vertexCount, children: -1))
    vertexCount += graph.definition.nodes.count
  }

  func number(_ vertex: Vertex) -> Int { scopes[vertex.scope].base + vertex.node.index }

  /// The name of a vertex in the design, such as `lane_0.state`.
  func name(_ vertex: Vertex) -> String? { vertex.node.name.map { qualified($0, in: vertex.scope) } }

  func qualified(_ name: String, in scope: Int) -> String { (scopes[scope].path + [name]).joined(separator: ".") }

  /// Calls `body` with everything a vertex depends on within the cycle, and with the choices that lie in between.
  func forEachSource(of vertex: Vertex, _ body: (Vertex, Int) -> Void) {
    let scope = scopes[vertex.scope]
    let node = vertex.node
    switch node.operation {
    case .register, .literal, .reset: break
    case .input:
      guard scope.parent >= 0, let position = scope.graph.positions[node.index] else { return }
      let pin = scopes[scope.parent].graph.definition.instances[scope.instance].pins[position]
      body(Vertex(scope: scope.parent, node: pin), 0)
    case .outputPin:
      guard descends, let (instance, port) = scope.graph.pins[node.index] else { return }
      let child = scope.children + instance
      body(Vertex(scope: child, node: scopes[child].graph.definition.ports[port]), 0)
    case .output where scope.graph.definition.blackBox != nil:
      // Of a black box only this is known.
      let definition = scope.graph.definition
      guard let position = scope.graph.positions[node.index] else { return }
      for (input, port) in definition.ports.enumerated() where definition.combinationalInputs[position].contains(input)
      {
        body(Vertex(scope: vertex.scope, node: port), 0)
      }
    case .output, .wire, .inputPin:
      for driver in scope.graph.drivers[node.index] {
        body(Vertex(scope: vertex.scope, node: driver.node), driver.levels)
      }
    default:
      for argument in node.arguments { body(Vertex(scope: vertex.scope, node: argument), 0) }
    }
  }
}

extension FlatNetlist.Vertex {
  static func == (a: Self, b: Self) -> Bool { a.scope == b.scope && a.node === b.node }
  func hash(into hasher: inout Hasher) {
    hasher.combine(scope)
    hasher.combine(node.id)
  }
}
