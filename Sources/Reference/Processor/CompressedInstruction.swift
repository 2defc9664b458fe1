/// Instructions of 16 bits, extension C for RV32 without floating point. Unprivileged specification 20191213, chapter 16.
enum CompressedInstruction {
  /// Whether an instruction that begins with these bits has 16 of them.
  static func isCompressed(_ encoding: UInt32) -> Bool { encoding & 3 != 3 }

  /// The instruction of 32 bits that does the same; nil for what is reserved or belongs to floating point. Hints are instructions
  /// that change no register. Tables 16.5 to 16.7.
  static func expanded(_ half: UInt16) -> UInt32? {
    let word = UInt32(half)
    switch word & 3 {
    case 0: return stackPointerAndMemory(word)
    case 1: return immediatesAndJumps(word)
    case 2: return registersAndStack(word)
    default: return nil
    }
  }

  // Numbers of the registers in the short fields, x8 to x15, and in the long ones.
  private static func short(_ word: UInt32, _ low: UInt32) -> UInt32 { 8 + (word >> low & 7) }
  private static func long(_ word: UInt32, _ low: UInt32) -> UInt32 { word >> low & 31 }

  /// The bits of `word` from `low` on, `count` of them, moved to `place`.
  private static func bits(_ word: UInt32, _ low: UInt32, _ count: UInt32, to place: UInt32) -> UInt32 {
    (word >> low & ((1 << count) - 1)) << place
  }

  /// `value` with its bit `sign` in all bits above.
  private static func extended(_ value: UInt32, from sign: UInt32) -> UInt32 {
    value >> sign & 1 == 1 ? value | (~0 << sign) : value
  }

  // The formats of chapter 2.2.
  private static func immediate(_ kind: UInt32, _ rd: UInt32, _ rs1: UInt32, _ value: UInt32, opcode: UInt32) -> UInt32
  {
    value << 20 | rs1 << 15 | kind << 12 | rd << 7 | opcode
  }
  private static func add(_ rd: UInt32, _ rs1: UInt32, _ value: UInt32) -> UInt32 {
    immediate(0, rd, rs1, value, opcode: 0x13)
  }
  private static func load(_ rd: UInt32, _ rs1: UInt32, _ offset: UInt32) -> UInt32 {
    immediate(2, rd, rs1, offset, opcode: 0x03)
  }
  private static func store(_ rs2: UInt32, _ rs1: UInt32, _ offset: UInt32) -> UInt32 {
    (offset >> 5) << 25 | rs2 << 20 | rs1 << 15 | 2 << 12 | (offset & 31) << 7 | 0x23
  }
  private static func operation(_ upper: UInt32, _ kind: UInt32, _ rd: UInt32, _ rs1: UInt32, _ rs2: UInt32) -> UInt32 {
    upper << 25 | rs2 << 20 | rs1 << 15 | kind << 12 | rd << 7 | 0x33
  }
  private static func jump(_ rd: UInt32, _ offset: UInt32) -> UInt32 {
    bits(offset, 20, 1, to: 31) | bits(offset, 1, 10, to: 21) | bits(offset, 11, 1, to: 20)
      | bits(offset, 12, 8, to: 12) | rd << 7 | 0x6f
  }
  private static func branch(_ kind: UInt32, _ rs1: UInt32, _ offset: UInt32) -> UInt32 {
    bits(offset, 12, 1, to: 31) | bits(offset, 5, 6, to: 25) | rs1 << 15 | kind << 12 | bits(offset, 1, 4, to: 8)
      | bits(offset, 11, 1, to: 7) | 0x63
  }
  private static func jumpRegister(_ rd: UInt32, _ rs1: UInt32) -> UInt32 { immediate(0, rd, rs1, 0, opcode: 0x67) }

  /// Quadrant 0: `c.addi4spn`, `c.lw`, `c.sw`.
  private static func stackPointerAndMemory(_ word: UInt32) -> UInt32? {
    let offset = bits(word, 10, 3, to: 3) | bits(word, 6, 1, to: 2) | bits(word, 5, 1, to: 6)
    switch word >> 13 & 7 {
    case 0:
      let value = bits(word, 11, 2, to: 4) | bits(word, 7, 4, to: 6) | bits(word, 6, 1, to: 2) | bits(word, 5, 1, to: 3)
      return value == 0 ? nil : add(short(word, 2), 2, value)
    case 2: return load(short(word, 2), short(word, 7), offset)
    case 6: return store(short(word, 2), short(word, 7), offset)
    default: return nil
    }
  }

