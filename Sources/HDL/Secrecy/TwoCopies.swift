/// Two copies of a design side by side, as a design of its own whose properties say that nobody can tell the copies apart
/// at their public ports. Public inputs, and the reset, are the same for both; secret ones are not.
public struct TwoCopies {
  /// What becomes of the values of `declassify`.
  public enum Declassified: Sendable {
    /// They are computed from each copy's own secrets: nothing is believed about them.
    case own
    /// They are assumed to agree. What is shown is that the public ports tell nothing beyond them.
    case equal
  }

  /// What the properties say.
  public enum Claims: Sendable {
    /// Outputs agree, and so does the public state, which makes one step of induction enough.
    case outputsAndState
    /// Outputs agree. A run that refutes this shows by which output the copies can be told apart.
    case outputs
  }

  /// The two copies. In every cycle the public outputs of both agree, `OUTPUT_is_equal`, and as the invariant that shows
  /// it by one step of induction, so do all registers and memory words that no secret reaches according to the labels,
  /// `REGISTER_stays_equal`.
  /// Ports are named `first_NAME` and `second_NAME`, and `NAME` where both share it; the reset is `unit_reset`.
  public let design: Design
  /// The names of the public outputs of the original design.
  public let publicOutputs: [String]
  /// Bits of registers in both copies together.
  public let registerBits: Int
  /// Bits of memories in both copies together.
  public let memoryBits: Int

  /// - Throws: when the design has more than one clock, an asynchronous reset, an instance whose reset it drives itself,
  ///   or a black box without a model.
  public init(
    of design: Design, declassified: Declassified = .own, claims: Claims = .outputsAndState
  ) throws(ElaborationError) {
    guard let top = design.definitions.last else { throw ElaborationError(problems: []) }
    let domain = top.domains.first?.domain ?? .main
    let problems = Self.obstacles(design, domain).map {
      Problem(module: design.top, message: $0, location: nil, notes: [])
    }
    guard problems.isEmpty else { throw ElaborationError(problems: problems) }

    var product = Product(of: top, domain)
    product.compare(claims)
    if declassified == .equal { product.assumeDeclassifiedEqual() }
    product.definition.noteClocking()
    self.design = Design(top: product.definition.name, definitions: [product.definition])
    publicOutputs = product.publicOutputs
    registerBits = product.first.registerBits + product.second.registerBits
    memoryBits = product.first.memoryBits + product.second.memoryBits
  }

  private static func obstacles(_ design: Design, _ domain: ClockDomain) -> [String] {
    var found: [String] = []
    if !design.hasOneClock { found.append("two copies need a design with one clock") }
    if domain.reset == .asynchronous { found.append("two copies need a synchronous reset") }
    for instance in design.definitions.flatMap(\.instances) {
      if !instance.resetPins.isEmpty { found.append("two copies need `\(instance.name)` to have the design's reset") }
      if let box = instance.definition.blackBox, box.model == nil {
        found.append("two copies need a model of black box `\(instance.definition.name)`")
      }
    }
    return found
  }
}

/// The definition that contains both copies, while it is made.
private struct Product {
  let definition: Definition
  private(set) var first: FlatCopy
  private(set) var second: FlatCopy
  private let domain: ClockDomain
  /// Low in the first cycle after reset only.
  private let started: Node
  private var outputs: [(name: String, isSecret: Bool, first: Node, second: Node)] = []
  private var secretInputs: [(first: Node, second: Node)] = []

  var publicOutputs: [String] { outputs.filter { !$0.isSecret }.map(\.name) }

