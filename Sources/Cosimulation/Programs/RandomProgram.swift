/// Random instructions that keep a pipeline busy: dependent, branching, trapping, with accesses to memory and to control and
/// status registers. Most of what they compute depends on what they computed before.
///
/// A program runs in `code`, loads and stores in `data`, and handles its traps by code at `handler`, which skips the instruction
/// that trapped. It goes forward, but for loops of some turns, and then begins again. A jump into the middle of something may
/// still lead into a loop without end, so many short programs find more than a long one.
public struct RandomProgram {
  /// Addresses of the parts. Each part may be as long as the distance to the next.
  public static let boot: UInt32 = 0x1000
  public static let handler: UInt32 = 0x8000_0000
  public static let code: UInt32 = 0x8000_1000
  public static let data: UInt32 = 0x8000_8000

  /// Instructions from `boot`, `handler` and `code` on.
  public let boot: [UInt32]
  public let handler: [UInt32]
  public let code: [UInt32]

  /// x28 counts turns of loops, x30 points to the middle of the data; nothing else is written to them.
  private static let counter = 28
  private static let dataPointer = 30

  /// Registers of the architecture that the random instructions access, and some that do not exist.
  private static let registers = [
    0x100, 0x104, 0x106, 0x10a, 0x140, 0x141, 0x142, 0x143, 0x144, 0x300, 0x301, 0x302, 0x303, 0x304, 0x306, 0x30a,
    0x310, 0x31a, 0x320, 0x323, 0x33f, 0x340, 0x341, 0x342, 0x343, 0x344, 0x3a0, 0x3b0, 0x3ef, 0x3f0, 0xb00, 0xb01,
    0xb02, 0xb03, 0xb80, 0xb82, 0xb9f, 0xc00, 0xc01, 0xc02, 0xc03, 0xc80, 0xc81, 0xc82, 0xf10, 0xf11, 0xf12, 0xf13,
    0xf14, 0xf15, 0x7c1, 0x200, 0x321,
  ]

  /// - Parameters:
  ///   - instructions: length of the code.
  ///   - random: where everything comes from.
  public init(instructions: Int, using random: inout some RandomNumberGenerator) throws(InstructionSequence.Problem) {
    boot = try Self.bootCode(&random)
    handler = try Self.handlerCode()
    var code = InstructionSequence(at: Self.code)
    while Int(code.address &- Self.code) / 4 < instructions { Self.add(to: &code, instructions, &random) }
    // Back to the start, without end.
    code.load(5, Self.code)
    code.add("jalr", rs1: 5)
    self.code = try code.words()
  }

  private static func bootCode(
    _ random: inout some RandomNumberGenerator
  ) throws(InstructionSequence.Problem) -> [UInt32] {
    var boot = InstructionSequence(at: Self.boot)
    for register in 1..<32 where register != counter {
      boot.load(register, UInt32.random(in: 0...(.max), using: &random))
    }
    boot.add("addi", rd: counter)
    boot.load(dataPointer, data + 0x800)
    boot.load(1, handler)
    boot.add("csrrw", rs1: 1, 0x305)
    boot.load(1, handler + 0x200)
    boot.add("csrrw", rs1: 1, 0x105)
    boot.load(1, code)
    boot.add("csrrw", rs1: 1, 0x341)
    boot.load(1, UInt32.random(in: 0...(.max), using: &random) & 0x007e_19aa)
    boot.add("csrrw", rs1: 1, 0x300)
    boot.load(1, UInt32.random(in: 0...(.max), using: &random))
    boot.add("csrrw", rs1: 1, 0x302)
    boot.add("csrrw", rs1: 1, 0x303)
    boot.load(1, UInt32.random(in: 0...(.max), using: &random))
    boot.add("csrrw", rs1: 1, 0x304)
    boot.add("csrrw", rs1: 1, 0x306)
    boot.add("csrrw", rs1: 1, 0x106)
    boot.add("mret")
    return try boot.words()
  }

