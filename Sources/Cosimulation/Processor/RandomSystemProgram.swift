/// A random program for the processor: legal and nearly legal instructions in all three modes, with page tables, delegation,
/// interrupts, and handlers that go on somewhere. The same seed gives the same program.
///
/// In memory: start and handlers at 0x80000000, the random instructions behind them, page tables at 0x80008000, data at
/// 0x80010000. Main memory is mapped to itself for supervisor mode and to 0xc0000000 for user mode; at 0x40000000 there are sixteen
/// pages with random rights, which lead to the same data.
public struct RandomSystemProgram: Sendable {
  /// Bytes with their address.
  public private(set) var image: [(bytes: [UInt8], address: UInt32)] = []
  public static let entry: UInt32 = 0x8000_0000
  /// Bytes of main memory that it needs.
  public static let memory = 1 << 20

  private static let main: UInt32 = 0x8000_1000
  private static let root: UInt32 = 0x8000_8000
  private static let leaves: UInt32 = 0x8000_9000
  private static let data: UInt32 = 0x8001_0000
  /// What user mode's addresses of main memory have besides.
  private static let alias: UInt32 = 0x4000_0000
  private static let traps = 200

  /// Registers with a meaning: data in the present mode's addresses, pages with random rights, the CLINT, the address of an atomic, a counter of
  /// traps; two that handlers use.
  private enum Register {
    static let data = 8
    static let pages = 9
    static let interruptor = 18
    static let atomics = 19
    static let trapped = 31
    static let first = 26
    static let second = 27
  }

  /// - Parameters:
  ///   - instructions: random ones, up to 6000; with `compressed` words of them.
  ///   - compressed: for a processor with extension C, and with instructions of 16 bits.
  public init(seed: UInt64, instructions: Int = 2000, compressed: Bool = false) throws {
    var generator = SeededGenerator(seed: seed)
    var sequence = InstructionSequence(at: Self.entry)
    Self.start(&sequence, &generator)
    Self.machineHandler(&sequence, instructions: instructions, compressed: compressed)
    Self.supervisorHandler(&sequence, compressed: compressed)
    append(try sequence.words(), at: Self.entry)
    let body =
      compressed
      ? Self.mixedInstructions(instructions, step: Self.step(instructions), hasCutPages: true, &generator)
      : Self.randomInstructions(instructions, &generator)
    append(body + Self.ending, at: Self.main)
    append(Self.rootTable(&generator), at: Self.root)
    append(Self.leafTable(&generator), at: Self.leaves)
    if compressed { appendCutPages(&generator) }
    append((0..<16384).map { _ in UInt32(truncatingIfNeeded: generator.next()) }, at: Self.data)
  }

