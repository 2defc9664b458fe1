/// A hardware module. Ports, registers, wires, memories and instances are stored properties; `build()` states the
/// behaviour. Property names become signal names.
///
/// A module is built once for each set of parameters and may be instantiated many times. Keep every parameter in a stored
/// property: they tell two parameter sets with the same module name apart.
open class Module {
  /// The module that is being built on this task. A design is elaborated on one task, so the box never crosses threads.
  struct Building: @unchecked Sendable {
    let module: Module
  }
  @TaskLocal static var building: Building?
  static var current: Module? { building?.module }

  /// The Verilog module name: by default the type's name in snake case.
  public let moduleName: String

  let owner: Owner
  var definition: Definition
  var interned: Set<NodeContent> = []
  var enumerations = Enumerations()
  var scope: Block
  var problems: [PendingProblem] = []
  weak var elaboration: Elaboration?
  var isBuilt = false
  /// The conditions round the statement that is being made, outermost first.
  private var guards: [Guard] = []
  /// Names that the language gave to local signals.
  private var localNames: Set<String> = []
  /// The instances that were made while the module was being built, those inside of them included.
  var newInstances: [any Instancing] = []
  /// What is left to do after `build()`.
  var unfinished: [() -> Void] = []

  /// - Parameter name: the Verilog module name. Give one that tells the parameters where the module exists in several sizes.
  public init(name: String? = nil) {
    moduleName = name ?? Self.defaultName
    owner = Owner(moduleName)
    definition = Definition(owner)
    scope = definition.body
  }

  /// Whoever nests deeper does so without end, or generates a chain that is better written as a table.
  private static let nestingLimit = 200

  /// A condition of the statements in a block.
  enum Guard {
    case holds(Node)
    case fails(Node)
    case equals(Node, label: Node)
    case differs(Node, labels: [Node])
  }

  static var defaultName: String { name(of: Self.self) }

  /// A type's name in snake case.
  static func name(of type: Any.Type) -> String {
    // Generic arguments belong into an explicit name.
    snakeCase(
      String(describing: type).prefix { $0 != "<" }.split(separator: ".").last.map(String.init) ?? "module")
  }

  /// States the module's behaviour.
  open func build() {}

  /// What the module is, in a sentence or two, for the head of the emitted file: function, source.
  open var summary: String { "" }

  /// How many cycles the module takes, for the head of the emitted file and the manual; nil when there is nothing to say.
  open var latency: Latency? { nil }

  /// Whether synthesis keeps each instance of the module apart instead of dissolving it into its surroundings (the attribute
  /// `keep_hierarchy`). For a piece of logic of which there are many in a row: tools that would trade area for depth across
  /// all of them then map it once.
  open var keepsHierarchy: Bool { false }

  func complain(_ message: String, at location: UInt) {
    problems.append(PendingProblem(module: moduleName, message: message, location: location))
  }

  /// Makes `node` belong to this module, or reports that it belongs to another one.
  func adopt(_ node: Node, at location: UInt) {
    guard let previous = node.owner else {
      if !node.arguments.isEmpty {
        complain("an expression is written outside `build()`: only declarations may stand there", at: node.location)
        for argument in node.arguments where argument.owner == nil { adopt(argument, at: location) }
      }
      own(node)
      if node.operation.isSignal { declare(node) }
      return
    }
    if previous !== owner {
      complain(
        "\(node.label) belongs to module `\(previous.name)` and is used in `\(moduleName)`: pass it through a port",
        at: location)
    }
  }

  func own(_ node: Node) { definition.add(node) }

  /// Registers a signal that was not a property: a local wire or register.
  private func declare(_ node: Node) {
    settle(node)
    switch node.operation {
    case .input, .output:
      complain("a port must be a stored property of its module, not a local value", at: node.location)
    default:
      definition.signals.append(node)
    }
  }

