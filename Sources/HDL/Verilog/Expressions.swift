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
      let symbol = Self.symbols[node.operation] ?? ""
      let sides = arguments.map { side -> String in
        naming.name(of: side) == nil && side.operation == node.operation ? expand(side, top: true) : text(side)
      }
      return wrapped(sides.joined(separator: " \(symbol) "))
    case .subtract, .equal, .notEqual, .less, .lessOrEqual, .shiftLeft, .shiftRight:
      return wrapped("\(text(arguments[0])) \(Self.symbols[node.operation] ?? "") \(text(arguments[1]))")
    case .signedLess, .signedLessOrEqual:
      let symbol = node.operation == .signedLess ? "<" : "<="
      return wrapped("\(signed(arguments[0])) \(symbol) \(signed(arguments[1]))")
    // The outer function keeps an unsigned operand elsewhere in the expression from making the shift logical.
    case .shiftRightArithmetic: return "$unsigned(\(signed(arguments[0])) >>> \(text(arguments[1])))"
    case .declassify, .crossing: return naming.name(of: arguments[0]) ?? expand(arguments[0], top: top)
    case .multiplex:
      // A chain of conditions reads as a list when only the last operand nests.
      let last =
        naming.name(of: arguments[2]) == nil && arguments[2].operation == .multiplex
        ? expand(arguments[2], top: true) : text(arguments[2])
      return wrapped("\(text(arguments[0])) ? \(text(arguments[1])) : \(last)")
    case .slice: return part(of: arguments[0], node.low..<node.low + node.width)
    case .concatenate:
      if let first = arguments.first, arguments.count > 1, arguments.allSatisfy({ $0 === first }) {
        return "{\(arguments.count){\(text(first, top: true))}}"
      }
      return "{" + arguments.map { text($0, top: true) }.joined(separator: ", ") + "}"
    case .memoryRead: return "\(node.memory?.name ?? "memory")[\(text(arguments[0], top: true))]"
    case .lookup, .input, .output, .wire, .register, .inputPin, .outputPin, .reset: return node.name ?? "unnamed"
    }
  }

  /// Bits of a node that has a name or is constant.
  func part(of node: Node, _ bits: Range<Int>) -> String {
    if let constant = node.constant { return constant.slice(low: bits.lowerBound, width: bits.count).verilog }
    return node.width == 1 ? text(node) : text(node) + Self.range(bits)
  }

  private func signed(_ node: Node) -> String { "$signed(\(text(node, top: true)))" }

  /// The operand of a prefix operator. Two prefix operators side by side would read as another one: `^~a` is not `^(~a)`.
  private func operand(_ node: Node) -> String {
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

  private static let symbols: [Operation: String] = [
    .and: "&", .or: "|", .xor: "^", .add: "+", .subtract: "-", .multiply: "*", .equal: "==", .notEqual: "!=",
    .less: "<", .lessOrEqual: "<=", .shiftLeft: "<<", .shiftRight: ">>",
  ]
}
