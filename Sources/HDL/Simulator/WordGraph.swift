/// The number of a word in a `WordGraph`. A word's arguments have lower numbers.
typealias Word = Int32

/// A vertex of the graph.
struct WordVertex: Hashable {
  var operation: WordOperation
  /// The number of bits that may be other than zero, 1…64.
  var width: UInt8
  var a: Word = -1
  var b: Word = -1
  var c: Word = -1
  /// A constant, a position or a choice, as the operation says.
  var value: UInt64 = 0
  /// A list of words, a table or a memory, as the operation says.
  var list: Int32 = -1
}

/// The whole design as one graph of words of at most 64 bits, without hierarchy. Equal words are one vertex, and what is
/// constant or a copy never becomes one.
struct WordGraph {
  private(set) var vertices: [WordVertex] = []
  private var known: [WordVertex: Word] = [:]
  private(set) var lists: [[Word]] = []
  private var knownLists: [[Word]: Int32] = [:]
  private(set) var tables: [[UInt64]] = []
  private var knownTables: [[UInt64]: Int32] = [:]
  /// For every feedback word the word whose value it takes.
  private(set) var feedbacks: [(feedback: Word, value: Word)] = []

  init() {
    vertices.reserveCapacity(4096)
    known.reserveCapacity(4096)
  }

  subscript(word: Word) -> WordVertex { vertices[Int(word)] }

  func width(_ word: Word) -> Int { Int(vertices[Int(word)].width) }

  /// The value of a constant word.
  func constant(_ word: Word) -> UInt64? {
    let vertex = vertices[Int(word)]
    return vertex.operation == .constant ? vertex.value : nil
  }

  // MARK: Making words

  mutating func intern(_ vertex: WordVertex) -> Word {
    if let word = known[vertex] { return word }
    let word = Word(vertices.count)
    vertices.append(vertex)
    known[vertex] = word
    return word
  }

  /// A new word that is set from outside.
  mutating func source(width: Int) -> Word {
    vertices.append(WordVertex(operation: .source, width: UInt8(width)))
    return Word(vertices.count - 1)
  }

  /// A new word that stands for one that is not made yet.
  mutating func feedback(width: Int) -> Word {
    vertices.append(WordVertex(operation: .feedback, width: UInt8(width)))
    return Word(vertices.count - 1)
  }

  mutating func close(_ feedback: Word, with value: Word) { feedbacks.append((feedback, value)) }

  /// Replaces what a word computes by something equal that depends only on words before it.
  mutating func replace(_ word: Word, by vertex: WordVertex) { vertices[Int(word)] = vertex }

  mutating func list(_ words: [Word]) -> Int32 {
    if let number = knownLists[words] { return number }
    let number = Int32(lists.count)
    lists.append(words)
    knownLists[words] = number
    return number
  }

  mutating func table(_ entries: [UInt64]) -> Int32 {
    if let number = knownTables[entries] { return number }
    let number = Int32(tables.count)
    tables.append(entries)
    knownTables[entries] = number
    return number
  }

  mutating func literal(_ value: UInt64) -> Word {
    intern(WordVertex(operation: .constant, width: UInt8(max(1, 64 - value.leadingZeroBitCount)), value: value))
  }

  mutating func operation(
    _ operation: WordOperation, width: Int, _ a: Word = -1, _ b: Word = -1, _ c: Word = -1, value: UInt64 = 0,
    list: Int32 = -1
  ) -> Word {
    intern(WordVertex(operation: operation, width: UInt8(width), a: a, b: b, c: c, value: value, list: list))
  }

  /// An operation whose arguments' order does not matter.
  private mutating func symmetric(_ operation: WordOperation, width: Int, _ a: Word, _ b: Word) -> Word {
    self.operation(operation, width: width, min(a, b), max(a, b))
  }

  // MARK: Logic

  mutating func and(_ a: Word, _ b: Word) -> Word {
    if a == b { return a }
    let (x, y) = (constant(a), constant(b))
    if let x, let y { return literal(x & y) }
    if let x { return masked(b, by: x) ?? symmetric(.and, width: min(width(a), width(b)), a, b) }
    if let y { return masked(a, by: y) ?? symmetric(.and, width: min(width(a), width(b)), a, b) }
    return symmetric(.and, width: min(width(a), width(b)), a, b)
  }

