/// The instructions of RV32IMA with Zicsr and Zifencei, the privileged ones, and those for keys and modes, as the golden model
/// executes them.
public enum Operation: UInt8, CaseIterable, Sendable {
  /// Not decoded yet: the word in memory has to be looked at.
  case unknown
  case illegal

  case lui, auipc, jal, jalr
  case beq, bne, blt, bge, bltu, bgeu
  case lb, lh, lw, lbu, lhu
  case sb, sh, sw
  case addi, slti, sltiu, xori, ori, andi, slli, srli, srai
  case add, sub, sll, slt, sltu, xor, srl, sra, or, and
  case mul, mulh, mulhsu, mulhu, div, divu, rem, remu
  case loadReserved, storeConditional
  case amoswap, amoadd, amoxor, amoand, amoor, amomin, amomax, amominu, amomaxu
  case fence, fenceInstructions
  case csrrw, csrrs, csrrc, csrrwi, csrrsi, csrrci
  case ecall, ebreak, sret, mret, wfi, sfence
  /// Of custom-0.
  case setck, setk, setik, keyclr, kill, method, modexp, spill, fill, cryptomode, retmode

  /// The name in assembly language.
  public var mnemonic: String {
    switch self {
    case .loadReserved: "lr.w"
    case .storeConditional: "sc.w"
    case .fenceInstructions: "fence.i"
    case .sfence: "sfence.vma"
    default: isAtomicUpdate ? "\(self).w" : "\(self)"
    }
  }

  /// AMO: reads, computes and writes.
  public var isAtomicUpdate: Bool { (Operation.amoswap.rawValue...Operation.amomaxu.rawValue).contains(rawValue) }

  /// Bytes that it reads from memory.
  public var loadedBytes: Int {
    switch self {
    case .lb, .lbu: 1
    case .lh, .lhu: 2
    case .lw, .loadReserved: 4
    default: isAtomicUpdate ? 4 : 0
    }
  }

  /// Bytes that it writes to memory, when it does.
  public var storedBytes: Int {
    switch self {
    case .sb: 1
    case .sh: 2
    case .sw, .storeConditional: 4
    default: isAtomicUpdate ? 4 : 0
    }
  }

  /// Whether it may write a register.
  public var writesRegister: Bool {
    switch self {
    case .unknown, .illegal, .beq, .bne, .blt, .bge, .bltu, .bgeu, .sb, .sh, .sw, .fence, .fenceInstructions, .ecall,
      .ebreak,
      .sret, .mret, .wfi, .sfence:
      false
    default: true
    }
  }
}
