import CCallerAddress

// Choosing values and bits, and putting them together.

func slice(_ node: Node, low: Int, width: Int, _ location: UInt) -> Node {
  guard let module = Module.current else { return Node(.slice, width: width, arguments: [node], location: location) }
  guard low >= 0, width >= 1, width <= node.width, low <= node.width - width else {
    let (high, isTooFar) = low.addingReportingOverflow(width &- 1)
    let bits = width == 1 ? "bit \(low) is" : isTooFar ? "\(width) bits from \(low) on are" : "bits \(high):\(low) are"
    module.complain("\(bits) outside \(node.label), which has bits \(node.width - 1):0", at: location)
    return module.literal(Constant(width: width.clamped(to: possibleWidths), value: 0))
  }
  if width == node.width { return node }
  // A slice of a slice or of a concatenation names the original bits: shorter Verilog, and more sharing.
  if node.operation == .slice { return slice(node.arguments[0], low: node.low + low, width: width, location) }
  if node.operation == .concatenate {
    var base = 0
    for part in node.arguments.reversed() {
      if low >= base, low + width <= base + part.width { return slice(part, low: low - base, width: width, location) }
      base += part.width
    }
  }
  return module.intern(.slice, width: width, [node], at: location, low: low)
}

/// A value with zeros, or with copies of its sign, above it.
func extend(_ node: Node, to width: Int, signed: Bool, _ location: UInt) -> Node {
  guard let module = Module.current else {
    return Node(.concatenate, width: width, arguments: [node], location: location)
  }
  guard width >= node.width else {
    module.complain("\(node.label) has \(countOfBits(node.width)): it cannot be extended to \(width)", at: location)
    return node
  }
  guard width <= possibleWidths.upperBound else {
    module.complain(
      "\(node.label) cannot be extended to \(width) bits: Verilog tools promise only \(possibleWidths.upperBound)",
      at: location)
    return node
  }
  if width == node.width { return node }
  if let constant = node.constant {
    return module.literal(signed ? constant.resized(to: width) : Constant(width: width, words: constant.words))
  }
  guard signed else {
    return module.intern(
      .concatenate, width: width, [module.literal(Constant(width: width - node.width, value: 0)), node], at: location)
  }
  let sign = slice(node, low: node.width - 1, width: 1, location)
  let copies = Array(repeating: sign, count: width - node.width)
  return module.intern(.concatenate, width: width, copies + [node], at: location)
}

/// Something that can stand in a concatenation.
public protocol Concatenable: Hardware {}
extension Bit: Concatenable {}
extension Bits: Concatenable {}

/// The operands side by side, the first one most significant.
@inline(never) public func cat(_ parts: any Concatenable...) -> Bits { concatenate(parts, caller_address()) }
/// The operands side by side, the first one most significant.
@inline(never) public func cat(_ parts: [any Concatenable]) -> Bits { concatenate(parts, caller_address()) }

private func concatenate(_ parts: [any Concatenable], _ location: UInt) -> Bits {
  let nodes = parts.compactMap { ($0 as? any Declared)?.leaves.first?.node }
  guard let module = Module.current else {
    return Bits(Node(.concatenate, width: nodes.reduce(0) { $0 + $1.width }, arguments: nodes, location: location))
  }
  let fitted = nodes.map { node -> Node in
    guard node.isOpenLiteral, let constant = node.constant else { return module.fit(node, to: 1, at: location) }
    module.complain("a literal in `cat` needs a width: write Bits(\(constant.words[0]), width: …)", at: location)
    return module.literal(constant)
  }
  guard !fitted.isEmpty else {
    module.complain("`cat` needs at least one value", at: location)
    return Bits(module.literal(Constant(width: 1, value: 0)))
  }
  if fitted.count == 1 { return Bits(fitted[0]) }
  return Bits(module.intern(.concatenate, width: fitted.reduce(0) { $0 + $1.width }, fitted, at: location))
}

/// `value` repeated `count` times.
@inline(never) public func replicate(_ value: Bit, _ count: Int) -> Bits {
  let location = caller_address()
  guard possibleWidths ~= count else {
    Module.current?.complain(
      "\(value.node.label) cannot be repeated \(count) times: write a number from 1 to \(possibleWidths.upperBound)",
      at: location)
    return value.bits
  }
  return concatenate(Array(repeating: value, count: count), location)
}

@inline(__always)
func multiplex(_ condition: Node, _ a: Node, _ b: Node, _ location: UInt) -> Node {
  guard let module = Module.current else {
    return Node(.multiplex, width: a.width, arguments: [condition, a, b], location: location)
  }
  let x = module.fit(a, to: b.width, at: location)
  let y = module.fit(b, to: a.width, at: location)
  if x.width != y.width {
    module.complain(
      "`mux` of \(countOfBits(x.width)) (\(x.label)) and \(countOfBits(y.width)) (\(y.label)): extend or slice one of them",
      at: location)
  }
  let chosen = module.fit(condition, to: 1, at: location)
  return module.intern(.multiplex, width: max(x.width, y.width), [chosen, x, y], at: location)
}

/// `a` if the condition holds, else `b`.
@inline(never) public func mux(_ condition: Bit, _ a: Bits, _ b: Bits) -> Bits {
  Bits(multiplex(condition.node, a.node, b.node, caller_address()))
}
/// `a` if the condition holds, else `b`.
@inline(never) public func mux(_ condition: Bit, _ a: Bit, _ b: Bit) -> Bit {
  Bit(multiplex(condition.node, a.node, b.node, caller_address()))
}

/// The value at `index`; an index beyond the last value gives the last. With constant values, a read-only memory.
@inline(never) public func select(_ index: Bits, from values: [Bits]) -> Bits {
  let nodes = values.map(\.node)
  return Bits(lookup(index.node, nodes, caller_address()))
}
/// The bit at `index`; an index beyond the last gives the last.
@inline(never) public func select(_ index: Bits, from values: [Bit]) -> Bit {
  let nodes = values.map(\.node)
  return Bit(lookup(index.node, nodes, caller_address()))
}

func lookup(_ index: Node, _ values: [Node], _ location: UInt) -> Node {
  let model = values.first { !$0.isOpenLiteral } ?? values.first
  let width = model.map { $0.isOpenLiteral ? 64 : $0.width } ?? 1
  guard let module = Module.current else {
    return Node(.lookup, width: width, arguments: [index] + values, location: location)
  }
  guard let model else {
    module.complain("`select` needs at least one value", at: location)
    return module.literal(Constant(width: width, value: 0))
  }
  if model.isOpenLiteral {
    module.complain(
      "`select` from literals needs a width: write Bits(\(model.constant?.words[0] ?? 0), width: …) for the first",
      at: location)
  }
  if index.width < 63, values.count > 1 << index.width {
    module.complain(
      "`select` has \(values.count) values, but the \(countOfBits(index.width)) of \(index.label) reach only"
        + " \(1 << index.width)", at: location)
  }
  let fitted = values.map { module.fit($0, to: width, at: location) }
  if let odd = fitted.first(where: { $0.width != width }) {
    module.complain(
      "`select` of values of \(countOfBits(width)) (\(model.label)) and \(countOfBits(odd.width)) (\(odd.label)):"
        + " extend or slice one of them", at: location)
  }
  if fitted.count == 1 { return fitted[0] }
  return module.intern(.lookup, width: width, [module.fit(index, to: 1, at: location)] + fitted, at: location)
}

/// The number of bits that count `values` different values, at least 1.
public func bitsToCount(_ values: Int) -> Int {
  max(1, Int.bitWidth - (max(1, values) - 1).leadingZeroBitCount)
}
