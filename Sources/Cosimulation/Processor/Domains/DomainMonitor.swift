/// What runs in machine mode, and in supervisor mode, beside a random domain program: it sets the first key, lets the domain run, and
/// handles traps without knowing what the domain does.
struct DomainMonitor {
  let plan: DomainPlan
  /// Sv32 for user and supervisor mode.
  let translates: Bool
  /// System calls go to supervisor mode.
  let delegates: Bool

  private typealias Place = RandomDomainProgram.Place
  private static let (first, second, third) = (26, 27, 5)
  /// Where main memory is for supervisor mode, which may not execute pages of user mode.
  private static let supervisorAlias: UInt32 = 0xc000_0000

  /// Instructions at the end, with their operands.
  private let orders: [(name: String, first: UInt32, second: UInt32)]

  init(plan: DomainPlan, _ generator: inout SeededGenerator) {
    self.plan = plan
    translates = generator.chance(60)
    delegates = generator.chance(30)
    func domain() -> UInt32 { [0, 1, 1, 1, 2, 4, 16, 300][generator.below(8)] }
    var orders: [(name: String, first: UInt32, second: UInt32)] = []
    for _ in 0..<4 {
      switch generator.below(6) {
      case 4: orders.append(("spill", domain(), Place.image + 0x200))
      case 5: orders.append(("fill", domain(), Place.image + UInt32(0x100 * generator.below(3))))
      case 0: orders.append(("method", domain(), UInt32(generator.below(4))))
      case 1: orders.append(("keyclr", [0, 1, 100, 101, 255, 256][generator.below(6)], domain()))
      case 2: orders.append(("kill", domain(), 0))
      default: orders.append(("cryptomode.to", 0x8001_0000, 0))
      }
    }
    // The private operation takes as long as all the rest.
    if generator.chance(20) {
      orders.append((["setck", "setk"][generator.below(2)], Place.descriptors, Place.keyEntry))
    }
    self.orders = orders
  }

  func words(_ generator: inout SeededGenerator) throws -> [UInt32] {
    var sequence = InstructionSequence(at: RandomDomainProgram.entry)
    start(&sequence, &generator)
    machineHandler(&sequence)
    supervisorHandler(&sequence)
    return try sequence.words()
  }

  private func start(_ sequence: inout InstructionSequence, _ generator: inout SeededGenerator) {
    func set(_ number: Int, _ value: UInt32) {
      sequence.load(5, value)
      sequence.add("csrrw", rs1: 5, number)
    }
    sequence.load(5, addressOf: "machine")
    sequence.add("csrrw", rs1: 5, 0x305)
    sequence.load(5, addressOf: "supervisor")
    if translates {
      sequence.load(6, Self.supervisorAlias - 0x8000_0000)
      sequence.add("add", rd: 5, rs1: 5, rs2: 6)
    }
    sequence.add("csrrw", rs1: 5, 0x105)
    set(0x180, translates ? 1 << 31 | Place.root >> 12 : 0)
    set(0x302, delegates ? 1 << 8 : 0)
    set(0x304, 0x88)
    set(0x306, 7)
    set(0x106, 7)
    sequence.load(20, Place.descriptors)
    sequence.load(21, Place.keyEntry)
    sequence.add(plan.regions[0].instruction, rd: 22, rs1: 20, rs2: 21)
    sequence.add("srli", rd: 22, rs1: 22, 8)
    sequence.add("andi", rd: 22, rs1: 22, 255)
    sequence.add("csrrw", rs1: 22, 0x7c0)
    sequence.add("csrrw", rs1: 22, 0x5c0)
    sequence.add("addi", rd: 23, 1)
    if plan.isAutomatic { sequence.add("method", rd: 24, rs1: 22, rs2: 23) }
    if let neighbour = plan.neighbour { create(neighbour, &sequence) }
    for register in 1..<32 where register != 22 {
      sequence.load(register, UInt32(truncatingIfNeeded: generator.next()))
    }
    set(0x341, plan.blocks[0].address)
    sequence.load(5, 0x1880)
    sequence.add("csrrc", rs1: 5, 0x300)
    sequence.load(5, 0x200_4000)
    sequence.add("sw", rs1: 5)
    sequence.add("sw", rs1: 5, 4)
    sequence.add("mret")
  }

