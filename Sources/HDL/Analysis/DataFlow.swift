/// How data moves inside a module: what is wired straight from one place to another, and what goes through logic.
///
/// Wired straight means: through nothing but slices, concatenations and names; into a register also under a single `when`,
/// which is its clock enable. Linear in the module, except that a place with many straight sources lists each of them.
public struct DataFlow: Hashable, Sendable {
  /// Where data comes from or goes to.
  public enum Endpoint: Hashable, Sendable {
    case port(String)
    case register(String)
    case memory(String)
    case pin(instance: String, port: String)
  }

  public struct Wire: Hashable, Sendable {
    public let source: Endpoint
    public let sink: Endpoint
  }

  /// Straight connections, in the order of the sinks' declaration.
  public let wires: [Wire]
  /// Places whose data logic reads.
  public let logicInputs: [Endpoint]
  /// Places that logic drives.
  public let logicOutputs: [Endpoint]

  init(_ graph: ModuleGraph) {
    var reader = FlowReader(graph)
    var wires: [Wire] = []
    var logicOutputs: [Endpoint] = []
    for sink in reader.sinks() {
      var throughLogic = false
      var seen: Set<Endpoint> = []
      for driver in sink.drivers {
        if sink.isPlain(driver), reader.isWiring(driver.node) {
          for source in reader.sources(of: driver.node) where seen.insert(source).inserted {
            wires.append(Wire(source: source, sink: sink.endpoint))
          }
        } else {
          throughLogic = true
          reader.markLogic(driver.node)
        }
      }
      if throughLogic { logicOutputs.append(sink.endpoint) }
    }
    self.wires = wires
    self.logicOutputs = logicOutputs
    logicInputs = reader.logicInputs
  }
}

/// Something that data goes to.
private struct FlowSink {
  let endpoint: DataFlow.Endpoint
  let drivers: [ModuleGraph.Driver]
  /// Choices that the sink makes itself: a register and a memory have an enable.
  let freeLevels: Int
  /// Whether several values compete for the sink.
  let hasChoice: Bool

  /// Whether the value arrives without a choice between several.
  func isPlain(_ driver: ModuleGraph.Driver) -> Bool { !hasChoice && driver.levels <= freeLevels }
}

private struct FlowReader {
  let graph: ModuleGraph
  private var definition: Definition { graph.definition }
  private var wiring: [Bool?]
  private var isMarked: [Bool]
  private(set) var logicInputs: [DataFlow.Endpoint] = []
  private var known: Set<DataFlow.Endpoint> = []

  init(_ graph: ModuleGraph) {
    self.graph = graph
    wiring = Array(repeating: nil, count: graph.definition.nodes.count)
    isMarked = Array(repeating: false, count: graph.definition.nodes.count)
  }

  func sinks() -> [FlowSink] {
    func sink(_ endpoint: DataFlow.Endpoint, _ drivers: [ModuleGraph.Driver], levels: Int, values: Int = 1) -> FlowSink
    {
      FlowSink(
        endpoint: endpoint, drivers: drivers, freeLevels: levels,
        hasChoice: drivers.count { !$0.isCondition } > values)
    }
    var sinks: [FlowSink] = []
    for port in definition.ports where port.operation == .output {
      sinks.append(sink(.port(port.name ?? ""), graph.drivers[port.index], levels: 0))
    }
    for node in definition.signals {
      switch node.operation {
      case .register: sinks.append(sink(.register(node.name ?? ""), graph.drivers[node.index], levels: 1))
      case .inputPin: sinks.append(sink(pin(node), graph.drivers[node.index], levels: 0))
      default: break
      }
    }
    for memory in definition.memories {
      let addresses = definition.nodes.filter { $0.memory === memory }.flatMap(\.arguments)
      let reads = addresses.map { ModuleGraph.Driver(node: $0, levels: 0, isCondition: false) }
      sinks.append(sink(.memory(memory.name), reads, levels: 0, values: reads.count))
      // An address and a word, and perhaps a mask.
      sinks.append(sink(.memory(memory.name), graph.writes[ObjectIdentifier(memory)] ?? [], levels: 1, values: 3))
    }
    return sinks
  }

  private func pin(_ node: Node) -> DataFlow.Endpoint {
    guard let (instance, port) = graph.pins[node.index] else { return .port(node.name ?? "") }
    let record = definition.instances[instance]
    return .pin(instance: record.name, port: record.definition.ports[port].name ?? "")
  }

  /// The endpoint that a node reads, when it reads one.
  private func endpoint(_ node: Node) -> DataFlow.Endpoint? {
    switch node.operation {
    case .input: .port(node.name ?? "")
    case .register: .register(node.name ?? "")
    case .outputPin: pin(node)
    default: node.memory.map { .memory($0.name) }
    }
  }

  /// What a node is made of when it is wiring.
  private func parts(_ node: Node) -> [Node]? {
    switch node.operation {
    case .literal: return []
    case .slice, .concatenate, .declassify, .crossing: return node.arguments
    case .wire, .output, .inputPin:
      let drivers = graph.drivers[node.index]
      return drivers.count == 1 && drivers[0].levels == 0 ? [drivers[0].node] : nil
    default: return nil
    }
  }

  /// Whether the node passes on endpoints and constants without computing anything.
  mutating func isWiring(_ start: Node) -> Bool {
    var stack = [(start, false)]
    while let (node, isLeaving) = stack.popLast() {
      if isLeaving {
        wiring[node.index] = parts(node)?.allSatisfy { wiring[$0.index] == true } ?? false
      } else if wiring[node.index] == nil {
        if endpoint(node) != nil {
          wiring[node.index] = true
        } else if let parts = parts(node) {
          // Settled when its parts are; a loop is none.
          wiring[node.index] = false
          stack.append((node, true))
          stack += parts.filter { wiring[$0.index] == nil }.map { ($0, false) }
        } else {
          wiring[node.index] = false
        }
      }
    }
    return wiring[start.index] == true
  }

  /// The endpoints behind wiring, in the order of the parts.
  func sources(of start: Node) -> [DataFlow.Endpoint] {
    var found: [DataFlow.Endpoint] = []
    var seen: Set<Int> = []
    var open = [start]
    while let node = open.popLast() {
      guard seen.insert(node.index).inserted else { continue }
      if let endpoint = endpoint(node) {
        found.append(endpoint)
      } else {
        open += (parts(node) ?? []).reversed()
      }
    }
    return found
  }

  /// Notes every endpoint that the value of a node depends on.
  mutating func markLogic(_ start: Node) {
    var open = [start]
    while let node = open.popLast() {
      guard !isMarked[node.index] else { continue }
      isMarked[node.index] = true
      if let endpoint = endpoint(node) {
        if known.insert(endpoint).inserted { logicInputs.append(endpoint) }
      } else {
        open += node.arguments + graph.drivers[node.index].map(\.node)
      }
    }
  }
}
