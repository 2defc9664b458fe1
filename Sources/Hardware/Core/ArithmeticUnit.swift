import HDL

/// Sum, difference, comparison and bitwise logic of two words. Combinational.
///
/// For a difference or comparison the second operand comes inverted: whoever chooses it can invert it on the way.
final class ArithmeticUnit: Module {
  let first = In(32)
  let second = In(32, "inverted for a difference")
  let subtract = In("second operand comes inverted")
  let operation = In(2, "0 xor, 1 second operand, 2 or, 3 and")
  let isUnsigned = In("comparison is unsigned")
  let sum = Out(32)
  let bitwise = Out(32)
  let less = Out("with `subtract`: first < second")
  let carry = Out("of the sum")
  let equal = Out("with `subtract`: first = second")

  override var summary: String { "Sum, difference, comparison and bitwise logic." }

  override func build() {
    let wide = (cat(Bits(0, width: 1), first, Bits(1, width: 1)) + cat(Bits(0, width: 1), second, subtract)).named(
      "wide")
    sum <== wide[1...32]
    carry <== wide[33]
    // The signs of the operands differ where those of the first and of the inverted second are equal.
    less <== mux(!isUnsigned & (first[31] == second[31]), first[31], !carry)
    equal <== (first ^ second).all
    bitwise <== select(operation, from: [first ^ second, second, first | second, first & second])
    ignore(wide[0])
  }
}
