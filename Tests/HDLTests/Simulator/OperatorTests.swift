import Testing

@testable import HDL

/// Every operator of the netlist in a simulation, against a reference that works bit by bit and against the folding of
/// constants.
@Suite struct OperatorTests {
  /// One operator between two values of some width, with a result for every operator.
  final class Operators: Module {
    let a: Bits.Input
    let b: Bits.Input
    let amount = In(9)
    let results: [Bits.Output]
    let flags: [Bit.Output]
    let width: Int

    static let operations: [Operation] = [
      .not, .and, .or, .xor, .add, .subtract, .multiply, .shiftLeft, .shiftRight, .shiftRightArithmetic, .multiplex,
    ]
    static let comparisons: [Operation] = [
      .equal, .notEqual, .less, .lessOrEqual, .signedLess, .signedLessOrEqual, .any, .all, .parity,
    ]

    init(width: Int) {
      self.width = width
      a = In(width)
      b = In(width)
      results = Self.operations.map { _ in Out(width) }
      flags = Self.comparisons.map { _ in Out() }
      super.init(name: "operators_\(width)")
    }

    override func build() {
      for (output, operation) in zip(results, Self.operations) {
        let arguments: [Node] =
          switch operation {
          case .not: [a.node]
          case .shiftLeft, .shiftRight, .shiftRightArithmetic: [a.node, amount.node]
          case .multiplex: [amount[0].node, a.node, b.node]
          default: [a.node, b.node]
          }
        output <== Bits(intern(operation, width: width, arguments, at: 0))
      }
      for (output, operation) in zip(flags, Self.comparisons) {
        let isUnary = [.any, .all, .parity].contains(operation)
        output <== Bit(intern(operation, width: 1, isUnary ? [a.node] : [a.node, b.node], at: 0))
      }
    }
  }

  private func bits(_ constant: Constant) -> [Bool] { (0..<constant.width).map { constant[bit: $0] } }

  private func constant(_ bits: [Bool]) -> Constant {
    var words = [UInt64](repeating: 0, count: max(1, (bits.count + 63) / 64))
    for (index, bit) in bits.enumerated() where bit { words[index / 64] |= 1 << UInt64(index % 64) }
    return Constant(width: bits.count, words: words)
  }

  private func sum(_ a: [Bool], _ b: [Bool], carry: Bool = false) -> [Bool] {
    var carry = carry
    return zip(a, b).map { x, y in
      defer { carry = x && y || carry && (x || y) }
      return x != (y != carry)
    }
  }

  private func isLess(_ a: [Bool], _ b: [Bool], signed: Bool) -> Bool {
    for index in a.indices.reversed() where a[index] != b[index] {
      return signed && index == a.count - 1 ? a[index] : b[index]
    }
    return false
  }

  /// What an operator gives, computed from single bits.
  private func reference(_ operation: Operation, _ a: [Bool], _ b: [Bool], amount: Int) -> [Bool] {
    let width = a.count
    switch operation {
    case .not: return a.map { !$0 }
    case .and: return zip(a, b).map { $0 && $1 }
    case .or: return zip(a, b).map { $0 || $1 }
    case .xor: return zip(a, b).map { $0 != $1 }
    case .add: return sum(a, b)
    case .subtract: return sum(a, b.map { !$0 }, carry: true)
    case .multiply:
      return (0..<width).reduce([Bool](repeating: false, count: width)) { total, place in
        b[place] ? sum(total, Array((Array(repeating: false, count: place) + a).prefix(width))) : total
      }
    case .shiftLeft: return (0..<width).map { $0 >= amount && a[$0 - amount] }
    case .shiftRight: return (0..<width).map { $0 + amount < width && a[$0 + amount] }
    case .shiftRightArithmetic: return (0..<width).map { $0 + amount < width ? a[$0 + amount] : a[width - 1] }
    case .multiplex: return amount % 2 == 1 ? a : b
    case .equal: return [a == b]
    case .notEqual: return [a != b]
    case .less: return [isLess(a, b, signed: false)]
    case .lessOrEqual: return [!isLess(b, a, signed: false)]
    case .signedLess: return [isLess(a, b, signed: true)]
    case .signedLessOrEqual: return [!isLess(b, a, signed: true)]
    case .any: return [a.contains(true)]
    case .all: return [!a.contains(false)]
    case .parity: return [a.count { $0 } % 2 == 1]
    default: return []
    }
  }

