/// Reads one definition into its description.
struct ModuleReader {
  let graph: ModuleGraph
  let places: [UInt: SourcePosition]
  private var definition: Definition { graph.definition }

  init(graph: ModuleGraph, places: [UInt: SourcePosition]) {
    self.graph = graph
    self.places = places
  }

  /// Everything in a definition whose place in the source a description names.
  static func locations(_ definition: Definition) -> [UInt] {
    (definition.ports + definition.signals).map(\.location) + definition.memories.map(\.location)
      + definition.instances.map(\.location) + definition.assertions.map(\.location)
      + definition.nodes.filter(\.operation.isIdentity).map(\.location)
  }

  /// - Parameter total: the counts of the modules below, by name.
  func read(_ total: [String: Counts]) -> ModuleDescription {
    let registers = definition.signals.filter { $0.operation == .register }
    let own = counts(registers)
    var all = own
    for instance in definition.instances {
      all += total[instance.definition.name] ?? Counts()
      all.instances += 1
    }
    return ModuleDescription(
      name: definition.name, summary: definition.summary, latency: definition.latency, swiftType: definition.swiftType,
      location: first(definition.ports.map(\.location) + registers.map(\.location)),
      parameters: definition.parameterValues.flatMap(parameters)
        + (definition.blackBox?.parameters ?? []).map { .init(name: $0.name, value: $0.value.verilog) },
      isBlackBox: definition.blackBox != nil, clocks: clocks, ports: definition.ports.map(describe),
      registers: registers.map(describe),
      wires: definition.signals.filter { $0.operation == .wire }.map(describe),
      memories: definition.memories.map {
        MemoryDescription(
          name: $0.name, depth: $0.depth, width: $0.width, domain: $0.domain, isSecret: $0.isSecret,
          isInitialized: !$0.initial.isEmpty, location: places[$0.location])
      },
      instances: definition.instances.map(describe),
      assertions: definition.assertions.map(describe), exceptions: exceptions,
      bundles: definition.bundles.map {
        BundleDescription(name: $0.name, kind: $0.kind, signals: $0.nodes.map(name))
      },
      stateMachines: registers.compactMap { StateMachine(register: $0, in: definition) },
      controlRegisters: definition.controlRegisters, ownCounts: own, totalCounts: all)
  }

  private func counts(_ registers: [Node]) -> Counts {
    var counts = Counts()
    counts.registers = registers.count
    counts.registerBits = registers.reduce(0) { $0 + $1.width }
    counts.memories = definition.memories.count
    counts.memoryBits = definition.memories.reduce(0) { $0 + $1.depth * $1.width }
    counts.operators = definition.nodes.count { $0.operation.isOperator }
    counts.assertions = definition.assertions.count
    return counts
  }

  private func name(_ node: Node) -> String { node.name ?? "unnamed" }

  /// The place that is nearest to the beginning of the file of the first one.
  private func first(_ locations: [UInt]) -> SourcePosition? {
    let found = locations.compactMap { places[$0] }
    return found.filter { $0.path == found.first?.path }.min { $0.line < $1.line }
  }

  private func describe(_ node: Node) -> SignalDescription {
    let kind: SignalDescription.Kind =
      switch node.operation {
      case .input: .input
      case .output: .output
      case .register: .register
      default: .wire
      }
    return SignalDescription(
      name: name(node), kind: kind, width: node.width, enumeration: node.enumeration.map(EnumerationDescription.init),
      comment: node.comment, isSigned: node.isSigned, isSecret: node.isSecret, domain: node.domain,
      combinationalInputs: combinationalInputs(node), reset: node.reset, location: places[node.location])
  }

  private func combinationalInputs(_ node: Node) -> [String] {
    guard node.operation == .output, let position = graph.positions[node.index],
      position < definition.combinationalInputs.count
    else { return [] }
    let inputs = definition.combinationalInputs[position]
    return definition.ports.indices.filter { inputs.contains($0) }.map { name(definition.ports[$0]) }
  }

  private func describe(_ assertion: Assertion) -> AssertionDescription {
    let kind: AssertionDescription.Kind =
      switch assertion.kind {
      case .always: .always
      case .assume: .assume
      case .cover: .cover
      }
    return AssertionDescription(
      name: assertion.name, kind: kind, condition: assertion.condition.brief(levels: 4),
      location: places[assertion.location])
  }

  private var clocks: [ClockDescription] {
    if let blackBox = definition.blackBox {
      return blackBox.clocks.map { ClockDescription(domain: $0.domain, clock: $0.name, reset: nil) }
        + blackBox.resets.map { ClockDescription(domain: $0.domain, clock: nil, reset: $0.name) }
    }
    return definition.domains.map {
      ClockDescription(
        domain: $0.domain, clock: $0.needsClock ? $0.domain.clockName : nil,
        reset: $0.needsReset ? $0.domain.resetName : nil)
    }
  }

  private var exceptions: [ExceptionDescription] {
    definition.nodes.filter(\.operation.isIdentity).map { node in
      ExceptionDescription(
        kind: node.operation == .declassify ? .declassify : .crossing, value: node.arguments[0].brief(levels: 3),
        reason: node.note, location: places[node.location])
    }
  }

  private func describe(_ instance: InstanceRecord) -> InstanceDescription {
    let connections = zip(instance.definition.ports, instance.pins).map { port, pin in
      InstanceDescription.Connection(
        port: name(port), direction: port.operation == .input ? .input : .output, width: port.width,
        value: port.operation == .input ? value(of: pin) : name(pin))
    }
    return InstanceDescription(
      name: instance.name, module: instance.definition.name, connections: connections,
      location: places[instance.location])
  }

  private func value(of pin: Node) -> String {
    let drivers = graph.drivers[pin.index]
    guard drivers.count == 1, drivers[0].levels == 0 else { return "driven by statements" }
    return drivers[0].node.brief(levels: 3)
  }

  /// Fields of a record one by one: sizes are usually kept in one.
  private func parameters(_ name: String, _ value: Any) -> [ModuleDescription.Parameter] {
    let mirror = Mirror(reflecting: value)
    guard mirror.displayStyle == .struct, !mirror.children.isEmpty, !(value is any CustomStringConvertible) else {
      return [ModuleDescription.Parameter(name: name, value: "\(value)")]
    }
    return mirror.children.flatMap { parameters("\(name).\(snakeCase($0.label ?? ""))", $0.value) }
  }
}
