import HDL

/// The block diagram of a module: ports at the edges; instances, memories, state machines and the other registers as
/// boxes; one box for the logic between them. Arrows are what `DataFlow` says, those with the same ends drawn as one.
struct BlockDiagram {
  private let module: ModuleDescription
  private let analysis: Analysis
  private var graph = LayeredGraph()
  /// The box and the signal group of every endpoint.
  private var places: [DataFlow.Endpoint: Place] = [:]
  private var logic: Int?

  private struct Place: Hashable {
    let vertex: Int
    let group: SignalGroup
    /// Which one of an array.
    let member: Int
  }

  /// More labels than this beside one arrow, and more rows than that in a box, are counted instead.
  private static let labelLimit = 5
  private static let rowLimit = 12

  static func draw(_ module: ModuleDescription, _ analysis: Analysis) -> Diagram {
    var builder = BlockDiagram(module, analysis)
    builder.build()
    return builder.graph.laidOut()
  }

  private init(_ module: ModuleDescription, _ analysis: Analysis) {
    self.module = module
    self.analysis = analysis
  }

  private mutating func build() {
    graph.frame = module.name
    addPorts(.input, .first)
    addInstances()
    addRegisters()
    addMemories()
    addPorts(.output, .last)
    if let flow = analysis.dataFlow(in: module.name) { addNets(flow) }
    let inside = graph.vertices.filter { $0.rank == .free }.compactMap { $0.title.first?.text }
    graph.description =
      "Block diagram of \(module.name)" + (inside.isEmpty ? "" : ": \(inside.joined(separator: ", "))")
  }

  // MARK: Boxes

  private mutating func add(_ vertex: LayeredGraph.Vertex) -> Int {
    graph.vertices.append(vertex)
    return graph.vertices.count - 1
  }

  private mutating func addPorts(_ kind: SignalDescription.Kind, _ rank: LayeredGraph.Rank) {
    let against = Set(module.bundles.filter { $0.kind != .record }.map { $0.signals[1] })
    let ports = module.ports.filter { $0.kind == kind && !against.contains($0.name) }
    let groups = SignalGroup.groups(ports, module.bundles)
    let notes = Dictionary(module.ports.map { ($0.name, $0.comment) }, uniquingKeysWith: { first, _ in first })
    for group in families(groups) {
      let hints = group.flatMap {
        [$0.isSecret ? "\($0.label), secret" : $0.label] + $0.signals.compactMap { notes[$0] }.filter { !$0.isEmpty }
      }
      let label = group.count > 1 ? "\(prefix(group[0].name))_… (\(group.count))" : group[0].label
      let vertex = add(
        LayeredGraph.Vertex(
          style: .port, rank: rank,
          title: [.init(text: label, lettering: group.first(where: \.isSecret)?.lettering ?? group[0].lettering)],
          hint: hints.joined(separator: "\n")))
      let whole = SignalGroup(
        name: label, count: 1, width: 1, isStream: group[0].isStream, signals: group.flatMap(\.signals))
      for signal in whole.signals { places[.port(signal)] = Place(vertex: vertex, group: whole, member: 0) }
    }
  }

  private func prefix(_ name: String) -> Substring { name.prefix { $0 != "_" } }

  /// Four neighbours or more that share the first word of their names are drawn as one.
  private func families(_ groups: [SignalGroup]) -> [[SignalGroup]] {
    var families: [[SignalGroup]] = []
    for group in groups {
      if let last = families.last?.last, !group.isStream, !last.isStream, group.name.contains("_"),
        prefix(last.name) == prefix(group.name)
      {
        families[families.count - 1].append(group)
      } else {
        families.append([group])
      }
    }
    return families.flatMap { $0.count < 4 ? $0.map { [$0] } : [$0] }
  }

  private mutating func addInstances() {
    for (name, members) in arrays(module.instances, name: \.name, areEqual: { $0.module == $1.module }) {
      guard let child = analysis.module(members[0].module) else { continue }
      var title = [LayeredGraph.Text(text: members.count > 1 ? "\(name) ×\(members.count)" : name, lettering: .title)]
      if child.name != name { title.append(.init(text: child.name, lettering: .detail)) }
      let vertex = add(
        LayeredGraph.Vertex(
          style: .block, title: title, link: "\(child.name).html", hint: child.summary, isStack: members.count > 1))
      let against = Set(child.bundles.filter { $0.kind != .record }.map { $0.signals[1] })
      for group in SignalGroup.groups(child.ports.filter { !against.contains($0.name) }, child.bundles) {
        for port in group.signals {
          for instance in members {
            places[.pin(instance: instance.name, port: port)] = Place(
              vertex: vertex, group: group, member: group.member(of: port))
          }
        }
      }
    }
  }

