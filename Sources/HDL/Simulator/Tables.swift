/// Replaces what depends on one narrow word alone by a table: an S-box with the affine maps around it becomes one step.
struct Tables {
  private var graph: WordGraph
  private let bound: Int
  /// For every word the narrow word that it is a function of, or -1.
  private var root: [Word]
  /// The number of operations from there, each use of a shared one counted.
  private var weight: [Int]
  /// Whether anything but other functions of the same narrow word needs a word.
  private var isNeeded: [Bool]

  /// More operations than this make a table, from which the next ones start: it bounds the work.
  private static let weightLimit = 256

  /// The graph with tables where they save operations; `outputs` are the words that are needed in any case.
  static func applied(to graph: WordGraph, outputs: [Word]) -> WordGraph {
    var tables = Tables(graph)
    for word in outputs { tables.isNeeded[Int(word)] = true }
    tables.run()
    return tables.graph
  }

  private init(_ graph: WordGraph) {
    self.graph = graph
    bound = graph.vertices.count
    root = Array(repeating: -1, count: bound)
    weight = Array(repeating: 0, count: bound)
    isNeeded = Array(repeating: false, count: bound)
  }

  private mutating func run() {
    for number in 0..<bound { findRoot(Word(number)) }
    for number in 0..<bound {
      for argument in graph.arguments(of: Word(number)) where root[Int(argument)] >= 0 {
        if root[number] != root[Int(argument)] { isNeeded[Int(argument)] = true }
      }
    }
    for number in 0..<bound where root[number] >= 0 && isNeeded[number] {
      // A table should be worth the memory that it takes from others.
      guard weight[number] >= 2, weight[number] * 64 >= 1 << graph.width(root[number]) else { continue }
      let made = graph.lookup(root[number], in: values(of: Word(number)))
      graph.replace(Word(number), by: graph[made])
    }
  }

  private mutating func findRoot(_ word: Word) {
    let vertex = graph[word]
    switch vertex.operation {
    case .constant, .source, .feedback, .memoryRead, .multiplyWide, .part, .shiftWide, .shiftWideRight: return
    default: break
    }
    var common: Word = -1
    var total = vertex.operation == .gather ? graph.lists[Int(vertex.list)].count / 4 : 1
    for argument in graph.arguments(of: word) where graph.constant(argument) == nil {
      let isOpen = root[Int(argument)] >= 0 && weight[Int(argument)] < Self.weightLimit
      let isNarrow = graph.width(argument) <= WordGraph.tableWidth
      let candidate = isOpen ? root[Int(argument)] : isNarrow ? argument : -1
      if candidate < 0 || common >= 0 && common != candidate { return }
      common = candidate
      if isOpen { total += weight[Int(argument)] }
    }
    guard common >= 0 else { return }
    root[Int(word)] = common
    weight[Int(word)] = total
  }

  /// The values of a word for every value of its narrow word.
  private func values(of word: Word) -> [UInt64] {
    let narrow = root[Int(word)]
    let count = 1 << graph.width(narrow)
    var known: [Word: [UInt64]] = [narrow: (0..<count).map { UInt64($0) }]
    var path = [word]
    while let next = path.last {
      if let constant = graph.constant(next) { known[next] = Array(repeating: constant, count: count) }
      let arguments = graph.arguments(of: next)
      let missing = known[next] == nil ? arguments.filter { known[$0] == nil } : []
      if missing.isEmpty {
        path.removeLast()
        if known[next] == nil { known[next] = graph.evaluate(next, arguments.map { known[$0] ?? [] }, count: count) }
      } else {
        path += missing
      }
    }
    return known[word] ?? []
  }
}

extension WordGraph {
  /// The words on which a word depends directly.
  func arguments(of word: Word) -> [Word] {
    let vertex = self[word]
    switch vertex.operation {
    case .gather:
      let numbers = lists[Int(vertex.list)]
      return stride(from: 0, to: numbers.count, by: 4).map { numbers[$0] }
    case .pick, .shiftWide, .shiftWideRight: return [vertex.a] + lists[Int(vertex.list)]
    case .multiplyWide: return lists[Int(vertex.list)]
    default: return [vertex.a, vertex.b, vertex.c].filter { $0 >= 0 }
    }
  }

  /// The values of an operation that has no state, for `count` values of each argument.
  func evaluate(_ word: Word, _ values: [[UInt64]], count: Int) -> [UInt64] {
    let vertex = self[word]
    let mask = WordArithmetic.mask(Int(vertex.width))
    func unary(_ body: (UInt64) -> UInt64) -> [UInt64] { values[0].map(body) }
    func binary(_ body: (UInt64, UInt64) -> UInt64) -> [UInt64] { zip(values[0], values[1]).map(body) }
    func ternary(_ body: (UInt64, UInt64, UInt64) -> UInt64) -> [UInt64] {
      (0..<count).map { body(values[0][$0], values[1][$0], values[2][$0]) }
    }
    switch vertex.operation {
    case .and: return binary(&)
    case .or: return binary(|)
    case .xor: return binary(^)
    case .add: return ternary { ($0 &+ $1 &+ $2) & mask }
    case .subtract: return ternary { ($0 &- $1 &- $2) & mask }
    case .carry: return ternary(WordArithmetic.carry)
    case .borrow: return ternary(WordArithmetic.borrow)
    case .multiply: return binary { ($0 &* $1) & mask }
    case .equal: return binary { WordArithmetic.flag($0 == $1) }
    case .notEqual: return binary { WordArithmetic.flag($0 != $1) }
    case .less: return binary { WordArithmetic.flag($0 < $1) }
    case .lessOrEqual: return binary { WordArithmetic.flag($0 <= $1) }
    case .multiplex: return ternary(WordArithmetic.multiplex)
    case .field: return unary { $0 >> vertex.value & mask }
    case .gather:
      var made = [UInt64](repeating: vertex.value, count: count)
      for (part, column) in zip(parts(of: vertex), values) {
        let mask = WordArithmetic.mask(part.width)
        for index in 0..<count { made[index] |= (column[index] >> UInt64(part.low) & mask) << UInt64(part.position) }
      }
      return made
    case .parity: return unary(WordArithmetic.parity)
    case .table:
      let entries = tables[Int(vertex.list)]
      return unary { entries[Int(min($0, UInt64(entries.count - 1)))] }
    case .pick:
      let last = values.count - 2
      return (0..<count).map { values[1 + Int(min(values[0][$0], UInt64(last)))][$0] }
    case .shiftLeft: return binary { WordArithmetic.shiftLeft($0, $1) & mask }
    case .shiftRight: return binary { WordArithmetic.shiftRight($0, $1) & mask }
    case .shiftRightArithmetic:
      return binary { WordArithmetic.shiftRightArithmetic($0, $1, sign: vertex.value) & mask }
    case .constant, .source, .feedback, .memoryRead, .shiftWide, .shiftWideRight, .multiplyWide, .part:
      return Array(repeating: vertex.value, count: count)
    }
  }
}
