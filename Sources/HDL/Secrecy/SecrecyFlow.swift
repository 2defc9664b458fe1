/// Which values and memories of a definition may depend on a secret, and by which way each secret gets there.
///
/// Secrecy spreads from everything that is declared secret: through operators, indices and addresses, from a condition to
/// whatever is assigned or written under it, and through memories and registers however many cycles it takes. It ends at
/// `declassify`. It does not pass through instances, whose ports say themselves which of them are secret.
struct SecrecyFlow {
  /// How a secret got to a value.
  private struct Arrival {
    let origin: Int32
    let place: UInt
  }
  /// One step that a secret can make.
  private struct Step {
    let from: Int32
    let to: Int32
    let place: UInt
  }

  private let definition: Definition
  /// Nodes come first, then memories, then the branches of the behaviour: what is assigned in a branch depends on it.
  private let firstMemory: Int
  private let firstBranch: Int
  private var arrivals: [Arrival?]

  /// Nil when nothing in the definition is declared secret.
  init?(_ definition: Definition) {
    // Only declarations have labels.
    let declarations = [definition.ports, definition.signals]
    guard
      declarations.contains(where: { $0.contains(where: \.isSecret) })
        || definition.memories.contains(where: \.isSecret)
    else { return nil }
    self.definition = definition
    firstMemory = definition.nodes.count
    firstBranch = firstMemory + definition.memories.count
    var steps = Steps(definition, firstMemory: firstMemory, firstBranch: firstBranch)
    steps.collect()
    arrivals = Array(repeating: nil, count: steps.vertices)
    spread(steps)
  }

  /// Whether a value may depend on a secret.
  func isSecret(_ node: Node) -> Bool { definition.owns(node) && arrivals[node.index] != nil }

  /// Whether a word of a memory may depend on a secret.
  func isSecret(_ memory: Memory) -> Bool {
    guard let position = definition.memories.firstIndex(where: { $0 === memory }) else { return false }
    return arrivals[firstMemory + position] != nil
  }

  // MARK: Spreading

  /// Marks what is reached, nearest first, so that the ways that are reported are the shortest ones.
  private mutating func spread(_ steps: Steps) {
    // The steps sorted by where they start.
    var starts = [Int32](repeating: 0, count: arrivals.count + 1)
    for step in steps.all { starts[Int(step.from) + 1] += 1 }
    for vertex in arrivals.indices { starts[vertex + 1] += starts[vertex] }
    var next = starts
    var sorted = [Int32](repeating: 0, count: steps.all.count)
    for (number, step) in steps.all.enumerated() {
      sorted[Int(next[Int(step.from)])] = Int32(number)
      next[Int(step.from)] += 1
    }

    var open: [Int32] = []
    func declare(_ vertex: Int, _ location: UInt) {
      arrivals[vertex] = Arrival(origin: -1, place: location)
      open.append(Int32(vertex))
    }
    for node in definition.ports + definition.signals where node.isSecret { declare(node.index, node.location) }
    for (position, memory) in definition.memories.enumerated() where memory.isSecret {
      declare(firstMemory + position, memory.location)
    }
    var done = 0
    while done < open.count {
      let vertex = Int(open[done])
      done += 1
      for number in sorted[Int(starts[vertex])..<Int(starts[vertex + 1])] {
        let step = steps.all[Int(number)]
        guard arrivals[Int(step.to)] == nil else { continue }
        arrivals[Int(step.to)] = Arrival(origin: step.from, place: step.place)
        open.append(step.to)
      }
    }
  }

  /// Every step that secrets can make in a definition; as many as its expressions and statements have parts.
  private struct Steps {
    let definition: Definition
    private let firstMemory: Int
    private(set) var vertices: Int
    private(set) var all: [Step] = []
    private var memories: [ObjectIdentifier: Int] = [:]

    init(_ definition: Definition, firstMemory: Int, firstBranch: Int) {
      self.definition = definition
      self.firstMemory = firstMemory
      vertices = firstBranch
      for (position, memory) in definition.memories.enumerated() {
        memories[ObjectIdentifier(memory)] = firstMemory + position
      }
    }

    mutating func collect() {
      for node in definition.nodes where node.operation != .declassify {
        for argument in node.arguments { add(argument, node.index, node.location) }
        if let memory = node.memory { add(memory, node) }
        if let fallback = node.fallback { add(fallback, node.index, node.location) }
      }
      collect(definition.body, in: nil)
    }

    private mutating func collect(_ block: Block, in branch: Int?) {
      for statement in block.statements {
        switch statement {
        case .assign(let target, let value, let location):
          guard definition.owns(target) else { break }
          add(value, target.index, location)
          if let branch { add(from: branch, to: target.index, location) }
        case .write(let memory, let address, let data, let mask):
          guard let vertex = memories[ObjectIdentifier(memory)] else { break }
          for value in [address, data] + (mask.map { [$0] } ?? []) { add(value, vertex, memory.location) }
          if let branch { add(from: branch, to: vertex, memory.location) }
        case .when(let condition, let then, let otherwise):
          let inner = open(condition, in: branch)
          collect(then, in: inner)
          collect(otherwise, in: inner)
        case .match(let subject, let arms, let otherwise):
          let inner = open(subject, in: branch)
          for arm in arms { collect(arm.block, in: inner) }
          if let otherwise { collect(otherwise, in: inner) }
        }
      }
    }

    /// A new branch that is taken because of `condition`.
    private mutating func open(_ condition: Node, in branch: Int?) -> Int {
      let inner = vertices
      vertices += 1
      add(condition, inner, condition.location)
      if let branch { add(from: branch, to: inner, condition.location) }
      return inner
    }

    private mutating func add(_ value: Node, _ vertex: Int, _ place: UInt) {
      // Constants tell nothing; a value of another module has been reported and has no place here.
      guard value.operation != .literal, definition.owns(value) else { return }
      add(from: value.index, to: vertex, place)
    }

    private mutating func add(_ memory: Memory, _ node: Node) {
      guard let vertex = memories[ObjectIdentifier(memory)] else { return }
      add(from: vertex, to: node.index, node.location)
    }

    private mutating func add(from: Int, to: Int, _ place: UInt) {
      all.append(Step(from: Int32(from), to: Int32(to), place: place))
    }
  }

  // MARK: Ways

  /// What the way of a secret leads through.
  struct Stop {
    let name: String
    /// Where the secret gets there, or where it is declared.
    let place: UInt
    /// Whether it is only the choice between values that depends on the stop before.
    var isChosen = false
  }

  /// The way of a secret from its declaration to a value, over whatever has a name.
  func way(to node: Node) -> [Stop] {
    var way: [Stop] = []
    var vertex = node.index
    var passedBranch = false
    while let arrival = arrivals[vertex] {
      if vertex >= firstBranch {
        passedBranch = true
      } else if let name = name(of: vertex) {
        // What lies behind is a condition of the stop that was found last.
        if passedBranch, !way.isEmpty { way[way.count - 1].isChosen = true }
        passedBranch = false
        way.append(Stop(name: name, place: arrival.place))
      }
      guard arrival.origin >= 0 else { break }
      vertex = Int(arrival.origin)
    }
    return way.reversed()
  }

  private func name(of vertex: Int) -> String? {
    guard vertex < firstMemory else { return definition.memories[vertex - firstMemory].name }
    let node = definition.nodes[vertex]
    return node.name.map { _ in definition.sourceName(of: node) }
  }
}
