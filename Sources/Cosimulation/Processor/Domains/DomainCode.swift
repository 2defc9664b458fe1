import Reference

/// The code of a random domain program: random instructions in every block, and at its end the way to the next, encrypted where a
/// region is.
struct DomainCode {
  let plan: DomainPlan
  /// There are pages at 0x40000000.
  let translates: Bool

  private typealias Place = RandomDomainProgram.Place
  /// Address of the next block, or of a function; and what encrypted code leaves as the way back.
  private static let target = 20
  private static let link = 31

  /// The blocks, as they lie in memory.
  func image(_ generator: inout SeededGenerator) throws -> [(bytes: [UInt8], address: UInt32)] {
    var image: [(bytes: [UInt8], address: UInt32)] = []
    for index in plan.blocks.indices {
      let block = plan.blocks[index]
      let words = try filled(block, try code(of: index, &generator))
      image.append((try encrypted(RandomDomainProgram.bytes(words), at: block), block.address))
    }
    for function in plan.functions {
      let body = open(16 * function.lines - 2, &generator)
      var end = InstructionSequence(at: 0)
      end.add("jalr", rs1: Self.link)
      image.append((RandomDomainProgram.bytes(try filled(function, body + end.words())), function.address))
    }
    var descriptors = plan.regions.indices.dropFirst().flatMap(plan.descriptor)
    // And some with a wrong bit, mostly in what is not the key.
    for _ in 0..<plan.wrongDescriptors {
      var wrong = plan.descriptor(generator.below(max(plan.regions.count - 1, 1)) + (plan.regions.count > 1 ? 1 : 0))
      wrong[generator.below(24)] ^= 1 << UInt8(generator.below(8))
      descriptors += wrong
    }
    let lines = (descriptors.count + 63) / 64
    let padded = descriptors + [UInt8](repeating: 0, count: 64 * lines - descriptors.count)
    let place = DomainPlan.Block(address: plan.descriptors, lines: lines, region: 0)
    image.append((try encrypted(padded, at: place), place.address))
    if let neighbour = plan.neighbour { image.append((try loop(in: neighbour, &generator), neighbour.base)) }
    return image
  }

  private func code(of index: Int, _ generator: inout SeededGenerator) throws -> [UInt32] {
    let block = plan.blocks[index]
    var start = InstructionSequence(at: block.address)
    start.load(8, Place.data + 0x800)
    start.load(9, Place.pages + 0x800)
    start.load(18, 0x200_0000)
    start.add("addi", rd: 19, rs1: 8)
    if index == 1 {
      for number in 1..<plan.regions.count {
        start.load(Self.target, descriptor(number))
        start.add("setik", rd: 21, rs1: Self.target)
      }
    }
    let isAdjacent = index + 1 < plan.blocks.count && plan.blocks[index + 1].address == block.end
    let next = isAdjacent ? plan.blocks[index + 1] : nil
    let fallsThrough = generator.chance(30)
    let beginning = try start.words()
    if let next, next.region != block.region, fallsThrough, !plan.isAutomatic {
      // The mode changes from one instruction to the next, at the boundary of the region.
      var shift = InstructionSequence(at: 0)
      shift.add(next.region == nil ? "retmode" : "cryptomode", rd: 21)
      let body = room(16 * block.lines - beginning.count - 17, index, &generator)
      return beginning + body + [UInt32](repeating: 0x13, count: 16) + (try shift.words())
    }
    let end = try ending(index)
    if plan.compressed, index > 1, let next, next.region != block.region, block.region == nil || plan.isReckless,
      generator.chance(20)
    {
      // The first half of an instruction, with the second one in another region.
      let body = room(16 * block.lines - beginning.count - 1, index, &generator)
      return beginning + body + [0x52b7_0001]
    }
    return beginning + room(16 * block.lines - beginning.count - end.count, index, &generator) + end
  }

