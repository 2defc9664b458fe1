extension DecodedInstruction {
  private static let names = [
    "zero", "ra", "sp", "gp", "tp", "t0", "t1", "t2", "s0", "s1", "a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "s2",
    "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11", "t3", "t4", "t5", "t6", "zero",
  ]

  /// The instruction in assembly language, with the names of the calling convention for registers.
  ///
  /// - Parameter pc: its address; branches and jumps show their target.
  public func assembly(at pc: UInt32) -> String {
    let (rd, rs1, rs2) = (Self.names[Int(destination)], Self.names[Int(source1)], Self.names[Int(source2)])
    let signed = Int32(bitPattern: immediate)
    let target = "0x" + String(pc &+ immediate, radix: 16)
    let register = "0x" + String(immediate & 0xfff, radix: 16)
    let operands: String
    switch operation {
    case .lui, .auipc: operands = "\(rd), 0x\(String(immediate >> 12, radix: 16))"
    case .jal: operands = "\(rd), \(target)"
    case .jalr, .lb, .lh, .lw, .lbu, .lhu: operands = "\(rd), \(signed)(\(rs1))"
    case .beq, .bne, .blt, .bge, .bltu, .bgeu: operands = "\(rs1), \(rs2), \(target)"
    case .sb, .sh, .sw: operands = "\(rs2), \(signed)(\(rs1))"
    case .addi, .slti, .sltiu, .xori, .ori, .andi, .slli, .srli, .srai: operands = "\(rd), \(rs1), \(signed)"
    case .loadReserved: operands = "\(rd), (\(rs1))"
    case .csrrw, .csrrs, .csrrc: operands = "\(rd), \(register), \(rs1)"
    case .csrrwi, .csrrsi, .csrrci: operands = "\(rd), \(register), \(source1)"
    case .cryptomode, .retmode:
      return "\(operation.mnemonic)\(linksMode ? ".link" : "") \(rd)\(hasModeTarget ? ", " + rs1 : "")"
    case .setik, .kill: operands = "\(rd), \(rs1)"
    case .sfence: operands = "\(rs1), \(rs2)"
    case .unknown, .illegal, .fence, .fenceInstructions, .ecall, .ebreak, .sret, .mret, .wfi: return operation.mnemonic
    default:
      operands = storesConditionally || operation.isAtomicUpdate ? "\(rd), \(rs2), (\(rs1))" : "\(rd), \(rs1), \(rs2)"
    }
    return "\(operation.mnemonic) \(operands)"
  }

  private var storesConditionally: Bool { operation == .storeConditional }
}

extension Retirement: CustomStringConvertible {
  /// One line: number, privilege with the domain if there is one (and e for encrypted mode), address, encoding, assembly, and what
  /// it did.
  public var description: String {
    func hexadecimal(_ value: UInt32) -> String {
      let digits = String(value, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }
    let mode =
      switch privilege {
      case .user: domain == 0 ? "U" : "U\(domain)\(isEncrypted ? "e" : "")"
      case .supervisor: "S"
      case .machine: "M"
      }
    var text = "\(order) \(mode) \(hexadecimal(pc)) \(hexadecimal(encoding)) "
    text +=
      encoding == 0 && trap != nil
      ? "(not fetched)" : DecodedInstruction(encoding, compressed: trap != .illegalInstruction).assembly(at: pc)
    if destination != 0 { text += "  x\(destination)=\(hexadecimal(value))" }
    if readMask | writeMask != 0 { text += "  [\(hexadecimal(address))]" }
    if writeMask != 0 { text += "=\(hexadecimal(written))" }
    if let trap { text += "  trap: \(trap), to \(hexadecimal(nextPC))" }
    return text
  }
}