  /// The second domain, by the automatic method: so it begins where it goes on, at its first instruction.
  private func create(_ neighbour: DomainPlan.Region, _ sequence: inout InstructionSequence) {
    sequence.load(20, Place.neighbourDescriptor)
    sequence.load(21, Place.neighbourEntry)
    sequence.add(neighbour.instruction, rd: 24, rs1: 20, rs2: 21)
    sequence.add("srli", rd: 24, rs1: 24, 8)
    sequence.add("andi", rd: 24, rs1: 24, 255)
    sequence.add("method", rd: 25, rs1: 24, rs2: 23)
    sequence.add("xor", rd: 24, rs1: 24, rs2: 22)
    sequence.load(25, 1 << 31)
    sequence.add("or", rd: 24, rs1: 24, rs2: 25)
    sequence.load(25, Place.turn)
    sequence.add("sw", rs1: 25, rs2: 24)
  }

  private func machineHandler(_ sequence: inout InstructionSequence) {
    let (a, b, c) = (Self.first, Self.second, Self.third)
    sequence.label("machine")
    sequence.load(b, Place.state)
    sequence.add("csrrs", rd: a, 0x342)
    sequence.add("bge", rs1: a, to: "exception")
    // The next interrupt of the timer comes after 64 to 2,111 cycles more.
    random(&sequence)
    sequence.add("srli", rd: c, rs1: c, 21)
    sequence.load(b, 0x200_bff8)
    sequence.add("lw", rd: a, rs1: b)
    sequence.add("add", rd: a, rs1: a, rs2: c)
    sequence.add("addi", rd: a, rs1: a, 64)
    sequence.load(b, 0x200_4000)
    sequence.add("sw", rs1: b, rs2: a)
    sequence.add("sw", rs1: b, 4)
    sequence.load(b, 0x200_0000)
    sequence.add("sw", rs1: b)
    // Of every eight interrupts of plaintext mode one goes on elsewhere: so every loop ends.
    sequence.load(b, Place.state)
    sequence.add("csrrs", rd: a, 0x7c0)
    sequence.add("blt", rs1: a, to: "seal")
    random(&sequence)
    sequence.add("srli", rd: c, rs1: c, 29)
    sequence.add("beq", rs1: c, to: "elsewhere")
    sequence.label("return")
    sequence.add("mret")
    seal(&sequence)
    if plan.neighbour == nil { sequence.add("jal", to: "return") } else { turn(&sequence) }

    sequence.label("exception")
    sequence.add("lw", rd: c, rs1: b, 4)
    sequence.add("addi", rd: c, rs1: c, 1)
    sequence.add("sw", rs1: b, rs2: c, 4)
    sequence.add("addi", rd: a, 2000)
    sequence.add("bgeu", rs1: c, rs2: a, to: "finish")
    sequence.add("csrrs", rd: a, 0x342)
    sequence.add("csrrs", rd: c, 0x7c0)
    sequence.add("bge", rs1: c, to: "open")

    // Of the domain in encrypted mode: a system call gets a result, a page its rights. Everything else is the end.
    sequence.add("addi", rd: c, 8)
    sequence.add("beq", rs1: a, rs2: c, to: "call")
    sequence.add("addi", rd: c, 13)
    sequence.add("beq", rs1: a, rs2: c, to: "page")
    sequence.add("addi", rd: c, 15)
    sequence.add("beq", rs1: a, rs2: c, to: "page")
    sequence.add("jal", to: "finish")
    sequence.label("call")
    sequence.add("xor", rd: 10, rs1: 11, rs2: 12)
    sequence.add("addi", rd: 11, rs1: 13, 1)
    sequence.add("mret")
    sequence.label("page")
    sequence.add("csrrs", rd: a, 0x343)
    sequence.add("srli", rd: c, rs1: a, 22)
    sequence.load(b, Place.pages >> 22)
    sequence.add("bne", rs1: b, rs2: c, to: "finish")
    sequence.add("srli", rd: a, rs1: a, 10)
    sequence.load(c, 0xffc)
    sequence.add("and", rd: a, rs1: a, rs2: c)
    sequence.load(b, Place.leaves)
    sequence.add("add", rd: b, rs1: b, rs2: a)
    sequence.add("lw", rd: a, rs1: b)
    sequence.add("ori", rd: a, rs1: a, 0xdf)
    sequence.add("sw", rs1: b, rs2: a)
    sequence.add("sfence.vma")
    sequence.add("mret")

    // In plaintext: on behind the instruction, or if it could not be fetched, in one of the blocks.
    sequence.label("open")
    // Who executes ciphertext may have stored to it.
    sequence.add("fence.i")
    sequence.add("addi", rd: c, 12)
    sequence.add("beq", rs1: a, rs2: c, to: "elsewhere")
    sequence.add("addi", rd: c, 1)
    sequence.add("bgeu", rs1: c, rs2: a, to: "elsewhere")
    sequence.add("csrrs", rd: a, 0x341)
    sequence.load(c, plan.end)
    sequence.add("bgeu", rs1: a, rs2: c, to: "elsewhere")
    if plan.compressed {
      sequence.load(c, Place.code)
      sequence.add("bltu", rs1: a, rs2: c, to: "elsewhere")
      sequence.add("lhu", rd: c, rs1: a)
      sequence.add("andi", rd: c, rs1: c, 3)
      sequence.add("addi", rd: c, rs1: c, -3)
      sequence.add("addi", rd: a, rs1: a, 2)
      sequence.add("bne", rs1: c, to: "behind")
      sequence.add("addi", rd: a, rs1: a, 2)
      sequence.label("behind")
    } else {
      sequence.add("addi", rd: a, rs1: a, 4)
    }
    sequence.add("csrrw", rs1: a, 0x341)
    sequence.add("mret")
    sequence.label("elsewhere")
    random(&sequence)
    sequence.add("srli", rd: c, rs1: c, 26)
    sequence.add("andi", rd: c, rs1: c, 0x1c)
    sequence.add("add", rd: b, rs1: b, rs2: c)
    sequence.add("lw", rd: a, rs1: b, 16)
    sequence.add("csrrw", rs1: a, 0x341)
    sequence.add("mret")
    // The end: what machine mode may do with keys and domains, right and wrong.
    sequence.label("finish")
    for number in 0..<16 {
      sequence.add("csrrwi", rs1: number, 0x5c1)
      for view in [0xdc0, 0xdc1, 0xdc2] { sequence.add("csrrs", rd: 20, view) }
    }
    for (name, first, second) in orders {
      sequence.load(20, first)
      sequence.load(21, second)
      sequence.add(name, rd: 22, rs1: 20, rs2: 21)
    }
    sequence.load(a, 0x10_0000)
    sequence.load(b, 0x5555)
    sequence.add("sw", rs1: a, rs2: b)
    sequence.label("forever")
    sequence.add("jal", to: "forever")
  }

