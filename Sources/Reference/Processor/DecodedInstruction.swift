/// An instruction taken apart. Unprivileged specification 20191213, chapters 2, 7, 8, 9, 16 and 24; privileged specification
/// 1.12, chapter 3.3 and 4.2.
public struct DecodedInstruction: Sendable {
  public var operation: Operation
  /// Number of the destination; 32 where the encoding says 0, so that writing it changes no register.
  public var destination: UInt8 = DecodedInstruction.nowhere
  public var source1: UInt8 = 0
  public var source2: UInt8 = 0
  /// Immediate, sign-extended; shift amount; CSR number in the low 12 bits for Zicsr, whose immediate is `source1`;
  /// funct7 for custom-0.
  public var immediate: UInt32 = 0
  /// Its bytes in memory: 4, or 2 of extension C.
  public var length: UInt8 = 4

  static let nowhere: UInt8 = 32

  init(_ operation: Operation) { self.operation = operation }

  /// Takes an encoding apart; what is not defined is `illegal`.
  public init(_ word: UInt32) {
    self.init(Self.operation(of: word))
    let destination = UInt8(word >> 7 & 31)
    self.destination = destination == 0 ? Self.nowhere : destination
    source1 = UInt8(word >> 15 & 31)
    source2 = UInt8(word >> 20 & 31)
    switch word & 0x7f {
    case 0x37, 0x17: immediate = word & 0xffff_f000
    case 0x6f: immediate = Self.jumpOffset(word)
    case 0x63: immediate = Self.branchOffset(word)
    case 0x23: immediate = UInt32(bitPattern: Int32(bitPattern: word & 0xfe00_0000) >> 20) | word >> 7 & 31
    case 0x73: immediate = word >> 20
    case 0x2f: immediate = 0
    case 0x0b: immediate = word >> 25
    case 0x13 where word >> 12 & 3 == 1: immediate = word >> 20 & 31
    default: immediate = UInt32(bitPattern: Int32(bitPattern: word) >> 20)
    }
  }

  /// Takes apart what begins with these 32 bits.
  ///
  /// - Parameter compressed: whether extension C is there; without it an instruction of 16 bits is `illegal`, and has four bytes.
  public init(_ bits: UInt32, compressed: Bool) {
    guard compressed, CompressedInstruction.isCompressed(bits) else {
      self.init(bits)
      return
    }
    let expanded = CompressedInstruction.expanded(UInt16(truncatingIfNeeded: bits))
    if let expanded { self.init(expanded) } else { self.init(.illegal) }
    length = 2
  }

  /// Of `cryptomode` and `retmode`: whether `source1` holds a target, and whether a back-link is pushed.
  var hasModeTarget: Bool { immediate & 1 == 1 }
  var linksMode: Bool { immediate & 2 == 2 }

  /// Of `slti`: whether it is the hint that so many bytes at `source1` are secret. Section 2.9 leaves it to the processor;
  /// the hardware knows none.
  var declaresSecret: Bool { destination == DecodedInstruction.nowhere && Int32(bitPattern: immediate) > 0 }

  /// Of an instruction of Zicsr: whether it writes the register. Chapter 9.
  var writesControlRegister: Bool { operation == .csrrw || operation == .csrrwi || source1 != 0 }

  /// Section 2.5: imm[20|10:1|11|19:12].
  private static func jumpOffset(_ word: UInt32) -> UInt32 {
    let sign = UInt32(bitPattern: Int32(bitPattern: word & 0x8000_0000) >> 11)
    return sign | word & 0x000f_f000 | word >> 9 & 0x800 | word >> 20 & 0x7fe
  }

  /// Section 2.5: imm[12|10:5] and imm[4:1|11].
  private static func branchOffset(_ word: UInt32) -> UInt32 {
    let sign = UInt32(bitPattern: Int32(bitPattern: word & 0x8000_0000) >> 19)
    return sign | word << 4 & 0x800 | word >> 20 & 0x7e0 | word >> 7 & 0x1e
  }

