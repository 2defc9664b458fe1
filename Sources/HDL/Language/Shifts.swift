import CCallerAddress

extension Bits {
  /// The value moved up by an amount, zeros coming in below; the top bits fall off.
  @inline(never) public static func << (a: Bits, amount: Bits) -> Bits {
    Bits(shift(.shiftLeft, a.node, amount.node, caller_address()))
  }
  /// The value moved down by an amount, zeros coming in above; the bottom bits fall off.
  @inline(never) public static func >> (a: Bits, amount: Bits) -> Bits {
    Bits(shift(.shiftRight, a.node, amount.node, caller_address()))
  }
  @_disfavoredOverload @inline(never) public static func << (a: Bits, amount: Int) -> Bits {
    Bits(shift(.shiftLeft, a.node, integer(amount), caller_address()))
  }
  @_disfavoredOverload @inline(never) public static func >> (a: Bits, amount: Int) -> Bits {
    Bits(shift(.shiftRight, a.node, integer(amount), caller_address()))
  }

  /// The value moved up by `count` bits, zeros coming in below; the top bits fall off.
  @inline(never) public func shiftedLeft(by count: Int) -> Bits {
    Bits(moved(node, up: count, "shifted", caller_address()) { $0.literal(Constant(width: count, value: 0)) })
  }
  /// The value moved down by `count` bits, zeros coming in above; the bottom bits fall off.
  @inline(never) public func shiftedRight(by count: Int) -> Bits {
    Bits(moved(node, down: count, "shifted", caller_address()) { $0.literal(Constant(width: count, value: 0)) })
  }
  /// The value with its top `count` bits moved to the bottom.
  @inline(never) public func rotatedLeft(by count: Int) -> Bits {
    let location = caller_address()
    return Bits(
      moved(node, up: count, "rotated", location) { _ in slice(node, low: width - count, width: count, location) })
  }
  /// The value with its bottom `count` bits moved to the top.
  @inline(never) public func rotatedRight(by count: Int) -> Bits {
    let location = caller_address()
    return Bits(moved(node, down: count, "rotated", location) { _ in slice(node, low: 0, width: count, location) })
  }

  /// Bit `index`; zero beyond the last.
  public subscript(index: Bits) -> Bit {
    @inline(never) get {
      let location = caller_address()
      return Bit(slice(shift(.shiftRight, node, index.node, location), low: 0, width: 1, location))
    }
  }
}

/// A shift by an amount that is a value, or by a constant one.
func shift(_ operation: Operation, _ value: Node, _ amount: Node, _ location: UInt) -> Node {
  guard let module = Module.current else {
    return Node(operation, width: value.width, arguments: [value, amount], location: location)
  }
  guard amount.isOpenLiteral, let constant = amount.constant else {
    return module.intern(
      operation, width: value.width, [value, module.narrowed(amount, for: value.width, at: location)], at: location)
  }
  guard !amount.isBelowZero else {
    module.complain("\(value.label) cannot be shifted by \(Int(truncatingIfNeeded: constant.words[0]))", at: location)
    return value
  }
  let count = Int(clamping: constant.words[0])
  switch operation {
  case .shiftLeft: return moved(value, up: count, "shifted", location) { $0.literal(Constant(width: count, value: 0)) }
  case .shiftRight:
    return moved(value, down: count, "shifted", location) { $0.literal(Constant(width: count, value: 0)) }
  default:
    guard count < value.width else {
      module.complain(
        "\(value.label) has \(countOfBits(value.width)): it cannot be shifted by \(count)", at: location)
      return value
    }
    return extend(
      slice(value, low: count, width: value.width - count, location), to: value.width, signed: true, location)
  }
}

/// The low bits moved up by `count`, with `filling` below them.
private func moved(
  _ node: Node, up count: Int, _ verb: String, _ location: UInt, filling: (Module) -> Node
) -> Node {
  guard let module = Module.current, isPossible(node, count, verb, location) else { return node }
  let kept = slice(node, low: 0, width: node.width - count, location)
  return module.intern(.concatenate, width: node.width, [kept, filling(module)], at: location)
}

/// The high bits moved down by `count`, with `filling` above them.
private func moved(
  _ node: Node, down count: Int, _ verb: String, _ location: UInt, filling: (Module) -> Node
) -> Node {
  guard let module = Module.current, isPossible(node, count, verb, location) else { return node }
  let kept = slice(node, low: count, width: node.width - count, location)
  return module.intern(.concatenate, width: node.width, [filling(module), kept], at: location)
}

private func isPossible(_ node: Node, _ count: Int, _ verb: String, _ location: UInt) -> Bool {
  if count > 0, count < node.width { return true }
  if count != 0 {
    Module.current?.complain(
      "\(node.label) has \(countOfBits(node.width)): it cannot be \(verb) by \(count)", at: location)
  }
  return false
}

extension Module {
  /// The amount of a shift in at most 32 bits. Verilator refuses constants of more there, and computes shifts by wide
  /// amounts wrong when these are multiples of 32 (seen with 5.006).
  fileprivate func narrowed(_ amount: Node, for width: Int, at location: UInt) -> Node {
    guard amount.width > 32 else { return amount }
    if let constant = amount.constant {
      let isFar = constant.words.dropFirst().contains { $0 != 0 } || constant.words[0] > UInt64(width)
      return literal(Constant(width: bitsToCount(width + 1), value: isFar ? UInt64(width) : constant.words[0]))
    }
    let isFar = intern(.any, width: 1, [slice(amount, low: 31, width: amount.width - 31, location)], at: location)
    let most = literal(Constant(width: 31, value: .max))
    return multiplex(isFar, most, slice(amount, low: 0, width: 31, location), location)
  }
}
