import HDL

/// Makes instructions of 16 bits those of 32 bits that do the same: extension C for RV32 without floating point. Unprivileged
/// specification 20191213, tables 16.5 to 16.7.
final class CompressedDecoder: Module {
  let half = In(16)
  let instruction = Out(32, "`half`, which is illegal, for what is reserved or belongs to floating point")

  override var summary: String { "Instructions of 16 bits as those of 32 bits that do the same." }

  override var latency: Latency? { .combinational }

  private func zeros(_ count: Int) -> Bits { Bits(0, width: count) }
  /// x8 to x15.
  private func short(_ low: Int) -> Bits { cat(Bits(1, width: 2), half[low...low + 2]) }

  // The formats of chapter 2.2.
  private func immediate(_ value: Bits, _ rs1: Bits, _ kind: Int, _ rd: Bits, _ opcode: Int) -> Bits {
    cat(value, rs1, Bits(UInt64(kind), width: 3), rd, Bits(UInt64(opcode), width: 7))
  }
  private func add(_ rd: Bits, _ rs1: Bits, _ value: Bits) -> Bits { immediate(value, rs1, 0, rd, 0x13) }
  private func load(_ rd: Bits, _ rs1: Bits, _ offset: Bits) -> Bits { immediate(offset, rs1, 2, rd, 0x03) }
  private func store(_ rs2: Bits, _ rs1: Bits, _ offset: Bits) -> Bits {
    cat(offset[5...11], rs2, rs1, Bits(2, width: 3), offset[0...4], Bits(0x23, width: 7))
  }
  private func operation(_ upper: Bits, _ rs2: Bits, _ rs1: Bits, _ kind: Bits, _ rd: Bits) -> Bits {
    cat(upper, rs2, rs1, kind, rd, Bits(0x33, width: 7))
  }
  private func jump(_ rd: Int) -> Bits {
    let near = cat(half[12], half[8], half[9...10], half[6], half[7], half[2], half[11], half[3...5])
    return cat(near, half[12], replicate(half[12], 8), Bits(UInt64(rd), width: 5), Bits(0x6f, width: 7))
  }
  private func branch(_ kind: Int) -> Bits {
    let upper = cat(replicate(half[12], 4), half[5...6], half[2])
    let lower = cat(half[10...11], half[3...4], half[12])
    return cat(upper, zeros(5), short(7), Bits(UInt64(kind), width: 3), lower, Bits(0x63, width: 7))
  }

  override func build() {
    let rd = half[7...11]
    let rs2 = half[2...6]
    let zero = zeros(5)
    let stack = Bits(2, width: 5)
    // No instruction of 32 bits ends in its lowest two: so it is illegal, and mtval shows it.
    let none = cat(zeros(16), half)
    let value = cat(replicate(half[12], 7), rs2).named("value")
    let offset = cat(zeros(5), half[5], half[10...12], half[6], zeros(2)).named("word_offset")
    func unless(_ reserved: Bit, _ instruction: Bits) -> Bits { mux(reserved, none, instruction) }

    // Quadrant 0: c.addi4spn, c.lw, c.sw.
    let above = cat(zeros(2), half[7...10], half[11...12], half[5], half[6], zeros(2)).named("above_stack")
    let memory: [Bits] = [
      unless(!above.any, add(short(2), stack, above)), none, load(short(2), short(7), offset), none,
      none, none, store(short(2), short(7), offset), none,
    ]

    // Quadrant 1: c.addi, c.jal, c.li, c.addi16sp and c.lui, arithmetic in short registers, c.j, c.beqz, c.bnez.
    let frame = cat(replicate(half[12], 3), half[3...4], half[5], half[2], half[6], zeros(4)).named("frame_size")
    let upper = cat(replicate(half[12], 15), rs2, rd, Bits(0x37, width: 7))
    let moved = unless(!value.any, mux(rd == 2, add(stack, stack, frame), upper))
    let kind = select(half[5...6], from: [0, 4, 6, 7].map { Bits($0, width: 3) })
    let subtracts = cat(Bits(0, width: 1), !half[5] & !half[6], zeros(5))
    let shift = cat(Bits(0, width: 1), half[10], zeros(5), rs2)
    let shifted = unless(half[12], immediate(shift, short(7), 5, short(7), 0x13))
    let arithmetic = select(
      half[10...11],
      from: [
        shifted, shifted, immediate(value, short(7), 7, short(7), 0x13),
        unless(half[12], operation(subtracts, short(2), short(7), kind, short(7))),
      ])
    let near: [Bits] = [
      add(rd, rd, value), jump(1), add(rd, zero, value), moved, arithmetic, jump(0), branch(0), branch(1),
    ]

    // Quadrant 2: c.slli, c.lwsp, c.jr, c.mv, c.ebreak, c.jalr, c.add, c.swsp.
    let below = cat(zeros(4), half[2...3], half[12], half[4...6], zeros(2)).named("load_offset")
    let deeper = cat(zeros(4), half[7...8], half[9...12], zeros(2)).named("store_offset")
    let link = cat(zeros(4), half[12])
    let breakpoint = Bits(0x0010_0073, width: 32)
    let noTarget = mux(half[12], breakpoint, none)
    let jumps = mux(rd.any, immediate(zeros(12), rd, 0, link, 0x67), noTarget)
    let adds = operation(zeros(7), rs2, rd & replicate(half[12], 5), zeros(3), rd)
    let far: [Bits] = [
      unless(half[12], immediate(cat(zeros(7), rs2), rd, 1, rd, 0x13)), none,
      unless(!rd.any, load(rd, stack, below)), none,
      mux(rs2.any, adds, jumps), none, store(rs2, stack, deeper), none,
    ]

    instruction
      <== select(half[0...1], from: [memory, near, far].map { select(half[13...15], from: $0) } + [none])
  }
}
