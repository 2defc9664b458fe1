extension Node {
  /// For one bit of a signal, chosen by an index that cannot lie beyond it: the signal and the index.
  var chosenBit: (signal: Node, index: Node)? {
    guard operation == .slice, width == 1, low == 0, arguments[0].operation == .shiftRight else { return nil }
    let shift = arguments[0].arguments
    guard shift[0].operation.isSignal, shift[1].width < 31, 1 << shift[1].width <= shift[0].width else { return nil }
    return (shift[0], shift[1])
  }

  /// What an error message calls the node.
  var label: String { "`\(brief(levels: 2))`" }

  /// The node as an expression; what lies deeper than `levels` is left out.
  func brief(levels: Int) -> String {
    if let name { return name }
    func argument(_ index: Int) -> String { arguments[index].brief(levels: levels - 1) }
    func infix(_ symbol: String) -> String { "\(operand(0, levels)) \(symbol) \(operand(1, levels))" }
    switch operation {
    case .literal: return isOpenLiteral ? openText : constant?.verilog ?? "?"
    case .input, .output, .wire, .register, .inputPin, .outputPin, .reset: return "unnamed \(operation)"
    default: break
    }
    guard levels > 0, !arguments.isEmpty else { return "…" }
    switch operation {
    case .not: return (width == 1 ? "!" : "~") + operand(0, levels)
    case .any: return "|" + operand(0, levels)
    case .all: return "&" + operand(0, levels)
    case .parity: return "^" + operand(0, levels)
    case .and: return infix("&")
    case .or: return infix("|")
    case .xor: return infix("^")
    case .add: return infix("+")
    case .subtract: return infix("-")
    case .multiply: return infix("*")
    case .shiftLeft: return infix("<<")
    case .shiftRight: return infix(">>")
    case .shiftRightArithmetic: return infix(">>>")
    case .equal: return infix("==")
    case .notEqual: return infix("!=")
    case .less, .signedLess: return infix("<")
    case .lessOrEqual, .signedLessOrEqual: return infix("<=")
    case .multiplex: return "\(operand(0, levels)) ? \(operand(1, levels)) : \(operand(2, levels))"
    case .slice:
      let bits = width == 1 ? "\(low)" : "\(low + width - 1):\(low)"
      return "\(operand(0, levels))[\(bits)]"
    case .concatenate:
      let shown = arguments.prefix(4).map { $0.brief(levels: levels - 1) } + (arguments.count > 4 ? ["…"] : [])
      return "{\(shown.joined(separator: ", "))}"
    case .declassify, .crossing: return arguments[0].brief(levels: levels)
    case .lookup: return "select(\(argument(0)), …)"
    case .memoryRead: return "\(memory?.name ?? "memory")[\(argument(0))]"
    default: return "…"
    }
  }

  /// An integer literal as the designer wrote it.
  var openText: String {
    let word = constant?.words[0] ?? 0
    return isSigned || isBelowZero ? "\(Int64(bitPattern: word))" : "\(word)"
  }

  private func operand(_ index: Int, _ levels: Int) -> String {
    let node = arguments[index]
    let text = node.brief(levels: levels - 1)
    return text.contains(" ") && !text.hasPrefix("{") && !text.hasPrefix("select") ? "(\(text))" : text
  }
}