  /// After some of the interrupts of encrypted mode the context goes to memory and comes back; before that with an older image, for
  /// another domain, and with a wrong bit, and after it once more. All registers are free here.
  private func seal(_ sequence: inout InstructionSequence) {
    sequence.label("seal")
    random(&sequence)
    sequence.add("srli", rd: 10, rs1: Self.third, 28)
    sequence.add("bne", rs1: 10, to: "sealed")
    sequence.add("csrrs", rd: 11, 0x7c0)
    sequence.add("andi", rd: 11, rs1: 11, 255)
    sequence.load(12, Place.image)
    sequence.add("spill", rd: 13, rs1: 11, rs2: 12)
    sequence.add("addi", rd: 14, rs1: 12, 256)
    sequence.add("fill", rd: 15, rs1: 11, rs2: 14)
    sequence.add("xori", rd: 16, rs1: 11, 1)
    sequence.add("fill", rd: 17, rs1: 16, rs2: 12)
    sequence.add("srli", rd: 18, rs1: Self.third, 18)
    sequence.add("andi", rd: 18, rs1: 18, 0xfc)
    sequence.add("add", rd: 18, rs1: 18, rs2: 12)
    sequence.add("lw", rd: 19, rs1: 18)
    sequence.add("addi", rd: 20, 1)
    sequence.add("srli", rd: 21, rs1: Self.third, 12)
    sequence.add("sll", rd: 20, rs1: 20, rs2: 21)
    sequence.add("xor", rd: 20, rs1: 20, rs2: 19)
    sequence.add("sw", rs1: 18, rs2: 20)
    sequence.add("fill", rd: 21, rs1: 11, rs2: 12)
    sequence.add("sw", rs1: 18, rs2: 19)
    sequence.add("addi", rd: 22, rs1: 12, 240)
    sequence.label("copy")
    sequence.add("lw", rd: 23, rs1: 12)
    sequence.add("sw", rs1: 12, rs2: 23, 256)
    sequence.add("addi", rd: 12, rs1: 12, 4)
    sequence.add("bne", rs1: 12, rs2: 22, to: "copy")
    sequence.add("addi", rd: 12, rs1: 12, -240)
    sequence.add("fill", rd: 24, rs1: 11, rs2: 12)
    sequence.add("fill", rd: 25, rs1: 11, rs2: 14)
    sequence.label("sealed")
  }