  /// What needs no operation when a word is masked.
  private mutating func masked(_ word: Word, by mask: UInt64) -> Word? {
    let all = WordArithmetic.mask(width(word))
    if mask & all == all { return word }
    return mask & all == 0 ? literal(0) : nil
  }

  mutating func or(_ a: Word, _ b: Word) -> Word {
    if a == b { return a }
    let (x, y) = (constant(a), constant(b))
    if let x, let y { return literal(x | y) }
    if x == 0 { return b }
    if y == 0 { return a }
    if let x, x == WordArithmetic.mask(width(a)), width(b) <= width(a) { return a }
    if let y, y == WordArithmetic.mask(width(b)), width(a) <= width(b) { return b }
    return symmetric(.or, width: max(width(a), width(b)), a, b)
  }

  mutating func xor(_ a: Word, _ b: Word) -> Word {
    if a == b { return literal(0) }
    let (x, y) = (constant(a), constant(b))
    if let x, let y { return literal(x ^ y) }
    if x == 0 { return b }
    if y == 0 { return a }
    if let y, let (inner, z) = invertible(a) { return xor(inner, literal(z ^ y)) }
    if let x, let (inner, z) = invertible(b) { return xor(inner, literal(z ^ x)) }
    return symmetric(.xor, width: max(width(a), width(b)), a, b)
  }

  /// The word and the constant of which a word is the exclusive or.
  private func invertible(_ word: Word) -> (Word, UInt64)? {
    let vertex = self[word]
    guard vertex.operation == .xor else { return nil }
    if let value = constant(vertex.a) { return (vertex.b, value) }
    if let value = constant(vertex.b) { return (vertex.a, value) }
    return nil
  }

  /// All `width` bits inverted.
  mutating func not(_ a: Word, width: Int) -> Word { xor(a, literal(WordArithmetic.mask(width))) }

  mutating func multiplex(_ condition: Word, _ a: Word, _ b: Word) -> Word {
    if let value = constant(condition) { return value == 0 ? b : a }
    if a == b { return a }
    if let (inner, value) = invertible(condition), value == 1 { return multiplex(inner, b, a) }
    if width(a) == 1, width(b) == 1 {
      let (x, y) = (constant(a), constant(b))
      if x == 1, y == 0 { return condition }
      if x == 0, y == 1 { return not(condition, width: 1) }
      if x == 1 { return or(condition, b) }
      if y == 0 { return and(condition, a) }
    }
    // The same condition again, or one that leads to the same value.
    let (first, second) = (self[a], self[b])
    if first.operation == .multiplex, first.a == condition { return multiplex(condition, first.b, b) }
    if second.operation == .multiplex, second.a == condition { return multiplex(condition, a, second.c) }
    return operation(.multiplex, width: max(width(a), width(b)), condition, a, b)
  }

  // MARK: Arithmetic

  mutating func add(_ a: Word, _ b: Word, _ carry: Word, width: Int) -> Word {
    let values = (constant(a), constant(b), constant(carry))
    if let x = values.0, let y = values.1, let z = values.2 {
      return literal((x &+ y &+ z) & WordArithmetic.mask(width))
    }
    if values.1 == 0, values.2 == 0 { return a }
    if values.0 == 0, values.2 == 0 { return b }
    return operation(.add, width: width, min(a, b), max(a, b), carry)
  }

  mutating func subtract(_ a: Word, _ b: Word, _ borrow: Word, width: Int) -> Word {
    let values = (constant(a), constant(b), constant(borrow))
    if let x = values.0, let y = values.1, let z = values.2 {
      return literal((x &- y &- z) & WordArithmetic.mask(width))
    }
    if values.1 == 0, values.2 == 0 { return a }
    if a == b, values.2 == 0 { return literal(0) }
    return operation(.subtract, width: width, a, b, borrow)
  }

