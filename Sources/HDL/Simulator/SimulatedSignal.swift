/// A place in a simulation that has a value: what a name or a key path leads to.
struct SimulatedSignal {
  /// Names of the instances from the top module down and of the signal, joined by points.
  let name: String
  let width: Int
  /// Positions of the value's words, the lowest first.
  let positions: [Int]
  /// Positions of what it holds, for an input or a register.
  let state: [Int]?
  let enumeration: Enumeration?

  /// Whether what it holds is what it is: nothing has to be computed.
  /// Whether what it holds is what it is: nothing has to be computed.
  let isState: Bool

  init(name: String, width: Int, positions: [Int], state: [Int]?, enumeration: Enumeration?) {
    self.name = name
    self.width = width
    self.positions = positions
    self.state = state
    self.enumeration = enumeration
    isState = state == positions
  }
}

extension CompiledDesign {
  /// The signal that a node of an instance stands for.
  func signal(_ node: Node, in instance: Int) -> SimulatedSignal? {
    let place = instances[instance]
    let own = place.plan.definition.owns(node) ? node : self.node(named: node.name ?? "", in: instance)
    guard let node = own, let positions = positions(of: node, in: instance)
    else { return nil }
    let isInput = node.operation == .input && place.parent == nil
    let register = place.registers.first { registers[$0].node === node }
    return SimulatedSignal(
      name: join(place.path, node.name ?? "value"), width: node.width, positions: positions,
      state: isInput ? positions : register.map { registers[$0].state }, enumeration: node.enumeration)
  }

  private func join(_ path: String, _ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

  /// A signal or named value of an instance. A signal comes before a value with the same name.
  private func node(named name: String, in instance: Int) -> Node? {
    let definition = instances[instance].plan.definition
    return definition.nodes.first { $0.name == name && $0.operation.isSignal }
      ?? definition.nodes.first { $0.name == name && $0.operation != .literal }
  }

  /// The instance that a path leads to, from another one.
  func instance(_ path: [Substring], from start: Int = 0) -> Int? {
    path.reduce(Optional(start)) { instance, name in
      instance.flatMap { instances[$0].children.first { instances[$0].name == name } }
    }
  }

  private func split(_ name: String) -> (path: [Substring], last: String) {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return (Array(parts.dropLast()), String(parts.last ?? ""))
  }

  func signal(named name: String) throws(CycleSimulationError) -> SimulatedSignal {
    let (path, last) = split(name)
    if path.isEmpty, let domain = domains.first(where: { $0.reset != nil && $0.domain.resetName == last }) {
      let position = [domain.reset ?? 0]
      return SimulatedSignal(name: last, width: 1, positions: position, state: position, enumeration: nil)
    }
    guard let instance = instance(path), let node = node(named: last, in: instance),
      let signal = signal(node, in: instance)
    else { throw unknown(name, path) { $0.nodes.filter { $0.operation != .literal }.compactMap(\.name) } }
    return signal
  }

  func memory(_ name: String, in instance: Int) -> MemoryState? {
    memories.first { $0.instance == instance && $0.memory.name == name }
  }

  func memory(named name: String) throws(CycleSimulationError) -> MemoryState {
    let (path, last) = split(name)
    guard let instance = instance(path), let memory = memory(last, in: instance) else {
      throw unknown(name, path) { $0.memories.map(\.name) }
    }
    return memory
  }

  /// Says what there is instead, in the deepest instance that the path leads to.
  private func unknown(
    _ name: String, _ path: [Substring], _ names: (Definition) -> [String]
  ) -> CycleSimulationError {
    guard let instance = instance(path) else {
      return .unknownName(name: name, design: top, similar: instances.dropFirst().prefix(20).map(\.path))
    }
    return .unknownName(name: name, design: top, similar: names(instances[instance].plan.definition))
  }

  func name(of memory: MemoryState) -> String { join(instances[memory.instance].path, memory.memory.name) }
}
