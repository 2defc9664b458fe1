/// What a signal depends on within a clock cycle: its fan-in cone. All names are in alphabetical order; those below the
/// module carry the names of the instances, as in `lane_0.state`.
public struct Cone: Hashable, Sendable {
  /// Where the search ends.
  public enum Reach: Sendable {
    /// At the outputs of instances.
    case module
    /// At nothing but registers, memories and the module's own inputs.
    case hierarchy
  }

  /// Inputs of the module.
  public let inputs: [String]
  public let registers: [String]
  /// Memories that are read on the way. What selects their words belongs to the cone as well.
  public let memories: [String]
  /// Outputs of instances at which the search ended, and of black boxes whose inside is not known.
  public let instanceOutputs: [String]
  /// Operators in the cone.
  public let operators: Int

  /// Nil when the root of the netlist has no signal, named value or memory of this name.
  init?(of name: String, in netlist: FlatNetlist) {
    let graph = netlist.scopes[0].graph
    var open: [FlatNetlist.Vertex]
    func vertices(_ drivers: [ModuleGraph.Driver]) -> [FlatNetlist.Vertex] {
      drivers.map { FlatNetlist.Vertex(scope: 0, node: $0.node) }
    }
    if let memory = graph.memory(name) {
      open = vertices(graph.writes[ObjectIdentifier(memory)] ?? [])
    } else if let node = graph.definition.nodes.first(where: { $0.name == name && $0.operation != .literal }) {
      open = node.operation == .register ? vertices(graph.drivers[node.index]) : [.init(scope: 0, node: node)]
    } else {
      return nil
    }
    var seen = [Bool](repeating: false, count: netlist.vertexCount)
    var inputs: Set<String> = []
    var registers: Set<String> = []
    var memories: Set<String> = []
    var instanceOutputs: Set<String> = []
    var operators = 0
    while let vertex = open.popLast() {
      guard !seen[netlist.number(vertex)] else { continue }
      seen[netlist.number(vertex)] = true
      let node = vertex.node
      let label = netlist.name(vertex) ?? ""
      if node.operation.isOperator { operators += 1 }
      var isEnd = true
      netlist.forEachSource(of: vertex) { source, _ in
        isEnd = false
        open.append(source)
      }
      if let memory = node.memory { memories.insert(netlist.qualified(memory.name, in: vertex.scope)) }
      switch node.operation {
      case .register: registers.insert(label)
      case .input where isEnd: inputs.insert(label)
      case .outputPin where isEnd: instanceOutputs.insert(label)
      default: break
      }
    }
    self.inputs = inputs.sorted()
    self.registers = registers.sorted()
    self.memories = memories.sorted()
    self.instanceOutputs = instanceOutputs.sorted()
    self.operators = operators
  }
}