  private mutating func append(_ words: [UInt32], at address: UInt32) {
    image.append((words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }, address))
  }

  // Start: handlers, page tables, delegation, interrupts, random registers.
  private static func start(_ sequence: inout InstructionSequence, _ generator: inout SeededGenerator) {
    func set(_ number: Int, _ value: UInt32) {
      sequence.load(5, value)
      sequence.add("csrrw", rs1: 5, number)
    }
    sequence.load(5, addressOf: "machine")
    sequence.add("csrrw", rs1: 5, 0x305)
    sequence.load(5, addressOf: "supervisor")
    sequence.add("csrrw", rs1: 5, 0x105)
    set(0x180, 1 << 31 | root >> 12)
    // Illegal instructions stay with machine mode: the handler of supervisor mode refers to it by one.
    set(0x302, UInt32(truncatingIfNeeded: generator.next() & generator.next()) & ~4)
    set(0x303, UInt32(truncatingIfNeeded: generator.next()))
    set(0x304, UInt32(truncatingIfNeeded: generator.next()))
    set(0x306, UInt32(truncatingIfNeeded: generator.next()))
    set(0x106, UInt32(truncatingIfNeeded: generator.next()))
    // The serial port interrupts, in both contexts of the PLIC, whenever it has nothing to send.
    for (address, value) in [(0xc00_0028, 1), (0xc00_2000, 1 << 10), (0xc00_2080, 1 << 10)] as [(UInt32, UInt32)] {
      sequence.load(5, address)
      sequence.load(6, value)
      sequence.add("sw", rs1: 5, rs2: 6)
    }
    sequence.load(5, 0x1000_0000)
    sequence.add("addi", rd: 6, 2)
    sequence.add("sb", rs1: 5, rs2: 6, 1)
    for register in 1..<31 { sequence.load(register, UInt32(truncatingIfNeeded: generator.next())) }
    sequence.load(Register.trapped, 0)
    sequence.load(Register.data, data + 0x800)
    sequence.load(Register.atomics, data + 0x800)
    sequence.load(Register.pages, 0x4000_0800)
    sequence.load(Register.interruptor, 0x200_0000)
    sequence.load(5, main)
    sequence.add("jalr", rs1: 5)
  }

  /// Silences an interrupt, or goes on behind an instruction that trapped; now and then elsewhere and in another mode. After
  /// many traps the program ends.
  private static func machineHandler(
    _ sequence: inout InstructionSequence, instructions: Int, compressed: Bool
  ) {
    let (a, b) = (Register.first, Register.second)
    let step = UInt32(step(instructions))
    sequence.label("machine")
    // Loads and stores of the handler are those of machine mode.
    sequence.load(a, 1 << 17)
    sequence.add("csrrc", rs1: a, 0x300)
    sequence.load(Register.data, data + 0x800)
    sequence.load(Register.pages, 0x4000_0800)
    sequence.load(Register.interruptor, 0x200_0000)
    sequence.add("fence.i")
    sequence.add("csrrs", rd: a, 0x342)
    sequence.add("bge", rs1: a, to: "exception")
    // The source falls silent: msip and the timer at the CLINT, the serial port and the PLIC, the rest in mip.
    sequence.add("sw", rs1: Register.interruptor)
    sequence.load(b, 0x1000_0000)
    sequence.add("lbu", rd: a, rs1: b, 2)
    sequence.load(b, 0xc20_0004)
    sequence.add("lw", rd: a, rs1: b)
    sequence.add("sw", rs1: b, rs2: a)
    sequence.load(b, 0x200_bff8)
    sequence.add("lw", rd: a, rs1: b)
    sequence.add("addi", rd: a, rs1: a, 2000)
    sequence.add("addi", rd: a, rs1: a, 2000)
    sequence.load(b, 0x200_4000)
    sequence.add("sw", rs1: b, rs2: a)
    sequence.add("sw", rs1: b, 4)
    sequence.load(b, 0x222)
    sequence.add("csrrc", rs1: b, 0x344)
    // After the timer it goes on elsewhere: so every loop ends.
    sequence.add("csrrs", rd: a, 0x342)
    sequence.add("andi", rd: a, rs1: a, 15)
    sequence.add("addi", rd: b, 7)
    sequence.add("beq", rs1: a, rs2: b, to: "late")
    sequence.add("mret")
    sequence.label("late")
    sequence.add("ori", rd: Register.trapped, rs1: Register.trapped, 7)

    sequence.label("exception")
    sequence.add("addi", rd: Register.trapped, rs1: Register.trapped, 1)
    sequence.load(b, UInt32(traps))
    sequence.add("bltu", rs1: Register.trapped, rs2: b, to: "continue")
    sequence.load(a, 0x10_0000)
    sequence.load(b, 0x5555)
    sequence.add("sw", rs1: a, rs2: b)
    sequence.label("forever")
    sequence.add("jal", to: "forever")

    // Every fourth time a byte is sent and an instruction is replaced.
    sequence.label("continue")
    sequence.add("andi", rd: a, rs1: Register.trapped, 3)
    sequence.add("bne", rs1: a, to: "skip")
    sequence.load(a, 0x1000_0000)
    sequence.add("sb", rs1: a, rs2: Register.trapped)
    sequence.load(a, step)
    sequence.add("mul", rd: b, rs1: Register.trapped, rs2: a)
    sequence.load(a, main + step - 8)
    sequence.add("add", rd: b, rs1: b, rs2: a)
    sequence.add("lw", rd: a, rs1: b, 4)
    sequence.add("sw", rs1: b, rs2: a)
    sequence.add("fence.i")

    // Behind the instruction, if that is in the program, and every eighth time somewhere else.
    sequence.label("skip")
    sequence.add("csrrs", rd: b, 0x341)
    sequence.load(a, ~alias)
    sequence.add("and", rd: b, rs1: b, rs2: a)
    if compressed {
      for (bound, branch) in [(main, "bltu"), (main + UInt32(4 * instructions), "bgeu")] {
        sequence.load(a, bound)
        sequence.add(branch, rs1: b, rs2: a, to: "elsewhere")
      }
      skip(b, at: b, &sequence)
    } else {
      sequence.add("addi", rd: b, rs1: b, 4)
    }
    sequence.add("andi", rd: a, rs1: Register.trapped, 7)
    sequence.add("beq", rs1: a, to: "elsewhere")
    sequence.load(a, main)
    sequence.add("bltu", rs1: b, rs2: a, to: "elsewhere")
    sequence.load(a, main + UInt32(4 * instructions))
    sequence.add("bltu", rs1: b, rs2: a, to: "mode")
    sequence.label("elsewhere")
    sequence.load(a, step)
    sequence.add("mul", rd: b, rs1: Register.trapped, rs2: a)
    sequence.load(a, main)
    sequence.add("add", rd: b, rs1: b, rs2: a)

    // MPP from the number of the trap: user, supervisor, what it was, machine.
    sequence.label("mode")
    sequence.add("srli", rd: a, rs1: Register.trapped, 2)
    sequence.add("andi", rd: a, rs1: a, 3)
    sequence.add("slli", rd: a, rs1: a, 11)
    sequence.load(5, 0x1800)
    sequence.add("csrrc", rs1: 5, 0x300)
    sequence.add("csrrs", rs1: a, 0x300)
    sequence.add("csrrs", rd: a, 0x300)
    sequence.add("and", rd: a, rs1: a, rs2: 5)
    sequence.add("bne", rs1: a, to: "resume")
    sequence.load(a, alias)
    sequence.add("add", rd: b, rs1: b, rs2: a)
    sequence.add("add", rd: Register.data, rs1: Register.data, rs2: a)
    sequence.label("resume")
    sequence.add("csrrw", rs1: b, 0x341)
    sequence.load(a, 0xaaa)
    sequence.add("csrrs", rs1: a, 0x304)
    sequence.add("mret")
  }

  /// Bytes of the program for each trap.
  private static func step(_ instructions: Int) -> Int { 4 * max(instructions / traps, 2) }

  /// The address in `pointer`, from which an instruction can be read at the address in `place`, becomes that behind the instruction.
  private static func skip(_ pointer: Int, at place: Int, _ sequence: inout InstructionSequence) {
    let a = Register.first
    let label = "short \(sequence.address)"
    sequence.add("lhu", rd: a, rs1: place)
    sequence.add("andi", rd: a, rs1: a, 3)
    sequence.add("addi", rd: a, rs1: a, -3)
    sequence.add("addi", rd: pointer, rs1: pointer, 2)
    sequence.add("bne", rs1: a, to: label)
    sequence.add("addi", rd: pointer, rs1: pointer, 2)
    sequence.label(label)
  }

  /// What was delegated: on behind the instruction, interrupts disabled one by one; where that is not possible, to machine mode.
  private static func supervisorHandler(_ sequence: inout InstructionSequence, compressed: Bool) {
    let (a, b) = (Register.first, Register.second)
    sequence.label("supervisor")
    sequence.add("fence.i")
    sequence.add("csrrs", rd: a, 0x142)
    sequence.add("bge", rs1: a, to: "delegated")
    sequence.add("addi", rd: b, 1)
    sequence.add("sll", rd: b, rs1: b, rs2: a)
    sequence.add("csrrc", rs1: b, 0x104)
    sequence.add("csrrci", rs1: 2, 0x144)
    sequence.add("sret")
    sequence.label("delegated")
    // A fetch that failed: machine mode knows where to go on.
    sequence.add("addi", rd: b, 12)
    sequence.add("beq", rs1: a, rs2: b, to: "refer")
    sequence.add("addi", rd: b, 1)
    sequence.add("bgeu", rs1: b, rs2: a, to: "refer")
    sequence.add("csrrs", rd: b, 0x141)
    if compressed {
      // Of user mode's addresses those at which the supervisor has the same.
      sequence.load(a, ~alias)
      sequence.add("and", rd: a, rs1: a, rs2: b)
      skip(b, at: a, &sequence)
    } else {
      sequence.add("addi", rd: b, rs1: b, 4)
    }
    sequence.add("csrrw", rs1: b, 0x141)
    sequence.add("addi", rd: Register.trapped, rs1: Register.trapped, 1)
    sequence.add("sret")
    sequence.label("refer")
    sequence.add("csrrs", rd: a, 0x300)
    sequence.add("jal", to: "refer")
  }

  /// After the last instruction the program ends.
  private static var ending: [UInt32] {
    var sequence = InstructionSequence(at: main)
    sequence.load(5, 0x10_0000)
    sequence.load(6, 0x5555)
    sequence.add("sw", rs1: 5, rs2: 6)
    sequence.add("ecall")
    sequence.add("ecall")
    return (try? sequence.words()) ?? []
  }

  private static func rootTable(_ generator: inout SeededGenerator) -> [UInt32] {
    var words = [UInt32](repeating: 0, count: 1024)
    let all: UInt32 = 0xcf
    words[0x8000_0000 >> 22] = 0x8000_0000 >> 2 | all
    words[0xc000_0000 >> 22] = 0x8000_0000 >> 2 | all | 16
    words[0x4000_0000 >> 22] = leaves >> 2 | 1
    words[0x5800_0000 >> 22] = 0x4800_0000 >> 2 | all | (generator.chance(50) ? 16 : 0)
    // What nobody should reach, with any bits.
    words[0x5000_0000 >> 22] = UInt32(truncatingIfNeeded: generator.next()) & 0x0fff_fcdf
    return words
  }

  /// Behind the pages with random rights a page whose last half begins an instruction, four times: with a page behind it that is not
  /// there, that cannot be executed, that leads to no memory, and that has the second half.
  private mutating func appendCutPages(_ generator: inout SeededGenerator) {
    let (first, second) = (Self.data + 0x1_0000, Self.data + 0x1_1000)
    append([UInt32](repeating: 0x0001_0001, count: 1023) + [0x52b7_0001], at: first)
    // lui x5, 0x12345, and c.jr x21.
    append([0x8a82_1234], at: second)
    let all: UInt32 = generator.chance(50) ? 0xdf : 0xcf
    let pages = [second >> 2, second >> 2 | all & ~8, 0x4800_0000 >> 2 | all, second >> 2 | all]
    append(pages.flatMap { [first >> 2 | all, $0] }, at: Self.leaves + 4 * 16)
  }

  private static func leafTable(_ generator: inout SeededGenerator) -> [UInt32] {
    (0..<1024).map { index in
      guard index < 16 else { return 0 }
      // Mostly with everything, so that something happens.
      let rights = generator.chance(60) ? 0xdf : UInt32(truncatingIfNeeded: generator.next()) & 0xff
      return (data + UInt32(4096 * generator.below(16))) >> 2 | rights
    }
  }
}