  private mutating func addRegisters() {
    let machines = Set(module.stateMachines.map(\.register))
    for machine in module.stateMachines {
      let vertex = add(
        LayeredGraph.Vertex(
          style: .machine,
          title: [
            .init(text: machine.register, lettering: .title),
            .init(text: counted(machine.states.count, "state"), lettering: .detail),
          ], link: "\(module.name).html#\(machine.register)", hint: machine.states.joined(separator: ", ")))
      let name = machine.register
      let group = SignalGroup(name: name, count: 1, width: 1, isStream: false, signals: [name])
      places[.register(name)] = Place(vertex: vertex, group: group, member: 0)
    }
    let registers = module.registers.filter { !machines.contains($0.name) }
    guard !registers.isEmpty else { return }
    let groups = SignalGroup.groups(registers, module.bundles)
    let total = registers.reduce(0) { $0 + $1.width }
    var rows = groups.map { LayeredGraph.Text(text: $0.label, lettering: $0.isSecret ? .secret : .name) }
    if rows.count > Self.rowLimit {
      let rest = rows.count - Self.rowLimit + 1
      rows = rows.prefix(Self.rowLimit - 1) + [.init(text: "and \(rest) more", lettering: .detail)]
    }
    let vertex = add(
      LayeredGraph.Vertex(
        style: .registers,
        title: [.init(text: "registers", lettering: .title), .init(text: bits(total), lettering: .detail)], rows: rows,
        link: "\(module.name).html#registers", hint: groups.map(\.label).joined(separator: "\n")))
    for group in groups {
      for register in group.signals {
        places[.register(register)] = Place(vertex: vertex, group: group, member: group.member(of: register))
      }
    }
  }

  private mutating func addMemories() {
    for memory in module.memories {
      let vertex = add(
        LayeredGraph.Vertex(
          style: .memory,
          title: [
            .init(text: memory.name, lettering: memory.isSecret ? .secret : .title),
            .init(text: "\(grouped(memory.depth)) × \(bits(memory.width))", lettering: .detail),
          ], hint: memory.isSecret ? "memory, secret" : "memory"))
      let group = SignalGroup(name: memory.name, count: 1, width: memory.width, isStream: false, signals: [memory.name])
      places[.memory(memory.name)] = Place(vertex: vertex, group: group, member: 0)
    }
  }

  // MARK: Arrows

  private mutating func addNets(_ flow: DataFlow) {
    var sinks: [Place: [Place]] = [:]
    var sources: [Place] = []
    func join(_ source: Place, _ sink: Place) {
      guard source.vertex != sink.vertex, sinks[source]?.contains(sink) != true else { return }
      if sinks[source] == nil { sources.append(source) }
      sinks[source, default: []].append(sink)
    }
    for wire in flow.wires {
      if let source = places[wire.source], let sink = places[wire.sink] { join(source, sink) }
    }
    let inputs = flow.logicInputs.compactMap { places[$0] }
    let outputs = flow.logicOutputs.compactMap { places[$0] }
    if !outputs.isEmpty {
      let vertex = add(
        LayeredGraph.Vertex(
          style: .logic,
          title: [
            .init(text: "logic", lettering: .title),
            .init(text: counted(module.ownCounts.operators, "operator"), lettering: .detail),
          ]))
      logic = vertex
      for source in inputs { join(source, Place(vertex: vertex, group: source.group, member: source.member)) }
      for sink in outputs { join(Place(vertex: vertex, group: sink.group, member: sink.member), sink) }
    }
    bundle(sources, sinks)
  }

  /// Makes one net of all groups that go from one box to the same boxes.
  private mutating func bundle(_ sources: [Place], _ sinks: [Place: [Place]]) {
    struct Key: Hashable {
      let source: Int
      let targets: [Int]
    }
    var keys: [Key] = []
    var members: [Key: [Place]] = [:]
    for source in sources {
      let key = Key(source: source.vertex, targets: Set((sinks[source] ?? []).map(\.vertex)).sorted())
      if members[key] == nil { keys.append(key) }
      members[key, default: []].append(source)
    }
    for key in keys {
      let from = members[key] ?? []
      let reached = from.flatMap { sinks[$0] ?? [] }
      let targets = key.targets.map { target in
        LayeredGraph.Net.Sink(
          vertex: target, labels: labels(reached.filter { $0.vertex == target }, at: target))
      }
      let boxes = key.targets.map { graph.vertices[$0].title.first?.text ?? "" }
      graph.nets.append(
        LayeredGraph.Net(
          source: key.source, labels: labels(from, at: key.source), sinks: targets,
          isStrong: from.contains(where: \.group.isStream),
          hint: "\(names(from).joined(separator: ", ")) → \(boxes.joined(separator: ", "))"))
    }
  }

  /// Only instances have pins whose names a reader cannot see elsewhere.
  private func labels(_ places: [Place], at vertex: Int) -> [String] {
    guard graph.vertices[vertex].style == .block else { return [] }
    let names = names(places)
    if names.count <= Self.labelLimit { return names }
    return names.prefix(Self.labelLimit - 1) + ["and \(names.count - Self.labelLimit + 1) more"]
  }

  /// The labels of the groups, each once, with the members that are meant.
  private func names(_ places: [Place]) -> [String] {
    var order: [SignalGroup] = []
    var members: [SignalGroup: Set<Int>] = [:]
    for place in places {
      if members[place.group] == nil { order.append(place.group) }
      members[place.group, default: []].insert(place.member)
    }
    return order.map { $0.label((members[$0] ?? []).sorted()) }
  }
}
