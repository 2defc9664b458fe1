/// Copies a design, with everything below its top module, into one definition.
///
/// Instances dissolve: the pins become wires. The reset becomes an ordinary signal, so that what happens in reset is
/// behaviour like any other.
struct FlatCopy {
  /// The clock domain of everything that is copied, and the signal that stands for its reset.
  let domain: ClockDomain
  let reset: Node
  private let result: Definition
  /// What the names begin with.
  private let prefix: String
  /// What secrets reach, by module; nil where nothing is declared secret.
  private var flows: [ObjectIdentifier: SecrecyFlow?] = [:]

  /// The public registers and memories, in the same order in every copy of a design.
  private(set) var publicRegisters: [(name: String, node: Node)] = []
  private(set) var publicMemories: [(name: String, memory: Memory)] = []
  /// The values of `declassify`.
  private(set) var declassified: [Node] = []
  /// Bits of all registers.
  private(set) var registerBits = 0
  /// Bits of all memories.
  private(set) var memoryBits = 0

  init(into result: Definition, prefix: String, domain: ClockDomain, reset: Node) {
    self.result = result
    self.prefix = prefix
    self.domain = domain
    self.reset = reset
  }

  /// - Parameters:
  ///   - ports: what stands for the definition's ports, in their order.
  ///   - path: the instances that lead here, each followed by `_`.
  mutating func add(_ definition: Definition, ports: [Node], path: String = "") {
    var copies = [Node?](repeating: nil, count: definition.nodes.count)
    for (port, node) in zip(definition.ports, ports) { copies[port.index] = node }
    let flow = self.flow(of: definition)

    var memories: [ObjectIdentifier: Memory] = [:]
    for memory in definition.memories {
      let copy = Memory(
        depth: memory.depth, width: memory.width, initial: memory.initial, style: memory.style, on: domain)
      copy.name = "\(prefix)_\(path)\(memory.name)"
      copy.isWritten = memory.isWritten
      result.memories.append(copy)
      memories[ObjectIdentifier(memory)] = copy
      memoryBits += memory.depth * memory.width
      if flow?.isSecret(memory) != true { publicMemories.append((path + memory.name, copy)) }
    }
    // Signals first: what an instance puts out is read before the instance is copied.
    for node in definition.nodes where node.operation.isSignal && copies[node.index] == nil {
      copies[node.index] = node.operation == .reset ? reset : signal(for: node, path, flow)
    }
    for node in definition.nodes where copies[node.index] == nil {
      let copy = Node(
        node.operation, width: node.width, arguments: node.arguments.compactMap { copies[$0.index] },
        location: node.location, low: node.low, constant: node.constant,
        memory: node.memory.flatMap { memories[ObjectIdentifier($0)] })
      copy.enumeration = node.enumeration
      if node.operation == .literal { copy.name = node.name }
      copy.isSigned = node.isSigned
      copy.domain = domain
      result.add(copy)
      copies[node.index] = copy
      if node.operation == .declassify { declassified.append(copy) }
    }
    for node in definition.nodes {
      if let fallback = node.fallback { copies[node.index]?.fallback = copies[fallback.index] }
    }

    let statements = StatementCopy(copies: copies, memories: memories)
    result.body.statements += statements.copy(definition.body) { $0?.reset == nil }.statements
    let started = statements.copy(definition.body) { $0?.reset != nil }
    let restarted = Block()
    for node in definition.signals where node.operation == .register {
      guard let value = node.reset, let register = copies[node.index] else { continue }
      let literal = Node(.literal, width: value.width, constant: value)
      result.add(literal)
      restarted.statements.append(.assign(target: register, value: literal, location: node.location))
    }
    if !restarted.statements.isEmpty {
      result.body.statements.append(.when(condition: reset, then: restarted, otherwise: started))
    }

    for instance in definition.instances {
      let pins = instance.pins.compactMap { copies[$0.index] }
      let inner = instance.definition.blackBox?.model?.definitions.last ?? instance.definition
      // A model may have its ports in another order.
      let ports = inner.ports.compactMap { port in
        instance.definition.ports.firstIndex { $0.name == port.name }.map { pins[$0] }
      }
      add(inner, ports: ports, path: "\(path)\(instance.name)_")
    }
  }

  private mutating func signal(for node: Node, _ path: String, _ flow: SecrecyFlow?) -> Node {
    let isRegister = node.operation == .register
    let copy = Node(isRegister ? .register : .wire, width: node.width, location: node.location)
    copy.name = "\(prefix)_\(path)\(node.name ?? "signal")"
    copy.enumeration = node.enumeration
    copy.isSigned = node.isSigned
    copy.domain = domain
    result.add(copy)
    result.signals.append(copy)
    if isRegister {
      registerBits += node.width
      if flow?.isSecret(node) != true { publicRegisters.append((path + (node.name ?? "register"), copy)) }
    }
    return copy
  }

  private mutating func flow(of definition: Definition) -> SecrecyFlow? {
    let key = ObjectIdentifier(definition)
    if let known = flows[key] { return known }
    let flow = SecrecyFlow(definition)
    flows[key] = .some(flow)
    return flow
  }
}

/// Copies statements to other nodes and memories.
private struct StatementCopy {
  let copies: [Node?]
  let memories: [ObjectIdentifier: Memory]

  /// The block with those assignments whose target fits; writes of memories have none. Branches that do nothing then
  /// disappear.
  func copy(_ block: Block, where fits: (Node?) -> Bool) -> Block {
    let result = Block()
    for statement in block.statements {
      switch statement {
      case .assign(let target, let value, let location):
        guard fits(target), let to = copies[target.index], let from = copies[value.index] else { break }
        result.statements.append(.assign(target: to, value: from, location: location))
      case .write(let memory, let address, let data, let mask):
        guard fits(nil), let to = memories[ObjectIdentifier(memory)], let place = copies[address.index],
          let word = copies[data.index]
        else { break }
        result.statements.append(
          .write(memory: to, address: place, data: word, mask: mask.flatMap { copies[$0.index] }))
      case .when(let condition, let then, let otherwise):
        let branches = [then, otherwise].map { copy($0, where: fits) }
        guard let condition = copies[condition.index], branches.contains(where: { !$0.statements.isEmpty }) else {
          break
        }
        result.statements.append(.when(condition: condition, then: branches[0], otherwise: branches[1]))
      case .match(let subject, let arms, let otherwise):
        let inner = arms.compactMap { arm in
          copies[arm.label.index].map { Arm(label: $0, block: copy(arm.block, where: fits)) }
        }
        let rest = otherwise.map { copy($0, where: fits) }
        guard let subject = copies[subject.index],
          (inner.map(\.block) + (rest.map { [$0] } ?? [])).contains(where: { !$0.statements.isEmpty })
        else { break }
        result.statements.append(.match(subject: subject, arms: inner, otherwise: rest))
      }
    }
    return result
  }
}
