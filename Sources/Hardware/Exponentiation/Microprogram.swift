import HDL

/// What an exponentiation unit can compute. `docs/exponentiation.md`, section 2.
public enum ExponentiationOperation: Int, CaseIterable, Sendable {
  /// base^exponent mod modulus, all written by the caller.
  case power
  /// operand^65537 mod modulus, both written by the caller.
  case encrypt
  /// The RSA private operation with the key in the fuses.
  case decrypt
}

/// An instruction of the microprogram.
struct Instruction: Hashable {
  var opcode: Opcode
  /// Code of an operand slot or of a flag.
  var target: UInt64 = 0
  /// Code of an operand slot, a fuse segment, a loop count, or the upper part of an address.
  var a: UInt64 = 0
  /// Code of an operand slot, or the lower part of an address.
  var b: UInt64 = 0

  /// An address is in two fields.
  var address: Int { Int(a << UInt64(OperandSlot.codeBits) | b) }

  static let bits = Opcode.width + 3 * OperandSlot.codeBits

  var word: UInt64 {
    let width = UInt64(OperandSlot.codeBits)
    return ((UInt64(opcode.code) << width | target) << width | a) << width | b
  }
}

/// The three programs of an exponentiation unit and their common parts. `docs/exponentiation.md`, section 4.
struct Microprogram {
  private(set) var instructions: [Instruction] = []
  private var labels: [Label: Int] = [:]
  private var open: [(position: Int, label: Label)] = []

  private enum Label: Hashable {
    case operation(ExponentiationOperation)
    case context, prepare, messagePower, tablePower, publicPower
    case loop(Int)
  }

  /// The first instruction of an operation.
  func entry(_ operation: ExponentiationOperation) -> Int { labels[.operation(operation)] ?? 0 }

  init() {
    writeDecrypt()
    writeEncrypt()
    writePower()
    writeContext()
    writePowers()
    for (position, label) in open {
      let address = UInt64(labels[label] ?? 0)
      instructions[position].a = address >> UInt64(OperandSlot.codeBits)
      instructions[position].b = address & (1 << UInt64(OperandSlot.codeBits) - 1)
    }
  }

  // MARK: Programs

  private mutating func writeDecrypt() {
    begin(.operation(.decrypt))
    add(.full)
    load(.modulus, .modulus)
    compare(.early, .operand, .modulus)
    add(.half)
    for (prime, exponent) in [(FuseSegment.q, FuseSegment.dQ), (.p, .dP)] {
      load(.modulus, prime)
      load(.exponent, exponent)
      call(.context)
      call(.messagePower)
      if prime == .q { copy(.remainder, .value) }
    }
    // The message is m2 + q * (qInv * (m1 - m2) mod p). m2 is below 2p.
    long(.addModular, .scratch, .remainder, .zero)
    long(.subtractModular, .value, .value, .scratch)
    long(.multiply, .value, .value, .square)
    load(.exponent, .qInv)
    long(.multiply, .value, .value, .exponent)
    load(.modulus, .q)
    long(.product, .operand, .value, .modulus)
    add(.full)
    long(.add, .operand, .operand, .remainder)
    copy(.resultCopy, .operand)
    // The check: everything that it needs is read anew, and the operand's second copy is used.
    load(.modulus, .modulus)
    call(.context)
    call(.publicPower)
    long(.multiply, .value, .value, .resultCopy)
    differ(.value, .operandCopy)
    compare(.late, .operandCopy, .modulus)
    compare(.unreduced, .operand, .modulus)
    differ(.operand, .resultCopy)
    // A flag is there one instruction later.
    add(.full)
    add(.end)
  }

  private mutating func writeEncrypt() {
    begin(.operation(.encrypt))
    add(.full)
    compare(.early, .operand, .modulus)
    call(.context)
    call(.publicPower)
    long(.multiply, .operand, .value, .operand)
    copy(.resultCopy, .operand)
    add(.end)
  }

