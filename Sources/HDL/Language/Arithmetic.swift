import CCallerAddress

extension Bits {
  /// The full product: as many bits as both operands together.
  @inline(never) public static func * (a: Bits, b: Bits) -> Bits {
    Bits(product(a.node, b.node, signed: false, caller_address()))
  }
  @_disfavoredOverload @inline(never) public static func * (a: Bits, b: Int) -> Bits {
    Bits(product(a.node, integer(b), signed: false, caller_address()))
  }

  /// Whether the value fits a pattern of `0`, `1` and, where either will do, `?`, most significant bit first:
  /// `instruction.matches("????????????_?????_000_?????_0010011")`. Underscores only group.
  @inline(never) public func matches(_ pattern: String) -> Bit {
    let location = caller_address()
    guard let module = Module.current else { return Bit(Node(.equal, width: 1, arguments: [node], location: location)) }
    let letters = pattern.filter { $0 != "_" }
    if let odd = letters.first(where: { !"01?".contains($0) }) {
      module.complain("pattern \"\(pattern)\" contains `\(odd)`: write 0, 1, ? and _ only", at: location)
    }
    if letters.count != width {
      module.complain(
        "pattern \"\(pattern)\" has \(countOfBits(letters.count)) and \(node.label) has \(width)", at: location)
      return Bit(module.literal(Constant(width: 1, value: 0)))
    }
    // Runs of bits that matter, so that the Verilog compares ranges.
    var runs: [Node] = []
    var wanted: [Character] = []
    var high = width - 1
    for run in letters.split(separator: "?", omittingEmptySubsequences: false) {
      if !run.isEmpty { runs.append(slice(node, low: high - run.count + 1, width: run.count, location)) }
      wanted += run
      high -= run.count + 1
    }
    guard let first = runs.first else { return Bit(module.literal(Constant(width: 1, value: 1))) }
    let bits =
      runs.count == 1 ? first : module.intern(.concatenate, width: wanted.count, runs, at: location)
    return Bit(module.intern(.equal, width: 1, [bits, module.literal(Constant(bits: wanted))], at: location))
  }
}

/// The product of two values in as many bits as both have.
func product(_ a: Node, _ b: Node, signed: Bool, _ location: UInt) -> Node {
  guard let module = Module.current else {
    return Node(.multiply, width: a.width + b.width, arguments: [a, b], location: location)
  }
  let left = module.fit(a, to: a.literalWidth, at: location)
  let right = module.fit(b, to: b.literalWidth, at: location)
  let width = left.width + right.width
  let factors = [left, right].map { extend($0, to: width, signed: signed, location) }
  return module.intern(.multiply, width: width, factors, at: location)
}

extension Node {
  /// The width; for an integer literal the smallest that holds it.
  fileprivate var literalWidth: Int {
    guard isOpenLiteral, let word = constant?.words[0] else { return width }
    if isSigned {
      let value = Int64(bitPattern: word)
      return 65 - (value < 0 ? ~value : value).leadingZeroBitCount
    }
    return max(1, 64 - word.leadingZeroBitCount)
  }
}

extension Constant {
  /// A constant from binary digits, most significant first.
  init(bits: [Character]) {
    var words = [UInt64](repeating: 0, count: (bits.count + 63) / 64)
    for (position, digit) in bits.reversed().enumerated() where digit == "1" {
      words[position / 64] |= 1 << UInt64(position % 64)
    }
    self.init(width: bits.count, words: words)
  }
}
