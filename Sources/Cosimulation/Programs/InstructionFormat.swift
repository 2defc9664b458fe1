/// How an instruction's fields lie in its 32 bits. The functions below encode one format each; values are cut to their field.
public enum InstructionFormat: Sendable {
  /// rd, rs1, rs2.
  case register
  /// rd, rs1 and a signed immediate of 12 bits.
  case immediate
  /// rd, rs1 and a shift amount of 5 bits.
  case shift
  /// rs1, rs2 and a signed offset of 12 bits.
  case store
  /// rs1, rs2 and a signed distance of 13 bits, a multiple of 2.
  case branch
  /// rd and the upper 20 bits of the immediate.
  case upper
  /// rd and a signed distance of 21 bits, a multiple of 2.
  case jump
  /// rd, rs1 and, as the immediate, the address of a control and status register.
  case csr
  /// rd, an unsigned immediate of 5 bits in place of rs1 and, as the immediate, the address of the register.
  case csrImmediate
  /// rd, rs1 (address) and rs2, with the bits aq and rl.
  case atomic
  /// rd and rs1 (address), with the bits aq and rl.
  case loadReserved
  /// rs1 and rs2.
  case translationFence
  /// rd and rs1.
  case oneOperand
  /// rd.
  case destination
  /// No field.
  case fixed

  public static func register(_ bits: UInt32, rd: Int, rs1: Int, rs2: Int) -> UInt32 {
    bits | field(rd, 5) << 7 | field(rs1, 5) << 15 | field(rs2, 5) << 20
  }

  public static func immediate(_ bits: UInt32, rd: Int, rs1: Int, immediate: Int) -> UInt32 {
    bits | field(rd, 5) << 7 | field(rs1, 5) << 15 | field(immediate, 12) << 20
  }

  public static func shift(_ bits: UInt32, rd: Int, rs1: Int, amount: Int) -> UInt32 {
    bits | field(rd, 5) << 7 | field(rs1, 5) << 15 | field(amount, 5) << 20
  }

  public static func store(_ bits: UInt32, rs1: Int, rs2: Int, offset: Int) -> UInt32 {
    bits | field(offset, 5) << 7 | field(rs1, 5) << 15 | field(rs2, 5) << 20 | field(offset >> 5, 7) << 25
  }

  public static func branch(_ bits: UInt32, rs1: Int, rs2: Int, distance: Int) -> UInt32 {
    let low = field(distance >> 11, 1) << 7 | field(distance >> 1, 4) << 8
    let high = field(distance >> 5, 6) << 25 | field(distance >> 12, 1) << 31
    return bits | low | field(rs1, 5) << 15 | field(rs2, 5) << 20 | high
  }

  public static func upper(_ bits: UInt32, rd: Int, upper: Int) -> UInt32 {
    bits | field(rd, 5) << 7 | field(upper, 20) << 12
  }

  public static func jump(_ bits: UInt32, rd: Int, distance: Int) -> UInt32 {
    let low = field(distance >> 12, 8) << 12 | field(distance >> 11, 1) << 20
    let high = field(distance >> 1, 10) << 21 | field(distance >> 20, 1) << 31
    return bits | field(rd, 5) << 7 | low | high
  }

  private static func field(_ value: Int, _ width: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: value) & ((1 << UInt32(width)) - 1)
  }
}

extension InstructionFormat {
  /// The bits of an encoding that belong to no field.
  public var fixedBits: UInt32 {
    switch self {
    case .register, .shift: 0xfe00_707f
    case .immediate, .store, .branch, .csr, .csrImmediate: 0x0000_707f
    case .upper, .jump: 0x0000_007f
    case .atomic: 0xf800_707f
    case .loadReserved: 0xf9f0_707f
    case .translationFence: 0xfe00_7fff
    case .oneOperand: 0xfff0_707f
    case .destination: 0xffff_f07f
    case .fixed: 0xffff_ffff
    }
  }
}
