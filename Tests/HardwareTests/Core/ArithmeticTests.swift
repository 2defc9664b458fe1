import HDL
import Testing

@testable import Hardware

/// The units of the execute stage, each by itself.
@Suite struct ArithmeticTests {
  /// Pairs of words: all pairs of corners, then random ones.
  private func operands(seed: UInt64, count: Int) -> [(UInt32, UInt32)] {
    var random = SeededGenerator(seed: seed)
    let corners: [UInt32] = [0, 1, 2, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, 0xffff_ffff, 0x5555_5555]
    let pairs = corners.flatMap { first in corners.map { (first, $0) } }
    return pairs
      + (0..<count).map { _ in
        let (first, second) = (UInt32(truncatingIfNeeded: random.next()), UInt32(truncatingIfNeeded: random.next()))
        return (first >> UInt32(random.next() % 32), second >> UInt32(random.next() % 32))
      }
  }

  @Test func sumsDifferencesComparisonsAndLogic() throws {
    let unit = try simulateHere(ArithmeticUnit())
    for (first, second) in operands(seed: 3, count: 2_000) {
      unit.first = UInt64(first)
      unit.second = UInt64(second)
      unit.subtract = false
      #expect(unit.sum == UInt64(first &+ second))
      for (operation, expected) in [first ^ second, second, first | second, first & second].enumerated() {
        unit.operation = UInt64(operation)
        #expect(unit.bitwise == UInt64(expected))
      }
      unit.second = UInt64(~second)
      unit.subtract = true
      #expect(unit.sum == UInt64(first &- second))
      #expect(unit.equal == (first == second))
      unit.isUnsigned = true
      #expect(unit.less == (first < second))
      unit.isUnsigned = false
      #expect(unit.less == (Int32(bitPattern: first) < Int32(bitPattern: second)))
    }
  }

  @Test func shifts() throws {
    let shifter = try simulateHere(Shifter())
    for (value, _) in operands(seed: 4, count: 100) {
      for amount in UInt32(0)..<32 {
        shifter.value = UInt64(value)
        shifter.amount = UInt64(amount)
        shifter.isLeft = true
        #expect(shifter.left == UInt64(value << amount))
        shifter.isLeft = false
        shifter.arithmetic = false
        #expect(shifter.right == UInt64(value >> amount))
        shifter.arithmetic = true
        #expect(shifter.right == UInt64(UInt32(bitPattern: Int32(bitPattern: value) >> Int32(amount))))
      }
    }
  }

  @Test func productsComeEveryCycle() throws {
    let multiplier = try simulateHere(Multiplier())
    multiplier.enable = true
    var expected: UInt32?
    for (first, second) in operands(seed: 5, count: 2_000) {
      let (a, b) = (Int64(Int32(bitPattern: first)), Int64(Int32(bitPattern: second)))
      let products = [a * b, (a * b) >> 32, (a * Int64(second)) >> 32, Int64((UInt64(first) * UInt64(second)) >> 32)]
      for (function, product) in products.enumerated() {
        multiplier.first = UInt64(first)
        multiplier.second = UInt64(second)
        multiplier.kind = UInt64(function)
        if let expected { #expect(multiplier.product == UInt64(expected)) }
        try multiplier.tick()
        expected = UInt32(truncatingIfNeeded: product)
        #expect(multiplier.product == UInt64(truncatingIfNeeded: product) & 0xffff_ffff)
      }
    }
  }

  private func quotient(_ first: UInt32, _ second: UInt32, _ function: Int) -> UInt32 {
    let (a, b) = (Int32(bitPattern: first), Int32(bitPattern: second))
    switch function {
    case 0: return second == 0 ? .max : UInt32(bitPattern: a.dividedReportingOverflow(by: b).partialValue)
    case 1: return second == 0 ? .max : first / second
    case 2: return second == 0 ? first : UInt32(bitPattern: a.remainderReportingOverflow(dividingBy: b).partialValue)
    default: return second == 0 ? first : first % second
    }
  }

  @Test(arguments: [1, 2, 4]) func quotientsTakeTheSameTime(step: Int) throws {
    let divider = try simulateHere(Divider(step: step))
    try divider.reset()
    for (first, second) in operands(seed: 6, count: 200) {
      for function in 0..<4 {
        divider.dividend = UInt64(first)
        divider.divisor = UInt64(second)
        divider.kind = UInt64(function)
        divider.start = true
        #expect(try divider.run(until: \.done, equals: true, limit: 100) == 1 + 32 / step)
        divider.take = true
        try divider.tick()
        #expect(divider.result == UInt64(quotient(first, second, function)), "\(first) \(second) \(function)")
        divider.take = false
      }
    }
  }

  @Test func anAbandonedDivisionLeavesNothing() throws {
    let divider = try simulateHere(Divider(step: 2))
    try divider.reset()
    for cycles in 0..<20 {
      divider.dividend = 1000
      divider.divisor = 7
      divider.kind = 1
      divider.start = true
      try divider.tick(cycles)
      divider.take = true
      try divider.tick()
      divider.take = false
      #expect(!divider.done)
      #expect(try divider.run(until: \.done, equals: true, limit: 100) == 17)
      divider.take = true
      try divider.tick()
      #expect(divider.result == 142)
      divider.take = false
    }
  }

  @Test func loadsAreAligned() throws {
    let alignment = try simulateHere(LoadAlignment())
    let sign = try simulateHere(LoadSign())
    for (word, other) in operands(seed: 7, count: 200) {
      alignment.word = UInt64(word)
      func value(_ kind: UInt64, _ offset: UInt64) -> UInt32 {
        alignment.offset = offset
        alignment.size = kind & 3
        sign.even = UInt64(offset == 2 ? word : other)
        sign.odd = UInt64(offset == 2 ? other : word)
        sign.isOdd = offset != 2
        sign.place = kind & 3 == 1 ? offset | 1 : offset
        sign.isWanted = kind < 4
        alignment.fill = sign.sign
        return UInt32(alignment.value)
      }
      #expect(value(2, 0) == word)
      for offset in UInt32(0)..<4 {
        let byte = UInt8(truncatingIfNeeded: word >> (8 * offset))
        #expect(value(4, UInt64(offset)) == UInt32(byte))
        #expect(value(0, UInt64(offset)) == UInt32(bitPattern: Int32(Int8(bitPattern: byte))))
      }
      for offset in [UInt32(0), 2] {
        let half = UInt16(truncatingIfNeeded: word >> (8 * offset))
        #expect(value(5, UInt64(offset)) == UInt32(half))
        #expect(value(1, UInt64(offset)) == UInt32(bitPattern: Int32(Int16(bitPattern: half))))
      }
    }
  }
}
