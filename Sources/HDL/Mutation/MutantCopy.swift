/// Copies a definition and puts a switch at every mutated place.
struct MutantCopy {
  let result: Definition
  private let original: Definition
  /// The number of the active mutant; none in a copy in which all are active.
  private let port: Node?
  private var mutations: [(number: Int, change: Mutation.Change)]
  /// The copies of the nodes, by index: as the behaviour sees them, and as assertions do.
  private var copies: [Node] = []
  private var faithful: [Node] = []
  private var byNode: [Int: [(Int, Mutation.Variant)]] = [:]
  private var byStatement: [Int: [(Int, Mutation.Change)]] = [:]
  private var statements = 0

  init(_ definition: Definition, port name: String?, mutations: [(number: Int, change: Mutation.Change)]) {
    original = definition
    self.mutations = mutations
    result = Definition(Owner(definition.name))
    port = name.map { name in
      let port = Node(.input, width: 16)
      port.name = name
      port.comment = "number of the active mutant, 0 for none"
      return port
    }
    for (number, change) in mutations {
      switch change {
      case .node(let index, let variant): byNode[index, default: []].append((number, variant))
      case .condition(let statement, _), .value(let statement, _), .dropped(let statement):
        byStatement[statement, default: []].append((number, change))
      }
    }
  }

  /// Makes the copy. `instances` gives the copies of the definitions below.
  mutating func run(instances: [ObjectIdentifier: Definition]) {
    result.summary = original.summary
    result.latency = original.latency
    result.keepsHierarchy = original.keepsHierarchy
    result.parameters = original.parameters
    result.isMutated = true
    result.isCircular = original.isCircular
    if let port { result.add(port) }
    copyNodes()
    result.ports = [port].compactMap { $0 } + original.ports.map { copies[$0.index] }
    result.signals = original.signals.map { copies[$0.index] }
    result.memories = original.memories
    result.body.statements = copy(original.body).statements
    result.assertions = original.assertions.map {
      Assertion(
        kind: $0.kind, name: $0.name, condition: faithful[$0.condition.index], location: $0.location,
        domain: $0.domain)
    }
    result.resets = original.resets.map { copies[$0.index] }
    result.blackBox = original.blackBox
    result.ignored = original.ignored.map { faithful[$0.index] }
    for instance in original.instances { copy(instance, instances) }
    if let port, mutations.isEmpty && original.instances.isEmpty { result.ignored.append(port) }
    result.noteClocking()
  }

  // MARK: Nodes

  private mutating func copyNodes() {
    for node in original.nodes {
      let plain = copy(node, arguments: node.arguments.map { faithful[$0.index] })
      faithful.append(plain)
      let isSame = node.arguments.allSatisfy { copies[$0.index] === faithful[$0.index] }
      var mutated = isSame ? plain : copy(node, arguments: node.arguments.map { copies[$0.index] })
      if let variants = byNode[node.index] {
        let value = isSame ? copy(node, arguments: plain.arguments) : mutated
        let name = value.name
        value.name = nil
        mutated = variants.reduce(value) { chain, variant in
          multiplex(variant.0, apply(variant.1, to: value), chain)
        }
        mutated.name = name
      }
      // What only assertions see keeps the name for itself no longer.
      if mutated !== plain && !node.operation.isSignal { plain.name = nil }
      copies.append(mutated)
    }
    for node in original.nodes { copies[node.index].fallback = node.fallback.map { copies[$0.index] } }
  }

  private func copy(_ node: Node, arguments: [Node]) -> Node {
    let copy = Node(
      node.operation, width: node.width, arguments: arguments, location: node.location, low: node.low,
      constant: node.constant, memory: node.memory)
    copy.name = node.name
    copy.reset = node.reset
    copy.enumeration = node.enumeration
    copy.isSigned = node.isSigned
    copy.isSecret = node.isSecret
    copy.domain = node.domain
    copy.isSynchronizer = node.isSynchronizer
    copy.isGhost = node.isGhost
    copy.note = node.note
    copy.comment = node.comment
    result.add(copy)
    return copy
  }

  private func make(_ operation: Operation, _ width: Int, _ arguments: [Node]) -> Node {
    let node = Node(operation, width: width, arguments: arguments)
    result.add(node)
    return node
  }