  /// Half of the interrupts of encrypted mode let the other domain go on, or begin.
  private func turn(_ sequence: inout InstructionSequence) {
    let (a, b, c) = (Self.first, Self.second, Self.third)
    sequence.label("turn")
    random(&sequence)
    sequence.add("bge", rs1: c, to: "return")
    sequence.add("lw", rd: c, rs1: b, Int(Place.turn - Place.state))
    sequence.add("csrrs", rd: a, 0x7c0)
    sequence.add("xor", rd: a, rs1: a, rs2: c)
    sequence.add("csrrw", rs1: a, 0x7c0)
    sequence.add("bge", rs1: c, to: "return")
    sequence.add("slli", rd: c, rs1: c, 1)
    sequence.add("srli", rd: c, rs1: c, 1)
    sequence.add("sw", rs1: b, rs2: c, Int(Place.turn - Place.state))
    sequence.load(b, Place.neighbour)
    sequence.add("csrrw", rs1: b, 0x341)
    sequence.add("mret")
  }

  /// Leaves a random word in the third register and in the state, whose address is in the second.
  private func random(_ sequence: inout InstructionSequence) {
    sequence.add("lw", rd: Self.third, rs1: Self.second)
    sequence.load(Self.first, 1_103_515_245)
    sequence.add("mul", rd: Self.third, rs1: Self.third, rs2: Self.first)
    sequence.add("addi", rd: Self.third, rs1: Self.third, 1237)
    sequence.add("sw", rs1: Self.second, rs2: Self.third)
  }

  /// System calls, where they are delegated.
  private func supervisorHandler(_ sequence: inout InstructionSequence) {
    sequence.label("supervisor")
    sequence.add("csrrs", rd: Self.first, 0x5c0)
    sequence.add("blt", rs1: Self.first, to: "held")
    sequence.add("csrrs", rd: Self.first, 0x141)
    sequence.add("addi", rd: Self.first, rs1: Self.first, 4)
    sequence.add("csrrw", rs1: Self.first, 0x141)
    sequence.add("sret")
    sequence.label("held")
    sequence.add("add", rd: 10, rs1: 14, rs2: 17)
    sequence.add("sret")
  }

  var rootTable: [UInt32] {
    var words = [UInt32](repeating: 0, count: 1024)
    let all: UInt32 = 0xcf
    for device in [0x10_0000, 0x200_0000] as [UInt32] { words[Int(device >> 22)] = (device >> 22) << 20 | all | 16 }
    words[0x8000_0000 >> 22] = 0x8000_0000 >> 2 | all | 16
    words[Int(Self.supervisorAlias >> 22)] = 0x8000_0000 >> 2 | all
    words[Int(Place.pages >> 22)] = Place.leaves >> 2 | 1
    return words
  }
}
