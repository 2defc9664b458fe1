import CCallerAddress

// Operators are never inlined: their return address is the place an error message names. They are concrete overloads,
// with the `Int` forms disfavoured, because that is what type-checks long expressions quickly.

@inline(__always)
func binary(
  _ operation: Operation, _ left: Node, _ right: Node, _ location: UInt, symbol: String, comparison: Bool = false
) -> Node {
  guard let module = Module.current else {
    return Node(
      operation, width: comparison ? 1 : max(left.width, right.width), arguments: [left, right], location: location)
  }
  let a = module.fit(left, to: right.width, at: location)
  let b = module.fit(right, to: left.width, at: location)
  if a.width != b.width {
    module.complain(
      "`\(symbol)` of \(countOfBits(a.width)) (\(a.label)) and \(countOfBits(b.width)) (\(b.label)): extend or slice one of them",
      at: location)
  }
  return module.intern(operation, width: comparison ? 1 : max(a.width, b.width), [a, b], at: location)
}

@inline(__always)
func unary(_ operation: Operation, _ argument: Node, width: Int, _ location: UInt) -> Node {
  guard let module = Module.current else {
    return Node(operation, width: width, arguments: [argument], location: location)
  }
  let operand = module.fit(argument, to: width, at: location)
  return module.intern(operation, width: width, [operand], at: location)
}

extension Bits {
  /// Sum modulo 2^width.
  @inline(never) public static func + (a: Bits, b: Bits) -> Bits {
    Bits(binary(.add, a.node, b.node, caller_address(), symbol: "+"))
  }
  /// Difference modulo 2^width.
  @inline(never) public static func - (a: Bits, b: Bits) -> Bits {
    Bits(binary(.subtract, a.node, b.node, caller_address(), symbol: "-"))
  }
  @inline(never) public static func & (a: Bits, b: Bits) -> Bits {
    Bits(binary(.and, a.node, b.node, caller_address(), symbol: "&"))
  }
  @inline(never) public static func | (a: Bits, b: Bits) -> Bits {
    Bits(binary(.or, a.node, b.node, caller_address(), symbol: "|"))
  }
  @inline(never) public static func ^ (a: Bits, b: Bits) -> Bits {
    Bits(binary(.xor, a.node, b.node, caller_address(), symbol: "^"))
  }
  @inline(never) public static prefix func ~ (a: Bits) -> Bits {
    Bits(unary(.not, a.node, width: a.width, caller_address()))
  }
  @inline(never) public static func == (a: Bits, b: Bits) -> Bit {
    Bit(binary(.equal, a.node, b.node, caller_address(), symbol: "==", comparison: true))
  }
  @inline(never) public static func != (a: Bits, b: Bits) -> Bit {
    Bit(binary(.notEqual, a.node, b.node, caller_address(), symbol: "!=", comparison: true))
  }
  /// Unsigned comparison.
  @inline(never) public static func < (a: Bits, b: Bits) -> Bit {
    Bit(binary(.less, a.node, b.node, caller_address(), symbol: "<", comparison: true))
  }
  /// Unsigned comparison.
  @inline(never) public static func <= (a: Bits, b: Bits) -> Bit {
    Bit(binary(.lessOrEqual, a.node, b.node, caller_address(), symbol: "<=", comparison: true))
  }
  /// Unsigned comparison.
  @inline(never) public static func > (a: Bits, b: Bits) -> Bit {
    Bit(binary(.less, b.node, a.node, caller_address(), symbol: ">", comparison: true))
  }
  /// Unsigned comparison.
  @inline(never) public static func >= (a: Bits, b: Bits) -> Bit {
    Bit(binary(.lessOrEqual, b.node, a.node, caller_address(), symbol: ">=", comparison: true))
  }