  private func literal(_ constant: Constant, like node: Node? = nil) -> Node {
    let literal = Node(.literal, width: constant.width, constant: constant)
    literal.enumeration = node?.enumeration
    literal.name = node?.enumeration?.label(Int(constant.words[0]))
    result.add(literal)
    return literal
  }

  private func isActive(_ number: Int) -> Node {
    guard let port else { return literal(Constant(width: 1, value: 1)) }
    return make(.equal, 1, [port, literal(Constant(width: 16, value: UInt64(number)))])
  }

  private func multiplex(_ number: Int, _ mutant: Node, _ value: Node) -> Node {
    make(.multiplex, value.width, [isActive(number), mutant, value])
  }

  private func apply(_ variant: Mutation.Variant, to node: Node) -> Node {
    let arguments = node.arguments
    switch variant {
    case .operation(let other): return make(other, node.width, arguments)
    case .complement: return make(.not, node.width, [node])
    case .swapped: return make(.multiplex, node.width, [arguments[0], arguments[2], arguments[1]])
    case .argument: return arguments[0]
    case .constant(let position, let constant):
      var changed = arguments
      changed[position] = literal(constant, like: arguments[position])
      return copy(node, arguments: changed)
    case .entry(let entry, let bit):
      let index = arguments[0]
      let isLast = entry == arguments.count - 2
      let code = literal(Constant(width: index.width, value: UInt64(entry)))
      // The last entry also stands for every index beyond it.
      let hit = make(isLast ? .lessOrEqual : .equal, 1, [code, index])
      let mask = literal(Constant(width: node.width, value: 0).flipping(bit: bit))
      return make(.multiplex, node.width, [hit, make(.xor, node.width, [node, mask]), node])
    case .stuck(let value): return literal(Constant(width: 1, value: value ? 1 : 0))
    }
  }

  // MARK: Statements

  private mutating func copy(_ block: Block) -> Block {
    let result = Block()
    for statement in block.statements {
      let changes = byStatement[statements] ?? []
      statements += 1
      result.statements.append(copy(statement, changes))
    }
    return result
  }

  private mutating func copy(_ statement: Statement, _ changes: [(Int, Mutation.Change)]) -> Statement {
    switch statement {
    case .assign(let target, let value, let location):
      let to = copies[target.index]
      let mutated = changes.reduce(copies[value.index]) { chain, change in
        if case .value(_, let constant) = change.1 { return multiplex(change.0, literal(constant, like: value), chain) }
        return multiplex(change.0, to, chain)
      }
      return .assign(target: to, value: mutated, location: location)
    case .write(let memory, let address, let data, let mask):
      let write = Statement.write(
        memory: memory, address: copies[address.index], data: copies[data.index], mask: mask.map { copies[$0.index] })
      return changes.reduce(write) { inner, change in
        let then = Block()
        then.statements = [inner]
        return .when(condition: make(.not, 1, [isActive(change.0)]), then: then, otherwise: Block())
      }
    case .when(let condition, let then, let otherwise):
      let value = copies[condition.index]
      let mutated = changes.reduce(value) { chain, change in
        guard case .condition(_, let variant) = change.1 else { return chain }
        return multiplex(change.0, apply(variant, to: value), chain)
      }
      return .when(condition: mutated, then: copy(then), otherwise: copy(otherwise))
    case .match(let subject, let arms, let otherwise):
      return .match(
        subject: copies[subject.index],
        arms: arms.map { Arm(label: copies[$0.label.index], block: copy($0.block)) },
        otherwise: otherwise.map { copy($0) })
    }
  }

  private func copy(_ instance: InstanceRecord, _ definitions: [ObjectIdentifier: Definition]) {
    var pins = instance.pins.map { copies[$0.index] }
    let definition = definitions[ObjectIdentifier(instance.definition)] ?? instance.definition
    if let port, definition.blackBox == nil {
      let pin = Node(.inputPin, width: 16)
      pin.name = "\(instance.name)_\(port.name ?? "mutant")"
      result.add(pin)
      result.signals.append(pin)
      result.body.statements.append(.assign(target: pin, value: port, location: 0))
      pins.insert(pin, at: 0)
    }
    let record = InstanceRecord(
      name: instance.name, definition: definition, pins: pins, location: instance.location, clocks: instance.clocks)
    record.resetPins = instance.resetPins.map { ($0.domain, copies[$0.pin.index]) }
    result.instances.append(record)
  }
}
