import Reference

/// Random code of instructions of 16 and of 32 bits, at all even addresses.
///
/// What belongs together is a *unit*. Jumps lead to the beginning of a unit, or into an instruction of 32 bits whose
/// upper half was chosen for that: what else is in the middle of instructions might store where instructions are, and has no certain effect.
struct MixedInstructions {
  /// What the code may do.
  struct Rules {
    /// Registers that are never written.
    let isKept: (Int) -> Bool
    /// Registers that point to data.
    let bases: [Int]
    /// Exceptions do no harm.
    let mayTrap: Bool
    /// There are the pages of `RandomSystemProgram` that end with the first half of an instruction.
    let hasCutPages: Bool
    /// Bytes after which an instruction always begins, and before which there are two words that nothing jumps out of; 0 for none.
    let step: Int
  }

  /// A jump whose distance is not known when it is made.
  private struct Jump {
    enum Kind { case branch, jump, shortBranch, shortJump, immediate }
    let kind: Kind
    /// Index of its first half.
    let place: Int
    /// What its distance counts from, and where it leads at least.
    let origin: Int
    let target: Int
  }

  private var halves: [UInt16] = []
  /// Where units begin.
  private var beginnings: [Int] = []
  private var jumps: [Jump] = []
  private let count: Int
  private let rules: Rules

  private static let nothing: UInt16 = 1

  /// - Parameters:
  ///   - count: words.
  ///   - unit: gives a unit of words, at most as many as are free.
  static func words(
    _ count: Int, _ rules: Rules, _ generator: inout SeededGenerator,
    unit: (inout SeededGenerator, _ free: Int) -> [UInt32]
  ) -> [UInt32] {
    var code = MixedInstructions(count: 2 * count, rules: rules)
    while code.halves.count < code.count {
      if code.isBeforeStep {
        code.addPlain(&generator)
      } else if generator.chance(50) {
        code.addShort(&generator)
      } else {
        code.add(unit(&generator, (code.count - code.halves.count + 1) / 2))
      }
    }
    code.link()
    return stride(from: 0, to: code.count, by: 2).map {
      UInt32(code.halves[$0]) | UInt32(code.halves[$0 + 1]) << 16
    }
  }

  private init(count: Int, rules: Rules) {
    self.count = count
    self.rules = rules
  }

  /// Halves up to the next place where an instruction has to begin.
  private var free: Int {
    let step = rules.step / 2
    let left = count - halves.count
    guard step > 0 else { return left }
    return min(left, step - 4 - halves.count % step)
  }

  /// The place is in the last two words of a step.
  private var isBeforeStep: Bool { rules.step > 0 && halves.count % (rules.step / 2) >= rules.step / 2 - 4 }

  /// Appends a unit, or fills up where it has no room.
  private mutating func append(_ unit: [UInt16], jumps made: [Jump] = []) {
    guard unit.count <= free else {
      halves += Array(repeating: Self.nothing, count: free)
      return
    }
    beginnings.append(halves.count)
    halves += unit
    jumps += made
  }

  private static func halves(_ words: [UInt32]) -> [UInt16] {
    words.flatMap { [UInt16(truncatingIfNeeded: $0), UInt16(truncatingIfNeeded: $0 >> 16)] }
  }

  // MARK: Units of words

  /// Appends a unit of words. Where a jump leads that goes forward, or anywhere, is found later.
  private mutating func add(_ words: [UInt32]) {
    let place = halves.count
    guard let last = words.last else { return }
    var words = words
    var made: [Jump] = []
    let isAlone = words.count == 1
    // Something that was cut off a unit is no instruction, but two halves.
    guard words.allSatisfy({ $0 & 3 == 3 || $0 == 0 }) else { return append([Self.nothing]) }
    switch last & 0x7f {
    case 0x63 where isAlone:
      made = [Jump(kind: .branch, place: place, origin: place, target: place + 2 + Int(last >> 7 & 30))]
    case 0x6f where isAlone:
      made = [Jump(kind: .jump, place: place, origin: place, target: place + 2 + Int(last >> 20 & 30))]
    case 0x67 where isAlone:
      // To where a register happens to point: no, it is illegal.
      words = [last | 7 << 12]
    case 0x67 where words.count == 2 && words[0] & 0xffff_f07f == 0x17:
      made = [Jump(kind: .immediate, place: place + 2, origin: place, target: place + 4 + Int(last >> 20 & 30))]
    default: break
    }
    append(Self.halves(words), jumps: made)
  }

  // MARK: Units of halves