  private mutating func writePower() {
    begin(.operation(.power))
    add(.full)
    // 2^bits mod modulus by doubling 1: the modulus may have leading zeros.
    long(.addModular, .value, .one, .zero)
    count(.bits)
    loop(1) { $0.long(.addModular, .value, .value, .value) }
    call(.prepare)
    long(.multiply, .table(1), .operand, .square)
    call(.tablePower)
    copy(.operand, .value)
    copy(.resultCopy, .operand)
    add(.end)
  }

  // MARK: Common parts

  /// What a modulus needs: its inverse modulo the size of a word, 1 and 2^bits in Montgomery form.
  private mutating func writeContext() {
    // 2^bits - modulus is below the modulus, if that has no leading zero.
    begin(.context)
    long(.subtract, .value, .zero, .modulus)
    compare(.leadingZero, .value, .modulus)
    begin(.prepare)
    add(.inverse, a: OperandSlot.modulus.code)
    copy(.table(0), .value)
    count(.words)
    loop(2) { $0.long(.addModular, .value, .value, .value) }
    // 2^words has been reached, in Montgomery form. Its sixth square is 2^bits.
    for round in 0..<6 { square(round == 5 ? .square : .value, .value) }
    add(.return)
  }

  private mutating func writePowers() {
    // The operand is as long as two of the numbers: upper * 2^bits + lower, in Montgomery form.
    begin(.messagePower)
    long(.upper, .value, .operand, .zero)
    long(.multiply, .value, .value, .square)
    long(.multiply, .value, .value, .square)
    long(.multiply, .scratch, .operand, .square)
    long(.addModular, .table(1), .value, .scratch)
    // Four bits of the exponent in each round, with all powers of entry 1 from the table.
    begin(.tablePower)
    for entry in 2..<16 { long(.multiply, .table(entry), .table(entry - 1), .table(1)) }
    copy(.value, .table(0))
    count(.digits)
    loop(3) {
      for _ in 0..<4 { $0.square(.value, .value) }
      $0.add(.digit)
      $0.long(.multiply, .value, .value, .tableByDigit)
    }
    // Out of Montgomery form.
    long(.multiply, .value, .value, .one)
    add(.return)

    // operand^65536 in Montgomery form. A multiplication by the operand itself ends the power and leaves that form.
    begin(.publicPower)
    long(.multiply, .value, .operand, .square)
    count(.sixteen)
    loop(4) { $0.square(.value, .value) }
    add(.return)
  }

  // MARK: Writing

  private mutating func begin(_ label: Label) { labels[label] = instructions.count }

  private mutating func add(_ opcode: Opcode, _ target: OperandSlot? = nil, _ a: OperandSlot? = nil) {
    instructions.append(Instruction(opcode: opcode, target: target?.code ?? 0, a: a?.code ?? 0))
  }
  private mutating func add(_ opcode: Opcode, a: UInt64) { instructions.append(Instruction(opcode: opcode, a: a)) }
  private mutating func long(_ opcode: Opcode, _ target: OperandSlot, _ a: OperandSlot, _ b: OperandSlot) {
    instructions.append(Instruction(opcode: opcode, target: target.code, a: a.code, b: b.code))
  }
  private mutating func square(_ target: OperandSlot, _ a: OperandSlot) { long(.square, target, a, a) }
  private mutating func copy(_ target: OperandSlot, _ a: OperandSlot) { long(.add, target, a, .zero) }
  private mutating func compare(_ flag: ComparisonFlag, _ a: OperandSlot, _ b: OperandSlot) {
    instructions.append(Instruction(opcode: .compare, target: flag.rawValue, a: a.code, b: b.code))
  }
  private mutating func differ(_ a: OperandSlot, _ b: OperandSlot) {
    instructions.append(Instruction(opcode: .differ, a: a.code, b: b.code))
  }
  private mutating func load(_ target: OperandSlot, _ segment: FuseSegment) {
    instructions.append(Instruction(opcode: .load, target: target.code, a: segment.rawValue))
  }
  private mutating func count(_ count: LoopCount) { add(.count, a: count.rawValue) }
  private mutating func call(_ label: Label) {
    open.append((instructions.count, label))
    add(.call)
  }
  private mutating func loop(_ number: Int, _ body: (inout Microprogram) -> Void) {
    begin(.loop(number))
    body(&self)
    open.append((instructions.count, .loop(number)))
    add(.loop)
  }
}
