import HDL

/// Names a long number to the microprogram: a slot of the operand memory, a constant, or an entry of the table of powers.
/// `docs/exponentiation.md`, section 3.
struct OperandSlot: Hashable {
  /// Bit 5 says table, bit 4 of a table code that the entry is chosen by the exponent's digit.
  let code: UInt64

  /// Width of a code.
  static let codeBits = 6
  /// Slots in the memory.
  static let slots = 24
  /// Width of a slot's number.
  static let slotBits = 5

  // The upper half of the table is free while numbers are half as long as the longest.
  /// The second copy of the operand.
  static let operandCopy = OperandSlot(code: 8)
  /// The second copy of the result.
  static let resultCopy = OperandSlot(code: 9)
  /// The remainder of the message modulo q. Its upper half stays zero.
  static let remainder = OperandSlot(code: 10)
  /// The remainder modulo q, reduced modulo p, and other short-lived numbers.
  static let scratch = OperandSlot(code: 11)

  static let modulus = OperandSlot(code: 16)
  /// What the steps of a program work on.
  static let value = OperandSlot(code: 17)
  /// Sum or product before the reduction.
  static let raw = OperandSlot(code: 18)
  /// The same after it, if it was needed.
  static let reduced = OperandSlot(code: 19)
  /// The quotient digits of a Montgomery multiplication.
  static let quotients = OperandSlot(code: 20)
  /// 2^(2 * bits) modulo the modulus.
  static let square = OperandSlot(code: 21)
  /// The operand; at the end the result.
  static let operand = OperandSlot(code: 22)
  static let exponent = OperandSlot(code: 23)

  static let zero = OperandSlot(code: 24)
  static let one = OperandSlot(code: 25)

  static func table(_ entry: Int) -> OperandSlot { OperandSlot(code: 32 + UInt64(entry)) }
  /// The entry of the table that the digit of the exponent names.
  static let tableByDigit = OperandSlot(code: 48)

  var bits: Bits { Bits(code, width: Self.codeBits) }
  /// The number of the slot in the memory, for slots that are no constant and no table.
  var number: Bits { Bits(code, width: Self.slotBits) }
}

extension ExponentiationParameters {
  /// The address of a word.
  /// - Parameters:
  ///   - code: code of an `OperandSlot`.
  ///   - half: numbers have at most half the longest length, and the table is packed as tightly.
  ///   - digit: what `tableByDigit` stands for; nil where the code is never that.
  func address(_ code: Bits, _ index: Bits, half: Bit, digit: Bits?) -> Bits {
    let entry = digit.map { mux(code[4], $0, code[0...3]) } ?? code[0...3]
    let inTable = mux(
      half, cat(Bits(0, width: 2), entry, index[0...(indexBits - 2)]), cat(Bits(0, width: 1), entry, index))
    // A constant reads some word that is there.
    let inSlot = cat(code[4] & !code[3], code[0...3], index)
    return mux(code[5], inTable, inSlot)
  }

  /// Whether a code stands for a constant.
  func isConstant(_ code: Bits) -> Bit { !code[5] & code[4] & code[3] }
}
