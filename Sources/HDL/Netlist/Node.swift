/// What a node computes or stands for.
enum Operation: UInt8, Sendable {
  /// Declared signals. The instance pins are seen from the parent: it drives `inputPin` and reads `outputPin`.
  case input, output, wire, register, inputPin, outputPin
  /// The reset of a clock domain, high while it is active.
  case reset
  case literal
  case not, and, or, xor
  /// Modulo 2^width; the operands have the width of the result.
  case add, subtract, multiply
  case equal, notEqual, less, lessOrEqual
  /// Comparison of two's complement values.
  case signedLess, signedLessOrEqual
  /// Arguments: value, amount. Zeros come in, or copies of the sign bit; an amount beyond the width leaves only those.
  case shiftLeft, shiftRight, shiftRightArithmetic
  /// Arguments: condition, value if true, value if false.
  case multiplex
  /// Bits `low ..< low + width` of the argument.
  case slice
  /// Arguments from most to least significant.
  case concatenate
  /// Reductions to one bit: or, and, exclusive or.
  case any, all, parity
  /// Arguments: index, then the values for 0, 1, …; an index beyond them gives the last.
  case lookup
  /// Argument: address. Combinational.
  case memoryRead
  /// The argument itself; `note` says why it may be public, or why it may be used in another clock domain.
  case declassify, crossing

  /// Whether the node is declared by the designer and has a name of its own.
  var isSignal: Bool { rawValue <= Operation.reset.rawValue }
  /// Whether the value is that of the argument.
  var isIdentity: Bool { self == .declassify || self == .crossing }
  /// Whether assignments may name it as their target.
  var isDrivable: Bool {
    switch self {
    case .output, .wire, .register, .inputPin: true
    default: false
    }
  }
}

/// The identity of the module that a node belongs to. It outlives the module object and never points back.
final class Owner {
  let name: String
  init(_ name: String) { self.name = name }
}

/// An enum type as the Verilog sees it: `localparam`s and `case` labels.
final class Enumeration {
  /// The Swift type: two enums may share a name.
  let type: ObjectIdentifier
  /// The type's name in snake case.
  private(set) lazy var name = snakeCase(shortName())
  /// The cases in snake case, in the order of their codes.
  private(set) lazy var cases = caseNames().map(snakeCase)
  /// What the Verilog calls the cases when no other enum has the same name.
  private lazy var labels = cases.map { "\(name)_\($0)".uppercased() }
  /// The number of cases.
  let count: Int
  /// Width of a code in bits.
  let width: Int
  /// What the cases mean, where the designer says so.
  let meanings: () -> [String]
  private let shortName: () -> String
  private let fullName: () -> String
  private let caseNames: () -> [String]

  init<E: HardwareEnum>(_ type: E.Type) {
    self.type = ObjectIdentifier(type)
    count = E.allCases.count
    width = bitsToCount(count)
    shortName = { "\(type)" }
    meanings = { E.allCases.map(\.meaning) }
    fullName = { String(reflecting: type) }
    caseNames = { E.allCases.map { "\($0)" } }
  }

  /// The name together with those of the types that enclose the enum.
  var qualifiedName: String {
    // A type inside a function has a part like `(unknown context at …)` in its full name.
    fullName().split(separator: ".").dropFirst().filter { !$0.utf8.contains(UInt8(ascii: "(")) }
      .map { snakeCase(String($0)) }.joined(separator: "_")
  }

  /// What the Verilog calls a case.
  func label(_ code: Int, after prefix: String? = nil) -> String {
    if prefix == nil || prefix == name, code < labels.count { return labels[code] }
    return "\(prefix ?? name)_\(code < cases.count ? cases[code] : "\(code)")".uppercased()
  }
}

/// The descriptions of the enums of a design, one for each type: working out names and labels takes time.
final class Enumerations {
  private var known: [ObjectIdentifier: Enumeration] = [:]

  /// The description of a type; made when there is none.
  func description(of type: ObjectIdentifier, or make: () -> Enumeration) -> Enumeration {
    if let known = known[type] { return known }
    let made = make()
    known[type] = made
    return made
  }
}

