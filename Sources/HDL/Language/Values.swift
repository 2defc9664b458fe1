// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CCallerAddress

/// Anything that a module can declare as a property: one or more named signals.
public protocol Hardware: AnyObject {}

/// A `Hardware` that is made of nodes. `leaves` lists them with the suffix each adds to the property's name.
protocol Declared: Hardware {
  var leaves: [(suffix: String, node: Node)] { get }
}

/// A value of one bit: the result of a comparison, a flag, a condition. It is not `Bits(1)`: mixing the two up is a
/// compile error, and so is driving anything but a `Bit.Var`.
public class Bit: Declared, ExpressibleByBooleanLiteral {
  let node: Node
  init(_ node: Node) { self.node = node }
  public required init(booleanLiteral value: Bool) {
    node = Node(.literal, width: 1, constant: Constant(width: 1, value: value ? 1 : 0))
  }
  var leaves: [(suffix: String, node: Node)] { [("", node)] }

  /// A bit that can be driven: wire, register, output or an instance's input.
  public class Var: Bit {}
  /// An input port.
  public final class Input: Bit {}
  /// An output port.
  public final class Output: Var {}
}

/// An unsigned value of a fixed number of bits. Widths are checked at every operator; nothing is ever truncated or
/// extended silently. An integer literal takes the width of what it meets.
public class Bits: Declared, ExpressibleByIntegerLiteral {
  let node: Node
  init(_ node: Node) { self.node = node }
  public required init(integerLiteral value: UInt64) { node = openLiteral(value) }
  var leaves: [(suffix: String, node: Node)] { [("", node)] }

  /// Width in bits.
  public var width: Int { node.width }

  /// A constant of a given width.
  public convenience init(_ value: UInt64, width: Int) {
    self.init(Node(.literal, width: width, constant: Constant(width: width, value: value)))
  }
  /// A constant of any size.
  public convenience init(_ constant: Constant) {
    self.init(Node(.literal, width: constant.width, constant: constant))
  }

  /// Bits that can be driven: wire, register, output or an instance's input.
  public class Var: Bits {}
  /// An input port.
  public final class Input: Bits {}
  /// An output port.
  public final class Output: Var {}
}

func openLiteral(_ value: UInt64) -> Node {
  Node(.literal, width: 0, constant: Constant(width: 64, value: value))
}

@inline(__always)
func signal(
  _ operation: Operation, _ width: Int, _ location: UInt, reset: UInt64? = nil, fallback: Node? = nil,
  comment: String = ""
) -> Node {
  let node = Node(operation, width: width, location: location)
  node.reset = reset.map { Constant(width: 64, value: $0) }
  node.fallback = fallback
  node.comment = comment
  return node
}

// Declarations read like the ports of a datasheet: `let limit = In(8, "last value before the counter wraps")`.
/// An input port of `width` bits.
@inline(never) public func In(_ width: Int, _ comment: String = "") -> Bits.Input {
  Bits.Input(signal(.input, width, caller_address(), comment: comment))
}
/// An input port of one bit.
@inline(never) public func In(_ comment: String = "") -> Bit.Input {
  Bit.Input(signal(.input, 1, caller_address(), comment: comment))
}
/// An output port of `width` bits. With `default`, paths that do not drive it give that value.
@inline(never) public func Out(_ width: Int, default value: Bits? = nil, _ comment: String = "") -> Bits.Output {
  Bits.Output(signal(.output, width, caller_address(), fallback: value?.node, comment: comment))
}
/// An output port of one bit. With `default`, paths that do not drive it give that value.
@inline(never) public func Out(default value: Bit? = nil, _ comment: String = "") -> Bit.Output {
  Bit.Output(signal(.output, 1, caller_address(), fallback: value?.node, comment: comment))
}
/// A combinational signal of `width` bits. With `default`, paths that do not drive it give that value.
@inline(never) public func Wire(_ width: Int, default value: Bits? = nil, _ comment: String = "") -> Bits.Var {
  Bits.Var(signal(.wire, width, caller_address(), fallback: value?.node, comment: comment))
}
/// A combinational signal of one bit. With `default`, paths that do not drive it give that value.
@inline(never) public func Wire(default value: Bit? = nil, _ comment: String = "") -> Bit.Var {
  Bit.Var(signal(.wire, 1, caller_address(), fallback: value?.node, comment: comment))
}
/// A register of `width` bits that keeps its value on paths that do not drive it. Without `reset` it is undefined until
/// first written.
@inline(never) public func Reg(_ width: Int, reset: UInt64? = nil, _ comment: String = "") -> Bits.Var {
  Bits.Var(signal(.register, width, caller_address(), reset: reset, comment: comment))
}
/// A register of one bit.
@inline(never) public func Reg(reset: Bool? = nil, _ comment: String = "") -> Bit.Var {
  Bit.Var(signal(.register, 1, caller_address(), reset: reset.map { $0 ? 1 : 0 }, comment: comment))
}
