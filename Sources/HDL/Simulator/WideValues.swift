// Values of any width are words, the lowest first. Every operator comes to operations of words here.
extension WordGraph {
  static func wordCount(_ width: Int) -> Int { (width + 63) / 64 }

  /// The number of bits in word `index` of a value.
  static func wordWidth(_ width: Int, _ index: Int) -> Int { min(64, width - 64 * index) }

  mutating func literal(_ constant: Constant) -> [Word] { constant.words.map { literal($0) } }

  /// The value of an operator of the netlist.
  mutating func value(_ node: Node, _ arguments: [[Word]]) -> [Word] {
    let width = node.width
    let a = arguments[0]
    switch node.operation {
    case .not:
      return a.enumerated().map { not($1, width: Self.wordWidth(width, $0)) }
    case .and: return zip(a, arguments[1]).map { and($0, $1) }
    case .or: return zip(a, arguments[1]).map { or($0, $1) }
    case .xor: return zip(a, arguments[1]).map { xor($0, $1) }
    case .add: return sum(a, arguments[1], width: width)
    case .subtract: return difference(a, arguments[1], width: width)
    case .equal: return [equal(a, arguments[1])]
    case .notEqual: return [not(equal(a, arguments[1]), width: 1)]
    case .less: return [less(a, arguments[1])]
    case .lessOrEqual:
      if a.count == 1 { return [lessOrEqual(a[0], arguments[1][0])] }
      return [not(less(arguments[1], a), width: 1)]
    case .multiplex: return zip(arguments[1], arguments[2]).map { multiplex(a[0], $0, $1) }
    case .slice: return slice(a, low: node.low, width: width)
    case .concatenate: return concatenate(zip(arguments, node.arguments).map { ($0, $1.width) }, width: width)
    case .any: return [any(a)]
    case .all: return [equal(a, literal(Constant(width: node.arguments[0].width, words: a.map { _ in .max })))]
    case .parity: return [parity(a.dropFirst().reduce(a[0]) { xor($0, $1) })]
    case .lookup: return pick(a, from: Array(arguments.dropFirst()))
    case .declassify, .crossing: return a
    case .multiply: return product(a, arguments[1], width: width)
    case .signedLess:
      return [less(signFlipped(a, node.arguments[0].width), signFlipped(arguments[1], node.arguments[0].width))]
    case .signedLessOrEqual:
      let width = node.arguments[0].width
      return [not(less(signFlipped(arguments[1], width), signFlipped(a, width)), width: 1)]
    case .shiftLeft, .shiftRight, .shiftRightArithmetic: return shift(node.operation, a, by: arguments[1], width: width)
    case .input, .output, .wire, .register, .inputPin, .outputPin, .reset, .literal, .memoryRead: return []
    }
  }

  /// Whether any bit is set, as a bit.
  mutating func any(_ a: [Word]) -> Word {
    let all = a.dropFirst().reduce(a[0]) { or($0, $1) }
    return notEqual(all, literal(0))
  }

  mutating func sum(_ a: [Word], _ b: [Word], width: Int) -> [Word] {
    var carry = literal(0)
    return a.indices.map { index in
      let word = add(a[index], b[index], carry, width: Self.wordWidth(width, index))
      if index + 1 < a.count { carry = self.carry(.carry, a[index], b[index], carry) }
      return word
    }
  }

  mutating func difference(_ a: [Word], _ b: [Word], width: Int) -> [Word] {
    var borrow = literal(0)
    return a.indices.map { index in
      let word = subtract(a[index], b[index], borrow, width: Self.wordWidth(width, index))
      if index + 1 < a.count { borrow = carry(.borrow, a[index], b[index], borrow) }
      return word
    }
  }

  mutating func equal(_ a: [Word], _ b: [Word]) -> Word {
    if a.count == 1 { return equal(a[0], b[0]) }
    let differences = zip(a, b).map { xor($0, $1) }
    return not(any(differences), width: 1)
  }

  mutating func less(_ a: [Word], _ b: [Word]) -> Word {
    var borrow = less(a[0], b[0])
    for (x, y) in zip(a, b).dropFirst() { borrow = carry(.borrow, x, y, borrow) }
    return borrow
  }