  /// Quadrant 1: `c.addi`, `c.jal`, `c.li`, `c.addi16sp`, `c.lui`, arithmetic in the short registers, `c.j`, `c.beqz`, `c.bnez`.
  private static func immediatesAndJumps(_ word: UInt32) -> UInt32? {
    let rd = long(word, 7)
    let value = extended(bits(word, 12, 1, to: 5) | bits(word, 2, 5, to: 0), from: 5)
    let target = extended(
      bits(word, 12, 1, to: 11) | bits(word, 11, 1, to: 4) | bits(word, 9, 2, to: 8) | bits(word, 8, 1, to: 10)
        | bits(word, 7, 1, to: 6) | bits(word, 6, 1, to: 7) | bits(word, 3, 3, to: 1) | bits(word, 2, 1, to: 5),
      from: 11)
    let near = extended(
      bits(word, 12, 1, to: 8) | bits(word, 10, 2, to: 3) | bits(word, 5, 2, to: 6) | bits(word, 3, 2, to: 1)
        | bits(word, 2, 1, to: 5), from: 8)
    switch word >> 13 & 7 {
    case 0: return add(rd, rd, value)
    case 1: return jump(1, target)
    case 2: return add(rd, 0, value)
    case 3 where rd == 2:
      let stack = extended(
        bits(word, 12, 1, to: 9) | bits(word, 6, 1, to: 4) | bits(word, 5, 1, to: 6) | bits(word, 3, 2, to: 7)
          | bits(word, 2, 1, to: 5), from: 9)
      return stack == 0 ? nil : add(2, 2, stack)
    case 3: return value == 0 ? nil : (value << 12) | (rd << 7) | 0x37
    case 4: return arithmetic(word, value)
    case 5: return jump(0, target)
    case 6: return branch(0, short(word, 7), near)
    default: return branch(1, short(word, 7), near)
    }
  }

  /// `c.srli`, `c.srai`, `c.andi`, `c.sub`, `c.xor`, `c.or`, `c.and`.
  private static func arithmetic(_ word: UInt32, _ value: UInt32) -> UInt32? {
    let (rd, rs2) = (short(word, 7), short(word, 2))
    let isSet = word >> 12 & 1 == 1
    switch word >> 10 & 3 {
    case 0: return isSet ? nil : immediate(5, rd, rd, value, opcode: 0x13)
    case 1: return isSet ? nil : immediate(5, rd, rd, 0x400 | value, opcode: 0x13)
    case 2: return immediate(7, rd, rd, value, opcode: 0x13)
    default:
      let kinds: [(upper: UInt32, kind: UInt32)] = [(0x20, 0), (0, 4), (0, 6), (0, 7)]
      let chosen = kinds[Int(word >> 5 & 3)]
      return isSet ? nil : operation(chosen.upper, chosen.kind, rd, rd, rs2)
    }
  }

  /// Quadrant 2: `c.slli`, `c.lwsp`, `c.jr`, `c.mv`, `c.ebreak`, `c.jalr`, `c.add`, `c.swsp`.
  private static func registersAndStack(_ word: UInt32) -> UInt32? {
    let (rd, rs2) = (long(word, 7), long(word, 2))
    let isSet = word >> 12 & 1 == 1
    switch word >> 13 & 7 {
    case 0: return isSet ? nil : immediate(1, rd, rd, rs2, opcode: 0x13)
    case 2:
      let offset = bits(word, 12, 1, to: 5) | bits(word, 4, 3, to: 2) | bits(word, 2, 2, to: 6)
      return rd == 0 ? nil : load(rd, 2, offset)
    case 4:
      switch (isSet, rd, rs2) {
      case (false, 0, 0): return nil
      case (true, 0, 0): return 0x0010_0073
      case (_, _, 0): return jumpRegister(isSet ? 1 : 0, rd)
      default: return operation(0, 0, rd, isSet ? rd : 0, rs2)
      }
    case 6: return store(rs2, 2, bits(word, 9, 4, to: 2) | bits(word, 7, 2, to: 6))
    default: return nil
    }
  }
}