/// One vertex of the netlist: a declared signal, a literal or an operator. Operators are interned per module, so that
/// equal expressions are one node and a shared expression costs nothing.
final class Node {
  let operation: Operation
  /// Width in bits; 0 for an integer literal that has not met its operand yet.
  let width: Int
  private(set) var arguments: [Node]
  /// Return address in the code that made the node: where an error message points.
  let location: UInt
  /// For `slice`.
  let low: Int
  /// For `literal`.
  let constant: Constant?
  /// For `memoryRead`.
  let memory: Memory?

  var owner: Owner?
  /// Position among the nodes of the owning definition; analyses keep what they know about nodes in arrays.
  var index = -1
  var name: String?
  /// For `register`: the value after reset; nil when reset leaves it alone.
  var reset: Constant?
  /// For `wire`, `output` and `inputPin`: the value on paths that drive nothing.
  var fallback: Node?
  /// For a signal, literal or port of an enum type.
  var enumeration: Enumeration?
  /// Whether the value is meant as two's complement.
  var isSigned = false
  /// For an integer literal that has not met its operand yet: below zero, where no number below zero can stand.
  var isBelowZero = false
  /// Whether the declaration says that the value may be secret.
  var isSecret = false
  /// For `register`: the clock and reset. For a port or pin: whose edges it changes with. For `crossing`: the new one.
  var domain = ClockDomain.main
  /// For `register`: may take values of other clock domains.
  var isSynchronizer = false
  /// For a register that only properties read: it stands beside them, where synthesis does not see it.
  var isGhost = false
  /// For `declassify` and `crossing`: the reason that the designer gives.
  var note = ""
  /// What is wrong with the declaration or constant: reported when a module takes it in.
  var problem: String?
  /// One line for the datasheet, shown behind the declaration.
  var comment = ""

  init(
    _ operation: Operation, width: Int, arguments: [Node] = [], location: UInt = 0, low: Int = 0,
    constant: Constant? = nil, memory: Memory? = nil
  ) {
    self.operation = operation
    self.width = width
    self.arguments = arguments
    self.location = location
    self.low = low
    self.constant = constant
    self.memory = memory
  }

  // A chain of operators would otherwise be released recursively, which a deep one answers with a stack overflow.
  deinit {
    // Most hold nothing that goes with them.
    if !arguments.contains(where: { !$0.arguments.isEmpty }) { return }
    var open = arguments
    arguments = []
    while var node = open.popLast() {
      if !node.arguments.isEmpty, isKnownUniquelyReferenced(&node) {
        open += node.arguments
        node.arguments = []
      }
    }
  }

  var id: ObjectIdentifier { ObjectIdentifier(self) }
  /// An integer literal whose width is still open.
  var isOpenLiteral: Bool { operation == .literal && width == 0 }
  /// The code of an enum's case, when the node is one.
  var caseCode: Int? { operation == .literal && enumeration != nil ? Int(constant?.words[0] ?? 0) : nil }
}

/// A node by what it computes: two with equal contents are one.
struct NodeContent: Hashable {
  let node: Node

  static func == (a: NodeContent, b: NodeContent) -> Bool {
    let (x, y) = (a.node, b.node)
    guard x.operation == y.operation, x.width == y.width, x.low == y.low else { return false }
    // Cases of enums stay apart from plain numbers, and from each other.
    if x.operation == .literal { return x.constant == y.constant && x.enumeration?.type == y.enumeration?.type }
    return x.memory === y.memory && x.arguments.elementsEqual(y.arguments, by: ===)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(node.operation.rawValue)
    hasher.combine(node.width)
    hasher.combine(node.low)
    for argument in node.arguments { hasher.combine(ObjectIdentifier(argument)) }
    if let constant = node.constant { hasher.combine(constant.words[0]) }
  }
}

/// The behaviour of a module, kept as the designer nested it so that `if` and `case` survive into the Verilog.
enum Statement {
  case assign(target: Node, value: Node, location: UInt)
  case when(condition: Node, then: Block, otherwise: Block)
  /// Without `otherwise`, a value that no arm has means what `match` of an enum says.
  case match(subject: Node, arms: [Arm], otherwise: Block?)
  /// Bit i of the mask, where there is one, enables the i-th of equal parts of the word, the lowest first.
  case write(memory: Memory, address: Node, data: Node, mask: Node?)
}

/// A sequence of statements.
final class Block {
  var statements: [Statement] = []
}

/// One case of a `match`. The labels of a `match` differ from each other.
struct Arm {
  let label: Node
  let block: Block
}
