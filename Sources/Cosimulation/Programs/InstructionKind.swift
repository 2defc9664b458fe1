/// An instruction of RV32IMA, Zicsr, Zifencei, the privileged architecture or `docs/encrypted-execution.md`: its name, its format and its
/// fixed bits.
public struct InstructionKind: Sendable {
  public let name: String
  public let format: InstructionFormat
  /// The encoding with all fields zero.
  public let bits: UInt32

  init(_ name: String, _ format: InstructionFormat, _ bits: UInt32) {
    self.name = name
    self.format = format
    self.bits = bits
  }

  /// The encoding with these fields, as many of them as the format has. `immediate` is also offset, distance, shift amount,
  /// upper immediate or register address; of atomics, bit 1 is aq and bit 0 is rl.
  public func encoding(rd: Int = 0, rs1: Int = 0, rs2: Int = 0, immediate: Int = 0) -> UInt32 {
    switch format {
    case .register: InstructionFormat.register(bits, rd: rd, rs1: rs1, rs2: rs2)
    case .immediate, .csr, .csrImmediate:
      InstructionFormat.immediate(bits, rd: rd, rs1: rs1, immediate: immediate)
    case .shift: InstructionFormat.shift(bits, rd: rd, rs1: rs1, amount: immediate)
    case .store: InstructionFormat.store(bits, rs1: rs1, rs2: rs2, offset: immediate)
    case .branch: InstructionFormat.branch(bits, rs1: rs1, rs2: rs2, distance: immediate)
    case .upper: InstructionFormat.upper(bits, rd: rd, upper: immediate)
    case .jump: InstructionFormat.jump(bits, rd: rd, distance: immediate)
    case .atomic:
      InstructionFormat.register(bits, rd: rd, rs1: rs1, rs2: rs2) | UInt32(immediate & 3) << 25
    case .loadReserved:
      InstructionFormat.register(bits, rd: rd, rs1: rs1, rs2: 0) | UInt32(immediate & 3) << 25
    case .oneOperand: InstructionFormat.register(bits, rd: rd, rs1: rs1, rs2: 0)
    case .destination: InstructionFormat.register(bits, rd: rd, rs1: 0, rs2: 0)
    case .translationFence: InstructionFormat.register(bits, rd: 0, rs1: rs1, rs2: rs2)
    case .fixed: bits
    }
  }

  /// The instruction with this name, or nil.
  public static func named(_ name: String) -> InstructionKind? { all.first { $0.name == name } }

  /// All of them.
  public static let all: [InstructionKind] =
    base + multiplication + atomics + registerAccesses + privileged + protection

  public static let base: [InstructionKind] =
    [
      InstructionKind("lui", .upper, 0x37), InstructionKind("auipc", .upper, 0x17),
      InstructionKind("jal", .jump, 0x6f), InstructionKind("jalr", .immediate, 0x67),
      InstructionKind("fence", .immediate, 0x0f), InstructionKind("fence.i", .immediate, 0x100f),
      InstructionKind("slli", .shift, 0x1013), InstructionKind("srli", .shift, 0x5013),
      InstructionKind("srai", .shift, 0x4000_5013), InstructionKind("sub", .register, 0x4000_0033),
      InstructionKind("sra", .register, 0x4000_5033),
    ]
    + row(0x63, .branch, [(0, "beq"), (1, "bne"), (4, "blt"), (5, "bge"), (6, "bltu"), (7, "bgeu")])
    + row(0x03, .immediate, [(0, "lb"), (1, "lh"), (2, "lw"), (4, "lbu"), (5, "lhu")])
    + row(0x23, .store, [(0, "sb"), (1, "sh"), (2, "sw")])
    + row(0x13, .immediate, [(0, "addi"), (2, "slti"), (3, "sltiu"), (4, "xori"), (6, "ori"), (7, "andi")])
    + row(
      0x33, .register,
      [(0, "add"), (1, "sll"), (2, "slt"), (3, "sltu"), (4, "xor"), (5, "srl"), (6, "or"), (7, "and")])

  public static let multiplication: [InstructionKind] = row(
    0x0200_0033, .register,
    [
      (0, "mul"), (1, "mulh"), (2, "mulhsu"), (3, "mulhu"), (4, "div"), (5, "divu"), (6, "rem"), (7, "remu"),
    ])

  public static let atomics: [InstructionKind] =
    [InstructionKind("lr.w", .loadReserved, 0x1000_202f)]
    + [
      (3, "sc.w"), (1, "amoswap.w"), (0, "amoadd.w"), (4, "amoxor.w"), (12, "amoand.w"), (8, "amoor.w"),
      (16, "amomin.w"), (20, "amomax.w"), (24, "amominu.w"), (28, "amomaxu.w"),
    ].map { InstructionKind($1, .atomic, 0x202f | $0 << 27) }

  public static let registerAccesses: [InstructionKind] =
    row(0x73, .csr, [(1, "csrrw"), (2, "csrrs"), (3, "csrrc")])
    + row(0x73, .csrImmediate, [(5, "csrrwi"), (6, "csrrsi"), (7, "csrrci")])

  public static let privileged: [InstructionKind] = [
    InstructionKind("ecall", .fixed, 0x73), InstructionKind("ebreak", .fixed, 0x0010_0073),
    InstructionKind("sret", .fixed, 0x1020_0073), InstructionKind("mret", .fixed, 0x3020_0073),
    InstructionKind("wfi", .fixed, 0x1050_0073),
    InstructionKind("sfence.vma", .translationFence, 0x1200_0073),
  ]

  /// Those of custom-0. With `.link` the instruction leaves a back-link; with `.to` it has a target.
  public static let protection: [InstructionKind] = keys + modes("cryptomode", 0x100b) + modes("retmode", 0x0800_100b)

  private static let keys: [InstructionKind] = [
    InstructionKind("setck", .register, 0x0b), InstructionKind("setk", .register, 0x0200_000b),
    InstructionKind("setik", .oneOperand, 0x0400_000b), InstructionKind("keyclr", .register, 0x0600_000b),
    InstructionKind("kill", .oneOperand, 0x0800_000b), InstructionKind("method", .register, 0x0a00_000b),
    InstructionKind("modexp", .register, 0x0c00_000b), InstructionKind("spill", .register, 0x200b),
    InstructionKind("fill", .register, 0x0200_200b),
  ]

  private static func modes(_ name: String, _ bits: UInt32) -> [InstructionKind] {
    [
      InstructionKind(name, .destination, bits), InstructionKind(name + ".to", .oneOperand, bits | 1 << 25),
      InstructionKind(name + ".link", .destination, bits | 2 << 25),
      InstructionKind(name + ".link.to", .oneOperand, bits | 3 << 25),
    ]
  }

  /// Instructions that differ in bits 14 to 12.
  private static func row(
    _ bits: UInt32, _ format: InstructionFormat, _ functions: [(UInt32, String)]
  ) -> [InstructionKind] {
    functions.map { InstructionKind($1, format, bits | $0 << 12) }
  }
}
