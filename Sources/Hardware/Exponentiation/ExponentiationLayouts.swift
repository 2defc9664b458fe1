import HDL

/// What an operation ended with. `docs/exponentiation.md`, section 2.
enum ExponentiationStatus: HardwareEnum {
  case empty, done, fault, outOfRange, badModulus, badSize

  var meaning: String {
    switch self {
    case .empty: "nothing was computed since reset, a wipe or the last operand word"
    case .done: "the result can be read"
    case .fault: "the result did not agree with its check, or a register did not agree with its copy"
    case .outOfRange: "the operand of an RSA operation is not below the modulus"
    case .badModulus: "the modulus is even, or has a leading zero where it must not"
    case .badSize: "the size is not one of those that the operation can have"
    }
  }
}

/// A command to the exponentiation unit.
struct ExponentiationCommand: Layout {
  let operation = field(2, "0 power, 1 encrypt, 2 decrypt")
  let words: Field<Bits>
  let exponentWords: Field<Bits>

  init(_ parameters: ExponentiationParameters) {
    words = field(parameters.sizeBits, "words of 64 bits in the modulus")
    exponentWords = field(parameters.sizeBits, "the same of the exponent; for `power` only")
  }
}

/// A word of an operand from the caller.
struct OperandWord: Layout {
  let operand = field(2, "0 base or operand, 1 exponent, 2 modulus")
  let index: Field<Bits>
  let word = field(64).secret()

  init(_ parameters: ExponentiationParameters) {
    index = field(parameters.longIndexBits, "0 for the least significant word")
  }
}

/// Asks for a word of the result.
struct ResultRequest: Layout {
  let index: Field<Bits>

  init(_ parameters: ExponentiationParameters) {
    index = field(parameters.longIndexBits, "0 for the least significant word")
  }
}

/// A word of the result.
struct ResultWord: Layout {
  let word = field(64, "zero unless the status is `done` and both copies agree").secret()
  let damaged = flag("the two copies of the result do not agree: the result is lost")
}
