// Operators of constants are constants. This keeps parametrised designs readable, and it leaves no process that reads
// only constants, which a simulator would never start.

extension Module {
  /// The node that an operator comes to when its arguments, or those that decide, are constant.
  func folded(_ operation: Operation, width: Int, _ arguments: [Node], low: Int) -> Node? {
    switch operation {
    case .multiplex where arguments[0].operation == .literal:
      return arguments[0].constant?.isZero == true ? arguments[2] : arguments[1]
    case .lookup where arguments[0].operation == .literal:
      let values = arguments.dropFirst()
      guard let index = arguments[0].constant, let last = values.last else { return nil }
      return index.isBelow(values.count) ? values[values.startIndex + Int(index.words[0])] : last
    case .equal where arguments[0] === arguments[1], .lessOrEqual where arguments[0] === arguments[1],
      .signedLessOrEqual where arguments[0] === arguments[1]:
      return literal(Constant(width: 1, value: 1))
    case .notEqual where arguments[0] === arguments[1], .less where arguments[0] === arguments[1],
      .signedLess where arguments[0] === arguments[1]:
      return literal(Constant(width: 1, value: 0))
    case .memoryRead, .declassify, .crossing: return nil
    case .shiftLeft where arguments[1].constant?.isBelow(width) == false,
      .shiftRight where arguments[1].constant?.isBelow(width) == false:
      return literal(Constant(width: width, value: 0))
    // No value lies below zero or above the last.
    case .less where arguments[1].constant?.isZero == true || arguments[0].constant?.isAllOnes == true:
      return literal(Constant(width: 1, value: 0))
    case .lessOrEqual where arguments[0].constant?.isZero == true || arguments[1].constant?.isAllOnes == true:
      return literal(Constant(width: 1, value: 1))
    case .signedLess where arguments[1].constant?.isLowest == true || arguments[0].constant?.isHighest == true:
      return literal(Constant(width: 1, value: 0))
    case .signedLessOrEqual where arguments[0].constant?.isLowest == true || arguments[1].constant?.isHighest == true:
      return literal(Constant(width: 1, value: 1))
    default:
      var constants: [Constant] = []
      for argument in arguments {
        guard argument.operation == .literal, let constant = argument.constant else { return nil }
        constants.append(constant)
      }
      return Constant.evaluate(operation, width: width, constants, low: low).map { literal($0) }
    }
  }
}

extension Constant {
  var isZero: Bool { words.allSatisfy { $0 == 0 } }
  var isAllOnes: Bool { self == Constant(width: width, words: words.map { _ in .max }) }
  /// Whether it is the lowest or the highest two's complement number of its width.
  var isLowest: Bool { self == Constant(width: width, value: 0).flipping(bit: width - 1) }
  var isHighest: Bool { self == Constant(width: width, words: words.map { _ in .max }).flipping(bit: width - 1) }
  subscript(bit index: Int) -> Bool { index < width && words[index / 64] >> UInt64(index % 64) & 1 == 1 }

  func isBelow(_ limit: Int) -> Bool { words.dropFirst().allSatisfy { $0 == 0 } && words[0] < UInt64(limit) }

  private static func flag(_ value: Bool) -> Constant { Constant(width: 1, value: value ? 1 : 0) }

  /// Unsigned comparison of two constants of one width.
  private static func isLess(_ a: Constant, _ b: Constant) -> Bool {
    for (x, y) in zip(a.words, b.words).reversed() where x != y { return x < y }
    return false
  }

  private static func isSignedLess(_ a: Constant, _ b: Constant) -> Bool {
    let sign = a.width - 1
    return a[bit: sign] == b[bit: sign] ? isLess(a, b) : a[bit: sign]
  }

  private static func multiply(_ a: Constant, _ b: Constant, width: Int) -> Constant {
    var words = [UInt64](repeating: 0, count: a.words.count)
    for (i, x) in a.words.enumerated() {
      var carry: UInt64 = 0
      for (j, y) in b.words.enumerated() where i + j < words.count {
        let (high, low) = x.multipliedFullWidth(by: y)
        let (partial, first) = words[i + j].addingReportingOverflow(low)
        let (sum, second) = partial.addingReportingOverflow(carry)
        words[i + j] = sum
        carry = high + (first ? 1 : 0) + (second ? 1 : 0)
      }
    }
    return Constant(width: width, words: words)
  }