  private static func operation(of word: UInt32) -> Operation {
    let kind = Int(word >> 12 & 7)
    let upper = word >> 25
    switch word & 0x7f {
    case 0x37: return .lui
    case 0x17: return .auipc
    case 0x6f: return .jal
    case 0x67: return kind == 0 ? .jalr : .illegal
    case 0x63: return [.beq, .bne, .illegal, .illegal, .blt, .bge, .bltu, .bgeu][kind]
    case 0x03: return [.lb, .lh, .lw, .illegal, .lbu, .lhu, .illegal, .illegal][kind]
    case 0x23: return [.sb, .sh, .sw, .illegal, .illegal, .illegal, .illegal, .illegal][kind]
    case 0x13:
      switch kind {
      case 1: return upper == 0 ? .slli : .illegal
      case 5: return upper == 0 ? .srli : upper == 0x20 ? .srai : .illegal
      default: return [.addi, .illegal, .slti, .sltiu, .xori, .illegal, .ori, .andi][kind]
      }
    case 0x33:
      switch upper {
      case 0: return [.add, .sll, .slt, .sltu, .xor, .srl, .or, .and][kind]
      case 1: return [.mul, .mulh, .mulhsu, .mulhu, .div, .divu, .rem, .remu][kind]
      case 0x20: return kind == 0 ? .sub : kind == 5 ? .sra : .illegal
      default: return .illegal
      }
    case 0x2f: return kind == 2 ? atomic(word) : .illegal
    case 0x0b: return protection(word)
    case 0x0f: return kind == 0 ? .fence : kind == 1 ? .fenceInstructions : .illegal
    case 0x73:
      return kind == 0
        ? privileged(word) : [.illegal, .csrrw, .csrrs, .csrrc, .illegal, .csrrwi, .csrrsi, .csrrci][kind]
    default: return .illegal
    }
  }

  private static func atomic(_ word: UInt32) -> Operation {
    switch word >> 27 {
    case 0x02: word >> 20 & 31 == 0 ? .loadReserved : .illegal
    case 0x03: .storeConditional
    case 0x01: .amoswap
    case 0x00: .amoadd
    case 0x04: .amoxor
    case 0x0c: .amoand
    case 0x08: .amoor
    case 0x10: .amomin
    case 0x14: .amomax
    case 0x18: .amominu
    case 0x1c: .amomaxu
    default: .illegal
    }
  }

  /// `docs/encrypted-execution.md`, section 4. A register that is not used is x0.
  private static func protection(_ word: UInt32) -> Operation {
    let (kind, number) = (word >> 12 & 7, word >> 25)
    let (isFirstUsed, isSecondUsed): (Bool, Bool)
    let operation: Operation
    switch (kind, number) {
    case (0, 0): (operation, isFirstUsed, isSecondUsed) = (.setck, true, true)
    case (0, 1): (operation, isFirstUsed, isSecondUsed) = (.setk, true, true)
    case (0, 2): (operation, isFirstUsed, isSecondUsed) = (.setik, true, false)
    case (0, 3): (operation, isFirstUsed, isSecondUsed) = (.keyclr, true, true)
    case (0, 4): (operation, isFirstUsed, isSecondUsed) = (.kill, true, false)
    case (0, 5): (operation, isFirstUsed, isSecondUsed) = (.method, true, true)
    case (0, 6): (operation, isFirstUsed, isSecondUsed) = (.modexp, true, true)
    case (2, 0): (operation, isFirstUsed, isSecondUsed) = (.spill, true, true)
    case (2, 1): (operation, isFirstUsed, isSecondUsed) = (.fill, true, true)
    case (1, 0...3): (operation, isFirstUsed, isSecondUsed) = (.cryptomode, number & 1 == 1, false)
    case (1, 4...7): (operation, isFirstUsed, isSecondUsed) = (.retmode, number & 1 == 1, false)
    default: return .illegal
    }
    return (isFirstUsed || word >> 15 & 31 == 0) && (isSecondUsed || word >> 20 & 31 == 0) ? operation : .illegal
  }

  private static func privileged(_ word: UInt32) -> Operation {
    switch word {
    case 0x0000_0073: .ecall
    case 0x0010_0073: .ebreak
    case 0x1020_0073: .sret
    case 0x3020_0073: .mret
    case 0x1050_0073: .wfi
    default: word & 0xfe00_7fff == 0x1200_0073 ? .sfence : .illegal
    }
  }
}
