/// The instructions themselves. Unprivileged specification 20191213, chapters 2, 7, 8 and 16.
extension Hart {
  /// Executes instructions until `limit` were begun, or one of them makes it necessary to look at interrupts or devices.
  ///
  /// - Returns: the number of instructions begun: retired, or trapped.
  @discardableResult
  public func execute(_ limit: Int) -> Int {
    mustLook = false
    lastTrap = nil
    var begun = 0
    while begun < limit, !mustLook { begun += executePage(limit - begun) }
    return begun
  }

  /// Executes instructions of one page, as long as they need nothing but the registers and pages that are known.
  private func executePage(_ limit: Int) -> Int {
    let x = self.x
    let (loadTags, loadPages) = (translations.loadTags, translations.loadPages)
    let (storeTags, storePages) = (translations.storeTags, translations.storePages)
    let code: UnsafeMutablePointer<DecodedInstruction>
    var limit = limit
    do {
      try transfer()
      if mayBeCut {
        code = cut
        code[Int(self.pc & 0xfff) >> decoded.shift] = DecodedInstruction(try wholeEncoding(), compressed: compressed)
        limit = 1
      } else {
        code = try self.code()
      }
    } catch { return fault(0, self.pc, error) }
    isTransferred = false
    var pc = self.pc
    let (first, size) = straight(from: pc)
    let shift = decoded.shift
    let misaligned: UInt32 = compressed ? 0 : 2
    var begun = 0

    while true {
      let instruction = code[Int((pc & 0xfff) &>> shift)]
      let a = x[Int(instruction.source1)]
      let b = x[Int(instruction.source2)]
      let immediate = instruction.immediate
      let destination = Int(instruction.destination)
      let sequential = pc &+ UInt32(instruction.length)
      var next = sequential

      switch instruction.operation {
      case .addi: x[destination] = a &+ immediate
      case .slti where instruction.declaresSecret: return finish(begun, pc, instruction)
      case .slti: x[destination] = Int32(bitPattern: a) < Int32(bitPattern: immediate) ? 1 : 0
      case .sltiu: x[destination] = a < immediate ? 1 : 0
      case .xori: x[destination] = a ^ immediate
      case .ori: x[destination] = a | immediate
      case .andi: x[destination] = a & immediate
      case .slli: x[destination] = a &<< immediate
      case .srli: x[destination] = a &>> immediate
      case .srai: x[destination] = UInt32(bitPattern: Int32(bitPattern: a) &>> Int32(bitPattern: immediate))
      case .add: x[destination] = a &+ b
      case .sub: x[destination] = a &- b
      case .sll: x[destination] = a &<< b
      case .slt: x[destination] = Int32(bitPattern: a) < Int32(bitPattern: b) ? 1 : 0
      case .sltu: x[destination] = a < b ? 1 : 0
      case .xor: x[destination] = a ^ b
      case .srl: x[destination] = a &>> b
      case .sra: x[destination] = UInt32(bitPattern: Int32(bitPattern: a) &>> Int32(bitPattern: b))
      case .or: x[destination] = a | b
      case .and: x[destination] = a & b
      case .mul: x[destination] = a &* b
      case .mulh:
        x[destination] = UInt32(truncatingIfNeeded: (Int64(Int32(bitPattern: a)) &* Int64(Int32(bitPattern: b))) >> 32)
      case .mulhsu: x[destination] = UInt32(truncatingIfNeeded: (Int64(Int32(bitPattern: a)) &* Int64(b)) >> 32)
      case .mulhu: x[destination] = UInt32(truncatingIfNeeded: (UInt64(a) &* UInt64(b)) >> 32)
      case .div: x[destination] = Self.divided(a, b).quotient
      case .divu: x[destination] = b == 0 ? .max : a / b
      case .rem: x[destination] = Self.divided(a, b).remainder
      case .remu: x[destination] = b == 0 ? a : a % b
      case .lui: x[destination] = immediate
      case .auipc: x[destination] = pc &+ immediate

      case .jal:
        next = pc &+ immediate
        if next & misaligned != 0 { return fault(begun, pc, Trap(.misalignedFetch, next)) }
        x[destination] = sequential
      case .jalr:
        next = (a &+ immediate) & ~1
        if next & misaligned != 0 { return fault(begun, pc, Trap(.misalignedFetch, next)) }
        x[destination] = sequential
      case .beq: if a == b { next = pc &+ immediate }
      case .bne: if a != b { next = pc &+ immediate }
      case .blt: if Int32(bitPattern: a) < Int32(bitPattern: b) { next = pc &+ immediate }
      case .bge: if Int32(bitPattern: a) >= Int32(bitPattern: b) { next = pc &+ immediate }
      case .bltu: if a < b { next = pc &+ immediate }
      case .bgeu: if a >= b { next = pc &+ immediate }

      case .lw:
        let address = a &+ immediate
        let place = TranslationCache.place(address)
        guard address & 3 == 0, loadTags[place] == TranslationCache.tag(address), let page = loadPages[place] else {
          return finish(begun, pc, instruction)
        }
        let word = page.load(fromByteOffset: Int(address & 0xfff), as: UInt32.self)
        x[destination] = UInt32(littleEndian: word)
      case .lh:
        let address = a &+ immediate
        let place = TranslationCache.place(address)
        guard address & 1 == 0, loadTags[place] == TranslationCache.tag(address), let page = loadPages[place] else {
          return finish(begun, pc, instruction)
        }
        let word = page.load(fromByteOffset: Int(address & 0xfff), as: UInt16.self)
        x[destination] = UInt32(bitPattern: Int32(Int16(bitPattern: UInt16(littleEndian: word))))
      case .lhu:
        let address = a &+ immediate
        let place = TranslationCache.place(address)
        guard address & 1 == 0, loadTags[place] == TranslationCache.tag(address), let page = loadPages[place] else {
          return finish(begun, pc, instruction)
        }
        let word = page.load(fromByteOffset: Int(address & 0xfff), as: UInt16.self)
        x[destination] = UInt32(UInt16(littleEndian: word))
      case .lb:
        let address = a &+ immediate
        let place = TranslationCache.place(address)
        guard loadTags[place] == TranslationCache.tag(address), let page = loadPages[place] else {
          return finish(begun, pc, instruction)
        }
        let word = page.load(fromByteOffset: Int(address & 0xfff), as: UInt8.self)
        x[destination] = UInt32(bitPattern: Int32(Int8(bitPattern: word)))
      case .lbu:
        let address = a &+ immediate
        let place = TranslationCache.place(address)
        guard loadTags[place] == TranslationCache.tag(address), let page = loadPages[place] else {
          return finish(begun, pc, instruction)
        }
        let word = page.load(fromByteOffset: Int(address & 0xfff), as: UInt8.self)
        x[destination] = UInt32(word)
      case .sw:
        let address = a &+ immediate
        let place = TranslationCache.place(address)
        guard address & 3 == 0, storeTags[place] == TranslationCache.tag(address), let page = storePages[place] else {
          return finish(begun, pc, instruction)
        }
        page.storeBytes(of: b.littleEndian, toByteOffset: Int(address & 0xfff), as: UInt32.self)
      case .sh:
        let address = a &+ immediate
        let place = TranslationCache.place(address)
        guard address & 1 == 0, storeTags[place] == TranslationCache.tag(address), let page = storePages[place] else {
          return finish(begun, pc, instruction)
        }
        page.storeBytes(
          of: UInt16(truncatingIfNeeded: b).littleEndian, toByteOffset: Int(address & 0xfff), as: UInt16.self)
      case .sb:
        let address = a &+ immediate
        let place = TranslationCache.place(address)
        guard storeTags[place] == TranslationCache.tag(address), let page = storePages[place] else {
          return finish(begun, pc, instruction)
        }
        page.storeBytes(of: UInt8(truncatingIfNeeded: b), toByteOffset: Int(address & 0xfff), as: UInt8.self)

      case .fence: break
      case .unknown:
        code[Int((pc & 0xfff) &>> shift)] = DecodedInstruction(encoding(at: pc), compressed: compressed)
        continue
      default: return finish(begun, pc, instruction)
      }

      if next & misaligned != 0 { return fault(begun, pc, Trap(.misalignedFetch, next)) }
      pc = next
      begun += 1
      if begun == limit || next &- first >= size {
        self.pc = next
        count(begun, trapped: 0)
        return begun
      }
    }
  }