  /// Machine mode at the start, the supervisor 0x200 bytes on. Both keep x29 in scratch. After an exception execution goes on
  /// behind the instruction, after an interrupt with it; at the start of the code if it was elsewhere. After exceptions with
  /// odd causes it goes on in the handler's mode.
  private static func handlerCode() throws(InstructionSequence.Problem) -> [UInt32] {
    var program = InstructionSequence(at: handler)
    for (scratch, cause, pc, raised, end, name) in [
      (0x340, 0x342, 0x341, 0x344, "mret", "machine"), (0x140, 0x142, 0x141, 0x104, "sret", "supervisor"),
    ] {
      while name == "supervisor", program.address < handler + 0x200 { program.add("addi") }
      program.add("csrrw", rs1: 29, scratch)
      program.add("csrrs", rd: 29, cause)
      program.add("blt", rs1: 29, to: "\(name)_interrupt")
      program.add("csrrs", rd: 29, pc)
      program.add("bge", rs1: 29, to: "\(name)_lost")
      program.add("slli", rd: 29, rs1: 29, 1)
      program.add("srli", rd: 29, rs1: 29, 14)
      program.add("bne", rs1: 29, to: "\(name)_lost")
      program.add("csrrs", rd: 29, pc)
      program.add("addi", rd: 29, rs1: 29, 4)
      program.add("jal", to: "\(name)_end")
      program.label("\(name)_lost")
      program.load(29, code)
      program.label("\(name)_end")
      program.add("csrrw", rs1: 29, pc)
      program.add("csrrs", rd: 29, cause)
      program.add("andi", rd: 29, rs1: 29, 1)
      program.add("bne", rs1: 29, to: "\(name)_stay")
      program.add("csrrs", rd: 29, scratch)
      program.add(end)
      program.label("\(name)_stay")
      program.add("csrrs", rd: 29, pc)
      program.add("jalr", rs1: 29)
      // What software has raised would come again at once.
      program.label("\(name)_interrupt")
      program.add("csrrw", raised)
      program.add("csrrs", rd: 29, scratch)
      program.add(end)
    }
    return try program.words()
  }

  private static func add(
    to code: inout InstructionSequence, _ length: Int, _ random: inout some RandomNumberGenerator
  ) {
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    // Few registers, so that instructions depend on each other; never the pointers.
    func destination() -> Int { number(0...9) == 0 ? number(0...26) : number(0...6) }
    func source() -> Int { number(0...9) == 0 ? number(0...31) : number(0...6) }
    func add(_ kinds: [InstructionKind], rs1: Int? = nil, _ immediate: Int) {
      let kind = kinds[number(0...(kinds.count - 1))]
      code.add(
        word: kind.encoding(rd: destination(), rs1: rs1 ?? source(), rs2: source(), immediate: immediate))
    }
    func kinds(_ names: String) -> [InstructionKind] {
      names.split(separator: " ").compactMap { InstructionKind.named(String($0)) }
    }
    switch number(0...99) {
    case 0..<36: add(computations, number(-2048...2047))
    case 36..<44: add(InstructionKind.multiplication, 0)
    case 44..<62:
      let offset = number(0...19) == 0 ? number(-16...16) : 4 * number(-16...16)
      add(kinds("lb lh lw lbu lhu sb sh sw lw sw"), rs1: number(0...40) == 0 ? nil : dataPointer, offset)
    case 62..<67:
      // An address for atomics, then some of them.
      code.add("addi", rd: 7, rs1: dataPointer, 4 * number(-8...8) + (number(0...20) == 0 ? 1 : 0))
      for _ in 0..<number(1...3) { add(InstructionKind.atomics, rs1: 7, number(0...3)) }
    case 67..<80:
      add(kinds("beq bne blt bge bltu bgeu jal"), 4 * number(1...8) + (number(0...60) == 0 ? 2 : 0))
    case 80..<84:
      // To one of four places, by what a register holds.
      let selector = source()
      code.add("auipc", rd: 8)
      code.add("andi", rd: 9, rs1: selector, 12)
      code.add("add", rd: 8, rs1: 8, rs2: 9)
      code.add("jalr", rd: destination(), rs1: 8, 16 + number(0...1) + (number(0...30) == 0 ? 2 : 0))
    case 84..<86:
      guard Int(code.address &- Self.code) / 4 + 60 < length else { return }
      // Some turns of a loop.
      let label = "loop \(code.address)"
      code.add("addi", rd: counter, number(1...9))
      code.label(label)
      for _ in 0..<number(2...8) { Self.add(to: &code, 0, &random) }
      code.add("addi", rd: counter, rs1: counter, -1)
      // Whoever jumps into the loop from elsewhere gets out of it, too.
      code.add("blt", rs2: counter, to: label)
    case 86..<92: add(InstructionKind.registerAccesses, registers[number(0...(registers.count - 1))])
    case 92..<95:
      // A return to what follows, in the mode that the status register says.
      let isMachine = number(0...1) == 0
      code.add("auipc", rd: 8)
      code.add("addi", rd: 8, rs1: 8, 16)
      code.add("csrrw", rs1: 8, isMachine ? 0x341 : 0x141)
      code.add(isMachine ? "mret" : "sret")
    case 95..<97: add(kinds("ecall ebreak wfi sfence.vma"), 0)
    case 97: add(kinds("fence fence.i"), 0)
    default:
      // Anything, but nothing that might jump back, and no instruction for keys and modes: there are no domains.
      let word = UInt32.random(in: 0...(.max), using: &random)
      code.add(word: word & 0x7f == 0x0b ? word | 7 << 12 : word & 0x70 == 0x60 ? word ^ 0x10 : word)
    }
  }

  /// What only computes.
  private static let computations = InstructionKind.base.filter { kind in
    switch kind.format {
    case .upper, .shift, .register: true
    case .immediate: kind.bits & 0x7f == 0x13
    default: false
    }
  }
}