  /// An instruction of 16 bits, by what the golden model says it is; or a unit around some.
  private mutating func addShort(_ generator: inout SeededGenerator) {
    let place = halves.count
    switch generator.below(100) {
    case 0..<4: addStack(&generator)
    case 4..<10: addHidden(&generator)
    case 10..<13:
      // c.jr or c.jalr, by way of x20.
      let words = [
        InstructionFormat.upper(0x17, rd: 20, upper: 0),
        InstructionFormat.immediate(0x13, rd: 20, rs1: 20, immediate: 0),
      ]
      append(
        Self.halves(words) + [generator.chance(50) ? 0x8a02 : 0x9a02],
        jumps: [Jump(kind: .immediate, place: place + 2, origin: place, target: place + 5 + generator.below(12))])
    case 13..<15 where rules.hasCutPages:
      let page = 0x4_0011 + 2 * generator.below(4)
      append(
        Self.halves([
          InstructionFormat.upper(0x37, rd: 20, upper: page),
          InstructionFormat.immediate(0x67, rd: 21, rs1: 20, immediate: -2),
        ]))
    default:
      let half = UInt16(truncatingIfNeeded: generator.next())
      guard half & 3 != 3 else { return }
      let decoded = DecodedInstruction(UInt32(half), compressed: true)
      let target = place + 1 + generator.below(16)
      switch decoded.operation {
      case .jal:
        guard !writesKept(decoded) else { return }
        append([half], jumps: [Jump(kind: .shortJump, place: place, origin: place, target: target)])
      case .beq, .bne: append([half], jumps: [Jump(kind: .shortBranch, place: place, origin: place, target: target)])
      default: if isHarmless(decoded, &generator) { append([half]) }
      }
    }
  }

  /// What nothing jumps out of, for the last words of a step.
  private mutating func addPlain(_ generator: inout SeededGenerator) {
    if generator.chance(50) { beginnings.append(halves.count) }
    if generator.chance(50) {
      halves += Self.halves([
        InstructionFormat.immediate(0x13, rd: 5, rs1: generator.below(32), immediate: generator.below(4096))
      ])
    } else {
      halves += [computation(&generator), computation(&generator)]
    }
  }

  /// An access by the stack pointer, which points to the data for that.
  private mutating func addStack(_ generator: inout SeededGenerator) {
    let pointer = InstructionFormat.immediate(0x13, rd: 2, rs1: 8, immediate: 4 * generator.below(256) - 512)
    let field = UInt16(generator.below(64)) << 7
    let register = UInt16(generator.below(32))
    let isKept = rules.isKept(Int(register)) || register == 0
    let access =
      generator.chance(50) || isKept ? 0xc002 | field | register << 2 : 0x4002 | register << 7 | field >> 5 & 0x7c
    append(Self.halves([pointer]) + [access])
  }

  /// A jump into `lui`, whose upper half is an instruction of its own, or begins one.
  private mutating func addHidden(_ generator: inout SeededGenerator) {
    let hidden: UInt16
    if generator.chance(50) {
      hidden = computation(&generator)
    } else {
      let kind: UInt32 = [0x13, 0x2013, 0x3013, 0x4013, 0x6013, 0x7013][generator.below(6)]
      hidden = UInt16(
        truncatingIfNeeded: InstructionFormat.immediate(kind, rd: 5, rs1: generator.below(32), immediate: 0))
    }
    let outer = UInt16(0x37 | 6 << 7 | generator.below(16) << 12)
    let jump =
      generator.chance(50)
      ? CompressedFormat.jump(0xa001, distance: 4)
      : CompressedFormat.branch(UInt16([0xc001, 0xe001][generator.below(2)] | generator.below(8) << 7), distance: 4)
    append([jump, outer, hidden, computation(&generator)])
  }

  /// An instruction of 16 bits that only computes.
  private func computation(_ generator: inout SeededGenerator) -> UInt16 {
    for _ in 0..<20 {
      let half = UInt16(truncatingIfNeeded: generator.next())
      guard half & 3 != 3 else { continue }
      let decoded = DecodedInstruction(UInt32(half), compressed: true)
      switch decoded.operation {
      case .addi, .andi, .slli, .srli, .srai, .lui, .add, .sub, .xor, .or, .and:
        if !writesKept(decoded) { return half }
      default: break
      }
    }
    return Self.nothing
  }

  private func writesKept(_ decoded: DecodedInstruction) -> Bool { rules.isKept(Int(decoded.destination)) }

  private func isHarmless(_ decoded: DecodedInstruction, _ generator: inout SeededGenerator) -> Bool {
    switch decoded.operation {
    case .jalr: false
    case .illegal, .ebreak: rules.mayTrap && generator.chance(10)
    case .sw: rules.bases.contains(Int(decoded.source1))
    case .lw:
      !writesKept(decoded)
        && (rules.bases.contains(Int(decoded.source1)) || rules.mayTrap && generator.chance(5))
    default: !writesKept(decoded)
    }
  }

  // MARK: Jumps

  /// Each jump leads to the first unit that begins where it would, or behind that.
  private mutating func link() {
    for jump in jumps {
      let target = beginnings.first { $0 >= jump.target } ?? count
      let distance = 2 * (target - jump.origin)
      let place = jump.place
      let word = UInt32(halves[place]) | (place + 1 < count ? UInt32(halves[place + 1]) << 16 : 0)
      switch jump.kind {
      case .branch: put(InstructionFormat.branch(word & 0x01ff_f07f, rs1: 0, rs2: 0, distance: distance), at: place)
      case .jump: put(InstructionFormat.jump(word & 0xfff, rd: 0, distance: distance), at: place)
      case .immediate: put(InstructionFormat.immediate(word & 0xfffff, rd: 0, rs1: 0, immediate: distance), at: place)
      case .shortBranch: halves[place] = CompressedFormat.branch(halves[place], distance: distance)
      case .shortJump: halves[place] = CompressedFormat.jump(halves[place], distance: distance)
      }
    }
  }

  private mutating func put(_ word: UInt32, at place: Int) {
    halves.replaceSubrange(place..<place + 2, with: Self.halves([word]))
  }
}