  @_disfavoredOverload @inline(never) public static func + (a: Bits, b: Int) -> Bits {
    Bits(binary(.add, a.node, integer(b), caller_address(), symbol: "+"))
  }
  @_disfavoredOverload @inline(never) public static func - (a: Bits, b: Int) -> Bits {
    Bits(binary(.subtract, a.node, integer(b), caller_address(), symbol: "-"))
  }
  @_disfavoredOverload @inline(never) public static func == (a: Bits, b: Int) -> Bit {
    Bit(binary(.equal, a.node, integer(b), caller_address(), symbol: "==", comparison: true))
  }
  @_disfavoredOverload @inline(never) public static func != (a: Bits, b: Int) -> Bit {
    Bit(binary(.notEqual, a.node, integer(b), caller_address(), symbol: "!=", comparison: true))
  }
  @_disfavoredOverload @inline(never) public static func < (a: Bits, b: Int) -> Bit {
    Bit(binary(.less, a.node, integer(b), caller_address(), symbol: "<", comparison: true))
  }
  @_disfavoredOverload @inline(never) public static func >= (a: Bits, b: Int) -> Bit {
    Bit(binary(.lessOrEqual, integer(b), a.node, caller_address(), symbol: ">=", comparison: true))
  }

  /// True when any bit is set.
  public var any: Bit { @inline(never) get { Bit(unary(.any, node, width: 1, caller_address())) } }
  /// True when all bits are set.
  public var all: Bit { @inline(never) get { Bit(unary(.all, node, width: 1, caller_address())) } }
  /// Exclusive or of all bits.
  public var parity: Bit { @inline(never) get { Bit(unary(.parity, node, width: 1, caller_address())) } }

  /// Bit `index`, counted from the least significant.
  public subscript(index: Int) -> Bit {
    @inline(never) get { Bit(slice(node, low: index, width: 1, caller_address())) }
  }
  /// The bits of a range, the least significant bit is 0: `x[0...7]` is the low byte.
  public subscript(range: ClosedRange<Int>) -> Bits {
    @inline(never) get { Bits(slice(node, low: range.lowerBound, width: range.count, caller_address())) }
  }
  /// The `width` bits from bit `low` upwards.
  @inline(never) public func bits(from low: Int, width: Int) -> Bits {
    Bits(slice(node, low: low, width: width, caller_address()))
  }
  /// The value in `width` bits, with zeros above.
  @inline(never) public func extended(to width: Int) -> Bits {
    Bits(extend(node, to: width, signed: false, caller_address()))
  }
  /// The lowest `width` bits.
  @inline(never) public func truncated(to width: Int) -> Bits {
    Bits(slice(node, low: 0, width: width, caller_address()))
  }

  /// Gives the value a name in the Verilog.
  @discardableResult public func named(_ name: String) -> Self {
    if node.name == nil { node.name = snakeCase(name) }
    return self
  }
}

extension Bit {
  @inline(never) public static func & (a: Bit, b: Bit) -> Bit {
    Bit(binary(.and, a.node, b.node, caller_address(), symbol: "&"))
  }
  @inline(never) public static func | (a: Bit, b: Bit) -> Bit {
    Bit(binary(.or, a.node, b.node, caller_address(), symbol: "|"))
  }
  @inline(never) public static func ^ (a: Bit, b: Bit) -> Bit {
    Bit(binary(.xor, a.node, b.node, caller_address(), symbol: "^"))
  }
  @inline(never) public static func == (a: Bit, b: Bit) -> Bit {
    Bit(binary(.equal, a.node, b.node, caller_address(), symbol: "=="))
  }
  @inline(never) public static func != (a: Bit, b: Bit) -> Bit {
    Bit(binary(.notEqual, a.node, b.node, caller_address(), symbol: "!="))
  }
  @inline(never) public static prefix func ! (a: Bit) -> Bit { Bit(unary(.not, a.node, width: 1, caller_address())) }

  /// The bit as a vector of width 1.
  public var bits: Bits { Bits(node) }

  /// Gives the value a name in the Verilog.
  @discardableResult public func named(_ name: String) -> Self {
    if node.name == nil { node.name = snakeCase(name) }
    return self
  }
}
