/// One instance of a module in the flattened design.
struct FlatInstance {
  /// Names of the instances from the top module down, joined by points; empty for the top module.
  let path: String
  let name: String
  let plan: DefinitionPlan
  let parent: Int?
  /// For every port, by index, the pin in the instance around this one.
  let pins: [Int: Node]
  /// For every pin in that instance, by position, the port.
  let ports: [Node]
  /// The numbers of the design's clock domains by those of the module.
  let domains: [ClockDomain: Int]
  /// Resets that the instance around this one drives.
  let resetPins: [ClockDomain: Node]
  /// The clock domains of the instance around this one, by those of the module.
  let outerDomains: [ClockDomain: ClockDomain]
  var children: [Int] = []
  /// The words of every node, by index, as far as they are known.
  var words: [[Word]?]
  /// The nodes that are being computed, by index.
  var isOpen: [Bool]
  /// The numbers of the registers and memories in the flattened design.
  var registers: [Int] = []
  var memories: [Int] = []
}

/// A clock domain of the design.
struct FlatDomain {
  let domain: ClockDomain
  let hasClock: Bool
  /// The reset input, where there is one.
  let reset: Word?
}

struct FlatRegister {
  let node: Node
  let instance: Int
  let domain: Int
  /// What the register holds. What others see differs from it during an asynchronous reset.
  let state: [Word]
  var next: [Word]
  /// Whether it is reset, for a register that can be.
  var reset: Word?
}

struct FlatMemory {
  let memory: Memory
  let instance: Int
  let domain: Int
  var writes: [FlatWrite] = []
}

struct FlatWrite {
  let enable: Word
  let address: Word
  let data: [Word]
  /// The bits that are written, where not all are.
  let mask: [Word]?
}

struct FlatProperty {
  let assertion: Assertion
  let instance: Int
  let domain: Int
  /// Whether the property holds or reset is active; for coverage whether the point is reached and reset is not active.
  let condition: Word
}

/// A design as one graph of words, with everything that holds state.
struct FlatDesign {
  var graph = WordGraph()
  var domains: [FlatDomain] = []
  var instances: [FlatInstance] = []
  var registers: [FlatRegister] = []
  var memories: [FlatMemory] = []
  var properties: [FlatProperty] = []

  /// - Throws: `CycleSimulationError.blackBox` for a black box that has no model.
  init(_ design: Design) throws(CycleSimulationError) {
    guard let top = design.definitions.last else { return }
    for use in top.domains {
      let reset = use.needsReset ? graph.source(width: 1) : nil
      domains.append(FlatDomain(domain: use.domain, hasClock: use.needsClock, reset: reset))
    }
    try place(top)
    for instance in instances.indices { compute(instance) }
    for instance in instances.indices { computeState(instance) }
  }

  /// An instance that is to be placed.
  private struct Request {
    let definition: Definition
    let name: String
    let parent: Int?
    let record: InstanceRecord?
  }

  /// Takes the hierarchy over, the outermost module first.
  private mutating func place(_ top: Definition) throws(CycleSimulationError) {
    var plans: [ObjectIdentifier: DefinitionPlan] = [:]
    var requests = [Request(definition: top, name: top.name, parent: nil, record: nil)]
    var next = 0
    while next < requests.count {
      let request = requests[next]
      let definition = try body(of: request)
      let plan = plans[ObjectIdentifier(definition)] ?? DefinitionPlan(definition)
      plans[ObjectIdentifier(definition)] = plan
      instances.append(makeInstance(plan, request))
      addState(definition, to: next)
      for record in definition.instances {
        instances[next].children.append(requests.count)
        requests.append(Request(definition: record.definition, name: record.name, parent: next, record: record))
      }
      next += 1
    }
  }

  /// The definition with the behaviour of an instance: its own, or that of its model.
  private func body(of request: Request) throws(CycleSimulationError) -> Definition {
    guard let blackBox = request.definition.blackBox else { return request.definition }
    guard let model = blackBox.model?.definitions.last else {
      throw .blackBox(name: request.definition.name, instance: path(request.name, in: request.parent))
    }
    return model
  }

  private func path(_ name: String, in parent: Int?) -> String {
    guard let parent else { return "" }
    return instances[parent].path.isEmpty ? name : "\(instances[parent].path).\(name)"
  }

  private func makeInstance(_ plan: DefinitionPlan, _ request: Request) -> FlatInstance {
    let definition = plan.definition
    var pins: [Int: Node] = [:]
    var ports: [Node] = []
    // A model has the ports of its black box, but perhaps in another order.
    let isSame = definition === request.definition
    for (position, outer) in request.definition.ports.enumerated() {
      let port = isSame ? outer : definition.ports.first { $0.name == outer.name } ?? outer
      ports.append(port)
      if let record = request.record { pins[port.index] = record.pins[position] }
    }
    var numbers: [ClockDomain: Int] = [:]
    var outerDomains: [ClockDomain: ClockDomain] = [:]
    for use in definition.domains {
      let outer = request.record?.domain(of: use.domain) ?? use.domain
      outerDomains[use.domain] = outer
      numbers[use.domain] =
        request.parent.flatMap { instances[$0].domains[outer] } ?? domains.firstIndex { $0.domain == outer } ?? 0
    }
    return FlatInstance(
      path: path(request.name, in: request.parent), name: request.name, plan: plan, parent: request.parent, pins: pins,
      ports: ports, domains: numbers,
      resetPins: Dictionary((request.record?.resetPins ?? []).map { ($0.domain, $0.pin) }) { first, _ in first },
      outerDomains: outerDomains, words: Array(repeating: nil, count: definition.nodes.count),
      isOpen: Array(repeating: false, count: definition.nodes.count))
  }

  /// Gives an instance's registers, memories and, for the top module, inputs their words.
  private mutating func addState(_ definition: Definition, to instance: Int) {
    for node in definition.signals where node.operation == .register {
      let state = sources(node.width)
      // During an asynchronous reset others do not see what the register holds.
      if node.reset == nil || node.domain.reset == .synchronous { instances[instance].words[node.index] = state }
      instances[instance].registers.append(registers.count)
      registers.append(
        FlatRegister(
          node: node, instance: instance, domain: instances[instance].domains[node.domain] ?? 0, state: state,
          next: state))
    }
    for memory in definition.memories {
      instances[instance].memories.append(memories.count)
      memories.append(
        FlatMemory(memory: memory, instance: instance, domain: instances[instance].domains[memory.domain] ?? 0))
    }
    if instances[instance].parent == nil {
      for port in definition.ports where port.operation == .input {
        instances[instance].words[port.index] = sources(port.width)
      }
    }
  }

  private mutating func sources(_ width: Int) -> [Word] {
    (0..<WordGraph.wordCount(width)).map { graph.source(width: WordGraph.wordWidth(width, $0)) }
  }
}
