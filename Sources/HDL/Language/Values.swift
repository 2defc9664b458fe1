// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CCallerAddress

/// Anything that a module can declare as a property: one or more named signals.
public protocol Hardware: AnyObject {}

/// A `Hardware` that is made of nodes. `leaves` lists them with the suffix each adds to the property's name.
protocol Declared: Hardware {
  var leaves: [(suffix: String, node: Node)] { get }
  /// How the leaves belong together; nil for a single signal.
  var bundleKind: BundleKind? { get }
}

extension Declared {
  var bundleKind: BundleKind? { nil }
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
  /// Whether elaboration knows the value.
  package var isConstant: Bool { node.constant != nil }

  /// A constant of a given width, which it must fit.
  @inline(never) public convenience init(_ value: UInt64, width: Int) {
    self.init(
      literal(
        Constant(width: 64, value: value), "\(value)", fits: Constant.fits(value, width: width), width: width,
        caller_address()))
  }
  /// A constant of any size.
  @inline(never) public convenience init(_ constant: Constant) {
    self.init(literal(constant, "", fits: true, width: constant.width, caller_address()))
  }

  /// Bits that can be driven: wire, register, output or an instance's input.
  public class Var: Bits {}
  /// An input port.
  public final class Input: Bits {}
  /// An output port.
  public final class Output: Var {}
}

/// A constant in `width` bits; what is wrong with it is reported where it is used.
func literal(_ constant: Constant, _ text: @autoclosure () -> String, fits: Bool, width: Int, _ location: UInt) -> Node
{
  let isPossible = possibleWidths ~= width
  let node = Node(
    .literal, width: isPossible ? width : 1, location: location,
    constant: Constant(width: isPossible ? width : 1, words: constant.words))
  if !isPossible {
    node.problem = "a constant has 1 to \(possibleWidths.upperBound) bits, not \(width)"
  } else if !fits {
    node.problem = "the literal is \(text()), which does not fit \(countOfBits(width))"
  }
  return node
}

func openLiteral(_ value: UInt64) -> Node {
  Node(.literal, width: 0, constant: Constant(width: 64, value: value))
}

/// A number that takes the width of what it meets.
func integer(_ value: Int, signed: Bool = false) -> Node {
  let node = openLiteral(UInt64(bitPattern: Int64(value)))
  node.isSigned = signed
  node.isBelowZero = !signed && value < 0
  return node
}

@inline(__always)
func signal(
  _ operation: Operation, _ width: Int, _ location: UInt, reset: UInt64? = nil, fallback: Node? = nil,
  comment: String = "", domain: ClockDomain = .main
) -> Node {
  let isPossible = possibleWidths ~= width
  let node = Node(operation, width: isPossible ? width : 1, location: location)
  if !isPossible {
    node.problem = "has \(countOfBits(width)): a signal needs 1 to \(possibleWidths.upperBound)"
  }
  node.reset = reset.map { Constant(width: 64, value: $0) }
  node.fallback = fallback
  node.comment = comment
  node.domain = domain
  return node
}