  /// Gives literals that belong to a declaration the declaration's width.
  func settle(_ node: Node) {
    node.enumeration = node.enumeration.map { own in enumerations.description(of: own.type) { own } }
    if let reset = node.reset, reset.width != node.width {
      let number = Int64(bitPattern: reset.words[0])
      let fits =
        node.isSigned
        ? Constant.fits(signed: number, width: node.width) : Constant.fits(reset.words[0], width: node.width)
      if !fits {
        complain(
          "reset value \(node.isSigned ? "\(number)" : "\(reset.words[0])") of \(node.label) does not fit its"
            + " \(countOfBits(node.width))", at: node.location)
      }
      node.reset = node.isSigned ? reset.resized(to: node.width) : Constant(width: node.width, words: reset.words)
    }
    if let fallback = node.fallback {
      node.fallback = fit(fallback, to: node.width, at: node.location) { "the default of \(node.label)" }
      if let settled = node.fallback, settled.width != node.width {
        complain("\(node.label) has \(countOfBits(node.width)) and its default has \(settled.width)", at: node.location)
      }
    }
    if let problem = node.problem { complain("\(node.label) \(problem)", at: node.location) }
  }

  /// The interned node for an operator; its value, when all that matters is constant.
  func intern(
    _ operation: Operation, width: Int, _ arguments: [Node], at location: UInt, low: Int = 0, memory: Memory? = nil
  ) -> Node {
    // Constants may be shared between modules and belong to none.
    let arguments = arguments.map { fit($0, to: max(1, $0.width), at: location) }
    for argument in arguments { adopt(argument, at: location) }
    guard width <= possibleWidths.upperBound else {
      complain("a value of \(width) bits: Verilog tools promise only \(possibleWidths.upperBound)", at: location)
      return literal(Constant(width: possibleWidths.upperBound, value: 0))
    }
    if let known = folded(operation, width: width, arguments, low: low) { return known }
    return interned(
      Node(operation, width: width, arguments: arguments, location: location, low: low, memory: memory))
  }

  /// The interned node for a constant. Cases of enums stay apart from plain numbers, and from each other.
  func literal(_ constant: Constant, enumeration: Enumeration? = nil) -> Node {
    let node = Node(.literal, width: constant.width, constant: constant)
    node.enumeration = enumeration
    node.name = enumeration?.label(Int(constant.words[0]))
    return interned(node)
  }

  /// The node with the same content that the module has already, or else this one.
  private func interned(_ node: Node) -> Node {
    let (isNew, member) = interned.insert(NodeContent(node: node))
    if isNew { own(node) }
    return member.node
  }

  /// An open literal as a constant of `width` bits; anything else unchanged.
  func fit(_ node: Node, to width: Int, at location: UInt, _ what: () -> String = { "the literal" }) -> Node {
    guard node.operation == .literal, node.owner == nil, let constant = node.constant else { return node }
    guard node.isOpenLiteral else {
      if let problem = node.problem { complain(problem, at: node.location) }
      return literal(constant, enumeration: node.enumeration)
    }
    let fits =
      node.isSigned
      ? Constant.fits(signed: Int64(bitPattern: constant.words[0]), width: width)
      : Constant.fits(constant.words[0], width: width) && !node.isBelowZero
    if !fits {
      complain("\(what()) is \(node.openText), which does not fit \(countOfBits(width))", at: location)
    }
    return literal(
      node.isSigned ? constant.resized(to: max(1, width)) : Constant(width: max(1, width), words: constant.words))
  }

  /// A node of its own with the value of `node`, about which `describe` says something.
  func identity(_ operation: Operation, _ node: Node, at location: UInt, _ describe: (Node) -> Void) -> Node {
    let value = fit(node, to: max(1, node.width), at: location)
    adopt(value, at: location)
    let result = Node(operation, width: value.width, arguments: [value], location: location)
    result.enumeration = value.enumeration
    describe(result)
    own(result)
    return result
  }

