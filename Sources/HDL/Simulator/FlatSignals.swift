// Every signal comes to words: from its driver, through the ports of instances.
extension FlatDesign {
  /// A node of one instance.
  struct Place {
    let instance: Int
    let node: Node
    /// Its sources are known, or are on the path above it.
    var isOpen = false
  }

  /// Finds the words of every signal and every named value of an instance, and of what its state depends on.
  mutating func compute(_ instance: Int) {
    let plan = instances[instance].plan
    for node in plan.definition.nodes where node.operation.isSignal || (node.name != nil && node.operation != .literal)
    {
      compute(Place(instance: instance, node: node))
    }
    var roots = plan.definition.assertions.map(\.condition)
    for process in plan.processes.clocked { roots += process.block.roots().map(\.root) }
    for root in roots { compute(Place(instance: instance, node: root)) }
  }

  /// Finds the words of a node and of everything it depends on. The path is a stack of its own: dependencies may be deeper
  /// than the machine's. A node that is met again while it is being computed gets feedback words for the meantime.
  private mutating func compute(_ start: Place) {
    var path = [start]
    while let place = path.last {
      if place.isOpen {
        path.removeLast()
        instances[place.instance].isOpen[place.node.index] = false
        let words = build(place)
        if let feedbacks = instances[place.instance].words[place.node.index] {
          for (feedback, value) in zip(feedbacks, words) { graph.close(feedback, with: value) }
        }
        instances[place.instance].words[place.node.index] = words
      } else if instances[place.instance].words[place.node.index] != nil {
        path.removeLast()
      } else {
        path[path.count - 1].isOpen = true
        instances[place.instance].isOpen[place.node.index] = true
        pushSources(of: place, to: &path)
      }
    }
  }

  private mutating func push(_ node: Node, of instance: Int, to path: inout [Place]) {
    if instances[instance].words[node.index] != nil { return }
    if let constant = node.constant {
      instances[instance].words[node.index] = graph.literal(constant)
    } else if instances[instance].isOpen[node.index] {
      instances[instance].words[node.index] = (0..<WordGraph.wordCount(node.width)).map {
        graph.feedback(width: WordGraph.wordWidth(node.width, $0))
      }
    } else {
      path.append(Place(instance: instance, node: node))
    }
  }

  private mutating func pushSources(of place: Place, to path: inout [Place]) {
    let instance = place.instance
    if let (source, origin) = link(place) {
      push(origin, of: source, to: &path)
    } else if place.node.operation == .register || place.node.operation == .reset {
      if let (source, pin) = resetPin(place.node.domain, of: instance) { push(pin, of: source, to: &path) }
    } else if let process = instances[instance].plan.process[place.node.index] {
      for root in instances[instance].plan.roots[process] { push(root, of: instance, to: &path) }
    } else if instances[instance].plan.tables[place.node.index] != nil {
      push(place.node.arguments[0], of: instance, to: &path)
    } else {
      for argument in place.node.arguments { push(argument, of: instance, to: &path) }
    }
  }

  /// For the port of an instance seen from one side, the same port seen from the other.
  private func link(_ place: Place) -> (instance: Int, node: Node)? {
    let instance = instances[place.instance]
    switch place.node.operation {
    case .input:
      guard let parent = instance.parent, let pin = instance.pins[place.node.index] else { return nil }
      return (parent, pin)
    case .outputPin:
      guard let pin = instance.plan.pins[place.node.index] else { return nil }
      let child = instance.children[pin.instance]
      return (child, instances[child].ports[pin.port])
    default: return nil
    }
  }

  /// The signal that drives an instance's reset, unless that is an input of the design.
  private func resetPin(_ domain: ClockDomain, of start: Int) -> (instance: Int, node: Node)? {
    var (instance, domain) = (start, domain)
    while let parent = instances[instance].parent {
      if let pin = instances[instance].resetPins[domain] { return (parent, pin) }
      domain = instances[instance].outerDomains[domain] ?? domain
      instance = parent
    }
    return nil
  }

  /// The reset of one of an instance's clock domains.
  mutating func reset(_ domain: ClockDomain, of instance: Int) -> Word {
    if let (source, pin) = resetPin(domain, of: instance) { return words(of: pin, in: source)[0] }
    let number = instances[instance].domains[domain] ?? 0
    return (number < domains.count ? domains[number].reset : nil) ?? graph.literal(0)
  }

  /// The words of a node whose sources have theirs.
  private mutating func build(_ place: Place) -> [Word] {
    let node = place.node
    if let (source, origin) = link(place) { return words(of: origin, in: source) }
    if let constant = node.constant { return graph.literal(constant) }
    if node.operation == .reset { return [reset(node.domain, of: place.instance)] }
    if node.operation == .register { return asynchronousWords(node, place.instance) }
    let plan = instances[place.instance].plan
    if let process = plan.process[node.index] {
      return drivenWords(plan.processes.combinational[process], place.instance)
    }
    if let tables = plan.tables[node.index] {
      let index = graph.narrowed(words(of: node.arguments[0], in: place.instance))
      return tables.map { graph.lookup(index, in: $0) }
    }
    if let memory = node.memory, let position = plan.memories[ObjectIdentifier(memory)] {
      return read(instances[place.instance].memories[position], at: words(of: node.arguments[0], in: place.instance))
    }
    // A signal that nothing drives.
    if node.operation.isSignal { return graph.literal(Constant(width: node.width, value: 0)) }
    return graph.value(node, node.arguments.map { words(of: $0, in: place.instance) })
  }

  /// What others see of a register with an asynchronous reset.
  private mutating func asynchronousWords(_ node: Node, _ instance: Int) -> [Word] {
    guard let register = instances[instance].registers.first(where: { registers[$0].node === node }) else { return [] }
    let active = reset(node.domain, of: instance)
    let value = graph.literal(node.reset ?? Constant(width: node.width, value: 0))
    return graph.multiplex(active, value, registers[register].state)
  }

  private mutating func read(_ memory: Int, at address: [Word]) -> [Word] {
    let width = memories[memory].memory.width
    let address = graph.narrowed(address)
    return (0..<WordGraph.wordCount(width)).map { index in
      graph.operation(
        .memoryRead, width: WordGraph.wordWidth(width, index), address, value: UInt64(index), list: Int32(memory))
    }
  }

  /// The words of a node that has them.
  mutating func words(of node: Node, in instance: Int) -> [Word] {
    if let words = instances[instance].words[node.index] { return words }
    return graph.literal(node.constant ?? Constant(width: max(1, node.width), value: 0))
  }
}