  /// Random instructions for a block.
  private func room(_ count: Int, _ index: Int, _ generator: inout SeededGenerator) -> [UInt32] {
    // The first block leads into the first region, and nowhere else.
    if index == 0 { return [UInt32](repeating: 0x13, count: count) }
    return plan.blocks[index].region == nil
      ? open(count, &generator)
      : protected(count, endingAt: plan.blocks[index].end, &generator)
  }

  /// Random instructions for plaintext mode.
  private func open(_ count: Int, _ generator: inout SeededGenerator) -> [UInt32] {
    plan.compressed
      ? RandomSystemProgram.mixedInstructions(count, step: 0, hasCutPages: false, &generator)
      : RandomSystemProgram.randomInstructions(count, &generator)
  }

  private func descriptor(_ number: Int) -> UInt32 {
    plan.descriptors + DomainPlan.descriptorStride * UInt32(number - 1)
  }

  /// On to the next block; from the last one to the block behind the one that sets the keys, until the rounds are over.
  private func ending(_ index: Int) throws -> [UInt32] {
    var sequence = InstructionSequence(at: 0)
    let isLast = index == plan.blocks.count - 1
    if isLast {
      sequence.load(5, Place.rounds)
      sequence.add("lw", rd: 6, rs1: 5)
      sequence.add("addi", rd: 6, rs1: 6, -1)
      sequence.add("sw", rs1: 5, rs2: 6)
      sequence.add("blt", rs2: 6, to: "again")
      sequence.load(5, 0x10_0000)
      sequence.load(6, 0x5555)
      sequence.add("sw", rs1: 5, rs2: 6)
      sequence.label("again")
    }
    let next = plan.blocks[isLast ? 2 : index + 1]
    let region = plan.blocks[index].region
    sequence.load(Self.target, next.address)
    if next.region == region || plan.isAutomatic {
      sequence.add("jalr", rs1: Self.target)
    } else {
      sequence.add(next.region == nil ? "retmode.to" : "cryptomode.to", rd: 21, rs1: Self.target)
    }
    // Refused, or jumped over: back to the beginning, and not on into ciphertext.
    for _ in 0..<2 {
      sequence.load(Self.target, plan.blocks[0].address)
      sequence.add("jalr", rs1: Self.target)
      for _ in 0..<10 { sequence.add("addi") }
    }
    return try sequence.words()
  }

  private func filled(_ block: DomainPlan.Block, _ words: [UInt32]) throws -> [UInt32] {
    precondition(words.count <= 16 * block.lines, "a block has room for what is in it")
    return words + [UInt32](repeating: 0x13, count: 16 * block.lines - words.count)
  }

  /// The second domain: random instructions without end in a page, and a page of data.
  private func loop(in region: DomainPlan.Region, _ generator: inout SeededGenerator) throws -> [UInt8] {
    let count = 200
    var start = InstructionSequence(at: region.base)
    start.load(8, region.base + 0x1800)
    start.load(9, Place.data + 0x800)
    let beginning = try start.words()
    let end = region.base + UInt32(4 * (beginning.count + count))
    var again = InstructionSequence(at: end)
    again.add("jal", -4 * count)
    let words = beginning + protected(count, endingAt: end, isNeighbour: true, &generator) + (try again.words())
    let code = words + [UInt32](repeating: 0x13, count: 1024 - words.count)
    let data = (0..<1024).map { _ in UInt32(truncatingIfNeeded: generator.next()) }
    return try encrypted(RandomDomainProgram.bytes(code + data), at: region.base, in: region)
  }

  private func encrypted(_ bytes: [UInt8], at block: DomainPlan.Block) throws -> [UInt8] {
    guard let number = block.region else { return bytes }
    return try encrypted(bytes, at: block.address, in: plan.regions[number])
  }

  private func encrypted(_ bytes: [UInt8], at address: UInt32, in region: DomainPlan.Region) throws -> [UInt8] {
    let cipher = try LineCipher(region.algorithm, key: region.key)
    var result: [UInt8] = []
    for (index, start) in stride(from: 0, to: bytes.count, by: 64).enumerated() {
      guard let line = Line(bytes: bytes[start..<start + 64]) else { return bytes }
      let number = UInt64((address - region.base) / 64) + UInt64(index)
      result += try cipher.encrypt(line, tweak: Tweak(lineIndex: number, nonce: region.nonce)).bytes
    }
    return result
  }
}

