import Sharing

/// What Swift needs of its runtime: 64-bit integers, a heap, texts.
@main struct Language: Program {
  static func run() throws(SharingError) {
    integers()
    heap()
    texts()
    print("done")
  }

  private static func integers() {
    // Each against what it has to fulfil, for numbers of all sizes and signs.
    var numbers: [Int64] = []
    for place in stride(from: Int64(0), to: 64, by: 3) {
      numbers += [1 << place, ~(1 << place), 0x0123_4567_89ab_cdef >> place]
    }
    for dividend in numbers {
      for divisor in numbers where divisor != 0 && !(dividend == .min && divisor == -1) {
        let (quotient, rest) = (dividend / divisor, dividend % divisor)
        check(quotient * divisor + rest == dividend && rest.magnitude < divisor.magnitude, "a quotient")
        check(rest == 0 || (rest < 0) == (dividend < 0), "the sign of a rest")
        let (left, right) = (UInt64(bitPattern: dividend), UInt64(bitPattern: divisor))
        check(left / right * right + left % right == left && left % right < right, "a quotient without sign")
      }
      var (left, right, arithmetic) = (UInt64(bitPattern: dividend), UInt64(bitPattern: dividend), dividend)
      for distance in 0..<64 {
        check(UInt64(bitPattern: dividend) << distance == left, "a shift to the left")
        check(UInt64(bitPattern: dividend) >> distance == right, "a shift to the right")
        check(dividend >> distance == arithmetic, "a shift with sign")
        left = left &+ left
        right =
          UInt64(UInt32(right >> 32)) << 31 | UInt64(UInt32(truncatingIfNeeded: right)) >> 1 | (right >> 32 & 1) << 31
        arithmetic = arithmetic < 0 ? -((-1 - arithmetic) / 2) - 1 : arithmetic / 2
      }
    }
  }

  /// More than there is in all, if nothing came back; and blocks do not overlap.
  private static func heap() {
    for size in [1, 100, 3000, 10_000] {
      for round in 0..<10 {
        let first = [UInt8](repeating: UInt8(round), count: size)
        let second = [UInt32](repeating: UInt32(round) << 20, count: size / 4 + 1)
        check(first.allSatisfy { $0 == UInt8(round) } && second.allSatisfy { $0 == UInt32(round) << 20 }, "arrays")
      }
    }
  }

  private static func texts() {
    var text = "from \(Int64.min) to \(UInt64.max)"
    for number in 0..<3 { text += ", \(number)" }
    check(
      text.utf8.elementsEqual("from -9223372036854775808 to 18446744073709551615, 0, 1, 2".utf8), "numbers as texts")
    let names = (0..<50).map { "number \($0)" }
    check(names.joined(separator: ";").utf8.count == 10 * 8 + 40 * 9 + 49, "texts in an array")
  }

  private static func check(_ isRight: Bool, _ what: StaticString) { if !isRight { fail(what) } }
}
