/// Answers questions about an elaborated design: what its modules hold, what a signal depends on, how long its paths are.
/// It only reads the design, and keeps what it found out for the next question.
///
/// Every question takes time linear in what it looks at: one module, or a module with everything below it, each instance
/// counted. Nothing recurses over the netlist, so that its depth does not matter.
public final class Analysis {
  private let design: Design
  private let graphs: [String: ModuleGraph]
  /// All modules, black boxes among them, children before their parents; the top is the last.
  public let modules: [ModuleDescription]

  /// Reads the whole design once.
  public init(_ design: Design) {
    self.design = design
    var definitions = design.definitions
    var seen = Set(definitions.map(ObjectIdentifier.init))
    for instance in design.definitions.flatMap(\.instances) {
      if seen.insert(ObjectIdentifier(instance.definition)).inserted { definitions.insert(instance.definition, at: 0) }
    }
    let graphs = definitions.map(ModuleGraph.init)
    self.graphs = Dictionary(graphs.map { ($0.definition.name, $0) }, uniquingKeysWith: { first, _ in first })
    let places = Locator.resolve(Set(definitions.flatMap(ModuleReader.locations)))
    var total: [String: Counts] = [:]
    modules = graphs.map { graph in
      let description = ModuleReader(graph: graph, places: places).read(total)
      total[description.name] = description.totalCounts
      return description
    }
  }

  /// The module with this Verilog name, or nil.
  public func module(_ name: String) -> ModuleDescription? { modules.first { $0.name == name } }

  /// The top module's name.
  public var top: String { design.top }

  /// The modules that instantiate `name`, each with the names of its instances. Linear in the instances of the design.
  public func users(of name: String) -> [(module: String, instances: [String])] {
    modules.compactMap { module in
      let instances = module.instances.filter { $0.module == name }.map(\.name)
      return instances.isEmpty ? nil : (module.name, instances)
    }
  }

  /// What a signal of a module depends on within a clock cycle; for a register or memory, what its next contents depend on.
  /// - Parameters:
  ///   - signal: a port, wire, register or memory, a value that was given a name, or an instance's pin as `instance_port`.
  ///   - reach: whether the outputs of instances end the search or are followed into the instances.
  /// - Returns: nil when the module has nothing of that name.
  public func cone(of signal: String, in module: String, reach: Cone.Reach = .hierarchy) -> Cone? {
    guard let graph = graphs[module] else { return nil }
    let netlist = FlatNetlist(graph, graphs: graphs, descends: reach == .hierarchy)
    return Cone(of: signal, in: netlist)
  }

  /// The longest combinational path of a module, through its instances too: from a register, memory or input to a
  /// register, memory or output.
  /// - Returns: nil when there is no such module or no path in it.
  public func longestPath(in module: String) -> LongestPath? {
    graphs[module].flatMap { LongestPath(in: FlatNetlist($0, graphs: graphs, descends: true)) }
  }

  /// How data moves between the ports, registers, memories and instances of a module; nil when there is no such module.
  public func dataFlow(in module: String) -> DataFlow? { graphs[module].map(DataFlow.init) }
}