extension DomainCode {
  /// Random instructions for encrypted mode, most of which can be executed there: after an exception nobody but the domain could go on.
  ///
  /// - Parameter isNeighbour: without instructions for keys and modes.
  private func protected(
    _ count: Int, endingAt end: UInt32, isNeighbour: Bool = false, _ generator: inout SeededGenerator
  ) -> [UInt32] {
    if plan.compressed {
      let rules = MixedInstructions.Rules(
        isKept: RandomSystemProgram.isKept, bases: [8], mayTrap: false, hasCutPages: false, step: 0)
      return MixedInstructions.words(count, rules, &generator) { generator, free in
        next(room: free, at: 0, isNeighbour: isNeighbour, &generator)
      }
    }
    var words: [UInt32] = []
    while words.count < count {
      let address = end - UInt32(4 * (count - words.count))
      let sequence = next(room: count - words.count, at: address, isNeighbour: isNeighbour, &generator)
      if words.count + sequence.count <= count { words += sequence } else { words.append(0x13) }
    }
    return words
  }

  private func next(
    room: Int, at address: UInt32, isNeighbour: Bool, _ generator: inout SeededGenerator
  ) -> [UInt32] {
    var sequence = InstructionSequence(at: address)
    func register() -> Int { generator.below(32) }
    func destination(below limit: Int = 32) -> Int {
      let chosen = generator.below(limit)
      return RandomSystemProgram.isKept(chosen) ? 7 : chosen
    }
    func name(_ names: [String]) -> String { names[generator.below(names.count)] }
    func offset(_ bytes: Int) -> Int { (generator.below(4096) - 2048) & -bytes }
    func distance() -> Int { 4 * (1 + generator.below(max(min(room - 1, 8), 1))) }
    func base(forStore: Bool = false) -> Int {
      let canChoose = isNeighbour ? !forStore : translates
      return !canChoose || generator.chance(97) ? 8 : 9
    }

    switch generator.below(isNeighbour ? 965 : 1000) {
    case 0..<300:
      sequence.add(
        name(["add", "sub", "sll", "slt", "sltu", "xor", "srl", "sra", "or", "and", "mul", "mulhu", "div", "rem"]),
        rd: destination(), rs1: register(), rs2: register())
    case 300..<480:
      sequence.add(
        name(["addi", "slti", "sltiu", "xori", "ori", "andi"]), rd: destination(), rs1: register(),
        generator.below(4096) - 2048)
    case 480..<640:
      let (load, bytes) = [("lb", 1), ("lbu", 1), ("lh", 2), ("lhu", 2), ("lw", 4), ("lw", 4)][generator.below(6)]
      sequence.add(load, rd: destination(), rs1: base(), offset(bytes))
    case 640..<760:
      let (store, bytes) = [("sb", 1), ("sh", 2), ("sw", 4), ("sw", 4)][generator.below(4)]
      sequence.add(store, rs1: base(forStore: true), rs2: register(), offset(bytes))
    case 760..<800:
      sequence.add("addi", rd: 19, rs1: base(forStore: true), offset(4))
      sequence.add("lr.w", rd: destination(), rs1: 19)
      sequence.add(name(["sc.w", "amoadd.w", "amoswap.w", "amomax.w"]), rd: destination(), rs1: 19, rs2: register())
      sequence.add("sc.w", rd: destination(), rs1: 19, rs2: register())
    case 800..<880:
      sequence.add(
        name(["beq", "bne", "blt", "bge", "bltu", "bgeu"]), rs1: register(), rs2: register(), distance())
    case 880..<900:
      sequence.add("addi", rd: 30, 1 + generator.below(6))
      sequence.add("add", rd: destination(below: 16), rs1: register(), rs2: register())
      sequence.add("addi", rd: 30, rs1: 30, -1)
      sequence.add("andi", rd: 30, rs1: 30, 7)
      sequence.add("bne", rs1: 30, -12)
    case 900..<915: sequence.add("jal", rd: destination(), distance())
    case 915..<940: sequence.add(name(["lui", "auipc"]), rd: destination(), generator.below(1 << 20))
    case 940..<955: sequence.add("ecall")
    case 955..<965:
      sequence.add("csrrs", rd: destination(), [0xc00, 0xc01, 0xc02, 0xc80, 0xc81, 0xc82][generator.below(6)])
    case 965..<969: sequence.add(name(["fence", "fence.i"]))
    case 969..<972: sequence.add(name(["cryptomode", "cryptomode.link"]), rd: destination())
    case 972..<980 where !plan.isAutomatic:
      call(&sequence, &generator)
    case 980..<982:
      // Keys that come and go: with the data of the region as it happens to be.
      let chosen = 1 + generator.below(max(plan.regions.count - 1, 1))
      guard chosen < plan.regions.count, !plan.regions[chosen].isCode else { break }
      sequence.add("addi", rd: 21, Int(plan.regions[chosen].segment))
      sequence.add("keyclr", rd: 22, rs1: 21, rs2: register())
      sequence.load(Self.target, descriptor(chosen))
      sequence.add("setik", rd: 23, rs1: Self.target)
    case 982..<986:
      // Refused: there already, or not at all.
      sequence.load(Self.target, descriptor(1 + generator.below(plan.regions.count - 1 + plan.wrongDescriptors)))
      sequence.add("setik", rd: destination(), rs1: Self.target)
    case 986..<988: sequence.add("keyclr", rd: destination(), rs1: register(), rs2: register())
    case 988..<989 where plan.isReckless:
      sequence.add(name(["retmode.link.to", "setck", "setk", "kill", "method", "ebreak"]), rd: destination())
    case 989..<990 where plan.isReckless: sequence.add(word: UInt32(truncatingIfNeeded: generator.next()))
    case 990..<993: exponentiate(&sequence, &generator, base: base(forStore: true))
    default:
      sequence.add("addi", rd: destination(), rs1: register())
    }
    return (try? sequence.words()) ?? []
  }

