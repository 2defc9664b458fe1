/// The instructions of a random program, one after the other.
extension RandomSystemProgram {
  static func randomInstructions(_ count: Int, _ generator: inout SeededGenerator) -> [UInt32] {
    var words: [UInt32] = []
    while words.count < count { words += next(&generator, place: words.count, count: count) }
    return Array(words.prefix(count))
  }

  /// The same of instructions of 16 and of 32 bits, in `count` words.
  ///
  /// - Parameter step: bytes after which an instruction begins, and before which there are two words that nothing jumps out of; 0 for none.
  static func mixedInstructions(
    _ count: Int, step: Int, hasCutPages: Bool, _ generator: inout SeededGenerator
  ) -> [UInt32] {
    let rules = MixedInstructions.Rules(
      isKept: isKept, bases: [8, 9], mayTrap: true, hasCutPages: hasCutPages, step: step)
    return MixedInstructions.words(count, rules, &generator) { generator, _ in next(&generator, place: 0, count: 0) }
  }

  /// Control registers that are read and written; `mtvec`, `stvec`, `satp` and `medeleg` are only read, so that
  /// a program gets on.
  private static let written = [
    0x100, 0x104, 0x106, 0x10a, 0x140, 0x141, 0x142, 0x143, 0x144, 0x300, 0x303, 0x304, 0x306, 0x30a, 0x320,
    0x340, 0x341, 0x342, 0x343, 0x344, 0x301, 0x310, 0x323, 0x3a0, 0x3b0, 0xb02, 0xb82, 0xb03, 0x015, 0x747, 0x757,
    0x5c1,
  ]
  private static let read =
    written + [
      0x105, 0x180, 0x302, 0x305, 0xc00, 0xc01, 0xc02, 0xc80, 0xc81, 0xc82, 0xb00, 0xb80, 0xf11, 0xf12, 0xf13, 0xf14,
      0xf15,
      0x7b0, 0x5c2, 0xdc0, 0xdc1, 0xdc2, 0xc03, 0xfff,
    ]

  /// What addresses of stores depend on is never written: a store to instructions without fence.i has no certain effect.
  static func isKept(_ register: Int) -> Bool { [8, 9, 18, 19, 31].contains(register) }

  /// The same, but stores and atomics go to the data, and instructions for keys and modes become illegal ones: these programs have
  /// no domains.
  private static func harmless(_ encoding: UInt32) -> UInt32 {
    if encoding & 0x7f == 0x0b { return encoding | 7 << 12 }
    let word = isKept(Int(encoding >> 7 & 31)) ? encoding & ~(31 << 7) | 7 << 7 : encoding
    return [0x23, 0x2f].contains(word & 0x7f) ? word & ~(31 << 15) | 8 << 15 : word
  }

