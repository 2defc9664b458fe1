import CCallerAddress

/// A two's complement number of a fixed number of bits. As with `Bits`, nothing is truncated or extended silently; the
/// two kinds do not mix without saying so (`bits`, `signed`).
public class Signed: Declared, ExpressibleByIntegerLiteral {
  let node: Node
  init(_ node: Node) { self.node = node }
  public required init(integerLiteral value: Int64) { node = integer(Int(value), signed: true) }
  var leaves: [(suffix: String, node: Node)] { [("", node)] }

  /// A number that can be driven: wire, register, output or an instance's input.
  public class Var: Signed {}
  /// An input port.
  public final class Input: Signed {}
  /// An output port.
  public final class Output: Var {}

  /// A constant of a given width.
  @inline(never) public convenience init(_ value: Int64, width: Int) {
    let word = Constant(width: 64, value: UInt64(bitPattern: value))
    let node = literal(
      possibleWidths ~= width ? word.resized(to: width) : word, "\(value)",
      fits: Constant.fits(signed: value, width: width), width: width, caller_address())
    node.isSigned = true
    self.init(node)
  }

  /// Width in bits, sign included.
  public var width: Int { node.width }
  /// The same bits as an unsigned value.
  public var bits: Bits { Bits(node) }
  /// Whether the number is below zero.
  public var isNegative: Bit { @inline(never) get { Bit(slice(node, low: width - 1, width: 1, caller_address())) } }

  /// Gives the value a name in the Verilog.
  @discardableResult public func named(_ name: String) -> Self {
    if node.name == nil { node.name = snakeCase(name) }
    return self
  }
}

extension Bits {
  /// The same bits as a two's complement number.
  public var signed: Signed { Signed(node) }
}

extension Signed: Concatenable {}

extension Signed {
  /// Sum modulo 2^width.
  @inline(never) public static func + (a: Signed, b: Signed) -> Signed {
    Signed(binary(.add, a.node, b.node, caller_address(), symbol: "+"))
  }
  /// Difference modulo 2^width.
  @inline(never) public static func - (a: Signed, b: Signed) -> Signed {
    Signed(binary(.subtract, a.node, b.node, caller_address(), symbol: "-"))
  }
  /// The negative modulo 2^width: the lowest number is its own.
  @inline(never) public static prefix func - (a: Signed) -> Signed {
    Signed(binary(.subtract, integer(0), a.node, caller_address(), symbol: "-"))
  }
  /// The full product: as many bits as both operands together.
  @inline(never) public static func * (a: Signed, b: Signed) -> Signed {
    Signed(product(a.node, b.node, signed: true, caller_address()))
  }
  @inline(never) public static func & (a: Signed, b: Signed) -> Signed {
    Signed(binary(.and, a.node, b.node, caller_address(), symbol: "&"))
  }
  @inline(never) public static func | (a: Signed, b: Signed) -> Signed {
    Signed(binary(.or, a.node, b.node, caller_address(), symbol: "|"))
  }
  @inline(never) public static func ^ (a: Signed, b: Signed) -> Signed {
    Signed(binary(.xor, a.node, b.node, caller_address(), symbol: "^"))
  }
  @inline(never) public static prefix func ~ (a: Signed) -> Signed {
    Signed(unary(.not, a.node, width: a.width, caller_address()))
  }
  @inline(never) public static func == (a: Signed, b: Signed) -> Bit {
    Bit(binary(.equal, a.node, b.node, caller_address(), symbol: "==", comparison: true))
  }
  @inline(never) public static func != (a: Signed, b: Signed) -> Bit {
    Bit(binary(.notEqual, a.node, b.node, caller_address(), symbol: "!=", comparison: true))
  }
  @inline(never) public static func < (a: Signed, b: Signed) -> Bit {
    Bit(binary(.signedLess, a.node, b.node, caller_address(), symbol: "<", comparison: true))
  }
  @inline(never) public static func <= (a: Signed, b: Signed) -> Bit {
    Bit(binary(.signedLessOrEqual, a.node, b.node, caller_address(), symbol: "<=", comparison: true))
  }
  @inline(never) public static func > (a: Signed, b: Signed) -> Bit {
    Bit(binary(.signedLess, b.node, a.node, caller_address(), symbol: ">", comparison: true))
  }
  @inline(never) public static func >= (a: Signed, b: Signed) -> Bit {
    Bit(binary(.signedLessOrEqual, b.node, a.node, caller_address(), symbol: ">=", comparison: true))
  }
  /// The number times 2^amount, modulo 2^width.
  @inline(never) public static func << (a: Signed, amount: Bits) -> Signed {
    Signed(shift(.shiftLeft, a.node, amount.node, caller_address()))
  }
  /// The number divided by 2^amount, rounded down.
  @inline(never) public static func >> (a: Signed, amount: Bits) -> Signed {
    Signed(shift(.shiftRightArithmetic, a.node, amount.node, caller_address()))
  }

  /// The number in `width` bits, with copies of the sign above.
  @inline(never) public func extended(to width: Int) -> Signed {
    Signed(extend(node, to: width, signed: true, caller_address()))
  }
  /// The lowest `width` bits.
  @inline(never) public func truncated(to width: Int) -> Signed {
    Signed(slice(node, low: 0, width: width, caller_address()))
  }
  /// Bit `index`, counted from the least significant.
  public subscript(index: Int) -> Bit {
    @inline(never) get { Bit(slice(node, low: index, width: 1, caller_address())) }
  }
  /// The bits of a range.
  public subscript(range: ClosedRange<Int>) -> Bits {
    @inline(never) get { Bits(slice(node, low: range.lowerBound, width: range.count, caller_address())) }
  }
}

/// Drives a signal: a wire or output at once, a register at the next clock edge.
@inline(never) public func <== (target: Signed.Var, value: Signed) { drive(target.node, value.node, caller_address()) }

/// `a` if the condition holds, else `b`.
@inline(never) public func mux(_ condition: Bit, _ a: Signed, _ b: Signed) -> Signed {
  Signed(multiplex(condition.node, a.node, b.node, caller_address()))
}
/// The number at `index`; an index beyond the last value gives the last.
@_disfavoredOverload @inline(never) public func select(_ index: Bits, from values: [Signed]) -> Signed {
  let nodes = values.map(\.node)
  return Signed(lookup(index.node, nodes, caller_address()))
}
