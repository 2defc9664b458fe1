import HDL

/// The instructions of the microprogram. The first group is carried out by the long arithmetic, with numbers as long as the
/// modulus at the time. `docs/exponentiation.md`, section 4.
enum Opcode: HardwareEnum {
  /// target = a * b / 2^bits mod modulus.
  case multiply
  /// target = a * a / 2^bits mod modulus.
  case square
  /// target = a * b, twice as long.
  case product
  /// target = a + b mod modulus.
  case addModular
  /// target = a - b mod modulus.
  case subtractModular
  /// target = a + b mod 2^bits.
  case add
  /// target = a - b mod 2^bits.
  case subtract
  /// target = the words of a above its lower half, plus b.
  case upper
  /// Sets the flag `target` if a >= b.
  case compare
  /// Sets the flag `differs` if a and b differ.
  case differ
  /// The exponent's digit before the last `count` less 1 ones.
  case digit
  /// The modulus' negated inverse modulo the size of a word; sets the flag `odd`.
  case inverse

  /// target = a segment of the fuses.
  case load
  /// count = a number that follows from the sizes.
  case count
  /// count = count - 1; goes to the address if that is not zero.
  case loop
  case jump
  /// Goes to the address; `return` goes behind the last call.
  case call
  case `return`
  /// Numbers are half as long from here on.
  case half
  /// Numbers are as long as the operand from here on.
  case full
  case end
}

/// What a `compare` remembers.
enum ComparisonFlag: UInt64 {
  /// The operand is not below the modulus: seen before the operation, and after it with the operand's second copy.
  case early, late
  /// The result is not below the modulus.
  case unreduced
  /// 2^bits - modulus is not below the modulus: its highest bit is zero.
  case leadingZero
}

/// Where a number lies in the fuses, in units of half a modulus. `docs/key-entries.md`, section 3.
enum FuseSegment: UInt64 {
  case modulus = 0
  case p = 2
  case q, dP, dQ, qInv
}

/// What a loop can count.
enum LoopCount: UInt64 {
  /// Words of 64 bits in the numbers.
  case words
  /// Bits of the numbers.
  case bits
  /// Digits of the exponent.
  case digits
  /// The squarings of the public exponent, 2^16 + 1.
  case sixteen
}
