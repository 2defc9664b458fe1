/// Writes expressions. A named node is its name; everything else is written in place, with parentheses round every
/// operand that is itself an operation.
final class Expressions {
  let naming: Naming
  /// The cases of enums that the text mentions: what must be declared.
  private(set) var cases: [(enumeration: Enumeration, prefix: String, codes: Set<Int>)] = []

  init(naming: Naming) { self.naming = naming }

  /// The text of a node. At the `top` of an assignment or an argument no outer parentheses are needed.
  func text(_ node: Node, top: Bool = false) -> String {
    naming.name(of: node) ?? expand(node, top: top)
  }

  /// The text of a node's operation, even when the node has a name.
  func expand(_ node: Node, top: Bool) -> String {
    func wrapped(_ text: String) -> String { top ? text : "(\(text))" }
    let arguments = node.arguments
    switch node.operation {
    case .literal:
      if let code = node.caseCode, let enumeration = node.enumeration { return label(code, of: enumeration) }
      return node.constant?.verilog ?? "1'b0"
    case .not: return (node.width == 1 ? "!" : "~") + operand(arguments[0])
    case .any: return wrapped("|" + operand(arguments[0]))
    case .all: return wrapped("&" + operand(arguments[0]))
    case .parity: return wrapped("^" + operand(arguments[0]))
    case .and, .or, .xor, .add, .multiply:
      // Associative: a chain of one operator needs no parentheses inside.
      func side(_ operand: Node) -> String {
        naming.name(of: operand) == nil && operand.operation == node.operation
          ? expand(operand, top: true) : text(operand)
      }
      return wrapped("\(side(arguments[0])) \(node.operation.symbol) \(side(arguments[1]))")
    case .subtract, .equal, .notEqual, .shiftLeft, .shiftRight:
      return wrapped("\(text(arguments[0])) \(node.operation.symbol) \(text(arguments[1]))")
    case .less, .lessOrEqual: return wrapped(comparison(node, node.operation == .less) { text($0) })
    case .signedLess, .signedLessOrEqual: return wrapped(comparison(node, node.operation == .signedLess, signed))
    // The outer function keeps an unsigned operand elsewhere in the expression from making the shift logical.
    case .shiftRightArithmetic: return "$unsigned(\(signed(arguments[0])) >>> \(text(arguments[1])))"
    case .declassify, .crossing: return naming.name(of: arguments[0]) ?? expand(arguments[0], top: top)
    case .multiplex:
      // A chain of conditions reads as a list when only the last operand nests.
      let last =
        naming.name(of: arguments[2]) == nil && arguments[2].operation == .multiplex
        ? expand(arguments[2], top: true) : text(arguments[2])
      return wrapped("\(text(arguments[0])) ? \(text(arguments[1])) : \(last)")
    case .slice:
      if let bit = node.chosenBit { return chosen(bit.signal, bit.index) }
      return part(of: arguments[0], node.low..<node.low + node.width)
    case .concatenate:
      return concatenation(arguments)
    case .memoryRead: return "\(node.memory?.name ?? "memory")[\(text(arguments[0], top: true))]"
    case .lookup, .input, .output, .wire, .register, .inputPin, .outputPin, .reset: return node.name ?? "unnamed"
    }
  }

  /// Bits of a node that has a name or is constant.
  func part(of node: Node, _ bits: Range<Int>) -> String {
    if let constant = node.constant { return constant.slice(low: bits.lowerBound, width: bits.count).verilog }
    return node.width == 1 ? text(node) : text(node) + Self.range(bits)
  }

  /// One bit of a signal. Verilator warns of an index that does not reach every bit, so that one is extended.
  private func chosen(_ signal: Node, _ index: Node) -> String {
    let missing = bitsToCount(signal.width) - index.width
    let position = text(index, top: true)
    if missing <= 0 { return "\(text(signal))[\(position)]" }
    return "\(text(signal))[{\(Constant(width: missing, value: 0).verilog), \(position)}]"
  }

  /// A constant is what something is compared with, so it stands on the right.
  private func comparison(_ node: Node, _ isStrict: Bool, _ operand: (Node) -> String) -> String {
    let left = node.arguments[0]
    let right = node.arguments[1]
    if left.operation == .literal, right.operation != .literal {
      return "\(operand(right)) \(isStrict ? ">" : ">=") \(operand(left))"
    }
    return "\(operand(left)) \(isStrict ? "<" : "<=") \(operand(right))"
  }

  private func signed(_ node: Node) -> String {
    guard node.caseCode == nil, let constant = node.constant else { return "$signed(\(text(node, top: true)))" }
    return constant.signedVerilog
  }

  /// Values side by side; a value that stands there several times in a row is repeated.
  private func concatenation(_ parts: [Node]) -> String {
    var texts: [String] = []
    var position = 0
    while position < parts.count {
      let part = parts[position]
      let count = parts[position...].prefix { $0 === part }.count
      let text = text(part, top: true)
      texts.append(count == 1 ? text : count == parts.count ? "\(count){\(text)}" : "{\(count){\(text)}}")
      position += count
    }
    return "{" + texts.joined(separator: ", ") + "}"
  }

  /// The operand of a prefix operator. Two prefix operators side by side would read as another one: `^~a` is not `^(~a)`.
  func operand(_ node: Node) -> String {
    if naming.name(of: node) == nil, node.operation == .not { return "(\(text(node)))" }
    return text(node)
  }

  /// What the text calls a case of an enum.
  func label(_ code: Int, of enumeration: Enumeration) -> String {
    if let known = cases.firstIndex(where: { $0.enumeration.type == enumeration.type }) {
      cases[known].codes.insert(code)
      return enumeration.label(code, after: cases[known].prefix)
    }
    // Enums of the same name are told apart by what encloses them, at worst by a number.
    func isFree(_ prefix: String) -> Bool { !cases.contains { $0.prefix == prefix } }
    var prefix = enumeration.name
    if !isFree(prefix) { prefix = enumeration.qualifiedName }
    if !isFree(prefix) { prefix = "\(enumeration.name)_\(cases.count + 1)" }
    cases.append((enumeration, prefix, [code]))
    return enumeration.label(code, after: prefix)
  }

  static func range(_ bits: Range<Int>) -> String {
    bits.count == 1 ? "[\(bits.lowerBound)]" : "[\(bits.upperBound - 1):\(bits.lowerBound)]"
  }
}

extension Operation {
  /// How Verilog writes an operator that stands between its operands.
  fileprivate var symbol: String {
    switch self {
    case .and: "&"
    case .or: "|"
    case .xor: "^"
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .equal: "=="
    case .notEqual: "!="
    case .shiftLeft: "<<"
    case .shiftRight: ">>"
    default: ""
    }
  }
}

extension Node {
  /// Whether a port list cannot hold the node: Yosys 0.23 fails on an arithmetic shift there.
  var isShiftOfSign: Bool {
    switch operation {
    case .declassify, .crossing: name == nil && arguments[0].isShiftOfSign
    default: name == nil && operation == .shiftRightArithmetic
    }
  }
}