  /// The carry out of a sum, or the borrow out of a difference, of 64 bits.
  mutating func carry(_ kind: WordOperation, _ a: Word, _ b: Word, _ c: Word) -> Word {
    if let x = constant(a), let y = constant(b), let z = constant(c) {
      return literal(kind == .carry ? WordArithmetic.carry(x, y, z) : WordArithmetic.borrow(x, y, z))
    }
    return operation(kind, width: 1, a, b, c)
  }

  mutating func multiply(_ a: Word, _ b: Word, width: Int) -> Word {
    let (x, y) = (constant(a), constant(b))
    if let x, let y { return literal((x &* y) & WordArithmetic.mask(width)) }
    if x == 0 || y == 0 { return literal(0) }
    return symmetric(.multiply, width: width, a, b)
  }

  mutating func equal(_ a: Word, _ b: Word) -> Word {
    if a == b { return literal(1) }
    let (x, y) = (constant(a), constant(b))
    if let x, let y { return literal(x == y ? 1 : 0) }
    if width(a) == 1, width(b) == 1 {
      if let y { return y == 1 ? a : not(a, width: 1) }
      if let x { return x == 1 ? b : not(b, width: 1) }
    }
    if let y, y > WordArithmetic.mask(width(a)) { return literal(0) }
    if let x, x > WordArithmetic.mask(width(b)) { return literal(0) }
    return symmetric(.equal, width: 1, a, b)
  }

  mutating func notEqual(_ a: Word, _ b: Word) -> Word {
    if width(a) == 1, width(b) == 1 { return xor(a, b) }
    if a == b { return literal(0) }
    if let x = constant(a), let y = constant(b) { return literal(x == y ? 0 : 1) }
    return symmetric(.notEqual, width: 1, a, b)
  }

  mutating func less(_ a: Word, _ b: Word) -> Word {
    if a == b || constant(b) == 0 { return literal(0) }
    if let x = constant(a), let y = constant(b) { return literal(x < y ? 1 : 0) }
    return operation(.less, width: 1, a, b)
  }

  mutating func lessOrEqual(_ a: Word, _ b: Word) -> Word {
    if a == b || constant(a) == 0 { return literal(1) }
    if let x = constant(a), let y = constant(b) { return literal(x <= y ? 1 : 0) }
    return operation(.lessOrEqual, width: 1, a, b)
  }

  mutating func parity(_ a: Word) -> Word {
    if width(a) == 1 { return a }
    if let x = constant(a) { return literal(WordArithmetic.parity(x)) }
    return operation(.parity, width: 1, a)
  }

  mutating func shift(_ kind: WordOperation, _ a: Word, by amount: Word, width: Int) -> Word {
    if let count = constant(amount) {
      switch kind {
      case .shiftLeft:
        return count >= width
          ? literal(0) : gather([Part(word: a, low: 0, width: width - Int(count), position: Int(count))])
      case .shiftRight: return count >= width ? literal(0) : field(a, low: Int(count), width: width - Int(count))
      default: break
      }
    }
    return operation(kind, width: width, a, amount, value: 1 << UInt64(width - 1))
  }

  // MARK: Choice

  /// The word at `index`; the last beyond them. The index has one word.
  mutating func pick(_ index: Word, from words: [Word]) -> Word {
    guard let last = words.last else { return literal(0) }
    if let value = constant(index) { return value < UInt64(words.count) ? words[Int(value)] : last }
    var words = words
    while words.count > 1, words[words.count - 2] == last { words.removeLast() }
    if words.count == 1 { return last }
    if words.count == 2 { return multiplex(width(index) == 1 ? index : notEqual(index, literal(0)), last, words[0]) }
    let values = words.compactMap { constant($0) }
    if values.count == words.count { return lookup(index, in: values) }
    return operation(.pick, width: words.map { width($0) }.max() ?? 1, index, list: list(words))
  }

  /// The number at `index`; the last beyond them.
  mutating func lookup(_ index: Word, in values: [UInt64]) -> Word {
    let top = values.reduce(0) { $0 | $1 }
    if let value = constant(index) { return literal(values[Int(min(value, UInt64(values.count - 1)))]) }
    return operation(.table, width: max(1, 64 - top.leadingZeroBitCount), index, list: table(values))
  }
}