  /// A power of the data as it happens to be, mostly modulo an odd number of 128 bits.
  private func exponentiate(_ sequence: inout InstructionSequence, _ generator: inout SeededGenerator, base: Int) {
    sequence.add("addi", rd: 19, rs1: base, 4 * generator.below(1024) - 2048)
    let (operands, place) = generator.chance(50) ? (8, 19) : (19, generator.chance(97) ? 8 : 18)
    sequence.load(21, generator.chance(90) ? 0x0101 : [0x0001, 0x2101, 0x0102, 0x0201][generator.below(4)])
    sequence.add("sw", rs1: operands, rs2: 21)
    sequence.add("lw", rd: 21, rs1: operands, 4)
    let isEven = generator.chance(10)
    sequence.add(isEven ? "andi" : "ori", rd: 21, rs1: 21, isEven ? -2 : 1)
    sequence.add("sw", rs1: operands, rs2: 21, 4)
    sequence.add("modexp", rd: 22, rs1: operands, rs2: place)
  }

  /// A plaintext function, with a back-link: it returns by `jalr` to where the link leads.
  private func call(_ sequence: inout InstructionSequence, _ generator: inout SeededGenerator) {
    let function = plan.functions[generator.below(plan.functions.count)]
    sequence.load(Self.target, function.address)
    sequence.add("auipc", rd: Self.link)
    sequence.add("addi", rd: Self.link, rs1: Self.link, 12)
    sequence.add("retmode.link.to", rd: 21, rs1: Self.target)
    // What the function may have changed.
    sequence.load(8, Place.data + 0x800)
    sequence.load(9, Place.pages + 0x800)
    sequence.load(18, 0x200_0000)
  }
}
