/// Encodings that the tests of the golden hart need. Unprivileged specification 20191213, chapter 24.
enum Instruction {
  static func addi(_ rd: UInt32, _ rs1: UInt32, _ immediate: Int32) -> UInt32 {
    UInt32(bitPattern: immediate) << 20 | rs1 << 15 | rd << 7 | 0x13
  }

  static func lw(_ rd: UInt32, _ rs1: UInt32, _ offset: Int32 = 0) -> UInt32 {
    UInt32(bitPattern: offset) << 20 | rs1 << 15 | 2 << 12 | rd << 7 | 0x03
  }

  static func lbu(_ rd: UInt32, _ rs1: UInt32, _ offset: Int32 = 0) -> UInt32 {
    UInt32(bitPattern: offset) << 20 | rs1 << 15 | 4 << 12 | rd << 7 | 0x03
  }

  static func sw(_ rs2: UInt32, _ rs1: UInt32, _ offset: Int32 = 0) -> UInt32 {
    let bits = UInt32(bitPattern: offset)
    return (bits >> 5 & 127) << 25 | rs2 << 20 | rs1 << 15 | 2 << 12 | (bits & 31) << 7 | 0x23
  }

  static func jalr(_ rd: UInt32, _ rs1: UInt32) -> UInt32 { rs1 << 15 | rd << 7 | 0x67 }

  static func jal(_ rd: UInt32, _ distance: Int32) -> UInt32 {
    let bits = UInt32(bitPattern: distance)
    return (bits >> 20 & 1) << 31 | (bits >> 1 & 0x3ff) << 21 | (bits >> 11 & 1) << 20 | bits & 0xf_f000 | rd << 7
      | 0x6f
  }

  static func csrrw(_ rd: UInt32, _ register: UInt32, _ rs1: UInt32) -> UInt32 {
    register << 20 | rs1 << 15 | 1 << 12 | rd << 7 | 0x73
  }

  static func csrrs(_ rd: UInt32, _ register: UInt32, _ rs1: UInt32) -> UInt32 {
    register << 20 | rs1 << 15 | 2 << 12 | rd << 7 | 0x73
  }

  /// Atomic operations of words by their upper five bits.
  static func atomic(_ function: UInt32, _ rd: UInt32, _ rs1: UInt32, _ rs2: UInt32) -> UInt32 {
    function << 27 | rs2 << 20 | rs1 << 15 | 2 << 12 | rd << 7 | 0x2f
  }

  static let ecall: UInt32 = 0x73
  static let ebreak: UInt32 = 0x0010_0073
  static let sret: UInt32 = 0x1020_0073
  static let mret: UInt32 = 0x3020_0073
  static let fenceInstructions: UInt32 = 0x100f
  static let nop: UInt32 = 0x13

  static func custom(_ funct3: UInt32, _ funct7: UInt32, _ rd: UInt32, _ rs1: UInt32 = 0, _ rs2: UInt32 = 0) -> UInt32 {
    funct7 << 25 | rs2 << 20 | rs1 << 15 | funct3 << 12 | rd << 7 | 0x0b
  }

  static func setck(_ rd: UInt32, _ rs1: UInt32, _ rs2: UInt32) -> UInt32 { custom(0, 0, rd, rs1, rs2) }
  static func setk(_ rd: UInt32, _ rs1: UInt32, _ rs2: UInt32) -> UInt32 { custom(0, 1, rd, rs1, rs2) }
  static func setik(_ rd: UInt32, _ rs1: UInt32) -> UInt32 { custom(0, 2, rd, rs1) }
  static func keyclr(_ rd: UInt32, _ rs1: UInt32, _ rs2: UInt32) -> UInt32 { custom(0, 3, rd, rs1, rs2) }
  static func kill(_ rd: UInt32, _ rs1: UInt32) -> UInt32 { custom(0, 4, rd, rs1) }
  static func method(_ rd: UInt32, _ rs1: UInt32, _ rs2: UInt32) -> UInt32 { custom(0, 5, rd, rs1, rs2) }
  static func modexp(_ rd: UInt32, _ rs1: UInt32, _ rs2: UInt32) -> UInt32 { custom(0, 6, rd, rs1, rs2) }
  static func spill(_ rd: UInt32, _ rs1: UInt32, _ rs2: UInt32) -> UInt32 { custom(2, 0, rd, rs1, rs2) }
  static func fill(_ rd: UInt32, _ rs1: UInt32, _ rs2: UInt32) -> UInt32 { custom(2, 1, rd, rs1, rs2) }
  static func cryptomode(_ rd: UInt32, to rs1: UInt32? = nil, link: Bool = false) -> UInt32 {
    custom(1, (rs1 == nil ? 0 : 1) | (link ? 2 : 0), rd, rs1 ?? 0)
  }
  static func retmode(_ rd: UInt32, to rs1: UInt32? = nil, link: Bool = false) -> UInt32 {
    custom(1, 4 | (rs1 == nil ? 0 : 1) | (link ? 2 : 0), rd, rs1 ?? 0)
  }
}