  init(of top: Definition, _ domain: ClockDomain) {
    let owner = Owner("\(top.name)_twice")
    definition = Definition(owner)
    self.domain = domain
    definition.summary = "Two copies of \(top.name) with the same public inputs."

    let definition = definition
    func port(_ operation: Operation, like port: Node?, _ name: String) -> Node {
      let node = Node(operation, width: port?.width ?? 1, location: port?.location ?? 0)
      node.name = name
      node.enumeration = port?.enumeration
      node.isSigned = port?.isSigned ?? false
      node.domain = domain
      definition.add(node)
      definition.ports.append(node)
      return node
    }
    let reset = port(.input, like: nil, "unit_reset")
    var ports: [(first: Node, second: Node)] = []
    for node in top.ports {
      let name = node.name ?? "port"
      if node.operation == .input && !node.isSecret {
        let shared = port(.input, like: node, name)
        ports.append((shared, shared))
        continue
      }
      let both = (
        first: port(node.operation, like: node, "first_\(name)"),
        second: port(node.operation, like: node, "second_\(name)")
      )
      ports.append(both)
      if node.operation == .output {
        outputs.append((name, node.isSecret, both.first, both.second))
      } else {
        secretInputs.append(both)
      }
    }
    started = Node(.register, width: 1)
    started.name = "started"
    started.reset = Constant(width: 1, value: 0)
    started.domain = domain
    definition.add(started)
    definition.signals.append(started)

    first = FlatCopy(into: definition, prefix: "first", domain: domain, reset: reset)
    second = FlatCopy(into: definition, prefix: "second", domain: domain, reset: reset)
    first.add(top, ports: ports.map(\.first))
    second.add(top, ports: ports.map(\.second))
    definition.body.statements.append(.assign(target: started, value: literal(1, width: 1), location: 0))
  }

  /// States what must be equal, and what is assumed to be so at the start.
  mutating func compare(_ claims: TwoCopies.Claims) {
    for output in outputs where !output.isSecret {
      state(.always, "\(output.name)_is_equal", equal(output.first, output.second), output.first.location)
    }
    var start = literal(1, width: 1)
    func keeps(_ name: String, _ isEqual: Node, _ location: UInt) {
      if claims == .outputsAndState { state(.always, "\(name)_stays_equal", isEqual, location) }
      start = make(.and, [start, isEqual])
    }
    for (one, other) in zip(first.publicRegisters, second.publicRegisters) {
      keeps(one.name, equal(one.node, other.node), one.node.location)
    }
    // What is never written holds its initial contents, in both.
    for (one, other) in zip(first.publicMemories, second.publicMemories) where one.memory.isWritten {
      for address in 0..<one.memory.depth {
        let place = literal(UInt64(address), width: one.memory.addressWidth)
        let words = [one.memory, other.memory].map { memory in
          make(.memoryRead, [place], width: memory.width, memory: memory)
        }
        keeps("\(one.name)_word_\(address)", equal(words[0], words[1]), one.memory.location)
      }
    }
    state(.assume, "public_state_starts_equal", make(.or, [started, start]), 0)
    // Nothing is shown if nothing can differ.
    let covers = [
      ("secret_input_differs", secretInputs),
      ("secret_output_differs", outputs.filter(\.isSecret).map { ($0.first, $0.second) }),
    ]
    for (name, pairs) in covers where !pairs.isEmpty {
      let differences = pairs.map { make(.not, [equal($0.0, $0.1)]) }
      state(.cover, name, differences.dropFirst().reduce(differences[0]) { make(.or, [$0, $1]) }, 0)
    }
  }

  mutating func assumeDeclassifiedEqual() {
    for (number, (one, other)) in zip(first.declassified, second.declassified).enumerated() {
      state(.assume, "declassified_\(number)_is_equal", equal(one, other), one.location)
    }
  }

  private func state(_ kind: Assertion.Kind, _ name: String, _ condition: Node, _ location: UInt) {
    definition.assertions.append(
      Assertion(kind: kind, name: name, condition: condition, location: location, domain: domain))
  }

  private func equal(_ a: Node, _ b: Node) -> Node { make(.equal, [a, b]) }

  private func make(_ operation: Operation, _ arguments: [Node], width: Int = 1, memory: Memory? = nil) -> Node {
    let node = Node(operation, width: width, arguments: arguments, memory: memory)
    definition.add(node)
    return node
  }

  private func literal(_ value: UInt64, width: Int) -> Node {
    let node = Node(.literal, width: width, constant: Constant(width: width, value: value))
    definition.add(node)
    return node
  }
}
