/// Writes expressions. A named node is its name; everything else is written in place, with parentheses round every
/// operand that is itself an operation.
struct Expressions {
  var naming: Naming

  /// The text of a node. At the `top` of an assignment or an argument no outer parentheses are needed.
  func text(_ node: Node, top: Bool = false) -> String {
    if let name = naming.name(of: node) { return name }
    return expand(node, top: top)
  }

  /// The text of a node's operation, even when the node has a name.
  func expand(_ node: Node, top: Bool) -> String {
    func wrapped(_ text: String) -> String { top ? text : "(\(text))" }
    // Icarus takes no unary operator as the operand of another.
    func operand(_ node: Node) -> String {
      let text = text(node)
      return text.first.map { "!~|&^".contains($0) } == true ? "(\(text))" : text
    }
    let arguments = node.arguments
    switch node.operation {
    case .literal: return node.name ?? node.constant?.verilog ?? "1'b0"
    case .not: return (node.width == 1 ? "!" : "~") + operand(arguments[0])
    case .any: return "|" + operand(arguments[0])
    case .all: return "&" + operand(arguments[0])
    case .parity: return "^" + operand(arguments[0])
    case .and, .or, .xor, .add:
      // Associative: a chain of one operator needs no parentheses inside.
      let symbol = Self.symbols[node.operation] ?? ""
      let sides = arguments.map { side -> String in
        naming.name(of: side) == nil && side.operation == node.operation ? expand(side, top: true) : text(side)
      }
      return wrapped(sides.joined(separator: " \(symbol) "))
    case .subtract, .equal, .notEqual, .less, .lessOrEqual:
      return wrapped("\(text(arguments[0])) \(Self.symbols[node.operation] ?? "") \(text(arguments[1]))")
    case .multiplex:
      // A chain of conditions reads as a list when only the last operand nests.
      let last =
        naming.name(of: arguments[2]) == nil && arguments[2].operation == .multiplex
        ? expand(arguments[2], top: true) : text(arguments[2])
      return wrapped("\(text(arguments[0])) ? \(text(arguments[1])) : \(last)")
    case .slice:
      let base = text(arguments[0])
      if arguments[0].operation == .literal, let constant = arguments[0].constant {
        let words = (0..<node.width).reduce(into: [UInt64](repeating: 0, count: (node.width + 63) / 64)) { words, bit in
          let source = node.low + bit
          words[bit / 64] |= (constant.words[source / 64] >> UInt64(source % 64) & 1) << UInt64(bit % 64)
        }
        return Constant(width: node.width, words: words).verilog
      }
      if arguments[0].width == 1 { return base }
      return node.width == 1 ? "\(base)[\(node.low)]" : "\(base)[\(node.low + node.width - 1):\(node.low)]"
    case .concatenate:
      if let first = arguments.first, arguments.count > 1, arguments.allSatisfy({ $0 === first }) {
        return "{\(arguments.count){\(text(first, top: true))}}"
      }
      return "{" + arguments.map { text($0, top: true) }.joined(separator: ", ") + "}"
    case .memoryRead: return "\(node.memory?.name ?? "memory")[\(text(arguments[0], top: true))]"
    case .lookup, .input, .output, .wire, .register, .inputPin, .outputPin: return node.name ?? "unnamed"
    }
  }

  private static let symbols: [Operation: String] = [
    .and: "&", .or: "|", .xor: "^", .add: "+", .subtract: "-", .equal: "==", .notEqual: "!=", .less: "<",
    .lessOrEqual: "<=",
  ]
}