  @Test func everyOperatorAtEveryWidth() throws {
    var random = SeededGenerator(seed: 11)
    for width in 1...300 {
      let simulation = try CycleSimulation(Design(Operators(width: width)))
      for round in 0..<(width <= 70 || width % 64 < 3 ? 4 : 2) {
        let a = Constant(width: width, words: random.words(width: width))
        var b = Constant(width: width, words: random.words(width: width))
        // Comparisons are decided by equal values and by those that differ in one place.
        if round == 2 { b = a }
        if round == 3 { b = a.flipping(bit: Int.random(in: 0..<width, using: &random)) }
        let amount = round == 0 ? Int.random(in: 0...511, using: &random) : Int.random(in: 0...width, using: &random)
        try simulation.poke("a", a)
        try simulation.poke("b", b)
        try simulation.poke("amount", Constant(width: 9, value: UInt64(amount)))
        func check(_ operation: Operation, _ port: String, width result: Int) throws {
          let found = try simulation.peek(port)
          let expected = constant(reference(operation, bits(a), bits(b), amount: amount))
          #expect(
            found == expected,
            "\(operation) of \(width) bits: \(a.hexadecimal), \(b.hexadecimal), \(amount) gave \(found.hexadecimal)")
          if operation == .multiplex { return }
          let second =
            [.shiftLeft, .shiftRight, .shiftRightArithmetic].contains(operation)
            ? Constant(width: 9, value: UInt64(amount)) : b
          let isUnary = [.not, .any, .all, .parity].contains(operation)
          #expect(
            Constant.evaluate(operation, width: result, isUnary ? [a] : [a, second], low: 0) == expected,
            "folding of \(operation) of \(width) bits: \(a.hexadecimal), \(b.hexadecimal), \(amount)")
        }
        // The reference adds as many numbers as a factor has bits: once will do.
        for (index, operation) in Operators.operations.enumerated() where operation != .multiply || round == 1 {
          try check(operation, "results_\(index)", width: width)
        }
        for (index, operation) in Operators.comparisons.enumerated() {
          try check(operation, "flags_\(index)", width: 1)
        }
      }
    }
  }

  @Test func signedConstants() {
    #expect(Constant(width: 1, value: 1).signedVerilog == "1'sb1")
    #expect(Constant(width: 1, value: 0).signedVerilog == "1'sd0")
    #expect(Constant(width: 3, value: 4).signedVerilog == "3'sd4")
    #expect(Constant(width: 8, value: 0x80).signedVerilog == "8'sh80")
    #expect(Constant(width: 8, value: 0xfe).signedVerilog == "-8'sd2")
    #expect(Constant(width: 70, value: 9).signedVerilog == "70'sh9")
  }

  /// Slices and concatenations of values whose limits lie anywhere among the words.
  final class Selections: Module {
    let value: Bits.Input
    let other: Bits.Input
    let index = In(3)
    let part: Bits.Output
    let joined: Bits.Output
    let chosen: Bits.Output
    let low: Int

    init(width: Int, low: Int, part count: Int, other otherWidth: Int) {
      self.low = low
      value = In(width)
      other = In(otherWidth)
      part = Out(count)
      joined = Out(otherWidth + count + otherWidth)
      chosen = Out(count)
      super.init(name: "selections")
    }

    override func build() {
      let slice = value.bits(from: low, width: part.width)
      part <== slice
      ignore(value)
      joined <== cat(other, slice, other)
      chosen <== select(index, from: [slice, ~slice, slice + slice, slice ^ slice.rotatedLeft(by: 1), slice - 3])
    }
  }

  @Test func selections() throws {
    var random = SeededGenerator(seed: 12)
    for _ in 0..<150 {
      let width = Int.random(in: 4...300, using: &random)
      let count = Int.random(in: 3..<width, using: &random)
      let low = Int.random(in: 0...width - count, using: &random)
      let otherWidth = Int.random(in: 1...130, using: &random)
      let module = Selections(width: width, low: low, part: count, other: otherWidth)
      let simulation = try CycleSimulation(Design(module))
      for index in 0..<8 {
        let value = Constant(width: width, words: random.words(width: width))
        let other = Constant(width: otherWidth, words: random.words(width: otherWidth))
        try simulation.poke("value", value)
        try simulation.poke("other", other)
        try simulation.poke("index", Constant(width: 3, value: UInt64(index)))
        let slice = Array(bits(value)[low..<low + count])
        #expect(try simulation.peek("part") == constant(slice))
        #expect(try simulation.peek("joined") == constant(bits(other) + slice + bits(other)))
        let three = (0..<count).map { $0 < 2 }
        let values: [[Bool]] = [
          slice, slice.map { !$0 }, sum(slice, slice),
          zip(slice, [slice[count - 1]] + slice.dropLast()).map { $0 != $1 },
          sum(slice, three.map { !$0 }, carry: true),
        ]
        #expect(try simulation.peek("chosen") == constant(values[min(index, 4)]), "index \(index) of \(width) bits")
      }
    }
  }
}