  /// Runs `body` with its statements, which apply while `guardian` holds, collected in a block of their own.
  func collect(while guardian: Guard, at location: UInt, _ body: () -> Void) -> Block {
    let outer = scope
    let block = Block()
    guard guards.count < Self.nestingLimit else {
      complain(
        "`when` and `match` are nested more than \(Self.nestingLimit) deep: does a function call itself?", at: location)
      return block
    }
    scope = block
    guards.append(guardian)
    body()
    guards.removeLast()
    scope = outer
    return block
  }

  /// Runs `body` with its statements outside of all conditions.
  func atTop<Result>(_ body: () -> Result) -> Result {
    let outer = (scope, guards)
    scope = definition.body
    guards = []
    defer { (scope, guards) = outer }
    return body()
  }

  /// The condition under which a statement that is made now applies.
  func condition(at location: UInt) -> Node {
    guards.reduce(literal(Constant(width: 1, value: 1))) { all, guardian in
      let next: Node
      switch guardian {
      case .holds(let node): next = node
      case .fails(let node): next = intern(.not, width: 1, [node], at: location)
      case .equals(let subject, let label): next = intern(.equal, width: 1, [subject, label], at: location)
      case .differs(let subject, let labels):
        next = labels.reduce(literal(Constant(width: 1, value: 1))) {
          both($0, intern(.notEqual, width: 1, [subject, $1], at: location), at: location)
        }
      }
      return both(all, next, at: location)
    }
  }

  /// Whether both conditions hold.
  func both(_ a: Node, _ b: Node, at location: UInt) -> Node {
    if a.constant?.isZero == false { return b }
    return b.constant?.isZero == false ? a : intern(.and, width: 1, [a, b], at: location)
  }

  /// `wanted`, or that with the first number that no local signal has yet.
  func uniqueName(_ wanted: String) -> String {
    var name = wanted
    var number = 1
    while !localNames.insert(name).inserted {
      number += 1
      name = "\(wanted)_\(number)"
    }
    return name
  }

  /// States what could only be known when all of `build()` had run.
  func finish() {
    for statement in unfinished { statement() }
    unfinished = []
    checkInstances()
  }

  /// Finds local instances that no statement mentions: they would be missing from the Verilog.
  private func checkInstances() {
    defer { newInstances = [] }
    if newInstances.allSatisfy(\.isAttached) { return }
    // Those inside of instances are their modules' business.
    var inner = Set<ObjectIdentifier>()
    func collect(_ value: Any) {
      if let instance = value as? any Instancing { inner.insert(ObjectIdentifier(instance)) }
      if let list = value as? [Any] { list.forEach(collect) }
    }
    for instance in newInstances {
      var mirror: Mirror? = Mirror(reflecting: instance.child)
      while let level = mirror {
        for child in level.children { collect(child.value) }
        mirror = level.superclassMirror
      }
    }
    for instance in newInstances where !instance.isAttached && !inner.contains(ObjectIdentifier(instance)) {
      complain(
        "an instance of `\(instance.child.moduleName)` is never connected: drive its inputs or remove it",
        at: instance.location)
    }
  }
}

/// `camelCase` and `PascalCase` to `snake_case`: `AESRound` becomes `aes_round`, `limitLine` becomes `limit_line`.
func snakeCase(_ name: String) -> String {
  func isUpper(_ byte: UInt8) -> Bool { (65...90).contains(byte) }
  func isLower(_ byte: UInt8) -> Bool { (97...122).contains(byte) }
  func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
  // Only ASCII has a case here: other letters are refused later, as they stand.
  if !name.utf8.contains(where: isUpper) { return name }
  let bytes = Array(name.utf8)
  var result: [UInt8] = []
  for (index, byte) in bytes.enumerated() {
    if isUpper(byte), index > 0 {
      let previous = bytes[index - 1]
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      if isLower(previous) || isDigit(previous) || (isUpper(previous) && isLower(next)) {
        result.append(UInt8(ascii: "_"))
      }
    }
    result.append(isUpper(byte) ? byte + 32 : byte)
  }
  return String(decoding: result, as: UTF8.self)
}