  /// An instruction, or a few that belong together.
  private static func next(_ generator: inout SeededGenerator, place: Int, count: Int) -> [UInt32] {
    var sequence = InstructionSequence(at: 0)
    func register() -> Int { generator.below(32) }
    func destination(below limit: Int = 32) -> Int {
      let chosen = generator.below(limit)
      return isKept(chosen) ? 7 : chosen
    }
    func name(_ names: [String]) -> String { names[generator.below(names.count)] }
    func immediate() -> Int { generator.below(4096) - 2048 }
    func base() -> Int { generator.chance(88) ? 8 : 9 }
    func offset(_ bytes: Int) -> Int { generator.chance(95) ? immediate() & -bytes : immediate() }

    switch generator.below(100) {
    case 0..<22:
      sequence.add(
        name(["add", "sub", "sll", "slt", "sltu", "xor", "srl", "sra", "or", "and"]), rd: destination(),
        rs1: register(),
        rs2: register())
    case 22..<36:
      sequence.add(
        name(["addi", "slti", "sltiu", "xori", "ori", "andi"]), rd: destination(), rs1: register(), immediate())
    case 36..<40:
      sequence.add(name(["slli", "srli", "srai"]), rd: destination(), rs1: register(), generator.below(32))
    case 40..<47:
      sequence.add(
        name(["mul", "mulh", "mulhsu", "mulhu", "div", "divu", "rem", "remu"]), rd: destination(), rs1: register(),
        rs2: register())
    case 47..<59:
      let (load, bytes) = [("lb", 1), ("lbu", 1), ("lh", 2), ("lhu", 2), ("lw", 4), ("lw", 4)][generator.below(6)]
      sequence.add(load, rd: destination(), rs1: generator.chance(95) ? base() : register(), offset(bytes))
    case 59..<69:
      let (store, bytes) = [("sb", 1), ("sh", 2), ("sw", 4), ("sw", 4)][generator.below(4)]
      sequence.add(store, rs1: base(), rs2: register(), offset(bytes))
    case 69..<72:
      // Atomics have no offset: the address is made before.
      sequence.add("addi", rd: 19, rs1: base(), offset(4))
      sequence.add(
        name([
          "lr.w", "sc.w", "amoswap.w", "amoadd.w", "amoxor.w", "amoand.w", "amoor.w", "amomin.w", "amomax.w",
          "amominu.w",
          "amomaxu.w",
        ]), rd: destination(), rs1: 19, rs2: register(), generator.below(4))
      if generator.chance(40) {
        sequence.add("lr.w", rd: destination(), rs1: 19)
        if generator.chance(30) { sequence.add(word: 0) }
        sequence.add("sc.w", rd: destination(), rs1: 19, rs2: register())
      }
    case 72..<83:
      let branch = name(["beq", "bne", "blt", "bge", "bltu", "bgeu"])
      let distance = generator.chance(1) ? 6 : 4 * (1 + generator.below(8))
      sequence.add(branch, rs1: register(), rs2: generator.chance(20) ? 0 : register(), distance)
    case 83..<85:
      // A loop that is taken a few times, whatever the counter is when somebody jumps into it.
      sequence.add("addi", rd: 30, 1 + generator.below(6))
      sequence.add("add", rd: destination(below: 16), rs1: register(), rs2: register())
      sequence.add("addi", rd: 30, rs1: 30, -1)
      sequence.add("andi", rd: 30, rs1: 30, 7)
      sequence.add("bne", rs1: 30, -12)
    case 85..<87:
      sequence.add("jal", rd: destination(), 4 * (1 + generator.below(12)))
    case 87..<88 where generator.chance(10):
      // Where there is nothing, and with translation a page of nothing.
      sequence.add("lui", rd: 20, 0x58000)
      sequence.add("jalr", rd: destination(), rs1: 20)
    case 87..<88:
      sequence.add("auipc", rd: 20)
      sequence.add("jalr", rd: destination(), rs1: 20, generator.chance(90) ? 8 + 4 * generator.below(8) : immediate())
    case 88..<91:
      sequence.add(name(["lui", "auipc"]), rd: destination(), generator.below(1 << 20))
    case 91..<95:
      let access = name(["csrrw", "csrrs", "csrrc", "csrrwi", "csrrsi", "csrrci"])
      if generator.chance(50) {
        sequence.add(access, rd: destination(), rs1: register(), written[generator.below(written.count)])
      } else {
        sequence.add("csrrs", rd: destination(), read[generator.below(read.count)])
      }
    case 95..<96:
      sequence.add(name(["ecall", "ebreak", "wfi", "sfence.vma", "fence", "fence.i", "mret", "sret"]))
    case 96..<97:
      // Interrupts soon: of software at once, of the timer in a while.
      sequence.add("addi", rd: 5, 1)
      sequence.add("sw", rs1: 18, rs2: 5)
      sequence.add("csrrwi", rs1: 2, 0x344)
      sequence.add("csrrsi", rs1: 10, 0x300)
    case 97..<98:
      sequence.add(word: harmless(UInt32(truncatingIfNeeded: generator.next())))
    default:
      // An encoding that is nearly right.
      let kind = InstructionKind.all[generator.below(InstructionKind.all.count)]
      let whole = kind.encoding(rd: destination(), rs1: register(), rs2: register(), immediate: 4 * generator.below(32))
      sequence.add(word: harmless(whole ^ 1 << UInt32(generator.below(32))))
    }
    return (try? sequence.words()) ?? []
  }
}