  /// Two's complement numbers compare like unsigned ones when the sign bit is inverted.
  private mutating func signFlipped(_ a: [Word], _ width: Int) -> [Word] {
    a.dropLast() + [xor(a[a.count - 1], literal(1 << UInt64((width - 1) % 64)))]
  }

  private mutating func product(_ a: [Word], _ b: [Word], width: Int) -> [Word] {
    if a.count == 1 { return [multiply(a[0], b[0], width: width)] }
    let all = operation(.multiplyWide, width: 64, list: list(a + b))
    return a.indices.map { index in
      let part = operation(.part, width: 64, all, value: UInt64(index))
      return and(part, literal(WordArithmetic.mask(Self.wordWidth(width, index))))
    }
  }

  /// A value shifted by a number of any width. A shift to the right is one to the left of the words in reverse order.
  private mutating func shift(_ kind: Operation, _ a: [Word], by amount: [Word], width: Int) -> [Word] {
    let count = narrowed(amount)
    let operations: [Operation: WordOperation] = [
      .shiftLeft: .shiftLeft, .shiftRight: .shiftRight, .shiftRightArithmetic: .shiftRightArithmetic,
    ]
    if a.count == 1 { return [shift(operations[kind] ?? .shiftLeft, a[0], by: count, width: width)] }
    if kind == .shiftLeft {
      let numbers = list([literal(0)] + a)
      return a.indices.map { index in
        operation(.shiftWide, width: Self.wordWidth(width, index), count, value: UInt64(index), list: numbers)
      }
    }
    var words = a
    var incoming = literal(0)
    if kind == .shiftRightArithmetic {
      let sign = slice(a, low: width - 1, width: 1)[0]
      incoming = multiplex(sign, literal(.max), literal(0))
      let top = Self.wordWidth(width, a.count - 1)
      words[a.count - 1] = or(words[a.count - 1], and(incoming, literal(~WordArithmetic.mask(top))))
    }
    let numbers = list([incoming] + words.reversed())
    return a.indices.map { index in
      operation(
        .shiftWideRight, width: Self.wordWidth(width, index), count, value: UInt64(a.count - 1 - index), list: numbers)
    }
  }

  mutating func multiplex(_ condition: Word, _ a: [Word], _ b: [Word]) -> [Word] {
    zip(a, b).map { multiplex(condition, $0, $1) }
  }

  mutating func slice(_ a: [Word], low: Int, width: Int) -> [Word] {
    (0..<Self.wordCount(width)).map { index in
      let count = Self.wordWidth(width, index)
      let start = low + 64 * index
      let offset = start % 64
      if offset + count <= 64 { return field(a[start / 64], low: offset, width: count) }
      let below = 64 - offset
      return gather([
        Part(word: a[start / 64], low: offset, width: below, position: 0),
        Part(word: a[start / 64 + 1], low: 0, width: count - below, position: below),
      ])
    }
  }

  /// Values side by side, the first one most significant.
  mutating func concatenate(_ values: [([Word], width: Int)], width: Int) -> [Word] {
    var parts = [[Part]](repeating: [], count: Self.wordCount(width))
    var position = 0
    for (words, width) in values.reversed() {
      for (index, word) in words.enumerated() {
        var low = 0
        let count = Self.wordWidth(width, index)
        while low < count {
          let taken = min(count - low, 64 - position % 64)
          parts[position / 64].append(Part(word: word, low: low, width: taken, position: position % 64))
          low += taken
          position += taken
        }
      }
    }
    return parts.map { gather($0) }
  }

  /// The value at an index of any width; the last beyond them.
  mutating func pick(_ index: [Word], from values: [[Word]]) -> [Word] {
    let narrow = narrowed(index)
    return (values.first ?? []).indices.map { position in pick(narrow, from: values.map { $0[position] }) }
  }

  /// A number of any width as one word; all ones when it does not fit, which is beyond everything.
  mutating func narrowed(_ number: [Word]) -> Word {
    if number.count == 1 { return number[0] }
    return multiplex(any(Array(number.dropFirst())), literal(.max), number[0])
  }
}