  /// The value moved by `amount`, whatever its width.
  private func shifted(_ operation: Operation, by amount: Constant) -> Constant {
    let isFar = !amount.isBelow(width)
    let count = isFar ? width : Int(amount.words[0])
    let zero = Constant(width: width, value: 0)
    switch operation {
    case .shiftLeft:
      if isFar || count == 0 { return isFar ? zero : self }
      let kept = slice(low: 0, width: width - count)
      return Constant.concatenate([kept, Constant(width: count, value: 0)], width: width)
    case .shiftRight: return isFar ? zero : Constant(width: width, words: slice(low: count, width: width - count).words)
    default: return slice(low: min(count, width - 1), width: width - min(count, width - 1)).resized(to: width)
    }
  }

  private static func add(_ a: Constant, _ b: Constant, width: Int, carry: UInt64, complement: UInt64) -> Constant {
    var carry = carry
    let words = zip(a.words, b.words).map { x, y in
      let (partial, first) = x.addingReportingOverflow(y ^ complement)
      let (sum, second) = partial.addingReportingOverflow(carry)
      carry = first || second ? 1 : 0
      return sum
    }
    return Constant(width: width, words: words)
  }

  /// The bits `low ..< low + width`.
  func slice(low: Int, width: Int) -> Constant {
    var words = [UInt64](repeating: 0, count: (width + 63) / 64)
    for bit in 0..<width where self[bit: low + bit] { words[bit / 64] |= 1 << UInt64(bit % 64) }
    return Constant(width: width, words: words)
  }

  private static func concatenate(_ parts: [Constant], width: Int) -> Constant {
    var words = [UInt64](repeating: 0, count: (width + 63) / 64)
    var position = 0
    for part in parts.reversed() {
      for bit in 0..<part.width where part[bit: bit] {
        words[(position + bit) / 64] |= 1 << UInt64((position + bit) % 64)
      }
      position += part.width
    }
    return Constant(width: width, words: words)
  }

  /// The value of an operator applied to constants; nil for what is not an operator, or not of these widths.
  static func evaluate(_ operation: Operation, width: Int, _ arguments: [Constant], low: Int) -> Constant? {
    guard let a = arguments.first else { return nil }
    func bitwise(_ combine: (UInt64, UInt64) -> UInt64) -> Constant {
      Constant(width: width, words: zip(a.words, arguments[1].words).map(combine))
    }
    switch operation {
    case .not: return Constant(width: width, words: a.words.map { ~$0 })
    case .any: return flag(!a.isZero)
    case .all: return flag(a.isAllOnes)
    case .parity: return flag(a.words.reduce(0) { $0 + $1.nonzeroBitCount } % 2 == 1)
    case .slice: return a.slice(low: low, width: width)
    case .concatenate: return concatenate(arguments, width: width)
    default: break
    }
    guard arguments.count == 2 else { return nil }
    switch operation {
    case .shiftLeft, .shiftRight, .shiftRightArithmetic: return a.shifted(operation, by: arguments[1])
    default: break
    }
    guard a.width == arguments[1].width else { return nil }
    switch operation {
    case .multiply: return multiply(a, arguments[1], width: width)
    case .signedLess: return flag(isSignedLess(a, arguments[1]))
    case .signedLessOrEqual: return flag(!isSignedLess(arguments[1], a))
    case .and: return bitwise(&)
    case .or: return bitwise(|)
    case .xor: return bitwise(^)
    case .add: return add(a, arguments[1], width: width, carry: 0, complement: 0)
    case .subtract: return add(a, arguments[1], width: width, carry: 1, complement: .max)
    case .equal: return flag(a == arguments[1])
    case .notEqual: return flag(a != arguments[1])
    case .less: return flag(isLess(a, arguments[1]))
    case .lessOrEqual: return flag(!isLess(arguments[1], a))
    default: return nil
    }
  }
}