  /// Table 7.1: division by zero and overflow have results, not traps.
  @inline(__always) private static func divided(_ a: UInt32, _ b: UInt32) -> (quotient: UInt32, remainder: UInt32) {
    let (dividend, divisor) = (Int32(bitPattern: a), Int32(bitPattern: b))
    if divisor == 0 { return (.max, a) }
    if divisor == -1 { return (0 &- a, 0) }
    return (UInt32(bitPattern: dividend / divisor), UInt32(bitPattern: dividend % divisor))
  }

  /// The addresses around `pc` in its page that execution may go to without asking, as the first and how many bytes.
  private func straight(from pc: UInt32) -> (first: UInt32, size: UInt32) {
    guard let place = samePlace(as: pc) else { return (pc, 0) }
    // What begins in the last two bytes may be cut.
    return (place.lowerBound, place.upperBound - place.lowerBound &+ (compressed ? ~0 : 1))
  }

  /// The addresses in the page of `pc`, and within the bounds of regions that are around it.
  private func samePlace(as pc: UInt32) -> ClosedRange<UInt32>? {
    let page = pc & ~0xfff...pc | 0xfff
    guard encryptionUnit.runningDomain != 0 else { return page }
    return stretch.map { page.clamped(to: $0) }
  }

  /// Whether the instruction at `pc` can have a half in another page, or beyond the bound of a region.
  private var mayBeCut: Bool {
    guard compressed else { return false }
    // Where a second return to `pc` is expected, nothing is known about what is around it.
    guard let place = samePlace(as: pc) else { return true }
    return pc &+ 1 == place.upperBound
  }

  /// After `begun` instructions the one at `pc` traps.
  @inline(never) private func fault(_ begun: Int, _ pc: UInt32, _ trap: Trap) -> Int {
    self.pc = pc
    count(begun + 1, trapped: 1)
    take(trap)
    return begun + 1
  }

  /// After `begun` instructions the one at `pc` is executed, whatever it needs.
  @inline(never) private func finish(_ begun: Int, _ pc: UInt32, _ instruction: DecodedInstruction) -> Int {
    self.pc = pc
    count(begun, trapped: 0)
    executeWholly(instruction)
    return begun + 1
  }
}
